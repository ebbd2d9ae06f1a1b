// Emoji sequences (UTS #51) and emoticons, for the tokenizer.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace refrain::text {

// The end of the emoji sequence that starts at `pos` (ZWJ sequences, skin tones, flags,
// keycaps, tags); `pos` when there is none. `canonical` gets it without variation
// selectors, skin tones and gender signs. `text` ends where the range ends.
[[nodiscard]] std::size_t ScanEmoji(std::string_view text, std::size_t pos, std::string& canonical);

// The end of the emoticon that starts at `pos`, which must be one of `: ; = < > ^ - ( \ ¯`;
// `pos` when there is none. `canonical` gets it without nose and repetition.
[[nodiscard]] std::size_t ScanEmoticon(std::string_view text, std::size_t pos,
                                       std::string& canonical);

// "xd", "o_o" and the like, which look like words; empty when `lower_word` is none.
[[nodiscard]] std::string_view WordEmoticon(std::string_view lower_word);

}  // namespace refrain::text
