// Lines of a mail's text: quote depth, and the form in which they are compared with the
// table of reply headers. Internal to mail/blocks.cc and its kin.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/names.h"

namespace refrain::mail {

struct Line {
  std::uint32_t begin = 0;  // byte offsets into the text; `end` is before the \n
  std::uint32_t end = 0;
  std::uint32_t content = 0;  // behind the quote marks
  std::uint16_t depth = 0;    // number of quote marks
  bool blank = false;         // nothing but white space behind the quote marks
  bool labelled = false;
  model::BlockKind kind = model::BlockKind::kAuthored;
  std::uint32_t header_end = 0;  // > 0: a reply header starts here, ends before that line
  std::uint32_t split = 0;       // > 0: offset in the line from which on it is quoted
};

[[nodiscard]] std::vector<Line> ScanLines(std::string_view text);

// Lower case, runs of white space as one space, without zero-width and bidi characters and
// the emphasis marks of plain text; full-width colon and comma as ASCII.
[[nodiscard]] std::string Comparable(std::string_view line);

// Without white space (no-break and zero-width ones too) and * _ at both ends.
[[nodiscard]] std::string_view TrimLine(std::string_view line);

// A line of three or more of - _ = * (or — –) and nothing else.
[[nodiscard]] bool IsRule(std::string_view trimmed);

}  // namespace refrain::mail
