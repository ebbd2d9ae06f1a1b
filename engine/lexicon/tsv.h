// The files of `lexicons/` as rows: format line, comments, columns, encoding, order.
// Every fault is collected with its place; a row that cannot be used is passed over.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lexicon/lexicon.h"

namespace refrain::lexicon {

// Collects the faults of one file. Not thread-safe.
class FaultList {
 public:
  // `place` is the file as people name it: "lexicons/lv/cues.tsv".
  FaultList(std::string place, std::vector<Fault>& out) : place_(std::move(place)), out_(out) {}

  void Add(std::uint32_t line, std::string message);

 private:
  std::string place_;
  std::vector<Fault>& out_;
};

inline constexpr std::size_t kMaxColumns = 10;

struct TsvRow {
  std::uint32_t line = 0;
  std::size_t count = 0;
  std::array<std::string_view, kMaxColumns> columns;  // into the content

  [[nodiscard]] std::string_view operator[](std::size_t i) const { return columns[i]; }
};

// What a file must look like.
struct TsvShape {
  std::string_view name;  // of the format line
  std::size_t columns = 0;
  bool gloss_is_last = false;      // the last column is an English gloss
  bool gloss_may_lack = false;     // as in `en`
  std::size_t filled_columns = 0;  // these must not be empty
};

// The usable rows of `content`, which must outlive them.
[[nodiscard]] std::vector<TsvRow> ReadTsv(std::string_view content, const TsvShape& shape,
                                          FaultList& faults);

}  // namespace refrain::lexicon
