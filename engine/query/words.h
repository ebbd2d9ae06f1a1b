// Words, phrases and prefixes as Xapian queries, and the check of words as written.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/query/ast.h"
#include "engine/query/workspace.h"

namespace refrain::query {

// A sequence of terms for each language's stemmer, each different; all of the same length.
// Empty when the text has no words.
[[nodiscard]] std::vector<std::vector<std::string>> TermSequences(std::string_view text,
                                                                  Workspace& workspace);

// One sequence of terms in the fields where words are looked for (`field` null: subject and
// body). `window`: positions within which a phrase must lie; 0: its number of words.
[[nodiscard]] Xapian::Query SequenceQuery(const std::vector<std::string>& sequence,
                                          const index::Field* field, Xapian::termcount window = 0);

// The queries of these nodes; what they look for is added to `terms`. An empty query for a
// text without words. May throw Xapian::Error.
[[nodiscard]] Xapian::Query PhraseQuery(const Node& node, Workspace& workspace, TermSet& terms);
[[nodiscard]] Xapian::Query NearQuery(const Node& node, Workspace& workspace, TermSet& terms);
// Errors: kInvalidArgument for a prefix of one letter; the store's.
[[nodiscard]] Result<Xapian::Query> PrefixQuery(const Node& node, Workspace& workspace,
                                                TermSet& terms);
// The candidates of the stem are read from the store: linear in their number.
[[nodiscard]] Result<Xapian::Query> ExactQuery(const Node& node, Workspace& workspace,
                                               TermSet& terms);

// All rows of the index, ascending. May throw Xapian::Error.
[[nodiscard]] std::vector<store::RowId> AllRows(const Xapian::Database& database);
// All rows that match, ascending. May throw Xapian::Error.
[[nodiscard]] std::vector<store::RowId> MatchingRows(const Xapian::Query& query,
                                                     const Xapian::Database& database);

}  // namespace refrain::query
