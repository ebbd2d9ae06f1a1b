// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/text/tokenizer.h"

namespace refrain::text {
namespace {

using ::testing::ElementsAreArray;

std::vector<std::string> SentencesOf(const std::string& text) {
  Vocabulary vocabulary;
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, tokens);
  std::vector<Sentence> sentences;
  SplitSentences(text, tokens, 0, tokens.size(), sentences);
  std::vector<std::string> out;
  std::uint32_t last = 0;
  for (const Sentence& one : sentences) {
    EXPECT_LT(one.first_token, one.last_token);
    EXPECT_GE(one.first_token, last);
    EXPECT_EQ(tokens[one.first_token].span.begin, one.span.begin);
    EXPECT_EQ(tokens[one.last_token - 1].span.end, one.span.end);
    last = one.last_token;
    out.push_back(text.substr(one.span.begin, one.span.end - one.span.begin));
  }
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> sentences;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    EXPECT_THAT(SentencesOf(one.text), ElementsAreArray(one.sentences)) << one.text;
  }
}

TEST(SplitSentences, EndsAtStops) {
  Check({
      {"It broke. I want a refund!", {"It broke.", "I want a refund!"}},
      {"Why?! Nobody answers... Sad.", {"Why?!", "Nobody answers...", "Sad."}},
      {"Hm… No.", {"Hm…", "No."}},
      {"bad.Never again", {"bad.", "Never again"}},
      {"¿Dónde está? ¡No llega! Hola, ¿qué tal?",
       {"¿Dónde está?", "¡No llega!", "Hola, ¿qué tal?"}},
      {"这个不好。我要退款！", {"这个不好。", "我要退款！"}},
      {"Great! 😀 Thanks.", {"Great! 😀", "Thanks."}},
      {"", {}},
      {"no stop", {"no stop"}},
  });
}

TEST(SplitSentences, GoesOnAfterAbbreviations) {
  Check({
      {"Mr. Smith called. OK.", {"Mr. Smith called.", "OK."}},
      {"I use it e.g. Monday and i.e. Often. Fine.",
       {"I use it e.g. Monday and i.e. Often.", "Fine."}},
      {"Das gilt z.B. Samstags bzw. Sonntags. Danke.",
       {"Das gilt z.B. Samstags bzw. Sonntags.", "Danke."}},
      {"Order no. 5 is late. No. It is not.", {"Order no. 5 is late.", "No.", "It is not."}},
      {"Pērku maizi, pienu utt. Man patīk.", {"Pērku maizi, pienu utt.", "Man patīk."}},
      {"Zvanīju u.c. klientiem.", {"Zvanīju u.c. klientiem."}},
      {"El Sr. García y la Sra. López. Bien.", {"El Sr. García y la Sra. López.", "Bien."}},
      {"Живу на ул. Мира. Хорошо.", {"Живу на ул. Мира.", "Хорошо."}},
      {"Вот и т.д. и т.п. Всё.", {"Вот и т.д. и т.п.", "Всё."}},
      {"Il dott. Rossi ecc. Va bene.", {"Il dott. Rossi ecc.", "Va bene."}},
      {"Zob. np. Kowalski. Tak.", {"Zob. np. Kowalski.", "Tak."}},
      {"M. Dupont est là. Oui.", {"M. Dupont est là.", "Oui."}},
      {"Wrote to J. K. Rowling. So did I. Then nothing.",
       {"Wrote to J. K. Rowling.", "So did I.", "Then nothing."}},
  });
}

TEST(SplitSentences, GoesOnAfterOrdinals) {
  Check({
      {"Pasūtīju 3. maijā. Nav.", {"Pasūtīju 3. maijā.", "Nav."}},
      {"Seit 2024. gada nekā.", {"Seit 2024. gada nekā."}},
      {"Am 3. Mai kam nichts. Schade.", {"Am 3. Mai kam nichts.", "Schade."}},
      {"I waited until 3. Then I left.", {"I waited until 3.", "Then I left."}},
      {"Version 2.5 is bad. Yes.", {"Version 2.5 is bad.", "Yes."}},
      {"1. Open the app", {"1. Open the app"}},
  });
}

TEST(SplitSentences, KeepsClosingMarksWithTheSentence) {
  Check({
      {"He said \"no.\" Then left.", {"He said \"no.\"", "Then left."}},
      {"(It broke.) I left.", {"(It broke.)", "I left."}},
      {"Er sagte: „Nein.“ Gut.", {"Er sagte: „Nein.“", "Gut."}},
      {"«Bien.» Luego nada.", {"«Bien.»", "Luego nada."}},
      {"Ok. \"Next\" one.", {"Ok.", "\"Next\" one."}},
  });
}

TEST(SplitSentences, TakesTheWriterAsHeWrites) {
  Check({
      {"it broke. never again", {"it broke.", "never again"}},
      {"The approx. price", {"The approx. price"}},
      {"It broke. never again", {"It broke. never again"}},
      {"Is it Yahoo! or not", {"Is it Yahoo!", "or not"}},
  });
}

TEST(SplitSentences, EndsAtBlankAndShortLinesButNotAtWrappedOnes) {
  Check({
      {"Hello\n\nIt broke", {"Hello", "It broke"}},
      {"Hi Anna,\nit broke", {"Hi Anna,", "it broke"}},
      {"- slow\n- dear\n* ugly", {"- slow", "- dear", "* ugly"}},
      {"Pros: fast\n1. cheap\n2. small", {"Pros: fast", "1. cheap", "2. small"}},
      {"This line was wrapped by the mail program after seventy-two letters or\nso and goes on "
       "here.",
       {"This line was wrapped by the mail program after seventy-two letters or\nso and goes on "
        "here."}},
      {"I want these three things from you, please, as soon as you can manage:\nThe refund",
       {"I want these three things from you, please, as soon as you can manage:", "The refund"}},
  });
}

}  // namespace
}  // namespace refrain::text
