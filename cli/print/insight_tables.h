// Themes, requests, suggestions and trends as tables.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/print/style.h"
#include "cli/print/table.h"
#include "engine/service/types.h"

namespace refrain::cli {

// A moment as a list shows it.
using TimeFormat = std::function<std::string(std::int64_t)>;

[[nodiscard]] Table ThemeTable(const std::vector<service::ThemeRow>& rows);
[[nodiscard]] Table RequestTable(const std::vector<service::RequestRow>& rows,
                                 const TimeFormat& time);
[[nodiscard]] Table SuggestionTable(const std::vector<service::SuggestionRow>& rows);
[[nodiscard]] Table TrendPointTable(const service::TrendTable& trends);
// One table a group, with bars; coverage and the comparison below.
[[nodiscard]] std::string TrendText(const service::TrendTable& trends, std::size_t columns,
                                    const Style& style);

}  // namespace refrain::cli
