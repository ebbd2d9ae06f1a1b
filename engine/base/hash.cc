// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace refrain {

std::uint64_t HashBytes64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

Hash128 HashBytes128(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

HashBuilder& HashBuilder::Add(std::string_view field) {
  Add(static_cast<std::int64_t>(field.size()));
  buffer_.append(field);
  return *this;
}

HashBuilder& HashBuilder::Add(std::int64_t field) {
  auto bits = static_cast<std::uint64_t>(field);
  for (int i = 0; i < 8; ++i, bits >>= 8) buffer_.push_back(static_cast<char>(bits & 0xff));
  return *this;
}

Hash128 HashBuilder::Finish() const { return HashBytes128(buffer_); }

std::string Base32(const Hash128& hash, std::size_t length) {
  static constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string out;
  length = std::min<std::size_t>(length, 26);
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t bit = i * 5;
    std::uint64_t value = 0;
    for (std::size_t b = bit; b < bit + 5; ++b) {
      std::uint64_t one = 0;
      if (b < 64) {
        one = (hash.high >> (63 - b)) & 1U;
      } else if (b < 128) {
        one = (hash.low >> (127 - b)) & 1U;
      }
      value = (value << 1U) | one;
    }
    out.push_back(kAlphabet[value]);
  }
  return out;
}

std::string MakeId(char kind, const Hash128& hash, std::size_t length) {
  return std::string{kind, '-'} + Base32(hash, length);
}

}  // namespace refrain
