// Figures of a clustering against gold clusters.
// Thread-safe: pure functions on values.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace refrain::stats {

struct ClusteringFigures {
  std::uint64_t n = 0;
  std::uint64_t gold_clusters = 0;
  std::uint64_t found_clusters = 0;
  double pair_precision = 0.0;
  double pair_recall = 0.0;
  double pair_f1 = 0.0;
  double adjusted_rand = 0.0;  // L. Hubert, P. Arabie (1985)
  double nmi = 0.0;            // normalised by the arithmetic mean of the entropies
  double b3_precision = 0.0;   // A. Bagga, B. Baldwin (1998)
  double b3_recall = 0.0;
  double b3_f1 = 0.0;
};

// `gold[i]` and `found[i]` name the clusters of item i; sizes must be equal.
[[nodiscard]] ClusteringFigures CompareClusters(const std::vector<std::string>& gold,
                                                const std::vector<std::string>& found);

}  // namespace refrain::stats
