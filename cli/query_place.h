// Where in a query a mistake stands.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "engine/base/result.h"

namespace refrain::cli {

// The query as typed: the words of QUERY, else --query; may be empty.
[[nodiscard]] std::string QueryOf(const Arguments& arguments);

// An error that names an offset ("query@12") shows the query with a mark below that place;
// every other one stays as it is.
[[nodiscard]] Error PointIntoQuery(Error error, std::string_view query);

// The same error after `bytes` were put before the query that was typed.
[[nodiscard]] Error WithoutPrefix(Error error, std::size_t bytes);

}  // namespace refrain::cli
