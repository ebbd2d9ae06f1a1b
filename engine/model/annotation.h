// What the analysis finds in one message. Pure function of message and lexicons.
// All spans are byte offsets into Message::text.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/message.h"
#include "engine/model/names.h"

namespace refrain::model {

struct LanguageGuess {
  std::string code;         // BCP 47; empty: unknown
  float confidence = 0.0F;  // 0..1
};

// One contribution to a sentiment score: what it rests on, and how much.
struct Contribution {
  Span span;
  std::string rule;     // "lexicon", "negation", "event", "intensifier", "contrast", "model", …
  float weight = 0.0F;  // signed; the sum over a message is its raw score
};

struct Sentiment {
  Polarity label = Polarity::kNeutral;
  float score = 0.0F;       // −1..1
  float confidence = 0.0F;  // 0..1
};

struct EmotionScore {
  Emotion emotion = Emotion::kJoy;
  float intensity = 0.0F;  // 0..1
};

struct KindScore {
  Kind kind = Kind::kRequest;
  float confidence = 0.0F;  // 0..1
};

struct SentenceAnnotation {
  Span span;
  LanguageGuess language;
  Sentiment sentiment;
  std::vector<KindScore> kinds;
};

struct ThemeMention {
  std::string theme;  // "delivery.time.late"
  Span span;
  std::uint32_t sentence = 0;  // index into Annotations::sentences
  Sentiment sentiment;         // of the clause it stands in
};

// A span that asks for something, and what linking needs to compare it.
struct RequestMention {
  Span span;    // the clause or sentence that asks
  Span object;  // what is asked for, cue left out; may be empty
  std::uint32_t sentence = 0;
  float confidence = 0.0F;            // 0..1
  bool implied = false;               // by a problem or refusal, not asked outright
  bool against = false;               // argues that something should stay as it is
  std::string title;                  // verb + object, at most 8 words, as written
  std::vector<std::string> concepts;  // ids, sorted, distinct
};

struct PersonalDatum {
  Span span;
  std::string type;  // "email", "phone", "iban", "card", "national-id", "ip"
};

struct Annotations {
  LanguageGuess language;  // of the message
  Sentiment sentiment;
  std::vector<EmotionScore> emotions;
  std::vector<KindScore> kinds;
  std::vector<SentenceAnnotation> sentences;
  std::vector<ThemeMention> themes;
  std::vector<RequestMention> requests;
  std::vector<PersonalDatum> personal;
  std::vector<Contribution> contributions;  // filled only when asked to explain
  std::vector<std::string> concepts;        // of all sentences; filled only when asked for
};

}  // namespace refrain::model
