// What the decoders of mail, records and texts share. Internal to read/decode.h.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/base/hash.h"
#include "engine/base/result.h"
#include "engine/mail/blocks.h"
#include "engine/mail/mime.h"
#include "engine/model/message.h"
#include "engine/read/json_fields.h"
#include "engine/read/source.h"

namespace refrain::read {

struct DecodeContext {
  const mail::BlockSplitter& splitter;
  const ReadOptions& options;
  const mail::Limits& limits;
};

[[nodiscard]] Result<model::Message> DecodeMail(const model::RawItem& item,
                                                const DecodeContext& context);
[[nodiscard]] Result<model::Message> DecodeRecord(const model::RawItem& item,
                                                  const DecodeContext& context);
// Transcripts and notes.
[[nodiscard]] Result<model::Message> DecodeText(const model::RawItem& item,
                                                const DecodeContext& context);

[[nodiscard]] std::string KeyOf(const Hash128& hash);
// source@place
[[nodiscard]] std::string WhereOf(const model::RawItem& item);
void SetDate(const mail::MailDate& date, model::Message& message);
// One authored block over the whole text, or what the splitter finds in it.
void SetBlocks(const DecodeContext& context, bool as_mail, model::Message& message);
// Cuts at `limit` bytes; sets the flags.
void SetText(std::string_view text, std::size_t limit, model::Message& message);
// "Anna Berg <anna@example.com>" → name and address; an address alone → address.
void SetPerson(std::string_view text, model::Customer& customer);
[[nodiscard]] bool IsOwnDomain(std::string_view address, const ReadOptions& options);

// Sets what the "key: value" lines of a transcript or note say: date, customer, product, …
// Returns the agent's name, if one is told.
std::string ApplyFacts(const Fields& facts, model::Message& message);

}  // namespace refrain::read
