// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ingest/index_sync.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace refrain::ingest {
namespace {

constexpr std::uint64_t kCommitEvery = 1500;  // documents; measured best between 500 and 2,000
constexpr std::size_t kWave = 512;

struct Loaded {
  store::RowId row = 0;
  model::Message message;
  model::Annotations annotations;
  std::string customer;
};

std::vector<index::IndexEntry> BuildEntries(const std::vector<Loaded>& wave, WorkerPool& pool) {
  std::vector<index::IndexEntry> entries(wave.size());
  pool.ForEach(wave.size(), [&](Worker& worker, std::size_t i) {
    entries[i].row = wave[i].row;
    entries[i].document =
        worker.documents.Build(wave[i].message, wave[i].annotations, wave[i].customer);
  });
  return entries;
}

// Streams messages (all, or `ids`) in waves to `sink`.
template <typename Sink>
Status StreamWaves(const store::Store& store, const std::vector<store::RowId>* ids,
                   WorkerPool& pool, Sink sink) {
  std::vector<Loaded> wave;
  const auto flush = [&]() -> Status {
    if (wave.empty()) return Ok();
    REFRAIN_TRY(sink(BuildEntries(wave, pool)));
    wave.clear();
    return Ok();
  };
  store::Store::MessageFilter filter;
  filter.ids = ids;
  REFRAIN_TRY(store.ReadMessages(
      filter,
      [&](const store::StoredMessage& stored,
          const model::Annotations& annotations) -> Result<bool> {
        wave.push_back({stored.id, stored.message, annotations, stored.customer_key});
        if (wave.size() >= kWave) REFRAIN_TRY(flush());
        return true;
      }));
  return flush();
}

}  // namespace

Result<IndexSession> IndexSession::Open(const store::Store& store, WorkerPool& pool) {
  IndexSession session;
  REFRAIN_ASSIGN(const std::int64_t last_seq, store.LastSeq());
  const index::IndexState state = index::CheckIndex(store.folder(), store.store_id(), last_seq);
  if (state.health == index::IndexHealth::kNeedsRebuild) {
    REFRAIN_ASSIGN(index::IndexRebuild rebuild,
                   index::IndexRebuild::Begin(store.folder(), store.store_id()));
    REFRAIN_TRY(StreamWaves(store, nullptr, pool, [&](std::vector<index::IndexEntry> entries) {
      session.documents_ += entries.size();
      return rebuild.Add(entries, true);
    }));
    session.rebuild_ = std::move(rebuild);
    return session;
  }
  REFRAIN_ASSIGN(index::IndexWriter writer,
                 index::IndexWriter::Open(store.folder(), store.store_id()));
  if (state.health == index::IndexHealth::kBehind) {
    REFRAIN_ASSIGN(const store::Changes changes, store.ChangesSince(state.watermark));
    for (const store::RowId row : changes.deleted) REFRAIN_TRY(writer.Delete(row));
    REFRAIN_TRY(StreamWaves(
        store, &changes.changed, pool,
        [&](std::vector<index::IndexEntry> entries) { return writer.Add(entries, true); }));
    REFRAIN_TRY(writer.Commit(changes.last_seq));
  }
  session.writer_ = std::move(writer);
  return session;
}

Status IndexSession::Add(std::vector<index::IndexEntry> entries, std::int64_t seq) {
  if (entries.empty()) return Ok();
  if (rebuild_) {
    documents_ += entries.size();
    return rebuild_->Add(entries, true);
  }
  REFRAIN_TRY(writer_->Add(entries, true));
  uncommitted_ += entries.size();
  if (uncommitted_ < kCommitEvery) return Ok();
  uncommitted_ = 0;
  return writer_->Commit(seq);
}

Status IndexSession::Finish(std::int64_t seq) {
  if (rebuild_) return rebuild_->Finish(seq, documents_);
  return writer_->Commit(seq);
}

}  // namespace refrain::ingest
