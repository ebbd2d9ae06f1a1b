// Fields of a query: facets, links, states, ranges.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/strings.h"
#include "engine/base/time.h"
#include "engine/model/names.h"
#include "engine/query/compile.h"
#include "engine/query/parser.h"
#include "engine/query/ranges.h"
#include "engine/query/row_set.h"
#include "engine/query/words.h"

namespace refrain::query {
namespace {

using index::Field;
using index::FieldId;
using index::FieldType;
using Op = Xapian::Query;

constexpr std::int64_t kNewDays = 7;  // is:new
constexpr int kMaxSavedDepth = 5;
constexpr std::string_view kCompetitorTheme = "competitor";
// Below every date, score and answer; a slot without a value is empty and sorts before it.
constexpr double kLowest = -1e300;
constexpr double kHighest = 1e300;

Xapian::Query FacetQuery(FieldId field, std::string_view value) {
  return Xapian::Query(index::FacetTerm(PrefixOf(field), value));
}

Xapian::Query SlotRange(FieldId field, double low, double high) {
  return {Op::OP_VALUE_RANGE, static_cast<Xapian::valueno>(index::FieldOf(field).slot),
          Xapian::sortable_serialise(std::max(low, kLowest)),
          Xapian::sortable_serialise(std::min(high, kHighest))};
}

template <typename E, std::size_t N>
std::vector<std::string> NamesOf(const model::NameTable<E, N>& table) {
  std::vector<std::string> names;
  for (const auto& [value, name] : table) names.emplace_back(name);
  return names;
}

// The values that a closed field may have, as they are stored.
std::vector<std::string> AllowedValues(const Field& field, const Workspace& workspace) {
  switch (field.id) {
    case FieldId::kChannel: return NamesOf(model::kChannelNames);
    case FieldId::kStage: return NamesOf(model::kStageNames);
    case FieldId::kEmotion: return NamesOf(model::kEmotionNames);
    case FieldId::kKind: return NamesOf(model::kKindNames);
    case FieldId::kSentiment: return {index::kSentimentNames.begin(), index::kSentimentNames.end()};
    case FieldId::kIs: return {index::kIsNames.begin(), index::kIsNames.end()};
    case FieldId::kHas: return {index::kHasNames.begin(), index::kHasNames.end()};
    default: break;
  }
  std::vector<std::string> languages{std::string(index::kUnknownLanguage)};
  for (const auto& language : workspace.lexicons->languages()) languages.push_back(language.code);
  for (const std::string& code : workspace.languages) {
    if (!code.empty()) languages.push_back(code);
  }
  return languages;
}

std::string_view WhatIs(const Field& field) {
  return field.id == FieldId::kLang ? std::string_view("language") : field.name;
}

Error UnknownValue(const Field& field, const Value& value,
                   const std::vector<std::string>& allowed) {
  const std::string name(field.name);
  const std::string_view nearest = Nearest(ToLowerAscii(value.text), allowed);
  std::string hint;
  if (!nearest.empty()) hint = "did you mean " + name + ":" + std::string(nearest) + "? ";
  if (field.id == FieldId::kLang) {
    hint += "Languages here: refrain search '*' --facet lang";
  } else {
    hint += "Values: ";
    for (const std::string& one : allowed) hint += (&one == &allowed.front() ? "" : ", ") + one;
  }
  return QueryError(value.offset,
                    "unknown " + std::string(WhatIs(field)) + " \"" + value.text + "\" in " + name +
                        ":" + value.text,
                    hint);
}

// "negative" is what the store says; "neg" what queries say.
std::string ShortSentiment(const std::string& text) {
  const auto polarity = model::FromName<model::Polarity>(text);
  if (!polarity) return text;
  return std::string(index::kSentimentNames[static_cast<std::size_t>(*polarity)]);
}

}  // namespace

Result<Compiler::Part> Compiler::MakeField(const Node& node) {
  std::vector<Xapian::Query> either;
  for (const Value& value : node.values) {
    REFRAIN_ASSIGN(Xapian::Query one, MakeValue(*node.field, value));
    either.push_back(std::move(one));
  }
  const Xapian::Query any(Op::OP_OR, either.begin(), either.end());
  return Part{any.empty() ? any : Xapian::Query(Op::OP_SCALE_WEIGHT, any, 0.0), false, false};
}

Result<Xapian::Query> Compiler::MakeValue(const Field& field, const Value& value) {
  switch (field.type) {
    case FieldType::kLink: return MakeLink(field, value);
    case FieldType::kState: return MakeState(field, value);
    case FieldType::kRange: return MakeRange(field, value);
    case FieldType::kText:
    case FieldType::kFacet: break;
  }
  if (field.closed == index::Closed::kYes) return MakeClosed(field, value);
  if (field.id == FieldId::kCustomer) return MakeCustomer(value);
  if (field.id == FieldId::kSource) return MakeSource(value);
  return MakeFacet(field, value);
}

Result<Xapian::Query> Compiler::MakeClosed(const Field& field, const Value& value) {
  const std::vector<std::string> allowed = AllowedValues(field, *workspace_);
  const std::string wanted =
      field.id == FieldId::kSentiment ? ShortSentiment(ToLowerAscii(value.text)) : value.text;
  for (const std::string& one : allowed) {
    if (EqualsIgnoreCaseAscii(one, wanted)) return FacetQuery(field.id, one);
  }
  return UnknownValue(field, value, allowed);
}

// Values come from the data: case and diacritics are folded, "acme*" is a prefix.
Result<Xapian::Query> Compiler::MakeFacet(const Field& field, const Value& value) {
  const bool is_prefix = !value.quoted && value.text.size() > 1 && value.text.ends_with('*');
  const std::string folded = index::TermMaker::FoldedTerm(
      std::string_view(value.text).substr(0, value.text.size() - (is_prefix ? 1 : 0)));
  REFRAIN_ASSIGN(const auto values, workspace_->reader.FacetValues(field.prefix));
  std::vector<Xapian::Query> either;
  std::vector<std::string> names;
  for (const auto& [name, count] : values) {
    const std::string own = index::TermMaker::FoldedTerm(name);
    if (own == folded || (is_prefix && own.starts_with(folded))) {
      either.push_back(FacetQuery(field.id, name));
    }
    names.push_back(name);
  }
  if (either.empty()) {
    const std::string name(field.name);
    const std::string_view nearest = Nearest(value.text, names);
    out_.warnings.push_back("no message has " + name + ":" + value.text +
                            (nearest.empty()
                                 ? "; values here: refrain search '*' --facet " + name
                                 : "; did you mean " + name + ":" + std::string(nearest) + "?"));
  }
  return Xapian::Query(Op::OP_OR, either.begin(), either.end());
}

Result<Xapian::Query> Compiler::MakeCustomer(const Value& value) {
  REFRAIN_ASSIGN(const std::vector<std::string> keys, workspace_->store->FindCustomers(value.text));
  if (keys.empty()) out_.warnings.push_back("no customer is known as \"" + value.text + "\"");
  std::vector<Xapian::Query> either;
  either.reserve(keys.size());
  for (const std::string& key : keys) either.push_back(FacetQuery(FieldId::kCustomer, key));
  return Xapian::Query(Op::OP_OR, either.begin(), either.end());
}

Result<Xapian::Query> Compiler::MakeSource(const Value& value) {
  REFRAIN_ASSIGN(const std::vector<store::SourceState> sources, workspace_->store->Sources());
  std::vector<Xapian::Query> either;
  for (const store::SourceState& source : sources) {
    if (source.path.find(value.text) == std::string::npos) continue;
    either.emplace_back(index::SourceTerm(source.path));
  }
  if (either.empty()) out_.warnings.push_back("no source has \"" + value.text + "\" in its path");
  return Xapian::Query(Op::OP_OR, either.begin(), either.end());
}

Result<Xapian::Query> Compiler::MakeLink(const Field& field, const Value& value) {
  const store::Store& store = *workspace_->store;
  const auto at_value = [&](Error error) {
    if (error.code != ErrorCode::kNotFound && error.code != ErrorCode::kInvalidArgument) {
      return error;
    }
    return QueryError(value.offset, error.message, error.hint);
  };
  const auto rows = [&](Result<std::vector<store::RowId>> found) -> Result<Xapian::Query> {
    if (!found.ok()) return at_value(found.error());
    return RowSet(std::move(found).value());
  };
  switch (field.id) {
    case FieldId::kRequest: return rows(store.RowsOfRequest(value.text));
    case FieldId::kSuggestion: return rows(store.RowsOfSuggestion(value.text));
    case FieldId::kThread: return MakeThread(value);
    case FieldId::kQuery: return MakeSaved(value);
    case FieldId::kCompetitor: return MakeCompetitor(value);
    default: break;
  }
  const Result<store::RowId> row = store.FindMessage(value.text);
  if (!row.ok()) return at_value(row.error());
  return RowSet({*row});
}

Result<Xapian::Query> Compiler::MakeThread(const Value& value) {
  const store::Store& store = *workspace_->store;
  std::string thread = value.text;
  if (thread.starts_with("m-")) {
    const Result<store::RowId> row = store.FindMessage(thread);
    if (!row.ok()) return QueryError(value.offset, row.error().message, row.error().hint);
    REFRAIN_ASSIGN(const store::StoredMessage stored, store.Message(*row));
    thread = stored.message.thread;
    if (thread.empty()) return RowSet({*row});
  }
  REFRAIN_ASSIGN(std::vector<store::RowId> rows, store.ThreadMessages(thread));
  std::sort(rows.begin(), rows.end());
  if (rows.empty()) out_.warnings.push_back("no message is in thread \"" + value.text + "\"");
  return RowSet(std::move(rows));
}

Result<Xapian::Query> Compiler::MakeCompetitor(const Value& value) {
  const Xapian::Query theme = FacetQuery(FieldId::kTheme, kCompetitorTheme);
  if (value.text == "*") return theme;
  Node name;
  name.kind = NodeKind::kPhrase;
  name.offset = value.offset;
  name.text = value.text;
  return Xapian::Query(Op::OP_FILTER, PhraseQuery(name, *workspace_, out_.terms), theme);
}

Result<Xapian::Query> Compiler::MakeSaved(const Value& value) {
  const auto found = context_->saved_queries.find(value.text);
  if (found == context_->saved_queries.end()) {
    std::vector<std::string> names;
    for (const auto& [name, query] : context_->saved_queries) names.push_back(name);
    const std::string_view nearest = Nearest(value.text, names);
    return QueryError(value.offset, "there is no saved query \"" + value.text + "\"",
                      nearest.empty() ? "" : "did you mean query:" + std::string(nearest) + "?");
  }
  if (saved_depth_ >= kMaxSavedDepth) {
    return QueryError(value.offset, "saved queries are nested too deep, or in a circle");
  }
  Result<ParsedQuery> parsed = Parse(found->second);
  if (!parsed.ok()) {
    return QueryError(value.offset,
                      "the saved query \"" + value.text + "\": " + parsed.error().ToString(),
                      parsed.error().hint);
  }
  ++saved_depth_;
  Result<Part> part = Make(parsed->root);
  --saved_depth_;
  if (!part.ok()) {
    return QueryError(value.offset,
                      "the saved query \"" + value.text + "\": " + part.error().ToString(),
                      part.error().hint);
  }
  return std::move(part->query);
}

Result<Xapian::Query> Compiler::MakeState(const Field& field, const Value& value) {
  const store::Store& store = *workspace_->store;
  const auto rows = [](Result<std::vector<store::RowId>> found) -> Result<Xapian::Query> {
    if (!found.ok()) return found.error();
    return RowSet(std::move(found).value());
  };
  const std::string state = ToLowerAscii(value.text);
  if (field.id == FieldId::kIs) {
    if (state == "new") {
      return rows(store.RowsAddedSince(context_->now_utc - kNewDays * kSecondsPerDay));
    }
    if (state == "duplicate") return rows(store.RowsDuplicate());
    if (state == "unlinked") return rows(store.RowsUnlinked());
  } else {
    if (state == "suggestion") return rows(store.RowsWithSuggestion());
    if (state == "reply") {
      REFRAIN_ASSIGN(const auto replies, store.ReplyTimes());
      std::vector<store::RowId> answered;
      answered.reserve(replies.size());
      for (const auto& [row, seconds] : replies) answered.push_back(row);
      return RowSet(std::move(answered));
    }
  }
  return MakeClosed(field, value);
}

Result<Xapian::Query> Compiler::MakeRange(const Field& field, const Value& value) {
  if (field.id == FieldId::kDate) return MakeDates(value);
  if (field.id == FieldId::kReplyTime) {
    REFRAIN_ASSIGN(const NumberRange range, ParseDurations(value, field));
    REFRAIN_ASSIGN(const auto replies, workspace_->store->ReplyTimes());
    std::vector<store::RowId> rows;
    for (const auto& [row, seconds] : replies) {
      const auto time = static_cast<double>(seconds);
      if (time >= range.low && time <= range.high) rows.push_back(row);
    }
    return RowSet(std::move(rows));
  }
  REFRAIN_ASSIGN(const NumberRange range, ParseNumbers(value, field));
  return SlotRange(field.id, range.low, range.high);
}

// Whole months and days by their terms, the ends by the exact time: value slots are the
// slowest part of a search, so they are read for the days at the ends only.
Result<Xapian::Query> Compiler::MakeDates(const Value& value) {
  REFRAIN_ASSIGN(const TimeRange range, ParseDates(value, context_->now_utc, context_->zone));
  REFRAIN_ASSIGN(const auto months, workspace_->reader.FacetValues(index::kMonthPrefix));
  std::vector<Xapian::Query> either;
  const double low = range.from_utc ? static_cast<double>(*range.from_utc) : kLowest;
  const double high = range.to_utc ? static_cast<double>(*range.to_utc - 1) : kHighest;
  const std::int64_t from = range.from_utc.value_or(std::numeric_limits<std::int64_t>::min());
  const std::int64_t to = range.to_utc.value_or(std::numeric_limits<std::int64_t>::max());
  for (const auto& [month, count] : months) {  // "202605": only those that have messages
    if (month.size() != 6) continue;
    const CivilDate first{std::stoi(month.substr(0, 4)), std::stoi(month.substr(4)), 1};
    const std::int64_t begin = DaysFromCivil(first);
    const std::int64_t end = first.month == 12 ? DaysFromCivil({first.year + 1, 1, 1})
                                               : DaysFromCivil({first.year, first.month + 1, 1});
    if (end * kSecondsPerDay <= from || begin * kSecondsPerDay >= to) continue;
    if (begin * kSecondsPerDay >= from && end * kSecondsPerDay <= to) {
      either.emplace_back(std::string(index::kMonthPrefix) + month);
      continue;
    }
    for (std::int64_t day = begin; day < end; ++day) {
      const std::int64_t start = day * kSecondsPerDay;
      if (start + kSecondsPerDay <= from || start >= to) continue;
      const Xapian::Query of_day(index::DayTerm(day));
      const bool whole = start >= from && start + kSecondsPerDay <= to;
      either.push_back(
          whole ? of_day
                : Xapian::Query(Op::OP_FILTER, of_day, SlotRange(FieldId::kDate, low, high)));
    }
  }
  return Xapian::Query(Op::OP_OR, either.begin(), either.end());
}

}  // namespace refrain::query
