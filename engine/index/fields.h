// The one table of search fields: names, types, index prefixes, value slots, help.
// The index writer, the query parser, help, completion and the documents read it.
// Adding a field is adding a row.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace refrain::index {

enum class FieldId : std::uint8_t {
  kSubject,
  kBody,
  kQuote,
  kLang,
  kChannel,
  kStage,
  kProduct,
  kVersion,
  kTheme,
  kEmotion,
  kKind,
  kSentiment,
  kCustomer,
  kSegment,
  kCountry,
  kSource,
  kTag,
  kCompetitor,
  kRequest,
  kSuggestion,
  kThread,
  kId,
  kQuery,
  kIs,
  kHas,
  kDate,
  kScore,
  kNps,
  kConfidence,
  kReplyTime,
};

enum class FieldType : std::uint8_t {
  kText,   // stems, with positions
  kFacet,  // boolean terms; values come from the data or from a closed vocabulary
  kLink,   // resolved through the store
  kState,  // closed set of words; some resolved through the store
  kRange,  // numbers and dates: field:a..b
};

enum class Closed : std::uint8_t { kNo, kYes };  // is the set of values fixed?

inline constexpr int kNoSlot = -1;

struct Field {
  FieldId id;
  FieldType type;
  Closed closed;
  std::string_view name;
  std::string_view prefix;  // of its terms in the index; empty: none
  int slot;                 // value slot; kNoSlot: none
  bool facet;               // may be counted with --facet
  std::string_view description;
  std::string_view example;
};

// Facet terms are prefix + value; text terms are prefix + stem. No prefix begins another.
inline constexpr std::array<Field, 30> kFields{{
    // clang-format off
    {FieldId::kSubject, FieldType::kText, Closed::kNo, "subject", "S", kNoSlot, false,
     "words of the subject or title", "subject:invoice"},
    {FieldId::kBody, FieldType::kText, Closed::kNo, "body", "Z", kNoSlot, false,
     "words of the text, quoted replies left out", "body:\"delivery slot\""},
    {FieldId::kQuote, FieldType::kText, Closed::kNo, "quote", "Q", kNoSlot, false,
     "words of quoted replies, where the index holds them", "quote:refund"},
    {FieldId::kLang, FieldType::kFacet, Closed::kYes, "lang", "L", kNoSlot, true,
     "language of the message, BCP 47; unknown when it could not be told", "lang:lv,es"},
    {FieldId::kChannel, FieldType::kFacet, Closed::kYes, "channel", "C", kNoSlot, true,
     "how the contact was made", "channel:email"},
    {FieldId::kStage, FieldType::kFacet, Closed::kYes, "stage", "G", kNoSlot, true,
     "where in the relationship", "stage:order"},
    {FieldId::kProduct, FieldType::kFacet, Closed::kNo, "product", "P", kNoSlot, true,
     "product it is about", "product:\"Acme Cloud\""},
    {FieldId::kVersion, FieldType::kFacet, Closed::kNo, "version", "V", kNoSlot, true,
     "version of the product", "version:4.2.0"},
    {FieldId::kTheme, FieldType::kFacet, Closed::kNo, "theme", "T", kNoSlot, true,
     "theme or a branch of themes", "theme:delivery.time"},
    {FieldId::kEmotion, FieldType::kFacet, Closed::kYes, "emotion", "E", kNoSlot, true,
     "emotion that was found", "emotion:anger"},
    {FieldId::kKind, FieldType::kFacet, Closed::kYes, "kind", "I", kNoSlot, true,
     "what the message is", "kind:request,bug"},
    {FieldId::kSentiment, FieldType::kFacet, Closed::kYes, "sentiment", "N", kNoSlot, true,
     "neg, neu, pos or mixed", "sentiment:neg"},
    {FieldId::kCustomer, FieldType::kFacet, Closed::kNo, "customer", "K", kNoSlot, true,
     "customer by id, address or a part of the name", "customer:anna@example.org"},
    {FieldId::kSegment, FieldType::kFacet, Closed::kNo, "segment", "M", kNoSlot, true,
     "customer segment", "segment:enterprise"},
    {FieldId::kCountry, FieldType::kFacet, Closed::kNo, "country", "U", kNoSlot, true,
     "country or territory as the source gives it", "country:LV"},
    {FieldId::kSource, FieldType::kFacet, Closed::kNo, "source", "O", kNoSlot, true,
     "file it came from, or a part of its path", "source:inbox.mbox"},
    {FieldId::kTag, FieldType::kFacet, Closed::kNo, "tag", "B", kNoSlot, true,
     "tag or label of the source", "tag:vip"},
    {FieldId::kCompetitor, FieldType::kLink, Closed::kNo, "competitor", "", kNoSlot, false,
     "a name, in messages that speak of competitors; * for any", "competitor:initech"},
    {FieldId::kRequest, FieldType::kLink, Closed::kNo, "request", "", kNoSlot, false,
     "messages of a recurring request", "request:r-7kq2mx"},
    {FieldId::kSuggestion, FieldType::kLink, Closed::kNo, "suggestion", "", kNoSlot, false,
     "messages behind a suggestion", "suggestion:s-1xk4c0"},
    {FieldId::kThread, FieldType::kLink, Closed::kNo, "thread", "", kNoSlot, false,
     "messages of a thread, by its key or a message of it", "thread:m-4k1d0zq8r2vw"},
    {FieldId::kId, FieldType::kLink, Closed::kNo, "id", "", kNoSlot, false,
     "one message", "id:m-4k1d0zq8r2vw"},
    {FieldId::kQuery, FieldType::kLink, Closed::kNo, "query", "", kNoSlot, false,
     "a saved query", "query:angry-enterprise"},
    {FieldId::kIs, FieldType::kState, Closed::kYes, "is", "A", kNoSlot, false,
     "new (last 7 days' arrivals), duplicate, unlinked, auto", "is:unlinked"},
    {FieldId::kHas, FieldType::kState, Closed::kYes, "has", "H", kNoSlot, false,
     "rating, reply, attachment, suggestion", "has:rating"},
    {FieldId::kDate, FieldType::kRange, Closed::kNo, "date", "D", 0, false,
     "when it was sent: a day, week, month, year, range or last-week, 30d..", "date:2026-W40"},
    {FieldId::kScore, FieldType::kRange, Closed::kNo, "score", "", 1, false,
     "sentiment score from -1 to 1", "score:<=-0.5"},
    {FieldId::kNps, FieldType::kRange, Closed::kNo, "nps", "", 2, false,
     "answer on the scale 0 to 10", "nps:0..6"},
    {FieldId::kConfidence, FieldType::kRange, Closed::kNo, "confidence", "", 3, false,
     "confidence of the sentiment, 0 to 1", "confidence:>=0.8"},
    {FieldId::kReplyTime, FieldType::kRange, Closed::kNo, "replytime", "", kNoSlot, false,
     "time until the company's answer: 30m, 4h, 2d", "replytime:>1d"},
    // clang-format on
}};

// Month terms stand beside the day terms of kDate ("D20260512"), so that long ranges are short.
inline constexpr std::string_view kMonthPrefix = "Y";

[[nodiscard]] constexpr const Field& FieldOf(FieldId id) {
  return kFields[static_cast<std::size_t>(id)];
}

// nullptr when there is no field of that name.
[[nodiscard]] constexpr const Field* FindField(std::string_view name) {
  for (const Field& field : kFields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

// The short names of sentiment labels in queries and facets.
inline constexpr std::array<std::string_view, 4> kSentimentNames{"neg", "neu", "pos", "mixed"};
inline constexpr std::array<std::string_view, 4> kIsNames{"new", "duplicate", "unlinked", "auto"};
inline constexpr std::array<std::string_view, 4> kHasNames{"rating", "reply", "attachment",
                                                           "suggestion"};
inline constexpr std::string_view kUnknownLanguage = "unknown";

namespace detail {
// Rows stand in the order of FieldId, names and prefixes are distinct.
constexpr bool TableHolds() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<std::size_t>(kFields[i].id) != i) return false;
    if (kFields[i].description.empty() || kFields[i].example.empty()) return false;
    if (kFields[i].prefix == kMonthPrefix) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (kFields[i].name == kFields[j].name) return false;
      if (!kFields[i].prefix.empty() && kFields[i].prefix == kFields[j].prefix) return false;
      if (kFields[i].slot != kNoSlot && kFields[i].slot == kFields[j].slot) return false;
    }
  }
  return true;
}
static_assert(TableHolds());
}  // namespace detail

}  // namespace refrain::index
