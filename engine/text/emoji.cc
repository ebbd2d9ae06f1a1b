// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/emoji.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "engine/text/utf8.h"

namespace refrain::text {
namespace {

constexpr char32_t kZwj = 0x200D;
constexpr char32_t kTextStyle = 0xFE0E;
constexpr char32_t kEmojiStyle = 0xFE0F;
constexpr char32_t kKeycap = 0x20E3;

bool IsRegional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
bool IsSkinTone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }
bool IsTag(char32_t c) { return c >= 0xE0020 && c <= 0xE007F; }
bool IsGender(char32_t c) { return c == 0x2640 || c == 0x2642; }
bool IsKeycapBase(char32_t c) { return (c >= '0' && c <= '9') || c == '#' || c == '*'; }

bool IsPictograph(char32_t c) {
  return c >= 0xA9 &&
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

// The code point at `pos`, 0 at the end; moves nothing.
char32_t Peek(std::string_view text, std::size_t pos) {
  return pos < text.size() ? DecodeAt(text, pos) : U'\0';
}

std::size_t Skip(std::string_view text, std::size_t pos) {
  static_cast<void>(DecodeAt(text, pos));
  return pos;
}

std::size_t ScanKeycap(std::string_view text, std::size_t pos, std::string& canonical) {
  std::size_t at = pos + 1;
  if (Peek(text, at) == kEmojiStyle) at = Skip(text, at);
  if (Peek(text, at) != kKeycap) return pos;
  canonical.assign(1, text[pos]);
  AppendUtf8(canonical, kKeycap);
  return Skip(text, at);
}

// Behind a pictograph: variation selectors, skin tones, tags.
std::size_t SkipModifiers(std::string_view text, std::size_t pos, std::string& canonical) {
  for (;;) {
    const char32_t c = Peek(text, pos);
    if (IsTag(c)) {
      AppendUtf8(canonical, c);
    } else if (c != kEmojiStyle && c != kTextStyle && !IsSkinTone(c)) {
      return pos;
    }
    pos = Skip(text, pos);
  }
}

}  // namespace

std::size_t ScanEmoji(std::string_view text, std::size_t pos, std::string& canonical) {
  canonical.clear();
  const char32_t first = Peek(text, pos);
  if (IsKeycapBase(first)) return ScanKeycap(text, pos, canonical);
  std::size_t at = Skip(text, pos);
  if (IsRegional(first)) {
    AppendUtf8(canonical, first);
    if (const char32_t second = Peek(text, at); IsRegional(second)) {
      AppendUtf8(canonical, second);
      at = Skip(text, at);
    }
    return at;
  }
  if (!IsPictograph(first)) return pos;
  // ©, ™ and arrows are text unless a selector says otherwise.
  if (first < 0x2300 && Peek(text, at) != kEmojiStyle) return pos;
  AppendUtf8(canonical, first);
  at = SkipModifiers(text, at, canonical);
  while (Peek(text, at) == kZwj) {
    const std::size_t next = Skip(text, at);
    const char32_t joined = Peek(text, next);
    if (!IsPictograph(joined)) break;
    if (!IsGender(joined)) {
      AppendUtf8(canonical, kZwj);
      AppendUtf8(canonical, joined);
    }
    at = SkipModifiers(text, Skip(text, next), canonical);
  }
  return at;
}

}  // namespace refrain::text
