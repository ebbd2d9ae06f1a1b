// Dates as tables and transcripts hold them.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/mail/mime.h"

namespace refrain::read {

// RFC 3339 and its relaxations, Unix seconds and milliseconds, "14.05.2026 10:12",
// "05/14/2026 2:03 PM" (day first unless that cannot be, or AM/PM says American),
// "2026/05/14", "14 May 2026", "May 14, 2026", "04/May/26 10:12 AM". Without a zone: UTC.
// Outside 1990–2100 or unreadable: missing.
[[nodiscard]] mail::MailDate ParseWhen(std::string_view text);

// A date in a file's name: "2026-05-14-es-020.vtt", "call_20260514.txt".
[[nodiscard]] mail::MailDate DateOfName(std::string_view path);

}  // namespace refrain::read
