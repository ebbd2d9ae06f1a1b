// CSV and its kin: records from text, delimiter sniffed. Source: RFC 4180 and what
// spreadsheets write: quotes over lines, doubled quotes, any of , ; tab |.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace refrain::read {

using Record = std::vector<std::string>;

// Feeds lines to one record until it is whole. Not thread-safe.
class CsvParser {
 public:
  explicit CsvParser(char delimiter) : delimiter_(delimiter) {}

  // Adds one line with its line end. True when the record is whole: take it with Take().
  bool Add(std::string_view line);
  [[nodiscard]] bool open() const { return in_quotes_; }
  Record Take();

 private:
  void EndField();

  char delimiter_;
  Record record_;
  std::string field_;
  bool in_quotes_ = false;
  bool after_quote_ = false;  // the quoted part of this field has ended
  bool at_start_ = true;      // of a field
};

// All records of a short text; an open quote at its end gives no record.
[[nodiscard]] std::vector<Record> ParseCsv(std::string_view text, char delimiter);

// The delimiter that cuts the first lines of `head` into the most columns of equal number;
// '\0' when none gives at least two.
[[nodiscard]] char SniffDelimiter(std::string_view head);

}  // namespace refrain::read
