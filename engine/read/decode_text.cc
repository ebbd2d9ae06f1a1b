// Transcripts and plain-text notes: one file, one contact.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/base/strings.h"
#include "engine/mail/charset.h"
#include "engine/read/dates.h"
#include "engine/read/decode_parts.h"
#include "engine/read/line_reader.h"
#include "engine/read/roles.h"
#include "engine/read/turns.h"
#include "engine/text/utf8.h"

namespace refrain::read {
namespace {

constexpr int kMinFactLines = 2;

// "Date: 2026-05-14", "Customer: Anna Berg", … at the top of a note, up to a blank line; where
// the note itself starts. Two labels at least, none twice, and one that no turn of a
// conversation begins with.
std::size_t ReadFacts(std::string_view text, Fields& facts) {
  std::size_t pos = 0;
  bool closed = false;
  bool certain = false;
  std::vector<std::string_view> roles;
  while (pos < text.size() && !closed) {
    const std::size_t end = std::min(text.find('\n', pos), text.size());
    const std::string_view line = TrimAscii(text.substr(pos, end - pos));
    pos = std::min(end + 1, text.size());
    closed = line.empty();
    if (closed) break;
    const std::size_t colon = line.find(':');
    const std::string_view role =
        colon == std::string_view::npos ? std::string_view() : RoleOfLabel(line.substr(0, colon));
    if (role.empty() || std::find(roles.begin(), roles.end(), role) != roles.end()) break;
    roles.push_back(role);
    certain |= role != "customer_name" && role != "author" && role != "text";
    facts.emplace_back(TrimAscii(line.substr(0, colon)), TrimAscii(line.substr(colon + 1)));
  }
  if (!closed || !certain || static_cast<int>(facts.size()) < kMinFactLines) {
    facts.clear();
    return 0;
  }
  return pos;
}

Hash128 TextHash(std::string_view bytes) {
  while (bytes.ends_with('\n') || bytes.ends_with('\r')) bytes.remove_suffix(1);
  return HashBytes128(bytes);
}

}  // namespace

Result<model::Message> DecodeText(const model::RawItem& item, const DecodeContext& context) {
  model::Message message;
  message.key = KeyOf(TextHash(item.bytes));
  const bool note = item.format == model::ItemFormat::kText;
  const std::string& source = item.provenance.source;
  message.channel =
      ChannelOfPath(source).value_or(note ? model::Channel::kNote : model::Channel::kCall);
  SetDate(DateOfName(source), message);
  const mail::Decoded decoded = mail::DecodeBytes(item.bytes, {});
  message.flags.text_repaired = decoded.repaired;
  message.flags.truncated = item.bytes.size() >= kMaxItemBytes;
  std::string text = text::RepairUtf8(decoded.text).text;
  if (text.size() > context.limits.max_text_bytes) {
    text.resize(text::FloorToCodePoint(text, context.limits.max_text_bytes));
    message.flags.truncated = true;
  }
  Speakers speakers;
  speakers.agents = context.options.agent_names;
  std::vector<Turn> turns;
  Fields facts;
  if (note) {
    text.erase(0, ReadFacts(text, facts));
  } else {
    Transcript transcript = ReadTranscript(text);
    turns = std::move(transcript.turns);
    facts = std::move(transcript.facts);
  }
  const std::string agent = ApplyFacts(facts, message);
  if (!agent.empty()) speakers.agents.push_back(agent);
  speakers.customer = message.customer.name;
  if (note) turns = TurnsInText(text, speakers);
  if (!turns.empty()) {
    Assemble(std::move(turns), speakers, message);
  } else if (note) {
    message.text = std::string(TrimAscii(text));
    message.direction = model::Direction::kInbound;
    SetBlocks(context, false, message);
  }
  message.author = message.customer.name;
  if (TrimAscii(message.text).empty()) return Error{ErrorCode::kMalformed, "no text", {}, {}};
  return message;
}

}  // namespace refrain::read
