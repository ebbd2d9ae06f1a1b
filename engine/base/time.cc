// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/time.h"

#include <fmt/format.h>

#include <algorithm>

namespace refrain {
namespace {

// Reads `count` digits at `pos`; -1 if they are not there.
int Digits(std::string_view text, std::size_t pos, std::size_t count) {
  if (pos + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = pos; i < pos + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool CharAt(std::string_view text, std::size_t pos, char c) {
  return pos < text.size() && text[pos] == c;
}

// "Z", "+02:00", "+0200", "+02"; false if malformed.
bool ParseZone(std::string_view zone, ParsedTime& out) {
  if (zone.empty()) return true;
  out.has_zone = true;
  if (zone == "Z" || zone == "z") return true;
  if (zone[0] != '+' && zone[0] != '-') return false;
  const int hours = Digits(zone, 1, 2);
  int minutes = 0;
  if (zone.size() == 6 && zone[3] == ':') {
    minutes = Digits(zone, 4, 2);
  } else if (zone.size() == 5) {
    minutes = Digits(zone, 3, 2);
  } else if (zone.size() != 3) {
    return false;
  }
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return false;
  out.offset_minutes = (hours * 60 + minutes) * (zone[0] == '-' ? -1 : 1);
  return true;
}

}  // namespace

std::int64_t DaysFromCivil(const CivilDate& date) {
  const std::int64_t y = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const std::int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

CivilDate CivilFromDays(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t doe = days - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  CivilDate date;
  date.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  date.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  date.year = static_cast<int>(yoe + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

bool IsValidDate(const CivilDate& date) {
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return false;
  const CivilDate back = CivilFromDays(DaysFromCivil(date));
  return back.month == date.month && back.day == date.day;
}

int IsoWeekday(std::int64_t days) {
  const std::int64_t shifted = (days + 3) % 7;
  return static_cast<int>(shifted < 0 ? shifted + 7 : shifted) + 1;
}

IsoWeek IsoWeekFromDays(std::int64_t days) {
  // The week belongs to the year of its Thursday.
  const std::int64_t thursday = days - IsoWeekday(days) + 4;
  const int year = CivilFromDays(thursday).year;
  const std::int64_t first = DaysFromCivil({year, 1, 1});
  return {year, static_cast<int>((thursday - first) / 7) + 1};
}

std::int64_t DaysFromIsoWeek(const IsoWeek& week) {
  const std::int64_t fourth = DaysFromCivil({week.year, 1, 4});
  return fourth - (IsoWeekday(fourth) - 1) + static_cast<std::int64_t>(week.week - 1) * 7;
}

std::int64_t DayOf(std::int64_t seconds) {
  return seconds >= 0 ? seconds / kSecondsPerDay
                      : (seconds - (kSecondsPerDay - 1)) / kSecondsPerDay;
}

std::string FormatDate(std::int64_t days) {
  const CivilDate date = CivilFromDays(days);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string FormatRfc3339(std::int64_t at_utc, int offset_minutes) {
  const std::int64_t local = at_utc + static_cast<std::int64_t>(offset_minutes) * 60;
  const std::int64_t day = DayOf(local);
  const std::int64_t second = local - day * kSecondsPerDay;
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", FormatDate(day), second / 3600,
                                second / 60 % 60, second % 60);
  if (offset_minutes == 0) return out + "Z";
  const int absolute = std::abs(offset_minutes);
  return out +
         fmt::format("{}{:02}:{:02}", offset_minutes < 0 ? '-' : '+', absolute / 60, absolute % 60);
}

std::optional<ParsedTime> ParseRfc3339(std::string_view text) {
  if (!CharAt(text, 4, '-') || !CharAt(text, 7, '-')) return std::nullopt;
  const CivilDate date{Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2)};
  if (date.year < 0 || !IsValidDate(date)) return std::nullopt;
  ParsedTime out;
  out.at_utc = DaysFromCivil(date) * kSecondsPerDay;
  if (text.size() == 10) return out;
  if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
  const int hour = Digits(text, 11, 2);
  const int minute = Digits(text, 14, 2);
  if (hour < 0 || hour > 23 || !CharAt(text, 13, ':') || minute < 0 || minute > 59) {
    return std::nullopt;
  }
  int second = 0;
  std::size_t pos = 16;
  if (CharAt(text, pos, ':')) {
    second = Digits(text, pos + 1, 2);
    if (second < 0 || second > 60) return std::nullopt;
    pos += 3;
    if (CharAt(text, pos, '.') || CharAt(text, pos, ',')) {
      ++pos;
      while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') ++pos;
    }
  }
  if (CharAt(text, pos, ' ')) ++pos;
  std::string_view zone = text.substr(std::min(pos, text.size()));
  if (zone == "UTC" || zone == "GMT") zone = "Z";
  if (!ParseZone(zone, out)) return std::nullopt;
  out.has_time = true;
  out.at_utc += hour * 3600 + minute * 60 + std::min(second, 59) -
                static_cast<std::int64_t>(out.offset_minutes) * 60;
  return out;
}

}  // namespace refrain
