// The inside of Vocabulary: an open-addressing hash over an arena, inlined into the
// tokenizer's loop, and the word breaker for complex scripts that goes with a worker.
// Not thread-safe.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/text/complex_script.h"
#include "engine/text/tokenizer.h"

namespace refrain::text {

// Multiply-and-fold over eight bytes at a time, after W. Wang's wyhash.
// Never stored: ids are local to one vocabulary.
inline std::uint64_t HashWord(std::string_view word) {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
  const auto fold = [](std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  };
  std::uint64_t hash = kMultiplier ^ word.size();
  const char* at = word.data();
  std::size_t left = word.size();
  for (; left > 8; at += 8, left -= 8) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, at, 8);
    hash = fold(hash ^ chunk, kMultiplier | 1U);
  }
  std::uint64_t chunk = 0;
  if (left >= 4) {
    // Two overlapping halves instead of a copy of variable length.
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + left - 4, 4);
    chunk = low | (static_cast<std::uint64_t>(high) << 32U);
  } else if (left > 0) {
    const auto byte = [at](std::size_t i) {
      return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i]));
    };
    chunk = byte(0) | (byte(left / 2) << 8U) | (byte(left - 1) << 16U);
  }
  return fold(hash ^ chunk, 0xD6E8FEB86659FD93ULL);
}

struct Vocabulary::Impl {
  static constexpr std::size_t kFirstSlots = std::size_t{1} << 12U;
  static constexpr std::size_t kChunkBytes = std::size_t{1} << 16U;

  struct Slot {
    std::uint32_t id = kNoWord;
    std::uint32_t hash = 0;  // upper half, to compare before looking at the word
  };

  std::vector<Slot> slots = std::vector<Slot>(kFirstSlots);
  std::vector<std::string_view> words;  // by id; views into `chunks`
  std::vector<std::unique_ptr<char[]>> chunks;
  std::size_t chunk_left = 0;
  char* chunk_at = nullptr;
  std::uint64_t generation = 0;
  WordBreaker breaker;

  WordId Intern(std::string_view word) {
    const std::uint64_t hash = HashWord(word);
    const auto tag = static_cast<std::uint32_t>(hash >> 32U);
    const std::size_t mask = slots.size() - 1;
    for (std::size_t at = static_cast<std::size_t>(hash) & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots[at];
      if (slot.id == kNoWord) return Insert(word, at, tag);
      if (slot.hash == tag && words[slot.id] == word) return slot.id;
    }
  }

 private:
  WordId Insert(std::string_view word, std::size_t at, std::uint32_t tag);
  void Grow();
  std::string_view Keep(std::string_view word);
};

// The tokenizer's way into Vocabulary.
struct VocabularyAccess {
  using Impl = Vocabulary::Impl;
  static Impl& Get(Vocabulary& vocabulary) { return *vocabulary.impl_; }
};

}  // namespace refrain::text
