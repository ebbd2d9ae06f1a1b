// Small string helpers on bytes; ASCII only where case matters.
// Thread-safe: pure functions. Views returned point into the argument.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace refrain {

[[nodiscard]] std::string_view TrimAscii(std::string_view text);
// All fields, empty ones included: "a||b" → a, "", b; "" → one empty field.
[[nodiscard]] std::vector<std::string_view> Split(std::string_view text, char separator);
// Fields between runs of spaces, no empty ones.
[[nodiscard]] std::vector<std::string_view> SplitWords(std::string_view text);
[[nodiscard]] std::string ToLowerAscii(std::string_view text);
[[nodiscard]] bool EqualsIgnoreCaseAscii(std::string_view a, std::string_view b);
[[nodiscard]] bool StartsWithIgnoreCaseAscii(std::string_view text, std::string_view prefix);
// Levenshtein distance in bytes, for "did you mean"; stops counting at `limit`.
[[nodiscard]] std::size_t EditDistance(std::string_view a, std::string_view b,
                                       std::size_t limit = 8);

}  // namespace refrain
