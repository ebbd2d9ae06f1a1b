// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/csv.h"

#include <algorithm>
#include <map>
#include <utility>

namespace refrain::read {
namespace {

constexpr std::size_t kSniffRecords = 40;

}  // namespace

void CsvParser::EndField() {
  record_.push_back(std::exchange(field_, {}));
  at_start_ = true;
  after_quote_ = false;
}

bool CsvParser::Add(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_quotes_) {
      if (c != '"') {
        field_ += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        field_ += '"';
        ++i;
      } else {
        in_quotes_ = false;
        after_quote_ = true;
      }
      continue;
    }
    if (c == '"' && at_start_) {
      in_quotes_ = true;
      at_start_ = false;
    } else if (c == delimiter_) {
      EndField();
    } else if (c == '\n' || (c == '\r' && (i + 1 == line.size() || line[i + 1] == '\n'))) {
      continue;
    } else if (!(at_start_ && c == ' ' && i + 1 < line.size() && line[i + 1] == '"')) {
      field_ += c;
      at_start_ = false;
    }
  }
  if (in_quotes_) return false;
  EndField();
  return true;
}

Record CsvParser::Take() {
  in_quotes_ = false;
  after_quote_ = false;
  at_start_ = true;
  field_.clear();
  return std::exchange(record_, {});
}

std::vector<Record> ParseCsv(std::string_view text, char delimiter) {
  std::vector<Record> records;
  CsvParser parser(delimiter);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    if (parser.Add(text.substr(0, end + 1))) records.push_back(parser.Take());
    text.remove_prefix(end + 1);
  }
  return records;
}

char SniffDelimiter(std::string_view head) {
  char best = '\0';
  double best_score = 0.0;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::vector<Record> records = ParseCsv(head, delimiter);
    // The head may end within a record.
    if (records.size() > 2) records.pop_back();
    if (records.size() > kSniffRecords) records.resize(kSniffRecords);
    if (records.empty() || records.front().size() < 2) continue;
    const std::size_t columns = records.front().size();
    const auto equal = std::count_if(records.begin(), records.end(), [columns](const Record& one) {
      return one.size() == columns || (one.size() == 1 && one.front().empty());
    });
    const double share = static_cast<double>(equal) / static_cast<double>(records.size());
    const double score = share * share * static_cast<double>(columns);
    if (share >= 0.5 && score > best_score) {
      best_score = score;
      best = delimiter;
    }
  }
  return best;
}

}  // namespace refrain::read
