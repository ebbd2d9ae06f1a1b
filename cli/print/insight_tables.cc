// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/insight_tables.h"

#include <fmt/format.h>

#include "cli/print/words.h"
#include "engine/base/time.h"

namespace refrain::cli {
namespace {

// Below it a rise is not chance: the false discovery rate that all rows keep together.
constexpr double kRisingBelow = 0.05;

Cell SeriesCell(const std::vector<std::uint64_t>& series) {
  return {.value = fmt::format("{}", fmt::join(series, " ")), .shown = Spark(series)};
}

// Mostly negative is worth a colour only where the whole interval says so.
Tone ShareTone(const stats::Interval& negative) {
  if (negative.low > 0.5) return Tone::kNegative;
  return negative.high < 0.5 ? Tone::kPositive : Tone::kPlain;
}

Cell ShareCell(const stats::Interval& share, std::uint64_t n) {
  if (n == 0) return {.value = "", .shown = "–", .is_number = true};
  return {.value = fmt::format("{:.4f}", share.estimate),
          .shown = PercentWithInterval(share),
          .tone = ShareTone(share),
          .is_number = true};
}

Cell TimeCell(std::int64_t at_utc, const TimeFormat& time) {
  return {.value = FormatRfc3339(at_utc), .shown = time(at_utc)};
}

Cell NumberCell(double value) { return {.value = fmt::format("{:.4f}", value), .is_number = true}; }

Cell RisingCell(const service::ThemeRow& row) {
  const bool rising = row.recent > row.earlier && row.rise_p < kRisingBelow;
  return {.value = rising ? "rising" : "",
          .shown = rising ? fmt::format("▲ {} after {}", row.recent, row.earlier) : " ",
          .tone = Tone::kStrong};
}

}  // namespace

Table ThemeTable(const std::vector<service::ThemeRow>& rows) {
  Table table;
  table.columns = {
      {.key = "theme", .title = "ID", .drop = 2},
      {.key = "name", .title = "THEME", .flexible = true},
      {.key = "messages", .title = "MSGS", .align = Align::kRight},
      {.key = "customers", .title = "CUST", .align = Align::kRight},
      {.key = "series", .title = "TREND"},
      {.key = "negative_share", .title = "NEG (95%)"},
      {.key = "negative_low", .title = ""},
      {.key = "negative_high", .title = ""},
      {.key = "rising", .title = "LAST 4 WEEKS", .drop = 1},
  };
  for (const service::ThemeRow& row : rows) {
    table.rows.push_back({TextCell(row.theme, Tone::kDim), TextCell(row.name, Tone::kStrong),
                          CountCell(row.messages), CountCell(row.customers), SeriesCell(row.series),
                          ShareCell(row.negative, row.messages), NumberCell(row.negative.low),
                          NumberCell(row.negative.high), RisingCell(row)});
  }
  return table;
}

Table RequestTable(const std::vector<service::RequestRow>& rows, const TimeFormat& time) {
  Table table;
  table.columns = {
      {.key = "id", .title = "ID"},
      {.key = "customers", .title = "CUST", .align = Align::kRight},
      {.key = "messages", .title = "MSGS", .align = Align::kRight},
      {.key = "series", .title = "TREND"},
      {.key = "negative_share", .title = "NEG", .align = Align::kRight, .drop = 2},
      {.key = "languages", .title = "LANG", .drop = 1},
      {.key = "last", .title = "LAST", .drop = 3},
      {.key = "status", .title = "STATUS"},
      {.key = "title", .title = "REQUEST", .flexible = true, .least = 40},
      {.key = "kind", .title = ""},
      {.key = "suggestion", .title = ""},
      {.key = "against", .title = ""},
      {.key = "first", .title = ""},
  };
  for (const service::RequestRow& row : rows) {
    Cell negative = ShareCell(row.negative, row.messages);
    if (row.messages > 0) negative.shown = Percent(row.negative.estimate);
    table.rows.push_back({TextCell(row.request.id, Tone::kStrong), CountCell(row.customers),
                          CountCell(row.messages), SeriesCell(row.series), negative,
                          TextCell(Join(row.languages, ",")), TimeCell(row.last_utc, time),
                          TextCell(model::NameOf(row.status)), TextCell(row.request.title),
                          TextCell(model::NameOf(row.change)), TextCell(row.suggestion),
                          CountCell(row.dissenters), TimeCell(row.first_utc, time)});
  }
  return table;
}

Table SuggestionTable(const std::vector<service::SuggestionRow>& rows) {
  Table table;
  table.columns = {
      {.key = "id", .title = "ID"},
      {.key = "customers", .title = "CUST", .align = Align::kRight},
      {.key = "messages", .title = "MSGS", .align = Align::kRight},
      {.key = "series", .title = "TREND", .drop = 1},
      {.key = "kind", .title = "KIND"},
      {.key = "status", .title = "STATUS"},
      {.key = "title", .title = "SUGGESTION", .flexible = true, .least = 40},
      {.key = "request", .title = "REQUEST", .drop = 2},
      {.key = "theme", .title = ""},
      {.key = "reason", .title = ""},
  };
  for (const service::SuggestionRow& row : rows) {
    const model::Suggestion& one = row.suggestion;
    table.rows.push_back(
        {TextCell(one.id, Tone::kStrong),
         CountCell(row.customers),
         CountCell(row.messages),
         SeriesCell(row.series),
         {.value = std::string(model::NameOf(one.kind)), .shown = Spaced(model::NameOf(one.kind))},
         TextCell(model::NameOf(one.status)),
         TextCell(one.title),
         TextCell(one.request, Tone::kDim),
         TextCell(one.theme),
         TextCell(one.reason)});
  }
  return table;
}

}  // namespace refrain::cli
