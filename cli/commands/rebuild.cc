// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/words.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

Result<int> SayWhatWouldBe(Session& session, bool only_index) {
  REFRAIN_ASSIGN(const auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const store::Counts counts, engine.Count());
  session.out().Line(fmt::format("would {} {} again", only_index ? "index" : "analyse",
                                 Plural(counts.messages, "message")));
  return kExitFine;
}

Status Rebuild(const Session& session, service::Engine& engine, bool only_index) {
  if (only_index) return engine.RebuildIndex();
  ProgressLine progress(session.settings().progress);
  return engine.Rebuild([&](const ingest::Progress& now) { progress.Update(now); });
}

Result<int> RunRebuild(Session& session, const Arguments& arguments) {
  const bool only_index = arguments.Has("index");
  if (session.settings().dry_run) return SayWhatWouldBe(session, only_index);
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kWrite));
  REFRAIN_TRY(Rebuild(session, engine, only_index));
  REFRAIN_ASSIGN(const store::Counts counts, engine.Count());
  if (session.settings().format == Format::kJson) {
    session.PrintJson(fmt::format("{{\"schema\":1,\"messages\":{}}}", counts.messages));
    return kExitFine;
  }
  if (session.settings().quiet) return kExitFine;
  const std::string messages = Plural(counts.messages, "message");
  session.out().Line(only_index
                         ? fmt::format("the index is up to date with {}", messages)
                         : fmt::format("analysed {} again, linked requests, brought the index up "
                                       "to date",
                                       messages));
  session.Note(only_index ? "Next: refrain doctor" : "Next: refrain requests");
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain rebuild", "after the lexicons changed, or when doctor says so"},
    {"refrain rebuild --index", "when only the search index is behind or damaged"},
};

constexpr Option kOptions[] = {
    {.name = "index", .value = "", .help = "only the search index"},
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
    .options = kOptions,
    .formats = kFormats,
    .run = RunRebuild,
};

}  // namespace refrain::cli
