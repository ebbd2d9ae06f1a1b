// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/decode.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/base/time.h"

namespace refrain::read {
namespace {

using model::BlockKind;
using model::Direction;
using model::RawItem;

const mail::BlockSplitter& Splitter() {
  static const mail::BlockSplitter* const splitter = [] {
    auto loaded = mail::BlockSplitter::Load(REFRAIN_SOURCE_DIR "/lexicons/reply_headers.tsv");
    return new mail::BlockSplitter(std::move(loaded).value());
  }();
  return *splitter;
}

model::Message Decoded(const RawItem& item, const ReadOptions& options = {}) {
  auto message = Decoder(Splitter(), options).Decode(item);
  EXPECT_TRUE(message.ok()) << (message.ok() ? "" : message.error().ToString());
  return message.ok() ? std::move(message).value() : model::Message{};
}

RawItem Mail(const std::string& bytes) {
  RawItem item;
  item.bytes = bytes;
  item.provenance = {"box.mbox", "17", 17};
  return item;
}

RawItem Record(std::vector<std::pair<std::string, std::string>> fields) {
  RawItem item;
  item.format = model::ItemFormat::kRecord;
  item.export_name = "generic";
  item.fields = std::move(fields);
  item.provenance = {"a.csv", "row 2", 0};
  return item;
}

RawItem Text(model::ItemFormat format, const std::string& source, const std::string& bytes) {
  RawItem item;
  item.format = format;
  item.bytes = bytes;
  item.provenance = {source, "0", 0};
  return item;
}

std::string Authored(const model::Message& message) {
  return mail::AuthoredText(message.text, message.blocks);
}

const std::string kMail =
    "From: Anna <anna@post.example>\nTo: support@shop.example\nSubject: Pump\nMessage-ID: <a@b>\n"
    "Date: Tue, 5 May 2026 10:12:00 +0300\n\nIt hums.\n\n-- \nAnna\n";

TEST(Decoder, FillsAMessageFromMail) {
  ReadOptions options;
  options.own_domains = {"Shop.example"};
  const model::Message message = Decoded(Mail(kMail), options);
  EXPECT_EQ(message.key.size(), 26U);
  EXPECT_EQ(message.channel, model::Channel::kEmail);
  EXPECT_EQ(message.direction, Direction::kInbound);
  EXPECT_EQ(message.stage, model::Stage::kSupport);
  EXPECT_EQ(message.customer.address, "anna@post.example");
  EXPECT_EQ(message.author, "Anna");
  EXPECT_EQ(FormatRfc3339(message.sent_at_utc, message.offset_minutes),
            "2026-05-05T10:12:00+03:00");
  EXPECT_EQ(message.thread, "a@b");
  EXPECT_EQ(Authored(message), "It hums.");
  EXPECT_EQ(message.provenance.place, "17");
}

TEST(Decoder, TheCustomerIsTheOtherSideWhoeverWrote) {
  ReadOptions options;
  options.own_domains = {"shop.example"};
  const model::Message reply =
      Decoded(Mail("From: Ilze <ilze@mail.shop.example>\nTo: boss@shop.example, Anna "
                   "<anna@post.example>\nReferences: <root@x> <y@x>\n\nSorry!\n"),
              options);
  EXPECT_EQ(reply.direction, Direction::kOutbound);
  EXPECT_EQ(reply.customer.address, "anna@post.example");
  EXPECT_EQ(reply.author, "Ilze");
  EXPECT_EQ(reply.thread, "root@x");
  const model::Message form =
      Decoded(Mail("From: form@shop.example\nReply-To: Anna <anna@post.example>\nTo: "
                   "support@shop.example\n\nWhere is it?\n"),
              options);
  EXPECT_EQ(form.direction, Direction::kInbound);
  EXPECT_EQ(form.customer.name, "Anna");
}

TEST(Decoder, MailKeyDependsOnItsBytesAlone) {
  const std::string key = Decoded(Mail(kMail)).key;
  EXPECT_EQ(Decoded(Mail("From x Tue May  5 10:12:00 2026\n" + kMail + "\n\n")).key, key);
  std::string crlf;
  for (const char c : kMail) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(Decoded(Mail(crlf)).key, key);
  EXPECT_NE(Decoded(Mail(kMail + "x")).key, key);
}

struct ErrorCase {
  RawItem item;
  const char* message;
};

TEST(Decoder, SaysWhyAnItemIsRejected) {
  for (const ErrorCase& one : {
           ErrorCase{Mail("Subject: x\n\n \n"), "box.mbox@17: no text"},
           ErrorCase{Mail("Subject: x\nContent-Type: image/png\n\nxx\n"),
                     "box.mbox@17: no text, only attachments"},
           ErrorCase{Mail("Subject: x\nX-Gmail-Labels: =?utf-8?q?Corbeille?=,x\n\nhi\n"),
                     "box.mbox@17: chat, spam or deleted in Gmail"},
           ErrorCase{Record({{"id", "7"}, {"comment", " "}, {"score", "3"}}),
                     "a.csv@row 2: no text (column \"comment\" is empty)"},
           ErrorCase{Record({{"a", "1"}}), "a.csv@row 2: no text: no column looks like it"},
           ErrorCase{Text(model::ItemFormat::kTranscript, "a.vtt", "WEBVTT\n\n"),
                     "a.vtt@0: no text"},
       }) {
    const auto message = Decoder(Splitter(), {}).Decode(one.item);
    ASSERT_FALSE(message.ok()) << one.message;
    EXPECT_EQ(message.error().ToString(), one.message);
  }
}

TEST(Decoder, FillsAMessageFromARecord) {
  const model::Message message = Decoded(Record({{"id", "rv-10001"},
                                                 {"created_at", "2026-05-05T10:12:00+03:00"},
                                                 {"stars", "4"},
                                                 {"review", "Nice & quiet"},
                                                 {"title", "Good"},
                                                 {"author", "Anna Berg"},
                                                 {"customer_email", "Anna@Post.example"},
                                                 {"country", "LV"},
                                                 {"lang", "en"},
                                                 {"product", "Mini"},
                                                 {"tags", "a, b"},
                                                 {"reply", "Thank you!"}}));
  EXPECT_EQ(message.channel, model::Channel::kReview);
  EXPECT_EQ(message.rating, 4);
  EXPECT_EQ(message.rating_max, 5);
  EXPECT_EQ(message.subject, "Good");
  EXPECT_EQ(message.customer.name, "Anna Berg");
  EXPECT_EQ(message.customer.address, "anna@post.example");
  EXPECT_EQ(message.country, "LV");
  EXPECT_EQ(message.declared_language, "en");
  EXPECT_EQ(message.tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(message.text, "Nice & quiet\nThank you!");
  EXPECT_EQ(Authored(message), "Nice & quiet");
  ASSERT_EQ(message.blocks.size(), 2U);
  EXPECT_EQ(message.blocks[1].kind, BlockKind::kCompany);
}

TEST(Decoder, RecordKeyIsItsIdElseWhatItSays) {
  const auto key = [](const char* id, const char* text, const char* date) {
    return Decoded(Record({{"id", id}, {"text", text}, {"date", date}})).key;
  };
  EXPECT_EQ(key("order-77", "a text", "2026-05-05"), key("order-77", "mended text", "2026-05-06"));
  EXPECT_NE(key("order-77", "a text", "2026-05-05"), key("order-78", "a text", "2026-05-05"));
  // A row number is no id: tables of the next month count from 1 again.
  EXPECT_NE(key("1", "a text", "2026-05-05"), key("1", "another text", "2026-05-05"));
  EXPECT_EQ(key("", "a text", "2026-05-05T10:12:01Z"), key("", "a text", "2026-05-05T10:12:59Z"));
  EXPECT_NE(key("", "a text", "2026-05-05T10:12:01Z"), key("", "a text", "2026-05-05T10:13:01Z"));
}

TEST(Decoder, CompanyTurnsAreNoFeedback) {
  const model::Message chat =
      Decoded(Record({{"id", "c-10001"},
                      {"customer.name", "Anna"},
                      {"turns", R"([{"who":"agent","name":"Tom","text":"How can I help?"},
                     {"who":"customer","name":"Anna","text":"It hums."}])"}}));
  EXPECT_EQ(chat.channel, model::Channel::kChat);
  EXPECT_EQ(chat.direction, Direction::kMixed);
  EXPECT_EQ(chat.text, "Tom: How can I help?\nAnna: It hums.\n");
  EXPECT_EQ(Authored(chat), "It hums.");

  const model::Message zendesk = [] {
    RawItem item = Record({{"id", "17"},
                           {"subject", "Pump"},
                           {"description", "It hums."},
                           {"via.channel", "web"},
                           {"requester_id", "5"},
                           {"comments",
                            R"([{"author_id":5,"body":"It hums.","public":true},
                                {"author_id":9,"body":"Sorry.","public":true},
                                {"author_id":9,"body":"internal","public":false},
                                {"author_id":5,"body":"Still.","public":true}])"}});
    item.export_name = "zendesk";
    return Decoded(item);
  }();
  EXPECT_EQ(Authored(zendesk), "It hums.\nStill.");
  EXPECT_EQ(zendesk.text.find("internal"), std::string::npos);

  const model::Message written = Decoded(
      Record({{"id", "call-9001"}, {"note", "Agent: Good morning\nCustomer: It hums.\nAgain.\n"}}));
  EXPECT_EQ(Authored(written), "It hums.\nAgain.");
}

TEST(Decoder, TranscriptsAreReadByVoice) {
  const std::string vtt =
      "WEBVTT\n\nNOTE\ndate: 2026-05-14T18:41:00+02:00\ncustomer: Pilar <p@post.example>\n"
      "agent: Jonas\nproduct: One\n\n1\n00:00:00.600 --> 00:00:03.794\n<v Jonas>Good "
      "day.</v>\n\n00:00:04.000 --> 00:00:05.000\n<v Pilar>It hums\n\n00:00:05.000 --> "
      "00:00:06.000\n<v Pilar>at night &amp; by day.</v>\n";
  const model::Message call =
      Decoded(Text(model::ItemFormat::kTranscript, "calls/2026-01-01.vtt", vtt));
  EXPECT_EQ(call.channel, model::Channel::kCall);
  EXPECT_EQ(call.customer.address, "p@post.example");
  EXPECT_EQ(call.product, "One");
  EXPECT_EQ(FormatRfc3339(call.sent_at_utc, call.offset_minutes), "2026-05-14T18:41:00+02:00");
  EXPECT_EQ(Authored(call), "It hums at night & by day.");

  ReadOptions options;
  options.agent_names = {"Tom"};
  const model::Message srt =
      Decoded(Text(model::ItemFormat::kTranscript, "call-20260514.srt",
                   "1\n00:00:00,000 --> 00:00:01,000\nTom Smith: Hello\n\n2\n00:00:01,000 --> "
                   "00:00:02,000\nAnna: It hums\n"),
              options);
  EXPECT_EQ(Authored(srt), "It hums");
  EXPECT_EQ(FormatRfc3339(srt.sent_at_utc), "2026-05-14T00:00:00Z");
}

TEST(Decoder, NotesMayOpenWithFacts) {
  const model::Message note =
      Decoded(Text(model::ItemFormat::kText, "notes/a.txt",
                   "Date: 2026-05-14\nCustomer: Anna Berg\nProduct: One\n\nShe says it hums.\n"));
  EXPECT_EQ(note.channel, model::Channel::kNote);
  EXPECT_EQ(note.customer.name, "Anna Berg");
  EXPECT_EQ(note.text, "She says it hums.");
  const model::Message plain =
      Decoded(Text(model::ItemFormat::kText, "a.txt", "Note: she says\nit hums.\n"));
  EXPECT_EQ(plain.text, "Note: she says\nit hums.");
  EXPECT_TRUE(plain.flags.date_missing);
  const model::Message chat =
      Decoded(Text(model::ItemFormat::kText, "a.txt", "Agent: Hello\nCustomer: It hums.\n"));
  EXPECT_EQ(Authored(chat), "It hums.");
}

TEST(Decoder, TellsOfDamage) {
  const model::Message record = Decoded(Record({{"comment", "bad \xFF byte"}}));
  EXPECT_TRUE(record.flags.text_repaired);
  EXPECT_EQ(record.text, "bad \xEF\xBF\xBD byte");
  EXPECT_FALSE(Decoded(Record({{"comment", "good\r\nlines"}})).flags.text_repaired);
}

}  // namespace
}  // namespace refrain::read
