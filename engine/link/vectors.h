// Request mentions as three sparse vectors: language-neutral concepts and themes, word stems, and
// hashed character n-grams. Similarities compare mentions within and across languages.
// Fixed-point integers throughout, so that the same mentions give the same bytes on
// every machine and in any order.
// Stands between the store's LinkItems and link/cluster.h.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/lexicon/lexicon.h"
#include "engine/model/insight.h"

namespace refrain::link {

// Similarities and weights are fixed-point with this many units for 1.0.
inline constexpr std::int32_t kOne = 1 << 14;

// (feature, weight), ascending by feature, L2 norm kOne; empty when there is nothing.
using SparseVector = std::vector<std::pair<std::uint32_t, std::int32_t>>;

// Immutable after Build; const methods are thread-safe.
class Space {
 public:
  // Weights are (1 + ln tf) · ln(1 + (N + 1) / (df + 0.5)); what is asked for counts twice,
  // the rest of its sentence once. `lexicons` is used while building only.
  [[nodiscard]] static Space Build(std::span<const model::LinkItem> items,
                                   const lexicon::LexiconSet& lexicons);

  // 0..kOne. Within a language: concepts, stems and characters; across languages concepts
  // weigh most and stems nothing.
  [[nodiscard]] std::int32_t Similarity(std::size_t a, std::size_t b) const;

  // The `count` most similar items of `among` (indices, ascending) to each item of `from`, at
  // least `least` similar; by similarity, then index. An item is not its own neighbour.
  [[nodiscard]] std::vector<std::vector<std::pair<std::uint32_t, std::int32_t>>> Neighbours(
      std::span<const std::uint32_t> from, std::span<const std::uint32_t> among, std::size_t count,
      std::int32_t least) const;

  [[nodiscard]] std::size_t size() const { return concepts_.size(); }

 private:
  std::vector<SparseVector> concepts_;
  std::vector<SparseVector> stems_;
  std::vector<SparseVector> characters_;
  std::vector<std::uint16_t> language_;
};

}  // namespace refrain::link
