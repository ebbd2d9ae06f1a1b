// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/commands/cards.h"
#include "cli/commands/lists.h"
#include "cli/exit_code.h"
#include "cli/print/insight_tables.h"
#include "cli/query_place.h"
#include "cli/session.h"
#include "engine/service/json.h"

namespace refrain::cli {
namespace {

constexpr auto StatusChoices() {
  std::array<std::string_view, model::kStatusNames.size()> out;
  for (std::size_t i = 0; i < out.size(); ++i) out.at(i) = model::kStatusNames.at(i).second;
  return out;
}
constexpr auto kStatusChoices = StatusChoices();

Result<int> RunSuggestions(Session& session, const Arguments& arguments) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const service::Window window, session.WindowOf(engine, QueryOf(arguments)));
  REFRAIN_ASSIGN(const auto rows, engine.Suggestions(window, arguments.NumberOr("limit", 20)));
  PrintList(session, SuggestionTable(rows), rows.size(), service::ToJson(rows),
            "There is no suggestion yet. Next: refrain ingest PATH");
  if (!rows.empty() && session.IsForPeople()) {
    session.Note(fmt::format("Next: refrain suggestions show {}", rows.front().suggestion.id));
  }
  return kExitFine;
}

Result<int> RunShowSuggestion(Session& session, const Arguments& arguments) {
  return ShowSuggestion(session, arguments.ValueOr("ID", ""));
}

Result<int> RunStatus(Session& session, const Arguments& arguments) {
  const std::string_view id = arguments.ValueOr("ID", "");
  const std::string_view name = arguments.ValueOr("STATUS", "");
  const auto status = model::FromName<model::Status>(name);
  if (!status) return Error{ErrorCode::kInternal, "a status that is none", "", ""};
  const bool dry_run = session.settings().dry_run;
  REFRAIN_ASSIGN(auto engine,
                 session.OpenEngine(dry_run ? service::Access::kRead : service::Access::kWrite));
  if (dry_run) {
    REFRAIN_ASSIGN(const service::SuggestionCard card, engine.ShowSuggestion(id));
    session.out().Line(fmt::format("{} would become {}; it is {}", id, name,
                                   model::NameOf(card.row.suggestion.status)));
    return kExitFine;
  }
  const std::string_view user = session.environment().Get("USER");
  REFRAIN_TRY(
      engine.SetStatus(id, *status, user.empty() ? "cli" : user, arguments.ValueOr("note", "")));
  if (session.settings().format == Format::kJson) {
    session.PrintJson(
        fmt::format("{{\"schema\":1,\"id\":{},\"status\":{}}}", JsonString(id), JsonString(name)));
    return kExitFine;
  }
  if (session.settings().quiet) return kExitFine;
  session.out().Line(fmt::format("{} is {} now", id, name));
  session.Note("Next: refrain suggestions");
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain suggestions", "what to change, by how many customers ask"},
    {"refrain suggestions show s-3f9a", "why, with quotes"},
    {"refrain suggestions status s-3f9a planned --note 'Q1, with the new app'",
     "record a decision"},
};

constexpr Positional kIdPositional[] = {
    {.name = "ID", .help = "of the suggestion, s-…", .required = true},
};
constexpr Positional kStatusPositionals[] = {
    {.name = "ID", .help = "of the suggestion, s-…", .required = true},
    {.name = "STATUS", .help = "what it becomes", .required = true, .choices = kStatusChoices},
};
constexpr Option kStatusOptions[] = {
    {.name = "note", .value = "TEXT", .help = "why; kept in the decision log"},
};
constexpr Format kStatusFormats[] = {Format::kTable, Format::kJson};

constexpr Command kVerbs[] = {
    {.name = "list",
     .summary = "the suggestions, most customers first",
     .about = "",
     .options = kListOptions,
     .formats = kAllFormats,
     .paged = true,
     .run = RunSuggestions},
    {.name = "show",
     .summary = "one suggestion with its evidence (--verbose: all quotes)",
     .about = "",
     .positionals = kIdPositional,
     .formats = kCardFormats,
     .paged = true,
     .run = RunShowSuggestion},
    {.name = "status",
     .summary = "record what was decided about one",
     .about = "",
     .positionals = kStatusPositionals,
     .options = kStatusOptions,
     .formats = kStatusFormats,
     .run = RunStatus},
};

}  // namespace

constinit const Command kSuggestionsCommand{
    .name = "suggestions",
    .summary = "list what could be changed, and record decisions",
    .about =
        "A suggestion answers a recurring request or complaint. Its kind says who acts: "
        "improve the product, make a new product, change a policy, change a procedure. "
        "Decisions are never overwritten: they go to a log.",
    .group = Group::kAsk,
    .examples = kExamples,
    .options = kListOptions,
    .verbs = kVerbs,
    .formats = kAllFormats,
    .paged = true,
    .run = RunSuggestions,
};

}  // namespace refrain::cli
