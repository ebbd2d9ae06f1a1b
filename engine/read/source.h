// Sources: what a path holds, recognised by its content, and its items one by one.
// First stop of all data: path → ItemSource → RawItem → read/decode.h → Message.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/message.h"
#include "engine/model/names.h"

namespace refrain::read {

// What the caller knows better than recognition does; everything may stay empty.
struct ReadOptions {
  std::string as_format;  // one of KnownFormats(), or an export's name
  // Role → column. Roles: RoleNames().
  std::map<std::string, std::string> mapping;
  std::optional<model::Channel> channel;
  std::vector<std::string> own_domains;  // "acme.com": mail from there is the company's
  std::vector<std::string> agent_names;  // speakers who are the company in calls and chats
};

// What a source turned out to be; printed by ingest.
struct Recognition {
  std::string format;       // mbox maildir eml csv tsv jsonl json vtt srt text
  std::string export_name;  // "google-play", "nps", …; "generic" for other tables; else empty
  std::string detail;       // encoding, delimiter, mbox variant: "UTF-16LE, delimiter ;"
  model::Channel channel = model::Channel::kOther;
  std::vector<std::pair<std::string, std::string>> mapping;  // role → column, in role order
};

// One open source. Not thread-safe: one reader. Memory is bounded by the largest item.
class ItemSource {
 public:
  virtual ~ItemSource() = default;
  ItemSource(const ItemSource&) = delete;
  ItemSource& operator=(const ItemSource&) = delete;

  [[nodiscard]] virtual const Recognition& recognition() const = 0;
  // nullopt at the end. An Error costs one item (`where` names its place): record it
  // and call Next again; a source that cannot go on ends with nullopt after its Error.
  [[nodiscard]] virtual Result<std::optional<model::RawItem>> Next() = 0;
  // For progress; bytes_done() grows to bytes_total().
  [[nodiscard]] virtual std::uint64_t bytes_total() const = 0;
  [[nodiscard]] virtual std::uint64_t bytes_done() const = 0;

 protected:
  ItemSource() = default;
};

// The sources that `path` stands for: itself when it is a file or a Maildir (recognised
// by cur, new and tmp), otherwise the files under it in sorted order, without README*,
// gold.jsonl and hidden ones. Links to folders are not followed.
// Errors: kNotFound, kIo; kMalformed for a folder without any file in it.
[[nodiscard]] Result<std::vector<std::filesystem::path>> ExpandSources(
    const std::filesystem::path& path);

// Recognises by content (the file name only decides between equals) and opens.
// Errors: kNotFound, kIo, kMalformed (empty file), kUnsupported (binary, unknown, an export
// without text) with a hint that names what is known; kInvalidArgument for unknown
// options.as_format, roles or columns.
[[nodiscard]] Result<std::unique_ptr<ItemSource>> OpenSource(const std::filesystem::path& path,
                                                             const ReadOptions& options);

[[nodiscard]] std::vector<std::string_view> KnownFormats();
[[nodiscard]] std::vector<std::string_view> KnownExports();
[[nodiscard]] std::vector<std::string_view> RoleNames();

}  // namespace refrain::read
