// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "engine/text/unicode_ranges.h"

namespace refrain::text {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

unsigned char Byte(std::string_view text, std::size_t pos) {
  return static_cast<unsigned char>(text[pos]);
}

// Bytes from `pos` on that are ASCII, in steps of eight.
std::size_t SkipAscii(std::string_view text, std::size_t pos) {
  while (pos + 8 <= text.size()) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, text.data() + pos, 8);
    if ((chunk & kHighBits) != 0) break;
    pos += 8;
  }
  while (pos < text.size() && Byte(text, pos) < 0x80) ++pos;
  return pos;
}

// A lead byte of Unicode 15, table 3-7: how many bytes, and what the second may be.
struct Lead {
  std::uint8_t length = 0;  // 0: never starts a sequence
  std::uint8_t second_low = 0x80;
  std::uint8_t second_high = 0xBF;
};

constexpr Lead LeadOf(unsigned char byte) {
  if (byte < 0x80) return {1};
  if (byte < 0xC2) return {};
  if (byte < 0xE0) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {};
}

struct Sequence {
  std::size_t length = 1;  // of the sequence, or of its longest valid beginning (at least one)
  bool valid = false;
};

Sequence ReadSequence(std::string_view text, std::size_t pos) {
  const Lead lead = LeadOf(Byte(text, pos));
  if (lead.length == 0) return {1, false};
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (pos + i >= text.size()) return {i, false};
    const unsigned char byte = Byte(text, pos + i);
    const unsigned char low = i == 1 ? lead.second_low : 0x80;
    const unsigned char high = i == 1 ? lead.second_high : 0xBF;
    if (byte < low || byte > high) return {i, false};
  }
  return {lead.length, true};
}

// What a byte below 0x80 becomes: itself, nothing, or a line end.
bool IsKeptAscii(unsigned char byte) { return byte >= 0x20 || byte == '\t' || byte == '\n'; }

// Position of the first byte that RepairUtf8 would change; text.size() if none.
std::size_t FirstFault(std::string_view text) {
  std::size_t pos = 0;
  while (pos < text.size()) {
    const unsigned char byte = Byte(text, pos);
    if (byte < 0x80) {
      if (!IsKeptAscii(byte)) return pos;
      ++pos;
      continue;
    }
    const Sequence sequence = ReadSequence(text, pos);
    if (!sequence.valid) return pos;
    pos += sequence.length;
  }
  return pos;
}

}  // namespace

bool IsValidUtf8(std::string_view bytes) {
  std::size_t pos = SkipAscii(bytes, 0);
  while (pos < bytes.size()) {
    const Sequence sequence = ReadSequence(bytes, pos);
    if (!sequence.valid) return false;
    pos += sequence.length;
    if (pos < bytes.size() && Byte(bytes, pos) < 0x80) pos = SkipAscii(bytes, pos);
  }
  return true;
}

Repaired RepairUtf8(std::string_view bytes) {
  Repaired out;
  std::size_t pos = FirstFault(bytes);
  out.text.reserve(bytes.size());
  out.text.assign(bytes.substr(0, pos));
  while (pos < bytes.size()) {
    const unsigned char byte = Byte(bytes, pos);
    if (byte == '\r') {
      out.text.push_back('\n');
      pos += pos + 1 < bytes.size() && bytes[pos + 1] == '\n' ? 2 : 1;
    } else if (byte < 0x80) {
      if (IsKeptAscii(byte)) {
        out.text.push_back(bytes[pos]);
      } else {
        out.changed = true;
      }
      ++pos;
    } else {
      const Sequence sequence = ReadSequence(bytes, pos);
      if (sequence.valid) {
        out.text.append(bytes.substr(pos, sequence.length));
      } else {
        AppendUtf8(out.text, kReplacement);
        out.changed = true;
      }
      pos += sequence.length;
    }
  }
  return out;
}

char32_t DecodeAt(std::string_view text, std::size_t& pos) {
  const unsigned char byte = Byte(text, pos);
  if (byte < 0x80) {
    ++pos;
    return byte;
  }
  const Sequence sequence = ReadSequence(text, pos);
  if (!sequence.valid) {
    ++pos;
    return kReplacement;
  }
  static constexpr std::array<unsigned char, 5> kLeadMask{0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t code_point = byte & kLeadMask[sequence.length];
  for (std::size_t i = 1; i < sequence.length; ++i) {
    code_point = (code_point << 6U) | (Byte(text, pos + i) & 0x3FU);
  }
  pos += sequence.length;
  return code_point;
}

void AppendUtf8(std::string& out, char32_t code_point) {
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0 | (code_point >> 6U));
    push(0x80 | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) code_point = kReplacement;
    push(0xE0 | (code_point >> 12U));
    push(0x80 | ((code_point >> 6U) & 0x3FU));
    push(0x80 | (code_point & 0x3FU));
  } else if (code_point <= 0x10FFFF) {
    push(0xF0 | (code_point >> 18U));
    push(0x80 | ((code_point >> 12U) & 0x3FU));
    push(0x80 | ((code_point >> 6U) & 0x3FU));
    push(0x80 | (code_point & 0x3FU));
  } else {
    AppendUtf8(out, kReplacement);
  }
}

std::size_t FloorToCodePoint(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return text.size();
  // Four bytes at most in a sequence: more continuation bytes are no sequence.
  std::size_t floor = pos;
  for (int i = 0; i < 3 && floor > 0 && (Byte(text, floor) & 0xC0U) == 0x80; ++i) --floor;
  return (Byte(text, floor) & 0xC0U) == 0x80 ? pos : floor;
}

std::string StripControls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t pos = 0;
  while (pos < text.size()) {
    const std::size_t begin = pos;
    const char32_t c = DecodeAt(text, pos);
    const bool is_c0 = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
    const bool is_c1 = c >= 0x80 && c <= 0x9F;
    if (is_c0 || is_c1 || IsBidiControl(c)) continue;
    if (c == kReplacement) {
      AppendUtf8(out, c);
    } else {
      out.append(text.substr(begin, pos - begin));
    }
  }
  return out;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  std::size_t pos = 0;
  while (pos < text.size()) {
    const char32_t c = DecodeAt(text, pos);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || IsZeroWidth(c)) continue;
    width += IsWide(c) ? 2 : 1;
  }
  return width;
}

}  // namespace refrain::text
