// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/index/index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <xapian.h>

#include <fstream>

#include "tests/unit/store/fixture.h"

namespace refrain::index {
namespace {

using store::TempFolder;
using ::testing::ElementsAre;
using ::testing::Pair;

IndexEntry Entry(std::int64_t row, std::string_view term) {
  IndexEntry entry;
  entry.row = row;
  entry.document.text = std::string(term);
  entry.document.postings = {{0, static_cast<std::uint32_t>(term.size()), 1}};
  entry.document.facets = {row % 3 == 0 ? "Llv" : "Len"};
  return entry;
}

std::vector<IndexEntry> Entries(int count) {
  std::vector<IndexEntry> out;
  for (int row = 1; row <= count; ++row) out.push_back(Entry(row, "Zterm" + std::to_string(row)));
  return out;
}

void Build(const std::filesystem::path& data, int count, std::int64_t seq) {
  auto rebuild = IndexRebuild::Begin(data, "store-one");
  ASSERT_TRUE(rebuild.ok()) << rebuild.error().ToString();
  ASSERT_TRUE(rebuild->Add(Entries(count), true).ok());
  const Status done = rebuild->Finish(seq, static_cast<std::uint64_t>(count));
  ASSERT_TRUE(done.ok()) << done.error().ToString();
}

std::vector<std::int64_t> RowsOf(const IndexReader& reader, const std::string& term) {
  const Xapian::Database& database = reader.database();
  return {database.postlist_begin(term), database.postlist_end(term)};
}

TEST(Index, MissingOneNeedsARebuild) {
  const TempFolder folder;
  const IndexState state = CheckIndex(folder.path(), "store-one", 0);
  EXPECT_EQ(state.health, IndexHealth::kNeedsRebuild);
  EXPECT_EQ(state.reason, "there is no search index yet");
  EXPECT_EQ(IndexReader::Open(folder.path(), "store-one").error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(IndexWriter::Open(folder.path(), "store-one").ok());
}

TEST(Index, RowsKeepTheirNumbersOverTheShards) {
  const TempFolder folder;
  Build(folder.path(), 101, 101);
  const auto reader = IndexReader::Open(folder.path(), "store-one");
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(*reader->documents(), 101U);
  for (std::int64_t row = 1; row <= 101; ++row) {
    EXPECT_THAT(RowsOf(*reader, "Zterm" + std::to_string(row)), ElementsAre(row));
  }
  EXPECT_THAT(*reader->FacetValues("L"), ElementsAre(Pair("en", 68U), Pair("lv", 33U)));
  EXPECT_TRUE(VerifyIndex(folder.path()).ok());
}

TEST(Index, StateFollowsTheWatermark) {
  const TempFolder folder;
  Build(folder.path(), 10, 10);
  EXPECT_EQ(CheckIndex(folder.path(), "store-one", 10).health, IndexHealth::kFresh);
  const IndexState behind = CheckIndex(folder.path(), "store-one", 12);
  EXPECT_EQ(behind.health, IndexHealth::kBehind);
  EXPECT_EQ(behind.watermark, 10);
  const IndexState ahead = CheckIndex(folder.path(), "store-one", 9);
  EXPECT_EQ(ahead.health, IndexHealth::kNeedsRebuild);
  EXPECT_EQ(ahead.reason, "the search index is ahead of the store");
}

TEST(Index, OfAnotherStoreNeedsARebuild) {
  const TempFolder folder;
  Build(folder.path(), 10, 10);
  const IndexState state = CheckIndex(folder.path(), "store-two", 10);
  EXPECT_EQ(state.health, IndexHealth::kNeedsRebuild);
  EXPECT_EQ(state.reason, "the search index belongs to another store");
  EXPECT_EQ(IndexWriter::Open(folder.path(), "store-two").error().code, ErrorCode::kCorrupt);
}

TEST(Index, WriterAddsReplacesAndDeletes) {
  const TempFolder folder;
  Build(folder.path(), 4, 4);
  {
    auto writer = IndexWriter::Open(folder.path(), "store-one");
    ASSERT_TRUE(writer.ok()) << writer.error().ToString();
    EXPECT_EQ(writer->watermark(), 4);
    const std::vector<IndexEntry> entries{Entry(2, "Znew"), Entry(9, "Znew")};
    ASSERT_TRUE(writer->Add(entries).ok());
    ASSERT_TRUE(writer->Delete(1).ok());
    ASSERT_TRUE(writer->Delete(1).ok());
    ASSERT_TRUE(writer->Delete(77).ok());
    ASSERT_TRUE(writer->Commit(7).ok());
  }
  const auto reader = IndexReader::Open(folder.path(), "store-one");
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader->watermark(), 7);
  EXPECT_EQ(*reader->documents(), 4U);
  EXPECT_THAT(RowsOf(*reader, "Znew"), ElementsAre(2, 9));
  EXPECT_THAT(RowsOf(*reader, "Zterm1"), ElementsAre());
  EXPECT_THAT(RowsOf(*reader, "Zterm2"), ElementsAre());
}

TEST(Index, WhatWasNotCommittedIsNotThere) {
  const TempFolder folder;
  Build(folder.path(), 4, 4);
  {
    auto writer = IndexWriter::Open(folder.path(), "store-one");
    ASSERT_TRUE(writer->Add(std::vector<IndexEntry>{Entry(5, "Znew")}).ok());
  }
  const auto reader = IndexReader::Open(folder.path(), "store-one");
  EXPECT_EQ(reader->watermark(), 4);
  EXPECT_EQ(*reader->documents(), 4U);
}

TEST(Index, ReaderSeesANewCommitAfterReopen) {
  const TempFolder folder;
  Build(folder.path(), 4, 4);
  auto reader = IndexReader::Open(folder.path(), "store-one");
  auto writer = IndexWriter::Open(folder.path(), "store-one");
  ASSERT_TRUE(writer->Add(std::vector<IndexEntry>{Entry(5, "Znew")}).ok());
  ASSERT_TRUE(writer->Commit(5).ok());
  EXPECT_EQ(reader->watermark(), 4);
  ASSERT_TRUE(reader->Reopen().ok());
  EXPECT_EQ(reader->watermark(), 5);
  EXPECT_THAT(RowsOf(*reader, "Znew"), ElementsAre(5));
}

TEST(Index, SecondWriterIsLockedOut) {
  const TempFolder folder;
  Build(folder.path(), 4, 4);
  const auto one = IndexWriter::Open(folder.path(), "store-one");
  const auto two = IndexWriter::Open(folder.path(), "store-one");
  ASSERT_FALSE(two.ok());
  EXPECT_EQ(two.error().code, ErrorCode::kLocked);
  EXPECT_EQ(CheckIndex(folder.path(), "store-one", 4).health, IndexHealth::kFresh);
}

TEST(Index, AWrongCountIsNeverPutInPlace) {
  const TempFolder folder;
  Build(folder.path(), 4, 4);
  auto rebuild = IndexRebuild::Begin(folder.path(), "store-one");
  ASSERT_TRUE(rebuild->Add(Entries(3)).ok());
  const Status done = rebuild->Finish(9, 5);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(*IndexReader::Open(folder.path(), "store-one")->documents(), 4U);
}

TEST(Index, AnAbandonedRebuildIsSweptAway) {
  const TempFolder folder;
  {
    auto rebuild = IndexRebuild::Begin(folder.path(), "store-one");
    ASSERT_TRUE(rebuild->Add(Entries(3)).ok());
  }
  EXPECT_EQ(CheckIndex(folder.path(), "store-one", 0).health, IndexHealth::kNeedsRebuild);
  Build(folder.path(), 4, 4);
  std::vector<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    left.push_back(entry.path().filename());
  }
  EXPECT_THAT(left, ElementsAre("index"));
}

TEST(Index, FilesAreTheOwnersOnly) {
  const TempFolder folder;
  Build(folder.path(), 4, 4);
  {
    auto writer = IndexWriter::Open(folder.path(), "store-one");
    ASSERT_TRUE(writer->Add(std::vector<IndexEntry>{Entry(5, "Znew")}).ok());
    ASSERT_TRUE(writer->Commit(5).ok());
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    struct stat info {};
    ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, entry.is_directory() ? 0700U : 0600U) << entry.path();
  }
}

TEST(Index, DamageIsNoticedWithoutACrash) {
  for (const std::string_view name : {"iamglass", "postlist.glass", "termlist.glass"}) {
    const TempFolder folder;
    Build(folder.path(), 200, 200);
    const std::filesystem::path file = folder.path() / "index" / "0" / name;
    std::filesystem::resize_file(file, 10);
    const bool fresh = CheckIndex(folder.path(), "store-one", 200).health == IndexHealth::kFresh;
    EXPECT_TRUE(!fresh || !VerifyIndex(folder.path()).ok()) << name;
  }
}

TEST(Index, AFailedWriterStaysDirtyUntilTheRebuild) {
  const TempFolder folder;
  Build(folder.path(), 4, 4);
  {
    auto writer = IndexWriter::Open(folder.path(), "store-one");
    ASSERT_TRUE(writer.ok());
    // A term that Xapian refuses stands for any error of it.
    ASSERT_FALSE(writer->Add(std::vector<IndexEntry>{Entry(5, std::string(300, 'x'))}).ok());
    EXPECT_TRUE(writer->dirty());
    EXPECT_FALSE(writer->Commit(5).ok());
    EXPECT_FALSE(writer->Add(std::vector<IndexEntry>{Entry(5, "Znew")}).ok());
  }
  EXPECT_EQ(CheckIndex(folder.path(), "store-one", 4).health, IndexHealth::kNeedsRebuild);
  EXPECT_FALSE(IndexWriter::Open(folder.path(), "store-one").ok());
  EXPECT_FALSE(IndexReader::Open(folder.path(), "store-one").ok());
  Build(folder.path(), 4, 4);
  EXPECT_EQ(CheckIndex(folder.path(), "store-one", 4).health, IndexHealth::kFresh);
}

TEST(Index, RowsBeyondXapiansNumbersAreRefused) {
  const TempFolder folder;
  Build(folder.path(), 1, 1);
  auto writer = IndexWriter::Open(folder.path(), "store-one");
  for (const std::int64_t row : {std::int64_t{0}, std::int64_t{-3}, std::int64_t{1} << 33}) {
    const Status added = writer->Add(std::vector<IndexEntry>{Entry(row, "Zx")});
    ASSERT_FALSE(added.ok()) << row;
    EXPECT_EQ(added.error().code, ErrorCode::kLimit);
  }
  EXPECT_FALSE(writer->dirty());
}

std::string AllBytes(const std::filesystem::path& folder) {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

TEST(Index, CompactingLeavesNoByteOfADeletedMessage) {
  const TempFolder folder;
  Build(folder.path(), 20, 20);
  {
    auto writer = IndexWriter::Open(folder.path(), "store-one");
    ASSERT_TRUE(writer->Add(std::vector<IndexEntry>{Entry(21, "Zcanary")}).ok());
    ASSERT_TRUE(writer->Commit(21).ok());
    ASSERT_TRUE(writer->Delete(21).ok());
    ASSERT_TRUE(writer->Commit(22).ok());
  }
  ASSERT_NE(AllBytes(folder.path()).find("canary"), std::string::npos);
  const Status compacted = CompactIndex(folder.path());
  ASSERT_TRUE(compacted.ok()) << compacted.error().ToString();
  EXPECT_EQ(AllBytes(folder.path()).find("canary"), std::string::npos);
  const auto reader = IndexReader::Open(folder.path(), "store-one");
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader->watermark(), 22);
  EXPECT_EQ(*reader->documents(), 20U);
  EXPECT_THAT(RowsOf(*reader, "Zterm20"), ElementsAre(20));
}

}  // namespace
}  // namespace refrain::index
