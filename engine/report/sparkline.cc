// A series as one line of block characters.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "engine/report/digest.h"

namespace refrain::report {

std::string Sparkline(const std::vector<std::uint64_t>& values) {
  static constexpr std::array<std::string_view, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string out;
  if (values.empty()) return out;
  const auto largest = static_cast<double>(*std::max_element(values.begin(), values.end()));
  for (const std::uint64_t value : values) {
    // Only zero sits on the floor: one message must not look like none.
    const std::size_t level =
        value == 0
            ? 0
            : static_cast<std::size_t>(std::ceil(7.0 * static_cast<double>(value) / largest));
    out += kBlocks[std::min<std::size_t>(level, 7)];
  }
  return out;
}

}  // namespace refrain::report
