// Text in columns: cutting, padding and wrapping by what a terminal shows (a wide character
// is two columns, a combining mark none).
// Thread-safe: pure functions. Text is UTF-8 without escape sequences.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace refrain::cli {

enum class Align { kLeft, kRight };

// "no limit" for columns: what goes to a pipe is never cut.
inline constexpr std::size_t kUncut = static_cast<std::size_t>(-1);

// Control characters gone, runs of white space one space: fit for one cell of a table.
[[nodiscard]] std::string OneLine(std::string_view text);
// At most `columns` wide, with an ellipsis where something was cut.
[[nodiscard]] std::string Cut(std::string_view text, std::size_t columns);
[[nodiscard]] std::string Pad(std::string_view text, std::size_t columns, Align align);
// Lines of at most `columns`, broken at spaces, inside words only where one is too long.
[[nodiscard]] std::vector<std::string> Wrap(std::string_view text, std::size_t columns);

}  // namespace refrain::cli
