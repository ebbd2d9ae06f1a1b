// What one sentence looks like to the analysers: its tokens, the lexicon hits in it,
// and the clauses they fall into. Made once a sentence by analyzer.cc, read by
// sentiment, emotion, kind, theme and request. Internal to the module.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/lexicon/lexicon.h"
#include "engine/model/annotation.h"
#include "engine/text/tokenizer.h"

namespace refrain::analysis {

// A stretch between commas, semicolons, dashes and contrast words.
struct Clause {
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;  // one past
  float weight = 1.0F;           // of feelings in it: less before a contrast, more after
  float irrealis = 1.0F;         // factor on positive words: "would be nice if"
};

// Views into the buffers of a Workspace: valid while that sentence is analysed.
struct Reading {
  std::string_view text;
  const std::vector<text::Token>* tokens = nullptr;
  text::Sentence sentence;
  const lexicon::Lexicon* lexicon = nullptr;
  std::vector<lexicon::Hit> hits;
  std::vector<Clause> clauses;  // ordered, cover the sentence
  std::uint32_t exclamations = 0;
  std::uint32_t questions = 0;
  bool explain = false;

  [[nodiscard]] const lexicon::Term& TermOf(const lexicon::Hit& hit) const {
    return lexicon->terms()[hit.term];
  }
  [[nodiscard]] bool Is(const lexicon::Hit& hit, lexicon::TermFile file) const {
    return TermOf(hit).file == file;
  }
  [[nodiscard]] model::Span SpanOf(const lexicon::Hit& hit) const {
    return {(*tokens)[hit.first_token].span.begin, (*tokens)[hit.last_token - 1].span.end};
  }
  [[nodiscard]] const Clause& ClauseOf(std::uint32_t token) const;
};

// Fills clauses and counts from sentence and hits.
void FindClauses(Reading& reading);

// A polar word or event after all rules that bear on it.
struct PolarHit {
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;
  float weight = 0.0F;    // signed, what it adds to the raw score
  float strength = 0.0F;  // the same before contrast weighed its clause
  bool negated = false;
  const char* rule = "lexicon";
};

// Sums of what is positive and negative (≤ 0). The strengths leave out contrast: "lovely staff,
// but a filthy room" leans to its end, and yet holds both feelings.
struct PolarSums {
  float positive = 0.0F;
  float negative = 0.0F;
  float positive_strength = 0.0F;
  float negative_strength = 0.0F;
  std::uint32_t sentences = 0;  // that hold a feeling; they damp long texts

  void Add(const PolarHit& hit);
  void Add(const PolarSums& other);
};

struct SentenceSentiment {
  std::vector<PolarHit> hits;
  PolarSums sums;
  bool has_negative_event = false;
};

// Sources of the method: M. Taboada et al., "Lexicon-Based Methods for Sentiment Analysis"
// (2011: negation, intensification, irrealis); C. Hutto, E. Gilbert, "VADER" (2014: contrast,
// punctuation, capitals, normalisation).
void ReadSentiment(const Reading& reading, SentenceSentiment& out);

[[nodiscard]] model::Sentiment Judge(const PolarSums& sums);

// Adds to `intensity` (indexed by model::Emotion), several at once.
void ReadEmotions(const Reading& reading, const SentenceSentiment& sentiment,
                  std::vector<float>& intensity);

// Adds to `doubt` (indexed by model::Kind): the product of (1 − weight) over the cues, so
// that 1 − doubt is the confidence (noisy or).
void ReadKinds(const Reading& reading, const SentenceSentiment& sentiment,
               std::vector<float>& doubt);

// Terms of the themes, and the rules over the concepts of the sentence. A theme once a sentence.
void ReadThemes(const Reading& reading, const SentenceSentiment& sentiment,
                std::uint32_t sentence_index, const lexicon::LexiconSet& lexicons,
                std::vector<model::ThemeMention>& out);

// Ids of the concepts within tokens [first, last), sorted, distinct; appended to `out`.
void ReadConcepts(const Reading& reading, std::uint32_t first, std::uint32_t last,
                  const std::vector<std::string>& concept_ids, std::vector<std::string>& out);

void ReadRequests(const Reading& reading, std::uint32_t sentence_index, float confidence,
                  const std::vector<std::string>& concept_ids,
                  std::vector<model::RequestMention>& out);

// E-mail addresses, telephone numbers, IBANs (ISO 13616), payment cards (Luhn,
// ISO/IEC 7812-1) and IP addresses; an order or ticket number is none of them.
void FindPersonalData(std::string_view text, const std::vector<text::Token>& tokens,
                      std::vector<model::PersonalDatum>& out);

}  // namespace refrain::analysis
