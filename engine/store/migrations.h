// The schema of store.db as numbered steps. user_version is the number of steps done.
// A fresh store runs all of them, so a migrated schema and a fresh one are the same.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "engine/base/result.h"
#include "engine/store/database.h"

namespace refrain::store {

struct Migration {
  std::string_view name;
  std::string_view sql;
};

[[nodiscard]] std::span<const Migration> Migrations();
[[nodiscard]] int SchemaVersion();  // Migrations().size()

// Runs what is missing, each step in its own transaction.
// Errors: kUnsupported when the database is newer than this program.
[[nodiscard]] Status Migrate(const Database& database);

}  // namespace refrain::store
