// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/line_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace refrain::read {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;
constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20U;

Error IoError(const std::string& name, int code) {
  return Error{code == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
               std::string("cannot read: ") + std::strerror(code),
               name,
               {}};
}

}  // namespace

Result<LineReader> LineReader::Open(const std::filesystem::path& path) {
  LineReader reader;
  reader.name_ = path.string();
  reader.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (reader.descriptor_ < 0) return IoError(reader.name_, errno);
  struct stat status {};
  if (::fstat(reader.descriptor_, &status) != 0) return IoError(reader.name_, errno);
  if (S_ISDIR(status.st_mode)) return IoError(reader.name_, EISDIR);
  reader.size_ = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0));
  return reader;
}

LineReader::LineReader(LineReader&& other) noexcept { *this = std::move(other); }

LineReader& LineReader::operator=(LineReader&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  buffer_.swap(other.buffer_);
  name_.swap(other.name_);
  begin_ = other.begin_;
  end_ = other.end_;
  offset_ = other.offset_;
  size_ = other.size_;
  at_end_ = other.at_end_;
  mid_line_ = other.mid_line_;
  return *this;
}

LineReader::~LineReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status LineReader::Fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kBlockBytes) buffer_.resize(end_ + kBlockBytes);
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer_.data() + end_, kBlockBytes);
  } while (count < 0 && errno == EINTR);
  if (count < 0) return IoError(name_, errno);
  at_end_ = count == 0;
  end_ += static_cast<std::size_t>(count);
  return Ok();
}

Result<std::optional<LineReader::Line>> LineReader::Next() {
  std::size_t searched = 0;
  while (true) {
    const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
    const std::size_t newline = rest.find('\n', searched);
    const bool whole = newline != std::string_view::npos;
    if (whole || rest.size() >= kMaxLineBytes || (at_end_ && !rest.empty())) {
      const std::size_t length = whole ? newline + 1 : rest.size();
      Line line{rest.substr(0, length), offset_, !mid_line_};
      begin_ += length;
      offset_ += length;
      mid_line_ = !whole;
      return std::optional<Line>(line);
    }
    if (at_end_) return std::optional<Line>();
    searched = rest.size();
    REFRAIN_TRY(Fill());
  }
}

Result<std::string> ReadHead(const std::filesystem::path& path, std::size_t limit) {
  REFRAIN_ASSIGN(LineReader reader, LineReader::Open(path));
  std::string head;
  while (head.size() < limit) {
    REFRAIN_ASSIGN(const std::optional<LineReader::Line> line, reader.Next());
    if (!line) break;
    head += line->bytes;
  }
  if (head.size() > limit) head.resize(limit);
  return head;
}

}  // namespace refrain::read
