// lexicons/reply_headers.tsv in memory: what mail programs write around quotes, in many
// languages. Internal to mail/blocks.cc.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/base/result.h"

namespace re2 {
class RE2;
}

namespace refrain::mail {

// Fields of the header block above a quoted mail, as bits: a label may stand for several.
enum Field : std::uint8_t {
  kFieldFrom = 1,
  kFieldDate = 2,
  kFieldTo = 4,
  kFieldCopy = 8,
  kFieldSubject = 16,
  kFieldReplyTo = 32,
};

// What a phrase inside a line or paragraph tells of it.
enum class Phrase : std::uint8_t { kNone, kAbove, kFooter, kDisclaimer, kAuto, kBanner };

// Whether a date or an address stands in the text: an @, a clock, four digits, a dotted date.
[[nodiscard]] bool HasEvidence(std::string_view comparable);

// A pattern with placeholders, matched in one sweep a piece over the set of positions that
// the pieces before it can end at: linear, no backtracking. Compared with Comparable() text.
class Template {
 public:
  // Errors: kMalformed for an unknown placeholder or a bracket that is not closed.
  [[nodiscard]] static Result<Template> Compile(std::string_view pattern);

  // Where needs_evidence(), the caller has asked HasEvidence() before.
  [[nodiscard]] bool Matches(std::string_view comparable) const;
  // Where a match that reaches to the end of the text starts, behind a space or dash; npos
  // when there is none.
  [[nodiscard]] std::size_t FindAtEnd(std::string_view comparable) const;
  // Starts with a literal word, so that its first line is known for sure.
  [[nodiscard]] bool starts_fixed() const { return starts_fixed_; }
  [[nodiscard]] bool needs_evidence() const { return needs_evidence_; }
  [[nodiscard]] const std::string& tail() const { return tail_; }

 private:
  enum class Kind : std::uint8_t { kLiteral, kOptional, kWho, kAny, kWhen, kStamp, kMail };
  struct Piece {
    Kind kind = Kind::kLiteral;
    std::string text;
  };
  Template() = default;
  void Add(Kind kind, std::string text);
  [[nodiscard]] bool MayMatch(std::string_view comparable) const;
  static std::vector<char> Sweep(const Piece& piece, std::string_view text,
                                 const std::vector<char>& from);

  std::vector<Piece> pieces_;
  std::string head_;     // literal start
  std::string tail_;     // literal end
  std::string literal_;  // the longest literal piece within
  bool starts_fixed_ = false;
  bool starts_with_date_ = false;
  bool needs_evidence_ = false;  // a date or an address must be in the match
};

// Immutable after Load; const methods are thread-safe.
class HeaderTable {
 public:
  [[nodiscard]] static Result<HeaderTable> Load(const std::filesystem::path& path);
  HeaderTable(HeaderTable&&) noexcept;
  HeaderTable& operator=(HeaderTable&&) noexcept;
  ~HeaderTable();

  struct ReplyMatch {
    bool found = false;
    bool starts_fixed = false;
    std::size_t begin = 0;  // in the comparable text; > 0 only for FindReplyAtEnd
  };
  // `comparable` is one line or wrapped lines joined by spaces.
  [[nodiscard]] ReplyMatch FindReply(std::string_view comparable) const;
  // A reply header that starts within the line and ends it.
  [[nodiscard]] ReplyMatch FindReplyAtEnd(std::string_view comparable) const;
  // Whether a line may be the last one of a reply header: cheap, by its end.
  [[nodiscard]] bool MayEndReply(std::string_view trimmed_line) const;

  // Bits of Field that a line starts with ("Von: …"); 0 for none.
  [[nodiscard]] std::uint8_t FieldOf(std::string_view trimmed_line) const;

  // "-----Original Message-----", "---------- Weitergeleitete Nachricht ---------",
  // "Begin forwarded message:".
  enum class Mark : std::uint8_t { kNone, kOriginal, kForward };
  [[nodiscard]] Mark MarkOf(std::string_view trimmed_line) const;

  [[nodiscard]] bool IsMobileSignature(std::string_view trimmed_line) const;
  // "Best regards", "Thanks": with or without a comma.
  [[nodiscard]] bool IsClosing(std::string_view comparable) const;
  // What the words of a line or paragraph, as written, tell of it.
  [[nodiscard]] Phrase FindPhrase(std::string_view written) const;

  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }

 private:
  HeaderTable() = default;
  Status AddRow(const std::vector<std::string_view>& columns);
  Status Finish();

  std::vector<Template> replies_;
  std::vector<Template> mobiles_;
  std::vector<std::string> plain_tails_;  // of reply rows that do not end in a colon
  std::unordered_map<std::string, Mark> marks_;
  std::unordered_map<std::string, std::uint8_t> fields_;
  std::vector<std::pair<std::string, Phrase>> phrases_;
  std::vector<std::string> devices_;
  std::unordered_set<std::string> closings_;
  std::unique_ptr<re2::RE2> any_phrase_;
  std::unique_ptr<re2::RE2> any_device_;
  std::vector<std::string> languages_;
};

}  // namespace refrain::mail
