// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace refrain::cli {

std::string Count(std::uint64_t number) {
  std::string out = fmt::format("{}", number);
  for (std::size_t at = out.size(); at > 3;) {
    at -= 3;
    out.insert(at, ",");
  }
  return out;
}

std::string Plural(std::uint64_t number, std::string_view one, std::string_view plural) {
  if (number == 1) return fmt::format("1 {}", one);
  if (!plural.empty()) return fmt::format("{} {}", Count(number), plural);
  return fmt::format("{} {}s", Count(number), one);
}

std::string Percent(double share) { return fmt::format("{:.0f}%", 100.0 * share); }

std::string PercentWithInterval(const stats::Interval& share) {
  return fmt::format("{:.0f}% ({:.0f}–{:.0f})", 100.0 * share.estimate, 100.0 * share.low,
                     100.0 * share.high);
}

std::string Ago(std::int64_t at_utc, std::int64_t now_utc) {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 60 * kMinute;
  constexpr std::int64_t kDay = 24 * kHour;
  const std::int64_t age = now_utc - at_utc;
  if (age < 0 || age >= 28 * kDay) return {};
  if (age < kMinute) return "just now";
  if (age < kHour) return fmt::format("{} min ago", age / kMinute);
  if (age < kDay) return fmt::format("{} h ago", age / kHour);
  if (age < 2 * kDay) return "yesterday";
  if (age < 14 * kDay) return fmt::format("{} days ago", age / kDay);
  return fmt::format("{} weeks ago", age / (7 * kDay));
}

std::string Bar(double share, std::size_t columns) {
  static constexpr std::array<std::string_view, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double clamped = std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0);
  auto eighths =
      static_cast<std::size_t>(std::lround(clamped * 8.0 * static_cast<double>(columns)));
  if (eighths == 0 && clamped > 0.0) eighths = 1;
  std::string out;
  for (std::size_t i = 0; i < eighths / 8; ++i) out += "█";
  return out + std::string(kEighths.at(eighths % 8));
}

std::string Spark(const std::vector<std::uint64_t>& series, std::size_t buckets) {
  const std::size_t skipped = series.size() > buckets ? series.size() - buckets : 0;
  return report::Sparkline({series.begin() + static_cast<std::ptrdiff_t>(skipped), series.end()});
}

std::string CountList(const std::vector<std::pair<std::string, std::uint64_t>>& counts) {
  std::vector<std::string> parts;
  parts.reserve(counts.size());
  for (const auto& [name, count] : counts) {
    parts.push_back(fmt::format("{} {}", name.empty() ? "unknown" : name, Count(count)));
  }
  return Join(parts, ", ");
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string PolarityWord(model::Polarity polarity) {
  switch (polarity) {
    case model::Polarity::kNegative: return "− negative";
    case model::Polarity::kPositive: return "+ positive";
    case model::Polarity::kMixed: return "± mixed";
    case model::Polarity::kNeutral: break;
  }
  return "· neutral";
}

Tone PolarityTone(model::Polarity polarity) {
  switch (polarity) {
    case model::Polarity::kNegative: return Tone::kNegative;
    case model::Polarity::kPositive: return Tone::kPositive;
    case model::Polarity::kMixed: return Tone::kPlain;
    case model::Polarity::kNeutral: break;
  }
  return Tone::kNeutral;
}

std::string Spaced(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '-', ' ');
  return out;
}

}  // namespace refrain::cli
