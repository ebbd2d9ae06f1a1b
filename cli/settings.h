// What holds for this run: flags over environment over config file over defaults.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "engine/base/result.h"
#include "engine/service/types.h"

namespace refrain::cli {

struct Settings {
  service::EngineOptions engine;
  Format format = Format::kTable;
  bool color = false;        // on stdout
  bool error_color = false;  // on stderr
  bool pager = false;        // stdout is a terminal and nobody said no
  bool may_ask = false;      // stdin and stderr are terminals and nobody said no
  bool progress = false;     // stderr is a terminal that can move its cursor
  bool dry_run = false;
  bool yes = false;
  bool quiet = false;
  bool verbose = false;
  std::string since;  // as typed; empty: no limit
  std::string until;
  std::vector<std::string> warnings;  // of the config file
};

// Errors: kInvalidArgument (a value that cannot be), those of ReadConfigFile.
[[nodiscard]] Result<Settings> ResolveSettings(const Arguments& globals,
                                               const Environment& environment);

}  // namespace refrain::cli
