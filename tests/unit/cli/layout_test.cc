// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace refrain::cli {
namespace {

using testing::ElementsAre;

TEST(Cut, KeepsWhatFitsAndMarksWhatDoesNot) {
  struct Case {
    std::string_view text;
    std::size_t columns;
    std::string_view expected;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"refund", 6, "refund"},
           {"refunds", 6, "refun…"},
           {"late refund", 6, "late…"},       // no blank before the ellipsis
           {"日本語です", 10, "日本語です"},  // two columns each
           {"日本語です", 7, "日本語…"},
           {"日本語です", 6, "日本…"},                 // half a wide character is none
           {"e\u0301te\u0301", 3, "e\u0301te\u0301"},  // combining marks take no column
           {"e\u0301te\u0301", 2, "e\u0301…"},
           {"anything", 0, ""},
           {"anything", kUncut, "anything"},
       }) {
    EXPECT_EQ(Cut(c.text, c.columns), c.expected) << c.text << " in " << c.columns;
  }
}

TEST(Pad, FillsByWhatIsSeen) {
  EXPECT_EQ(Pad("日本", 6, Align::kLeft), "日本  ");
  EXPECT_EQ(Pad("7", 3, Align::kRight), "  7");
  EXPECT_EQ(Pad("longer", 3, Align::kLeft), "longer");
}

TEST(Wrap, BreaksAtSpacesAndInsideOnlyWhatIsTooLong) {
  EXPECT_THAT(Wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(Wrap("a incomprehensibility b", 8),
              ElementsAre("a", "incompre", "hensibil", "ity b"));
  EXPECT_THAT(Wrap("お客様の声です", 6), ElementsAre("お客様", "の声で", "す"));
  EXPECT_THAT(Wrap("", 10), ElementsAre(""));
  EXPECT_THAT(Wrap("not cut at all", kUncut), ElementsAre("not cut at all"));
}

TEST(Wrap, MovesOnWhereACharacterIsWiderThanTheColumn) {
  EXPECT_THAT(Wrap("日本", 1), ElementsAre("日", "本"));
}

TEST(OneLine, DropsWhatATerminalWouldObey) {
  EXPECT_EQ(OneLine("a\x1b[31mred\x07 \n\tb"), "a[31mred b");
  EXPECT_EQ(OneLine("ab\u202ecd\u2066ef"), "abcdef");  // bidi controls
  EXPECT_EQ(OneLine("a\u009b2Jb"), "a2Jb");            // C1: CSI in one character
}

}  // namespace
}  // namespace refrain::cli
