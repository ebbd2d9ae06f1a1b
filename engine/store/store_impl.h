// What the parts of Store share: connection, lock, prepared statements, small caches,
// and helpers to bind and read rows. Private to engine/store.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/result.h"
#include "engine/model/names.h"
#include "engine/store/database.h"
#include "engine/store/store.h"

namespace refrain::store {

// Binds the values to parameters 1, 2, …; text must live until the statement has run.
inline void BindOne(Statement& statement, int parameter, std::string_view value) {
  statement.Bind(parameter, value);
}
inline void BindOne(Statement& statement, int parameter, const std::string& value) {
  statement.Bind(parameter, std::string_view(value));
}
template <std::integral I>
void BindOne(Statement& statement, int parameter, I value) {
  statement.Bind(parameter, static_cast<std::int64_t>(value));
}
template <std::floating_point F>
void BindOne(Statement& statement, int parameter, F value) {
  statement.Bind(parameter, static_cast<double>(value));
}
template <typename T>
void BindOne(Statement& statement, int parameter, const std::optional<T>& value) {
  if (value) {
    BindOne(statement, parameter, *value);
  } else {
    statement.BindNull(parameter);
  }
}
template <typename E>
requires std::is_enum_v<E>
void BindOne(Statement& statement, int parameter, E value) {
  statement.Bind(parameter, model::NameOf(value));
}

template <typename... T>
void BindAll(Statement& statement, const T&... values) {
  int parameter = 0;
  (BindOne(statement, ++parameter, values), ...);
}
template <typename... T>
Status RunWith(Statement& statement, const T&... values) {
  BindAll(statement, values...);
  return statement.Run();
}

// Reads the columns of a row from left to right; remembers whether each enum was known.
class RowReader {
 public:
  explicit RowReader(const Statement& statement, int first = 0)
      : statement_(&statement), column_(first) {}

  std::int64_t Int() { return statement_->Int(column_++); }
  int SmallInt() { return static_cast<int>(Int()); }
  bool Bool() { return Int() != 0; }
  float Real() { return static_cast<float>(statement_->Real(column_++)); }
  std::string_view View() { return statement_->Text(column_++); }
  std::string Text() { return std::string(View()); }
  std::optional<std::string> OptionalText() {
    if (statement_->IsNull(column_)) {
      ++column_;
      return std::nullopt;
    }
    return Text();
  }
  model::Span Span() {
    const auto begin = static_cast<std::uint32_t>(Int());
    return {begin, static_cast<std::uint32_t>(Int())};
  }
  template <typename E>
  E Name() {
    const std::optional<E> value = model::FromName<E>(View());
    if (!value) good_ = false;
    return value.value_or(E{});
  }
  // kCorrupt when an enum's name was none of ours.
  [[nodiscard]] Status Check() const {
    if (good_) return Ok();
    return Error{ErrorCode::kCorrupt, "a row of the store holds an unknown name", "",
                 "update refrain, or restore a backup of the store"};
  }

 private:
  const Statement* statement_;
  int column_;
  bool good_ = true;
};

struct Store::Impl {
  std::filesystem::path folder;
  std::string store_id;
  std::string tombstone_key;
  std::optional<FileLock> lock;
  Database database;
  bool has_tombstones = false;

  // Prepared statements by their SQL, which must be a literal. Taken only where the statement
  // is run and reset before anything else of the store is called.
  [[nodiscard]] Result<Statement*> Cached(std::string_view sql) const;

  // Ids that were seen in this process; emptied when a transaction fails or they grow large.
  std::unordered_map<std::string, RowId> customer_ids;  // by key + name + import id
  std::unordered_map<std::string, RowId> source_ids;
  std::unordered_map<std::string, RowId> version_ids;
  void ForgetCaches();

  [[nodiscard]] Result<RowId> VersionId(std::string_view version);
  [[nodiscard]] Result<RowId> SourceId(std::string_view path);
  [[nodiscard]] Result<std::optional<RowId>> CustomerId(const model::Customer& customer);
  [[nodiscard]] Result<std::int64_t> NextSeqAfter(std::int64_t count);
  [[nodiscard]] std::string TombstoneHash(std::string_view kind, std::string_view key) const;
  [[nodiscard]] Result<bool> IsErased(const model::Message& message);
  [[nodiscard]] Result<ItemOutcome> InsertMessage(const model::Message& message,
                                                  std::int64_t added_at_utc, std::int64_t seq);
  [[nodiscard]] Status InsertBody(RowId id, const model::Message& message);
  [[nodiscard]] Status InsertAnnotations(RowId id, RowId version,
                                         const std::vector<model::Block>& blocks,
                                         const model::Annotations& annotations);
  [[nodiscard]] Status SaveSource(const SourceState& source);
  // Returns how many were new.
  [[nodiscard]] Result<std::uint64_t> InsertQuarantine(std::span<const QuarantinedItem> items,
                                                       std::int64_t at_utc);
  [[nodiscard]] Status InsertAudit(std::int64_t at_utc, std::string_view action,
                                   const std::string& detail);
  [[nodiscard]] Status ReadChildren(RowId id, model::Annotations& annotations) const;
  [[nodiscard]] Result<std::vector<RowId>> Rows(std::string_view sql,
                                                std::string_view parameter) const;
  [[nodiscard]] Status EraseRow(RowId id, std::int64_t seq, std::int64_t at_utc);

 private:
  mutable std::unordered_map<const char*, Statement> statements_;
};

}  // namespace refrain::store
