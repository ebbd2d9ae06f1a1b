// Figures and moments as people read them.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/print/style.h"
#include "engine/model/names.h"
#include "engine/service/types.h"

namespace refrain::cli {

// "1,204"
[[nodiscard]] std::string Count(std::uint64_t number);
// "1 message", "1,204 messages"; `plural` empty: `one` + "s".
[[nodiscard]] std::string Plural(std::uint64_t number, std::string_view one,
                                 std::string_view plural = {});
// 0.614 → "61%"
[[nodiscard]] std::string Percent(double share);
// "61% (48–72)", the interval that holds the true share 95 times of 100.
[[nodiscard]] std::string PercentWithInterval(const stats::Interval& share);
// "just now", "5 min ago", "3 h ago", "yesterday", "6 days ago", "3 weeks ago"; past four
// weeks, and for the future, empty: the date says more.
[[nodiscard]] std::string Ago(std::int64_t at_utc, std::int64_t now_utc);
// A bar of eighths of a column: share 0..1 of `columns`, empty at 0.
[[nodiscard]] std::string Bar(double share, std::size_t columns);
// The last `buckets` values as ▁▂▃▄▅▆▇█.
[[nodiscard]] std::string Spark(const std::vector<std::uint64_t>& series, std::size_t buckets = 12);
// "email 12, review 3"
[[nodiscard]] std::string CountList(
    const std::vector<std::pair<std::string, std::uint64_t>>& counts);
[[nodiscard]] std::string Join(const std::vector<std::string>& parts, std::string_view separator);
// "− negative", "+ positive", "± mixed", "· neutral"
[[nodiscard]] std::string PolarityWord(model::Polarity polarity);
[[nodiscard]] Tone PolarityTone(model::Polarity polarity);
// "product-improvement" → "product improvement"
[[nodiscard]] std::string Spaced(std::string_view name);

}  // namespace refrain::cli
