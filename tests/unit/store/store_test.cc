// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "engine/store/database.h"
#include "tests/unit/store/fixture.h"

namespace refrain::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// A message with every field set.
AnalysedMessage Full() {
  AnalysedMessage item = MakeItem("full", "The parcel is late. Please add CSV export.");
  model::Message& m = item.message;
  m.channel = model::Channel::kChat;
  m.direction = model::Direction::kMixed;
  m.stage = model::Stage::kOrder;
  m.customer = {"Anna Ozola", "anna@example.org", "C-17"};
  m.author = "Anna";
  m.offset_minutes = 180;
  m.message_id = "<a@b>";
  m.in_reply_to = "<root@b>";
  m.references = {"<root@b>", "odd\nreference"};
  m.thread = "<root@b>";
  m.subject = "Parcel\tlate";
  m.blocks = {{model::BlockKind::kAuthored, {0, 19}}, {model::BlockKind::kSignature, {19, 42}}};
  m.rating = 2;
  m.rating_max = 5;
  m.product = "Acme Cloud";
  m.version = "4.2";
  m.country = "LV";
  m.segment = "enterprise";
  m.declared_language = "en-GB";
  m.tags = {"vip", "late"};
  m.flags.is_auto = true;
  m.flags.has_attachment = true;
  m.provenance = {"/mail/inbox.mbox", "183422", 183422};
  model::Annotations& a = item.annotations;
  a.sentiment = {model::Polarity::kNegative, -0.25F, 0.75F};
  a.emotions = {{model::Emotion::kWorry, 0.5F}, {model::Emotion::kAnger, 0.25F}};
  a.kinds = {{model::Kind::kComplaint, 0.5F}};
  a.sentences = {{{0, 19}, {"en", 0.5F}, a.sentiment, a.kinds}, {{20, 42}, {"en", 0.5F}, {}, {}}};
  a.themes = {{"delivery.time.late", {4, 18}, 0, {model::Polarity::kNegative, -0.5F, 0.5F}}};
  a.requests = {{{20, 41}, {31, 41}, 1, 0.875F, true, false, "add CSV export", {"csv", "export"}}};
  a.personal = {{{0, 3}, "email"}};
  return item;
}

TEST(Store, IsNotMadeUnlessAsked) {
  const TempFolder folder;
  for (const Mode mode : {Mode::kReadOnly, Mode::kReadWrite}) {
    const auto store = Store::Open(folder.path() / "data", mode);
    ASSERT_FALSE(store.ok());
    EXPECT_EQ(store.error().code, ErrorCode::kNotFound);
    EXPECT_NE(store.error().hint, "");
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

TEST(Store, KeepsEverythingToItsOwner) {
  const TempFolder folder;
  const std::filesystem::path data = folder.path() / "deep" / "data";
  Store store = OpenNew(data);
  Add(store, {MakeItem("a", "hello")});
  struct stat info {};
  ASSERT_EQ(::stat(data.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0700U);
  for (const auto& entry : std::filesystem::directory_iterator(data)) {
    ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U) << entry.path();
  }
}

TEST(Store, KeepsItsIdWhenOpenedAgain) {
  const TempFolder folder;
  { const Store store = OpenNew(folder.path()); }
  const auto again = Store::Open(folder.path(), Mode::kReadWrite, {"another", "key"});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->store_id(), "store-one");
}

TEST(Store, LetsOneWriterInAndReadersBesideIt) {
  const TempFolder folder;
  Store writer = OpenNew(folder.path());
  Add(writer, {MakeItem("a", "hello")});
  const auto second = Store::Open(folder.path(), Mode::kReadWrite);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kLocked);
  const auto reader = Store::Open(folder.path(), Mode::kReadOnly);
  ASSERT_TRUE(reader.ok()) << reader.error().ToString();
  EXPECT_EQ(reader->Count()->messages, 1U);
  Add(writer, {MakeItem("b", "hello")});
  EXPECT_EQ(reader->Count()->messages, 2U);
}

TEST(Store, ReadsAfterTheWriterHasGone) {
  const TempFolder folder;
  {
    Store writer = OpenNew(folder.path());
    Add(writer, {MakeItem("a", "hello")});
  }
  const auto reader = Store::Open(folder.path(), Mode::kReadOnly);
  ASSERT_TRUE(reader.ok()) << reader.error().ToString();
  EXPECT_EQ(reader->Count()->messages, 1U);
}

TEST(Store, GivesBackEveryFieldOfAMessage) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const AnalysedMessage item = Full();
  const BatchOutcome outcome = Add(store, {item});
  ASSERT_EQ(outcome.stored, 1U);
  const auto stored = store.Message(outcome.items[0].id);
  ASSERT_TRUE(stored.ok()) << stored.error().ToString();
  const model::Message& m = stored->message;
  const model::Message& e = item.message;
  EXPECT_EQ(stored->customer_key, CustomerKey(e.customer));
  EXPECT_EQ(stored->added_at_utc, 1'780'000'000);
  EXPECT_EQ(m.key, e.key);
  EXPECT_EQ(m.channel, e.channel);
  EXPECT_EQ(m.direction, e.direction);
  EXPECT_EQ(m.stage, e.stage);
  EXPECT_EQ(m.customer.name, e.customer.name);
  EXPECT_EQ(m.customer.address, e.customer.address);
  EXPECT_EQ(m.customer.import_id, e.customer.import_id);
  EXPECT_EQ(m.author, e.author);
  EXPECT_EQ(m.sent_at_utc, e.sent_at_utc);
  EXPECT_EQ(m.offset_minutes, e.offset_minutes);
  EXPECT_EQ(m.message_id, e.message_id);
  EXPECT_EQ(m.in_reply_to, e.in_reply_to);
  EXPECT_EQ(m.references, e.references);
  EXPECT_EQ(m.thread, e.thread);
  EXPECT_EQ(m.subject, e.subject);
  EXPECT_EQ(m.text, e.text);
  ASSERT_EQ(m.blocks.size(), 2U);
  EXPECT_EQ(m.blocks[1].kind, model::BlockKind::kSignature);
  EXPECT_EQ(m.blocks[1].span, e.blocks[1].span);
  EXPECT_EQ(m.rating, e.rating);
  EXPECT_EQ(m.rating_max, e.rating_max);
  EXPECT_EQ(m.product, e.product);
  EXPECT_EQ(m.version, e.version);
  EXPECT_EQ(m.country, e.country);
  EXPECT_EQ(m.segment, e.segment);
  EXPECT_EQ(m.declared_language, e.declared_language);
  EXPECT_EQ(m.tags, e.tags);
  EXPECT_EQ(m.flags, e.flags);
  EXPECT_EQ(m.provenance.source, e.provenance.source);
  EXPECT_EQ(m.provenance.place, e.provenance.place);
  EXPECT_EQ(m.provenance.byte_offset, e.provenance.byte_offset);
}

TEST(Store, GivesBackEveryAnnotation) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const AnalysedMessage item = Full();
  const auto read = store.LoadAnnotations(Add(store, {item}).items[0].id);
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  const model::Annotations& e = item.annotations;
  EXPECT_EQ(read->language.code, e.language.code);
  EXPECT_EQ(read->language.confidence, e.language.confidence);
  EXPECT_EQ(read->sentiment.score, e.sentiment.score);
  EXPECT_EQ(read->sentiment.label, e.sentiment.label);
  ASSERT_EQ(read->emotions.size(), 2U);
  EXPECT_EQ(read->emotions[0].emotion, model::Emotion::kWorry);
  ASSERT_EQ(read->kinds.size(), 1U);
  EXPECT_EQ(read->kinds[0].kind, model::Kind::kComplaint);
  ASSERT_EQ(read->sentences.size(), 2U);
  EXPECT_EQ(read->sentences[1].span, e.sentences[1].span);
  ASSERT_EQ(read->themes.size(), 1U);
  EXPECT_EQ(read->themes[0].theme, "delivery.time.late");
  EXPECT_EQ(read->themes[0].sentiment.score, -0.5F);
  ASSERT_EQ(read->requests.size(), 1U);
  EXPECT_EQ(read->requests[0].object, e.requests[0].object);
  EXPECT_EQ(read->requests[0].confidence, 0.875F);
  EXPECT_TRUE(read->requests[0].implied);
  EXPECT_FALSE(read->requests[0].against);
  EXPECT_EQ(read->requests[0].title, "add CSV export");
  EXPECT_THAT(read->requests[0].concepts, ElementsAre("csv", "export"));
  ASSERT_EQ(read->personal.size(), 1U);
  EXPECT_EQ(read->personal[0].type, "email");
}

TEST(Store, KeepsAMessageWithoutAThreadAsItIs) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage item = MakeItem("a", "hello");
  item.message.thread = "";
  EXPECT_EQ(store.Message(Add(store, {item}).items[0].id)->message.thread, "");
}

TEST(Store, CountsADuplicateAndChangesNothing) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage item = MakeItem("a", "first");
  const BatchOutcome first = Add(store, {item, item});
  EXPECT_EQ(first.stored, 1U);
  EXPECT_EQ(first.duplicate, 1U);
  EXPECT_EQ(first.items[1].status, ItemStatus::kDuplicate);
  EXPECT_EQ(first.items[1].id, first.items[0].id);
  item.message.text = "other";
  const BatchOutcome second = Add(store, {item, MakeItem("b", "new")});
  EXPECT_EQ(second.stored, 1U);
  EXPECT_EQ(second.duplicate, 1U);
  EXPECT_EQ(second.last_seq, 2);
  EXPECT_EQ(store.Message(first.items[0].id)->message.text, "first");
}

TEST(Store, AccountsForEverythingSeen) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const std::vector<AnalysedMessage> items{MakeItem("a", "x"), MakeItem("a", "x")};
  const std::vector<QuarantinedItem> bad{{"in.csv", "row 88", "no text", "map it", "hash"}};
  const SourceState source{"in.csv", "generic", 10, 20, 30, 3, true};
  Batch batch{items, bad, &source, 1'780'000'000, "test/1"};
  for (int run = 0; run < 2; ++run) {
    const auto outcome = store.AddBatch(batch);
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(outcome->stored + outcome->duplicate + outcome->quarantined, 3U) << run;
    EXPECT_EQ(outcome->quarantined, run == 0 ? 1U : 0U);
  }
  EXPECT_EQ(store.Quarantine()->size(), 1U);
  EXPECT_EQ(store.Quarantine()->front().place, "row 88");
  const auto saved = store.Source("in.csv");
  ASSERT_TRUE(saved.ok() && saved->has_value());
  EXPECT_EQ((*saved)->position, 3);
  EXPECT_EQ((*saved)->inode, 30);
  EXPECT_TRUE((*saved)->complete);
  EXPECT_FALSE(store.Source("none.csv")->has_value());
  ASSERT_EQ(store.Audit()->size(), 2U);
  EXPECT_EQ(store.Audit()->front().detail, "seen 3 stored 1 duplicate 1 quarantined 1 seq 1");
}

TEST(Store, FindsMessagesByIdAndPrefix) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const AnalysedMessage item = MakeItem("a", "x");
  const RowId row = Add(store, {item}).items[0].id;
  const std::string& key = item.message.key;
  for (const std::string& id : {key, DisplayId(key), "m-" + key, "m-" + key.substr(0, 4)}) {
    const auto found = store.FindMessage(id);
    ASSERT_TRUE(found.ok()) << id;
    EXPECT_EQ(*found, row);
  }
  for (const std::string_view id : {"", "m-", "m-abc", "m-zzzzzzzzzzzz", "m-%%%%", "r-7kq2m"}) {
    const auto found = store.FindMessage(id);
    ASSERT_FALSE(found.ok()) << id;
    EXPECT_EQ(found.error().code, ErrorCode::kNotFound);
  }
}

TEST(Store, SaysSoWhenAnIdFitsSeveral) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage one = MakeItem("a", "x");
  AnalysedMessage two = MakeItem("b", "x");
  one.message.key = "aaaaaaaaaaaaaaaaaaaaaaaaa1";
  two.message.key = "aaaaaaaaaaaaaaaaaaaaaaaaa2";
  Add(store, {one, two});
  const auto found = store.FindMessage("m-aaaa");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kInvalidArgument);
}

TEST(Store, TellsWhatChangedSinceASequenceNumber) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  EXPECT_EQ(*store.LastSeq(), 0);
  const BatchOutcome first = Add(store, {MakeItem("a", "x"), MakeItem("b", "y")});
  const RowId a = first.items[0].id;
  const RowId b = first.items[1].id;
  EXPECT_EQ(*store.LastSeq(), 2);
  EXPECT_THAT(store.ChangesSince(0)->changed, ElementsAre(a, b));
  EXPECT_THAT(store.ChangesSince(1)->changed, ElementsAre(b));
  EXPECT_THAT(store.ChangesSince(2)->changed, IsEmpty());

  const std::vector<Reanalysed> fresh{{a, {}, {}}};
  ASSERT_TRUE(store.ReplaceAnnotations(fresh, "test/2", 0).ok());
  EXPECT_THAT(store.ChangesSince(2)->changed, ElementsAre(a));
  const std::int64_t seq = *store.LastSeq();
  ASSERT_EQ(*store.Forget(std::vector<RowId>{b}, {}, 0), 1U);
  const auto changes = store.ChangesSince(seq);
  EXPECT_THAT(changes->changed, IsEmpty());
  EXPECT_THAT(changes->deleted, ElementsAre(b));
  EXPECT_GT(changes->last_seq, seq);
}

TEST(Store, ARowNumberUsedAgainIsAChangeAndNoDeletion) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const RowId row = Add(store, {MakeItem("a", "x")}).items[0].id;
  ASSERT_TRUE(store.Forget(std::vector<RowId>{row}, {}, 0).ok());
  ASSERT_EQ(Add(store, {MakeItem("b", "y")}).items[0].id, row);
  const auto changes = store.ChangesSince(0);
  EXPECT_THAT(changes->changed, ElementsAre(row));
  EXPECT_THAT(changes->deleted, IsEmpty());
}

TEST(Store, ReplacesAnnotationsAndNothingElse) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const RowId row = Add(store, {Full()}).items[0].id;
  Reanalysed fresh;
  fresh.id = row;
  fresh.blocks = {{model::BlockKind::kAuthored, {0, 42}}};
  fresh.annotations.language = {"lv", 1.0F};
  ASSERT_TRUE(store.ReplaceAnnotations(std::vector{fresh}, "test/2", 5).ok());
  const auto annotations = store.LoadAnnotations(row);
  ASSERT_TRUE(annotations.ok());
  EXPECT_EQ(annotations->language.code, "lv");
  EXPECT_THAT(annotations->themes, IsEmpty());
  EXPECT_THAT(annotations->requests, IsEmpty());
  EXPECT_EQ(store.Message(row)->message.blocks.size(), 1U);
  EXPECT_EQ(store.Message(row)->message.text, Full().message.text);
  EXPECT_THAT(*store.AnalyserVersions(), ElementsAre(Pair("test/2", 1U)));
  EXPECT_TRUE(store.IntegrityCheck().ok());
}

TEST(Store, StreamsInOrderAndStopsWhenAsked) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  std::vector<AnalysedMessage> items;
  items.reserve(20);
  for (int i = 0; i < 20; ++i) items.push_back(MakeItem("k" + std::to_string(i), "x"));
  Add(store, items);
  std::vector<RowId> rows;
  std::vector<std::string> keys;
  const auto note = [&](const StoredMessage& stored, const model::Annotations&) {
    rows.push_back(stored.id);
    keys.push_back(stored.message.key);
    return rows.size() % 7 != 0;
  };
  Store::MessageFilter filter;
  filter.after = 5;
  ASSERT_TRUE(store.ReadMessages(filter, note).ok());
  EXPECT_THAT(rows, ElementsAre(6, 7, 8, 9, 10, 11, 12));
  filter = {};
  filter.order = Store::Order::kByKey;
  keys.clear();
  ASSERT_TRUE(store.ReadMessages(filter, note).ok());
  EXPECT_EQ(keys.size(), 7U);
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  const std::vector<RowId> some{3, 999, 17};
  filter = {};
  filter.ids = &some;
  rows.clear();
  ASSERT_TRUE(store.ReadMessages(filter, note).ok());
  EXPECT_THAT(rows, ElementsAre(3, 17));
}

TEST(Store, PassesOnTheErrorOfACallback) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  Add(store, {MakeItem("a", "x")});
  const Status done = store.ReadMessages({}, [](const auto&, const auto&) -> Result<bool> {
    return Error{ErrorCode::kInterrupted, "stop", "", ""};
  });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::kInterrupted);
}

TEST(Store, ReadsThreadsInOrderOfTime) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage answer = MakeItem("answer", "x");
  AnalysedMessage question = MakeItem("question", "x");
  answer.message.thread = question.message.thread = "<root@b>";
  answer.message.sent_at_utc = question.message.sent_at_utc + 90;
  answer.message.direction = model::Direction::kOutbound;
  const AnalysedMessage alone = MakeItem("alone", "x");
  const BatchOutcome added = Add(store, {answer, question, alone});
  EXPECT_THAT(*store.ThreadMessages("<root@b>"), ElementsAre(2, 1));
  EXPECT_THAT(*store.ThreadMessages(alone.message.key), ElementsAre(3));
  EXPECT_THAT(*store.ThreadMessages("none"), IsEmpty());
  EXPECT_THAT(*store.ReplyTimes(), ElementsAre(Pair(2, 90)));
  EXPECT_EQ(added.stored, 3U);
}

TEST(Store, ACustomersRowDoesNotDependOnTheOrderOfArrival) {
  std::vector<AnalysedMessage> items{MakeItem("a", "x"), MakeItem("b", "x"), MakeItem("c", "x")};
  items[0].message.customer = {"Anna", "anna@example.org", ""};
  items[1].message.customer = {"Anna Ozola", "anna@example.org", "C-9"};
  items[2].message.customer = {"Anna Ozole", "anna@example.org", "C-10"};
  std::vector<std::size_t> order{0, 1, 2};
  do {
    const TempFolder folder;
    Store store = OpenNew(folder.path());
    for (const std::size_t i : order) Add(store, {items[i]});
    const auto customers = store.Customers();
    ASSERT_TRUE(customers.ok());
    ASSERT_EQ(customers->size(), 1U);
    EXPECT_EQ(customers->front().customer.name, "Anna Ozola");
    EXPECT_EQ(customers->front().customer.import_id, "C-10");
    EXPECT_EQ(customers->front().messages, 3U);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Store, CustomerKeysRestOnTheStrongestThingKnown) {
  EXPECT_EQ(CustomerKey({}), "");
  const std::string by_address = CustomerKey({"A", "a@b.c", "7"});
  EXPECT_EQ(by_address, CustomerKey({"B", "a@b.c", ""}));
  EXPECT_NE(by_address, CustomerKey({"A", "", "7"}));
  EXPECT_NE(CustomerKey({"", "", "x"}), CustomerKey({"x", "", ""}));
  EXPECT_EQ(by_address.substr(0, 2), "c-");
  EXPECT_EQ(by_address.size(), 12U);
}

TEST(Store, FindsCustomersByIdAddressAndPartOfTheName) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage item = MakeItem("a", "x");
  item.message.customer = {"Anna 100% Ozola", "anna@example.org", "C-9"};
  AnalysedMessage other = MakeItem("b", "x");
  other.message.customer = {"Bert", "bert@example.org", ""};
  Add(store, {item, other});
  const std::string key = CustomerKey(item.message.customer);
  for (const std::string& text :
       {key, std::string("anna@"), std::string("ozola"), std::string("C-9"), std::string("100%")}) {
    EXPECT_THAT(*store.FindCustomers(text), ElementsAre(key)) << text;
  }
  EXPECT_EQ(store.FindCustomers("example.org")->size(), 2U);
  EXPECT_THAT(*store.FindCustomers("_nna"), IsEmpty());
  EXPECT_THAT(*store.CustomerMessages(key), ElementsAre(1));
}

TEST(Store, DecisionsAreAppendOnly) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const Decision merge{"", 7, "eva", "merge", "r-aaaaaa", R"({"into":"r-bbbbbb"})"};
  const auto id = store.AppendDecision(merge);
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(id->substr(0, 2), "d-");
  EXPECT_EQ(*store.AppendDecision(merge), *id);
  ASSERT_TRUE(store.AppendDecision({"", 8, "eva", "rename", "r-bbbbbb", "{}"}).ok());
  const auto decisions = store.Decisions();
  ASSERT_EQ(decisions->size(), 2U);
  EXPECT_EQ(decisions->front().payload, merge.payload);
  EXPECT_EQ(decisions->back().verb, "rename");
  const auto direct = Database::Open(folder.path() / "store.db", Database::Access::kReadWrite);
  EXPECT_FALSE(direct->Execute("DELETE FROM decisions").ok());
  EXPECT_FALSE(direct->Execute("UPDATE decisions SET who='x'").ok());
}

TEST(Store, CountsByChannelAndLanguage) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage review = MakeItem("a", "x", "lv");
  review.message.channel = model::Channel::kReview;
  review.message.sent_at_utc = 5;
  Add(store, {review, MakeItem("b", "x"), MakeItem("c", "x", "")});
  const auto counts = store.Count();
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts->messages, 3U);
  EXPECT_THAT(counts->by_channel, ElementsAre(Pair("email", 2U), Pair("review", 1U)));
  EXPECT_THAT(counts->by_language, ElementsAre(Pair("", 1U), Pair("en", 1U), Pair("lv", 1U)));
  EXPECT_EQ(counts->first_sent_at_utc, 5);
  EXPECT_EQ(counts->last_sent_at_utc, 1'770'000'000);
}

TEST(Store, RefusesADamagedTextAndNeverQuotesIt) {
  const TempFolder folder;
  std::string text = "canary";
  for (int i = 0; i < 100; ++i) text += " canary";
  {
    Store store = OpenNew(folder.path());
    Add(store, {MakeItem("a", text)});
    ASSERT_TRUE(store.Checkpoint().ok());
  }
  const std::filesystem::path file = folder.path() / "store.db";
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const std::size_t at = bytes.find("canary canary");
  ASSERT_NE(at, std::string::npos);
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put('b');
  stream.close();
  const auto store = Store::Open(folder.path(), Mode::kReadOnly);
  ASSERT_TRUE(store.ok());
  const auto message = store->Message(1);
  ASSERT_FALSE(message.ok());
  EXPECT_EQ(message.error().code, ErrorCode::kCorrupt);
}

TEST(Store, IntegrityCheckMissesNoLostRow) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  Add(store, {MakeItem("a", "x")});
  EXPECT_TRUE(store.IntegrityCheck().ok());
  const auto direct = Database::Open(folder.path() / "store.db", Database::Access::kReadWrite);
  ASSERT_TRUE(direct->Execute("DELETE FROM annotations").ok());
  const Status checked = store.IntegrityCheck();
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace refrain::store
