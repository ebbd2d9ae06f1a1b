// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/unit/lexicon/fixture.h"

namespace refrain::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Load : public LexiconFolder {};

TEST_F(Load, WithoutLanguagesTsvIsAnError) {
  EXPECT_EQ(LexiconSet::Load(root_ / "none").error().code, ErrorCode::kNotFound);
  std::filesystem::remove(folder_ / "languages.tsv");
  EXPECT_EQ(LexiconSet::Load(folder_).error().code, ErrorCode::kNotFound);
}

TEST_F(Load, PartialEditionsAreFine) {
  Write("en/sentiment", {"bad\t-2\t"});
  const LexiconSet set = LexiconFolder::Load();
  EXPECT_THAT(Faults(set), IsEmpty());
  EXPECT_EQ(set.languages().size(), 5U);
  EXPECT_EQ(set.lexicons().size(), 1U);
  EXPECT_EQ(set.Find("lv"), nullptr);
  EXPECT_EQ(set.Find("xx"), nullptr);
  EXPECT_EQ(set.Find("en")->code(), "en");
  EXPECT_EQ(set.Find("en")->stemmer_name(), "english");
}

TEST_F(Load, NamesEachFaultByFileAndLine) {
  struct Case {
    const char* file;
    const char* content;
    std::vector<std::string> faults;
  };
  const std::string bad_utf8 = "# format: sentiment/1\nb\xFFz\t1\tx\n";
  const Case cases[] = {
      {"lv/sentiment",
       "# format: sentiment/2\nlabs\t2\tgood\n",
       {"sentiment.tsv:1: the first line must be \"# format: sentiment/1\""}},
      {"lv/sentiment", "", {"sentiment.tsv:1: the first line must be \"# format: sentiment/1\""}},
      {"lv/sentiment", bad_utf8.c_str(), {"sentiment.tsv:2: not valid UTF-8"}},
      {"lv/sentiment",
       "# format: sentiment/1\ns\xCC\x8Cis\t1\tx\n",
       {"sentiment.tsv:2: not in NFC"}},
      {"lv/sentiment",
       "# format: sentiment/1\nlabs\t2\tgood\r\n",
       {"sentiment.tsv:2: ends with a carriage return, use LF alone"}},
      {"lv/sentiment",
       "# format: sentiment/1\n\nlabs\t2\tgood\n",
       {"sentiment.tsv:2: an empty line"}},
      {"lv/sentiment",
       "# format: sentiment/1\n# note\nlabs\t2\n",
       {"sentiment.tsv:3: 2 columns instead of 3"}},
      {"lv/sentiment",
       "# format: sentiment/1\nlabs\t2\t\n",
       {"sentiment.tsv:2: the gloss is empty"}},
      {"lv/sentiment",
       "# format: sentiment/1\nlabs\t\tgood\n",
       {"sentiment.tsv:2: column 2 is empty"}},
      {"lv/sentiment",
       "# format: sentiment/1\na\t4.1\tx\nb\t0\tx\nc\tgood\tx\nd\t1,5\tx\n",
       {"sentiment.tsv:2: value \"4.1\" is not within -4 … 4 without 0",
        "sentiment.tsv:3: value \"0\" is not within -4 … 4 without 0",
        "sentiment.tsv:4: value \"good\" is not within -4 … 4 without 0",
        "sentiment.tsv:5: value \"1,5\" is not within -4 … 4 without 0"}},
      {"lv/sentiment",
       "# format: sentiment/1\nb\t1\tx\na\t1\tx\n",
       {"sentiment.tsv:3: not sorted (LC_ALL=C sort)"}},
      {"lv/sentiment",
       "# format: sentiment/1\na\t1\tx\na\t2\tx\n",
       {"sentiment.tsv:3: the term \"a\" stands here twice"}},
      {"lv/sentiment",
       "# format: sentiment/1\na b c d e f g\t1\tx\n",
       {"sentiment.tsv:2: 7 words, at most 6 are allowed"}},
      {"lv/sentiment",
       "# format: sentiment/1\n.. a\t1\tx\na ..\t1\tx\na .. .. b\t1\tx\n",
       {"sentiment.tsv:2: \"..\" must stand between two words",
        "sentiment.tsv:3: \"..\" must stand between two words",
        "sentiment.tsv:4: \"..\" must stand between two words"}},
      {"lv/sentiment",
       "# format: sentiment/1\nLabs\t1\tx\na  b\t1\tx\nab*\t1\tx\ncheck-in\t1\tx\n",
       {"sentiment.tsv:2: \"Labs\" is not in lower case with straight apostrophes",
        "sentiment.tsv:3: words must be separated by single spaces",
        "sentiment.tsv:4: \"ab*\" has fewer than three letters before the *",
        "sentiment.tsv:5: \"check-in\" is not one word (a hyphen or punctuation splits: write two "
        "words)"}},
      {"lv/modifiers",
       "# format: modifiers/1\na\tnegater\t3\tx\nb\tnegator\t7\tx\n"
       "c\tintensifier\t0.5\tx\nd\tirrealis\t0.7\tx\ne\tnegator\t1.5\tx\n",
       {"modifiers.tsv:2: unknown role \"negater\"",
        "modifiers.tsv:3: value \"7\" is not allowed for the role negator",
        "modifiers.tsv:4: value \"0.5\" is not allowed for the role intensifier",
        "modifiers.tsv:5: value \"0.7\" is not allowed for the role irrealis",
        "modifiers.tsv:6: value \"1.5\" is not allowed for the role negator"}},
      {"lv/emotion",
       "# format: emotion/1\na\tenvy\t1\tx\nb\tjoy\t4\tx\n",
       {"emotion.tsv:2: unknown emotion \"envy\"", "emotion.tsv:3: value \"4\" is not 1, 2 or 3"}},
      {"lv/cues",
       "# format: cues/1\na\twish\t0.5\tx\nb\trequest\t1.2\tx\n",
       {"cues.tsv:2: unknown kind \"wish\"",
        "cues.tsv:3: value \"1.2\" is not within 0.05 … 1.00"}},
      {"lv/themes",
       "# format: themes/1\nbilling\ta\tx\nbilling.price\ta\tx\nbilling.price\ta\ty\n",
       {"themes.tsv:2: unknown theme \"billing\"",
        "themes.tsv:4: the term \"a\" stands here twice"}},
      {"lv/theme_names",
       "# format: theme_names/1\nbilling\tA\nbilling.price\tCena\n",
       {"theme_names.tsv:2: unknown theme \"billing\""}},
      {"lv/concepts",
       "# format: concepts/1\nbill\trēķins | rēķins\tx\nmoon\tmēness\tmoon\n",
       {"concepts.tsv:2: the term \"rēķins\" stands here twice",
        "concepts.tsv:3: unknown concept \"moon\""}},
      {"lv/stopwords",
       "# format: stopwords/1\n=un\tand\nun\tand\nun*\tx\n",
       {"stopwords.tsv:3: the word \"un\" stands here twice",
        "stopwords.tsv:4: \"un*\" has fewer than three letters before the *"}},
      {"lv/samples",
       "# format: samples/1\nkind\ta\tmoan\tx\nmood\ta\tb\tx\nrequest\tabc\txyz\tx\n"
       "sentiment\ta\tgood\tx\n",
       {"samples.tsv:2: \"moan\" cannot be expected of the check kind",
        "samples.tsv:3: unknown check \"mood\"",
        "samples.tsv:4: \"xyz\" cannot be expected of the check request",
        "samples.tsv:5: \"good\" cannot be expected of the check sentiment"}},
  };
  for (const Case& one : cases) {
    WriteRaw(one.file, one.content);
    std::vector<std::string> expected;
    for (const std::string& fault : one.faults) expected.push_back("lexicons/lv/" + fault);
    EXPECT_EQ(Faults(LexiconFolder::Load()), expected) << one.content;
    std::filesystem::remove_all(folder_ / "lv");
  }
}

TEST_F(Load, FaultySharedTablesAreReported) {
  Write("languages", {"en\tEnglish\tenglisch\tdeep", "lv\tLatvian\tlight\tvery"});
  Write("themes", {"Billing\tx", "app\tx", "app\ty"});
  std::filesystem::remove(folder_ / "concepts.tsv");
  EXPECT_THAT(Faults(LexiconFolder::Load()),
              ElementsAre("lexicons/concepts.tsv: the file is missing",
                          "lexicons/languages.tsv:2: no stemmer named \"englisch\"",
                          "lexicons/languages.tsv:3: the depth \"very\" is neither deep nor basic",
                          "lexicons/themes.tsv:2: an id holds lower-case letters, digits, hyphens "
                          "and dots only",
                          "lexicons/themes.tsv:4: the id \"app\" stands here twice"));
}

TEST_F(Load, GlossMayLackInEnglishOnly) {
  Write("en/polite", {"kind regards", "thanks in advance\t"});
  Write("lv/polite", {"ar cieņu"});
  EXPECT_THAT(Faults(LexiconFolder::Load()),
              ElementsAre("lexicons/lv/polite.tsv:2: 1 columns instead of 2"));
}

TEST_F(Load, KeepsTermsInOrderOfFilesAndRows) {
  Write("en/cues", {"b\tbug\t0.5\t"});
  Write("en/sentiment", {"a\t1\t", "z .. y\t-1.5\t"});
  Write("en/themes", {"billing.price\t^price of\t"});
  const LexiconSet set = LexiconFolder::Load();
  const auto& terms = set.Find("en")->terms();
  ASSERT_EQ(terms.size(), 4U);
  EXPECT_EQ(terms[1].value, -1.5F);
  EXPECT_EQ(terms[1].words, 2);
  EXPECT_EQ(terms[2].file, TermFile::kCues);
  EXPECT_EQ(terms[2].code, static_cast<std::uint16_t>(model::Kind::kBug));
  EXPECT_EQ(terms[3].code, set.ThemeIndex("billing.price"));
  EXPECT_TRUE(terms[3].at_start);
}

TEST_F(Load, AnswersForThemesAndConcepts) {
  Write("lv/theme_names", {"billing.price\tCena"});
  Write("lv/concepts", {"bill\trēķins | faktūra | apmaksāt rēķinu\tbill"});
  const LexiconSet set = LexiconFolder::Load();
  EXPECT_THAT(Faults(set), IsEmpty());
  const Lexicon& lv = *set.Find("lv");
  const auto theme = [&](const char* id) { return static_cast<std::uint16_t>(set.ThemeIndex(id)); };
  EXPECT_EQ(lv.ThemeName(theme("billing.price")), "Cena");
  EXPECT_EQ(lv.ThemeName(theme("delivery.speed")), "delivery.speed");
  EXPECT_EQ(lv.ThemeName(999), "");
  const auto bill = static_cast<std::uint16_t>(set.ConceptIndex("bill"));
  EXPECT_EQ(lv.ConceptForm(bill), "rēķins");
  EXPECT_THAT(lv.ConceptForms(bill), ElementsAre("rēķins", "faktūra", "apmaksāt rēķinu"));
  EXPECT_EQ(lv.ConceptForm(static_cast<std::uint16_t>(set.ConceptIndex("delivery"))), "");
  EXPECT_EQ(set.ConceptIndex("moon"), -1);
  EXPECT_EQ(set.ThemeIndex("billing"), -1);
  EXPECT_EQ(set.concept_packs()[bill], "billing");
  EXPECT_THAT(Hits(set, "lv", "lūdzu apmaksāt rēķinu"),
              ElementsAre("concepts@2 'apmaksāt rēķinu'"));
}

TEST_F(Load, ReadsStopwords) {
  Write("en/stopwords", {"=the\t", "and\t"});
  const LexiconSet set = LexiconFolder::Load();
  const Lexicon& en = *set.Find("en");
  EXPECT_TRUE(en.IsStopword("the"));
  EXPECT_TRUE(en.IsStopword("and"));
  EXPECT_FALSE(en.IsStopword("them"));
  EXPECT_THAT(en.stopwords(), ElementsAre("the", "and"));
}

TEST_F(Load, ReadsImprovements) {
  Write("improvements",
        {"billing.price\trequest\tpolicy-change\tLower the price\tBajar\t\tSenken\t",
         "delivery.speed\tcomplaint\tprocedure-change\tShip sooner\t\tAtrak\t\t",
         "delivery.speed\tcomplaint\tmagic\tx\t\t\t\t"});
  const LexiconSet set = LexiconFolder::Load();
  EXPECT_THAT(Faults(set), ElementsAre("lexicons/improvements.tsv:3: unknown change \"magic\""));
  ASSERT_EQ(set.improvements().size(), 2U);
  const Improvement& first = set.improvements()[0];
  EXPECT_EQ(first.theme, set.ThemeIndex("billing.price"));
  EXPECT_EQ(first.message_kind, model::Kind::kRequest);
  EXPECT_EQ(first.change, model::SuggestionKind::kPolicyChange);
  EXPECT_EQ(first.phrasing.at("de"), "Senken");
  EXPECT_EQ(first.phrasing.count("lv"), 0U);
}

TEST_F(Load, ReadsSamples) {
  Write("en/samples", {"kind\tPlease add it\trequest\t", "kind\tPlease\t-bug\t",
                       "request\tPlease add a map\tadd a map\t", "theme\ta\tbilling.price\t",
                       "language\tHello\ten\t", "sentiment\tbad\tnegative\t"});
  const LexiconSet set = LexiconFolder::Load();
  EXPECT_THAT(Faults(set), IsEmpty());
  const auto samples = set.LoadSamples();
  ASSERT_TRUE(samples.ok());
  ASSERT_EQ(samples->size(), 6U);
  EXPECT_EQ(samples->front().where, "lexicons/en/samples.tsv:2");
  EXPECT_EQ(samples->front().check, "kind");
}

TEST_F(Load, VersionFollowsContentNotPlace) {
  Write("en/sentiment", {"bad\t-2\t"});
  Write("lv/sentiment", {"slikts\t-2\tbad"});
  const std::string version = LexiconFolder::Load().version();
  EXPECT_EQ(version.size(), 16U);
  std::filesystem::copy(folder_, root_ / "elsewhere", std::filesystem::copy_options::recursive);
  EXPECT_EQ(LexiconSet::Load(root_ / "elsewhere").value().version(), version);
  Write("en/samples", {"sentiment\tbad\tnegative\t"});
  EXPECT_EQ(LexiconFolder::Load().version(), version) << "samples change no annotation";
  Write("en/sentiment", {"bad\t-3\t"});
  EXPECT_NE(LexiconFolder::Load().version(), version);
}

TEST_F(Load, SetCanBeMoved) {
  Write("en/sentiment", {"bad\t-2\t"});
  LexiconSet one = LexiconFolder::Load();
  const LexiconSet two = std::move(one);
  EXPECT_THAT(Hits(two, "en", "bad"), ElementsAre("sentiment@2 'bad'"));
}

}  // namespace
}  // namespace refrain::lexicon
