// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/print/insight_tables.h"
#include "cli/print/words.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kBarColumns = 24;

// How a value of a metric is written, and what a full bar stands for.
struct MetricLook {
  std::string_view title;
  double factor;  // value → shown
  int decimals;
  std::string_view unit;
  double full;  // shown value of a full bar; 0: the largest of the table
  bool has_interval;
};

MetricLook LookOf(service::Metric metric) {
  switch (metric) {
    case service::Metric::kNegativeShare: return {"NEGATIVE (95%)", 100.0, 1, "%", 100.0, true};
    case service::Metric::kNetSentiment: return {"NET SENTIMENT (95%)", 1.0, 1, "", 100.0, true};
    case service::Metric::kMessages: return {"MESSAGES", 1.0, 0, "", 0.0, false};
    case service::Metric::kNps: return {"NPS (95%)", 1.0, 1, "", 100.0, true};
    case service::Metric::kRating: break;
  }
  return {"RATING (95%)", 1.0, 2, "", 5.0, true};
}

bool IsSigned(service::Metric metric) {
  return metric == service::Metric::kNetSentiment || metric == service::Metric::kNps;
}

std::string ValueText(const stats::Interval& value, const MetricLook& look, bool with_sign) {
  const auto number = [&](double x) {
    return with_sign ? fmt::format("{:+.{}f}", x * look.factor, look.decimals)
                     : fmt::format("{:.{}f}", x * look.factor, look.decimals);
  };
  std::string out = number(value.estimate) + std::string(look.unit);
  if (look.has_interval) out += fmt::format(" ({} to {})", number(value.low), number(value.high));
  return out;
}

// Below zero to the left of the middle, above it to the right.
Cell SignedBar(double share) {
  const std::size_t half = kBarColumns / 2;
  const auto filled = static_cast<std::size_t>(
      std::lround(std::min(std::abs(share), 1.0) * static_cast<double>(half)));
  std::string blocks;
  for (std::size_t i = 0; i < filled; ++i) blocks += "█";
  // A no-break space keeps the axis in its place when cells are trimmed.
  std::string blanks;
  for (std::size_t i = filled; i < half; ++i) blanks += "\u00a0";
  if (share < 0) return {.value = blanks + blocks + "│", .tone = Tone::kNegative};
  std::string left;
  for (std::size_t i = 0; i < half; ++i) left += "\u00a0";
  return {.value = left + "│" + blocks, .tone = Tone::kPositive};
}

double FullBar(const service::TrendTable& trends, const MetricLook& look) {
  double full = look.full;
  if (full > 0.0) return full;
  for (const service::TrendSeries& series : trends.series) {
    for (const service::TrendPoint& point : series.points) {
      full = std::max(full, point.value.estimate * look.factor);
    }
  }
  return full > 0.0 ? full : 1.0;
}

std::vector<Cell> PointRow(const service::TrendPoint& point, const service::TrendTable& trends,
                           const MetricLook& look, double full) {
  const std::string label = point.label + (point.incomplete ? " *" : "");
  if (point.n == 0) {
    return {TextCell(label), TextCell("0"), TextCell("0"), TextCell("–", Tone::kDim),
            TextCell(" ")};
  }
  const double share = point.value.estimate * look.factor / full;
  const Tone tone =
      trends.metric == service::Metric::kNegativeShare ? Tone::kNegative : Tone::kNeutral;
  Cell bar = IsSigned(trends.metric) ? SignedBar(share) : TextCell(Bar(share, kBarColumns), tone);
  return {TextCell(label),
          {.value = Count(point.n)},
          {.value = Count(point.customers)},
          TextCell(ValueText(point.value, look, IsSigned(trends.metric))),
          std::move(bar)};
}

}  // namespace

Table TrendPointTable(const service::TrendTable& trends) {
  Table table;
  table.columns = {{"group", "GROUP"},
                   {"period", "PERIOD"},
                   {"messages", "MSGS", Align::kRight},
                   {"customers", "CUST", Align::kRight},
                   {"metric", "METRIC"},
                   {"value", "VALUE", Align::kRight},
                   {"low", "LOW", Align::kRight},
                   {"high", "HIGH", Align::kRight},
                   {"negative", "NEG", Align::kRight},
                   {"neutral", "NEU", Align::kRight},
                   {"positive", "POS", Align::kRight},
                   {"mixed", "MIXED", Align::kRight},
                   {"incomplete", "INCOMPLETE"}};
  const MetricLook look = LookOf(trends.metric);
  const auto number = [&look](double x) {
    return Cell{.value = fmt::format("{:.4f}", x),
                .shown = fmt::format("{:.{}f}{}", x * look.factor, look.decimals, look.unit),
                .is_number = true};
  };
  for (const service::TrendSeries& series : trends.series) {
    for (const service::TrendPoint& point : series.points) {
      table.rows.push_back({TextCell(series.group), TextCell(point.label), CountCell(point.n),
                            CountCell(point.customers), TextCell(model::NameOf(trends.metric)),
                            number(point.value.estimate), number(point.value.low),
                            number(point.value.high), CountCell(point.negative),
                            CountCell(point.neutral), CountCell(point.positive),
                            CountCell(point.mixed), TextCell(point.incomplete ? "yes" : "")});
    }
  }
  return table;
}

std::string TrendText(const service::TrendTable& trends, std::size_t columns, const Style& style) {
  const MetricLook look = LookOf(trends.metric);
  const double full = FullBar(trends, look);
  std::string out;
  bool incomplete = false;
  for (const service::TrendSeries& series : trends.series) {
    if (trends.series.size() > 1 || !series.group.empty()) {
      out += fmt::format(
          "{}{}\n", out.empty() ? "" : "\n",
          style(Tone::kStrong, OneLine(series.group.empty() ? "unknown" : series.group)));
    }
    Table table;
    table.columns = {{.key = "period", .title = model::NameOf(trends.by).data()},
                     {.key = "messages", .title = "MSGS", .align = Align::kRight},
                     {.key = "customers", .title = "CUST", .align = Align::kRight, .drop = 2},
                     {.key = "value", .title = std::string(look.title)},
                     {.key = "bar", .title = " ", .drop = 1}};
    for (char& c : table.columns.front().title) c = static_cast<char>(c - 'a' + 'A');
    for (const service::TrendPoint& point : series.points) {
      table.rows.push_back(PointRow(point, trends, look, full));
      incomplete = incomplete || point.incomplete;
    }
    out += Render(table, Format::kTable, columns, style);
  }
  if (incomplete) out += "* not over yet\n";
  if (!trends.comparison.empty()) out += fmt::format("\n{}\n", trends.comparison);
  if (trends.messages > 0) {
    out += fmt::format(
        "Rests on {} of {} in languages with a lexicon ({}).\n", Count(trends.covered),
        Plural(trends.messages, "message"),
        Percent(static_cast<double>(trends.covered) / static_cast<double>(trends.messages)));
  }
  return out;
}

}  // namespace refrain::cli
