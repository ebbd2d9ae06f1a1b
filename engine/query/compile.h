// From tree to Xapian query: words with their stems in every language of the workspace,
// concepts across languages, facets, ranges, rows from the store.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/query/ast.h"
#include "engine/query/search.h"
#include "engine/query/workspace.h"

namespace refrain::query {

struct Compiled {
  Xapian::Query query;     // empty: matches nothing
  bool has_words = false;  // is there anything to rank by?
  TermSet terms;
  std::vector<Expansion> expansions;
  std::vector<std::string> warnings;
};

// One query; reads the store where fields need it. `expand` false leaves the concepts out.
class Compiler {
 public:
  Compiler(Workspace& workspace, const QueryContext& context, bool expand)
      : workspace_(&workspace), context_(&context), expand_(expand) {}

  // May throw Xapian::Error. Errors: kInvalidArgument at "query@N", the store's.
  [[nodiscard]] Result<Compiled> Run(const Node& root);

 private:
  // A part of the query: what it matches, and whether it may rank.
  struct Part {
    Xapian::Query query;
    bool ranks = false;
    bool ignored = false;  // no words in it ("!!!"): as if it were not there
  };

  [[nodiscard]] Result<Part> Make(const Node& node);
  [[nodiscard]] Result<Part> MakeAnd(const Node& node);
  [[nodiscard]] Result<Part> MakeOr(const Node& node);
  [[nodiscard]] Result<Part> MakeNot(const Node& node);
  [[nodiscard]] Part MakeWords(const Node& node);
  // Neighbouring plain words, together: "credit note" is one concept.
  [[nodiscard]] Part MakeRun(const std::vector<const Node*>& run);
  void WarnOfContradictions(const Node& both);

  // expand.cc
  struct Concept {
    std::size_t first = 0;  // words of the run
    std::size_t last = 0;   // one past
    std::vector<std::uint16_t> concepts;
    std::vector<std::string> languages;  // whose own word this is: not expanded to
  };
  [[nodiscard]] std::vector<Concept> FindConcepts(const std::vector<std::string>& words);
  [[nodiscard]] Xapian::Query ExpansionQuery(const Concept& found, const std::string& written,
                                             const index::Field* field);
  [[nodiscard]] Xapian::Query FormQuery(std::string_view form, std::string_view language,
                                        const index::Field* field);

  // fields.cc
  [[nodiscard]] Result<Part> MakeField(const Node& node);
  [[nodiscard]] Result<Xapian::Query> MakeValue(const index::Field& field, const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeFacet(const index::Field& field, const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeClosed(const index::Field& field, const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeLink(const index::Field& field, const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeState(const index::Field& field, const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeRange(const index::Field& field, const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeDates(const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeSaved(const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeCustomer(const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeSource(const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeThread(const Value& value);
  [[nodiscard]] Result<Xapian::Query> MakeCompetitor(const Value& value);

  Workspace* workspace_;
  const QueryContext* context_;
  bool expand_;
  int saved_depth_ = 0;
  Compiled out_;
};

}  // namespace refrain::query
