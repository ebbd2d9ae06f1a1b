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

// A concept in the sentence, and where.
struct Found {
  std::uint16_t concept_code = 0;
  const lexicon::Hit* hit = nullptr;
};

// The hits that make a rule true, one a group; false when a group has none.
bool Applies(const lexicon::ThemeRule& rule, const std::vector<Found>& found, std::uint32_t& first,
             std::uint32_t& last, const lexicon::Hit*& anchor) {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  for (std::size_t g = 0; g < rule.groups.size(); ++g) {
    const auto& group = rule.groups[g];
    const auto at = std::find_if(found.begin(), found.end(), [&](const Found& one) {
      return std::binary_search(group.begin(), group.end(), one.concept_code);
    });
    if (at == found.end()) return false;
    if (g == 0) {
      anchor = at->hit;
      begin = at->hit->first_token;
      end = at->hit->last_token;
    }
    begin = std::min(begin, at->hit->first_token);
    end = std::max(end, at->hit->last_token);
  }
  first = begin;
  last = end;
  return true;
}

// Mentions of one sentence, a theme once.
class Mentions {
 public:
  Mentions(const Reading& reading, const SentenceSentiment& sentiment, std::uint32_t sentence,
           const std::vector<std::string>& ids, std::vector<model::ThemeMention>& out)
      : reading_(reading),
        sentiment_(sentiment),
        sentence_(sentence),
        ids_(ids),
        out_(out),
        first_(out.size()) {}

  void Add(std::uint16_t theme, const lexicon::Hit& anchor, const model::Span& span) {
    const std::string& id = ids_[theme];
    const bool seen = std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(first_), out_.end(),
                                  [&](const model::ThemeMention& one) { return one.theme == id; });
    if (seen) return;
    out_.push_back({id, span, sentence_, SentimentAround(reading_, sentiment_, anchor)});
  }

 private:
  const Reading& reading_;
  const SentenceSentiment& sentiment_;
  std::uint32_t sentence_;
  const std::vector<std::string>& ids_;
  std::vector<model::ThemeMention>& out_;
  std::size_t first_;
};

}  // namespace

void ReadThemes(const Reading& reading, const SentenceSentiment& sentiment,
                std::uint32_t sentence_index, const lexicon::LexiconSet& lexicons,
                std::vector<model::ThemeMention>& out) {
  Mentions mentions(reading, sentiment, sentence_index, lexicons.themes(), out);
  std::vector<Found> found;
  for (const lexicon::Hit& hit : reading.hits) {
    const lexicon::Term& term = reading.TermOf(hit);
    if (hit.prefix_negated) continue;
    if (term.file == lexicon::TermFile::kThemes) {
      mentions.Add(term.code, hit, reading.SpanOf(hit));
    } else if (term.file == lexicon::TermFile::kConcepts) {
      found.push_back({term.code, &hit});
    }
  }
  if (found.empty()) return;
  for (const lexicon::ThemeRule& rule : lexicons.theme_rules()) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    const lexicon::Hit* anchor = nullptr;
    if (!Applies(rule, found, first, last, anchor)) continue;
    mentions.Add(rule.theme, *anchor,
                 {(*reading.tokens)[first].span.begin, (*reading.tokens)[last - 1].span.end});
  }
}

}  // namespace refrain::analysis
