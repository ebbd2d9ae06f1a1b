// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/base/strings.h"
#include "engine/read/decode_parts.h"
#include "engine/read/roles.h"
#include "engine/text/fold.h"

namespace refrain::read {
namespace {

// Gmail's names of its spam, bin and chat labels, as Takeout localises them.
constexpr std::string_view kUnwantedLabels =
    "spam|trash|bin|chat|chats|papierkorb|corbeille|papelera|lixeira|cestino|prullenbak|kosz|"
    "papperskorgen|papperskorg|papirkurv|søppel|søppelpost|skräppost|roskakori|roskaposti|koš|kôš|"
    "kuka|lomtár|coș de gunoi|кошче|otpad|smeće|κάδος απορριμμάτων|çöp kutusu|корзина|спам|кошик|"
    "miskaste|atkritne|mēstules|surogātpasts|šiukšliadėžė|šiukšlės|šlamštas|prügikast|rämpspost|"
    "迷惑メール|ゴミ箱|垃圾邮件|已删除邮件|垃圾郵件|垃圾桶|스팸함|휴지통|thùng rác|thư rác|sampah";
constexpr std::string_view kSentLabels =
    "sent|gesendet|envoyés|enviados|inviati|verzonden|wysłane|"
    "skickat|sendt|lähetetyt|отправленные|надіслані|nosūtītie|"
    "nosūtīts|išsiųsti|saadetud|odeslaná|odoslané";

bool InList(std::string_view list, std::string_view word) {
  const std::vector<std::string_view> words = Split(list, '|');
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool HasLabel(std::string_view labels, std::string_view list) {
  for (std::string_view label : Split(labels, ',')) {
    label = TrimAscii(label);
    if (label.size() >= 2 && label.starts_with('"')) label = label.substr(1, label.size() - 2);
    if (InList(list, text::ToLower(label))) return true;
  }
  return false;
}

// The mail as its sender wrote it: without the mbox From_ line, without carriage returns and
// line ends at its end, so that copies of it in other boxes have the same key.
Hash128 MailHash(std::string_view bytes) {
  if (bytes.starts_with("From ")) {
    bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
  }
  while (bytes.ends_with('\n') || bytes.ends_with('\r')) bytes.remove_suffix(1);
  if (bytes.find('\r') == std::string_view::npos) return HashBytes128(bytes);
  std::string plain;
  plain.reserve(bytes.size());
  std::copy_if(bytes.begin(), bytes.end(), std::back_inserter(plain),
               [](char c) { return c != '\r'; });
  return HashBytes128(plain);
}

void SetSides(const mail::ParsedMail& mail, const DecodeContext& context, model::Message& message) {
  const bool own = IsOwnDomain(mail.from.address, context.options);
  const bool sent = HasLabel(mail.Header("x-gmail-labels"), kSentLabels);
  // A contact form writes from the company's own address and says whom to answer.
  const bool form =
      own && !mail.reply_to.address.empty() && !IsOwnDomain(mail.reply_to.address, context.options);
  const mail::Address* customer = form ? &mail.reply_to : &mail.from;
  message.direction = model::Direction::kInbound;
  if ((own && !form) || (sent && context.options.own_domains.empty())) {
    message.direction = model::Direction::kOutbound;
    customer = nullptr;
    for (const mail::Address& one : mail.to) {
      if (customer == nullptr && !IsOwnDomain(one.address, context.options)) customer = &one;
    }
  }
  if (customer != nullptr) {
    message.customer.name = customer->name;
    message.customer.address = customer->address;
  }
  message.author = mail.from.name.empty() ? mail.from.address : mail.from.name;
}

// The mailbox that a mail was sent to says what it is about: sales@, support@, orders@.
model::Stage StageOfRecipients(const mail::ParsedMail& mail) {
  for (const mail::Address& one : mail.to) {
    const std::string_view address = one.address;
    if (const auto stage = StageOf(address.substr(0, address.find('@')))) return *stage;
  }
  return model::Stage::kUnknown;
}

}  // namespace

Result<model::Message> DecodeMail(const model::RawItem& item, const DecodeContext& context) {
  REFRAIN_ASSIGN(mail::ParsedMail mail, mail::ParseMail(item.bytes, context.limits));
  const std::string_view labels = mail.Header("x-gmail-labels");
  if (HasLabel(labels, kUnwantedLabels)) {
    return Error{ErrorCode::kUnsupported, "chat, spam or deleted in Gmail", {}, {}};
  }
  model::Message message;
  message.key = KeyOf(MailHash(item.bytes));
  message.channel = model::Channel::kEmail;
  if (TrimAscii(mail.text).empty()) {
    return Error{
        ErrorCode::kMalformed,
        mail.has_attachment || !mail.notes.empty() ? "no text, only attachments" : "no text",
        {},
        {}};
  }
  message.text = std::move(mail.text);
  message.flags.text_repaired = mail.repaired;
  message.flags.truncated = mail.truncated;
  message.flags.has_attachment = mail.has_attachment;
  message.flags.is_auto = mail::LooksAutomatic(mail);
  SetDate(mail.date, message);
  SetBlocks(context, true, message);
  SetSides(mail, context, message);
  message.stage = message.direction == model::Direction::kInbound ? StageOfRecipients(mail)
                                                                  : model::Stage::kUnknown;
  message.subject = std::move(mail.subject);
  message.declared_language = mail.Header("content-language").substr(0, 35);
  message.thread = !mail.references.empty()    ? mail.references.front()
                   : !mail.in_reply_to.empty() ? mail.in_reply_to
                                               : mail.message_id;
  message.message_id = std::move(mail.message_id);
  message.in_reply_to = std::move(mail.in_reply_to);
  message.references = std::move(mail.references);
  return message;
}

}  // namespace refrain::read
