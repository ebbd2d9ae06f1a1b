// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/signature.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cctype>

#include "engine/base/strings.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

constexpr std::size_t kMaxSignatureLines = 10;
constexpr std::size_t kMaxLineBytes = 100;
constexpr std::size_t kMaxNameLineBytes = 50;
constexpr std::size_t kMaxNameLines = 3;
constexpr std::size_t kMaxNameWords = 5;
constexpr int kPhoneDigits = 7;
constexpr int kMaxPhoneLabelBytes = 14;
constexpr std::size_t kMaxNameBytes = 30;

enum class Contact { kNone, kLink, kPersonal };

std::string_view LineText(std::string_view text, const Line& line) {
  return TrimLine(text.substr(line.begin, line.end - line.begin));
}

bool IsLink(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") ||
         word.starts_with("<http") || word.starts_with("<mailto:");
}

// A number of seven digits or more in one run of digits and + - ( ) . / and single spaces,
// with a label at most: "Tel.: +371 6700 0000", "M 555 346 9947".
bool IsPhone(std::string_view line) {
  int digits = 0;
  int best = 0;
  int others = 0;
  char last = 0;
  for (const char c : line) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      best = std::max(best, ++digits);
    } else if (std::string_view("+-()./ ").find(c) == std::string_view::npos ||
               (c == ' ' && last == ' ')) {
      digits = 0;
      ++others;
    }
    last = c;
  }
  return best >= kPhoneDigits && others <= kMaxPhoneLabelBytes;
}

Contact ContactOf(std::string_view line) {
  const std::vector<std::string_view> words = SplitWords(line);
  const bool short_line = words.size() <= 4;
  bool link = false;
  for (const std::string_view word : words) {
    const std::size_t at = word.find('@');
    const bool address =
        at != std::string_view::npos && at > 0 && word.find('.', at) != std::string_view::npos;
    if (address && short_line) return Contact::kPersonal;
    link |= IsLink(word);
  }
  if (IsPhone(line)) return Contact::kPersonal;
  return link && short_line ? Contact::kLink : Contact::kNone;
}

bool EndsClause(std::string_view line) {
  return EndsSentence(line) || line.ends_with(':') || line.ends_with(',') || line.ends_with(';');
}

bool IsNameLine(std::string_view line) {
  return line.size() <= kMaxNameLineBytes && !EndsClause(line) &&
         SplitWords(line).size() <= kMaxNameWords;
}

bool IsContactParagraph(std::string_view text, const std::vector<Line>& lines, LineRange range) {
  if (range.end - range.begin > kMaxSignatureLines) return false;
  int personal = 0;
  int contacts = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::string_view line = LineText(text, lines[i]);
    const Contact contact = ContactOf(line);
    if (line.size() > kMaxLineBytes) return false;
    if (contact == Contact::kNone && EndsClause(line) && !line.ends_with('.')) return false;
    if (contact == Contact::kNone && SplitWords(line).size() > 8) return false;
    personal += contact == Contact::kPersonal ? 1 : 0;
    contacts += contact != Contact::kNone ? 1 : 0;
  }
  return personal >= 2 || (personal >= 1 && (contacts >= 2 || range.end - range.begin >= 2));
}

}  // namespace

std::vector<LineRange> Paragraphs(const std::vector<Line>& lines, LineRange range) {
  std::vector<LineRange> paragraphs;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (lines[i].blank) continue;
    if (paragraphs.empty() || paragraphs.back().end != i) paragraphs.push_back({i, i});
    paragraphs.back().end = i + 1;
  }
  return paragraphs;
}

std::size_t ContactSignature(std::string_view text, const std::vector<Line>& lines,
                             LineRange range) {
  const std::vector<LineRange> paragraphs = Paragraphs(lines, range);
  if (paragraphs.size() < 2 || !IsContactParagraph(text, lines, paragraphs.back())) {
    return range.end;
  }
  std::size_t first = paragraphs.size() - 1;
  while (first > 1) {
    const LineRange above = paragraphs[first - 1];
    bool names = above.end - above.begin <= kMaxNameLines;
    for (std::size_t i = above.begin; names && i < above.end; ++i) {
      names = IsNameLine(LineText(text, lines[i]));
    }
    if (!names && !IsContactParagraph(text, lines, above)) break;
    --first;
  }
  return paragraphs[first].begin;
}

int CountContactLines(std::string_view text, const std::vector<Line>& lines, LineRange range) {
  int count = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!lines[i].blank && ContactOf(LineText(text, lines[i])) != Contact::kNone) ++count;
  }
  return count;
}

bool LooksLikeName(std::string_view line) {
  if (line.empty() || line.size() > kMaxNameBytes) return false;
  const std::vector<std::string_view> words = SplitWords(line);
  if (words.size() > 2) return false;
  for (const std::string_view word : words) {
    for (std::size_t pos = 0; pos < word.size();) {
      const bool first = pos == 0;
      const auto c = static_cast<UChar32>(text::DecodeAt(word, pos));
      if (first ? u_isupper(c) == 0 : u_isalpha(c) == 0 && c != '\'' && c != '-') return false;
    }
  }
  return true;
}

bool EndsSentence(std::string_view line) {
  while (line.ends_with(')') || line.ends_with('"') || line.ends_with("”") ||
         line.ends_with('\'')) {
    // ":)" ends a sentence too.
    if (line.ends_with(":)") || line.ends_with(";)") || line.ends_with("-)")) return true;
    line.remove_suffix(line.ends_with("”") ? 3 : 1);
  }
  for (const std::string_view mark : {".", "!", "?", "…", "。", "！", "？"}) {
    if (line.ends_with(mark)) return true;
  }
  return false;
}

bool IsDashedName(std::string_view line) {
  std::string_view name = line;
  if (name.starts_with("--")) {
    name.remove_prefix(2);
  } else if (name.starts_with("—") || name.starts_with("–")) {
    name.remove_prefix(3);
  } else {
    return false;
  }
  name = TrimAscii(name);
  std::size_t pos = 0;
  if (name.empty() || name.front() == '-' || text::DecodeAt(name, pos) < 'A') return false;
  return SplitWords(name).size() <= 3 && name.size() <= 40 && !EndsClause(name);
}

}  // namespace refrain::mail
