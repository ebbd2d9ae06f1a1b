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

// What a slot of the hash compares: words of up to eight bytes are their own key, so that
// most look-ups touch one slot and nothing else; longer ones have a hash for a key.
struct WordKey {
  std::uint64_t bits = 0;
  std::uint64_t hash = 0;
};

// Multiply-and-fold over eight bytes at a time, after W. Wang's wyhash.
// Never stored: ids are local to one vocabulary.
inline std::uint64_t FoldBits(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

inline WordKey KeyOf(std::string_view word) {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t kSecond = 0xD6E8FEB86659FD93ULL;
  const char* at = word.data();
  const std::size_t size = word.size();
  std::uint64_t chunk = 0;
  if (size > 8) {
    std::uint64_t hash = kFirst ^ size;
    for (std::size_t left = size; left > 8; at += 8, left -= 8) {
      std::memcpy(&chunk, at, 8);
      hash = FoldBits(hash ^ chunk, kFirst);
    }
    std::memcpy(&chunk, word.data() + size - 8, 8);
    hash = FoldBits(hash ^ chunk, kSecond);
    return {hash, hash};
  }
  if (size >= 4) {
    // Two overlapping halves instead of a copy of variable length.
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + size - 4, 4);
    chunk = low | (static_cast<std::uint64_t>(high) << 32U);
  } else if (size > 0) {
    const auto byte = [at](std::size_t i) {
      return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i]));
    };
    chunk = byte(0) | (byte(size / 2) << 8U) | (byte(size - 1) << 16U);
  }
  return {chunk, FoldBits(chunk ^ size, kSecond)};
}

struct Vocabulary::Impl {
  static constexpr std::size_t kFirstSlots = std::size_t{1} << 12U;
  static constexpr std::size_t kChunkBytes = std::size_t{1} << 16U;

  struct Slot {
    std::uint64_t bits = 0;  // WordKey::bits
    std::uint32_t id = kNoWord;
    std::uint32_t size = 0;  // of the word, in bytes
  };

  std::vector<Slot> slots = std::vector<Slot>(kFirstSlots);
  std::vector<std::string_view> words;  // by id; views into `chunks`
  std::vector<std::unique_ptr<char[]>> chunks;
  std::size_t chunk_left = 0;
  char* chunk_at = nullptr;
  std::uint64_t generation = 0;
  WordBreaker breaker;

  WordId Intern(std::string_view word) { return Intern(word, KeyOf(word)); }

  // Asks for the memory that Intern will look at.
  void Prefetch(const WordKey& key) const {
    __builtin_prefetch(&slots[static_cast<std::size_t>(key.hash) & (slots.size() - 1)]);
  }

  WordId Intern(std::string_view word, const WordKey& key) {
    const std::size_t mask = slots.size() - 1;
    for (std::size_t at = static_cast<std::size_t>(key.hash) & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots[at];
      if (slot.id == kNoWord) return Insert(word, at, key);
      if (slot.bits != key.bits || slot.size != word.size()) continue;
      if (slot.size <= 8 || words[slot.id] == word) return slot.id;
    }
  }

 private:
  WordId Insert(std::string_view word, std::size_t at, const WordKey& key);
  void Grow();
  std::string_view Keep(std::string_view word);
};

// The tokenizer's way into Vocabulary.
struct VocabularyAccess {
  using Impl = Vocabulary::Impl;
  static Impl& Get(Vocabulary& vocabulary) { return *vocabulary.impl_; }
};

}  // namespace refrain::text
