// Cross-lingual expansion: the words of a query that name a concept are also looked for in
// the other languages of the workspace, by the forms of the concept lexicon.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "engine/base/strings.h"
#include "engine/query/compile.h"
#include "engine/query/words.h"
#include "engine/text/fold.h"

namespace refrain::query {
namespace {

using Op = Xapian::Query;

constexpr std::string_view kGap = "..";
constexpr Xapian::termcount kGapWords = 3;
constexpr std::size_t kMaxForms = 24;  // a concept and language

struct Found {
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint16_t concept_index = 0;
  std::string language;
};

lexicon::WordCache& CacheOf(const lexicon::Lexicon& lexicon, Workspace& workspace) {
  const auto known = workspace.caches.find(lexicon.code());
  if (known != workspace.caches.end()) return known->second;
  return workspace.caches.emplace(lexicon.code(), lexicon::WordCache(lexicon)).first->second;
}

// "^=rēķins*" → "rēķins"
std::string_view PlainForm(std::string_view form) {
  while (!form.empty() && (form.front() == '^' || form.front() == '=')) form.remove_prefix(1);
  while (!form.empty() && form.back() == '*') form.remove_suffix(1);
  return form;
}

}  // namespace

// Longest first, then leftmost; each word belongs to one concept span only.
std::vector<Compiler::Concept> Compiler::FindConcepts(const std::vector<std::string>& words) {
  Workspace& w = *workspace_;
  std::string joined;
  std::vector<std::pair<std::size_t, std::size_t>> places;  // bytes of each word
  for (const std::string& word : words) {
    places.emplace_back(joined.size(), joined.size() + word.size());
    joined += word + ' ';
  }
  std::vector<text::Token> tokens;
  text::Tokenize(joined, {0, static_cast<std::uint32_t>(joined.size())}, w.vocabulary, tokens);

  std::vector<Found> all;
  std::vector<lexicon::Hit> hits;
  for (const std::string& language : w.languages) {
    const lexicon::Lexicon* lexicon = w.lexicons->Find(language);
    if (lexicon == nullptr) continue;
    hits.clear();
    lexicon->Match(tokens, 0, tokens.size(), w.vocabulary, CacheOf(*lexicon, w), hits);
    for (const lexicon::Hit& hit : hits) {
      const lexicon::Term& term = lexicon->terms()[hit.term];
      if (term.file != lexicon::TermFile::kConcepts || hit.last_token <= hit.first_token) continue;
      const std::size_t begin = tokens[hit.first_token].span.begin;
      const std::size_t end = tokens[hit.last_token - 1].span.end;
      const auto first = std::find_if(places.begin(), places.end(),
                                      [&](const auto& place) { return place.first == begin; });
      const auto last = std::find_if(places.begin(), places.end(),
                                     [&](const auto& place) { return place.second == end; });
      if (first == places.end() || last == places.end()) continue;
      all.push_back({static_cast<std::size_t>(first - places.begin()),
                     static_cast<std::size_t>(last - places.begin()) + 1, term.code, language});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
    const std::size_t a_size = a.last - a.first;
    const std::size_t b_size = b.last - b.first;
    return a_size != b_size ? a_size > b_size : a.first < b.first;
  });
  std::vector<Concept> chosen;
  for (const Found& found : all) {
    Concept* same = nullptr;
    bool overlaps = false;
    for (Concept& other : chosen) {
      if (other.first == found.first && other.last == found.last) same = &other;
      overlaps = overlaps || (other.first < found.last && found.first < other.last);
    }
    if (same == nullptr && overlaps) continue;
    if (same == nullptr) same = &chosen.emplace_back(Concept{found.first, found.last, {}, {}});
    if (std::find(same->concepts.begin(), same->concepts.end(), found.concept_index) ==
        same->concepts.end()) {
      same->concepts.push_back(found.concept_index);
    }
    if (std::find(same->languages.begin(), same->languages.end(), found.language) ==
        same->languages.end()) {
      same->languages.push_back(found.language);
    }
  }
  std::sort(chosen.begin(), chosen.end(),
            [](const Concept& a, const Concept& b) { return a.first < b.first; });
  return chosen;
}

// Forms are looked for in messages of their own language only: German "Rat" is no English rat.
Xapian::Query Compiler::ExpansionQuery(const Concept& found, const std::string& written,
                                       const index::Field* field) {
  Workspace& w = *workspace_;
  std::vector<Xapian::Query> either;
  for (const std::uint16_t concept_index : found.concepts) {
    Expansion shown{written, w.lexicons->concepts()[concept_index], {}};
    for (const std::string& language : w.languages) {
      const lexicon::Lexicon* lexicon = w.lexicons->Find(language);
      const bool own = std::find(found.languages.begin(), found.languages.end(), language) !=
                       found.languages.end();
      if (lexicon == nullptr || own) continue;
      std::vector<Xapian::Query> forms;
      std::string first;
      for (const std::string& form : lexicon->ConceptForms(concept_index)) {
        if (forms.size() >= kMaxForms) break;
        Xapian::Query query = FormQuery(form, language, field);
        if (query.empty()) continue;
        if (first.empty()) first = PlainForm(form);
        forms.push_back(std::move(query));
      }
      if (forms.empty()) continue;
      const Xapian::Query of_language(index::FacetTerm(PrefixOf(index::FieldId::kLang), language));
      either.emplace_back(Op::OP_FILTER, Xapian::Query(Op::OP_OR, forms.begin(), forms.end()),
                          of_language);
      if (std::find(shown.forms.begin(), shown.forms.end(), first) == shown.forms.end()) {
        shown.forms.push_back(first);
      }
    }
    if (!shown.forms.empty()) out_.expansions.push_back(std::move(shown));
  }
  return {Op::OP_OR, either.begin(), either.end()};
}

// A form as written in the lexicon: words, "=word", "word*", ".." between words. Empty when
// one of its words is nowhere in the index.
Xapian::Query Compiler::FormQuery(std::string_view form, std::string_view language,
                                  const index::Field* field) {
  Workspace& w = *workspace_;
  std::vector<std::string> sequence;
  Xapian::termcount gaps = 0;
  bool open_end = false;
  for (const std::string_view piece : SplitWords(form)) {
    if (piece == kGap) {
      gaps += kGapWords;
      continue;
    }
    open_end = piece.ends_with('*');
    const std::string word(PlainForm(piece));
    std::vector<text::Token> tokens;
    text::Tokenize(word, {0, static_cast<std::uint32_t>(word.size())}, w.vocabulary, tokens);
    for (const text::Token& token : tokens) {
      std::vector<std::string> terms;
      index::TokenTerms(token, word, language, w.vocabulary, w.terms, terms);
      if (!terms.empty()) sequence.push_back(std::move(terms.front()));
    }
  }
  if (sequence.empty()) return {};
  if (open_end && sequence.size() == 1) {
    const std::string prefix = index::TermMaker::FoldedTerm(PlainForm(form));
    out_.terms.prefixes.push_back(prefix);
    return {Op::OP_OR, Xapian::Query(Op::OP_WILDCARD, PrefixOf(index::FieldId::kBody) + prefix),
            Xapian::Query(Op::OP_WILDCARD, PrefixOf(index::FieldId::kSubject) + prefix)};
  }
  for (const std::string& term : sequence) {
    const bool somewhere = w.database().term_exists(PrefixOf(index::FieldId::kBody) + term) ||
                           w.database().term_exists(PrefixOf(index::FieldId::kSubject) + term);
    if (!somewhere) return {};
  }
  out_.terms.words.insert(sequence.begin(), sequence.end());
  const auto count = static_cast<Xapian::termcount>(sequence.size());
  return SequenceQuery(sequence, field, count + gaps);
}

}  // namespace refrain::query
