// What linking reads (mentions, themes) and leaves behind (requests, suggestions).
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/store/pack.h"
#include "engine/store/store.h"
#include "engine/store/store_impl.h"

namespace refrain::store {
namespace {

// The themes of the mention's own sentence, else all of the message: distinct, sorted.
std::vector<std::string> ThemesOf(const model::Annotations& annotations, std::uint32_t sentence) {
  std::set<std::string> own;
  std::set<std::string> all;
  for (const model::ThemeMention& mention : annotations.themes) {
    all.insert(mention.theme);
    if (mention.sentence == sentence) own.insert(mention.theme);
  }
  const std::set<std::string>& chosen = own.empty() ? all : own;
  return {chosen.begin(), chosen.end()};
}

std::string Cut(const std::string& text, const model::Span& span) {
  return text.substr(span.begin, span.end - span.begin);
}

model::LinkItem MakeItem(const StoredMessage& stored, const model::Annotations& annotations,
                         const model::RequestMention& mention) {
  const model::Message& message = stored.message;
  model::LinkItem item;
  item.mention = MentionId(message.key, mention.span);
  item.message_key = message.key;
  item.customer = stored.customer_key;
  item.product = message.product;
  item.language = annotations.language.code;
  model::Span sentence = mention.span;
  if (mention.sentence < annotations.sentences.size()) {
    const model::SentenceAnnotation& own = annotations.sentences[mention.sentence];
    sentence = own.span;
    if (!own.language.code.empty()) item.language = own.language.code;
  }
  item.text = Cut(message.text, sentence);
  item.object = Cut(message.text, mention.object);
  item.title = mention.title;
  item.concepts = mention.concepts;
  item.themes = ThemesOf(annotations, mention.sentence);
  item.sent_at_utc = message.sent_at_utc;
  item.confidence = mention.confidence;
  item.against = mention.against;
  return item;
}

}  // namespace

Result<std::vector<model::LinkItem>> Store::LinkItems() const {
  REFRAIN_ASSIGN(
      const std::vector<RowId> rows,
      impl_->Rows("SELECT DISTINCT message_id FROM request_mentions ORDER BY message_id", {}));
  std::vector<model::LinkItem> items;
  MessageFilter filter;
  filter.ids = &rows;
  REFRAIN_TRY(
      ReadMessages(filter, [&](const StoredMessage& stored, const model::Annotations& annotations) {
        for (const model::RequestMention& mention : annotations.requests) {
          items.push_back(MakeItem(stored, annotations, mention));
        }
        return true;
      }));
  std::sort(items.begin(), items.end(),
            [](const auto& a, const auto& b) { return a.mention < b.mention; });
  return items;
}

Result<std::vector<model::ThemeEvidence>> Store::ThemeEvidence() const {
  REFRAIN_ASSIGN(
      Statement select,
      impl_->database.Prepare(
          "SELECT DISTINCT t.theme, m.key, coalesce(m.customer_id, -m.id) FROM theme_mentions t "
          "JOIN messages m ON m.id = t.message_id WHERE t.polarity = 'negative' AND m.is_auto = 0 "
          "ORDER BY 1, 2"));
  std::vector<model::ThemeEvidence> out;
  std::set<std::int64_t> customers;
  const auto close = [&] {
    if (!out.empty()) out.back().customers = static_cast<std::uint32_t>(customers.size());
    customers.clear();
  };
  for (;;) {
    REFRAIN_ASSIGN(const bool more, select.Step());
    if (!more) break;
    RowReader row(select);
    const std::string_view theme = row.View();
    if (out.empty() || out.back().theme != theme) {
      close();
      out.push_back({std::string(theme), {}, 0});
    }
    out.back().message_keys.push_back(row.Text());
    customers.insert(row.Int());
  }
  close();
  return out;
}

Status Store::ReplaceInsights(std::span<const model::RecurringRequest> requests,
                              std::span<const model::Suggestion> suggestions) {
  const Database& database = impl_->database;
  REFRAIN_ASSIGN(Transaction transaction, Transaction::Begin(database));
  REFRAIN_TRY(database.Execute("DELETE FROM requests; DELETE FROM suggestions"));
  REFRAIN_ASSIGN(Statement request,
                 database.Prepare("INSERT INTO requests (id, title, medoid, themes, concepts) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5)"));
  REFRAIN_ASSIGN(Statement member,
                 database.Prepare("INSERT INTO request_members (request_id, mention, similarity, "
                                  "proposed) VALUES (?1, ?2, ?3, ?4)"));
  REFRAIN_ASSIGN(Statement dissent, database.Prepare("INSERT INTO request_dissent (request_id, "
                                                     "mention) VALUES (?1, ?2)"));
  for (const model::RecurringRequest& one : requests) {
    const std::string themes = PackLines(one.themes);
    const std::string concepts = PackLines(one.concepts);
    REFRAIN_TRY(RunWith(request, one.id, one.title, one.medoid, themes, concepts));
    for (const model::RequestMember& m : one.members) {
      REFRAIN_TRY(RunWith(member, one.id, m.mention, m.similarity, m.proposed));
    }
    for (const std::string& mention : one.dissent) REFRAIN_TRY(RunWith(dissent, one.id, mention));
  }
  REFRAIN_ASSIGN(Statement suggestion,
                 database.Prepare("INSERT INTO suggestions (id, kind, status, title, request, "
                                  "theme, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
  for (const model::Suggestion& s : suggestions) {
    REFRAIN_TRY(RunWith(suggestion, s.id, s.kind, s.status, s.title, s.request, s.theme, s.reason));
  }
  return transaction.Commit();
}

Result<std::vector<model::RecurringRequest>> Store::LoadRequests() const {
  std::map<std::string, model::RecurringRequest, std::less<>> by_id;
  REFRAIN_ASSIGN(Statement select, impl_->database.Prepare("SELECT id, title, medoid, themes, "
                                                           "concepts FROM requests"));
  for (;;) {
    REFRAIN_ASSIGN(const bool more, select.Step());
    if (!more) break;
    RowReader row(select);
    model::RecurringRequest request;
    request.id = row.Text();
    request.title = row.Text();
    request.medoid = row.Text();
    request.themes = UnpackLines(row.View());
    request.concepts = UnpackLines(row.View());
    by_id.emplace(request.id, std::move(request));
  }
  const auto attach = [&](std::string_view sql, const auto& add) -> Status {
    REFRAIN_ASSIGN(Statement rows, impl_->database.Prepare(sql));
    for (;;) {
      REFRAIN_ASSIGN(const bool more, rows.Step());
      if (!more) return Ok();
      RowReader row(rows);
      if (const auto found = by_id.find(row.View()); found != by_id.end()) add(found->second, row);
    }
  };
  REFRAIN_TRY(
      attach("SELECT request_id, mention, similarity, proposed FROM request_members ORDER BY 1, 2",
             [](model::RecurringRequest& request, RowReader& row) {
               model::RequestMember member;
               member.mention = row.Text();
               member.similarity = row.Real();
               member.proposed = row.Bool();
               request.members.push_back(std::move(member));
             }));
  REFRAIN_TRY(attach("SELECT request_id, mention FROM request_dissent ORDER BY 1, 2",
                     [](model::RecurringRequest& request, RowReader& row) {
                       request.dissent.push_back(row.Text());
                     }));
  std::vector<model::RecurringRequest> out;
  out.reserve(by_id.size());
  for (auto& [id, request] : by_id) out.push_back(std::move(request));
  return out;
}

Result<std::vector<model::Suggestion>> Store::LoadSuggestions() const {
  REFRAIN_ASSIGN(Statement select,
                 impl_->database.Prepare("SELECT id, kind, status, title, request, theme, reason "
                                         "FROM suggestions ORDER BY id"));
  std::vector<model::Suggestion> out;
  for (;;) {
    REFRAIN_ASSIGN(const bool more, select.Step());
    if (!more) return out;
    RowReader row(select);
    model::Suggestion& s = out.emplace_back();
    s.id = row.Text();
    s.kind = row.Name<model::SuggestionKind>();
    s.status = row.Name<model::Status>();
    s.title = row.Text();
    s.request = row.Text();
    s.theme = row.Text();
    s.reason = row.Text();
    REFRAIN_TRY(row.Check());
  }
}

}  // namespace refrain::store
