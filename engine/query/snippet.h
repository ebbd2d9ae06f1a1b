// The best sentence of a message for a query, with what matched in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/model/message.h"
#include "engine/query/search.h"
#include "engine/query/workspace.h"

namespace refrain::query {

// Longer sentences are cut to this many bytes around the first highlight.
inline constexpr std::size_t kMaxSnippetBytes = 300;

// The sentence with most different words of `terms`, the first of equals; without any the
// first sentence that the customer wrote. Always one stretch of the original text. `language`
// is the message's, whose stemmer made its terms.
[[nodiscard]] Snippet MakeSnippet(const model::Message& message, std::string_view language,
                                  const TermSet& terms, Workspace& workspace);

}  // namespace refrain::query
