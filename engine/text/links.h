// Where a link, an e-mail address or a name with @ ends, for the tokenizer.
// Thread-safe: pure functions; linear, each looks at a byte once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace refrain::text {

// The end of the link that starts at `pos` (http://, https://, www.), without closing
// punctuation; `pos` when there is none.
[[nodiscard]] std::size_t ScanUrl(std::string_view text, std::size_t pos);

struct Address {
  std::size_t begin = 0;
  std::size_t end = 0;  // == begin: none
};
// The e-mail address around the @ at `at`, not reaching before `floor`.
[[nodiscard]] Address ScanAddress(std::string_view text, std::size_t at, std::size_t floor);

// The end of the name behind the @ at `at`; `at` when there is none.
[[nodiscard]] std::size_t ScanMention(std::string_view text, std::size_t at);

}  // namespace refrain::text
