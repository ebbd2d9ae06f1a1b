// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/layout.h"

#include "engine/base/strings.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

using service::DisplayWidth;

// The longest beginning of `text` that is at most `columns` wide; one character at least
// when `force` is set, so that wrapping always moves on.
std::string_view Beginning(std::string_view text, std::size_t columns, bool force) {
  std::size_t pos = 0;
  std::size_t width = 0;
  while (pos < text.size()) {
    std::size_t next = pos;
    (void)service::DecodeAt(text, next);
    width += DisplayWidth(text.substr(pos, next - pos));
    if (width > columns && !(force && pos == 0)) break;
    pos = next;
  }
  return text.substr(0, pos);
}

}  // namespace

std::string OneLine(std::string_view text) {
  const std::string clean = service::StripControls(text);
  std::string out;
  for (const std::string_view word : SplitWords(clean)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string Cut(std::string_view text, std::size_t columns) {
  if (columns == kUncut || DisplayWidth(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::string out(Beginning(text, columns - 1, false));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

std::string Pad(std::string_view text, std::size_t columns, Align align) {
  const std::size_t width = DisplayWidth(text);
  if (width >= columns) return std::string(text);
  const std::string blanks(columns - width, ' ');
  return align == Align::kLeft ? std::string(text) + blanks : blanks + std::string(text);
}

std::vector<std::string> Wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t width = 0;
  const auto finish = [&] {
    lines.push_back(std::move(line));
    line.clear();
    width = 0;
  };
  for (std::string_view word : SplitWords(text)) {
    const std::size_t word_width = DisplayWidth(word);
    if (width > 0 && width + 1 + word_width > columns) finish();
    while (columns != kUncut && DisplayWidth(word) > columns) {
      const std::string_view part = Beginning(word, columns, true);
      line += part;
      word.remove_prefix(part.size());
      finish();
    }
    if (word.empty()) continue;
    if (width > 0) {
      line += ' ';
      ++width;
    }
    line += word;
    width += DisplayWidth(word);
  }
  if (width > 0 || lines.empty()) finish();
  return lines;
}

}  // namespace refrain::cli
