// The wording of figures, the same in text, Markdown and HTML.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/base/time.h"
#include "engine/report/render.h"

namespace refrain::report {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

// Year and week or month of "2026-W40" or "2026-09"; part 0 for anything else.
struct PeriodParts {
  std::string_view year;
  std::size_t part = 0;
  bool is_week = false;
};

PeriodParts PartsOf(std::string_view label) {
  PeriodParts out;
  if (label.size() < 7 || label[4] != '-') return out;
  out.is_week = label[5] == 'W';
  const std::string_view digits = label.substr(out.is_week ? 6 : 5);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.part);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (!whole || out.part > (out.is_week ? 53U : 12U)) out.part = 0;
  out.year = label.substr(0, 4);
  return out;
}

bool IsCount(const DigestNumber& number) { return number.unit.empty(); }

std::string ShareCounts(double percent, std::uint64_t n) {
  const double hits = std::round(percent * static_cast<double>(n) / 100.0);
  return Grouped(static_cast<std::uint64_t>(std::clamp(hits, 0.0, static_cast<double>(n)))) +
         " of " + Grouped(n);
}

std::string ValueWords(const DigestNumber& number, double value, std::uint64_t n) {
  if (!std::isfinite(value)) return "–";
  if (IsCount(number)) return Grouped(static_cast<std::uint64_t>(std::max(value, 0.0)));
  if (n == 0) return "–";
  if (number.unit == "%") return n < kCountsOnly ? ShareCounts(value, n) : Fixed(value, 1) + "%";
  return n < kCountsOnly ? "–" : Signed(value, 1);
}

std::string CountWords(const DigestNumber& number, double value, std::uint64_t n) {
  if (IsCount(number)) return {};
  if (number.unit == "%" && std::isfinite(value)) return ShareCounts(value, n);
  return Counted(n, "message", "messages");
}

Movement MovementOf(const DigestNumber& number) {
  if (number.low <= 0.0 && number.high >= 0.0) return Movement::kWithinNoise;
  const bool up = number.change > 0.0;
  if (IsCount(number)) return up ? Movement::kMore : Movement::kFewer;
  return up == number.more_is_worse ? Movement::kWorse : Movement::kBetter;
}

std::string_view JudgementOf(Movement movement) {
  switch (movement) {
    case Movement::kWithinNoise: return "within noise";
    case Movement::kWorse: return "worse";
    case Movement::kBetter: return "better";
    case Movement::kMore: return "more than chance allows";
    case Movement::kFewer: return "fewer than chance allows";
    case Movement::kUnknown: break;
  }
  return "";
}

const DigestNumber* NegativeShareOf(const DigestContent& digest) {
  for (const DigestNumber& number : digest.numbers) {
    if (number.unit == "%" && number.more_is_worse) return &number;
  }
  return nullptr;
}

// ", the highest of 6 weeks" when the last point stands out among those with n enough.
std::string Rank(const DigestContent& digest, const std::vector<DigestPoint>& points) {
  bool highest = true;
  bool lowest = true;
  std::size_t weighed = 1;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    if (points[i].n < kThin) continue;
    ++weighed;
    highest = highest && points.back().share > points[i].share;
    lowest = lowest && points.back().share < points[i].share;
  }
  if (weighed < 3 || highest == lowest) return {};
  std::string out = highest ? ", the highest of " : ", the lowest of ";
  const bool all = weighed == points.size();
  Append(out, {all ? "" : "the ", std::to_string(weighed), " ", PeriodNoun(digest),
               all ? "s" : "s with enough messages"});
  return out;
}

}  // namespace

void Append(std::string& out, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) out += part;
}

std::string Fixed(double value, int decimals) {
  std::array<char, 64> buffer{};
  if (!std::isfinite(value) || std::fabs(value) > 1e15) return "–";
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                          std::fabs(value), std::chars_format::fixed, decimals);
  if (error != std::errc()) return "–";
  const std::string digits(buffer.data(), end);
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  return value < 0.0 && !zero ? "−" + digits : digits;  // no "−0.0"
}

std::string Signed(double value, int decimals) {
  const std::string out = Fixed(value, decimals);
  return value > 0.0 && out.find_first_of("123456789") != std::string::npos ? "+" + out : out;
}

std::string Grouped(std::uint64_t value) {
  std::string out = std::to_string(value);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

std::string Percent(double share, int decimals) { return Fixed(100.0 * share, decimals) + "%"; }

std::string Counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return Grouped(count) + " " + std::string(count == 1 ? one : many);
}

NumberWords Describe(const DigestNumber& number) {
  NumberWords out;
  out.name = CleanClip(number.name, kTokenColumns);
  out.value = ValueWords(number, number.value, number.n);
  const bool counts_only = !IsCount(number) && number.n < kCountsOnly;
  if (!(counts_only && number.unit == "%")) {
    out.counts = CountWords(number, number.value, number.n);
  }
  out.thin = !IsCount(number) && number.n > 0 &&
             (number.n < kThin || (number.has_previous && number.n_previous < kThin));
  if (!IsCount(number) && number.n == 0) {
    out.judgement = "no messages";
    return out;
  }
  if (!number.has_previous) {
    out.judgement = "no period before to compare";
    return out;
  }
  out.before = "before: " + ValueWords(number, number.previous, number.n_previous);
  if (number.unit == "%" && number.n_previous >= kCountsOnly) {
    Append(out.before, {", ", CountWords(number, number.previous, number.n_previous)});
  }
  if (counts_only || (!IsCount(number) && number.n_previous < kCountsOnly)) {
    out.judgement = "too few messages to compare";
    return out;
  }
  const int decimals = IsCount(number) ? 0 : 1;
  out.change = Signed(number.change, decimals);
  if (!IsCount(number)) out.change += " points";
  out.interval =
      "95% interval " + Signed(number.low, decimals) + " to " + Signed(number.high, decimals);
  out.movement = MovementOf(number);
  out.judgement = JudgementOf(out.movement);
  return out;
}

std::string Verdict(const DigestContent& digest) {
  std::string out = CleanClip(digest.verdict, kSentenceColumns);
  constexpr std::string_view kUnit = " pt";
  for (std::size_t at = out.find(kUnit); at != std::string::npos; at = out.find(kUnit, at + 1)) {
    if (at > 0 && out[at - 1] >= '0' && out[at - 1] <= '9') out.replace(at, 1, "\u00A0");
  }
  return out;
}

bool HasNumbers(const DigestContent& digest) {
  return std::any_of(digest.numbers.begin(), digest.numbers.end(),
                     [](const DigestNumber& one) { return one.n > 0 || one.has_previous; });
}

std::string_view PeriodNoun(const DigestContent& digest) {
  const PeriodParts parts = PartsOf(digest.period);
  if (parts.part == 0) return "period";
  return parts.is_week ? "week" : "month";
}

std::string PeriodTitle(const DigestContent& digest) {
  const PeriodParts parts = PartsOf(digest.period);
  if (parts.part == 0) return CleanClip(digest.period, kTokenColumns);
  const std::string year(parts.year);
  if (parts.is_week) return "Week " + std::to_string(parts.part) + ", " + year;
  return std::string(kMonths[parts.part - 1]) + " " + year;
}

std::string Day(std::string_view iso_date) {
  const auto time = ParseRfc3339(iso_date);
  if (!time) return CleanClip(iso_date, kTokenColumns);
  const CivilDate date = CivilFromDays(DayOf(time->at_utc));
  return std::to_string(date.day) + " " +
         std::string(kMonths[static_cast<std::size_t>(date.month - 1)].substr(0, 3)) + " " +
         std::to_string(date.year);
}

std::string DateRange(const DigestContent& digest) {
  std::string from = Day(digest.from);
  const std::string to = Day(digest.to);
  if (from.empty() || to.empty() || from == to) return from.empty() ? to : from;
  // The year once, where both ends share it.
  if (from.size() > 5 && to.size() > 5 &&
      from.substr(from.size() - 5) == to.substr(to.size() - 5)) {
    from.resize(from.size() - 5);
  }
  return from + " – " + to;
}

std::string PointLabel(std::string_view label) {
  const PeriodParts parts = PartsOf(label);
  if (parts.part == 0) return CleanClip(label, 10);
  if (parts.is_week) return "W" + std::string(label.substr(6));
  return std::string(kMonths[parts.part - 1].substr(0, 3));
}

std::string TrendFinding(const DigestContent& digest) {
  const std::vector<DigestPoint> points = LastPoints(digest);
  if (points.empty()) return {};
  const DigestPoint& last = points.back();
  const std::string label = PointLabel(last.label);
  if (last.n == 0) return "No messages in " + label + ".";
  if (last.n < kCountsOnly) {
    return "Too few messages in " + label + " (" + Grouped(last.n) + ") to speak of a share.";
  }
  std::string out = Percent(last.share, 1) + " of messages were negative in " + label;
  if (points.size() > 1 && points[points.size() - 2].n >= kCountsOnly) {
    const DigestPoint& before = points[points.size() - 2];
    const DigestNumber* number = NegativeShareOf(digest);
    const bool noise = number == nullptr || MovementOf(*number) == Movement::kWithinNoise;
    const std::string_view moved = last.share > before.share ? ", up from " : ", down from ";
    Append(out, {noise ? ", within noise of " : moved, Percent(before.share, 1), " in ",
                 PointLabel(before.label)});
    if (!noise) out += Rank(digest, points);
  }
  return out + ".";
}

std::string Chance(double p) {
  if (!std::isfinite(p)) return "not tested";
  const std::string shown = p < 0.001 ? "p < 0.001" : "p = " + Fixed(p, p < 0.0995 ? 3 : 2);
  return std::string(p <= kUnlikelyP ? "unlikely to be chance" : "could be chance") + " (" + shown +
         ")";
}

bool IsQuiet(const DigestContent& digest) {
  return digest.alerts.empty() && digest.rising.empty() && digest.requests.empty();
}

std::string QuietLine(const DigestContent& digest) {
  return "A quiet " + std::string(PeriodNoun(digest)) +
         ": no alerts, no theme that rises, nothing asked for again.";
}

std::string AlertsLine() { return "No alerts."; }

std::string ThemesNote(const DigestContent& digest) {
  if (digest.rising.empty()) {
    return "No theme rose this " + std::string(PeriodNoun(digest)) + ".";
  }
  const bool any = std::any_of(digest.rising.begin(), digest.rising.end(),
                               [](const DigestTheme& theme) { return theme.p <= kUnlikelyP; });
  return any ? "" : "None of these rises is beyond what chance brings.";
}

std::string Spaced(std::string_view name) {
  std::string out = CleanClip(name, kTokenColumns);
  std::replace(out.begin(), out.end(), '-', ' ');
  return out;
}

std::string RequestCounts(const DigestContent& digest, const DigestRequest& one) {
  return Counted(one.customers, "customer", "customers") + ", " +
         Counted(one.messages, "message", "messages") + ", " + Grouped(one.messages_in_period) +
         " this " + std::string(PeriodNoun(digest));
}

std::vector<std::string> LanguageNames(const DigestRequest& one) {
  std::vector<std::string> out;
  for (const std::string& language : one.languages) {
    if (out.size() == kMostLanguages) {
      out.push_back(std::to_string(one.languages.size() - kMostLanguages) + " more");
      break;
    }
    const std::string name = LanguageName(language);
    if (!name.empty()) out.push_back(name);
  }
  return out;
}

std::string QuoteSource(const DigestQuote& quote) {
  std::string out;
  for (const std::string& part :
       {LanguageName(quote.language), CleanClip(quote.channel, kTokenColumns), Day(quote.date),
        CleanClip(quote.message, kTokenColumns)}) {
    if (part.empty()) continue;
    if (!out.empty()) out += " · ";
    out += part;
  }
  return out;
}

std::vector<std::uint64_t> LastOf(const std::vector<std::uint64_t>& series, std::size_t most) {
  const std::size_t skip = series.size() > most ? series.size() - most : 0;
  return {series.begin() + static_cast<std::ptrdiff_t>(skip), series.end()};
}

std::vector<DigestPoint> LastPoints(const DigestContent& digest) {
  const std::size_t size = digest.trend.size();
  const std::size_t skip = size > kMostPoints ? size - kMostPoints : 0;
  return {digest.trend.begin() + static_cast<std::ptrdiff_t>(skip), digest.trend.end()};
}

std::vector<Lead> Leads(const DigestContent& digest) {
  std::vector<Lead> out;
  if (!digest.requests.empty()) {
    out.push_back({"every message behind a request",
                   "refrain requests show " + CleanClip(digest.requests[0].id, kTokenColumns)});
  }
  if (HasNumbers(digest)) {
    out.push_back({"why the negative share moved", "refrain trends --compare previous"});
  }
  out.push_back({"this digest again",
                 "refrain digest preview --period " + CleanClip(digest.period, kTokenColumns)});
  return out;
}

}  // namespace refrain::report
