// The chart of the negative share: a line with its 95 % interval as a band, a dot a
// bucket, labels at the dots. Drawn with attributes only, so that it stands in a page
// with a strict content policy; classes are there for dark mode to take hold of.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/report/render.h"

namespace refrain::report {
namespace {

constexpr double kWidth = 592.0;
constexpr double kHeight = 216.0;
constexpr double kLeft = 40.0;
constexpr double kRight = 24.0;
constexpr double kTop = 20.0;
constexpr double kBottom = 42.0;
constexpr std::size_t kLabelEvery = 8;  // up to so many points all carry their value
constexpr std::string_view kNegative = "#D55E00";

std::string At(double value) { return Fixed(value, 1); }

class Chart {
 public:
  explicit Chart(const std::vector<DigestPoint>& points) : points_(points) {
    double most = 0.0;
    for (const DigestPoint& point : points_) {
      if (HasShare(point)) most = std::max({most, point.share, std::min(point.high, 1.0)});
    }
    // The axis starts at 0 and ends at a round share not far above the band.
    top_ = 1.0;
    for (const double step : {0.1, 0.2, 0.3, 0.4, 0.6, 0.8}) {
      if (most <= step) {
        top_ = step;
        break;
      }
    }
  }

  std::string Draw(std::string_view finding) {
    const std::string alt = EscapeHtml(finding);
    Append(out_,
           {"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 592 216\" width=\"592\" ",
            "height=\"216\" role=\"img\" aria-label=\"", alt,
            "\" style=\"display:block;width:100%;max-width:592px;height:auto\" ",
            "font-family=\"-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif\" ",
            "font-size=\"12\"><title>", alt, "</title>\n"});
    Grid();
    for (std::size_t from = 0; from < points_.size();) {
      if (!HasShare(points_[from])) {
        ++from;
        continue;
      }
      std::size_t to = from;
      while (to < points_.size() && HasShare(points_[to])) ++to;
      Run(from, to);
      from = to;
    }
    for (std::size_t i = 0; i < points_.size(); ++i) Point(i);
    out_ += "</svg>\n";
    return std::move(out_);
  }

 private:
  // Below kCountsOnly there is no share to draw; NaN never becomes a place.
  static bool HasShare(const DigestPoint& point) {
    return point.n >= kCountsOnly && std::isfinite(point.share) && std::isfinite(point.low) &&
           std::isfinite(point.high);
  }

  [[nodiscard]] double X(std::size_t index) const {
    const double room = kWidth - kLeft - kRight - 32.0;
    if (points_.size() < 2) return kLeft + 16.0 + room / 2.0;
    return kLeft + 16.0 +
           room * static_cast<double>(index) / static_cast<double>(points_.size() - 1);
  }
  [[nodiscard]] double Y(double share) const {
    const double room = kHeight - kTop - kBottom;
    return kTop + room * (1.0 - std::clamp(share / top_, 0.0, 1.0));
  }

  void Grid() {
    for (const double share : {0.0, top_ / 2.0, top_}) {
      const std::string y = At(Y(share));
      Append(out_, {"<line class=\"sg\" x1=\"40\" x2=\"568\" y1=\"", y, "\" y2=\"", y,
                    "\" stroke=\"#e3e3df\"/><text class=\"sm\" x=\"34\" y=\"", At(Y(share) + 4.0),
                    "\" text-anchor=\"end\" fill=\"#5f6368\">", Percent(share, 0), "</text>\n"});
    }
  }

  // Band and line of neighbours that all have a share; a gap in the data is a gap here.
  void Run(std::size_t from, std::size_t to) {
    if (to - from < 2) {
      const std::string x = At(X(from));
      Append(out_, {"<line x1=\"", x, "\" x2=\"", x, "\" y1=\"", At(Y(points_[from].low)),
                    "\" y2=\"", At(Y(points_[from].high)), "\" stroke=\"", kNegative,
                    "\" stroke-opacity=\"0.25\" stroke-width=\"6\"/>\n"});
      return;
    }
    std::string band;
    std::string line;
    for (std::size_t i = from; i < to; ++i) {
      Append(band, {At(X(i)), ",", At(Y(points_[i].high)), " "});
      Append(line, {At(X(i)), ",", At(Y(points_[i].share)), " "});
    }
    for (std::size_t i = to; i-- > from;) {
      Append(band, {At(X(i)), ",", At(Y(points_[i].low)), " "});
    }
    Append(out_,
           {"<polygon points=\"", band, "\" fill=\"", kNegative,
            "\" fill-opacity=\"0.13\"/>\n<polyline points=\"", line, "\" fill=\"none\" stroke=\"",
            kNegative, "\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>\n"});
  }

  void Point(std::size_t index) {
    const DigestPoint& point = points_[index];
    const bool last = index + 1 == points_.size();
    const std::string x = At(X(index));
    const bool axis_label = last || (points_.size() - 1 - index) % LabelStep() == 0;
    if (axis_label) {
      Append(out_, {"<text class=\"", last ? "si" : "sm", "\" x=\"", x,
                    "\" y=\"194\" text-anchor=\"middle\" fill=\"", last ? "#1f2328" : "#5f6368",
                    last ? "\" font-weight=\"700\">" : "\">", EscapeHtml(PointLabel(point.label)),
                    "</text><text class=\"sm\" x=\"", x,
                    "\" y=\"210\" text-anchor=\"middle\" font-size=\"11\" fill=\"#5f6368\">n ",
                    Grouped(point.n), "</text>\n"});
    }
    if (!HasShare(point)) return;
    const bool thin = point.n < kThin;
    Append(out_,
           {"<circle class=\"", thin ? "sh" : "sd", "\" cx=\"", x, "\" cy=\"", At(Y(point.share)),
            "\" r=\"", last ? "5" : "4", "\" fill=\"", thin ? "#ffffff" : kNegative, "\" stroke=\"",
            thin ? kNegative : "#ffffff", "\" stroke-width=\"2\"/>"});
    if (axis_label && (points_.size() <= kLabelEvery || last)) Value(index, thin, last);
    out_ += '\n';
  }

  // Over the dot; a halo in the colour of the page keeps it apart from line and band.
  void Value(std::size_t index, bool thin, bool last) {
    const DigestPoint& point = points_[index];
    Append(out_, {"<text class=\"si sc\" x=\"", At(X(index)), "\" y=\"", At(Y(point.share) - 11.0),
                  "\" text-anchor=\"middle\" fill=\"#1f2328\" stroke=\"#ffffff\" ",
                  "stroke-width=\"3\" paint-order=\"stroke\"",
                  last ? " font-weight=\"700\" font-size=\"14\">" : ">", Percent(point.share, 1),
                  thin ? " thin" : "", "</text>"});
  }

  // Labels under every bucket up to 8, then under every 2nd, 3rd, …, the last one always.
  [[nodiscard]] std::size_t LabelStep() const { return (points_.size() + 7) / kLabelEvery; }

  const std::vector<DigestPoint>& points_;
  double top_ = 1.0;
  std::string out_;
};

}  // namespace

std::string TrendSvg(const std::vector<DigestPoint>& points, std::string_view finding) {
  return Chart(points).Draw(finding);
}

}  // namespace refrain::report
