// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lexicon/term_syntax.h"

#include <algorithm>

#include "engine/text/fold.h"

namespace refrain::lexicon {
namespace {

using text::TokenKind;

constexpr std::size_t kMaxVocabulary = std::size_t{1} << 16U;

std::string Quote(std::string_view written) { return "\"" + std::string(written) + "\""; }

std::size_t CountCodePoints(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
  }));
}

// Lower-cased, with straight apostrophes.
bool IsLower(std::string_view word) {
  const bool plain = std::all_of(word.begin(), word.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
  return plain || text::ToLower(word) == word;
}

// What the tokenizer would only confirm: ASCII letters with nothing to shorten.
bool IsPlainWord(std::string_view word) {
  if (word.empty() || word.front() == 'x') return false;  // "xd" is an emoticon
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] < 'a' || word[i] > 'z') return false;
    if (i >= 2 && word[i] == word[i - 1] && word[i] == word[i - 2]) return false;
  }
  return word.size() < 64;
}

}  // namespace

// True when all of `written` is one word, number or emoji.
bool TermParser::ReadToken(std::string_view written) {
  tokens_.clear();
  if (vocabulary_.size() > kMaxVocabulary) vocabulary_.Reset();
  const auto size = static_cast<std::uint32_t>(written.size());
  text::Tokenize(written, {0, size}, vocabulary_, tokens_);
  if (tokens_.size() != 1 || tokens_[0].span.begin != 0 || tokens_[0].span.end != size) {
    return false;
  }
  const TokenKind kind = tokens_[0].kind;
  return kind == TokenKind::kWord || kind == TokenKind::kNumber || kind == TokenKind::kEmoji;
}

bool TermParser::ParseWord(std::string_view written, Element& out, bool& is_emoji,
                           std::string& reason) {
  if (IsPlainWord(written)) {
    out.word = written;
    return true;
  }
  // Emoticons first: ":*" and "=)" hold signs of the syntax.
  bool is_token = ReadToken(written);
  is_emoji = is_token && tokens_[0].kind == TokenKind::kEmoji;
  std::string_view word = written;
  if (is_emoji) {
    out.kind = ElementKind::kExact;
  } else if (word.starts_with('=')) {
    word.remove_prefix(1);
    out.kind = ElementKind::kExact;
  } else if (word.ends_with('*')) {
    word.remove_suffix(1);
    out.kind = ElementKind::kPrefix;
  }
  if (word.size() != written.size()) is_token = ReadToken(word);
  if (!is_token) {
    reason = Quote(written) + " is not one word (a hyphen or punctuation splits: write two words)";
    return false;
  }
  const text::Token& token = tokens_[0];
  if (token.kind == TokenKind::kNumber) {
    out.kind = ElementKind::kNumber;
    out.number = token.value;
    reason = Quote(written) + " is no whole number up to 65534";
    return token.value != text::kNoValue && word == written;
  }
  if (token.kind == TokenKind::kWord && !IsLower(word)) {
    reason = Quote(written) + " is not in lower case with straight apostrophes";
    return false;
  }
  out.word = vocabulary_.Word(token.word);
  if (out.kind == ElementKind::kPrefix && CountCodePoints(out.word) < kMinPrefixLetters) {
    reason = Quote(written) + " has fewer than three letters before the *";
    return false;
  }
  return true;
}

bool TermParser::Parse(std::string_view term, ParsedTerm& out, std::string& reason) {
  out.at_start = false;
  out.only_emoji = true;
  out.elements.clear();
  if (term.starts_with('^') && term != "^^" && term != "^_^") {
    out.at_start = true;
    term.remove_prefix(1);
  }
  bool gap = false;
  for (std::string_view rest = term;;) {
    const std::size_t space = rest.find(' ');
    const std::string_view written = rest.substr(0, space);
    if (written.empty()) {
      reason = term.empty() ? "the term is empty" : "words must be separated by single spaces";
      return false;
    }
    if (written == "..") {
      if (gap || out.elements.empty()) {
        reason = "\"..\" must stand between two words";
        return false;
      }
      gap = true;
    } else {
      Element& element = out.elements.emplace_back();
      element.gap_before = gap;
      gap = false;
      bool is_emoji = false;
      if (!ParseWord(written, element, is_emoji, reason)) return false;
      out.only_emoji = out.only_emoji && is_emoji;
    }
    if (space == std::string_view::npos) break;
    rest.remove_prefix(space + 1);
  }
  if (gap) reason = "\"..\" must stand between two words";
  if (out.elements.size() > kMaxTermWords) {
    reason = std::to_string(out.elements.size()) + " words, at most " +
             std::to_string(kMaxTermWords) + " are allowed";
  }
  return !gap && out.elements.size() <= kMaxTermWords;
}

}  // namespace refrain::lexicon
