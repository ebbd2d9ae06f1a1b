// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/pack.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/base/strings.h"
#include "engine/model/names.h"

namespace refrain::store {
namespace {

constexpr std::string_view kNoLanguage = "-";
constexpr std::string_view kSameLanguage = "=";

using Flag = bool model::MessageFlags::*;
constexpr std::array<std::pair<Flag, std::string_view>, 6> kFlagNames{{
    {&model::MessageFlags::text_repaired, "text-repaired"},
    {&model::MessageFlags::date_missing, "date-missing"},
    {&model::MessageFlags::date_repaired, "date-repaired"},
    {&model::MessageFlags::is_auto, "auto"},
    {&model::MessageFlags::truncated, "truncated"},
    {&model::MessageFlags::has_attachment, "attachment"},
}};

template <typename Number>
void AppendNumber(std::string& out, Number value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  if (!out.empty() && out.back() != '\n') out += ' ';
  out.append(buffer.data(), end.ptr);
}

void AppendWord(std::string& out, std::string_view word) {
  if (!out.empty() && out.back() != '\n') out += ' ';
  out += word;
}

void AppendSpan(std::string& out, const model::Span& span) {
  AppendNumber(out, span.begin);
  AppendNumber(out, span.end);
}

// Reads the fields of one line in turn; remembers whether all of them were right.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : fields_(SplitWords(line)) {}

  [[nodiscard]] bool AtEnd() const { return next_ == fields_.size(); }
  [[nodiscard]] bool good() const { return good_; }

  std::string_view Word() {
    if (AtEnd()) {
      good_ = false;
      return {};
    }
    return fields_[next_++];
  }
  template <typename Number>
  Number Numeric() {
    const std::string_view word = Word();
    Number value{};
    const auto parsed = std::from_chars(word.data(), word.data() + word.size(), value);
    if (parsed.ec != std::errc{} || parsed.ptr != word.data() + word.size()) good_ = false;
    return value;
  }
  template <typename E>
  E Name() {
    const std::optional<E> value = model::FromName<E>(Word());
    if (!value) good_ = false;
    return value.value_or(E{});
  }
  model::Span Span() {
    const auto begin = Numeric<std::uint32_t>();
    return {begin, Numeric<std::uint32_t>()};
  }

 private:
  std::vector<std::string_view> fields_;
  std::size_t next_ = 0;
  bool good_ = true;
};

Error Damaged(std::string_view what) {
  return {ErrorCode::kCorrupt, "a row of the store holds damaged " + std::string(what), "",
          "run refrain rebuild; if it stays, restore a backup"};
}

// Calls read(LineReader&) → T for each line.
template <typename T, typename Read>
Result<std::vector<T>> UnpackEach(std::string_view packed, std::string_view what, Read read) {
  std::vector<T> out;
  while (!packed.empty()) {
    const std::size_t end = packed.find('\n');
    if (end == std::string_view::npos) return Damaged(what);
    LineReader line(packed.substr(0, end));
    packed.remove_prefix(end + 1);
    out.push_back(read(line));
    if (!line.good() || !line.AtEnd()) return Damaged(what);
  }
  return out;
}

}  // namespace

std::string PackLines(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) {
    for (const char c : line) {
      if (c == '\n') {
        out += "\\n";
      } else if (c == '\\') {
        out += "\\\\";
      } else {
        out += c;
      }
    }
    out += '\n';
  }
  return out;
}

std::vector<std::string> UnpackLines(std::string_view packed) {
  std::vector<std::string> out;
  std::string line;
  for (std::size_t i = 0; i < packed.size(); ++i) {
    if (packed[i] == '\n') {
      out.push_back(std::move(line));
      line.clear();
    } else if (packed[i] == '\\' && i + 1 < packed.size()) {
      ++i;
      line += packed[i] == 'n' ? '\n' : packed[i];
    } else {
      line += packed[i];
    }
  }
  return out;
}

std::string PackFlags(const model::MessageFlags& flags) {
  std::string out;
  for (const auto& [flag, name] : kFlagNames) {
    if (flags.*flag) AppendWord(out, name);
  }
  return out;
}

Result<model::MessageFlags> UnpackFlags(std::string_view packed) {
  model::MessageFlags flags;
  for (const std::string_view word : SplitWords(packed)) {
    bool known = false;
    for (const auto& [flag, name] : kFlagNames) {
      if (word == name) known = flags.*flag = true;
    }
    if (!known) return Damaged("flags");
  }
  return flags;
}

std::string PackBlocks(const std::vector<model::Block>& blocks) {
  std::string out;
  for (const model::Block& block : blocks) {
    out += model::NameOf(block.kind);
    AppendSpan(out, block.span);
    out += '\n';
  }
  return out;
}

Result<std::vector<model::Block>> UnpackBlocks(std::string_view packed) {
  return UnpackEach<model::Block>(packed, "blocks", [](LineReader& line) {
    const auto kind = line.Name<model::BlockKind>();
    return model::Block{kind, line.Span()};
  });
}

std::string PackSentences(const std::vector<model::SentenceAnnotation>& sentences) {
  std::string out;
  const model::LanguageGuess* before = nullptr;
  for (const model::SentenceAnnotation& sentence : sentences) {
    AppendSpan(out, sentence.span);
    const model::LanguageGuess& own = sentence.language;
    if (before != nullptr && before->code == own.code && before->confidence == own.confidence) {
      AppendWord(out, kSameLanguage);
    } else {
      AppendWord(out, own.code.empty() ? kNoLanguage : own.code);
      AppendNumber(out, own.confidence);
    }
    before = &own;
    AppendWord(out, model::NameOf(sentence.sentiment.label));
    AppendNumber(out, sentence.sentiment.score);
    AppendNumber(out, sentence.sentiment.confidence);
    for (const model::KindScore& kind : sentence.kinds) {
      AppendWord(out, model::NameOf(kind.kind));
      AppendNumber(out, kind.confidence);
    }
    out += '\n';
  }
  return out;
}

Result<std::vector<model::SentenceAnnotation>> UnpackSentences(std::string_view packed) {
  model::LanguageGuess before;
  return UnpackEach<model::SentenceAnnotation>(packed, "sentences", [&](LineReader& line) {
    model::SentenceAnnotation sentence;
    sentence.span = line.Span();
    const std::string_view code = line.Word();
    if (code == kSameLanguage) {
      sentence.language = before;
    } else {
      if (code != kNoLanguage) sentence.language.code = code;
      sentence.language.confidence = line.Numeric<float>();
    }
    before = sentence.language;
    sentence.sentiment.label = line.Name<model::Polarity>();
    sentence.sentiment.score = line.Numeric<float>();
    sentence.sentiment.confidence = line.Numeric<float>();
    while (line.good() && !line.AtEnd()) {
      const auto kind = line.Name<model::Kind>();
      sentence.kinds.push_back({kind, line.Numeric<float>()});
    }
    return sentence;
  });
}

std::string PackPersonal(const std::vector<model::PersonalDatum>& data) {
  std::string out;
  for (const model::PersonalDatum& datum : data) {
    AppendSpan(out, datum.span);
    AppendWord(out, datum.type);
    out += '\n';
  }
  return out;
}

Result<std::vector<model::PersonalDatum>> UnpackPersonal(std::string_view packed) {
  return UnpackEach<model::PersonalDatum>(packed, "personal data", [](LineReader& line) {
    const model::Span span = line.Span();
    return model::PersonalDatum{span, std::string(line.Word())};
  });
}

}  // namespace refrain::store
