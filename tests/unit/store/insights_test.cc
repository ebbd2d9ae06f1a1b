// Linking, series and erasure: what the store derives over many messages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/store/store.h"
#include "tests/unit/store/fixture.h"

namespace refrain::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

AnalysedMessage Asking(std::string_view seed, std::string customer) {
  AnalysedMessage item = MakeItem(seed, "It is slow. Please add export.");
  item.message.customer.address = std::move(customer);
  item.message.product = "Acme";
  auto& a = item.annotations;
  a.sentences = {{{0, 11}, {"en", 1.0F}, {}, {}}, {{12, 30}, {"lv", 1.0F}, {}, {}}};
  a.themes = {{"app.speed.slow", {6, 10}, 0, {model::Polarity::kNegative, -0.5F, 1.0F}}};
  a.requests = {{{12, 29}, {23, 29}, 1, 0.5F, false, false, "add export", {"export"}}};
  return item;
}

std::string MentionOf(const AnalysedMessage& item) {
  return MentionId(item.message.key, item.annotations.requests[0].span);
}

model::RecurringRequest RequestOf(std::string id, const std::vector<AnalysedMessage>& items) {
  model::RecurringRequest request;
  request.id = std::move(id);
  request.title = "add export";
  for (const auto& item : items) request.members.push_back({MentionOf(item), 0.5F, false});
  std::sort(request.members.begin(), request.members.end(),
            [](const auto& a, const auto& b) { return a.mention < b.mention; });
  request.medoid = request.members.front().mention;
  request.themes = {"app.function.export"};
  request.concepts = {"export"};
  return request;
}

TEST(StoreInsights, LinkItemsCarryTheSentenceAsWritten) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const AnalysedMessage item = Asking("a", "a@b.c");
  Add(store, {item, MakeItem("none", "nothing asked")});
  const auto items = store.LinkItems();
  ASSERT_TRUE(items.ok());
  ASSERT_EQ(items->size(), 1U);
  const model::LinkItem& link = items->front();
  EXPECT_EQ(link.mention, item.message.key + ":12");
  EXPECT_EQ(link.text, "Please add export.");
  EXPECT_EQ(link.object, "export");
  EXPECT_EQ(link.language, "lv");
  EXPECT_EQ(link.customer, CustomerKey(item.message.customer));
  EXPECT_EQ(link.product, "Acme");
  EXPECT_THAT(link.themes, ElementsAre("app.speed.slow"));
  EXPECT_THAT(link.concepts, ElementsAre("export"));
}

TEST(StoreInsights, LinkItemsDoNotDependOnTheOrderOfArrival) {
  std::vector<AnalysedMessage> items;
  items.reserve(9);
  for (int i = 0; i < 9; ++i) items.push_back(Asking("k" + std::to_string(i), "a@b.c"));
  const TempFolder folder;
  Store one = OpenNew(folder.path() / "one");
  Store two = OpenNew(folder.path() / "two");
  Add(one, items);
  std::reverse(items.begin(), items.end());
  for (const auto& item : items) Add(two, {item});
  const auto first = one.LinkItems();
  const auto second = two.LinkItems();
  ASSERT_EQ(first->size(), second->size());
  for (std::size_t i = 0; i < first->size(); ++i) {
    EXPECT_EQ((*first)[i].mention, (*second)[i].mention);
  }
}

TEST(StoreInsights, ThemeEvidenceCountsNegativeMessagesAndCustomers) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage praise = Asking("praise", "p@b.c");
  praise.annotations.themes[0].sentiment.label = model::Polarity::kPositive;
  AnalysedMessage bounce = Asking("auto", "q@b.c");
  bounce.message.flags.is_auto = true;
  Add(store, {Asking("a", "a@b.c"), Asking("b", "a@b.c"), Asking("c", ""), Asking("d", ""), praise,
              bounce});
  const auto evidence = store.ThemeEvidence();
  ASSERT_EQ(evidence->size(), 1U);
  EXPECT_EQ(evidence->front().theme, "app.speed.slow");
  EXPECT_EQ(evidence->front().message_keys.size(), 4U);
  EXPECT_EQ(evidence->front().customers, 3U);
  EXPECT_TRUE(
      std::is_sorted(evidence->front().message_keys.begin(), evidence->front().message_keys.end()));
}

TEST(StoreInsights, RequestsAndSuggestionsComeBackAndAreReplaced) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  const std::vector<AnalysedMessage> items{Asking("a", "a@b.c"), Asking("b", "b@b.c"),
                                           Asking("c", "c@b.c")};
  Add(store, items);
  model::RecurringRequest request = RequestOf("r-aaaaaa", {items[0], items[1]});
  request.dissent = {MentionOf(items[2])};
  request.members[1].proposed = true;
  const model::Suggestion suggestion{"s-bbbbbb",
                                     model::SuggestionKind::kPolicyChange,
                                     model::Status::kPlanned,
                                     "Allow export",
                                     "r-aaaaaa",
                                     "app.function.export",
                                     "asked for"};
  ASSERT_TRUE(store.ReplaceInsights(std::vector{request}, std::vector{suggestion}).ok());
  const auto requests = store.LoadRequests();
  ASSERT_EQ(requests->size(), 1U);
  EXPECT_EQ(requests->front().members.size(), 2U);
  EXPECT_TRUE(requests->front().members[1].proposed);
  EXPECT_EQ(requests->front().dissent, request.dissent);
  EXPECT_EQ(requests->front().concepts, request.concepts);
  const auto suggestions = store.LoadSuggestions();
  ASSERT_EQ(suggestions->size(), 1U);
  EXPECT_EQ(suggestions->front().kind, model::SuggestionKind::kPolicyChange);
  EXPECT_EQ(suggestions->front().status, model::Status::kPlanned);
  EXPECT_EQ(suggestions->front().reason, "asked for");
  EXPECT_THAT(*store.RowsOfRequest("r-aaaaaa"), ElementsAre(1, 2));
  EXPECT_THAT(*store.RowsOfSuggestion("s-bbbbbb"), ElementsAre(1, 2));
  EXPECT_THAT(*store.RowsWithSuggestion(), ElementsAre(1, 2));
  EXPECT_THAT(*store.RowsUnlinked(), IsEmpty());
  EXPECT_EQ(store.RowsOfRequest("r-zzzzzz").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(store.RowsOfSuggestion("s-zzzzzz").error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(store.ReplaceInsights({}, {}).ok());
  EXPECT_THAT(*store.LoadRequests(), IsEmpty());
  EXPECT_THAT(*store.RowsUnlinked(), ElementsAre(1, 2, 3));
}

TEST(StoreInsights, ASuggestionFromAThemeRestsOnItsComplaints) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  Add(store, {MakeItem("n", "x"), Asking("a", "a@b.c")});
  model::Suggestion suggestion;
  suggestion.id = "s-bbbbbb";
  suggestion.theme = "app.speed.slow";
  ASSERT_TRUE(store.ReplaceInsights({}, std::vector{suggestion}).ok());
  EXPECT_THAT(*store.RowsOfSuggestion("s-bbbbbb"), ElementsAre(2));
  EXPECT_THAT(*store.RowsWithSuggestion(), ElementsAre(2));
}

TEST(StoreInsights, DuplicatesAreTheSameWordsOfTheSameCustomer) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  std::vector<AnalysedMessage> items{MakeItem("a", "Same words"), MakeItem("b", " same WORDS\n"),
                                     MakeItem("c", "same words"), MakeItem("d", "same words")};
  for (int i : {0, 1}) items[static_cast<std::size_t>(i)].message.customer.address = "a@b.c";
  items[2].message.customer.address = "other@b.c";
  items[1].message.sent_at_utc -= 10;
  Add(store, items);
  EXPECT_THAT(*store.RowsDuplicate(), ElementsAre(1));
}

TEST(StoreInsights, FactsFollowTheFilter) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  std::vector<AnalysedMessage> items;
  for (int i = 0; i < 100; ++i) {
    AnalysedMessage item = Asking("k" + std::to_string(i), "a@b.c");
    item.message.sent_at_utc = i;
    item.annotations.sentiment = {model::Polarity::kNegative, -0.5F, 1.0F};
    item.annotations.emotions = {{model::Emotion::kAnger, 0.5F}};
    item.annotations.kinds = {{model::Kind::kBug, 0.25F}};
    items.push_back(item);
  }
  Add(store, items);
  const auto ids_of = [&](const FactFilter& filter) {
    std::vector<RowId> ids;
    EXPECT_TRUE(store
                    .ForEachFact(filter,
                                 [&](const Fact& fact) {
                                   ids.push_back(fact.id);
                                   EXPECT_EQ(fact.language, "en");
                                   EXPECT_EQ(fact.customer, CustomerKey({"", "a@b.c", ""}));
                                   EXPECT_EQ(fact.product, "Acme");
                                   EXPECT_EQ(fact.polarity, model::Polarity::kNegative);
                                   EXPECT_EQ(fact.score, -0.5F);
                                   EXPECT_EQ(fact.direction, model::Direction::kInbound);
                                   EXPECT_EQ(fact.rating, -1);
                                   EXPECT_FALSE(fact.is_auto);
                                 })
                    .ok());
    return ids;
  };
  EXPECT_EQ(ids_of({}).size(), 100U);
  EXPECT_THAT(ids_of({nullptr, 10, 12}), ElementsAre(11, 12));
  const std::vector<RowId> dense{5, 6, 7, 9};
  const std::vector<RowId> sparse{1, 100, 5000};
  const std::vector<RowId> none;
  EXPECT_THAT(ids_of({&dense, {}, {}}), ElementsAre(5, 6, 7, 9));
  EXPECT_THAT(ids_of({&sparse, {}, {}}), ElementsAre(1, 100));
  EXPECT_THAT(ids_of({&none, {}, {}}), IsEmpty());
  int children = 0;
  const FactFilter filter{&dense, {}, {}};
  ASSERT_TRUE(store
                  .ForEachTheme(filter,
                                [&](const ThemeFact& fact) {
                                  ++children;
                                  EXPECT_EQ(fact.theme, "app.speed.slow");
                                  EXPECT_EQ(fact.span, (model::Span{6, 10}));
                                })
                  .ok());
  ASSERT_TRUE(store
                  .ForEachEmotion(filter,
                                  [&](const EmotionFact& fact) {
                                    ++children;
                                    EXPECT_EQ(fact.emotion, model::Emotion::kAnger);
                                  })
                  .ok());
  ASSERT_TRUE(store
                  .ForEachKind(filter,
                               [&](const KindFact& fact) {
                                 ++children;
                                 EXPECT_EQ(fact.confidence, 0.25F);
                               })
                  .ok());
  EXPECT_EQ(children, 12);
}

std::string AllBytes(const std::filesystem::path& folder) {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

TEST(StoreForget, LeavesNoByteOfTheCustomer) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  AnalysedMessage gone = Asking("gone", "canary-address@b.c");
  gone.message.customer.name = "Canary-Name";
  gone.message.subject = "canary-subject";
  gone.annotations.requests[0].title = "canary-title";
  const AnalysedMessage stays = Asking("stays", "b@b.c");
  Add(store, {gone, stays});
  model::RecurringRequest request = RequestOf("r-aaaaaa", {gone, stays});
  request.title = "canary-title";
  model::Suggestion suggestion;
  suggestion.id = "s-bbbbbb";
  suggestion.title = "canary-title";
  suggestion.request = "r-aaaaaa";
  ASSERT_TRUE(store.ReplaceInsights(std::vector{request}, std::vector{suggestion}).ok());
  ASSERT_NE(AllBytes(folder.path()).find("canary-title"), std::string::npos);

  const std::vector<std::string> customers{CustomerKey(gone.message.customer)};
  const auto erased = store.Forget({}, customers, 1'790'000'000);
  ASSERT_TRUE(erased.ok()) << erased.error().ToString();
  EXPECT_EQ(*erased, 1U);
  const std::string bytes = AllBytes(folder.path());
  for (const std::string_view word : {"canary", "Canary"}) {
    EXPECT_EQ(bytes.find(word), std::string::npos);
  }
  EXPECT_EQ(bytes.find(gone.message.key), std::string::npos);
  EXPECT_EQ(store.Count()->messages, 1U);
  EXPECT_EQ(store.Count()->customers, 1U);
  EXPECT_EQ(store.Count()->erased, 1U);
  EXPECT_TRUE(store.IntegrityCheck().ok());
}

TEST(StoreForget, DoesNotComeBackOnTheNextIngest) {
  const TempFolder folder;
  const AnalysedMessage gone = Asking("gone", "a@b.c");
  AnalysedMessage again = Asking("same customer, another export", "a@b.c");
  {
    Store store = OpenNew(folder.path());
    Add(store, {gone});
    const std::vector<std::string> customers{CustomerKey(gone.message.customer)};
    ASSERT_TRUE(store.Forget({}, customers, 1'790'000'000).ok());
    EXPECT_EQ(Add(store, {gone}).erased, 1U);
  }
  auto store = Store::Open(folder.path(), Mode::kReadWrite);
  ASSERT_TRUE(store.ok());
  const BatchOutcome outcome = Add(*store, {gone, again});
  EXPECT_EQ(outcome.stored, 0U);
  EXPECT_EQ(outcome.erased, 2U);
  EXPECT_EQ(outcome.duplicate, 2U);
  EXPECT_EQ(outcome.items[0].status, ItemStatus::kErased);
  // Who writes again after the erasure is heard again.
  again.message.sent_at_utc = 1'790'000'001;
  EXPECT_EQ(Add(*store, {again}).stored, 1U);
}

TEST(StoreForget, PassesOverWhatIsNotThere) {
  const TempFolder folder;
  Store store = OpenNew(folder.path());
  Add(store, {MakeItem("a", "x")});
  EXPECT_EQ(*store.Forget(std::vector<RowId>{77}, std::vector<std::string>{"c-none"}, 0), 0U);
  EXPECT_EQ(store.Count()->messages, 1U);
}

}  // namespace
}  // namespace refrain::store
