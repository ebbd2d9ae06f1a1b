// Civil time without zones: RFC 3339, ISO weeks, days. Times are whole seconds
// since 1970-01-01T00:00:00Z in a std::int64_t named `…_utc`; days are counted
// from 1970-01-01. Zones live in text/time_zone.h.
// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refrain {

inline constexpr std::int64_t kSecondsPerDay = 86400;

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

struct IsoWeek {
  int year = 1970;
  int week = 1;  // 1..53
};

[[nodiscard]] std::int64_t DaysFromCivil(const CivilDate& date);
[[nodiscard]] CivilDate CivilFromDays(std::int64_t days);
[[nodiscard]] bool IsValidDate(const CivilDate& date);
// 1 = Monday … 7 = Sunday.
[[nodiscard]] int IsoWeekday(std::int64_t days);
[[nodiscard]] IsoWeek IsoWeekFromDays(std::int64_t days);
// The Monday of an ISO week.
[[nodiscard]] std::int64_t DaysFromIsoWeek(const IsoWeek& week);
// Floor division, right for negative times too.
[[nodiscard]] std::int64_t DayOf(std::int64_t seconds);

// "2026-05-12" and "2026-05-12T14:03:00Z" / "+02:00".
[[nodiscard]] std::string FormatDate(std::int64_t days);
[[nodiscard]] std::string FormatRfc3339(std::int64_t at_utc, int offset_minutes = 0);

struct ParsedTime {
  std::int64_t at_utc = 0;
  int offset_minutes = 0;
  bool has_zone = false;  // false: read as UTC
  bool has_time = false;  // false: midnight
};

// RFC 3339 and its usual relaxations: a space for the T, no seconds, fractions,
// no zone, a date alone. nullopt for anything else and for dates that do not exist.
[[nodiscard]] std::optional<ParsedTime> ParseRfc3339(std::string_view text);

}  // namespace refrain
