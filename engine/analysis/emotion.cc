// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/analysis/reading.h"

namespace refrain::analysis {
namespace {

// Intensity 1..3 of a row as a share; several hits add up as a noisy or.
float Strength(float intensity) { return 0.25F + 0.2F * intensity; }

}  // namespace

void ReadEmotions(const Reading& reading, const SentenceSentiment& sentiment,
                  std::vector<float>& intensity) {
  using lexicon::TermFile;
  for (const lexicon::Hit& hit : reading.hits) {
    const lexicon::Term& term = reading.TermOf(hit);
    if (term.file != TermFile::kEmotion || hit.prefix_negated) continue;
    // "not happy" is no joy; "would be happy to" neither; thanks in advance is a habit.
    const bool turned =
        std::any_of(sentiment.hits.begin(), sentiment.hits.end(), [&](const PolarHit& polar) {
          return polar.negated && polar.first_token <= hit.first_token &&
                 hit.last_token <= polar.last_token;
        });
    const bool polite =
        std::any_of(reading.hits.begin(), reading.hits.end(), [&](const lexicon::Hit& other) {
          return reading.Is(other, TermFile::kPolite) && other.first_token <= hit.first_token &&
                 hit.last_token <= other.last_token;
        });
    if (turned || polite) continue;
    float strength = Strength(term.value);
    const auto emotion = static_cast<model::Emotion>(term.code);
    if (emotion == model::Emotion::kJoy) strength *= reading.ClauseOf(hit.first_token).irrealis;
    float& value = intensity[term.code];
    value = 1.0F - (1.0F - value) * (1.0F - strength);
  }
}

}  // namespace refrain::analysis
