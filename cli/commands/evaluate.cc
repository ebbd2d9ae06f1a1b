// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/file_writer.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

constexpr auto TaskChoices() {
  std::array<std::string_view, service::kEvaluateTaskNames.size()> out;
  for (std::size_t i = 0; i < out.size(); ++i) out.at(i) = service::kEvaluateTaskNames.at(i).second;
  return out;
}
constexpr auto kTaskChoices = TaskChoices();

Result<int> RunEvaluate(Session& session, const Arguments& arguments) {
  const std::vector<std::string>& files = arguments.Values("GOLD");
  const auto task = model::FromName<service::EvaluateTask>(arguments.ValueOr("task", "sentiment"))
                        .value_or(service::EvaluateTask::kSentiment);
  REFRAIN_ASSIGN(const auto analysis, session.LoadAnalysis());
  std::optional<FileWriter> predictions;
  if (const auto path = arguments.Value("predictions")) {
    REFRAIN_ASSIGN(predictions, FileWriter::Open(std::string(*path)));
  }
  REFRAIN_ASSIGN(
      const service::EvaluationResult result,
      analysis.Evaluate(task, {files.begin(), files.end()}, [&](std::string_view line) -> Status {
        if (!predictions) return Ok();
        REFRAIN_TRY(predictions->Write(line));
        return line.ends_with('\n') ? Ok() : predictions->Write("\n");
      }));
  if (predictions) REFRAIN_TRY(predictions->Commit());
  if (session.settings().format == Format::kJson) {
    session.PrintJson(result.json);
    return kExitFine;
  }
  session.out().Print(result.text);
  if (!result.text.ends_with('\n')) session.out().Line("");
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain evaluate gold.jsonl", "how well sentiment is told, by language"},
    {"refrain evaluate --task kind gold.jsonl --predictions out.jsonl", "and row by row"},
};

constexpr Positional kPositionals[] = {
    {.name = "GOLD",
     .help = "JSON Lines with text, lang and label",
     .required = true,
     .many = true,
     .kind = ValueKind::kFile},
};

constexpr Option kOptions[] = {
    {.name = "task",
     .value = "TASK",
     .help = "what the labels are about",
     .default_value = "sentiment",
     .choices = kTaskChoices},
    {.name = "predictions",
     .value = "FILE",
     .help = "write what was predicted for each row",
     .kind = ValueKind::kFile},
};

constexpr Format kFormats[] = {Format::kTable, Format::kJson};

}  // namespace

constinit const Command kEvaluateCommand{
    .name = "evaluate",
    .summary = "measure the analysis against labelled texts",
    .about =
        "Precision, recall, F1 and calibration for each language, on a file that people "
        "labelled.",
    .group = Group::kStateless,
    .examples = kExamples,
    .positionals = kPositionals,
    .options = kOptions,
    .formats = kFormats,
    .run = RunEvaluate,
};

}  // namespace refrain::cli
