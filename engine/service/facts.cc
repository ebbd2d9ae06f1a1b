// The facts of a window and the buckets that they fall into.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/time.h"
#include "engine/service/engine_impl.h"

namespace refrain::service {
namespace {

std::int64_t BucketStart(Bucket by, std::int64_t day) {
  switch (by) {
    case Bucket::kDay: return day;
    case Bucket::kWeek: return day - (IsoWeekday(day) - 1);
    case Bucket::kMonth: {
      CivilDate date = CivilFromDays(day);
      date.day = 1;
      return DaysFromCivil(date);
    }
  }
  return day;
}

}  // namespace

std::int64_t NextBucket(Bucket by, std::int64_t first_day) {
  switch (by) {
    case Bucket::kDay: return first_day + 1;
    case Bucket::kWeek: return first_day + 7;
    case Bucket::kMonth: return BucketStart(Bucket::kMonth, first_day + 31);
  }
  return first_day + 1;
}

Buckets MakeBuckets(Bucket by, std::int64_t first_day, std::int64_t last_day) {
  Buckets out;
  out.by = by;
  for (std::int64_t at = BucketStart(by, first_day); at <= last_day; at = NextBucket(by, at)) {
    out.first_days.push_back(at);
  }
  return out;
}

std::size_t Buckets::IndexOf(std::int64_t day) const {
  const auto at = std::upper_bound(first_days.begin(), first_days.end(), day);
  return at == first_days.begin() ? 0 : static_cast<std::size_t>(at - first_days.begin() - 1);
}

std::string Buckets::Label(std::size_t index) const {
  const std::int64_t day = first_days[index];
  const CivilDate date = CivilFromDays(day);
  switch (by) {
    case Bucket::kDay: return FormatDate(day);
    case Bucket::kMonth: return fmt::format("{:04}-{:02}", date.year, date.month);
    case Bucket::kWeek: {
      const IsoWeek week = IsoWeekFromDays(day);
      return fmt::format("{:04}-W{:02}", week.year, week.week);
    }
  }
  return {};
}

const FactRow* FactTable::Find(store::RowId id) const {
  const auto at = std::lower_bound(rows.begin(), rows.end(), id,
                                   [](const FactRow& row, store::RowId x) { return row.id < x; });
  return at == rows.end() || at->id != id ? nullptr : &*at;
}

Result<FactTable> Engine::Impl::Facts(const Window& window) {
  std::vector<store::RowId> ids;
  store::FactFilter filter;
  filter.from_utc = window.since_utc;
  filter.to_utc = window.until_utc;
  if (!window.query.empty() && window.query != "*") {
    REFRAIN_ASSIGN(query::Searcher * search, Searcher());
    REFRAIN_ASSIGN(ids, search->MatchAll(window.query, QueryContext()));
    filter.ids = &ids;
  }
  FactTable table;
  REFRAIN_TRY(store->ForEachFact(filter, [&](const store::Fact& fact) {
    if (fact.is_auto || fact.direction == model::Direction::kOutbound) return;
    FactRow row;
    row.id = fact.id;
    row.sent_at_utc = fact.sent_at_utc;
    row.day = zone.LocalDay(fact.sent_at_utc);
    row.channel = fact.channel;
    row.stage = fact.stage;
    row.polarity = fact.polarity;
    row.language = fact.language;
    row.product = fact.product;
    row.customer = fact.customer.empty() ? fmt::format("#{}", fact.id) : std::string(fact.customer);
    row.rating = fact.rating;
    row.rating_max = fact.rating_max;
    table.rows.push_back(std::move(row));
  }));
  std::sort(table.rows.begin(), table.rows.end(),
            [](const FactRow& a, const FactRow& b) { return a.id < b.id; });
  return table;
}

CountList RankCounts(const std::map<std::string, std::uint64_t>& counts) {
  CountList out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

}  // namespace refrain::service
