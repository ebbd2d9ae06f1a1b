// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/ranges.h"

#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/base/strings.h"
#include "engine/base/time.h"
#include "engine/query/parser.h"

namespace refrain::query {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMaxAgo = 100'000;  // days, weeks, … back

enum class Comparison { kNone, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

Comparison TakeComparison(std::string_view& text) {
  constexpr std::array<std::pair<std::string_view, Comparison>, 4> kSigns{{
      {"<=", Comparison::kLessOrEqual},
      {">=", Comparison::kGreaterOrEqual},
      {"<", Comparison::kLess},
      {">", Comparison::kGreater},
  }};
  for (const auto& [sign, comparison] : kSigns) {
    if (text.starts_with(sign)) {
      text.remove_prefix(sign.size());
      return comparison;
    }
  }
  return Comparison::kNone;
}

std::optional<int> Digits(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
      value < 0) {
    return std::nullopt;
  }
  return value;
}

// Half-open range of civil days.
struct Days {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

std::int64_t FirstOfMonth(std::int64_t year, std::int64_t month) {
  // month may lie outside 1..12
  const std::int64_t months = year * 12 + month - 1;
  const std::int64_t whole = months >= 0 ? months / 12 : -((11 - months) / 12);
  return DaysFromCivil({static_cast<int>(whole), static_cast<int>(months - whole * 12) + 1, 1});
}

Days Months(std::int64_t year, std::int64_t month, std::int64_t count) {
  return {FirstOfMonth(year, month), FirstOfMonth(year, month + count)};
}

std::optional<Days> Calendar(std::string_view text) {
  const std::optional<int> year = Digits(text.substr(0, 4));
  if (text.size() < 4 || !year) return std::nullopt;
  if (text.size() == 4) return Months(*year, 1, 12);
  if (text[4] != '-') return std::nullopt;
  const std::string_view rest = text.substr(5);
  if (rest.size() == 3 && (rest[0] == 'W' || rest[0] == 'w')) {
    const std::optional<int> week = Digits(rest.substr(1));
    if (!week || *week < 1) return std::nullopt;
    const std::int64_t monday = DaysFromIsoWeek({*year, *week});
    const IsoWeek back = IsoWeekFromDays(monday);
    if (back.year != *year || back.week != *week) return std::nullopt;
    return Days{monday, monday + 7};
  }
  if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q')) {
    const std::optional<int> quarter = Digits(rest.substr(1));
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    return Months(*year, (*quarter - 1) * 3 + 1, 3);
  }
  const std::optional<int> month = Digits(rest.substr(0, 2));
  if (rest.size() < 2 || !month || *month < 1 || *month > 12) return std::nullopt;
  if (rest.size() == 2) return Months(*year, *month, 1);
  const std::optional<int> day = Digits(rest.substr(rest.size() == 5 ? 3 : rest.size()));
  if (rest.size() != 5 || rest[2] != '-' || !day) return std::nullopt;
  const CivilDate date{*year, *month, *day};
  if (!IsValidDate(date)) return std::nullopt;
  return Days{DaysFromCivil(date), DaysFromCivil(date) + 1};
}

std::optional<Days> Named(std::string_view text, std::int64_t today) {
  if (text == "today") return Days{today, today + 1};
  if (text == "yesterday") return Days{today - 1, today};
  std::int64_t back = 0;
  if (text.starts_with("last-")) {
    back = 1;
  } else if (!text.starts_with("this-")) {
    return std::nullopt;
  }
  const std::string_view unit = text.substr(5);
  const CivilDate now = CivilFromDays(today);
  if (unit == "week") {
    const std::int64_t monday = today - (IsoWeekday(today) - 1) - 7 * back;
    return Days{monday, monday + 7};
  }
  if (unit == "month") return Months(now.year, now.month - back, 1);
  if (unit == "quarter") return Months(now.year, (now.month - 1) / 3 * 3 + 1 - 3 * back, 3);
  if (unit == "year") return Months(now.year - back, 1, 12);
  return std::nullopt;
}

// "30d" → the day 30 days ago.
std::optional<std::int64_t> Ago(std::string_view text, std::int64_t today) {
  if (text.size() < 2) return std::nullopt;
  const std::optional<int> count = Digits(text.substr(0, text.size() - 1));
  if (!count || *count > kMaxAgo) return std::nullopt;
  const CivilDate now = CivilFromDays(today);
  const auto months_back = [&](std::int64_t months) {
    const std::int64_t first = FirstOfMonth(now.year, now.month - months);
    const std::int64_t next = FirstOfMonth(now.year, now.month - months + 1);
    return std::min(first + now.day - 1, next - 1);  // 31 March − 1 month = 28 February
  };
  switch (text.back()) {
    case 'd': return today - *count;
    case 'w': return today - std::int64_t{7} * *count;
    case 'm': return months_back(*count);
    case 'y':
      return *count <= 5000 ? std::optional(months_back(std::int64_t{12} * *count)) : std::nullopt;
    default: return std::nullopt;
  }
}

Error BadDate(const Value& value) {
  return QueryError(value.offset, "\"" + value.text + "\" is no date",
                    "dates look like 2026-05-12, 2026-W19, 2026-05, 2026-Q2, 2026, last-week, "
                    "30d, 2026-05-01..2026-05-12");
}

struct Moments {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

class DateReader {
 public:
  DateReader(std::int64_t now_utc, const text::TimeZone& zone)
      : zone_(&zone), today_(zone.LocalDay(now_utc)) {}

  // One date, whatever its length; half-open.
  [[nodiscard]] std::optional<Moments> Read(std::string_view written) const {
    const std::string text = ToLowerAscii(written);
    if (const auto days = Named(text, today_)) return FromDays(*days);
    if (const auto day = Ago(text, today_)) return FromDays({*day, *day + 1});
    if (const auto days = Calendar(text)) return FromDays(*days);
    const auto parsed = ParseRfc3339(written);
    if (!parsed || !parsed->has_time) return std::nullopt;
    std::int64_t at = parsed->at_utc;
    if (!parsed->has_zone) at -= std::int64_t{60} * zone_->OffsetMinutes(at);
    return Moments{at, at + 1};
  }
  [[nodiscard]] bool IsAgo(std::string_view written) const {
    return Ago(ToLowerAscii(written), today_).has_value();
  }

 private:
  [[nodiscard]] Moments FromDays(const Days& days) const {
    return {zone_->StartOfDay(days.begin), zone_->StartOfDay(days.end)};
  }

  const text::TimeZone* zone_;
  std::int64_t today_;
};

}  // namespace

Result<TimeRange> ParseDates(const Value& value, std::int64_t now_utc, const text::TimeZone& zone) {
  const DateReader reader(now_utc, zone);
  std::string_view text = value.text;
  const Comparison comparison = TakeComparison(text);
  TimeRange range;
  const std::size_t dots = text.find("..");
  if (comparison == Comparison::kNone && dots != std::string_view::npos) {
    const std::string_view low = text.substr(0, dots);
    const std::string_view high = text.substr(dots + 2);
    const auto first = reader.Read(low);
    const auto last = reader.Read(high);
    if ((!low.empty() && !first) || (!high.empty() && !last) || (low.empty() && high.empty())) {
      return BadDate(value);
    }
    if (first) range.from_utc = first->begin;
    if (last) range.to_utc = last->end;
    if (first && last && *range.from_utc >= *range.to_utc) {
      return QueryError(value.offset, "\"" + value.text + "\" ends before it begins");
    }
    return range;
  }
  const auto one = reader.Read(text);
  if (!one) return BadDate(value);
  switch (comparison) {
    case Comparison::kNone:
      range.from_utc = one->begin;
      if (!reader.IsAgo(text)) range.to_utc = one->end;
      break;
    case Comparison::kLess: range.to_utc = one->begin; break;
    case Comparison::kLessOrEqual: range.to_utc = one->end; break;
    case Comparison::kGreater: range.from_utc = one->end; break;
    case Comparison::kGreaterOrEqual: range.from_utc = one->begin; break;
  }
  return range;
}

namespace {

// The neighbour as a float: values are floats, and value slots do not keep every bit of a double.
double NextFloat(double number, double towards) {
  return static_cast<double>(
      std::nextafter(static_cast<float>(number), static_cast<float>(towards)));
}

using ReadNumber = std::function<std::optional<double>(std::string_view)>;

std::optional<double> PlainNumber(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  float number = 0.0F;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
      !std::isfinite(number)) {
    return std::nullopt;
  }
  return static_cast<double>(number);
}

std::optional<double> Duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  double unit = 0.0;
  switch (text.back()) {
    case 's': unit = 1.0; break;
    case 'm': unit = 60.0; break;
    case 'h': unit = 3600.0; break;
    case 'd': unit = 86400.0; break;
    case 'w': unit = 604800.0; break;
    default: return std::nullopt;
  }
  text.remove_suffix(1);
  const auto number = PlainNumber(text);
  if (!number || *number < 0.0) return std::nullopt;
  return *number * unit;
}

Result<NumberRange> ParseRange(const Value& value, const index::Field& field,
                               const ReadNumber& read, bool point_is_range) {
  const auto bad = [&] {
    return QueryError(value.offset,
                      "\"" + value.text + "\" is no value of " + std::string(field.name) + ":",
                      "as in " + std::string(field.example) + "; ranges: a..b, a.., ..b, <a, >=a");
  };
  std::string_view text = value.text;
  const Comparison comparison = TakeComparison(text);
  const std::size_t dots = text.find("..");
  NumberRange range{-kInfinity, kInfinity};
  if (comparison == Comparison::kNone && dots != std::string_view::npos) {
    const std::string_view low = text.substr(0, dots);
    const std::string_view high = text.substr(dots + 2);
    if (low.empty() && high.empty()) return bad();
    if (!low.empty()) {
      const auto number = read(low);
      if (!number) return bad();
      range.low = *number;
    }
    if (!high.empty()) {
      const auto number = read(high);
      if (!number) return bad();
      range.high = *number;
    }
    if (range.low > range.high) {
      return QueryError(value.offset, "\"" + value.text + "\" ends before it begins");
    }
    return range;
  }
  const auto number = read(text);
  if (!number) return bad();
  switch (comparison) {
    case Comparison::kNone:
      range = {*number, *number};
      if (point_is_range) range.low = -kInfinity;
      break;
    case Comparison::kLess: range.high = NextFloat(*number, -kInfinity); break;
    case Comparison::kLessOrEqual: range.high = *number; break;
    case Comparison::kGreater: range.low = NextFloat(*number, kInfinity); break;
    case Comparison::kGreaterOrEqual: range.low = *number; break;
  }
  return range;
}

}  // namespace

Result<NumberRange> ParseNumbers(const Value& value, const index::Field& field) {
  return ParseRange(value, field, PlainNumber, false);
}

Result<NumberRange> ParseDurations(const Value& value, const index::Field& field) {
  // "replytime:2h" means answered within two hours.
  return ParseRange(value, field, Duration, true);
}

}  // namespace refrain::query
