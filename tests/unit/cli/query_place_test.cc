// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/query_place.h"

#include <gtest/gtest.h>

namespace refrain::cli {
namespace {

Error At(std::string_view where) {
  return {ErrorCode::kInvalidArgument, "unknown field", std::string(where), ""};
}

TEST(PointIntoQuery, MarksTheColumnThatTheOffsetIsSeenIn) {
  const Error error = PointIntoQuery(At("query@8"), "日本 x:1");  // each three bytes, two columns
  EXPECT_EQ(error.message, "unknown field\n  日本 x:1\n        ^");
  EXPECT_TRUE(error.where.empty());
}

TEST(PointIntoQuery, LeavesOtherErrorsAsTheyAre) {
  for (const char* where : {"", "inbox.mbox@3", "query@", "query@9x", "query@99"}) {
    const Error error = PointIntoQuery(At(where), "lang:de");
    EXPECT_EQ(error.where, where);
    EXPECT_EQ(error.message, "unknown field");
  }
}

TEST(WithoutPrefix, CountsFromWhatWasTyped) {
  EXPECT_EQ(WithoutPrefix(At("query@8"), 1).where, "query@7");
  EXPECT_EQ(WithoutPrefix(At("query@0"), 1).where, "query@0");
  EXPECT_EQ(WithoutPrefix(At("a.csv"), 1).where, "a.csv");
}

}  // namespace
}  // namespace refrain::cli
