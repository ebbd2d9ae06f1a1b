// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/links.h"

#include <algorithm>

#include "engine/base/strings.h"
#include "engine/text/char_table.h"
#include "engine/text/utf8.h"

namespace refrain::text {
namespace {

constexpr std::size_t kMaxLocalPart = 64;  // RFC 5321
constexpr std::size_t kMaxDomain = 255;

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool IsAlpha(char c) { return IsAlnum(c) && (c < '0' || c > '9'); }

bool EndsUrl(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F ||
         std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos;
}

// Punctuation at the end belongs to the sentence; a bracket only when the link opened none.
std::size_t TrimUrl(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t opened = 0;
  std::size_t closed = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (text[i] == '(') ++opened;
    if (text[i] == ')') ++closed;
  }
  while (end > begin) {
    const char c = text[end - 1];
    if (c == ')' && closed > opened) {
      --closed;
    } else if (std::string_view(".,;:!?'*_~]").find(c) == std::string_view::npos) {
      break;
    }
    --end;
  }
  return end;
}

}  // namespace

std::size_t ScanUrl(std::string_view text, std::size_t pos) {
  const std::string_view rest = text.substr(pos, 8);
  std::size_t prefix = 0;
  if (StartsWithIgnoreCaseAscii(rest, "http://")) prefix = 7;
  if (StartsWithIgnoreCaseAscii(rest, "https://")) prefix = 8;
  if (StartsWithIgnoreCaseAscii(rest, "www.")) prefix = 4;
  if (prefix == 0 || pos + prefix >= text.size()) return pos;
  const CharTable& table = CharTable::Get();
  std::size_t end = pos + prefix;
  while (end < text.size()) {
    if (static_cast<unsigned char>(text[end]) < 0x80) {
      if (EndsUrl(text[end])) break;
      ++end;
      continue;
    }
    std::size_t next = end;
    const CharClass kind = table.Of(DecodeAt(text, next)).kind;
    if (kind != CharClass::kLetter && kind != CharClass::kExtend && kind != CharClass::kDigit) {
      break;
    }
    end = next;
  }
  end = TrimUrl(text, pos, end);
  return end > pos + prefix ? end : pos;
}

Address ScanAddress(std::string_view text, std::size_t at, std::size_t floor) {
  std::size_t begin = at;
  floor = std::max(floor, at > kMaxLocalPart ? at - kMaxLocalPart : 0);
  while (begin > floor &&
         (IsAlnum(text[begin - 1]) ||
          std::string_view("._%+-").find(text[begin - 1]) != std::string_view::npos)) {
    --begin;
  }
  while (begin < at && (text[begin] == '.' || text[begin] == '-')) ++begin;
  if (begin == at || text[at - 1] == '.') return {};
  // Labels of the domain; `end` stands behind the last label that can be a top-level domain.
  std::size_t end = at;
  std::size_t label = at + 1;
  bool has_dot = false;
  const std::size_t limit = std::min(text.size(), at + 1 + kMaxDomain);
  for (std::size_t i = at + 1; i <= limit; ++i) {
    if (i < limit && (IsAlnum(text[i]) || (text[i] == '-' && i > label))) continue;
    if (i == label) break;
    if (has_dot && i - label >= 2 && IsAlpha(text[i - 1])) end = i;
    if (i == limit || text[i] != '.') break;
    has_dot = true;
    label = i + 1;
  }
  return end == at ? Address{} : Address{begin, end};
}

std::size_t ScanMention(std::string_view text, std::size_t at) {
  const CharTable& table = CharTable::Get();
  std::size_t end = at + 1;
  while (end < text.size()) {
    std::size_t next = end;
    const CharClass kind = table.Of(DecodeAt(text, next)).kind;
    if (kind != CharClass::kLetter && kind != CharClass::kDigit && kind != CharClass::kConnector &&
        (kind != CharClass::kExtend || end == at + 1)) {
      break;
    }
    end = next;
  }
  return end > at + 1 ? end : at;
}

}  // namespace refrain::text
