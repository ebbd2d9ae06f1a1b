// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/suggest.h"

#include <algorithm>
#include <utility>

#include "engine/base/strings.h"
#include "engine/query/words.h"

namespace refrain::query {
namespace {

constexpr std::size_t kMaxOffers = 3;
constexpr std::size_t kMaxCandidates = 12;
constexpr std::size_t kShortestWord = 4;  // shorter words are near to everything

struct Near {
  std::string term;  // without prefix
  std::size_t distance = 0;
  std::uint64_t count = 0;
};

void CollectWords(const Node& node, std::vector<const Node*>& out) {
  if (node.kind == NodeKind::kWord) out.push_back(&node);
  if (node.kind == NodeKind::kNot) return;
  for (const Node& child : node.children) CollectWords(child, out);
}

bool IsKnown(const Node& word, Workspace& workspace) {
  for (const auto& sequence : TermSequences(word.text, workspace)) {
    if (sequence.size() != 1) return true;  // of several parts: left alone
    for (const index::FieldId field : {index::FieldId::kBody, index::FieldId::kSubject}) {
      if (workspace.database().term_exists(PrefixOf(field) + sequence.front())) return true;
    }
  }
  return false;
}

// Terms that begin with the same letter and differ by one or two letters.
std::vector<Near> NearTerms(const std::string& wanted, Workspace& workspace) {
  const std::size_t limit = wanted.size() <= kShortestWord + 1 ? 1 : 2;
  const std::string prefix = PrefixOf(index::FieldId::kBody);
  const std::string start = prefix + wanted.substr(0, 1);
  std::vector<Near> near;
  const auto end = workspace.database().allterms_end(start);
  for (auto it = workspace.database().allterms_begin(start); it != end; ++it) {
    const std::string term = (*it).substr(prefix.size());
    if (term.size() + limit < wanted.size() || wanted.size() + limit < term.size()) continue;
    const std::size_t distance = EditDistance(wanted, term, limit + 1);
    if (distance <= limit) near.push_back({term, distance, it.get_termfreq()});
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    return a.count != b.count ? a.count > b.count : a.term < b.term;
  });
  if (near.size() > kMaxCandidates) near.resize(kMaxCandidates);
  return near;
}

// The word as written, from the first message that has the term.
Result<std::string> WordOf(const std::string& term, Workspace& workspace) {
  const auto posting = workspace.database().postlist_begin(PrefixOf(index::FieldId::kBody) + term);
  if (posting == workspace.database().postlist_end(PrefixOf(index::FieldId::kBody) + term)) {
    return std::string();
  }
  const auto row = static_cast<store::RowId>(*posting);
  std::string found;
  REFRAIN_ASSIGN(const model::Annotations annotations, workspace.store->LoadAnnotations(row));
  REFRAIN_TRY(workspace.store->ForEachText(
      {row}, [&](store::RowId, std::string_view, std::string_view text, const auto& blocks) {
        std::vector<text::Token> tokens;
        std::vector<std::string> of_token;
        for (const model::Block& block : blocks) {
          tokens.clear();
          text::Tokenize(text, block.span, workspace.vocabulary, tokens);
          for (const text::Token& token : tokens) {
            of_token.clear();
            index::TokenTerms(token, text, annotations.language.code, workspace.vocabulary,
                              workspace.terms, of_token);
            if (!found.empty() || of_token.empty() || of_token.front() != term) continue;
            if (token.kind == text::TokenKind::kWord) {
              found = workspace.vocabulary.Word(token.word);
            }
          }
        }
      }));
  return found;
}

}  // namespace

Result<std::vector<std::string>> DidYouMean(std::string_view query, const Node& root,
                                            Workspace& workspace) {
  std::vector<std::string> offers;
  std::vector<const Node*> words;
  CollectWords(root, words);
  for (const Node* word : words) {
    const std::string folded = index::TermMaker::FoldedTerm(word->text);
    if (folded.size() < kShortestWord || IsKnown(*word, workspace)) continue;
    // Both what was typed and its stems may be near to a stem of the index.
    std::vector<Near> near = NearTerms(folded, workspace);
    for (const auto& sequence : TermSequences(word->text, workspace)) {
      if (sequence.front() == folded) continue;
      for (Near& one : NearTerms(sequence.front(), workspace)) near.push_back(std::move(one));
    }
    std::stable_sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
      return a.distance != b.distance ? a.distance < b.distance : a.count > b.count;
    });
    const std::size_t at = query.find(word->text, word->offset);
    if (at == std::string_view::npos) continue;
    for (const Near& one : near) {
      if (offers.size() >= kMaxOffers) break;
      REFRAIN_ASSIGN(const std::string written, WordOf(one.term, workspace));
      if (written.empty()) continue;
      std::string offer(query);
      offer.replace(at, word->text.size(), written);
      if (std::find(offers.begin(), offers.end(), offer) == offers.end()) {
        offers.push_back(std::move(offer));
      }
    }
    break;  // one word at a time: a query with two wrong words is offered again
  }
  return offers;
}

}  // namespace refrain::query
