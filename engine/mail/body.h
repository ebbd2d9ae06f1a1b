// The parts of one MIME message → its text. Internal to mail/mime.cc.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmime/gmime.h>

#include "engine/mail/mime.h"

namespace refrain::mail {

// Fills text, from_html, has_attachment, repaired, truncated and notes of `mail` from the
// parts under `root` (may be null). Depth was limited by CheckLimits before.
void ReadBody(GMimeObject* root, const Limits& limits, ParsedMail& mail);

}  // namespace refrain::mail
