// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

constexpr std::array<std::string_view, 3> kShells{"bash", "zsh", "fish"};

Result<int> RunCompletion(Session& session, const Arguments& arguments) {
  const std::string_view shell = arguments.ValueOr("SHELL", "");
  session.out().Print(CompletionScript(shell == "bash"  ? Shell::kBash
                                       : shell == "zsh" ? Shell::kZsh
                                                        : Shell::kFish));
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"source <(refrain completion bash)", "for this shell"},
    {"refrain completion zsh > ~/.zfunc/_refrain", "for all, in zsh"},
    {"refrain completion fish > ~/.config/fish/completions/refrain.fish", "for all, in fish"},
};

constexpr Positional kPositionals[] = {
    {.name = "SHELL", .help = "which shell", .required = true, .choices = kShells},
};

}  // namespace

constinit const Command kCompletionCommand{
    .name = "completion",
    .summary = "print a script that completes commands and options",
    .about = "",
    .group = Group::kShell,
    .examples = kExamples,
    .positionals = kPositionals,
    .run = RunCompletion,
};

}  // namespace refrain::cli
