// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/layout.h"
#include "cli/session.h"
#include "engine/service/json.h"

namespace refrain::cli {
namespace {

std::string DoctorText(const std::vector<service::DoctorLine>& lines, const Style& style) {
  std::size_t width = 0;
  for (const service::DoctorLine& line : lines) width = std::max(width, line.what.size());
  std::string out;
  for (const service::DoctorLine& line : lines) {
    const std::string mark =
        line.fine ? style(Tone::kPositive, "ok") : style(Tone::kNegative, "!!");
    out += fmt::format("{}  {}  {}\n", mark, Pad(line.what, width, Align::kLeft),
                       OneLine(line.detail));
    if (!line.fine && !line.action.empty()) out += fmt::format("    → {}\n", OneLine(line.action));
  }
  return out;
}

Result<int> RunDoctor(Session& session, const Arguments& /*arguments*/) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const auto lines, engine.Doctor());
  if (session.IsForPeople()) {
    session.out().Print(DoctorText(lines, session.style()));
  } else {
    session.PrintJson(service::ToJson(lines));
  }
  const bool fine = std::all_of(lines.begin(), lines.end(),
                                [](const service::DoctorLine& line) { return line.fine; });
  return fine ? kExitFine : kExitFailure;
}

constexpr Example kExamples[] = {
    {"refrain doctor", "each line that is not fine ends in what to do"},
};

constexpr Format kFormats[] = {Format::kTable, Format::kJson};

}  // namespace

constinit const Command kDoctorCommand{
    .name = "doctor",
    .summary = "check the workspace and say what to do",
    .about = "The exit status is 1 when something is not fine.",
    .group = Group::kWorkspace,
    .examples = kExamples,
    .formats = kFormats,
    .run = RunDoctor,
};

}  // namespace refrain::cli
