// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/json_values.h"

#include <cmath>
#include <map>

#include "engine/model/names.h"

namespace refrain::service {

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

double Rounded(double value) {
  const double out = std::round(value * 1e4) / 1e4;
  return out == 0.0 ? 0.0 : out;  // no −0
}

Json SpanJson(const model::Span& span) { return Json::array({span.begin, span.end}); }

Json LanguageJson(const model::LanguageGuess& language) {
  return {{"code", language.code.empty() ? "unknown" : language.code},
          {"confidence", Rounded(language.confidence)}};
}

Json SentimentJson(const model::Sentiment& sentiment) {
  return {{"label", model::NameOf(sentiment.label)},
          {"score", Rounded(sentiment.score)},
          {"confidence", Rounded(sentiment.confidence)}};
}

Json BlocksJson(const std::vector<model::Block>& blocks) {
  Json out = Json::array();
  for (const model::Block& block : blocks) {
    out.push_back({{"kind", model::NameOf(block.kind)}, {"span", SpanJson(block.span)}});
  }
  return out;
}

Json IntervalJson(const stats::Interval& interval) {
  return {{"value", Rounded(interval.estimate)},
          {"low", Rounded(interval.low)},
          {"high", Rounded(interval.high)}};
}

namespace {

// Mentions of one theme together: the feeling of the most telling one, all spans.
Json ThemesJson(const std::vector<model::ThemeMention>& mentions) {
  std::map<std::string, std::vector<const model::ThemeMention*>> by_theme;
  for (const model::ThemeMention& mention : mentions) by_theme[mention.theme].push_back(&mention);
  Json out = Json::array();
  for (const auto& [theme, list] : by_theme) {
    const model::ThemeMention* strongest = list.front();
    Json spans = Json::array();
    for (const model::ThemeMention* mention : list) {
      if (std::fabs(mention->sentiment.score) > std::fabs(strongest->sentiment.score)) {
        strongest = mention;
      }
      spans.push_back(SpanJson(mention->span));
    }
    out.push_back({{"id", theme},
                   {"sentiment", SentimentJson(strongest->sentiment)},
                   {"spans", std::move(spans)}});
  }
  return out;
}

}  // namespace

void PutAnnotations(const model::Annotations& annotations, Json& out) {
  out["language"] = LanguageJson(annotations.language);
  out["sentiment"] = SentimentJson(annotations.sentiment);
  Json& emotions = out["emotions"] = Json::array();
  for (const model::EmotionScore& one : annotations.emotions) {
    emotions.push_back(
        {{"name", model::NameOf(one.emotion)}, {"intensity", Rounded(one.intensity)}});
  }
  Json& kinds = out["kinds"] = Json::array();
  for (const model::KindScore& one : annotations.kinds) {
    kinds.push_back({{"name", model::NameOf(one.kind)}, {"confidence", Rounded(one.confidence)}});
  }
  out["themes"] = ThemesJson(annotations.themes);
  Json& requests = out["requests"] = Json::array();
  for (const model::RequestMention& one : annotations.requests) {
    requests.push_back({{"span", SpanJson(one.span)},
                        {"title", one.title},
                        {"object", SpanJson(one.object)},
                        {"confidence", Rounded(one.confidence)},
                        {"implied", one.implied},
                        {"against", one.against},
                        {"concepts", one.concepts}});
  }
  Json& personal = out["personal"] = Json::array();
  for (const model::PersonalDatum& one : annotations.personal) {
    personal.push_back({{"type", one.type}, {"span", SpanJson(one.span)}});
  }
  if (annotations.contributions.empty()) return;
  Json& contributions = out["contributions"] = Json::array();
  for (const model::Contribution& one : annotations.contributions) {
    contributions.push_back(
        {{"span", SpanJson(one.span)}, {"rule", one.rule}, {"weight", Rounded(one.weight)}});
  }
}

}  // namespace refrain::service
