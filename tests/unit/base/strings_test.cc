// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/strings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/result.h"

namespace refrain {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TrimAscii, TakesWhiteSpaceFromBothEndsOnly) {
  EXPECT_EQ(TrimAscii(" \t a b \r\n"), "a b");
  EXPECT_EQ(TrimAscii(" \n "), "");
  EXPECT_EQ(TrimAscii("\xC2\xA0x"), "\xC2\xA0x");
}

TEST(Split, KeepsEmptyFields) {
  EXPECT_THAT(Split("a||b", '|'), ElementsAre("a", "", "b"));
  EXPECT_THAT(Split("", '|'), ElementsAre(""));
  EXPECT_THAT(Split("a|", '|'), ElementsAre("a", ""));
}

TEST(SplitWords, DropsEmptyFields) {
  EXPECT_THAT(SplitWords("  a \t b\n"), ElementsAre("a", "b"));
  EXPECT_THAT(SplitWords(" "), IsEmpty());
}

TEST(CaseHelpers, FoldAsciiOnly) {
  EXPECT_EQ(ToLowerAscii("AbZ-Ā"), "abz-Ā");
  EXPECT_TRUE(EqualsIgnoreCaseAscii("Re:", "RE:"));
  EXPECT_FALSE(EqualsIgnoreCaseAscii("Re", "Re:"));
  EXPECT_TRUE(StartsWithIgnoreCaseAscii("SUBJECT: x", "subject:"));
  EXPECT_FALSE(StartsWithIgnoreCaseAscii("sub", "subject"));
}

TEST(EditDistance, CountsInsertionsDeletionsAndReplacements) {
  struct Case {
    const char* a;
    const char* b;
    std::size_t distance;
  };
  for (const Case& one : {Case{"", "", 0},
                          {"", "abc", 3},
                          {"abc", "", 3},
                          {"kitten", "sitting", 3},
                          {"flaw", "lawn", 2},
                          {"ingest", "ingset", 2},
                          {"same", "same", 0}}) {
    EXPECT_EQ(EditDistance(one.a, one.b), one.distance) << one.a << " " << one.b;
    EXPECT_EQ(EditDistance(one.b, one.a), one.distance) << one.a << " " << one.b;
  }
}

TEST(EditDistance, StopsAtItsLimit) {
  EXPECT_EQ(EditDistance("aaaaaaaaaa", "bbbbbbbbbb"), 8U);
  EXPECT_EQ(EditDistance("aaaaaaaaaa", "bbbbbbbbbb", 3), 3U);
}

TEST(Error, NamesItsPlaceFirst) {
  EXPECT_EQ((Error{ErrorCode::kMalformed, "not a date", "a.csv@12", "x"}.ToString()),
            "a.csv@12: not a date");
  EXPECT_EQ((Error{ErrorCode::kMalformed, "not a date", "", ""}.ToString()), "not a date");
}

Result<int> Half(int value) {
  if (value % 2 != 0) return Error{ErrorCode::kInvalidArgument, "odd", "", ""};
  return value / 2;
}

Result<int> Quarter(int value) {
  REFRAIN_ASSIGN(const int half, Half(value));
  return Half(half);
}

TEST(Result, CarriesTheErrorOfTheFirstStepThatFails) {
  EXPECT_EQ(Quarter(8).value(), 2);
  EXPECT_EQ(Quarter(6).error().message, "odd");
  EXPECT_FALSE(Quarter(3).ok());
}

}  // namespace
}  // namespace refrain
