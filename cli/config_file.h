// config.toml → settings. The only file that knows the TOML library.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace refrain::cli {

struct ConfigFile {
  std::optional<std::string> data;
  std::optional<std::string> time_zone;
  std::optional<std::string> language;
  std::optional<unsigned> threads;
  std::vector<std::string> own_domains;
  std::vector<std::string> agent_names;
  std::vector<std::string> warnings;  // "config.toml:3: unknown key \"colour\""
};

// Errors: kNotFound; kInvalidArgument for what is no TOML or of the wrong type, `where` is
// file:line.
[[nodiscard]] Result<ConfigFile> ReadConfigFile(const std::filesystem::path& path);

}  // namespace refrain::cli
