// The gate before the MIME parser: counts what could exhaust stack, memory or time.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/mail/mime.h"

namespace refrain::mail {

// One pass over the lines of `bytes` (RFC 5322, without From_ line), no recursion.
// Errors: kLimit (says which); kMalformed when there is no header field.
// Thread-safe.
[[nodiscard]] Status CheckLimits(std::string_view bytes, const Limits& limits);

}  // namespace refrain::mail
