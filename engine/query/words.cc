// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/words.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/query/parser.h"
#include "engine/query/row_set.h"
#include "engine/text/fold.h"

namespace refrain::query {
namespace {

using index::FieldId;

// Shorter prefixes match too many terms; shorter stems do not stand for a longer prefix.
constexpr std::size_t kShortestPrefix = 2;
constexpr std::size_t kShortestStem = 3;

std::vector<std::string> PrefixesOf(const index::Field* field) {
  if (field != nullptr) return {std::string(field->prefix)};
  return {PrefixOf(FieldId::kBody), PrefixOf(FieldId::kSubject)};
}

Xapian::Query AnyOf(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

void Remember(const std::vector<std::string>& sequence, TermSet& terms) {
  terms.words.insert(sequence.begin(), sequence.end());
}

// Calls see(word, token) for the tokens of a message where words are searched.
void ForTokens(std::string_view subject, std::string_view text,
               const std::vector<model::Block>& blocks, const index::Field* field,
               Workspace& workspace, const std::function<void(std::string_view)>& see) {
  std::vector<text::Token> tokens;
  const auto read = [&](std::string_view whole, model::Span span) {
    tokens.clear();
    text::Tokenize(whole, span, workspace.vocabulary, tokens);
    for (const text::Token& token : tokens) {
      see(whole.substr(token.span.begin, token.span.end - token.span.begin));
    }
  };
  if (field == nullptr || field->id == FieldId::kSubject) {
    read(subject, {0, static_cast<std::uint32_t>(subject.size())});
  }
  if (field != nullptr && field->id == FieldId::kSubject) return;
  const bool wants_quoted = field != nullptr && field->id == FieldId::kQuote;
  for (const model::Block& block : blocks) {
    if ((block.kind == model::BlockKind::kQuoted) == wants_quoted) read(text, block.span);
  }
}

// The rows among `candidates` with a token for which `fits` holds, given it folded.
Result<std::vector<store::RowId>> Verify(const std::vector<store::RowId>& candidates,
                                         const index::Field* field, Workspace& workspace,
                                         const std::function<bool(const std::string&)>& fits) {
  std::vector<store::RowId> rows;
  REFRAIN_TRY(workspace.store->ForEachText(
      candidates, [&](store::RowId row, std::string_view subject, std::string_view text,
                      const std::vector<model::Block>& blocks) {
        bool found = false;
        ForTokens(subject, text, blocks, field, workspace, [&](std::string_view written) {
          found = found || fits(index::TermMaker::FoldedTerm(written));
        });
        if (found) rows.push_back(row);
      }));
  return rows;
}

}  // namespace

std::vector<std::vector<std::string>> TermSequences(std::string_view text, Workspace& workspace) {
  std::vector<text::Token> tokens;
  text::Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, workspace.vocabulary, tokens);
  std::vector<std::vector<std::string>> sequences;
  std::vector<std::string> of_token;
  const auto add = [&](std::string_view language) {
    std::vector<std::string> sequence;
    for (const text::Token& token : tokens) {
      of_token.clear();
      index::TokenTerms(token, text, language, workspace.vocabulary, workspace.terms, of_token);
      if (!of_token.empty()) sequence.push_back(std::move(of_token.front()));
    }
    if (!sequence.empty() &&
        std::find(sequences.begin(), sequences.end(), sequence) == sequences.end()) {
      sequences.push_back(std::move(sequence));
    }
  };
  for (const std::string& language : workspace.languages) add(language);
  if (workspace.languages.empty()) add("");
  return sequences;
}

Xapian::Query SequenceQuery(const std::vector<std::string>& sequence, const index::Field* field,
                            Xapian::termcount window) {
  std::vector<Xapian::Query> fields;
  for (const std::string& prefix : PrefixesOf(field)) {
    std::vector<Xapian::Query> words;
    words.reserve(sequence.size());
    for (const std::string& term : sequence) words.emplace_back(prefix + term);
    if (words.size() == 1) {
      fields.push_back(words.front());
    } else {
      const auto count = static_cast<Xapian::termcount>(words.size());
      fields.emplace_back(Xapian::Query::OP_PHRASE, words.begin(), words.end(),
                          std::max(window, count));
    }
  }
  return AnyOf(fields);
}

Xapian::Query PhraseQuery(const Node& node, Workspace& workspace, TermSet& terms) {
  std::vector<Xapian::Query> either;
  for (const auto& sequence : TermSequences(node.text, workspace)) {
    either.push_back(SequenceQuery(sequence, node.field));
    Remember(sequence, terms);
  }
  return AnyOf(either);
}

Xapian::Query NearQuery(const Node& node, Workspace& workspace, TermSet& terms) {
  // All words by the same language's stemmer: language by language, as one text each.
  std::string joined;
  for (const Node& child : node.children) joined += child.text + ' ';
  std::vector<Xapian::Query> either;
  for (const auto& sequence : TermSequences(joined, workspace)) {
    Remember(sequence, terms);
    for (const std::string& prefix : PrefixesOf(node.field)) {
      std::vector<Xapian::Query> words;
      words.reserve(sequence.size());
      for (const std::string& term : sequence) words.emplace_back(prefix + term);
      const auto window = static_cast<Xapian::termcount>(static_cast<std::size_t>(node.distance) +
                                                         words.size() - 1);
      either.emplace_back(Xapian::Query::OP_NEAR, words.begin(), words.end(), window);
    }
  }
  return AnyOf(either);
}

Result<Xapian::Query> PrefixQuery(const Node& node, Workspace& workspace, TermSet& terms) {
  const std::string folded = index::TermMaker::FoldedTerm(node.text);
  if (folded.size() < kShortestPrefix) {
    return QueryError(node.offset, "\"" + node.text + "*\" is too short",
                      "give at least two letters before the *");
  }
  std::vector<Xapian::Query> either;
  std::vector<Xapian::Query> shorter_stems;
  for (const std::string& prefix : PrefixesOf(node.field)) {
    either.emplace_back(Xapian::Query::OP_WILDCARD, prefix + folded);
    // "refundi*": the stem "refund" of "refunding" is shorter than what was typed.
    for (std::size_t size = kShortestStem; size < folded.size(); ++size) {
      const std::string term = prefix + folded.substr(0, size);
      if (workspace.database().term_exists(term)) shorter_stems.emplace_back(term);
    }
  }
  // "deliver*" also finds what only a stemmer writes otherwise ("delivery" → "deliveri").
  for (const auto& sequence : TermSequences(node.text, workspace)) {
    if (sequence.size() == 1) shorter_stems.push_back(SequenceQuery(sequence, node.field));
  }
  terms.prefixes.push_back(folded);
  if (!shorter_stems.empty()) {
    const Xapian::Query candidates(Xapian::Query::OP_AND_NOT, AnyOf(shorter_stems), AnyOf(either));
    REFRAIN_ASSIGN(std::vector<store::RowId> rows,
                   Verify(MatchingRows(candidates, workspace.database()), node.field, workspace,
                          [&](const std::string& word) { return word.starts_with(folded); }));
    if (!rows.empty()) either.push_back(RowSet(std::move(rows)));
  }
  return AnyOf(either);
}

Result<Xapian::Query> ExactQuery(const Node& node, Workspace& workspace, TermSet& terms) {
  const std::string folded = index::TermMaker::FoldedTerm(node.text);
  const Xapian::Query stems = PhraseQuery(node, workspace, terms);
  REFRAIN_ASSIGN(std::vector<store::RowId> rows,
                 Verify(MatchingRows(stems, workspace.database()), node.field, workspace,
                        [&](const std::string& word) { return word == folded; }));
  // The stem keeps its weight; the rows decide.
  return Xapian::Query(Xapian::Query::OP_FILTER, stems, RowSet(std::move(rows)));
}

std::vector<store::RowId> AllRows(const Xapian::Database& database) {
  return {database.postlist_begin(""), database.postlist_end("")};
}

std::vector<store::RowId> MatchingRows(const Xapian::Query& query,
                                       const Xapian::Database& database) {
  std::vector<store::RowId> rows;
  if (query.empty()) return rows;
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  rows.reserve(found.size());
  for (auto it = found.begin(); it != found.end(); ++it) rows.push_back(*it);
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace refrain::query
