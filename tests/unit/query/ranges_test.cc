// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/ranges.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace refrain::query {
namespace {

// A Thursday: 2026-10-15, 12:00 UTC.
constexpr std::int64_t kNow = 1'792'065'600;

std::string Written(const std::optional<std::int64_t>& at) {
  return at ? FormatRfc3339(*at) : std::string("-");
}

std::string Dates(std::string_view text, const text::TimeZone& zone) {
  const auto range = ParseDates({std::string(text), 7, false}, kNow, zone);
  if (!range.ok()) return range.error().where;
  return Written(range->from_utc) + " " + Written(range->to_utc);
}

TEST(Ranges, DatesInUtc) {
  ASSERT_EQ(FormatRfc3339(kNow), "2026-10-15T12:00:00Z");
  const struct {
    std::string_view text, range;
  } cases[] = {
      {"2026-05-12", "2026-05-12T00:00:00Z 2026-05-13T00:00:00Z"},
      {"2026-05", "2026-05-01T00:00:00Z 2026-06-01T00:00:00Z"},
      {"2026", "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z"},
      {"2026-12", "2026-12-01T00:00:00Z 2027-01-01T00:00:00Z"},
      {"2026-W40", "2026-09-28T00:00:00Z 2026-10-05T00:00:00Z"},
      {"2026-w01", "2025-12-29T00:00:00Z 2026-01-05T00:00:00Z"},
      {"2026-Q4", "2026-10-01T00:00:00Z 2027-01-01T00:00:00Z"},
      {"today", "2026-10-15T00:00:00Z 2026-10-16T00:00:00Z"},
      {"yesterday", "2026-10-14T00:00:00Z 2026-10-15T00:00:00Z"},
      {"this-week", "2026-10-12T00:00:00Z 2026-10-19T00:00:00Z"},
      {"last-week", "2026-10-05T00:00:00Z 2026-10-12T00:00:00Z"},
      {"last-month", "2026-09-01T00:00:00Z 2026-10-01T00:00:00Z"},
      {"last-quarter", "2026-07-01T00:00:00Z 2026-10-01T00:00:00Z"},
      {"this-year", "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z"},
      {"last-year", "2025-01-01T00:00:00Z 2026-01-01T00:00:00Z"},
      {"30d", "2026-09-15T00:00:00Z -"},
      {"30d..", "2026-09-15T00:00:00Z -"},
      {"2w..yesterday", "2026-10-01T00:00:00Z 2026-10-15T00:00:00Z"},
      {"1m", "2026-09-15T00:00:00Z -"},
      {"1y", "2025-10-15T00:00:00Z -"},
      {"10m", "2025-12-15T00:00:00Z -"},
      {"2026-05-01..2026-05-12", "2026-05-01T00:00:00Z 2026-05-13T00:00:00Z"},
      {"2026-05..", "2026-05-01T00:00:00Z -"},
      {"..2026-05", "- 2026-06-01T00:00:00Z"},
      {">2026-05", "2026-06-01T00:00:00Z -"},
      {">=2026-05", "2026-05-01T00:00:00Z -"},
      {"<2026-05", "- 2026-05-01T00:00:00Z"},
      {"<=2026-05", "- 2026-06-01T00:00:00Z"},
      {"2026-05-12T10:30:00Z..", "2026-05-12T10:30:00Z -"},
      {"2026-05-12T10:30:00+02:00..", "2026-05-12T08:30:00Z -"},
  };
  for (const auto& c : cases) EXPECT_EQ(Dates(c.text, text::TimeZone::Utc()), c.range) << c.text;
}

TEST(Ranges, DaysAreThoseOfTheZone) {
  const auto riga = text::TimeZone::Load("Europe/Riga");
  ASSERT_TRUE(riga.ok());
  EXPECT_EQ(Dates("2026-05-12", *riga), "2026-05-11T21:00:00Z 2026-05-12T21:00:00Z");
  // The day on which summer time ends has 25 hours.
  EXPECT_EQ(Dates("2026-10-25", *riga), "2026-10-24T21:00:00Z 2026-10-25T22:00:00Z");
  EXPECT_EQ(Dates("2026-05-12T10:00:00..", *riga), "2026-05-12T07:00:00Z -");
}

TEST(Ranges, WhatIsNoDateIsAnErrorAtItsPlace) {
  for (const std::string_view text : {"",
                                      "x",
                                      "2026-13",
                                      "2026-02-30",
                                      "2026-W54",
                                      "2026-W00",
                                      "2025-W53",
                                      "2026-Q5",
                                      "20260512",
                                      "2026-5-1",
                                      "..",
                                      "last-day",
                                      "this-",
                                      "-5d",
                                      "5x",
                                      "d",
                                      "2026-05-12..2026-05-01",
                                      "2026-05..x",
                                      ">",
                                      "99999999y",
                                      "2026-05-1200",
                                      "12-05-2026"}) {
    EXPECT_EQ(Dates(text, text::TimeZone::Utc()), "query@7") << text;
  }
}

TEST(Ranges, MonthsAgoEndWithTheMonth) {
  // 31 March − 1 month: there is no 31 February.
  const std::int64_t march = ParseRfc3339("2026-03-31T12:00:00Z")->at_utc;
  const auto range = ParseDates({"1m", 0, false}, march, text::TimeZone::Utc());
  EXPECT_EQ(Written(range->from_utc), "2026-02-28T00:00:00Z");
}

TEST(Ranges, Numbers) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  const auto& field = index::FieldOf(index::FieldId::kScore);
  const struct {
    std::string_view text;
    double low, high;
  } cases[] = {
      {"0.5", 0.5, 0.5},
      {"-0.5..0.25", -0.5, 0.25},
      {"-0.5..", -0.5, kInf},
      {"..-0.5", -kInf, -0.5},
      {"<=-0.5", -kInf, -0.5},
      {">=0.5", 0.5, kInf},
      {"<0.5", -kInf, static_cast<double>(std::nextafter(0.5F, -1.0F))},
      {">0.5", static_cast<double>(std::nextafter(0.5F, 1.0F)), kInf},
      {"<=0.8", -kInf, static_cast<double>(0.8F)},
      {"+1", 1.0, 1.0},
  };
  for (const auto& c : cases) {
    const auto range = ParseNumbers({std::string(c.text), 0, false}, field);
    ASSERT_TRUE(range.ok()) << c.text;
    EXPECT_EQ(range->low, c.low) << c.text;
    EXPECT_EQ(range->high, c.high) << c.text;
  }
  for (const std::string_view text :
       {"", "x", "1x", "..", "1..0", "nan", "inf", "<", "--1", "1..2..3"}) {
    EXPECT_FALSE(ParseNumbers({std::string(text), 0, false}, field).ok()) << text;
  }
}

TEST(Ranges, Durations) {
  const auto& field = index::FieldOf(index::FieldId::kReplyTime);
  const struct {
    std::string_view text;
    double low, high;
  } cases[] = {
      {"30m..2h", 1800, 7200},
      {"1d..", 86400, std::numeric_limits<double>::infinity()},
      {"2h", -std::numeric_limits<double>::infinity(), 7200},
      {"1.5h..1w", 5400, 604800},
      {"90s..90s", 90, 90},
  };
  for (const auto& c : cases) {
    const auto range = ParseDurations({std::string(c.text), 0, false}, field);
    ASSERT_TRUE(range.ok()) << c.text;
    EXPECT_EQ(range->low, c.low) << c.text;
    EXPECT_EQ(range->high, c.high) << c.text;
  }
  for (const std::string_view text : {"5", "h", "-1h", "1y", "1 h"}) {
    EXPECT_FALSE(ParseDurations({std::string(text), 0, false}, field).ok()) << text;
  }
}

}  // namespace
}  // namespace refrain::query
