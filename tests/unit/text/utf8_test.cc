// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace refrain::text {
namespace {

// U+FFFD.
#define FFFD "\xEF\xBF\xBD"

struct Case {
  std::string bytes;
  std::string repaired;
};

TEST(RepairUtf8, ReplacesEachMaximalInvalidSequence) {
  const Case cases[] = {
      // Unicode 15, tables 3-8 to 3-11.
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A"},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", FFFD FFFD FFFD FFFD "A"},
      // Overlong forms of / and of NUL.
      {"\xE0\x80\xAF", FFFD FFFD FFFD},
      {"\xF0\x80\x80\xAF", FFFD FFFD FFFD FFFD},
      {"\xC0\x80", FFFD FFFD},
      // Bytes that never occur, and above U+10FFFF.
      {"a\xFE\xFF"
       "b",
       "a" FFFD FFFD "b"},
      {"\xF4\x90\x80\x80", FFFD FFFD FFFD FFFD},
      {"\xF5\x80\x80\x80", FFFD FFFD FFFD FFFD},
      // Cut off at the end.
      {"x\xC4", "x" FFFD},
      {"x\xE2\x82", "x" FFFD},
      {"x\xF0\x9F\x98", "x" FFFD},
      // Lone continuation.
      {"\x80", FFFD},
      {"a\x80\x80z", "a" FFFD FFFD "z"},
  };
  for (const Case& one : cases) {
    const Repaired repaired = RepairUtf8(one.bytes);
    EXPECT_EQ(repaired.text, one.repaired);
    EXPECT_TRUE(repaired.changed);
    EXPECT_FALSE(IsValidUtf8(one.bytes));
    EXPECT_TRUE(IsValidUtf8(repaired.text));
  }
}

TEST(RepairUtf8, KeepsWhatIsValid) {
  for (const std::string& text :
       {std::string("plain"), std::string("ķļūda €5 😀 \xF4\x8F\xBF\xBF \xED\x9F\xBF\xEE\x80\x80"),
        std::string("\xC2\x80\xDF\xBF\xE0\xA0\x80\xF0\x90\x80\x80"), std::string("a\tb\nc"),
        std::string()}) {
    EXPECT_EQ(RepairUtf8(text).text, text);
    EXPECT_FALSE(RepairUtf8(text).changed);
    EXPECT_TRUE(IsValidUtf8(text));
  }
}

TEST(RepairUtf8, MakesOneKindOfLineEnd) {
  const Repaired repaired = RepairUtf8("a\r\nb\rc\n\r\n\rd\r");
  EXPECT_EQ(repaired.text, "a\nb\nc\n\n\nd\n");
  EXPECT_FALSE(repaired.changed) << "line ends are no damage";
}

TEST(RepairUtf8, DropsControls) {
  const Repaired repaired = RepairUtf8(std::string("a\0b\x01\x1B[0m\tc", 10));
  EXPECT_EQ(repaired.text, "ab[0m\tc");
  EXPECT_TRUE(repaired.changed);
}

TEST(RepairUtf8, AnswersWithValidTextForAllPairsOfBytes) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const std::string bytes = {'x', static_cast<char>(a), static_cast<char>(b), 'y'};
      const Repaired repaired = RepairUtf8(bytes);
      ASSERT_TRUE(IsValidUtf8(repaired.text)) << a << " " << b;
      ASSERT_EQ(RepairUtf8(repaired.text).text, repaired.text) << a << " " << b;
    }
  }
}

TEST(DecodeAt, ReadsBackWhatAppendWrites) {
  for (char32_t c = 0; c <= 0x10FFFF; c = c < 0x3000 ? c + 1 : c + 97) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(text, c);
    ASSERT_TRUE(IsValidUtf8(text));
    std::size_t pos = 0;
    ASSERT_EQ(DecodeAt(text, pos), c);
    ASSERT_EQ(pos, text.size());
  }
}

TEST(DecodeAt, StepsOneByteOverGarbage) {
  std::size_t pos = 0;
  EXPECT_EQ(DecodeAt("\xE2\x82", pos), kReplacement);
  EXPECT_EQ(pos, 1U);
}

TEST(AppendUtf8, WritesNoSurrogates) {
  std::string text;
  AppendUtf8(text, 0xD800);
  AppendUtf8(text, 0x110000);
  EXPECT_EQ(text, FFFD FFFD);
}

TEST(FloorToCodePoint, NeverCutsALetter) {
  const std::string text = "aā€😀";
  const std::size_t starts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (std::size_t pos = 0; pos < 12; ++pos) {
    EXPECT_EQ(FloorToCodePoint(text, pos), starts[pos]) << pos;
  }
}

TEST(StripControls, LeavesNothingThatMovesATerminal) {
  EXPECT_EQ(StripControls("a\x1B[31mred\x07\n\tb"), "a[31mred\n\tb");
  EXPECT_EQ(StripControls("x\xC2\x9B"
                          "31m"),
            "x31m");
  EXPECT_EQ(StripControls("a\xE2\x80\xAE"
                          "b\xE2\x81\xA6"
                          "c\xE2\x80\x8F"),
            "abc");
  EXPECT_EQ(StripControls("labi ā 😀"), "labi ā 😀");
  EXPECT_EQ(StripControls("a\xFFz"), "a" FFFD "z");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("kļūda"), 5U);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1U);
  EXPECT_EQ(DisplayWidth("日本"), 4U);
  EXPECT_EQ(DisplayWidth("😀"), 2U);
  EXPECT_EQ(DisplayWidth("👍🏽"), 2U);
  EXPECT_EQ(DisplayWidth(""), 0U);
}

}  // namespace
}  // namespace refrain::text
