// JSON values of the model's types, shared by answers, analyze, export and evaluate.
// Internal to the module.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/model/annotation.h"
#include "engine/model/message.h"
#include "engine/stats/intervals.h"

namespace refrain::service {

using Json = nlohmann::ordered_json;

// Never throws: what is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string Dump(const Json& json);

[[nodiscard]] Json SpanJson(const model::Span& span);  // [begin, end]
[[nodiscard]] Json LanguageJson(const model::LanguageGuess& language);
[[nodiscard]] Json SentimentJson(const model::Sentiment& sentiment);
[[nodiscard]] Json BlocksJson(const std::vector<model::Block>& blocks);
[[nodiscard]] Json IntervalJson(const stats::Interval& interval);
// language, sentiment, emotions, kinds, themes, requests, personal, contributions.
void PutAnnotations(const model::Annotations& annotations, Json& out);
// Six digits are more than the figures mean, and the same on every machine.
[[nodiscard]] double Rounded(double value);

}  // namespace refrain::service
