// What the files of AnalysisService share. Internal to the module.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/service/analysis_service.h"
#include "engine/service/engine_impl.h"
#include "engine/service/json_values.h"

namespace refrain::service {

struct AnalysisService::Impl {
  std::unique_ptr<Language> language;
  mutable analysis::Workspace workspace;  // AnalyzeLine is one stream

  explicit Impl(std::unique_ptr<Language> loaded)
      : language(std::move(loaded)), workspace(language->analyzer) {}
};

// One JSON object. Errors: kMalformed; nesting is capped before the parser sees the text.
[[nodiscard]] Result<Json> ParseObject(std::string_view line);
// A member that is a string; empty when it is missing or something else.
[[nodiscard]] std::string StringOf(const Json& object, const char* name);

// A labelled row of a file that `evaluate` reads.
struct GoldRow {
  std::string id;
  std::string text;
  Json json;
  model::Annotations annotations;
};

struct GoldFile {
  std::string path;
  std::string name;  // without folder and ".jsonl"
  std::vector<GoldRow> rows;
  std::uint64_t unreadable = 0;  // lines that are no JSON object with a text
};

struct EvaluateInput {
  const Language& language;
  std::vector<GoldFile> files;
  const std::function<Status(std::string_view)>& prediction;
};

// Each task fills one figure object a file (or for all) and a text line or more.
[[nodiscard]] Result<EvaluationResult> EvaluateLabels(EvaluateTask task, EvaluateInput& input);
[[nodiscard]] Result<EvaluationResult> EvaluateClean(EvaluateInput& input);
[[nodiscard]] Result<EvaluationResult> EvaluateAspect(EvaluateInput& input);
[[nodiscard]] Result<EvaluationResult> EvaluateLinks(EvaluateInput& input);
[[nodiscard]] Result<EvaluationResult> EvaluateClusters(EvaluateInput& input);

}  // namespace refrain::service
