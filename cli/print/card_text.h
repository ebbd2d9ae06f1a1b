// A recurring request or a suggestion with its evidence, for people.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/print/message_text.h"
#include "engine/service/types.h"

namespace refrain::cli {

// The figures, then quotes by language, those that speak for many first. `all_quotes`
// false: at most three a language.
[[nodiscard]] std::string RequestCardText(const service::RequestCard& card, bool all_quotes,
                                          const TextView& view);
[[nodiscard]] std::string SuggestionCardText(const service::SuggestionCard& card, bool all_quotes,
                                             const TextView& view);

}  // namespace refrain::cli
