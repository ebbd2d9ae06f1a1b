// Exact counts of facet values over the rows that matched.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/query/search.h"
#include "engine/query/workspace.h"

namespace refrain::query {

// Errors: kInvalidArgument for a name that is no facet. May throw Xapian::Error.
[[nodiscard]] Result<FacetCounts> CountFacet(std::string_view field,
                                             const std::vector<store::RowId>& rows,
                                             std::size_t limit, Workspace& workspace);

}  // namespace refrain::query
