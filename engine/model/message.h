// What arrives (RawItem) and what it becomes (Message). Plain values.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/names.h"

namespace refrain::model {

// Half-open range of byte offsets into the text that the owner names.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// Where an item came from. `source` is the path as given; `place` is what a
// person needs to find it there: "183422" (byte offset), "row 88", "line 3".
struct Provenance {
  std::string source;
  std::string place;
  std::uint64_t byte_offset = 0;
};

// How the bytes of an item are to be read.
enum class ItemFormat { kMail, kRecord, kTranscript, kText };

// One item as a source delivers it, before decoding. kMail: `bytes` is RFC 5322.
// kRecord: `fields` hold a row or object, names as in the source (duplicates kept),
// and `export_name` the recognised export ("google-play", "nps", "generic", …).
// kTranscript and kText: `bytes` is the whole text, charset undecided.
struct RawItem {
  ItemFormat format = ItemFormat::kMail;
  std::string bytes;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string export_name;
  Provenance provenance;
};

struct Block {
  BlockKind kind = BlockKind::kAuthored;
  Span span;  // into Message::text
};

struct Customer {
  std::string name;
  std::string address;    // e-mail address, lower case; may be empty
  std::string import_id;  // id in the source system; may be empty
};

// Flags that say what was repaired or found while decoding; stored by name.
struct MessageFlags {
  bool text_repaired = false;  // invalid bytes became U+FFFD
  bool date_missing = false;   // sent_at_utc is the time of arrival
  bool date_repaired = false;  // a date that could not be right was mended
  bool is_auto = false;        // auto-reply, bounce, newsletter: no feedback
  bool truncated = false;      // text was cut at the limit
  bool has_attachment = false;
  friend bool operator==(const MessageFlags&, const MessageFlags&) = default;
};

// A contact as it is stored: decoded once, valid UTF-8 in NFC or as sent, no NUL.
struct Message {
  std::string key;  // permanent, made from content: 26 characters of base 32
  Channel channel = Channel::kOther;
  Direction direction = Direction::kUnknown;
  Stage stage = Stage::kUnknown;
  Customer customer;   // the customer's side, whoever wrote
  std::string author;  // name of the one who wrote this message
  std::int64_t sent_at_utc = 0;
  int offset_minutes = 0;  // zone of the sender
  std::string message_id;  // attribute only, never a key
  std::string in_reply_to;
  std::vector<std::string> references;
  std::string thread;  // thread key: root Message-ID, ticket number, or own key
  std::string subject;
  std::string text;
  std::vector<Block> blocks;  // ordered, disjoint, cover `text`
  int rating = -1;            // stars 1–5 or score 0–10; −1: none
  int rating_max = 0;         // 5 or 10; 0: none
  std::string product;
  std::string version;
  std::string country;
  std::string segment;
  std::string declared_language;  // as the source says; only a prior
  std::vector<std::string> tags;
  MessageFlags flags;
  Provenance provenance;
};

}  // namespace refrain::model
