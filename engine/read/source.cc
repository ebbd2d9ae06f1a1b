// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/source.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "engine/base/strings.h"
#include "engine/read/item_sources.h"
#include "engine/read/line_reader.h"
#include "engine/read/roles.h"

namespace refrain::read {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 10> kFormats{"mbox",  "maildir", "eml", "csv", "tsv",
                                                    "jsonl", "json",    "vtt", "srt", "text"};
constexpr int kMaxFolderDepth = 64;

bool IsKnown(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Files in a folder that hold no customers' words.
bool IsAside(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.starts_with('.') || StartsWithIgnoreCaseAscii(name, "readme")) return true;
  if (name == "gold.jsonl") return true;
  // Data files of this program ("# format: corpus-requests/1").
  const auto head = ReadHead(path, 10);
  return head.ok() && *head == "# format: ";
}

Status Walk(const fs::path& folder, int depth, std::vector<fs::path>& out) {
  if (depth > kMaxFolderDepth) {
    return Error{ErrorCode::kLimit, "folders are nested too deep", folder.string(), {}};
  }
  std::error_code code;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    entries.push_back(*it);
  }
  if (code) return Error{ErrorCode::kIo, "cannot list: " + code.message(), folder.string(), {}};
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.path() < b.path(); });
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) continue;
    const bool folder_like = entry.is_directory(code);
    if (folder_like && !entry.is_symlink(code)) {
      if (IsMaildir(entry.path())) {
        out.push_back(entry.path());
      } else {
        REFRAIN_TRY(Walk(entry.path(), depth + 1, out));
      }
    } else if (!folder_like && entry.is_regular_file(code) && !IsAside(entry.path())) {
      out.push_back(entry.path());
    }
  }
  return Ok();
}

Error Missing(const fs::path& path) {
  return Error{ErrorCode::kNotFound, "there is no such file or folder", path.string(),
               "paths are relative to the folder that you stand in"};
}

}  // namespace

bool IsMaildir(const fs::path& path) {
  std::error_code code;
  return fs::is_directory(path / "cur", code) && fs::is_directory(path / "new", code) &&
         fs::is_directory(path / "tmp", code);
}

Result<std::vector<fs::path>> ExpandSources(const fs::path& path) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::exists(status)) return Missing(path);
  std::vector<fs::path> sources;
  if (!fs::is_directory(status) || IsMaildir(path)) {
    sources.push_back(path);
    return sources;
  }
  REFRAIN_TRY(Walk(path, 0, sources));
  if (sources.empty()) {
    return Error{ErrorCode::kMalformed, "there is no file in this folder", path.string(), {}};
  }
  return sources;
}

Result<std::unique_ptr<ItemSource>> OpenSource(const fs::path& path, const ReadOptions& options) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::exists(status)) return Missing(path);
  const bool as_format = IsKnown(KnownFormats(), options.as_format);
  if (!options.as_format.empty() && !as_format && !IsKnown(KnownExports(), options.as_format)) {
    std::string hint = "known are:";
    for (const std::string_view name : KnownFormats()) hint += ' ' + std::string(name);
    for (const std::string_view name : KnownExports()) hint += ' ' + std::string(name);
    return Error{
        ErrorCode::kInvalidArgument, "unknown format \"" + options.as_format + '"', {}, hint};
  }
  if (fs::is_directory(status)) {
    if (IsMaildir(path)) return OpenMaildir(path);
    return Error{ErrorCode::kUnsupported, "this is a folder, but no Maildir", path.string(),
                 "a Maildir has the folders cur, new and tmp"};
  }
  REFRAIN_ASSIGN(const std::string head, ReadHead(path, kSniffBytes));
  if (head.empty()) return Error{ErrorCode::kMalformed, "the file is empty", path.string(), {}};
  REFRAIN_ASSIGN(
      const Sniffed sniffed,
      Sniff(path, head, as_format ? std::string_view(options.as_format) : std::string_view()));
  if (sniffed.format == "mbox") return OpenMbox(path);
  if (sniffed.format == "csv" || sniffed.format == "tsv") return OpenTable(path, sniffed, options);
  if (sniffed.format == "json" || sniffed.format == "jsonl") {
    return OpenJson(path, sniffed, options);
  }
  return OpenWhole(path, sniffed);
}

std::vector<std::string_view> KnownFormats() { return {kFormats.begin(), kFormats.end()}; }
std::vector<std::string_view> KnownExports() { return ExportNames(); }
std::vector<std::string_view> RoleNames() { return {kRoles.begin(), kRoles.end()}; }

Result<Recognition> RecogniseColumns(const fs::path& path, const std::vector<Column>& columns,
                                     const ReadOptions& options) {
  const bool as_export = !options.as_format.empty() && !IsKnown(KnownFormats(), options.as_format);
  const std::vector<std::pair<std::string, std::string>> chosen(options.mapping.begin(),
                                                                options.mapping.end());
  auto mapped = MapColumns(columns, as_export ? options.as_format : std::string(), chosen);
  if (!mapped.ok()) {
    Error error = std::move(mapped).error();
    error.where = path.string();
    return error;
  }
  Recognition recognition;
  recognition.export_name = mapped->export_name;
  recognition.channel = mapped->channel;
  // For tables that nobody knows the path says more than the columns.
  if (mapped->export_name == "generic") {
    if (const auto channel = ChannelOfPath(path.string())) recognition.channel = *channel;
  }
  if (options.channel) recognition.channel = *options.channel;
  recognition.mapping = std::move(mapped->columns);
  return recognition;
}

}  // namespace refrain::read
