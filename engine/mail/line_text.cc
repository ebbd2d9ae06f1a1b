// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/line_text.h"

#include <algorithm>
#include <array>

#include "engine/text/fold.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

constexpr std::size_t kMaxIndent = 3;  // spaces before a quote mark

bool IsSpace(char32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x2007 || c == 0x202F ||
         c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

bool IsInvisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

void ReadMarks(std::string_view text, Line& line) {
  std::size_t pos = line.begin;
  while (pos < line.end && text[pos] == ' ' && pos - line.begin < kMaxIndent) ++pos;
  line.content = line.begin;
  while (pos < line.end && text[pos] == '>' && line.depth < 0xFFFF) {
    // ">= 3" compares; it quotes nothing.
    if (line.depth == 0 && pos + 1 < line.end && text[pos + 1] == '=') break;
    ++line.depth;
    ++pos;
    line.content = static_cast<std::uint32_t>(pos);
    // The space between two marks, or after the last one.
    if (pos < line.end && text[pos] == ' ') ++pos;
  }
  // ">>> look here <<<" is an ornament.
  if (line.depth >= 2 && text.substr(line.content, line.end - line.content).ends_with("<<")) {
    line.depth = 0;
    line.content = line.begin;
  }
}

}  // namespace

std::vector<Line> ScanLines(std::string_view text) {
  std::vector<Line> lines;
  lines.reserve(text.size() / 40 + 1);
  for (std::size_t pos = 0; pos < text.size();) {
    Line line;
    line.begin = static_cast<std::uint32_t>(pos);
    const std::size_t end = std::min(text.find('\n', pos), text.size());
    line.end = static_cast<std::uint32_t>(end);
    ReadMarks(text, line);
    line.blank = TrimLine(text.substr(line.content, line.end - line.content)).empty();
    lines.push_back(line);
    pos = end + 1;
  }
  return lines;
}

std::string Comparable(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  bool space = false;
  for (std::size_t pos = 0; pos < line.size();) {
    if (line[pos] > ' ' && line[pos] < 0x7F && line[pos] != '*' && !space) {  // most text
      out += line[pos++];
      continue;
    }
    const char32_t c = text::DecodeAt(line, pos);
    if (IsInvisible(c) || c == '*') continue;
    if (IsSpace(c) || c == '\n') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    if (c == 0xFF1A) {
      out += ':';
    } else if (c == 0xFF0C || c == 0x3001) {
      out += ',';
    } else {
      text::AppendUtf8(out, c);
    }
  }
  return text::ToLower(out);
}

std::string_view TrimLine(std::string_view line) {
  const auto trimmed = [](char32_t c) { return IsSpace(c) || IsInvisible(c) || c == '*'; };
  for (std::size_t pos = 0; pos < line.size();) {
    if (!trimmed(text::DecodeAt(line, pos))) break;
    line.remove_prefix(pos);
    pos = 0;
  }
  while (!line.empty()) {
    const std::size_t last = text::FloorToCodePoint(line, line.size() - 1);
    std::size_t pos = last;
    if (!trimmed(text::DecodeAt(line, pos))) break;
    line.remove_suffix(line.size() - last);
  }
  return line;
}

bool IsRule(std::string_view trimmed) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < trimmed.size(); ++count) {
    const char32_t c = text::DecodeAt(trimmed, pos);
    if (c != '-' && c != '_' && c != '=' && c != '~' && c != '#' && c != 0x2013 && c != 0x2014 &&
        c != 0x2500 && c != 0x2501) {
      return false;
    }
  }
  return count >= 3;
}

}  // namespace refrain::mail
