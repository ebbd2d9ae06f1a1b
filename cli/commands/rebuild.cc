// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/words.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

Result<int> RunRebuild(Session& session, const Arguments& /*arguments*/) {
  if (session.settings().dry_run) {
    REFRAIN_ASSIGN(const auto engine, session.OpenEngine(service::Access::kRead));
    REFRAIN_ASSIGN(const store::Counts counts, engine.Count());
    session.out().Line(fmt::format("would analyse {} again", Plural(counts.messages, "message")));
    return kExitFine;
  }
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kWrite));
  ProgressLine progress(session.settings().progress);
  REFRAIN_TRY(engine.Rebuild([&](const ingest::Progress& now) { progress.Update(now); }));
  progress.Clear();
  REFRAIN_ASSIGN(const store::Counts counts, engine.Count());
  if (session.settings().format == Format::kJson) {
    session.PrintJson(fmt::format("{{\"schema\":1,\"messages\":{}}}", counts.messages));
    return kExitFine;
  }
  if (session.settings().quiet) return kExitFine;
  session.out().Line(fmt::format("analysed {} again, linked requests, made the index anew",
                                 Plural(counts.messages, "message")));
  session.Note("Next: refrain requests");
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain rebuild", "after the lexicons changed, or when doctor says so"},
};

constexpr Format kFormats[] = {Format::kTable, Format::kJson};

}  // namespace

constinit const Command kRebuildCommand{
    .name = "rebuild",
    .summary = "analyse everything again with the lexicons of today",
    .about =
        "Messages and decisions are the truth and stay as they are; languages, feelings, "
        "themes, requests and the search index are made from them again.",
    .group = Group::kWorkspace,
    .examples = kExamples,
    .formats = kFormats,
    .run = RunRebuild,
};

}  // namespace refrain::cli
