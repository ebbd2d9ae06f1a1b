// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stats/classification.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace refrain::stats {
namespace {

double Ratio(std::uint64_t a, std::uint64_t b) {
  return b == 0 ? 0.0 : static_cast<double>(a) / static_cast<double>(b);
}

double Harmonic(double a, double b) { return a + b == 0.0 ? 0.0 : 2.0 * a * b / (a + b); }

}  // namespace

double ClassFigures::precision() const { return Ratio(correct, predicted); }
double ClassFigures::recall() const { return Ratio(correct, gold); }
double ClassFigures::f1() const { return Harmonic(precision(), recall()); }

double ClassificationFigures::accuracy() const { return Ratio(exact, n); }

double ClassificationFigures::macro_f1() const {
  double sum = 0.0;
  std::size_t count = 0;
  for (const auto& [name, figures] : classes) {
    if (figures.gold == 0) continue;
    sum += figures.f1();
    ++count;
  }
  return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

double ClassificationFigures::micro_f1() const {
  ClassFigures all;
  for (const auto& [name, figures] : classes) {
    all.gold += figures.gold;
    all.predicted += figures.predicted;
    all.correct += figures.correct;
  }
  return all.f1();
}

ClassificationFigures Classify(const std::vector<LabelledItem>& items) {
  ClassificationFigures out;
  struct Bin {
    double confidence = 0.0;
    std::uint64_t right = 0;
    std::uint64_t n = 0;
  };
  std::array<Bin, 10> bins;
  std::uint64_t binned = 0;
  for (const LabelledItem& item : items) {
    ++out.n;
    const bool exact = item.gold == item.predicted;
    out.exact += exact ? 1U : 0U;
    for (const std::string& label : item.gold) ++out.classes[label].gold;
    for (const std::string& label : item.predicted) {
      ClassFigures& figures = out.classes[label];
      ++figures.predicted;
      if (std::binary_search(item.gold.begin(), item.gold.end(), label)) ++figures.correct;
    }
    if (item.predicted.empty()) continue;
    Bin& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(item.confidence * 10.0))];
    bin.confidence += item.confidence;
    bin.right += exact ? 1U : 0U;
    ++bin.n;
    ++binned;
  }
  for (const Bin& bin : bins) {
    if (bin.n == 0) continue;
    out.calibration_error +=
        std::fabs(static_cast<double>(bin.right) - bin.confidence) / static_cast<double>(binned);
  }
  return out;
}

}  // namespace refrain::stats
