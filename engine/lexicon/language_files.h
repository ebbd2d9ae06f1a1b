// Builds one language from its folder: each row checked, then compiled as a term.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lexicon/lexicon_impl.h"
#include "engine/lexicon/term_syntax.h"
#include "engine/lexicon/tsv.h"

namespace refrain::lexicon {

// Index of an id in the shared tables; −1 when unknown.
using IdLookup = std::function<int(std::string_view)>;

// An emoji row of `en`, which counts in every language.
struct SharedEmoji {
  std::string written;
  ParsedTerm parsed;
  Term term;
};

// The text of a file of the language; false when there is none.
using FileSource = std::function<bool(std::string_view name, std::string& content)>;

class LanguageBuilder {
 public:
  // Everything given must outlive the builder.
  LanguageBuilder(const Language& language, text::Stemmer stemmer, const IdLookup& theme_index,
                  const IdLookup& concept_index, std::string place, std::vector<Fault>& faults);

  // Reads all files; `shared` are the emoji of `en` (empty for `en` itself).
  void Read(const FileSource& source, const std::vector<SharedEmoji>& shared);

  // Emoji-only rows of sentiment and emotion that Read found.
  [[nodiscard]] std::vector<SharedEmoji> TakeEmoji() { return std::move(emoji_); }
  [[nodiscard]] std::unique_ptr<LexiconData> Finish();

 private:
  struct FileOfTerms;
  void ReadTerms(const FileOfTerms& file, std::string_view content);
  void AddShared(TermFile file, const std::vector<SharedEmoji>& shared);
  void ReadConceptRow(const TsvRow& row, FaultList& faults);
  void ReadStopwords(std::string_view content);
  void ReadThemeNames(std::string_view content);
  bool AddTerm(std::string_view written, Term term, const TsvRow& row, FaultList& faults);
  bool AddNegativePrefix(std::string_view written, Term term, FaultList& faults);
  bool ReadNumber(std::string_view column, float& out) const;
  bool ReadColumns(TermFile file, const TsvRow& row, Term& out, std::string_view& written,
                   std::string& reason);
  bool ReadEmotion(const TsvRow& row, Term& out, std::string& reason) const;
  bool ReadCue(const TsvRow& row, Term& out, std::string& reason) const;
  bool ReadModifier(const TsvRow& row, Term& out, std::string& reason) const;
  [[nodiscard]] FaultList FaultsOf(std::string_view name);
  [[nodiscard]] TsvShape ShapeOf(std::string_view name, std::size_t columns) const;

  const Language& language_;
  text::Stemmer stemmer_;
  const IdLookup& theme_index_;
  const IdLookup& concept_index_;
  std::string place_;
  std::vector<Fault>& faults_;
  std::unique_ptr<LexiconData> impl_;
  TermParser parser_;
  ParsedTerm parsed_;
  std::unordered_set<std::string_view> seen_;  // terms of the file, views into it
  std::vector<SharedEmoji> emoji_;
};

}  // namespace refrain::lexicon
