// Any bytes as HTML: text comes out, valid UTF-8, within the limit.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/mail/html.h"
#include "engine/text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html =
      refrain::text::RepairUtf8({reinterpret_cast<const char*>(data), size}).text;
  const std::string text = refrain::mail::HtmlToText(html, std::size_t{1} << 20U);
  if (!refrain::text::IsValidUtf8(text)) std::abort();
  return 0;
}
