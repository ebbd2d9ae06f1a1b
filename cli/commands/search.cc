// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/search_text.h"
#include "cli/query_place.h"
#include "cli/session.h"
#include "engine/service/json.h"

namespace refrain::cli {
namespace {

struct SortRow {
  std::string_view name;
  query::Sort sort;
};
constexpr std::array<SortRow, 5> kSorts{{
    {"relevance", query::Sort::kRelevance},
    {"date", query::Sort::kDateDescending},
    {"oldest", query::Sort::kDateAscending},
    {"negative", query::Sort::kScoreAscending},
    {"positive", query::Sort::kScoreDescending},
}};
constexpr std::array<std::string_view, 5> kSortChoices{
    kSorts[0].name, kSorts[1].name, kSorts[2].name, kSorts[3].name, kSorts[4].name};

query::Sort SortOf(std::string_view name) {
  for (const SortRow& row : kSorts) {
    if (row.name == name) return row.sort;
  }
  return query::Sort::kRelevance;
}

// --since and --until become the query language's own field, by day: "(query) date:…".
constexpr std::string_view kBeforeQuery = "(";

Result<std::string> WithDates(const Session& session, const service::Engine& engine,
                              const std::string& query) {
  REFRAIN_ASSIGN(const service::Window window, session.WindowOf(engine, query));
  if (!window.since_utc && !window.until_utc) return query;
  const std::string from = window.since_utc ? engine.FormatDay(*window.since_utc) : "";
  const std::string to = window.until_utc ? engine.FormatDay(*window.until_utc - 1) : "";
  const std::string dates = fmt::format("date:{}..{}", from, to);
  return query.empty() || query == "*" ? dates
                                       : fmt::format("{}{}) {}", kBeforeQuery, query, dates);
}

Result<query::SearchResult> SearchWithDates(const Session& session, service::Engine& engine,
                                            query::SearchRequest request) {
  const std::string typed = request.query;
  REFRAIN_ASSIGN(request.query, WithDates(session, engine, typed));
  const bool wrapped = request.query.starts_with(kBeforeQuery) && request.query != typed;
  auto result = engine.Search(std::move(request));
  if (!result.ok() && wrapped) return WithoutPrefix(result.error(), kBeforeQuery.size());
  return result;
}

void PrintAnswer(Session& session, const service::Engine& engine, const query::SearchResult& result,
                 const std::string& query, bool explain) {
  if (explain) session.Note(result.explanation);
  for (const std::string& warning : result.warnings) session.Warn(warning);
  if (session.settings().format == Format::kJson) {
    session.PrintJson(service::ToJson(result));
    return;
  }
  const SearchView view{session.columns(), session.style(),
                        [&](std::int64_t at) { return session.TimeText(engine, at); }};
  if (!session.IsForPeople()) {
    session.out().Print(
        Render(HitTable(result), session.settings().format, kUncut, session.style()));
    return;
  }
  if (!explain) {  // the explanation names them too
    for (const query::Expansion& one : result.expansions) session.Note(ExpansionText(one));
  }
  session.out().Print(HitsText(result, view));
  session.out().Print(FacetsText(result, view));
  session.Note(TotalText(result, query));
}

Result<int> RunSearch(Session& session, const Arguments& arguments) {
  const std::string query = QueryOf(arguments);
  const bool only_asks = session.settings().quiet;
  query::SearchRequest request;
  request.query = query;
  request.limit = only_asks ? 1 : arguments.NumberOr("limit", 20);
  request.offset = arguments.NumberOr("offset", 0);
  request.sort = SortOf(arguments.ValueOr("sort", "relevance"));
  request.facets = arguments.Values("facet");
  request.context.cross_lingual = !arguments.Has("literal");
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const query::SearchResult result,
                 SearchWithDates(session, engine, std::move(request)));
  if (only_asks) return result.total > 0 ? kExitFine : kExitFailure;
  PrintAnswer(session, engine, result, query, arguments.Has("explain"));
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain search refund", "in all languages: Rückerstattung and remboursement too"},
    {"refrain search 'lang:de,fr sentiment:neg invoice'", "fields narrow it down"},
    {"refrain search '\"still waiting\" -is:auto' --sort date", "a phrase, newest first"},
    {"refrain search '*' --facet channel --facet lang --limit 0", "only the counts"},
    {"refrain search -q 'kind:churn-risk date:yesterday' && mail-the-boss", "as a condition"},
};

constexpr Positional kPositionals[] = {
    {.name = "QUERY", .help = "words and fields; * is everything", .required = true, .many = true},
};

constexpr Option kOptions[] = {
    {.name = "limit",
     .value = "N",
     .help = "most hits",
     .default_value = "20",
     .kind = ValueKind::kNumber},
    {.name = "offset",
     .value = "N",
     .help = "hits to leave out first",
     .default_value = "0",
     .kind = ValueKind::kNumber},
    {.name = "sort",
     .value = "ORDER",
     .help = "date is newest first",
     .default_value = "relevance",
     .choices = kSortChoices},
    {.name = "facet",
     .value = "FIELD",
     .help = "count hits by that field: lang, channel, theme …",
     .repeated = true},
    {.name = "literal", .value = "", .help = "only the words as typed, in no other language"},
    {.name = "explain", .value = "", .help = "how the query was understood"},
};

}  // namespace

constinit const Command kSearchCommand{
    .name = "search",
    .summary = "find messages by words and fields, in all languages",
    .about =
        "Words are ANDed; OR, NOT, -word, (groups), \"phrases\", prefix* and a NEAR/5 b work. "
        "Fields: lang channel stage product theme emotion kind sentiment customer country tag "
        "date score rating id thread request is has. A comma is OR inside a field, two dots are a "
        "range: lang:de,fr date:2026-07..2026-09 score:..-0.5\n\n"
        "Case, accents and endings do not matter (=word takes it as it stands). What is also "
        "searched in other languages is shown after ≈; --literal ends that. With -q nothing is "
        "printed, and the exit status says whether there is a hit: 0 or 1.",
    .group = Group::kAsk,
    .examples = kExamples,
    .positionals = kPositionals,
    .options = kOptions,
    .formats = kAllFormats,
    .paged = true,
    .run = RunSearch,
};

}  // namespace refrain::cli
