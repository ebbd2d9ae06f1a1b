// The index as ingest writes it: opened for increments, or built beside and renamed.
// Internal to the module.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/index/index.h"
#include "engine/ingest/workers.h"
#include "engine/store/store.h"

namespace refrain::ingest {

class IndexSession {
 public:
  // Leaves the index as fresh as the store: catches up, or rebuilds from the store. An empty
  // store gets a rebuild that stays open, so that a first load goes into fresh shards.
  [[nodiscard]] static Result<IndexSession> Open(const store::Store& store, WorkerPool& pool);

  [[nodiscard]] Status Add(std::vector<index::IndexEntry> entries, std::int64_t seq);
  // Makes everything durable; the session is done.
  [[nodiscard]] Status Finish(std::int64_t seq);

 private:
  IndexSession() = default;
  std::optional<index::IndexWriter> writer_;
  std::optional<index::IndexRebuild> rebuild_;
  std::uint64_t documents_ = 0;  // in the rebuild
  std::uint64_t uncommitted_ = 0;
};

}  // namespace refrain::ingest
