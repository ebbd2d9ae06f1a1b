// Widths, sizes and wording of the renderings.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <cwchar>
#include <limits>

#include "engine/base/strings.h"
#include "tests/unit/report/samples.h"

namespace refrain::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Columns as the C library counts them; −1 for what a terminal cannot print.
int ColumnsOf(std::string_view line) {
  std::mbstate_t state{};
  int columns = 0;
  while (!line.empty()) {
    wchar_t wide = 0;
    const std::size_t used = std::mbrtowc(&wide, line.data(), line.size(), &state);
    if (used == 0 || used > line.size()) return -1;
    const bool isolate = wide == 0x2068 || wide == 0x2069;
    const int width = isolate ? 0 : wcwidth(wide);
    if (width < 0) return -1;
    columns += width;
    line.remove_prefix(used);
  }
  return columns;
}

TEST(RenderText, NoLineIsWiderThan78Columns) {
  ASSERT_NE(std::setlocale(LC_CTYPE, "C.UTF-8"), nullptr);
  std::string wide;
  std::string words;
  for (int i = 0; i < 400; ++i) wide += "配送。";
  for (int i = 0; i < 400; ++i) words += "Rücksendung ";
  const std::vector<DigestContent> digests{FullWeek(),
                                           QuietMonth(),
                                           DigestContent{},
                                           FullWeekSaying(wide),
                                           FullWeekSaying(words),
                                           FullWeekSaying(std::string(3000, 'x')),
                                           FullWeekSaying("الدفع عند الاستلام، فأنا لا أملك")};
  for (const DigestContent& digest : digests) {
    const std::string page = RenderText(digest);
    for (const std::string_view line : Split(page, '\n')) {
      const int columns = ColumnsOf(line);
      EXPECT_GE(columns, 0) << line;
      EXPECT_LE(columns, 78) << line;
      EXPECT_EQ(line, line.substr(0, line.find_last_not_of(' ') + 1)) << "blanks at the end";
    }
  }
}

TEST(RenderText, HangsTheLinesOfAQuoteUnderItsFirstWord) {
  EXPECT_THAT(RenderText(FullWeek()),
              HasSubstr("     “¿Podrían añadir un botón para descargar todas las facturas en CSV? "
                        "Cada\n      mes copio cuarenta a mano.”\n      — Spanish · chat"));
}

TEST(RenderHtml, StaysUnder100KilobytesWhateverComesIn) {
  std::string marks;
  for (int i = 0; i < 5000; ++i) marks += "a\u0301\u0302\u0303\u0304";
  for (const std::string& text : {std::string(10000, '"'), marks}) {
    DigestContent digest = FullWeekSaying(text);
    digest.requests.resize(50, digest.requests[0]);
    digest.rising.resize(50, digest.rising[0]);
    digest.alerts.resize(50, digest.alerts[0]);
    digest.numbers.resize(50, digest.numbers[0]);
    digest.shipped.resize(500, digest.shipped[0]);
    digest.quality.resize(500, digest.quality[0]);
    digest.trend.resize(500, digest.trend[0]);
    for (DigestRequest& request : digest.requests) {
      request.languages.assign(200, "sr-Latn-RS");
      request.series.assign(5000, UINT64_MAX);
    }
    EXPECT_LT(RenderHtml(digest).size(), 100'000U);
  }
  EXPECT_LT(RenderHtml(FullWeek()).size(), 40'000U);
}

TEST(RenderHtml, ShowsEachQuoteInItsLanguageAndDirection) {
  const std::string html = RenderHtml(FullWeek());
  EXPECT_THAT(html, HasSubstr("<bdi lang=\"lv\" dir=\"ltr\">Kāpēc"));
  EXPECT_THAT(html, HasSubstr("<bdi lang=\"ar\" dir=\"rtl\">أتمنى"));
  EXPECT_THAT(html, HasSubstr("<bdi lang=\"ja\" dir=\"ltr\">平日"));
}

TEST(RenderHtml, ChartMarksThinBucketsAndBreaksWhereThereIsNoShare) {
  DigestContent digest = FullWeek();
  digest.trend[3] = {"2026-W38", 4, 0.5, 0.1, 0.9};
  const std::string html = RenderHtml(digest);
  EXPECT_THAT(html, HasSubstr("33.3% thin"));
  EXPECT_THAT(html, HasSubstr("too few for a share"));
  EXPECT_THAT(html, Not(HasSubstr("50.0%")));
  std::size_t lines = 0;
  for (std::size_t at = html.find("<polyline"); at != std::string::npos;
       at = html.find("<polyline", at + 1)) {
    ++lines;
  }
  EXPECT_EQ(lines, 2U);
}

TEST(Renderings, AllSayTheSameFigures) {
  for (const auto render : {RenderText, RenderMarkdown, RenderHtml}) {
    const std::string page = render(FullWeek());
    for (const std::string_view figure :
         {"28.5%", "+8.5 points", "+0.1 to +16.7", "61 of 214", "within noise", "worse",
          "unlikely to be chance (p = 0.018)", "could be chance (p = 0.41)", "3 → ", "79%",
          "refrain search 'theme:returns-cost date:2026-09-28..2026-10-04'",
          "41 customers, 63 messages, 12 this week", "▂▁▃▃▃▄▄▆▇▆▇█", "r-7kq2m4", "m-4xk1v0q8w2ze",
          "29 Sep 2026", "asked for in"}) {
      EXPECT_THAT(page, testing::AnyOf(HasSubstr(figure), HasSubstr(EscapeHtml(figure))));
    }
  }
}

TEST(Renderings, SayThatAPeriodIsQuiet) {
  for (const auto render : {RenderText, RenderMarkdown, RenderHtml}) {
    EXPECT_THAT(render(QuietMonth()), HasSubstr("A quiet month: no alerts"));
    EXPECT_THAT(render(FullWeek()), Not(HasSubstr("A quiet week")));
  }
}

TEST(Renderings, SurviveFiguresThatAreNone) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  for (const double bad : {kNan, kInfinite, -kInfinite, 1e300, -1.0}) {
    DigestContent digest = FullWeek();
    for (DigestNumber& one : digest.numbers) one.value = one.change = one.low = one.high = bad;
    for (DigestPoint& one : digest.trend) one.share = one.low = one.high = bad;
    for (DigestTheme& one : digest.rising) one.p = one.negative_share = bad;
    for (const auto render : {RenderText, RenderMarkdown, RenderHtml}) {
      EXPECT_THAT(render(digest), Not(HasSubstr("nan")));
      EXPECT_THAT(render(digest), Not(HasSubstr("inf%")));
    }
  }
}

TEST(Describe, SaysAsMuchAsTheNumberCarries) {
  struct Case {
    DigestNumber number;
    std::string value, change, judgement, counts, before;
  };
  const std::vector<Case> cases{
      {{"share", 28.504, 20, 8.504, 0.083, 16.652, "%", 214, 190, true, true},
       "28.5%",
       "+8.5 points",
       "worse",
       "61 of 214",
       "before: 20.0%, 38 of 190"},
      {{"share", 20, 28.504, -8.504, -16.652, -0.083, "%", 190, 214, true, true},
       "20.0%",
       "−8.5 points",
       "better",
       "38 of 190",
       "before: 28.5%, 61 of 214"},
      {{"net", 10, 30, -20, -30, -10, "points", 200, 200, true, false},
       "+10.0",
       "−20.0 points",
       "worse",
       "200 messages",
       "before: +30.0"},
      {{"share", 21, 20, 1, -7, 9, "%", 200, 200, true, true},
       "21.0%",
       "+1.0 points",
       "within noise",
       "42 of 200",
       "before: 20.0%, 40 of 200"},
      {{"messages", 1204, 900, 304, 214, 394, "", 1204, 900, true, false},
       "1,204",
       "+304",
       "more than chance allows",
       "",
       "before: 900"},
      {{"messages", 9, 40, -31, -45, -17, "", 9, 40, true, false},
       "9",
       "−31",
       "fewer than chance allows",
       "",
       "before: 40"},
      {{"share", 42.857, 20, 22, 1, 50, "%", 7, 190, true, true},
       "3 of 7",
       "",
       "too few messages to compare",
       "",
       "before: 20.0%, 38 of 190"},
      {{"share", 28.504, 0, 0, 0, 0, "%", 214, 0, false, true},
       "28.5%",
       "",
       "no period before to compare",
       "61 of 214",
       ""},
      {{"share", 0, 20, 0, 0, 0, "%", 0, 190, true, true}, "–", "", "no messages", "", ""},
      {{"share", 20.0, 20.01, -0.01, -3, 3, "%", 214, 214, true, true},
       "20.0%",
       "0.0 points",
       "within noise",
       "43 of 214",
       "before: 20.0%, 43 of 214"},
  };
  for (const Case& one : cases) {
    const NumberWords words = Describe(one.number);
    SCOPED_TRACE(one.value + " " + one.judgement);
    EXPECT_EQ(words.value, one.value);
    EXPECT_EQ(words.change, one.change);
    EXPECT_EQ(words.judgement, one.judgement);
    EXPECT_EQ(words.counts, one.counts);
    EXPECT_EQ(words.before, one.before);
  }
}

TEST(Words, OfDatesPeriodsAndChance) {
  DigestContent digest;
  digest.period = "2026-W01";
  digest.from = "2025-12-29";
  digest.to = "2026-01-04";
  EXPECT_EQ(PeriodTitle(digest), "Week 1, 2026");
  EXPECT_EQ(DateRange(digest), "29 Dec 2025 – 4 Jan 2026");
  digest.period = "2026-13";
  EXPECT_EQ(PeriodTitle(digest), "2026-13");
  EXPECT_EQ(PeriodNoun(digest), "period");
  EXPECT_EQ(PointLabel("2026-09"), "Sep");
  EXPECT_EQ(PointLabel("2026-W07"), "W07");
  EXPECT_EQ(Chance(0.00001), "unlikely to be chance (p < 0.001)");
  EXPECT_EQ(Chance(0.1), "unlikely to be chance (p = 0.10)");
  EXPECT_EQ(Chance(0.11), "could be chance (p = 0.11)");
  EXPECT_EQ(LanguageName("lv"), "Latvian");
  EXPECT_EQ(LanguageName("\" onload=\""), "");
  EXPECT_EQ(LanguageTag("pt-BR"), "pt-BR");
}

}  // namespace
}  // namespace refrain::report
