// The index made anew beside the old one, checked, and put in its place.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "engine/index/index.h"
#include "engine/index/shards.h"
#include "engine/index/writer_impl.h"
#include "engine/index/xapian_error.h"

namespace refrain::index {
namespace {

// Documents between two flushes: smaller ones keep Xapian's in-memory tables in the
// processor's caches, larger ones write fewer blocks.
constexpr std::size_t kFlushDocuments = 2000;

// The index is not in use until Finish, so nothing is synced before; a crash leaves a
// folder that the next Begin removes.
constexpr int kBulkFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                           Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

std::filesystem::path WithSuffix(const std::filesystem::path& path, std::string_view suffix) {
  return path.string() + std::string(suffix);
}

Error FromSystem(const std::error_code& failed, const std::filesystem::path& path) {
  return {ErrorCode::kIo, "cannot replace the search index: " + failed.message(), path.string(),
          "check the permissions of the data folder and the disk"};
}

Status Remove(const std::filesystem::path& path) {
  std::error_code failed;
  std::filesystem::remove_all(path, failed);
  if (failed) return FromSystem(failed, path);
  return Ok();
}

Status MakePrivateFolder(const std::filesystem::path& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return Ok();
  return FromSystem({errno, std::generic_category()}, path);
}

// Puts `fresh` where `place` is. Between the two renames there is no index at all, which
// asks for a rebuild and is never taken for an empty one.
Status PutInPlace(const std::filesystem::path& fresh, const std::filesystem::path& place) {
  const std::filesystem::path old = WithSuffix(place, ".old");
  REFRAIN_TRY(Remove(old));
  std::error_code failed;
  if (std::filesystem::exists(place, failed)) {
    std::filesystem::rename(place, old, failed);
    if (failed) return FromSystem(failed, place);
  }
  std::filesystem::rename(fresh, place, failed);
  if (failed) return FromSystem(failed, fresh);
  REFRAIN_TRY(SyncFolder(place));
  REFRAIN_TRY(Remove(old));
  return Remove(WithSuffix(place, ".broken"));
}

// Writes the shards of `from`, compacted, to `to`.
Status CompactInto(const std::filesystem::path& from, const std::filesystem::path& to) {
  REFRAIN_TRY(Remove(to));
  REFRAIN_TRY(MakePrivateFolder(to));
  REFRAIN_TRY(Guarded(from.string(), [&]() -> Status {
    for (int shard = 0; shard < kShards; ++shard) {
      Xapian::Database source(ShardFolder(from, shard).string());
      source.compact(ShardFolder(to, shard).string(), Xapian::DBCOMPACT_NO_RENUMBER);
    }
    return Ok();
  }));
  REFRAIN_TRY(KeepPrivate(to));
  return SyncFolder(to);
}

Status CheckCount(const std::filesystem::path& folder, std::uint64_t documents) {
  return Guarded(folder.string(), [&]() -> Status {
    std::uint64_t found = 0;
    for (int shard = 0; shard < kShards; ++shard) {
      found += Xapian::Database(ShardFolder(folder, shard).string()).get_doccount();
    }
    if (found == documents) return Ok();
    return Error{ErrorCode::kCorrupt,
                 "the new search index holds " + std::to_string(found) + " messages, the store " +
                     std::to_string(documents),
                 folder.string(), std::string(kRebuildHint)};
  });
}

}  // namespace

struct IndexRebuild::Impl {
  std::filesystem::path place;
  std::filesystem::path fresh;
  std::size_t unflushed = 0;
  IndexWriter::Impl writer;
};

IndexRebuild::IndexRebuild(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexRebuild::IndexRebuild(IndexRebuild&&) noexcept = default;
IndexRebuild& IndexRebuild::operator=(IndexRebuild&&) noexcept = default;
IndexRebuild::~IndexRebuild() = default;

Result<IndexRebuild> IndexRebuild::Begin(const std::filesystem::path& data_folder,
                                         std::string_view store_id) {
  auto impl = std::make_unique<Impl>();
  impl->place = IndexFolder(data_folder);
  impl->fresh = WithSuffix(impl->place, ".new");
  REFRAIN_TRY(Remove(impl->fresh));
  REFRAIN_TRY(MakePrivateFolder(impl->fresh));
  impl->writer.folder = impl->fresh;
  impl->writer.store_id = store_id;
  REFRAIN_TRY(Guarded(impl->fresh.string(), [&]() -> Status {
    for (int shard = 0; shard < kShards; ++shard) {
      impl->writer.Attach(
          Xapian::WritableDatabase(ShardFolder(impl->fresh, shard).string(), kBulkFlags));
    }
    return Ok();
  }));
  return IndexRebuild(std::move(impl));
}

Status IndexRebuild::Add(std::span<const IndexEntry> entries, bool parallel) {
  REFRAIN_TRY(impl_->writer.Add(entries, parallel));
  impl_->unflushed += entries.size();
  if (impl_->unflushed < kFlushDocuments) return Ok();
  impl_->unflushed = 0;
  return impl_->writer.Commit(0);
}

Status IndexRebuild::Finish(std::int64_t seq, std::uint64_t documents) {
  REFRAIN_TRY(impl_->writer.Commit(seq));
  impl_->writer.shards.clear();  // closes them
  const std::filesystem::path compact = WithSuffix(impl_->fresh, ".compact");
  REFRAIN_TRY(CompactInto(impl_->fresh, compact));
  REFRAIN_TRY(CheckCount(compact, documents));
  REFRAIN_TRY(PutInPlace(compact, impl_->place));
  return Remove(impl_->fresh);
}

Status CompactIndex(const std::filesystem::path& data_folder) {
  const std::filesystem::path place = IndexFolder(data_folder);
  const std::filesystem::path compact = WithSuffix(place, ".new.compact");
  REFRAIN_TRY(CompactInto(place, compact));
  return PutInPlace(compact, place);
}

}  // namespace refrain::index
