// The values that go into the store and come out of it, beside those of model/.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/annotation.h"
#include "engine/model/insight.h"
#include "engine/model/message.h"

namespace refrain::store {

// Number of a message's row; also its document number in the index. Local to one
// store, given in order of arrival: never exported, never part of an id.
using RowId = std::int64_t;

// What must be known when a store is made. Both are random and come from the caller.
struct CreateOptions {
  std::string store_id;       // ties the index to this store
  std::string tombstone_key;  // secret of the hashes that erasure leaves behind
};

struct AnalysedMessage {
  model::Message message;
  model::Annotations annotations;
};

// Fresh derived rows for a message that is there already. Blocks are derived too.
struct Reanalysed {
  RowId id = 0;
  std::vector<model::Block> blocks;
  model::Annotations annotations;
};

// An item that could not be read: where it stands and why; its content is not kept.
struct QuarantinedItem {
  std::string source;
  std::string place;  // "183422", "row 88"
  std::string reason;
  std::string hint;
  std::string raw_hash;  // base 32 of the hash of its bytes, so that a rerun counts it once
};

// A file or folder that was read, and how far: what "nothing new" rests on.
struct SourceState {
  std::string path;
  std::string format;  // "mbox", "google-play", …
  std::int64_t size_bytes = 0;
  std::int64_t mtime_ns = 0;
  std::int64_t inode = 0;
  std::int64_t position = 0;  // bytes or rows that are done
  bool complete = false;      // read to its end at this size and time
};

struct Batch {
  std::span<const AnalysedMessage> items;
  std::span<const QuarantinedItem> quarantined;
  const SourceState* source = nullptr;  // saved in the same transaction; may be null
  std::int64_t at_utc = 0;              // time of arrival
  std::string_view analyser_version;
};

enum class ItemStatus : std::uint8_t {
  kStored,
  kDuplicate,  // the key is there already; nothing was changed
  kErased,     // a tombstone says that it must not come back
};

struct ItemOutcome {
  ItemStatus status = ItemStatus::kStored;
  RowId id = 0;  // of the stored or the earlier row; 0 when erased
};

// seen = stored + duplicate + quarantined; what a tombstone kept out is among duplicate.
struct BatchOutcome {
  std::vector<ItemOutcome> items;  // parallel to Batch::items
  std::uint64_t stored = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t erased = 0;
  std::uint64_t quarantined = 0;  // new ones; a known one counts as duplicate
  std::int64_t last_seq = 0;      // after this batch
};

struct StoredMessage {
  RowId id = 0;
  std::int64_t seq = 0;
  std::int64_t added_at_utc = 0;
  std::string customer_key;  // "c-…"; empty: unknown
  model::Message message;    // with its blocks
};

struct StoredCustomer {
  std::string key;
  model::Customer customer;
  std::uint64_t messages = 0;
};

struct Decision {
  std::string id;  // "d-…"; made by the store from the rest when empty
  std::int64_t at_utc = 0;
  std::string who;
  std::string verb;     // "merge", "rename", "confirm", "status", …
  std::string target;   // id it is about
  std::string payload;  // JSON
};

struct AuditRow {
  std::int64_t at_utc = 0;
  std::string action;  // "ingest", "reanalyse", "forget"
  std::string detail;  // ids and counts, never content
};

// What changed after a sequence number. An id stands in one list only.
struct Changes {
  std::vector<RowId> changed;  // added or annotated anew, ascending
  std::vector<RowId> deleted;  // ascending
  std::int64_t last_seq = 0;
};

// One message as the series see it. Text is valid during the callback only.
struct Fact {
  RowId id = 0;
  std::int64_t sent_at_utc = 0;
  int offset_minutes = 0;
  model::Channel channel = model::Channel::kOther;
  model::Stage stage = model::Stage::kUnknown;
  model::Direction direction = model::Direction::kUnknown;
  model::Polarity polarity = model::Polarity::kNeutral;
  float score = 0.0F;
  float confidence = 0.0F;
  std::string_view language;  // empty: unknown
  std::string_view product;
  std::string_view version;
  std::string_view segment;
  std::string_view country;
  std::string_view customer;  // customer key; empty: unknown
  int rating = -1;
  int rating_max = 0;
  bool is_auto = false;
};

// Which messages ForEach… sees. `ids` ascending; null: all. Times are half-open.
struct FactFilter {
  const std::vector<RowId>* ids = nullptr;
  std::optional<std::int64_t> from_utc;
  std::optional<std::int64_t> to_utc;
};

struct ThemeFact {
  RowId id = 0;
  std::string_view theme;
  model::Span span;
  model::Polarity polarity = model::Polarity::kNeutral;
  float score = 0.0F;
};

struct EmotionFact {
  RowId id = 0;
  model::Emotion emotion = model::Emotion::kJoy;
  float intensity = 0.0F;
};

struct KindFact {
  RowId id = 0;
  model::Kind kind = model::Kind::kRequest;
  float confidence = 0.0F;
};

using NamedCount = std::pair<std::string, std::uint64_t>;

struct Counts {
  std::uint64_t messages = 0;
  std::uint64_t customers = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t erased = 0;            // tombstones of messages
  std::int64_t first_sent_at_utc = 0;  // 0 when empty
  std::int64_t last_sent_at_utc = 0;
  std::vector<NamedCount> by_channel;   // largest first, then by name
  std::vector<NamedCount> by_language;  // "" is unknown
};

}  // namespace refrain::store
