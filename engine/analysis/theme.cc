// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/analysis/reading.h"

namespace refrain::analysis {
namespace {

// The feeling of the clause that a mention stands in; of the whole sentence when that
// clause has none ("the pump, honestly, is awful").
model::Sentiment SentimentAround(const Reading& reading, const SentenceSentiment& sentiment,
                                 const lexicon::Hit& hit) {
  const Clause& clause = reading.ClauseOf(hit.first_token);
  PolarSums sums;
  for (const PolarHit& polar : sentiment.hits) {
    if (polar.first_token < clause.first_token || polar.first_token >= clause.last_token) continue;
    sums.Add(polar);
  }
  return Judge(sums.sentences == 0 ? sentiment.sums : sums);
}

}  // namespace

void ReadThemes(const Reading& reading, const SentenceSentiment& sentiment,
                std::uint32_t sentence_index, const std::vector<std::string>& theme_ids,
                std::vector<model::ThemeMention>& out) {
  const std::size_t first = out.size();
  for (const lexicon::Hit& hit : reading.hits) {
    const lexicon::Term& term = reading.TermOf(hit);
    if (term.file != lexicon::TermFile::kThemes || hit.prefix_negated) continue;
    const std::string& id = theme_ids[term.code];
    const bool seen = std::any_of(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                                  [&](const model::ThemeMention& one) { return one.theme == id; });
    if (seen) continue;
    out.push_back({id, reading.SpanOf(hit), sentence_index,
                   SentimentAround(reading, sentiment, hit)});
  }
}

}  // namespace refrain::analysis
