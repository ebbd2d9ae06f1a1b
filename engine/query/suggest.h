// "Did you mean": for a query without hits, the same query with words that are in the index.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/query/ast.h"
#include "engine/query/workspace.h"

namespace refrain::query {

// Whole queries, best first; empty when every word is known or nothing is near. Words are
// offered as somebody wrote them, never as stems. May throw Xapian::Error.
[[nodiscard]] Result<std::vector<std::string>> DidYouMean(std::string_view query, const Node& root,
                                                          Workspace& workspace);

}  // namespace refrain::query
