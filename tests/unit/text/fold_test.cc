// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/fold.h"

#include <gtest/gtest.h>

#include <utility>

namespace refrain::text {
namespace {

using Pair = std::pair<const char*, const char*>;

TEST(ToLower, FoldsCodePointByCodePoint) {
  for (const auto& [text, lower] : {Pair{"HeLLo 1", "hello 1"},
                                    {"ĀČĒĢĪĶĻŅŠŪŽ", "āčēģīķļņšūž"},
                                    {"ÄÖÜẞß", "äöüßß"},
                                    {"ПРИВЕТ Ёж", "привет ёж"},
                                    {"ΑΒΓΣ", "αβγσ"},
                                    {"İI", "ii"},
                                    {"日本", "日本"}}) {
    EXPECT_EQ(ToLower(text), lower);
  }
}

TEST(ToLower, StraightensApostrophesAndComposes) {
  EXPECT_EQ(ToLower("Don’t l´été rock`n’roll здоровʼя"), "don't l'été rock'n'roll здоров'я");
  EXPECT_EQ(ToLower("E\xCC\x81"), "é");
  EXPECT_EQ(ToLower("S\xCC\x8C"), "š");
}

TEST(StripDiacritics, LeavesPlainLetters) {
  for (const auto& [text, plain] : {Pair{"āčēģīķļņšūž", "acegiklnsuz"},
                                    {"äöüßÄ", "aoussA"},
                                    {"ñéîçœæ", "neicoeae"},
                                    {"łøđŁØĐ", "lodLOD"},
                                    {"ą ę ė į ų õ", "a e e i u o"},
                                    {"ё Ё", "е Е"},
                                    {"ớ ǖ", "o u"},
                                    {"ά", "α"},
                                    {"plain", "plain"},
                                    {"e\xCC\x81", "e"}}) {
    EXPECT_EQ(StripDiacritics(text), plain) << text;
  }
}

TEST(StripDiacritics, KeepsLettersOfTheirOwn) {
  for (const char* text : {"йї", "и\xCC\x86", "ガ", "한", "กำ"}) {
    EXPECT_EQ(StripDiacritics(text), ToNfc(text)) << text;
  }
}

TEST(Nfc, ComposesAndKnowsWhatIsComposed) {
  EXPECT_TRUE(IsNfc("abc āčž привет 日本"));
  EXPECT_FALSE(IsNfc("s\xCC\x8C"));
  EXPECT_FALSE(IsNfc("\xE2\x84\xAB")) << "the Ångström sign is no letter of NFC";
  EXPECT_EQ(ToNfc("s\xCC\x8C"), "š");
  EXPECT_EQ(ToNfc("\xE2\x84\xAB"), "Å");
  EXPECT_EQ(ToNfc("q\xCC\x8C"), "q\xCC\x8C") << "has no composed form";
  EXPECT_EQ(ToNfc("š"), "š");
}

}  // namespace
}  // namespace refrain::text
