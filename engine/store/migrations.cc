// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/migrations.h"

#include <array>
#include <string>

namespace refrain::store {
namespace {

// Truth. `messages` is narrow, so that series read it without touching the texts;
// `bodies` holds the rest of a message. Enums stand by name, lists as lines
// (store/pack.h). Rows of one message share its number. `checksum` covers all of the
// message (store/checksum.h): SQLite itself does not notice a bit that flips in a text.
constexpr std::string_view kTruth = R"sql(
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('seq', 0);

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  import_id TEXT NOT NULL
) STRICT;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  format TEXT NOT NULL DEFAULT '',
  size_bytes INTEGER NOT NULL DEFAULT 0,
  mtime_ns INTEGER NOT NULL DEFAULT 0,
  inode INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL,
  sent_at_utc INTEGER NOT NULL,
  offset_minutes INTEGER NOT NULL,
  channel TEXT NOT NULL,
  direction TEXT NOT NULL,
  stage TEXT NOT NULL,
  customer_id INTEGER REFERENCES customers (id),
  rating INTEGER NOT NULL,
  rating_max INTEGER NOT NULL,
  is_auto INTEGER NOT NULL,
  product TEXT NOT NULL,
  version TEXT NOT NULL,
  segment TEXT NOT NULL,
  country TEXT NOT NULL,
  thread TEXT,
  text_hash INTEGER NOT NULL,
  added_at_utc INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_seq ON messages (seq);
CREATE INDEX messages_thread ON messages (thread) WHERE thread IS NOT NULL;
CREATE INDEX messages_customer ON messages (customer_id) WHERE customer_id IS NOT NULL;

CREATE TABLE bodies (
  message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  customer_name TEXT NOT NULL,
  customer_import_id TEXT NOT NULL,
  author TEXT NOT NULL,
  rfc_message_id TEXT NOT NULL,
  in_reply_to TEXT NOT NULL,
  references_list TEXT NOT NULL,
  declared_language TEXT NOT NULL,
  tags TEXT NOT NULL,
  flags TEXT NOT NULL,
  source_id INTEGER REFERENCES sources (id),
  place TEXT NOT NULL,
  byte_offset INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  hint TEXT NOT NULL,
  raw_hash TEXT NOT NULL,
  at_utc INTEGER NOT NULL,
  UNIQUE (source, place, raw_hash)
) STRICT;

CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at_utc INTEGER NOT NULL,
  who TEXT NOT NULL,
  verb TEXT NOT NULL,
  target TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;

CREATE TABLE tombstones (
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  at_utc INTEGER NOT NULL,
  PRIMARY KEY (kind, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE deletions (
  message_id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at_utc INTEGER NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
)sql";

// Derived: may be dropped and made again at any time.
constexpr std::string_view kDerived = R"sql(
CREATE TABLE analyser_versions (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE annotations (
  message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  version_id INTEGER NOT NULL REFERENCES analyser_versions (id),
  language TEXT NOT NULL,
  language_confidence REAL NOT NULL,
  polarity TEXT NOT NULL,
  score REAL NOT NULL,
  confidence REAL NOT NULL,
  blocks TEXT NOT NULL,
  sentences TEXT NOT NULL,
  personal TEXT NOT NULL
) STRICT;

CREATE TABLE emotions (
  message_id INTEGER NOT NULL REFERENCES annotations (message_id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  emotion TEXT NOT NULL,
  intensity REAL NOT NULL,
  PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE kinds (
  message_id INTEGER NOT NULL REFERENCES annotations (message_id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE theme_mentions (
  message_id INTEGER NOT NULL REFERENCES annotations (message_id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  theme TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  polarity TEXT NOT NULL,
  score REAL NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_mentions (
  message_id INTEGER NOT NULL REFERENCES annotations (message_id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  object_begin INTEGER NOT NULL,
  object_end INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  confidence REAL NOT NULL,
  implied INTEGER NOT NULL,
  against INTEGER NOT NULL,
  title TEXT NOT NULL,
  concepts TEXT NOT NULL,
  PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  medoid TEXT NOT NULL,
  themes TEXT NOT NULL,
  concepts TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE request_members (
  request_id TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
  mention TEXT NOT NULL,
  similarity REAL NOT NULL,
  proposed INTEGER NOT NULL,
  PRIMARY KEY (request_id, mention)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_dissent (
  request_id TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
  mention TEXT NOT NULL,
  PRIMARY KEY (request_id, mention)
) STRICT, WITHOUT ROWID;

CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  request TEXT NOT NULL,
  theme TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array<Migration, 2> kMigrations{{
    {"truth", kTruth},
    {"derived", kDerived},
}};

}  // namespace

std::span<const Migration> Migrations() { return kMigrations; }

int SchemaVersion() { return static_cast<int>(Migrations().size()); }

Status Migrate(const Database& database) {
  REFRAIN_ASSIGN(const std::int64_t version, database.QueryInt("PRAGMA user_version"));
  if (version > SchemaVersion() || version < 0) {
    return Error{ErrorCode::kUnsupported, "the store was made by a newer version of refrain",
                 database.file().string(), "update refrain"};
  }
  for (auto step = static_cast<std::size_t>(version); step < Migrations().size(); ++step) {
    REFRAIN_ASSIGN(Transaction transaction, Transaction::Begin(database));
    REFRAIN_TRY(database.Execute(std::string(Migrations()[step].sql)));
    REFRAIN_TRY(database.Execute("PRAGMA user_version=" + std::to_string(step + 1)));
    REFRAIN_TRY(transaction.Commit());
  }
  return Ok();
}

}  // namespace refrain::store
