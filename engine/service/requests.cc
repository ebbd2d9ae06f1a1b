// Recurring requests and suggestions as a reader sees them: counted over distinct customers,
// with the words they rest on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "engine/base/strings.h"
#include "engine/service/engine_impl.h"
#include "engine/stats/intervals.h"

namespace refrain::service {
namespace {

using LinkItems = std::unordered_map<std::string, model::LinkItem>;

Result<LinkItems> ItemsByMention(const store::Store& store) {
  REFRAIN_ASSIGN(auto items, store.LinkItems());
  LinkItems out;
  for (model::LinkItem& item : items) {
    std::string mention = item.mention;
    out.emplace(std::move(mention), std::move(item));
  }
  return out;
}

// The status that people gave a suggestion last; open when nobody did.
std::map<std::string, model::Status> StatusesFrom(const std::vector<store::Decision>& decisions) {
  std::map<std::string, model::Status> out;
  for (const store::Decision& decision : decisions) {
    if (decision.verb != "status") continue;
    const std::string_view name =
        std::string_view(decision.payload).substr(0, decision.payload.find(' '));
    if (const auto status = model::FromName<model::Status>(name)) out[decision.target] = *status;
  }
  return out;
}

struct Evidence {
  std::uint64_t messages = 0;
  std::set<std::string> customers;
  std::uint64_t negative = 0;
  std::map<std::string, std::uint64_t> languages;
  std::map<std::string, std::uint64_t> channels;
  std::map<std::string, std::uint64_t> stages;
  std::int64_t first_utc = 0;
  std::int64_t last_utc = 0;
  std::vector<std::uint64_t> series;
};

Evidence Gather(const FactTable& facts, const std::vector<store::RowId>& rows,
                const Buckets& months) {
  Evidence out;
  out.series.resize(months.first_days.size());
  for (const store::RowId id : rows) {
    const FactRow* row = facts.Find(id);
    if (row == nullptr) continue;
    if (out.messages == 0 || row->sent_at_utc < out.first_utc) out.first_utc = row->sent_at_utc;
    if (out.messages == 0 || row->sent_at_utc > out.last_utc) out.last_utc = row->sent_at_utc;
    ++out.messages;
    out.customers.insert(row->customer);
    out.negative += row->polarity == model::Polarity::kNegative ? 1U : 0U;
    ++out.languages[row->language.empty() ? "unknown" : row->language];
    ++out.channels[std::string(model::NameOf(row->channel))];
    ++out.stages[std::string(model::NameOf(row->stage))];
    if (!out.series.empty()) ++out.series[months.IndexOf(row->day)];
  }
  return out;
}

// The title in the reader's language where a member has one: of the member that is most like
// the rest; the medoid's otherwise.
std::string TitleFor(const model::RecurringRequest& request, const LinkItems& items,
                     std::string_view language) {
  const model::RequestMember* best = nullptr;
  for (const model::RequestMember& member : request.members) {
    const auto at = items.find(member.mention);
    if (at == items.end() || at->second.language != language || at->second.title.empty()) continue;
    if (best == nullptr || member.similarity > best->similarity) best = &member;
  }
  return best == nullptr ? request.title : items.at(best->mention).title;
}

Buckets MonthsOf(const FactTable& facts) {
  if (facts.rows.empty()) return {};
  std::int64_t first = facts.rows.front().day;
  std::int64_t last = first;
  for (const FactRow& row : facts.rows) {
    first = std::min(first, row.day);
    last = std::max(last, row.day);
  }
  return MakeBuckets(Bucket::kMonth, first, last);
}

void Fill(const Evidence& evidence, RequestRow& row) {
  row.messages = evidence.messages;
  row.customers = evidence.customers.size();
  row.first_utc = evidence.first_utc;
  row.last_utc = evidence.last_utc;
  row.series = evidence.series;
  row.negative = stats::Wilson(evidence.negative, evidence.messages);
  for (const auto& [language, count] : RankCounts(evidence.languages)) {
    row.languages.push_back(language);
  }
}

Result<Quote> QuoteOf(Engine::Impl& impl, const model::LinkItem& item, std::string role) {
  Quote quote;
  quote.message = store::DisplayId(item.message_key);
  quote.language = item.language;
  quote.role = std::move(role);
  quote.sent_at_utc = item.sent_at_utc;
  quote.title = item.title;
  for (const std::string_view word : SplitWords(item.text)) {
    if (!quote.text.empty()) quote.text += ' ';
    quote.text += word;
  }
  REFRAIN_ASSIGN(const store::RowId row, impl.store->FindMessage(item.message_key));
  REFRAIN_ASSIGN(const store::StoredMessage stored, impl.store->Message(row));
  quote.channel = stored.message.channel;
  return quote;
}

// Newest first, then the most central, then the strongest dissent, then all others by date.
Result<std::vector<Quote>> QuotesOf(Engine::Impl& impl, const model::RecurringRequest& request,
                                    const LinkItems& items) {
  struct Member {
    const model::LinkItem* item = nullptr;
    const model::RequestMember* member = nullptr;
  };
  std::vector<Member> members;
  for (const model::RequestMember& member : request.members) {
    const auto at = items.find(member.mention);
    if (at != items.end()) members.push_back({&at->second, &member});
  }
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::pair(b.item->sent_at_utc, a.item->mention) <
           std::pair(a.item->sent_at_utc, b.item->mention);
  });
  std::vector<Quote> out;
  const auto add = [&](const Member& member, std::string role) -> Status {
    REFRAIN_ASSIGN(Quote quote, QuoteOf(impl, *member.item, std::move(role)));
    quote.similarity = member.member == nullptr ? 0.0 : member.member->similarity;
    out.push_back(std::move(quote));
    return Ok();
  };
  const model::LinkItem* newest = members.empty() ? nullptr : members.front().item;
  if (newest != nullptr) REFRAIN_TRY(add(members.front(), "newest"));
  for (const Member& member : members) {
    if (member.item->mention == request.medoid && member.item != newest) {
      REFRAIN_TRY(add(member, "most central"));
    }
  }
  for (const std::string& mention : request.dissent) {
    const auto at = items.find(mention);
    if (at != items.end()) REFRAIN_TRY(add({&at->second, nullptr}, "dissent"));
  }
  for (const Member& member : members) {
    if (member.item == newest || member.item->mention == request.medoid) continue;
    REFRAIN_TRY(add(member, member.member->proposed ? "proposed" : "member"));
  }
  return out;
}

std::uint64_t CountLeaving(const store::Store& store, const std::vector<store::RowId>& rows) {
  std::set<store::RowId> leaving;
  store::FactFilter filter;
  filter.ids = &rows;
  const Status status = store.ForEachKind(filter, [&](const store::KindFact& fact) {
    if (fact.kind == model::Kind::kChurnRisk && fact.confidence >= 0.5F) leaving.insert(fact.id);
  });
  return status.ok() ? leaving.size() : 0;
}

template <typename Row>
void Limit(std::vector<Row>& rows, std::size_t limit) {
  if (limit > 0 && rows.size() > limit) rows.resize(limit);
}

Error NoSuch(std::string_view what, std::string_view id) {
  return {ErrorCode::kNotFound, fmt::format("no {} \"{}\"", what, id), "",
          fmt::format("list them with: refrain {}s", what)};
}

}  // namespace

Result<std::vector<RequestRow>> RequestRows(Engine::Impl& impl, const FactTable& facts) {
  REFRAIN_ASSIGN(const auto requests, impl.store->LoadRequests());
  REFRAIN_ASSIGN(const auto suggestions, impl.store->LoadSuggestions());
  REFRAIN_ASSIGN(const auto decisions, impl.store->Decisions());
  REFRAIN_ASSIGN(const LinkItems items, ItemsByMention(*impl.store));
  const auto statuses = StatusesFrom(decisions);
  const Buckets months = MonthsOf(facts);
  std::vector<RequestRow> out;
  for (const model::RecurringRequest& request : requests) {
    REFRAIN_ASSIGN(const auto rows, impl.store->RowsOfRequest(request.id));
    RequestRow row;
    row.request = request;
    Fill(Gather(facts, rows, months), row);
    if (row.messages == 0) continue;
    row.request.title = TitleFor(request, items, impl.options.language);
    std::set<std::string> dissenters;
    for (const std::string& mention : request.dissent) {
      const auto at = items.find(mention);
      if (at != items.end()) dissenters.insert(at->second.customer + at->second.message_key);
    }
    row.dissenters = dissenters.size();
    for (const model::Suggestion& suggestion : suggestions) {
      if (suggestion.request != request.id) continue;
      row.suggestion = suggestion.id;
      row.change = suggestion.kind;
      const auto status = statuses.find(suggestion.id);
      if (status != statuses.end()) row.status = status->second;
    }
    out.push_back(std::move(row));
  }
  std::stable_sort(out.begin(), out.end(), [](const RequestRow& a, const RequestRow& b) {
    return std::pair(a.customers, a.messages) > std::pair(b.customers, b.messages);
  });
  return out;
}

Result<std::vector<RequestRow>> Engine::Requests(const Window& window, std::size_t limit) {
  REFRAIN_ASSIGN(const FactTable facts, impl_->Facts(window));
  REFRAIN_ASSIGN(auto rows, RequestRows(*impl_, facts));
  Limit(rows, limit);
  return rows;
}

Result<RequestCard> Engine::ShowRequest(std::string_view id) {
  REFRAIN_ASSIGN(const FactTable facts, impl_->Facts({}));
  REFRAIN_ASSIGN(const auto rows, RequestRows(*impl_, facts));
  const auto at = std::find_if(rows.begin(), rows.end(),
                               [&](const RequestRow& row) { return row.request.id == id; });
  if (at == rows.end()) return NoSuch("request", id);
  RequestCard card;
  card.row = *at;
  REFRAIN_ASSIGN(const auto messages, impl_->store->RowsOfRequest(id));
  const Evidence evidence = Gather(facts, messages, MonthsOf(facts));
  card.channels = RankCounts(evidence.channels);
  card.stages = RankCounts(evidence.stages);
  card.leaving = CountLeaving(*impl_->store, messages);
  REFRAIN_ASSIGN(const LinkItems items, ItemsByMention(*impl_->store));
  std::map<std::string, std::uint64_t> themes;
  for (const model::RequestMember& member : card.row.request.members) {
    const auto item = items.find(member.mention);
    if (item == items.end()) continue;
    for (const std::string& theme : item->second.themes) ++themes[impl_->ThemeName(theme)];
  }
  card.themes = RankCounts(themes);
  REFRAIN_ASSIGN(card.quotes, QuotesOf(*impl_, card.row.request, items));
  return card;
}

Result<std::vector<SuggestionRow>> Engine::Suggestions(const Window& window, std::size_t limit) {
  REFRAIN_ASSIGN(const FactTable facts, impl_->Facts(window));
  REFRAIN_ASSIGN(const auto requests, RequestRows(*impl_, facts));
  REFRAIN_ASSIGN(const auto suggestions, impl_->store->LoadSuggestions());
  REFRAIN_ASSIGN(const auto decisions, impl_->store->Decisions());
  const auto statuses = StatusesFrom(decisions);
  const Buckets months = MonthsOf(facts);
  std::vector<SuggestionRow> out;
  for (const model::Suggestion& suggestion : suggestions) {
    SuggestionRow row;
    row.suggestion = suggestion;
    const auto status = statuses.find(suggestion.id);
    if (status != statuses.end()) row.suggestion.status = status->second;
    REFRAIN_ASSIGN(const auto rows, impl_->store->RowsOfSuggestion(suggestion.id));
    const Evidence evidence = Gather(facts, rows, months);
    row.messages = evidence.messages;
    row.customers = evidence.customers.size();
    row.series = evidence.series;
    if (row.messages == 0) continue;
    const auto request = std::find_if(requests.begin(), requests.end(), [&](const RequestRow& one) {
      return one.request.id == suggestion.request;
    });
    if (request != requests.end()) {
      row.request = *request;
      row.suggestion.title = request->request.title;
    }
    out.push_back(std::move(row));
  }
  std::stable_sort(out.begin(), out.end(), [](const SuggestionRow& a, const SuggestionRow& b) {
    return std::pair(a.customers, a.messages) > std::pair(b.customers, b.messages);
  });
  Limit(out, limit);
  return out;
}

Result<SuggestionCard> Engine::ShowSuggestion(std::string_view id) {
  REFRAIN_ASSIGN(const auto rows, Suggestions({}, 0));
  const auto at = std::find_if(rows.begin(), rows.end(),
                               [&](const SuggestionRow& row) { return row.suggestion.id == id; });
  if (at == rows.end()) return NoSuch("suggestion", id);
  SuggestionCard card;
  card.row = *at;
  REFRAIN_ASSIGN(const FactTable facts, impl_->Facts({}));
  REFRAIN_ASSIGN(const auto messages, impl_->store->RowsOfSuggestion(id));
  const Evidence evidence = Gather(facts, messages, MonthsOf(facts));
  card.channels = RankCounts(evidence.channels);
  card.languages = RankCounts(evidence.languages);
  card.leaving = CountLeaving(*impl_->store, messages);
  if (card.row.request) {
    REFRAIN_ASSIGN(const LinkItems items, ItemsByMention(*impl_->store));
    REFRAIN_ASSIGN(card.quotes, QuotesOf(*impl_, card.row.request->request, items));
    return card;
  }
  // Made from complaints: quote the sentences that the theme stands in, newest first.
  for (auto row = messages.rbegin(); row != messages.rend() && card.quotes.size() < 5; ++row) {
    REFRAIN_ASSIGN(const store::StoredMessage stored, impl_->store->Message(*row));
    REFRAIN_ASSIGN(const model::Annotations annotations, impl_->store->LoadAnnotations(*row));
    for (const model::ThemeMention& mention : annotations.themes) {
      if (mention.theme != card.row.suggestion.theme) continue;
      Quote quote;
      quote.message = store::DisplayId(stored.message.key);
      model::Span span = mention.span;
      for (const model::SentenceAnnotation& sentence : annotations.sentences) {
        if (sentence.span.begin <= span.begin && span.end <= sentence.span.end) {
          span = sentence.span;
          break;
        }
      }
      quote.text = impl_->QuoteText(stored.message, span);
      if (quote.text.empty()) quote.text = stored.message.subject;
      quote.language = annotations.language.code;
      quote.role = "complaint";
      quote.channel = stored.message.channel;
      quote.sent_at_utc = stored.message.sent_at_utc;
      card.quotes.push_back(std::move(quote));
      break;
    }
  }
  return card;
}

}  // namespace refrain::service
