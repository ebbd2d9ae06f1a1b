// Two passes over the lines: one from the top finds where quotes, forwards and announced
// signatures begin and how far they reach; the second looks at what is left as authored,
// paragraph by paragraph, for footers and contact lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/splitter.h"

#include <algorithm>
#include <utility>

#include "engine/base/strings.h"
#include "engine/mail/line_text.h"
#include "engine/mail/reply_headers.h"
#include "engine/mail/signature.h"

namespace refrain::mail {
namespace {

using model::BlockKind;

constexpr std::size_t kMaxWrapRemnants = 2;  // unquoted lines between a header and its quote
constexpr std::size_t kMaxSignatureLines = 15;
constexpr std::size_t kMaxRuledSignatureLines = 8;
constexpr std::size_t kFooterLookahead = 3;
constexpr std::size_t kMaxPhraseBytes = 16384;  // of a paragraph, looked at for footers

class Splitter {
 public:
  Splitter(std::string_view text, const HeaderTable& table)
      : text_(text), table_(table), lines_(ScanLines(text)) {}

  std::vector<model::Block> Run() {
    FindReplyHeaders(text_, table_, lines_);
    for (std::size_t i = 0; i < lines_.size();) i = Classify(i);
    if (!seen_authored_ && !seen_mark_) KeepWhenAllIsQuoted();
    FinishAuthored();
    return Collect();
  }

 private:
  [[nodiscard]] std::string_view Trimmed(std::size_t i) const {
    return TrimLine(text_.substr(lines_[i].content, lines_[i].end - lines_[i].content));
  }

  void Label(std::size_t begin, std::size_t end, BlockKind kind) {
    for (std::size_t i = begin; i < end; ++i) {
      lines_[i].kind = kind;
      lines_[i].labelled = true;
    }
  }

  [[nodiscard]] std::size_t NextFilled(std::size_t i) const {
    while (i < lines_.size() && lines_[i].blank && lines_[i].depth == 0) ++i;
    return i;
  }

  // Labels what starts at line `i`; returns the line to go on with.
  std::size_t Classify(std::size_t i) {
    const Line& line = lines_[i];
    if (line.depth > 0) return Quoted(i);
    if (line.blank) return i + 1;
    if (line.header_end > 0) {
      seen_mark_ = true;
      BlockKind kind = QuoteKind();
      if (line.split > 0) {
        seen_authored_ = true;
        lines_[i].labelled = true;
        return Quote(i + 1, line.header_end, BlockKind::kQuoted, kMaxWrapRemnants);
      }
      return Quote(i, line.header_end, kind, kMaxWrapRemnants);
    }
    const std::string_view trimmed = Trimmed(i);
    if (IsRule(trimmed)) return Rule(i);
    if (const std::size_t next = Mark(i, trimmed); next > i) return next;
    if (IsDelimiter(i, trimmed)) return Delimiter(i);
    if (IsDashedName(trimmed) && IsLastOfStretch(i)) {
      Label(i, i + 1, BlockKind::kSignature);
      return i + 1;
    }
    if (table_.IsMobileSignature(trimmed)) return Mobile(i);
    seen_authored_ = true;
    lines_[i].labelled = true;
    return i + 1;
  }

  // A text that starts with somebody else's is a forwarded one.
  [[nodiscard]] BlockKind QuoteKind() const {
    return seen_authored_ ? BlockKind::kQuoted : BlockKind::kForwarded;
  }

  // A mark other than a reply header at line `i`: header block, separator, help desk's line.
  std::size_t Mark(std::size_t i, std::string_view trimmed) {
    const HeaderTable::Mark mark = table_.MarkOf(trimmed);
    std::size_t end =
        mark == HeaderTable::Mark::kNone ? HeaderBlockEnd(text_, table_, lines_, i) : i + 1;
    if (end == i) {
      // Help desks put their line between rules: "##- reply above this line -##".
      if (std::string_view("#-=_~([").find(trimmed.front()) == std::string_view::npos ||
          table_.FindPhrase(trimmed.substr(0, 300)) != Phrase::kAbove) {
        return i;
      }
      seen_mark_ = true;
      if (seen_authored_) return Quote(i, i + 1, BlockKind::kQuoted, 0);
      Label(i, i + 1, BlockKind::kTemplate);
      return i + 1;
    }
    seen_mark_ = true;
    return Quote(i, end, mark == HeaderTable::Mark::kForward ? BlockKind::kForwarded : QuoteKind(),
                 0);
  }

  // The header lines [i, end) and what belongs to them: marked lines when the quote is
  // marked, everything to the end when it is not.
  std::size_t Quote(std::size_t i, std::size_t end, BlockKind kind, std::size_t remnants) {
    std::size_t begin = i;
    while (begin > 0 && (lines_[begin - 1].blank || IsRule(Trimmed(begin - 1))) &&
           lines_[begin - 1].depth == 0) {
      --begin;
    }
    Label(begin, end, kind);
    std::size_t next = NextFilled(end);
    for (std::size_t skipped = 0; next < lines_.size() && skipped <= remnants; ++skipped) {
      if (lines_[next].depth > 0) {
        Label(end, next, kind);
        return next;
      }
      next = NextFilled(next + 1);
    }
    Label(end, lines_.size(), kind);
    return lines_.size();
  }

  // A run of lines with quote marks, blank lines and stray pieces of links within it.
  std::size_t Quoted(std::size_t i) {
    std::size_t end = i + 1;
    for (std::size_t at = end; at < lines_.size(); ++at) {
      if (lines_[at].depth > 0) {
        end = at + 1;
      } else if (!lines_[at].blank && !IsStray(at)) {
        break;
      }
    }
    Label(i, end, IsForwardedRun(i, end) ? BlockKind::kForwarded : BlockKind::kQuoted);
    return end;
  }

  [[nodiscard]] bool IsForwardedRun(std::size_t begin, std::size_t end) const {
    std::size_t seen = 0;
    for (std::size_t i = begin; i < end && seen < 3; ++i) {
      if (lines_[i].blank) continue;
      ++seen;
      if (table_.MarkOf(Trimmed(i)) == HeaderTable::Mark::kForward) return true;
    }
    return false;
  }

  // A piece of a link that lost its quote mark when a program wrapped the line.
  [[nodiscard]] bool IsStray(std::size_t i) const {
    if (i + 1 >= lines_.size() || lines_[i - 1].depth == 0 || lines_[i + 1].depth == 0)
      return false;
    const std::string_view line = Trimmed(i);
    const bool link = line.starts_with("http") || line.starts_with("<") ||
                      line.starts_with("(http") || line.ends_with('>');
    return link && SplitWords(line).size() <= 3;
  }

  // First line from `i` on where something else than the author's text begins. Remembered,
  // for a text of nothing but rules asks at each of them.
  [[nodiscard]] std::size_t StretchEnd(std::size_t i) {
    if (i < stretch_from_ || i > stretch_end_) {
      stretch_from_ = i;
      stretch_end_ = i;
      while (stretch_end_ < lines_.size() && !EndsStretch(stretch_end_)) ++stretch_end_;
    }
    return stretch_end_;
  }

  [[nodiscard]] bool EndsStretch(std::size_t i) const {
    const Line& line = lines_[i];
    if (line.depth > 0 || line.header_end > 0) return true;
    if (line.blank) return false;
    const std::string_view trimmed = Trimmed(i);
    if (table_.MarkOf(trimmed) != HeaderTable::Mark::kNone) return true;
    return table_.FieldOf(trimmed) != 0 && HeaderBlockEnd(text_, table_, lines_, i) > i;
  }

  [[nodiscard]] bool IsLastOfStretch(std::size_t i) {
    const std::size_t next = NextFilled(i + 1);
    return next == lines_.size() || StretchEnd(next) == next || IsRule(Trimmed(next)) ||
           table_.IsMobileSignature(Trimmed(next));
  }

  // Stops counting past what any caller asks about.
  [[nodiscard]] std::size_t CountFilled(std::size_t begin, std::size_t end) const {
    std::size_t count = 0;
    for (std::size_t i = begin; i < end && count <= kMaxSignatureLines; ++i) {
      count += lines_[i].blank ? 0 : 1;
    }
    return count;
  }

  [[nodiscard]] bool HasFooter(std::size_t begin, std::size_t end) const {
    std::size_t seen = 0;
    for (std::size_t i = begin; i < end && seen < kFooterLookahead; ++i) {
      if (lines_[i].blank) continue;
      ++seen;
      if (table_.FindPhrase(Trimmed(i)) == Phrase::kFooter) return true;
    }
    return false;
  }

  // "-- ", "--", "—", "__".
  [[nodiscard]] bool IsDelimiter(std::size_t i, std::string_view trimmed) const {
    return trimmed == "--" || trimmed == "—" || trimmed == "__" ||
           text_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin) == "-- ";
  }

  std::size_t Delimiter(std::size_t i) {
    const std::size_t end = StretchEnd(i + 1);
    // RFC 3676 §4.3 wants the space; without it the rest must look like a signature's size.
    const bool exact = text_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin) == "-- ";
    if (HasFooter(i + 1, end)) {
      Label(i, end, BlockKind::kTemplate);
      return end;
    }
    if (!exact && CountFilled(i + 1, end) > kMaxSignatureLines) {
      lines_[i].labelled = true;
      seen_authored_ = true;
      return i + 1;
    }
    Label(i, end, BlockKind::kSignature);
    return end;
  }

  // A rule of dashes: above a quoted mail, a list footer or a signature, or of the text.
  std::size_t Rule(std::size_t i) {
    const std::size_t end = StretchEnd(i + 1);
    if (NextFilled(i + 1) == end && end < lines_.size() && lines_[end].depth == 0) {
      Label(i, end, QuoteKind());
      return end;
    }
    if (HasFooter(i + 1, end)) {
      Label(i, end, BlockKind::kTemplate);
      return end;
    }
    const std::size_t filled = CountFilled(i + 1, end);
    const bool underscores = Trimmed(i).starts_with('_');
    if (seen_authored_ && filled > 0 && filled <= kMaxRuledSignatureLines &&
        (underscores || CountContactLines(text_, lines_, {i + 1, end}) > 0)) {
      Label(i, end, BlockKind::kSignature);
      return end;
    }
    lines_[i].labelled = true;
    return i + 1;
  }

  // "Sent from my iPhone": what follows without a mark is the mail that was answered.
  std::size_t Mobile(std::size_t i) {
    Label(i, i + 1, BlockKind::kSignature);
    const std::size_t next = NextFilled(i + 1);
    const std::size_t end = StretchEnd(next);
    if (next == end || !seen_authored_) return i + 1;
    if (end == lines_.size()) {
      seen_mark_ = true;
      Label(i + 1, end, BlockKind::kQuoted);
      return end;
    }
    return i + 1;
  }

  // A text of quoted lines only, with no header in it, is somebody's own way to write.
  void KeepWhenAllIsQuoted() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank) continue;
      const std::string_view trimmed = Trimmed(i);
      if (lines_[i].depth != 1 || lines_[i].kind == BlockKind::kForwarded ||
          table_.MarkOf(trimmed) != HeaderTable::Mark::kNone || table_.FieldOf(trimmed) != 0 ||
          (table_.MayEndReply(trimmed) && table_.FindReply(Comparable(trimmed)).found)) {
        return;
      }
    }
    Label(0, lines_.size(), BlockKind::kAuthored);
  }

  void FinishAuthored() {
    for (std::size_t i = 0; i < lines_.size();) {
      if (lines_[i].kind != BlockKind::kAuthored) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < lines_.size() && lines_[end].kind == BlockKind::kAuthored) ++end;
      FinishStretch({i, end});
      i = end;
    }
  }

  void FinishStretch(LineRange stretch) {
    const std::vector<LineRange> paragraphs = Paragraphs(lines_, stretch);
    for (std::size_t p = 0; p < paragraphs.size(); ++p) {
      const LineRange range = paragraphs[p];
      const std::string_view raw = text_.substr(
          lines_[range.begin].begin, lines_[range.end - 1].end - lines_[range.begin].begin);
      const Phrase phrase = table_.FindPhrase(raw.substr(0, kMaxPhraseBytes));
      if (phrase == Phrase::kNone) continue;
      if (phrase == Phrase::kAuto) Label(range.begin, range.end, BlockKind::kAutoGenerated);
      if (phrase == Phrase::kBanner && p == 0) Label(range.begin, range.end, BlockKind::kTemplate);
      if (phrase == Phrase::kFooter && FooterParagraph(raw, p, paragraphs.size())) {
        Label(range.begin, stretch.end, BlockKind::kTemplate);
        stretch.end = range.begin;
        break;
      }
      if (phrase == Phrase::kDisclaimer && (p > 0 || paragraphs.size() == 1)) {
        Label(range.begin, stretch.end, BlockKind::kDisclaimer);
        stretch.end = range.begin;
        break;
      }
    }
    const std::size_t signature = ContactSignature(text_, lines_, stretch);
    Label(signature, stretch.end, BlockKind::kSignature);
    stretch.end = signature;
    stretch.end = SignedName(stretch);
    Label(stretch.end, signature, BlockKind::kSignature);
  }

  [[nodiscard]] std::size_t LastFilled(LineRange range) const {
    std::size_t last = range.end;
    while (last > range.begin && lines_[last - 1].blank) --last;
    return last > range.begin ? last - 1 : range.begin;
  }

  // Where the author's name stands alone on the last line, below a finished sentence or apart
  // from it; stretch.end when it does not. Right below a closing ("Thanks,") it stays with it.
  [[nodiscard]] std::size_t SignedName(LineRange stretch) const {
    const std::size_t name = LastFilled(stretch);
    if (name == stretch.begin || !LooksLikeName(Trimmed(name)) ||
        table_.IsClosing(Comparable(Trimmed(name)))) {
      return stretch.end;
    }
    const std::size_t above = LastFilled({stretch.begin, name});
    if (lines_[above].blank) return stretch.end;
    const bool apart = above + 1 < name && !Trimmed(above).ends_with(':');
    return apart || EndsSentence(Trimmed(above)) ? name : stretch.end;
  }

  // Without a rule above it a footer must stand at the end and hold an address or a link.
  static bool FooterParagraph(std::string_view raw, std::size_t index, std::size_t count) {
    const bool link =
        raw.find('@') != std::string_view::npos || raw.find("http") != std::string_view::npos;
    return link && index > 0 && index + 3 >= count;
  }

  // Blank lines go with the line above them, those at the top with the line below.
  std::vector<model::Block> Collect() {
    std::vector<model::Block> blocks;
    const auto add = [&blocks](BlockKind kind, std::uint32_t begin, std::uint32_t end) {
      if (begin == end) return;
      if (!blocks.empty() && blocks.back().kind == kind) {
        blocks.back().span.end = end;
      } else {
        blocks.push_back({kind, {begin, end}});
      }
    };
    std::size_t first = 0;
    while (first + 1 < lines_.size() && lines_[first].blank && lines_[first].depth == 0) ++first;
    BlockKind kind = lines_.empty() ? BlockKind::kAuthored : lines_[first].kind;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      const std::uint32_t next =
          i + 1 < lines_.size() ? lines_[i + 1].begin : static_cast<std::uint32_t>(text_.size());
      if (!line.blank || line.depth > 0) kind = line.kind;
      if (line.split > 0) {
        add(kind, line.begin, line.split);
        kind = BlockKind::kQuoted;
        add(kind, line.split, next);
      } else {
        add(kind, line.begin, next);
      }
    }
    return blocks;
  }

  std::string_view text_;
  const HeaderTable& table_;
  std::vector<Line> lines_;
  std::size_t stretch_from_ = 1;  // StretchEnd's memory: none yet
  std::size_t stretch_end_ = 0;
  bool seen_authored_ = false;
  bool seen_mark_ = false;
};

}  // namespace

std::vector<model::Block> SplitBlocks(std::string_view text, const HeaderTable& table) {
  return Splitter(text, table).Run();
}

}  // namespace refrain::mail
