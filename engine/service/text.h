// The text helpers that whoever prints answers needs: columns of a terminal and customers'
// words without control characters. The same functions as the engine's own, by the one door.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/utf8.h"

namespace refrain::service {

using text::AppendUtf8;
using text::DecodeAt;
using text::DisplayWidth;
using text::RepairUtf8;
using text::StripControls;

}  // namespace refrain::service
