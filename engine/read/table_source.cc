// CSV and TSV: header, second header rows, rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <deque>

#include "engine/base/files.h"
#include "engine/base/strings.h"
#include "engine/mail/charset.h"
#include "engine/read/csv.h"
#include "engine/read/item_sources.h"
#include "engine/read/line_reader.h"
#include "engine/read/roles.h"

namespace refrain::read {
namespace {

using model::RawItem;

constexpr std::size_t kSampleRecords = 50;
constexpr std::size_t kMaxRecordBytes = std::size_t{4} << 20U;
constexpr std::size_t kMaxColumns = 2000;
constexpr std::size_t kMaxUtf16Bytes = std::size_t{256} << 20U;
constexpr std::size_t kMaxHeaderCellBytes = 300;

// Lines of a file or of decoded text, with the chance to hand some back.
class Lines {
 public:
  explicit Lines(LineReader reader) : reader_(std::move(reader)) {}
  Lines(LineReader reader, std::string text)
      : reader_(std::move(reader)), text_(std::move(text)), decoded_(true) {}

  Result<std::optional<std::string>> Next() {
    if (!returned_.empty()) {
      std::string line = std::move(returned_.front());
      returned_.pop_front();
      return std::optional<std::string>(std::move(line));
    }
    if (decoded_) {
      if (pos_ >= text_.size()) return std::optional<std::string>();
      const std::size_t end = std::min(text_.find('\n', pos_), text_.size() - 1);
      std::string line = text_.substr(pos_, end + 1 - pos_);
      pos_ = end + 1;
      return std::optional<std::string>(std::move(line));
    }
    REFRAIN_ASSIGN(const auto line, reader_.Next());
    if (!line) return std::optional<std::string>();
    return std::optional<std::string>(std::string(line->bytes));
  }

  void Return(std::vector<std::string> lines) {
    returned_.insert(returned_.begin(), std::make_move_iterator(lines.begin()),
                     std::make_move_iterator(lines.end()));
  }

  [[nodiscard]] std::uint64_t total() const { return decoded_ ? text_.size() : reader_.size(); }
  [[nodiscard]] std::uint64_t done() const { return decoded_ ? pos_ : reader_.offset(); }

 private:
  LineReader reader_;
  std::string text_;
  std::size_t pos_ = 0;
  bool decoded_ = false;
  std::deque<std::string> returned_;
};

struct Row {
  Record record;
  std::uint64_t number = 0;  // the header is row 1
};

class TableSource final : public ItemSource {
 public:
  TableSource(std::string name, Lines lines, const Sniffed& sniffed)
      : name_(std::move(name)),
        lines_(std::move(lines)),
        // UTF-16 is decoded before it is cut into cells.
        charset_(sniffed.charset.starts_with("UTF-") ? "UTF-8" : sniffed.charset),
        parser_(sniffed.delimiter) {
    recognition_.format = sniffed.format;
    recognition_.detail = sniffed.charset + ", delimiter " +
                          (sniffed.delimiter == '\t' ? "tab" : std::string(1, sniffed.delimiter));
  }

  Status Start(const std::filesystem::path& path, const ReadOptions& options) {
    REFRAIN_TRY(ReadHeader(path));
    while (rows_.size() < kSampleRecords) {
      auto row = ReadRow();
      if (!row.ok()) {
        early_errors_.push_back(std::move(row).error());
        continue;
      }
      if (!row->has_value()) break;
      rows_.push_back(std::move(**row));
    }
    MergeSecondHeader();
    REFRAIN_ASSIGN(Recognition known, RecogniseColumns(path, Columns(), options));
    known.format = std::move(recognition_.format);
    known.detail = std::move(recognition_.detail);
    recognition_ = std::move(known);
    return Ok();
  }

  [[nodiscard]] const Recognition& recognition() const override { return recognition_; }
  [[nodiscard]] std::uint64_t bytes_total() const override { return lines_.total(); }
  [[nodiscard]] std::uint64_t bytes_done() const override { return lines_.done(); }

  Result<std::optional<RawItem>> Next() override {
    if (!early_errors_.empty()) {
      Error error = std::move(early_errors_.front());
      early_errors_.pop_front();
      return error;
    }
    Row row;
    if (!rows_.empty()) {
      row = std::move(rows_.front());
      rows_.pop_front();
    } else {
      REFRAIN_ASSIGN(std::optional<Row> next, ReadRow());
      if (!next) return std::optional<RawItem>();
      row = std::move(*next);
    }
    return MakeItem(std::move(row));
  }

 private:
  [[nodiscard]] std::string Where(std::uint64_t row) const {
    return name_ + "@row " + std::to_string(row);
  }

  // A name row, or made-up names when the first row is data already.
  Status ReadHeader(const std::filesystem::path& path) {
    REFRAIN_ASSIGN(std::optional<Row> first, ReadRow());
    if (!first) return Error{ErrorCode::kMalformed, "there is no row in it", path.string(), {}};
    if (first->record.size() > kMaxColumns) {
      return Error{ErrorCode::kLimit,
                   "more than " + std::to_string(kMaxColumns) + " columns",
                   path.string(),
                   {}};
    }
    header_ = std::move(first->record);
    if (!header_.empty() && header_.front().starts_with("\xEF\xBB\xBF"))
      header_.front().erase(0, 3);
    const bool data = std::any_of(header_.begin(), header_.end(), [](const std::string& cell) {
      return cell.size() > kMaxHeaderCellBytes ||
             (cell.size() > 1 && cell.find_first_not_of("0123456789.-: ") == std::string::npos);
    });
    const bool named = std::any_of(header_.begin(), header_.end(), [](const std::string& cell) {
      return !RoleOfLabel(cell).empty();
    });
    if (data && !named) {
      rows_.push_back({header_, 1});
      for (std::size_t i = 0; i < header_.size(); ++i)
        header_[i] = "column " + std::to_string(i + 1);
    }
    return Ok();
  }

  // SurveyMonkey's and Qualtrics' rows below the header are no answers.
  void MergeSecondHeader() {
    const bool monkey = Has("respondent id") && Has("collector id");
    if (monkey && !rows_.empty() && !rows_.front().record.empty() &&
        TrimAscii(rows_.front().record.front()).empty()) {
      const Record& second = rows_.front().record;
      for (std::size_t i = 0; i < header_.size() && i < second.size(); ++i) {
        if (header_[i].empty()) header_[i] = second[i];
      }
      rows_.pop_front();
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(rows_.size(), 3); ++i) {
      const Record& record = rows_[i].record;
      if (std::any_of(record.begin(), record.end(), [](const std::string& cell) {
            return cell.find("ImportId") != std::string::npos;
          })) {
        rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        break;
      }
    }
  }

  [[nodiscard]] bool Has(std::string_view name) const {
    return std::any_of(header_.begin(), header_.end(),
                       [&](const std::string& cell) { return NormalName(cell, false) == name; });
  }

  [[nodiscard]] std::vector<Column> Columns() const {
    std::vector<Column> columns(header_.size());
    for (std::size_t i = 0; i < header_.size(); ++i) {
      columns[i].name = header_[i];
      for (const Row& row : rows_) {
        if (i < row.record.size() && !row.record[i].empty()) {
          columns[i].samples.push_back(row.record[i]);
        }
      }
    }
    return columns;
  }

  // The next record that is not empty. An open quote that finds no end costs its first line;
  // the lines behind it are read anew.
  Result<std::optional<Row>> ReadRow() {
    while (true) {
      std::vector<std::string> taken;
      std::size_t bytes = 0;
      bool whole = false;
      while (!whole) {
        REFRAIN_ASSIGN(std::optional<std::string> line, lines_.Next());
        if (!line) break;
        bytes += line->size();
        whole = parser_.Add(*line);
        taken.push_back(std::move(*line));
        if (bytes > kMaxRecordBytes) break;
      }
      if (taken.empty()) return std::optional<Row>();
      ++number_;
      Record record = parser_.Take();
      if (!whole) {
        taken.erase(taken.begin());
        lines_.Return(std::move(taken));
        return Error{
            ErrorCode::kMalformed, "a quote is opened and never closed", Where(number_), {}};
      }
      if (record.size() == 1 && TrimAscii(record.front()).empty()) continue;
      DecodeRecord(record);
      return std::optional<Row>(Row{std::move(record), number_});
    }
  }

  void DecodeRecord(Record& record) const {
    for (std::string& cell : record) {
      const bool ascii = std::all_of(cell.begin(), cell.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
      if (!ascii) cell = mail::DecodeBytes(cell, charset_).text;
    }
  }

  Result<std::optional<RawItem>> MakeItem(Row row) const {
    while (row.record.size() > header_.size() && row.record.back().empty()) row.record.pop_back();
    if (row.record.size() > header_.size()) {
      return Error{ErrorCode::kMalformed,
                   "row has " + std::to_string(row.record.size()) + " columns, the header " +
                       std::to_string(header_.size()),
                   Where(row.number),
                   {}};
    }
    RawItem item;
    item.format = model::ItemFormat::kRecord;
    item.export_name = recognition_.export_name;
    item.provenance = {name_, "row " + std::to_string(row.number), 0};
    for (std::size_t i = 0; i < row.record.size(); ++i) {
      item.fields.emplace_back(header_[i], std::move(row.record[i]));
    }
    for (const auto& [role, column] : recognition_.mapping) {
      item.fields.emplace_back(kRolePrefix + role, column);
    }
    item.fields.emplace_back(std::string(1, kRolePrefix) + "default_channel",
                             model::NameOf(recognition_.channel));
    return std::optional<RawItem>(std::move(item));
  }

  Recognition recognition_;
  std::string name_;
  Lines lines_;
  std::string charset_;
  CsvParser parser_;
  Record header_;
  std::deque<Row> rows_;  // read for recognition, not handed out yet
  std::deque<Error> early_errors_;
  std::uint64_t number_ = 0;
};

}  // namespace

Result<SourcePtr> OpenTable(const std::filesystem::path& path, const Sniffed& sniffed,
                            const ReadOptions& options) {
  REFRAIN_ASSIGN(LineReader reader, LineReader::Open(path));
  std::optional<Lines> lines;
  if (sniffed.charset.starts_with("UTF-16") || sniffed.charset.starts_with("UTF-32")) {
    REFRAIN_ASSIGN(const std::string bytes, ReadFile(path, kMaxUtf16Bytes));
    lines.emplace(std::move(reader), mail::DecodeBytes(bytes, sniffed.charset).text);
  } else {
    lines.emplace(std::move(reader));
  }
  auto source = std::make_unique<TableSource>(path.string(), std::move(*lines), sniffed);
  REFRAIN_TRY(source->Start(path, options));
  return SourcePtr(std::move(source));
}

}  // namespace refrain::read
