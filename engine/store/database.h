// SQLite behind RAII: Database, Statement, Transaction; codes of SQLite become Error.
// Everything that the store writes or reads goes through these three.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace refrain::store {

// A prepared statement. Columns and parameters count as in SQLite: parameters from 1,
// columns from 0. Bound text is not copied: it must live until the next Step or Reset.
// Not thread-safe; must not outlive its Database.
class Statement {
 public:
  Statement() = default;

  void Bind(int parameter, std::int64_t value);
  void Bind(int parameter, double value);
  void Bind(int parameter, std::string_view value);
  void BindBlob(int parameter, std::string_view value);
  void BindNull(int parameter);

  // True while there is a row. Errors: see Database.
  [[nodiscard]] Result<bool> Step();
  // Runs a statement without rows, then resets it.
  [[nodiscard]] Status Run();
  // Back to the start; bindings are cleared.
  void Reset();

  [[nodiscard]] std::int64_t Int(int column) const;
  [[nodiscard]] double Real(int column) const;
  [[nodiscard]] bool IsNull(int column) const;
  // Valid until the next Step or Reset. NUL bytes are kept.
  [[nodiscard]] std::string_view Text(int column) const;

 private:
  friend class Database;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalizer> handle_;
};

// One connection. Not thread-safe: one a thread.
// Errors of all functions: kLocked (SQLITE_BUSY), kCorrupt (damaged or no database),
// kIo (disk full, no rights, I/O error), kInternal (a fault in our SQL).
class Database {
 public:
  enum class Access { kReadOnly, kReadWrite };

  // kReadWrite creates the file with mode 0600 when it is not there.
  [[nodiscard]] static Result<Database> Open(const std::filesystem::path& file, Access access);

  [[nodiscard]] Result<Statement> Prepare(std::string_view sql) const;
  // One or more statements without parameters and results.
  [[nodiscard]] Status Execute(const std::string& sql) const;
  [[nodiscard]] Result<std::int64_t> QueryInt(std::string_view sql) const;
  [[nodiscard]] Result<std::string> QueryText(std::string_view sql) const;

  [[nodiscard]] std::int64_t last_insert_id() const;
  // Rows changed by the last INSERT, UPDATE or DELETE.
  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Closer> handle_;
  std::filesystem::path file_;
};

// BEGIN IMMEDIATE … COMMIT; rolls back when it goes out of scope uncommitted.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> Begin(const Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  [[nodiscard]] Status Commit();

 private:
  explicit Transaction(const Database& database) : database_(&database) {}
  const Database* database_;
};

}  // namespace refrain::store
