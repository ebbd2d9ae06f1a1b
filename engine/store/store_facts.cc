// Rows for series, counted by the caller; and sets of rows for the query language.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <utility>

#include "engine/store/store.h"
#include "engine/store/store_impl.h"

namespace refrain::store {
namespace {

// Up to this share of all rows, looking up single rows is faster than a scan.
constexpr std::size_t kScanFactor = 8;

// Runs `sql` (parameters: ?1 from id, ?2 to id, ?3 from time, ?4 to time; first column the
// id) over the rows of the filter: one scan, or one look-up a row when there are few.
template <typename Visit>
Status ForRows(const Database& database, const FactFilter& filter, const std::string& sql,
               Visit visit) {
  REFRAIN_ASSIGN(Statement select, database.Prepare(sql));
  const std::int64_t from = filter.from_utc.value_or(std::numeric_limits<std::int64_t>::min());
  const std::int64_t to = filter.to_utc.value_or(std::numeric_limits<std::int64_t>::max());
  const auto run = [&](RowId first, RowId last, const auto& wanted) -> Status {
    BindAll(select, first, last, from, to);
    for (;;) {
      REFRAIN_ASSIGN(const bool more, select.Step());
      if (!more) break;
      RowReader row(select);
      const RowId id = row.Int();
      if (!wanted(id)) continue;
      visit(id, row);
      REFRAIN_TRY(row.Check());
    }
    select.Reset();
    return Ok();
  };
  if (filter.ids == nullptr) {
    return run(0, std::numeric_limits<RowId>::max(), [](RowId) { return true; });
  }
  const std::vector<RowId>& ids = *filter.ids;
  if (ids.empty()) return Ok();
  const auto range = static_cast<std::size_t>(ids.back() - ids.front() + 1);
  if (ids.size() * kScanFactor < range) {
    for (const RowId id : ids) REFRAIN_TRY(run(id, id, [](RowId) { return true; }));
    return Ok();
  }
  auto next = ids.begin();  // both sides ascend
  return run(ids.front(), ids.back(), [&](RowId id) {
    while (next != ids.end() && *next < id) ++next;
    return next != ids.end() && *next == id;
  });
}

constexpr std::string_view kIdRange =
    " WHERE m.id BETWEEN ?1 AND ?2 AND m.sent_at_utc >= ?3 AND "
    "m.sent_at_utc < ?4 ORDER BY m.id";

std::string ChildSql(std::string_view columns, std::string_view table) {
  return "SELECT m.id, " + std::string(columns) + " FROM messages m CROSS JOIN " +
         std::string(table) + " t ON t.message_id = m.id" + std::string(kIdRange) + ", t.ordinal";
}

// "<message key>:<begin>" → the message's row.
constexpr std::string_view kRowOfMention =
    "SELECT DISTINCT m.id FROM mentions x JOIN messages m ON m.key = substr(x.mention, 1, "
    "instr(x.mention, ':') - 1) ORDER BY m.id";

Error NoSuch(std::string_view what, std::string_view id, std::string_view list) {
  return {ErrorCode::kNotFound, "there is no " + std::string(what) + " " + std::string(id), "",
          "list them with: refrain " + std::string(list)};
}

}  // namespace

Status Store::ForEachFact(const FactFilter& filter,
                          const std::function<void(const Fact&)>& callback) const {
  const std::string sql =
      "SELECT m.id, m.sent_at_utc, m.offset_minutes, m.channel, m.stage, m.direction, a.polarity, "
      "a.score, a.confidence, a.language, m.product, m.version, m.segment, m.country, c.key, "
      "m.rating, m.rating_max, m.is_auto FROM messages m CROSS JOIN annotations a ON a.message_id "
      "= m.id LEFT JOIN customers c ON c.id = m.customer_id" +
      std::string(kIdRange);
  return ForRows(impl_->database, filter, sql, [&](RowId id, RowReader& row) {
    Fact fact;
    fact.id = id;
    fact.sent_at_utc = row.Int();
    fact.offset_minutes = row.SmallInt();
    fact.channel = row.Name<model::Channel>();
    fact.stage = row.Name<model::Stage>();
    fact.direction = row.Name<model::Direction>();
    fact.polarity = row.Name<model::Polarity>();
    fact.score = row.Real();
    fact.confidence = row.Real();
    fact.language = row.View();
    fact.product = row.View();
    fact.version = row.View();
    fact.segment = row.View();
    fact.country = row.View();
    fact.customer = row.View();
    fact.rating = row.SmallInt();
    fact.rating_max = row.SmallInt();
    fact.is_auto = row.Bool();
    callback(fact);
  });
}

Status Store::ForEachTheme(const FactFilter& filter,
                           const std::function<void(const ThemeFact&)>& callback) const {
  return ForRows(
      impl_->database, filter,
      ChildSql("t.theme, t.span_begin, t.span_end, t.polarity, t.score", "theme_mentions"),
      [&](RowId id, RowReader& row) {
        ThemeFact fact;
        fact.id = id;
        fact.theme = row.View();
        fact.span = row.Span();
        fact.polarity = row.Name<model::Polarity>();
        fact.score = row.Real();
        callback(fact);
      });
}

Status Store::ForEachEmotion(const FactFilter& filter,
                             const std::function<void(const EmotionFact&)>& callback) const {
  return ForRows(impl_->database, filter, ChildSql("t.emotion, t.intensity", "emotions"),
                 [&](RowId id, RowReader& row) {
                   const auto emotion = row.Name<model::Emotion>();
                   callback({id, emotion, row.Real()});
                 });
}

Status Store::ForEachKind(const FactFilter& filter,
                          const std::function<void(const KindFact&)>& callback) const {
  return ForRows(impl_->database, filter, ChildSql("t.kind, t.confidence", "kinds"),
                 [&](RowId id, RowReader& row) {
                   const auto kind = row.Name<model::Kind>();
                   callback({id, kind, row.Real()});
                 });
}

Result<std::vector<std::pair<RowId, std::int64_t>>> Store::ReplyTimes() const {
  // Backwards through each thread: the last outbound message seen is the next one in time.
  REFRAIN_ASSIGN(Statement select,
                 impl_->database.Prepare(
                     "SELECT id, thread, direction, sent_at_utc FROM messages WHERE thread IS NOT "
                     "NULL AND thread <> '' AND direction IN ('inbound', 'outbound') ORDER BY "
                     "thread, sent_at_utc DESC, key DESC"));
  std::vector<std::pair<RowId, std::int64_t>> out;
  std::string thread;
  std::optional<std::int64_t> answer;
  for (;;) {
    REFRAIN_ASSIGN(const bool more, select.Step());
    if (!more) break;
    RowReader row(select);
    const RowId id = row.Int();
    if (const std::string_view own = row.View(); own != thread) {
      thread = own;
      answer.reset();
    }
    const bool outbound = row.View() == "outbound";
    const std::int64_t at = row.Int();
    if (outbound) {
      answer = at;
    } else if (answer) {
      out.emplace_back(id, *answer - at);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::vector<RowId>> Store::RowsOfRequest(std::string_view request_id) const {
  REFRAIN_ASSIGN(const std::vector<RowId> known,
                 impl_->Rows("SELECT 1 FROM requests WHERE id = ?1", request_id));
  if (known.empty()) return NoSuch("request", request_id, "requests");
  return impl_->Rows(
      "WITH mentions AS (SELECT mention FROM request_members WHERE request_id = ?1) " +
          std::string(kRowOfMention),
      request_id);
}

Result<std::vector<RowId>> Store::RowsOfSuggestion(std::string_view suggestion_id) const {
  REFRAIN_ASSIGN(Statement select,
                 impl_->database.Prepare("SELECT request, theme FROM suggestions WHERE id = ?1"));
  select.Bind(1, suggestion_id);
  REFRAIN_ASSIGN(const bool found, select.Step());
  if (!found) return NoSuch("suggestion", suggestion_id, "suggestions");
  const std::string request(select.Text(0));
  const std::string theme(select.Text(1));
  if (!request.empty()) return RowsOfRequest(request);
  return impl_->Rows(
      "SELECT DISTINCT t.message_id FROM theme_mentions t JOIN messages m ON m.id = t.message_id "
      "WHERE t.theme = ?1 AND t.polarity = 'negative' AND m.is_auto = 0 ORDER BY 1",
      theme);
}

Result<std::vector<RowId>> Store::RowsWithSuggestion() const {
  return impl_->Rows(
      "WITH mentions AS (SELECT r.mention FROM request_members r JOIN suggestions s ON s.request = "
      "r.request_id), linked AS (SELECT m.id AS id FROM mentions x JOIN messages m ON m.key = "
      "substr(x.mention, 1, instr(x.mention, ':') - 1)) SELECT id FROM linked UNION SELECT "
      "t.message_id FROM theme_mentions t JOIN messages m ON m.id = t.message_id WHERE t.polarity "
      "= 'negative' AND m.is_auto = 0 AND t.theme IN (SELECT theme FROM suggestions WHERE request "
      "= '') ORDER BY 1",
      {});
}

Result<std::vector<RowId>> Store::RowsUnlinked() const {
  return impl_->Rows(
      "WITH linked AS MATERIALIZED (SELECT mention FROM request_members UNION SELECT mention FROM "
      "request_dissent) SELECT DISTINCT m.id FROM request_mentions r JOIN messages m ON m.id = "
      "r.message_id WHERE m.key || ':' || r.span_begin NOT IN linked ORDER BY m.id",
      {});
}

Result<std::vector<RowId>> Store::RowsDuplicate() const {
  return impl_->Rows(
      "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY customer_id, text_hash ORDER BY "
      "sent_at_utc, key) AS place FROM messages WHERE customer_id IS NOT NULL) WHERE place > 1 "
      "ORDER BY id",
      {});
}

Result<std::vector<RowId>> Store::RowsAddedSince(std::int64_t at_utc) const {
  return impl_->Rows(
      "SELECT id FROM messages WHERE added_at_utc >= CAST(?1 AS INTEGER) ORDER BY id",
      std::to_string(at_utc));
}

}  // namespace refrain::store
