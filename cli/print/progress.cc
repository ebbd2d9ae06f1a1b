// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/progress.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/print/layout.h"
#include "cli/print/words.h"

namespace refrain::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{100};

}  // namespace

ProgressLine::ProgressLine(bool enabled)
    : enabled_(enabled), started_(Clock::now()), source_started_(started_) {}

void ProgressLine::Update(const ingest::Progress& progress) {
  if (!enabled_) return;
  const auto now = Clock::now();
  if (progress.source != source_) {
    source_ = progress.source;
    source_started_ = now;
  }
  if (now - last_drawn_ < kBetweenDrawings) return;
  last_drawn_ = now;
  visible_ = true;
  const auto seconds = [now](Clock::time_point since) {
    return std::chrono::duration<double>(now - since).count();
  };
  fmt::print(stderr, "\r\x1b[K{}",
             ProgressText(progress, seconds(started_), seconds(source_started_)));
  std::fflush(stderr);
}

void ProgressLine::Clear() {
  if (!visible_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  visible_ = false;
}

std::string ProgressText(const ingest::Progress& progress, double run_seconds,
                         double source_seconds) {
  constexpr double kTooEarly = 0.5;  // seconds; a rate would be a guess
  const std::string name = std::filesystem::path(progress.source).filename().string();
  std::string out = Cut(OneLine(name), 30);
  const bool known_end = progress.bytes_total > 0;
  const double share = known_end ? static_cast<double>(progress.bytes_done) /
                                       static_cast<double>(progress.bytes_total)
                                 : 0.0;
  if (known_end) out += fmt::format("  {:.0f}%", 100.0 * share);
  out += fmt::format("  {} read", Count(progress.seen));
  if (run_seconds < kTooEarly) return out;
  out += fmt::format(
      ", {} a second",
      Count(static_cast<std::uint64_t>(static_cast<double>(progress.seen) / run_seconds)));
  if (known_end && share > 0.0 && source_seconds >= kTooEarly) {
    out += fmt::format(", {:.0f} s left", source_seconds * (1.0 - share) / share);
  }
  return out;
}

}  // namespace refrain::cli
