// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <filesystem>
#include <functional>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/file_writer.h"
#include "cli/print/words.h"
#include "cli/query_place.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

using WriteLine = std::function<Status(std::string_view)>;

// What the engine gives, with a line end each; counts the lines.
Result<std::uint64_t> ExportLines(Session& session, const Arguments& arguments,
                                  const WriteLine& write) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  std::uint64_t lines = 0;
  REFRAIN_TRY(engine.Export(QueryOf(arguments), arguments.Has("canonical"),
                            [&](std::string_view line) -> Status {
                              ++lines;
                              REFRAIN_TRY(write(line));
                              return line.ends_with('\n') ? Ok() : write("\n");
                            }));
  return lines;
}

Result<int> ExportToStdout(Session& session, const Arguments& arguments) {
  const bool terminal = session.environment().stdout_is_terminal;
  REFRAIN_ASSIGN(const std::uint64_t lines,
                 ExportLines(session, arguments, [&](std::string_view text) -> Status {
                   session.out().Print(terminal ? EscapeControls(text) : std::string(text));
                   if (session.out().reader_left()) {
                     return Error{ErrorCode::kIo, "the reader of the pipe has left", "", ""};
                   }
                   return Ok();
                 }));
  (void)lines;
  return kExitFine;
}

Result<int> ExportToFile(Session& session, const Arguments& arguments, const std::string& path) {
  if (session.settings().dry_run) {
    REFRAIN_ASSIGN(const std::uint64_t lines,
                   ExportLines(session, arguments, [](std::string_view) { return Ok(); }));
    session.out().Line(fmt::format("would write {} to {}", Plural(lines, "line"), path));
    return kExitFine;
  }
  if (std::filesystem::exists(path)) {
    REFRAIN_ASSIGN(const bool agreed, session.Confirm(fmt::format("Overwrite {}?", path)));
    if (!agreed) return kExitFailure;
  }
  REFRAIN_ASSIGN(FileWriter file, FileWriter::Open(path));
  REFRAIN_ASSIGN(
      const std::uint64_t lines,
      ExportLines(session, arguments, [&](std::string_view text) { return file.Write(text); }));
  REFRAIN_TRY(file.Commit());
  session.Note(fmt::format("wrote {} to {}", Plural(lines, "line"), path));
  return kExitFine;
}

Result<int> RunExport(Session& session, const Arguments& arguments) {
  if (arguments.Has("canonical") && arguments.Has("QUERY")) {
    return Error{ErrorCode::kInvalidArgument, "--canonical exports everything: no QUERY", "",
                 "leave one of them out"};
  }
  const std::string_view file = arguments.ValueOr("output", "-");
  if (file != "-") return ExportToFile(session, arguments, std::string(file));
  Result<int> status = ExportToStdout(session, arguments);
  if (!status.ok() && session.out().reader_left()) return kExitFine;
  return status;
}

constexpr Example kExamples[] = {
    {"refrain export 'kind:request date:2026-09' -o requests.jsonl", "some messages"},
    {"refrain export --canonical -o all.jsonl", "everything, the same bytes from the same data"},
    {"refrain export 'lang:de' | jq -r .text", "into a pipe"},
};

constexpr Positional kPositionals[] = {
    {.name = "QUERY", .help = "messages to export; default: all", .many = true},
};

constexpr Option kOptions[] = {
    {.name = "output",
     .short_name = 'o',
     .value = "FILE",
     .help = "where to",
     .default_value = "standard output",
     .kind = ValueKind::kFile},
    {.name = "canonical",
     .value = "",
     .help = "all messages, then requests, suggestions and decisions"},
};

}  // namespace

constinit const Command kExportCommand{
    .name = "export",
    .summary = "write messages and what was found in them as JSON Lines",
    .about =
        "One JSON object a line, in the order of their keys. With --canonical nothing "
        "depends on how the workspace came to be: the same messages and decisions give the "
        "same bytes, whatever the order they came in.",
    .group = Group::kWorkspace,
    .examples = kExamples,
    .positionals = kPositionals,
    .options = kOptions,
    .run = RunExport,
};

}  // namespace refrain::cli
