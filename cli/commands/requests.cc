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

Result<int> RunRequests(Session& session, const Arguments& arguments) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const service::Window window, session.WindowOf(engine, QueryOf(arguments)));
  REFRAIN_ASSIGN(const auto rows, engine.Requests(window, arguments.NumberOr("limit", 20)));
  const auto time = [&](std::int64_t at) { return session.TimeText(engine, at); };
  PrintList(session, RequestTable(rows, time), rows.size(), service::ToJson(rows),
            "Nothing is asked for more than once yet. Next: refrain ingest PATH");
  if (!rows.empty() && session.IsForPeople()) {
    session.Note(fmt::format("Next: refrain requests show {}", rows.front().request.id));
  }
  return kExitFine;
}

Result<int> RunShowRequest(Session& session, const Arguments& arguments) {
  return ShowRequest(session, arguments.ValueOr("ID", ""));
}

constexpr Example kExamples[] = {
    {"refrain requests --since 90d", "what customers keep asking for"},
    {"refrain requests --query 'product:\"Fernlight Mini\"'", "about one product"},
    {"refrain requests show r-7kq2", "who asks, with quotes by language"},
};

constexpr Positional kIdPositional[] = {
    {.name = "ID", .help = "of the request, r-…", .required = true},
};

constexpr Command kVerbs[] = {
    {.name = "list",
     .summary = "the requests, most customers first",
     .about = "",
     .options = kListOptions,
     .formats = kAllFormats,
     .paged = true,
     .run = RunRequests},
    {.name = "show",
     .summary = "one request with figures and quotes by language (--verbose: all quotes)",
     .about = "",
     .positionals = kIdPositional,
     .formats = kCardFormats,
     .paged = true,
     .run = RunShowRequest},
};

}  // namespace

constinit const Command kRequestsCommand{
    .name = "requests",
    .summary = "list what customers keep asking for",
    .about =
        "A recurring request gathers mentions of the same wish, in whatever words and "
        "language. CUST counts customers, who weigh more than messages; NEG is the share of "
        "those messages that are negative or mixed.",
    .group = Group::kAsk,
    .examples = kExamples,
    .options = kListOptions,
    .verbs = kVerbs,
    .formats = kAllFormats,
    .paged = true,
    .run = RunRequests,
};

}  // namespace refrain::cli
