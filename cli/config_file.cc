// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/config_file.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <array>
#include <limits>
#include <string_view>

#include "cli/arguments.h"
#include "engine/base/files.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20U;

struct Place {
  std::string file;
  const toml::node& node;

  [[nodiscard]] std::string ToString() const {
    return fmt::format("{}:{}", file, node.source().begin.line);
  }
};

Error WrongType(std::string_view key, std::string_view wanted, const Place& place) {
  return {ErrorCode::kInvalidArgument, fmt::format("{} must be {}", key, wanted), place.ToString(),
          ""};
}

Status ReadText(std::string_view key, const Place& place, std::optional<std::string>& out) {
  out = place.node.value<std::string>();
  if (!out || out->empty()) return WrongType(key, "a text in quotes", place);
  return Ok();
}

Status ReadList(std::string_view key, const Place& place, std::vector<std::string>& out) {
  const toml::array* const list = place.node.as_array();
  if (list == nullptr) return WrongType(key, "a list such as [\"acme.example\"]", place);
  for (const toml::node& one : *list) {
    const auto text = one.value<std::string>();
    if (!text) return WrongType(key, "a list of texts in quotes", place);
    out.push_back(*text);
  }
  return Ok();
}

Status ReadThreads(const Place& place, std::optional<unsigned>& out) {
  const auto number = place.node.value<std::int64_t>();
  if (!number || *number < 1 || *number > 1024) {
    return WrongType("threads", "a number from 1 to 1024", place);
  }
  out = static_cast<unsigned>(*number);
  return Ok();
}

struct Key {
  std::string_view name;
  Status (*read)(const Place&, ConfigFile&);
};

constexpr std::array<Key, 6> kKeys{{
    {"agent_names",
     [](const Place& p, ConfigFile& out) { return ReadList("agent_names", p, out.agent_names); }},
    {"data", [](const Place& p, ConfigFile& out) { return ReadText("data", p, out.data); }},
    {"language",
     [](const Place& p, ConfigFile& out) { return ReadText("language", p, out.language); }},
    {"own_domains",
     [](const Place& p, ConfigFile& out) { return ReadList("own_domains", p, out.own_domains); }},
    {"threads", [](const Place& p, ConfigFile& out) { return ReadThreads(p, out.threads); }},
    {"time_zone",
     [](const Place& p, ConfigFile& out) { return ReadText("time_zone", p, out.time_zone); }},
}};

Status ReadKey(std::string_view name, const Place& place, ConfigFile& out) {
  std::vector<std::string_view> names;
  for (const Key& key : kKeys) {
    if (key.name == name) return key.read(place, out);
    names.push_back(key.name);
  }
  const std::string hint = DidYouMean(name, names, "");
  out.warnings.push_back(fmt::format("{}: unknown key \"{}\"{}{}", place.ToString(), name,
                                     hint.empty() ? "" : "; ", hint));
  return Ok();
}

}  // namespace

Result<ConfigFile> ReadConfigFile(const std::filesystem::path& path) {
  REFRAIN_ASSIGN(const std::string content, ReadFile(path, kMaxConfigBytes));
  const toml::parse_result parsed = toml::parse(content);
  if (parsed.failed()) {
    return Error{ErrorCode::kInvalidArgument, std::string(parsed.error().description()),
                 fmt::format("{}:{}", path.string(), parsed.error().source().begin.line),
                 "the file is TOML: time_zone = \"Europe/Riga\""};
  }
  ConfigFile out;
  for (const auto& [name, node] : parsed.table()) {
    REFRAIN_TRY(ReadKey(name.str(), {path.string(), node}, out));
  }
  return out;
}

}  // namespace refrain::cli
