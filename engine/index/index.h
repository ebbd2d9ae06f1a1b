// The search index: Xapian shards under <folder>/index, made from the store and disposable.
// A document's number is the message's row number. Two shards (row number odd or even), so
// that two threads can write; readers see one database.
// The watermark (the store's last change number that is in the index), the store's id and the
// schema version stand in each shard's metadata and move in the same commit as the documents.
// After any error of Xapian the writer is dead: IndexState is asked anew and the index rebuilt.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/index/document.h"

namespace Xapian {
class Database;
}

namespace refrain::index {

// Moves when terms, prefixes, slots or the number of shards change: the index is rebuilt.
inline constexpr int kIndexVersion = 1;
inline constexpr int kShards = 2;

enum class IndexHealth {
  kFresh,         // holds exactly what the store holds
  kBehind,        // catch up with the store's changes since the watermark
  kNeedsRebuild,  // missing, damaged, ahead, of another store or schema
};

struct IndexState {
  IndexHealth health = IndexHealth::kNeedsRebuild;
  std::int64_t watermark = 0;
  std::string reason;  // why it needs a rebuild; empty otherwise
};

// What is the matter with the index of `data_folder`, given the store's id and last change
// number. Never fails: whatever goes wrong means kNeedsRebuild with a reason.
[[nodiscard]] IndexState CheckIndex(const std::filesystem::path& data_folder,
                                    std::string_view store_id, std::int64_t last_seq);

// Reads all postings, by term and by document, and compares: for doctor, slow.
// Errors: kCorrupt, kNotFound, kIo.
[[nodiscard]] Status VerifyIndex(const std::filesystem::path& data_folder);

struct IndexEntry {
  std::int64_t row = 0;  // ≥ 1
  IndexDocument document;
};

// Writes one index. Not thread-safe from outside. Errors: kIo, kCorrupt, kLocked; after one
// every further call fails with kCorrupt.
class IndexWriter {
 public:
  // Opens the index of this store, which must be kFresh or kBehind.
  [[nodiscard]] static Result<IndexWriter> Open(const std::filesystem::path& data_folder,
                                                std::string_view store_id);
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();  // drops what was not committed

  // Adds or replaces. With `parallel` both shards are written at once by two threads.
  [[nodiscard]] Status Add(std::span<const IndexEntry> entries, bool parallel = false);
  // A row that is not there is passed over.
  [[nodiscard]] Status Delete(std::int64_t row);
  // Makes durable what was added and sets the watermark. Commit every 500–2,000 documents;
  // the store's transaction must have been committed before.
  [[nodiscard]] Status Commit(std::int64_t seq);
  [[nodiscard]] std::int64_t watermark() const;
  // True after an error.
  [[nodiscard]] bool dirty() const;

 private:
  friend class IndexRebuild;
  struct Impl;
  explicit IndexWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Builds <folder>/index.new from nothing and puts it in the place of <folder>/index:
//   IndexRebuild::Begin → Add … → Finish.
// Without Finish the old index stays as it is and index.new is removed by the next Begin.
class IndexRebuild {
 public:
  [[nodiscard]] static Result<IndexRebuild> Begin(const std::filesystem::path& data_folder,
                                                  std::string_view store_id);
  IndexRebuild(IndexRebuild&&) noexcept;
  IndexRebuild& operator=(IndexRebuild&&) noexcept;
  ~IndexRebuild();

  [[nodiscard]] Status Add(std::span<const IndexEntry> entries, bool parallel = false);
  // Commits at `seq`, compacts, checks that `documents` are there, syncs, renames.
  [[nodiscard]] Status Finish(std::int64_t seq, std::uint64_t documents);

 private:
  struct Impl;
  explicit IndexRebuild(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// For erasure: deleted text stays in Xapian's tables until they are compacted.
// Call with no writer open. Keeps watermark and store id.
[[nodiscard]] Status CompactIndex(const std::filesystem::path& data_folder);

// Reads one index. Not thread-safe: one a thread; may stand beside a writer.
class IndexReader {
 public:
  // Errors: kNotFound (no index), kCorrupt (another store's, another schema, damaged).
  [[nodiscard]] static Result<IndexReader> Open(const std::filesystem::path& data_folder,
                                                std::string_view store_id);
  IndexReader(IndexReader&&) noexcept;
  IndexReader& operator=(IndexReader&&) noexcept;
  ~IndexReader();

  // For the query module. Its exceptions are Xapian::Error.
  [[nodiscard]] const Xapian::Database& database() const;
  // The newest state; after Xapian::DatabaseModifiedError call this and try again.
  [[nodiscard]] Status Reopen();
  [[nodiscard]] std::int64_t watermark() const;
  // Of the shard that is ahead, after a crash between two commits; else the watermark.
  [[nodiscard]] std::int64_t highest_watermark() const;
  [[nodiscard]] Result<std::uint64_t> documents() const;
  // Values of a facet field in the index with their number of documents, by value.
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::uint64_t>>> FacetValues(
      std::string_view prefix) const;

 private:
  struct Impl;
  explicit IndexReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::index
