// A set of rows from the store as a leaf of a Xapian query: what the index does not know
// (requests, replies, words as written).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/store/store.h"

namespace refrain::query {

// Xapian clones the source for each shard and starts it with init.
class RowSetSource final : public Xapian::PostingSource {
 public:
  explicit RowSetSource(std::shared_ptr<const std::vector<store::RowId>> rows)
      : rows_(std::move(rows)) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return Size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return Size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return Size(); }
  void next(double min_weight) override;
  void skip_to(Xapian::docid number, double min_weight) override;
  [[nodiscard]] bool at_end() const override { return place_ >= own_.size(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return own_[place_]; }
  [[nodiscard]] RowSetSource* clone() const override;
  void init(const Xapian::Database& shard) override;
  [[nodiscard]] std::string get_description() const override;

 private:
  [[nodiscard]] Xapian::doccount Size() const { return static_cast<Xapian::doccount>(own_.size()); }

  std::shared_ptr<const std::vector<store::RowId>> rows_;  // ascending
  std::vector<Xapian::docid> own_;                         // of this shard, and really there
  std::size_t place_ = 0;
  bool started_ = false;
};

// A boolean query for these rows (ascending); matches nothing when there are none.
[[nodiscard]] Xapian::Query RowSet(std::vector<store::RowId> rows);

}  // namespace refrain::query
