// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/time.h"

#include <gtest/gtest.h>

namespace refrain {
namespace {

TEST(CivilDays, GoThereAndBackOverFourCenturies) {
  std::int64_t previous = DaysFromCivil({1799, 12, 31});
  for (std::int64_t day = DaysFromCivil({1800, 1, 1}); day < DaysFromCivil({2201, 1, 1}); ++day) {
    ASSERT_EQ(day, previous + 1);
    const CivilDate date = CivilFromDays(day);
    ASSERT_TRUE(IsValidDate(date));
    ASSERT_EQ(DaysFromCivil(date), day);
    previous = day;
  }
  EXPECT_EQ(DaysFromCivil({1970, 1, 1}), 0);
}

TEST(IsValidDate, KnowsLeapYears) {
  EXPECT_TRUE(IsValidDate({2024, 2, 29}));
  EXPECT_TRUE(IsValidDate({2000, 2, 29}));
  EXPECT_FALSE(IsValidDate({1900, 2, 29}));
  EXPECT_FALSE(IsValidDate({2026, 2, 29}));
  EXPECT_FALSE(IsValidDate({2026, 4, 31}));
  EXPECT_FALSE(IsValidDate({2026, 13, 1}));
  EXPECT_FALSE(IsValidDate({2026, 1, 0}));
}

TEST(IsoWeek, BelongsToTheYearOfItsThursday) {
  struct Case {
    CivilDate date;
    int year;
    int week;
    int weekday;
  };
  for (const Case& one : {Case{{2021, 1, 3}, 2020, 53, 7},
                          {{2021, 1, 4}, 2021, 1, 1},
                          {{2018, 12, 31}, 2019, 1, 1},
                          {{2016, 1, 1}, 2015, 53, 5},
                          {{2026, 5, 12}, 2026, 20, 2},
                          {{1969, 12, 29}, 1970, 1, 1},
                          {{2005, 1, 1}, 2004, 53, 6},
                          {{2008, 12, 30}, 2009, 1, 2}}) {
    const std::int64_t days = DaysFromCivil(one.date);
    EXPECT_EQ(IsoWeekFromDays(days).year, one.year) << FormatDate(days);
    EXPECT_EQ(IsoWeekFromDays(days).week, one.week) << FormatDate(days);
    EXPECT_EQ(IsoWeekday(days), one.weekday) << FormatDate(days);
  }
}

TEST(IsoWeek, StartsOnItsMonday) {
  for (std::int64_t day = DaysFromCivil({1998, 1, 1}); day < DaysFromCivil({2031, 1, 1}); ++day) {
    const std::int64_t monday = DaysFromIsoWeek(IsoWeekFromDays(day));
    ASSERT_EQ(IsoWeekday(monday), 1) << FormatDate(day);
    ASSERT_EQ(day - monday, IsoWeekday(day) - 1) << FormatDate(day);
  }
}

TEST(DayOf, RoundsDownBeforeTheEpochToo) {
  EXPECT_EQ(DayOf(0), 0);
  EXPECT_EQ(DayOf(86399), 0);
  EXPECT_EQ(DayOf(86400), 1);
  EXPECT_EQ(DayOf(-1), -1);
  EXPECT_EQ(DayOf(-86400), -1);
  EXPECT_EQ(DayOf(-86401), -2);
}

TEST(FormatRfc3339, ShowsTheOffsetOfTheSender) {
  EXPECT_EQ(FormatRfc3339(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(FormatRfc3339(0, 120), "1970-01-01T02:00:00+02:00");
  EXPECT_EQ(FormatRfc3339(0, -210), "1969-12-31T20:30:00-03:30");
  EXPECT_EQ(FormatRfc3339(-1), "1969-12-31T23:59:59Z");
}

TEST(ParseRfc3339, ReadsItsUsualRelaxations) {
  struct Case {
    const char* text;
    const char* utc;
    int offset;
    bool zone;
    bool time;
  };
  const Case cases[] = {
      {"2026-05-12", "2026-05-12T00:00:00Z", 0, false, false},
      {"2026-05-12T14:03:00Z", "2026-05-12T14:03:00Z", 0, true, true},
      {"2026-05-12t14:03:00z", "2026-05-12T14:03:00Z", 0, true, true},
      {"2026-05-12 14:03", "2026-05-12T14:03:00Z", 0, false, true},
      {"2026-05-12T14:03:00.123456+02:00", "2026-05-12T12:03:00Z", 120, true, true},
      {"2026-05-12T14:03:00-0330", "2026-05-12T17:33:00Z", -210, true, true},
      {"2026-05-12 14:03:00 +03", "2026-05-12T11:03:00Z", 180, true, true},
      {"2026-05-12 14:03:00 UTC", "2026-05-12T14:03:00Z", 0, true, true},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", 0, true, true},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", 0, true, true},
      {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", 0, true, true},
  };
  for (const Case& one : cases) {
    const auto parsed = ParseRfc3339(one.text);
    ASSERT_TRUE(parsed.has_value()) << one.text;
    EXPECT_EQ(FormatRfc3339(parsed->at_utc), one.utc) << one.text;
    EXPECT_EQ(parsed->offset_minutes, one.offset) << one.text;
    EXPECT_EQ(parsed->has_zone, one.zone) << one.text;
    EXPECT_EQ(parsed->has_time, one.time) << one.text;
  }
}

TEST(ParseRfc3339, RefusesDatesThatDoNotExistAndOtherTexts) {
  for (const char* text :
       {"", "2026", "2026-13-01", "2026-02-30", "2026-05-12T24:00:00Z", "2026-05-12T14:60Z",
        "2026-05-12T14", "2026-05-12X14:03", "12.05.2026", "2026-05-12T14:03:00+2", "2026/05/12",
        "2026-05-12T14:03:00Zx", "2026-05-12T14:03:00+16:00", "abcd-ef-gh"}) {
    EXPECT_FALSE(ParseRfc3339(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace refrain
