// What the facade's files share: the opened parts of a workspace and the facts of a window.
// Internal to the module.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/base/context.h"
#include "engine/lexicon/lexicon.h"
#include "engine/mail/blocks.h"
#include "engine/query/search.h"
#include "engine/service/engine.h"
#include "engine/store/store.h"
#include "engine/text/time_zone.h"

namespace refrain::service {

// Lexicons and models, loaded once. The members refer to each other: never moved.
struct Language {
  lexicon::LexiconSet lexicons;
  analysis::LanguageIdentifier identifier;
  mail::BlockSplitter splitter;
  analysis::Analyzer analyzer;

  Language(lexicon::LexiconSet l, analysis::LanguageIdentifier i, mail::BlockSplitter s)
      : lexicons(std::move(l)),
        identifier(std::move(i)),
        splitter(std::move(s)),
        analyzer(lexicons, identifier) {}
  Language(const Language&) = delete;
  Language& operator=(const Language&) = delete;
};

[[nodiscard]] Result<std::unique_ptr<Language>> LoadLanguage(
    const std::filesystem::path& lexicon_folder);

// A customer's message as views count it, with its texts owned.
struct FactRow {
  store::RowId id = 0;
  std::int64_t sent_at_utc = 0;
  std::int64_t day = 0;  // civil, in the workspace's zone
  model::Channel channel = model::Channel::kOther;
  model::Stage stage = model::Stage::kUnknown;
  model::Polarity polarity = model::Polarity::kNeutral;
  std::string language;
  std::string product;
  std::string customer;  // unknown writers count as one each: "#<row>"
  int rating = -1;
  int rating_max = 0;
};

// Messages of customers in a window, ascending by id.
struct FactTable {
  std::vector<FactRow> rows;
  [[nodiscard]] const FactRow* Find(store::RowId id) const;  // nullptr: not in the window
};

// A run of buckets from the first to the last day, oldest first.
struct Buckets {
  Bucket by = Bucket::kMonth;
  std::vector<std::int64_t> first_days;                       // ascending
  [[nodiscard]] std::size_t IndexOf(std::int64_t day) const;  // day within the run
  [[nodiscard]] std::string Label(std::size_t index) const;
};
[[nodiscard]] Buckets MakeBuckets(Bucket by, std::int64_t first_day, std::int64_t last_day);
// The first day of the bucket after the one that starts at `first_day`.
[[nodiscard]] std::int64_t NextBucket(Bucket by, std::int64_t first_day);

struct Engine::Impl {
  EngineOptions options;
  Context context;
  text::TimeZone zone = text::TimeZone::Utc();
  std::unique_ptr<Language> language;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<query::Searcher> searcher;  // opened when first asked

  [[nodiscard]] Result<query::Searcher*> Searcher();
  [[nodiscard]] query::QueryContext QueryContext() const;
  [[nodiscard]] ingest::PipelineParts Parts() const {
    return {language->analyzer, language->splitter, *store, context};
  }
  [[nodiscard]] Result<FactTable> Facts(const Window& window);
  [[nodiscard]] std::string ThemeName(std::string_view theme) const;
  [[nodiscard]] std::string QuoteText(const model::Message& message, const model::Span& span) const;
  // The newest moment of data: "now" for windows that end with the data.
  [[nodiscard]] Result<store::Counts> Counts() const { return store->Count(); }
};

// Shared by requests and suggestions.
[[nodiscard]] Result<std::vector<RequestRow>> RequestRows(Engine::Impl& impl,
                                                          const FactTable& facts);
using CountList = std::vector<std::pair<std::string, std::uint64_t>>;
[[nodiscard]] CountList RankCounts(const std::map<std::string, std::uint64_t>& counts);

}  // namespace refrain::service
