// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/link/cluster.h"

#include <gtest/gtest.h>

#include "tests/support/language.h"

namespace refrain::link {
namespace {

model::LinkItem Item(std::string mention, std::string language, std::string text,
                     std::vector<std::string> concepts) {
  model::LinkItem item;
  item.mention = std::move(mention);
  item.language = std::move(language);
  item.text = std::move(text);
  item.concepts = std::move(concepts);
  return item;
}

struct Sample {
  std::vector<model::LinkItem> items = {
      Item("0", "en", "export the report as csv", {"csv", "export"}),
      Item("1", "en", "csv export of reports", {"csv", "export"}),
      Item("2", "en", "dark mode for the phone", {"dark-mode"}),
      Item("3", "fr", "exporter le rapport en csv", {"csv", "export"}),
      Item("4", "fr", "un mode sombre", {"dark-mode"}),
  };
  Space space = Space::Build(items, support::TheLanguage().lexicons);
  std::vector<std::string> languages = {"en", "en", "en", "fr", "fr"};
};

TEST(Space, IsSymmetricAndBounded) {
  const Sample sample;
  for (std::size_t a = 0; a < sample.items.size(); ++a) {
    for (std::size_t b = 0; b < sample.items.size(); ++b) {
      const std::int32_t similarity = sample.space.Similarity(a, b);
      EXPECT_EQ(similarity, sample.space.Similarity(b, a));
      EXPECT_GE(similarity, 0);
      EXPECT_LE(similarity, kOne);
    }
    EXPECT_GT(sample.space.Similarity(a, a), kOne * 98 / 100);
  }
}

TEST(Space, SeesConceptsAcrossLanguages) {
  const Sample sample;
  EXPECT_GT(sample.space.Similarity(0, 3), sample.space.Similarity(2, 3));
  EXPECT_GT(sample.space.Similarity(2, 4), sample.space.Similarity(0, 4));
}

TEST(FindClusters, PutsEveryItemIntoOneCluster) {
  const Sample sample;
  std::vector<int> seen(sample.items.size());
  for (const Cluster& cluster :
       FindClusters(sample.space, sample.languages, std::vector<std::string>(5))) {
    EXPECT_EQ(cluster.members.size(), cluster.proposed.size());
    for (const std::uint32_t member : cluster.members) ++seen[member];
  }
  EXPECT_EQ(seen, std::vector<int>(5, 1));
}

TEST(FindClusters, NeverCrossesABlock) {
  const Sample sample;
  const auto clusters = FindClusters(sample.space, sample.languages, {"a", "b", "a", "b", "a"});
  for (const Cluster& cluster : clusters) {
    for (const std::uint32_t member : cluster.members) {
      const bool in_a = member % 2 == 0;
      EXPECT_EQ(in_a, cluster.members.front() % 2 == 0);
    }
  }
}

TEST(FindClusters, MarksDoubtfulLinksBetweenLanguagesAsProposals) {
  const Sample sample;
  ClusterOptions strict;
  strict.sure = kOne + 1;  // nothing is sure
  bool proposed = false;
  for (const Cluster& cluster :
       FindClusters(sample.space, sample.languages, std::vector<std::string>(5), strict)) {
    for (std::size_t i = 0; i < cluster.members.size(); ++i) proposed |= cluster.proposed[i];
  }
  EXPECT_TRUE(proposed);
}

}  // namespace
}  // namespace refrain::link
