// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/snippet.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/text/utf8.h"

namespace refrain::query {
namespace {

constexpr std::size_t kContextBytes = 80;  // before the first highlight of a cut sentence
constexpr std::size_t kFewWords = 3;       // "Hi Anna," is no sentence to show

struct Candidate {
  model::Span span;
  std::vector<model::Span> highlights;  // in the message's text
  std::size_t distinct = 0;             // different terms
  std::size_t words = 0;
};

class SnippetMaker {
 public:
  SnippetMaker(const model::Message& message, std::string_view language, const TermSet& terms,
               Workspace& workspace)
      : message_(&message), language_(language), terms_(&terms), workspace_(&workspace) {}

  Candidate Best() {
    for (const model::Block& block : message_->blocks) {
      if (block.kind == model::BlockKind::kQuoted) continue;
      Read(block);
    }
    return best_;
  }

 private:
  void Read(const model::Block& block) {
    tokens_.clear();
    sentences_.clear();
    text::Tokenize(message_->text, block.span, workspace_->vocabulary, tokens_);
    text::SplitSentences(message_->text, tokens_, 0, tokens_.size(), sentences_);
    for (const text::Sentence& sentence : sentences_) {
      Candidate one = Look(sentence);
      const bool authored = block.kind == model::BlockKind::kAuthored;
      if (Better(one, authored)) {
        best_ = std::move(one);
        best_is_authored_ = authored;
      }
    }
  }

  Candidate Look(const text::Sentence& sentence) {
    Candidate out;
    out.span = sentence.span;
    std::set<std::string> seen;
    std::vector<std::string> of_token;
    for (std::size_t i = sentence.first_token; i < sentence.last_token; ++i) {
      const text::Token& token = tokens_[i];
      of_token.clear();
      index::TokenTerms(token, message_->text, language_, workspace_->vocabulary, workspace_->terms,
                        of_token);
      if (of_token.empty()) continue;
      ++out.words;
      for (const std::string& term : of_token) {
        if (!Matches(token, term)) continue;
        if (out.highlights.empty() || out.highlights.back() != token.span) {
          out.highlights.push_back(token.span);
        }
        seen.insert(term);
      }
    }
    out.distinct = seen.size();
    return out;
  }

  // Stems stand for words; prefixes are of the word as written too ("refundi*").
  [[nodiscard]] bool Matches(const text::Token& token, const std::string& term) const {
    if (terms_->Matches(term)) return true;
    if (terms_->prefixes.empty()) return false;
    const std::string folded = index::TermMaker::FoldedTerm(
        std::string_view(message_->text)
            .substr(token.span.begin, token.span.end - token.span.begin));
    return std::any_of(terms_->prefixes.begin(), terms_->prefixes.end(),
                       [&](const std::string& prefix) { return folded.starts_with(prefix); });
  }

  [[nodiscard]] bool Better(const Candidate& one, bool authored) const {
    if (best_.span.end == best_.span.begin) return true;
    if (one.distinct != best_.distinct) return one.distinct > best_.distinct;
    if (one.distinct == 0) {
      if (authored != best_is_authored_) return authored;
      return best_.words < kFewWords && one.words >= kFewWords;
    }
    return one.highlights.size() > best_.highlights.size() + 1;
  }

  const model::Message* message_;
  std::string_view language_;
  const TermSet* terms_;
  Workspace* workspace_;
  std::vector<text::Token> tokens_;
  std::vector<text::Sentence> sentences_;
  Candidate best_;
  bool best_is_authored_ = false;
};

// A part of at most kMaxSnippetBytes that begins and ends at a space where there is one.
model::Span CutAround(std::string_view text, const Candidate& sentence) {
  if (sentence.span.end - sentence.span.begin <= kMaxSnippetBytes) return sentence.span;
  std::size_t begin = sentence.span.begin;
  if (!sentence.highlights.empty()) {
    const std::size_t first = sentence.highlights.front().begin;
    const std::size_t last_start = sentence.span.end - kMaxSnippetBytes;
    begin = first > begin + kContextBytes ? std::min(first - kContextBytes, last_start) : begin;
    if (begin > sentence.span.begin) {
      const std::size_t space = text.substr(0, first).find(' ', begin);
      begin = space != std::string_view::npos ? space + 1 : text::FloorToCodePoint(text, begin);
    }
  }
  std::size_t end = std::min<std::size_t>(begin + kMaxSnippetBytes, sentence.span.end);
  if (end < sentence.span.end) {
    const std::size_t space = text.rfind(' ', end);
    end = space != std::string_view::npos && space > begin + kMaxSnippetBytes / 2
              ? space
              : text::FloorToCodePoint(text, end);
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

Snippet MakeSnippet(const model::Message& message, std::string_view language, const TermSet& terms,
                    Workspace& workspace) {
  const Candidate best = SnippetMaker(message, language, terms, workspace).Best();
  Snippet out;
  out.span = CutAround(message.text, best);
  out.text = message.text.substr(out.span.begin, out.span.end - out.span.begin);
  for (const model::Span& span : best.highlights) {
    if (span.begin < out.span.begin || span.end > out.span.end) continue;
    out.highlights.push_back({span.begin - out.span.begin, span.end - out.span.begin});
  }
  return out;
}

}  // namespace refrain::query
