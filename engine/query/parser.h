// From text to tree: words, OR, NOT, -x, ( ), "phrase", prefix*, =word, NEAR/n, field:value.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/query/ast.h"

namespace refrain::query {

inline constexpr std::size_t kMaxQueryBytes = 4096;
inline constexpr int kMaxDepth = 40;
inline constexpr std::size_t kMaxNodes = 300;

// An empty query is kAll. Linear in its length.
// Errors: kInvalidArgument (where: "query@12", a byte offset; hint), kLimit.
// Thread-safe: pure function.
[[nodiscard]] Result<ParsedQuery> Parse(std::string_view query);

// "query@12" and the rest; for all errors about a place in a query.
[[nodiscard]] Error QueryError(std::size_t offset, std::string message, std::string hint = {});

// The candidate with the smallest edit distance to `word`: at most 1 for a word of up to three
// letters, 2 up to seven, else 3; empty when none is near. Ties: the first.
template <typename Names>
[[nodiscard]] std::string_view Nearest(std::string_view word, const Names& names);

}  // namespace refrain::query

#include "engine/base/strings.h"

namespace refrain::query {

template <typename Names>
std::string_view Nearest(std::string_view word, const Names& names) {
  std::string_view best;
  std::size_t best_distance = word.size() <= 3 ? 2 : word.size() <= 7 ? 3 : 4;  // excluded
  for (const auto& name : names) {
    const std::size_t distance = EditDistance(word, name, best_distance);
    if (distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace refrain::query
