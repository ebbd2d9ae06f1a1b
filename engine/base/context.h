// What the engine may not take from its surroundings itself: the clock, a place
// for log lines, the wish to stop. The caller passes them in.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

namespace refrain {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

struct Context {
  // Seconds since 1970-01-01T00:00:00Z.
  std::function<std::int64_t()> now_utc = [] { return std::int64_t{0}; };
  // 64 random bits, for ids that content cannot give (a store's own).
  std::function<std::uint64_t()> random_bits = [] { return std::uint64_t{0}; };
  // Called from any thread; lines hold ids and places, never customers' words.
  std::function<void(LogLevel, std::string_view)> log = [](LogLevel, std::string_view) {};
  // Set by a signal handler; long work stops at the next item.
  const std::atomic<bool>* stop = nullptr;

  [[nodiscard]] bool stopped() const {
    return stop != nullptr && stop->load(std::memory_order_relaxed);
  }
};

}  // namespace refrain
