// Search: a query in Refrain's language → messages, facets, snippets, in the store's rows.
// Stands between index and store below and service above.
// Fields are those of index/fields.h; the language is described in docs and refrain-query(7).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/lexicon/lexicon.h"
#include "engine/model/message.h"
#include "engine/store/store.h"
#include "engine/text/time_zone.h"

namespace refrain::query {

enum class Sort { kRelevance, kDateDescending, kDateAscending, kScoreAscending, kScoreDescending };

// What a query may mean depends on: the clock for "last-week", the zone for days,
// saved queries by name.
struct QueryContext {
  std::int64_t now_utc = 0;
  text::TimeZone zone = text::TimeZone::Utc();
  std::map<std::string, std::string, std::less<>> saved_queries;
  bool cross_lingual = true;  // "xl:off" in the query ends it too
};

struct SearchRequest {
  std::string query;  // empty or "*": everything
  std::size_t offset = 0;
  std::size_t limit = 20;
  Sort sort = Sort::kRelevance;     // without words in the query: newest first
  std::vector<std::string> facets;  // names of fields whose `facet` is true
  std::size_t facet_limit = 20;     // values a facet, most frequent first
  bool snippets = true;
  QueryContext context;
};

// The best sentence of a message, as written.
struct Snippet {
  model::Span span;  // in Message::text
  std::string text;
  std::vector<model::Span> highlights;  // in `text`, ordered, disjoint
};

struct Hit {
  store::RowId row = 0;
  double weight = 0.0;
  bool literal = true;  // false: found only through a concept
  store::StoredMessage message;
  std::string language;
  model::Sentiment sentiment;
  Snippet snippet;  // empty when not asked for
};

struct FacetCounts {
  std::string field;
  bool exact = true;
  std::vector<std::pair<std::string, std::uint64_t>> values;  // largest first, then by value
  std::uint64_t others = 0;                                   // values past the limit
};

struct Expansion {
  std::string word;  // as typed: "invoice"
  std::string concept_id;
  std::vector<std::string> forms;  // what else is searched: "Rechnung", "facture"
};

struct SearchResult {
  std::uint64_t total = 0;
  bool total_is_exact = true;
  std::vector<Hit> hits;
  std::vector<FacetCounts> facets;        // in the order asked for
  std::vector<Expansion> expansions;      // shown as "≈ Rechnung, facture"
  std::vector<std::string> warnings;      // contradictions, words that are nowhere
  std::vector<std::string> did_you_mean;  // whole queries, best first; only when total is 0
  std::string explanation;                // the parsed query, for --explain
};

// Answers queries over one data folder. Not thread-safe: one a thread. `lexicons` and
// `store` must outlive it.
// Errors of Search and MatchAll: kInvalidArgument (where: "query@12", a byte offset; hint:
// "did you mean …"), kLimit (a query too long or deep), kUnsupported, kCorrupt (rebuild).
class Searcher {
 public:
  // Errors: kNotFound (no index), kCorrupt (not the index of this store): NeedsRebuild.
  [[nodiscard]] static Result<Searcher> Open(const std::filesystem::path& data_folder,
                                             const lexicon::LexiconSet& lexicons,
                                             const store::Store& store);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  [[nodiscard]] Result<SearchResult> Search(const SearchRequest& request);
  // All rows that match, ascending: the filter of trends, themes, exports.
  [[nodiscard]] Result<std::vector<store::RowId>> MatchAll(std::string_view query,
                                                           const QueryContext& context);
  // The change number that the index has seen; the store may be ahead while one ingests.
  [[nodiscard]] std::int64_t watermark() const;

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// True for the errors of Open that a rebuild of the index mends.
[[nodiscard]] bool NeedsRebuild(const Error& error);

}  // namespace refrain::query
