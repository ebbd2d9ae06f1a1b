// How a source would be read, for people.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/print/style.h"
#include "engine/service/types.h"

namespace refrain::cli {

// `columns`: width to keep to; kUncut for a pipe.
[[nodiscard]] std::string PreviewText(const service::Preview& preview, std::size_t columns,
                                      const Style& style);

}  // namespace refrain::cli
