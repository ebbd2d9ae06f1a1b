// What the three renderings of a digest share: safe text, widths, and the wording of
// figures, so that text, Markdown and HTML say the same. Internal to report.
// Stands between DigestContent (values) and the renderers (markup).
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/digest.h"

namespace refrain::report {

// Limits keep every rendering short and the HTML under 100 kB whatever comes in.
// Lengths are display columns.
inline constexpr std::size_t kMostAlerts = 3;
inline constexpr std::size_t kMostNumbers = 3;
inline constexpr std::size_t kMostThemes = 5;
inline constexpr std::size_t kMostRequests = 5;
inline constexpr std::size_t kMostLines = 5;  // shipped, data quality
inline constexpr std::size_t kMostPoints = 13;
inline constexpr std::size_t kMostLanguages = 6;
inline constexpr std::size_t kMostSeries = 24;
inline constexpr std::size_t kQuoteColumns = 280;
inline constexpr std::size_t kSentenceColumns = 200;
inline constexpr std::size_t kNameColumns = 90;
inline constexpr std::size_t kTokenColumns = 40;  // ids, channels, labels

inline constexpr std::uint64_t kCountsOnly = 10;  // below: no share, no interval
inline constexpr std::uint64_t kThin = 30;        // below: marked as thin
inline constexpr double kUnlikelyP = 0.10;        // the q of the alerts

// --- text that others wrote (display.cc) ---

// Valid UTF-8 on one line: white space runs become a space; control, bidi control and
// other invisible characters go (joiners and variation selectors stay, scripts and
// emoji need them); bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string Clean(std::string_view text);
// At most `columns` wide and 5 × `columns` bytes long, cut behind a word where
// there is one in the second half, ended with "…". `clean` as Clean() gives it.
[[nodiscard]] std::string Clip(std::string_view clean, std::size_t columns);
[[nodiscard]] std::string CleanClip(std::string_view text, std::size_t columns);
// Columns of a terminal; East Asian wide characters and emoji take two.
[[nodiscard]] std::size_t DisplayWidth(std::string_view text);
// Lines of at most `columns` (UAX #14 breaks; longer words are cut between characters).
[[nodiscard]] std::vector<std::string> Wrap(std::string_view clean, std::size_t columns);
// Whether the first strong character runs from right to left.
[[nodiscard]] bool IsRightToLeft(std::string_view text);
// Between U+2068 and U+2069 when the text has right-to-left characters, else as it is.
[[nodiscard]] std::string Isolate(std::string_view clean);
[[nodiscard]] std::string EscapeHtml(std::string_view text);
// The tag if it looks like BCP 47, else empty: it becomes a lang attribute.
[[nodiscard]] std::string LanguageTag(std::string_view language);
// "Latvian" for "lv"; the tag where ICU knows no name; "" for no tag.
[[nodiscard]] std::string LanguageName(std::string_view language);

// --- figures (words.cc) ---

void Append(std::string& out, std::initializer_list<std::string_view> parts);
[[nodiscard]] std::string Fixed(double value, int decimals);    // "28.5", "−3.1"
[[nodiscard]] std::string Signed(double value, int decimals);   // "+8.5", "−3.1"
[[nodiscard]] std::string Grouped(std::uint64_t value);         // "1,204"
[[nodiscard]] std::string Percent(double share, int decimals);  // 0.285 → "28.5%"
[[nodiscard]] std::string Counted(std::uint64_t count, std::string_view one,
                                  std::string_view many);  // "1,204 messages"

// Which way a number moved, as far as its interval lets one say.
enum class Movement { kUnknown, kWithinNoise, kWorse, kBetter, kMore, kFewer };

struct NumberWords {
  std::string name;       // "Negative share"
  std::string value;      // "28.5%"; "3 of 7" below kCountsOnly
  std::string change;     // "+8.5 points"; empty if there is nothing to compare
  std::string interval;   // "95% interval +0.1 to +16.7"; empty likewise
  std::string counts;     // "61 of 214", "214 messages"; empty for a count
  std::string before;     // "before: 20.0%, 38 of 190"
  std::string judgement;  // "worse", "within noise", "no period before to compare"
  Movement movement = Movement::kUnknown;
  bool thin = false;  // n < kThin on either side
};
[[nodiscard]] NumberWords Describe(const DigestNumber& number);

// The verdict, its figures kept with their units ("+8.5 pt" is not parted).
[[nodiscard]] std::string Verdict(const DigestContent& digest);
// Whether any number rests on messages, now or before; else the verdict says it all.
[[nodiscard]] bool HasNumbers(const DigestContent& digest);

[[nodiscard]] std::string_view PeriodNoun(const DigestContent& digest);  // "week", "month"
[[nodiscard]] std::string PeriodTitle(const DigestContent& digest);      // "Week 40, 2026"
[[nodiscard]] std::string DateRange(const DigestContent& digest);        // "28 Sep – 4 Oct 2026"
[[nodiscard]] std::string Day(std::string_view iso_date);                // "28 Sep 2026"
[[nodiscard]] std::string PointLabel(std::string_view label);            // "2026-W40" → "W40"
// The sentence over the chart: what the last point is beside those before.
[[nodiscard]] std::string TrendFinding(const DigestContent& digest);
[[nodiscard]] std::string Chance(double p);  // "unlikely to be chance (p = 0.003)"
// No alert, nothing that rises, nothing asked for again.
[[nodiscard]] bool IsQuiet(const DigestContent& digest);
[[nodiscard]] std::string QuietLine(const DigestContent& digest);
[[nodiscard]] std::string AlertsLine();  // when there are none
// A line on the themes as a whole: none, or none beyond chance; else empty.
[[nodiscard]] std::string ThemesNote(const DigestContent& digest);
// "policy change", "under review" from the names of model/names.h.
[[nodiscard]] std::string Spaced(std::string_view name);
// "41 customers, 63 messages, 12 this week".
[[nodiscard]] std::string RequestCounts(const DigestContent& digest, const DigestRequest& one);
// "Latvian", "Spanish", …, "3 more".
[[nodiscard]] std::vector<std::string> LanguageNames(const DigestRequest& one);
// "Spanish · email · 28 Sep 2026 · m-…"; parts that are empty are left out.
[[nodiscard]] std::string QuoteSource(const DigestQuote& quote);
// The last `most` values: renderings show recent history, oldest first.
[[nodiscard]] std::vector<std::uint64_t> LastOf(const std::vector<std::uint64_t>& series,
                                                std::size_t most);
[[nodiscard]] std::vector<DigestPoint> LastPoints(const DigestContent& digest);
// Three commands that lead on, for the foot: what it shows, what to type.
struct Lead {
  std::string says;
  std::string command;
};
[[nodiscard]] std::vector<Lead> Leads(const DigestContent& digest);

// --- pictures (svg.cc) ---

// The chart of the negative share as one <svg>, `points` oldest first, at least one.
[[nodiscard]] std::string TrendSvg(const std::vector<DigestPoint>& points,
                                   std::string_view finding);

}  // namespace refrain::report
