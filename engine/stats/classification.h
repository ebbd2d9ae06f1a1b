// Figures of a classifier against gold labels, one label an item or several.
// Thread-safe: pure functions on values.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace refrain::stats {

struct ClassFigures {
  std::uint64_t gold = 0;       // items that have it
  std::uint64_t predicted = 0;  // items said to have it
  std::uint64_t correct = 0;
  [[nodiscard]] double precision() const;  // 0 when nothing was predicted
  [[nodiscard]] double recall() const;     // 0 when there is no gold
  [[nodiscard]] double f1() const;
};

struct ClassificationFigures {
  std::uint64_t n = 0;
  std::uint64_t exact = 0;  // items whose labels are all right
  std::map<std::string, ClassFigures> classes;
  double calibration_error = 0.0;  // expected, ten bins of equal width; 0..1
  [[nodiscard]] double accuracy() const;
  // Mean F1 over the classes that occur in gold.
  [[nodiscard]] double macro_f1() const;
  [[nodiscard]] double micro_f1() const;
};

struct LabelledItem {
  std::vector<std::string> gold;       // sorted, distinct
  std::vector<std::string> predicted;  // sorted, distinct
  double confidence = 0.0;             // of the prediction, 0..1
};

// Calibration: mean over bins of |share right − mean confidence|, weighted by size
// (M. P. Naeini et al., 2015), of the items that have a prediction.
[[nodiscard]] ClassificationFigures Classify(const std::vector<LabelledItem>& items);

}  // namespace refrain::stats
