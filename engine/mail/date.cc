// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/date.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/strings.h"
#include "engine/base/time.h"

namespace refrain::mail {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr std::size_t kMaxDateBytes = 200;

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

// Minutes east of UTC; the named zones of RFC 5322 §4.3 and the European ones seen in mail.
constexpr std::array<std::pair<std::string_view, int>, 20> kZones{{
    {"ut", 0},     {"utc", 0},    {"gmt", 0},    {"z", 0},      {"wet", 0},
    {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420},
    {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"cet", 60},   {"cest", 120},
    {"mez", 60},   {"eet", 120},  {"eest", 180}, {"msk", 180},  {"jst", 540},
}};

std::optional<int> Number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.empty()) {
    return std::nullopt;
  }
  return value;
}

struct Parts {
  std::optional<int> year, month, day, hour, minute, second, offset;
  bool repaired = false;
};

// Tokens without comments, commas and white space.
std::vector<std::string> Tokens(std::string_view header) {
  std::vector<std::string> tokens;
  std::string token;
  int comment = 0;
  const auto flush = [&] {
    if (!token.empty()) tokens.push_back(std::exchange(token, {}));
  };
  for (const char c : header.substr(0, kMaxDateBytes)) {
    if (c == '(') ++comment;
    if (comment == 0 && c != ' ' && c != '\t' && c != ',' && c != '\r' && c != '\n') {
      token += c;
    } else {
      flush();
    }
    if (c == ')' && comment > 0) --comment;
  }
  flush();
  return tokens;
}

bool ReadTime(std::string_view token, Parts& parts) {
  if (parts.hour || token.find(':') == std::string_view::npos) return false;
  const std::vector<std::string_view> fields = Split(token, ':');
  if (fields.size() < 2 || fields.size() > 3) return false;
  parts.hour = Number(fields[0]);
  parts.minute = Number(fields[1]);
  parts.second = 0;
  if (fields.size() == 3) parts.second = Number(fields[2].substr(0, fields[2].find('.')));
  return parts.hour.has_value();
}

bool ReadZone(std::string_view token, Parts& parts) {
  if (!parts.hour || parts.offset) return false;
  if (token.size() >= 5 && (token[0] == '+' || token[0] == '-')) {
    std::string digits(token.substr(1));
    std::erase(digits, ':');
    const std::optional<int> value = Number(std::string_view(digits).substr(0, 4));
    if (!value || digits.size() != 4) return false;
    const int minutes = *value / 100 * 60 + *value % 100;
    // The widest zone in use is +14:00.
    const bool possible = minutes <= 14 * 60 && *value % 100 < 60;
    parts.repaired |= !possible;
    parts.offset = possible ? (token[0] == '-' ? -minutes : minutes) : 0;
    return true;
  }
  const std::string lower = ToLowerAscii(token);
  for (const auto& [name, minutes] : kZones) {
    if (lower == name) {
      parts.offset = minutes;
      return true;
    }
  }
  return false;
}

bool ReadMonth(std::string_view token, Parts& parts) {
  if (parts.month || token.size() < 3) return false;
  const std::string lower = ToLowerAscii(token);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (lower.starts_with(kMonths[i])) {
      parts.month = static_cast<int>(i) + 1;
      return true;
    }
  }
  return false;
}

void ReadNumber(std::string_view token, Parts& parts) {
  const std::optional<int> value = Number(token);
  if (!value) return;
  if (!parts.day && *value <= 31 && token.size() <= 2) {
    parts.day = value;
  } else if (!parts.year) {
    parts.year = value;
    if (token.size() <= 3) {  // RFC 5322 §4.3
      parts.year = *value < 50 ? *value + 2000 : *value + 1900;
      parts.repaired = true;
    }
  }
}

int Clamped(std::optional<int> value, int last, Parts& parts) {
  if (value && *value >= 0 && *value <= last) return *value;
  parts.repaired = true;
  return value && *value > last ? last : 0;
}

MailDate FromParts(Parts parts) {
  MailDate date;
  date.missing = true;
  if (!parts.year || !parts.month || !parts.day) return date;
  CivilDate civil{*parts.year, *parts.month, *parts.day};
  if (civil.day < 1) {
    civil.day = 1;
    parts.repaired = true;
  }
  while (civil.day > 28 && !IsValidDate(civil)) {
    --civil.day;
    parts.repaired = true;
  }
  if (civil.year < kFirstYear || civil.year > kLastYear || !IsValidDate(civil)) return date;
  if (!parts.hour) parts.repaired = true;
  const int hour = parts.hour ? Clamped(parts.hour, 23, parts) : 0;
  const int minute = parts.hour ? Clamped(parts.minute, 59, parts) : 0;
  // 60 is a leap second; it is counted as 59.
  const bool leap = parts.second == 60;
  const int second = parts.hour ? (leap ? 59 : Clamped(parts.second, 59, parts)) : 0;
  if (!parts.offset) parts.repaired = true;
  date.offset_minutes = parts.offset.value_or(0);
  date.at_utc = DaysFromCivil(civil) * kSecondsPerDay + std::int64_t{hour} * 3600 +
                std::int64_t{minute} * 60 + second - std::int64_t{date.offset_minutes} * 60;
  date.missing = false;
  date.repaired = parts.repaired;
  return date;
}

}  // namespace

MailDate ParseMailDate(std::string_view header) {
  const std::string_view trimmed = TrimAscii(header.substr(0, kMaxDateBytes));
  if (const std::optional<ParsedTime> iso = ParseRfc3339(trimmed)) {
    MailDate date{iso->at_utc, iso->offset_minutes, false, true};
    const int year = CivilFromDays(DayOf(date.at_utc)).year;
    if (year < kFirstYear || year > kLastYear) return MailDate{0, 0, true, false};
    return date;
  }
  Parts parts;
  for (const std::string& token : Tokens(trimmed)) {
    if (ReadTime(token, parts) || ReadZone(token, parts) || ReadMonth(token, parts)) continue;
    // "20-Jun-2013"
    const std::vector<std::string_view> dashed = Split(token, '-');
    if (dashed.size() == 3 && !parts.day) {
      ReadNumber(dashed[0], parts);
      ReadMonth(dashed[1], parts);
      ReadNumber(dashed[2], parts);
      parts.repaired = true;
      continue;
    }
    ReadNumber(token, parts);
  }
  return FromParts(parts);
}

}  // namespace refrain::mail
