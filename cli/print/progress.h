// One line on a terminal's standard error that tells how far long work is.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "engine/service/types.h"

namespace refrain::cli {

// Not thread-safe. The line is gone when the object is.
class ProgressLine {
 public:
  // `enabled` false: prints nothing.
  explicit ProgressLine(bool enabled);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { Clear(); }

  void Update(const ingest::Progress& progress);
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool enabled_;
  bool visible_ = false;
  Clock::time_point started_;
  Clock::time_point source_started_;
  Clock::time_point last_drawn_;
  std::string source_;
};

// "inbox.mbox  43%  12,301 read, 2,940 a second, 7 s left"; seconds since the start of the
// run and of the source.
[[nodiscard]] std::string ProgressText(const ingest::Progress& progress, double run_seconds,
                                       double source_seconds);

}  // namespace refrain::cli
