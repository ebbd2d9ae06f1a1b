// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/unicode_ranges.h"

#include <unicode/uchar.h>

namespace refrain::text {

bool IsZeroWidth(char32_t code_point) {
  if (code_point < 0x300) return code_point == 0xAD;
  const auto c = static_cast<UChar32>(code_point);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR: return true;
    default: break;
  }
  // Vowels and finals of decomposed Hangul stand in the column of their initial; a skin
  // tone in that of its emoji.
  const bool is_jamo_tail = code_point >= 0x1160 && code_point <= 0x11FF;
  const bool is_skin_tone = code_point >= 0x1F3FB && code_point <= 0x1F3FF;
  return is_jamo_tail || is_skin_tone;
}

bool IsWide(char32_t code_point) {
  if (code_point < 0x1100) return false;
  const int width = u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

}  // namespace refrain::text
