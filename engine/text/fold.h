// Case folding and diacritics.
// Thread-safe: pure functions on valid UTF-8.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace refrain::text {

// Simple lower-casing code point by code point (İ → i, ẞ → ß; no locale), composed
// (NFC), typographic apostrophes (’ ʼ ´ `) → '. ASCII takes a fast path.
[[nodiscard]] std::string ToLower(std::string_view text);

// Letters without their marks: ā → a, č → c, ü → u, ñ → n, ł → l, ø → o, đ → d, ß → ss,
// æ → ae, ё → е. Keeps what is another letter in its script (й stays).
[[nodiscard]] std::string StripDiacritics(std::string_view text);

// NFC by ICU; returns the input when it is NFC already (quick check).
[[nodiscard]] std::string ToNfc(std::string_view text);
[[nodiscard]] bool IsNfc(std::string_view text);

}  // namespace refrain::text
