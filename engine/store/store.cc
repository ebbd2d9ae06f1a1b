// Opening, ids, health of the store.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/store.h"

#include <sys/stat.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "engine/base/hash.h"
#include "engine/store/migrations.h"
#include "engine/store/store_impl.h"

namespace refrain::store {
namespace {

constexpr std::string_view kFileName = "store.db";
constexpr std::string_view kLockName = "lock";
constexpr std::size_t kDisplayIdLength = 12;
constexpr std::size_t kCustomerIdLength = 10;

Status MakeFolder(const std::filesystem::path& folder) {
  std::error_code failed;
  if (std::filesystem::is_directory(folder, failed)) return Ok();
  if (folder.has_parent_path()) std::filesystem::create_directories(folder.parent_path(), failed);
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return Error{ErrorCode::kIo,
                 "cannot make the data folder: " + std::generic_category().message(errno),
                 folder.string(), "check the permissions of its parent"};
  }
  return Ok();
}

Status Configure(const Database& database, Mode mode) {
  if (mode == Mode::kReadOnly) return database.Execute("PRAGMA query_only=ON");
  // FULL: WAL with NORMAL lost acknowledged batches in every simulated power cut.
  REFRAIN_ASSIGN(const std::string journal, database.QueryText("PRAGMA journal_mode=WAL"));
  if (journal != "wal") {
    return Error{ErrorCode::kIo, "this file system does not support the store's write-ahead log",
                 database.file().string(), "put the data folder on a local disk"};
  }
  return database.Execute(
      "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
      "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-32768");
}

Status WriteIdentity(const Database& database, const CreateOptions& create) {
  REFRAIN_ASSIGN(Statement insert,
                 database.Prepare("INSERT INTO meta (name, value) VALUES (?1, ?2)"));
  REFRAIN_ASSIGN(Transaction transaction, Transaction::Begin(database));
  REFRAIN_TRY(RunWith(insert, std::string_view("store_id"), create.store_id));
  REFRAIN_TRY(RunWith(insert, std::string_view("tombstone_key"), create.tombstone_key));
  return transaction.Commit();
}

Status CheckSchema(const Database& database) {
  REFRAIN_ASSIGN(const std::int64_t version, database.QueryInt("PRAGMA user_version"));
  if (version == SchemaVersion()) return Ok();
  return Error{ErrorCode::kUnsupported,
               version < SchemaVersion() ? "the store was made by an older version of refrain"
                                         : "the store was made by a newer version of refrain",
               database.file().string(),
               version < SchemaVersion() ? "run a command that writes, as refrain ingest, once"
                                         : "update refrain"};
}

Error NoStore(const std::filesystem::path& folder) {
  return {ErrorCode::kNotFound, "there is no store here", folder.string(),
          "make one with: refrain init"};
}

}  // namespace

std::string CustomerKey(const model::Customer& customer) {
  HashBuilder hash;
  if (!customer.address.empty()) {
    hash.Add("address").Add(customer.address);
  } else if (!customer.import_id.empty()) {
    hash.Add("import-id").Add(customer.import_id);
  } else if (!customer.name.empty()) {
    hash.Add("name").Add(customer.name);
  } else {
    return {};
  }
  return MakeId('c', hash.Finish(), kCustomerIdLength);
}

std::string DisplayId(std::string_view message_key) {
  return "m-" + std::string(message_key.substr(0, kDisplayIdLength));
}

std::string MentionId(std::string_view message_key, const model::Span& span) {
  return std::string(message_key) + ":" + std::to_string(span.begin);
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const std::string& Store::store_id() const { return impl_->store_id; }
const std::filesystem::path& Store::folder() const { return impl_->folder; }

Result<Store> Store::Open(const std::filesystem::path& folder, Mode mode,
                          const CreateOptions& create) {
  const std::filesystem::path file = folder / kFileName;
  std::error_code failed;
  const bool is_there = std::filesystem::exists(file, failed);
  if (!is_there && (mode == Mode::kReadOnly || create.store_id.empty())) return NoStore(folder);

  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  if (mode == Mode::kReadWrite) {
    REFRAIN_TRY(MakeFolder(folder));
    REFRAIN_ASSIGN(impl->lock, FileLock::Acquire(folder / kLockName));
  }
  REFRAIN_ASSIGN(impl->database,
                 Database::Open(file, mode == Mode::kReadOnly ? Database::Access::kReadOnly
                                                              : Database::Access::kReadWrite));
  const Database& database = impl->database;
  REFRAIN_TRY(Configure(database, mode));
  if (mode == Mode::kReadWrite) REFRAIN_TRY(Migrate(database));
  REFRAIN_TRY(CheckSchema(database));
  // A crash between Migrate and WriteIdentity leaves a store without one: finish it now.
  REFRAIN_ASSIGN(const std::int64_t identity, database.QueryInt("SELECT count(*) FROM meta"));
  if (identity == 0) {
    if (mode == Mode::kReadOnly || create.store_id.empty()) return NoStore(folder);
    REFRAIN_TRY(WriteIdentity(database, create));
  }
  REFRAIN_ASSIGN(impl->store_id,
                 database.QueryText("SELECT value FROM meta WHERE name='store_id'"));
  REFRAIN_ASSIGN(impl->tombstone_key,
                 database.QueryText("SELECT value FROM meta WHERE name='tombstone_key'"));
  REFRAIN_ASSIGN(const std::int64_t tombstones,
                 database.QueryInt("SELECT EXISTS (SELECT 1 FROM tombstones)"));
  impl->has_tombstones = tombstones != 0;
  return Store(std::move(impl));
}

Result<Statement*> Store::Impl::Cached(std::string_view sql) const {
  const auto found = statements_.find(sql.data());
  if (found != statements_.end()) return &found->second;
  REFRAIN_ASSIGN(Statement statement, database.Prepare(sql));
  return &statements_.emplace(sql.data(), std::move(statement)).first->second;
}

Result<std::vector<RowId>> Store::Impl::Rows(std::string_view sql,
                                             std::string_view parameter) const {
  REFRAIN_ASSIGN(Statement statement, database.Prepare(sql));
  if (sql.find("?1") != std::string_view::npos) statement.Bind(1, parameter);
  std::vector<RowId> rows;
  for (;;) {
    REFRAIN_ASSIGN(const bool more, statement.Step());
    if (!more) return rows;
    rows.push_back(statement.Int(0));
  }
}

Status Store::Checkpoint() {
  REFRAIN_ASSIGN(const std::int64_t busy,
                 impl_->database.QueryInt("PRAGMA wal_checkpoint(TRUNCATE)"));
  if (busy == 0) return Ok();
  return Error{ErrorCode::kLocked, "a reader keeps the store's log from being emptied",
               impl_->database.file().string(), "end the other commands and run this again"};
}

Result<std::int64_t> Store::LastSeq() const {
  return impl_->database.QueryInt("SELECT value FROM counters WHERE name='seq'");
}

Result<Changes> Store::ChangesSince(std::int64_t seq) const {
  Changes changes;
  const std::string number = std::to_string(seq);
  // One read transaction, so that the lists and the number belong together.
  REFRAIN_TRY(impl_->database.Execute("SAVEPOINT changes"));
  auto read = [&]() -> Status {
    REFRAIN_ASSIGN(changes.last_seq, LastSeq());
    REFRAIN_ASSIGN(
        changes.changed,
        impl_->Rows("SELECT id FROM messages WHERE seq > CAST(?1 AS INTEGER) ORDER BY id", number));
    REFRAIN_ASSIGN(
        changes.deleted,
        impl_->Rows("SELECT message_id FROM deletions WHERE seq > CAST(?1 AS INTEGER) AND "
                    "message_id NOT IN (SELECT id FROM messages) ORDER BY message_id",
                    number));
    return Ok();
  };
  const Status done = read();
  REFRAIN_TRY(impl_->database.Execute("RELEASE changes"));
  if (!done.ok()) return done.error();
  return changes;
}

Status Store::IntegrityCheck() const {
  const auto corrupt = [&](const std::string& message) {
    return Error{ErrorCode::kCorrupt, message, impl_->database.file().string(),
                 "restore a backup of this file"};
  };
  REFRAIN_ASSIGN(const std::string pages, impl_->database.QueryText("PRAGMA integrity_check(1)"));
  if (pages != "ok") return corrupt("the store is damaged: " + pages);
  REFRAIN_ASSIGN(Statement keys, impl_->database.Prepare("PRAGMA foreign_key_check"));
  REFRAIN_ASSIGN(const bool dangling, keys.Step());
  if (dangling) return corrupt("rows of " + std::string(keys.Text(0)) + " have lost their owner");
  for (const std::string_view table : {"bodies", "annotations"}) {
    REFRAIN_ASSIGN(const std::int64_t missing,
                   impl_->database.QueryInt("SELECT count(*) FROM messages WHERE id NOT IN "
                                            "(SELECT message_id FROM " +
                                            std::string(table) + ")"));
    if (missing != 0) {
      return corrupt(std::to_string(missing) + " messages have no row in " + std::string(table));
    }
  }
  return Ok();
}

}  // namespace refrain::store
