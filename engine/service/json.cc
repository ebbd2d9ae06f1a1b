// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/json.h"

#include "engine/base/time.h"
#include "engine/service/json_values.h"
#include "engine/store/store.h"

namespace refrain::service {
namespace {

Json Root() { return {{"schema", 1}}; }

Json PairsJson(const std::vector<std::pair<std::string, std::uint64_t>>& pairs) {
  Json out = Json::object();
  for (const auto& [name, count] : pairs) out[name] = count;
  return out;
}

std::string Time(std::int64_t at_utc, int offset_minutes = 0) {
  return FormatRfc3339(at_utc, offset_minutes);
}

Json RequestJson(const RequestRow& row) {
  return {{"id", row.request.id},
          {"title", row.request.title},
          {"suggestion", row.suggestion},
          {"change", model::NameOf(row.change)},
          {"status", model::NameOf(row.status)},
          {"customers", row.customers},
          {"messages", row.messages},
          {"dissenters", row.dissenters},
          {"languages", row.languages},
          {"first_seen", Time(row.first_utc)},
          {"last_seen", Time(row.last_utc)},
          {"negative_share", IntervalJson(row.negative)},
          {"series", row.series},
          {"themes", row.request.themes},
          {"concepts", row.request.concepts}};
}

Json QuotesJson(const std::vector<Quote>& quotes) {
  Json out = Json::array();
  for (const Quote& quote : quotes) {
    out.push_back({{"role", quote.role},
                   {"message", quote.message},
                   {"text", quote.text},
                   {"title", quote.title},
                   {"language", quote.language},
                   {"channel", model::NameOf(quote.channel)},
                   {"sent_at", Time(quote.sent_at_utc)},
                   {"similarity", Rounded(quote.similarity)}});
  }
  return out;
}

Json SuggestionJson(const SuggestionRow& row) {
  Json out = {{"id", row.suggestion.id},
              {"kind", model::NameOf(row.suggestion.kind)},
              {"status", model::NameOf(row.suggestion.status)},
              {"title", row.suggestion.title},
              {"request", row.suggestion.request},
              {"theme", row.suggestion.theme},
              {"reason", row.suggestion.reason},
              {"customers", row.customers},
              {"messages", row.messages},
              {"series", row.series}};
  return out;
}

Json MessageJson(const MessageView& view) {
  const model::Message& message = view.stored.message;
  Json out = {{"id", view.id},
              {"key", message.key},
              {"channel", model::NameOf(message.channel)},
              {"direction", model::NameOf(message.direction)},
              {"stage", model::NameOf(message.stage)},
              {"sent_at", Time(message.sent_at_utc, message.offset_minutes)},
              {"customer",
               {{"key", view.stored.customer_key},
                {"name", message.customer.name},
                {"address", message.customer.address},
                {"import_id", message.customer.import_id}}},
              {"author", message.author},
              {"subject", message.subject},
              {"text", message.text},
              {"blocks", BlocksJson(message.blocks)},
              {"thread", message.thread},
              {"product", message.product},
              {"rating", message.rating < 0 ? Json(nullptr) : Json(message.rating)},
              {"source", message.provenance.source},
              {"place", message.provenance.place},
              {"requests_linked", view.requests}};
  PutAnnotations(view.annotations, out);
  return out;
}

std::string List(Json items, std::uint64_t total) {
  Json out = Root();
  out["items"] = std::move(items);
  out["total"] = total;
  return Dump(out);
}

Json RecognitionJson(const read::Recognition& recognition) {
  Json mapping = Json::object();
  for (const auto& [role, column] : recognition.mapping) mapping[role] = column;
  return {{"format", recognition.format},
          {"export", recognition.export_name},
          {"detail", recognition.detail},
          {"channel", model::NameOf(recognition.channel)},
          {"mapping", std::move(mapping)}};
}

}  // namespace

std::string ToJson(const ingest::IngestReport& report) {
  Json out = Root();
  for (const auto& [name, count] :
       {std::pair("seen", report.seen), std::pair("stored", report.stored),
        std::pair("duplicate", report.duplicate), std::pair("quarantined", report.quarantined),
        std::pair("failed_sources", report.failed_sources), std::pair("requests", report.requests),
        std::pair("suggestions", report.suggestions)}) {
    out[name] = count;
  }
  out["interrupted"] = report.interrupted;
  Json& sources = out["sources"] = Json::array();
  for (const ingest::SourceReport& source : report.sources) {
    Json one = {{"path", source.path},
                {"recognition", RecognitionJson(source.recognition)},
                {"unchanged", source.unchanged},
                {"seen", source.seen},
                {"stored", source.stored},
                {"duplicate", source.duplicate},
                {"quarantined", source.quarantined}};
    if (!source.error.empty())
      one["error"] = {{"message", source.error}, {"hint", source.error_hint}};
    Json& rejects = one["rejects"] = Json::array();
    for (const store::QuarantinedItem& reject : source.rejects) {
      rejects.push_back(
          {{"place", reject.place}, {"reason", reject.reason}, {"hint", reject.hint}});
    }
    sources.push_back(std::move(one));
  }
  return Dump(out);
}

std::string ToJson(const query::SearchResult& result) {
  Json out = Root();
  out["total"] = result.total;
  out["total_is_exact"] = result.total_is_exact;
  Json& items = out["items"] = Json::array();
  for (const query::Hit& hit : result.hits) {
    const model::Message& message = hit.message.message;
    Json highlights = Json::array();
    for (const model::Span& span : hit.snippet.highlights) highlights.push_back(SpanJson(span));
    items.push_back({{"id", store::DisplayId(message.key)},
                     {"sent_at", Time(message.sent_at_utc, message.offset_minutes)},
                     {"language", hit.language},
                     {"channel", model::NameOf(message.channel)},
                     {"customer", hit.message.customer_key},
                     {"subject", message.subject},
                     {"sentiment", SentimentJson(hit.sentiment)},
                     {"literal", hit.literal},
                     {"weight", Rounded(hit.weight)},
                     {"snippet",
                      {{"text", hit.snippet.text},
                       {"span", SpanJson(hit.snippet.span)},
                       {"highlights", std::move(highlights)}}}});
  }
  Json& facets = out["facets"] = Json::object();
  for (const query::FacetCounts& facet : result.facets) {
    facets[facet.field] = {
        {"exact", facet.exact}, {"values", PairsJson(facet.values)}, {"others", facet.others}};
  }
  Json& expansions = out["expansions"] = Json::array();
  for (const query::Expansion& one : result.expansions) {
    expansions.push_back({{"word", one.word}, {"concept", one.concept_id}, {"forms", one.forms}});
  }
  out["warnings"] = result.warnings;
  out["did_you_mean"] = result.did_you_mean;
  return Dump(out);
}

std::string ToJson(const MessageView& view) {
  Json out = Root();
  out.update(MessageJson(view));
  return Dump(out);
}

std::string ToJson(const std::vector<MessageView>& thread) {
  Json items = Json::array();
  for (const MessageView& view : thread) items.push_back(MessageJson(view));
  return List(std::move(items), thread.size());
}

std::string ToJson(const std::vector<ThemeRow>& rows) {
  Json items = Json::array();
  for (const ThemeRow& row : rows) {
    items.push_back({{"id", row.theme},
                     {"name", row.name},
                     {"messages", row.messages},
                     {"customers", row.customers},
                     {"negative_share", IntervalJson(row.negative)},
                     {"series", row.series},
                     {"recent", row.recent},
                     {"earlier", row.earlier},
                     {"rise_p", Rounded(row.rise_p)}});
  }
  return List(std::move(items), rows.size());
}

std::string ToJson(const std::vector<RequestRow>& rows) {
  Json items = Json::array();
  for (const RequestRow& row : rows) items.push_back(RequestJson(row));
  return List(std::move(items), rows.size());
}

std::string ToJson(const RequestCard& card) {
  Json out = Root();
  out.update(RequestJson(card.row));
  out["theme_counts"] = PairsJson(card.themes);
  out["channels"] = PairsJson(card.channels);
  out["stages"] = PairsJson(card.stages);
  out["leaving"] = card.leaving;
  out["quotes"] = QuotesJson(card.quotes);
  return Dump(out);
}

std::string ToJson(const std::vector<SuggestionRow>& rows) {
  Json items = Json::array();
  for (const SuggestionRow& row : rows) items.push_back(SuggestionJson(row));
  return List(std::move(items), rows.size());
}

std::string ToJson(const SuggestionCard& card) {
  Json out = Root();
  out.update(SuggestionJson(card.row));
  if (card.row.request) out["recurring_request"] = RequestJson(*card.row.request);
  out["channels"] = PairsJson(card.channels);
  out["languages"] = PairsJson(card.languages);
  out["leaving"] = card.leaving;
  out["quotes"] = QuotesJson(card.quotes);
  return Dump(out);
}

std::string ToJson(const TrendTable& table) {
  Json out = Root();
  out["metric"] = model::NameOf(table.metric);
  out["by"] = model::NameOf(table.by);
  out["messages"] = table.messages;
  out["covered"] = table.covered;
  out["comparison"] = table.comparison;
  Json& series = out["series"] = Json::array();
  for (const TrendSeries& one : table.series) {
    Json points = Json::array();
    for (const TrendPoint& point : one.points) {
      points.push_back({{"label", point.label},
                        {"first_day", FormatDate(point.first_day)},
                        {"incomplete", point.incomplete},
                        {"n", point.n},
                        {"customers", point.customers},
                        {"positive", point.positive},
                        {"negative", point.negative},
                        {"neutral", point.neutral},
                        {"mixed", point.mixed},
                        {"metric", IntervalJson(point.value)}});
    }
    series.push_back({{"group", one.group}, {"points", std::move(points)}});
  }
  return Dump(out);
}

std::string ToJson(const report::DigestContent& digest) {
  Json out = Root();
  out["period"] = digest.period;
  out["from"] = digest.from;
  out["to"] = digest.to;
  out["subject"] = digest.subject;
  out["verdict"] = digest.verdict;
  Json& alerts = out["alerts"] = Json::array();
  for (const auto& alert : digest.alerts) {
    alerts.push_back({{"text", alert.text}, {"query", alert.query}});
  }
  Json& numbers = out["numbers"] = Json::array();
  for (const report::DigestNumber& one : digest.numbers) {
    numbers.push_back({{"name", one.name},
                       {"value", Rounded(one.value)},
                       {"previous", one.has_previous ? Json(Rounded(one.previous)) : Json(nullptr)},
                       {"change", Rounded(one.change)},
                       {"low", Rounded(one.low)},
                       {"high", Rounded(one.high)},
                       {"unit", one.unit},
                       {"n", one.n},
                       {"n_previous", one.n_previous}});
  }
  Json& rising = out["rising"] = Json::array();
  for (const report::DigestTheme& one : digest.rising) {
    rising.push_back({{"theme", one.theme},
                      {"name", one.name},
                      {"count", one.count},
                      {"previous", one.previous},
                      {"negative_share", Rounded(one.negative_share)},
                      {"p", Rounded(one.p)}});
  }
  Json& requests = out["requests"] = Json::array();
  for (const report::DigestRequest& one : digest.requests) {
    requests.push_back({{"id", one.id},
                        {"title", one.title},
                        {"suggestion", one.suggestion},
                        {"change", one.change},
                        {"status", one.status},
                        {"customers", one.customers},
                        {"messages", one.messages},
                        {"messages_in_period", one.messages_in_period},
                        {"languages", one.languages},
                        {"series", one.series},
                        {"quote",
                         {{"text", one.quote.text},
                          {"message", one.quote.message},
                          {"language", one.quote.language},
                          {"channel", one.quote.channel},
                          {"date", one.quote.date}}}});
  }
  out["shipped"] = digest.shipped;
  out["quality"] = digest.quality;
  return Dump(out);
}

std::string ToJson(const std::vector<DoctorLine>& lines) {
  Json items = Json::array();
  for (const DoctorLine& line : lines) {
    items.push_back({{"what", line.what},
                     {"fine", line.fine},
                     {"detail", line.detail},
                     {"action", line.action}});
  }
  return List(std::move(items), lines.size());
}

std::string ToJson(const Preview& preview) {
  Json out = Root();
  out["path"] = preview.path;
  out["recognition"] = RecognitionJson(preview.recognition);
  Json& items = out["items"] = Json::array();
  for (const Preview::Item& item : preview.items) {
    if (!item.error.empty()) {
      items.push_back({{"error", item.error}});
      continue;
    }
    Json one = {{"key", item.message.key},
                {"channel", model::NameOf(item.message.channel)},
                {"direction", model::NameOf(item.message.direction)},
                {"sent_at", Time(item.message.sent_at_utc, item.message.offset_minutes)},
                {"subject", item.message.subject},
                {"text", item.message.text},
                {"blocks", BlocksJson(item.message.blocks)}};
    PutAnnotations(item.annotations, one);
    items.push_back(std::move(one));
  }
  return Dump(out);
}

}  // namespace refrain::service
