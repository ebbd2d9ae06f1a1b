// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace refrain::query {
namespace {

TEST(Parser, ReadsTheLanguage) {
  const struct {
    std::string_view query, tree;
  } cases[] = {
      {"", "*"},
      {"   ", "*"},
      {"*", "*"},
      {"refund", "refund"},
      {"late parcel", "(late AND parcel)"},
      {"late AND parcel", "(late AND parcel)"},
      {"late OR parcel", "(late OR parcel)"},
      {"a b OR c d", "((a AND b) OR (c AND d))"},
      {"a (b OR c)", "(a AND (b OR c))"},
      {"(a b) c", "((a AND b) AND c)"},
      {"((a))", "a"},
      {"NOT a", "NOT a"},
      {"-a", "NOT a"},
      {"a -b", "(a AND NOT b)"},
      {"a NOT b", "(a AND NOT b)"},
      {"a -(b c)", "(a AND NOT (b AND c))"},
      {"NOT -a", "NOT NOT a"},
      {"e-mail", "e-mail"},
      {"a - b", "(a AND - AND b)"},
      {"or and not", "(or AND and AND not)"},
      {"ORDER NOTE ANDROID", "(ORDER AND NOTE AND ANDROID)"},
      {"\"late parcel\"", "\"late parcel\""},
      {"\"say \\\"no\\\"\"", "\"say \\\"no\\\"\""},
      {"\"OR\"", "\"OR\""},
      {"-\"late parcel\"", "NOT \"late parcel\""},
      {"refund*", "refund*"},
      {"=Refund", "=Refund"},
      {"a=b", "a=b"},
      {"late NEAR/5 parcel", "(late NEAR/5 parcel)"},
      {"late NEAR parcel", "(late NEAR/10 parcel)"},
      {"a NEAR/2 b NEAR/7 c", "(a NEAR/7 b NEAR/7 c)"},
      {"a NEAR/2 b c", "((a NEAR/2 b) AND c)"},
      {"NEARBY", "NEARBY"},
      {"lang:de", "lang:de"},
      {"LANG:de", "lang:de"},
      {"lang:de,lv", "lang:de,lv"},
      {"kind:(request,bug)", "kind:request,bug"},
      {"kind:( request , bug ) x", "(kind:request,bug AND x)"},
      {"product:\"Acme Cloud\",Basic", "product:\"Acme Cloud\",Basic"},
      {"subject:refund", "subject:refund"},
      {"subject:\"late parcel\"", "subject:\"late parcel\""},
      {"subject:a,b", "(subject:a OR subject:b)"},
      {"body:refund*", "body:refund*"},
      {"body:=refund", "body:=refund"},
      {"-lang:de", "NOT lang:de"},
      {"score:<=-0.5", "score:<=-0.5"},
      {"date:2026-05-01..", "date:2026-05-01.."},
      {"date:2026-05-12T10:00:00Z", "date:2026-05-12T10:00:00Z"},
      {"https://example.org/x", "https://example.org/x"},
      {"12:30", "12:30"},
      {"xl:off refund", "refund"},
      {"xl:off", "*"},
      {"(xl:off) refund", "refund"},
      {"late(parcel)", "(late AND parcel)"},
      {"rēķins žurnāls", "(rēķins AND žurnāls)"},
      {"退款 申请", "(退款 AND 申请)"},
  };
  for (const auto& c : cases) {
    const auto parsed = Parse(c.query);
    ASSERT_TRUE(parsed.ok()) << c.query << ": " << parsed.error().ToString();
    EXPECT_EQ(ToString(parsed->root), c.tree) << c.query;
  }
}

TEST(Parser, XlOffEndsTheExpansion) {
  EXPECT_TRUE(Parse("refund")->cross_lingual);
  EXPECT_FALSE(Parse("refund xl:off")->cross_lingual);
  EXPECT_TRUE(Parse("refund xl:on")->cross_lingual);
}

TEST(Parser, ErrorsSayWhereAndWhatToDo) {
  const struct {
    std::string_view query, where, message, hint;
  } cases[] = {
      {"lagn:de", "query@0", "unknown field \"lagn:\"", "did you mean lang:?"},
      {"late sentment:neg", "query@5", "unknown field \"sentment:\"", "did you mean sentiment:?"},
      {"zzzzzzzz:x", "query@0", "unknown field \"zzzzzzzz:\"",
       "for the words themselves, quote them"},
      {"lang:", "query@4", "lang: needs a value", "as in lang:lv,es"},
      {"lang: de", "query@4", "lang: needs a value", "as in lang:lv,es"},
      {"lang:de,", "query@8", "lang: has an empty value", "as in lang:lv,es"},
      {"kind:(request", "query@5", "a ( without its )",
       "values stand between commas, as in kind:(a,b)"},
      {"(a b", "query@0", "a ( without its )", ""},
      {"a b)", "query@3", "a ) without its (", ""},
      {"a ()", "query@3", "something is missing here", "for the word itself, quote it: \"OR\""},
      {"a OR", "query@4", "something is missing here", "a query does not end in OR or NOT"},
      {"OR a", "query@0", "something is missing here", "for the word itself, quote it: \"OR\""},
      {"a NOT", "query@5", "something is missing here", "a query does not end in OR or NOT"},
      {"AND a", "query@4", "AND needs something on both sides",
       "words are ANDed already: leave it out"},
      {"a AND", "query@5", "AND needs something on both sides",
       "words are ANDed already: leave it out"},
      {"\"late parcel", "query@0", "a quote that does not end", "close it with \""},
      {"a NEAR/0 b", "query@2", "NEAR/ needs a number from 1 to 100", "as in: late NEAR/5 parcel"},
      {"a NEAR/x b", "query@2", "NEAR/ needs a number from 1 to 100", "as in: late NEAR/5 parcel"},
      {"a NEAR/5", "query@2", "NEAR needs a word on both sides", ""},
      {"a NEAR/5 \"b c\"", "query@9", "NEAR joins plain words only", "as in: late NEAR/5 parcel"},
      {"xl:maybe", "query@0", "xl: is on or off", "as in xl:off"},
      {"-xl:off", "query@0", "xl: cannot be negated", "write xl:off"},
  };
  for (const auto& c : cases) {
    const auto parsed = Parse(c.query);
    ASSERT_FALSE(parsed.ok()) << c.query << " is " << ToString(parsed->root);
    EXPECT_EQ(parsed.error().code, ErrorCode::kInvalidArgument) << c.query;
    EXPECT_EQ(parsed.error().where, c.where) << c.query;
    EXPECT_EQ(parsed.error().message, c.message) << c.query;
    EXPECT_EQ(parsed.error().hint, c.hint) << c.query;
  }
}

TEST(Parser, LimitsAreErrorsAndNoCrash) {
  const std::string deep = std::string(2000, '(') + "a" + std::string(2000, ')');
  const std::string dashes(2000, '-');
  std::string nots;
  for (int i = 0; i < 800; ++i) nots += "NOT ";
  std::string words;
  for (int i = 0; i < 1000; ++i) words += "a ";
  std::string values = "lang:a";
  for (int i = 0; i < 1000; ++i) values += ",a";
  for (const std::string& query : {deep, nots + "a", words, values, std::string(5000, 'a')}) {
    const auto parsed = Parse(query);
    ASSERT_FALSE(parsed.ok()) << query.substr(0, 20);
    EXPECT_EQ(parsed.error().code, ErrorCode::kLimit) << query.substr(0, 20);
  }
  EXPECT_FALSE(Parse(dashes + "a").ok());
}

TEST(Parser, AnyBytesAreATreeOrAnError) {
  const std::string_view pieces[] = {"(",     ")",       "\"", "-",    "OR ", "NOT ",
                                     "lang:", ",",       "*",  "=",    "\\",  " ",
                                     "a",     "NEAR/2 ", ":",  "\xFF", "ž",   "xl:off "};
  std::uint32_t state = 12345;
  for (int round = 0; round < 20'000; ++round) {
    std::string query;
    for (int i = 0; i < 12; ++i) {
      state = state * 1'664'525U + 1'013'904'223U;
      query += pieces[(state >> 16U) % std::size(pieces)];
    }
    const auto parsed = Parse(query);
    if (parsed.ok()) {
      EXPECT_FALSE(ToString(parsed->root).empty()) << query;
    } else {
      EXPECT_FALSE(parsed.error().message.empty()) << query;
    }
  }
}

TEST(Nearest, FindsTheLikeliestName) {
  const std::string_view names[] = {"lang", "date", "thread", "sentiment"};
  EXPECT_EQ(Nearest("lagn", names), "lang");
  EXPECT_EQ(Nearest("lax", names), "");
  EXPECT_EQ(Nearest("lan", names), "lang");
  EXPECT_EQ(Nearest("sentimant", names), "sentiment");
  EXPECT_EQ(Nearest("xyzxyz", names), "");
}

}  // namespace
}  // namespace refrain::query
