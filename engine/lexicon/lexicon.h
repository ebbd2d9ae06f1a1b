// The language data of `lexicons/`: loaded, validated, compiled into one matcher a
// language. lexicons/README.md describes the files. One pass of Match() over the
// tokens finds the terms of all files at once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/names.h"
#include "engine/text/stemmer.h"
#include "engine/text/tokenizer.h"

namespace refrain::lexicon {

// Which file a term stands in. The matcher lets the longest term win within one.
enum class TermFile : std::uint8_t {
  kSentiment,
  kEvents,
  kPolite,
  kModifiers,
  kEmotion,
  kCues,
  kThemes,
  kConcepts,
};
inline constexpr std::size_t kTermFileCount = 8;

enum class ModifierRole : std::uint8_t {
  kNegator,
  kNegativePrefix,
  kIntensifier,
  kDiminisher,
  kContrast,
  kIrrealis,
};
inline constexpr model::NameTable<ModifierRole, 6> kModifierRoleNames{{
    {ModifierRole::kNegator, "negator"},
    {ModifierRole::kNegativePrefix, "negative-prefix"},
    {ModifierRole::kIntensifier, "intensifier"},
    {ModifierRole::kDiminisher, "diminisher"},
    {ModifierRole::kContrast, "contrast"},
    {ModifierRole::kIrrealis, "irrealis"},
}};
constexpr const auto& Names(ModifierRole) { return kModifierRoleNames; }

// One row of a file. `code` is the index of the modifier role, emotion, kind, theme or concept,
// by file; `value` the valence, weight, factor, scope or intensity.
struct Term {
  TermFile file = TermFile::kSentiment;
  std::uint16_t code = 0;
  float value = 0.0F;
  std::uint32_t line = 0;  // in its file; emoji shared by all languages: in that of `en`
  std::uint8_t words = 1;  // words in the term
  bool at_start = false;   // "^": only at the start of a sentence or clause
};

struct Hit {
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;  // one past
  std::uint32_t term = 0;        // index into Lexicon::terms()
  bool prefix_negated = false;   // negative prefix + a single-word term
};

class Lexicon;

// Remembers, for one lexicon and one vocabulary, what each word id can match.
// Not thread-safe: one a worker and language. Follows Vocabulary::generation().
class WordCache {
 public:
  explicit WordCache(const Lexicon& lexicon);
  ~WordCache();
  WordCache(WordCache&&) noexcept;
  WordCache& operator=(WordCache&&) noexcept;

  // The stem of a word under this language's stemmer; valid until the next Reset of `vocabulary`.
  [[nodiscard]] std::string_view Stem(text::WordId word, const text::Vocabulary& vocabulary);
  [[nodiscard]] bool IsStopword(text::WordId word, const text::Vocabulary& vocabulary);

 private:
  friend class Lexicon;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One language, immutable after load. Const methods are thread-safe.
class Lexicon {
 public:
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  [[nodiscard]] const std::string& code() const;
  [[nodiscard]] const std::string& stemmer_name() const;
  [[nodiscard]] const std::vector<Term>& terms() const;
  [[nodiscard]] bool IsStopword(std::string_view lower_word) const;
  [[nodiscard]] const std::vector<std::string>& stopwords() const;
  // The name of a theme in this language; its id when it has none.
  [[nodiscard]] std::string_view ThemeName(std::uint16_t theme) const;
  // The first form of a concept in this language ("Rechnung"); empty when it has none.
  [[nodiscard]] std::string_view ConceptForm(std::uint16_t concept_index) const;
  // All forms of a concept as written in the file, for query expansion.
  [[nodiscard]] std::vector<std::string> ConceptForms(std::uint16_t concept_index) const;

  // All terms found in tokens[first, last), ordered by first token, then by file and term.
  // Matches do not cross punctuation other than apostrophes, quotes and commas in a gap,
  // nor the limits given. `vocabulary` is the one that the tokens were interned in.
  void Match(const std::vector<text::Token>& tokens, std::size_t first, std::size_t last,
             const text::Vocabulary& vocabulary, WordCache& cache, std::vector<Hit>& out) const;

 private:
  friend class LexiconSet;
  friend class WordCache;
  struct Impl;
  explicit Lexicon(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

struct Language {
  std::string code;
  std::string name;  // English
  std::string stemmer;
  bool deep = false;
};

struct Improvement {
  std::uint16_t theme = 0;
  model::Kind message_kind = model::Kind::kComplaint;
  model::SuggestionKind change = model::SuggestionKind::kProductImprovement;
  std::unordered_map<std::string, std::string> phrasing;  // by language code
};

// A theme that a sentence has when it holds one concept of each group (indices, sorted).
struct ThemeRule {
  std::uint16_t theme = 0;
  std::vector<std::vector<std::uint16_t>> groups;
};

// One fault of a data file; the validator reports all of them.
struct Fault {
  std::string where;  // "lexicons/lv/cues.tsv:12"
  std::string message;
};

struct Sample {
  std::string language;
  std::string check;  // sentiment, kind, theme, request, language
  std::string text;
  std::string expected;
  std::string where;
};

// All languages and the shared tables. Immutable after Load; const methods are thread-safe.
class LexiconSet {
 public:
  // Reads every language folder of `folder`. Faulty rows are left out and reported in
  // faults(); a folder that is missing or has no languages.tsv is an error (kNotFound).
  [[nodiscard]] static Result<LexiconSet> Load(const std::filesystem::path& folder);

  LexiconSet(LexiconSet&&) noexcept;
  LexiconSet& operator=(LexiconSet&&) noexcept;
  ~LexiconSet();

  // nullptr when there is no lexicon for this language.
  [[nodiscard]] const Lexicon* Find(std::string_view code) const;
  [[nodiscard]] const std::vector<Language>& languages() const;
  [[nodiscard]] std::vector<const Lexicon*> lexicons() const;           // by code
  [[nodiscard]] const std::vector<std::string>& themes() const;         // ids, sorted
  [[nodiscard]] const std::vector<std::string>& concepts() const;       // ids, sorted
  [[nodiscard]] const std::vector<std::string>& concept_packs() const;  // parallel to concepts()
  [[nodiscard]] int ThemeIndex(std::string_view id) const;              // −1: unknown
  [[nodiscard]] int ConceptIndex(std::string_view id) const;            // −1: unknown
  [[nodiscard]] const std::vector<Improvement>& improvements() const;
  // In file order.
  [[nodiscard]] const std::vector<ThemeRule>& theme_rules() const;
  [[nodiscard]] const std::vector<Fault>& faults() const;
  [[nodiscard]] Result<std::vector<Sample>> LoadSamples() const;
  // Hash over the bytes of all files read, 16 hex digits: names the version in derived rows.
  [[nodiscard]] const std::string& version() const;
  [[nodiscard]] const std::filesystem::path& folder() const;

 private:
  struct Impl;
  explicit LexiconSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::lexicon
