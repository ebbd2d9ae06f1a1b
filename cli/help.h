// Texts made from the command table: help, man page, shell completion, version.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/print/style.h"

namespace refrain::cli {

// `refrain help`: all commands by group.
[[nodiscard]] std::string OverviewText(const Style& style);
// `refrain help NAME`: examples first.
[[nodiscard]] std::string HelpText(const Command& command, const Command* noun, const Style& style);
// `refrain help options`.
[[nodiscard]] std::string GlobalOptionsText(const Style& style);
// refrain(1) in roff.
[[nodiscard]] std::string ManPage();

enum class Shell { kBash, kZsh, kFish };
[[nodiscard]] std::string CompletionScript(Shell shell);

[[nodiscard]] std::string VersionText();
// "table, json or jsonl"
[[nodiscard]] std::string FormatNames(Rows<Format> formats);
// "-n, --dry-run", "--limit N"
[[nodiscard]] std::string OptionUsage(const Option& option);
// "most hits (default: 20; one of a, b or c)"
[[nodiscard]] std::string OptionHelp(const Option& option);

}  // namespace refrain::cli
