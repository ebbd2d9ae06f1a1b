// argv → which command with which values. The only file that knows the parser library.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/command.h"
#include "engine/base/result.h"

namespace refrain::cli {

struct Invocation {
  const Command* command = nullptr;  // a command or a verb of one; null: none was named
  const Command* noun = nullptr;     // whose verb `command` is; null: it is none
  Arguments arguments;               // of the command
  Arguments globals;
};

// Unknown words are not guessed at: the error offers what is near.
// Errors: kInvalidArgument with a hint. Missing and malformed values are found by
// CheckArguments, so that --help works beside them.
[[nodiscard]] Result<Invocation> Parse(int argc, const char* const* argv);

}  // namespace refrain::cli
