// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/commands/lists.h"
#include "cli/exit_code.h"
#include "cli/print/insight_tables.h"
#include "cli/query_place.h"
#include "cli/session.h"
#include "engine/service/json.h"

namespace refrain::cli {
namespace {

Result<int> RunThemes(Session& session, const Arguments& arguments) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const service::Window window, session.WindowOf(engine, QueryOf(arguments)));
  REFRAIN_ASSIGN(const auto rows, engine.Themes(window, arguments.NumberOr("limit", 20)));
  PrintList(session, ThemeTable(rows), rows.size(), service::ToJson(rows),
            "No message has a theme yet. Next: refrain ingest PATH");
  if (!rows.empty() && session.IsForPeople()) {
    session.Note(fmt::format("Next: refrain search theme:{}", rows.front().theme));
  }
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain themes --since 90d", "what people talk about, and how they feel about it"},
    {"refrain themes --query 'channel:review lang:de'", "of some messages only"},
    {"refrain themes --limit 0 --format csv", "all, for a spreadsheet"},
};

constexpr Command kVerbs[] = {
    {.name = "list",
     .summary = "the themes, most messages first",
     .about = "",
     .options = kListOptions,
     .formats = kAllFormats,
     .paged = true,
     .run = RunThemes},
};

}  // namespace

constinit const Command kThemesCommand{
    .name = "themes",
    .summary = "list what messages are about",
    .about =
        "NEG is the share of a theme's mentions that are negative or mixed, with its 95% "
        "interval. ▲ marks themes that rose more than chance explains: the last four weeks "
        "beside the four before.",
    .group = Group::kAsk,
    .examples = kExamples,
    .options = kListOptions,
    .verbs = kVerbs,
    .formats = kAllFormats,
    .paged = true,
    .run = RunThemes,
};

}  // namespace refrain::cli
