// The n-grams that language identification counts: one to four letters and five-letter
// word beginnings within a word marked by borders, lower-cased. One place, so that trainer
// and identifier see the same.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace refrain::analysis {

inline constexpr std::size_t kLanguageTextLimitBytes = 600;

// Appends the 64-bit hashes of the n-grams of `text` (valid UTF-8), repeats included.
// Links, addresses, @names, #tags and words with digits are passed over. Reads at most
// `limit_bytes`.
void CollectNgrams(std::string_view text, std::size_t limit_bytes, std::vector<std::uint64_t>& out);

}  // namespace refrain::analysis
