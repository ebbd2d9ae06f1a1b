// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace refrain::text {
namespace {

char Letter(TokenKind kind) {
  switch (kind) {
    case TokenKind::kWord: return 'w';
    case TokenKind::kNumber: return 'n';
    case TokenKind::kEmoji: return 'e';
    case TokenKind::kUrl: return 'u';
    case TokenKind::kEmail: return 'm';
    case TokenKind::kMention: return '@';
    case TokenKind::kHashtag: return '#';
    case TokenKind::kPunctuation: return 'p';
    case TokenKind::kLineBreak: return 'l';
    case TokenKind::kBlankLine: return 'b';
  }
  return '?';
}

std::vector<Token> TokensOf(std::string_view text, Vocabulary& vocabulary) {
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, tokens);
  return tokens;
}

// "w:slow p:." : kinds and what the tokens cover.
std::string Show(std::string_view text) {
  Vocabulary vocabulary;
  std::string out;
  for (const Token& token : TokensOf(text, vocabulary)) {
    if (!out.empty()) out.push_back(' ');
    out.push_back(Letter(token.kind));
    if (token.kind == TokenKind::kLineBreak || token.kind == TokenKind::kBlankLine) continue;
    out.push_back(':');
    out += text.substr(token.span.begin, token.span.end - token.span.begin);
  }
  return out;
}

// The interned forms, with | between.
std::string Words(std::string_view text) {
  Vocabulary vocabulary;
  std::string out;
  for (const Token& token : TokensOf(text, vocabulary)) {
    if (token.word == kNoWord) continue;
    if (!out.empty()) out.push_back('|');
    out += vocabulary.Word(token.word);
  }
  return out;
}

using Pair = std::pair<const char*, const char*>;

TEST(Tokenize, CutsWordsAndPunctuation) {
  for (const auto& [text, expected] : {
           Pair{"Hello, world!!!", "w:Hello p:, w:world p:!!!"},
           {"check-in", "w:check p:- w:in"},
           {"don't can’t rock`n´roll", "w:don't w:can’t w:rock`n´roll"},
           {"'quoted' dogs'", "p:' w:quoted p:' w:dogs p:'"},
           {"c'est l'hôtel", "w:c'est w:l'hôtel"},
           {"bad.Never", "w:bad p:. w:Never"},
           {"e.g. z.B. U.S.A.", "w:e.g p:. w:z.B p:. w:U.S.A p:."},
           {"what?!", "w:what p:? p:!"},
           {"wait...", "w:wait p:..."},
           {"_bold_ snake_case", "p:_ w:bold p:_ w:snake_case"},
           {"col·lecció", "w:col·lecció"},
           {"ķļūda Привет", "w:ķļūda w:Привет"},
           {"soft\xC2\xADhyphen", "w:soft\xC2\xADhyphen"},
           {"a/b 50%", "w:a p:/ w:b n:50 p:%"},
           {"", ""},
           {" \t ", ""},
       }) {
    EXPECT_EQ(Show(text), expected) << text;
  }
}

TEST(Tokenize, CutsNumbers) {
  for (const auto& [text, expected] : {
           Pair{"1,200.50 3.5 7", "n:1,200.50 n:3.5 n:7"},
           {"mp3 3G 1st", "w:mp3 w:3G w:1st"},
           {"10:30", "n:10 p:: n:30"},
           {"5.", "n:5 p:."},
           {"-5", "p:- n:5"},
           {"1'000", "n:1'000"},
           {"٣٤", "n:٣٤"},
       }) {
    EXPECT_EQ(Show(text), expected) << text;
  }
}

TEST(Tokenize, KnowsWholeNumbersAndMarksByValue) {
  Vocabulary vocabulary;
  const auto tokens = TokensOf("5 5.0 65534 65535 !!! …", vocabulary);
  ASSERT_EQ(tokens.size(), 6U);
  EXPECT_EQ(tokens[0].value, 5);
  EXPECT_EQ(tokens[1].value, kNoValue);
  EXPECT_EQ(tokens[2].value, 65534);
  EXPECT_EQ(tokens[3].value, kNoValue);
  EXPECT_EQ(tokens[4].value, '!');
  EXPECT_EQ(tokens[5].value, 0x2026);
  EXPECT_EQ(vocabulary.Word(tokens[2].word), "0");
}

TEST(Tokenize, FindsLinksAndAddresses) {
  for (const auto& [text, expected] : {
           Pair{"see https://a.example/x?y=1&z=(2).", "w:see u:https://a.example/x?y=1&z=(2) p:."},
           {"(www.example.com)", "p:( u:www.example.com p:)"},
           {"HTTP://X.example, ok", "u:HTTP://X.example p:, w:ok"},
           {"http:// and www.", "w:http p:: p:// w:and w:www p:."},
           {"write to jo.doe+x@mail.example.org.", "w:write w:to m:jo.doe+x@mail.example.org p:."},
           {"<a_b@c-d.example>", "p:< m:a_b@c-d.example p:>"},
           {"a@b", "w:a p:@ w:b"},
           {"@anna thanks @jānis_1", "@:@anna w:thanks @:@jānis_1"},
           {"a @ b", "w:a p:@ w:b"},
           {"#love #1", "#:# w:love p:# n:1"},
           {"https://a.example/ceļš”", "u:https://a.example/ceļš p:”"},
       }) {
    EXPECT_EQ(Show(text), expected) << text;
  }
}

TEST(Tokenize, KeepsEmojiSequencesWhole) {
  for (const auto& [text, expected] : {
           Pair{"ok😀😀", "w:ok e:😀 e:😀"},
           {"👍🏽", "e:👍🏽"},
           {"👨‍👩‍👧 family", "e:👨‍👩‍👧 w:family"},
           {"🇱🇻🇪🇪", "e:🇱🇻 e:🇪🇪"},
           {"❤️ 3️⃣ #️⃣", "e:❤️ e:3️⃣ e:#️⃣"},
           {"🏴󠁧󠁢󠁳󠁣󠁴󠁿", "e:🏴󠁧󠁢󠁳󠁣󠁴󠁿"},
           {"™ ©️", "p:™ e:©️"},
           {"☹ ☎", "e:☹ e:☎"},
       }) {
    EXPECT_EQ(Show(text), expected) << text;
  }
}

TEST(Tokenize, InternsEmojiInOneForm) {
  EXPECT_EQ(Words("👍🏽 👍 👍🏿"), "👍|👍|👍");
  EXPECT_EQ(Words("❤️ ❤"), "❤|❤");
  EXPECT_EQ(Words("🤷‍♀️ 🤷🏽‍♂️ 🤷"), "🤷|🤷|🤷");
}

TEST(Tokenize, FindsEmoticons) {
  for (const auto& [text, form] : {
           Pair{":)", ":)"}, {":-)", ":)"},
           {":))))", ":)"},  {"=)", ":)"},
           {":(", ":("},     {":-((", ":("},
           {":'(", ":'("},   {">:(", ">:("},
           {":D", ":d"},     {":-D", ":d"},
           {":d", ":d"},     {";)", ";)"},
           {";-)", ";)"},    {":P", ":p"},
           {":p", ":p"},     {":/", ":/"},
           {":-\\", ":/"},   {":|", ":|"},
           {":*", ":*"},     {":o", ":o"},
           {":O", ":o"},     {":S", ":s"},
           {":@", ":@"},     {":x", ":x"},
           {":c", ":c"},     {":3", ":3"},
           {":]", ":]"},     {":[", ":["},
           {":$", ":$"},     {"(:", ":)"},
           {"<3", "<3"},     {"<333", "<3"},
           {"</3", "</3"},   {"^^", "^^"},
           {"^_^", "^_^"},   {"-_-", "-_-"},
           {">_<", ">_<"},   {"xD", "xd"},
           {"XDDD", "xd"},   {"o_O", "o_o"},
           {"T_T", "t_t"},   {"(y)", "(y)"},
           {"(n)", "(n)"},   {"\\o/", "\\o/"},
           {";_;", ";_;"},   {"¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"},
       }) {
    const std::string alone = std::string("e:") + text;
    EXPECT_EQ(Show(text), alone) << text;
    EXPECT_EQ(Words(text), form) << text;
    EXPECT_EQ(Show(std::string("good ") + text + " bye"), "w:good " + alone + " w:bye") << text;
  }
}

TEST(Tokenize, TakesNoEmoticonOutOfWordsNumbersAndBrackets) {
  for (const auto& [text, expected] : {
           Pair{"10:30)", "n:10 p:: n:30 p:)"},
           {"Note:(see below)", "w:Note p:: p:( w:see w:below p:)"},
           {"path:/home", "w:path p:: p:/ w:home"},
           {"a:password", "w:a p:: w:password"},
           {"at 8:3", "w:at n:8 p:: n:3"},
           {"x<30", "w:x p:< n:30"},
           {"a-b", "w:a p:- w:b"},
           {"(see (a))", "p:( w:see p:( w:a p:))"},
           {"great:)", "w:great e::)"},
       }) {
    EXPECT_EQ(Show(text), expected) << text;
  }
}

TEST(Tokenize, TakesUnopenedBracketsForSmiles) {
  EXPECT_EQ(Show("спасибо))"), "w:спасибо e:))");
  EXPECT_EQ(Words("спасибо))) плохо((("), "спасибо|:)|плохо|:(");
}

TEST(Tokenize, MarksCaseAndElongation) {
  Vocabulary vocabulary;
  const auto tokens = TokensOf("NEVER Ever sooooo GOOOOD A ŠĪ iPhone bookkeeper", vocabulary);
  ASSERT_EQ(tokens.size(), 8U);
  const char* words[] = {"never", "ever", "soo", "good", "a", "šī", "iphone", "bookkeeper"};
  const bool caps[] = {true, false, false, true, false, true, false, false};
  const bool capitalised[] = {true, true, false, true, true, true, false, false};
  const bool elongated[] = {false, false, true, true, false, false, false, false};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    EXPECT_EQ(vocabulary.Word(tokens[i].word), words[i]);
    EXPECT_EQ(tokens[i].all_caps, caps[i]) << words[i];
    EXPECT_EQ(tokens[i].capitalised, capitalised[i]) << words[i];
    EXPECT_EQ(tokens[i].elongated, elongated[i]) << words[i];
  }
}

TEST(Tokenize, InternsComposedLowerCase) {
  EXPECT_EQ(Words("S\xCC\x8CIS Šis ŠIS šis"), "šis|šis|šis|šis");
  EXPECT_EQ(Words("Don’t DON'T don´t"), "don't|don't|don't");
  EXPECT_EQ(Words("co\xC2\xADop"), "coop");
  EXPECT_EQ(Words("1,5 7"), "0|0");
}

TEST(Tokenize, TellsLineBreaksFromBlankLines) {
  EXPECT_EQ(Show("a\nb"), "w:a l w:b");
  EXPECT_EQ(Show("a\n\nb"), "w:a b w:b");
  EXPECT_EQ(Show("a\n \t\n\n b"), "w:a b w:b");
  EXPECT_EQ(Show("\na\n"), "l w:a l");
}

TEST(Tokenize, SplitsScriptsWithoutSpacesByDictionary) {
  EXPECT_EQ(Words("我喜欢这个产品"), "我|喜欢|这个|产品");
  EXPECT_EQ(Words("สวัสดีครับ"), "สวัสดี|ครับ");
  EXPECT_EQ(Show("この商品は最高です。"), "w:この w:商品 w:は w:最高 w:です p:。");
  EXPECT_EQ(Words("배송이 너무 느려요"), "배송이|너무|느려요");
  EXPECT_EQ(Show("iPhone很好用"), "w:iPhone w:很好 w:用");
}

TEST(Tokenize, ReadsOnlyItsRange) {
  Vocabulary vocabulary;
  std::vector<Token> tokens;
  const std::string text = "one two three";
  Tokenize(text, {4, 7}, vocabulary, tokens);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].span, (Span{4, 7}));
  Tokenize(text, {13, 13}, vocabulary, tokens);
  Tokenize(text, {50, 60}, vocabulary, tokens);
  EXPECT_EQ(tokens.size(), 1U);
}

TEST(Tokenize, BoundsTheFormOfEndlessWords) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "qwertyuiopasdfghjklzxcvbnm";
  Vocabulary vocabulary;
  const auto tokens = TokensOf(text, vocabulary);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].span.end, text.size());
  EXPECT_LE(vocabulary.Word(tokens[0].word).size(), 250U);
}

TEST(Tokenize, SpansAreOrderedAndInsideForAnyBytes) {
  std::uint32_t state = 12345;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 200; ++i) {
      state = state * 1664525U + 1013904223U;
      static constexpr std::string_view kPieces[] = {"a",
                                                     "B",
                                                     "š",
                                                     "ж",
                                                     "日",
                                                     "ก",
                                                     "😀",
                                                     "\xE2\x80\x8D",
                                                     "\xEF\xB8\x8F",
                                                     "🏽",
                                                     "1",
                                                     ".",
                                                     "'",
                                                     "@",
                                                     "#",
                                                     ":",
                                                     ")",
                                                     "(",
                                                     "-",
                                                     "_",
                                                     " ",
                                                     "\n",
                                                     "www.",
                                                     "http://",
                                                     "\xCC\x8C",
                                                     "🇱",
                                                     ",",
                                                     "<3"};
      text += kPieces[(state >> 16U) % std::size(kPieces)];
    }
    Vocabulary vocabulary;
    std::uint32_t end = 0;
    for (const Token& token : TokensOf(text, vocabulary)) {
      ASSERT_GE(token.span.begin, end) << text;
      ASSERT_GT(token.span.end, token.span.begin) << text;
      end = token.span.end;
    }
    ASSERT_LE(end, text.size());
  }
}

TEST(Vocabulary, GivesIdsInOrderOfFirstSight) {
  Vocabulary vocabulary;
  EXPECT_EQ(vocabulary.Intern("b"), 0U);
  EXPECT_EQ(vocabulary.Intern("a"), 1U);
  EXPECT_EQ(vocabulary.Intern("b"), 0U);
  EXPECT_EQ(vocabulary.Intern(""), 2U);
  EXPECT_EQ(vocabulary.size(), 3U);
  EXPECT_EQ(vocabulary.Word(1), "a");
}

TEST(Vocabulary, KeepsManyWordsApartWhileItGrows) {
  Vocabulary vocabulary;
  const auto word = [](int i) {
    return std::string(static_cast<std::size_t>(i % 23), 'x') + std::to_string(i);
  };
  for (int i = 0; i < 50000; ++i) ASSERT_EQ(vocabulary.Intern(word(i)), static_cast<WordId>(i));
  for (int i = 0; i < 50000; ++i) {
    ASSERT_EQ(vocabulary.Word(static_cast<WordId>(i)), word(i));
    ASSERT_EQ(vocabulary.Intern(word(i)), static_cast<WordId>(i));
  }
}

TEST(Vocabulary, ForgetsOnReset) {
  Vocabulary vocabulary;
  static_cast<void>(vocabulary.Intern("a"));
  const std::uint64_t generation = vocabulary.generation();
  vocabulary.Reset();
  EXPECT_EQ(vocabulary.size(), 0U);
  EXPECT_EQ(vocabulary.generation(), generation + 1);
  EXPECT_EQ(vocabulary.Intern("b"), 0U);
  EXPECT_EQ(vocabulary.Word(0), "b");
}

}  // namespace
}  // namespace refrain::text
