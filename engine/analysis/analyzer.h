// The one door to the analysis of a message: language, sentiment, emotion, kind,
// themes, request mentions, personal data. Pure: text and constant lexicons in,
// values out; no I/O, no clock, no globals.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/language.h"
#include "engine/lexicon/lexicon.h"
#include "engine/model/annotation.h"

namespace refrain::analysis {

// What to analyse: `text` valid UTF-8, and the stretches of it that the customer wrote.
struct Input {
  std::string_view text;
  std::vector<model::Span> authored;   // ordered, disjoint
  std::string_view subject;            // adds themes, never sentiment; may be empty
  std::string_view declared_language;  // a prior; may be empty
  model::Channel channel = model::Channel::kOther;
  int rating = -1;        // not merged into the text's sentiment
  bool explain = false;   // fill Annotations::contributions
  bool concepts = false;  // fill Annotations::concepts
};

class Analyzer;

// Reusable buffers and word caches. Not thread-safe: one a worker.
class Workspace {
 public:
  struct Impl;  // opaque

  explicit Workspace(const Analyzer& analyzer);
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

 private:
  friend class Analyzer;
  std::unique_ptr<Impl> impl_;
};

// Thread-safe: const after construction; each thread brings its own Workspace.
class Analyzer {
 public:
  // Both must outlive the analyzer.
  Analyzer(const lexicon::LexiconSet& lexicons, const LanguageIdentifier& languages);

  [[nodiscard]] model::Annotations Analyze(const Input& input, Workspace& workspace) const;

  // Names analyser and lexicons: goes into every derived row.
  [[nodiscard]] const std::string& version() const { return version_; }
  [[nodiscard]] const lexicon::LexiconSet& lexicons() const { return *lexicons_; }

 private:
  friend class Workspace;
  const lexicon::LexiconSet* lexicons_;
  const LanguageIdentifier* languages_;
  std::string version_;
};

}  // namespace refrain::analysis
