// Mentions → recurring requests → suggestions. Pure: the same mentions and lexicons give
// the same result whatever the order they came in.
// Stands between the store's LinkItems and its tables of requests and suggestions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/lexicon/lexicon.h"
#include "engine/link/cluster.h"
#include "engine/model/insight.h"

namespace refrain::link {

struct LinkOptions {
  ClusterOptions clusters;
  std::size_t least_mentions = 2;       // of a recurring request
  std::uint32_t least_complainers = 3;  // customers, for a suggestion from complaints
};

struct LinkResult {
  std::vector<model::RecurringRequest> requests;  // by id
  std::vector<model::Suggestion> suggestions;     // by id
};

// `items` sorted by mention, `themes` by theme. Thread-safe: pure.
// A request's id comes from its earliest mention, so that it stays when later ones join.
[[nodiscard]] LinkResult Link(std::span<const model::LinkItem> items,
                              std::span<const model::ThemeEvidence> themes,
                              const lexicon::LexiconSet& lexicons, const LinkOptions& options = {});

// Which kind of change a theme and a kind of message point to, and how it is put in
// English; from improvements.tsv, from the theme's area where there is no row.
struct Change {
  model::SuggestionKind kind = model::SuggestionKind::kProductImprovement;
  const lexicon::Improvement* row = nullptr;  // null: by area
};
[[nodiscard]] Change ChangeFor(std::string_view theme, model::Kind kind,
                               const lexicon::LexiconSet& lexicons);

}  // namespace refrain::link
