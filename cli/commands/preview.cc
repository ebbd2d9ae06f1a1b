// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/commands/reading.h"
#include "cli/exit_code.h"
#include "cli/print/preview_text.h"
#include "cli/session.h"
#include "engine/service/json.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kItems = 3;

constexpr Example kExamples[] = {
    {"refrain preview survey.csv", "format, columns and the first three items"},
    {"refrain preview survey.csv --map text=Remarks", "try a mapping"},
};

constexpr Format kFormats[] = {Format::kTable, Format::kJson};

}  // namespace

Result<read::ReadOptions> ReadOptionsOf(const Arguments& arguments,
                                        const service::EngineOptions& engine) {
  read::ReadOptions out;
  out.as_format = arguments.ValueOr("as", "");
  for (const std::string& pair : arguments.Values("map")) {
    const std::size_t at = pair.find('=');
    if (at == 0 || at == std::string::npos) {
      return Error{ErrorCode::kInvalidArgument,
                   fmt::format("--map needs ROLE=COLUMN, not \"{}\"", pair), "",
                   "for example --map text=Comment"};
    }
    out.mapping[pair.substr(0, at)] = pair.substr(at + 1);
  }
  if (const auto channel = arguments.Value("channel")) {
    out.channel = model::FromName<model::Channel>(*channel);
  }
  const auto or_configured = [&](std::string_view name, const std::vector<std::string>& other) {
    const std::vector<std::string>& given = arguments.Values(name);
    return given.empty() ? other : given;
  };
  out.own_domains = or_configured("own-domain", engine.own_domains);
  out.agent_names = or_configured("agent", engine.agent_names);
  return out;
}

Result<int> PreviewPaths(Session& session, const Arguments& arguments) {
  REFRAIN_ASSIGN(const read::ReadOptions options,
                 ReadOptionsOf(arguments, session.settings().engine));
  REFRAIN_ASSIGN(const auto analysis, session.LoadAnalysis());
  std::size_t failed = 0;
  const std::vector<std::string>& paths = arguments.Values("PATH");
  for (const std::string& path : paths) {
    const auto preview = analysis.PreviewSource(path, options, kItems);
    if (!preview.ok()) {
      if (paths.size() == 1) return preview.error();
      ++failed;
      session.out().Flush();
      PrintError(preview.error(), Style(session.settings().error_color));
    } else if (session.settings().format == Format::kJson) {
      session.PrintJson(service::ToJson(*preview));
    } else {
      session.out().Print(PreviewText(*preview, session.columns(), session.style()));
    }
  }
  if (failed == paths.size()) return kExitFailure;
  if (session.IsForPeople()) session.Note("\nNothing was stored. Next: refrain ingest PATH");
  return failed > 0 ? kExitRejected : kExitFine;
}

constinit const Command kPreviewCommand{
    .name = "preview",
    .summary = "show how a file would be read, storing nothing",
    .about =
        "The recognised format, which column is what, and the first three items as they "
        "would be stored: which part the customer wrote, language, feeling, themes and "
        "requests.",
    .group = Group::kStart,
    .examples = kExamples,
    .positionals = kReadingPositionals,
    .options = kReadingOptions,
    .formats = kFormats,
    .paged = true,
    .run = PreviewPaths,
};

}  // namespace refrain::cli
