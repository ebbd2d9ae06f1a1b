// What IndexWriter and IndexRebuild share. Private to engine/index.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/index/index.h"

namespace refrain::index {

struct IndexWriter::Impl {
  std::filesystem::path folder;  // of the index itself
  std::string store_id;
  std::int64_t watermark = 0;
  bool dirty = false;
  std::vector<Xapian::WritableDatabase> shards;

  // May throw Xapian::Error.
  void Attach(Xapian::WritableDatabase shard);
  [[nodiscard]] Status Alive() const;
  [[nodiscard]] Status Judge(Status done);
  [[nodiscard]] Status AddToShard(std::span<const IndexEntry> entries, int shard);
  [[nodiscard]] Status Add(std::span<const IndexEntry> entries, bool parallel);
  [[nodiscard]] Status Commit(std::int64_t seq);
};

}  // namespace refrain::index
