// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text/utf8.h"

namespace refrain::text {
namespace {

// Latin, Greek and Cyrillic letters that never change under NFC: the fast path.
bool IsSurelyNfc(char32_t c) {
  return c < 0x300 || (c >= 0x388 && c <= 0x3FF) || (c >= 0x400 && c <= 0x482) ||
         (c >= 0x48A && c <= 0x52F);
}

bool HasOnlySurelyNfc(std::string_view text) {
  std::size_t pos = 0;
  while (pos < text.size()) {
    // Two-byte sequences up to U+02FF start with C2..CB.
    const auto byte = static_cast<unsigned char>(text[pos]);
    if (byte < 0x80) {
      ++pos;
    } else if (byte < 0xCC) {
      pos += 2;
    } else if (!IsSurelyNfc(DecodeAt(text, pos))) {
      return false;
    }
  }
  return true;
}

const icu::Normalizer2* Nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) ? nfc : nullptr;
}

char32_t LowerOf(char32_t c) {
  switch (c) {
    case 0x2019:  // ’
    case 0x02BC:  // ʼ
    case 0x00B4:  // ´
    case '`': return '\'';
    default: return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  }
}

// Letters that no decomposition takes apart. Sorted by code point.
struct PlainForm {
  char32_t letter;
  std::string_view plain;
};
constexpr std::array<PlainForm, 31> kPlainForms{{
    {0x00C6, "AE"}, {0x00D0, "D"}, {0x00D8, "O"}, {0x00DE, "TH"},       {0x00DF, "ss"},
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"},       {0x0110, "D"},
    {0x0111, "d"},  {0x0126, "H"}, {0x0127, "h"}, {0x0131, "i"},        {0x0138, "k"},
    {0x0141, "L"},  {0x0142, "l"}, {0x014A, "N"}, {0x014B, "n"},        {0x0152, "OE"},
    {0x0153, "oe"}, {0x0166, "T"}, {0x0167, "t"}, {0x0180, "b"},        {0x0197, "I"},
    {0x01E5, "g"},  {0x0237, "j"}, {0x0268, "i"}, {0x0401, "\xD0\x95"}, {0x0451, "\xD0\xB5"},
    {0x1E9E, "SS"},
}};

// Combining accents, Hebrew points and Arabic vowel signs: optional in writing.
bool IsOptionalMark(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5BD) || c == 0x5BF || c == 0x5C1 ||
         c == 0x5C2 || (c >= 0x64B && c <= 0x652) || c == 0x670;
}

// Only in Latin and Greek is a letter with a mark the same letter; й, ї, ガ are others.
bool HasPlainBase(char32_t c) {
  return (c >= 0xC0 && c < 0x250) || (c >= 0x370 && c < 0x400) || (c >= 0x1E00 && c < 0x2000);
}

void AppendPlain(std::string& out, char32_t c, const icu::Normalizer2* nfc) {
  const auto* form =
      std::lower_bound(kPlainForms.begin(), kPlainForms.end(), c,
                       [](const PlainForm& one, char32_t key) { return one.letter < key; });
  if (form != kPlainForms.end() && form->letter == c) {
    out.append(form->plain);
    return;
  }
  if (nfc != nullptr && HasPlainBase(c)) {
    icu::UnicodeString parts;
    if (nfc->getDecomposition(static_cast<UChar32>(c), parts) != 0) {
      c = static_cast<char32_t>(parts.char32At(0));
    }
  }
  AppendUtf8(out, c);
}

}  // namespace

std::string ToLower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool surely_nfc = true;
  std::size_t pos = 0;
  while (pos < text.size()) {
    const char c = text[pos];
    if (static_cast<unsigned char>(c) < 0x80 && c != '`') {
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
      ++pos;
      continue;
    }
    const char32_t lower = LowerOf(DecodeAt(text, pos));
    surely_nfc = surely_nfc && IsSurelyNfc(lower);
    AppendUtf8(out, lower);
  }
  return surely_nfc ? out : ToNfc(out);
}

std::string StripDiacritics(std::string_view text) {
  if (std::all_of(text.begin(), text.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return std::string(text);
  }
  // Composed first, so that и + breve is й, which stays.
  const std::string composed = ToNfc(text);
  const icu::Normalizer2* nfc = Nfc();
  std::string out;
  out.reserve(composed.size());
  std::size_t pos = 0;
  while (pos < composed.size()) {
    const char32_t c = DecodeAt(composed, pos);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (!IsOptionalMark(c)) {
      AppendPlain(out, c, nfc);
    }
  }
  return out;
}

std::string ToNfc(std::string_view text) {
  const icu::Normalizer2* nfc = Nfc();
  if (nfc == nullptr || IsNfc(text)) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                     nullptr, status);
  return U_SUCCESS(status) ? out : std::string(text);
}

bool IsNfc(std::string_view text) {
  if (HasOnlySurelyNfc(text)) return true;
  const icu::Normalizer2* nfc = Nfc();
  if (nfc == nullptr) return true;
  UErrorCode status = U_ZERO_ERROR;
  const UBool normal = nfc->isNormalizedUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), status);
  return U_FAILURE(status) != 0 || normal != 0;
}

}  // namespace refrain::text
