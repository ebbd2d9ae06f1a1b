// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/reply_headers.h"

#include <algorithm>
#include <bit>
#include <string>

#include "engine/base/strings.h"

namespace refrain::mail {
namespace {

constexpr std::size_t kMaxHeaderLines = 4;
constexpr std::size_t kMaxHeaderBytes = 450;
constexpr std::size_t kMaxBlockLines = 24;
constexpr std::size_t kMaxFoldedLines = 2;  // continuation lines of one field

std::string_view Raw(std::string_view text, const Line& line) {
  return text.substr(line.begin, line.end - line.begin);
}

// The end of a header that was wrapped within its address, so that ">" opens the line.
bool IsWrappedAddressEnd(std::string_view text, const std::vector<Line>& lines, std::size_t i) {
  if (lines[i].depth != 1 || i == 0 || lines[i - 1].depth != 0 || lines[i - 1].blank) return false;
  if (lines[i].end - lines[i].begin > 40) return false;
  const std::string_view above = Raw(text, lines[i - 1]);
  const std::size_t open = above.rfind('<');
  return open != std::string_view::npos && above.find('>', open) == std::string_view::npos;
}

class Finder {
 public:
  Finder(std::string_view text, const HeaderTable& table, std::vector<Line>& lines)
      : text_(text), table_(table), lines_(lines) {}

  void Run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool wrapped = lines_[i].depth == 1 && IsWrappedAddressEnd(text_, lines_, i);
      if (lines_[i].blank || (lines_[i].depth > 0 && !wrapped)) continue;
      const std::string_view trimmed = TrimLine(Raw(text_, lines_[i]));
      if (!table_.MayEndReply(trimmed)) continue;
      if (wrapped) lines_[i].depth = 0;
      if (!Whole(i) && !Within(i) && wrapped) lines_[i].depth = 1;
    }
  }

 private:
  // A header of whole lines that ends with line `last`; the fewest lines that make one.
  bool Whole(std::size_t last) {
    std::size_t bytes = 0;
    bool evidence = false;
    for (std::size_t count = 1; count <= kMaxHeaderLines && count <= last + 1; ++count) {
      const std::size_t first = last + 1 - count;
      const Line& line = lines_[first];
      bytes += line.end - line.begin;
      if (line.depth > 0 || line.blank || line.header_end > 0 || bytes > kMaxHeaderBytes) break;
      const std::string_view raw = Raw(text_, line);
      evidence |= HasEvidence(raw);
      if (!evidence && !raw.starts_with('-')) continue;
      const std::string joined = Joined(first, last);
      const HeaderTable::ReplyMatch match = table_.FindReply(joined);
      if (!match.found) continue;
      const std::size_t begin = match.starts_fixed ? first : ExtendUp(first, last, joined);
      lines_[begin].header_end = static_cast<std::uint32_t>(last + 1);
      return true;
    }
    return false;
  }

  [[nodiscard]] std::string Joined(std::size_t first, std::size_t last) const {
    std::string joined;
    for (std::size_t i = first; i <= last; ++i) {
      if (!joined.empty()) joined += ' ';
      joined += Raw(text_, lines_[i]);
    }
    std::string comparable = Comparable(joined);
    // An address that was wrapped right behind its bracket.
    for (std::size_t at = comparable.find("< "); at != std::string::npos;
         at = comparable.find("< ", at)) {
      comparable.erase(at + 1, 1);
    }
    return comparable;
  }

  // A header that starts with a name may have begun a line earlier: when the address is
  // there, or only its tail is here.
  [[nodiscard]] std::size_t ExtendUp(std::size_t first, std::size_t last,
                                     const std::string& joined) const {
    if (first == 0 || last - first + 1 >= kMaxHeaderLines) return first;
    const Line& above = lines_[first - 1];
    if (above.blank || above.depth > 0 || above.header_end > 0) return first;
    const bool here = joined.find('@') != std::string::npos;
    const bool there = Raw(text_, above).find('@') != std::string_view::npos;
    const bool tail_only = joined.starts_with('<') || joined.starts_with('(');
    if (!tail_only && (here || !there)) return first;
    return table_.FindReply(Joined(first - 1, last)).found ? first - 1 : first;
  }

  // "Thanks! On Tue, … Anna wrote:" with quoted lines right below.
  bool Within(std::size_t i) {
    std::size_t next = i + 1;
    while (next < lines_.size() && lines_[next].blank && lines_[next].depth == 0) ++next;
    if (next >= lines_.size() || lines_[next].depth == 0) return false;
    const std::string_view raw = Raw(text_, lines_[i]);
    if (raw.size() > kMaxHeaderBytes) return false;
    const std::string comparable = Comparable(raw);
    const HeaderTable::ReplyMatch match = table_.FindReplyAtEnd(comparable);
    if (!match.found || match.begin == 0) return false;
    // The match counts in the comparable form: find its first word in the line itself.
    const std::string word =
        comparable.substr(match.begin, comparable.find(' ', match.begin) - match.begin);
    const std::string lower = ToLowerAscii(raw);
    std::size_t begin = lower.rfind(word + ' ');
    while (begin != std::string::npos && begin > 0 &&
           Comparable(std::string_view(raw).substr(begin)) != comparable.substr(match.begin)) {
      begin = lower.rfind(word + ' ', begin - 1);
    }
    if (begin == std::string::npos || begin == 0) return false;
    while (begin > 0 && (raw[begin - 1] == '-' || raw[begin - 1] == ' ')) --begin;
    if (begin == 0) return false;
    lines_[i].split = lines_[i].begin + static_cast<std::uint32_t>(begin);
    lines_[i].header_end = static_cast<std::uint32_t>(i + 1);
    return true;
  }

  std::string_view text_;
  const HeaderTable& table_;
  std::vector<Line>& lines_;
};

}  // namespace

void FindReplyHeaders(std::string_view text, const HeaderTable& table, std::vector<Line>& lines) {
  Finder(text, table, lines).Run();
}

std::size_t HeaderBlockEnd(std::string_view text, const HeaderTable& table,
                           const std::vector<Line>& lines, std::size_t i) {
  std::uint8_t seen = 0;
  std::size_t end = i;
  std::size_t folded = 0;
  bool address = false;
  for (std::size_t at = i; at < lines.size() && at - i < kMaxBlockLines; ++at) {
    if (lines[at].depth > 0 || lines[at].blank) break;
    const std::string_view line = TrimLine(Raw(text, lines[at]));
    const std::uint8_t field = table.FieldOf(line);
    if (field == 0 && (at == i || ++folded > kMaxFoldedLines)) break;
    if (field != 0) {
      // A label that stands for two fields counts as the one that is still missing.
      const auto fresh = static_cast<std::uint8_t>(field & ~seen);
      if (fresh == 0) break;
      seen = static_cast<std::uint8_t>(seen | (fresh & -fresh));
      folded = 0;
      end = at + 1;
    }
    address |= line.find('@') != std::string_view::npos;
  }
  const int fields = std::popcount(seen);
  const bool people = (seen & (kFieldFrom | kFieldTo)) != 0;
  const bool letter = (seen & (kFieldDate | kFieldSubject)) != 0;
  if (fields < 2 || !people || !letter) return i;
  // Travel plans have From, To and Date too.
  return address || (fields >= 3 && (seen & kFieldSubject) != 0) ? end : i;
}

}  // namespace refrain::mail
