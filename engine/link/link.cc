// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/link/link.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/base/hash.h"

namespace refrain::link {
namespace {

using model::LinkItem;
using model::RecurringRequest;
using model::SuggestionKind;

constexpr std::size_t kIdLength = 6;

// The member that is most similar to all others; the earlier mention among equals.
std::uint32_t MedoidOf(const Space& space, const std::vector<std::uint32_t>& members,
                       std::vector<std::int32_t>& average) {
  std::uint32_t best = members.front();
  std::int64_t best_sum = -1;
  average.clear();
  for (const std::uint32_t a : members) {
    std::int64_t sum = 0;
    for (const std::uint32_t b : members) sum += a == b ? 0 : space.Similarity(a, b);
    const auto others = static_cast<std::int64_t>(std::max<std::size_t>(1, members.size() - 1));
    average.push_back(static_cast<std::int32_t>(sum / others));
    if (sum > best_sum) {
      best_sum = sum;
      best = a;
    }
  }
  return best;
}

// Values with their number, most frequent first, then by value.
std::vector<std::pair<std::string, std::size_t>> Ranked(
    const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

RecurringRequest MakeRequest(std::span<const LinkItem> items, const Space& space,
                             const Cluster& cluster) {
  RecurringRequest request;
  std::vector<std::int32_t> average;
  const std::uint32_t medoid = MedoidOf(space, cluster.members, average);
  request.medoid = items[medoid].mention;
  request.title = items[medoid].title;
  std::map<std::string, std::size_t> themes;
  std::map<std::string, std::size_t> concepts;
  const LinkItem* earliest = nullptr;
  for (std::size_t i = 0; i < cluster.members.size(); ++i) {
    const LinkItem& item = items[cluster.members[i]];
    request.members.push_back({item.mention,
                               static_cast<float>(average[i]) / static_cast<float>(kOne),
                               cluster.proposed[i]});
    for (const std::string& theme : item.themes) ++themes[theme];
    for (const std::string& one : item.concepts) ++concepts[one];
    if (earliest == nullptr || std::pair(item.sent_at_utc, item.mention) <
                                   std::pair(earliest->sent_at_utc, earliest->mention)) {
      earliest = &item;
    }
  }
  for (const auto& [theme, count] : Ranked(themes)) request.themes.push_back(theme);
  for (const auto& [one, count] : Ranked(concepts)) {
    if (count * 3 >= cluster.members.size()) request.concepts.push_back(one);
  }
  request.id = MakeId('r', HashBytes128(earliest->mention), kIdLength);
  return request;
}

// Mentions that argue against something belong to the request they are most like.
void AttachDissent(std::span<const LinkItem> items, const Space& space,
                   const std::vector<std::uint32_t>& against, const ClusterOptions& options,
                   const std::vector<std::vector<std::uint32_t>>& members,
                   std::vector<RecurringRequest>& requests) {
  for (const std::uint32_t item : against) {
    std::int32_t best = options.across;
    std::size_t best_request = requests.size();
    for (std::size_t r = 0; r < requests.size(); ++r) {
      std::int64_t sum = 0;
      for (const std::uint32_t member : members[r]) sum += space.Similarity(item, member);
      const auto average =
          static_cast<std::int32_t>(sum / static_cast<std::int64_t>(members[r].size()));
      if (average > best) {
        best = average;
        best_request = r;
      }
    }
    if (best_request < requests.size()) {
      requests[best_request].dissent.push_back(items[item].mention);
    }
  }
}

std::string SuggestionId(std::string_view origin) {
  return MakeId('s', HashBytes128(std::string("suggestion ") + std::string(origin)), kIdLength);
}

// The theme whose row decides: the most frequent that has one, else the most frequent.
std::string DecidingTheme(const RecurringRequest& request, const lexicon::LexiconSet& lexicons) {
  for (const std::string& theme : request.themes) {
    if (ChangeFor(theme, model::Kind::kRequest, lexicons).row != nullptr) return theme;
  }
  return request.themes.empty() ? std::string() : request.themes.front();
}

model::Suggestion SuggestFor(const RecurringRequest& request, const lexicon::LexiconSet& lexicons) {
  model::Suggestion out;
  out.id = SuggestionId(request.id);
  out.request = request.id;
  out.theme = DecidingTheme(request, lexicons);
  const Change change = ChangeFor(out.theme, model::Kind::kRequest, lexicons);
  out.kind = change.kind;
  out.title = request.title;
  out.reason = out.theme.empty()       ? "asked for, no theme"
               : change.row != nullptr ? "theme " + out.theme + ", request"
                                       : "area of theme " + out.theme;
  return out;
}

std::string PhrasingOf(const lexicon::Improvement& row, const std::string& theme) {
  const auto english = row.phrasing.find("en");
  return english == row.phrasing.end() ? theme : english->second;
}

void SuggestFromComplaints(std::span<const model::ThemeEvidence> themes,
                           const lexicon::LexiconSet& lexicons, const LinkOptions& options,
                           std::vector<model::Suggestion>& out) {
  for (const model::ThemeEvidence& evidence : themes) {
    if (evidence.customers < options.least_complainers) continue;
    const Change change = ChangeFor(evidence.theme, model::Kind::kComplaint, lexicons);
    if (change.row == nullptr) continue;
    model::Suggestion one;
    one.id = SuggestionId(evidence.theme);
    one.kind = change.kind;
    one.theme = evidence.theme;
    one.title = PhrasingOf(*change.row, evidence.theme);
    one.reason = "theme " + evidence.theme + ", complaint";
    out.push_back(std::move(one));
  }
}

}  // namespace

Change ChangeFor(std::string_view theme, model::Kind kind, const lexicon::LexiconSet& lexicons) {
  const int index = lexicons.ThemeIndex(theme);
  for (const lexicon::Improvement& row : lexicons.improvements()) {
    if (index >= 0 && row.theme == static_cast<std::uint16_t>(index) && row.message_kind == kind) {
      return {row.change, &row};
    }
  }
  static constexpr std::pair<std::string_view, SuggestionKind> kAreas[] = {
      {"product.range.", SuggestionKind::kNewProduct},
      {"product.", SuggestionKind::kProductImprovement},
      {"app.", SuggestionKind::kProductImprovement},
      {"price.", SuggestionKind::kPolicyChange},
      {"policy.", SuggestionKind::kPolicyChange},
      {"returns.policy.", SuggestionKind::kPolicyChange},
      {"billing.subscription.", SuggestionKind::kPolicyChange},
      {"warranty.", SuggestionKind::kPolicyChange},
      {"privacy.", SuggestionKind::kPolicyChange},
      {"account.closing.", SuggestionKind::kPolicyChange},
      {"billing.", SuggestionKind::kProcedureChange},
      {"account.", SuggestionKind::kProcedureChange},
      {"ordering.", SuggestionKind::kProcedureChange},
      {"delivery.", SuggestionKind::kProcedureChange},
      {"returns.", SuggestionKind::kProcedureChange},
      {"support.", SuggestionKind::kProcedureChange},
      {"communication.", SuggestionKind::kProcedureChange},
      {"staff.", SuggestionKind::kProcedureChange},
      {"business.", SuggestionKind::kProcedureChange},
  };
  for (const auto& [area, change] : kAreas) {
    if (theme.starts_with(area)) return {change, nullptr};
  }
  return {};
}

LinkResult Link(std::span<const LinkItem> items, std::span<const model::ThemeEvidence> themes,
                const lexicon::LexiconSet& lexicons, const LinkOptions& options) {
  LinkResult result;
  const Space space = Space::Build(items, lexicons);
  std::vector<std::uint32_t> against;
  std::vector<std::string> languages;
  std::vector<std::string> blocks;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items[i].against) against.push_back(i);
    languages.push_back(items[i].language);
    // A mention that argues against something clusters with nothing.
    blocks.push_back(items[i].against ? "against " + items[i].mention : std::string());
  }
  std::vector<std::vector<std::uint32_t>> members;
  for (const Cluster& cluster : FindClusters(space, languages, blocks, options.clusters)) {
    if (cluster.members.size() < options.least_mentions) continue;
    result.requests.push_back(MakeRequest(items, space, cluster));
    members.push_back(cluster.members);
  }
  AttachDissent(items, space, against, options.clusters, members, result.requests);
  for (const RecurringRequest& request : result.requests) {
    result.suggestions.push_back(SuggestFor(request, lexicons));
  }
  SuggestFromComplaints(themes, lexicons, options, result.suggestions);
  std::sort(result.requests.begin(), result.requests.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  std::sort(result.suggestions.begin(), result.suggestions.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return result;
}

}  // namespace refrain::link
