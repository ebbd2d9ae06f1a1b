// Messages and what was found in them as JSON Lines. The canonical form leaves out what belongs
// to how it was read (arrival, paths), so that the same truth gives the same bytes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <unordered_set>

#include "engine/base/time.h"
#include "engine/service/engine_impl.h"
#include "engine/service/json_values.h"

namespace refrain::service {
namespace {

Json ExportMessage(const store::StoredMessage& stored, const model::Annotations& annotations,
                   bool canonical) {
  const model::Message& message = stored.message;
  Json out = {{"type", "message"},
              {"key", message.key},
              {"channel", model::NameOf(message.channel)},
              {"direction", model::NameOf(message.direction)},
              {"stage", model::NameOf(message.stage)},
              {"sent_at", message.flags.date_missing && canonical
                              ? Json(nullptr)
                              : Json(FormatRfc3339(message.sent_at_utc, message.offset_minutes))},
              {"customer", stored.customer_key},
              {"customer_name", message.customer.name},
              {"customer_address", message.customer.address},
              {"customer_import_id", message.customer.import_id},
              {"author", message.author},
              {"thread", message.thread},
              {"message_id", message.message_id},
              {"subject", message.subject},
              {"text", message.text},
              {"product", message.product},
              {"version", message.version},
              {"country", message.country},
              {"segment", message.segment},
              {"rating", message.rating},
              {"rating_max", message.rating_max},
              {"tags", message.tags},
              {"blocks", BlocksJson(message.blocks)}};
  if (!canonical) {
    out["source"] = message.provenance.source;
    out["place"] = message.provenance.place;
    out["added_at"] = FormatRfc3339(stored.added_at_utc);
  }
  PutAnnotations(annotations, out);
  return out;
}

Json ExportRequest(const model::RecurringRequest& request) {
  Json members = Json::array();
  for (const model::RequestMember& member : request.members) {
    members.push_back({{"mention", member.mention},
                       {"similarity", Rounded(member.similarity)},
                       {"proposed", member.proposed}});
  }
  return {{"type", "request"},        {"id", request.id},
          {"title", request.title},   {"medoid", request.medoid},
          {"members", members},       {"dissent", request.dissent},
          {"themes", request.themes}, {"concepts", request.concepts}};
}

Json ExportSuggestion(const model::Suggestion& one) {
  return {{"type", "suggestion"}, {"id", one.id},           {"kind", model::NameOf(one.kind)},
          {"title", one.title},   {"request", one.request}, {"theme", one.theme},
          {"reason", one.reason}};
}

}  // namespace

Status Engine::Export(std::string_view query, bool canonical,
                      const std::function<Status(std::string_view)>& write) {
  std::vector<store::RowId> ids;
  store::Store::MessageFilter filter;
  filter.order = store::Store::Order::kByKey;
  if (!query.empty() && query != "*") {
    REFRAIN_ASSIGN(query::Searcher * searcher, impl_->Searcher());
    REFRAIN_ASSIGN(ids, searcher->MatchAll(query, impl_->QueryContext()));
    filter.ids = &ids;
  }
  REFRAIN_TRY(impl_->store->ReadMessages(
      filter,
      [&](const store::StoredMessage& stored,
          const model::Annotations& annotations) -> Result<bool> {
        REFRAIN_TRY(write(Dump(ExportMessage(stored, annotations, canonical))));
        return true;
      }));
  if (!canonical) return Ok();
  REFRAIN_ASSIGN(const auto requests, impl_->store->LoadRequests());
  for (const auto& one : requests) REFRAIN_TRY(write(Dump(ExportRequest(one))));
  REFRAIN_ASSIGN(const auto suggestions, impl_->store->LoadSuggestions());
  for (const auto& one : suggestions) REFRAIN_TRY(write(Dump(ExportSuggestion(one))));
  REFRAIN_ASSIGN(const auto decisions, impl_->store->Decisions());
  for (const store::Decision& one : decisions) {
    REFRAIN_TRY(write(Dump({{"type", "decision"},
                            {"id", one.id},
                            {"at", FormatRfc3339(one.at_utc)},
                            {"who", one.who},
                            {"verb", one.verb},
                            {"target", one.target},
                            {"payload", one.payload}})));
  }
  return Ok();
}

}  // namespace refrain::service
