// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/exit_code.h"
#include "cli/print/ingest_report.h"
#include "cli/session.h"
#include "engine/service/json.h"

namespace refrain::cli {
namespace {

int StatusOf(const ingest::IngestReport& report) {
  if (report.interrupted) return kExitInterrupted;
  const bool nothing_read =
      report.failed_sources > 0 && report.failed_sources == report.sources.size();
  if (nothing_read) return kExitFailure;
  return report.quarantined > 0 || report.failed_sources > 0 ? kExitRejected : kExitFine;
}

Result<int> RunIngest(Session& session, const Arguments& arguments) {
  if (session.settings().dry_run) return PreviewPaths(session, arguments);
  ingest::IngestOptions options;
  REFRAIN_ASSIGN(options.read, ReadOptionsOf(arguments, session.settings().engine));
  options.reread = arguments.Has("reread");
  const std::vector<std::string>& paths = arguments.Values("PATH");
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kWrite));
  ProgressLine progress(session.settings().progress);
  REFRAIN_ASSIGN(const ingest::IngestReport report,
                 engine.Ingest({paths.begin(), paths.end()}, options,
                               [&](const ingest::Progress& now) { progress.Update(now); }));
  progress.Clear();
  if (session.settings().format == Format::kJson) {
    session.PrintJson(service::ToJson(report));
  } else {
    session.out().Print(IngestReportText(report, session.settings().verbose, session.style()));
  }
  return StatusOf(report);
}

constexpr Example kExamples[] = {
    {"refrain ingest inbox.mbox reviews.csv", "what it is, is found out"},
    {"refrain ingest Maildir/ exports/", "folders, whole"},
    {"refrain ingest -n survey.csv", "only show how it would be read"},
    {"refrain ingest survey.csv --map text=Remarks --map date=When --channel survey",
     "say which column is what"},
    {"refrain ingest calls/ --agent Ilze --agent Tom", "who of the speakers is the company"},
};

constexpr Format kFormats[] = {Format::kTable, Format::kJson};

}  // namespace

constinit const Command kIngestCommand{
    .name = "ingest",
    .summary = "read mails, exports, calls and notes into the workspace",
    .about =
        "Reads mbox, Maildir, eml, CSV, TSV, JSON, JSON Lines, WebVTT, SRT and plain text; exports "
        "of app stores, help desks and survey tools are recognised by their columns.\n\n"
        "What was read before is not stored again, so the same command may run every night. An "
        "item that cannot be read costs itself: it is reported with its place, and the exit "
        "status is 3. Every item is accounted for: seen = new + known + rejected.",
    .group = Group::kStart,
    .examples = kExamples,
    .positionals = kReadingPositionals,
    .options = kReadingOptions,
    .formats = kFormats,
    .run = RunIngest,
};

}  // namespace refrain::cli
