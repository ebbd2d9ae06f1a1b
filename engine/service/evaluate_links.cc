// evaluate links | clusters: whether texts that ask for the same thing are near each other, and
// end in one group, within and across the files given (a language a file).
// Rows of different blocks never meet: "app/kind/cluster" has the block "app/kind".
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/link/cluster.h"
#include "engine/link/vectors.h"
#include "engine/service/analysis_service_impl.h"
#include "engine/stats/clustering.h"

namespace refrain::service {
namespace {

struct Row {
  std::size_t file = 0;
  std::string id;
  std::string label;
  std::string block;
};

struct Rows {
  std::vector<Row> rows;
  std::vector<model::LinkItem> items;
};

Rows ReadRows(const EvaluateInput& input) {
  Rows out;
  analysis::Workspace workspace(input.language.analyzer);
  for (std::size_t f = 0; f < input.files.size(); ++f) {
    for (const GoldRow& gold : input.files[f].rows) {
      const std::string language = StringOf(gold.json, "lang");
      analysis::Input one;
      one.text = gold.text;
      one.authored = {{0, static_cast<std::uint32_t>(gold.text.size())}};
      one.declared_language = language;
      one.concepts = true;
      const model::Annotations found = input.language.analyzer.Analyze(one, workspace);
      Row row{f, gold.id, StringOf(gold.json, "label"), ""};
      const std::size_t slash = row.label.rfind('/');
      if (slash != std::string::npos) row.block = row.label.substr(0, slash);
      if (row.label.empty()) row.label = StringOf(gold.json, "request");
      model::LinkItem item;
      item.mention = gold.id;
      item.language = language;
      item.text = gold.text;
      item.concepts = found.concepts;
      for (const model::ThemeMention& theme : found.themes) item.themes.push_back(theme.theme);
      for (const model::RequestMention& request : found.requests) {
        item.object.append(gold.text, request.object.begin,
                           request.object.end - request.object.begin);
        item.object += ' ';
      }
      out.rows.push_back(std::move(row));
      out.items.push_back(std::move(item));
    }
  }
  return out;
}

struct Direction {
  std::uint64_t n = 0;
  std::uint64_t top1 = 0;
  std::uint64_t top5 = 0;
};

}  // namespace

Result<EvaluationResult> EvaluateLinks(EvaluateInput& input) {
  const Rows data = ReadRows(input);
  const link::Space space = link::Space::Build(data.items, input.language.lexicons);
  std::map<std::pair<std::size_t, std::size_t>, Direction> directions;
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    const Row& row = data.rows[i];
    for (std::size_t f = 0; f < input.files.size(); ++f) {
      std::vector<std::pair<std::int32_t, std::size_t>> near;
      bool possible = false;
      for (std::size_t j = 0; j < data.rows.size(); ++j) {
        if (j == i || data.rows[j].file != f || data.rows[j].block != row.block) continue;
        possible |= data.rows[j].label == row.label;
        near.emplace_back(-space.Similarity(i, j), j);
      }
      // Without a right answer among the candidates there is nothing to find.
      if (!possible) continue;
      const std::size_t count = std::min<std::size_t>(5, near.size());
      std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count),
                        near.end());
      Direction& direction = directions[{row.file, f}];
      ++direction.n;
      Json nearest = Json::array();
      bool in_five = false;
      for (std::size_t k = 0; k < count; ++k) {
        const bool right = data.rows[near[k].second].label == row.label;
        if (k == 0 && right) ++direction.top1;
        in_five |= right;
        nearest.push_back(data.rows[near[k].second].id);
      }
      direction.top5 += in_five ? 1U : 0U;
      REFRAIN_TRY(input.prediction(Dump({{"id", row.id},
                                         {"from", input.files[row.file].name},
                                         {"to", input.files[f].name},
                                         {"label", row.label},
                                         {"nearest", std::move(nearest)}})));
    }
  }
  EvaluationResult out;
  Json list = Json::array();
  for (const auto& [pair, direction] : directions) {
    const double n = static_cast<double>(direction.n);
    const double top1 = static_cast<double>(direction.top1) / n;
    const double top5 = static_cast<double>(direction.top5) / n;
    list.push_back({{"from", input.files[pair.first].name},
                    {"to", input.files[pair.second].name},
                    {"n", direction.n},
                    {"top1", Rounded(top1)},
                    {"top5", Rounded(top5)}});
    out.text +=
        fmt::format("{} → {}  n {}  top-1 {:.3f}  top-5 {:.3f}\n", input.files[pair.first].name,
                    input.files[pair.second].name, direction.n, top1, top5);
  }
  out.json = Dump({{"schema", 1}, {"task", "links"}, {"directions", std::move(list)}});
  return out;
}

Result<EvaluationResult> EvaluateClusters(EvaluateInput& input) {
  const Rows data = ReadRows(input);
  EvaluationResult out;
  Json list = Json::array();
  // Each file alone, then, when there are several, all together.
  const std::size_t runs = input.files.size() + (input.files.size() > 1 ? 1 : 0);
  for (std::size_t run = 0; run < runs; ++run) {
    const bool joint = run == input.files.size();
    std::vector<model::LinkItem> items;
    std::vector<const Row*> rows;
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
      if (!joint && data.rows[i].file != run) continue;
      items.push_back(data.items[i]);
      rows.push_back(&data.rows[i]);
    }
    const link::Space space = link::Space::Build(items, input.language.lexicons);
    std::vector<std::string> languages;
    std::vector<std::string> blocks;
    for (std::size_t i = 0; i < items.size(); ++i) {
      languages.push_back(items[i].language);
      blocks.push_back(rows[i]->block);
    }
    std::vector<std::string> gold(items.size());
    std::vector<std::string> found(items.size());
    std::size_t number = 0;
    for (const link::Cluster& cluster : link::FindClusters(space, languages, blocks)) {
      for (const std::uint32_t member : cluster.members) {
        found[member] = fmt::format("{}", number);
        gold[member] = rows[member]->label;
      }
      ++number;
    }
    const std::string name = joint ? "all files" : input.files[run].name;
    for (std::size_t i = 0; i < items.size(); ++i) {
      REFRAIN_TRY(input.prediction(
          Dump({{"run", name}, {"id", rows[i]->id}, {"gold", gold[i]}, {"cluster", found[i]}})));
    }
    const stats::ClusteringFigures figures = stats::CompareClusters(gold, found);
    list.push_back({{"run", name},
                    {"n", figures.n},
                    {"gold_clusters", figures.gold_clusters},
                    {"found_clusters", figures.found_clusters},
                    {"pair_precision", Rounded(figures.pair_precision)},
                    {"pair_recall", Rounded(figures.pair_recall)},
                    {"pair_f1", Rounded(figures.pair_f1)},
                    {"ari", Rounded(figures.adjusted_rand)},
                    {"nmi", Rounded(figures.nmi)},
                    {"b3_precision", Rounded(figures.b3_precision)},
                    {"b3_recall", Rounded(figures.b3_recall)},
                    {"b3_f1", Rounded(figures.b3_f1)}});
    out.text += fmt::format(
        "{}  n {}  clusters {} (gold {})  pair P {:.3f} R {:.3f} F1 {:.3f}  ARI {:.3f}  "
        "NMI {:.3f}  B³ {:.3f}\n",
        name, figures.n, figures.found_clusters, figures.gold_clusters, figures.pair_precision,
        figures.pair_recall, figures.pair_f1, figures.adjusted_rand, figures.nmi, figures.b3_f1);
  }
  out.json = Dump({{"schema", 1}, {"task", "clusters"}, {"runs", std::move(list)}});
  return out;
}

}  // namespace refrain::service
