// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stats/intervals.h"

#include <gtest/gtest.h>

namespace refrain::stats {
namespace {

TEST(Wilson, AgreesWithPublishedVector) {
  const Interval interval = Wilson(7, 40);
  EXPECT_NEAR(interval.low, .0875, 5e-5);
  EXPECT_NEAR(interval.high, .3195, 5e-5);
}

TEST(Wilson, KnowsNothingFromNoData) {
  const Interval interval = Wilson(0, 0);
  EXPECT_EQ(interval.low, 0.0);
  EXPECT_EQ(interval.high, 1.0);
}

TEST(Newcombe, AgreesWithPublishedVector) {
  const Interval interval = NewcombeDifference(56, 70, 48, 80);
  EXPECT_NEAR(interval.estimate, .2000, 5e-5);
  EXPECT_NEAR(interval.low, .0524, 5e-5);
  EXPECT_NEAR(interval.high, .3339, 5e-5);
}

TEST(NetOf, AgreesWithWorkedExample) {
  const NetScore net = NetOf(60, 100, 200);
  EXPECT_NEAR(net.score, -20.0, 1e-9);
  EXPECT_NEAR(net.standard_error, 6.16, 5e-3);
}

TEST(RateIncrease, IsSmallOnlyForARealIncrease) {
  EXPECT_LT(RateIncreaseP(20, 1.0, 5, 1.0), 0.003);
  EXPECT_GT(RateIncreaseP(6, 1.0, 5, 1.0), 0.4);
  EXPECT_NEAR(RateIncreaseP(3, 1.0, 0, 1.0), 0.125, 1e-12);
  EXPECT_EQ(RateIncreaseP(0, 1.0, 0, 1.0), 1.0);
}

TEST(BenjaminiHochberg, KeepsOrderAndIsMonotone) {
  const std::vector<double> adjusted = BenjaminiHochberg({0.04, 0.01, 0.03, 0.5});
  EXPECT_NEAR(adjusted[1], 0.04, 1e-12);
  EXPECT_NEAR(adjusted[2], 0.04 * 4 / 3, 1e-12);
  EXPECT_NEAR(adjusted[0], 0.04 * 4 / 3, 1e-12);
  EXPECT_NEAR(adjusted[3], 0.5, 1e-12);
}

}  // namespace
}  // namespace refrain::stats
