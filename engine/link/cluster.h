// Groups of mentions that ask for the same thing: average link within a language over a
// nearest-neighbour graph, then groups of different languages by mutual best similarity.
// Deterministic: ties go to the smaller index; items must come in a fixed order.
// Sources: R. Sokal, C. Michener (1958) for average link (UPGMA); the graph keeps it
// near-linear.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/link/vectors.h"

namespace refrain::link {

struct ClusterOptions {
  std::int32_t within = kOne * 11 / 100;  // least average similarity inside a language
  std::int32_t across = kOne * 13 / 100;  // least average similarity between languages
  std::int32_t sure = kOne * 40 / 100;    // below: the link across languages is a proposal
  std::size_t neighbours = 20;
};

struct Cluster {
  std::vector<std::uint32_t> members;  // ascending
  std::vector<bool> proposed;          // parallel: joined across languages below `sure`
};

// `languages[i]` and `blocks[i]` (product or area; items of different blocks never meet) belong
// to item i of the space. Every item is in exactly one cluster; ordered by first member.
[[nodiscard]] std::vector<Cluster> FindClusters(const Space& space,
                                                const std::vector<std::string>& languages,
                                                const std::vector<std::string>& blocks,
                                                const ClusterOptions& options = {});

}  // namespace refrain::link
