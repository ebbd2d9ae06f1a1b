// Customers' words stay words: whatever they hold, the shape of the page is ours.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/base/strings.h"
#include "engine/report/render.h"
#include "tests/unit/report/samples.h"

namespace refrain::report {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string>& Hostile() {
  static const std::vector<std::string> kTexts{
      "<script>alert(1)</script>",
      "\"><img src=x onerror=alert(1)>",
      "' onmouseover='alert(1)",
      "</title></style></td></table><svg onload=alert(1)>",
      "<!-- --> ]]> &lt;b&gt; &#60;i&#62;",
      "](javascript:alert(1))",
      "[pay here](https://evil.example) ![p](https://evil.example/p.png)",
      "[x]: https://evil.example",
      "see https://evil.example, www.evil.example or WWW.evil.example",
      "me@evil.example @octocat",
      "| table | cell |\n|---|---|",
      "# heading",
      "fine\n\n# heading\n\n> quote",
      "1. item",
      "2) item",
      "- item",
      "+ item",
      "===",
      "```\ncode\n```",
      "~~~ `tick` ``two`` ``` three",
      "*bold* _it_ **b** ~~s~~ $x$",
      "ends in \\",
      "|\\|\\\\|",
      "\xE2\x80\xAE evil \xE2\x80\xAC \xE2\x81\xA6x",
      "\x1B[31m"
      "red\x07"
      "  \xC2\x9B"
      "0m",
      std::string("nul\0byte", 8),
      "not UTF-8: \xFF\xC3 \xED\xA0\x80",
  };
  return kTexts;
}

// Every tag as its name and the names of its attributes.
std::vector<std::string> Shape(std::string_view html) {
  std::vector<std::string> out;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::string_view tag = html.substr(at + 1, html.find('>', at) - at - 1);
    std::string shape;
    bool quoted = false;
    for (const char c : tag) {
      if (c == '"') quoted = !quoted;
      if (!quoted) shape += c;
    }
    out.push_back(shape);
  }
  return out;
}

TEST(DigestEscaping, HtmlHasTheSameTagsWhateverCustomersWrite) {
  const std::vector<std::string> plain = Shape(RenderHtml(FullWeekSaying("some plain words")));
  for (const std::string& text : Hostile()) {
    EXPECT_EQ(Shape(RenderHtml(FullWeekSaying(text))), plain) << text;
  }
}

TEST(DigestEscaping, HtmlIsWellFormedAndFetchesNothing) {
  const std::set<std::string> kVoid{"meta", "br"};
  for (const DigestContent& digest : {FullWeek(), QuietMonth(), DigestContent{}}) {
    const std::string html = RenderHtml(digest);
    std::vector<std::string> open;
    for (const std::string& shape : Shape(html)) {
      if (shape.front() == '!' || shape.back() == '/') continue;
      const std::string name = shape.substr(0, shape.find_first_of(" \n"));
      if (name.front() == '/') {
        ASSERT_FALSE(open.empty()) << name;
        EXPECT_EQ(open.back(), name.substr(1));
        open.pop_back();
      } else if (kVoid.count(name) == 0) {
        open.push_back(name);
      }
    }
    EXPECT_THAT(open, ::testing::IsEmpty());
    for (const std::string_view outside : {"<script", "<link", "<img", "src=", "href=", "url(",
                                           "@import", "flex", "grid", "javascript:"}) {
      EXPECT_THAT(html, Not(HasSubstr(outside)));
    }
  }
}

// Occurrences of a character that no backslash takes its meaning from.
std::size_t Live(std::string_view line, char wanted) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == wanted) {
      ++count;
    }
  }
  return count;
}

// What a line starts with, as far as blocks go: "#", ">", "- ", "|", a list's number.
std::string BlockOf(std::string_view line) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(indent);
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')') &&
      line.substr(digits + 1, 1) == " ") {
    return "1.";
  }
  const std::size_t end = line.find_first_not_of("#>-+=`~|:");
  return std::to_string(indent) +
         std::string(line.substr(0, end == 0 ? 0 : std::min<std::size_t>(end, 1)));
}

// Code spans have a test of their own: their words need no escaping.
DigestContent WithoutCode(DigestContent digest) {
  for (DigestAlert& alert : digest.alerts) alert.query = "refrain search x";
  for (DigestRequest& request : digest.requests) request.id = "r-1";
  return digest;
}

TEST(DigestEscaping, MarkdownHasTheSameBlocksWhateverCustomersWrite) {
  const std::string plain = RenderMarkdown(WithoutCode(FullWeekSaying("some plain words")));
  const auto expected = Split(plain, '\n');
  for (const std::string& text : Hostile()) {
    SCOPED_TRACE(text);
    const std::string markdown = RenderMarkdown(WithoutCode(FullWeekSaying(text)));
    const auto lines = Split(markdown, '\n');
    ASSERT_EQ(lines.size(), expected.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(BlockOf(lines[i]), BlockOf(expected[i])) << lines[i];
      for (const char c : {'|', '[', ']', '<', '`', '*', '_', '#', '~', '$'}) {
        EXPECT_EQ(Live(lines[i], c), Live(expected[i], c)) << c << " in " << lines[i];
      }
    }
    for (const std::string_view live : {"s://", "www.", "WWW.", "@evil", "@octo"}) {
      EXPECT_THAT(markdown, Not(HasSubstr(live)));
    }
  }
}

TEST(DigestEscaping, MarkdownCodeSpansOutlastTheBackticksInThem) {
  DigestContent digest = FullWeek();
  digest.alerts = {{"alert", "a ``` b ` c"}, {"alert", "plain"}};
  const std::string markdown = RenderMarkdown(digest);
  EXPECT_THAT(markdown, HasSubstr("  ```` a ``` b ` c ````\n"));
  EXPECT_THAT(markdown, HasSubstr("  `plain`\n"));
}

TEST(DigestEscaping, TextHoldsNoControls) {
  for (const std::string& text : Hostile()) {
    const std::string page = RenderText(FullWeekSaying(text));
    for (const char c : page) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    EXPECT_THAT(page, Not(HasSubstr("\xE2\x80\xAE")));
    EXPECT_THAT(page, Not(HasSubstr("\xC2\x9B")));
  }
}

TEST(Clean, MakesOneSafeLine) {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  constexpr Case kCases[] = {
      {"", ""},
      {"  a \n\t b\xC2\xA0 c  ", "a b c"},
      {"\xE2\x80\xAE"
       "abc\xE2\x80\xAC\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\x8F",
       "abc"},
      {"a\x1B[0mb\x7F\xC2\x85"
       "c",
       "a[0mb c"},  // U+0085 is white space
      {"zero\xE2\x80\x8Bwidth\xEF\xBB\xBF", "zerowidth"},
      {"می‌خواهم", "می‌خواهم"},
      {"👩‍👧 ❤️", "👩‍👧 ❤️"},
      {"\xFFx\xC3", "\xEF\xBF\xBDx\xEF\xBF\xBD"},
  };
  for (const Case& one : kCases) EXPECT_EQ(Clean(one.text), one.expected);
}

TEST(Clip, CutsBehindAWordAndSaysSo) {
  struct Case {
    std::string_view text;
    std::size_t columns;
    std::string_view expected;
  };
  constexpr Case kCases[] = {
      {"short", 5, "short"},
      {"one two three", 12, "one two…"},
      {"one two, three", 11, "one two…"},
      {"unbreakable", 6, "unbre…"},
      {"配送時間帯", 7, "配送時…"},
      {"ab👩‍👧cd", 4, "ab…"},
      {"a\xCC\x81\xCC\x82"
       "bcd",
       3,
       "a\xCC\x81\xCC\x82"
       "b…"},
  };
  for (const Case& one : kCases) {
    EXPECT_EQ(Clip(one.text, one.columns), one.expected);
    EXPECT_LE(DisplayWidth(Clip(one.text, one.columns)), one.columns);
  }
}

TEST(Clip, EndsALongQuoteAtAWord) {
  std::string text;
  while (text.size() < 10000) text += "returned ";
  const std::string clipped = CleanClip(text, kQuoteColumns);
  EXPECT_THAT(clipped, ::testing::EndsWith("returned…"));
  EXPECT_LE(DisplayWidth(clipped), kQuoteColumns);
  std::string marks = "a";
  for (int i = 0; i < 10000; ++i) marks += "\xCC\x81";
  EXPECT_LE(CleanClip(marks, kQuoteColumns).size(), 5 * kQuoteColumns + 3);
}

}  // namespace
}  // namespace refrain::report
