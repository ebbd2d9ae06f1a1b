// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "engine/index/index.h"
#include "engine/index/shards.h"
#include "engine/index/writer_impl.h"
#include "engine/index/xapian_error.h"

namespace refrain::index {

// A transaction from commit to commit: Xapian's destructor would else write what is unfinished,
// under the old watermark.
void IndexWriter::Impl::Attach(Xapian::WritableDatabase shard) {
  shard.begin_transaction();
  shards.push_back(std::move(shard));
}

Status IndexWriter::Impl::AddToShard(std::span<const IndexEntry> entries, int shard) {
  return Guarded(folder.string(), [&]() -> Status {
    for (const IndexEntry& entry : entries) {
      if (ShardOf(entry.row) != shard) continue;
      shards[static_cast<std::size_t>(shard)].replace_document(NumberInShard(entry.row),
                                                               MakeXapianDocument(entry.document));
    }
    return Ok();
  });
}

Status IndexWriter::Impl::Alive() const {
  if (!dirty) return Ok();
  return Error{ErrorCode::kCorrupt, "the search index failed before and must be made again",
               folder.string(), std::string(kRebuildHint)};
}

// An error leaves Xapian's tables in a state that we do not trust.
Status IndexWriter::Impl::Judge(Status done) {
  if (done.ok()) return done;
  dirty = true;
  MarkDirty(folder);
  return done;
}

Status IndexWriter::Impl::Add(std::span<const IndexEntry> entries, bool parallel) {
  REFRAIN_TRY(Alive());
  for (const IndexEntry& entry : entries) {
    if (entry.row < 1 || entry.row > kLastRow) {
      return Error{ErrorCode::kLimit, "a row number that the index cannot hold",
                   std::to_string(entry.row), ""};
    }
  }
  static_assert(kShards == 2, "one helper thread writes the second shard");
  Status second = Ok();
  Status first = Ok();
  if (parallel && entries.size() > 1) {
    std::jthread helper([&] { second = AddToShard(entries, 1); });
    first = AddToShard(entries, 0);
  } else {
    first = AddToShard(entries, 0);
    if (first.ok()) second = AddToShard(entries, 1);
  }
  return Judge(first.ok() ? std::move(second) : std::move(first));
}

Status IndexWriter::Impl::Commit(std::int64_t seq) {
  REFRAIN_TRY(Alive());
  Status done = Guarded(folder.string(), [&]() -> Status {
    for (int shard = 0; shard < kShards; ++shard) {
      Xapian::WritableDatabase& own = shards[static_cast<std::size_t>(shard)];
      WriteMeta(own, {store_id, kIndexVersion, shard, seq});
      own.commit_transaction();
      own.begin_transaction();
    }
    return KeepPrivate(folder);
  });
  if (done.ok()) watermark = seq;
  return Judge(std::move(done));
}

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<IndexWriter> IndexWriter::Open(const std::filesystem::path& data_folder,
                                      std::string_view store_id) {
  auto impl = std::make_unique<Impl>();
  impl->folder = IndexFolder(data_folder);
  impl->store_id = store_id;
  impl->dirty = IsDirty(impl->folder);
  REFRAIN_TRY(impl->Alive());
  REFRAIN_TRY(Guarded(impl->folder.string(), [&]() -> Status {
    std::optional<std::int64_t> lowest;
    for (int shard = 0; shard < kShards; ++shard) {
      const std::string path = ShardFolder(impl->folder, shard).string();
      impl->Attach(Xapian::WritableDatabase(path, Xapian::DB_OPEN));
      const ShardMeta meta = ReadMeta(impl->shards.back());
      REFRAIN_TRY(CheckMeta(meta, store_id, path));
      lowest = std::min(lowest.value_or(meta.watermark), meta.watermark);
    }
    impl->watermark = lowest.value_or(0);
    return Ok();
  }));
  return IndexWriter(std::move(impl));
}

Status IndexWriter::Add(std::span<const IndexEntry> entries, bool parallel) {
  return impl_->Add(entries, parallel);
}

Status IndexWriter::Delete(std::int64_t row) {
  REFRAIN_TRY(impl_->Alive());
  if (row < 1 || row > kLastRow) return Ok();
  return impl_->Judge(Guarded(impl_->folder.string(), [&]() -> Status {
    try {
      impl_->shards[static_cast<std::size_t>(ShardOf(row))].delete_document(NumberInShard(row));
    } catch (const Xapian::DocNotFoundError&) {
      return Ok();  // deleted before, or never indexed
    }
    return Ok();
  }));
}

Status IndexWriter::Commit(std::int64_t seq) { return impl_->Commit(seq); }
std::int64_t IndexWriter::watermark() const { return impl_->watermark; }
bool IndexWriter::dirty() const { return impl_->dirty; }

}  // namespace refrain::index
