// Intervals and tests for shares and counts, small samples included.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace refrain::stats {

inline constexpr double kZ95 = 1.959963984540054;

struct Interval {
  double estimate = 0.0;
  double low = 0.0;
  double high = 0.0;
};

// Wilson score interval of `hits` of `n` (E. B. Wilson, 1927). n = 0 → 0 with 0..1.
[[nodiscard]] Interval Wilson(std::uint64_t hits, std::uint64_t n, double z = kZ95);

// Difference of two shares, first minus second (R. G. Newcombe, 1998, method 10).
[[nodiscard]] Interval NewcombeDifference(std::uint64_t hits1, std::uint64_t n1,
                                          std::uint64_t hits2, std::uint64_t n2, double z = kZ95);

// 100·(positive − negative)/n with its 95 % interval, neutral in the denominator;
// se = 100·√((p + d − (p − d)²)/n), for net sentiment and NPS alike.
struct NetScore {
  double score = 0.0;
  double standard_error = 0.0;
};
[[nodiscard]] NetScore NetOf(std::uint64_t positive, std::uint64_t negative, std::uint64_t n);

// One-sided p that the rate of `count1` over `exposure1` is no higher than that of `count2`
// over `exposure2`: the conditional binomial test (J. Przyborowski, H. Wilenski, 1940).
// Exposures > 0.
[[nodiscard]] double RateIncreaseP(std::uint64_t count1, double exposure1, std::uint64_t count2,
                                   double exposure2);

// Adjusted p values in the order given (Y. Benjamini, Y. Hochberg, 1995).
[[nodiscard]] std::vector<double> BenjaminiHochberg(const std::vector<double>& p);

}  // namespace refrain::stats
