// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/date.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/base/time.h"

namespace refrain::mail {
namespace {

std::string Read(std::string_view header) {
  const MailDate date = ParseMailDate(header);
  if (date.missing) return "missing";
  return FormatRfc3339(date.at_utc, date.offset_minutes) + (date.repaired ? " repaired" : "");
}

struct Case {
  const char* header;
  const char* expected;
};

TEST(ParseMailDate, ReadsGoodAndMendsBadDates) {
  for (const Case& one : {
           Case{"Tue, 5 May 2026 10:12:00 +0300", "2026-05-05T10:12:00+03:00"},
           Case{"5 May 2026 10:12 GMT", "2026-05-05T10:12:00Z"},
           Case{"Tue, 05 May 2026 10:12:00 -0700 (PDT)", "2026-05-05T10:12:00-07:00"},
           Case{"Tue, 5 May 2026 10:12:00 EST", "2026-05-05T10:12:00-05:00"},
           Case{"Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z"},
           Case{"Tue, 19 Jan 2038 03:14:08 +0000", "2038-01-19T03:14:08Z"},
           Case{"Thu, 29 Feb 2024 10:00:00 +0100", "2024-02-29T10:00:00+01:00"},
           Case{"Mon, 30 Feb 2026 10:00:00 +0000", "2026-02-28T10:00:00Z repaired"},
           Case{"Tue, 5 May 26 10:12:00 +0000", "2026-05-05T10:12:00Z repaired"},
           Case{"5 May 95 10:12:00 +0000", "1995-05-05T10:12:00Z repaired"},
           Case{"Tue, 5 May 2026 25:61:61 +0000", "2026-05-05T23:59:59Z repaired"},
           Case{"Tue, 5 May 2026 10:12:00 +9900", "2026-05-05T10:12:00Z repaired"},
           Case{"Tue, 5 May 2026 10:12:00", "2026-05-05T10:12:00Z repaired"},
           Case{"2026-05-05T10:12:00+03:00", "2026-05-05T10:12:00+03:00 repaired"},
           Case{"20-May-2026 10:12:00 +0000", "2026-05-20T10:12:00Z repaired"},
           Case{"Tue, 5 May 0000 10:12:00 +0000", "missing"},
           Case{"Tue, 5 May 1900 10:12:00 +0000", "missing"},
           Case{"Tue, 5 May 9999 10:12:00 +0000", "missing"},
           Case{"yesterday", "missing"},
           Case{"", "missing"},
       }) {
    EXPECT_EQ(Read(one.header), one.expected) << one.header;
  }
}

}  // namespace
}  // namespace refrain::mail
