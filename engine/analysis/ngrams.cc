// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/ngrams.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/text/fold.h"
#include "engine/text/utf8.h"

namespace refrain::analysis {
namespace {

constexpr char32_t kBorder = U' ';
constexpr std::size_t kMaxWord = 40;  // letters; longer runs are cut

bool IsWordLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c == 0xAA || c == 0xB5 || c == 0xBA) return true;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c <= 0x2BFF) return false;  // punctuation, arrows, symbols
  if (c >= 0x3000 && c <= 0x3004) return false;  // CJK punctuation
  if (c >= 0x3008 && c <= 0x3020) return false;
  if (c >= 0xFE00 && c <= 0xFE0F) return false;  // variation selectors
  if (c >= 0xFF00 && c <= 0xFF20) return false;  // full-width punctuation and digits
  if (c >= 0xE000 && c <= 0xF8FF) return false;  // private use
  if (c == 0xFFFD || c == 0x0964 || c == 0x060C || c == 0x061F || c == 0x06D4) return false;
  return c < 0x1F000 || c >= 0x20000;  // emoji
}

// Chinese, Japanese, Thai and their like have no spaces: single letters and pairs only.
bool IsDense(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x3040 && c <= 0x9FFF) || c >= 0x20000;
}

std::uint64_t Mix(std::uint64_t hash, char32_t c) {
  hash ^= c;
  hash *= 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 29U);
}

void AddWord(const std::array<char32_t, kMaxWord + 2>& word, std::size_t length, bool dense,
             std::vector<std::uint64_t>& out) {
  // `length` counts both borders.
  const std::size_t longest = dense ? 2 : 4;
  for (std::size_t begin = 0; begin < length; ++begin) {
    std::uint64_t hash = 0x51ED270B0B1F3C5DULL;
    for (std::size_t n = 1; n <= longest && begin + n <= length; ++n) {
      hash = Mix(hash, word[begin + n - 1]);
      if (n == 1 && word[begin] == kBorder) continue;
      if (n >= 2 || dense || word[begin] >= 0x80) out.push_back(hash + n);
    }
    // The beginning of a word of five letters, and a whole short word.
    if (begin == 0 && !dense && length >= 6) {
      out.push_back(Mix(Mix(hash, word[4]), word[5]) + 6);
    }
  }
  if (!dense && length >= 6 && length <= 12) {
    std::uint64_t hash = 0x2545F4914F6CDD1DULL;
    for (std::size_t i = 0; i < length; ++i) hash = Mix(hash, word[i]);
    out.push_back(hash + 7);
  }
}

// Where a chunk between spaces that is no word of a language ends; 0 when it is one.
bool IsNoise(std::string_view chunk) {
  return chunk.front() == '@' || chunk.front() == '#' || chunk.starts_with("http") ||
         chunk.starts_with("www.") || chunk.find('@') != std::string_view::npos ||
         chunk.find("://") != std::string_view::npos;
}

void AddChunk(std::string_view chunk, std::vector<std::uint64_t>& out) {
  if (IsNoise(chunk)) return;
  std::array<char32_t, kMaxWord + 2> word{};
  std::size_t length = 1;
  bool dense = false;
  word[0] = kBorder;
  const auto flush = [&] {
    if (length > 1) {
      word[length] = kBorder;
      AddWord(word, length + 1, dense, out);
    }
    length = 1;
    dense = false;
  };
  std::size_t pos = 0;
  while (pos < chunk.size()) {
    const char32_t c = text::DecodeAt(chunk, pos);
    if (!IsWordLetter(c)) {
      flush();
      continue;
    }
    if (length > 1 && IsDense(c) != dense) flush();
    dense = IsDense(c);
    if (length <= kMaxWord) word[length++] = c;
    if (length > kMaxWord) flush();
  }
  flush();
}

}  // namespace

void CollectNgrams(std::string_view text, std::size_t limit_bytes,
                   std::vector<std::uint64_t>& out) {
  if (text.size() > limit_bytes) text = text.substr(0, text::FloorToCodePoint(text, limit_bytes));
  const std::string lower = text::ToLower(text);
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t space = rest.find_first_of(" \t\n\r");
    if (space != 0) AddChunk(rest.substr(0, space), out);
    if (space == std::string_view::npos) break;
    rest.remove_prefix(space + 1);
  }
}

}  // namespace refrain::analysis
