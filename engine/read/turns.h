// Conversations: who says what. Transcripts (WebVTT, SRT), lists of turns in JSON, and
// plain text with "Agent: … / Customer: …" become one Message whose company turns are
// labelled as such.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/message.h"
#include "engine/read/json_fields.h"

namespace refrain::read {

enum class Side { kUnknown, kCustomer, kCompany };

struct Turn {
  std::string speaker;
  Side side = Side::kUnknown;
  std::string text;
};

// Who is meant by the names in a conversation.
struct Speakers {
  std::vector<std::string> agents;  // as the caller and the source name them
  std::string customer;             // name or id of the customer, if known
};

struct Transcript {
  std::vector<Turn> turns;
  Fields facts;  // "key: value" lines of NOTE blocks at the top
};

// WebVTT and SRT. Cues of the same speaker in a row are joined.
[[nodiscard]] Transcript ReadTranscript(std::string_view text);

// A JSON list of turns with any usual names for speaker, side and text; internal notes
// (public: false) are left out. Or Jira's "date;author;body". `json` may be several fields.
[[nodiscard]] std::vector<Turn> ReadTurns(const std::vector<std::string_view>& fields,
                                          const Speakers& speakers);

// Lines that start with a speaker ("Customer: …"), when at least two do and one of them is a
// word for a side or a known name; empty otherwise.
[[nodiscard]] std::vector<Turn> TurnsInText(std::string_view text, const Speakers& speakers);

// Which side a word stands for: "agent", "Kunde", "end-user"; kUnknown for names.
[[nodiscard]] Side SideOfWord(std::string_view word);

// Settles unknown sides (a name that is no agent's is the customer's, once an agent is
// known; and the other way round), then fills text, blocks and direction of `message`.
void Assemble(std::vector<Turn> turns, const Speakers& speakers, model::Message& message);

}  // namespace refrain::read
