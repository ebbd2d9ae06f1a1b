// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/link/cluster.h"

#include <algorithm>
#include <map>
#include <queue>
#include <utility>

namespace refrain::link {
namespace {

using Members = std::vector<std::uint32_t>;

// Average link over a sparse graph: pairs without an edge count as 0.
class AverageLink {
 public:
  AverageLink(const Space& space, const Members& items, const ClusterOptions& options)
      : least_(options.within) {
    const auto neighbours = space.Neighbours(items, items, options.neighbours, options.within / 3);
    groups_.resize(items.size());
    edges_.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) groups_[i] = {items[i]};
    std::map<std::uint32_t, std::uint32_t> position;
    for (std::uint32_t i = 0; i < items.size(); ++i) position[items[i]] = i;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      for (const auto& [other, similarity] : neighbours[i]) {
        const std::uint32_t j = position[other];
        edges_[i][j] = similarity;
        edges_[j][i] = similarity;
      }
    }
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      for (const auto& [j, sum] : edges_[i]) {
        if (i < j) Push(i, j);
      }
    }
  }

  std::vector<Members> Run() {
    while (!queue_.empty()) {
      const Candidate best = queue_.top();
      queue_.pop();
      if (best.average < least_) break;
      if (IsStale(best)) continue;
      Merge(best.a, best.b);
    }
    std::vector<Members> out;
    for (Members& group : groups_) {
      if (group.empty()) continue;
      std::sort(group.begin(), group.end());
      out.push_back(std::move(group));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  struct Candidate {
    std::int64_t average = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    bool operator<(const Candidate& other) const {
      if (average != other.average) return average < other.average;
      return std::pair(a, b) > std::pair(other.a, other.b);
    }
  };

  std::int64_t Average(std::uint32_t a, std::uint32_t b) const {
    const auto at = edges_[a].find(b);
    if (at == edges_[a].end()) return 0;
    return at->second / static_cast<std::int64_t>(groups_[a].size() * groups_[b].size());
  }
  void Push(std::uint32_t a, std::uint32_t b) {
    const std::int64_t average = Average(a, b);
    if (average >= least_) queue_.push({average, std::min(a, b), std::max(a, b)});
  }
  bool IsStale(const Candidate& candidate) const {
    return groups_[candidate.a].empty() || groups_[candidate.b].empty() ||
           Average(candidate.a, candidate.b) != candidate.average;
  }
  void Merge(std::uint32_t a, std::uint32_t b) {
    groups_[a].insert(groups_[a].end(), groups_[b].begin(), groups_[b].end());
    groups_[b].clear();
    for (const auto& [other, sum] : edges_[b]) {
      if (other == a) continue;
      edges_[a][other] += sum;
      edges_[other][a] = edges_[a][other];
      edges_[other].erase(b);
    }
    edges_[b].clear();
    edges_[a].erase(b);
    for (const auto& [other, sum] : edges_[a]) Push(a, other);
  }

  std::int64_t least_;
  std::vector<Members> groups_;
  std::vector<std::map<std::uint32_t, std::int64_t>> edges_;
  std::priority_queue<Candidate> queue_;
};

// A group of one language, or later of several.
struct Group {
  Members members;
  std::vector<std::pair<std::uint32_t, bool>> joined;  // members with "proposed"
  std::vector<std::string> languages;                  // sorted
};

std::int32_t AverageSimilarity(const Space& space, const Members& a, const Members& b) {
  std::int64_t sum = 0;
  for (const std::uint32_t x : a) {
    for (const std::uint32_t y : b) sum += space.Similarity(x, y);
  }
  return static_cast<std::int32_t>(sum / static_cast<std::int64_t>(a.size() * b.size()));
}

bool ShareLanguage(const Group& a, const Group& b) {
  return std::any_of(a.languages.begin(), a.languages.end(), [&](const std::string& one) {
    return std::binary_search(b.languages.begin(), b.languages.end(), one);
  });
}

// Joins the most similar pair of groups without a common language, as long as there is one
// that is similar enough; each join is the mutual best at that moment.
void JoinLanguages(const Space& space, std::vector<Group>& groups, const ClusterOptions& options) {
  std::map<std::pair<std::size_t, std::size_t>, std::int32_t> similar;
  const auto compare = [&](std::size_t a, std::size_t b) {
    if (a > b) std::swap(a, b);
    if (groups[a].members.empty() || groups[b].members.empty() ||
        ShareLanguage(groups[a], groups[b])) {
      similar.erase({a, b});
      return;
    }
    const std::int32_t value = AverageSimilarity(space, groups[a].members, groups[b].members);
    if (value >= options.across) {
      similar[{a, b}] = value;
    } else {
      similar.erase({a, b});
    }
  };
  for (std::size_t a = 0; a < groups.size(); ++a) {
    for (std::size_t b = a + 1; b < groups.size(); ++b) compare(a, b);
  }
  while (!similar.empty()) {
    auto best = similar.begin();
    for (auto at = similar.begin(); at != similar.end(); ++at) {
      if (at->second > best->second) best = at;
    }
    const auto [a, b] = best->first;
    const bool proposed = best->second < options.sure;
    Group& into = groups[a];
    for (const std::uint32_t member : groups[b].members) {
      into.joined.emplace_back(member, proposed);
      into.members.push_back(member);
    }
    std::sort(into.members.begin(), into.members.end());
    into.languages.insert(into.languages.end(), groups[b].languages.begin(),
                          groups[b].languages.end());
    std::sort(into.languages.begin(), into.languages.end());
    for (const auto& [member, was] : groups[b].joined) {
      if (was) into.joined.emplace_back(member, true);
    }
    groups[b] = {};
    for (std::size_t other = 0; other < groups.size(); ++other) {
      if (other != b) similar.erase({std::min(b, other), std::max(b, other)});
      if (other != a) compare(a, other);
    }
  }
}

Cluster ToCluster(const Group& group) {
  Cluster out;
  out.members = group.members;
  for (const std::uint32_t member : out.members) {
    out.proposed.push_back(
        std::any_of(group.joined.begin(), group.joined.end(),
                    [&](const auto& one) { return one.first == member && one.second; }));
  }
  return out;
}

}  // namespace

std::vector<Cluster> FindClusters(const Space& space, const std::vector<std::string>& languages,
                                  const std::vector<std::string>& blocks,
                                  const ClusterOptions& options) {
  std::map<std::string, std::map<std::string, Members>> by_block;
  for (std::uint32_t i = 0; i < languages.size(); ++i) {
    by_block[blocks[i]][languages[i]].push_back(i);
  }
  std::vector<Cluster> out;
  for (const auto& [block, by_language] : by_block) {
    std::vector<Group> groups;
    for (const auto& [language, items] : by_language) {
      for (Members& members : AverageLink(space, items, options).Run()) {
        groups.push_back({std::move(members), {}, {language}});
      }
    }
    JoinLanguages(space, groups, options);
    for (const Group& group : groups) {
      if (!group.members.empty()) out.push_back(ToCluster(group));
    }
  }
  std::sort(out.begin(), out.end(),
            [](const Cluster& a, const Cluster& b) { return a.members < b.members; });
  return out;
}

}  // namespace refrain::link
