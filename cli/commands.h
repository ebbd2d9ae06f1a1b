// The command table: every command once, in the order of the overview.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "cli/command.h"

namespace refrain::cli {

extern const Command kInitCommand;
extern const Command kIngestCommand;
extern const Command kPreviewCommand;
extern const Command kSearchCommand;
extern const Command kShowCommand;
extern const Command kThemesCommand;
extern const Command kRequestsCommand;
extern const Command kSuggestionsCommand;
extern const Command kTrendsCommand;
extern const Command kDigestCommand;
extern const Command kExportCommand;
extern const Command kDoctorCommand;
extern const Command kRebuildCommand;
extern const Command kAnalyzeCommand;
extern const Command kEvaluateCommand;
extern const Command kLexiconCommand;
extern const Command kCompletionCommand;
extern const Command kManCommand;
extern const Command kHelpCommand;
extern const Command kVersionCommand;

[[nodiscard]] std::span<const Command* const> Commands();
// nullptr: no such command.
[[nodiscard]] const Command* FindCommand(std::string_view name);
// The verb of `noun`; nullptr: no such verb.
[[nodiscard]] const Command* FindVerb(const Command& noun, std::string_view name);

}  // namespace refrain::cli
