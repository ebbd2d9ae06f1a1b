// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/facets.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/query/parser.h"

namespace refrain::query {
namespace {

using Values = std::vector<std::pair<std::string, std::uint64_t>>;

// A list this many times longer than the matches is skipped through, a shorter one read.
constexpr std::uint64_t kSkipFactor = 16;

class RowBits {
 public:
  explicit RowBits(const std::vector<store::RowId>& rows)
      : rows_(&rows), bits_(rows.empty() ? 0 : static_cast<std::size_t>(rows.back()) + 1) {
    for (const store::RowId row : rows) bits_[static_cast<std::size_t>(row)] = true;
  }

  // How many of the rows are in the list of this term.
  [[nodiscard]] std::uint64_t CountIn(const Xapian::Database& database, const std::string& term,
                                      std::uint64_t term_count) const {
    Xapian::PostingIterator it = database.postlist_begin(term);
    const Xapian::PostingIterator end = database.postlist_end(term);
    std::uint64_t count = 0;
    if (term_count > rows_->size() * kSkipFactor) {
      for (const store::RowId row : *rows_) {
        it.skip_to(static_cast<Xapian::docid>(row));
        if (it == end) break;
        if (*it == static_cast<Xapian::docid>(row)) ++count;
      }
      return count;
    }
    for (; it != end && *it < bits_.size(); ++it) {
      if (bits_[*it]) ++count;
    }
    return count;
  }

 private:
  const std::vector<store::RowId>* rows_;
  std::vector<bool> bits_;
};

// A branch ("delivery.time") stands in the index beside its leaves; only leaves are shown.
void DropBranches(Values& values) {
  std::sort(values.begin(), values.end());
  Values leaves;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool is_branch = std::any_of(
        values.begin() + static_cast<std::ptrdiff_t>(i), values.end(),
        [&](const auto& other) { return other.first.starts_with(values[i].first + "."); });
    if (!is_branch) leaves.push_back(std::move(values[i]));
  }
  values = std::move(leaves);
}

Result<Values> FromStore(const std::vector<store::RowId>& rows, const Workspace& workspace) {
  std::map<std::string, std::uint64_t, std::less<>> counts;
  store::FactFilter filter;
  filter.ids = &rows;
  REFRAIN_TRY(workspace.store->ForEachFact(filter, [&](const store::Fact& fact) {
    if (fact.customer.empty()) return;
    const auto found = counts.find(fact.customer);
    if (found != counts.end()) {
      ++found->second;
    } else {
      counts.emplace(fact.customer, 1);
    }
  }));
  return Values(counts.begin(), counts.end());
}

// Sources are hashes in the index; here they get their paths back.
Result<Values> WithPaths(const Values& values, const Workspace& workspace) {
  REFRAIN_ASSIGN(const auto sources, workspace.store->Sources());
  std::map<std::string, std::string> paths;
  for (const auto& source : sources) paths.emplace(index::SourceTerm(source.path), source.path);
  Values out;
  for (const auto& [hash, count] : values) {
    const auto path = paths.find(PrefixOf(index::FieldId::kSource) + hash);
    out.emplace_back(path == paths.end() ? hash : path->second, count);
  }
  return out;
}

}  // namespace

Result<FacetCounts> CountFacet(std::string_view name, const std::vector<store::RowId>& rows,
                               std::size_t limit, Workspace& workspace) {
  const index::Field* field = index::FindField(name);
  if (field == nullptr || !field->facet) {
    std::vector<std::string_view> names;
    for (const index::Field& one : index::kFields) {
      if (one.facet) names.push_back(one.name);
    }
    const std::string_view nearest = Nearest(name, names);
    return Error{ErrorCode::kInvalidArgument, "\"" + std::string(name) + "\" is no facet", "facet",
                 nearest.empty() ? "" : "did you mean " + std::string(nearest) + "?"};
  }
  FacetCounts out;
  out.field = name;
  Values values;
  if (field->id == index::FieldId::kCustomer) {
    REFRAIN_ASSIGN(values, FromStore(rows, workspace));
  } else {
    const RowBits bits(rows);
    const std::string prefix(field->prefix);
    REFRAIN_ASSIGN(const Values all, workspace.reader.FacetValues(prefix));
    for (const auto& [value, term_count] : all) {
      const std::uint64_t count =
          rows.empty() ? 0 : bits.CountIn(workspace.database(), prefix + value, term_count);
      if (count > 0) values.emplace_back(value, count);
    }
    if (field->id == index::FieldId::kTheme) DropBranches(values);
    if (field->id == index::FieldId::kSource) {
      REFRAIN_ASSIGN(values, WithPaths(values, workspace));
    }
  }
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (values.size() > limit) {
    out.others = values.size() - limit;
    values.resize(limit);
  }
  out.values = std::move(values);
  return out;
}

}  // namespace refrain::query
