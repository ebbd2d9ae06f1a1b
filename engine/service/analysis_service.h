// What needs lexicons but no workspace: analysing a stream of texts, previewing a file,
// measuring quality, testing the lexicons.
// Threads: one service a thread; AnalyzeLine keeps the word caches of its stream.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/context.h"
#include "engine/base/result.h"
#include "engine/service/types.h"

namespace refrain::service {

// How the `text` of a line is to be read.
enum class TextForm { kText, kEmailBody, kEml };
inline constexpr model::NameTable<TextForm, 3> kTextFormNames{
    {{TextForm::kText, "text"}, {TextForm::kEmailBody, "email-body"}, {TextForm::kEml, "eml"}}};
constexpr const auto& Names(TextForm) { return kTextFormNames; }

struct AnalyzeOptions {
  TextForm form = TextForm::kText;
  bool explain = false;
};

enum class EvaluateTask {
  kLanguage,
  kClean,
  kSentiment,
  kEmotion,
  kKind,
  kAspect,
  kTheme,
  kLinks,
  kClusters
};
inline constexpr model::NameTable<EvaluateTask, 9> kEvaluateTaskNames{{
    {EvaluateTask::kLanguage, "language"},
    {EvaluateTask::kClean, "clean"},
    {EvaluateTask::kSentiment, "sentiment"},
    {EvaluateTask::kEmotion, "emotion"},
    {EvaluateTask::kKind, "kind"},
    {EvaluateTask::kAspect, "aspect"},
    {EvaluateTask::kTheme, "theme"},
    {EvaluateTask::kLinks, "links"},
    {EvaluateTask::kClusters, "clusters"},
}};
constexpr const auto& Names(EvaluateTask) { return kEvaluateTaskNames; }

// Figures of one file, or of all files together for links and clusters.
struct EvaluationResult {
  std::string json;  // stable keys; the figures unrounded
  std::string text;  // a table for people
};

class AnalysisService {
 public:
  // Errors: kNotFound, kCorrupt (lexicons or models).
  [[nodiscard]] static Result<AnalysisService> Load(const std::filesystem::path& lexicon_folder);
  AnalysisService(AnalysisService&&) noexcept;
  AnalysisService& operator=(AnalysisService&&) noexcept;
  ~AnalysisService();

  // One JSON line in ({"text": …, "id", "lang", "subject", "channel"}), one JSON line out.
  // Errors: kMalformed (no JSON, no text); `where` is empty, the caller knows the line.
  [[nodiscard]] Result<std::string> AnalyzeLine(std::string_view line,
                                                const AnalyzeOptions& options) const;

  // The first `limit` items of a source as they would be stored.
  [[nodiscard]] Result<Preview> PreviewSource(const std::filesystem::path& path,
                                              const read::ReadOptions& options,
                                              std::size_t limit) const;

  // `prediction` is called with one JSON line for each item.
  [[nodiscard]] Result<EvaluationResult> Evaluate(
      EvaluateTask task, const std::vector<std::filesystem::path>& files,
      const std::function<Status(std::string_view)>& prediction) const;

  // Faults of the lexicons' files and failing samples, each "file:line: what".
  struct LexiconReport {
    std::vector<std::string> faults;
    std::vector<std::string> failed_samples;
    std::size_t samples = 0;
    std::vector<std::pair<std::string, std::size_t>> entries;  // language, terms
  };
  [[nodiscard]] Result<LexiconReport> TestLexicons(std::string_view language) const;

 private:
  struct Impl;
  explicit AnalysisService(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::service
