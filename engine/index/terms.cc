// Terms from words and tokens, the same way for documents and queries.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/hash.h"
#include "engine/base/strings.h"
#include "engine/base/time.h"
#include "engine/index/document.h"
#include "engine/index/fields.h"
#include "engine/text/fold.h"
#include "engine/text/stemmer.h"
#include "engine/text/utf8.h"

namespace refrain::index {
namespace {

// Xapian takes terms up to 245 bytes, of which zero bytes count double.
constexpr std::size_t kMaxFacetBytes = 200;
constexpr std::size_t kSourceHashLength = 12;
constexpr int kLastYear = 9999;

std::string Cut(std::string term, std::size_t limit) {
  if (term.size() > limit) term.resize(text::FloorToCodePoint(term, limit));
  return term;
}

// "https://www.example.org:80/path" → "example.org"
std::string_view HostOf(std::string_view link) {
  if (const std::size_t scheme = link.find("://"); scheme != std::string_view::npos) {
    link.remove_prefix(scheme + 3);
  }
  link = link.substr(0, link.find_first_of("/?#:"));
  if (StartsWithIgnoreCaseAscii(link, "www.")) link.remove_prefix(4);
  return link;
}

std::string DateTerm(std::string_view prefix, std::int64_t day_utc, bool with_day) {
  CivilDate date = CivilFromDays(day_utc);
  if (date.year < 0) date = {0, 1, 1};
  if (date.year > kLastYear) date = {kLastYear, 12, 31};
  std::string digits = FormatDate(DaysFromCivil(date));  // 2026-05-12
  digits.erase(4, 1);
  digits.erase(6, with_day ? 1 : std::string::npos);
  return std::string(prefix) + digits;
}

}  // namespace

struct TermMaker::Impl {
  struct OfLanguage {
    std::optional<text::Stemmer> stemmer;  // none: words stay whole
    std::vector<std::string> by_word;      // empty: not made yet
    std::uint64_t generation = 0;
  };

  explicit Impl(const lexicon::LexiconSet& set) : lexicons(&set) {}

  OfLanguage& Of(std::string_view language) {
    const auto found = languages.find(language);
    if (found != languages.end()) return found->second;
    OfLanguage made;
    if (const lexicon::Lexicon* lexicon = lexicons->Find(language); lexicon != nullptr) {
      auto stemmer = text::Stemmer::Create(lexicon->stemmer_name(), language);
      if (stemmer.ok()) made.stemmer = std::move(stemmer).value();
    }
    return languages.emplace(std::string(language), std::move(made)).first->second;
  }

  const lexicon::LexiconSet* lexicons;
  std::map<std::string, OfLanguage, std::less<>> languages;
};

TermMaker::TermMaker(const lexicon::LexiconSet& lexicons)
    : impl_(std::make_unique<Impl>(lexicons)) {}
TermMaker::TermMaker(TermMaker&&) noexcept = default;
TermMaker& TermMaker::operator=(TermMaker&&) noexcept = default;
TermMaker::~TermMaker() = default;

std::string TermMaker::FoldedTerm(std::string_view word) {
  std::string folded = text::StripDiacritics(text::ToLower(word));
  // A mark alone folds to nothing, but must stay a term.
  return Cut(folded.empty() ? std::string(word) : std::move(folded), kMaxTermBytes);
}

std::string TermMaker::StemTerm(std::string_view lower_word, std::string_view language) {
  Impl::OfLanguage& own = impl_->Of(language);
  if (!own.stemmer) return FoldedTerm(lower_word);
  const std::string stem = own.stemmer->Stem(lower_word);
  return FoldedTerm(stem.empty() ? lower_word : std::string_view(stem));
}

std::string_view TermMaker::CachedTerm(text::WordId word, const text::Vocabulary& vocabulary,
                                       std::string_view language) {
  Impl::OfLanguage& own = impl_->Of(language);
  if (own.generation != vocabulary.generation()) {
    own.by_word.clear();
    own.generation = vocabulary.generation();
  }
  if (own.by_word.size() <= word)
    own.by_word.resize(std::max(vocabulary.size(), word + std::size_t{1}));
  std::string& term = own.by_word[word];
  if (term.empty()) term = StemTerm(vocabulary.Word(word), language);
  return term;
}

void TokenTerms(const text::Token& token, std::string_view text, std::string_view language,
                const text::Vocabulary& vocabulary, TermMaker& terms,
                std::vector<std::string>& out) {
  const std::string_view written = text.substr(token.span.begin, token.span.end - token.span.begin);
  switch (token.kind) {
    case text::TokenKind::kWord:
      out.emplace_back(terms.CachedTerm(token.word, vocabulary, language));
      return;
    case text::TokenKind::kEmoji:
      out.emplace_back(Cut(std::string(written), kMaxTermBytes));
      return;
    case text::TokenKind::kNumber: out.push_back(TermMaker::FoldedTerm(written)); return;
    case text::TokenKind::kUrl: out.push_back(TermMaker::FoldedTerm(HostOf(written))); return;
    case text::TokenKind::kEmail: {
      out.push_back(TermMaker::FoldedTerm(written));
      const std::size_t at = written.rfind('@');
      if (at != std::string_view::npos && at + 1 < written.size()) {
        out.push_back(TermMaker::FoldedTerm(written.substr(at + 1)));
      }
      return;
    }
    case text::TokenKind::kMention:
      if (written.size() > 1) out.push_back(TermMaker::FoldedTerm(written.substr(1)));
      return;
    case text::TokenKind::kHashtag:
    case text::TokenKind::kPunctuation:
    case text::TokenKind::kLineBreak:
    case text::TokenKind::kBlankLine: return;
  }
}

std::string FacetTerm(std::string_view prefix, std::string_view value) {
  return std::string(prefix) + Cut(text::ToNfc(TrimAscii(value)), kMaxFacetBytes);
}

std::string SourceTerm(std::string_view path) {
  return std::string(FieldOf(FieldId::kSource).prefix) +
         Base32(HashBytes128(path), kSourceHashLength);
}

std::string DayTerm(std::int64_t day_utc) {
  return DateTerm(FieldOf(FieldId::kDate).prefix, day_utc, true);
}

std::string MonthTerm(std::int64_t day_utc) { return DateTerm(kMonthPrefix, day_utc, false); }

}  // namespace refrain::index
