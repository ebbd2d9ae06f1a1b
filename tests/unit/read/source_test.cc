// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace refrain::read {
namespace {

namespace fs = std::filesystem;

class Sources : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path Write(const std::string& name, const std::string& bytes) const {
    fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  struct Read {
    Recognition recognition;
    std::vector<model::RawItem> items;
    std::vector<Error> errors;
  };

  static Read ReadAll(const fs::path& path, const ReadOptions& options = {}) {
    Read read;
    auto source = OpenSource(path, options);
    EXPECT_TRUE(source.ok()) << (source.ok() ? "" : source.error().ToString());
    if (!source.ok()) return read;
    read.recognition = (*source)->recognition();
    for (int guard = 0; guard < 1000; ++guard) {
      auto item = (*source)->Next();
      if (!item.ok()) {
        read.errors.push_back(item.error());
        continue;
      }
      if (!item->has_value()) break;
      read.items.push_back(std::move(**item));
    }
    EXPECT_EQ((*source)->bytes_done(), (*source)->bytes_total());
    return read;
  }

  static Error OpenError(const fs::path& path, const ReadOptions& options = {}) {
    auto source = OpenSource(path, options);
    EXPECT_FALSE(source.ok());
    return source.ok() ? Error{} : source.error();
  }

  fs::path folder_;
};

constexpr const char* kFrom = "From a@b.example Tue May  5 10:12:00 2026\n";

TEST_F(Sources, MboxNeedsABlankLineAndADateBeforeAMessage) {
  const std::string first = std::string(kFrom) +
                            "Subject: one\n\nFrom the start it hums.\n\nFrom here on too.\n"
                            ">From the shop\n>>From far\n" +
                            kFrom + "no blank line before\n\n";
  const Read read = ReadAll(Write("a.mbox", first + kFrom + "Subject: two\n\nx\n"));
  EXPECT_EQ(read.recognition.format, "mbox");
  ASSERT_EQ(read.items.size(), 2U);
  EXPECT_NE(read.items[0].bytes.find("\nFrom the shop\n>From far\n"), std::string::npos);
  EXPECT_EQ(read.items[0].provenance.byte_offset, 0U);
  EXPECT_EQ(read.items[1].provenance.place, std::to_string(first.size()));
  EXPECT_EQ(read.items[1].bytes, "Subject: two\n\nx\n");
}

TEST_F(Sources, MboxWithoutDatesIsReadWhenItsFirstLineHasNone) {
  const Read read =
      ReadAll(Write("a.mbox", "From -\nSubject: one\n\nx\n\nFrom -\nSubject: two\n\ny\n"));
  EXPECT_EQ(read.items.size(), 2U);
}

TEST_F(Sources, MaildirIsSortedByNameWithoutFlags) {
  for (const char* name : {"cur/3.b:2,S", "new/2.a", "cur/1.c:2,"}) {
    Write(std::string("box/") + name, std::string("Subject: ") + name + "\n\nx\n");
  }
  fs::create_directories(folder_ / "box/tmp");
  const Read read = ReadAll(folder_ / "box");
  EXPECT_EQ(read.recognition.format, "maildir");
  ASSERT_EQ(read.items.size(), 3U);
  EXPECT_EQ(read.items[0].provenance.place, "1.c");
  EXPECT_EQ(read.items[1].provenance.place, "2.a");
  EXPECT_EQ(read.items[2].provenance.place, "3.b");
}

TEST_F(Sources, TablesSniffEncodingAndDelimiter) {
  std::string utf16 = "\xFF\xFE";
  for (const char32_t c : std::u32string(U"Package Name,Star Rating,Review Text\nx,4,āā\n")) {
    utf16 += static_cast<char>(c & 0xFFU);
    utf16 += static_cast<char>(c >> 8U);
  }
  const Read play = ReadAll(Write("reviews.csv", utf16));
  EXPECT_EQ(play.recognition.export_name, "google-play");
  EXPECT_EQ(play.recognition.detail, "UTF-16LE, delimiter ,");
  ASSERT_EQ(play.items.size(), 1U);
  EXPECT_EQ(play.items[0].fields[2].second, "āā");
  EXPECT_EQ(play.items[0].provenance.place, "row 2");

  const Read baltic =
      ReadAll(Write("b.csv", "vārds;komentārs\nAnna;\"Labi, bet\n\xC4\x81tri\"\nJ\xC4\x81nis;x\n"));
  EXPECT_EQ(baltic.recognition.detail, "UTF-8, delimiter ;");
  ASSERT_EQ(baltic.items.size(), 2U);
  EXPECT_EQ(baltic.items[0].fields[1].second, "Labi, bet\nātri");
  EXPECT_EQ(baltic.items[1].provenance.place, "row 3");
}

TEST_F(Sources, ABrokenRowCostsThatRow) {
  const Read read = ReadAll(Write("a.csv", "id,text\n1,one\n2,a,b,c\n3,\"open\n4,four\n"));
  ASSERT_EQ(read.errors.size(), 2U);
  ASSERT_EQ(read.items.size(), 2U);
  EXPECT_EQ(read.items[1].fields[0].second, "4");
  EXPECT_NE(read.errors[0].where.find("a.csv@row"), std::string::npos);
}

TEST_F(Sources, SecondHeaderRowsAreNoAnswers) {
  const Read monkey =
      ReadAll(Write("m.csv",
                    "Respondent ID,Collector ID,Start Date,End Date,\n,,,,What shall we change?\n"
                    "11,2,2026-05-01,2026-05-01,Make it quieter at night please\n"));
  EXPECT_EQ(monkey.recognition.export_name, "surveymonkey");
  ASSERT_EQ(monkey.items.size(), 1U);
  EXPECT_EQ(monkey.items[0].fields[4].first, "What shall we change?");
  const Read qualtrics =
      ReadAll(Write("q.csv",
                    "ResponseId,RecordedDate,Q1\nResponse,Recorded,Why?\n\"{\"\"ImportId\"\":"
                    "\"\"a\"\"}\",x,y\nR_1,2026-05-01,Because it hums all the night\n"));
  EXPECT_EQ(qualtrics.recognition.export_name, "qualtrics");
  ASSERT_EQ(qualtrics.items.size(), 1U);
}

TEST_F(Sources, JsonLinesAndListsAndDocuments) {
  const Read lines =
      ReadAll(Write("a.jsonl",
                    "{\"id\":\"a\",\"text\":\"Hello there\"}\n{broken\n\n{\"text\":\"\\u0101\","
                    "\"customer\":{\"name\":\"Anna\"},\"tags\":[\"x\",\"y\"]}\n"));
  EXPECT_EQ(lines.recognition.format, "jsonl");
  ASSERT_EQ(lines.items.size(), 2U);
  ASSERT_EQ(lines.errors.size(), 1U);
  EXPECT_NE(lines.errors[0].where.find("@line 2"), std::string::npos);
  EXPECT_EQ(lines.items[1].provenance.place, "line 4");
  EXPECT_EQ(lines.items[1].fields[1],
            (std::pair<std::string, std::string>{"customer.name", "Anna"}));
  EXPECT_EQ(lines.items[1].fields[2].second, "x, y");

  const Read list = ReadAll(Write("b.json",
                                  "[ {\"text\":\"a, ]\\\" b\"},\n 7, {\"text\":}, "
                                  "{\"text\":\"c\"} ]"));
  EXPECT_EQ(list.recognition.format, "json");
  EXPECT_EQ(list.items.size(), 3U);
  EXPECT_EQ(list.errors.size(), 1U);

  const Read tickets = ReadAll(Write("t.json",
                                     "{\"count\":2,\"tickets\":[{\"id\":1,\"subject\":\"s\","
                                     "\"description\":\"d\",\"via\":{\"channel\":\"web\"}},"
                                     "{\"id\":2,\"subject\":\"s\",\"description\":\"e\",\"via\":"
                                     "{\"channel\":\"chat\"}}]}"));
  EXPECT_EQ(tickets.recognition.export_name, "zendesk");
  EXPECT_EQ(tickets.items.size(), 2U);
}

TEST_F(Sources, DeepJsonIsRefusedNotFollowed) {
  const Read read = ReadAll(Write(
      "a.jsonl", "{\"a\":" + std::string(100000, '[') + "\n" + "{\"text\":\"fine words here\"}\n"));
  EXPECT_EQ(read.items.size(), 1U);
  EXPECT_EQ(read.errors.size(), 1U);
}

struct FormatCase {
  const char* name;
  const char* bytes;
  const char* format;
};

TEST_F(Sources, AreRecognisedByContent) {
  for (const FormatCase& one : {
           FormatCase{"a.txt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n", "vtt"},
           FormatCase{"a.dat", "1\n00:00:00,000 --> 00:00:01,000\nHi\n", "srt"},
           FormatCase{"b.txt", "Received: x\nFrom: a@b\nSubject: x\n\nHi\n", "eml"},
           FormatCase{"c.txt", "Anna called, she is cross, again.\n", "text"},
           FormatCase{"d", "customer,comment\nAnna,hums\n", "csv"},
           FormatCase{"e.log", "date\tcomment\n2026-05-01\thums\n", "tsv"},
           FormatCase{"f.txt", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n", "jsonl"},
       }) {
    EXPECT_EQ(ReadAll(Write(one.name, one.bytes)).recognition.format, one.format) << one.bytes;
  }
  ReadOptions options;
  options.as_format = "text";
  EXPECT_EQ(ReadAll(Write("g.csv", "a,b\n1,2\n"), options).recognition.format, "text");
}

TEST_F(Sources, ErrorsSayWhatToDo) {
  EXPECT_EQ(OpenError(folder_ / "nowhere").code, ErrorCode::kNotFound);
  EXPECT_EQ(OpenError(Write("empty.csv", "")).code, ErrorCode::kMalformed);
  EXPECT_EQ(OpenError(Write("a.gz", "\x1F\x8B\x08...")).message, "this is a gzip archive");
  EXPECT_EQ(OpenError(Write("a.bin", std::string(200, '\0') + "x")).code, ErrorCode::kUnsupported);
  const Error unknown = OpenError(Write("a.xml", "<a/>\n"));
  EXPECT_EQ(unknown.code, ErrorCode::kUnsupported);
  EXPECT_NE(unknown.hint.find("mbox"), std::string::npos);
  EXPECT_EQ(OpenError(folder_).code, ErrorCode::kUnsupported);
  ReadOptions options;
  options.as_format = "morse";
  EXPECT_EQ(OpenError(Write("a.csv", "id,text\n1,x\n"), options).code, ErrorCode::kInvalidArgument);
  options.as_format.clear();
  options.mapping["text"] = "words";
  const Error column = OpenError(folder_ / "a.csv", options);
  EXPECT_EQ(column.code, ErrorCode::kInvalidArgument);
  EXPECT_NE(column.hint.find("\"text\""), std::string::npos);
}

TEST_F(Sources, FoldersAreWalkedInOrderWithoutWhatStandsAside) {
  for (const char* name : {"b/2.eml", "b/1.eml", "a.csv", "README.md", "gold.jsonl", ".hidden"}) {
    Write(name, "x");
  }
  Write("requests.tsv", "# format: corpus-requests/1\n");
  for (const char* name : {"box/cur", "box/new", "box/tmp"}) fs::create_directories(folder_ / name);
  const auto sources = ExpandSources(folder_);
  ASSERT_TRUE(sources.ok());
  std::vector<std::string> names;
  for (const fs::path& path : *sources) names.push_back(path.lexically_relative(folder_).string());
  EXPECT_EQ(names, (std::vector<std::string>{"a.csv", "b/1.eml", "b/2.eml", "box"}));
  EXPECT_EQ(ExpandSources(folder_ / "nowhere").error().code, ErrorCode::kNotFound);
  fs::create_directories(folder_ / "empty");
  EXPECT_EQ(ExpandSources(folder_ / "empty").error().code, ErrorCode::kMalformed);
}

}  // namespace
}  // namespace refrain::read
