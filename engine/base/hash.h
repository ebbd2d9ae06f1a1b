// Content hashes (XXH3) and the ids made from them.
// Ids are made from content, never from arrival order, so that the same truth
// gives the same ids whatever the order of input.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace refrain {

struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const Hash128&) const = default;
};

[[nodiscard]] std::uint64_t HashBytes64(std::string_view bytes, std::uint64_t seed = 0);
[[nodiscard]] Hash128 HashBytes128(std::string_view bytes);

// Feeds fields one by one; each is length-prefixed, so that ("ab","c") and
// ("a","bc") differ. Not thread-safe; one builder a thread.
class HashBuilder {
 public:
  HashBuilder& Add(std::string_view field);
  HashBuilder& Add(std::int64_t field);
  [[nodiscard]] Hash128 Finish() const;

 private:
  std::string buffer_;
};

// Crockford-like lower-case base 32 without i, l, o, u; `length` 1..26 characters
// from the most significant bit on.
[[nodiscard]] std::string Base32(const Hash128& hash, std::size_t length);

// "m-" + base 32. Lengths: messages 12, customers 10, requests and suggestions 6.
[[nodiscard]] std::string MakeId(char kind, const Hash128& hash, std::size_t length);

}  // namespace refrain
