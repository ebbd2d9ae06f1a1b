// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/text/char_table.h"
#include "engine/text/emoji.h"
#include "engine/text/fold.h"
#include "engine/text/links.h"
#include "engine/text/vocabulary_impl.h"
#include "engine/text/word_scanner.h"

namespace refrain::text {
namespace {

// ICU's work on one run is bounded, so that memory is.
constexpr std::size_t kMaxComplexRun = std::size_t{1} << 14U;

// Words are interned a few at a time: their slots in the vocabulary are on their way
// from memory while the next words are read.
struct WaitingWord {
  WordKey key;
  std::size_t token = 0;
  std::size_t size = 0;
  std::array<char, WordScanner::kMaxWordBytes + 8> form;
};

class Tokenizer {
 public:
  // `text` ends where the range ends.
  Tokenizer(std::string_view text, VocabularyAccess::Impl& vocabulary, std::vector<Token>& out)
      : text_(text),
        table_(CharTable::Get()),
        vocabulary_(vocabulary),
        out_(out),
        first_(out.size()),
        scanner_(text, table_) {}

  void Run(std::size_t begin);

 private:
  Token& Add(TokenKind kind, std::size_t begin, std::size_t end);
  void Intern(std::string_view form);
  void InternWaiting();
  std::size_t Next(std::size_t pos);
  std::size_t Word(std::size_t pos);
  std::size_t Complex(std::size_t pos);
  std::size_t Newlines(std::size_t pos);
  std::size_t Emoji(std::size_t pos);
  std::size_t Symbol(std::size_t pos, std::size_t next, char32_t c);
  std::size_t AsciiSymbol(std::size_t pos);
  std::size_t At(std::size_t pos);
  std::size_t Parentheses(std::size_t pos);
  std::size_t Punctuation(std::size_t pos, std::size_t next, char32_t c);

  std::string_view text_;
  const CharTable& table_;
  VocabularyAccess::Impl& vocabulary_;
  std::vector<Token>& out_;
  std::size_t first_;  // where our tokens begin in out_
  WordScanner scanner_;
  std::string canonical_;
  std::array<WaitingWord, 8> waiting_;
  std::size_t waiting_count_ = 0;
  std::size_t open_parentheses_ = 0;
};

Token& Tokenizer::Add(TokenKind kind, std::size_t begin, std::size_t end) {
  Token& token = out_.emplace_back();
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  token.kind = kind;
  return token;
}

// The word of the token added last.
void Tokenizer::Intern(std::string_view form) {
  if (form.size() > waiting_[0].form.size()) {
    InternWaiting();
    out_.back().word = vocabulary_.Intern(form);
    return;
  }
  WaitingWord& word = waiting_[waiting_count_];
  word.key = KeyOf(form);
  vocabulary_.Prefetch(word.key);
  word.token = out_.size() - 1;
  word.size = form.size();
  std::copy(form.begin(), form.end(), word.form.begin());
  if (++waiting_count_ == waiting_.size()) InternWaiting();
}

void Tokenizer::InternWaiting() {
  for (std::size_t i = 0; i < waiting_count_; ++i) {
    const WaitingWord& word = waiting_[i];
    out_[word.token].word = vocabulary_.Intern({word.form.data(), word.size}, word.key);
  }
  waiting_count_ = 0;
}

// Whole numbers without separators; kNoValue for the rest.
std::uint16_t WholeNumber(std::string_view digits) {
  if (digits.size() > 5) return kNoValue;
  std::uint32_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return kNoValue;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value < kNoValue ? static_cast<std::uint16_t>(value) : kNoValue;
}

std::size_t Tokenizer::Word(std::size_t pos) {
  const char first = text_[pos];
  if (first == 'h' || first == 'w' || first == 'H' || first == 'W') {
    if (const std::size_t end = ScanUrl(text_, pos); end != pos) {
      Add(TokenKind::kUrl, pos, end);
      return end;
    }
  } else if (first >= '0' && first <= '9' && pos + 1 < text_.size() &&
             static_cast<unsigned char>(text_[pos + 1]) >= 0xE2) {
    if (const std::size_t end = Emoji(pos); end != pos) return end;
  }
  const std::size_t end = scanner_.Scan(pos);
  const std::string_view lower = scanner_.lower();
  if (scanner_.is_number()) {
    Add(TokenKind::kNumber, pos, end).value = WholeNumber(lower);
    Intern("0");
    return end;
  }
  if (lower.size() <= 3 && (lower[0] == 'x' || (lower.size() == 3 && lower[1] == '_'))) {
    if (const std::string_view face = WordEmoticon(lower); !face.empty()) {
      Add(TokenKind::kEmoji, pos, end);
      Intern(face);
      return end;
    }
  }
  Token& token = Add(TokenKind::kWord, pos, end);
  token.all_caps = scanner_.all_caps();
  token.capitalised = scanner_.capitalised();
  token.elongated = scanner_.elongated();
  if (scanner_.needs_nfc()) {
    Intern(ToNfc(lower));
  } else {
    Intern(lower);
  }
  return end;
}

std::size_t Tokenizer::Complex(std::size_t pos) {
  std::size_t end = pos;
  while (end < text_.size() && end - pos < kMaxComplexRun) {
    std::size_t next = end;
    const CharClass kind = table_.Of(DecodeFast(text_, next)).kind;
    if (kind != CharClass::kComplex && kind != CharClass::kExtend) break;
    end = next;
  }
  const std::string_view run = text_.substr(pos, end - pos);
  std::size_t begin = 0;
  for (const std::uint32_t word_end : vocabulary_.breaker.Ends(run)) {
    const std::string_view word = run.substr(begin, word_end - begin);
    Add(TokenKind::kWord, pos + begin, pos + word_end);
    Intern(ToNfc(word));
    begin = word_end;
  }
  return end;
}

// White space between two line ends is nothing.
std::size_t Tokenizer::Newlines(std::size_t pos) {
  std::size_t end = pos;
  std::size_t lines = 0;
  for (std::size_t at = pos; at < text_.size();) {
    std::size_t next = at;
    const CharClass kind = table_.Of(DecodeFast(text_, next)).kind;
    if (kind == CharClass::kNewline) {
      ++lines;
      end = next;
    } else if (kind != CharClass::kSpace) {
      break;
    }
    at = next;
  }
  Add(lines > 1 ? TokenKind::kBlankLine : TokenKind::kLineBreak, pos, end);
  return end;
}

// `pos` itself when no emoji starts there.
std::size_t Tokenizer::Emoji(std::size_t pos) {
  const std::size_t end = ScanEmoji(text_, pos, canonical_);
  if (end != pos) {
    Add(TokenKind::kEmoji, pos, end);
    Intern(canonical_);
  }
  return end;
}

// A run of the same mark is one token.
std::size_t Tokenizer::Punctuation(std::size_t pos, std::size_t next, char32_t c) {
  const std::string_view mark = text_.substr(pos, next - pos);
  while (text_.substr(next, mark.size()) == mark) next += mark.size();
  Add(TokenKind::kPunctuation, pos, next).value =
      c < kNoValue ? static_cast<std::uint16_t>(c) : kNoValue;
  return next;
}

std::size_t Tokenizer::At(std::size_t pos) {
  // An address reaches back over words that stand in out_ already.
  InternWaiting();
  std::size_t floor = 0;
  for (std::size_t i = out_.size(); i > first_; --i) {
    const Token& token = out_[i - 1];
    if (token.kind == TokenKind::kUrl || token.kind == TokenKind::kEmail) {
      floor = token.span.end;
    }
    if (token.kind == TokenKind::kUrl || token.kind == TokenKind::kEmail ||
        token.span.end + 64 < pos) {
      break;
    }
  }
  if (const Address address = ScanAddress(text_, pos, floor); address.end > address.begin) {
    std::size_t begin = address.begin;
    while (out_.size() > first_ && out_.back().span.end > begin) {
      begin = std::min<std::size_t>(begin, out_.back().span.begin);
      out_.pop_back();
    }
    Add(TokenKind::kEmail, begin, address.end);
    return address.end;
  }
  const bool after_word =
      out_.size() > first_ && out_.back().kind == TokenKind::kWord && out_.back().span.end == pos;
  if (!after_word) {
    if (const std::size_t end = ScanMention(text_, pos); end != pos) {
      Add(TokenKind::kMention, pos, end);
      return end;
    }
  }
  return Punctuation(pos, pos + 1, '@');
}

// "спасибо))" smiles: closing brackets that nothing opened, two or more of them.
std::size_t Tokenizer::Parentheses(std::size_t pos) {
  const char c = text_[pos];
  std::size_t end = pos;
  while (end < text_.size() && text_[end] == c) ++end;
  const std::size_t count = end - pos;
  if (c == '(') {
    if (count >= 3) {
      Add(TokenKind::kEmoji, pos, end);
      Intern(":(");
      return end;
    }
    open_parentheses_ += count;
  } else {
    if (count >= 2 && open_parentheses_ == 0) {
      Add(TokenKind::kEmoji, pos, end);
      Intern(":)");
      return end;
    }
    open_parentheses_ -= std::min(count, open_parentheses_);
  }
  return Punctuation(pos, pos + 1, static_cast<unsigned char>(c));
}

std::size_t Tokenizer::AsciiSymbol(std::size_t pos) {
  const char c = text_[pos];
  switch (c) {
    case ':':
    case ';':
    case '=':
    case '<':
    case '>':
    case '^':
    case '-':
    case '(':
    case '\\': {
      if (const std::size_t end = ScanEmoticon(text_, pos, canonical_); end != pos) {
        Add(TokenKind::kEmoji, pos, end);
        Intern(canonical_);
        return end;
      }
      if (c == '(') return Parentheses(pos);
      break;
    }
    case ')': return Parentheses(pos);
    case '@': return At(pos);
    case '*':
    case '#': {
      if (const std::size_t end = Emoji(pos); end != pos) return end;
      std::size_t next = pos + 1;
      if (c == '#' && next < text_.size()) {
        const CharClass kind = table_.Of(DecodeFast(text_, next)).kind;
        if (kind == CharClass::kLetter || kind == CharClass::kComplex) {
          Add(TokenKind::kHashtag, pos, pos + 1);
          return pos + 1;
        }
      }
      break;
    }
    default: break;
  }
  return Punctuation(pos, pos + 1, static_cast<unsigned char>(c));
}

std::size_t Tokenizer::Symbol(std::size_t pos, std::size_t next, char32_t c) {
  if (c == 0xAF) {
    if (const std::size_t end = ScanEmoticon(text_, pos, canonical_); end != pos) {
      Add(TokenKind::kEmoji, pos, end);
      Intern(canonical_);
      return end;
    }
  }
  if (const std::size_t end = Emoji(pos); end != pos) return end;
  return Punctuation(pos, next, c);
}

std::size_t Tokenizer::Next(std::size_t pos) {
  std::size_t next = pos;
  const char32_t c = DecodeFast(text_, next);
  switch (table_.Of(c).kind) {
    case CharClass::kSpace: return next;
    case CharClass::kNewline: return Newlines(pos);
    case CharClass::kLetter:
    case CharClass::kDigit: return Word(pos);
    case CharClass::kComplex: return Complex(pos);
    // A mark or joiner with nothing before it.
    case CharClass::kExtend: return next;
    default: return c < 0x80 ? AsciiSymbol(pos) : Symbol(pos, next, c);
  }
}

void Tokenizer::Run(std::size_t begin) {
  std::size_t pos = begin;
  while (pos < text_.size()) {
    if (text_[pos] == ' ') {
      ++pos;
      continue;
    }
    pos = Next(pos);
  }
  InternWaiting();
}

}  // namespace

void Tokenize(std::string_view text, Span range, Vocabulary& vocabulary, std::vector<Token>& out) {
  const std::string_view limited = text.substr(0, range.end);
  if (range.begin >= limited.size()) return;
  Tokenizer(limited, VocabularyAccess::Get(vocabulary), out).Run(range.begin);
}

}  // namespace refrain::text
