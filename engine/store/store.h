// The only truth: messages, customers, sources, quarantine, decisions, tombstones, audit;
// and beside it what was derived from them (annotations, requests, suggestions).
// Stands between ingest, which writes batches, and query, link and service, which read.
// One folder holds everything: store.db (+ -wal, -shm), lock, index/.
//
// Errors of all functions: kLocked (another writer), kCorrupt (refused with a hint),
// kIo (nothing of the batch was stored), kInvalidArgument where said.
// Threads: one Store a thread; readers and one writer may run at the same time.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/store/records.h"

namespace refrain::store {

enum class Mode { kReadOnly, kReadWrite };

// "c-…" from the address, else the id in the source system, else the name; empty when
// all three are. The same person gets the same key whatever arrives first.
[[nodiscard]] std::string CustomerKey(const model::Customer& customer);
// "m-" + the first 12 characters of the key: what people see and type.
[[nodiscard]] std::string DisplayId(std::string_view message_key);
// "<message key>:<span begin>".
[[nodiscard]] std::string MentionId(std::string_view message_key, const model::Span& span);

class Store {
 public:
  // kReadWrite takes `<folder>/lock` as long as the object lives, creates the folder (0700)
  // and an empty store (0600) when `create` has a store id, and migrates an older schema.
  // Errors: kNotFound (no store there), kLocked, kCorrupt, kUnsupported (a newer schema, or
  // an older one in kReadOnly).
  [[nodiscard]] static Result<Store> Open(const std::filesystem::path& folder, Mode mode,
                                          const CreateOptions& create = {});
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] const std::string& store_id() const;
  [[nodiscard]] const std::filesystem::path& folder() const;

  // ---- writing; each call is one transaction, durable when it returns ----

  // Messages + annotations + source position + quarantine + audit row.
  [[nodiscard]] Result<BatchOutcome> AddBatch(const Batch& batch);
  [[nodiscard]] Status AddQuarantine(std::span<const QuarantinedItem> items, std::int64_t at_utc);
  [[nodiscard]] Status SaveSource(const SourceState& source);
  // Replaces the derived rows of these messages and moves their sequence numbers on.
  [[nodiscard]] Status ReplaceAnnotations(std::span<const Reanalysed> items,
                                          std::string_view analyser_version, std::int64_t at_utc);
  // Replaces all requests and suggestions.
  [[nodiscard]] Status ReplaceInsights(std::span<const model::RecurringRequest> requests,
                                       std::span<const model::Suggestion> suggestions);
  // Append-only; the same decision twice is stored once. Returns its id.
  [[nodiscard]] Result<std::string> AppendDecision(const Decision& decision);
  [[nodiscard]] Status AppendAudit(const AuditRow& row);
  // Erases messages for good: rows, what was derived from them, customers that have no other
  // message; leaves keyed-hash tombstones, drops requests and suggestions that quote them
  // (link again afterwards) and truncates the WAL. Unknown ids are passed over.
  // `customers` (keys): their messages too, and what they sent until `at_utc` stays out.
  // Returns the number of messages erased.
  [[nodiscard]] Result<std::uint64_t> Forget(std::span<const RowId> ids,
                                             std::span<const std::string> customers,
                                             std::int64_t at_utc);
  // Moves the WAL into store.db and empties it.
  [[nodiscard]] Status Checkpoint();

  // ---- messages ----

  enum class Order { kById, kByKey };
  struct MessageFilter {
    Order order = Order::kById;
    const std::vector<RowId>* ids = nullptr;  // null: all; ascending
    RowId after = 0;                          // kById: only rows behind this one
  };
  // Streams; the callback returns false to stop, which is no error.
  [[nodiscard]] Status ReadMessages(
      const MessageFilter& filter,
      const std::function<Result<bool>(const StoredMessage&, const model::Annotations&)>& callback)
      const;
  // Only the words of messages (ids ascending), for queries that must look at them. The views
  // are valid during the callback.
  [[nodiscard]] Status ForEachText(
      const std::vector<RowId>& ids,
      const std::function<void(RowId, std::string_view subject, std::string_view text,
                               const std::vector<model::Block>& blocks)>& callback) const;
  // Errors: kNotFound.
  [[nodiscard]] Result<StoredMessage> Message(RowId id) const;
  // A whole key, "m-" + at least 4 characters of it. Errors: kNotFound, kInvalidArgument when
  // it fits several.
  [[nodiscard]] Result<RowId> FindMessage(std::string_view id) const;
  [[nodiscard]] Result<bool> HasMessage(std::string_view key) const;
  [[nodiscard]] Result<model::Annotations> LoadAnnotations(RowId id) const;
  // Messages of a thread by time, then key.
  [[nodiscard]] Result<std::vector<RowId>> ThreadMessages(std::string_view thread) const;
  // Row ids of message keys; unknown keys are left out. Ascending.
  [[nodiscard]] Result<std::vector<RowId>> RowsOfKeys(std::span<const std::string> keys) const;

  // ---- customers, sources, log ----

  [[nodiscard]] Result<std::vector<StoredCustomer>> Customers() const;  // by key
  // Keys of customers whose key, address or import id is `text`, or whose name or address holds
  // it (ASCII case is folded). By key.
  [[nodiscard]] Result<std::vector<std::string>> FindCustomers(std::string_view text) const;
  [[nodiscard]] Result<std::vector<RowId>> CustomerMessages(std::string_view customer_key) const;
  [[nodiscard]] Result<std::optional<SourceState>> Source(std::string_view path) const;
  [[nodiscard]] Result<std::vector<SourceState>> Sources() const;  // by path
  [[nodiscard]] Result<std::vector<QuarantinedItem>> Quarantine() const;
  [[nodiscard]] Result<std::vector<Decision>> Decisions() const;  // in order of append
  [[nodiscard]] Result<std::vector<AuditRow>> Audit() const;

  // ---- linking ----

  [[nodiscard]] Result<std::vector<model::LinkItem>> LinkItems() const;             // by mention
  [[nodiscard]] Result<std::vector<model::ThemeEvidence>> ThemeEvidence() const;    // by theme
  [[nodiscard]] Result<std::vector<model::RecurringRequest>> LoadRequests() const;  // by id
  [[nodiscard]] Result<std::vector<model::Suggestion>> LoadSuggestions() const;     // by id

  // ---- series and counts ----

  [[nodiscard]] Status ForEachFact(const FactFilter& filter,
                                   const std::function<void(const Fact&)>& callback) const;
  [[nodiscard]] Status ForEachTheme(const FactFilter& filter,
                                    const std::function<void(const ThemeFact&)>& callback) const;
  [[nodiscard]] Status ForEachEmotion(
      const FactFilter& filter, const std::function<void(const EmotionFact&)>& callback) const;
  [[nodiscard]] Status ForEachKind(const FactFilter& filter,
                                   const std::function<void(const KindFact&)>& callback) const;
  [[nodiscard]] Result<Counts> Count() const;
  // Seconds from an inbound message to the first outbound one of its thread after it.
  [[nodiscard]] Result<std::vector<std::pair<RowId, std::int64_t>>> ReplyTimes() const;

  // ---- sets of rows for the query language; ascending, distinct ----

  [[nodiscard]] Result<std::vector<RowId>> RowsOfRequest(std::string_view request_id) const;
  [[nodiscard]] Result<std::vector<RowId>> RowsOfSuggestion(std::string_view suggestion_id) const;
  [[nodiscard]] Result<std::vector<RowId>> RowsWithSuggestion() const;
  // With a request mention that belongs to no recurring request.
  [[nodiscard]] Result<std::vector<RowId>> RowsUnlinked() const;
  // The same customer sent the same words before.
  [[nodiscard]] Result<std::vector<RowId>> RowsDuplicate() const;
  [[nodiscard]] Result<std::vector<RowId>> RowsAddedSince(std::int64_t at_utc) const;

  // ---- index and health ----

  // The change number of the last write that the index must know of.
  [[nodiscard]] Result<std::int64_t> LastSeq() const;
  [[nodiscard]] Result<Changes> ChangesSince(std::int64_t seq) const;
  // The version most annotations were made with; empty when there are none.
  [[nodiscard]] Result<std::vector<NamedCount>> AnalyserVersions() const;  // largest first
  // Pages, foreign keys, and that each message has its body and annotations. kCorrupt when not.
  [[nodiscard]] Status IntegrityCheck() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::store
