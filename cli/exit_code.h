// Exit statuses of the program; scripts rely on them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

namespace refrain::cli {

enum ExitCode : int {
  kExitFine = 0,  // even when the answer is empty
  kExitFailure = 1,
  kExitUsage = 2,
  kExitRejected = 3,   // done, but some input was rejected
  kExitThreshold = 4,  // --fail-on is met
  kExitLocked = 75,    // another process writes this workspace
  kExitInterrupted = 130,
};

[[nodiscard]] constexpr ExitCode ExitCodeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument: return kExitUsage;
    case ErrorCode::kLocked: return kExitLocked;
    case ErrorCode::kInterrupted: return kExitInterrupted;
    default: return kExitFailure;
  }
}

}  // namespace refrain::cli
