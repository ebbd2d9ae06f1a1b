// Customers, sources, quarantine, decisions, audit, counts: the lists of the store.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "engine/store/store.h"
#include "engine/store/store_impl.h"

namespace refrain::store {
namespace {

// Calls read(RowReader&) → T for each row of a prepared statement.
template <typename T, typename Read>
Result<std::vector<T>> Collect(Statement& select, Read read) {
  std::vector<T> out;
  for (;;) {
    REFRAIN_ASSIGN(const bool more, select.Step());
    if (!more) return out;
    RowReader row(select);
    out.push_back(read(row));
    REFRAIN_TRY(row.Check());
  }
}

template <typename T, typename Read>
Result<std::vector<T>> CollectAll(const Database& database, std::string_view sql, Read read) {
  REFRAIN_ASSIGN(Statement select, database.Prepare(sql));
  return Collect<T>(select, read);
}

SourceState ReadSource(RowReader& row) {
  SourceState source;
  source.path = row.Text();
  source.format = row.Text();
  source.size_bytes = row.Int();
  source.mtime_ns = row.Int();
  source.inode = row.Int();
  source.position = row.Int();
  source.complete = row.Bool();
  return source;
}

NamedCount ReadCount(RowReader& row) {
  std::string name = row.Text();
  return {std::move(name), static_cast<std::uint64_t>(row.Int())};
}

constexpr std::string_view kSelectSource =
    "SELECT path, format, size_bytes, mtime_ns, inode, position, complete FROM sources ";

// For LIKE … ESCAPE '\': the text itself, wherever it stands.
std::string ContainsPattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace

Result<std::vector<StoredCustomer>> Store::Customers() const {
  return CollectAll<StoredCustomer>(
      impl_->database,
      "SELECT c.key, c.name, c.address, c.import_id, (SELECT count(*) FROM messages m WHERE "
      "m.customer_id = c.id) FROM customers c ORDER BY c.key",
      [](RowReader& row) {
        StoredCustomer customer;
        customer.key = row.Text();
        customer.customer.name = row.Text();
        customer.customer.address = row.Text();
        customer.customer.import_id = row.Text();
        customer.messages = static_cast<std::uint64_t>(row.Int());
        return customer;
      });
}

Result<std::vector<std::string>> Store::FindCustomers(std::string_view text) const {
  REFRAIN_ASSIGN(Statement select,
                 impl_->database.Prepare(
                     "SELECT key FROM customers WHERE key = ?1 OR import_id = ?1 OR name LIKE ?2 "
                     "ESCAPE '\\' OR address LIKE ?2 ESCAPE '\\' ORDER BY key"));
  const std::string pattern = ContainsPattern(text);
  select.Bind(1, text);
  select.Bind(2, std::string_view(pattern));
  return Collect<std::string>(select, [](RowReader& row) { return row.Text(); });
}

Result<std::vector<RowId>> Store::CustomerMessages(std::string_view customer_key) const {
  return impl_->Rows(
      "SELECT id FROM messages WHERE customer_id = (SELECT id FROM customers WHERE key = ?1) "
      "ORDER BY id",
      customer_key);
}

Result<std::optional<SourceState>> Store::Source(std::string_view path) const {
  REFRAIN_ASSIGN(Statement select,
                 impl_->database.Prepare(std::string(kSelectSource) + "WHERE path = ?1"));
  select.Bind(1, path);
  REFRAIN_ASSIGN(std::vector<SourceState> found, Collect<SourceState>(select, ReadSource));
  if (found.empty()) return std::optional<SourceState>();
  return std::optional(std::move(found.front()));
}

Result<std::vector<SourceState>> Store::Sources() const {
  return CollectAll<SourceState>(impl_->database, std::string(kSelectSource) + "ORDER BY path",
                                 ReadSource);
}

Result<std::vector<QuarantinedItem>> Store::Quarantine() const {
  return CollectAll<QuarantinedItem>(
      impl_->database, "SELECT source, place, reason, hint, raw_hash FROM quarantine ORDER BY id",
      [](RowReader& row) {
        QuarantinedItem item;
        item.source = row.Text();
        item.place = row.Text();
        item.reason = row.Text();
        item.hint = row.Text();
        item.raw_hash = row.Text();
        return item;
      });
}

Result<std::vector<Decision>> Store::Decisions() const {
  return CollectAll<Decision>(
      impl_->database,
      "SELECT id, at_utc, who, verb, target, payload FROM decisions ORDER BY number",
      [](RowReader& row) {
        Decision decision;
        decision.id = row.Text();
        decision.at_utc = row.Int();
        decision.who = row.Text();
        decision.verb = row.Text();
        decision.target = row.Text();
        decision.payload = row.Text();
        return decision;
      });
}

Result<std::vector<AuditRow>> Store::Audit() const {
  return CollectAll<AuditRow>(
      impl_->database, "SELECT at_utc, action, detail FROM audit ORDER BY id", [](RowReader& row) {
        AuditRow audit;
        audit.at_utc = row.Int();
        audit.action = row.Text();
        audit.detail = row.Text();
        return audit;
      });
}

Result<Counts> Store::Count() const {
  const Database& database = impl_->database;
  Counts counts;
  const auto number = [&](std::string_view sql, auto& target) -> Status {
    REFRAIN_ASSIGN(const std::int64_t value, database.QueryInt(sql));
    target = static_cast<std::remove_reference_t<decltype(target)>>(value);
    return Ok();
  };
  REFRAIN_TRY(number("SELECT count(*) FROM messages", counts.messages));
  REFRAIN_TRY(number("SELECT count(*) FROM customers", counts.customers));
  REFRAIN_TRY(number("SELECT count(*) FROM quarantine", counts.quarantined));
  REFRAIN_TRY(number("SELECT count(*) FROM tombstones WHERE kind = 'message'", counts.erased));
  REFRAIN_TRY(
      number("SELECT coalesce(min(sent_at_utc), 0) FROM messages", counts.first_sent_at_utc));
  REFRAIN_TRY(
      number("SELECT coalesce(max(sent_at_utc), 0) FROM messages", counts.last_sent_at_utc));
  REFRAIN_ASSIGN(
      counts.by_channel,
      CollectAll<NamedCount>(database,
                             "SELECT channel, count(*) FROM messages GROUP BY 1 ORDER BY 2 DESC, 1",
                             ReadCount));
  REFRAIN_ASSIGN(
      counts.by_language,
      CollectAll<NamedCount>(
          database, "SELECT language, count(*) FROM annotations GROUP BY 1 ORDER BY 2 DESC, 1",
          ReadCount));
  return counts;
}

Result<std::vector<NamedCount>> Store::AnalyserVersions() const {
  return CollectAll<NamedCount>(
      impl_->database,
      "SELECT v.version, count(*) FROM annotations a JOIN analyser_versions v ON v.id = "
      "a.version_id GROUP BY 1 ORDER BY 2 DESC, 1",
      ReadCount);
}

}  // namespace refrain::store
