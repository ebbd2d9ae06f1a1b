// Series over days, weeks or months, with intervals and the comparison that a reader asks for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/service/engine_impl.h"
#include "engine/stats/intervals.h"

namespace refrain::service {
namespace {

struct Cell {
  TrendPoint point;
  std::set<std::string> customers;
  double sum = 0.0;  // of ratings
  double square = 0.0;
  std::uint64_t promoters = 0;
  std::uint64_t detractors = 0;
};

Result<std::string> GroupOf(const FactRow& row, std::string_view group) {
  if (group.empty()) return std::string();
  if (group == "channel") return std::string(model::NameOf(row.channel));
  if (group == "stage") return std::string(model::NameOf(row.stage));
  if (group == "sentiment") return std::string(model::NameOf(row.polarity));
  if (group == "lang") return row.language.empty() ? std::string("unknown") : row.language;
  if (group == "product") return row.product.empty() ? std::string("none") : row.product;
  return Error{ErrorCode::kInvalidArgument, fmt::format("cannot group by \"{}\"", group), "",
               "group by channel, lang, product, stage or sentiment"};
}

// A message without the score that a metric needs does not count for it.
bool Counts(Metric metric, const FactRow& row) {
  if (metric == Metric::kNps) return row.rating >= 0 && row.rating_max == 10;
  if (metric == Metric::kRating) return row.rating >= 0 && row.rating_max == 5;
  return true;
}

void Add(const FactRow& row, Cell& cell) {
  TrendPoint& point = cell.point;
  ++point.n;
  cell.customers.insert(row.customer);
  switch (row.polarity) {
    case model::Polarity::kPositive: ++point.positive; break;
    case model::Polarity::kNegative: ++point.negative; break;
    case model::Polarity::kNeutral: ++point.neutral; break;
    case model::Polarity::kMixed: ++point.mixed; break;
  }
  cell.sum += row.rating;
  cell.square += static_cast<double>(row.rating) * row.rating;
  cell.promoters += row.rating >= 9 ? 1U : 0U;
  cell.detractors += row.rating <= 6 ? 1U : 0U;
}

stats::Interval NetInterval(std::uint64_t up, std::uint64_t down, std::uint64_t n) {
  const stats::NetScore net = stats::NetOf(up, down, n);
  const double half = stats::kZ95 * net.standard_error;
  return {net.score, std::max(-100.0, net.score - half), std::min(100.0, net.score + half)};
}

void Finish(Metric metric, Cell& cell) {
  TrendPoint& point = cell.point;
  point.customers = cell.customers.size();
  const double n = static_cast<double>(point.n);
  switch (metric) {
    case Metric::kNegativeShare: point.value = stats::Wilson(point.negative, point.n); break;
    case Metric::kNetSentiment:
      point.value = NetInterval(point.positive, point.negative, point.n);
      break;
    case Metric::kNps: point.value = NetInterval(cell.promoters, cell.detractors, point.n); break;
    case Metric::kMessages: point.value = {n, n, n}; break;
    case Metric::kRating: {
      if (point.n == 0) break;
      const double mean = cell.sum / n;
      const double variance =
          point.n > 1 ? std::max(0.0, cell.square - n * mean * mean) / (n - 1.0) : 0.0;
      const double half = stats::kZ95 * std::sqrt(variance / n);
      point.value = {mean, mean - half, mean + half};
      break;
    }
  }
}

// The last complete bucket against the one before, for the negative share.
std::string Compare(const TrendSeries& series) {
  std::vector<const TrendPoint*> complete;
  for (const TrendPoint& point : series.points) {
    if (!point.incomplete && point.n > 0) complete.push_back(&point);
  }
  if (complete.size() < 2) return {};
  const TrendPoint& now = *complete[complete.size() - 1];
  const TrendPoint& before = *complete[complete.size() - 2];
  const stats::Interval change =
      stats::NewcombeDifference(now.negative, now.n, before.negative, before.n);
  const bool sure = change.low > 0.0 || change.high < 0.0;
  return fmt::format(
      "Negative share {:.1f}% ({}/{}) in {} vs {:.1f}% ({}/{}) in {}: {:+.1f} pt, "
      "95% CI {:+.1f}…{:+.1f}{}",
      100.0 * static_cast<double>(now.negative) / static_cast<double>(now.n), now.negative, now.n,
      now.label, 100.0 * static_cast<double>(before.negative) / static_cast<double>(before.n),
      before.negative, before.n, before.label, 100.0 * change.estimate, 100.0 * change.low,
      100.0 * change.high, sure ? "" : " (no clear change)");
}

}  // namespace

Result<TrendTable> Engine::Trends(const TrendRequest& request) {
  REFRAIN_ASSIGN(const FactTable facts, impl_->Facts(request.window));
  TrendTable table;
  table.metric = request.metric;
  table.by = request.by;
  if (facts.rows.empty()) return table;
  std::int64_t first_day = facts.rows.front().day;
  std::int64_t last_day = first_day;
  for (const FactRow& row : facts.rows) {
    first_day = std::min(first_day, row.day);
    last_day = std::max(last_day, row.day);
    ++table.messages;
    table.covered += impl_->language->lexicons.Find(row.language) != nullptr ? 1U : 0U;
  }
  const Buckets buckets = MakeBuckets(request.by, first_day, last_day);
  const std::int64_t today = impl_->zone.LocalDay(impl_->context.now_utc());
  std::map<std::string, std::vector<Cell>> groups;
  std::map<std::string, std::uint64_t> sizes;
  for (const FactRow& row : facts.rows) {
    REFRAIN_ASSIGN(const std::string group, GroupOf(row, request.group));
    if (!Counts(request.metric, row)) continue;
    std::vector<Cell>& cells = groups[group];
    cells.resize(buckets.first_days.size());
    Add(row, cells[buckets.IndexOf(row.day)]);
    ++sizes[group];
  }
  for (const auto& [group, size] : RankCounts(sizes)) {
    TrendSeries series;
    series.group = group;
    std::vector<Cell>& cells = groups[group];
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i].point.label = buckets.Label(i);
      cells[i].point.first_day = buckets.first_days[i];
      cells[i].point.incomplete = NextBucket(request.by, buckets.first_days[i]) > today;
      Finish(request.metric, cells[i]);
      series.points.push_back(std::move(cells[i].point));
    }
    table.series.push_back(std::move(series));
  }
  if (request.group.empty() && !table.series.empty()) {
    table.comparison = Compare(table.series.front());
  }
  return table;
}

}  // namespace refrain::service
