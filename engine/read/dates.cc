// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/dates.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "engine/base/strings.h"
#include "engine/base/time.h"
#include "engine/mail/date.h"

namespace refrain::read {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr std::int64_t kHalfDay = kSecondsPerDay / 2;

mail::MailDate Missing() { return {0, 0, true, false}; }

mail::MailDate Checked(std::int64_t at_utc, int offset) {
  const int year = CivilFromDays(DayOf(at_utc)).year;
  if (year < kFirstYear || year > kLastYear) return Missing();
  return {at_utc, offset, false, false};
}

std::optional<std::int64_t> Number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "10:12", "2:03:30 PM" → seconds of the day.
std::optional<std::int64_t> TimeOfDay(std::string_view text) {
  std::string lower = ToLowerAscii(TrimAscii(text));
  const bool afternoon = lower.ends_with("pm") || lower.ends_with("p.m.");
  const bool morning = lower.ends_with("am") || lower.ends_with("a.m.");
  lower = lower.substr(0, lower.find_first_not_of("0123456789:."));
  std::int64_t seconds = 0;
  std::int64_t unit = 3600;
  for (const std::string_view part :
       Split(TrimAscii(lower), lower.find(':') != std::string::npos ? ':' : '.')) {
    const auto value = Number(part.substr(0, part.find('.')));
    if (!value || unit == 0 || *value > 59) return std::nullopt;
    seconds += *value * unit;
    unit /= 60;
  }
  const std::int64_t hour = seconds / 3600;
  if (afternoon && hour < 12) seconds += kHalfDay;
  if (morning && hour == 12) seconds -= kHalfDay;
  return seconds < kSecondsPerDay ? std::optional(seconds) : std::nullopt;
}

// Three numbers with the same separator.
mail::MailDate Numeric(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789./-"), text.size());
  std::string_view day_part = text.substr(0, end);
  while (day_part.ends_with('.')) day_part.remove_suffix(1);  // "14.05.2026."
  const std::size_t at = day_part.find_first_of("./-");
  if (at == std::string_view::npos) return Missing();
  const char separator = day_part[at];
  const auto parts = Split(day_part, separator);
  if (parts.size() != 3) return Missing();
  const auto a = Number(parts[0]);
  const auto b = Number(parts[1]);
  const auto c = Number(parts[2]);
  if (!a || !b || !c) return Missing();
  const std::string_view rest = TrimAscii(text.substr(end));
  const std::string lower = ToLowerAscii(rest);
  const bool american = separator == '/' && (lower.ends_with("am") || lower.ends_with("pm"));
  CivilDate date;
  if (*a > 31) {
    date = {static_cast<int>(*a), static_cast<int>(*b), static_cast<int>(*c)};
  } else {
    const bool month_first = *b > 12 || (american && *a <= 12);
    const int year = static_cast<int>(*c < 100 ? *c + 2000 : *c);
    date = month_first ? CivilDate{year, static_cast<int>(*a), static_cast<int>(*b)}
                       : CivilDate{year, static_cast<int>(*b), static_cast<int>(*a)};
  }
  if (!IsValidDate(date)) return Missing();
  std::string_view clock = rest;
  if (clock.starts_with(',')) clock = TrimAscii(clock.substr(1));
  const auto seconds = clock.empty() ? std::optional<std::int64_t>(0) : TimeOfDay(clock);
  return Checked(DaysFromCivil(date) * kSecondsPerDay + seconds.value_or(0), 0);
}

}  // namespace

mail::MailDate ParseWhen(std::string_view raw) {
  std::string_view text = TrimAscii(raw);
  if (text.empty() || text.size() > 100) return Missing();
  if (const auto iso = ParseRfc3339(text)) return Checked(iso->at_utc, iso->offset_minutes);
  // "2026-05-14 10:12:00 UTC"
  if (text.ends_with(" UTC") || text.ends_with(" GMT")) {
    if (const auto iso = ParseRfc3339(text.substr(0, text.size() - 4)))
      return Checked(iso->at_utc, 0);
  }
  if (text.find_first_not_of("0123456789.") == std::string_view::npos) {
    const auto seconds = Number(text.substr(0, text.find('.')));
    if (seconds && *seconds >= 1'000'000'000'000) return Checked(*seconds / 1000, 0);
    if (seconds && *seconds >= 600'000'000) return Checked(*seconds, 0);
  }
  const mail::MailDate numeric = Numeric(text);
  if (!numeric.missing) return numeric;
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '/', ' ');
  const std::string lower = ToLowerAscii(spaced);
  const bool clock12 = lower.ends_with(" am") || lower.ends_with(" pm");
  mail::MailDate date = mail::ParseMailDate(clock12 ? spaced.substr(0, spaced.size() - 3) : spaced);
  if (!date.missing && clock12) {
    const std::int64_t hour = (date.at_utc % kSecondsPerDay) / 3600;
    if (lower.ends_with("pm") && hour < 12) date.at_utc += kHalfDay;
    if (lower.ends_with("am") && hour == 12) date.at_utc -= kHalfDay;
  }
  // That a table says no zone, or no time, is no damage.
  date.repaired = false;
  return date;
}

mail::MailDate DateOfName(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  for (std::size_t i = 0; i + 8 <= name.size(); ++i) {
    if (i > 0 && name[i - 1] >= '0' && name[i - 1] <= '9') continue;
    std::string digits;
    std::size_t pos = i;
    for (; pos < name.size() && digits.size() < 8; ++pos) {
      const char c = name[pos];
      if (c >= '0' && c <= '9') {
        digits += c;
      } else if ((c != '-' && c != '_') || (digits.size() != 4 && digits.size() != 6)) {
        break;
      }
    }
    const bool more = pos < name.size() && name[pos] >= '0' && name[pos] <= '9';
    if (digits.size() != 8 || more) continue;
    const std::string iso =
        digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6);
    if (const auto time = ParseRfc3339(iso)) return Checked(time->at_utc, 0);
  }
  return Missing();
}

}  // namespace refrain::read
