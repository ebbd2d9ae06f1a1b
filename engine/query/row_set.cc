// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/row_set.h"

#include <algorithm>
#include <utility>

#include "engine/index/shards.h"

namespace refrain::query {

void RowSetSource::next(double /*min_weight*/) {
  if (started_) ++place_;
  started_ = true;
}

void RowSetSource::skip_to(Xapian::docid number, double /*min_weight*/) {
  started_ = true;
  const auto from = own_.begin() + static_cast<std::ptrdiff_t>(std::min(place_, own_.size()));
  place_ = static_cast<std::size_t>(std::lower_bound(from, own_.end(), number) - own_.begin());
}

RowSetSource* RowSetSource::clone() const {
  return new RowSetSource(rows_);  // NOLINT: Xapian owns clones, its interface is a raw pointer
}

void RowSetSource::init(const Xapian::Database& shard) {
  own_.clear();
  place_ = 0;
  started_ = false;
  // The store may be ahead of the index: rows that the index lacks must not come up.
  Xapian::PostingIterator there = shard.postlist_begin("");
  const Xapian::PostingIterator end = shard.postlist_end("");
  for (const Xapian::docid number : index::RowsInShard(*rows_, shard)) {
    if (there == end) break;
    there.skip_to(number);
    if (there != end && *there == number) own_.push_back(number);
  }
}

std::string RowSetSource::get_description() const {
  return "rows(" + std::to_string(rows_->size()) + ")";
}

Xapian::Query RowSet(std::vector<store::RowId> rows) {
  if (rows.empty()) return {};
  auto shared = std::make_shared<const std::vector<store::RowId>>(std::move(rows));
  Xapian::PostingSource* source = new RowSetSource(std::move(shared));  // NOLINT: released below
  return Xapian::Query(source->release());
}

}  // namespace refrain::query
