// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "engine/service/engine_impl.h"
#include "engine/stats/intervals.h"

namespace refrain::service {
namespace {

constexpr std::int64_t kRecentDays = 28;

struct Tally {
  std::set<store::RowId> messages;
  std::set<std::string> customers;
  std::uint64_t mentions = 0;
  std::uint64_t negative = 0;
  std::vector<std::uint64_t> series;
  std::uint64_t recent = 0;
  std::uint64_t earlier = 0;
};

}  // namespace

Result<std::vector<ThemeRow>> Engine::Themes(const Window& window, std::size_t limit) {
  REFRAIN_ASSIGN(const FactTable facts, impl_->Facts(window));
  if (facts.rows.empty()) return std::vector<ThemeRow>{};
  std::int64_t first_day = facts.rows.front().day;
  std::int64_t last_day = first_day;
  for (const FactRow& row : facts.rows) {
    first_day = std::min(first_day, row.day);
    last_day = std::max(last_day, row.day);
  }
  const Buckets months = MakeBuckets(Bucket::kMonth, first_day, last_day);
  std::uint64_t all_recent = 0;
  std::uint64_t all_earlier = 0;
  for (const FactRow& row : facts.rows) {
    all_recent += row.day > last_day - kRecentDays ? 1U : 0U;
    all_earlier +=
        row.day <= last_day - kRecentDays && row.day > last_day - 2 * kRecentDays ? 1U : 0U;
  }
  std::map<std::string, Tally, std::less<>> tallies;
  REFRAIN_TRY(impl_->store->ForEachTheme({}, [&](const store::ThemeFact& fact) {
    const FactRow* row = facts.Find(fact.id);
    if (row == nullptr) return;
    auto at = tallies.find(fact.theme);
    if (at == tallies.end()) at = tallies.emplace(std::string(fact.theme), Tally{}).first;
    Tally& tally = at->second;
    tally.series.resize(months.first_days.size());
    ++tally.mentions;
    tally.negative += fact.polarity == model::Polarity::kNegative ? 1U : 0U;
    if (!tally.messages.insert(fact.id).second) return;
    tally.customers.insert(row->customer);
    ++tally.series[months.IndexOf(row->day)];
    if (row->day > last_day - kRecentDays) {
      ++tally.recent;
    } else if (row->day > last_day - 2 * kRecentDays) {
      ++tally.earlier;
    }
  }));
  std::vector<ThemeRow> out;
  std::vector<double> p;
  for (auto& [theme, tally] : tallies) {
    ThemeRow row;
    row.theme = theme;
    row.name = impl_->ThemeName(theme);
    row.messages = tally.messages.size();
    row.customers = tally.customers.size();
    row.negative = stats::Wilson(tally.negative, tally.mentions);
    row.series = std::move(tally.series);
    row.recent = tally.recent;
    row.earlier = tally.earlier;
    // "More than its share": the volume of all messages is the exposure.
    const bool testable = all_recent > 0 && all_earlier > 0 && tally.recent >= 5;
    p.push_back(testable ? stats::RateIncreaseP(tally.recent, static_cast<double>(all_recent),
                                                tally.earlier, static_cast<double>(all_earlier))
                         : 1.0);
    out.push_back(std::move(row));
  }
  const std::vector<double> adjusted = stats::BenjaminiHochberg(p);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].rise_p = adjusted[i];
  std::stable_sort(out.begin(), out.end(),
                   [](const ThemeRow& a, const ThemeRow& b) { return a.messages > b.messages; });
  if (limit > 0 && out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace refrain::service
