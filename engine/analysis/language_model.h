// The file format of the language model, shared by identifier and trainer:
//   magic, five u32 (bytes of names, slots, entries, scale in 1e-6 nats a step,
//   temperature in 1e-3), names separated by spaces, slots, entries.
// A slot: u32 check, u32 = first entry << 6 | entries (0: empty); open addressing.
// An entry: u8 language, i8 weight. Little-endian.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace refrain::analysis {

inline constexpr std::string_view kLanguageModelMagic = "refrain-language-model/1\n";
inline constexpr std::size_t kLanguageModelHeader = kLanguageModelMagic.size() + 20;
inline constexpr std::size_t kSlotBytes = 8;
inline constexpr std::size_t kEntryBytes = 2;
inline constexpr std::size_t kMaxLanguages = 128;
inline constexpr std::size_t kMaxEntriesPerSlot = 63;
// A declared language, or that of the thread, weighs as much as a telling word or two.
inline constexpr float kPriorNats = 2.0F;
// Measured on short user texts of the twelve: 0.5 → 96.3 %, 1.0 → 96.7 %, 1.5 → 96.9 %.
inline constexpr float kFavouredNats = 1.5F;

struct LanguageSlot {
  std::uint32_t check = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

inline LanguageSlot ReadSlot(const char* at) {
  std::uint32_t check = 0;
  std::uint32_t packed = 0;
  std::memcpy(&check, at, 4);
  std::memcpy(&packed, at + 4, 4);
  return {check, packed >> 6U, packed & 63U};
}

inline std::uint32_t SlotOf(std::uint64_t gram) { return static_cast<std::uint32_t>(gram >> 7U); }
inline std::uint32_t CheckOf(std::uint64_t gram) {
  return static_cast<std::uint32_t>(gram ^ (gram >> 32U));
}

}  // namespace refrain::analysis
