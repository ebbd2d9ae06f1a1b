// Customers' words made safe to show: cleaned, clipped, wrapped, escaped.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "engine/report/render.h"

namespace refrain::report {
namespace {

// Nothing shown is longer than some hundred columns; more is not looked at.
constexpr std::size_t kMostBytes = std::size_t{64} * 1024;
// More is no script, but marks heaped on a letter. Escaped quotes take as much in HTML.
constexpr std::size_t kMostBytesAColumn = 5;
constexpr UChar32 kJoiner = 0x200D;
constexpr UChar32 kNonJoiner = 0x200C;
constexpr UChar32 kEmojiStyle = 0xFE0F;

// Calls use(code point, start, end); a code point below 0 is a byte that is not UTF-8.
template <typename Use>
void ForEachCodePoint(std::string_view text, Use use) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    const std::int32_t start = at;
    UChar32 code = 0;
    U8_NEXT(bytes, at, length, code);
    use(code, static_cast<std::size_t>(start), static_cast<std::size_t>(at));
  }
}

bool IsDropped(UChar32 code) {
  const bool needed = code == kJoiner || code == kNonJoiner || (code >= 0xFE00 && code <= 0xFE0F) ||
                      (code >= 0xE0020 && code <= 0xE007F) || (code >= 0xE0100 && code <= 0xE01EF);
  if (needed) return false;
  return u_charType(code) == U_CONTROL_CHAR || U_IS_UNICODE_NONCHAR(code) ||
         u_hasBinaryProperty(code, UCHAR_BIDI_CONTROL) != 0 ||
         u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

std::size_t WidthOf(UChar32 code) {
  const int type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  if (code >= 0x1160 && code <= 0x11FF) return 0;  // Hangul vowels and finals join the lead
  const int wide = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

// Walks characters as a reader sees them, roughly: marks, joined emoji and skin tones
// stay with what they follow.
class Meter {
 public:
  // Feeds a code point; true if a cut right before it parts no character.
  bool Feed(UChar32 code) {
    const bool extends = u_hasBinaryProperty(code, UCHAR_GRAPHEME_EXTEND) != 0 || code == kJoiner ||
                         u_hasBinaryProperty(code, UCHAR_EMOJI_MODIFIER) != 0 ||
                         previous_ == kJoiner;
    std::size_t step = WidthOf(code);
    if (code == kEmojiStyle) step = last_step_ == 1 ? 1 : 0;  // "❤" is narrow, "❤️" is not
    width_ += step;
    if (step > 0) last_step_ = step;
    previous_ = code;
    return !extends;
  }
  [[nodiscard]] std::size_t width() const { return width_; }

 private:
  std::size_t width_ = 0;
  std::size_t last_step_ = 0;
  UChar32 previous_ = 0;
};

// The longest head of `text` that fits, at least one character.
std::size_t HeadThatFits(std::string_view text, std::size_t columns) {
  Meter meter;
  std::size_t head = 0;
  std::size_t first = 0;
  bool over = false;
  ForEachCodePoint(text, [&](UChar32 code, std::size_t start, std::size_t end) {
    if (over) return;
    const bool border = meter.Feed(code);
    if (border && start > 0) {
      head = start;
      if (first == 0) first = start;
    }
    over = meter.width() > columns;
    if (!over && end == text.size()) head = end;
  });
  if (head > 0) return head;
  return first > 0 ? first : text.size();
}

// Byte offsets where a line may end; the end of the text is the last.
std::vector<std::size_t> BreakOffsets(std::string_view text) {
  std::vector<std::size_t> out;
  UErrorCode status = U_ZERO_ERROR;
  UText* source =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  std::unique_ptr<icu::BreakIterator> lines(
      icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
  if (U_SUCCESS(status) != 0) lines->setText(source, status);
  if (U_SUCCESS(status) != 0) {
    for (std::int32_t at = lines->next(); at != icu::BreakIterator::DONE; at = lines->next()) {
      out.push_back(static_cast<std::size_t>(at));
    }
  }
  lines.reset();
  utext_close(source);
  if (out.empty() || out.back() != text.size()) out.push_back(text.size());
  return out;
}

std::string_view TrimEnd(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string Clean(std::string_view text) {
  std::string out;
  bool space = false;
  ForEachCodePoint(text.substr(0, kMostBytes),
                   [&](UChar32 code, std::size_t start, std::size_t end) {
                     if (code >= 0 && u_isUWhiteSpace(code) != 0) {
                       space = !out.empty();
                       return;
                     }
                     if (code >= 0 && IsDropped(code)) return;
                     if (space) out += ' ';
                     space = false;
                     if (code < 0) {
                       out += "\uFFFD";
                     } else {
                       out += text.substr(start, end - start);
                     }
                   });
  return out;
}

std::string Clip(std::string_view clean, std::size_t columns) {
  Meter meter;
  std::size_t word = 0;       // where the last word that fits ends
  std::size_t character = 0;  // likewise the last character
  bool over = false;
  ForEachCodePoint(clean, [&](UChar32 code, std::size_t start, std::size_t end) {
    if (over) return;
    const std::size_t before = meter.width();
    const bool border = meter.Feed(code);
    // One column is kept for the "…".
    if (before + 1 <= columns && start <= kMostBytesAColumn * columns) {
      if (border) character = start;
      if (code == ' ' && before >= columns / 2) word = start;
    }
    over = meter.width() > columns || end > kMostBytesAColumn * columns;
  });
  if (!over) return std::string(clean);
  std::string_view head = clean.substr(0, word > 0 ? word : character);
  while (!head.empty() && std::string_view(" ,;:").find(head.back()) != std::string_view::npos) {
    head.remove_suffix(1);
  }
  return std::string(head) + "…";
}

std::string CleanClip(std::string_view text, std::size_t columns) {
  return Clip(Clean(text), columns);
}

std::size_t DisplayWidth(std::string_view text) {
  Meter meter;
  ForEachCodePoint(
      text, [&](UChar32 code, std::size_t, std::size_t) { meter.Feed(code < 0 ? 0xFFFD : code); });
  return meter.width();
}

std::vector<std::string> Wrap(std::string_view clean, std::size_t columns) {
  std::vector<std::string> out;
  std::string line;
  std::size_t from = 0;
  for (const std::size_t to : BreakOffsets(clean)) {
    std::string_view piece = clean.substr(from, to - from);
    from = to;
    if (!line.empty() && DisplayWidth(line + std::string(TrimEnd(piece))) > columns) {
      out.emplace_back(TrimEnd(line));
      line.clear();
    }
    while (DisplayWidth(TrimEnd(piece)) > columns) {
      const std::size_t head = HeadThatFits(piece, columns);
      out.emplace_back(piece.substr(0, head));
      piece.remove_prefix(head);
      if (head == 0) break;
    }
    line += piece;
  }
  if (!TrimEnd(line).empty() || out.empty()) out.emplace_back(TrimEnd(line));
  return out;
}

bool IsRightToLeft(std::string_view text) {
  int direction = 0;  // 1: left to right, −1: right to left
  ForEachCodePoint(text, [&](UChar32 code, std::size_t, std::size_t) {
    if (direction != 0 || code < 0) return;
    const UCharDirection found = u_charDirection(code);
    if (found == U_LEFT_TO_RIGHT) direction = 1;
    if (found == U_RIGHT_TO_LEFT || found == U_RIGHT_TO_LEFT_ARABIC) direction = -1;
  });
  return direction < 0;
}

std::string Isolate(std::string_view clean) {
  bool any = false;
  ForEachCodePoint(clean, [&](UChar32 code, std::size_t, std::size_t) {
    if (code < 0) return;
    const UCharDirection found = u_charDirection(code);
    any = any || found == U_RIGHT_TO_LEFT || found == U_RIGHT_TO_LEFT_ARABIC;
  });
  return any ? "\u2068" + std::string(clean) + "\u2069" : std::string(clean);
}

std::string EscapeHtml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&#34;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string LanguageTag(std::string_view language) {
  const bool fits = language.size() >= 2 && language.size() <= 35 && language.front() != '-' &&
                    language.back() != '-' &&
                    std::all_of(language.begin(), language.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             (c >= '0' && c <= '9') || c == '-';
                    });
  return fits ? std::string(language) : std::string();
}

std::string LanguageName(std::string_view language) {
  std::string tag = LanguageTag(language);
  if (tag.empty()) return {};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  if (U_FAILURE(status) != 0 || *locale.getLanguage() == '\0') return tag;
  icu::UnicodeString name;
  locale.getDisplayName(icu::Locale::getEnglish(), name);
  std::string out;
  name.toUTF8String(out);
  return out;
}

}  // namespace refrain::report
