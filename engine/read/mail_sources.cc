// mbox, Maildir, and files that are one item.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <system_error>

#include "engine/base/files.h"
#include "engine/base/strings.h"
#include "engine/read/item_sources.h"
#include "engine/read/line_reader.h"
#include "engine/read/roles.h"

namespace refrain::read {
namespace fs = std::filesystem;
namespace {

using model::ItemFormat;
using model::RawItem;

// ">From " and ">>From " as mboxrd writes them.
bool IsEscapedFrom(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('>');
  return marks != std::string_view::npos && marks > 0 && line.substr(marks).starts_with("From ");
}

class MboxSource final : public ItemSource {
 public:
  MboxSource(std::string name, LineReader reader)
      : name_(std::move(name)), reader_(std::move(reader)) {
    recognition_.format = "mbox";
    recognition_.detail = "mboxrd";
    recognition_.channel = model::Channel::kEmail;
  }

  [[nodiscard]] const Recognition& recognition() const override { return recognition_; }
  [[nodiscard]] std::uint64_t bytes_total() const override { return reader_.size(); }
  [[nodiscard]] std::uint64_t bytes_done() const override { return reader_.offset(); }

  Result<std::optional<RawItem>> Next() override {
    if (ended_) return std::optional<RawItem>();
    RawItem item;
    bool blank_before = !started_;
    while (true) {
      auto read = reader_.Next();
      if (!read.ok()) {
        ended_ = true;
        return std::move(read).error();
      }
      if (!read->has_value()) break;
      const LineReader::Line& line = **read;
      if (line.first && blank_before && line.bytes.starts_with("From ") && StartsMessage(line)) {
        const std::uint64_t offset = std::exchange(offset_, line.offset);
        if (std::exchange(started_, true)) return Finish(std::move(item), offset);
        continue;
      }
      started_ = true;
      Append(item.bytes,
             line.first && IsEscapedFrom(line.bytes) ? line.bytes.substr(1) : line.bytes);
      blank_before = line.first && (line.bytes == "\n" || line.bytes == "\r\n");
    }
    ended_ = true;
    if (!started_) return std::optional<RawItem>();
    return Finish(std::move(item), offset_);
  }

 private:
  static void Append(std::string& bytes, std::string_view line) {
    bytes.append(line.substr(0, kMaxItemBytes - std::min(bytes.size(), kMaxItemBytes)));
  }

  // A From_ line must hold a date, unless the first of this file holds none ("From -").
  bool StartsMessage(const LineReader::Line& line) {
    bool dated = false;
    std::string_view text = line.bytes;
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    const bool valid = IsFromLine(text, dated);
    if (!started_) {
      undated_ = !dated;
      return true;
    }
    return dated || (undated_ && valid);
  }

  Result<std::optional<RawItem>> Finish(RawItem item, std::uint64_t offset) const {
    item.format = ItemFormat::kMail;
    item.provenance = {name_, std::to_string(offset), offset};
    return std::optional<RawItem>(std::move(item));
  }

  Recognition recognition_;
  std::string name_;
  LineReader reader_;
  std::uint64_t offset_ = 0;  // of the From_ line of the message being read
  bool started_ = false;
  bool undated_ = false;
  bool ended_ = false;
};

// A list of files, each of them one mail.
class MaildirSource final : public ItemSource {
 public:
  MaildirSource(std::string name, std::vector<std::pair<std::string, fs::path>> files,
                std::uint64_t bytes)
      : name_(std::move(name)), files_(std::move(files)), total_(bytes) {
    recognition_.format = "maildir";
    recognition_.channel = model::Channel::kEmail;
    recognition_.detail = std::to_string(files_.size()) + " files";
  }

  [[nodiscard]] const Recognition& recognition() const override { return recognition_; }
  [[nodiscard]] std::uint64_t bytes_total() const override { return total_; }
  [[nodiscard]] std::uint64_t bytes_done() const override { return done_; }

  Result<std::optional<RawItem>> Next() override {
    if (next_ == files_.size()) return std::optional<RawItem>();
    const auto& [place, path] = files_[next_++];
    auto bytes = ReadHead(path, kMaxItemBytes);
    if (!bytes.ok()) {
      Error error = std::move(bytes).error();
      error.where = name_ + '@' + place;
      return error;
    }
    done_ += bytes->size();
    RawItem item;
    item.format = ItemFormat::kMail;
    item.bytes = std::move(*bytes);
    item.provenance = {name_, place, 0};
    return std::optional<RawItem>(std::move(item));
  }

 private:
  Recognition recognition_;
  std::string name_;
  std::vector<std::pair<std::string, fs::path>> files_;
  std::uint64_t total_ = 0;
  std::uint64_t done_ = 0;
  std::size_t next_ = 0;
};

class WholeSource final : public ItemSource {
 public:
  WholeSource(Recognition recognition, RawItem item)
      : recognition_(std::move(recognition)), total_(item.bytes.size()), item_(std::move(item)) {}

  [[nodiscard]] const Recognition& recognition() const override { return recognition_; }
  [[nodiscard]] std::uint64_t bytes_total() const override { return total_; }
  [[nodiscard]] std::uint64_t bytes_done() const override { return item_ ? 0 : total_; }
  Result<std::optional<RawItem>> Next() override { return std::exchange(item_, std::nullopt); }

 private:
  Recognition recognition_;
  std::uint64_t total_;
  std::optional<RawItem> item_;
};

}  // namespace

Result<SourcePtr> OpenMbox(const fs::path& path) {
  REFRAIN_ASSIGN(LineReader reader, LineReader::Open(path));
  return SourcePtr(std::make_unique<MboxSource>(path.string(), std::move(reader)));
}

Result<SourcePtr> OpenMaildir(const fs::path& path) {
  std::vector<std::pair<std::string, fs::path>> files;
  std::uint64_t bytes = 0;
  for (const char* folder : {"cur", "new"}) {
    std::error_code code;
    for (fs::directory_iterator it(path / folder, code), end; !code && it != end;
         it.increment(code)) {
      std::error_code ignored;
      const std::string name = it->path().filename().string();
      if (name.starts_with('.') || !it->is_regular_file(ignored)) continue;
      bytes += it->file_size(ignored);
      files.emplace_back(name.substr(0, name.find(':')), it->path());
    }
    if (code) return Error{ErrorCode::kIo, "cannot list: " + code.message(), path.string(), {}};
  }
  std::sort(files.begin(), files.end());
  return SourcePtr(std::make_unique<MaildirSource>(path.string(), std::move(files), bytes));
}

Result<SourcePtr> OpenWhole(const fs::path& path, const Sniffed& sniffed) {
  REFRAIN_ASSIGN(std::string bytes, ReadHead(path, kMaxItemBytes));
  Recognition recognition;
  recognition.format = sniffed.format;
  RawItem item;
  item.bytes = std::move(bytes);
  item.provenance = {path.string(), "0", 0};
  if (sniffed.format == "eml") {
    item.format = ItemFormat::kMail;
    recognition.channel = model::Channel::kEmail;
  } else {
    const bool text = sniffed.format == "text";
    item.format = text ? ItemFormat::kText : ItemFormat::kTranscript;
    recognition.detail = sniffed.charset;
    const auto guessed = ChannelOfPath(path.string());
    recognition.channel = guessed.value_or(text ? model::Channel::kNote : model::Channel::kCall);
  }
  return SourcePtr(std::make_unique<WholeSource>(std::move(recognition), std::move(item)));
}

}  // namespace refrain::read
