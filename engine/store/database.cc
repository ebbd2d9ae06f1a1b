// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <utility>

namespace refrain::store {
namespace {

// Readers and checkpoints hold locks for moments only; a second writer is stopped by the
// workspace lock before it comes here.
constexpr int kBusyTimeoutMs = 5000;

Error FromSqlite(sqlite3* handle, int code, std::string_view doing) {
  const int primary = code & 0xFF;
  const char* const file = handle != nullptr ? sqlite3_db_filename(handle, "main") : nullptr;
  Error error;
  error.message = "cannot " + std::string(doing) + ": " +
                  (handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
  error.where = file != nullptr ? file : "";
  switch (primary) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error.code = ErrorCode::kLocked;
      error.hint = "another process holds the database; try again";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      error.code = ErrorCode::kCorrupt;
      error.hint = "the store is damaged: restore a backup of this file, or run doctor";
      break;
    case SQLITE_FULL:
      error.code = ErrorCode::kIo;
      error.hint = "free some disk space and run it again";
      break;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      error.code = ErrorCode::kIo;
      error.hint = "check the permissions of the data folder and the disk";
      break;
    case SQLITE_NOMEM: error.code = ErrorCode::kLimit; break;
    case SQLITE_INTERRUPT: error.code = ErrorCode::kInterrupted; break;
    default: error.code = ErrorCode::kInternal; break;
  }
  return error;
}

Status Check(sqlite3* handle, int code, std::string_view doing) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return Ok();
  return FromSqlite(handle, code, doing);
}

// Text that is empty must not be bound as a null pointer, which SQLite takes for NULL.
const char* NotNull(std::string_view value) { return value.data() != nullptr ? value.data() : ""; }

}  // namespace

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

// A failed bind (out of memory, wrong number) shows as SQLITE_MISUSE or NULL at the next
// step; parameters are fixed in our SQL, so there is nothing else to report here.
void Statement::Bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(handle_.get(), parameter, value);
}

void Statement::Bind(int parameter, double value) {
  sqlite3_bind_double(handle_.get(), parameter, value);
}

void Statement::Bind(int parameter, std::string_view value) {
  sqlite3_bind_text64(handle_.get(), parameter, NotNull(value), value.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
}

void Statement::BindBlob(int parameter, std::string_view value) {
  sqlite3_bind_blob64(handle_.get(), parameter, NotNull(value), value.size(), SQLITE_STATIC);
}

void Statement::BindNull(int parameter) { sqlite3_bind_null(handle_.get(), parameter); }

Result<bool> Statement::Step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = FromSqlite(sqlite3_db_handle(handle_.get()), code, "read or write the store");
  sqlite3_reset(handle_.get());  // a statement left in the middle would keep its locks
  return error;
}

Status Statement::Run() {
  const Result<bool> stepped = Step();
  Reset();
  if (!stepped.ok()) return stepped.error();
  return Ok();
}

void Statement::Reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

std::int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

double Statement::Real(int column) const { return sqlite3_column_double(handle_.get(), column); }

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::string_view Statement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

void Database::Closer::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Database> Database::Open(const std::filesystem::path& file, Access access) {
  if (access == Access::kReadWrite) {
    // SQLite gives -wal and -shm the mode of the database, so this one call sets all three.
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) ::close(fd);
  }
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (access == Access::kReadOnly ? SQLITE_OPEN_READONLY
                                                 : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  Database database;
  database.file_ = file;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  database.handle_.reset(handle);
  if (code != SQLITE_OK) {
    Error error = FromSqlite(handle, code, "open the store");
    error.where = file.string();
    return error;
  }
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  // A damaged file must not run code: no functions or virtual tables from the schema.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  REFRAIN_TRY(database.Execute("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON"));
  return database;
}

Result<Statement> Database::Prepare(std::string_view sql) const {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  REFRAIN_TRY(Check(handle_.get(), code, "read the store's schema"));
  Statement statement;
  statement.handle_.reset(handle);
  return statement;
}

Status Database::Execute(const std::string& sql) const {
  return Check(handle_.get(), sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr),
               "change the store");
}

Result<std::int64_t> Database::QueryInt(std::string_view sql) const {
  REFRAIN_ASSIGN(Statement statement, Prepare(sql));
  REFRAIN_ASSIGN(const bool found, statement.Step());
  if (!found) return Error{ErrorCode::kNotFound, "no row in the store", file_.string(), ""};
  return statement.Int(0);
}

Result<std::string> Database::QueryText(std::string_view sql) const {
  REFRAIN_ASSIGN(Statement statement, Prepare(sql));
  REFRAIN_ASSIGN(const bool found, statement.Step());
  if (!found) return Error{ErrorCode::kNotFound, "no row in the store", file_.string(), ""};
  return std::string(statement.Text(0));
}

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(handle_.get()); }

std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

Result<Transaction> Transaction::Begin(const Database& database) {
  REFRAIN_TRY(database.Execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  // After an I/O error SQLite may have rolled back itself; the second rollback then fails,
  // which is what we want to hear nothing of.
  [[maybe_unused]] const Status rolled_back = database_->Execute("ROLLBACK");
}

Status Transaction::Commit() {
  REFRAIN_TRY(database_->Execute("COMMIT"));
  database_ = nullptr;
  return Ok();
}

}  // namespace refrain::store
