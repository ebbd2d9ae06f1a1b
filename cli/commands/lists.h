// What the lists of themes, requests and suggestions share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/command.h"
#include "cli/session.h"

namespace refrain::cli {

inline constexpr Option kListOptions[] = {
    {.name = "limit",
     .value = "N",
     .help = "most rows; 0: all",
     .default_value = "20",
     .kind = ValueKind::kNumber},
    {.name = "query", .value = "QUERY", .help = "only messages that it finds"},
};

// `json` for --json, else the table; `when_empty` tells people why there is none.
inline void PrintList(Session& session, const Table& table, std::size_t rows,
                      const std::string& json, const std::string& when_empty) {
  if (session.settings().format == Format::kJson) {
    session.PrintJson(json);
  } else if (rows > 0 || !session.IsForPeople()) {
    session.Print(table);
  } else {
    session.Note(when_empty);
  }
}

}  // namespace refrain::cli
