// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>

#include "engine/analysis/reading.h"

namespace refrain::analysis {
namespace {

using lexicon::Hit;
using lexicon::Term;
using lexicon::TermFile;
using text::TokenKind;

constexpr float kLeastCue = 0.25F;    // weaker cues only add to stronger ones
constexpr float kExplicitCue = 0.7F;  // weaker ones imply the wish
constexpr std::size_t kTitleWords = 8;

bool IsContent(TokenKind kind) {
  return kind == TokenKind::kWord || kind == TokenKind::kNumber || kind == TokenKind::kHashtag;
}

// The strongest cue of a kind in the sentence; the first among equals.
const Hit* BestCue(const Reading& reading, model::Kind kind) {
  const Hit* best = nullptr;
  for (const Hit& hit : reading.hits) {
    const Term& term = reading.TermOf(hit);
    if (term.file != TermFile::kCues || term.code != static_cast<std::uint16_t>(kind) ||
        term.value < kLeastCue || hit.prefix_negated) {
      continue;
    }
    if (best == nullptr || term.value > reading.TermOf(*best).value) best = &hit;
  }
  return best;
}

// Tokens of what is asked for: behind the cue to the end of its clause, or, where next
// to nothing follows ("… would be nice"), the clause before it.
std::pair<std::uint32_t, std::uint32_t> ObjectTokens(const Reading& reading, const Hit& cue) {
  const auto words = [&](std::uint32_t from, std::uint32_t to) {
    return std::count_if(reading.tokens->begin() + from, reading.tokens->begin() + to,
                         [](const text::Token& token) { return IsContent(token.kind); });
  };
  std::uint32_t end = reading.ClauseOf(cue.last_token - 1).last_token;
  // A clause that starts right behind the cue belongs to it: "would be great, if you could …".
  if (words(cue.last_token, end) < 2 && end < reading.sentence.last_token) {
    end = reading.ClauseOf(end).last_token;
  }
  if (words(cue.last_token, end) >= 2) return {cue.last_token, end};
  const Clause& clause = reading.ClauseOf(cue.first_token);
  if (words(clause.first_token, cue.first_token) >= 1) {
    return {clause.first_token, cue.first_token};
  }
  return {reading.sentence.first_token, cue.first_token};
}

// Words at the edges that carry nothing: conjunctions, articles, punctuation.
void TrimTokens(const Reading& reading, std::uint32_t& first, std::uint32_t& last) {
  const auto word_of = [&](std::uint32_t i) {
    const model::Span span = (*reading.tokens)[i].span;
    return reading.text.substr(span.begin, span.end - span.begin);
  };
  while (first < last) {
    const TokenKind kind = (*reading.tokens)[first].kind;
    if (IsContent(kind) && !reading.lexicon->IsStopword(word_of(first))) break;
    ++first;
  }
  while (last > first && !IsContent((*reading.tokens)[last - 1].kind)) --last;
}

// A number is no object: order and ticket numbers look like words to a reader of titles.
bool IsTitleWord(const Reading& reading, const text::Token& token) {
  if (token.kind != TokenKind::kWord && token.kind != TokenKind::kHashtag) return false;
  const std::string_view word =
      reading.text.substr(token.span.begin, token.span.end - token.span.begin);
  return word.find_first_of("0123456789") == std::string_view::npos;
}

// At most eight words of tokens [first, last): the stretch that holds the most concepts, the
// first among equals.
std::string TitleOf(const Reading& reading, std::uint32_t first, std::uint32_t last) {
  std::vector<std::uint32_t> words;
  for (std::uint32_t i = first; i < last; ++i) {
    if (IsTitleWord(reading, (*reading.tokens)[i])) words.push_back(i);
  }
  std::size_t best = 0;
  std::ptrdiff_t best_score = -1;
  const auto word_of = [&](std::uint32_t i) {
    const model::Span span = (*reading.tokens)[i].span;
    return reading.text.substr(span.begin, span.end - span.begin);
  };
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    if (begin > 0 && begin + kTitleWords > words.size()) break;
    if (reading.lexicon->IsStopword(word_of(words[begin])) && begin + 1 < words.size()) continue;
    const std::uint32_t end = words[std::min(begin + kTitleWords, words.size()) - 1] + 1;
    const auto score = std::count_if(reading.hits.begin(), reading.hits.end(), [&](const Hit& hit) {
      return reading.Is(hit, TermFile::kConcepts) && hit.first_token >= words[begin] &&
             hit.last_token <= end;
    });
    if (score > best_score) {
      best_score = score;
      best = begin;
    }
  }
  std::size_t end = std::min(best + kTitleWords, words.size());
  // A title does not end in "and" or "the".
  while (end > best + 1 && reading.lexicon->IsStopword(word_of(words[end - 1]))) --end;
  std::string title;
  for (std::size_t i = best; i < end; ++i) {
    if (!title.empty()) title += ' ';
    title.append(word_of(words[i]));
  }
  return title;
}

// What is asked for when the words behind the cue say too little.
bool SaysTooLittle(const Reading& reading, std::uint32_t first, std::uint32_t last) {
  const auto words =
      std::count_if(reading.tokens->begin() + first, reading.tokens->begin() + last,
                    [&](const text::Token& token) { return IsTitleWord(reading, token); });
  const bool concepts = std::any_of(reading.hits.begin(), reading.hits.end(), [&](const Hit& hit) {
    return reading.Is(hit, TermFile::kConcepts) && hit.first_token >= first &&
           hit.last_token <= last;
  });
  return words < 3 || !concepts;
}

}  // namespace

void ReadConcepts(const Reading& reading, std::uint32_t first, std::uint32_t last,
                  const std::vector<std::string>& concept_ids, std::vector<std::string>& out) {
  for (const Hit& hit : reading.hits) {
    if (!reading.Is(hit, TermFile::kConcepts) || hit.first_token < first || hit.last_token > last) {
      continue;
    }
    out.push_back(concept_ids[reading.TermOf(hit).code]);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void ReadRequests(const Reading& reading, std::uint32_t sentence_index, float confidence,
                  const std::vector<std::string>& concept_ids,
                  std::vector<model::RequestMention>& out) {
  const Hit* cue = BestCue(reading, model::Kind::kRequest);
  // "Please don't change a thing": the words of a wish, for what is there already.
  const Hit* keep = BestCue(reading, model::Kind::kDissent);
  const bool against = keep != nullptr && (cue == nullptr || reading.TermOf(*keep).value >=
                                                                 reading.TermOf(*cue).value);
  if (against) cue = keep;
  if (cue == nullptr) return;
  auto [first, last] = ObjectTokens(reading, *cue);
  TrimTokens(reading, first, last);
  model::RequestMention mention;
  mention.span = reading.sentence.span;
  mention.sentence = sentence_index;
  mention.confidence = confidence;
  mention.implied = reading.TermOf(*cue).value < kExplicitCue;
  mention.against = against;
  if (first < last) {
    mention.object = {(*reading.tokens)[first].span.begin, (*reading.tokens)[last - 1].span.end};
  }
  if (first >= last || SaysTooLittle(reading, first, last)) {
    first = reading.sentence.first_token;
    last = reading.sentence.last_token;
    TrimTokens(reading, first, last);
  }
  mention.title = TitleOf(reading, first, last);
  ReadConcepts(reading, reading.sentence.first_token, reading.sentence.last_token, concept_ids,
               mention.concepts);
  out.push_back(std::move(mention));
}

}  // namespace refrain::analysis
