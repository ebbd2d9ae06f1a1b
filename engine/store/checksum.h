// One number over everything of a message that is truth: written with it, compared when it
// is read, so that a damaged row is refused and never quoted.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/model/message.h"

namespace refrain::store {

[[nodiscard]] std::int64_t MessageChecksum(const model::Message& message);
// The same words: white space at the ends and ASCII case do not count.
[[nodiscard]] std::int64_t TextHash(const model::Message& message);

}  // namespace refrain::store
