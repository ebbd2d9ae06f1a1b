// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/table.h"

#include <gtest/gtest.h>

namespace refrain::cli {
namespace {

const Style kPlain(false);

Table Sample() {
  Table table;
  table.columns = {{.key = "id", .title = "ID"},
                   {.key = "messages", .title = "MSGS", .align = Align::kRight},
                   {.key = "status", .title = "STATUS", .drop = 1},
                   {.key = "title", .title = "REQUEST", .flexible = true},
                   {.key = "hidden", .title = ""}};
  table.rows = {{TextCell("r-1"), CountCell(7), TextCell("open"),
                 TextCell("Export invoices as CSV, please"), TextCell("x")},
                {TextCell("r-22"), CountCell(1204), TextCell("planned"), TextCell("暗いモード"),
                 TextCell("y")}};
  return table;
}

TEST(Table, AlignsColumnsForPeople) {
  EXPECT_EQ(Render(Sample(), Format::kTable, kUncut, kPlain),
            "ID    MSGS  STATUS   REQUEST\n"
            "r-1      7  open     Export invoices as CSV, please\n"
            "r-22  1204  planned  暗いモード\n");
}

TEST(Table, CutsTheFlexibleColumnFirstThenLeavesColumnsOut) {
  EXPECT_EQ(Render(Sample(), Format::kTable, 40, kPlain),
            "ID    MSGS  STATUS   REQUEST\n"
            "r-1      7  open     Export invoices as…\n"
            "r-22  1204  planned  暗いモード\n");
  EXPECT_EQ(Render(Sample(), Format::kTable, 30, kPlain),
            "ID    MSGS  REQUEST\n"
            "r-1      7  Export invoices a…\n"
            "r-22  1204  暗いモード\n");
}

TEST(Table, StyleNeverChangesTheLayout) {
  Table table = Sample();
  table.rows[0][3].tone = Tone::kNegative;
  const std::string plain = Render(table, Format::kTable, 30, kPlain);
  std::string styled = Render(table, Format::kTable, 30, Style(true));
  EXPECT_NE(styled, plain);
  for (std::size_t at = styled.find('\x1b'); at != std::string::npos; at = styled.find('\x1b')) {
    styled.erase(at, styled.find('m', at) - at + 1);
  }
  EXPECT_EQ(styled, plain);
}

TEST(Table, CsvHoldsEveryColumnUncut) {
  EXPECT_EQ(Render(Sample(), Format::kCsv, 10, kPlain),
            "id,messages,status,title,hidden\r\n"
            "r-1,7,open,\"Export invoices as CSV, please\",x\r\n"
            "r-22,1204,planned,暗いモード,y\r\n");
}

TEST(Table, JsonLinesHoldNumbersAsNumbers) {
  EXPECT_EQ(Render(Sample(), Format::kJsonLines, 10, kPlain),
            "{\"id\":\"r-1\",\"messages\":7,\"status\":\"open\","
            "\"title\":\"Export invoices as CSV, please\",\"hidden\":\"x\"}\n"
            "{\"id\":\"r-22\",\"messages\":1204,\"status\":\"planned\",\"title\":\"暗いモード\","
            "\"hidden\":\"y\"}\n");
}

TEST(Table, MarkdownEscapesItsMarks) {
  Table table;
  table.columns = {{.key = "a", .title = "A"}, {.key = "n", .title = "N", .align = Align::kRight}};
  table.rows = {{TextCell("a|b *c* <i>\nd"), CountCell(3)}};
  EXPECT_EQ(Render(table, Format::kMarkdown, kUncut, kPlain),
            "| A | N |\n| --- | ---: |\n| a\\|b \\*c\\* \\<i\\> d | 3 |\n");
}

TEST(CsvField, NeutralisesFormulasButNotNumbers) {
  struct Case {
    std::string_view text;
    bool is_number;
    std::string_view expected;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"=HYPERLINK(\"http://x\")", false, "\"'=HYPERLINK(\"\"http://x\"\")\""},
           {"+1 to dark mode", false, "'+1 to dark mode"},
           {"-5", false, "'-5"},
           {"@home", false, "'@home"},
           {"\t=1", false, "'\t=1"},
           {"\x1b=1", false, "'=1"},  // what hides the sign goes first
           {"-0.42", true, "-0.42"},
           {"plain", false, "plain"},
           {"two\nlines", false, "\"two\nlines\""},
           {"", false, ""},
       }) {
    EXPECT_EQ(CsvField(c.text, c.is_number), c.expected) << c.text;
  }
}

TEST(JsonString, IsAsciiSafeWhereItMatters) {
  EXPECT_EQ(JsonString("a\"b\\c\nd\te"), R"("a\"b\\c\nd\te")");
  EXPECT_EQ(JsonString(std::string_view("\x00\x1b", 2)), R"("\u0000\u001b")");
  EXPECT_EQ(JsonString("\u202eevil\u009b"), R"("\u202eevil\u009b")");
  EXPECT_EQ(JsonString("grüße 日本"), "\"grüße 日本\"");
  EXPECT_EQ(JsonString("bad\xff"), "\"bad\uFFFD\"");
}

TEST(EscapeControls, LeavesJsonAsItIsButForControls) {
  EXPECT_EQ(EscapeControls("{\"a\":\"\u202ex\u0085\"}\n"), "{\"a\":\"\\u202ex\\u0085\"}\n");
}

}  // namespace
}  // namespace refrain::cli
