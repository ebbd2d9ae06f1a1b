// Erasure: rows, what was derived from them, the log; what stays is a keyed hash.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "engine/base/hash.h"
#include "engine/store/store.h"
#include "engine/store/store_impl.h"

namespace refrain::store {
namespace {

constexpr std::string_view kMessageTombstone = "message";
constexpr std::string_view kCustomerTombstone = "customer";
constexpr std::size_t kWholeHash = 26;

}  // namespace

std::string Store::Impl::TombstoneHash(std::string_view kind, std::string_view key) const {
  HashBuilder hash;
  return Base32(hash.Add(tombstone_key).Add(kind).Add(key).Add(tombstone_key).Finish(), kWholeHash);
}

// A message that was erased, or anything from before its customer was.
Result<bool> Store::Impl::IsErased(const model::Message& message) {
  REFRAIN_ASSIGN(Statement * select, Cached("SELECT 1 FROM tombstones WHERE kind = ?1 AND hash = "
                                            "?2 AND (?1 = 'message' OR at_utc >= ?3)"));
  const std::string by_message = TombstoneHash(kMessageTombstone, message.key);
  BindAll(*select, kMessageTombstone, by_message, message.sent_at_utc);
  REFRAIN_ASSIGN(const bool erased, select->Step());
  select->Reset();
  if (erased) return true;
  const std::string customer = CustomerKey(message.customer);
  if (customer.empty()) return false;
  const std::string by_customer = TombstoneHash(kCustomerTombstone, customer);
  BindAll(*select, kCustomerTombstone, by_customer, message.sent_at_utc);
  REFRAIN_ASSIGN(const bool gone, select->Step());
  select->Reset();
  return gone;
}

Status Store::Impl::EraseRow(RowId id, std::int64_t seq, std::int64_t at_utc) {
  REFRAIN_ASSIGN(Statement * find, Cached("SELECT key FROM messages WHERE id = ?1"));
  find->Bind(1, id);
  REFRAIN_ASSIGN(const bool found, find->Step());
  const std::string key(found ? find->Text(0) : std::string_view());
  find->Reset();
  if (!found) return Ok();
  const std::string hash = TombstoneHash(kMessageTombstone, key);
  REFRAIN_ASSIGN(Statement * bury, Cached("INSERT OR REPLACE INTO tombstones (kind, hash, at_utc) "
                                          "VALUES (?1, ?2, ?3)"));
  REFRAIN_TRY(RunWith(*bury, kMessageTombstone, hash, at_utc));
  // Requests quote their members in titles; one that loses a member is made again by linking.
  const std::string first = key + ":";
  const std::string last = key + ";";
  REFRAIN_ASSIGN(
      Statement * suggestions,
      Cached("DELETE FROM suggestions WHERE request IN (SELECT request_id FROM request_members "
             "WHERE mention >= ?1 AND mention < ?2 UNION SELECT request_id FROM request_dissent "
             "WHERE mention >= ?1 AND mention < ?2)"));
  REFRAIN_TRY(RunWith(*suggestions, first, last));
  REFRAIN_ASSIGN(
      Statement * requests,
      Cached("DELETE FROM requests WHERE id IN (SELECT request_id FROM request_members WHERE "
             "mention >= ?1 AND mention < ?2 UNION SELECT request_id FROM request_dissent WHERE "
             "mention >= ?1 AND mention < ?2)"));
  REFRAIN_TRY(RunWith(*requests, first, last));
  REFRAIN_ASSIGN(Statement * drop, Cached("DELETE FROM messages WHERE id = ?1"));
  REFRAIN_TRY(RunWith(*drop, id));
  REFRAIN_ASSIGN(Statement * note, Cached("INSERT OR REPLACE INTO deletions (message_id, seq) "
                                          "VALUES (?1, ?2)"));
  return RunWith(*note, id, seq);
}

Result<std::uint64_t> Store::Forget(std::span<const RowId> ids,
                                    std::span<const std::string> customers, std::int64_t at_utc) {
  Impl& impl = *impl_;
  std::vector<RowId> rows(ids.begin(), ids.end());
  for (const std::string& customer : customers) {
    REFRAIN_ASSIGN(const std::vector<RowId> own, CustomerMessages(customer));
    rows.insert(rows.end(), own.begin(), own.end());
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  impl.ForgetCaches();

  REFRAIN_ASSIGN(Transaction transaction, Transaction::Begin(impl.database));
  REFRAIN_ASSIGN(const std::int64_t before,
                 impl.database.QueryInt("SELECT count(*) FROM messages"));
  REFRAIN_ASSIGN(std::int64_t seq, impl.NextSeqAfter(static_cast<std::int64_t>(rows.size())));
  for (const RowId id : rows) REFRAIN_TRY(impl.EraseRow(id, ++seq, at_utc));
  REFRAIN_ASSIGN(Statement * bury, impl.Cached("INSERT OR REPLACE INTO tombstones (kind, hash, "
                                               "at_utc) VALUES (?1, ?2, ?3)"));
  for (const std::string& customer : customers) {
    const std::string hash = impl.TombstoneHash(kCustomerTombstone, customer);
    REFRAIN_TRY(RunWith(*bury, kCustomerTombstone, hash, at_utc));
  }
  REFRAIN_TRY(impl.database.Execute(
      "DELETE FROM customers WHERE id NOT IN (SELECT customer_id FROM messages WHERE customer_id "
      "IS NOT NULL)"));
  REFRAIN_ASSIGN(const std::int64_t after, impl.database.QueryInt("SELECT count(*) FROM messages"));
  REFRAIN_TRY(impl.InsertAudit(at_utc, "forget",
                               "messages " + std::to_string(before - after) + " customers " +
                                   std::to_string(customers.size())));
  REFRAIN_TRY(transaction.Commit());
  impl.has_tombstones = impl.has_tombstones || !rows.empty() || !customers.empty();
  REFRAIN_TRY(Checkpoint());
  return static_cast<std::uint64_t>(before - after);
}

}  // namespace refrain::store
