// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "tests/support/language.h"

namespace refrain::analysis {
namespace {

using model::Polarity;
using support::Analyse;

std::string_view Cut(std::string_view text, const model::Span& span) {
  return text.substr(span.begin, span.end - span.begin);
}

float Confidence(const model::Annotations& found, model::Kind kind) {
  for (const model::KindScore& score : found.kinds) {
    if (score.kind == kind) return score.confidence;
  }
  return 0.0F;
}

bool HasTheme(const model::Annotations& found, std::string_view theme) {
  return std::any_of(found.themes.begin(), found.themes.end(),
                     [&](const auto& one) { return one.theme == theme; });
}

TEST(Analyzer, ShowsHowItIsUsed) {
  const std::string_view text =
      "The parcel arrived two weeks late. Please add delivery to parcel lockers!";
  const model::Annotations found = Analyse(text);
  EXPECT_EQ(found.language.code, "en");
  EXPECT_EQ(found.sentiment.label, Polarity::kNegative);
  EXPECT_TRUE(HasTheme(found, "delivery.time.late"));
  ASSERT_EQ(found.requests.size(), 1U);
  EXPECT_EQ(Cut(text, found.requests[0].span), "Please add delivery to parcel lockers!");
  EXPECT_THAT(found.requests[0].concepts, testing::Contains("parcel-locker"));
}

struct SentimentCase {
  const char* text;
  const char* language;
  Polarity expected;
};

TEST(Sentiment, FollowsItsRules) {
  const SentimentCase cases[] = {
      {"The new app is great.", "en", Polarity::kPositive},
      {"The new app is not great.", "en", Polarity::kNegative},
      {"Best regards, Anna", "en", Polarity::kNeutral},
      {"My order still has not arrived.", "en", Polarity::kNegative},
      {"I was charged twice.", "en", Polarity::kNegative},
      {"The room was lovely, but the staff were rude.", "en", Polarity::kMixed},
      {"Estoy muy contenta con el pedido.", "es", Polarity::kPositive},
      {"El pedido sigue sin llegar.", "es", Polarity::kNegative},
      {"Ļoti laba apkalpošana, paldies!", "lv", Polarity::kPositive},
      {"Neesmu apmierināta ar apkalpošanu.", "lv", Polarity::kNegative},
      {"Der Kundenservice ist unfreundlich und langsam.", "de", Polarity::kNegative},
      {"Livraison rapide et produit impeccable.", "fr", Polarity::kPositive},
  };
  for (const SentimentCase& one : cases) {
    const model::Annotations found = Analyse(one.text, one.language);
    EXPECT_EQ(model::NameOf(found.sentiment.label), model::NameOf(one.expected))
        << one.text << " " << found.sentiment.score;
  }
}

TEST(Sentiment, ExplainsItselfByContributionsThatLieInTheText) {
  const std::string_view text = "Not a good idea, and the delivery was terribly slow.";
  const model::Annotations found = Analyse(text, "en", true);
  ASSERT_FALSE(found.contributions.empty());
  float sum = 0.0F;
  for (const model::Contribution& one : found.contributions) {
    EXPECT_LT(one.span.begin, one.span.end);
    EXPECT_LE(one.span.end, text.size());
    EXPECT_FALSE(one.rule.empty());
    sum += one.weight;
  }
  // One sentence: the score is the normalised sum of what is shown.
  EXPECT_NEAR(found.sentiment.score, sum / std::sqrt(sum * sum + 15.0F), 1e-4F);
}

TEST(Language, IsFoundPerSentenceInMixedMail) {
  const std::string_view text =
      "Labdien! Es joprojām neesmu saņēmis savu pasūtījumu un gaidu jau trešo nedēļu. "
      "I am writing in English as well because nobody answered my previous messages about it.";
  const model::Annotations found = Analyse(text);
  EXPECT_EQ(found.language.code, "lv");
  ASSERT_GE(found.sentences.size(), 2U);
  EXPECT_EQ(found.sentences.back().language.code, "en");
}

TEST(Language, ClaimsNothingWithoutALexicon) {
  const model::Annotations found = Analyse("Az alkalmazás nagyon lassú és rossz.", "hu");
  EXPECT_EQ(found.language.code, "hu");
  EXPECT_EQ(found.sentiment.label, Polarity::kNeutral);
  EXPECT_EQ(found.sentiment.confidence, 0.0F);
}

TEST(Language, IsUnknownWhenNothingSpeaks) {
  EXPECT_TRUE(Analyse("12345 http://example.org").language.code.empty());
  EXPECT_TRUE(Analyse("").language.code.empty());
}

TEST(Kinds, AreSeveralAtOnce) {
  const model::Annotations found =
      Analyse("Why can't I pause my subscription? It would be great if you could add that.", "en");
  EXPECT_GE(Confidence(found, model::Kind::kQuestion), 0.5F);
  EXPECT_GE(Confidence(found, model::Kind::kRequest), 0.5F);
}

TEST(Kinds, KnowTheDirectionOfASwitch) {
  EXPECT_GE(
      Confidence(Analyse("I am switching to your competitor.", "en"), model::Kind::kChurnRisk),
      0.5F);
  EXPECT_LT(
      Confidence(Analyse("I switched from your competitor to you.", "en"), model::Kind::kChurnRisk),
      0.5F);
}

TEST(Requests, CarryTheSameConceptsInSpanishAndLatvian) {
  const model::Annotations spanish =
      Analyse("Por favor, añadan un modo noche para la bomba.", "es");
  const model::Annotations latvian = Analyse("Lūdzu, pievienojiet sūknim nakts režīmu.", "lv");
  ASSERT_EQ(spanish.requests.size(), 1U);
  ASSERT_EQ(latvian.requests.size(), 1U);
  std::vector<std::string> both;
  std::set_intersection(spanish.requests[0].concepts.begin(), spanish.requests[0].concepts.end(),
                        latvian.requests[0].concepts.begin(), latvian.requests[0].concepts.end(),
                        std::back_inserter(both));
  EXPECT_THAT(both, testing::IsSupersetOf({"add", "pump"}));
}

TEST(PersonalData, IsToldFromOrderNumbers) {
  const std::string_view text =
      "Order no. 20231145667, call me at +371 2612 3456 or write to anna@post.example; "
      "IBAN LV80BANK0000435195001, card 4111 1111 1111 1111, from 192.168.10.20.";
  std::vector<std::string> types;
  for (const model::PersonalDatum& one : Analyse(text, "en").personal) {
    types.push_back(one.type + " " + std::string(Cut(text, one.span)));
  }
  EXPECT_THAT(types, testing::ElementsAre("phone +371 2612 3456", "email anna@post.example",
                                          "iban LV80BANK0000435195001", "card 4111 1111 1111 1111",
                                          "ip 192.168.10.20"));
}

TEST(Analyzer, GivesTheSameInEveryThreadAndWithAUsedWorkspace) {
  const std::string_view texts[] = {"Great service!", "Šausmīgi lēna piegāde.",
                                    "Ojalá pudiera pausar la suscripción.", "Alles bestens."};
  std::vector<float> expected;
  for (const std::string_view text : texts) expected.push_back(Analyse(text).sentiment.score);
  std::vector<std::vector<float>> scores(4);
  {
    std::vector<std::jthread> threads;
    for (auto& own : scores) {
      threads.emplace_back([&own, &texts] {
        Workspace workspace(support::TheAnalyzer());
        for (int round = 0; round < 3; ++round) {
          own.clear();
          for (const std::string_view text : texts) {
            Input input;
            input.text = text;
            input.authored = {{0, static_cast<std::uint32_t>(text.size())}};
            own.push_back(support::TheAnalyzer().Analyze(input, workspace).sentiment.score);
          }
        }
      });
    }
  }
  for (const auto& own : scores) EXPECT_EQ(own, expected);
}

}  // namespace
}  // namespace refrain::analysis
