// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/base/time.h"

namespace refrain::read {
namespace {

std::string Shown(const mail::MailDate& date) {
  return date.missing ? "missing" : FormatRfc3339(date.at_utc, date.offset_minutes);
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(ParseWhen, ReadsTheDatesOfTables) {
  for (const Case& one : {
           Case{"2026-05-14T10:12:00+03:00", "2026-05-14T10:12:00+03:00"},
           Case{"2026-05-14 10:12:00", "2026-05-14T10:12:00Z"},
           Case{"2026-05-14 10:12:00 UTC", "2026-05-14T10:12:00Z"},
           Case{"2026-05-14", "2026-05-14T00:00:00Z"},
           Case{"1778753520", "2026-05-14T10:12:00Z"},
           Case{"1778753520000", "2026-05-14T10:12:00Z"},
           Case{"14.05.2026 10:12", "2026-05-14T10:12:00Z"},
           Case{"14.05.2026.", "2026-05-14T00:00:00Z"},
           Case{"4/5/2026", "2026-05-04T00:00:00Z"},
           Case{"05/14/2026 2:03 PM", "2026-05-14T14:03:00Z"},
           Case{"5/4/2026 12:03 AM", "2026-05-04T00:03:00Z"},
           Case{"14/05/2026 10:12:30", "2026-05-14T10:12:30Z"},
           Case{"2026/05/14 10:12", "2026-05-14T10:12:00Z"},
           Case{"14 May 2026", "2026-05-14T00:00:00Z"},
           Case{"May 14, 2026", "2026-05-14T00:00:00Z"},
           Case{"04/May/26 10:12 PM", "2026-05-04T22:12:00Z"},
           Case{"31.02.2026", "missing"},
           Case{"1900-01-01", "missing"},
           Case{"soon", "missing"},
           Case{"17", "missing"},
           Case{"", "missing"},
       }) {
    EXPECT_EQ(Shown(ParseWhen(one.text)), one.expected) << one.text;
  }
}

TEST(DateOfName, FindsADateInAFilesName) {
  EXPECT_EQ(Shown(DateOfName("calls/2026-05-14-es-020.vtt")), "2026-05-14T00:00:00Z");
  EXPECT_EQ(Shown(DateOfName("call_20260514.txt")), "2026-05-14T00:00:00Z");
  EXPECT_EQ(Shown(DateOfName("2026-05-14/call.txt")), "missing");
  EXPECT_EQ(Shown(DateOfName("order-12345678901.txt")), "missing");
  EXPECT_EQ(Shown(DateOfName("2026-99-14.txt")), "missing");
}

}  // namespace
}  // namespace refrain::read
