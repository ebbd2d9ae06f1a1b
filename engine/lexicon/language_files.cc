// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lexicon/language_files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "engine/base/strings.h"

namespace refrain::lexicon {
namespace {

// The values a modifier may have, by role; README.md gives their meaning.
struct RoleRange {
  ModifierRole role;
  float low;
  float high;
};
constexpr std::array<RoleRange, 6> kRoleRanges{{
    {ModifierRole::kNegator, -6.0F, 6.0F},
    {ModifierRole::kNegativePrefix, 0.0F, 0.0F},
    {ModifierRole::kIntensifier, 1.1F, 2.0F},
    {ModifierRole::kDiminisher, 0.2F, 0.9F},
    {ModifierRole::kContrast, 1.1F, 2.0F},
    {ModifierRole::kIrrealis, 0.0F, 0.6F},
}};

constexpr float kMaxValence = 4.0F;
constexpr float kMinWeight = 0.05F;
constexpr float kMaxWeight = 1.0F;
constexpr float kMaxIntensity = 3.0F;
// Values are written with two decimals at most.
constexpr float kRounding = 0.001F;

bool IsWithin(float value, float low, float high) {
  return value >= low - kRounding && value <= high + kRounding;
}

std::string Unknown(std::string_view what, std::string_view name) {
  return "unknown " + std::string(what) + " \"" + std::string(name) + "\"";
}

std::string OutOfRange(std::string_view written, std::string_view range) {
  return "value \"" + std::string(written) + "\" is not " + std::string(range);
}

}  // namespace

struct LanguageBuilder::FileOfTerms {
  TermFile file;
  std::string_view name;
  std::size_t columns;
};

LanguageBuilder::LanguageBuilder(const Language& language, text::Stemmer stemmer,
                                 const IdLookup& theme_index, const IdLookup& concept_index,
                                 std::string place, std::vector<Fault>& faults)
    : language_(language),
      stemmer_(std::move(stemmer)),
      theme_index_(theme_index),
      concept_index_(concept_index),
      place_(std::move(place)),
      faults_(faults),
      impl_(std::make_unique<LexiconData>(language.code)) {
  impl_->stemmer_name = language.stemmer;
}

FaultList LanguageBuilder::FaultsOf(std::string_view name) {
  return {place_ + "/" + std::string(name) + ".tsv", faults_};
}

TsvShape LanguageBuilder::ShapeOf(std::string_view name, std::size_t columns) const {
  TsvShape shape;
  shape.name = name;
  shape.columns = columns;
  shape.gloss_is_last = true;
  shape.gloss_may_lack = language_.code == "en";
  shape.filled_columns = columns - 1;
  return shape;
}

bool LanguageBuilder::ReadNumber(std::string_view column, float& out) const {
  const auto [end, error] = std::from_chars(column.data(), column.data() + column.size(), out);
  return error == std::errc() && end == column.data() + column.size() && std::isfinite(out);
}

bool LanguageBuilder::ReadModifier(const TsvRow& row, Term& out, std::string& reason) const {
  const auto role = model::FromName<ModifierRole>(row[1]);
  if (!role) {
    reason = Unknown("role", row[1]);
    return false;
  }
  out.code = static_cast<std::uint16_t>(*role);
  const auto* range = std::find_if(kRoleRanges.begin(), kRoleRanges.end(),
                                   [&](const RoleRange& one) { return one.role == *role; });
  bool good = ReadNumber(row[2], out.value) && IsWithin(out.value, range->low, range->high);
  if (*role == ModifierRole::kNegator) {
    good = good && out.value != 0 && std::floor(out.value) == out.value;
  }
  if (!good) reason = OutOfRange(row[2], "allowed for the role " + std::string(row[1]));
  return good;
}

bool LanguageBuilder::ReadEmotion(const TsvRow& row, Term& out, std::string& reason) const {
  const auto emotion = model::FromName<model::Emotion>(row[1]);
  if (!emotion) {
    reason = Unknown("emotion", row[1]);
    return false;
  }
  out.code = static_cast<std::uint16_t>(*emotion);
  const bool good = ReadNumber(row[2], out.value) && std::floor(out.value) == out.value &&
                    IsWithin(out.value, 1.0F, kMaxIntensity);
  if (!good) reason = OutOfRange(row[2], "1, 2 or 3");
  return good;
}

bool LanguageBuilder::ReadCue(const TsvRow& row, Term& out, std::string& reason) const {
  const auto kind = model::FromName<model::Kind>(row[1]);
  if (!kind) {
    reason = Unknown("kind", row[1]);
    return false;
  }
  out.code = static_cast<std::uint16_t>(*kind);
  const bool good = ReadNumber(row[2], out.value) && IsWithin(out.value, kMinWeight, kMaxWeight);
  if (!good) reason = OutOfRange(row[2], "within 0.05 … 1.00");
  return good;
}

// The columns behind the term (for themes: around it), by file.
bool LanguageBuilder::ReadColumns(TermFile file, const TsvRow& row, Term& out,
                                  std::string_view& written, std::string& reason) {
  out.file = file;
  out.line = row.line;
  written = row[0];
  switch (file) {
    case TermFile::kSentiment:
    case TermFile::kEvents: {
      const bool good = ReadNumber(row[1], out.value) && out.value != 0 &&
                        IsWithin(out.value, -kMaxValence, kMaxValence);
      if (!good) reason = OutOfRange(row[1], "within -4 … 4 without 0");
      return good;
    }
    case TermFile::kPolite: out.value = 1.0F; return true;
    case TermFile::kModifiers: return ReadModifier(row, out, reason);
    case TermFile::kEmotion: return ReadEmotion(row, out, reason);
    case TermFile::kCues: return ReadCue(row, out, reason);
    case TermFile::kThemes: {
      const int theme = theme_index_(row[0]);
      if (theme < 0) reason = Unknown("theme", row[0]);
      out.code = static_cast<std::uint16_t>(theme);
      out.value = 1.0F;
      written = row[1];
      return theme >= 0;
    }
    case TermFile::kConcepts: break;
  }
  return false;
}

bool LanguageBuilder::AddNegativePrefix(std::string_view written, Term term, FaultList& faults) {
  if (written.ends_with('*')) written.remove_suffix(1);
  if (written.empty() || written.find(' ') != std::string_view::npos) {
    faults.Add(term.line, "a negative prefix is one piece of a word");
    return false;
  }
  impl_->negative_prefixes.emplace_back(written);
  impl_->terms.push_back(term);
  return true;
}

bool LanguageBuilder::AddTerm(std::string_view written, Term term, const TsvRow& row,
                              FaultList& faults) {
  // A theme and its term stand side by side in the line.
  std::string_view key = written;
  if (term.file == TermFile::kThemes) {
    key = {row[0].data(), row[0].size() + 1 + written.size()};
  }
  if (!seen_.insert(key).second) {
    faults.Add(row.line, "the term \"" + std::string(written) + "\" stands here twice");
    return false;
  }
  const bool is_modifier = term.file == TermFile::kModifiers;
  if (is_modifier && term.code == static_cast<std::uint16_t>(ModifierRole::kNegativePrefix)) {
    return AddNegativePrefix(written, term, faults);
  }
  std::string reason;
  if (!parser_.Parse(written, parsed_, reason)) {
    faults.Add(row.line, reason);
    return false;
  }
  term.words = static_cast<std::uint8_t>(parsed_.elements.size());
  term.at_start = parsed_.at_start;
  impl_->matcher.Add(parsed_, static_cast<std::uint32_t>(impl_->terms.size()), stemmer_);
  impl_->terms.push_back(term);
  const bool is_shared = term.file == TermFile::kSentiment || term.file == TermFile::kEmotion;
  if (parsed_.only_emoji && is_shared) emoji_.push_back({std::string(written), parsed_, term});
  return true;
}

void LanguageBuilder::ReadConceptRow(const TsvRow& row, FaultList& faults) {
  const int index = concept_index_(row[0]);
  if (index < 0) {
    faults.Add(row.line, Unknown("concept", row[0]));
    return;
  }
  const auto at = static_cast<std::size_t>(index);
  auto& all = impl_->concept_forms;
  if (all.size() <= at) all.resize(at + 1);
  if (!all[at].empty()) {
    faults.Add(row.line, "the concept \"" + std::string(row[0]) + "\" stands here twice");
    return;
  }
  seen_.clear();  // forms may be shared between concepts
  for (const std::string_view part : Split(row[1], '|')) {
    const std::string_view written = TrimAscii(part);
    Term term;
    term.file = TermFile::kConcepts;
    term.code = static_cast<std::uint16_t>(index);
    term.value = 1.0F;
    term.line = row.line;
    if (AddTerm(written, term, row, faults)) all[at].emplace_back(written);
  }
}

void LanguageBuilder::ReadTerms(const FileOfTerms& file, std::string_view content) {
  FaultList faults = FaultsOf(file.name);
  seen_.clear();
  for (const TsvRow& row : ReadTsv(content, ShapeOf(file.name, file.columns), faults)) {
    if (file.file == TermFile::kConcepts) {
      ReadConceptRow(row, faults);
      continue;
    }
    Term term;
    std::string_view written;
    std::string reason;
    if (ReadColumns(file.file, row, term, written, reason)) {
      AddTerm(written, term, row, faults);
    } else {
      faults.Add(row.line, reason);
    }
  }
}

// Emoji mean the same everywhere; a language's own row goes before.
void LanguageBuilder::AddShared(TermFile file, const std::vector<SharedEmoji>& shared) {
  for (const SharedEmoji& one : shared) {
    if (one.term.file != file || seen_.contains(one.written)) continue;
    impl_->matcher.Add(one.parsed, static_cast<std::uint32_t>(impl_->terms.size()), stemmer_);
    impl_->terms.push_back(one.term);
  }
}

void LanguageBuilder::ReadStopwords(std::string_view content) {
  FaultList faults = FaultsOf("stopwords");
  for (const TsvRow& row : ReadTsv(content, ShapeOf("stopwords", 2), faults)) {
    std::string_view word = row[0];
    if (word.starts_with('=')) word.remove_prefix(1);
    std::string reason;
    if (!parser_.Parse(word, parsed_, reason)) {
      faults.Add(row.line, reason);
    } else if (parsed_.elements.size() != 1 || parsed_.elements[0].kind == ElementKind::kPrefix) {
      faults.Add(row.line, "a stopword is one whole word");
    } else if (!impl_->stopword_set.emplace(word).second) {
      faults.Add(row.line, "the word \"" + std::string(word) + "\" stands here twice");
    } else {
      impl_->stopwords.emplace_back(word);
    }
  }
}

void LanguageBuilder::ReadThemeNames(std::string_view content) {
  FaultList faults = FaultsOf("theme_names");
  TsvShape shape;
  shape.name = "theme_names";
  // A gloss may follow, as in the other files.
  shape.columns = 3;
  shape.gloss_may_lack = true;
  shape.filled_columns = 2;
  for (const TsvRow& row : ReadTsv(content, shape, faults)) {
    const int theme = theme_index_(row[0]);
    if (theme < 0) {
      faults.Add(row.line, Unknown("theme", row[0]));
      continue;
    }
    const auto at = static_cast<std::size_t>(theme);
    if (impl_->theme_names.size() <= at) impl_->theme_names.resize(at + 1);
    if (!impl_->theme_names[at].empty()) {
      faults.Add(row.line, "the theme \"" + std::string(row[0]) + "\" stands here twice");
    } else {
      impl_->theme_names[at] = row[1];
    }
  }
}

void LanguageBuilder::Read(const FileSource& source, const std::vector<SharedEmoji>& shared) {
  static constexpr std::array<FileOfTerms, kTermFileCount> kFiles{{
      {TermFile::kSentiment, "sentiment", 3},
      {TermFile::kEvents, "events", 3},
      {TermFile::kPolite, "polite", 2},
      {TermFile::kModifiers, "modifiers", 4},
      {TermFile::kEmotion, "emotion", 4},
      {TermFile::kCues, "cues", 4},
      {TermFile::kThemes, "themes", 3},
      {TermFile::kConcepts, "concepts", 3},
  }};
  std::string content;
  for (const FileOfTerms& file : kFiles) {
    seen_.clear();
    content.clear();
    if (source(file.name, content)) ReadTerms(file, content);
    AddShared(file.file, shared);
  }
  if (source("stopwords", content)) ReadStopwords(content);
  if (source("theme_names", content)) ReadThemeNames(content);
}

std::unique_ptr<LexiconData> LanguageBuilder::Finish() {
  impl_->matcher.Finish(impl_->terms);
  return std::move(impl_);
}

}  // namespace refrain::lexicon
