// HTML → plain text by libxml2's push SAX parser: linear, nothing fetched, no markup kept.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace refrain::mail {

// Blocks become lines, list items "- ", table cells stand in order, block quotes (and the
// reply header that Gmail and Thunderbird mark as such) get "> " before each line.
// Scripts, styles and hidden elements are left out; of links and images only text stays.
// `html` is valid UTF-8 without NUL; the result is at most a little over `limit_bytes`.
// Thread-safe. Never fails: any bytes are some HTML.
[[nodiscard]] std::string HtmlToText(std::string_view html, std::size_t limit_bytes);

}  // namespace refrain::mail
