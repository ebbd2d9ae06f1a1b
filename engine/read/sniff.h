// What a file is, by its first bytes. Internal to read/source.h.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/read/source.h"

namespace refrain::read {

inline constexpr std::size_t kSniffBytes = std::size_t{64} << 10U;

struct Sniffed {
  std::string format;   // as Recognition::format; empty when nothing fits
  std::string charset;  // for tables and texts: "UTF-8", "UTF-16LE", "windows-1257"
  std::string head;     // decoded, without byte order mark
  char delimiter = ',';
};

// `as_format` forces the format. Errors: kUnsupported for binary and unknown data.
[[nodiscard]] Result<Sniffed> Sniff(const std::filesystem::path& path, std::string_view head,
                                    std::string_view as_format);

// "From anna@example.com Tue May  5 10:12:00 2026". `dated` is set when a date follows.
[[nodiscard]] bool IsFromLine(std::string_view line, bool& dated);

}  // namespace refrain::read
