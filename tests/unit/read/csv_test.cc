// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace refrain::read {
namespace {

struct Case {
  const char* text;
  std::vector<Record> records;
};

TEST(CsvParser, ReadsWhatSpreadsheetsWrite) {
  for (const Case& one : std::vector<Case>{
           {"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
           {"a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
           {"a,\n,b", {{"a", ""}, {"", "b"}}},
           {"\"a,b\",c\n", {{"a,b", "c"}}},
           {"\"say \"\"hi\"\"\",x\n", {{"say \"hi\"", "x"}}},
           {"\"two\nlines\",x\n", {{"two\nlines", "x"}}},
           {"\"\",x\n", {{"", "x"}}},
           {"5\" pipe,x\n", {{"5\" pipe", "x"}}},
           {"\"a\" b,c\n", {{"a b", "c"}}},
           {"a, \"b,c\"\n", {{"a", "b,c"}}},
           {"\n", {{""}}},
       }) {
    EXPECT_EQ(ParseCsv(one.text, ','), one.records) << one.text;
  }
}

TEST(CsvParser, StaysOpenWithinAQuote) {
  CsvParser parser(',');
  EXPECT_FALSE(parser.Add("1,\"open\n"));
  EXPECT_TRUE(parser.open());
  EXPECT_TRUE(parser.Add("closed\"\n"));
  EXPECT_EQ(parser.Take(), (Record{"1", "open\nclosed"}));
}

TEST(SniffDelimiter, FindsTheOneThatCutsEvenly) {
  EXPECT_EQ(SniffDelimiter("id,text\n1,a; b; c\n2,d\n"), ',');
  EXPECT_EQ(SniffDelimiter("id;text;date\n1;a, b, c, d;x\n2;e;y\n"), ';');
  EXPECT_EQ(SniffDelimiter("id\ttext\n1\ta, b\n"), '\t');
  EXPECT_EQ(SniffDelimiter("id|text\n1|a\n"), '|');
  EXPECT_EQ(SniffDelimiter("id,text\n1,\"a\n;;;\n;;;\"\n2,b\n"), ',');
  EXPECT_EQ(SniffDelimiter("no table\nat all\n"), '\0');
}

}  // namespace
}  // namespace refrain::read
