// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line_reader.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace refrain::cli {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 16U;

}  // namespace

LineReader::LineReader(int descriptor, std::size_t limit_bytes, const Context& context)
    : descriptor_(descriptor), limit_bytes_(limit_bytes), context_(context) {}

bool LineReader::WouldWait() const { return buffer_.find('\n', begin_) == std::string::npos; }

Result<bool> LineReader::Fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t old_size = buffer_.size();
  buffer_.resize(old_size + kChunkBytes);
  ssize_t got = -1;
  do {
    if (context_.stopped()) return Error{ErrorCode::kInterrupted, "interrupted", "", ""};
    got = read(descriptor_, buffer_.data() + old_size, kChunkBytes);
  } while (got < 0 && errno == EINTR);
  buffer_.resize(old_size + static_cast<std::size_t>(got < 0 ? 0 : got));
  if (got < 0) {
    return Error{ErrorCode::kIo, "cannot read: " + std::generic_category().message(errno), "stdin",
                 ""};
  }
  return got > 0;
}

Result<LineReader::Found> LineReader::Next(std::string& line) {
  bool too_long = false;
  std::size_t searched = begin_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      line.assign(buffer_, begin_, end - begin_);
      begin_ = end + 1;
      break;
    }
    if (buffer_.size() - begin_ > limit_bytes_) {
      too_long = true;
      begin_ = buffer_.size();
    }
    searched = buffer_.size() - begin_;
    REFRAIN_ASSIGN(const bool more, Fill());
    if (more) continue;
    if (begin_ == buffer_.size() && !too_long) return Found::kEnd;
    line.assign(buffer_, begin_);
    begin_ = buffer_.size();
    break;
  }
  ++line_number_;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return too_long || line.size() > limit_bytes_ ? Found::kTooLong : Found::kLine;
}

}  // namespace refrain::cli
