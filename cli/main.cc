// The program `refrain`: surroundings in, one command run, exit status out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdio>

#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "cli/print/pager.h"
#include "cli/query_place.h"
#include "cli/session.h"
#include "engine/base/time.h"

namespace refrain::cli {
namespace {

// Signal handlers can reach nothing else.
std::atomic<bool> stop_requested{false};  // NOLINT

void RequestStop(int /*signal*/) { stop_requested.store(true, std::memory_order_relaxed); }

void InstallSignalHandlers() {
  // A closed pipe shows as a failed write; long work ends at its own pace.
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = RequestStop;
  // Without SA_RESTART a read that waits is interrupted; a second signal ends the program.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

Result<Context> MakeContext(const Environment& environment, bool verbose) {
  Context out;
  out.now_utc = SystemNowUtc;
  if (const std::string_view fixed = environment.Get("REFRAIN_NOW"); !fixed.empty()) {
    const auto parsed = ParseRfc3339(fixed);
    if (!parsed) {
      return Error{ErrorCode::kInvalidArgument, fmt::format("\"{}\" is no time", fixed),
                   "REFRAIN_NOW", "write 2026-09-30T12:00:00Z, or unset it"};
    }
    out.now_utc = [now = parsed->at_utc] { return now; };
  }
  out.random_bits = SystemRandomBits;
  out.stop = &stop_requested;
  out.log = [verbose](LogLevel level, std::string_view line) {
    if (verbose) {
      fmt::print(stderr, "refrain: {}\n", line);
    } else if (level >= LogLevel::kWarning) {
      fmt::print(stderr, "warning: {}\n", line);
    }
  };
  return out;
}

Status CheckFormat(const Command& command, const Settings& settings) {
  if (settings.format == Format::kTable || command.formats.empty()) return Ok();
  for (const Format format : command.formats) {
    if (format == settings.format) return Ok();
  }
  return Error{ErrorCode::kInvalidArgument, fmt::format("{} has no such form", command.name),
               "--format", "it has: " + FormatNames(command.formats)};
}

std::string PagerCommand(const Environment& environment) {
  for (const std::string_view name : {"REFRAIN_PAGER", "PAGER"}) {
    if (const std::string_view set = environment.Get(name); !set.empty()) return std::string(set);
  }
  return "less -FIRX";
}

Result<int> RunCommand(const Invocation& invocation, const Environment& environment,
                       const Settings& settings) {
  const Command& command = *invocation.command;
  REFRAIN_TRY(CheckArguments(command, invocation.noun, invocation.arguments));
  REFRAIN_TRY(CheckFormat(command, settings));
  REFRAIN_ASSIGN(const Context context, MakeContext(environment, settings.verbose));
  Output out(stdout);
  Session session(settings, environment, context, out);
  for (const std::string& warning : settings.warnings) session.Warn(warning);
  Pager pager;
  if (command.paged && settings.pager) pager.Start(PagerCommand(environment));
  Result<int> status = command.run(session, invocation.arguments);
  const Status written = out.Finish();
  pager.Finish();
  if (!status.ok()) return PointIntoQuery(status.error(), QueryOf(invocation.arguments));
  if (!written.ok() && !out.reader_left()) return written.error();
  return status;
}

Result<int> Run(int argc, const char* const* argv, const Environment& environment,
                bool& error_color) {
  REFRAIN_ASSIGN(const Invocation invocation, Parse(argc, argv));
  if (invocation.globals.Has("version")) {
    fmt::print("{}\n", VersionText());
    return kExitFine;
  }
  REFRAIN_ASSIGN(const Settings settings, ResolveSettings(invocation.globals, environment));
  error_color = settings.error_color;
  const Style style(settings.color);
  if (invocation.command == nullptr) {
    fmt::print("{}", OverviewText(style));
    return kExitFine;
  }
  if (invocation.globals.Has("help")) {
    fmt::print("{}", HelpText(*invocation.command, invocation.noun, style));
    return kExitFine;
  }
  return RunCommand(invocation, environment, settings);
}

int Main(int argc, const char* const* argv) {
  InstallSignalHandlers();
  const Environment environment = Environment::Read();
  bool error_color = false;
  const Result<int> status = Run(argc, argv, environment, error_color);
  if (status.ok()) return *status;
  PrintError(status.error(), Style(error_color));
  return ExitCodeOf(status.error().code);
}

}  // namespace
}  // namespace refrain::cli

int main(int argc, char** argv) { return refrain::cli::Main(argc, argv); }
