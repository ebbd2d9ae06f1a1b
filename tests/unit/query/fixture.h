// A store and its index, for the tests of query.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "engine/index/index.h"
#include "engine/lexicon/lexicon.h"
#include "engine/store/store.h"
#include "tests/unit/index/fixture.h"
#include "tests/unit/store/fixture.h"

namespace refrain::query {

// Everything that the store holds becomes the index.
inline Status BuildIndex(const std::filesystem::path& data, const store::Store& store,
                         const lexicon::LexiconSet& lexicons) {
  auto rebuild = index::IndexRebuild::Begin(data, store.store_id());
  if (!rebuild.ok()) return rebuild.error();
  index::DocumentBuilder builder(lexicons);
  std::vector<index::IndexEntry> entries;
  REFRAIN_TRY(store.ReadMessages({}, [&](const store::StoredMessage& stored,
                                         const model::Annotations& annotations) {
    entries.push_back({stored.id, builder.Build(stored.message, annotations, stored.customer_key)});
    return true;
  }));
  REFRAIN_TRY(rebuild->Add(entries, true));
  return rebuild->Finish(*store.LastSeq(), entries.size());
}

}  // namespace refrain::query
