// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/char_table.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace refrain::text {
namespace {

bool IsApostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0xB4 || c == '`';
}

// Pictographs below U+2300 (©, ™, arrows) are text unless a variation selector follows.
constexpr char32_t kFirstEmoji = 0x2300;

CharClass FromWordBreak(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const int line_break = u_getIntPropertyValue(point, UCHAR_LINE_BREAK);
  if (line_break == U_LB_COMPLEX_CONTEXT) return CharClass::kComplex;
  if (u_hasBinaryProperty(point, UCHAR_IDEOGRAPHIC) != 0) return CharClass::kComplex;
  switch (u_getIntPropertyValue(point, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER: return CharClass::kLetter;
    case U_WB_NUMERIC: return CharClass::kDigit;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ: return CharClass::kExtend;
    case U_WB_EXTENDNUMLET: return CharClass::kConnector;
    case U_WB_MIDLETTER: return CharClass::kMidLetter;
    case U_WB_MIDNUMLET: return CharClass::kMidNumLet;
    case U_WB_MIDNUM: return CharClass::kMidNum;
    case U_WB_KATAKANA: return CharClass::kComplex;
    case U_WB_REGIONAL_INDICATOR: return CharClass::kRegional;
    default: break;
  }
  if (u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 && c >= kFirstEmoji) {
    return CharClass::kEmoji;
  }
  const int script = u_getIntPropertyValue(point, UCHAR_SCRIPT);
  if (script == USCRIPT_HIRAGANA && u_isalpha(point) != 0) return CharClass::kComplex;
  return CharClass::kOther;
}

CharClass ClassOf(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029) return CharClass::kNewline;
  if (IsApostrophe(c)) return CharClass::kApostrophe;
  // ICU's root rules leave the colon out of MidLetter, and so do we.
  if (c == ':' || c == 0xFE55 || c == 0xFF1A) return CharClass::kOther;
  if (c == 0x200B || u_isUWhiteSpace(point) != 0) return CharClass::kSpace;
  if (u_charType(point) == U_CONTROL_CHAR) return CharClass::kSpace;
  return FromWordBreak(c);
}

}  // namespace

CharInfo CharTable::Compute(char32_t c) {
  CharInfo info;
  const auto point = static_cast<UChar32>(c);
  info.lower = c;
  // The large blocks without case, without asking ICU.
  if (c >= 0xAC00 && c <= 0xD7A3) {
    info.kind = CharClass::kLetter;
    return info;
  }
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)) {
    info.kind = CharClass::kComplex;
    return info;
  }
  info.kind = ClassOf(c);
  if (info.kind == CharClass::kLetter) {
    info.upper = u_isupper(point) != 0 || u_istitle(point) != 0;
    info.lower = c == 0x02BC ? U'\'' : static_cast<char32_t>(u_tolower(point));
  }
  if (info.kind == CharClass::kExtend) {
    const bool joins = c == 0x200C || c == 0x200D;
    info.ignorable = !joins && u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
  }
  if (c >= 0x300) {
    info.nfc_unsafe = u_getIntPropertyValue(point, UCHAR_NFC_QUICK_CHECK) != UNORM_YES;
  }
  return info;
}

CharTable::CharTable() {
  for (std::size_t c = 0; c < kTableSize; ++c) table_[c] = Compute(static_cast<char32_t>(c));
}

const CharTable& CharTable::Get() {
  static const CharTable table;
  return table;
}

}  // namespace refrain::text
