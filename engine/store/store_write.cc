// Batches, annotations, decisions: everything that adds rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "engine/base/hash.h"
#include "engine/store/checksum.h"
#include "engine/store/pack.h"
#include "engine/store/store.h"
#include "engine/store/store_impl.h"

namespace refrain::store {
namespace {

// A cache of ids holds at most this many; then it starts anew.
constexpr std::size_t kCacheLimit = 50'000;
constexpr std::size_t kDecisionIdLength = 12;

void Remember(std::unordered_map<std::string, RowId>& cache, std::string key, RowId id) {
  if (cache.size() >= kCacheLimit) cache.clear();
  cache.emplace(std::move(key), id);
}

std::optional<std::string_view> ThreadColumn(const model::Message& message) {
  // A message alone needs no row in the index of threads; NULL is read back as its key.
  if (message.thread == message.key) return std::nullopt;
  return message.thread;
}

}  // namespace

void Store::Impl::ForgetCaches() {
  customer_ids.clear();
  source_ids.clear();
  version_ids.clear();
}

Result<RowId> Store::Impl::VersionId(std::string_view version) {
  std::string key(version);
  if (const auto found = version_ids.find(key); found != version_ids.end()) return found->second;
  REFRAIN_ASSIGN(Statement * insert,
                 Cached("INSERT INTO analyser_versions (version) VALUES (?1) ON CONFLICT (version) "
                        "DO UPDATE SET version=version RETURNING id"));
  insert->Bind(1, version);
  REFRAIN_ASSIGN([[maybe_unused]] const bool row, insert->Step());
  const RowId id = insert->Int(0);
  insert->Reset();
  Remember(version_ids, std::move(key), id);
  return id;
}

Result<RowId> Store::Impl::SourceId(std::string_view path) {
  std::string key(path);
  if (const auto found = source_ids.find(key); found != source_ids.end()) return found->second;
  REFRAIN_ASSIGN(Statement * insert,
                 Cached("INSERT INTO sources (path) VALUES (?1) ON CONFLICT (path) "
                        "DO UPDATE SET path=path RETURNING id"));
  insert->Bind(1, path);
  REFRAIN_ASSIGN([[maybe_unused]] const bool row, insert->Step());
  const RowId id = insert->Int(0);
  insert->Reset();
  Remember(source_ids, std::move(key), id);
  return id;
}

// The longest name wins, then the first in byte order; so the row does not depend on what
// arrived first.
Result<std::optional<RowId>> Store::Impl::CustomerId(const model::Customer& customer) {
  const std::string key = CustomerKey(customer);
  if (key.empty()) return std::optional<RowId>();
  std::string cache_key = key + '\n' + customer.name + '\n' + customer.import_id;
  if (const auto found = customer_ids.find(cache_key); found != customer_ids.end()) {
    return std::optional(found->second);
  }
  REFRAIN_ASSIGN(
      Statement * insert,
      Cached("INSERT INTO customers (key, name, address, import_id) VALUES (?1, ?2, ?3, ?4) "
             "ON CONFLICT (key) DO UPDATE SET "
             "name = CASE WHEN length(excluded.name) > length(name) OR (length(excluded.name) = "
             "length(name) AND excluded.name < name) THEN excluded.name ELSE name END, "
             "import_id = CASE WHEN import_id = '' OR (excluded.import_id <> '' AND "
             "excluded.import_id < import_id) THEN excluded.import_id ELSE import_id END "
             "RETURNING id"));
  BindAll(*insert, key, customer.name, customer.address, customer.import_id);
  REFRAIN_ASSIGN([[maybe_unused]] const bool row, insert->Step());
  const RowId id = insert->Int(0);
  insert->Reset();
  Remember(customer_ids, std::move(cache_key), id);
  return std::optional(id);
}

// Moves the change counter on by `count` and returns its value before.
Result<std::int64_t> Store::Impl::NextSeqAfter(std::int64_t count) {
  REFRAIN_ASSIGN(Statement * update, Cached("UPDATE counters SET value=value+?1 WHERE name='seq' "
                                            "RETURNING value"));
  update->Bind(1, count);
  REFRAIN_ASSIGN([[maybe_unused]] const bool row, update->Step());
  const std::int64_t value = update->Int(0);
  update->Reset();
  return value - count;
}

Result<ItemOutcome> Store::Impl::InsertMessage(const model::Message& m, std::int64_t added_at_utc,
                                               std::int64_t seq) {
  if (has_tombstones) {
    REFRAIN_ASSIGN(const bool erased, IsErased(m));
    if (erased) return ItemOutcome{ItemStatus::kErased, 0};
  }
  REFRAIN_ASSIGN(Statement * find, Cached("SELECT id FROM messages WHERE key=?1"));
  find->Bind(1, std::string_view(m.key));
  REFRAIN_ASSIGN(const bool known, find->Step());
  const RowId earlier = known ? find->Int(0) : 0;
  find->Reset();
  if (known) return ItemOutcome{ItemStatus::kDuplicate, earlier};

  REFRAIN_ASSIGN(const std::optional<RowId> customer, CustomerId(m.customer));
  REFRAIN_ASSIGN(
      Statement * insert,
      Cached("INSERT INTO messages (key, seq, sent_at_utc, offset_minutes, channel, direction, "
             "stage, customer_id, rating, rating_max, is_auto, product, version, segment, country, "
             "thread, text_hash, added_at_utc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
             "?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) ON CONFLICT (key) DO NOTHING"));
  REFRAIN_TRY(RunWith(*insert, m.key, seq, m.sent_at_utc, m.offset_minutes, m.channel, m.direction,
                      m.stage, customer, m.rating, m.rating_max, m.flags.is_auto, m.product,
                      m.version, m.segment, m.country, ThreadColumn(m), TextHash(m), added_at_utc));
  const RowId id = database.last_insert_id();
  REFRAIN_TRY(InsertBody(id, m));
  return ItemOutcome{ItemStatus::kStored, id};
}

Status Store::Impl::InsertBody(RowId id, const model::Message& m) {
  std::optional<RowId> source;
  if (!m.provenance.source.empty()) {
    REFRAIN_ASSIGN(source, SourceId(m.provenance.source));
  }
  REFRAIN_ASSIGN(
      Statement * insert,
      Cached("INSERT INTO bodies (message_id, customer_name, customer_import_id, author, "
             "rfc_message_id, in_reply_to, references_list, declared_language, tags, flags, "
             "source_id, place, byte_offset, checksum, subject, text) VALUES (?1, ?2, ?3, ?4, ?5, "
             "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"));
  const std::string references = PackLines(m.references);
  const std::string tags = PackLines(m.tags);
  const std::string flags = PackFlags(m.flags);
  return RunWith(*insert, id, m.customer.name, m.customer.import_id, m.author, m.message_id,
                 m.in_reply_to, references, m.declared_language, tags, flags, source,
                 m.provenance.place, static_cast<std::int64_t>(m.provenance.byte_offset),
                 MessageChecksum(m), m.subject, m.text);
}

Status Store::Impl::InsertAnnotations(RowId id, RowId version,
                                      const std::vector<model::Block>& blocks,
                                      const model::Annotations& a) {
  REFRAIN_ASSIGN(
      Statement * row,
      Cached("INSERT INTO annotations (message_id, version_id, language, language_confidence, "
             "polarity, score, confidence, blocks, sentences, personal) VALUES (?1, ?2, ?3, ?4, "
             "?5, ?6, ?7, ?8, ?9, ?10)"));
  const std::string packed_blocks = PackBlocks(blocks);
  const std::string sentences = PackSentences(a.sentences);
  const std::string personal = PackPersonal(a.personal);
  REFRAIN_TRY(RunWith(*row, id, version, a.language.code, a.language.confidence, a.sentiment.label,
                      a.sentiment.score, a.sentiment.confidence, packed_blocks, sentences,
                      personal));
  REFRAIN_ASSIGN(Statement * emotion, Cached("INSERT INTO emotions VALUES (?1, ?2, ?3, ?4)"));
  for (std::size_t i = 0; i < a.emotions.size(); ++i) {
    REFRAIN_TRY(RunWith(*emotion, id, i, a.emotions[i].emotion, a.emotions[i].intensity));
  }
  REFRAIN_ASSIGN(Statement * kind, Cached("INSERT INTO kinds VALUES (?1, ?2, ?3, ?4)"));
  for (std::size_t i = 0; i < a.kinds.size(); ++i) {
    REFRAIN_TRY(RunWith(*kind, id, i, a.kinds[i].kind, a.kinds[i].confidence));
  }
  REFRAIN_ASSIGN(Statement * theme, Cached("INSERT INTO theme_mentions VALUES (?1, ?2, ?3, ?4, ?5, "
                                           "?6, ?7, ?8, ?9)"));
  for (std::size_t i = 0; i < a.themes.size(); ++i) {
    const model::ThemeMention& t = a.themes[i];
    REFRAIN_TRY(RunWith(*theme, id, i, t.theme, t.span.begin, t.span.end, t.sentence,
                        t.sentiment.label, t.sentiment.score, t.sentiment.confidence));
  }
  REFRAIN_ASSIGN(Statement * request, Cached("INSERT INTO request_mentions VALUES (?1, ?2, ?3, ?4, "
                                             "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"));
  for (std::size_t i = 0; i < a.requests.size(); ++i) {
    const model::RequestMention& r = a.requests[i];
    const std::string concepts = PackLines(r.concepts);
    REFRAIN_TRY(RunWith(*request, id, i, r.span.begin, r.span.end, r.object.begin, r.object.end,
                        r.sentence, r.confidence, r.implied, r.against, r.title, concepts));
  }
  return Ok();
}

Status Store::Impl::SaveSource(const SourceState& source) {
  REFRAIN_ASSIGN(
      Statement * upsert,
      Cached("INSERT INTO sources (path, format, size_bytes, mtime_ns, inode, position, complete) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (path) DO UPDATE SET "
             "format=excluded.format, size_bytes=excluded.size_bytes, mtime_ns=excluded.mtime_ns, "
             "inode=excluded.inode, position=excluded.position, complete=excluded.complete"));
  return RunWith(*upsert, source.path, source.format, source.size_bytes, source.mtime_ns,
                 source.inode, source.position, source.complete);
}

Result<std::uint64_t> Store::Impl::InsertQuarantine(std::span<const QuarantinedItem> items,
                                                    std::int64_t at_utc) {
  REFRAIN_ASSIGN(Statement * insert,
                 Cached("INSERT INTO quarantine (source, place, reason, hint, raw_hash, at_utc) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING"));
  std::uint64_t fresh = 0;
  for (const QuarantinedItem& item : items) {
    REFRAIN_TRY(
        RunWith(*insert, item.source, item.place, item.reason, item.hint, item.raw_hash, at_utc));
    fresh += static_cast<std::uint64_t>(database.changes());
  }
  return fresh;
}

Status Store::Impl::InsertAudit(std::int64_t at_utc, std::string_view action,
                                const std::string& detail) {
  REFRAIN_ASSIGN(Statement * insert,
                 Cached("INSERT INTO audit (at_utc, action, detail) VALUES (?1, ?2, ?3)"));
  return RunWith(*insert, at_utc, action, detail);
}

namespace {

void CountItem(const ItemOutcome& item, BatchOutcome& outcome) {
  switch (item.status) {
    case ItemStatus::kStored: ++outcome.stored; break;
    case ItemStatus::kErased: ++outcome.erased; [[fallthrough]];
    case ItemStatus::kDuplicate: ++outcome.duplicate; break;
  }
}

std::string BatchDetail(const Batch& batch, const BatchOutcome& outcome) {
  return "seen " + std::to_string(batch.items.size() + batch.quarantined.size()) + " stored " +
         std::to_string(outcome.stored) + " duplicate " + std::to_string(outcome.duplicate) +
         " quarantined " + std::to_string(outcome.quarantined) + " seq " +
         std::to_string(outcome.last_seq);
}

}  // namespace

Result<BatchOutcome> Store::AddBatch(const Batch& batch) {
  Impl& impl = *impl_;
  const auto run = [&]() -> Result<BatchOutcome> {
    BatchOutcome outcome;
    outcome.items.reserve(batch.items.size());
    REFRAIN_ASSIGN(Transaction transaction, Transaction::Begin(impl.database));
    REFRAIN_ASSIGN(const RowId version, impl.VersionId(batch.analyser_version));
    REFRAIN_ASSIGN(const std::int64_t before, impl.NextSeqAfter(0));
    for (const AnalysedMessage& item : batch.items) {
      const std::int64_t seq = before + static_cast<std::int64_t>(outcome.stored) + 1;
      REFRAIN_ASSIGN(const ItemOutcome one, impl.InsertMessage(item.message, batch.at_utc, seq));
      if (one.status == ItemStatus::kStored) {
        REFRAIN_TRY(impl.InsertAnnotations(one.id, version, item.message.blocks, item.annotations));
      }
      CountItem(one, outcome);
      outcome.items.push_back(one);
    }
    REFRAIN_ASSIGN(const std::int64_t old_seq,
                   impl.NextSeqAfter(static_cast<std::int64_t>(outcome.stored)));
    outcome.last_seq = old_seq + static_cast<std::int64_t>(outcome.stored);
    REFRAIN_ASSIGN(outcome.quarantined, impl.InsertQuarantine(batch.quarantined, batch.at_utc));
    outcome.duplicate += batch.quarantined.size() - outcome.quarantined;
    if (batch.source != nullptr) REFRAIN_TRY(impl.SaveSource(*batch.source));
    REFRAIN_TRY(impl.InsertAudit(batch.at_utc, "ingest", BatchDetail(batch, outcome)));
    REFRAIN_TRY(transaction.Commit());
    return outcome;
  };
  Result<BatchOutcome> outcome = run();
  if (!outcome.ok()) impl.ForgetCaches();
  return outcome;
}

Status Store::AddQuarantine(std::span<const QuarantinedItem> items, std::int64_t at_utc) {
  REFRAIN_ASSIGN(Transaction transaction, Transaction::Begin(impl_->database));
  REFRAIN_ASSIGN([[maybe_unused]] const std::uint64_t fresh,
                 impl_->InsertQuarantine(items, at_utc));
  return transaction.Commit();
}

Status Store::SaveSource(const SourceState& source) { return impl_->SaveSource(source); }

Status Store::ReplaceAnnotations(std::span<const Reanalysed> items,
                                 std::string_view analyser_version, std::int64_t at_utc) {
  Impl& impl = *impl_;
  const auto run = [&]() -> Status {
    REFRAIN_ASSIGN(Transaction transaction, Transaction::Begin(impl.database));
    REFRAIN_ASSIGN(const RowId version, impl.VersionId(analyser_version));
    REFRAIN_ASSIGN(std::int64_t seq, impl.NextSeqAfter(static_cast<std::int64_t>(items.size())));
    REFRAIN_ASSIGN(Statement * touch, impl.Cached("UPDATE messages SET seq=?2 WHERE id=?1"));
    REFRAIN_ASSIGN(Statement * drop, impl.Cached("DELETE FROM annotations WHERE message_id=?1"));
    for (const Reanalysed& item : items) {
      REFRAIN_TRY(RunWith(*touch, item.id, ++seq));
      if (impl.database.changes() == 0) continue;
      REFRAIN_TRY(RunWith(*drop, item.id));
      REFRAIN_TRY(impl.InsertAnnotations(item.id, version, item.blocks, item.annotations));
    }
    REFRAIN_TRY(impl.InsertAudit(at_utc, "reanalyse", "messages " + std::to_string(items.size())));
    return transaction.Commit();
  };
  Status done = run();
  if (!done.ok()) impl.ForgetCaches();
  return done;
}

Result<std::string> Store::AppendDecision(const Decision& decision) {
  std::string id = decision.id;
  if (id.empty()) {
    HashBuilder hash;
    hash.Add(decision.at_utc).Add(decision.who).Add(decision.verb).Add(decision.target);
    id = MakeId('d', hash.Add(decision.payload).Finish(), kDecisionIdLength);
  }
  REFRAIN_ASSIGN(Statement * insert,
                 impl_->Cached("INSERT INTO decisions (id, at_utc, who, verb, target, payload) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING"));
  REFRAIN_TRY(RunWith(*insert, id, decision.at_utc, decision.who, decision.verb, decision.target,
                      decision.payload));
  return id;
}

Status Store::AppendAudit(const AuditRow& row) {
  return impl_->InsertAudit(row.at_utc, row.action, row.detail);
}

}  // namespace refrain::store
