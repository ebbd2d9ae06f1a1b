// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/card_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/print/layout.h"
#include "cli/print/words.h"

namespace refrain::cli {
namespace {

using service::Quote;

constexpr std::size_t kQuotesPerLanguage = 3;
constexpr std::size_t kQuoteIndent = 4;

std::string QuoteText(const Quote& quote, const TextView& view) {
  const std::size_t columns =
      view.columns == kUncut ? kUncut : std::max<std::size_t>(view.columns, 40) - kQuoteIndent;
  std::string out;
  for (const std::string& line : Wrap("“" + OneLine(quote.text) + "”", columns)) {
    out += std::string(kQuoteIndent, ' ') + line + "\n";
  }
  std::string remark = fmt::format("{}  {}  {}", quote.message, view.time(quote.sent_at_utc),
                                   model::NameOf(quote.channel));
  if (!quote.role.empty() && quote.role != "member") remark += "  " + quote.role;
  return out + std::string(kQuoteIndent, ' ') + view.style(Tone::kDim, remark) + "\n";
}

std::vector<std::string> LanguagesInOrder(const std::vector<Quote>& quotes) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const Quote& quote : quotes) {
    const auto found = std::find_if(counts.begin(), counts.end(),
                                    [&](const auto& one) { return one.first == quote.language; });
    if (found == counts.end()) {
      counts.emplace_back(quote.language, 1);
    } else {
      ++found->second;
    }
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> out;
  out.reserve(counts.size());
  for (auto& [language, count] : counts) out.push_back(std::move(language));
  return out;
}

std::string QuotesText(const std::vector<Quote>& quotes, bool all, const TextView& view) {
  std::string out;
  bool left_out = false;
  for (const std::string& language : LanguagesInOrder(quotes)) {
    std::vector<const Quote*> of_language;
    for (const Quote& quote : quotes) {
      if (quote.language == language) of_language.push_back(&quote);
    }
    const std::size_t shown =
        all ? of_language.size() : std::min(kQuotesPerLanguage, of_language.size());
    left_out = left_out || shown < of_language.size();
    out += fmt::format(
        "\n{}\n",
        view.style(Tone::kStrong, fmt::format("{} ({})", language.empty() ? "unknown" : language,
                                              of_language.size())));
    for (std::size_t i = 0; i < shown; ++i) out += QuoteText(*of_language[i], view);
  }
  if (left_out) out += view.style(Tone::kDim, "\nAll quotes: --verbose") + "\n";
  return out;
}

std::string FiguresText(std::uint64_t customers, std::uint64_t messages,
                        const std::vector<std::uint64_t>& series) {
  return fmt::format("{}, {}  {}", Plural(customers, "customer"), Plural(messages, "message"),
                     Spark(series, 24));
}

std::string LeavingText(std::uint64_t leaving) {
  if (leaving == 0) return {};
  return leaving == 1 ? "1 message speaks of it"
                      : fmt::format("{} messages speak of it", Count(leaving));
}

}  // namespace

std::string RequestCardText(const service::RequestCard& card, bool all_quotes,
                            const TextView& view) {
  const service::RequestRow& row = card.row;
  std::string out = fmt::format("{}  {}\n", view.style(Tone::kHeading, row.request.id),
                                view.style(Tone::kStrong, OneLine(row.request.title)));
  out += FieldText("Asked by", FiguresText(row.customers, row.messages, row.series), view);
  out +=
      FieldText("Against it", row.dissenters == 0 ? "" : Plural(row.dissenters, "customer"), view);
  out += FieldText("Seen", fmt::format("{} to {}", view.day(row.first_utc), view.day(row.last_utc)),
                   view);
  out += FieldText("Negative", PercentWithInterval(row.negative), view);
  out += FieldText("Leaving", LeavingText(card.leaving), view);
  out += FieldText("Languages", Join(row.languages, ", "), view);
  out += FieldText("Channels", CountList(card.channels), view);
  out += FieldText("Stages", CountList(card.stages), view);
  out += FieldText("Themes", CountList(card.themes), view);
  out += FieldText("Suggestion",
                   row.suggestion.empty()
                       ? ""
                       : fmt::format("{} ({}, {})", row.suggestion,
                                     Spaced(model::NameOf(row.change)), model::NameOf(row.status)),
                   view);
  return out + QuotesText(card.quotes, all_quotes, view);
}

std::string SuggestionCardText(const service::SuggestionCard& card, bool all_quotes,
                               const TextView& view) {
  const service::SuggestionRow& row = card.row;
  const model::Suggestion& one = row.suggestion;
  std::string out = fmt::format("{}  {}\n", view.style(Tone::kHeading, one.id),
                                view.style(Tone::kStrong, OneLine(one.title)));
  out += FieldText("Kind", Spaced(model::NameOf(one.kind)), view);
  out += FieldText("Because", OneLine(one.reason), view);
  out += FieldText("Status", model::NameOf(one.status), view);
  out += FieldText("Asked by", FiguresText(row.customers, row.messages, row.series), view);
  out += FieldText("Leaving", LeavingText(card.leaving), view);
  if (row.request) {
    out += FieldText(
        "Request",
        fmt::format("{} {}", row.request->request.id, OneLine(row.request->request.title)), view);
  }
  out += FieldText("Theme", one.theme, view);
  out += FieldText("Languages", CountList(card.languages), view);
  out += FieldText("Channels", CountList(card.channels), view);
  return out + QuotesText(card.quotes, all_quotes, view);
}

}  // namespace refrain::cli
