// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stats/intervals.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace refrain::stats {

Interval Wilson(std::uint64_t hits, std::uint64_t n, double z) {
  if (n == 0) return {0.0, 0.0, 1.0};
  const double count = static_cast<double>(n);
  const double p = static_cast<double>(hits) / count;
  const double z2 = z * z;
  const double centre = (p + z2 / (2.0 * count)) / (1.0 + z2 / count);
  const double half =
      z * std::sqrt(p * (1.0 - p) / count + z2 / (4.0 * count * count)) / (1.0 + z2 / count);
  return {p, std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval NewcombeDifference(std::uint64_t hits1, std::uint64_t n1, std::uint64_t hits2,
                            std::uint64_t n2, double z) {
  const Interval a = Wilson(hits1, n1, z);
  const Interval b = Wilson(hits2, n2, z);
  const double d = a.estimate - b.estimate;
  const auto root = [](double x, double y) { return std::sqrt(x * x + y * y); };
  return {d, d - root(a.estimate - a.low, b.high - b.estimate),
          d + root(a.high - a.estimate, b.estimate - b.low)};
}

NetScore NetOf(std::uint64_t positive, std::uint64_t negative, std::uint64_t n) {
  if (n == 0) return {};
  const double count = static_cast<double>(n);
  const double p = static_cast<double>(positive) / count;
  const double d = static_cast<double>(negative) / count;
  return {100.0 * (p - d), 100.0 * std::sqrt((p + d - (p - d) * (p - d)) / count)};
}

double RateIncreaseP(std::uint64_t count1, double exposure1, std::uint64_t count2,
                     double exposure2) {
  // Given the total, count1 is binomial with this share when the rates are equal.
  const std::uint64_t total = count1 + count2;
  if (total == 0) return 1.0;
  const double share = exposure1 / (exposure1 + exposure2);
  const double log_share = std::log(share);
  const double log_rest = std::log1p(-share);
  const auto n = static_cast<double>(total);
  double p = 0.0;
  for (std::uint64_t k = count1; k <= total; ++k) {
    const auto x = static_cast<double>(k);
    const double log_choose =
        std::lgamma(n + 1.0) - std::lgamma(x + 1.0) - std::lgamma(n - x + 1.0);
    p += std::exp(log_choose + x * log_share + (n - x) * log_rest);
  }
  return std::min(p, 1.0);
}

std::vector<double> BenjaminiHochberg(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double least = 1.0;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    least = std::min(least, p[i] * static_cast<double>(p.size()) / static_cast<double>(rank));
    adjusted[i] = least;
  }
  return adjusted;
}

}  // namespace refrain::stats
