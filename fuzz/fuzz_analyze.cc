// Any text through the whole analysis: spans lie in the text, scores in their ranges.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/analysis/analyzer.h"
#include "engine/text/utf8.h"

namespace {

void Check(const refrain::model::Span& span, const std::string& text) {
  if (span.begin > span.end || span.end > text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace refrain;
  static const std::filesystem::path folder =
      std::filesystem::path(REFRAIN_SOURCE_DIR) / "lexicons";
  static const auto lexicons = lexicon::LexiconSet::Load(folder);
  static const auto languages =
      analysis::LanguageIdentifier::Load(folder / "models" / "language.bin");
  if (!lexicons.ok() || !languages.ok()) std::abort();
  static const analysis::Analyzer analyzer(*lexicons, *languages);
  static analysis::Workspace workspace(analyzer);
  static const char* const kLanguages[] = {"en", "es", "lv", "de", "fr", "pl", "it", ""};
  const std::string text = text::RepairUtf8({reinterpret_cast<const char*>(data), size}).text;
  analysis::Input input;
  input.text = text;
  input.authored = {{0, static_cast<std::uint32_t>(text.size())}};
  input.declared_language = size == 0 ? "" : kLanguages[data[0] % 8];
  input.explain = true;
  const model::Annotations found = analyzer.Analyze(input, workspace);
  if (!(found.sentiment.score >= -1.0F && found.sentiment.score <= 1.0F)) std::abort();
  for (const auto& one : found.sentences) Check(one.span, text);
  for (const auto& one : found.themes) Check(one.span, text);
  for (const auto& one : found.requests) Check(one.object, text);
  for (const auto& one : found.personal) Check(one.span, text);
  for (const auto& one : found.contributions) Check(one.span, text);
  return 0;
}
