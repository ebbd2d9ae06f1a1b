// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/text/abbreviations.h"
#include "engine/text/fold.h"
#include "engine/text/tokenizer.h"
#include "engine/text/utf8.h"

namespace refrain::text {
namespace {

// A line that ends before this many bytes, the next word included, was ended on purpose.
constexpr std::size_t kWrappedLineBytes = 60;
// Longer words than this are no abbreviations; in bytes.
constexpr std::size_t kLongestAbbreviation = 12;

enum class Stop { kNone, kFullStop, kFinal };

Stop StopOf(const Token& token) {
  if (token.kind != TokenKind::kPunctuation) return Stop::kNone;
  switch (token.value) {
    case '.':
    case 0x2026: return Stop::kFullStop;
    case '!':
    case '?':
    case 0x203C:  // ‼
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x061F:  // ؟
    case 0x06D4:
    case 0x0964:  // ।
    case 0x0965:
    case 0x1362:
    case 0x3002:  // 。
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF61: return Stop::kFinal;
    default: return Stop::kNone;
  }
}

// Marks that close what was opened; straight quotes do when nothing stands between.
bool Closes(const Token& token) {
  if (token.kind != TokenKind::kPunctuation) return false;
  switch (token.value) {
    case ')':
    case ']':
    case '}':
    case '"':
    case '\'':
    case 0xBB:    // »
    case 0x2019:  // ’
    case 0x201C:  // “, closing in German
    case 0x201D:  // ”
    case 0x203A:  // ›
    case 0x300D:  // 」
    case 0x300F:  // 』
    case 0xFF09: return true;
    default: return false;
  }
}

bool IsListMark(const Token& token) {
  if (token.kind == TokenKind::kPunctuation) {
    return token.value == '-' || token.value == '*' || token.value == 0x2022 ||
           token.value == 0x2013 || token.value == 0xB7 || token.value == '+';
  }
  return token.kind == TokenKind::kNumber;
}

bool IsBreak(const Token& token) {
  return token.kind == TokenKind::kLineBreak || token.kind == TokenKind::kBlankLine;
}

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
           std::size_t last, std::vector<Sentence>& out)
      : text_(text), tokens_(tokens), last_(last), begin_(first), line_(first), out_(out) {}

  void Run();

 private:
  [[nodiscard]] std::string_view Bytes(const Token& token) const {
    return text_.substr(token.span.begin, token.span.end - token.span.begin);
  }
  [[nodiscard]] bool StartsLower(const Token& token) const;
  [[nodiscard]] bool EndsAt(std::size_t stop, std::size_t after) const;
  [[nodiscard]] bool EndsAtFullStop(std::size_t stop, std::size_t after) const;
  [[nodiscard]] bool EndsAfterWord(std::size_t word, const Token& next) const;
  [[nodiscard]] bool EndsAfterNumber(std::size_t number, const Token& next) const;
  [[nodiscard]] bool LineEnds(std::size_t line_break) const;
  [[nodiscard]] std::size_t AbsorbClosers(std::size_t at) const;
  void Finish(std::size_t end);

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t last_;
  std::size_t begin_;  // first token of the sentence that is open
  std::size_t line_;   // first token of the line
  std::vector<Sentence>& out_;
};

bool Splitter::StartsLower(const Token& token) const {
  if (token.kind != TokenKind::kWord || token.capitalised) return false;
  // Scripts without case have no lower-case letters either.
  std::size_t pos = token.span.begin;
  const char32_t c = DecodeAt(text_, pos);
  return (c >= 'a' && c <= 'z') || (c >= 0xDF && c < 0x530) || (c >= 0x1E00 && c < 0x2000);
}

void Splitter::Finish(std::size_t end) {
  std::size_t first = begin_;
  while (first < end && IsBreak(tokens_[first])) ++first;
  std::size_t past = end;
  while (past > first && IsBreak(tokens_[past - 1])) --past;
  if (past > first) {
    out_.push_back({{tokens_[first].span.begin, tokens_[past - 1].span.end},
                    static_cast<std::uint32_t>(first),
                    static_cast<std::uint32_t>(past)});
  }
  begin_ = end;
}

// Further stops, closing quotes and brackets without a space before them, and emoji on
// the same line still belong to the sentence.
std::size_t Splitter::AbsorbClosers(std::size_t at) const {
  while (at < last_) {
    const Token& token = tokens_[at];
    const bool adjacent = tokens_[at - 1].span.end == token.span.begin;
    const bool closes = StopOf(token) != Stop::kNone || (adjacent && Closes(token));
    if (!closes && token.kind != TokenKind::kEmoji) break;
    ++at;
  }
  return at;
}

bool Splitter::EndsAfterNumber(std::size_t number, const Token& next) const {
  // "1. Do this": the number of a list item opens its sentence.
  if (number == begin_ || number == line_) return false;
  if (StartsLower(next)) return false;
  if (next.kind == TokenKind::kNumber) return false;
  if (next.kind != TokenKind::kWord) return true;
  return !FollowsOrdinal(ToLower(Bytes(next)));
}

bool Splitter::EndsAfterWord(std::size_t word, const Token& next) const {
  const Token& token = tokens_[word];
  const std::string_view bytes = Bytes(token);
  std::size_t length = 0;
  static_cast<void>(DecodeAt(bytes, length));
  const bool single_letter = length == bytes.size();
  if (single_letter && token.capitalised && next.capitalised) {
    // "J. Smith", "A. S. Byatt"; but "so do I. Then" ends.
    const bool after_lower = word > begin_ && StartsLower(tokens_[word - 1]);
    return after_lower && bytes == "I";
  }
  if (bytes.size() > kLongestAbbreviation) return true;
  switch (FindAbbreviation(ToLower(bytes))) {
    case Abbreviation::kNever: return false;
    case Abbreviation::kBeforeNumber: return next.kind != TokenKind::kNumber;
    case Abbreviation::kBeforeLower: return !StartsLower(next) && next.kind != TokenKind::kNumber;
    case Abbreviation::kNone: break;
  }
  return true;
}

bool Splitter::EndsAtFullStop(std::size_t stop, std::size_t after) const {
  const Token& next = tokens_[after];
  const bool run =
      tokens_[stop].span.end - tokens_[stop].span.begin > 1 || tokens_[stop].value != '.';
  if (stop > begin_ && !run) {
    const Token& before = tokens_[stop - 1];
    const bool adjacent = before.span.end == tokens_[stop].span.begin;
    if (adjacent && before.kind == TokenKind::kNumber && !EndsAfterNumber(stop - 1, next)) {
      return false;
    }
    if (adjacent && before.kind == TokenKind::kWord && !EndsAfterWord(stop - 1, next)) {
      return false;
    }
  }
  if (!StartsLower(next)) return true;
  // One who begins sentences with lower-case letters ends them before such letters.
  const bool spaced = next.span.begin > tokens_[after - 1].span.end;
  const auto end = tokens_.begin() + static_cast<std::ptrdiff_t>(stop);
  const auto word = std::find_if(tokens_.begin() + static_cast<std::ptrdiff_t>(begin_), end,
                                 [](const Token& token) { return token.kind == TokenKind::kWord; });
  return spaced && word != end && StartsLower(*word);
}

// Whether the sentence ends with the stop at `stop`; `after` is the next token behind
// stops, closers and emoji.
bool Splitter::EndsAt(std::size_t stop, std::size_t after) const {
  if (after >= last_ || IsBreak(tokens_[after])) {
    // At a line's end only an abbreviation says that it goes on.
    const bool wraps = after + 1 < last_ && tokens_[after].kind == TokenKind::kLineBreak;
    return !wraps || StopOf(tokens_[stop]) == Stop::kFinal || EndsAtFullStop(stop, after + 1);
  }
  const Token& next = tokens_[after];
  const bool glued = tokens_[after - 1].span.end == next.span.begin;
  // "Yahoo!-style", "1.a", "file.Txt" stay; "bad.Never" does not.
  if (glued && next.kind == TokenKind::kPunctuation && next.value != 0xBF && next.value != 0xA1) {
    return false;
  }
  if (glued && next.kind == TokenKind::kNumber) return false;
  if (StopOf(tokens_[stop]) == Stop::kFinal) return true;
  return EndsAtFullStop(stop, after);
}

// A short line, or one before or in a list, ends its sentence; a wrapped line does not.
bool Splitter::LineEnds(std::size_t line_break) const {
  if (line_break + 1 >= last_ || line_break == line_) return true;
  const Token& next = tokens_[line_break + 1];
  if (IsListMark(next)) return true;
  const Token& end = tokens_[line_break - 1];
  if (end.kind == TokenKind::kPunctuation && end.value == ':') return true;
  const std::size_t line_bytes = end.span.end - tokens_[line_].span.begin;
  const std::size_t next_bytes = next.span.end - next.span.begin;
  return line_bytes + next_bytes + 1 < kWrappedLineBytes;
}

void Splitter::Run() {
  for (std::size_t at = begin_; at < last_;) {
    const Token& token = tokens_[at];
    if (token.kind == TokenKind::kBlankLine ||
        (token.kind == TokenKind::kLineBreak && LineEnds(at))) {
      Finish(at + 1);
    } else if (StopOf(token) != Stop::kNone) {
      // "?!" ends by its strongest mark.
      std::size_t stop = at;
      const std::size_t after = AbsorbClosers(at + 1);
      for (std::size_t i = at; i < after; ++i) {
        if (StopOf(tokens_[i]) == Stop::kFinal) stop = i;
      }
      if (EndsAt(stop, after)) Finish(after);
      at = after;
      continue;
    }
    if (IsBreak(token)) line_ = at + 1;
    ++at;
  }
  Finish(last_);
}

}  // namespace

void SplitSentences(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                    std::size_t last, std::vector<Sentence>& out) {
  last = std::min(last, tokens.size());
  if (first >= last) return;
  Splitter(text, tokens, first, last, out).Run();
}

}  // namespace refrain::text
