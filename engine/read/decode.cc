// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/decode.h"

#include <algorithm>
#include <utility>

#include "engine/base/strings.h"
#include "engine/read/dates.h"
#include "engine/read/decode_parts.h"
#include "engine/read/roles.h"
#include "engine/text/utf8.h"

namespace refrain::read {
namespace {

constexpr std::size_t kKeyLength = 26;

}  // namespace

std::string KeyOf(const Hash128& hash) { return Base32(hash, kKeyLength); }

std::string WhereOf(const model::RawItem& item) {
  return item.provenance.place.empty() ? item.provenance.source
                                       : item.provenance.source + '@' + item.provenance.place;
}

void SetDate(const mail::MailDate& date, model::Message& message) {
  message.sent_at_utc = date.missing ? 0 : date.at_utc;
  message.offset_minutes = date.offset_minutes;
  message.flags.date_missing = date.missing;
  message.flags.date_repaired = date.repaired;
}

void SetText(std::string_view text, std::size_t limit, model::Message& message) {
  message.flags.text_repaired |= !text::IsValidUtf8(text);
  message.text = text::RepairUtf8(text).text;
  if (message.text.size() > limit) {
    message.text.resize(text::FloorToCodePoint(message.text, limit));
    message.flags.truncated = true;
  }
}

void SetBlocks(const DecodeContext& context, bool as_mail, model::Message& message) {
  if (as_mail) {
    message.blocks = context.splitter.Split(message.text);
  } else {
    message.blocks = {
        {model::BlockKind::kAuthored, {0, static_cast<std::uint32_t>(message.text.size())}}};
  }
}

void SetPerson(std::string_view text, model::Customer& customer) {
  text = TrimAscii(text);
  const std::size_t open = text.rfind('<');
  if (open != std::string_view::npos && text.ends_with('>')) {
    customer.address = ToLowerAscii(TrimAscii(text.substr(open + 1, text.size() - open - 2)));
    text = TrimAscii(text.substr(0, open));
  } else if (text.find('@') != std::string_view::npos && text.find(' ') == std::string_view::npos) {
    customer.address = ToLowerAscii(text);
    return;
  }
  if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"')) {
    text = text.substr(1, text.size() - 2);
  }
  if (!text.empty()) customer.name = text::RepairUtf8(text).text;
}

bool IsOwnDomain(std::string_view address, const ReadOptions& options) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string domain = ToLowerAscii(address.substr(at + 1));
  return std::any_of(options.own_domains.begin(), options.own_domains.end(),
                     [&domain](const std::string& own) {
                       const std::string lower = ToLowerAscii(own);
                       return domain == lower || domain.ends_with('.' + lower);
                     });
}

std::string ApplyFacts(const Fields& facts, model::Message& message) {
  std::string agent;
  for (const auto& [label, raw] : facts) {
    const std::string value = text::RepairUtf8(raw).text;
    const std::string_view role = RoleOfLabel(label);
    if (role == "date") SetDate(ParseWhen(value), message);
    if (role == "customer_name") SetPerson(value, message.customer);
    if (role == "customer_email") message.customer.address = ToLowerAscii(value);
    if (role == "customer_id") message.customer.import_id = value;
    if (role == "subject") message.subject = value;
    if (role == "product") message.product = value;
    if (role == "version") message.version = value;
    if (role == "segment") message.segment = value;
    if (role == "country") message.country = value;
    if (role == "language") message.declared_language = value;
    if (role == "stage") message.stage = StageOf(value).value_or(message.stage);
    if (role == "channel") message.channel = ChannelOf(value).value_or(message.channel);
    if (role == "author") agent = value;
  }
  return agent;
}

Decoder::Decoder(const mail::BlockSplitter& splitter, ReadOptions options, mail::Limits limits)
    : splitter_(splitter), options_(std::move(options)), limits_(limits) {}

Result<model::Message> Decoder::Decode(const model::RawItem& item) const {
  const DecodeContext context{splitter_, options_, limits_};
  auto decoded = [&]() -> Result<model::Message> {
    switch (item.format) {
      case model::ItemFormat::kMail: return DecodeMail(item, context);
      case model::ItemFormat::kRecord: return DecodeRecord(item, context);
      case model::ItemFormat::kTranscript:
      case model::ItemFormat::kText: return DecodeText(item, context);
    }
    return Error{ErrorCode::kInternal, "unknown item format", {}, {}};
  }();
  if (!decoded.ok()) {
    Error error = std::move(decoded).error();
    error.where = WhereOf(item);
    return error;
  }
  model::Message& message = *decoded;
  message.provenance = item.provenance;
  if (options_.channel) message.channel = *options_.channel;
  if (message.stage == model::Stage::kUnknown) {
    message.stage = StageOfPath(item.provenance.source).value_or(model::Stage::kUnknown);
  }
  if (message.stage == model::Stage::kUnknown && message.channel == model::Channel::kOrder) {
    message.stage = model::Stage::kOrder;
  }
  if (message.thread.empty()) message.thread = message.key;
  return decoded;
}

}  // namespace refrain::read
