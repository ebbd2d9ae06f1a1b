// Lines of a file of any size in bounded memory, with their byte offsets.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace refrain::read {

// One item larger than this keeps its head: memory is bounded by it.
inline constexpr std::size_t kMaxItemBytes = std::size_t{32} << 20U;

// Owns its file descriptor. Not thread-safe.
class LineReader {
 public:
  // Errors: kNotFound, kIo.
  [[nodiscard]] static Result<LineReader> Open(const std::filesystem::path& path);

  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&& other) noexcept;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  struct Line {
    std::string_view bytes;    // with its \n, if it has one; valid until the next call
    std::uint64_t offset = 0;  // of its first byte in the file
    bool first = true;         // false: a further piece of a line too long for the buffer
  };
  // nullopt at the end of the file. Errors: kIo.
  [[nodiscard]] Result<std::optional<Line>> Next();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Bytes handed out so far.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  LineReader() = default;
  Status Fill();

  int descriptor_ = -1;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is not handed out yet
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t size_ = 0;
  bool at_end_ = false;
  bool mid_line_ = false;
  std::string name_;
};

// The first bytes of a file, at most `limit`. Errors: kNotFound, kIo.
[[nodiscard]] Result<std::string> ReadHead(const std::filesystem::path& path, std::size_t limit);

}  // namespace refrain::read
