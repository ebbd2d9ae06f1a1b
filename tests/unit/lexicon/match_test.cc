// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/lexicon/fixture.h"

namespace refrain::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Match : public LexiconFolder {};

TEST_F(Match, FindsStemsFormsAndPrefixes) {
  Write("en/sentiment", {"=mess\t-2\t", "frustrat*\t-3\t", "slow\t-2\t"});
  const LexiconSet set = Load();
  ASSERT_THAT(Faults(set), IsEmpty());
  EXPECT_THAT(Hits(set, "en", "Slow, slowly? SLOW"),
              ElementsAre("sentiment@4 'Slow'", "sentiment@4 'SLOW'"));
  EXPECT_THAT(Hits(set, "en", "a mess of messes"), ElementsAre("sentiment@2 'mess'"));
  EXPECT_THAT(Hits(set, "en", "frustrated by frustration"),
              ElementsAre("sentiment@3 'frustrated'", "sentiment@3 'frustration'"));
}

TEST_F(Match, MatchesExactFormsWhereThereIsNoStemmer) {
  Write("sw/sentiment", {"nzuri\t2\tgood"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "sw", "nzuri nzuris"), ElementsAre("sentiment@2 'nzuri'"));
}

TEST_F(Match, FindsPhrasesOverQuotesHyphensAndWrappedLines) {
  Write("en/events", {"check in\t-1\t", "let down\t-2\t", "never again\t-3\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "en", "check-in"), ElementsAre("events@2 'check-in'"));
  EXPECT_THAT(Hits(set, "en", "never\nagain"), ElementsAre("events@4 'never\nagain'"));
  EXPECT_THAT(Hits(set, "en", "I was let \"down\""), ElementsAre("events@3 'let \"down'"));
  EXPECT_THAT(Hits(set, "en", "never, again"), IsEmpty());
  EXPECT_THAT(Hits(set, "en", "never. Again"), IsEmpty());
  EXPECT_THAT(Hits(set, "en", "never\n\nagain"), IsEmpty());
  EXPECT_THAT(Hits(set, "en", "never - again"), IsEmpty());
}

TEST_F(Match, LeavesGapsOfUpToThreeWords) {
  Write("en/cues", {"please .. add\trequest\t0.9\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "en", "please add"), ElementsAre("cues@2 'please add'"));
  EXPECT_THAT(Hits(set, "en", "please, do also add it"),
              ElementsAre("cues@2 'please, do also add'"));
  EXPECT_THAT(Hits(set, "en", "please one two three add"),
              ElementsAre("cues@2 'please one two three add'"));
  EXPECT_THAT(Hits(set, "en", "please one two three four add"), IsEmpty());
  EXPECT_THAT(Hits(set, "en", "please. Then add"), IsEmpty());
}

TEST_F(Match, LongestTermOfAFileWins) {
  Write("en/sentiment", {"bad\t-2\t", "not bad\t1\t", "not bad at all\t2\t", "thing\t1\t"});
  Write("en/modifiers", {"at all\tintensifier\t1.2\t", "not\tnegator\t3\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(
      Hits(set, "en", "not bad at all"),
      ElementsAre("sentiment@4 'not bad at all'", "modifiers@3 'not'", "modifiers@2 'at all'"));
  EXPECT_THAT(Hits(set, "en", "not bad"),
              ElementsAre("sentiment@3 'not bad'", "modifiers@3 'not'"));
}

TEST_F(Match, WordsInAGapStayFree) {
  Write("en/sentiment", {"great\t3\t", "would .. nice\t1\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "en", "would be great nice"),
              ElementsAre("sentiment@3 'would be great nice'", "sentiment@2 'great'"));
}

TEST_F(Match, TheWrittenFormWinsOverTheStem) {
  Write("en/sentiment", {"hate\t-3\t", "hated\t-3.5\t", "=hating\t-2\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "en", "hate hated hating hates"),
              ElementsAre("sentiment@3 'hate'", "sentiment@4 'hated'", "sentiment@2 'hating'",
                          "sentiment@3 'hates'"));
}

TEST_F(Match, KeepsOverlappingThemesButNoContainedOnes) {
  Write("en/themes",
        {"app.stability.crash\tapp crash\t", "billing.price\tapp\t", "billing.price\tcharge\t",
         "delivery.speed\tcharge\t", "delivery.speed\tcrash report\t"});
  const LexiconSet set = Load();
  ASSERT_THAT(Faults(set), IsEmpty());
  EXPECT_THAT(Hits(set, "en", "app crash"), ElementsAre("themes@2 'app crash'"));
  EXPECT_THAT(Hits(set, "en", "charge"), ElementsAre("themes@4 'charge'", "themes@5 'charge'"));
  EXPECT_THAT(Hits(set, "en", "app crash report"),
              ElementsAre("themes@2 'app crash'", "themes@6 'crash report'"));
  Write("en/themes", {"app.stability.crash\tcrash\t", "app.stability.crash\tcrashes\t",
                      "billing.price\tcrashes\t"});
  EXPECT_THAT(Hits(Load(), "en", "crashed"),
              ElementsAre("themes@2 'crashed'", "themes@4 'crashed'"))
      << "one hit a theme, whatever rows share the stem";
}

TEST_F(Match, CaretBindsToTheStartOfAClause) {
  Write("en/cues", {"^please\trequest\t0.5\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "en", "Please do"), ElementsAre("cues@2 'Please'"));
  EXPECT_THAT(Hits(set, "en", "Hi Anna, please do"), ElementsAre("cues@2 'please'"));
  EXPECT_THAT(Hits(set, "en", "Hi Anna\nplease do"), ElementsAre("cues@2 'please'"));
  EXPECT_THAT(Hits(set, "en", "- please do"), ElementsAre("cues@2 'please'"));
  EXPECT_THAT(Hits(set, "en", "if you please"), IsEmpty());
}

TEST_F(Match, FindsAccentedTermsInPlainSpelling) {
  Write("lv/sentiment", {"kļūda\t-2\terror", "pēc\t1\tafter", "slikts\t-2\tbad"});
  Write("lv/events", {"nekas nenotiek\t-2\tnothing happens", "šī kļūda\t-1\tthis error"});
  Write("lv/stopwords", {"pec\ta word of its own"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "lv", "kluda"), ElementsAre("sentiment@2 'kluda'"));
  EXPECT_THAT(Hits(set, "lv", "kludam kļūdas"),
              ElementsAre("sentiment@2 'kludam'", "sentiment@2 'kļūdas'"));
  EXPECT_THAT(Hits(set, "lv", "si kluda"),
              ElementsAre("events@3 'si kluda'", "sentiment@2 'kluda'"));
  EXPECT_THAT(Hits(set, "lv", "pec"), IsEmpty()) << "a function word is spelt as it is";
  EXPECT_THAT(Hits(set, "lv", "šlikts"), IsEmpty()) << "marks are only lost, not won";
}

TEST_F(Match, TakesGermanDigraphsForUmlauts) {
  Write("de/sentiment", {"ärgerlich\t-2\tannoying", "schön\t2\tnice"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "de", "aergerlich schoen schon ärgerlich"),
              ElementsAre("sentiment@3 'aergerlich'", "sentiment@2 'schoen'", "sentiment@2 'schon'",
                          "sentiment@3 'ärgerlich'"));
}

TEST_F(Match, NegatesByPrefix) {
  Write("lv/modifiers", {"ne\tnegative-prefix\t0\tnot", "=nav\tnegator\t3\tis not"});
  Write("lv/sentiment", {"nelaime\t-3\tmisfortune", "patīk\t2\tlike", "ļoti labs\t3\tvery good"});
  Write("lv/themes", {"billing.price\tpatīk\ttest"});
  const LexiconSet set = Load();
  ASSERT_THAT(Faults(set), IsEmpty());
  EXPECT_THAT(Hits(set, "lv", "man nepatīk"), ElementsAre("sentiment@3! 'nepatīk'"));
  EXPECT_THAT(Hits(set, "lv", "man nepatik"), ElementsAre("sentiment@3! 'nepatik'"));
  EXPECT_THAT(Hits(set, "lv", "nelaime"), ElementsAre("sentiment@2 'nelaime'"));
  EXPECT_THAT(Hits(set, "lv", "patīk"), ElementsAre("sentiment@3 'patīk'", "themes@2 'patīk'"));
  EXPECT_THAT(Hits(set, "lv", "nelabs ne"), IsEmpty());
}

TEST_F(Match, LooksBehindElidedArticles) {
  Write("fr/sentiment", {"=attente\t-1\twaiting", "arnaque\t-4\tscam", "c'est nul\t-3\trubbish",
                         "inadmiss*\t-3\tinadmissible"});
  Write("fr/modifiers", {"n'est\tnegator\t3\tis not"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "fr", "l'arnaque, l’attente, d'inadmissibles"),
              ElementsAre("sentiment@3 'l'arnaque'", "sentiment@2 'l’attente'",
                          "sentiment@5 'd'inadmissibles'"));
  EXPECT_THAT(Hits(set, "fr", "c'est nul mais est nul"), ElementsAre("sentiment@4 'c'est nul'"))
      << "a clitic is part of the form";
  EXPECT_THAT(Hits(set, "fr", "est n'est"), ElementsAre("modifiers@2 'n'est'"));
}

TEST_F(Match, CountsByTheirNumber) {
  Write("en/sentiment", {"1 star\t-4\t", "10 out of 10\t4\t", "5 stars\t4\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(Hits(set, "en", "1 star, 5 stars, 3 stars"),
              ElementsAre("sentiment@2 '1 star'", "sentiment@4 '5 stars'"));
  EXPECT_THAT(Hits(set, "en", "10 out of 10, 10 out of 12"),
              ElementsAre("sentiment@3 '10 out of 10'"));
}

TEST_F(Match, HearsElongatedWords) {
  Write("en/sentiment", {"good\t2\t", "love\t3\t", "so\t0.1\t"});
  const LexiconSet set = Load();
  EXPECT_THAT(
      Hits(set, "en", "goooood looooove soooo"),
      ElementsAre("sentiment@2 'goooood'", "sentiment@3 'looooove'", "sentiment@4 'soooo'"));
  EXPECT_THAT(Hits(set, "en", "loove"), IsEmpty()) << "two letters are a spelling";
}

TEST_F(Match, SharesEmojiOfEnglishWithAllLanguages) {
  Write("en/sentiment", {":)\t2\t", "❤️\t3\t", "👎\t-2\t", "nice 👍\t2\t"});
  Write("en/emotion", {"😡\tanger\t3\t"});
  Write("en/cues", {"🙏\tthanks\t0.5\t"});
  Write("lv/sentiment", {"👎\t-4\tour own"});
  const LexiconSet set = Load();
  ASSERT_THAT(Faults(set), IsEmpty());
  EXPECT_THAT(Hits(set, "lv", ":-)) ❤ 👎🏽 😡 🙏"),
              ElementsAre("sentiment@2 ':-))'", "sentiment@4 '❤'", "sentiment@2 '👎🏽'",
                          "emotion@2 '😡'"));
  const Lexicon* lv = set.Find("lv");
  EXPECT_EQ(lv->terms().front().value, -4.0F) << "the language's own row comes first";
  EXPECT_TRUE(std::is_sorted(lv->terms().begin(), lv->terms().end(),
                             [](const Term& a, const Term& b) { return a.file < b.file; }));
}

TEST_F(Match, StaysInsideItsRange) {
  Write("en/events", {"never again\t-3\t"});
  const LexiconSet set = Load();
  const Lexicon& en = *set.Find("en");
  const std::string text = "it will never again work";
  text::Vocabulary vocabulary;
  std::vector<text::Token> tokens;
  text::Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, tokens);
  WordCache cache(en);
  std::vector<Hit> hits;
  en.Match(tokens, 0, 3, vocabulary, cache, hits);
  en.Match(tokens, 3, 5, vocabulary, cache, hits);
  EXPECT_THAT(hits, IsEmpty());
  en.Match(tokens, 2, 4, vocabulary, cache, hits);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].first_token, 2U);
  EXPECT_EQ(hits[0].last_token, 4U);
  en.Match(tokens, 4, 99, vocabulary, cache, hits);
  EXPECT_EQ(hits.size(), 1U);
}

TEST_F(Match, CacheFollowsTheVocabulary) {
  Write("en/sentiment", {"bad\t-2\t", "good\t2\t"});
  Write("en/stopwords", {"the\t"});
  const LexiconSet set = Load();
  const Lexicon& en = *set.Find("en");
  text::Vocabulary vocabulary;
  WordCache cache(en);
  for (const std::string text : {"good", "the bad", "running good"}) {
    vocabulary.Reset();
    std::vector<text::Token> tokens;
    text::Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, tokens);
    std::vector<Hit> hits;
    en.Match(tokens, 0, tokens.size(), vocabulary, cache, hits);
    ASSERT_EQ(hits.size(), 1U) << text;
    EXPECT_EQ(en.terms()[hits[0].term].value, text == "the bad" ? -2.0F : 2.0F);
    EXPECT_EQ(cache.IsStopword(tokens[0].word, vocabulary), text == "the bad");
    EXPECT_EQ(cache.Stem(tokens[0].word, vocabulary), text == "running good" ? "run"
                                                      : text == "the bad"    ? "the"
                                                                             : "good");
  }
}

TEST_F(Match, EndsSoonOnTextMadeToBeSlow) {
  Write("en/cues", {"not .. not .. not .. not .. not .. not\tbug\t0.5\t", "not\tbug\t0.1\t",
                    "not not not\tbug\t0.2\t"});
  Write("en/themes", {"billing.price\tnot .. not\t", "billing.price\tnot\t",
                      "delivery.speed\tnot not .. not\t"});
  const LexiconSet set = Load();
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "not ";
  EXPECT_GT(Hits(set, "en", text).size(), 3000U);
}

}  // namespace
}  // namespace refrain::lexicon
