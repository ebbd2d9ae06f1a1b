// Light stemmers for languages that Snowball lacks: tables of endings, longest first,
// each with the fewest letters that must stay. They conflate case, number, gender,
// person and the definite and compared forms of adjectives; they do not look for roots.
// Thread-safe: pure functions over constant tables.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace refrain::text {

// Stems a lower-case NFC word in place.
using LightStemmer = void (*)(std::string& word);
// nullptr when there is none for this language (BCP 47 code).
[[nodiscard]] LightStemmer FindLightStemmer(std::string_view language);

// Bytes of an elided article or pronoun before the word ("l'hôtel": 2).
using Elision = std::size_t (*)(std::string_view word);
// nullptr when words of this Snowball name are not elided.
[[nodiscard]] Elision FindElision(std::string_view snowball_name);

struct SuffixRule {
  std::string_view suffix;
  std::uint8_t min_letters;  // that must stay before it
  std::string_view replacement = {};
};

// Tables are read from their beginning, so a longer suffix must stand before its own tail.
template <typename Rules>
constexpr bool IsLongestFirst(const Rules& rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].suffix.empty()) return false;
    for (std::size_t j = 0; j < i; ++j) {
      const std::string_view longer = rules[i].suffix;
      if (longer.size() > rules[j].suffix.size() && longer.ends_with(rules[j].suffix)) return false;
    }
  }
  return true;
}

[[nodiscard]] std::size_t CountLetters(std::string_view word);

// Applies the first rule that fits; false when none does.
template <typename Rules>
bool ApplyFirst(std::string& word, const Rules& rules) {
  const char last = word.empty() ? '\0' : word.back();
  for (const SuffixRule& rule : rules) {
    if (rule.suffix.back() != last) continue;
    if (!word.ends_with(rule.suffix)) continue;
    const std::string_view stem =
        std::string_view(word).substr(0, word.size() - rule.suffix.size());
    if (CountLetters(stem) < rule.min_letters) continue;
    word.replace(stem.size(), std::string::npos, rule.replacement);
    return true;
  }
  return false;
}

void StemLatvian(std::string& word);
void StemEstonian(std::string& word);
void StemPolish(std::string& word);
void StemCzech(std::string& word);  // and Slovak
void StemUkrainian(std::string& word);
void StemBulgarian(std::string& word);

}  // namespace refrain::text
