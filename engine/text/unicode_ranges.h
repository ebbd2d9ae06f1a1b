// Questions on single code points that need ICU's property tables; kept out of the
// public headers so that only this module sees ICU.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace refrain::text {

// Marks, joiners and other code points that take no column of their own.
[[nodiscard]] bool IsZeroWidth(char32_t code_point);
// East Asian width W or F, and emoji that are shown as such.
[[nodiscard]] bool IsWide(char32_t code_point);
// U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069.
[[nodiscard]] constexpr bool IsBidiControl(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace refrain::text
