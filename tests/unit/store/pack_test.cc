// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/pack.h"

#include <gtest/gtest.h>

namespace refrain::store {
namespace {

TEST(Pack, LinesComeBackWhateverIsInThem) {
  const std::vector<std::vector<std::string>> cases{
      {},
      {""},
      {"", ""},
      {"vip"},
      {"a b", "c\td"},
      {"line\nbreak", "back\\slash", "\\n", "\\"},
      {"žurnāls", std::string("nul\0byte", 8)},
  };
  for (const auto& lines : cases) EXPECT_EQ(UnpackLines(PackLines(lines)), lines);
}

TEST(Pack, FlagsAreStoredByName) {
  model::MessageFlags flags;
  EXPECT_EQ(PackFlags(flags), "");
  flags.is_auto = true;
  flags.text_repaired = true;
  EXPECT_EQ(PackFlags(flags), "text-repaired auto");
  EXPECT_EQ(*UnpackFlags("text-repaired auto"), flags);
  flags = {true, true, true, true, true, true};
  EXPECT_EQ(*UnpackFlags(PackFlags(flags)), flags);
}

TEST(Pack, BlocksComeBack) {
  const std::vector<model::Block> blocks{{model::BlockKind::kAuthored, {0, 120}},
                                         {model::BlockKind::kQuoted, {120, 4'000'000'000U}}};
  const std::string packed = PackBlocks(blocks);
  EXPECT_EQ(packed, "authored 0 120\nquoted 120 4000000000\n");
  const auto back = UnpackBlocks(packed);
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->size(), 2U);
  EXPECT_EQ((*back)[1].kind, model::BlockKind::kQuoted);
  EXPECT_EQ((*back)[1].span, blocks[1].span);
}

TEST(Pack, SentencesComeBackToTheLastBit) {
  model::SentenceAnnotation one;
  one.span = {3, 42};
  one.language = {"lv", 0.1F + 0.2F};
  one.sentiment = {model::Polarity::kNegative, -1.0F / 3.0F, 1e-20F};
  one.kinds = {{model::Kind::kComplaint, 0.7F}, {model::Kind::kChurnRisk, 0.33333334F}};
  const auto back = UnpackSentences(PackSentences({one, {}}));
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->size(), 2U);
  const model::SentenceAnnotation& read = (*back)[0];
  EXPECT_EQ(read.span, one.span);
  EXPECT_EQ(read.language.code, "lv");
  EXPECT_EQ(read.language.confidence, one.language.confidence);
  EXPECT_EQ(read.sentiment.label, one.sentiment.label);
  EXPECT_EQ(read.sentiment.score, one.sentiment.score);
  EXPECT_EQ(read.sentiment.confidence, one.sentiment.confidence);
  ASSERT_EQ(read.kinds.size(), 2U);
  EXPECT_EQ(read.kinds[1].kind, model::Kind::kChurnRisk);
  EXPECT_EQ(read.kinds[1].confidence, one.kinds[1].confidence);
  EXPECT_EQ((*back)[1].language.code, "");
}

TEST(Pack, ALanguageIsWrittenOnceForTheSentencesThatShareIt) {
  std::vector<model::SentenceAnnotation> sentences(5);
  sentences[1].language = sentences[2].language = {"lv", 0.5F};
  sentences[3].language = {"lv", 0.25F};
  const std::string packed = PackSentences(sentences);
  EXPECT_EQ(packed,
            "0 0 - 0 neutral 0 0\n0 0 lv 0.5 neutral 0 0\n0 0 = neutral 0 0\n"
            "0 0 lv 0.25 neutral 0 0\n0 0 - 0 neutral 0 0\n");
  const auto back = UnpackSentences(packed);
  ASSERT_TRUE(back.ok());
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    EXPECT_EQ((*back)[i].language.code, sentences[i].language.code) << i;
    EXPECT_EQ((*back)[i].language.confidence, sentences[i].language.confidence) << i;
  }
}

TEST(Pack, PersonalDataComeBack) {
  const auto back = UnpackPersonal(PackPersonal({{{12, 31}, "email"}, {{40, 50}, "iban"}}));
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->size(), 2U);
  EXPECT_EQ((*back)[1].type, "iban");
  EXPECT_EQ((*back)[1].span, (model::Span{40, 50}));
}

TEST(Pack, DamageIsAnErrorAndNeverAGuess) {
  for (const std::string_view damaged :
       {"authored 0\n", "authored 0 120", "authored 0 x\n", "author 0 1\n", "authored 0 1 2\n",
        "\n", "authored 0 4294967296\n", "authored -1 4\n"}) {
    const auto blocks = UnpackBlocks(damaged);
    ASSERT_FALSE(blocks.ok()) << damaged;
    EXPECT_EQ(blocks.error().code, ErrorCode::kCorrupt);
  }
  EXPECT_FALSE(UnpackSentences("0 4 lv 0.5 negative -0.5\n").ok());
  EXPECT_FALSE(UnpackSentences("0 4 lv 0.5 negative -0.5 0.5 bug\n").ok());
  EXPECT_FALSE(UnpackPersonal("0 4\n").ok());
  EXPECT_FALSE(UnpackFlags("auto atuo").ok());
}

}  // namespace
}  // namespace refrain::store
