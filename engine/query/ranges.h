// Ranges in queries: dates, numbers, durations. date:2026-W40, score:<=-0.5, replytime:>1d.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/result.h"
#include "engine/query/ast.h"
#include "engine/text/time_zone.h"

namespace refrain::query {

// Half-open range of moments; a side without a value is open.
struct TimeRange {
  std::optional<std::int64_t> from_utc;
  std::optional<std::int64_t> to_utc;
};

// A day, week (2026-W40), month, quarter (2026-Q3), year, moment (RFC 3339), today, yesterday,
// this-/last- week, month, quarter, year, "30d" (the last 30 days; also w, m, y), a..b with
// open ends, and < <= > >= before any of them. Days are those of `zone`.
// Errors: kInvalidArgument at the value's offset.
[[nodiscard]] Result<TimeRange> ParseDates(const Value& value, std::int64_t now_utc,
                                           const text::TimeZone& zone);

// Closed range of numbers; infinite where it is open.
struct NumberRange {
  double low = 0.0;
  double high = 0.0;
};

// 0.5, a..b with open ends, <x <=x >x >=x. Numbers are rounded to float, as scores are.
[[nodiscard]] Result<NumberRange> ParseNumbers(const Value& value, const index::Field& field);
// The same with numbers of seconds: 90s, 30m, 4h, 2d, 1w.
[[nodiscard]] Result<NumberRange> ParseDurations(const Value& value, const index::Field& field);

}  // namespace refrain::query
