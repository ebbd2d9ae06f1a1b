// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/word_scanner.h"

#include <algorithm>

namespace refrain::text {
namespace {

bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

CharClass WordScanner::ClassAt(std::size_t pos) const {
  if (pos >= text_.size()) return CharClass::kSpace;
  return table_.Of(DecodeFast(text_, pos)).kind;
}

void WordScanner::AddByte(char byte) {
  if (length_ < kMaxWordBytes) buffer_[length_++] = byte;
}

void WordScanner::AddCodePoint(char32_t c) {
  if (length_ >= kMaxWordBytes) return;
  const auto push = [this](char32_t byte) { buffer_[length_++] = static_cast<char>(byte); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0 | (c >> 6U));
    push(0x80 | (c & 0x3FU));
  } else if (c < 0x10000) {
    push(0xE0 | (c >> 12U));
    push(0x80 | ((c >> 6U) & 0x3FU));
    push(0x80 | (c & 0x3FU));
  } else {
    push(0xF0 | (c >> 18U));
    push(0x80 | ((c >> 12U) & 0x3FU));
    push(0x80 | ((c >> 6U) & 0x3FU));
    push(0x80 | (c & 0x3FU));
  }
}

void WordScanner::AddLetter(char32_t lower, bool upper) {
  if (letters_ == 0) capitalised_ = upper;
  ++letters_;
  uppers_ += upper ? 1 : 0;
  ++segment_;
  last_class_ = CharClass::kLetter;
  if (lower == last_ && lower == before_last_) {
    elongated_ = true;
    return;
  }
  before_last_ = last_;
  last_ = lower;
  AddCodePoint(lower);
}

// Between single letters only: "e.g" but not "bad.Never" nor "end.I am".
bool WordScanner::FullStopJoins(std::size_t after) const {
  if (last_class_ != CharClass::kLetter || segment_ != 1) return false;
  if (after >= text_.size()) return false;
  std::size_t next = after;
  if (table_.Of(DecodeFast(text_, next)).kind != CharClass::kLetter) return false;
  const CharClass behind = ClassAt(next);
  return behind != CharClass::kLetter && behind != CharClass::kDigit &&
         behind != CharClass::kExtend;
}

// A character that is part of the word only between two letters or two digits;
// `next` is the position behind it.
bool WordScanner::ScanJoint(std::size_t& pos, std::size_t next, CharClass kind) {
  const CharClass following = ClassAt(next);
  const bool letters = last_class_ == CharClass::kLetter && following == CharClass::kLetter;
  const bool digits = last_class_ == CharClass::kDigit && following == CharClass::kDigit;
  bool joins = false;
  switch (kind) {
    case CharClass::kApostrophe:
      joins = letters || (digits && text_[pos] == '\'');
      if (joins) AddByte('\'');
      break;
    case CharClass::kMidLetter:
      joins = letters;
      if (joins) AddCodePoint(DecodeFast(text_, pos));
      break;
    case CharClass::kMidNumLet:
      joins = digits || FullStopJoins(next);
      if (joins) AddByte('.');
      if (joins) segment_ = 0;
      break;
    case CharClass::kMidNum:
      joins = digits;
      if (joins) AddByte(',');
      break;
    case CharClass::kConnector:
      joins = following == CharClass::kLetter || following == CharClass::kDigit;
      if (joins) AddByte('_');
      break;
    default: break;
  }
  if (!joins) return false;
  before_last_ = last_ = 0;
  pos = next;
  return true;
}

bool WordScanner::ScanAscii(std::size_t& pos, char byte) {
  if (IsAsciiLower(byte)) {
    AddLetter(static_cast<char32_t>(byte), false);
  } else if (IsAsciiUpper(byte)) {
    AddLetter(static_cast<char32_t>(byte - 'A' + 'a'), true);
  } else if (IsAsciiDigit(byte)) {
    AddByte(byte);
    ++segment_;
    before_last_ = last_ = 0;
    last_class_ = CharClass::kDigit;
  } else {
    return ScanJoint(pos, pos + 1, table_.Of(static_cast<unsigned char>(byte)).kind);
  }
  ++pos;
  return true;
}

bool WordScanner::ScanWide(std::size_t& pos) {
  std::size_t next = pos;
  const char32_t c = DecodeFast(text_, next);
  const CharInfo info = table_.Of(c);
  switch (info.kind) {
    case CharClass::kLetter:
      needs_nfc_ = needs_nfc_ || info.nfc_unsafe;
      AddLetter(info.lower, info.upper);
      break;
    case CharClass::kDigit:
      AddCodePoint(c);
      ++segment_;
      before_last_ = last_ = 0;
      last_class_ = CharClass::kDigit;
      break;
    case CharClass::kExtend:
      if (!info.ignorable) {
        needs_nfc_ = needs_nfc_ || info.nfc_unsafe;
        before_last_ = last_ = 0;
        AddCodePoint(c);
      }
      break;
    default: return ScanJoint(pos, next, info.kind);
  }
  pos = next;
  return true;
}

// The common case, ASCII letters, without touching members in the loop.
std::size_t WordScanner::ScanAsciiLetters(std::size_t pos) {
  const std::size_t end = std::min(text_.size(), pos + kMaxWordBytes);
  std::size_t at = pos;
  std::size_t length = 0;
  std::size_t uppers = 0;
  char last = 0;
  char before_last = 0;
  for (; at < end; ++at) {
    const char byte = text_[at];
    const char lower = static_cast<char>(byte | 0x20);
    if (!IsAsciiLower(lower)) break;
    uppers += byte == lower ? 0 : 1;
    if (lower == last && lower == before_last) {
      elongated_ = true;
      continue;
    }
    before_last = last;
    last = lower;
    buffer_[length++] = lower;
  }
  if (at == pos) return pos;
  length_ = length;
  letters_ = segment_ = at - pos;
  uppers_ = uppers;
  last_ = static_cast<unsigned char>(last);
  before_last_ = static_cast<unsigned char>(before_last);
  last_class_ = CharClass::kLetter;
  capitalised_ = IsAsciiUpper(text_[pos]);
  return at;
}

std::size_t WordScanner::Scan(std::size_t pos) {
  length_ = letters_ = uppers_ = segment_ = 0;
  last_ = before_last_ = 0;
  last_class_ = CharClass::kOther;
  needs_nfc_ = capitalised_ = elongated_ = false;
  pos = ScanAsciiLetters(pos);
  while (pos < text_.size()) {
    const char byte = text_[pos];
    const bool more =
        static_cast<unsigned char>(byte) < 0x80 ? ScanAscii(pos, byte) : ScanWide(pos);
    if (!more) break;
  }
  return pos;
}

}  // namespace refrain::text
