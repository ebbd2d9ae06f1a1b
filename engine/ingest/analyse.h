// A message → its annotations: chooses which stretches count as the customer's words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/analyzer.h"
#include "engine/model/annotation.h"
#include "engine/model/message.h"

namespace refrain::ingest {

// Only what the customer wrote feeds sentiment, themes and requests. What the company wrote,
// and automatic mail, keeps its language (for search) and nothing else.
// Thread-safe with a workspace a thread.
[[nodiscard]] model::Annotations AnalyseMessage(const model::Message& message,
                                                const analysis::Analyzer& analyzer,
                                                analysis::Workspace& workspace,
                                                bool explain = false);

}  // namespace refrain::ingest
