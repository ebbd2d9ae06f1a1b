// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/mime.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "engine/base/strings.h"
#include "engine/mail/body.h"
#include "engine/mail/date.h"
#include "engine/mail/limits.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

constexpr std::array<std::string_view, 20> kKeptHeaders{
    "auto-submitted", "content-language", "content-type",
    "feedback-id",    "list-id",          "list-post",
    "list-subscribe", "list-unsubscribe", "precedence",
    "return-path",    "sender",           "x-auto-response-suppress",
    "x-autoreply",    "x-autorespond",    "x-failed-recipients",
    "x-gm-thrid",     "x-gmail-labels",   "x-loop",
    "x-mailing-list", "x-spam-flag"};

constexpr std::size_t kMaxReferences = 1000;

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

std::string_view View(const char* text) { return text == nullptr ? std::string_view() : text; }

// One line of valid UTF-8.
std::string Clean(std::string_view text) {
  std::string clean = text::RepairUtf8(text).text;
  std::replace(clean.begin(), clean.end(), '\n', ' ');
  std::replace(clean.begin(), clean.end(), '\t', ' ');
  return std::string(TrimAscii(clean));
}

Address ReadAddress(InternetAddress* address) {
  Address result;
  result.name = Clean(View(internet_address_get_name(address)));
  if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
    result.address = ToLowerAscii(
        Clean(View(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))));
  }
  return result;
}

// Groups are flattened one level deep; deeper ones do not occur in mail.
void ReadAddresses(InternetAddressList* list, std::size_t limit, std::vector<Address>& out) {
  const int count = list == nullptr ? 0 : internet_address_list_length(list);
  for (int i = 0; i < count && out.size() < limit; ++i) {
    InternetAddress* address = internet_address_list_get_address(list, i);
    if (!INTERNET_ADDRESS_IS_GROUP(address)) {
      out.push_back(ReadAddress(address));
      continue;
    }
    InternetAddressList* members =
        internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address));
    const int size = members == nullptr ? 0 : internet_address_list_length(members);
    for (int j = 0; j < size && out.size() < limit; ++j) {
      out.push_back(ReadAddress(internet_address_list_get_address(members, j)));
    }
  }
}

Address First(InternetAddressList* list) {
  std::vector<Address> all;
  ReadAddresses(list, 1, all);
  return all.empty() ? Address{} : std::move(all.front());
}

// What stands between < and >; without any, words that contain an @.
std::vector<std::string> ReadIds(std::string_view header) {
  std::vector<std::string> ids;
  std::size_t pos = 0;
  while (ids.size() < kMaxReferences) {
    const std::size_t begin = header.find('<', pos);
    const std::size_t end = header.find('>', begin == std::string_view::npos ? pos : begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) break;
    std::string id = Clean(header.substr(begin + 1, end - begin - 1));
    std::erase(id, ' ');
    if (!id.empty()) ids.push_back(std::move(id));
    pos = end + 1;
  }
  if (!ids.empty()) return ids;
  for (const std::string_view word : SplitWords(header)) {
    if (word.find('@') != std::string_view::npos) ids.push_back(Clean(word));
  }
  return ids;
}

std::string_view Raw(GMimeMessage* message, const char* name) {
  GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  GMimeHeader* header = g_mime_header_list_get_header(headers, name);
  return header == nullptr ? std::string_view() : View(g_mime_header_get_raw_value(header));
}

void ReadKeptHeaders(GMimeMessage* message, ParsedMail& mail) {
  GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  const int count = g_mime_header_list_get_count(headers);
  for (int i = 0; i < count; ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    std::string name = ToLowerAscii(View(g_mime_header_get_name(header)));
    if (std::find(kKeptHeaders.begin(), kKeptHeaders.end(), name) == kKeptHeaders.end()) continue;
    mail.headers.emplace_back(std::move(name), Clean(View(g_mime_header_get_value(header))));
  }
}

void ReadHeaders(GMimeMessage* message, const Limits& limits, ParsedMail& mail) {
  mail.subject = Clean(View(g_mime_message_get_subject(message)));
  mail.from = First(g_mime_message_get_from(message));
  if (mail.from.address.empty() && mail.from.name.empty()) {
    mail.from = First(g_mime_message_get_sender(message));
  }
  mail.reply_to = First(g_mime_message_get_reply_to(message));
  ReadAddresses(g_mime_message_get_to(message), limits.max_addresses, mail.to);
  ReadAddresses(g_mime_message_get_cc(message), limits.max_addresses, mail.to);
  auto ids = ReadIds(Raw(message, "Message-ID"));
  if (!ids.empty()) mail.message_id = std::move(ids.front());
  ids = ReadIds(Raw(message, "In-Reply-To"));
  if (!ids.empty()) mail.in_reply_to = std::move(ids.front());
  mail.references = ReadIds(Raw(message, "References"));
  mail.date = ParseMailDate(Raw(message, "Date"));
  ReadKeptHeaders(message, mail);
}

std::string_view SkipFromLine(std::string_view bytes) {
  if (!bytes.starts_with("From ")) return bytes;
  const std::size_t end = bytes.find('\n');
  return end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
}

void InitialiseOnce() {
  static std::once_flag initialised;
  std::call_once(initialised, [] { g_mime_init(); });
}

struct FreeOptions {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};
using Options = std::unique_ptr<GMimeParserOptions, FreeOptions>;

Options MakeOptions() {
  Options options(g_mime_parser_options_new());
  // What undeclared 8-bit headers are taken for, in this order.
  std::array<const char*, 3> charsets{"utf-8", "windows-1252", nullptr};
  g_mime_parser_options_set_fallback_charsets(options.get(), charsets.data());
  return options;
}

}  // namespace

std::string_view ParsedMail::Header(std::string_view lower_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_name) return value;
  }
  return {};
}

bool ParsedMail::HasNote(std::string_view note) const {
  return std::find(notes.begin(), notes.end(), note) != notes.end();
}

Result<ParsedMail> ParseMail(std::string_view bytes, const Limits& limits) {
  bytes = SkipFromLine(bytes);
  ParsedMail mail;
  if (bytes.size() > limits.max_message_bytes) {
    bytes = bytes.substr(0, limits.max_message_bytes);
    mail.truncated = true;
  }
  REFRAIN_TRY(CheckLimits(bytes, limits));
  InitialiseOnce();
  // Headers decode when they are first read, so the options live as long as the message.
  const Options options = MakeOptions();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options.get()));
  if (message == nullptr) return Error{ErrorCode::kMalformed, "not a mail message", {}, {}};
  ReadHeaders(message.get(), limits, mail);
  ReadBody(g_mime_message_get_mime_part(message.get()), limits, mail);
  return mail;
}

}  // namespace refrain::mail
