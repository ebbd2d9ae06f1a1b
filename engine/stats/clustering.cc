// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stats/clustering.h"

#include <cmath>
#include <map>
#include <utility>

namespace refrain::stats {
namespace {

double Pairs(double n) { return n * (n - 1.0) / 2.0; }
double Harmonic(double a, double b) { return a + b == 0.0 ? 0.0 : 2.0 * a * b / (a + b); }

}  // namespace

ClusteringFigures CompareClusters(const std::vector<std::string>& gold,
                                  const std::vector<std::string>& found) {
  ClusteringFigures out;
  out.n = gold.size();
  if (gold.empty()) return out;
  std::map<std::string, double> gold_sizes;
  std::map<std::string, double> found_sizes;
  std::map<std::pair<std::string, std::string>, double> both;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    gold_sizes[gold[i]] += 1.0;
    found_sizes[found[i]] += 1.0;
    both[{gold[i], found[i]}] += 1.0;
  }
  out.gold_clusters = gold_sizes.size();
  out.found_clusters = found_sizes.size();
  const auto n = static_cast<double>(gold.size());
  double gold_pairs = 0.0;
  double found_pairs = 0.0;
  double both_pairs = 0.0;
  double gold_entropy = 0.0;
  double found_entropy = 0.0;
  double mutual = 0.0;
  for (const auto& [name, size] : gold_sizes) {
    gold_pairs += Pairs(size);
    gold_entropy -= size / n * std::log(size / n);
  }
  for (const auto& [name, size] : found_sizes) {
    found_pairs += Pairs(size);
    found_entropy -= size / n * std::log(size / n);
  }
  for (const auto& [names, size] : both) {
    both_pairs += Pairs(size);
    const double of_gold = gold_sizes[names.first];
    const double of_found = found_sizes[names.second];
    mutual += size / n * std::log(n * size / (of_gold * of_found));
    out.b3_precision += size * size / of_found / n;
    out.b3_recall += size * size / of_gold / n;
  }
  out.pair_precision = found_pairs == 0.0 ? 0.0 : both_pairs / found_pairs;
  out.pair_recall = gold_pairs == 0.0 ? 0.0 : both_pairs / gold_pairs;
  out.pair_f1 = Harmonic(out.pair_precision, out.pair_recall);
  const double expected = Pairs(n) == 0.0 ? 0.0 : gold_pairs * found_pairs / Pairs(n);
  const double most = (gold_pairs + found_pairs) / 2.0;
  out.adjusted_rand = most == expected ? 1.0 : (both_pairs - expected) / (most - expected);
  const double entropy = (gold_entropy + found_entropy) / 2.0;
  out.nmi = entropy == 0.0 ? 1.0 : mutual / entropy;
  out.b3_f1 = Harmonic(out.b3_precision, out.b3_recall);
  return out;
}

}  // namespace refrain::stats
