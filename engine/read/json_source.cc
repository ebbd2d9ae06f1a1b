// JSONL (one value a line), JSON lists (streamed) and JSON documents.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <deque>

#include "engine/base/files.h"
#include "engine/base/strings.h"
#include "engine/read/item_sources.h"
#include "engine/read/json_fields.h"
#include "engine/read/line_reader.h"
#include "engine/read/roles.h"

namespace refrain::read {
namespace {

using model::RawItem;

constexpr std::size_t kSampleItems = 20;
constexpr std::size_t kMaxDocumentBytes = std::size_t{64} << 20U;

constexpr std::size_t kMaxSampleBytes = 400;

// Texts of JSON values one by one, with their place.
struct Piece {
  std::string json;
  std::string place;
  std::uint64_t offset = 0;
};

class Pieces {
 public:
  virtual ~Pieces() = default;
  virtual Result<std::optional<Piece>> Next() = 0;
  [[nodiscard]] virtual std::uint64_t done() const = 0;
  [[nodiscard]] virtual std::uint64_t total() const = 0;
};

class LinePieces final : public Pieces {
 public:
  explicit LinePieces(LineReader reader) : reader_(std::move(reader)) {}
  Result<std::optional<Piece>> Next() override {
    while (true) {
      Piece piece;
      bool any = false;
      bool too_long = false;
      while (true) {
        REFRAIN_ASSIGN(const auto line, reader_.Next());
        if (!line) break;
        if (!any) piece.offset = line->offset;
        any = true;
        too_long |= piece.json.size() + line->bytes.size() > kMaxItemBytes;
        if (!too_long) piece.json += line->bytes;
        if (line->bytes.ends_with('\n')) break;
      }
      if (!any) return std::optional<Piece>();
      ++number_;
      piece.place = "line " + std::to_string(number_);
      if (too_long) return Error{ErrorCode::kLimit, "line is too long", piece.place, {}};
      if (number_ == 1 && piece.json.starts_with("\xEF\xBB\xBF")) piece.json.erase(0, 3);
      if (!TrimAscii(piece.json).empty()) return std::optional<Piece>(std::move(piece));
    }
  }
  [[nodiscard]] std::uint64_t done() const override { return reader_.offset(); }
  [[nodiscard]] std::uint64_t total() const override { return reader_.size(); }

 private:
  LineReader reader_;
  std::uint64_t number_ = 0;
};

// The elements of a top-level list, found by counting brackets outside of strings.
class ListPieces final : public Pieces {
 public:
  explicit ListPieces(LineReader reader) : reader_(std::move(reader)) {}

  Result<std::optional<Piece>> Next() override {
    Piece piece;
    bool too_long = false;
    while (!ended_) {
      if (pos_ == buffer_.size()) {
        REFRAIN_ASSIGN(const auto line, reader_.Next());
        if (!line) {
          ended_ = true;
          break;
        }
        buffer_ = std::string(line->bytes);
        pos_ = 0;
      }
      const char c = buffer_[pos_++];
      if (depth_ == 0) {  // before the list
        if (c == '[') depth_ = 1;
        continue;
      }
      const bool end = !in_string_ && depth_ == 1 && (c == ',' || c == ']');
      if (end) {
        if (c == ']') ended_ = true;
        if (TrimAscii(piece.json).empty()) continue;
        return Finish(std::move(piece), too_long);
      }
      Track(c);
      if (piece.json.empty() && std::string_view(" \t\r\n").find(c) != std::string_view::npos) {
        continue;
      }
      too_long |= piece.json.size() >= kMaxItemBytes;
      if (!too_long) piece.json += c;
    }
    if (TrimAscii(piece.json).empty()) return std::optional<Piece>();
    return Finish(std::move(piece), too_long);
  }
  [[nodiscard]] std::uint64_t done() const override { return reader_.offset(); }
  [[nodiscard]] std::uint64_t total() const override { return reader_.size(); }

 private:
  void Track(char c) {
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      }
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
  }

  Result<std::optional<Piece>> Finish(Piece piece, bool too_long) {
    ++number_;
    piece.place = "item " + std::to_string(number_);
    if (too_long) return Error{ErrorCode::kLimit, "item is too large", piece.place, {}};
    return std::optional<Piece>(std::move(piece));
  }

  LineReader reader_;
  std::string buffer_;
  std::size_t pos_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool ended_ = false;
};

class DocumentPieces final : public Pieces {
 public:
  DocumentPieces(std::vector<std::string> items, std::uint64_t bytes)
      : items_(std::move(items)), bytes_(bytes) {}
  Result<std::optional<Piece>> Next() override {
    if (next_ == items_.size()) return std::optional<Piece>();
    Piece piece{std::move(items_[next_]), {}, 0};
    piece.place = "item " + std::to_string(++next_);
    return std::optional<Piece>(std::move(piece));
  }
  [[nodiscard]] std::uint64_t done() const override {
    return next_ == items_.size() ? bytes_ : bytes_ * next_ / items_.size();
  }
  [[nodiscard]] std::uint64_t total() const override { return bytes_; }

 private:
  std::vector<std::string> items_;
  std::size_t next_ = 0;
  std::uint64_t bytes_ = 0;
};

class JsonSource final : public ItemSource {
 public:
  JsonSource(std::string name, std::string format, std::unique_ptr<Pieces> pieces)
      : name_(std::move(name)), format_(std::move(format)), pieces_(std::move(pieces)) {}

  Status Start(const std::filesystem::path& path, const ReadOptions& options) {
    while (samples_.size() < kSampleItems) {
      auto item = ReadItem();
      const bool end = item.ok() && !item->has_value();
      if (end) break;
      samples_.push_back(std::move(item));
    }
    REFRAIN_ASSIGN(recognition_, RecogniseColumns(path, Columns(), options));
    recognition_.format = format_;
    return Ok();
  }

  [[nodiscard]] const Recognition& recognition() const override { return recognition_; }
  [[nodiscard]] std::uint64_t bytes_total() const override { return pieces_->total(); }
  [[nodiscard]] std::uint64_t bytes_done() const override { return pieces_->done(); }

  Result<std::optional<RawItem>> Next() override {
    auto item = [&]() -> Result<std::optional<RawItem>> {
      if (samples_.empty()) return ReadItem();
      auto first = std::move(samples_.front());
      samples_.pop_front();
      return first;
    }();
    if (!item.ok() || !item->has_value()) return item;
    RawItem& raw = **item;
    raw.export_name = recognition_.export_name;
    for (const auto& [role, column] : recognition_.mapping) {
      raw.fields.emplace_back(kRolePrefix + role, column);
    }
    raw.fields.emplace_back(std::string(1, kRolePrefix) + "default_channel",
                            model::NameOf(recognition_.channel));
    return item;
  }

 private:
  Result<std::optional<RawItem>> ReadItem() {
    auto piece = pieces_->Next();
    if (!piece.ok()) {
      Error error = std::move(piece).error();
      // Reading itself failed: nothing more will come.
      if (error.code == ErrorCode::kIo)
        pieces_ = std::make_unique<DocumentPieces>(std::vector<std::string>(), 0);
      error.where = name_ + '@' + error.where;
      return error;
    }
    if (!piece->has_value()) return std::optional<RawItem>();
    auto fields = reader_.ReadObject((*piece)->json);
    if (!fields.ok()) {
      Error error = std::move(fields).error();
      error.where = name_ + '@' + (*piece)->place;
      return error;
    }
    RawItem item;
    item.format = model::ItemFormat::kRecord;
    item.fields = std::move(*fields);
    item.provenance = {name_, (*piece)->place, (*piece)->offset};
    return std::optional<RawItem>(std::move(item));
  }

  // All names of the samples, in order of first sight.
  [[nodiscard]] std::vector<Column> Columns() const {
    std::vector<Column> columns;
    for (const auto& sample : samples_) {
      if (!sample.ok()) continue;
      for (const auto& [name, value] : (*sample)->fields) {
        if (name.starts_with(kRolePrefix)) continue;
        auto it = std::find_if(columns.begin(), columns.end(),
                               [&name = name](const Column& one) { return one.name == name; });
        if (it == columns.end()) it = columns.insert(columns.end(), Column{name, {}});
        it->samples.push_back(value.substr(0, kMaxSampleBytes));
      }
    }
    return columns;
  }

  Recognition recognition_;
  std::string name_;
  std::string format_;
  std::unique_ptr<Pieces> pieces_;
  JsonReader reader_;
  std::deque<Result<std::optional<RawItem>>> samples_;
};

Result<std::unique_ptr<Pieces>> OpenPieces(const std::filesystem::path& path,
                                           const Sniffed& sniffed) {
  REFRAIN_ASSIGN(LineReader reader, LineReader::Open(path));
  if (sniffed.format == "jsonl")
    return std::unique_ptr<Pieces>(std::make_unique<LinePieces>(std::move(reader)));
  if (TrimAscii(sniffed.head).starts_with('[')) {
    return std::unique_ptr<Pieces>(std::make_unique<ListPieces>(std::move(reader)));
  }
  auto bytes = ReadFile(path, kMaxDocumentBytes);
  if (!bytes.ok()) {
    Error error = std::move(bytes).error();
    if (error.code == ErrorCode::kLimit) error.hint = "write it as JSONL, one object a line";
    return error;
  }
  std::string_view json = *bytes;
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  JsonReader document;
  auto items = document.SplitDocument(json);
  if (!items.ok()) {
    Error error = std::move(items).error();
    error.where = path.string();
    return error;
  }
  return std::unique_ptr<Pieces>(
      std::make_unique<DocumentPieces>(std::move(*items), bytes->size()));
}

}  // namespace

Result<SourcePtr> OpenJson(const std::filesystem::path& path, const Sniffed& sniffed,
                           const ReadOptions& options) {
  REFRAIN_ASSIGN(std::unique_ptr<Pieces> pieces, OpenPieces(path, sniffed));
  auto source = std::make_unique<JsonSource>(path.string(), sniffed.format, std::move(pieces));
  REFRAIN_TRY(source->Start(path, options));
  return SourcePtr(std::move(source));
}

}  // namespace refrain::read
