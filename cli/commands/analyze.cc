// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/line_reader.h"
#include "cli/session.h"
#include "engine/base/strings.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{64} << 20U;

constexpr std::array<std::string_view, 3> kFormChoices{service::kTextFormNames[0].second,
                                                       service::kTextFormNames[1].second,
                                                       service::kTextFormNames[2].second};

// A line out for each line in, so that the streams stay aligned.
void PrintLineError(Session& session, std::uint64_t number, Error error) {
  session.out().Line(
      fmt::format("{{\"error\":{},\"line\":{}}}", JsonString(error.message), number));
  error.where = fmt::format("stdin:{}", number);
  session.out().Flush();
  PrintError(error, Style(session.settings().error_color));
}

Result<int> RunAnalyze(Session& session, const Arguments& arguments) {
  service::AnalyzeOptions options;
  options.form = model::FromName<service::TextForm>(arguments.ValueOr("form", "text"))
                     .value_or(service::TextForm::kText);
  options.explain = arguments.Has("explain");
  REFRAIN_ASSIGN(const auto analysis, session.LoadAnalysis());
  LineReader reader(STDIN_FILENO, kMaxLineBytes, session.context());
  int status = kExitFine;
  std::string line;
  while (!session.out().reader_left()) {
    REFRAIN_ASSIGN(const LineReader::Found found, reader.Next(line));
    if (found == LineReader::Found::kEnd) break;
    if (TrimAscii(line).empty() && found == LineReader::Found::kLine) continue;
    Result<std::string> answer =
        found == LineReader::Found::kTooLong
            ? Error{ErrorCode::kLimit, "the line is longer than 64 MB", "", ""}
            : analysis.AnalyzeLine(line, options);
    if (answer.ok()) {
      session.PrintJson(*answer);
    } else {
      status = kExitRejected;
      PrintLineError(session, reader.line_number(), answer.error());
    }
    if (reader.WouldWait()) session.out().Flush();
  }
  return status;
}

constexpr Example kExamples[] = {
    {R"(echo '{"text":"Please add a dark mode"}' | refrain analyze)", "one text"},
    {"refrain analyze --form eml < mails.jsonl > analysed.jsonl", "whole mails in \"text\""},
};

constexpr Option kOptions[] = {
    {.name = "form",
     .value = "FORM",
     .help = "what \"text\" holds",
     .default_value = "text",
     .choices = kFormChoices},
    {.name = "explain", .value = "", .help = "with what weighed in"},
};

}  // namespace

constinit const Command kAnalyzeCommand{
    .name = "analyze",
    .summary = "analyse JSON Lines from standard input to standard output",
    .about =
        "A line in is an object with \"text\", and \"id\", \"lang\", \"subject\", \"channel\" "
        "where known; a line out is what was found, in the same order. Nothing is stored, "
        "so it may run under anything that pipes.\n\n"
        "A line that cannot be read gives {\"error\": …, \"line\": n} in its place, a "
        "message on standard error, and the exit status 3. Empty lines are skipped.",
    .group = Group::kStateless,
    .examples = kExamples,
    .options = kOptions,
    .run = RunAnalyze,
};

}  // namespace refrain::cli
