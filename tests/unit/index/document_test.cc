// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/index/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/index/fixture.h"
#include "tests/unit/store/fixture.h"

namespace refrain::index {
namespace {

using store::MakeItem;
using store::TempFolder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

class Document : public ::testing::Test {
 protected:
  Document() : lexicons_(LoadSmallLexicons(folder_.path())), builder_(lexicons_) {}

  IndexDocument Build(const store::AnalysedMessage& item) {
    return builder_.Build(item.message, item.annotations, "c-0123456789");
  }
  static std::set<std::string> Terms(const IndexDocument& document) {
    std::set<std::string> out;
    for (const auto& posting : document.postings) {
      out.insert(document.text.substr(posting.offset, posting.length));
    }
    return out;
  }
  static std::uint32_t PositionOf(const IndexDocument& document, std::string_view term) {
    for (const auto& posting : document.postings) {
      if (document.text.substr(posting.offset, posting.length) == term) return posting.position;
    }
    ADD_FAILURE() << term << " is not there";
    return 0;
  }

  TempFolder folder_;
  lexicon::LexiconSet lexicons_;
  DocumentBuilder builder_;
};

TEST_F(Document, HasOneFoldedStemAToken) {
  const struct {
    std::string_view language, text;
    std::set<std::string> terms;
  } cases[] = {
      {"en", "Refunds REFUNDED refunding", {"Zrefund"}},
      {"de", "Rückgabe", {"Zruckgab"}},
      {"fr", "Été", {"Zete"}},
      {"xx", "Wörter bleiben", {"Zworter", "Zbleiben"}},
      {"", "naïve", {"Znaive"}},
      {"en", "Order 4711 at 9.30", {"Zorder", "Z4711", "Zat", "Z9.30"}},
      {"en", "e-mail", {"Ze", "Zmail"}},
      {"en", "see https://www.example.org/path?q=1", {"Zsee", "Zexample.org"}},
      {"en", "write anna@example.org", {"Zwrite", "Zanna@example.org", "Zexample.org"}},
      {"en", "ask @anna", {"Zask", "Zanna"}},
      {"en", "!!! ...", {}},
  };
  for (const auto& c : cases) {
    const auto item = MakeItem("a", std::string(c.text), std::string(c.language));
    EXPECT_EQ(Terms(Build(item)), c.terms) << c.text;
  }
}

TEST_F(Document, EveryFormOfAWordIsOneTermWithOrWithoutItsMarks) {
  const auto one = Terms(Build(MakeItem("a", "rēķins", "lv")));
  for (const std::string_view form : {"rēķinu", "rekins", "Rēķini", "REKINU"}) {
    EXPECT_EQ(Terms(Build(MakeItem("a", std::string(form), "lv"))), one) << form;
  }
}

TEST_F(Document, KeepsPositionsOfAuthoredTextAndDropsQuotedText) {
  store::AnalysedMessage item = MakeItem("a", "late parcel\n> quoted words\nAnna Ozola");
  item.message.blocks = {{model::BlockKind::kAuthored, {0, 12}},
                         {model::BlockKind::kQuoted, {12, 27}},
                         {model::BlockKind::kSignature, {27, 37}}};
  item.message.subject = "Late again";
  const IndexDocument document = Build(item);
  EXPECT_EQ(Terms(document),
            (std::set<std::string>{"Slate", "Sagain", "Zlate", "Zparcel", "Zanna", "Zozola"}));
  EXPECT_EQ(PositionOf(document, "Zparcel"), PositionOf(document, "Zlate") + 1);
  EXPECT_EQ(PositionOf(document, "Sagain"), 2U);
  EXPECT_EQ(PositionOf(document, "Zanna"), 0U);

  DocumentBuilder with_quotes(lexicons_, {true});
  const auto terms = Terms(with_quotes.Build(item.message, item.annotations, ""));
  EXPECT_THAT(terms, Contains("Qquot"));
  EXPECT_THAT(terms, Not(Contains("Zquot")));
}

TEST_F(Document, NoPhraseRunsOverTheBorderOfABlock) {
  store::AnalysedMessage item = MakeItem("a", "late parcel");
  item.message.blocks = {{model::BlockKind::kAuthored, {0, 5}},
                         {model::BlockKind::kCompany, {5, 11}}};
  const IndexDocument document = Build(item);
  EXPECT_GT(PositionOf(document, "Zparcel"), PositionOf(document, "Zlate") + 50);
}

TEST_F(Document, FacetsAreBooleanTerms) {
  store::AnalysedMessage item = MakeItem("a", "x", "lv");
  model::Message& m = item.message;
  m.product = " Acme Cloud ";
  m.version = "4.2";
  m.segment = "enterprise";
  m.country = "LV";
  m.tags = {"vip", "vip", ""};
  m.rating = 9;
  m.rating_max = 10;
  m.flags.has_attachment = true;
  m.flags.is_auto = true;
  m.provenance.source = "/mail/inbox.mbox";
  m.sent_at_utc = 1'778'594'580;  // 2026-05-12
  item.annotations.sentiment = {model::Polarity::kNegative, -0.5F, 0.75F};
  item.annotations.themes = {{"delivery.time.late", {}, 0, {}}, {"delivery.time.late", {}, 0, {}}};
  item.annotations.emotions = {{model::Emotion::kAnger, 1.0F}};
  item.annotations.kinds = {{model::Kind::kChurnRisk, 1.0F}};
  const IndexDocument document = Build(item);
  EXPECT_THAT(
      document.facets,
      ElementsAre("Llv", "Cemail", "Gsupport", "PAcme Cloud", "V4.2", "Nneg", "Kc-0123456789",
                  "Menterprise", "ULV", "Tdelivery.time.late", "Tdelivery.time", "Tdelivery",
                  "Eanger", "Ichurn-risk", "Bvip", "Aauto", "Hrating", "Hattachment",
                  SourceTerm("/mail/inbox.mbox"), "D20260512", "Y202605"));
  EXPECT_EQ(document.nps, 9);
  EXPECT_EQ(document.score, -0.5);
  EXPECT_EQ(document.confidence, 0.75);
}

TEST_F(Document, AStarRatingIsNoNps) {
  store::AnalysedMessage item = MakeItem("a", "x");
  item.message.rating = 4;
  item.message.rating_max = 5;
  EXPECT_EQ(Build(item).nps, -1);
}

TEST(Terms, FitIntoXapianWhateverArrives) {
  const std::string huge(5000, 'x');
  EXPECT_EQ(TermMaker::FoldedTerm(huge).size(), kMaxTermBytes);
  std::string marks;
  for (int i = 0; i < 500; ++i) marks += "ž";
  EXPECT_LE(FacetTerm("P", marks).size(), 245U);
  EXPECT_EQ(FacetTerm("P", "  a  "), "Pa");
  EXPECT_EQ(DayTerm(0), "D19700101");
  EXPECT_EQ(MonthTerm(-1), "Y196912");
  EXPECT_EQ(DayTerm(-10'000'000), "D00000101");
  EXPECT_EQ(DayTerm(10'000'000), "D99991231");
}

}  // namespace
}  // namespace refrain::index
