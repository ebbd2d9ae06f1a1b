// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/analysis/reading.h"

namespace refrain::analysis {
namespace {

using lexicon::Hit;
using lexicon::ModifierRole;
using lexicon::Term;
using lexicon::TermFile;
using text::TokenKind;

// "not good" is weaker than "bad"; "not bad" is hardly praise.
constexpr float kNegatedPositive = -0.75F;
constexpr float kNegatedNegative = -0.40F;
constexpr float kCapitals = 1.2F;
constexpr float kElongated = 1.15F;
constexpr float kExclamation = 0.08F;      // a mark, three at most
constexpr float kQuestionPositive = 0.5F;  // "is it any good?" praises nothing
constexpr float kRequestPositive = 0.5F;   // "it would be nice to have" neither
constexpr float kAlpha = 15.0F;            // of s / sqrt(s² + α)

bool Covers(const Hit& outer, const Hit& inner) {
  return outer.first_token <= inner.first_token && inner.last_token <= outer.last_token;
}

bool IsRole(const Term& term, ModifierRole role) {
  return term.file == TermFile::kModifiers && term.code == static_cast<std::uint16_t>(role);
}

// Words (not punctuation) between two token positions.
int WordsBetween(const Reading& reading, std::uint32_t from, std::uint32_t to) {
  int words = 0;
  for (std::uint32_t i = from; i < to; ++i) {
    const TokenKind kind = (*reading.tokens)[i].kind;
    words += kind == TokenKind::kWord || kind == TokenKind::kNumber ? 1 : 0;
  }
  return words;
}

bool Negates(const Reading& reading, const Hit& negator, const Hit& target) {
  const int scope = static_cast<int>(reading.TermOf(negator).value);
  const Clause& clause = reading.ClauseOf(target.first_token);
  const bool same_clause =
      negator.first_token >= clause.first_token && negator.first_token < clause.last_token;
  if (scope > 0) {
    return same_clause && negator.last_token <= target.first_token &&
           WordsBetween(reading, negator.last_token, target.first_token) < scope;
  }
  return same_clause && target.last_token <= negator.first_token &&
         WordsBetween(reading, target.last_token, negator.first_token) < -scope;
}

// A term that holds its own negation ("neesmu apmierināta", "doesn't work") is not turned by
// another one: concord again.
bool HoldsNegator(const Reading& reading, const Hit& target) {
  return target.last_token - target.first_token > 1 &&
         std::any_of(reading.hits.begin(), reading.hits.end(), [&](const Hit& hit) {
           return IsRole(reading.TermOf(hit), ModifierRole::kNegator) && Covers(target, hit);
         });
}

// One negator or several ("nekad nekas", "no … nada", "ne … pas") negate once: negative concord
// is the rule in most languages, and a true double negation is rare.
bool IsNegated(const Reading& reading, const Hit& target) {
  if (target.prefix_negated) return true;
  if (HoldsNegator(reading, target)) return false;
  return std::any_of(reading.hits.begin(), reading.hits.end(), [&](const Hit& hit) {
    return IsRole(reading.TermOf(hit), ModifierRole::kNegator) && !Covers(target, hit) &&
           Negates(reading, hit, target);
  });
}

float Degree(const Reading& reading, const Hit& target) {
  float factor = 1.0F;
  for (const Hit& hit : reading.hits) {
    const Term& term = reading.TermOf(hit);
    if (!IsRole(term, ModifierRole::kIntensifier) && !IsRole(term, ModifierRole::kDiminisher)) {
      continue;
    }
    if (hit.last_token > target.first_token || Covers(target, hit)) continue;
    const int gap = WordsBetween(reading, hit.last_token, target.first_token);
    const bool joined = std::none_of(
        reading.tokens->begin() + hit.last_token, reading.tokens->begin() + target.first_token,
        [](const text::Token& token) { return token.kind == TokenKind::kPunctuation; });
    if (gap <= 1 && joined) factor *= gap == 0 ? term.value : 1.0F + (term.value - 1.0F) * 0.5F;
  }
  return std::clamp(factor, 0.2F, 2.5F);
}

float Emphasis(const Reading& reading, const Hit& target) {
  const text::Token& token = (*reading.tokens)[target.first_token];
  float factor = 1.0F;
  if (token.all_caps) factor *= kCapitals;
  if (token.elongated) factor *= kElongated;
  return factor * (1.0F + kExclamation * static_cast<float>(std::min(reading.exclamations, 3U)));
}

bool AsksForSomething(const Reading& reading) {
  return std::any_of(reading.hits.begin(), reading.hits.end(), [&](const Hit& hit) {
    const Term& term = reading.TermOf(hit);
    return term.file == TermFile::kCues &&
           term.code == static_cast<std::uint16_t>(model::Kind::kRequest) && term.value >= 0.6F;
  });
}

// A sentiment word inside a polite phrase or inside a described event is no feeling of its own.
bool IsHidden(const Reading& reading, const Hit& target) {
  const TermFile file = reading.TermOf(target).file;
  return std::any_of(reading.hits.begin(), reading.hits.end(), [&](const Hit& hit) {
    const TermFile other = reading.TermOf(hit).file;
    if (other == TermFile::kPolite) return Covers(hit, target);
    return file == TermFile::kSentiment && other == TermFile::kEvents && Covers(hit, target);
  });
}

PolarHit Weigh(const Reading& reading, const Hit& hit, bool asks) {
  const Term& term = reading.TermOf(hit);
  const Clause& clause = reading.ClauseOf(hit.first_token);
  PolarHit out{hit.first_token, hit.last_token,
               term.value,      0.0F,
               false,           term.file == TermFile::kEvents ? "event" : "lexicon"};
  out.weight *= Degree(reading, hit) * Emphasis(reading, hit);
  // An event is written with its negation ("still not arrived"): only words are turned.
  if (term.file == TermFile::kSentiment && IsNegated(reading, hit)) {
    out.weight *= out.weight > 0.0F ? kNegatedPositive : kNegatedNegative;
    out.negated = true;
    out.rule = "negation";
  }
  if (out.weight > 0.0F) {
    out.weight *= clause.irrealis;
    if (asks && clause.irrealis >= 1.0F) out.weight *= kRequestPositive;
    if (reading.questions > 0) out.weight *= kQuestionPositive;
  }
  out.strength = out.weight;
  out.weight *= clause.weight;
  return out;
}

}  // namespace

void ReadSentiment(const Reading& reading, SentenceSentiment& out) {
  out = {};
  const bool asks = AsksForSomething(reading);
  for (const Hit& hit : reading.hits) {
    const TermFile file = reading.TermOf(hit).file;
    if (file != TermFile::kSentiment && file != TermFile::kEvents) continue;
    if (IsHidden(reading, hit)) continue;
    const PolarHit polar = Weigh(reading, hit, asks);
    if (polar.weight == 0.0F) continue;
    out.has_negative_event |= file == TermFile::kEvents && polar.weight < 0.0F;
    out.sums.Add(polar);
    out.hits.push_back(polar);
  }
}

void PolarSums::Add(const PolarHit& hit) {
  (hit.weight > 0.0F ? positive : negative) += hit.weight;
  (hit.weight > 0.0F ? positive_strength : negative_strength) += hit.strength;
  sentences = std::max(sentences, 1U);
}

void PolarSums::Add(const PolarSums& other) {
  positive += other.positive;
  negative += other.negative;
  positive_strength += other.positive_strength;
  negative_strength += other.negative_strength;
  sentences += other.sentences;
}

model::Sentiment Judge(const PolarSums& sums) {
  constexpr float kNeutralBand = 0.09F;
  constexpr float kMixedLeast = 1.4F;  // of the weaker side: a fairly plain word
  constexpr float kMixedShare = 0.35F;
  const float sum =
      (sums.positive + sums.negative) / std::sqrt(static_cast<float>(std::max(sums.sentences, 1U)));
  model::Sentiment out;
  out.score = sum / std::sqrt(sum * sum + kAlpha);
  const float weaker = std::min(sums.positive_strength, -sums.negative_strength);
  const float stronger = std::max(sums.positive_strength, -sums.negative_strength);
  if (weaker >= kMixedLeast && weaker >= kMixedShare * stronger) {
    out.label = model::Polarity::kMixed;
    out.confidence = 0.4F + 0.3F * weaker / stronger;
    return out;
  }
  const float size = std::fabs(out.score);
  if (size < kNeutralBand) {
    out.label = model::Polarity::kNeutral;
    out.confidence = stronger == 0.0F ? 0.55F : 0.45F;
    return out;
  }
  out.label = out.score > 0.0F ? model::Polarity::kPositive : model::Polarity::kNegative;
  out.confidence = std::min(0.95F, 0.45F + 0.6F * size);
  return out;
}

}  // namespace refrain::analysis
