// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>

namespace refrain {
namespace {

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "refrain-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(Files, WritesAndReadsBytesAsTheyAre) {
  const std::string content("a\0b\r\n\xFF", 6);
  ASSERT_TRUE(WriteFileAtomic(folder_ / "x", content).ok());
  EXPECT_EQ(ReadFile(folder_ / "x").value(), content);
}

TEST_F(Files, WriteReplacesAndLeavesNothingBeside) {
  ASSERT_TRUE(WriteFileAtomic(folder_ / "x", std::string(100000, 'a')).ok());
  ASSERT_TRUE(WriteFileAtomic(folder_ / "x", "b").ok());
  EXPECT_EQ(ReadFile(folder_ / "x").value(), "b");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(Files, WrittenFilesAreForTheOwnerAlone) {
  ASSERT_TRUE(WriteFileAtomic(folder_ / "x", "secret").ok());
  struct stat info {};
  ASSERT_EQ(::stat((folder_ / "x").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(Files, WriteIntoMissingFolderFails) {
  const Status status = WriteFileAtomic(folder_ / "no" / "x", "a");
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kNotFound);
}

TEST_F(Files, ReadSaysWhyItCannot) {
  EXPECT_EQ(ReadFile(folder_ / "none").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ReadFile(folder_).error().code, ErrorCode::kIo);
  ASSERT_TRUE(WriteFileAtomic(folder_ / "x", "12345").ok());
  EXPECT_EQ(ReadFile(folder_ / "x", 4).error().code, ErrorCode::kLimit);
  EXPECT_TRUE(ReadFile(folder_ / "x", 5).ok());
}

TEST_F(Files, SecondLockFailsAndNamesTheHolder) {
  auto first = FileLock::Acquire(folder_ / "lock");
  ASSERT_TRUE(first.ok());
  const auto second = FileLock::Acquire(folder_ / "lock");
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kLocked);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos)
      << second.error().message;
}

TEST_F(Files, LockIsFreeAgainWhenItsOwnerIsGone) {
  {
    auto first = FileLock::Acquire(folder_ / "lock");
    ASSERT_TRUE(first.ok());
    const FileLock moved = std::move(first).value();
    EXPECT_FALSE(FileLock::Acquire(folder_ / "lock").ok());
  }
  EXPECT_TRUE(FileLock::Acquire(folder_ / "lock").ok());
}

TEST_F(Files, LockHoldsAgainstAnotherProcess) {
  const auto held = FileLock::Acquire(folder_ / "lock");
  ASSERT_TRUE(held.ok());
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const auto lock = FileLock::Acquire(folder_ / "lock");
    ::_exit(!lock.ok() && lock.error().code == ErrorCode::kLocked ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace refrain
