// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/blocks.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/strings.h"

namespace refrain::mail {
namespace {

const std::string kTable = REFRAIN_SOURCE_DIR "/lexicons/reply_headers.tsv";

const BlockSplitter& Splitter() {
  static const BlockSplitter* const splitter = [] {
    auto loaded = BlockSplitter::Load(kTable);
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().ToString());
    return new BlockSplitter(std::move(loaded).value());
  }();
  return *splitter;
}

std::string Authored(const std::string& text) { return AuthoredText(text, Splitter().Split(text)); }

std::string Kinds(const std::string& text) {
  std::string out;
  for (const model::Block& block : Splitter().Split(text)) {
    if (!out.empty()) out += ' ';
    out += model::NameOf(block.kind);
  }
  return out;
}

struct Row {
  std::string kind, language, pattern, example;
};

std::vector<Row> TableRows() {
  std::vector<Row> rows;
  std::ifstream in(kTable);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const auto columns = Split(line, '\t');
    EXPECT_EQ(columns.size(), 5U) << line;
    rows.push_back({std::string(columns[0]), std::string(columns[1]), std::string(columns[2]),
                    std::string(columns[3])});
  }
  return rows;
}

TEST(ReplyHeaderTable, CutsEachExampleOffTheAuthorsWords) {
  const std::string own = "I still wait for my parcel.";
  for (const Row& row : TableRows()) {
    std::string text;
    if (row.kind == "reply") text = own + "\n\n" + row.example + "\n\n> quoted\n";
    if (row.kind == "original" || row.kind == "forward") {
      text = own + "\n\n" + row.example + "\nsomebody else's words\n";
    }
    if (row.kind == "mobile") text = own + "\n\n" + row.example + "\n";
    if (text.empty()) continue;
    EXPECT_EQ(Authored(text), own) << row.language << ": " << row.example;
  }
}

TEST(ReplyHeaderTable, CutsHeaderBlocksOfEachLanguage) {
  std::map<std::string, std::map<std::string, std::string>> fields;
  for (const Row& row : TableRows()) fields[row.language].emplace(row.kind, row.example);
  int blocks = 0;
  for (const auto& [language, by_kind] : fields) {
    if (!by_kind.contains("from") || !by_kind.contains("subject")) continue;
    ++blocks;
    const std::string text = "Own words here.\n\n" + by_kind.at("from") + "\n" +
                             by_kind.at("date") + "\n" + by_kind.at("to") + "\n" +
                             by_kind.at("subject") + "\n\nTheir words.\n";
    EXPECT_EQ(Authored(text), "Own words here.") << language;
  }
  EXPECT_GE(blocks, 35);
}

TEST(ReplyHeaderTable, KnowsAtLeastThirtyLanguages) {
  const std::vector<std::string>& known = Splitter().languages();
  EXPECT_GE(known.size(), 30U);
  for (const char* language : {"lv", "lt", "et", "ru", "uk", "pl", "es", "pt", "de", "fr", "it",
                               "nl", "sv", "da", "no", "fi", "cs", "sk", "hu", "ro", "bg", "hr",
                               "sl", "el", "tr", "ja", "zh", "ko", "vi", "id", "ar", "he"}) {
    EXPECT_TRUE(std::find(known.begin(), known.end(), language) != known.end()) << language;
  }
}

struct Case {
  const char* what;
  const char* text;
  const char* authored;
};

class BlockCases : public testing::TestWithParam<Case> {};

TEST_P(BlockCases, KeepsTheAuthorsWordsOnly) {
  EXPECT_EQ(Authored(GetParam().text), GetParam().authored) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Splitter, BlockCases,
    testing::Values(
        Case{"plain", "Hello\n\nWhere is it?\n", "Hello\n\nWhere is it?"},
        Case{"answer between quotes",
             "On Tue, May 5, 2026 at 10:12 AM Anna <a@b.example> wrote:\n> First?\nYes.\n> "
             "Second?\nNo.\n",
             "Yes.\nNo."},
        Case{"header wrapped over three lines",
             "Fine.\n\nOn Tue, May 5, 2026 at 10:12 AM Anna Berg from the shop\n<a@b.example>\n"
             "wrote:\n\n> x\n",
             "Fine."},
        Case{"header wrapped within its address",
             "Gut.\n\nAm 21.04.2026 17:48 schrieb \"Anna\" <anna@b.example\n>:\n\n> x\n", "Gut."},
        Case{"name first, on the line above",
             "Labi.\n\nAnna Berg (External) <anna@b.example>, 3\nMay 2026 Sal, 13:06 tarihinde "
             "şunu yazdı:\n\n> x\n",
             "Labi."},
        Case{"header in the line of the answer",
             "Agreed. On Tue, May 5, 2026 at 10:12, anna@b.example wrote:\n> x\n", "Agreed."},
        Case{"unmarked quote under a header",
             "Thanks!\n\nLe mar. 5 mai 2026 à 10:12, Anna <a@b.example>\na écrit :\n\nBonjour\n",
             "Thanks!"},
        Case{"no header: a sentence that starts like one",
             "On the surface this works.\n\nOn average I wrote:\nnothing.\n",
             "On the surface this works.\n\nOn average I wrote:\nnothing."},
        Case{"Outlook block below a rule",
             "Merci\n\n________________________________\nDe : Anna <a@b.example>\nEnvoyé : lundi "
             "4 mai 2026 09:35\nÀ : b@c.example\nObjet : Commande\n\nBonjour\n",
             "Merci"},
        Case{"block with emphasis marks",
             "Ok\n\n*From:* Anna\n*Sent:* Monday\n*To:* Bert\n*Subject:* Order\n\nx\n", "Ok"},
        Case{"travel plan is no header block",
             "I booked\nFrom: Riga\nTo: Vilnius\nDate: 12 May\nand paid twice.\n",
             "I booked\nFrom: Riga\nTo: Vilnius\nDate: 12 May\nand paid twice."},
        Case{"forward with own words",
             "See below.\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\n\nx\n",
             "See below."},
        Case{"forward in one line",
             "FYI\n ----- Forwarded Message ----- From: A <a@b.example>To: b@c.example\n x\n",
             "FYI"},
        Case{"Apple forward with marks",
             "Begin\n\n> Sākums pārsūtītajai ziņai:\n>\n> No: A <a@b.example>\n>\n> x\n", "Begin"},
        Case{"mobile signature with a link",
             "Danke\n\nGesendet von Outlook für Android<https://x.example>\n\nHallo!\n", "Danke"},
        Case{"a sentence that starts like a mobile signature",
             "Sent from the wrong warehouse, as you know.\n",
             "Sent from the wrong warehouse, as you know."},
        Case{"delimiter", "Hi\n\n-- \nAnna Berg\nShop Ltd\n", "Hi"},
        Case{"points after dashes", "Please check:\n-- the pump\n-- the lamp\n\nThanks!\n",
             "Please check:\n-- the pump\n-- the lamp\n\nThanks!"},
        Case{"rule in a table", "Item   Price\n-------------\nPump   9.90\n\nToo much.\n",
             "Item   Price\n-------------\nPump   9.90\n\nToo much."},
        Case{"contact lines without a delimiter",
             "The pump hums.\n\nAnna Berg\nanna@b.example\n+371 6700 1234\n", "The pump hums."},
        Case{"phone number that is asked for", "Call me, please:\n+371 6700 1234\n",
             "Call me, please:\n+371 6700 1234"},
        Case{"name on the last line", "It still does not work.\n\nRob\n",
             "It still does not work."},
        Case{"closing on the last line", "It still does not work.\n\nThanks\n",
             "It still does not work.\n\nThanks"},
        Case{"closing keeps its name", "It works.\n\nThanks,\nSome One\n",
             "It works.\n\nThanks,\nSome One"},
        Case{"legal footer",
             "Where is it?\n\nThis e-mail and any attachments are for the intended recipient "
             "only.\nDelete it.\n",
             "Where is it?"},
        Case{"list footer",
             "Works.\n_______________\nusers mailing list -- users@b.example\nTo unsubscribe send "
             "mail\n",
             "Works."},
        Case{"help desk's line",
             "Still broken.\n\n##- Please type your reply above this line -##\nYour ticket\n",
             "Still broken."},
        Case{"warning of a gateway",
             "CAUTION: This email originated from outside of the organization.\n\nIs it on sale?\n",
             "Is it on sale?"},
        Case{"comparison is no quote", "It takes\n>= 100 ms here.\n", "It takes\n>= 100 ms here."},
        Case{"ornament is no quote", "Look\n>>> here <<<\nnow\n", "Look\n>>> here <<<\nnow"},
        Case{"quote only, no header", "> all of it\n", "> all of it"},
        Case{"reply without own words", "> On May 5, 2026 10:12, A <a@b.example> wrote:\n>> x\n",
             ""},
        Case{"empty", "", ""}));

TEST(BlockSplitter, LabelsWhatItCutsOff) {
  EXPECT_EQ(Kinds("Hi\n\n-- \nAnna\n\nOn May 5, 2026 10:12, A <a@b.example> wrote:\n> x\n"),
            "authored signature quoted");
  EXPECT_EQ(Kinds("---------- Forwarded message ---------\nFrom: a@b.example\n\nx\n"), "forwarded");
  EXPECT_EQ(Kinds("Help.\n\nIf you are not the intended recipient of this mail, go.\n"),
            "authored disclaimer");
  EXPECT_EQ(Kinds("This is an automatically generated message.\n\nYour order 7 is late.\n"),
            "auto-generated authored");
}

TEST(BlockSplitter, CoversEveryByteOnce) {
  for (const std::string& text : std::vector<std::string>{
           std::string("\n\n  \nHi\n\n> a\n\n\nb"), std::string("x\r\n> y\r\n"), std::string("\n"),
           std::string("> \xD0\x9F\n\n-- \n\n"), std::string("a\n---\n---\n---\n> b\n_____\n")}) {
    std::uint32_t at = 0;
    model::BlockKind last{};
    for (const model::Block& block : Splitter().Split(text)) {
      EXPECT_EQ(block.span.begin, at);
      EXPECT_GT(block.span.end, block.span.begin);
      EXPECT_TRUE(at == 0 || block.kind != last);
      at = block.span.end;
      last = block.kind;
    }
    EXPECT_EQ(at, text.size());
  }
}

class BadTable : public testing::Test {
 protected:
  static Error LoadError(const std::string& rows) {
    const std::string path = testing::TempDir() + "/reply_headers_bad.tsv";
    EXPECT_TRUE(WriteFileAtomic(path, "# format: reply-headers/1\n" + rows).ok());
    auto loaded = BlockSplitter::Load(path);
    EXPECT_FALSE(loaded.ok());
    return loaded.ok() ? Error{} : loaded.error();
  }
};

TEST_F(BadTable, NamesTheLineOfAFaultyRow) {
  EXPECT_EQ(LoadError("reply\ten\tOn {when} wrote:\tOn Monday wrote:\t\n").where,
            "reply_headers_bad.tsv:2");
  EXPECT_EQ(LoadError("nonsense\ten\tx\tx\t\n").code, ErrorCode::kMalformed);
  EXPECT_EQ(LoadError("reply\ten\tOn {whenever} wrote:\tx\t\n").code, ErrorCode::kMalformed);
  EXPECT_EQ(LoadError("reply\ten\tOn {when wrote:\n").code, ErrorCode::kMalformed);
}

TEST(BlockSplitter, SaysThatATableIsMissing) {
  auto loaded = BlockSplitter::Load("/nowhere/reply_headers.tsv");
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace refrain::mail
