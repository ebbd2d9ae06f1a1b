// What columns and fields of tables mean: the roles, the help-desk and survey exports that
// are known by their headers, and the guess for all other tables.
// Thread-safe: pure functions on constant tables.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/names.h"

namespace refrain::read {

inline constexpr std::array<std::string_view, 21> kRoles{
    "id",     "text",    "subject",     "date",    "customer_name", "customer_email", "customer_id",
    "rating", "product", "version",     "country", "segment",       "language",       "channel",
    "stage",  "thread",  "author_side", "tags",    "agent_reply",   "author",         "turns"};

// In RawItem::fields an entry named "@text" holds the name of the column with that role:
// how the source tells the decoder what it found out over many rows.
inline constexpr char kRolePrefix = '@';

struct Column {
  std::string name;
  std::vector<std::string> samples;  // values of some rows, empty ones left out
};

struct Mapping {
  std::string export_name;  // "generic" when no export is recognised
  model::Channel channel = model::Channel::kOther;
  std::vector<std::pair<std::string, std::string>> columns;  // role → column, in role order

  [[nodiscard]] std::string_view ColumnOf(std::string_view role) const;
};

// Lower case, white space collapsed; _ . - read as spaces when `loose`.
[[nodiscard]] std::string NormalName(std::string_view name, bool loose);

// `as_export` forces an export by name; empty: recognise.
// Errors: kInvalidArgument for an unknown role or column in `chosen`; kUnsupported for an
// export without text.
[[nodiscard]] Result<Mapping> MapColumns(
    const std::vector<Column>& columns, std::string_view as_export,
    const std::vector<std::pair<std::string, std::string>>& chosen);

// The role that a label ("Kundenname", "created_at") stands for; empty when it is none.
[[nodiscard]] std::string_view RoleOfLabel(std::string_view label);

// Which channel a word names: "phone", "Chat", "e-mail", Freshdesk's "3".
[[nodiscard]] std::optional<model::Channel> ChannelOf(std::string_view word);
[[nodiscard]] std::optional<model::Stage> StageOf(std::string_view word);
// From the words of a path ("surveys/nps-2026.csv"), nearest to the end first.
[[nodiscard]] std::optional<model::Channel> ChannelOfPath(std::string_view path);
[[nodiscard]] std::optional<model::Stage> StageOfPath(std::string_view path);

// Names of the exports, in table order, "generic" last.
[[nodiscard]] std::vector<std::string_view> ExportNames();

}  // namespace refrain::read
