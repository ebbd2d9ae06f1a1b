// Where the shards of an index lie, and how rows are spread over them. For engine/index, and
// for sets of rows in engine/query.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/index/index.h"

namespace refrain::index {

[[nodiscard]] std::filesystem::path IndexFolder(const std::filesystem::path& data_folder);
[[nodiscard]] std::filesystem::path ShardFolder(const std::filesystem::path& index_folder,
                                                int shard);

// Xapian numbers the documents of shards in turn: shard s holds s + 1, s + 1 + kShards, …
[[nodiscard]] constexpr int ShardOf(std::int64_t row) {
  return static_cast<int>((row - 1) % kShards);
}
[[nodiscard]] constexpr Xapian::docid NumberInShard(std::int64_t row) {
  return static_cast<Xapian::docid>((row - 1) / kShards + 1);
}
inline constexpr std::int64_t kLastRow = std::int64_t{0xFFFFFFFF};  // of Xapian's numbers

// The document numbers that `rows` (ascending) have in this shard, ascending.
// May throw Xapian::Error.
[[nodiscard]] std::vector<Xapian::docid> RowsInShard(const std::vector<std::int64_t>& rows,
                                                     const Xapian::Database& shard);

struct ShardMeta {
  std::string store_id;
  int version = 0;
  int shard = 0;
  std::int64_t watermark = 0;
};
// May throw Xapian::Error.
[[nodiscard]] ShardMeta ReadMeta(const Xapian::Database& shard);
void WriteMeta(Xapian::WritableDatabase& shard, const ShardMeta& meta);

// Says kCorrupt, and why, when a shard is not of this store and program.
[[nodiscard]] Status CheckMeta(const ShardMeta& meta, std::string_view store_id,
                               const std::string& where);

[[nodiscard]] Xapian::Document MakeXapianDocument(const IndexDocument& document);

// After an error: the index is not to be trusted until it is made again.
void MarkDirty(const std::filesystem::path& index_folder) noexcept;
[[nodiscard]] bool IsDirty(const std::filesystem::path& index_folder) noexcept;

// Mode 0600 for every file below, 0700 for folders: Xapian leaves that to the umask.
[[nodiscard]] Status KeepPrivate(const std::filesystem::path& folder);
// fsync of every file and folder below, and of `folder` itself.
[[nodiscard]] Status SyncFolder(const std::filesystem::path& folder);

}  // namespace refrain::index
