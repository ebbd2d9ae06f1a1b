// From a message and its annotations to what the index holds of it.
// Stands between analysis and IndexWriter; runs in the workers, the writer only stores.
//
// What is indexed: subject and body with one folded stem a token, so that "rēķins", "rekins"
// and "rēķinu" are one term. Stems are the document's language's; the query stems by every
// language of the workspace. The words of subject, authored text, the company's turns and
// forwarded text have positions; signatures, disclaimers and templates have none; quoted text
// is left out (it is the text of another message). The word as written is not indexed, which saves
// a third of the postings: for "=word" the query reads the text of the candidates.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lexicon/lexicon.h"
#include "engine/model/annotation.h"
#include "engine/model/message.h"

namespace refrain::index {

// Terms longer than this are cut (at a code point), in documents and in queries alike.
inline constexpr std::size_t kMaxTermBytes = 60;

struct IndexDocument {
  // A term at a place: bytes are text[offset, offset + length). Position 0: none.
  struct Posting {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    std::uint32_t position = 0;
  };
  std::string text;
  std::vector<Posting> postings;
  std::vector<std::string> facets;  // boolean terms, prefix and value
  std::int64_t sent_at_utc = 0;
  double score = 0.0;       // −1..1
  double confidence = 0.0;  // 0..1
  int nps = -1;             // −1: none
};

struct DocumentOptions {
  bool index_quoted = false;
};

// Folds and stems words the way the index does. The terms it gives have no prefix.
// Not thread-safe: one a worker.
class TermMaker {
 public:
  explicit TermMaker(const lexicon::LexiconSet& lexicons);
  TermMaker(TermMaker&&) noexcept;
  TermMaker& operator=(TermMaker&&) noexcept;
  ~TermMaker();

  // The folded stem of a lower-case word; a language without a lexicon does not stem.
  [[nodiscard]] std::string StemTerm(std::string_view lower_word, std::string_view language);
  // The same by interned word, cached; valid until the next call.
  [[nodiscard]] std::string_view CachedTerm(text::WordId word, const text::Vocabulary& vocabulary,
                                            std::string_view language);
  // Lower case without diacritics, cut to kMaxTermBytes.
  [[nodiscard]] static std::string FoldedTerm(std::string_view word);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What a token gives to the index: words their stem, numbers their digits, addresses and links
// the words of their name. Appends to `out`; nothing for punctuation.
void TokenTerms(const text::Token& token, std::string_view text, std::string_view language,
                const text::Vocabulary& vocabulary, TermMaker& terms,
                std::vector<std::string>& out);

// Reusable buffers and caches of a worker. Not thread-safe. `lexicons` must outlive it.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const lexicon::LexiconSet& lexicons,
                           const DocumentOptions& options = {});
  DocumentBuilder(DocumentBuilder&&) noexcept;
  DocumentBuilder& operator=(DocumentBuilder&&) noexcept;
  ~DocumentBuilder();

  // `customer_key` is store::CustomerKey of the message's customer; may be empty.
  [[nodiscard]] IndexDocument Build(const model::Message& message,
                                    const model::Annotations& annotations,
                                    std::string_view customer_key);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Boolean terms of facets, as index and query both make them.
[[nodiscard]] std::string FacetTerm(std::string_view prefix, std::string_view value);
[[nodiscard]] std::string SourceTerm(std::string_view path);
[[nodiscard]] std::string DayTerm(std::int64_t day_utc);
[[nodiscard]] std::string MonthTerm(std::int64_t day_utc);

}  // namespace refrain::index
