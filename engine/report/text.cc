// The digest as plain text of at most 78 columns, for a terminal and for the
// text/plain part of a mail.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/report/render.h"

namespace refrain::report {
namespace {

constexpr std::size_t kColumns = 78;
constexpr std::size_t kBarColumns = 24;

// Spaces behind (or before) the text up to `columns`.
std::string Left(std::string_view text, std::size_t columns) {
  const std::size_t width = DisplayWidth(text);
  return std::string(text) + std::string(width < columns ? columns - width : 0, ' ');
}
std::string Right(std::string_view text, std::size_t columns) {
  const std::size_t width = DisplayWidth(text);
  return std::string(width < columns ? columns - width : 0, ' ') + std::string(text);
}

class TextPage {
 public:
  explicit TextPage(const DigestContent& digest) : digest_(digest) {}

  std::string Render() {
    Say("", PeriodTitle(digest_) + " · " + DateRange(digest_) + " · " +
                CleanClip(digest_.workspace, kTokenColumns));
    out_ += '\n';
    Say("", report::Verdict(digest_));
    Alerts();
    Numbers();
    Trend();
    Themes();
    Requests();
    Lines("SHIPPED", digest_.shipped);
    Lines("DATA QUALITY", digest_.quality);
    Heading("LOOK CLOSER");
    for (const Lead& lead : Leads(digest_)) {
      Say("  ", lead.says + ":");
      Say("    $ ", lead.command);
    }
    return std::move(out_);
  }

 private:
  void Heading(std::string_view title) { Append(out_, {"\n", title, "\n"}); }

  // `lead` before the first line, its width in spaces before the others.
  void Say(std::string_view lead, std::string_view text) {
    const std::size_t indent = DisplayWidth(lead);
    std::string before(lead);
    for (const std::string& line : Wrap(text, kColumns - indent)) {
      Append(out_, {before, Isolate(line), "\n"});
      before.assign(indent, ' ');
    }
  }

  void Alerts() {
    if (IsQuiet(digest_)) {
      out_ += '\n';
      Say("", QuietLine(digest_));
      return;
    }
    Heading("ALERTS");
    if (digest_.alerts.empty()) Say("  ", AlertsLine());
    const std::size_t count = std::min(digest_.alerts.size(), kMostAlerts);
    for (std::size_t i = 0; i < count; ++i) {
      Say("  ! ", CleanClip(digest_.alerts[i].text, kSentenceColumns));
      Say("    $ ", CleanClip(digest_.alerts[i].query, kSentenceColumns));
    }
  }

  void Numbers() {
    if (!HasNumbers(digest_)) return;
    Heading("NUMBERS");
    const std::size_t count = std::min(digest_.numbers.size(), kMostNumbers);
    for (std::size_t i = 0; i < count; ++i) {
      const NumberWords words = Describe(digest_.numbers[i]);
      std::string first;
      for (const std::string& part : {words.change, words.judgement}) {
        if (!part.empty()) Append(first, {first.empty() ? "" : ", ", part});
      }
      const std::string lead = "  " + Left(Clip(words.name, 24), 25) + Right(words.value, 8) + "  ";
      Say(lead, first);
      std::string rest = words.interval;
      for (const std::string& part :
           {words.counts, words.before, std::string(words.thin ? "thin: few messages" : "")}) {
        if (!part.empty()) Append(rest, {rest.empty() ? "" : "; ", part});
      }
      if (!rest.empty()) Say(std::string(DisplayWidth(lead), ' '), rest);
    }
  }

  void Trend() {
    const std::vector<DigestPoint> points = LastPoints(digest_);
    if (points.empty()) return;
    Heading("NEGATIVE SHARE");
    Say("  ", TrendFinding(digest_));
    double most = 0.0;
    for (const DigestPoint& point : points) {
      if (point.n >= kCountsOnly) most = std::max(most, point.share);
    }
    for (const DigestPoint& point : points) TrendRow(point, most);
  }

  void TrendRow(const DigestPoint& point, double most) {
    Append(out_, {"  ", Left(Clip(Clean(point.label), 10), 11),
                  Right(point.n < kCountsOnly ? "–" : Percent(point.share, 1), 6), "  "});
    if (point.n < kCountsOnly) {
      Append(out_, {"n ", Grouped(point.n), ": too few for a share\n"});
      return;
    }
    const std::string interval = Fixed(100.0 * point.low, 1) + "–" + Percent(point.high, 1);
    const double part = most > 0.0 && std::isfinite(point.share) ? point.share / most : 0.0;
    const auto bars = static_cast<std::size_t>(
        std::lround(std::clamp(part, 0.0, 1.0) * static_cast<double>(kBarColumns)));
    std::string bar;
    for (std::size_t i = 0; i < bars; ++i) bar += point.n < kThin ? "░" : "▇";
    std::string row = Left(interval, 13) + Left("n " + Grouped(point.n), 10) + bar;
    if (point.n < kThin) row += " thin";
    Append(out_, {row.substr(0, row.find_last_not_of(' ') + 1), "\n"});
  }

  void Themes() {
    if (IsQuiet(digest_)) return;
    Heading("RISING THEMES");
    const std::size_t count = std::min(digest_.rising.size(), kMostThemes);
    for (std::size_t i = 0; i < count; ++i) {
      const DigestTheme& theme = digest_.rising[i];
      const std::string name = CleanClip(theme.name.empty() ? theme.theme : theme.name, 36);
      Append(out_, {"  ", Isolate(name), std::string(38 - DisplayWidth(name), ' '),
                    Right(Grouped(theme.previous) + " → " + Grouped(theme.count), 13), "  ",
                    Right(Percent(theme.negative_share, 0), 4), " negative\n    ", Chance(theme.p),
                    "\n"});
    }
    const std::string note = ThemesNote(digest_);
    if (!note.empty()) Say("  ", note);
  }

  void Requests() {
    if (IsQuiet(digest_)) return;
    Heading("ASKED FOR AGAIN");
    if (digest_.requests.empty()) Say("  ", "Nothing was asked for again.");
    const std::size_t count = std::min(digest_.requests.size(), kMostRequests);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out_ += '\n';
      Request(i, digest_.requests[i]);
    }
  }

  void Request(std::size_t index, const DigestRequest& one) {
    Say("  " + std::to_string(index + 1) + ". ", CleanClip(one.title, kNameColumns));
    std::string facts;
    for (const std::string& part :
         {CleanClip(one.id, kTokenColumns), Spaced(one.change), Spaced(one.status)}) {
      if (!part.empty()) Append(facts, {facts.empty() ? "" : " · ", part});
    }
    Say("     ", facts);
    std::string counts = RequestCounts(digest_, one);
    if (one.series.size() > 1) {
      Append(counts, {"  ", Sparkline(LastOf(one.series, kMostSeries))});
    }
    Say("     ", counts);
    std::string languages;
    for (const std::string& name : LanguageNames(one)) {
      Append(languages, {languages.empty() ? "" : ", ", name});
    }
    if (!languages.empty()) Say("     ", languages);
    if (one.quote.text.empty()) return;
    const std::string quote = CleanClip(one.quote.text, kQuoteColumns);
    if (IsRightToLeft(quote)) {
      Say("      ", "“" + quote + "”");  // both marks turn with the words
    } else {
      Say("     “", quote + "”");  // the opening mark hangs left of the lines
    }
    const std::string source = QuoteSource(one.quote);
    if (!source.empty()) Say("      — ", source);
  }

  void Lines(std::string_view title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    Heading(title);
    for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
      Say("  - ", CleanClip(lines[i], kSentenceColumns));
    }
  }

  const DigestContent& digest_;
  std::string out_;
};

}  // namespace

std::string RenderText(const DigestContent& digest) { return TextPage(digest).Render(); }

}  // namespace refrain::report
