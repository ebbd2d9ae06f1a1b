// One mail: RFC 5322 bytes → header values and plain text. First stop of a mail on its
// way to a Message; read/decode.h adds blocks, direction and the customer.
//
// Limits are checked on the raw bytes before GMime parses them, since its recursive
// address parser overflows the stack on hostile input. Attachments are never unpacked.
// Standards: RFC 5322, 2045–2047, 2231, 3676 (format=flowed), 2045 transfer encodings.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"

namespace refrain::mail {

// A message past one of these is an Error (kLimit), but for the text, which is cut.
struct Limits {
  std::size_t max_mime_levels = 100;
  std::size_t max_parts = 1000;
  std::size_t max_headers_bytes = std::size_t{1} << 20U;  // one header section
  std::size_t max_header_fields = 1000;
  std::size_t max_header_bytes = std::size_t{64} << 10U;  // one header field
  std::size_t max_address_groups = 100;
  std::size_t max_addresses = 1000;
  std::size_t max_parameters = 200;  // of one Content-Type or Content-Disposition
  std::size_t max_text_bytes = std::size_t{8} << 20U;
  std::size_t max_message_bytes = std::size_t{32} << 20U;  // larger ones keep their head
};

struct Address {
  std::string name;     // decoded, may be empty
  std::string address;  // lower case; may be empty when the header has only a name
};

struct MailDate {
  std::int64_t at_utc = 0;
  int offset_minutes = 0;
  bool missing = false;   // none, unreadable, or outside 1990–2100
  bool repaired = false;  // readable only after mending (no such day, two-digit year, …)
};

// All text is valid UTF-8 without NUL and C0 controls but \n and \t.
struct ParsedMail {
  std::string subject;
  Address from;
  std::vector<Address> to;  // To and Cc, in order
  Address reply_to;         // the first
  std::string message_id;   // ids stand without < >
  std::string in_reply_to;
  std::vector<std::string> references;
  MailDate date;
  // Headers that the engine looks at later, names in lower case, decoded, in order:
  // auto-submitted, precedence, list-id, x-gm-thrid, x-gmail-labels, …
  std::vector<std::pair<std::string, std::string>> headers;
  std::string text;
  bool from_html = false;  // there was no usable text/plain
  bool has_attachment = false;
  bool repaired = false;   // undecodable bytes became U+FFFD
  bool truncated = false;  // text was cut at max_text_bytes
  // What was seen but not read: "calendar", "delivery-status", "disposition",
  // "winmail", "encrypted", "signed", "partial", "uuencode", "charset: x-foo".
  std::vector<std::string> notes;

  // Value of the first header of that name among `headers`; empty when there is none.
  [[nodiscard]] std::string_view Header(std::string_view lower_name) const;
  [[nodiscard]] bool HasNote(std::string_view note) const;
};

// `bytes` may start with an mbox From_ line, which is skipped.
// Errors: kLimit, kMalformed (nothing in it looks like a header field).
// Thread-safe: each call has its own GMime objects.
[[nodiscard]] Result<ParsedMail> ParseMail(std::string_view bytes, const Limits& limits = {});

// Auto-replies, bounces, read receipts, newsletters and other mail that no person wrote
// to be answered. Source: RFC 3834 §2 and the headers common clients set.
// A mailing list of people (List-Id alone) is not automatic.
[[nodiscard]] bool LooksAutomatic(const ParsedMail& mail);

}  // namespace refrain::mail
