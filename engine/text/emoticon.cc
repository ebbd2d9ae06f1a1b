// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/text/emoji.h"

namespace refrain::text {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
// Bytes of other scripts count as letters: "т:(" has a letter before it.
bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}

// What may stand around a mouth: brackets are unmistakable, letters need space before.
struct Mouth {
  char mark;
  char canonical;
  bool after_word;   // "great:)" but not "Note:/"
  bool before_word;  // ":)thanks" but not ":password"
};
constexpr std::array<Mouth, 21> kMouths{{
    {')', ')', true, true},   {']', ']', true, true},    {'(', '(', true, false},
    {'[', '[', false, false}, {'D', 'd', true, false},   {'P', 'p', true, false},
    {'p', 'p', true, false},  {'d', 'd', false, false},  {'|', '|', false, false},
    {'/', '/', false, false}, {'\\', '/', false, false}, {'*', '*', false, false},
    {'s', 's', false, false}, {'S', 's', false, false},  {'$', '$', false, false},
    {'@', '@', false, false}, {'o', 'o', false, false},  {'O', 'o', false, false},
    {'x', 'x', false, false}, {'c', 'c', false, false},  {'3', '3', false, false},
}};

// Emoticons that are no face from the side. `closed`: no letter or digit may follow.
struct Fixed {
  std::string_view written;
  std::string_view canonical;
  bool closed;
};
constexpr std::array<Fixed, 20> kFixed{{
    {"</3", "</3", true},
    {"<\\3", "</3", true},
    {"<3", "<3", true},
    {">_<", ">_<", true},
    {">.<", ">_<", true},
    {"^_^", "^_^", true},
    {"^.^", "^_^", true},
    {"^-^", "^_^", true},
    {"^^", "^^", true},
    {"-_-", "-_-", true},
    {"-.-", "-_-", true},
    {"(y)", "(y)", true},
    {"(Y)", "(y)", true},
    {"(n)", "(n)", true},
    {"(N)", "(n)", true},
    {"(:", ":)", true},
    {"(;", ";)", true},
    {"\\o/", "\\o/", true},
    {";_;", ";_;", true},
    {"\xC2\xAF\\_(\xE3\x83\x84)_/\xC2\xAF", "\xC2\xAF\\_(\xE3\x83\x84)_/\xC2\xAF", false},
}};

std::size_t ScanFixed(std::string_view text, std::size_t pos, std::string& canonical) {
  const bool after_digit = pos > 0 && IsDigit(text[pos - 1]);
  for (const Fixed& one : kFixed) {
    if (text.substr(pos, one.written.size()) != one.written) continue;
    std::size_t end = pos + one.written.size();
    while (end < text.size() && one.written.back() != '/' && text[end] == one.written.back()) ++end;
    if (one.closed && end < text.size() && IsWordByte(text[end])) continue;
    if (after_digit || (one.written.front() == '-' && pos > 0 && IsWordByte(text[pos - 1]))) {
      continue;
    }
    canonical = one.canonical;
    return end;
  }
  return pos;
}

// [>] eyes [tear] [nose] mouth+
std::size_t ScanFace(std::string_view text, std::size_t pos, std::string& canonical) {
  const auto at = [text](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  const bool after_word = pos > 0 && IsWordByte(text[pos - 1]);
  const bool after_digit = pos > 0 && IsDigit(text[pos - 1]);
  std::size_t i = pos;
  canonical.clear();
  if (at(i) == '>') canonical.push_back(text[i++]);
  const char eyes = at(i);
  if (eyes != ':' && eyes != ';' && eyes != '=') return pos;
  if (eyes == '=' && after_word) return pos;
  canonical.push_back(eyes == '=' ? ':' : eyes);
  ++i;
  if (at(i) == '\'') canonical.push_back(text[i++]);
  const bool has_nose = at(i) == '-' || at(i) == '^' || (at(i) == 'o' && at(i + 1) == ')');
  if (has_nose) ++i;
  const auto* mouth = std::find_if(kMouths.begin(), kMouths.end(),
                                   [&](const Mouth& one) { return one.mark == at(i); });
  if (mouth == kMouths.end()) return pos;
  if (after_digit || (after_word && !mouth->after_word)) return pos;
  canonical.push_back(mouth->canonical);
  const char mark = text[i++];
  // "://" and ":***" are no faces with long mouths.
  if (mark == '/' && at(i) == '/') return pos;
  while (at(i) == mark) ++i;
  if (!mouth->before_word && i < text.size() && IsWordByte(text[i])) return pos;
  return i;
}

}  // namespace

std::size_t ScanEmoticon(std::string_view text, std::size_t pos, std::string& canonical) {
  const std::size_t end = ScanFace(text, pos, canonical);
  return end != pos ? end : ScanFixed(text, pos, canonical);
}

std::string_view WordEmoticon(std::string_view lower_word) {
  static constexpr std::array<std::string_view, 6> kWords{"o_o", "t_t", "u_u", "x_x", "xd", "xdd"};
  const auto* found = std::find(kWords.begin(), kWords.end(), lower_word);
  if (found == kWords.end()) return {};
  return *found == "xdd" ? std::string_view("xd") : *found;
}

}  // namespace refrain::text
