// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/environment.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <random>
#include <system_error>

namespace refrain::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUsed[] = {
    "COLUMNS",       "HOME",          "NO_COLOR", "PAGER", "REFRAIN_DATA", "REFRAIN_LEXICONS",
    "REFRAIN_NOW",   "REFRAIN_PAGER", "TERM",     "TZ",    "USER",         "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
};

std::string SystemTimeZone() {
  std::error_code error;
  const std::string target = fs::read_symlink("/etc/localtime", error).string();
  constexpr std::string_view kFolder = "zoneinfo/";
  const std::size_t at = target.rfind(kFolder);
  return error || at == std::string::npos ? "" : target.substr(at + kFolder.size());
}

std::size_t TerminalColumns(std::string_view columns_variable) {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  std::size_t columns = 0;
  std::from_chars(columns_variable.data(), columns_variable.data() + columns_variable.size(),
                  columns);
  return columns > 0 ? columns : 80;
}

}  // namespace

std::string_view Environment::Get(std::string_view name) const {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string_view() : std::string_view(found->second);
}

Environment Environment::Read() {
  Environment out;
  for (const std::string_view name : kUsed) {
    const char* const value = std::getenv(std::string(name).c_str());  // NOLINT: one thread
    if (value != nullptr && *value != '\0') out.variables.emplace(name, value);
  }
  std::error_code error;
  out.program_folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  out.system_time_zone = SystemTimeZone();
  out.stdin_is_terminal = isatty(STDIN_FILENO) == 1;
  out.stdout_is_terminal = isatty(STDOUT_FILENO) == 1;
  out.stderr_is_terminal = isatty(STDERR_FILENO) == 1;
  out.stdout_columns = TerminalColumns(out.Get("COLUMNS"));
  return out;
}

std::int64_t SystemNowUtc() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::uint64_t SystemRandomBits() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

}  // namespace refrain::cli
