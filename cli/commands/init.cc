// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/table.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

Result<int> RunInit(Session& session, const Arguments& arguments) {
  service::EngineOptions options = session.settings().engine;
  if (const auto folder = arguments.Value("DIR")) options.data_folder = *folder;
  const std::string shown = options.data_folder.string();
  if (session.settings().dry_run) {
    session.out().Line(fmt::format("would make a workspace in {}", shown));
    return kExitFine;
  }
  REFRAIN_TRY(service::Engine::Create(options, session.context()));
  if (session.settings().format == Format::kJson) {
    session.PrintJson(fmt::format("{{\"schema\":1,\"data\":{}}}", JsonString(shown)));
    return kExitFine;
  }
  if (session.settings().quiet) return kExitFine;
  session.out().Line(fmt::format("made a workspace in {}", shown));
  const bool is_default = options.data_folder == session.settings().engine.data_folder;
  session.Note(fmt::format("Next: refrain{} ingest inbox.mbox reviews.csv",
                           is_default ? "" : " --data " + shown));
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain init", "the default folder"},
    {"refrain init ~/feedback/acme", "a workspace of its own"},
};

constexpr Positional kPositionals[] = {
    {.name = "DIR", .help = "where; default: the folder of --data", .kind = ValueKind::kFolder},
};

constexpr Format kFormats[] = {Format::kTable, Format::kJson};

}  // namespace

constinit const Command kInitCommand{
    .name = "init",
    .summary = "make an empty workspace",
    .about =
        "A workspace is one folder that holds everything: messages, decisions and the search "
        "index. Only you can read it (mode 0700).",
    .group = Group::kStart,
    .examples = kExamples,
    .positionals = kPositionals,
    .formats = kFormats,
    .run = RunInit,
};

}  // namespace refrain::cli
