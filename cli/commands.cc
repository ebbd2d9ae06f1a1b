// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

#include <algorithm>
#include <array>
#include <string>

namespace refrain::cli {
namespace {

constexpr std::array<const Command*, 20> kCommands{
    &kInitCommand,       &kIngestCommand,  &kPreviewCommand,  &kSearchCommand,
    &kShowCommand,       &kThemesCommand,  &kRequestsCommand, &kSuggestionsCommand,
    &kTrendsCommand,     &kDigestCommand,  &kExportCommand,   &kDoctorCommand,
    &kRebuildCommand,    &kAnalyzeCommand, &kEvaluateCommand, &kLexiconCommand,
    &kCompletionCommand, &kManCommand,     &kHelpCommand,     &kVersionCommand,
};

constexpr std::array<std::string_view, 3> kColorChoices{"auto", "always", "never"};

constexpr Option kGlobals[] = {
    {.name = "data",
     .value = "DIR",
     .help = "the workspace's folder",
     .default_value = "$REFRAIN_DATA, else $XDG_DATA_HOME/refrain",
     .kind = ValueKind::kFolder},
    {.name = "config",
     .value = "FILE",
     .help = "settings to read",
     .default_value = "$XDG_CONFIG_HOME/refrain/config.toml",
     .kind = ValueKind::kFile},
    {.name = "lexicons",
     .value = "DIR",
     .help = "language data to use",
     .default_value = "$REFRAIN_LEXICONS, else those installed",
     .kind = ValueKind::kFolder},
    {.name = "format",
     .value = "FORMAT",
     .help = "how to print the answer",
     .default_value = "table",
     .choices = kFormatNames},
    {.name = "json", .value = "", .help = "the same as --format json"},
    {.name = "tz",
     .value = "ZONE",
     .help = "time zone of days and times, such as Europe/Riga",
     .default_value = "the system's"},
    {.name = "since",
     .value = "TIME",
     .help = "only messages from then on: 2026-09-01, 90d, 6w, yesterday"},
    {.name = "until", .value = "TIME", .help = "only messages before then"},
    {.name = "color",
     .value = "WHEN",
     .help = "colours on the terminal",
     .default_value = "auto",
     .choices = kColorChoices},
    {.name = "no-color", .value = "", .help = "the same as --color never"},
    {.name = "no-pager", .value = "", .help = "print long answers straight to the terminal"},
    {.name = "no-input", .value = "", .help = "never ask; fail where a question would be"},
    {.name = "dry-run",
     .short_name = 'n',
     .value = "",
     .help = "say what would be done, change nothing"},
    {.name = "yes", .short_name = 'y', .value = "", .help = "answer yes to questions"},
    {.name = "quiet", .short_name = 'q', .value = "", .help = "no notes, no progress"},
    {.name = "verbose", .short_name = 'v', .value = "", .help = "more detail, and a log"},
    {.name = "help", .short_name = 'h', .value = "", .help = "what a command does"},
    {.name = "version", .value = "", .help = "the version"},
};

}  // namespace

std::span<const Command* const> Commands() { return kCommands; }

const Command* FindCommand(std::string_view name) {
  const auto* const found = std::find_if(kCommands.begin(), kCommands.end(),
                                         [&](const Command* one) { return one->name == name; });
  return found == kCommands.end() ? nullptr : *found;
}

const Command* FindVerb(const Command& noun, std::string_view name) {
  const auto* const found = std::find_if(noun.verbs.begin(), noun.verbs.end(),
                                         [&](const Command& verb) { return verb.name == name; });
  return found == noun.verbs.end() ? nullptr : found;
}

Rows<Option> GlobalOptions() { return kGlobals; }

std::string UsageLine(const Command& command, const Command* parent) {
  std::string out = "refrain ";
  if (parent != nullptr) out += std::string(parent->name) + " ";
  out += command.name;
  for (const Positional& one : command.positionals) {
    const std::string name = std::string(one.name) + (one.many ? "…" : "");
    out += one.required ? " " + name : " [" + name + "]";
  }
  return out + " [options]";
}

}  // namespace refrain::cli
