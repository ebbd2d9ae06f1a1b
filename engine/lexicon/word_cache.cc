// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "engine/lexicon/lexicon_impl.h"

namespace refrain::lexicon {
namespace {

// A negative prefix needs this much of a word behind it.
constexpr std::size_t kMinNegatedBytes = 3;

bool IsAscii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// "loove" → "love": what an elongated word is when two letters are no spelling.
std::string WithSingleLetters(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t next = i + 1;
    while (next < word.size() && (static_cast<unsigned char>(word[next]) & 0xC0U) == 0x80) ++next;
    const std::string_view letter = word.substr(i, next - i);
    if (!std::string_view(out).ends_with(letter)) out.append(letter);
    i = next;
  }
  return out;
}

}  // namespace

void WordState::Prepare(const text::Vocabulary& vocabulary) {
  if (generation != vocabulary.generation()) {
    generation = vocabulary.generation();
    entries.clear();
    elongated.clear();
    stems.clear();
    elements.clear();
    negated.clear();
  }
  if (entries.size() < vocabulary.size()) entries.resize(vocabulary.size() * 2);
}

// The elements of `word` into `found`: its own, and those behind an elided article.
void WordState::Find(std::string_view word, bool folded) {
  const std::string stem = stemmer.Stem(word);
  lexicon->matcher.FindElements(word, stem, folded, found);
  const std::size_t apostrophe = word.find('\'');
  if (apostrophe == std::string_view::npos || apostrophe + 2 >= word.size()) return;
  const std::string_view rest = word.substr(apostrophe + 1);
  // Only where the stemmer takes the clitic off is it an article.
  if (stemmer.Stem(rest) != stem) return;
  std::vector<WordElement> more;
  lexicon->matcher.FindElements(rest, stem, folded, more);
  for (const WordElement& one : more) {
    const bool known = std::any_of(found.begin(), found.end(), [&](const WordElement& other) {
      return other.element == one.element;
    });
    if (!known) found.push_back(one);
  }
}

void WordState::Keep(WordEntry& entry) {
  constexpr std::size_t kMostElements = 0xFFFF;
  const std::size_t count = std::min(found.size(), kMostElements);
  entry.elements_begin = static_cast<std::uint32_t>(elements.size());
  entry.element_count = static_cast<std::uint16_t>(count);
  elements.insert(elements.end(), found.begin(),
                  found.begin() + static_cast<std::ptrdiff_t>(count));
}

// Whether `found` holds a single-word term that says what the word means to us.
bool WordState::HasFeeling() const {
  const Matcher& matcher = lexicon->matcher;
  for (const WordElement& one : found) {
    const NodeId node = matcher.Start(one.element);
    if (node == kNoNode) continue;
    const bool feels = std::any_of(
        matcher.TermsBegin(node), matcher.TermsEnd(node),
        [this](std::uint32_t term) { return lexicon->terms[term].file <= TermFile::kEmotion; });
    if (feels) return true;
  }
  return false;
}

void WordState::KeepNegated(std::string_view word, WordEntry& entry) {
  entry.negated_begin = static_cast<std::uint32_t>(negated.size());
  const Matcher& matcher = lexicon->matcher;
  for (const std::string& prefix : lexicon->negative_prefixes) {
    if (!word.starts_with(prefix) || word.size() < prefix.size() + kMinNegatedBytes) continue;
    found.clear();
    Find(word.substr(prefix.size()), true);
    std::array<bool, kTermFileCount> has{};
    for (const WordElement& one : found) {
      const NodeId node = matcher.Start(one.element);
      if (node == kNoNode) continue;
      for (const std::uint32_t* term = matcher.TermsBegin(node); term != matcher.TermsEnd(node);
           ++term) {
        const Term& info = lexicon->terms[*term];
        const bool counts = info.file == TermFile::kSentiment || info.file == TermFile::kEvents ||
                            info.file == TermFile::kEmotion;
        bool& seen = has[static_cast<std::size_t>(info.file)];
        if (!counts || seen || info.at_start) continue;
        seen = true;
        negated.push_back(*term);
      }
    }
    if (negated.size() > entry.negated_begin) break;
  }
  entry.negated_count = static_cast<std::uint16_t>(negated.size() - entry.negated_begin);
}

void WordState::Fill(std::string_view word, WordEntry& entry) {
  entry.known = true;
  entry.stopword = lexicon->stopword_set.contains(word);
  found.clear();
  // Only a word without diacritics can have lost some; a function word has not.
  Find(word, IsAscii(word) && !entry.stopword);
  Keep(entry);
  if (!lexicon->negative_prefixes.empty() && !entry.stopword && !HasFeeling()) {
    KeepNegated(word, entry);
  }
}

WordEntry WordState::Entry(text::WordId word, const text::Vocabulary& vocabulary) {
  if (entries[word].known) return entries[word];
  WordEntry entry;
  const std::string_view form = vocabulary.Word(word);
  Fill(form, entry);
  entry.stem = static_cast<std::uint32_t>(stems.size());
  stems.push_back(stemmer.Stem(form));
  entries[word] = entry;
  return entry;
}

WordEntry WordState::EntryOf(const text::Token& token, const text::Vocabulary& vocabulary) {
  const WordEntry entry = Entry(token.word, vocabulary);
  if (!token.elongated || entry.element_count > 0 || entry.negated_count > 0) return entry;
  if (elongated.size() < entries.size()) elongated.resize(entries.size());
  WordEntry& single = elongated[token.word];
  if (!single.known) Fill(WithSingleLetters(vocabulary.Word(token.word)), single);
  return single;
}

WordCache::WordCache(const Lexicon& lexicon) {
  // The name was proved good when the lexicon was loaded; "none" always is.
  auto stemmer = text::Stemmer::Create(lexicon.stemmer_name(), lexicon.code());
  if (!stemmer.ok()) stemmer = text::Stemmer::Create("none", "");
  impl_ = std::make_unique<Impl>(*lexicon.impl_, std::move(stemmer).value());
}

WordCache::~WordCache() = default;
WordCache::WordCache(WordCache&&) noexcept = default;
WordCache& WordCache::operator=(WordCache&&) noexcept = default;

std::string_view WordCache::Stem(text::WordId word, const text::Vocabulary& vocabulary) {
  impl_->Prepare(vocabulary);
  return word < vocabulary.size() ? impl_->stems[impl_->Entry(word, vocabulary).stem]
                                  : std::string_view{};
}

bool WordCache::IsStopword(text::WordId word, const text::Vocabulary& vocabulary) {
  impl_->Prepare(vocabulary);
  return word < vocabulary.size() && impl_->Entry(word, vocabulary).stopword;
}

}  // namespace refrain::lexicon
