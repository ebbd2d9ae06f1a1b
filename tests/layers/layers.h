// Reads engine/LAYERS and says which #include lines break it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace refrain::layers {

struct Rules {
  struct Module {
    std::set<std::string> modules;      // besides itself, base and model
    std::set<std::string> third_party;  // groups
    bool all = false;                   // "*"
  };
  std::map<std::string, Module> modules;
};

// Lines "module: modules ; groups"; nullopt when a line is malformed.
[[nodiscard]] std::optional<Rules> ParseRules(std::string_view text);

// The group of a third-party header ("xapian.h" → "xapian"); empty for the standard library
// and POSIX; "?" for a header that no group knows.
[[nodiscard]] std::string GroupOf(std::string_view header);

// What a file of `module` ("cli" too) may not include: "line 3: engine/store/store.h (…)".
[[nodiscard]] std::vector<std::string> Violations(const Rules& rules, const std::string& module,
                                                  std::string_view source);

}  // namespace refrain::layers
