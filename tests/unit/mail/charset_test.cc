// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/charset.h"

#include <gtest/gtest.h>

namespace refrain::mail {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  std::string_view declared;
  std::string_view text;
};

TEST(DecodeBytes, FollowsThePolicy) {
  for (const Case& one : {
           Case{"abc", "us-ascii", "abc"},
           Case{"\xE2", "windows-1257", "ā"},
           Case{"\xCF\xF0\xE8\xE2\xE5\xF2, \xEA\xE0\xEA \xE4\xE5\xEB\xE0? \xCF\xE8\xF8\xE8.", "",
                "Привет, как дела? Пиши."},
           Case{"caf\xE9", "", "café"},
           Case{"\xC4\x81", "us-ascii", "ā"},
           Case{"\xC4\x81 \xFF", "utf-8", "ā \xEF\xBF\xBD"},
           Case{"caf\xE9", "utf-8", "café"},
           Case{"\x1B$B$3$s\x1B(B", "iso-2022-jp", "こん"},
           Case{"\x82\xB1\x82\xF1", "x-sjis", "こん"},
           Case{"\xB0\xA1", "ks_c_5601-1987", "가"},
           Case{"\xD6\xD0", "gb2312", "中"},
           Case{"\xEF\xBB\xBFx", "", "x"},
           Case{"\xFF\xFEx\0\1\1"sv, "utf-8", "xā"},
           Case{"\xFE\xFF\0x"sv, "", "x"},
           Case{"\xF0\x9F\x99\x82", "nonsense", "🙂"},
       }) {
    EXPECT_EQ(DecodeBytes(one.bytes, one.declared).text, one.text) << one.declared;
  }
}

TEST(DecodeBytes, TellsOfDamageAndUnknownNames) {
  EXPECT_TRUE(DecodeBytes("\xC4\x81 \xFF", "utf-8").repaired);
  EXPECT_FALSE(DecodeBytes("\xC4\x81", "utf-8").repaired);
  EXPECT_TRUE(DecodeBytes("caf\xE9", "x-none").unknown_declared);
  EXPECT_FALSE(DecodeBytes("cafe", "x-none").unknown_declared);
}

TEST(MetaCharset, FindsTheDeclaration) {
  EXPECT_EQ(MetaCharset("<html><META http-equiv=x content=\"text/html; charset=Windows-1257\">"),
            "windows-1257");
  EXPECT_EQ(MetaCharset("<meta charset='utf-8'>"), "utf-8");
  EXPECT_EQ(MetaCharset("<p>charset=x</p>"), "");
}

}  // namespace
}  // namespace refrain::mail
