// Patterns of the reply header table.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/uchar.h>

#include <array>
#include <cctype>
#include <utility>

#include "engine/mail/header_table.h"
#include "engine/mail/line_text.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

constexpr std::size_t kMaxMatchBytes = 500;
constexpr int kMaxLeadingWords = 3;  // before the first number of a date
constexpr int kMaxTriesWithin = 8;   // places in a line where a header may start

// ASCII digits and those of other scripts (Arabic, Devanagari).
bool IsDigitAt(std::string_view text, std::size_t pos) {
  const auto byte = static_cast<unsigned char>(text[pos]);
  if (byte < 0x80) return std::isdigit(byte) != 0;
  if (byte < 0xC0) return false;
  return u_isdigit(static_cast<UChar32>(text::DecodeAt(text, pos))) != 0;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Behind which byte it is sure that a date or address stands in the text: an @, "10:12",
// four digits, "5.5"; npos when nothing shows one.
std::size_t FindEvidence(std::string_view text) {
  int run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '@') return i + 1;
    const bool digit = IsDigitAt(text, i);
    if (!digit) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) run = 0;
      continue;
    }
    if (++run == 4) return i + 1;
    if (run != 1 || i < 2) continue;
    const char between = text[i - 1];
    if (IsDigit(text[i - 2]) && std::string_view(":./-").find(between) != std::string_view::npos) {
      return i + 1;
    }
    // Czech and Slovak "5. 5. 2026"
    if (i >= 3 && between == ' ' && text[i - 2] == '.' && IsDigit(text[i - 3])) return i + 1;
  }
  return std::string_view::npos;
}

// A date starts with a number, or with a few words before it ("Tue, May 5").
bool StartsLikeDate(std::string_view text) {
  int words = 0;
  bool in_word = false;
  for (std::size_t pos = 0; pos < text.size();) {
    if (IsDigitAt(text, pos)) return !in_word || words <= 1;
    const char32_t c = text::DecodeAt(text, pos);
    if (c == ' ') {
      in_word = false;
    } else if (u_isalpha(static_cast<UChar32>(c)) != 0 ||
               (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0) {
      if (!in_word && ++words > kMaxLeadingWords) return false;
      in_word = true;
    } else if (c == '@' || c == '<' || c == '>') {
      return false;
    }
  }
  return false;
}

}  // namespace

bool HasEvidence(std::string_view comparable) {
  return FindEvidence(comparable) != std::string_view::npos;
}

void Template::Add(Kind kind, std::string text) {
  if (kind == Kind::kLiteral && text.empty()) return;
  if (kind == Kind::kLiteral && text.size() > literal_.size()) literal_ = text;
  needs_evidence_ |= kind == Kind::kWhen || kind == Kind::kStamp || kind == Kind::kMail;
  if (pieces_.empty()) {
    starts_with_date_ = kind == Kind::kWhen || kind == Kind::kStamp;
    starts_fixed_ = kind == Kind::kLiteral && text != "<" && text != "(";
    if (kind == Kind::kLiteral) head_ = text;
  }
  pieces_.push_back({kind, std::move(text)});
}

Result<Template> Template::Compile(std::string_view pattern) {
  constexpr std::array<std::pair<std::string_view, Kind>, 5> kPlaceholders{{
      {"{when}", Kind::kWhen},
      {"{stamp}", Kind::kStamp},
      {"{who}", Kind::kWho},
      {"{mail}", Kind::kMail},
      {"{any}", Kind::kAny},
  }};
  const auto bad = [pattern](std::string_view why) {
    return Error{
        ErrorCode::kMalformed, std::string(why) + " in \"" + std::string(pattern) + '"', {}, {}};
  };
  Template result;
  std::string literal;
  std::string rest = Comparable(pattern);
  while (!rest.empty()) {
    std::size_t used = 1;
    if (rest.front() == '~') {
      result.Add(Kind::kLiteral, std::exchange(literal, {}));
      result.Add(Kind::kOptional, " ");
    } else if (rest.front() == '[') {
      const std::size_t end = rest.find(']');
      if (end == std::string::npos) return bad("bracket is not closed");
      result.Add(Kind::kLiteral, std::exchange(literal, {}));
      result.Add(Kind::kOptional, rest.substr(1, end - 1));
      used = end + 1;
    } else if (rest.front() == '{') {
      result.Add(Kind::kLiteral, std::exchange(literal, {}));
      used = 0;
      for (const auto& [name, kind] : kPlaceholders) {
        if (!rest.starts_with(name)) continue;
        result.Add(kind, {});
        used = name.size();
      }
      if (used == 0) return bad("unknown placeholder");
    } else {
      literal += rest.front();
    }
    rest.erase(0, used);
  }
  result.tail_ = literal;
  result.Add(Kind::kLiteral, std::move(literal));
  return result;
}

// `from` and the result mark byte positions 0 … text.size().
std::vector<char> Template::Sweep(const Piece& piece, std::string_view text,
                                  const std::vector<char>& from) {
  std::vector<char> to(from.size(), 0);
  if (piece.kind == Kind::kLiteral || piece.kind == Kind::kOptional) {
    for (std::size_t p = 0; p < from.size(); ++p) {
      if (from[p] == 0) continue;
      if (piece.kind == Kind::kOptional) to[p] = 1;
      if (text.substr(p).starts_with(piece.text)) to[p + piece.text.size()] = 1;
    }
    return to;
  }
  bool active = false;  // some start is at or before this byte, with nothing forbidden between
  bool digit = false;   // … and a digit since the first of them
  int mail = 0;         // 1: in the local part, 2: right behind @, 3: in the domain
  for (std::size_t p = 0; p < from.size(); ++p) {
    if (piece.kind == Kind::kAny && (active || from[p] != 0)) to[p] = 1;
    if (piece.kind == Kind::kWho && active) to[p] = 1;
    if ((piece.kind == Kind::kWhen || piece.kind == Kind::kStamp) && digit) to[p] = 1;
    if (piece.kind == Kind::kMail && mail == 3) to[p] = 1;
    active |= from[p] != 0;
    if (p == text.size()) break;
    const char c = text[p];
    const bool bracket = c == '<' || c == '>';
    if (piece.kind == Kind::kMail) {
      if (bracket || c == ' ') {
        mail = 0;
      } else if (c == '@') {
        mail = mail == 1 ? 2 : 0;
      } else if (mail >= 2) {
        mail = 3;
      } else if (mail == 1 || from[p] != 0) {
        mail = 1;
      }
      continue;
    }
    if (piece.kind != Kind::kWhen && piece.kind != Kind::kStamp) continue;
    if (bracket || c == '@') {
      active = digit = false;
    } else if (active && IsDigitAt(text, p)) {
      digit = true;
    }
  }
  return to;
}

bool Template::MayMatch(std::string_view comparable) const {
  return comparable.size() <= kMaxMatchBytes && comparable.ends_with(tail_) &&
         comparable.find(literal_) != std::string_view::npos;
}

bool Template::Matches(std::string_view comparable) const {
  if (!comparable.starts_with(head_) || !MayMatch(comparable)) return false;
  if (starts_with_date_ && !StartsLikeDate(comparable)) return false;
  std::vector<char> positions(comparable.size() + 1, 0);
  positions[0] = 1;
  for (const Piece& piece : pieces_) {
    positions = Sweep(piece, comparable, positions);
    if (piece.kind != Kind::kStamp) continue;
    // A stamp holds its evidence itself.
    const std::size_t evidence = FindEvidence(comparable);
    for (std::size_t p = 0; p < evidence && p < positions.size(); ++p) positions[p] = 0;
  }
  return positions.back() != 0;
}

std::size_t Template::FindAtEnd(std::string_view comparable) const {
  if (!starts_fixed_ || !MayMatch(comparable)) return std::string_view::npos;
  std::size_t begin = comparable.find(head_, 1);
  for (int tries = 0; begin != std::string_view::npos && tries < kMaxTriesWithin; ++tries) {
    const char before = comparable[begin - 1];
    if (std::string_view(" .,!?)-").find(before) != std::string_view::npos &&
        HasEvidence(comparable.substr(begin)) && Matches(comparable.substr(begin))) {
      return begin;
    }
    begin = comparable.find(head_, begin + 1);
  }
  return std::string_view::npos;
}

}  // namespace refrain::mail
