// evaluate clean | aspect: spans of text against gold.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/strings.h"
#include "engine/mail/mime.h"
#include "engine/service/analysis_service_impl.h"
#include "engine/stats/classification.h"
#include "engine/text/utf8.h"

namespace refrain::service {
namespace {

// White space folded: what a reader sees as the same text.
std::string Folded(std::string_view text) {
  std::string out;
  for (const std::string_view word : SplitWords(text)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

struct LineFigures {
  std::uint64_t gold = 0;
  std::uint64_t found = 0;
  std::uint64_t both = 0;
  [[nodiscard]] double f1() const {
    return gold + found == 0 ? 1.0
                             : 2.0 * static_cast<double>(both) / static_cast<double>(gold + found);
  }
};

// Lines labelled "body" are the author's; a line is found when an authored block holds any of it.
void CountLines(const GoldRow& row, std::string_view text, const std::vector<model::Block>& blocks,
                LineFigures& figures) {
  const auto labels = row.json.find("line_labels");
  if (labels == row.json.end() || !labels->is_array()) return;
  std::size_t begin = 0;
  std::size_t index = 0;
  for (const std::string_view line : Split(text, '\n')) {
    if (index >= labels->size()) break;
    const Json& label = (*labels)[index++];
    const std::size_t end = begin + line.size();
    if (!TrimAscii(line).empty()) {
      const bool gold = label.is_string() && label.get<std::string>() == "body";
      const bool found = std::any_of(blocks.begin(), blocks.end(), [&](const model::Block& block) {
        return block.kind == model::BlockKind::kAuthored && block.span.begin < end &&
               begin < block.span.end;
      });
      figures.gold += gold ? 1U : 0U;
      figures.found += found ? 1U : 0U;
      figures.both += gold && found ? 1U : 0U;
    }
    begin = end + 1;
  }
}

// Code point offset (as Python counts) → byte offset.
std::size_t ByteOffset(std::string_view text, std::int64_t code_points) {
  std::size_t pos = 0;
  for (std::int64_t i = 0; i < code_points && pos < text.size(); ++i) {
    static_cast<void>(text::DecodeAt(text, pos));
  }
  return pos;
}

}  // namespace

Result<EvaluationResult> EvaluateClean(EvaluateInput& input) {
  Json files = Json::array();
  EvaluationResult out;
  for (GoldFile& file : input.files) {
    std::uint64_t n = 0;
    std::uint64_t exact = 0;
    LineFigures lines;
    bool has_lines = false;
    for (const GoldRow& row : file.rows) {
      const auto uncertain = row.json.find("uncertain");
      if (uncertain != row.json.end() && uncertain->is_number() && uncertain->get<double>() > 0) {
        continue;
      }
      std::string text = row.text;
      if (StringOf(row.json, "label").starts_with("eml")) {
        auto mail = mail::ParseMail(text);
        if (mail.ok()) text = std::move(mail->text);
      }
      const std::vector<model::Block> blocks = input.language.splitter.Split(text);
      const std::string authored = mail::AuthoredText(text, blocks);
      const bool right = Folded(authored) == Folded(StringOf(row.json, "expected"));
      ++n;
      exact += right ? 1U : 0U;
      has_lines |= row.json.contains("line_labels");
      CountLines(row, text, blocks, lines);
      REFRAIN_TRY(input.prediction(
          Dump({{"file", file.name}, {"id", row.id}, {"exact", right}, {"authored", authored}})));
    }
    const double share = n == 0 ? 0.0 : static_cast<double>(exact) / static_cast<double>(n);
    Json figures = {
        {"file", file.name}, {"n", n}, {"unreadable", file.unreadable}, {"exact", Rounded(share)}};
    out.text += fmt::format("{}  n {}  exact {:.3f}", file.name, n, share);
    if (has_lines) {
      figures["line_f1"] = Rounded(lines.f1());
      out.text += fmt::format("  line-F1 {:.3f}", lines.f1());
    }
    out.text += '\n';
    files.push_back(std::move(figures));
  }
  out.json = Dump({{"schema", 1}, {"task", "clean"}, {"files", std::move(files)}});
  return out;
}

Result<EvaluationResult> EvaluateAspect(EvaluateInput& input) {
  Json files = Json::array();
  EvaluationResult out;
  analysis::Workspace workspace(input.language.analyzer);
  for (GoldFile& file : input.files) {
    std::uint64_t targets = 0;
    std::vector<stats::LabelledItem> items;
    for (const GoldRow& row : file.rows) {
      const auto aspects = row.json.find("aspects");
      if (aspects == row.json.end() || !aspects->is_array()) continue;
      analysis::Input one;
      one.text = row.text;
      one.authored = {{0, static_cast<std::uint32_t>(row.text.size())}};
      const std::string language = StringOf(row.json, "lang");
      one.declared_language = language;
      const model::Annotations found = input.language.analyzer.Analyze(one, workspace);
      for (const Json& aspect : *aspects) {
        const std::int64_t from = aspect.value("from", std::int64_t{-1});
        const std::int64_t to = aspect.value("to", std::int64_t{-1});
        if (from < 0 || to <= from) continue;
        ++targets;
        const std::size_t begin = ByteOffset(row.text, from);
        const std::size_t end = ByteOffset(row.text, to);
        const auto mention = std::find_if(
            found.themes.begin(), found.themes.end(),
            [&](const auto& theme) { return theme.span.begin < end && begin < theme.span.end; });
        if (mention == found.themes.end()) continue;
        const std::string predicted(model::NameOf(mention->sentiment.label));
        const std::string gold = aspect.value("polarity", std::string());
        REFRAIN_TRY(input.prediction(Dump({{"file", file.name},
                                           {"id", row.id},
                                           {"span", Json::array({begin, end})},
                                           {"theme", mention->theme},
                                           {"gold", gold},
                                           {"predicted", predicted}})));
        items.push_back({{gold}, {predicted}, mention->sentiment.confidence});
      }
    }
    const stats::ClassificationFigures figures = stats::Classify(items);
    const double found_share =
        targets == 0 ? 0.0 : static_cast<double>(items.size()) / static_cast<double>(targets);
    Json json = {{"file", file.name},
                 {"targets", targets},
                 {"found", items.size()},
                 {"found_share", Rounded(found_share)},
                 {"polarity_accuracy", Rounded(figures.accuracy())},
                 {"polarity_macro_f1", Rounded(figures.macro_f1())},
                 {"calibration_error", Rounded(figures.calibration_error)}};
    out.text += fmt::format(
        "{}  targets {}  found {:.3f}  polarity accuracy on found {:.3f}  macro-F1 {:.3f}\n",
        file.name, targets, found_share, figures.accuracy(), figures.macro_f1());
    files.push_back(std::move(json));
  }
  out.json = Dump({{"schema", 1}, {"task", "aspect"}, {"files", std::move(files)}});
  return out;
}

}  // namespace refrain::service
