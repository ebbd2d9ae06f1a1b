// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/report/digest.h"

namespace refrain::report {
namespace {

TEST(Sparkline, ScalesToTheLargestAndKeepsZeroOnTheFloor) {
  struct Case {
    std::vector<std::uint64_t> values;
    std::string expected;
  };
  const std::vector<Case> cases{
      {{}, ""},
      {{0}, "▁"},
      {{0, 0, 0}, "▁▁▁"},
      {{5}, "█"},
      {{3, 3}, "██"},
      {{0, 1, 2, 3, 4, 5, 6, 7}, "▁▂▃▄▅▆▇█"},
      {{0, 1, 1000}, "▁▂█"},
      {{7, 0, 7}, "█▁█"},
      {{UINT64_MAX, UINT64_MAX / 2, 0}, "█▅▁"},
  };
  for (const Case& one : cases) EXPECT_EQ(Sparkline(one.values), one.expected);
}

}  // namespace
}  // namespace refrain::report
