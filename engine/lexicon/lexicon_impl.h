// The inside of Lexicon and WordCache, shared by the files that build and read them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/lexicon/lexicon.h"
#include "engine/lexicon/matcher.h"

namespace refrain::lexicon {

// All that a language knows. Immutable once built.
struct LexiconData {
  explicit LexiconData(std::string language) : code(std::move(language)), matcher(code == "de") {}

  std::string code;
  std::string stemmer_name;
  std::vector<Term> terms;
  std::vector<std::string> stopwords;  // in file order
  std::unordered_set<std::string, StringHash, std::equal_to<>> stopword_set;
  std::vector<std::string> negative_prefixes;
  std::vector<std::string> theme_names;                 // by theme; may be shorter
  std::vector<std::string> theme_ids;                   // for themes without a name
  std::vector<std::vector<std::string>> concept_forms;  // by concept; may be shorter
  Matcher matcher;
};

// A term found, with what decides between overlapping ones.
struct Candidate {
  std::uint32_t first = 0;  // token
  std::uint32_t last = 0;   // one past
  std::uint64_t mask = 0;   // matched tokens, from `first` on
  std::uint32_t term = 0;
  std::uint16_t closeness = 0;  // summed over its words
  std::uint8_t words = 1;
  bool prefix_negated = false;
};

// What a word can match; ranges into the pools of the cache.
struct WordEntry {
  std::uint32_t elements_begin = 0;
  std::uint32_t negated_begin = 0;
  std::uint16_t element_count = 0;
  std::uint16_t negated_count = 0;
  std::uint32_t stem = 0;  // index into stems
  bool known = false;
  bool stopword = false;
};

// What one worker remembers about the words of its vocabulary, and its buffers.
struct WordState {
  WordState(const LexiconData& of, text::Stemmer with) : lexicon(&of), stemmer(std::move(with)) {}

  const LexiconData* lexicon;
  text::Stemmer stemmer;
  std::uint64_t generation = 0;
  std::vector<WordEntry> entries;    // by word id
  std::vector<WordEntry> elongated;  // by word id: the word with its doubled letters single
  std::deque<std::string> stems;
  std::vector<WordElement> elements;
  std::vector<std::uint32_t> negated;  // terms under a negative prefix
  // Buffers of Match.
  std::array<std::vector<Candidate>, kTermFileCount> candidates;
  std::vector<bool> taken;
  std::vector<WordElement> found;

  void Prepare(const text::Vocabulary& vocabulary);
  // By value: looking one up may add another.
  WordEntry Entry(text::WordId word, const text::Vocabulary& vocabulary);
  WordEntry EntryOf(const text::Token& token, const text::Vocabulary& vocabulary);

 private:
  void Find(std::string_view word, bool folded);
  void Keep(WordEntry& entry);
  void KeepNegated(std::string_view word, WordEntry& entry);
  void Fill(std::string_view word, WordEntry& entry);
  [[nodiscard]] bool HasFeeling() const;
};

struct Lexicon::Impl : LexiconData {
  explicit Impl(LexiconData data) : LexiconData(std::move(data)) {}
};

struct WordCache::Impl : WordState {
  using WordState::WordState;
};

}  // namespace refrain::lexicon
