// What the facade answers with: plain values for the command line, the servers and the
// digest. Times are UTC seconds, days are civil days in the workspace's zone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/ingest/pipeline.h"
#include "engine/model/annotation.h"
#include "engine/model/insight.h"
#include "engine/model/message.h"
#include "engine/query/search.h"
#include "engine/report/digest.h"
#include "engine/stats/intervals.h"
#include "engine/store/records.h"

namespace refrain::service {

struct EngineOptions {
  std::filesystem::path data_folder;
  std::filesystem::path lexicon_folder;
  std::string time_zone = "UTC";  // IANA name
  std::string language = "en";    // of theme names
  unsigned threads = 2;
  std::vector<std::string> own_domains;  // mail from there is the company's
  std::vector<std::string> agent_names;  // speakers who are the company
};

// Which messages a view rests on. Automatic mail and the company's own are never counted.
struct Window {
  std::string query;                      // query language; empty: all
  std::optional<std::int64_t> since_utc;  // half-open
  std::optional<std::int64_t> until_utc;
};

struct MessageView {
  std::string id;  // "m-…"
  store::StoredMessage stored;
  model::Annotations annotations;  // with contributions when asked to explain
  std::vector<std::pair<std::string, std::string>> theme_names;  // id → name
  std::vector<std::string> requests;  // ids of the recurring requests it belongs to
};

struct ThemeRow {
  std::string theme;
  std::string name;
  std::uint64_t messages = 0;
  std::uint64_t customers = 0;
  stats::Interval negative;           // share of mentions that are negative or mixed
  std::vector<std::uint64_t> series;  // messages by month, oldest first
  std::uint64_t recent = 0;           // last 4 weeks of the window
  std::uint64_t earlier = 0;          // the 4 weeks before
  double rise_p = 1.0;                // adjusted, of "no more than before"
};

struct RequestRow {
  model::RecurringRequest request;
  std::string suggestion;  // id; may be empty
  model::SuggestionKind change = model::SuggestionKind::kProductImprovement;
  model::Status status = model::Status::kOpen;
  std::uint64_t messages = 0;
  std::uint64_t customers = 0;
  std::uint64_t dissenters = 0;
  std::vector<std::string> languages;  // most frequent first
  std::int64_t first_utc = 0;
  std::int64_t last_utc = 0;
  stats::Interval negative;
  std::vector<std::uint64_t> series;  // messages by month, oldest first
};

struct Quote {
  std::string message;  // "m-…"
  std::string text;
  std::string language;
  std::string role;  // "newest", "most central", "dissent", "member", "proposed"
  model::Channel channel = model::Channel::kOther;
  std::int64_t sent_at_utc = 0;
  std::string title;  // verb + object as written
  double similarity = 0.0;
};

struct RequestCard {
  RequestRow row;
  std::vector<std::pair<std::string, std::uint64_t>> themes;  // name, messages
  std::vector<std::pair<std::string, std::uint64_t>> channels;
  std::vector<std::pair<std::string, std::uint64_t>> stages;
  std::uint64_t leaving = 0;  // messages of it with churn-risk
  std::vector<Quote> quotes;  // newest, most central, strongest dissent, then the rest by date
};

struct SuggestionRow {
  model::Suggestion suggestion;
  std::optional<RequestRow> request;  // empty: made from a recurring complaint
  std::uint64_t messages = 0;
  std::uint64_t customers = 0;
  std::vector<std::uint64_t> series;
};

struct SuggestionCard {
  SuggestionRow row;
  std::vector<std::pair<std::string, std::uint64_t>> channels;
  std::vector<std::pair<std::string, std::uint64_t>> languages;
  std::uint64_t leaving = 0;
  std::vector<Quote> quotes;
};

enum class Bucket { kDay, kWeek, kMonth };
enum class Metric { kNegativeShare, kNetSentiment, kMessages, kNps, kRating };
inline constexpr model::NameTable<Bucket, 3> kBucketNames{
    {{Bucket::kDay, "day"}, {Bucket::kWeek, "week"}, {Bucket::kMonth, "month"}}};
inline constexpr model::NameTable<Metric, 5> kMetricNames{{
    {Metric::kNegativeShare, "negative-share"},
    {Metric::kNetSentiment, "net-sentiment"},
    {Metric::kMessages, "messages"},
    {Metric::kNps, "nps"},
    {Metric::kRating, "rating"},
}};
constexpr const auto& Names(Bucket) { return kBucketNames; }
constexpr const auto& Names(Metric) { return kMetricNames; }

struct TrendRequest {
  Window window;
  Metric metric = Metric::kNegativeShare;
  Bucket by = Bucket::kMonth;
  std::string group;  // channel, lang, product, stage, sentiment; empty: none
};

struct TrendPoint {
  std::string label;  // "2026-09", "2026-W40", "2026-09-28"
  std::int64_t first_day = 0;
  bool incomplete = false;  // reaches past the last message
  std::uint64_t n = 0;      // messages the metric rests on
  std::uint64_t customers = 0;
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;  // mixed counts as neither
  std::uint64_t neutral = 0;
  std::uint64_t mixed = 0;
  stats::Interval value;  // in the metric's unit: share 0..1, or −100..100, or a count or mean
};

struct TrendSeries {
  std::string group;  // value of the group field; empty: all
  std::vector<TrendPoint> points;
};

struct TrendTable {
  Metric metric = Metric::kNegativeShare;
  Bucket by = Bucket::kMonth;
  std::vector<TrendSeries> series;
  std::uint64_t messages = 0;  // inbound in the window
  std::uint64_t covered = 0;   // of them in a language with a lexicon
  std::string comparison;      // "Negative share 28.5% (61/214) vs 20.0% (38/190): +8.5 pt, …"
};

struct DigestRequest {
  std::string period;  // "2026-W40", "2026-09"; empty: the last full month with messages
};

struct DoctorLine {
  std::string what;
  bool fine = true;
  std::string detail;
  std::string action;  // what to do; empty when fine
};

// What a path would give, without storing anything.
struct Preview {
  std::string path;
  read::Recognition recognition;
  struct Item {
    model::Message message;
    model::Annotations annotations;
    std::string error;  // why it could not be read; empty: fine
  };
  std::vector<Item> items;
};

}  // namespace refrain::service
