// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lexicon/tsv.h"

#include <algorithm>
#include <utility>

#include "engine/text/fold.h"
#include "engine/text/utf8.h"

namespace refrain::lexicon {
namespace {

class Reader {
 public:
  Reader(std::string_view content, const TsvShape& shape, FaultList& faults)
      : content_(content),
        shape_(shape),
        faults_(faults),
        clean_(text::IsValidUtf8(content) && text::IsNfc(content)) {}

  std::vector<TsvRow> Read();

 private:
  bool CheckBytes(std::string_view line);
  void CheckFormat(std::string_view line);
  void CheckOrder(std::string_view line);
  bool SplitColumns(std::string_view line, TsvRow& row);

  std::string_view content_;
  const TsvShape& shape_;
  FaultList& faults_;
  bool clean_;  // the whole file is valid and NFC: lines need no check of their own
  std::uint32_t line_ = 0;
  std::string_view previous_;
};

bool Reader::CheckBytes(std::string_view line) {
  if (line.ends_with('\r')) {
    faults_.Add(line_, "ends with a carriage return, use LF alone");
    return false;
  }
  if (clean_) return true;
  if (!text::IsValidUtf8(line)) {
    faults_.Add(line_, "not valid UTF-8");
    return false;
  }
  if (!text::IsNfc(line)) {
    faults_.Add(line_, "not in NFC");
    return false;
  }
  return true;
}

void Reader::CheckFormat(std::string_view line) {
  const std::string expected = "# format: " + std::string(shape_.name) + "/1";
  if (line != expected) faults_.Add(1, "the first line must be \"" + expected + "\"");
}

// The row is used all the same: order is for readers and for clean diffs.
void Reader::CheckOrder(std::string_view line) {
  if (!previous_.empty() && line < previous_) faults_.Add(line_, "not sorted (LC_ALL=C sort)");
  if (line == previous_) faults_.Add(line_, "the same line twice");
  previous_ = line;
}

bool Reader::SplitColumns(std::string_view line, TsvRow& row) {
  row.line = line_;
  std::size_t found = 0;
  for (std::string_view rest = line;;) {
    const std::size_t tab = rest.find('\t');
    if (found < kMaxColumns) row.columns[found] = rest.substr(0, tab);
    ++found;
    if (tab == std::string_view::npos) break;
    rest.remove_prefix(tab + 1);
  }
  const bool lacks_gloss = shape_.gloss_may_lack && found + 1 == shape_.columns;
  if (found != shape_.columns && !lacks_gloss) {
    faults_.Add(line_,
                std::to_string(found) + " columns instead of " + std::to_string(shape_.columns));
    return false;
  }
  row.count = found;
  for (std::size_t i = 0; i < shape_.filled_columns; ++i) {
    if (row.columns[i].empty()) {
      faults_.Add(line_, "column " + std::to_string(i + 1) + " is empty");
      return false;
    }
  }
  if (shape_.gloss_is_last && !shape_.gloss_may_lack && row.columns[found - 1].empty()) {
    faults_.Add(line_, "the gloss is empty");
  }
  return true;
}

std::vector<TsvRow> Reader::Read() {
  std::vector<TsvRow> rows;
  rows.reserve(static_cast<std::size_t>(std::count(content_.begin(), content_.end(), '\n')) + 1);
  std::string_view rest = content_;
  if (rest.empty()) CheckFormat(rest);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    ++line_;
    if (!CheckBytes(line)) continue;
    if (line_ == 1) {
      CheckFormat(line);
      if (line.starts_with('#')) continue;
    }
    if (line.starts_with("# ") || line == "#") continue;
    if (line.empty()) {
      faults_.Add(line_, "an empty line");
      continue;
    }
    CheckOrder(line);
    TsvRow row;
    if (SplitColumns(line, row)) rows.push_back(row);
  }
  return rows;
}

}  // namespace

void FaultList::Add(std::uint32_t line, std::string message) {
  out_.push_back({place_ + ":" + std::to_string(line), std::move(message)});
}

std::vector<TsvRow> ReadTsv(std::string_view content, const TsvShape& shape, FaultList& faults) {
  return Reader(content, shape, faults).Read();
}

}  // namespace refrain::lexicon
