// How a term of the files is written: "slow", "=slow", "slow*", "please .. add", "^please".
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/tokenizer.h"

namespace refrain::lexicon {

inline constexpr std::size_t kMaxTermWords = 6;
inline constexpr std::size_t kMinPrefixLetters = 3;
// Words that may stand where a term has "..".
inline constexpr std::size_t kMaxGapWords = 3;

enum class ElementKind : std::uint8_t { kExact, kStem, kPrefix, kNumber };

// One word of a term.
struct Element {
  ElementKind kind = ElementKind::kStem;
  bool gap_before = false;
  std::uint16_t number = 0;  // kNumber
  std::string word;          // as the tokenizer interns it
};

struct ParsedTerm {
  bool at_start = false;
  bool only_emoji = false;
  std::vector<Element> elements;
};

// Reads terms with the tokenizer, so that a term and a text are cut alike.
// Not thread-safe: keeps buffers.
class TermParser {
 public:
  // False with a reason when `term` is no term; `out` is then unspecified.
  [[nodiscard]] bool Parse(std::string_view term, ParsedTerm& out, std::string& reason);

 private:
  bool ParseWord(std::string_view written, Element& out, bool& is_emoji, std::string& reason);
  bool ReadToken(std::string_view written);

  text::Vocabulary vocabulary_;
  std::vector<text::Token> tokens_;
};

}  // namespace refrain::lexicon
