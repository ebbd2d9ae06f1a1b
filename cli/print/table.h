// A table of an answer, printed for people, spreadsheets or programs. Cells hold customers'
// words as they are: each form makes them harmless in its own way, so nobody can forget.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/print/layout.h"
#include "cli/print/style.h"

namespace refrain::cli {

struct Column {
  std::string key;    // "customers": header of CSV, key of JSON
  std::string title;  // "CUST": header for people; empty: only programs see the column
  Align align = Align::kLeft;
  bool flexible = false;   // shrinks first where the terminal is narrow,
  std::size_t least = 16;  // but not below so many columns while others can be left out
  int drop = 0;            // above 0: left out where shrinking is not enough, highest first
};

struct Cell {
  std::string value;       // for programs
  std::string shown = {};  // for people; empty: the value
  Tone tone = Tone::kPlain;
  bool is_number = false;  // JSON without quotes; CSV as it is
};

[[nodiscard]] Cell TextCell(std::string_view text, Tone tone = Tone::kPlain);
[[nodiscard]] Cell CountCell(std::uint64_t number);

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
};

// `columns`: width to keep to, kUncut for a pipe. `format` is any but kJson, whose shape
// the service decides.
[[nodiscard]] std::string Render(const Table& table, Format format, std::size_t columns,
                                 const Style& style);

// One field of RFC 4180. A text that a spreadsheet would take for a formula (= + - @, tab)
// gets a ' before it.
[[nodiscard]] std::string CsvField(std::string_view text, bool is_number);
// "…" with escapes; C1 and bidi controls and bad UTF-8 never come out raw.
[[nodiscard]] std::string JsonString(std::string_view text);
// A line of JSON or text from elsewhere, safe for a terminal: controls inside strings
// become \u escapes.
[[nodiscard]] std::string EscapeControls(std::string_view json);

}  // namespace refrain::cli
