// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/time_zone.h"

#include <gtest/gtest.h>

#include "engine/base/time.h"

namespace refrain::text {
namespace {

std::int64_t At(const char* rfc3339) { return ParseRfc3339(rfc3339)->at_utc; }
std::int64_t Day(const char* date) { return DayOf(At(date)); }

TEST(TimeZone, KnowsSummerTime) {
  const auto riga = TimeZone::Load("Europe/Riga");
  ASSERT_TRUE(riga.ok());
  EXPECT_EQ(riga->name(), "Europe/Riga");
  EXPECT_EQ(riga->OffsetMinutes(At("2026-01-15T12:00:00Z")), 120);
  EXPECT_EQ(riga->OffsetMinutes(At("2026-07-15T12:00:00Z")), 180);
  EXPECT_EQ(riga->OffsetMinutes(At("2026-03-29T00:59:59Z")), 120);
  EXPECT_EQ(riga->OffsetMinutes(At("2026-03-29T01:00:00Z")), 180);
}

TEST(TimeZone, StartsDaysAtLocalMidnight) {
  struct Case {
    const char* zone;
    const char* day;
    const char* start_utc;
    std::int64_t hours;
  };
  const Case cases[] = {
      {"Europe/Riga", "2026-05-12", "2026-05-11T21:00:00Z", 24},
      {"Europe/Riga", "2026-03-29", "2026-03-28T22:00:00Z", 23},
      {"Europe/Riga", "2026-10-25", "2026-10-24T21:00:00Z", 25},
      {"America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 25},
      {"America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", 23},
      {"Asia/Kathmandu", "2026-05-12", "2026-05-11T18:15:00Z", 24},
      {"UTC", "1969-12-31", "1969-12-31T00:00:00Z", 24},
      // Clocks go from 24:00 to 01:00: the day starts at one.
      {"America/Santiago", "2023-09-03", "2023-09-03T04:00:00Z", 23},
      {"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23},
      // 01:00 back to 00:00: midnight strikes twice, the first one counts.
      {"America/Havana", "2023-11-05", "2023-11-05T04:00:00Z", 25},
  };
  for (const Case& one : cases) {
    const auto zone = TimeZone::Load(one.zone);
    ASSERT_TRUE(zone.ok()) << one.zone;
    const std::int64_t day = Day(one.day);
    EXPECT_EQ(FormatRfc3339(zone->StartOfDay(day)), one.start_utc) << one.zone << " " << one.day;
    EXPECT_EQ(zone->StartOfDay(day + 1) - zone->StartOfDay(day), one.hours * 3600) << one.zone;
    EXPECT_EQ(zone->LocalDay(zone->StartOfDay(day)), day) << one.zone;
    EXPECT_EQ(zone->LocalDay(zone->StartOfDay(day) - 1), day - 1) << one.zone;
  }
}

TEST(TimeZone, EveryMomentLiesInItsDay) {
  for (const char* name : {"Europe/Riga", "America/St_Johns", "Australia/Lord_Howe", "UTC"}) {
    const auto zone = TimeZone::Load(name);
    ASSERT_TRUE(zone.ok()) << name;
    for (std::int64_t at = At("2025-01-01"); at < At("2027-01-01"); at += 5401) {
      const std::int64_t day = zone->LocalDay(at);
      ASSERT_LE(zone->StartOfDay(day), at) << name;
      ASSERT_GT(zone->StartOfDay(day + 1), at) << name;
    }
  }
}

TEST(TimeZone, SkipsADayThatNeverWas) {
  const auto apia = TimeZone::Load("Pacific/Apia");
  ASSERT_TRUE(apia.ok());
  EXPECT_EQ(apia->StartOfDay(Day("2011-12-30")), apia->StartOfDay(Day("2011-12-31")));
}

TEST(TimeZone, RefusesUnknownNames) {
  for (const char* name : {"Europe/Atlantis", "", "GMT+25", "riga"}) {
    const auto zone = TimeZone::Load(name);
    ASSERT_FALSE(zone.ok()) << name;
    EXPECT_EQ(zone.error().code, ErrorCode::kInvalidArgument);
    EXPECT_FALSE(zone.error().hint.empty());
  }
  EXPECT_EQ(TimeZone::Utc().OffsetMinutes(0), 0);
  EXPECT_EQ(TimeZone::Utc().name(), "UTC");
}

}  // namespace
}  // namespace refrain::text
