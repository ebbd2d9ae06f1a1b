// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstddef>

#include "engine/lexicon/lexicon_impl.h"

namespace refrain::lexicon {
namespace {

using text::Token;
using text::TokenKind;

// Tokens from the first to the last of a match, so that a mask holds them.
constexpr std::size_t kMaxSpan = 64;

bool IsWord(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kEmoji ||
         token.kind == TokenKind::kNumber;
}

bool IsQuote(const Token& token) {
  if (token.kind != TokenKind::kPunctuation) return false;
  switch (token.value) {
    case '\'':
    case '"':
    case '`':
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x2039:
    case 0x203A: return true;
    default: return false;
  }
}

// The hyphen of "check-in": nothing between it and the letters.
bool IsInnerHyphen(const std::vector<Token>& tokens, std::size_t at, std::size_t first,
                   std::size_t last) {
  const Token& token = tokens[at];
  if (token.kind != TokenKind::kPunctuation || at == first || at + 1 >= last) return false;
  const bool hyphen = token.value == '-' || token.value == 0x2010 || token.value == 0x2011;
  return hyphen && tokens[at - 1].span.end == token.span.begin &&
         token.span.end == tokens[at + 1].span.begin;
}

// One call of Match: walks the tree from every word of the range.
class Walk {
 public:
  Walk(const std::vector<Token>& tokens, std::size_t first, std::size_t last,
       const text::Vocabulary& vocabulary, const LexiconData& lexicon, WordState& cache)
      : tokens_(tokens),
        first_(first),
        last_(last),
        vocabulary_(vocabulary),
        lexicon_(lexicon),
        cache_(cache) {}

  void Run();

 private:
  struct Path {
    NodeId node = kNoNode;
    std::size_t at = 0;  // the token matched last
    std::uint64_t mask = 0;
    std::uint16_t closeness = 0;
    std::uint8_t words = 0;
  };

  void From(std::size_t start);
  void FromElement(WordElement element);
  bool Visit(const Path& path);
  bool Continue(const Path& path, std::size_t at, bool gap);
  bool ContinueAfterGap(const Path& path);
  [[nodiscard]] std::size_t NextWord(std::size_t at, bool gap);
  [[nodiscard]] bool OpensSubclause(std::size_t comma);
  [[nodiscard]] bool StartsClause(std::size_t at) const;
  void Emit(const Path& path, std::uint32_t term, bool prefix_negated);

  const std::vector<Token>& tokens_;
  std::size_t first_;
  std::size_t last_;
  const text::Vocabulary& vocabulary_;
  const LexiconData& lexicon_;
  WordState& cache_;
  std::size_t start_ = 0;
};

// Most languages put a comma before the word that opens a subclause ("būtu labi, ja", "wäre
// schön, wenn"): a term goes on behind it.
bool Walk::OpensSubclause(std::size_t comma) {
  return comma + 1 < last_ && tokens_[comma + 1].kind == TokenKind::kWord &&
         cache_.EntryOf(tokens_[comma + 1], vocabulary_).stopword;
}

// The next word that a term may go on with; last_ when something stands between.
std::size_t Walk::NextWord(std::size_t at, bool gap) {
  for (std::size_t i = at + 1; i < last_ && i - start_ < kMaxSpan; ++i) {
    const Token& token = tokens_[i];
    if (IsWord(token)) return i;
    const bool passes =
        token.kind == TokenKind::kLineBreak || IsQuote(token) ||
        IsInnerHyphen(tokens_, i, first_, last_) ||
        (token.kind == TokenKind::kPunctuation && token.value == ',' && (gap || OpensSubclause(i)));
    if (!passes) return last_;
  }
  return last_;
}

bool Walk::StartsClause(std::size_t at) const {
  if (at == first_) return true;
  const Token& before = tokens_[at - 1];
  if (before.kind == TokenKind::kPunctuation) {
    return !IsInnerHyphen(tokens_, at - 1, first_, last_);
  }
  return before.kind == TokenKind::kLineBreak || before.kind == TokenKind::kBlankLine ||
         before.kind == TokenKind::kEmoji;
}

void Walk::Emit(const Path& path, std::uint32_t term, bool prefix_negated) {
  const Term& info = lexicon_.terms[term];
  if (info.at_start && !StartsClause(start_)) return;
  Candidate candidate;
  candidate.first = static_cast<std::uint32_t>(start_);
  candidate.last = static_cast<std::uint32_t>(path.at + 1);
  candidate.mask = path.mask;
  candidate.term = term;
  candidate.closeness = path.closeness;
  candidate.words = path.words;
  candidate.prefix_negated = prefix_negated;
  cache_.candidates[static_cast<std::size_t>(info.file)].push_back(candidate);
}

// Emits the terms that end here and goes on; true when any term was found.
bool Walk::Visit(const Path& path) {
  const Matcher& matcher = lexicon_.matcher;
  bool any = false;
  for (const std::uint32_t* term = matcher.TermsBegin(path.node);
       term != matcher.TermsEnd(path.node); ++term) {
    Emit(path, *term, false);
    any = true;
  }
  if (matcher.HasChildren(path.node, false)) {
    const std::size_t next = NextWord(path.at, false);
    if (next != last_ && Continue(path, next, false)) any = true;
  }
  if (matcher.HasChildren(path.node, true) && ContinueAfterGap(path)) any = true;
  return any;
}

// The nearest word that leads to a term ends the gap.
bool Walk::ContinueAfterGap(const Path& path) {
  std::size_t at = path.at;
  for (std::size_t skipped = 0; skipped <= kMaxGapWords; ++skipped) {
    at = NextWord(at, true);
    if (at == last_) return false;
    if (Continue(path, at, true)) return true;
  }
  return false;
}

// Depth is bounded by the words of a term (kMaxTermWords).
bool Walk::Continue(const Path& path, std::size_t at, bool gap) {
  const auto step = [&](WordElement element) {
    const NodeId child = lexicon_.matcher.Child(path.node, element.element, gap);
    if (child == kNoNode) return false;
    Path next = path;
    next.node = child;
    next.at = at;
    next.mask |= std::uint64_t{1} << (at - start_);
    next.closeness =
        static_cast<std::uint16_t>(next.closeness + static_cast<std::uint16_t>(element.closeness));
    ++next.words;
    return Visit(next);
  };
  const Token& token = tokens_[at];
  if (token.kind == TokenKind::kNumber) {
    ElementId element = 0;
    return lexicon_.matcher.FindNumber(token.value, element) && step({element, Closeness::kExact});
  }
  const WordEntry entry = cache_.EntryOf(token, vocabulary_);
  bool any = false;
  for (std::size_t i = 0; i < entry.element_count; ++i) {
    if (step(cache_.elements[entry.elements_begin + i])) any = true;
  }
  return any;
}

void Walk::FromElement(WordElement element) {
  Path path;
  path.node = lexicon_.matcher.Start(element.element);
  if (path.node == kNoNode) return;
  path.at = start_;
  path.mask = 1;
  path.closeness = static_cast<std::uint16_t>(element.closeness);
  path.words = 1;
  Visit(path);
}

void Walk::From(std::size_t start) {
  start_ = start;
  const Token& token = tokens_[start];
  if (token.kind == TokenKind::kNumber) {
    ElementId element = 0;
    if (lexicon_.matcher.FindNumber(token.value, element)) {
      FromElement({element, Closeness::kExact});
    }
    return;
  }
  const WordEntry entry = cache_.EntryOf(token, vocabulary_);
  for (std::size_t i = 0; i < entry.element_count; ++i) {
    FromElement(cache_.elements[entry.elements_begin + i]);
  }
  for (std::size_t i = 0; i < entry.negated_count; ++i) {
    Path path;
    path.at = start_;
    path.mask = 1;
    path.words = 1;
    Emit(path, cache_.negated[entry.negated_begin + i], true);
  }
}

void Walk::Run() {
  for (std::size_t at = first_; at < last_; ++at) {
    if (IsWord(tokens_[at])) From(at);
  }
}

// The longest term first; among equals the closest to the words, the tightest, the first.
bool IsBetter(const Candidate& a, const Candidate& b) {
  if (a.words != b.words) return a.words > b.words;
  if (a.closeness != b.closeness) return a.closeness > b.closeness;
  if (a.last - a.first != b.last - b.first) return a.last - a.first < b.last - b.first;
  if (a.first != b.first) return a.first < b.first;
  return a.term < b.term;
}

Hit ToHit(const Candidate& candidate) {
  return {candidate.first, candidate.last, candidate.term, candidate.prefix_negated};
}

// Each token goes to one term of the file.
void KeepLongest(std::vector<Candidate>& candidates, std::size_t first, std::size_t last,
                 std::vector<bool>& taken, std::vector<Hit>& out) {
  if (candidates.size() == 1) {
    out.push_back(ToHit(candidates[0]));
    return;
  }
  std::sort(candidates.begin(), candidates.end(), IsBetter);
  taken.assign(last - first, false);
  for (const Candidate& one : candidates) {
    bool free = true;
    for (std::size_t i = one.first; i < one.last; ++i) {
      const bool matched = ((one.mask >> (i - one.first)) & 1U) != 0;
      if (matched && taken[i - first]) free = false;
    }
    if (!free) continue;
    for (std::size_t i = one.first; i < one.last; ++i) {
      if (((one.mask >> (i - one.first)) & 1U) != 0) taken[i - first] = true;
    }
    out.push_back(ToHit(one));
  }
}

// Themes and concepts: only a shorter term whose words are all part of a longer one goes,
// and a row that says the same of the same words ("crash", "crashes" under one stem).
void KeepUncontained(std::vector<Candidate>& candidates, const std::vector<Term>& terms,
                     std::vector<Hit>& out) {
  const auto same_code = [&terms](const Candidate& a, const Candidate& b) {
    return terms[a.term].code == terms[b.term].code;
  };
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.words != b.words) return a.words > b.words;
    return a.term < b.term;
  });
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& one = candidates[i];
    bool keep = true;
    for (std::size_t j = i; j-- > 0 && keep;) {
      const Candidate& other = candidates[j];
      const std::uint32_t distance = one.first - other.first;
      if (distance >= kMaxSpan) break;
      const std::uint64_t shifted = other.mask >> distance;
      const bool contained = (one.mask & ~shifted) == 0;
      const bool same_words = distance == 0 && other.mask == one.mask;
      if (same_words && same_code(other, one)) keep = false;
      if (contained && other.words > one.words) keep = false;
    }
    if (keep) out.push_back(ToHit(one));
  }
}

}  // namespace

void Lexicon::Match(const std::vector<Token>& tokens, std::size_t first, std::size_t last,
                    const text::Vocabulary& vocabulary, WordCache& cache,
                    std::vector<Hit>& out) const {
  last = std::min(last, tokens.size());
  if (first >= last) return;
  WordState& state = *cache.impl_;
  state.Prepare(vocabulary);
  for (auto& candidates : state.candidates) candidates.clear();
  Walk(tokens, first, last, vocabulary, *impl_, state).Run();
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  for (std::size_t file = 0; file < kTermFileCount; ++file) {
    auto& candidates = state.candidates[file];
    if (candidates.empty()) continue;
    const auto which = static_cast<TermFile>(file);
    if (which == TermFile::kThemes || which == TermFile::kConcepts) {
      KeepUncontained(candidates, impl_->terms, out);
    } else {
      KeepLongest(candidates, first, last, state.taken, out);
    }
  }
  // Terms stand file by file, so the index of a term orders by file too.
  std::sort(out.begin() + begin, out.end(), [](const Hit& a, const Hit& b) {
    return a.first_token != b.first_token ? a.first_token < b.first_token : a.term < b.term;
  });
}

}  // namespace refrain::lexicon
