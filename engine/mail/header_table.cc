// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/header_table.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>

#include "engine/base/files.h"
#include "engine/base/strings.h"
#include "engine/mail/line_text.h"
#include "engine/text/fold.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

constexpr std::string_view kFormatLine = "# format: reply-headers/1";
constexpr std::size_t kColumns = 5;
constexpr std::size_t kMaxLabelBytes = 48;
constexpr std::size_t kMaxMobileBytes = 160;
constexpr int kMaxUnionMemory = 32 << 20;

constexpr std::array<std::pair<std::string_view, std::uint8_t>, 6> kFieldKinds{{
    {"from", kFieldFrom},
    {"date", kFieldDate},
    {"to", kFieldTo},
    {"copy", kFieldCopy},
    {"subject", kFieldSubject},
    {"reply-to", kFieldReplyTo},
}};

constexpr std::array<std::pair<std::string_view, Phrase>, 5> kPhraseKinds{{
    {"above", Phrase::kAbove},
    {"footer", Phrase::kFooter},
    {"disclaimer", Phrase::kDisclaimer},
    {"auto", Phrase::kAuto},
    {"banner", Phrase::kBanner},
}};

template <typename Table>
auto Lookup(const Table& table, std::string_view name)
    -> std::optional<decltype(table.front().second)> {
  for (const auto& [key, value] : table) {
    if (key == name) return value;
  }
  return std::nullopt;
}

// A gate before the exact look-up: any of `literals` in text as written, case and line breaks
// aside.
std::unique_ptr<re2::RE2> Union(const std::vector<std::string>& literals) {
  std::string all;
  for (const std::string& literal : literals) {
    if (!all.empty()) all += '|';
    for (const std::string_view word : SplitWords(literal)) {
      if (word.data() != SplitWords(literal).front().data()) all += "[\\s*]+";
      all += re2::RE2::QuoteMeta(re2::StringPiece(word.data(), word.size()));
    }
  }
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(kMaxUnionMemory);
  return std::make_unique<re2::RE2>(all, options);
}

// Without <links> and a final full stop: "Sent from my iPhone<https://…>."
std::string WithoutLinks(std::string_view line) {
  std::string out;
  bool inside = false;
  for (const char c : line) {
    if (c == '<') inside = true;
    if (!inside) out += c;
    if (c == '>') inside = false;
  }
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
  return out;
}

// Text between leading and trailing rules: "-----X-----" → X, "----- X ----- From: …" → X.
// Empty when it does not start with a rule of two or more.
std::string_view BetweenRules(std::string_view comparable) {
  constexpr std::string_view kRuleBytes = "-_=> ";
  const std::size_t begin = comparable.find_first_not_of(kRuleBytes);
  if (begin == std::string_view::npos || begin < 2) return {};
  const std::string_view rest = comparable.substr(begin);
  const std::size_t end = std::min(rest.find("--"), rest.find("__"));
  return TrimAscii(rest.substr(0, end));
}

}  // namespace

HeaderTable::HeaderTable(HeaderTable&&) noexcept = default;
HeaderTable& HeaderTable::operator=(HeaderTable&&) noexcept = default;
HeaderTable::~HeaderTable() = default;

Result<HeaderTable> HeaderTable::Load(const std::filesystem::path& path) {
  REFRAIN_ASSIGN(const std::string content, ReadFile(path));
  const auto at = [&path](std::size_t line) {
    return path.filename().string() + ':' + std::to_string(line);
  };
  if (!content.starts_with(kFormatLine)) {
    return Error{
        ErrorCode::kMalformed, "first line is not \"" + std::string(kFormatLine) + '"', at(1), {}};
  }
  HeaderTable table;
  std::size_t number = 0;
  for (const std::string_view line : Split(content, '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    Status added = table.AddRow(Split(line, '\t'));
    if (!added.ok()) {
      Error error = std::move(added).error();
      error.where = at(number);
      return error;
    }
  }
  REFRAIN_TRY(table.Finish());
  return table;
}

Status HeaderTable::AddRow(const std::vector<std::string_view>& columns) {
  if (columns.size() != kColumns) {
    return Error{ErrorCode::kMalformed, "row has not five columns", {}, {}};
  }
  const std::string_view kind = columns[0];
  const std::string_view pattern = columns[2];
  const std::string example = Comparable(columns[3]);
  languages_.emplace_back(columns[1]);
  bool proven = false;
  if (kind == "reply" || kind == "mobile") {
    REFRAIN_ASSIGN(Template compiled, Template::Compile(pattern));
    proven = compiled.Matches(example) && (!compiled.needs_evidence() || HasEvidence(example));
    // FindReplyHeaders looks at lines that show no date or address only behind a dash.
    if (kind == "reply" && !compiled.needs_evidence() && !pattern.starts_with('-')) {
      return Error{
          ErrorCode::kMalformed, "a pattern without a date or address starts with a dash", {}, {}};
    }
    if (kind == "reply" && !compiled.tail().ends_with(':')) {
      plain_tails_.push_back(compiled.tail());
    }
    (kind == "reply" ? replies_ : mobiles_).push_back(std::move(compiled));
  } else if (kind == "original" || kind == "forward") {
    marks_[Comparable(pattern)] = kind == "forward" ? Mark::kForward : Mark::kOriginal;
    proven = MarkOf(columns[3]) != Mark::kNone;
  } else if (const auto field = Lookup(kFieldKinds, kind)) {
    fields_[Comparable(pattern)] |= *field;
    proven = (FieldOf(columns[3]) & *field) != 0;
  } else if (const auto phrase = Lookup(kPhraseKinds, kind)) {
    phrases_.emplace_back(Comparable(pattern), *phrase);
    proven = example.find(phrases_.back().first) != std::string::npos;
  } else if (kind == "device") {
    devices_.push_back(Comparable(pattern));
    proven = example.find(devices_.back()) != std::string::npos;
  } else if (kind == "closing") {
    closings_.insert(Comparable(pattern));
    proven = IsClosing(example);
  } else {
    return Error{ErrorCode::kMalformed, "unknown kind \"" + std::string(kind) + '"', {}, {}};
  }
  if (!proven) {
    return Error{ErrorCode::kMalformed,
                 "pattern \"" + std::string(pattern) + "\" does not match its example",
                 {},
                 {}};
  }
  return Ok();
}

Status HeaderTable::Finish() {
  std::sort(languages_.begin(), languages_.end());
  languages_.erase(std::unique(languages_.begin(), languages_.end()), languages_.end());
  std::sort(plain_tails_.begin(), plain_tails_.end());
  plain_tails_.erase(std::unique(plain_tails_.begin(), plain_tails_.end()), plain_tails_.end());
  std::vector<std::string> phrases;
  for (const auto& [phrase, kind] : phrases_) phrases.push_back(phrase);
  any_phrase_ = Union(phrases);
  any_device_ = Union(devices_);
  if (!any_phrase_->ok() || !any_device_->ok()) {
    return Error{ErrorCode::kMalformed, "phrases do not compile: " + any_phrase_->error(), {}, {}};
  }
  return Ok();
}

HeaderTable::ReplyMatch HeaderTable::FindReply(std::string_view comparable) const {
  ReplyMatch match;
  const bool evidence = HasEvidence(comparable);
  for (const Template& reply : replies_) {
    if ((reply.needs_evidence() && !evidence) || !reply.Matches(comparable)) continue;
    match.found = true;
    match.starts_fixed |= reply.starts_fixed();
    if (match.starts_fixed) break;
  }
  return match;
}

HeaderTable::ReplyMatch HeaderTable::FindReplyAtEnd(std::string_view comparable) const {
  ReplyMatch match;
  for (const Template& reply : replies_) {
    const std::size_t begin = reply.FindAtEnd(comparable);
    if (begin == std::string_view::npos || (match.found && match.begin <= begin)) continue;
    match = {true, true, begin};
  }
  return match;
}

bool HeaderTable::MayEndReply(std::string_view trimmed_line) const {
  if (trimmed_line.ends_with(':') || trimmed_line.ends_with("：")) return true;
  return std::any_of(plain_tails_.begin(), plain_tails_.end(), [&](const std::string& tail) {
    return !tail.empty() && trimmed_line.ends_with(tail);
  });
}

std::uint8_t HeaderTable::FieldOf(std::string_view trimmed_line) const {
  const std::string_view head = trimmed_line.substr(0, kMaxLabelBytes);
  std::size_t colon = head.find(':');
  const std::size_t wide = head.find("：");
  if (colon == std::string_view::npos || wide < colon) colon = wide;
  if (colon == std::string_view::npos || colon == 0) return 0;
  const auto it = fields_.find(Comparable(head.substr(0, colon)));
  return it == fields_.end() ? std::uint8_t{0} : it->second;
}

HeaderTable::Mark HeaderTable::MarkOf(std::string_view trimmed_line) const {
  const bool ruled = trimmed_line.starts_with("--") || trimmed_line.starts_with("__") ||
                     trimmed_line.starts_with("==");
  const bool colon = trimmed_line.ends_with(':') || trimmed_line.ends_with("：");
  if (!ruled && !colon) return Mark::kNone;
  const std::string comparable = Comparable(trimmed_line.substr(0, 200));
  std::string_view core = ruled ? BetweenRules(comparable) : std::string_view(comparable);
  while (core.ends_with(':') || core.ends_with(' ')) core.remove_suffix(1);
  if (core.empty()) return Mark::kNone;
  const auto exact = marks_.find(std::string(core));
  if (exact != marks_.end()) {
    return ruled || exact->second == Mark::kForward ? exact->second : Mark::kNone;
  }
  if (!ruled) return Mark::kNone;
  // "----- Original Message from Anna -----"
  for (const auto& [words, mark] : marks_) {
    if (core.starts_with(words) && core[words.size()] == ' ') return mark;
  }
  return Mark::kNone;
}

bool HeaderTable::IsMobileSignature(std::string_view trimmed_line) const {
  if (trimmed_line.size() > 2 * kMaxMobileBytes ||
      !re2::RE2::PartialMatch(re2::StringPiece(trimmed_line.data(), trimmed_line.size()),
                              *any_device_)) {
    return false;
  }
  const std::string line = Comparable(WithoutLinks(trimmed_line));
  if (line.empty() || line.size() > kMaxMobileBytes) return false;
  return std::any_of(mobiles_.begin(), mobiles_.end(),
                     [&line](const Template& mobile) { return mobile.Matches(line); });
}

bool HeaderTable::IsClosing(std::string_view comparable) const {
  while (!comparable.empty() &&
         std::string_view(",.! ").find(comparable.back()) != std::string_view::npos) {
    comparable.remove_suffix(1);
  }
  return closings_.contains(std::string(comparable));
}

Phrase HeaderTable::FindPhrase(std::string_view written) const {
  const re2::StringPiece piece(written.data(), written.size());
  if (!re2::RE2::PartialMatch(piece, *any_phrase_)) return Phrase::kNone;
  const std::string comparable = Comparable(written);
  for (const auto& [phrase, kind] : phrases_) {
    if (comparable.find(phrase) != std::string::npos) return kind;
  }
  return Phrase::kNone;
}

}  // namespace refrain::mail
