// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/analysis/reading.h"

namespace refrain::analysis {
namespace {

using model::Kind;

void Add(std::vector<float>& doubt, Kind kind, float weight) {
  doubt[static_cast<std::size_t>(kind)] *= 1.0F - std::clamp(weight, 0.0F, 0.98F);
}

bool IsInPolitePhrase(const Reading& reading, const lexicon::Hit& hit) {
  return std::any_of(reading.hits.begin(), reading.hits.end(), [&](const lexicon::Hit& other) {
    return reading.Is(other, lexicon::TermFile::kPolite) && other.first_token <= hit.first_token &&
           hit.last_token <= other.last_token;
  });
}

}  // namespace

void ReadKinds(const Reading& reading, const SentenceSentiment& sentiment,
               std::vector<float>& doubt) {
  bool asks = false;
  for (const lexicon::Hit& hit : reading.hits) {
    const lexicon::Term& term = reading.TermOf(hit);
    if (term.file != lexicon::TermFile::kCues || hit.prefix_negated) continue;
    const auto kind = static_cast<Kind>(term.code);
    if (kind == Kind::kThanks && IsInPolitePhrase(reading, hit)) continue;
    asks |= kind == Kind::kRequest && term.value >= 0.5F;
    Add(doubt, kind, term.value);
  }
  // A feeling strong enough is a complaint or praise of its own; a wish is neither.
  const float strength = sentiment.sums.positive + sentiment.sums.negative;
  if (sentiment.has_negative_event) Add(doubt, Kind::kComplaint, 0.55F);
  if (strength <= -1.5F) {
    Add(doubt, Kind::kComplaint, 0.35F + 0.08F * std::min(-strength, 4.0F));
  } else if (strength >= 1.8F && !asks && reading.questions == 0) {
    Add(doubt, Kind::kPraise, 0.35F + 0.08F * std::min(strength, 4.0F));
  }
  if (reading.questions > 0) Add(doubt, Kind::kQuestion, 0.6F);
}

}  // namespace refrain::analysis
