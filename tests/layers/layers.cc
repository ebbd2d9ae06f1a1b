// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/layers.h"

#include <sstream>
#include <utility>

namespace refrain::layers {
namespace {

std::set<std::string> Words(const std::string& text) {
  std::istringstream in(text);
  std::set<std::string> out;
  for (std::string word; in >> word;) out.insert(word);
  return out;
}

// Groups by the beginning of the header's name.
constexpr std::pair<std::string_view, std::string_view> kGroups[] = {
    {"fmt/", "fmt"},           {"xxhash.h", "xxhash"},      {"unicode/", "icu"},
    {"xapian.h", "xapian"},    {"xapian/", "xapian"},       {"re2/", "re2"},
    {"gmime/", "gmime"},       {"glib", "gmime"},           {"libxml/", "libxml2"},
    {"uchardet", "uchardet"},  {"simdjson", "simdjson"},    {"archive", "libarchive"},
    {"sqlite3.h", "sqlite"},   {"librsvg/", "librsvg"},     {"cairo", "librsvg"},
    {"nlohmann/", "nlohmann"}, {"toml++/", "tomlplusplus"}, {"CLI/", "cli11"},
};

bool IsStandard(std::string_view header) {
  if (header.starts_with("sys/") || header.starts_with("bits/")) return true;
  static const std::set<std::string_view> kPosix = {
      "fcntl.h",   "unistd.h",   "signal.h",  "poll.h", "time.h",
      "strings.h", "langinfo.h", "termios.h", "pwd.h",  "dirent.h"};
  if (kPosix.count(header) != 0) return true;
  return header.find('/') == std::string_view::npos && header.find('.') == std::string_view::npos;
}

}  // namespace

std::optional<Rules> ParseRules(std::string_view text) {
  Rules rules;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t colon = line.find(':');
    const std::size_t semicolon = line.find(';');
    if (colon == std::string::npos || semicolon == std::string::npos || semicolon < colon) {
      return std::nullopt;
    }
    Rules::Module module;
    module.modules = Words(line.substr(colon + 1, semicolon - colon - 1));
    module.third_party = Words(line.substr(semicolon + 1));
    module.all = module.modules.erase("*") != 0;
    rules.modules.emplace(line.substr(0, colon), std::move(module));
  }
  return rules;
}

std::string GroupOf(std::string_view header) {
  for (const auto& [prefix, group] : kGroups) {
    if (header.starts_with(prefix)) return std::string(group);
  }
  return IsStandard(header) ? "" : "?";
}

std::vector<std::string> Violations(const Rules& rules, const std::string& module,
                                    std::string_view source) {
  std::vector<std::string> out;
  const auto at = rules.modules.find(module);
  if (at == rules.modules.end()) return {"no module \"" + module + "\" in engine/LAYERS"};
  const Rules::Module& own = at->second;
  std::istringstream in{std::string(source)};
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.starts_with("#include ")) continue;
    const std::string header = line.substr(10, line.find_first_of("\">", 10) - 10);
    const std::string place = "line " + std::to_string(number) + ": " + header;
    if (line[9] == '<') {
      const std::string group = GroupOf(header);
      const bool everybodys = group == "fmt" && module != "model";
      if (!group.empty() && !everybodys && own.third_party.count(group) == 0) {
        out.push_back(place + " (third party: " + group + ")");
      }
      continue;
    }
    if (!header.starts_with("engine/")) {
      if (!header.starts_with(module + "/")) out.push_back(place + " (not of this module)");
      continue;
    }
    const std::string other = header.substr(7, header.find('/', 7) - 7);
    const bool common = (other == "base" && module != "model") || other == "model";
    if (other != module && !common && !own.all && own.modules.count(other) == 0) {
      out.push_back(place + " (module " + other + ")");
    }
  }
  return out;
}

}  // namespace refrain::layers
