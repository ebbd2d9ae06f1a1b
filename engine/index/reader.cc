// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <utility>

#include "engine/index/index.h"
#include "engine/index/shards.h"
#include "engine/index/xapian_error.h"

namespace refrain::index {

struct IndexReader::Impl {
  std::filesystem::path folder;
  std::string store_id;
  Xapian::Database database;
  std::int64_t lowest = 0;   // watermark
  std::int64_t highest = 0;  // of the shards; differs after a crash between two commits
};

namespace {

// The newest revision of all shards, with their watermarks.
template <typename Impl>
Status Load(Impl& impl) {
  return Guarded(impl.folder.string(), [&]() -> Status {
    Xapian::Database combined;
    std::optional<std::int64_t> lowest;
    std::optional<std::int64_t> highest;
    for (int shard = 0; shard < kShards; ++shard) {
      const std::string path = ShardFolder(impl.folder, shard).string();
      const Xapian::Database one(path);
      const ShardMeta meta = ReadMeta(one);
      REFRAIN_TRY(CheckMeta(meta, impl.store_id, path));
      lowest = std::min(lowest.value_or(meta.watermark), meta.watermark);
      highest = std::max(highest.value_or(meta.watermark), meta.watermark);
      combined.add_database(one);
    }
    impl.database = combined;
    impl.lowest = lowest.value_or(0);
    impl.highest = highest.value_or(0);
    return Ok();
  });
}

}  // namespace

IndexReader::IndexReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexReader::IndexReader(IndexReader&&) noexcept = default;
IndexReader& IndexReader::operator=(IndexReader&&) noexcept = default;
IndexReader::~IndexReader() = default;

Result<IndexReader> IndexReader::Open(const std::filesystem::path& data_folder,
                                      std::string_view store_id) {
  auto impl = std::make_unique<Impl>();
  impl->folder = IndexFolder(data_folder);
  impl->store_id = store_id;
  std::error_code failed;
  if (!std::filesystem::is_directory(impl->folder, failed)) {
    return Error{ErrorCode::kNotFound, "there is no search index yet", impl->folder.string(),
                 std::string(kRebuildHint)};
  }
  if (IsDirty(impl->folder)) {
    return Error{ErrorCode::kCorrupt, "the search index failed before and must be made again",
                 impl->folder.string(), std::string(kRebuildHint)};
  }
  REFRAIN_TRY(Load(*impl));
  return IndexReader(std::move(impl));
}

const Xapian::Database& IndexReader::database() const { return impl_->database; }
Status IndexReader::Reopen() { return Load(*impl_); }
std::int64_t IndexReader::watermark() const { return impl_->lowest; }
std::int64_t IndexReader::highest_watermark() const { return impl_->highest; }

Result<std::uint64_t> IndexReader::documents() const {
  return Guarded(impl_->folder.string(),
                 [&]() -> Result<std::uint64_t> { return impl_->database.get_doccount(); });
}

Result<std::vector<std::pair<std::string, std::uint64_t>>> IndexReader::FacetValues(
    std::string_view prefix) const {
  using Values = std::vector<std::pair<std::string, std::uint64_t>>;
  return Guarded(impl_->folder.string(), [&]() -> Result<Values> {
    Values values;
    const std::string start(prefix);
    const auto end = impl_->database.allterms_end(start);
    for (auto it = impl_->database.allterms_begin(start); it != end; ++it) {
      values.emplace_back((*it).substr(start.size()), it.get_termfreq());
    }
    return values;
  });
}

IndexState CheckIndex(const std::filesystem::path& data_folder, std::string_view store_id,
                      std::int64_t last_seq) {
  IndexState state;
  const Result<IndexReader> reader = IndexReader::Open(data_folder, store_id);
  if (!reader.ok()) {
    state.reason = reader.error().message;
    return state;
  }
  state.watermark = reader->watermark();
  if (reader->highest_watermark() > last_seq) {
    state.reason = "the search index is ahead of the store";
  } else {
    state.health = state.watermark == last_seq ? IndexHealth::kFresh : IndexHealth::kBehind;
  }
  return state;
}

namespace {

struct Tally {
  std::uint64_t by_term = 0;
  std::uint64_t by_document = 0;
};

// Postings as the terms have them, and as the documents have them: two tables of Xapian.
Tally CountPostings(const Xapian::Database& shard) {
  Tally tally;
  const auto terms_end = shard.allterms_end();
  for (auto term = shard.allterms_begin(); term != terms_end; ++term) {
    const auto end = shard.postlist_end(*term);
    for (auto it = shard.postlist_begin(*term); it != end; ++it) ++tally.by_term;
  }
  const auto documents_end = shard.postlist_end("");
  for (auto it = shard.postlist_begin(""); it != documents_end; ++it) {
    const auto end = shard.termlist_end(*it);
    for (auto term = shard.termlist_begin(*it); term != end; ++term) ++tally.by_document;
  }
  return tally;
}

}  // namespace

// Not Xapian::Database::check: in 1.4.22 it deletes an object through a base class without a
// virtual destructor.
Status VerifyIndex(const std::filesystem::path& data_folder) {
  const std::filesystem::path folder = IndexFolder(data_folder);
  return Guarded(folder.string(), [&]() -> Status {
    for (int shard = 0; shard < kShards; ++shard) {
      const std::string path = ShardFolder(folder, shard).string();
      const Tally tally = CountPostings(Xapian::Database(path));
      if (tally.by_term == tally.by_document) continue;
      return Error{ErrorCode::kCorrupt,
                   "the search index does not hold together: " + std::to_string(tally.by_term) +
                       " postings by term, " + std::to_string(tally.by_document) + " by message",
                   path, std::string(kRebuildHint)};
    }
    return Ok();
  });
}

}  // namespace refrain::index
