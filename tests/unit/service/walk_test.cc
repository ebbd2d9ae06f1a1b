// The walk of one message, as docs/ARCHITECTURE.md tells it: every stop, in order.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/analysis/analyzer.h"
#include "engine/index/document.h"
#include "engine/index/index.h"
#include "engine/ingest/analyse.h"
#include "engine/link/link.h"
#include "engine/mail/blocks.h"
#include "engine/query/search.h"
#include "engine/read/decode.h"
#include "engine/read/source.h"
#include "engine/report/digest.h"
#include "engine/store/store.h"
#include "tests/support/language.h"
#include "tests/support/workspace.h"

namespace refrain {
namespace {

constexpr const char* kMail =
    "From: \"Anna Berg\" <anna@post.example>\r\n"
    "To: support@fernlight.example\r\n"
    "Subject: Re: Your subscription\r\n"
    "Date: Tue, 12 May 2026 14:03:00 +0200\r\n"
    "Message-ID: <walk-1@post.example>\r\n"
    "In-Reply-To: <walk-0@fernlight.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    "Thank you for the quick answer.\r\n"
    "Please let us pause the subscription during the holidays.\r\n"
    "\r\n"
    "On Mon, 11 May 2026 at 09:00, Support <support@fernlight.example> wrote:\r\n"
    "> How can we help you? The pump is terrible, you wrote.\r\n";

TEST(Walk, OfOneMessage) {
  const support::TemporaryFolder folder;
  const auto path = folder.Write("inbox/one.eml", kMail);

  // 1. read/source.h: a path becomes raw items.
  auto source = read::OpenSource(path, {});
  ASSERT_TRUE(source.ok()) << source.error().ToString();
  EXPECT_EQ((*source)->recognition().format, "eml");
  auto raw = (*source)->Next();
  ASSERT_TRUE(raw.ok() && raw->has_value());
  EXPECT_EQ((*raw)->format, model::ItemFormat::kMail);

  // 2. read/decode.h: bytes become a message; mail/blocks.h tells authored from quoted.
  auto splitter = mail::BlockSplitter::Load(support::LexiconFolder() / "reply_headers.tsv");
  ASSERT_TRUE(splitter.ok()) << splitter.error().ToString();
  read::ReadOptions options;
  options.own_domains = {"fernlight.example"};
  const read::Decoder decoder(*splitter, options);
  auto decoded = decoder.Decode(**raw);
  ASSERT_TRUE(decoded.ok()) << decoded.error().ToString();
  const model::Message& message = *decoded;
  EXPECT_EQ(message.customer.address, "anna@post.example");
  EXPECT_EQ(message.direction, model::Direction::kInbound);
  EXPECT_EQ(message.channel, model::Channel::kEmail);
  EXPECT_EQ(message.offset_minutes, 120);
  const std::string authored = mail::AuthoredText(message.text, message.blocks);
  EXPECT_THAT(authored, testing::HasSubstr("pause the subscription"));
  EXPECT_THAT(authored, testing::Not(testing::HasSubstr("terrible")));

  // 3. ingest/analyse.h → analysis/analyzer.h: only the authored words are read.
  analysis::Workspace workspace(support::TheAnalyzer());
  const model::Annotations found =
      ingest::AnalyseMessage(message, support::TheAnalyzer(), workspace);
  EXPECT_EQ(found.language.code, "en");
  EXPECT_NE(found.sentiment.label, model::Polarity::kNegative);
  ASSERT_EQ(found.requests.size(), 1U);
  EXPECT_THAT(found.requests[0].concepts, testing::IsSupersetOf({"pause", "subscription"}));

  // 4. store/store.h: one transaction; the same message again is a duplicate.
  auto store = store::Store::Open(folder.path() / "data", store::Mode::kReadWrite,
                                  {"store-of-the-walk", "key-of-the-walk"});
  ASSERT_TRUE(store.ok()) << store.error().ToString();
  const store::AnalysedMessage item{message, found};
  store::Batch batch;
  batch.items = {&item, 1};
  batch.at_utc = 1790845200;
  batch.analyser_version = support::TheAnalyzer().version();
  const auto stored = store->AddBatch(batch);
  ASSERT_TRUE(stored.ok()) << stored.error().ToString();
  EXPECT_EQ(stored->stored, 1U);
  const auto again = store->AddBatch(batch);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->duplicate, 1U);

  // 5. index/document.h → index/index.h: terms, in the index that anyone may throw away.
  index::DocumentBuilder builder(support::TheLanguage().lexicons);
  auto rebuild = index::IndexRebuild::Begin(store->folder(), store->store_id());
  ASSERT_TRUE(rebuild.ok()) << rebuild.error().ToString();
  const index::IndexEntry entry{
      stored->items[0].id, builder.Build(message, found, store::CustomerKey(message.customer))};
  ASSERT_TRUE(rebuild->Add({&entry, 1}).ok());
  const auto seq = store->LastSeq();
  ASSERT_TRUE(seq.ok());
  const auto finished = rebuild->Finish(*seq, 1);
  ASSERT_TRUE(finished.ok()) << finished.error().ToString();

  // 6. link/link.h: its request waits for a second one before it recurs.
  const auto items = store->LinkItems();
  ASSERT_TRUE(items.ok());
  ASSERT_EQ(items->size(), 1U);
  EXPECT_TRUE(link::Link(*items, {}, support::TheLanguage().lexicons).requests.empty());

  // 7. query/search.h: found by its own words, not by what it quotes.
  auto searcher = query::Searcher::Open(store->folder(), support::TheLanguage().lexicons, *store);
  ASSERT_TRUE(searcher.ok()) << searcher.error().ToString();
  query::SearchRequest request;
  request.query = "pausing subscriptions";
  const auto hits = searcher->Search(request);
  ASSERT_TRUE(hits.ok()) << hits.error().ToString();
  ASSERT_EQ(hits->hits.size(), 1U);
  EXPECT_THAT(hits->hits[0].snippet.text, testing::HasSubstr("pause the subscription"));
  request.query = "terrible";
  const auto none = searcher->Search(request);
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(none->total, 0U);
}

}  // namespace
}  // namespace refrain
