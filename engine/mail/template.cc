// Patterns of the reply header table.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <re2/re2.h>

#include <array>
#include <optional>
#include <utility>

#include "engine/mail/header_table.h"
#include "engine/mail/line_text.h"

namespace refrain::mail {
namespace {

constexpr int kMaxRegexMemory = 4 << 20;

struct Placeholder {
  std::string_view name;
  std::string_view regex;
  bool evidence;  // by itself it proves nothing: a date or an address must be seen
};

constexpr std::array<Placeholder, 5> kPlaceholders{{
    {"{when}", R"([^@<>]*\p{Nd}[^@<>]*)", true},
    {"{stamp}",
     R"((?:\pL{1,12}[.,]* )?\p{Nd}[^<>@]*(?:\p{Nd}[:.]\p{Nd}\p{Nd}|\p{Nd}{4}|\p{Nd}[./-]\p{Nd})[^<>@]*)",
     true},
    {"{who}", ".+", false},
    {"{mail}", R"([^\s<>@]+@[^\s<>]+)", false},
    {"{any}", ".*", false},
}};

// {when} at the start of a line: a date has few words before its first number.
constexpr std::string_view kLeadingWhen = R"((?:[\pL\pM.,'"]+ ){0,3}[^@<>\pL]{0,3}\p{Nd}[^@<>]*)";

// What shows that a line with a date is one: an address, a time, a year, a dotted date.
const char* const kEvidence = R"(@|\p{Nd}[:.h]\p{Nd}\p{Nd}|\p{Nd}{4}|\p{Nd}[./-] ?\p{Nd})";

re2::RE2::Options RegexOptions() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxRegexMemory);
  return options;
}

struct Pieces {
  std::string regex;
  std::string head, tail, longest;
  std::string literal;  // the one being read
  bool first = true;
  bool starts_fixed = false;
  bool evidence = false;

  // `open`: a placeholder or an optional piece follows.
  void EndLiteral() {
    regex += re2::RE2::QuoteMeta(literal);
    if (first) {
      head = literal;
      starts_fixed = !literal.empty() && literal != "<" && literal != "(";
    }
    first = false;
    if (literal.size() > longest.size()) longest = literal;
    tail = std::exchange(literal, {});
  }
};

Error Bad(std::string_view pattern, std::string_view why) {
  return Error{ErrorCode::kMalformed, std::string(why) + " in \"" + std::string(pattern) + '"', {},
               {}};
}

Result<Pieces> Parse(std::string_view pattern) {
  Pieces pieces;
  for (std::size_t pos = 0; pos < pattern.size();) {
    const char c = pattern[pos];
    if (c == '~') {
      pieces.EndLiteral();
      pieces.regex += " ?";
      ++pos;
    } else if (c == '[') {
      const std::size_t end = pattern.find(']', pos);
      if (end == std::string_view::npos) return Bad(pattern, "bracket is not closed");
      pieces.EndLiteral();
      pieces.regex +=
          "(?:" + re2::RE2::QuoteMeta(std::string(pattern.substr(pos + 1, end - pos - 1))) + ")?";
      pos = end + 1;
    } else if (c == '{') {
      const Placeholder* found = nullptr;
      for (const Placeholder& one : kPlaceholders) {
        if (pattern.substr(pos).starts_with(one.name)) found = &one;
      }
      if (found == nullptr) return Bad(pattern, "unknown placeholder");
      const bool leading = pieces.regex.empty() && pieces.literal.empty();
      pieces.EndLiteral();
      pieces.regex += leading && found->name == "{when}" ? kLeadingWhen : found->regex;
      pieces.evidence |= found->evidence;
      pos += found->name.size();
    } else {
      pieces.literal += c;
      ++pos;
    }
  }
  pieces.EndLiteral();
  return pieces;
}

}  // namespace

Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

Result<Template> Template::Compile(std::string_view pattern) {
  REFRAIN_ASSIGN(Pieces pieces, Parse(Comparable(pattern)));
  Template result;
  result.whole_ = std::make_unique<re2::RE2>("(?s)" + pieces.regex, RegexOptions());
  // A header within a line starts after a space, a dash or a closing mark.
  result.at_end_ = std::make_unique<re2::RE2>("(?s)^.*?(?:[ .,!?)]|---? ?)(" + pieces.regex + ")$",
                                              RegexOptions());
  if (!result.whole_->ok() || !result.at_end_->ok()) {
    return Bad(pattern, "pattern does not compile");
  }
  result.head_ = std::move(pieces.head);
  result.tail_ = std::move(pieces.tail);
  result.literal_ = std::move(pieces.longest);
  result.starts_fixed_ = pieces.starts_fixed;
  result.needs_evidence_ = pieces.evidence;
  return result;
}

bool Template::MayMatch(std::string_view comparable) const {
  return comparable.ends_with(tail_) && comparable.find(literal_) != std::string_view::npos;
}

bool Template::Matches(std::string_view comparable) const {
  if (!comparable.starts_with(head_) || !MayMatch(comparable)) return false;
  if (!re2::RE2::FullMatch(re2::StringPiece(comparable.data(), comparable.size()), *whole_)) {
    return false;
  }
  if (!needs_evidence_) return true;
  static const re2::RE2 evidence(kEvidence, RegexOptions());
  return re2::RE2::PartialMatch(re2::StringPiece(comparable.data(), comparable.size()), evidence);
}

std::size_t Template::FindAtEnd(std::string_view comparable) const {
  if (!starts_fixed_ || !MayMatch(comparable)) return std::string_view::npos;
  const re2::StringPiece piece(comparable.data(), comparable.size());
  re2::StringPiece match;
  if (!re2::RE2::PartialMatch(piece, *at_end_, &match)) return std::string_view::npos;
  const auto begin = static_cast<std::size_t>(match.data() - comparable.data());
  return Matches(comparable.substr(begin)) ? begin : std::string_view::npos;
}

}  // namespace refrain::mail
