// Reading messages back, whole.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "engine/store/checksum.h"
#include "engine/store/pack.h"
#include "engine/store/store.h"
#include "engine/store/store_impl.h"

namespace refrain::store {
namespace {

constexpr std::size_t kKeyLength = 26;
constexpr std::size_t kShortestPrefix = 4;

// Columns in the order in which ReadMessage and ReadRow take them.
constexpr std::string_view kSelect =
    "SELECT m.id, m.seq, m.added_at_utc, m.key, m.channel, m.direction, m.stage, c.key, c.address, "
    "b.customer_name, b.customer_import_id, b.author, m.sent_at_utc, m.offset_minutes, "
    "b.rfc_message_id, b.in_reply_to, b.references_list, m.thread, b.subject, b.text, m.rating, "
    "m.rating_max, m.product, m.version, m.country, m.segment, b.declared_language, b.tags, "
    "b.flags, s.path, b.place, b.byte_offset, b.checksum, a.language, a.language_confidence, "
    "a.polarity, a.score, a.confidence, a.blocks, a.sentences, a.personal "
    "FROM messages m JOIN bodies b ON b.message_id = m.id "
    "JOIN annotations a ON a.message_id = m.id LEFT JOIN customers c ON c.id = m.customer_id "
    "LEFT JOIN sources s ON s.id = b.source_id ";
constexpr std::string_view kById = " WHERE m.id = ?1";

Error Damaged(const model::Message& message) {
  return {ErrorCode::kCorrupt, "a message of the store is damaged", DisplayId(message.key),
          "restore a backup of the store; refrain doctor lists what is damaged"};
}

Result<StoredMessage> ReadMessage(RowReader& row) {
  StoredMessage out;
  model::Message& m = out.message;
  out.id = row.Int();
  out.seq = row.Int();
  out.added_at_utc = row.Int();
  m.key = row.Text();
  m.channel = row.Name<model::Channel>();
  m.direction = row.Name<model::Direction>();
  m.stage = row.Name<model::Stage>();
  out.customer_key = row.Text();
  m.customer.address = row.Text();
  m.customer.name = row.Text();
  m.customer.import_id = row.Text();
  m.author = row.Text();
  m.sent_at_utc = row.Int();
  m.offset_minutes = row.SmallInt();
  m.message_id = row.Text();
  m.in_reply_to = row.Text();
  m.references = UnpackLines(row.View());
  m.thread = row.OptionalText().value_or(m.key);
  m.subject = row.Text();
  m.text = row.Text();
  m.rating = row.SmallInt();
  m.rating_max = row.SmallInt();
  m.product = row.Text();
  m.version = row.Text();
  m.country = row.Text();
  m.segment = row.Text();
  m.declared_language = row.Text();
  m.tags = UnpackLines(row.View());
  REFRAIN_ASSIGN(m.flags, UnpackFlags(row.View()));
  m.provenance.source = row.Text();
  m.provenance.place = row.Text();
  m.provenance.byte_offset = static_cast<std::uint64_t>(row.Int());
  REFRAIN_TRY(row.Check());
  if (row.Int() != MessageChecksum(m)) return Damaged(m);
  return out;
}

// The columns of `annotations` that follow those of the message.
Result<model::Annotations> ReadAnnotationRow(RowReader& row, std::vector<model::Block>& blocks) {
  model::Annotations a;
  a.language.code = row.Text();
  a.language.confidence = row.Real();
  a.sentiment.label = row.Name<model::Polarity>();
  a.sentiment.score = row.Real();
  a.sentiment.confidence = row.Real();
  REFRAIN_ASSIGN(blocks, UnpackBlocks(row.View()));
  REFRAIN_ASSIGN(a.sentences, UnpackSentences(row.View()));
  REFRAIN_ASSIGN(a.personal, UnpackPersonal(row.View()));
  REFRAIN_TRY(row.Check());
  return a;
}

// Spans of damaged derived rows must not reach beyond the text.
Status CheckSpans(const model::Message& message, const model::Annotations& annotations) {
  const auto size = static_cast<std::uint32_t>(message.text.size());
  const auto fits = [size](const model::Span& span) {
    return span.begin <= span.end && span.end <= size;
  };
  bool good = true;
  for (const auto& block : message.blocks) good = good && fits(block.span);
  for (const auto& sentence : annotations.sentences) good = good && fits(sentence.span);
  for (const auto& datum : annotations.personal) good = good && fits(datum.span);
  for (const auto& theme : annotations.themes) good = good && fits(theme.span);
  for (const auto& request : annotations.requests) {
    good = good && fits(request.span) && fits(request.object);
  }
  if (good) return Ok();
  return Error{ErrorCode::kCorrupt, "the annotations of a message are damaged",
               DisplayId(message.key), "run: refrain rebuild"};
}

}  // namespace

Status Store::Impl::ReadChildren(RowId id, model::Annotations& a) const {
  const auto each = [&](std::string_view sql, const auto& read) -> Status {
    REFRAIN_ASSIGN(Statement * select, Cached(sql));
    select->Bind(1, id);
    for (;;) {
      REFRAIN_ASSIGN(const bool more, select->Step());
      if (!more) break;
      RowReader row(*select);
      read(row);
      if (Status good = row.Check(); !good.ok()) {
        select->Reset();
        return good;
      }
    }
    select->Reset();
    return Ok();
  };
  REFRAIN_TRY(each("SELECT emotion, intensity FROM emotions WHERE message_id=?1 ORDER BY ordinal",
                   [&](RowReader& row) {
                     const auto emotion = row.Name<model::Emotion>();
                     a.emotions.push_back({emotion, row.Real()});
                   }));
  REFRAIN_TRY(each("SELECT kind, confidence FROM kinds WHERE message_id=?1 ORDER BY ordinal",
                   [&](RowReader& row) {
                     const auto kind = row.Name<model::Kind>();
                     a.kinds.push_back({kind, row.Real()});
                   }));
  REFRAIN_TRY(
      each("SELECT theme, span_begin, span_end, sentence, polarity, score, confidence "
           "FROM theme_mentions WHERE message_id=?1 ORDER BY ordinal",
           [&](RowReader& row) {
             model::ThemeMention& t = a.themes.emplace_back();
             t.theme = row.Text();
             t.span = row.Span();
             t.sentence = static_cast<std::uint32_t>(row.Int());
             t.sentiment.label = row.Name<model::Polarity>();
             t.sentiment.score = row.Real();
             t.sentiment.confidence = row.Real();
           }));
  return each(
      "SELECT span_begin, span_end, object_begin, object_end, sentence, confidence, implied, "
      "against, title, concepts FROM request_mentions WHERE message_id=?1 ORDER BY ordinal",
      [&](RowReader& row) {
        model::RequestMention& r = a.requests.emplace_back();
        r.span = row.Span();
        r.object = row.Span();
        r.sentence = static_cast<std::uint32_t>(row.Int());
        r.confidence = row.Real();
        r.implied = row.Bool();
        r.against = row.Bool();
        r.title = row.Text();
        r.concepts = UnpackLines(row.View());
      });
}

Status Store::ReadMessages(
    const MessageFilter& filter,
    const std::function<Result<bool>(const StoredMessage&, const model::Annotations&)>& callback)
    const {
  std::string sql(kSelect);
  if (filter.ids != nullptr) {
    sql += kById;
  } else if (filter.order == Order::kByKey) {
    sql += " WHERE m.id > ?1 ORDER BY m.key";
  } else {
    sql += " WHERE m.id > ?1 ORDER BY m.id";
  }
  REFRAIN_ASSIGN(Statement select, impl_->database.Prepare(sql));
  // Reads the rows that the statement has; false when the callback wants no more.
  const auto drain = [&]() -> Result<bool> {
    for (;;) {
      REFRAIN_ASSIGN(const bool more, select.Step());
      if (!more) return true;
      RowReader row(select);
      REFRAIN_ASSIGN(StoredMessage stored, ReadMessage(row));
      REFRAIN_ASSIGN(model::Annotations annotations, ReadAnnotationRow(row, stored.message.blocks));
      REFRAIN_TRY(impl_->ReadChildren(stored.id, annotations));
      REFRAIN_TRY(CheckSpans(stored.message, annotations));
      REFRAIN_ASSIGN(const bool go_on, callback(stored, annotations));
      if (!go_on) return false;
    }
  };
  if (filter.ids == nullptr) {
    select.Bind(1, filter.after);
    const Result<bool> done = drain();
    if (!done.ok()) return done.error();
    return Ok();
  }
  for (const RowId id : *filter.ids) {
    if (id <= filter.after) continue;
    select.Bind(1, id);
    REFRAIN_ASSIGN(const bool go_on, drain());
    if (!go_on) return Ok();
    select.Reset();
  }
  return Ok();
}

Status Store::ForEachText(
    const std::vector<RowId>& ids,
    const std::function<void(RowId, std::string_view, std::string_view,
                             const std::vector<model::Block>&)>& callback) const {
  REFRAIN_ASSIGN(Statement select,
                 impl_->database.Prepare("SELECT b.subject, b.text, a.blocks FROM bodies b JOIN "
                                         "annotations a ON a.message_id = b.message_id WHERE "
                                         "b.message_id = ?1"));
  for (const RowId id : ids) {
    select.Bind(1, id);
    REFRAIN_ASSIGN(const bool found, select.Step());
    if (found) {
      REFRAIN_ASSIGN(const std::vector<model::Block> blocks, UnpackBlocks(select.Text(2)));
      const std::string_view text = select.Text(1);
      const bool fits = std::all_of(blocks.begin(), blocks.end(), [&](const model::Block& block) {
        return block.span.begin <= block.span.end && block.span.end <= text.size();
      });
      if (fits) callback(id, select.Text(0), text, blocks);
    }
    select.Reset();
  }
  return Ok();
}

Result<StoredMessage> Store::Message(RowId id) const {
  std::optional<StoredMessage> found;
  const std::vector<RowId> ids{id};
  MessageFilter filter;
  filter.ids = &ids;
  REFRAIN_TRY(ReadMessages(filter, [&](const StoredMessage& stored, const model::Annotations&) {
    found = stored;
    return true;
  }));
  if (!found) return Error{ErrorCode::kNotFound, "there is no such message", "", ""};
  return *std::move(found);
}

Result<model::Annotations> Store::LoadAnnotations(RowId id) const {
  std::optional<model::Annotations> found;
  const std::vector<RowId> ids{id};
  MessageFilter filter;
  filter.ids = &ids;
  REFRAIN_TRY(
      ReadMessages(filter, [&](const StoredMessage&, const model::Annotations& annotations) {
        found = annotations;
        return true;
      }));
  if (!found) return Error{ErrorCode::kNotFound, "there is no such message", "", ""};
  return *std::move(found);
}

Result<RowId> Store::FindMessage(std::string_view id) const {
  std::string_view prefix = id;
  if (prefix.starts_with("m-")) prefix.remove_prefix(2);
  const bool good = prefix.size() >= kShortestPrefix && prefix.size() <= kKeyLength &&
                    std::all_of(prefix.begin(), prefix.end(), [](char c) {
                      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
                    });
  if (!good) {
    return Error{ErrorCode::kNotFound, "\"" + std::string(id) + "\" is no id of a message", "",
                 "ids of messages look like m-4k1d0zq8r2vw"};
  }
  // "{" sorts behind every character of a key.
  REFRAIN_ASSIGN(Statement select,
                 impl_->database.Prepare(
                     "SELECT id FROM messages WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT 2"));
  const std::string end = std::string(prefix) + "{";
  select.Bind(1, prefix);
  select.Bind(2, std::string_view(end));
  REFRAIN_ASSIGN(const bool found, select.Step());
  if (!found) {
    return Error{ErrorCode::kNotFound, "there is no message " + std::string(id), "", ""};
  }
  const RowId row = select.Int(0);
  REFRAIN_ASSIGN(const bool second, select.Step());
  if (second) {
    return Error{ErrorCode::kInvalidArgument, std::string(id) + " fits several messages", "",
                 "give more characters of the id"};
  }
  return row;
}

Result<bool> Store::HasMessage(std::string_view key) const {
  REFRAIN_ASSIGN(Statement * select, impl_->Cached("SELECT 1 FROM messages WHERE key=?1"));
  select->Bind(1, key);
  REFRAIN_ASSIGN(const bool found, select->Step());
  select->Reset();
  return found;
}

Result<std::vector<RowId>> Store::ThreadMessages(std::string_view thread) const {
  return impl_->Rows(
      "SELECT id FROM (SELECT id, sent_at_utc, key FROM messages WHERE thread=?1 "
      "UNION SELECT id, sent_at_utc, key FROM messages WHERE key=?1) ORDER BY sent_at_utc, key",
      thread);
}

Result<std::vector<RowId>> Store::RowsOfKeys(std::span<const std::string> keys) const {
  std::vector<RowId> rows;
  REFRAIN_ASSIGN(Statement select, impl_->database.Prepare("SELECT id FROM messages WHERE key=?1"));
  for (const std::string& key : keys) {
    select.Bind(1, std::string_view(key));
    REFRAIN_ASSIGN(const bool found, select.Step());
    if (found) rows.push_back(select.Int(0));
    select.Reset();
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace refrain::store
