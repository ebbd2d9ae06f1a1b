// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/link/vectors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "engine/base/hash.h"
#include "engine/text/fold.h"
#include "engine/text/stemmer.h"
#include "engine/text/tokenizer.h"

namespace refrain::link {
namespace {

// Shares of the three vectors in a similarity, in units of kOne.
struct Shares {
  std::int64_t concepts = 0;
  std::int64_t stems = 0;
  std::int64_t characters = 0;
};
constexpr Shares kWithin{kOne * 40 / 100, kOne * 32 / 100, kOne * 28 / 100};
constexpr Shares kAcross{kOne * 90 / 100, 0, kOne * 10 / 100};

using Frequencies = std::map<std::uint32_t, std::uint32_t>;  // feature → times

std::uint32_t Feature(std::string_view text, std::uint64_t seed) {
  return static_cast<std::uint32_t>(HashBytes64(text, seed));
}

// Character 3–5-grams of a lower-case word without diacritics, with its borders.
void AddCharacters(std::string_view word, std::uint32_t times, Frequencies& out) {
  const std::string marked = " " + std::string(word) + " ";
  for (std::size_t n = 3; n <= 5; ++n) {
    for (std::size_t at = 0; at + n <= marked.size(); ++at) {
      out[Feature(std::string_view(marked).substr(at, n), n)] += times;
    }
  }
}

std::int64_t Dot(const SparseVector& a, const SparseVector& b) {
  std::int64_t sum = 0;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (x->first < y->first) {
      ++x;
    } else if (y->first < x->first) {
      ++y;
    } else {
      sum += static_cast<std::int64_t>(x->second) * y->second;
      ++x;
      ++y;
    }
  }
  return sum / kOne;
}

// Term frequencies of all items → weighted unit vectors.
std::vector<SparseVector> Weigh(const std::vector<Frequencies>& items) {
  std::unordered_map<std::uint32_t, std::uint32_t> document_frequency;
  for (const Frequencies& item : items) {
    for (const auto& [feature, times] : item) ++document_frequency[feature];
  }
  const double count = static_cast<double>(items.size());
  std::vector<SparseVector> out;
  out.reserve(items.size());
  for (const Frequencies& item : items) {
    std::vector<double> weights;
    double square = 0.0;
    for (const auto& [feature, times] : item) {
      const double idf = std::log(1.0 + (count + 1.0) / (document_frequency[feature] + 0.5));
      weights.push_back((1.0 + std::log(static_cast<double>(times))) * idf);
      square += weights.back() * weights.back();
    }
    SparseVector vector;
    vector.reserve(item.size());
    std::size_t i = 0;
    for (const auto& [feature, times] : item) {
      vector.emplace_back(
          feature, static_cast<std::int32_t>(std::lround(weights[i++] / std::sqrt(square) * kOne)));
    }
    out.push_back(std::move(vector));
  }
  return out;
}

// Reads the words of an item, stemmed by its language.
class WordReader {
 public:
  explicit WordReader(const lexicon::LexiconSet& lexicons) : lexicons_(lexicons) {}

  void Read(std::string_view text, std::string_view language, std::uint32_t times,
            Frequencies& stems, Frequencies& characters) {
    tokens_.clear();
    if (vocabulary_.size() > 200000) vocabulary_.Reset();
    text::Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary_, tokens_);
    const lexicon::Lexicon* lexicon = lexicons_.Find(language);
    for (const text::Token& token : tokens_) {
      if (token.kind != text::TokenKind::kWord) continue;
      const std::string_view word = vocabulary_.Word(token.word);
      if (lexicon != nullptr && lexicon->IsStopword(word)) continue;
      stems[Feature(StemOf(word, lexicon), 1)] += times;
      AddCharacters(text::StripDiacritics(word), times, characters);
    }
  }

 private:
  std::string StemOf(std::string_view word, const lexicon::Lexicon* lexicon) {
    if (lexicon == nullptr) return std::string(word);
    auto at = stemmers_.find(lexicon->code());
    if (at == stemmers_.end()) {
      auto stemmer = text::Stemmer::Create(lexicon->stemmer_name(), lexicon->code());
      if (!stemmer.ok()) return std::string(word);
      at = stemmers_.emplace(lexicon->code(), std::move(*stemmer)).first;
    }
    return text::StripDiacritics(at->second.Stem(word));
  }

  const lexicon::LexiconSet& lexicons_;
  text::Vocabulary vocabulary_;
  std::vector<text::Token> tokens_;
  std::map<std::string, text::Stemmer, std::less<>> stemmers_;
};

}  // namespace

Space Space::Build(std::span<const model::LinkItem> items, const lexicon::LexiconSet& lexicons) {
  Space space;
  WordReader reader(lexicons);
  std::vector<Frequencies> concepts;
  std::vector<Frequencies> stems;
  std::vector<Frequencies> characters;
  std::map<std::string, std::uint16_t, std::less<>> languages;
  for (const model::LinkItem& item : items) {
    const auto next = static_cast<std::uint16_t>(languages.size());
    space.language_.push_back(languages.emplace(item.language, next).first->second);
    Frequencies& own_concepts = concepts.emplace_back();
    for (const std::string& one : item.concepts) own_concepts[Feature(one, 2)] += 1;
    for (const std::string& one : item.themes) own_concepts[Feature(one, 3)] += 2;
    Frequencies& own_stems = stems.emplace_back();
    Frequencies& own_characters = characters.emplace_back();
    reader.Read(item.text, item.language, 1, own_stems, own_characters);
    reader.Read(item.object, item.language, 1, own_stems, own_characters);
  }
  space.concepts_ = Weigh(concepts);
  space.stems_ = Weigh(stems);
  space.characters_ = Weigh(characters);
  return space;
}

std::int32_t Space::Similarity(std::size_t a, std::size_t b) const {
  const Shares& shares = language_[a] == language_[b] ? kWithin : kAcross;
  std::int64_t sum = shares.concepts * Dot(concepts_[a], concepts_[b]);
  if (shares.stems != 0) sum += shares.stems * Dot(stems_[a], stems_[b]);
  sum += shares.characters * Dot(characters_[a], characters_[b]);
  return static_cast<std::int32_t>(std::min<std::int64_t>(sum / kOne, kOne));
}

std::vector<std::vector<std::pair<std::uint32_t, std::int32_t>>> Space::Neighbours(
    std::span<const std::uint32_t> from, std::span<const std::uint32_t> among, std::size_t count,
    std::int32_t least) const {
  // Candidates share a concept or a stem; a feature that half of all have tells nothing.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> postings;
  for (const std::uint32_t item : among) {
    for (const auto& [feature, weight] : concepts_[item]) postings[feature].push_back(item);
    for (const auto& [feature, weight] : stems_[item]) postings[feature].push_back(item);
  }
  const std::size_t common = std::max<std::size_t>(400, among.size() / 4);
  std::vector<std::vector<std::pair<std::uint32_t, std::int32_t>>> out(from.size());
  std::vector<std::uint32_t> candidates;
  for (std::size_t i = 0; i < from.size(); ++i) {
    candidates.clear();
    const auto collect = [&](const SparseVector& vector) {
      for (const auto& [feature, weight] : vector) {
        const auto at = postings.find(feature);
        if (at == postings.end() || at->second.size() > common) continue;
        candidates.insert(candidates.end(), at->second.begin(), at->second.end());
      }
    };
    collect(concepts_[from[i]]);
    collect(stems_[from[i]]);
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    auto& list = out[i];
    for (const std::uint32_t other : candidates) {
      if (other == from[i]) continue;
      const std::int32_t similarity = Similarity(from[i], other);
      if (similarity >= least) list.emplace_back(other, similarity);
    }
    std::sort(list.begin(), list.end(), [](const auto& x, const auto& y) {
      return x.second != y.second ? x.second > y.second : x.first < y.first;
    });
    if (list.size() > count) list.resize(count);
  }
  return out;
}

}  // namespace refrain::link
