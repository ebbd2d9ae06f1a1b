// Themes, requests, suggestions and trends as tables.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/print/style.h"
#include "cli/print/table.h"
#include "engine/service/types.h"

namespace refrain::cli {

class Session;

[[nodiscard]] Table ThemeTable(const std::vector<service::ThemeRow>& rows);
[[nodiscard]] Table RequestTable(const std::vector<service::RequestRow>& rows,
                                 const Session& session);
[[nodiscard]] Table SuggestionTable(const std::vector<service::SuggestionRow>& rows);
[[nodiscard]] Table TrendPointTable(const service::TrendTable& trends);
// One table a group, with bars; coverage and the comparison below.
[[nodiscard]] std::string TrendText(const service::TrendTable& trends, std::size_t columns,
                                    const Style& style);

}  // namespace refrain::cli
