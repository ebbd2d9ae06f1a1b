// Queries over a small workspace: what they find, in which order, and what they say.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "engine/base/time.h"
#include "tests/unit/query/fixture.h"

namespace refrain::query {
namespace {

using store::AnalysedMessage;
using store::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr std::int64_t kNow = 1'792'065'600;  // 2026-10-15, Thursday

// One line of the corpus below; the row number is its place in it, from 1.
struct Line {
  std::string_view language, text, subject, date;
};
constexpr Line kLines[] = {
    /* 1 */ {"en", "I want a refund for the late parcel.", "Refund", "2026-10-01T08:00:00Z"},
    /* 2 */ {"en", "The invoice is wrong. Refunding me would be fair.", "", "2026-10-06T08:00:00Z"},
    /* 3 */
    {"de", "Wo bleibt die Rechnung? Die Rückgabe war im Mai.", "Rechnung fehlt",
     "2026-10-07T08:00:00Z"},
    /* 4 */ {"fr", "Je n'ai pas reçu la facture de mon été.", "", "2026-09-30T22:30:00Z"},
    /* 5 */ {"lv", "Kur ir rēķins? Gribu naudas atmaksu.", "", "2026-10-12T08:00:00Z"},
    /* 6 */ {"en", "Great service, the parcel was on time!", "Thanks", "2025-12-31T23:30:00Z"},
    /* 7 */ {"de", "Ich will mein Geld bitte sofort zurück.", "", "2026-10-08T08:00:00Z"},
    /* 8 */
    {"en", "Parcel late again; the delivery was slow and late.", "", "2026-10-13T08:00:00Z"},
    /* 9 */ {"en", "A credit note would do. Order 4711.", "", "2026-10-14T08:00:00Z"},
    /* 10 */ {"zh", "我要退款，谢谢。", "", "2026-10-14T09:00:00Z"},
    /* 11 */ {"de", "Eine Gutschrift reicht.", "", "2026-10-14T10:00:00Z"},
    /* 12 */
    {"en", "We leave for Initech, they deliver.\n> quoted pineapple", "", "2026-10-14T11:00:00Z"},
};

class SearchTest : public ::testing::Test {
 protected:
  SearchTest() : lexicons_(index::LoadSmallLexicons(folder_.path() / "lexicons")) {
    store_.emplace(store::OpenNew(folder_.path() / "data"));
    store::Add(*store_, Corpus(), kNow - 3 * kSecondsPerDay);
    Link();
    EXPECT_TRUE(BuildIndex(folder_.path() / "data", *store_, lexicons_).ok());
    auto opened = Searcher::Open(folder_.path() / "data", lexicons_, *store_);
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().ToString());
    searcher_.emplace(std::move(opened).value());
    context_.now_utc = kNow;
    context_.saved_queries = {{"late", "late lang:en"},
                              {"circle", "query:circle"},
                              {"broken", "lagn:de"},
                              {"nested", "query:late -again"}};
  }

  static std::vector<AnalysedMessage> Corpus() {
    std::vector<AnalysedMessage> items;
    for (const Line& line : kLines) {
      AnalysedMessage item =
          store::MakeItem(line.text, std::string(line.text), std::string(line.language));
      item.message.subject = line.subject;
      item.message.sent_at_utc = ParseRfc3339(line.date)->at_utc;
      item.message.channel = model::Channel::kReview;
      items.push_back(std::move(item));
    }
    Decorate(items);
    return items;
  }

  static void Decorate(std::vector<AnalysedMessage>& items) {
    const auto at = [&](std::size_t row) -> AnalysedMessage& { return items[row - 1]; };
    const auto feeling = [&](std::size_t row, model::Polarity polarity, float score) {
      at(row).annotations.sentiment = {polarity, score, 0.8F};
    };
    feeling(1, model::Polarity::kNegative, -0.5F);
    feeling(2, model::Polarity::kNegative, -0.25F);
    feeling(6, model::Polarity::kPositive, 0.75F);
    feeling(8, model::Polarity::kNegative, -0.9F);
    feeling(12, model::Polarity::kMixed, 0.0F);
    at(1).message.customer = {"Anna Ozola", "anna@example.org", ""};
    at(2).message.customer = {"Anna Ozola", "anna@example.org", ""};
    at(3).message.customer = {"Bert", "bert@example.org", ""};
    at(1).message.channel = at(2).message.channel = model::Channel::kEmail;
    at(1).message.product = "Acme Cloud";
    at(2).message.product = "acme cloud";
    at(3).message.product = "Basic";
    at(1).message.tags = {"vip"};
    at(1).message.country = "LV";
    at(1).message.provenance.source = "/mail/inbox.mbox";
    at(6).message.rating = 9;
    at(6).message.rating_max = 10;
    at(8).message.rating = 2;
    at(8).message.rating_max = 10;
    at(9).message.rating = 4;
    at(9).message.rating_max = 5;
    at(8).message.flags.has_attachment = true;
    at(9).message.flags.is_auto = true;
    at(8).annotations.themes = {
        {"delivery.time.late", {0, 11}, 0, {model::Polarity::kNegative, -1.0F, 1.0F}}};
    at(12).annotations.themes = {{"competitor.switch.leaving", {3, 8}, 0, {}}};
    at(1).annotations.kinds = {{model::Kind::kRequest, 0.9F}};
    at(8).annotations.kinds = {{model::Kind::kComplaint, 0.9F}};
    at(8).annotations.emotions = {{model::Emotion::kAnger, 0.9F}};
    for (const std::size_t row : {1U, 5U, 7U}) {
      model::RequestMention mention;
      mention.span = mention.object = {0, 10};
      mention.title = "refund";
      at(row).annotations.requests = {mention};
    }
    // 9 answers 8: the company, an hour and a half later.
    at(8).message.thread = at(9).message.thread = "<thread@x>";
    at(9).message.direction = model::Direction::kOutbound;
    at(9).message.sent_at_utc = at(8).message.sent_at_utc + 5400;
    const auto size = static_cast<std::uint32_t>(at(12).message.text.size());
    at(12).message.blocks = {{model::BlockKind::kAuthored, {0, 36}},
                             {model::BlockKind::kQuoted, {36, size}}};
  }

  // Messages 1 and 5 ask for the same; 7 is left alone.
  void Link() {
    model::RecurringRequest request;
    request.id = "r-refund";
    request.title = "refund";
    for (const store::RowId row : {1, 5}) {
      request.members.push_back({store_->Message(row)->message.key + ":0", 1.0F, false});
    }
    request.medoid = request.members.front().mention;
    model::Suggestion suggestion;
    suggestion.id = "s-refund";
    suggestion.request = request.id;
    EXPECT_TRUE(store_->ReplaceInsights(std::vector{request}, std::vector{suggestion}).ok());
  }

  std::vector<store::RowId> Rows(std::string_view query) {
    const auto rows = searcher_->MatchAll(query, context_);
    EXPECT_TRUE(rows.ok()) << query << ": " << (rows.ok() ? "" : rows.error().ToString());
    return rows.ok() ? *rows : std::vector<store::RowId>{-1};
  }
  SearchResult Search(std::string_view query, std::vector<std::string> facets = {},
                      Sort sort = Sort::kRelevance) {
    SearchRequest request;
    request.query = query;
    request.facets = std::move(facets);
    request.sort = sort;
    request.context = context_;
    auto result = searcher_->Search(request);
    EXPECT_TRUE(result.ok()) << query << ": " << (result.ok() ? "" : result.error().ToString());
    return result.ok() ? std::move(result).value() : SearchResult{};
  }
  static std::vector<store::RowId> Order(const SearchResult& result) {
    std::vector<store::RowId> rows;
    for (const Hit& hit : result.hits) rows.push_back(hit.row);
    return rows;
  }
  static std::string Marked(const Snippet& snippet) {
    std::string out = snippet.text;
    for (auto span = snippet.highlights.rbegin(); span != snippet.highlights.rend(); ++span) {
      out.insert(span->end, "]");
      out.insert(span->begin, "[");
    }
    return out;
  }

  TempFolder folder_;
  lexicon::LexiconSet lexicons_;
  std::optional<store::Store> store_;
  std::optional<Searcher> searcher_;
  QueryContext context_;
};

TEST_F(SearchTest, FindsExactlyTheseRows) {
  using Ids = std::vector<store::RowId>;
  const Ids all{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  const struct {
    std::string_view query;
    Ids rows;
  } cases[] = {
      {"", all},
      {"*", all},
      // words: case, diacritics, stems; subject and body
      {"parcel xl:off", {1, 6, 8}},
      {"PARCELS xl:off", {1, 6, 8}},
      {"late parcel", {1, 8}},
      {"refund xl:off", {1, 2}},
      {"refunds xl:off", {1, 2}},
      {"thanks", {6}},
      {"rēķinu xl:off", {5}},
      {"rekins xl:off", {5}},
      {"ruckgabe", {3}},
      {"ete", {4}},
      {"4711", {9}},
      {"退款", {10}},
      {"nowhere", {}},
      {"pineapple", {}},
      {"quote:pineapple", {}},
      {"!!! parcel", {1, 6, 8}},
      // operators
      {"slow OR service", {6, 8}},
      {"parcel -late", {6}},
      {"parcel NOT late", {6}},
      {"NOT parcel NOT lang:de NOT refund xl:off", {4, 5, 9, 10, 12}},
      {"parcel (great OR again)", {6, 8}},
      {"-parcel lang:en", {2, 9, 12}},
      {"\"late parcel\"", {1}},
      {"\"parcel late\"", {8}},
      {"\"late again\"", {8}},
      {"-\"late parcel\" parcel", {6, 8}},
      {"parcel NEAR/2 late", {1, 8}},
      {"parcel NEAR/1 time", {}},
      {"parcel NEAR/4 time", {6}},
      {"parc*", {1, 6, 8}},
      {"refund* xl:off", {1, 2}},
      {"refundi* xl:off", {2}},
      {"deliver*", {8, 12}},
      {"delivery*", {8}},
      {"=refund", {1}},
      {"=refunding", {2}},
      {"=Late", {1, 8}},
      {"=refund OR =refunding", {1, 2}},
      {"=refunded", {}},
      {"-=refund refund xl:off", {2}},
      // text fields
      {"subject:refund xl:off", {1}},
      {"body:thanks", {}},
      {"subject:(thanks,refund) xl:off", {1, 6}},
      {"body:\"on time\"", {6}},
      {"subject:=refund", {1}},
      {"subject:than*", {6}},
      // concepts of other languages
      {"invoice", {2, 3, 4, 5}},
      {"invoice xl:off", {2}},
      {"Rechnung", {2, 3, 4, 5}},
      {"rekins", {2, 3, 4, 5}},
      {"refund", {1, 2, 5, 7}},
      {"\"credit note\"", {9, 11}},
      {"credit note", {9, 11}},
      {"credit note xl:off", {9}},
      {"subject:invoice", {3}},
      {"parcel -invoice", {1, 6, 8}},
      {"wrong invoice", {2}},
      // facets
      {"lang:de", {3, 7, 11}},
      {"lang:DE", {3, 7, 11}},
      {"lang:de,fr", {3, 4, 7, 11}},
      {"-lang:en", {3, 4, 5, 7, 10, 11}},
      {"channel:email", {1, 2}},
      {"stage:support lang:lv", {5}},
      {"product:\"acme cloud\"", {1, 2}},
      {"product:acme*", {1, 2}},
      {"product:none", {}},
      {"sentiment:neg", {1, 2, 8}},
      {"sentiment:negative", {1, 2, 8}},
      {"sentiment:pos,mixed", {6, 12}},
      {"kind:request", {1}},
      {"kind:(request,complaint)", {1, 8}},
      {"emotion:anger", {8}},
      {"theme:delivery", {8}},
      {"theme:delivery.time", {8}},
      {"theme:deliver", {}},
      {"customer:anna@example.org", {1, 2}},
      {"customer:ozola", {1, 2}},
      {"customer:nobody", {}},
      {"country:lv", {1}},
      {"tag:vip", {1}},
      {"source:inbox", {1}},
      {"source:outbox", {}},
      {"competitor:*", {12}},
      {"competitor:initech", {12}},
      {"competitor:parcel", {}},
      // links and states
      {"request:r-refund", {1, 5}},
      {"suggestion:s-refund", {1, 5}},
      {"request:r-refund lang:lv", {5}},
      {"-request:r-refund lang:en", {2, 6, 8, 9, 12}},
      {"is:unlinked", {7}},
      {"is:auto", {9}},
      {"is:new", all},
      {"is:duplicate", {}},
      {"has:rating", {6, 8, 9}},
      {"has:attachment", {8}},
      {"has:suggestion", {1, 5}},
      {"has:reply", {8}},
      {"thread:<thread@x>", {8, 9}},
      {"query:late", {1, 8}},
      {"query:nested", {1}},
      // ranges
      {"score:<=-0.5", {1, 8}},
      {"score:-0.5", {1}},
      {"score:<-0.5", {8}},
      {"score:-0.3..-0.2", {2}},
      {"score:>0", {6}},
      {"nps:9..10", {6}},
      {"nps:0..6", {8}},
      {"nps:..10", {6, 8}},
      {"confidence:>=0.8", {1, 2, 6, 8, 12}},
      {"replytime:2h", {8}},
      {"replytime:>2h", {}},
      {"date:2026-10-07", {3}},
      {"date:2026-10", {1, 2, 3, 5, 7, 8, 9, 10, 11, 12}},
      {"date:2026-09", {4}},
      {"date:2025", {6}},
      {"date:2026-W40", {1, 4}},
      {"date:last-week", {2, 3, 7}},
      {"date:2026-10-06..2026-10-08", {2, 3, 7}},
      {"date:..2026-01-01", {6}},
      {"date:>=2026-10-14", {10, 11, 12}},
      {"date:7d lang:en", {8, 9, 12}},
      {"date:2026-10-14T09:30:00Z..2026-10-14T10:30:00Z", {11}},
      {"date:2025,2026-09", {4, 6}},
  };
  for (const auto& c : cases) EXPECT_EQ(Rows(c.query), c.rows) << c.query;
}

TEST_F(SearchTest, DaysAreThoseOfTheReadersZone) {
  context_.zone = *text::TimeZone::Load("Europe/Riga");
  EXPECT_THAT(Rows("date:2026-10-01"), ElementsAre(1, 4));
  EXPECT_THAT(Rows("date:2026-09"), IsEmpty());
  EXPECT_THAT(Rows("date:2026-01-01"), ElementsAre(6));
}

TEST_F(SearchTest, IdsFindTheirMessageAndItsThread) {
  const std::string id = store::DisplayId(store_->Message(8)->message.key);
  EXPECT_THAT(Rows("id:" + id), ElementsAre(8));
  EXPECT_THAT(Rows("thread:" + id), ElementsAre(8, 9));
  const std::string other = store::DisplayId(store_->Message(1)->message.key);
  EXPECT_THAT(Rows("id:" + id + "," + other), ElementsAre(1, 8));
  EXPECT_THAT(Rows("thread:" + other), ElementsAre(1));
}

TEST_F(SearchTest, ErrorsSayWhereAndWhatWasMeant) {
  const struct {
    std::string_view query, where, message, hint;
  } cases[] = {
      {"lang:dee refund", "query@5", "unknown language \"dee\" in lang:dee",
       "did you mean lang:de? Languages here: refrain search '*' --facet lang"},
      {"late kind:requests", "query@10", "unknown kind \"requests\" in kind:requests",
       "did you mean kind:request? "},
      {"is:unliked", "query@3", "unknown is \"unliked\" in is:unliked",
       "did you mean is:unlinked? "},
      {"has:x", "query@4", "unknown has \"x\" in has:x", "Values: rating, reply, attachment"},
      {"sentiment:bad", "query@10", "unknown sentiment \"bad\"", "Values: neg, neu, pos, mixed"},
      {"date:someday", "query@5", "\"someday\" is no date", "dates look like"},
      {"score:high", "query@6", "\"high\" is no value of score:", "as in score:<=-0.5"},
      {"a*", "query@0", "\"a*\" is too short", "at least two letters"},
      {"request:r-none", "query@8", "there is no request r-none", "refrain requests"},
      {"suggestion:s-none", "query@11", "there is no suggestion s-none", "refrain suggestions"},
      {"id:m-0000", "query@3", "there is no message m-0000", ""},
      {"query:lat", "query@6", "there is no saved query \"lat\"", "did you mean query:late?"},
      {"query:circle", "query@6", "nested too deep, or in a circle", ""},
      {"query:broken", "query@6", "unknown field \"lagn:\"", "did you mean lang:?"},
  };
  for (const auto& c : cases) {
    const auto rows = searcher_->MatchAll(c.query, context_);
    ASSERT_FALSE(rows.ok()) << c.query;
    EXPECT_EQ(rows.error().code, ErrorCode::kInvalidArgument) << c.query;
    EXPECT_EQ(rows.error().where, c.where) << c.query;
    EXPECT_THAT(rows.error().message, HasSubstr(std::string(c.message))) << c.query;
    EXPECT_THAT(rows.error().hint, HasSubstr(std::string(c.hint))) << c.query;
  }
}

TEST_F(SearchTest, LiteralHitsStandBeforeThoseOfConcepts) {
  const SearchResult result = Search("invoice");
  ASSERT_EQ(result.hits.size(), 4U);
  EXPECT_EQ(result.hits[0].row, 2);
  EXPECT_TRUE(result.hits[0].literal);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_FALSE(result.hits[i].literal) << i;
  ASSERT_EQ(result.expansions.size(), 1U);
  EXPECT_EQ(result.expansions[0].word, "invoice");
  EXPECT_EQ(result.expansions[0].concept_id, "invoice");
  EXPECT_THAT(result.expansions[0].forms, ElementsAre("rechnung", "facture", "rēķins"));
  EXPECT_THAT(result.explanation, HasSubstr("≈ invoice (invoice): rechnung, facture, rēķins"));
  EXPECT_THAT(Search("invoice xl:off").expansions, IsEmpty());
  context_.cross_lingual = false;
  EXPECT_THAT(Order(Search("invoice")), ElementsAre(2));
}

TEST_F(SearchTest, SortsByDateAndScore) {
  EXPECT_THAT(Order(Search("late parcel", {}, Sort::kDateDescending)), ElementsAre(8, 1));
  EXPECT_THAT(Order(Search("late parcel", {}, Sort::kDateAscending)), ElementsAre(1, 8));
  EXPECT_THAT(Order(Search("sentiment:neg", {}, Sort::kScoreAscending)), ElementsAre(8, 1, 2));
  EXPECT_THAT(Order(Search("sentiment:neg", {}, Sort::kScoreDescending)), ElementsAre(2, 1, 8));
  // Nothing to rank by: newest first.
  EXPECT_THAT(Order(Search("lang:de")), ElementsAre(11, 7, 3));
}

TEST_F(SearchTest, PagesWithoutGapsOrRepeats) {
  SearchRequest request;
  request.context = context_;
  request.limit = 5;
  std::vector<store::RowId> rows;
  for (request.offset = 0; request.offset < 15; request.offset += 5) {
    const auto page = searcher_->Search(request);
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->total, 12U);
    EXPECT_TRUE(page->total_is_exact);
    for (const Hit& hit : page->hits) rows.push_back(hit.row);
  }
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(rows, Rows("*"));
}

TEST_F(SearchTest, FacetCountsAreExact) {
  const SearchResult all =
      Search("*", {"lang", "channel", "sentiment", "theme", "customer", "source", "product"});
  ASSERT_EQ(all.facets.size(), 7U);
  EXPECT_EQ(all.facets[0].field, "lang");
  EXPECT_TRUE(all.facets[0].exact);
  EXPECT_THAT(all.facets[0].values, ElementsAre(Pair("en", 6U), Pair("de", 3U), Pair("fr", 1U),
                                                Pair("lv", 1U), Pair("zh", 1U)));
  EXPECT_THAT(all.facets[1].values, ElementsAre(Pair("review", 10U), Pair("email", 2U)));
  EXPECT_THAT(all.facets[2].values,
              ElementsAre(Pair("neu", 7U), Pair("neg", 3U), Pair("mixed", 1U), Pair("pos", 1U)));
  EXPECT_THAT(all.facets[3].values,
              ElementsAre(Pair("competitor.switch.leaving", 1U), Pair("delivery.time.late", 1U)));
  EXPECT_THAT(all.facets[4].values,
              ElementsAre(Pair(store::CustomerKey({"", "anna@example.org", ""}), 2U),
                          Pair(store::CustomerKey({"", "bert@example.org", ""}), 1U)));
  EXPECT_THAT(all.facets[5].values, ElementsAre(Pair("/mail/inbox.mbox", 1U)));
  EXPECT_EQ(all.facets[6].values.size(), 3U);

  const SearchResult some = Search("invoice", {"lang"});
  EXPECT_EQ(some.facets[0].values.size(), 4U);
  EXPECT_THAT(Search("nowhere", {"lang"}).facets[0].values, IsEmpty());
}

TEST_F(SearchTest, FacetsPastTheLimitAreCounted) {
  SearchRequest request;
  request.context = context_;
  request.facets = {"lang"};
  request.facet_limit = 2;
  const auto result = searcher_->Search(request);
  ASSERT_TRUE(result.ok());
  EXPECT_THAT(result->facets[0].values, ElementsAre(Pair("en", 6U), Pair("de", 3U)));
  EXPECT_EQ(result->facets[0].others, 3U);
  request.facets = {"langs"};
  const auto wrong = searcher_->Search(request);
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().hint, "did you mean lang?");
}

TEST_F(SearchTest, SnippetsAreTheBestSentenceAsWritten) {
  const struct {
    std::string_view query;
    store::RowId row;
    std::string_view marked;
  } cases[] = {
      {"refund xl:off", 2, "[Refunding] me would be fair."},
      {"wrong", 2, "The invoice is [wrong]."},
      {"\"late parcel\"", 1, "I want a refund for the [late] [parcel]."},
      {"ruckgabe", 3, "Die [Rückgabe] war im Mai."},
      {"invoice", 5, "Kur ir [rēķins]?"},
      {"refund", 7, "Ich will mein [Geld] bitte sofort [zurück]."},
      {"deliv*", 8, "Parcel late again; the [delivery] was slow and late."},
      {"退款", 10, "我要[退款]，谢谢。"},
      {"lang:zh", 10, "我要退款，谢谢。"},
      {"subject:thanks", 6, "Great service, the parcel was on time!"},
  };
  for (const auto& c : cases) {
    const SearchResult result = Search(c.query);
    const auto hit = std::find_if(result.hits.begin(), result.hits.end(),
                                  [&](const Hit& one) { return one.row == c.row; });
    ASSERT_NE(hit, result.hits.end()) << c.query;
    EXPECT_EQ(Marked(hit->snippet), c.marked) << c.query;
    const std::string& text = hit->message.message.text;
    EXPECT_EQ(text.substr(hit->snippet.span.begin, hit->snippet.text.size()), hit->snippet.text);
  }
}

TEST_F(SearchTest, WarnsOfContradictionsAndUnknownValues) {
  const SearchResult contradiction = Search("lang:de lang:fr");
  EXPECT_EQ(contradiction.total, 0U);
  ASSERT_EQ(contradiction.warnings.size(), 1U);
  EXPECT_THAT(
      contradiction.warnings[0],
      HasSubstr("lang:de and lang:fr match nothing together; for either, write lang:de,fr"));
  EXPECT_THAT(Search("lang:de,fr lang:fr").warnings, IsEmpty());
  EXPECT_THAT(Search("kind:request kind:bug").warnings, IsEmpty());  // a message may be both
  const SearchResult product = Search("product:Basik");
  ASSERT_EQ(product.warnings.size(), 1U);
  EXPECT_THAT(product.warnings[0], HasSubstr("did you mean product:Basic?"));
  EXPECT_THAT(Search("customer:nobody").warnings[0], HasSubstr("nobody"));
  EXPECT_THAT(Search("!!!").warnings[0], HasSubstr("nothing to search for"));
}

TEST_F(SearchTest, OffersSpellingsAndAppliesNone) {
  const SearchResult result = Search("late delivry");
  EXPECT_EQ(result.total, 0U);
  EXPECT_THAT(result.did_you_mean, ElementsAre("late delivery", "late deliver"));
  EXPECT_THAT(Search("parzel -refund").did_you_mean, ElementsAre("parcel -refund"));
  EXPECT_THAT(Search("qqqqqqqq").did_you_mean, IsEmpty());
  EXPECT_THAT(Search("parcel").did_you_mean, IsEmpty());
}

TEST_F(SearchTest, ExplainsTheParsedQuery) {
  EXPECT_THAT(Search("late -lang:de").explanation, HasSubstr("(late AND NOT lang:de)"));
}

TEST_F(SearchTest, SeesWhatAWriterCommitsAndDropsWhatTheStoreLost) {
  ASSERT_EQ(Rows("parcel").size(), 3U);
  ASSERT_TRUE(store_->Forget(std::vector<store::RowId>{6}, {}, 0).ok());
  // The index still knows row 6: it must not come up as an empty hit.
  EXPECT_THAT(Order(Search("great service")), IsEmpty());
  store::Add(*store_, {store::MakeItem("new", "Another parcel for you")});
  ASSERT_TRUE(BuildIndex(folder_.path() / "data", *store_, lexicons_).ok());
  auto again = Searcher::Open(folder_.path() / "data", lexicons_, *store_);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->watermark(), *store_->LastSeq());
  EXPECT_EQ(again->MatchAll("parcel", context_)->size(), 3U);
}

TEST_F(SearchTest, ReadsOnWhileAWriterCommitsManyTimes) {
  auto writer = index::IndexWriter::Open(folder_.path() / "data", store_->store_id());
  ASSERT_TRUE(writer.ok());
  index::DocumentBuilder builder(lexicons_);
  for (int round = 0; round < 12; ++round) {
    const auto added = store::Add(
        *store_, {store::MakeItem("w" + std::to_string(round), "walrus " + std::to_string(round))});
    const auto stored = store_->Message(added.items[0].id);
    const auto annotations = store_->LoadAnnotations(added.items[0].id);
    const std::vector<index::IndexEntry> entry{
        {stored->id, builder.Build(stored->message, *annotations, "")}};
    ASSERT_TRUE(writer->Add(entry).ok());
    ASSERT_TRUE(writer->Commit(added.last_seq).ok());
    const auto rows = searcher_->MatchAll("parcel late OR walrus", context_);
    ASSERT_TRUE(rows.ok()) << round << ": " << rows.error().ToString();
    EXPECT_GE(rows->size(), 2U);
  }
}

TEST_F(SearchTest, AMissingOrForeignIndexNeedsARebuild) {
  const auto missing = Searcher::Open(folder_.path() / "none", lexicons_, *store_);
  ASSERT_FALSE(missing.ok());
  EXPECT_TRUE(NeedsRebuild(missing.error()));
  const std::filesystem::path other = folder_.path() / "other";
  auto foreign = store::Store::Open(other, store::Mode::kReadWrite, {"store-two", "key"});
  ASSERT_TRUE(foreign.ok());
  std::filesystem::copy(folder_.path() / "data" / "index", other / "index",
                        std::filesystem::copy_options::recursive);
  const auto wrong = Searcher::Open(other, lexicons_, *foreign);
  ASSERT_FALSE(wrong.ok());
  EXPECT_TRUE(NeedsRebuild(wrong.error()));
  EXPECT_FALSE(NeedsRebuild({ErrorCode::kIo, "", "", ""}));
}

}  // namespace
}  // namespace refrain::query
