// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/words.h"

#include <gtest/gtest.h>

#include "cli/print/progress.h"

namespace refrain::cli {
namespace {

TEST(Count, GroupsThousands) {
  EXPECT_EQ(Count(0), "0");
  EXPECT_EQ(Count(999), "999");
  EXPECT_EQ(Count(1204), "1,204");
  EXPECT_EQ(Count(1234567), "1,234,567");
}

TEST(Plural, AgreesWithTheNumber) {
  EXPECT_EQ(Plural(1, "message"), "1 message");
  EXPECT_EQ(Plural(0, "message"), "0 messages");
  EXPECT_EQ(Plural(2, "reply", "replies"), "2 replies");
}

TEST(Ago, SaysNothingWhereTheDateSaysMore) {
  constexpr std::int64_t kNow = 1'790'845'200;
  constexpr std::int64_t kDay = 86400;
  struct Case {
    std::int64_t age;
    std::string_view expected;
  };
  for (const Case& c : std::initializer_list<Case>{{0, "just now"},
                                                   {59, "just now"},
                                                   {60, "1 min ago"},
                                                   {std::int64_t{3} * 3600, "3 h ago"},
                                                   {kDay, "yesterday"},
                                                   {6 * kDay, "6 days ago"},
                                                   {20 * kDay, "2 weeks ago"},
                                                   {28 * kDay, ""},
                                                   {-1, ""}}) {
    EXPECT_EQ(Ago(kNow - c.age, kNow), c.expected) << c.age;
  }
}

TEST(Bar, CountsEighthsOfAColumn) {
  EXPECT_EQ(Bar(0.0, 4), "");
  EXPECT_EQ(Bar(0.001, 4), "▏");  // something is never nothing
  EXPECT_EQ(Bar(0.5, 4), "██");
  EXPECT_EQ(Bar(0.625, 4), "██▌");
  EXPECT_EQ(Bar(7.0, 2), "██");
  EXPECT_EQ(Bar(std::numeric_limits<double>::quiet_NaN(), 2), "");
}

TEST(ProgressText, GivesNoRateBeforeItCanKnow) {
  ingest::Progress progress;
  progress.source = "/mail/inbox.mbox";
  progress.bytes_done = 25;
  progress.bytes_total = 100;
  progress.seen = 3000;
  EXPECT_EQ(ProgressText(progress, 0.1, 0.1), "inbox.mbox  25%  3,000 read");
  EXPECT_EQ(ProgressText(progress, 4.0, 2.0),
            "inbox.mbox  25%  3,000 read, 750 a second, 6 s left");
}

}  // namespace
}  // namespace refrain::cli
