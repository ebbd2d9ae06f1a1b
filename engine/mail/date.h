// Dates of mail headers (RFC 5322 §3.3 and §4.3) and their damaged kin.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/mail/mime.h"

namespace refrain::mail {

// Never fails: `missing` is set when there is no date from 1990 to 2100 in it, `repaired`
// when there is one only after mending (no such day: the month's last; two-digit years;
// seconds or hours out of range; a zone that does not exist: UTC).
[[nodiscard]] MailDate ParseMailDate(std::string_view header);

}  // namespace refrain::mail
