// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

constexpr std::string_view kOptionsTopic = "options";

Error NoTopic(std::string_view topic) {
  std::vector<std::string_view> names{kOptionsTopic};
  for (const Command* command : Commands()) names.push_back(command->name);
  return {ErrorCode::kInvalidArgument, fmt::format("no help on \"{}\"", topic), "",
          DidYouMean(topic, names, "all commands: refrain help")};
}

Result<int> RunHelp(Session& session, const Arguments& arguments) {
  const std::string_view topic = arguments.ValueOr("TOPIC", "");
  if (topic.empty()) {
    session.out().Print(OverviewText(session.style()));
  } else if (topic == kOptionsTopic) {
    session.out().Print(GlobalOptionsText(session.style()));
  } else if (const Command* const command = FindCommand(topic)) {
    session.out().Print(HelpText(*command, nullptr, session.style()));
  } else {
    return NoTopic(topic);
  }
  return kExitFine;
}

Result<int> RunVersion(Session& session, const Arguments& /*arguments*/) {
  session.out().Line(VersionText());
  return kExitFine;
}

Result<int> RunMan(Session& session, const Arguments& /*arguments*/) {
  session.out().Print(ManPage());
  return kExitFine;
}

constexpr Example kHelpExamples[] = {
    {"refrain help ingest", "one command"},
    {"refrain help options", "options of all commands"},
};

constexpr Positional kHelpPositionals[] = {
    {.name = "TOPIC", .help = "a command, or options", .kind = ValueKind::kCommandName},
};

constexpr Example kManExamples[] = {
    {"refrain man | man -l -", "read it"},
    {"refrain man > refrain.1", "install it"},
};

constexpr Example kVersionExamples[] = {
    {"refrain version", "for a report of a fault"},
};

}  // namespace

constinit const Command kHelpCommand{
    .name = "help",
    .summary = "explain a command",
    .about = "",
    .group = Group::kShell,
    .examples = kHelpExamples,
    .positionals = kHelpPositionals,
    .paged = true,
    .run = RunHelp,
};

constinit const Command kManCommand{
    .name = "man",
    .summary = "print the manual page refrain(1)",
    .about = "",
    .group = Group::kShell,
    .examples = kManExamples,
    .run = RunMan,
};

constinit const Command kVersionCommand{
    .name = "version",
    .summary = "print the version",
    .about = "",
    .group = Group::kShell,
    .examples = kVersionExamples,
    .run = RunVersion,
};

}  // namespace refrain::cli
