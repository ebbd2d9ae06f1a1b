// Where quoted mail begins: "On … wrote:" over one to four lines, and header blocks
// ("From: … Sent: … To: … Subject: …"). Internal to mail/splitter.cc.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/mail/header_table.h"
#include "engine/mail/line_text.h"

namespace refrain::mail {

// Sets header_end (and split, when it starts within a line) of each line that starts a
// reply header.
void FindReplyHeaders(std::string_view text, const HeaderTable& table, std::vector<Line>& lines);

// The line behind the header block that starts at line `i`; `i` when there is none.
[[nodiscard]] std::size_t HeaderBlockEnd(std::string_view text, const HeaderTable& table,
                                         const std::vector<Line>& lines, std::size_t i);

}  // namespace refrain::mail
