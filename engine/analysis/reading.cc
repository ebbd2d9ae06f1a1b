// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/reading.h"

#include <algorithm>

namespace refrain::analysis {
namespace {

using lexicon::ModifierRole;
using lexicon::TermFile;
using text::TokenKind;

bool EndsClause(std::string_view text, const text::Token& token) {
  if (token.kind == TokenKind::kLineBreak || token.kind == TokenKind::kBlankLine) return true;
  if (token.kind != TokenKind::kPunctuation) return false;
  const std::string_view mark = text.substr(token.span.begin, token.span.end - token.span.begin);
  // A hyphen within a word is no dash.
  if (mark == "-") {
    return token.span.begin > 0 && text[token.span.begin - 1] == ' ';
  }
  static constexpr std::string_view kMarks[] = {",", ";", ":", "–", "—",  "(",  ")",
                                                ".", "!", "?", "…", "，", "；", "、"};
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](std::string_view one) { return mark.starts_with(one); });
}

void Count(Reading& reading) {
  reading.exclamations = 0;
  reading.questions = 0;
  for (std::uint32_t i = reading.sentence.first_token; i < reading.sentence.last_token; ++i) {
    const text::Token& token = (*reading.tokens)[i];
    if (token.kind != TokenKind::kPunctuation) continue;
    for (std::uint32_t at = token.span.begin; at < token.span.end; ++at) {
      reading.exclamations += reading.text[at] == '!' ? 1U : 0U;
      reading.questions += reading.text[at] == '?' ? 1U : 0U;
    }
  }
}

// What stands before "but" weighs less, what follows weighs more (up to the next contrast).
void ApplyContrast(Reading& reading, std::uint32_t at, float factor) {
  for (Clause& clause : reading.clauses) {
    if (clause.last_token <= at) {
      clause.weight *= std::max(0.3F, 2.0F - factor);
    } else if (clause.first_token <= at + 1) {
      clause.weight *= factor;
    } else {
      clause.weight *= 1.0F + (factor - 1.0F) * 0.5F;
    }
  }
}

}  // namespace

const Clause& Reading::ClauseOf(std::uint32_t token) const {
  for (const Clause& clause : clauses) {
    if (token < clause.last_token) return clause;
  }
  return clauses.back();
}

void FindClauses(Reading& reading) {
  reading.clauses.clear();
  Count(reading);
  const std::uint32_t first = reading.sentence.first_token;
  const std::uint32_t last = reading.sentence.last_token;
  std::vector<std::uint32_t> cuts;
  for (std::uint32_t i = first; i + 1 < last; ++i) {
    if (EndsClause(reading.text, (*reading.tokens)[i])) cuts.push_back(i + 1);
  }
  for (const lexicon::Hit& hit : reading.hits) {
    const lexicon::Term& term = reading.TermOf(hit);
    if (term.file == TermFile::kModifiers &&
        term.code == static_cast<std::uint16_t>(ModifierRole::kContrast) &&
        hit.first_token > first) {
      cuts.push_back(hit.first_token);
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::uint32_t begin = first;
  for (const std::uint32_t cut : cuts) {
    reading.clauses.push_back({begin, cut, 1.0F, 1.0F});
    begin = cut;
  }
  reading.clauses.push_back({begin, std::max(last, begin), 1.0F, 1.0F});
  for (const lexicon::Hit& hit : reading.hits) {
    const lexicon::Term& term = reading.TermOf(hit);
    if (term.file != TermFile::kModifiers) continue;
    if (term.code == static_cast<std::uint16_t>(ModifierRole::kContrast)) {
      // "Although …" at the start of a sentence turns the main clause, not what stood before.
      if (hit.first_token > first) ApplyContrast(reading, hit.first_token, term.value);
    } else if (term.code == static_cast<std::uint16_t>(ModifierRole::kIrrealis)) {
      for (Clause& clause : reading.clauses) {
        if (hit.first_token >= clause.first_token && hit.first_token < clause.last_token) {
          clause.irrealis = std::min(clause.irrealis, term.value);
        }
      }
    }
  }
}

}  // namespace refrain::analysis
