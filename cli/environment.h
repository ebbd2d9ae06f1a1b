// The surroundings that the engine may not look at itself: variables, clock, randomness,
// the program's own place, whether a stream is a terminal. Read once at start.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace refrain::cli {

struct Environment {
  std::map<std::string, std::string, std::less<>> variables;  // only those that are used
  std::filesystem::path program_folder;  // of the running binary; empty: unknown
  std::string system_time_zone;          // name that /etc/localtime points to; may be empty
  bool stdin_is_terminal = false;
  bool stdout_is_terminal = false;
  bool stderr_is_terminal = false;
  std::size_t stdout_columns = 80;  // width of the terminal

  // Empty when unset.
  [[nodiscard]] std::string_view Get(std::string_view name) const;

  [[nodiscard]] static Environment Read();
};

// Seconds since 1970 by the system's clock.
[[nodiscard]] std::int64_t SystemNowUtc();
[[nodiscard]] std::uint64_t SystemRandomBits();

}  // namespace refrain::cli
