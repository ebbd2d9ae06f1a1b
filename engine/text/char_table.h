// What a code point does in a word: the classes of UAX #29 that matter for simple
// scripts, in one table for U+0000–U+30FF; the rest is asked of ICU.
// Thread-safe: immutable after construction.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/text/utf8.h"

namespace refrain::text {

// DecodeAt for text known to be valid: one and two bytes inline, the rest by DecodeAt.
inline char32_t DecodeFast(std::string_view text, std::size_t& pos) {
  const auto byte = static_cast<unsigned char>(text[pos]);
  if (byte < 0x80) {
    ++pos;
    return byte;
  }
  if (byte < 0xE0 && pos + 1 < text.size()) {
    const auto second = static_cast<unsigned char>(text[pos + 1]);
    pos += 2;
    return ((byte & 0x1FU) << 6U) | (second & 0x3FU);
  }
  return DecodeAt(text, pos);
}

enum class CharClass : std::uint8_t {
  kOther,       // punctuation and symbols
  kSpace,       // white space and controls
  kNewline,     // \n, U+0085, U+2028, U+2029
  kLetter,      // ALetter, Hebrew_Letter, and digits of other systems that act so
  kDigit,       // Numeric
  kExtend,      // Extend, Format, ZWJ: belongs to the character before
  kConnector,   // _ inside a word
  kMidLetter,   // · between letters
  kApostrophe,  // ' ’ ‘ ´ ` between letters
  kMidNumLet,   // . between digits or single letters
  kMidNum,      // , and ; between digits
  kComplex,     // Han, Kana, Thai, Lao, Khmer, Myanmar: words by ICU's dictionary
  kEmoji,       // pictographs
  kRegional,    // halves of flags
};

struct CharInfo {
  CharClass kind = CharClass::kOther;
  bool upper = false;
  bool nfc_unsafe = false;  // may change under NFC
  bool ignorable = false;   // kExtend that leaves no trace in the interned word (soft hyphen)
  char32_t lower = 0;
};

class CharTable {
 public:
  // Built on first use, about a millisecond.
  [[nodiscard]] static const CharTable& Get();

  [[nodiscard]] CharInfo Of(char32_t c) const { return c < kTableSize ? table_[c] : Compute(c); }

 private:
  static constexpr std::size_t kTableSize = 0x3100;
  CharTable();
  [[nodiscard]] static CharInfo Compute(char32_t c);

  std::array<CharInfo, kTableSize> table_;
};

}  // namespace refrain::text
