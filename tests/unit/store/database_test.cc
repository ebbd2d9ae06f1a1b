// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "engine/store/migrations.h"
#include "tests/unit/store/fixture.h"

namespace refrain::store {
namespace {

Database OpenAt(const std::filesystem::path& file) {
  auto database = Database::Open(file, Database::Access::kReadWrite);
  EXPECT_TRUE(database.ok());
  return std::move(database).value();
}

TEST(Database, MakesAFileThatOnlyItsOwnerReads) {
  const TempFolder folder;
  const Database database = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(database.Execute("CREATE TABLE t (x TEXT) STRICT").ok());
  struct stat info {};
  ASSERT_EQ(::stat((folder.path() / "a.db").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST(Database, KeepsNulBytesAndEmptyText) {
  const TempFolder folder;
  const Database database = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(database.Execute("CREATE TABLE t (x TEXT NOT NULL) STRICT").ok());
  auto insert = database.Prepare("INSERT INTO t VALUES (?1)");
  ASSERT_TRUE(insert.ok());
  const std::string_view with_nul("a\0b", 3);
  insert->Bind(1, with_nul);
  ASSERT_TRUE(insert->Run().ok());
  insert->Bind(1, std::string_view());
  ASSERT_TRUE(insert->Run().ok());
  auto select = database.Prepare("SELECT x FROM t ORDER BY rowid");
  ASSERT_TRUE(select.ok());
  ASSERT_TRUE(*select->Step());
  EXPECT_EQ(select->Text(0), with_nul);
  ASSERT_TRUE(*select->Step());
  EXPECT_EQ(select->Text(0), "");
  EXPECT_FALSE(*select->Step());
}

TEST(Database, RollsBackWhatWasNotCommitted) {
  const TempFolder folder;
  const Database database = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(database.Execute("CREATE TABLE t (x INTEGER) STRICT").ok());
  {
    auto transaction = Transaction::Begin(database);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(database.Execute("INSERT INTO t VALUES (1)").ok());
  }
  EXPECT_EQ(*database.QueryInt("SELECT count(*) FROM t"), 0);
  {
    auto transaction = Transaction::Begin(database);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(database.Execute("INSERT INTO t VALUES (1)").ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }
  EXPECT_EQ(*database.QueryInt("SELECT count(*) FROM t"), 1);
}

TEST(Database, SaysCorruptForAFileThatIsNoDatabase) {
  const TempFolder folder;
  std::ofstream(folder.path() / "a.db") << std::string(8192, 'x');
  auto database = Database::Open(folder.path() / "a.db", Database::Access::kReadOnly);
  ASSERT_TRUE(database.ok());  // SQLite opens lazily
  const auto count = database->QueryInt("SELECT count(*) FROM sqlite_schema");
  ASSERT_FALSE(count.ok());
  EXPECT_EQ(count.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(count.error().hint, "");
}

TEST(Database, SaysIoForAFileThatCannotBeOpened) {
  const TempFolder folder;
  const auto database =
      Database::Open(folder.path() / "none" / "a.db", Database::Access::kReadWrite);
  ASSERT_FALSE(database.ok());
  EXPECT_EQ(database.error().code, ErrorCode::kIo);
}

TEST(Database, SaysLockedWhileAnotherConnectionWrites) {
  const TempFolder folder;
  const Database one = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(one.Execute("CREATE TABLE t (x INTEGER) STRICT").ok());
  const Database two = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(two.Execute("PRAGMA busy_timeout=1").ok());
  auto held = Transaction::Begin(one);
  ASSERT_TRUE(held.ok());
  const auto refused = Transaction::Begin(two);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kLocked);
}

std::string SchemaOf(const Database& database) {
  auto select = database.Prepare(
      "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1");
  EXPECT_TRUE(select.ok());
  std::string out;
  while (*select->Step()) {
    out += select->Text(0);
    out += '\n';
  }
  return out;
}

TEST(Migrations, AMigratedSchemaIsAFreshOne) {
  const TempFolder folder;
  const Database fresh = OpenAt(folder.path() / "fresh.db");
  ASSERT_TRUE(Migrate(fresh).ok());
  const std::string expected = SchemaOf(fresh);
  EXPECT_EQ(*fresh.QueryInt("PRAGMA user_version"), SchemaVersion());
  for (int from = 0; from < SchemaVersion(); ++from) {
    const Database old = OpenAt(folder.path() / ("from" + std::to_string(from) + ".db"));
    for (int step = 0; step < from; ++step) {
      ASSERT_TRUE(old.Execute(std::string(Migrations()[static_cast<std::size_t>(step)].sql)).ok());
    }
    ASSERT_TRUE(old.Execute("PRAGMA user_version=" + std::to_string(from)).ok());
    ASSERT_TRUE(Migrate(old).ok());
    EXPECT_EQ(SchemaOf(old), expected) << "from version " << from;
    EXPECT_EQ(*old.QueryInt("PRAGMA user_version"), SchemaVersion());
  }
}

TEST(Migrations, DoNothingTheSecondTime) {
  const TempFolder folder;
  const Database database = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(Migrate(database).ok());
  const std::string before = SchemaOf(database);
  ASSERT_TRUE(Migrate(database).ok());
  EXPECT_EQ(SchemaOf(database), before);
}

TEST(Migrations, RefuseANewerStore) {
  const TempFolder folder;
  const Database database = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(database.Execute("PRAGMA user_version=999").ok());
  const Status migrated = Migrate(database);
  ASSERT_FALSE(migrated.ok());
  EXPECT_EQ(migrated.error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(*database.QueryInt("PRAGMA user_version"), 999);
}

TEST(Migrations, EveryTableIsStrict) {
  const TempFolder folder;
  const Database database = OpenAt(folder.path() / "a.db");
  ASSERT_TRUE(Migrate(database).ok());
  EXPECT_EQ(*database.QueryInt("SELECT count(*) FROM pragma_table_list WHERE schema='main' AND "
                               "name NOT LIKE 'sqlite_%' AND strict = 0"),
            0);
  EXPECT_GE(*database.QueryInt("SELECT count(*) FROM pragma_table_list WHERE strict = 1"), 18);
}

}  // namespace
}  // namespace refrain::store
