// UTF-8: repair once at the border, then trust it.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace refrain::text {

inline constexpr char32_t kReplacement = 0xFFFD;

[[nodiscard]] bool IsValidUtf8(std::string_view bytes);

struct Repaired {
  std::string text;
  bool changed = false;  // bytes were replaced or dropped; line ends alone do not count
};
// Each maximal invalid sequence becomes U+FFFD (Unicode 15, table 3-7); NUL and C0
// controls but \t and \n are dropped, \r\n and lone \r become \n. Never fails.
[[nodiscard]] Repaired RepairUtf8(std::string_view bytes);

// Decodes the code point at `pos` of valid UTF-8 and moves `pos` behind it; on an
// invalid byte returns kReplacement and moves one byte. Requires pos < text.size().
[[nodiscard]] char32_t DecodeAt(std::string_view text, std::size_t& pos);
void AppendUtf8(std::string& out, char32_t code_point);

// The largest position ≤ `pos` that starts a code point.
[[nodiscard]] std::size_t FloorToCodePoint(std::string_view text, std::size_t pos);

// For a terminal: ESC, C0 (but \n and \t), C1 and bidi controls are dropped.
[[nodiscard]] std::string StripControls(std::string_view text);

// Columns on a terminal (East Asian wide = 2, combining = 0).
[[nodiscard]] std::size_t DisplayWidth(std::string_view text);

}  // namespace refrain::text
