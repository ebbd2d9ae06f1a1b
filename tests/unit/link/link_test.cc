// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/link/link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/support/language.h"

namespace refrain::link {
namespace {

model::LinkItem Item(std::string mention, std::string language, std::string text,
                     std::int64_t sent_at_utc, bool against = false) {
  const model::Annotations found = support::Analyse(text, language);
  model::LinkItem item;
  item.mention = std::move(mention);
  item.message_key = item.mention;
  item.customer = "c-" + item.mention;
  item.language = std::move(language);
  item.concepts = found.concepts;
  for (const auto& theme : found.themes) item.themes.push_back(theme.theme);
  item.title = text;
  item.text = std::move(text);
  item.sent_at_utc = sent_at_utc;
  item.against = against;
  return item;
}

std::vector<model::LinkItem> Sample() {
  std::vector<model::LinkItem> items = {
      Item("a", "en", "Please let me pause the subscription during the holidays.", 100),
      Item("b", "en", "I would like to pause my subscription for the summer holidays.", 200),
      Item("c", "es", "Por favor, permitan pausar la suscripción en vacaciones.", 300),
      Item("d", "de", "Bitte lasst uns das Abo im Urlaub pausieren.", 400),
      Item("e", "en", "Please send the invoice as a PDF by e-mail.", 150),
      Item("f", "en", "I need my invoices as PDF by e-mail, please.", 250),
      Item("g", "lv", "Lūdzu, sūtiet rēķinu PDF formātā uz e-pastu.", 350),
      Item("h", "en", "Add a dark blue tomato sauce to the menu.", 360),
  };
  return items;
}

std::map<std::string, std::string> GroupOf(const LinkResult& result) {
  std::map<std::string, std::string> out;
  for (const auto& request : result.requests) {
    for (const auto& member : request.members) out[member.mention] = request.id;
  }
  return out;
}

TEST(Link, GroupsTheSameWishAcrossLanguages) {
  const auto items = Sample();
  const LinkResult result = Link(items, {}, support::TheLanguage().lexicons);
  const auto group = GroupOf(result);
  ASSERT_EQ(group.count("a"), 1U);
  EXPECT_EQ(group.at("a"), group.at("b"));
  EXPECT_EQ(group.count("c") == 1 ? group.at("c") : "", group.at("a"));
  EXPECT_EQ(group.count("d") == 1 ? group.at("d") : "", group.at("a"));
  ASSERT_EQ(group.count("e"), 1U);
  EXPECT_EQ(group.at("e"), group.at("f"));
  EXPECT_NE(group.at("a"), group.at("e"));
  EXPECT_EQ(group.count("h"), 0U);  // asked for once is no recurring request
}

TEST(Link, IsTheSameInAnyOrderOfArrival) {
  auto items = Sample();
  const LinkResult first = Link(items, {}, support::TheLanguage().lexicons);
  // The store hands items over sorted by mention; arrival order must not matter before that.
  std::reverse(items.begin(), items.end());
  std::sort(items.begin(), items.end(),
            [](const auto& a, const auto& b) { return a.mention < b.mention; });
  const LinkResult second = Link(items, {}, support::TheLanguage().lexicons);
  ASSERT_EQ(first.requests.size(), second.requests.size());
  for (std::size_t i = 0; i < first.requests.size(); ++i) {
    EXPECT_EQ(first.requests[i].id, second.requests[i].id);
    EXPECT_EQ(first.requests[i].members.size(), second.requests[i].members.size());
  }
}

TEST(Link, KeepsTheIdWhenALaterMentionJoins) {
  auto items = Sample();
  const auto before = GroupOf(Link(items, {}, support::TheLanguage().lexicons));
  items.push_back(Item("z", "en", "Could I pause my subscription over the holidays, please?", 900));
  const auto after = GroupOf(Link(items, {}, support::TheLanguage().lexicons));
  EXPECT_EQ(before.at("a"), after.at("a"));
  ASSERT_EQ(after.count("z"), 1U);
  EXPECT_EQ(after.at("z"), after.at("a"));
}

TEST(Link, CountsDissentApartFromSupport) {
  auto items = Sample();
  items.push_back(Item("x", "en", "Please do not let people pause the subscription.", 500, true));
  std::sort(items.begin(), items.end(),
            [](const auto& a, const auto& b) { return a.mention < b.mention; });
  const LinkResult result = Link(items, {}, support::TheLanguage().lexicons);
  EXPECT_EQ(GroupOf(result).count("x"), 0U);
  bool found = false;
  for (const auto& request : result.requests) {
    found |= std::count(request.dissent.begin(), request.dissent.end(), "x") == 1;
  }
  EXPECT_TRUE(found);
}

TEST(Link, SuggestsAChangeForARecurringComplaint) {
  model::ThemeEvidence evidence;
  evidence.theme = "support.response.slow";
  evidence.message_keys = {"1", "2", "3"};
  evidence.customers = 3;
  const std::vector<model::ThemeEvidence> themes = {evidence};
  const LinkResult result = Link({}, themes, support::TheLanguage().lexicons);
  ASSERT_EQ(result.suggestions.size(), 1U);
  EXPECT_EQ(result.suggestions[0].kind, model::SuggestionKind::kProcedureChange);
  EXPECT_FALSE(result.suggestions[0].title.empty());
}

TEST(ChangeFor, KnowsTheFourKinds) {
  const auto& lexicons = support::TheLanguage().lexicons;
  using model::Kind;
  using model::SuggestionKind;
  const std::pair<const char*, SuggestionKind> cases[] = {
      {"product.function.noise", SuggestionKind::kProductImprovement},
      {"product.range.new-product", SuggestionKind::kNewProduct},
      {"returns.policy.cost", SuggestionKind::kPolicyChange},
      {"billing.subscription.pause", SuggestionKind::kPolicyChange},
      {"support.process.repeat", SuggestionKind::kProcedureChange},
      {"delivery.carrier.pickup", SuggestionKind::kProcedureChange},
  };
  for (const auto& [theme, change] : cases) {
    EXPECT_EQ(model::NameOf(ChangeFor(theme, Kind::kRequest, lexicons).kind), model::NameOf(change))
        << theme;
  }
}

}  // namespace
}  // namespace refrain::link
