// Cards of requests and suggestions: `show`, `requests show` and `suggestions show`.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "cli/print/message_text.h"
#include "cli/session.h"

namespace refrain::cli {

// How texts are laid out; keeps references to both.
[[nodiscard]] TextView ViewOf(const Session& session, const service::Engine& engine);
[[nodiscard]] Result<int> ShowRequest(Session& session, std::string_view id);
[[nodiscard]] Result<int> ShowSuggestion(Session& session, std::string_view id);

}  // namespace refrain::cli
