// A digest: what a reader should know of a period, as values, and its renderings.
// The values are made by service from the store; here they become words and pictures.
// Order and lengths follow what digests are read for: a verdict, at most three alerts,
// three numbers, what rises, what is asked for, what shipped changes did, data quality.
// Thread-safe: pure functions. Quotes are customers' words: escaped in HTML and Markdown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/names.h"

namespace refrain::report {

// A share or score of the period beside the period before.
struct DigestNumber {
  std::string name;    // "Negative share"
  double value = 0.0;  // in `unit`
  double previous = 0.0;
  double change = 0.0;  // value − previous
  double low = 0.0;     // 95 % interval of the change
  double high = 0.0;
  std::string unit;  // "%", "" (a count), "points"
  std::uint64_t n = 0;
  std::uint64_t n_previous = 0;
  bool has_previous = false;
  bool more_is_worse = false;
};

struct DigestQuote {
  std::string text;      // original, never translated
  std::string message;   // "m-…"
  std::string language;  // BCP 47; may be empty
  std::string channel;
  std::string date;  // "2026-09-28"
};

struct DigestTheme {
  std::string theme;  // id
  std::string name;
  std::uint64_t count = 0;
  std::uint64_t previous = 0;
  double negative_share = 0.0;        // 0..1
  double p = 1.0;                     // adjusted; of "no more than before"
  std::vector<std::uint64_t> series;  // counts of the last buckets, oldest first
};

struct DigestRequest {
  std::string id;  // "r-…"
  std::string title;
  std::string suggestion;  // "s-…"
  std::string change;      // "policy-change", …
  std::string status;
  std::uint64_t customers = 0;
  std::uint64_t messages = 0;  // of all time
  std::uint64_t messages_in_period = 0;
  std::vector<std::string> languages;
  std::vector<std::uint64_t> series;
  DigestQuote quote;
};

struct DigestAlert {
  std::string text;   // "returns: who pays: 6 mentions, 2 the month before (p = 0.03)"
  std::string query;  // what to type to see them
};

// Points of the chart of the negative share.
struct DigestPoint {
  std::string label;  // "W40", "Sep"
  std::uint64_t n = 0;
  double share = 0.0;  // 0..1
  double low = 0.0;
  double high = 0.0;
};

struct DigestContent {
  std::string workspace;  // name of the folder
  std::string period;     // "2026-W40", "2026-09"
  std::string from;       // "2026-09-01"
  std::string to;         // last day, inclusive
  std::string verdict;    // one sentence
  std::string subject;    // "Feedback 2026-09: negative 28.5% (+8.5 pt), 1 alert: refunds"
  std::vector<DigestAlert> alerts;      // ≤ 3
  std::vector<DigestNumber> numbers;    // 3
  std::vector<DigestTheme> rising;      // ≤ 5
  std::vector<DigestRequest> requests;  // ≤ 5
  std::vector<std::string> shipped;     // what shipped suggestions did, a sentence each
  std::vector<std::string> quality;     // coverage, failed imports, late arrivals
  std::vector<DigestPoint> trend;
};

// Plain text of at most 78 columns, sparklines as ▁▃▇.
[[nodiscard]] std::string RenderText(const DigestContent& digest);
[[nodiscard]] std::string RenderMarkdown(const DigestContent& digest);
// One self-contained page: table layout, inline CSS, inline SVG, nothing from outside,
// under 100 kB; legible without pictures and in dark mode.
[[nodiscard]] std::string RenderHtml(const DigestContent& digest);

// ▁▂▃▄▅▆▇█ scaled to the largest value; zeros are spaces' width of ▁.
[[nodiscard]] std::string Sparkline(const std::vector<std::uint64_t>& values);

}  // namespace refrain::report
