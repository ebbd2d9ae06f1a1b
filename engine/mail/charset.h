// Bytes of any charset → UTF-8, for mail bodies and for files of read/. Policy: what is
// declared → valid UTF-8 → uchardet → windows-1252; ICU converts (it knows mail's aliases).
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace refrain::mail {

struct Decoded {
  std::string text;               // UTF-8; controls are not yet removed
  std::string charset;            // that was used, as ICU names it: "UTF-8", "windows-1257"
  bool repaired = false;          // something did not decode and became U+FFFD
  bool unknown_declared = false;  // the declared charset has no converter
};

// `declared` may be empty, wrong or unknown: it is a hint. A byte order mark outranks it
// and is removed. Never fails.
[[nodiscard]] Decoded DecodeBytes(std::string_view bytes, std::string_view declared);

// The charset that an HTML <meta> in the first kilobyte names; empty when there is none.
[[nodiscard]] std::string MetaCharset(std::string_view html);

}  // namespace refrain::mail
