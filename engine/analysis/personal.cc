// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>
#include <string>

#include "engine/analysis/reading.h"

namespace refrain::analysis {
namespace {

using text::Token;
using text::TokenKind;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// ISO/IEC 7812-1 annex B.
bool PassesLuhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it, twice = !twice) {
    int value = (*it - '0') * (twice ? 2 : 1);
    if (value > 9) value -= 9;
    sum += value;
  }
  return sum % 10 == 0;
}

// ISO 13616: country and check digits go to the end, letters count 10…35, rest 1 modulo 97.
bool PassesMod97(std::string_view iban) {
  std::string turned(iban.substr(4));
  turned.append(iban.substr(0, 4));
  int rest = 0;
  for (const char c : turned) {
    rest = IsDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  }
  return rest == 1;
}

bool IsIpV4(std::string_view text) {
  int parts = 0;
  std::size_t pos = 0;
  while (pos < text.size()) {
    int value = 0;
    std::size_t digits = 0;
    while (pos < text.size() && IsDigit(text[pos]) && digits < 3) {
      value = value * 10 + (text[pos++] - '0');
      ++digits;
    }
    if (digits == 0 || value > 255) return false;
    ++parts;
    if (pos == text.size()) break;
    if (text[pos++] != '.') return false;
  }
  return parts == 4;
}

// Up to `limit` characters from `begin` that are digits, upper-case letters, or one
// separator between them. Returns the compact form; `end` is one past the last.
std::string Compact(std::string_view text, std::size_t begin, std::size_t limit, bool letters,
                    std::size_t& end) {
  std::string out;
  std::size_t pos = begin;
  end = begin;
  while (pos < text.size() && out.size() < limit) {
    const char c = text[pos];
    if (IsDigit(c) || (letters && IsUpper(c))) {
      out.push_back(c);
      end = ++pos;
    } else if ((c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')') &&
               pos + 1 < text.size() && out.size() > 1 &&
               (IsDigit(text[pos + 1]) || text[pos + 1] == '(' ||
                (letters && IsUpper(text[pos + 1])) || (c == ')' && text[pos + 1] == ' '))) {
      ++pos;
    } else {
      break;
    }
  }
  return out;
}

// Words that make a number an order, invoice or serial number, not a telephone.
bool FollowsReference(std::string_view text, std::size_t begin) {
  const std::size_t from = begin > 24 ? begin - 24 : 0;
  std::string before(text.substr(from, begin - from));
  std::transform(before.begin(), before.end(), before.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  static constexpr std::string_view kWords[] = {
      "order",   "invoice", "ticket", "case",   "serial",  "ref",    "no.",   "nr",
      "#",       "bestell", "rechn",  "pedido", "factura", "pasūt",  "rēķin", "commande",
      "facture", "ordine",  "zamów",  "заказ",  "užsak",   "tellim", "encom", "id"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return before.find(word) != std::string::npos; });
}

bool StandsAlone(std::string_view text, std::size_t begin, std::size_t end) {
  const auto joins = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  return (begin == 0 || !joins(text[begin - 1])) && (end >= text.size() || !joins(text[end]));
}

model::PersonalDatum Datum(std::size_t begin, std::size_t end, const char* type) {
  return {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, type};
}

// Something personal that starts at `begin` with a digit, "+" or a country code.
bool NumberAt(std::string_view text, std::size_t begin, model::PersonalDatum& out) {
  std::size_t end = begin;
  if (IsUpper(text[begin])) {
    const std::string iban = Compact(text, begin, 34, true, end);
    if (iban.size() < 15 || !IsUpper(iban[1]) || !IsDigit(iban[2]) || !IsDigit(iban[3]) ||
        !PassesMod97(iban)) {
      return false;
    }
    out = Datum(begin, end, "iban");
    return StandsAlone(text, begin, end);
  }
  const bool plus = text[begin] == '+';
  const std::string digits = Compact(text, begin + (plus ? 1 : 0), 19, false, end);
  if (!StandsAlone(text, begin, end)) return false;
  if (IsIpV4(text.substr(begin, end - begin))) {
    out = Datum(begin, end, "ip");
    return true;
  }
  if (!plus && digits.size() >= 13 && digits.size() <= 19 && PassesLuhn(digits)) {
    out = Datum(begin, end, "card");
    return true;
  }
  const bool spaced = end - begin > digits.size() + 1;
  const bool phone = digits.size() >= 7 && digits.size() <= 15 &&
                     (plus || (digits.size() >= 8 && (spaced || digits[0] == '0'))) &&
                     !FollowsReference(text, begin);
  if (phone) out = Datum(begin, end, "phone");
  return phone;
}

}  // namespace

void FindPersonalData(std::string_view text, const std::vector<Token>& tokens,
                      std::vector<model::PersonalDatum>& out) {
  std::size_t free_from = 0;
  for (const Token& token : tokens) {
    std::size_t begin = token.span.begin;
    if (begin < free_from) continue;
    if (token.kind == TokenKind::kEmail) {
      out.push_back({token.span, "email"});
      free_from = token.span.end;
      continue;
    }
    const bool code = token.kind == TokenKind::kWord && token.span.end - begin >= 2 &&
                      IsUpper(text[begin]) && IsUpper(text[begin + 1]);
    if (token.kind != TokenKind::kNumber && !code) continue;
    if (!code && begin > 0 && text[begin - 1] == '+') --begin;
    model::PersonalDatum datum;
    if (NumberAt(text, begin, datum)) {
      free_from = datum.span.end;
      out.push_back(std::move(datum));
    }
  }
}

}  // namespace refrain::analysis
