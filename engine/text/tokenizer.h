// One pass over the text: words, numbers, emoji, links, punctuation, line breaks.
// Words follow UAX #29 with three tailorings: a hyphen splits, an apostrophe
// between letters joins, CJK and Thai runs are split by ICU's dictionary. A full stop
// joins single letters only ("e.g", "z.B"), so that "bad.Never" is two words; an
// underscore joins inside a word only.
// Everything later works on these tokens and on interned word ids.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/message.h"

namespace refrain::text {

using model::Span;
using WordId = std::uint32_t;
inline constexpr WordId kNoWord = 0xFFFFFFFFU;
inline constexpr std::uint16_t kNoValue = 0xFFFF;

enum class TokenKind : std::uint8_t {
  kWord,         // letters (and digits among them: "mp3")
  kNumber,       // 12, 1,200.50, 3.5
  kEmoji,        // a whole emoji sequence, or an emoticon as ":)" ":-(" "<3"
  kUrl,          // http(s)://…, www.…
  kEmail,        // a@b.c
  kMention,      // @name
  kHashtag,      // the # of #word; the word follows as kWord
  kPunctuation,  // a run of the same mark: "!!!" is one token
  kLineBreak,    // one \n
  kBlankLine,    // two or more \n with nothing between
};

struct Token {
  Span span;
  TokenKind kind = TokenKind::kWord;
  bool all_caps = false;     // kWord: two or more letters, all upper case
  bool capitalised = false;  // kWord: first letter upper case
  bool elongated = false;    // kWord: had 3+ of a letter ("sooooo"), interned with two
  WordId word = kNoWord;     // kWord, kEmoji, kNumber ("0" for any number): lower-cased, interned
  // kNumber: the number when it is whole and < kNoValue ("5", not "5.0"); kPunctuation: its mark
  // (U+FFFF beyond the BMP).
  std::uint16_t value = kNoValue;
};

// Interns lower-cased words. Ids count from 0 in order of first sight, so they are
// local to one vocabulary and never stored.
// Not thread-safe: one a worker. Grows with the text; Reset() when it is too large.
class Vocabulary {
 public:
  Vocabulary();
  ~Vocabulary();
  Vocabulary(Vocabulary&&) noexcept;
  Vocabulary& operator=(Vocabulary&&) noexcept;

  [[nodiscard]] WordId Intern(std::string_view lower_word);
  [[nodiscard]] std::string_view Word(WordId id) const;
  [[nodiscard]] std::size_t size() const;
  void Reset();
  // Counts Reset() calls, so that caches by id know when to forget.
  [[nodiscard]] std::uint64_t generation() const;

 private:
  friend struct VocabularyAccess;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Appends the tokens of text[range] to `out`; spans are offsets into the whole `text`.
// `text` is valid UTF-8. Linear in the length of the range. Never fails.
// Emoji are interned without variation selectors, skin tones and gender signs; emoticons
// without nose and repetition (":-)))" is ":)"); of words longer than 240 bytes the beginning.
void Tokenize(std::string_view text, Span range, Vocabulary& vocabulary, std::vector<Token>& out);

struct Sentence {
  Span span;  // trimmed of white space
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;  // one past
};

// Sentences over tokens[first, last): end at . ! ? … 。 and their runs, at a blank line, at a
// line break after a short or list-like line; not after an abbreviation, an initial, an
// ordinal ("3. maijā") or before a lower-case letter.
void SplitSentences(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                    std::size_t last, std::vector<Sentence>& out);

}  // namespace refrain::text
