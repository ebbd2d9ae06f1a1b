// What became of an ingest, for people.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/print/style.h"
#include "engine/service/types.h"

namespace refrain::cli {

// A block a source (many alike in one folder become one), the totals, what to run next.
// `verbose`: every source by itself and all known rejects.
[[nodiscard]] std::string IngestReportText(const ingest::IngestReport& report, bool verbose,
                                           const Style& style);

// "google-play CSV, UTF-16LE"
[[nodiscard]] std::string RecognitionText(const read::Recognition& recognition);

}  // namespace refrain::cli
