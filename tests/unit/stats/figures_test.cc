// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/stats/classification.h"
#include "engine/stats/clustering.h"

namespace refrain::stats {
namespace {

TEST(Classify, CountsAWorkedExample) {
  // gold a a a b b c; predicted a a b b a c
  const ClassificationFigures figures = Classify({{{"a"}, {"a"}, .9},
                                                  {{"a"}, {"a"}, .9},
                                                  {{"a"}, {"b"}, .9},
                                                  {{"b"}, {"b"}, .9},
                                                  {{"b"}, {"a"}, .9},
                                                  {{"c"}, {"c"}, .9}});
  EXPECT_NEAR(figures.accuracy(), 4.0 / 6.0, 1e-12);
  EXPECT_NEAR(figures.classes.at("a").precision(), 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(figures.classes.at("b").recall(), 0.5, 1e-12);
  EXPECT_NEAR(figures.macro_f1(), (2.0 / 3.0 + 0.5 + 1.0) / 3.0, 1e-12);
  EXPECT_NEAR(figures.calibration_error, 0.9 - 4.0 / 6.0, 1e-12);
}

TEST(Classify, LeavesClassesWithoutGoldOutOfTheMean) {
  const ClassificationFigures figures = Classify({{{"a"}, {"a"}, 1.0}, {{"a"}, {"z"}, 1.0}});
  EXPECT_NEAR(figures.macro_f1(), 2.0 / 3.0, 1e-12);
}

TEST(CompareClusters, IsPerfectForTheSamePartitionUnderOtherNames) {
  const ClusteringFigures figures = CompareClusters({"a", "a", "b", "c"}, {"1", "1", "2", "3"});
  EXPECT_NEAR(figures.pair_f1, 1.0, 1e-12);
  EXPECT_NEAR(figures.adjusted_rand, 1.0, 1e-12);
  EXPECT_NEAR(figures.nmi, 1.0, 1e-12);
  EXPECT_NEAR(figures.b3_f1, 1.0, 1e-12);
}

TEST(CompareClusters, AgreesWithAWorkedExample) {
  // Manning et al., "Introduction to Information Retrieval", figure 16.4: ARI and pairs.
  std::vector<std::string> gold;
  std::vector<std::string> found;
  const auto add = [&](const char* label, const char* cluster, int times) {
    for (int i = 0; i < times; ++i) {
      gold.emplace_back(label);
      found.emplace_back(cluster);
    }
  };
  add("x", "1", 5), add("o", "1", 1);
  add("x", "2", 1), add("o", "2", 4), add("d", "2", 1);
  add("x", "3", 2), add("d", "3", 3);
  const ClusteringFigures figures = CompareClusters(gold, found);
  EXPECT_NEAR(figures.pair_precision, 0.5, 1e-12);
  EXPECT_NEAR(figures.pair_recall, 20.0 / 44.0, 1e-12);
  EXPECT_NEAR(figures.nmi, 0.365, 2e-3);
}

}  // namespace
}  // namespace refrain::stats
