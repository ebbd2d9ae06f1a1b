// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/search_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/print/layout.h"
#include "cli/print/words.h"
#include "engine/base/time.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kSnippetLines = 2;  // on a terminal
constexpr std::size_t kCutMark = 2;       // columns of " …"
constexpr std::size_t kBarColumns = 20;

std::string ShownId(const query::Hit& hit) { return store::DisplayId(hit.message.message.key); }

std::string CustomerOf(const model::Message& message) {
  const model::Customer& customer = message.customer;
  if (!customer.name.empty()) return OneLine(customer.name);
  return OneLine(customer.address.empty() ? customer.import_id : customer.address);
}

// "Jānis Bērziņš: Invoice", and for what the company wrote "Tom → Jānis Bērziņš: Invoice".
std::string AboutText(const model::Message& message) {
  std::string out = CustomerOf(message);
  if (message.direction == model::Direction::kOutbound) {
    out = fmt::format("{} → {}", OneLine(message.author), out);
  }
  if (!message.subject.empty()) out += (out.empty() ? "" : ": ") + OneLine(message.subject);
  return out;
}

// What is found, marked by private characters, so that wrapping counts it right and the
// style comes last. They are taken out of the text first.
constexpr std::string_view kBegin = "\x01";
constexpr std::string_view kEnd = "\x02";

std::string MarkedSnippet(const query::Snippet& snippet) {
  std::string out;
  std::uint32_t done = 0;
  const std::string_view text = snippet.text;
  for (const model::Span& span : snippet.highlights) {
    if (span.begin < done || span.end > text.size() || span.begin >= span.end) continue;
    out += service::StripControls(text.substr(done, span.begin - done));
    out += kBegin;
    out += service::StripControls(text.substr(span.begin, span.end - span.begin));
    out += kEnd;
    done = span.end;
  }
  return out + service::StripControls(text.substr(done));
}

// Marks become the terminal's highlighting; one that a line break cut is closed and reopened.
std::string Highlighted(std::string_view line, bool& open, const Style& style) {
  std::string out;
  std::string part;
  const auto flush = [&] {
    out += style(open ? Tone::kHighlight : Tone::kPlain, part);
    part.clear();
  };
  for (const char c : line) {
    if (c == kBegin.front() || c == kEnd.front()) {
      flush();
      open = c == kBegin.front();
    } else {
      part += c;
    }
  }
  flush();
  return out;
}

std::string SnippetText(const query::Snippet& snippet, const SearchView& view) {
  const bool uncut = view.columns == kUncut;
  const std::size_t columns =
      uncut ? kUncut : std::max<std::size_t>(view.columns, 40) - kIndent - kCutMark;
  std::vector<std::string> lines = Wrap(MarkedSnippet(snippet), columns);
  const bool cut = !uncut && lines.size() > kSnippetLines;
  if (cut) lines.resize(kSnippetLines);
  std::string out;
  bool open = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += std::string(kIndent, ' ') + Highlighted(lines[i], open, view.style);
    out += cut && i + 1 == lines.size() ? " …\n" : "\n";
  }
  return out;
}

// Widths that all hits of a list share, so that what they begin with stands in columns.
struct HitWidths {
  std::size_t time = 0;
  std::size_t language = 2;
  std::size_t channel = 0;

  [[nodiscard]] std::size_t Total(std::size_t id) const {
    constexpr std::size_t kSentiment = 10;
    constexpr std::size_t kGaps = 9;
    return id + time + language + channel + kSentiment + kGaps;
  }
};

std::string LanguageOf(const query::Hit& hit) { return hit.language.empty() ? "??" : hit.language; }

HitWidths WidthsOf(const std::vector<query::Hit>& hits, const SearchView& view) {
  HitWidths out;
  for (const query::Hit& hit : hits) {
    const model::Message& m = hit.message.message;
    out.time = std::max(out.time, view.time(m.sent_at_utc).size());
    out.language = std::max(out.language, LanguageOf(hit).size());
    out.channel = std::max(out.channel, model::NameOf(m.channel).size());
  }
  return out;
}

std::string HitText(const query::Hit& hit, const HitWidths& widths, const SearchView& view) {
  const model::Message& m = hit.message.message;
  const Style& style = view.style;
  const std::string id = ShownId(hit);
  std::string about = AboutText(m);
  if (view.columns != kUncut) {
    const std::size_t used = widths.Total(id.size());
    about = Cut(about, view.columns > used ? view.columns - used : 0);
  }
  std::string out =
      fmt::format("{}  {}  {} {}  {}", style(Tone::kStrong, id),
                  Pad(view.time(m.sent_at_utc), widths.time, Align::kLeft),
                  Pad(LanguageOf(hit), widths.language, Align::kLeft),
                  Pad(model::NameOf(m.channel), widths.channel, Align::kLeft),
                  style(PolarityTone(hit.sentiment.label), PolarityWord(hit.sentiment.label)));
  if (!about.empty()) {
    const std::size_t width = service::DisplayWidth(PolarityWord(hit.sentiment.label));
    out += std::string(12 - std::min<std::size_t>(width, 10), ' ') + style(Tone::kDim, about);
  }
  return out + "\n" + SnippetText(hit.snippet, view);
}

}  // namespace

std::string HitsText(const query::SearchResult& result, const SearchView& view) {
  std::string out;
  const HitWidths widths = WidthsOf(result.hits, view);
  for (const query::Hit& hit : result.hits) out += HitText(hit, widths, view);
  return out;
}

Table HitTable(const query::SearchResult& result) {
  Table table;
  table.columns = {{"id", "ID"},
                   {"date", "DATE"},
                   {"language", "LANG"},
                   {"channel", "CHANNEL"},
                   {"sentiment", "SENT"},
                   {"score", "SCORE", Align::kRight},
                   {"customer", "CUSTOMER"},
                   {"subject", "SUBJECT"},
                   {"snippet", "SNIPPET"}};
  for (const query::Hit& hit : result.hits) {
    const model::Message& m = hit.message.message;
    table.rows.push_back({TextCell(ShownId(hit)),
                          TextCell(FormatRfc3339(m.sent_at_utc)),
                          TextCell(hit.language),
                          TextCell(model::NameOf(m.channel)),
                          TextCell(model::NameOf(hit.sentiment.label)),
                          {.value = fmt::format("{:.3f}", static_cast<double>(hit.sentiment.score)),
                           .is_number = true},
                          TextCell(CustomerOf(m)),
                          TextCell(m.subject),
                          TextCell(OneLine(hit.snippet.text))});
  }
  return table;
}

std::string FacetsText(const query::SearchResult& result, const SearchView& view) {
  std::string out;
  for (const query::FacetCounts& facet : result.facets) {
    if (facet.values.empty()) continue;
    std::uint64_t largest = 1;
    for (const auto& [value, count] : facet.values) largest = std::max(largest, count);
    Table table;
    table.columns = {{"value", facet.field},
                     {"count", facet.exact ? "MSGS" : "~MSGS", Align::kRight},
                     {"bar", " "}};
    for (const auto& [value, count] : facet.values) {
      table.rows.push_back(
          {TextCell(value.empty() ? "unknown" : value),
           {.value = fmt::format("{}", count), .shown = Count(count)},
           TextCell(Bar(static_cast<double>(count) / static_cast<double>(largest), kBarColumns))});
    }
    if (facet.others > 0) {
      table.rows.push_back(
          {TextCell(facet.others == 1 ? "1 more value"
                                      : fmt::format("{} more values", Count(facet.others))),
           TextCell(""), TextCell("")});
    }
    out += "\n" + Render(table, Format::kTable, view.columns, view.style);
  }
  return out;
}

std::string ExpansionText(const query::Expansion& expansion) {
  return fmt::format("{} ≈ {}", OneLine(expansion.word), OneLine(Join(expansion.forms, ", ")));
}

std::string TotalText(const query::SearchResult& result, std::string_view query) {
  if (result.total == 0) {
    std::vector<std::string> meant;
    for (const std::string& one : result.did_you_mean) meant.push_back(OneLine(one));
    if (meant.empty()) return fmt::format("No message matches {}.", OneLine(query));
    return fmt::format("No message matches {}. Did you mean: refrain search '{}'", OneLine(query),
                       Join(meant, "' or '"));
  }
  std::string out =
      fmt::format("{}{}", result.total_is_exact ? "" : "about ", Plural(result.total, "message"));
  if (result.hits.size() >= result.total) return out;
  return out + fmt::format(", {} shown; more: --limit {}", Count(result.hits.size()),
                           std::max<std::size_t>(100, 5 * result.hits.size()));
}

}  // namespace refrain::cli
