// The rules behind mail/blocks.h. Internal.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "engine/mail/header_table.h"
#include "engine/model/message.h"

namespace refrain::mail {

// As BlockSplitter::Split.
[[nodiscard]] std::vector<model::Block> SplitBlocks(std::string_view text,
                                                    const HeaderTable& table);

}  // namespace refrain::mail
