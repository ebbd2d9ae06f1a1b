// Xapian's exceptions become Error here; they cross no module.
// For index and query.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <exception>
#include <string>
#include <utility>

#include "engine/base/result.h"

namespace refrain::index {

inline constexpr std::string_view kRebuildHint = "make the index again with: refrain rebuild";

[[nodiscard]] inline Error FromXapian(const Xapian::Error& error, std::string where) {
  Error out{ErrorCode::kIo, "the search index: " + error.get_msg(), std::move(where),
            std::string(kRebuildHint)};
  const std::string type = error.get_type();
  if (type == "DatabaseLockError") {
    out.code = ErrorCode::kLocked;
    out.hint = "another process writes the index; try again";
  } else if (type == "DatabaseNotFoundError") {
    out.code = ErrorCode::kNotFound;
  } else if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" ||
             type == "DatabaseOpeningError") {
    out.code = ErrorCode::kCorrupt;
  }
  return out;
}

// Runs `work`, which returns a Result or Status and may throw Xapian's or std's exceptions.
template <typename Work>
auto Guarded(const std::string& where, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    return FromXapian(error, where);
  } catch (const std::exception& error) {
    return Error{ErrorCode::kInternal, std::string("the search index: ") + error.what(), where, ""};
  }
}

}  // namespace refrain::index
