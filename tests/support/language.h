// The project's own lexicons and models, loaded once a test program.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/analysis/analyzer.h"

namespace refrain::support {

struct Language {
  lexicon::LexiconSet lexicons;
  analysis::LanguageIdentifier identifier;
};

inline std::filesystem::path LexiconFolder() {
  return std::filesystem::path(REFRAIN_SOURCE_DIR) / "lexicons";
}

inline const Language& TheLanguage() {
  static const Language language = [] {
    auto lexicons = lexicon::LexiconSet::Load(LexiconFolder());
    EXPECT_TRUE(lexicons.ok()) << lexicons.error().ToString();
    std::vector<std::string> favoured;
    for (const lexicon::Language& one : lexicons->languages()) favoured.push_back(one.code);
    auto identifier =
        analysis::LanguageIdentifier::Load(LexiconFolder() / "models" / "language.bin", favoured);
    EXPECT_TRUE(identifier.ok()) << identifier.error().ToString();
    return Language{std::move(lexicons).value(), std::move(identifier).value()};
  }();
  return language;
}

inline const analysis::Analyzer& TheAnalyzer() {
  static const analysis::Analyzer analyzer(TheLanguage().lexicons, TheLanguage().identifier);
  return analyzer;
}

// A whole text as its author's words.
inline model::Annotations Analyse(std::string_view text, std::string_view declared = {},
                                  bool explain = false) {
  analysis::Workspace workspace(TheAnalyzer());
  analysis::Input input;
  input.text = text;
  input.authored = {{0, static_cast<std::uint32_t>(text.size())}};
  input.declared_language = declared;
  input.explain = explain;
  input.concepts = true;
  return TheAnalyzer().Analyze(input, workspace);
}

}  // namespace refrain::support
