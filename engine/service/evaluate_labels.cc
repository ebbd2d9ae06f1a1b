// evaluate language | sentiment | emotion | kind | theme: labels against gold, a file at a time.
// A prediction is restricted to the labels that a file knows: a set without "neutral" or
// "mixed" gets the sign of the score instead, so that figures of different sets compare.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "engine/service/analysis_service_impl.h"
#include "engine/stats/classification.h"
#include "engine/stats/clustering.h"

namespace refrain::service {
namespace {

using Labels = std::vector<std::string>;

constexpr float kSureKind = 0.5F;

// Ekman's six, as labelled sets use them, from the ten of customer service.
constexpr std::pair<model::Emotion, std::string_view> kEkman[] = {
    {model::Emotion::kJoy, "joy"},
    {model::Emotion::kGratitude, "joy"},
    {model::Emotion::kTrust, "joy"},
    {model::Emotion::kSurprise, "surprise"},
    {model::Emotion::kConfusion, "surprise"},
    {model::Emotion::kDisappointment, "sadness"},
    {model::Emotion::kFrustration, "anger"},
    {model::Emotion::kAnger, "anger"},
    {model::Emotion::kWorry, "fear"},
    {model::Emotion::kSadness, "sadness"},
};

Labels Sorted(const std::set<std::string>& labels) { return {labels.begin(), labels.end()}; }

// `names` in order of preference: a list of strings, or one string.
Labels GoldOf(const Json& row, std::initializer_list<const char*> names) {
  std::set<std::string> out;
  for (const char* name : names) {
    const auto at = row.find(name);
    if (at == row.end()) continue;
    if (at->is_string()) out.insert(at->get<std::string>());
    if (at->is_array()) {
      for (const Json& one : *at) {
        if (one.is_string()) out.insert(one.get<std::string>());
      }
    }
    if (at->is_string() || at->is_array()) break;
  }
  return Sorted(out);
}

struct Prediction {
  Labels labels;
  double confidence = 0.0;
};

Prediction PredictLanguage(const model::Annotations& found, const std::set<std::string>& known) {
  std::string code = found.language.code.empty() ? "unknown" : found.language.code;
  if (code == "nn" && known.count("nn") == 0) code = "no";
  return {{code}, found.language.confidence};
}

Prediction PredictSentiment(const model::Annotations& found, const std::set<std::string>& known) {
  const model::Sentiment& sentiment = found.sentiment;
  std::string label(model::NameOf(sentiment.label));
  if (known.count(label) == 0) label = sentiment.score >= 0.0F ? "positive" : "negative";
  return {{label}, sentiment.confidence};
}

Prediction PredictEmotion(const model::Annotations& found, const std::set<std::string>& known) {
  std::set<std::string> labels;
  double confidence = 0.5;
  for (const model::EmotionScore& score : found.emotions) {
    const auto at = std::find_if(std::begin(kEkman), std::end(kEkman),
                                 [&](const auto& pair) { return pair.first == score.emotion; });
    const std::string own(model::NameOf(score.emotion));
    if (known.count(own) != 0) {
      labels.insert(own);
    } else if (at != std::end(kEkman) && known.count(std::string(at->second)) != 0) {
      labels.insert(std::string(at->second));
    }
    confidence = std::max<double>(confidence, score.intensity);
  }
  if (labels.empty()) labels.insert(known.count("neutral") != 0 ? "neutral" : "none");
  return {Sorted(labels), confidence};
}

Prediction PredictKind(const model::Annotations& found, const std::set<std::string>& known) {
  std::set<std::string> labels;
  double confidence = 0.6;
  for (const model::KindScore& score : found.kinds) {
    const std::string name(model::NameOf(score.kind));
    if (score.confidence < kSureKind || known.count(name) == 0) continue;
    labels.insert(name);
    confidence = std::max<double>(confidence, score.confidence);
  }
  if (labels.empty()) labels.insert("other");
  return {Sorted(labels), confidence};
}

Prediction PredictThemes(const model::Annotations& found) {
  std::set<std::string> labels;
  for (const model::ThemeMention& mention : found.themes) labels.insert(mention.theme);
  return {Sorted(labels), 0.5};
}

Labels GoldFor(EvaluateTask task, const Json& row) {
  switch (task) {
    case EvaluateTask::kLanguage: return GoldOf(row, {"lang"});
    case EvaluateTask::kSentiment: return GoldOf(row, {"label"});
    case EvaluateTask::kEmotion: return GoldOf(row, {"emotions", "labels", "label"});
    case EvaluateTask::kKind: {
      Labels kinds = GoldOf(row, {"kinds", "labels", "label"});
      return kinds.empty() ? Labels{"other"} : kinds;
    }
    default: return GoldOf(row, {"themes", "labels", "label"});
  }
}

Prediction Predict(EvaluateTask task, const model::Annotations& found,
                   const std::set<std::string>& known) {
  switch (task) {
    case EvaluateTask::kLanguage: return PredictLanguage(found, known);
    case EvaluateTask::kSentiment: return PredictSentiment(found, known);
    case EvaluateTask::kEmotion: return PredictEmotion(found, known);
    case EvaluateTask::kKind: return PredictKind(found, known);
    default: return PredictThemes(found);
  }
}

Json FiguresJson(const GoldFile& file, const stats::ClassificationFigures& figures) {
  Json classes = Json::object();
  for (const auto& [name, one] : figures.classes) {
    classes[name] = {{"gold", one.gold},
                     {"predicted", one.predicted},
                     {"precision", Rounded(one.precision())},
                     {"recall", Rounded(one.recall())},
                     {"f1", Rounded(one.f1())}};
  }
  return {{"file", file.name},
          {"n", figures.n},
          {"unreadable", file.unreadable},
          {"accuracy", Rounded(figures.accuracy())},
          {"macro_f1", Rounded(figures.macro_f1())},
          {"micro_f1", Rounded(figures.micro_f1())},
          {"calibration_error", Rounded(figures.calibration_error)},
          {"classes", std::move(classes)}};
}

std::string FiguresText(const GoldFile& file, const stats::ClassificationFigures& figures) {
  std::string out =
      fmt::format("{}  n {}  accuracy {:.3f}  macro-F1 {:.3f}  micro-F1 {:.3f}  ECE {:.3f}\n",
                  file.name, figures.n, figures.accuracy(), figures.macro_f1(), figures.micro_f1(),
                  figures.calibration_error);
  if (file.unreadable > 0) out += fmt::format("  {} lines could not be read\n", file.unreadable);
  for (const auto& [name, one] : figures.classes) {
    out += fmt::format("  {:<28} P {:.3f}  R {:.3f}  F1 {:.3f}  gold {:>6}  predicted {:>6}\n",
                       name, one.precision(), one.recall(), one.f1(), one.gold, one.predicted);
  }
  return out;
}

// Themes of a set whose labels are not of our taxonomy: how well the two agree as groupings.
void PutAgreement(const std::vector<stats::LabelledItem>& items, Json& figures, std::string& text) {
  Labels gold;
  Labels found;
  for (const stats::LabelledItem& item : items) {
    gold.push_back(item.gold.empty() ? "none" : item.gold.front());
    found.push_back(item.predicted.empty() ? "none" : item.predicted.front());
  }
  const stats::ClusteringFigures agreement = stats::CompareClusters(gold, found);
  std::uint64_t with_theme = 0;
  for (const stats::LabelledItem& item : items) with_theme += item.predicted.empty() ? 0U : 1U;
  const double coverage = static_cast<double>(with_theme) / static_cast<double>(items.size());
  figures["foreign_labels"] = true;
  figures["nmi"] = Rounded(agreement.nmi);
  figures["coverage"] = Rounded(coverage);
  text = fmt::format("{}  n {}  labels of another taxonomy: NMI {:.3f}, {:.1f}% have a theme\n",
                     figures["file"].get<std::string>(), items.size(), agreement.nmi,
                     100.0 * coverage);
}

}  // namespace

Result<EvaluationResult> EvaluateLabels(EvaluateTask task, EvaluateInput& input) {
  Json files = Json::array();
  EvaluationResult out;
  analysis::Workspace workspace(input.language.analyzer);
  for (GoldFile& file : input.files) {
    std::set<std::string> known;
    for (const GoldRow& row : file.rows) {
      for (const std::string& label : GoldFor(task, row.json)) known.insert(label);
    }
    std::vector<stats::LabelledItem> items;
    for (const GoldRow& row : file.rows) {
      Labels gold = GoldFor(task, row.json);
      if (gold.empty() && task != EvaluateTask::kTheme && task != EvaluateTask::kEmotion) continue;
      if (gold.empty() && task == EvaluateTask::kEmotion) gold = {"none"};
      analysis::Input one;
      one.text = row.text;
      one.authored = {{0, static_cast<std::uint32_t>(row.text.size())}};
      const std::string language = StringOf(row.json, "lang");
      if (task != EvaluateTask::kLanguage) one.declared_language = language;
      const model::Annotations found = input.language.analyzer.Analyze(one, workspace);
      Prediction prediction = Predict(task, found, known);
      REFRAIN_TRY(input.prediction(Dump({{"file", file.name},
                                         {"id", row.id},
                                         {"gold", gold},
                                         {"predicted", prediction.labels},
                                         {"confidence", Rounded(prediction.confidence)},
                                         {"score", Rounded(found.sentiment.score)}})));
      items.push_back({std::move(gold), std::move(prediction.labels), prediction.confidence});
    }
    const stats::ClassificationFigures figures = stats::Classify(items);
    Json json = FiguresJson(file, figures);
    std::string text = FiguresText(file, figures);
    if (task == EvaluateTask::kTheme) {
      const auto ours = std::count_if(known.begin(), known.end(), [&](const std::string& label) {
        return input.language.lexicons.ThemeIndex(label) >= 0;
      });
      if (static_cast<std::size_t>(ours) * 2 < known.size()) PutAgreement(items, json, text);
    }
    files.push_back(std::move(json));
    out.text += text;
  }
  out.json = Dump({{"schema", 1}, {"task", model::NameOf(task)}, {"files", std::move(files)}});
  return out;
}

}  // namespace refrain::service
