// What is found across messages: recurring requests, suggestions, series.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/annotation.h"
#include "engine/model/message.h"
#include "engine/model/names.h"

namespace refrain::model {

// A request mention with what linking and evidence need; made by the store from
// a message and its annotations.
struct LinkItem {
  std::string mention;  // "<message key>:<span begin>", unique and permanent
  std::string message_key;
  std::string customer;  // customer key; empty: unknown, counts as its own
  std::string language;
  std::string product;
  std::string text;    // the asking sentence as written
  std::string object;  // what is asked for, cue left out; may be empty
  std::string title;
  std::vector<std::string> concepts;
  std::vector<std::string> themes;  // of that sentence, else of the message
  std::int64_t sent_at_utc = 0;
  float confidence = 0.0F;
  bool against = false;
};

struct RequestMember {
  std::string mention;
  float similarity = 0.0F;  // to the rest of the group, 0..1
  bool proposed = false;    // a link across languages below high confidence
};

struct RecurringRequest {
  std::string id;                      // "r-…", permanent once seen
  std::string title;                   // verb + object from the medoid mention
  std::string medoid;                  // mention
  std::vector<RequestMember> members;  // sorted by mention; dissent not among them
  std::vector<std::string> dissent;    // mentions that argue against it
  std::vector<std::string> themes;     // most frequent first
  std::vector<std::string> concepts;   // shared by at least a third of the members
};

// A complaint theme that recurs, as linking sees it.
struct ThemeEvidence {
  std::string theme;
  std::vector<std::string> message_keys;  // negative messages with this theme
  std::uint32_t customers = 0;
};

struct Suggestion {
  std::string id;  // "s-…"
  SuggestionKind kind = SuggestionKind::kProductImprovement;
  Status status = Status::kOpen;
  std::string title;
  std::string request;  // recurring request it answers; empty: made from a theme
  std::string theme;    // theme it answers or touches most
  std::string reason;   // why this kind: "theme returns.policy.cost × request"
};

}  // namespace refrain::model
