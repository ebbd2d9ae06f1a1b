// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/settings.h"

#include <algorithm>
#include <cctype>
#include <system_error>
#include <thread>

#include "cli/config_file.h"

namespace refrain::cli {
namespace {

namespace fs = std::filesystem;

// $VARIABLE/refrain, else ~/fallback/refrain.
fs::path UserFolder(const Environment& environment, std::string_view variable,
                    std::string_view fallback) {
  const std::string_view set = environment.Get(variable);
  // XDG: a relative path there is to be ignored.
  if (!set.empty() && set.front() == '/') return fs::path(set) / "refrain";
  return fs::path(environment.Get("HOME")) / fallback / "refrain";
}

fs::path ExpandHome(std::string_view path, const Environment& environment) {
  if (path == "~" || path.starts_with("~/")) {
    return fs::path(environment.Get("HOME")) / path.substr(std::min<std::size_t>(2, path.size()));
  }
  return path;
}

bool IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

fs::path LexiconFolder(const Arguments& globals, const Environment& environment) {
  if (const auto flag = globals.Value("lexicons")) return *flag;
  if (const auto set = environment.Get("REFRAIN_LEXICONS"); !set.empty()) return set;
  fs::path installed =
      (environment.program_folder / ".." / "share" / "refrain" / "lexicons").lexically_normal();
  if (!environment.program_folder.empty() && IsFolder(installed)) return installed;
  return REFRAIN_LEXICON_FOLDER;
}

// TZ may also hold a POSIX rule ("CET-1CEST") or a file; only names can be used.
std::string_view TimeZoneName(std::string_view tz) {
  if (tz.starts_with(':')) tz.remove_prefix(1);
  const bool is_area = tz.find('/') != std::string_view::npos && !tz.starts_with('/');
  const bool is_word =
      std::all_of(tz.begin(), tz.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
  return is_area || is_word ? tz : std::string_view();
}

std::string TimeZone(const Arguments& globals, const Environment& environment,
                     const ConfigFile& config) {
  if (const auto flag = globals.Value("tz")) return std::string(*flag);
  if (config.time_zone) return *config.time_zone;
  if (const auto tz = TimeZoneName(environment.Get("TZ")); !tz.empty()) return std::string(tz);
  return environment.system_time_zone.empty() ? "UTC" : environment.system_time_zone;
}

fs::path DataFolder(const Arguments& globals, const Environment& environment,
                    const ConfigFile& config) {
  if (const auto flag = globals.Value("data")) return *flag;
  if (const auto set = environment.Get("REFRAIN_DATA"); !set.empty()) return set;
  if (config.data) return ExpandHome(*config.data, environment);
  return UserFolder(environment, "XDG_DATA_HOME", ".local/share");
}

Result<ConfigFile> Config(const Arguments& globals, const Environment& environment) {
  if (const auto flag = globals.Value("config")) return ReadConfigFile(*flag);
  const fs::path path = UserFolder(environment, "XDG_CONFIG_HOME", ".config") / "config.toml";
  std::error_code error;
  if (!fs::exists(path, error)) return ConfigFile{};
  return ReadConfigFile(path);
}

// The name was checked with the options.
Format FormatOf(const Arguments& globals) {
  if (globals.Has("json")) return Format::kJson;
  const auto* const found =
      std::find(kFormatNames.begin(), kFormatNames.end(), globals.ValueOr("format", "table"));
  return static_cast<Format>(found - kFormatNames.begin());
}

bool Colors(const Arguments& globals, const Environment& environment, bool is_terminal) {
  const std::string_view when = globals.ValueOr("color", "auto");
  if (globals.Has("no-color") || when == "never") return false;
  if (when == "always") return true;
  return is_terminal && environment.Get("NO_COLOR").empty() && environment.Get("TERM") != "dumb";
}

}  // namespace

Result<Settings> ResolveSettings(const Arguments& globals, const Environment& environment) {
  REFRAIN_TRY(CheckOptions(GlobalOptions(), globals));
  REFRAIN_ASSIGN(ConfigFile config, Config(globals, environment));
  Settings out;
  out.engine.data_folder = DataFolder(globals, environment, config);
  out.engine.lexicon_folder = LexiconFolder(globals, environment);
  out.engine.time_zone = TimeZone(globals, environment, config);
  out.engine.language = config.language.value_or("en");
  out.engine.threads = config.threads.value_or(std::max(1U, std::thread::hardware_concurrency()));
  out.engine.own_domains = std::move(config.own_domains);
  out.engine.agent_names = std::move(config.agent_names);
  out.format = FormatOf(globals);
  out.color = Colors(globals, environment, environment.stdout_is_terminal);
  out.error_color = Colors(globals, environment, environment.stderr_is_terminal);
  out.dry_run = globals.Has("dry-run");
  out.yes = globals.Has("yes");
  out.quiet = globals.Has("quiet");
  out.verbose = globals.Has("verbose");
  const bool smart_terminal = environment.Get("TERM") != "dumb";
  out.pager = environment.stdout_is_terminal && smart_terminal && !globals.Has("no-pager");
  out.may_ask =
      environment.stdin_is_terminal && environment.stderr_is_terminal && !globals.Has("no-input");
  out.progress = environment.stderr_is_terminal && smart_terminal && !out.quiet;
  out.since = globals.ValueOr("since", "");
  out.until = globals.ValueOr("until", "");
  out.warnings = std::move(config.warnings);
  return out;
}

}  // namespace refrain::cli
