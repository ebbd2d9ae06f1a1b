// Lines of standard input as they come, each of bounded length.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/context.h"
#include "engine/base/result.h"

namespace refrain::cli {

// One thread. Reads ahead only what the stream gives without waiting.
class LineReader {
 public:
  // `descriptor` is borrowed. A line longer than `limit_bytes` is skipped and reported.
  LineReader(int descriptor, std::size_t limit_bytes, const Context& context);

  enum class Found { kLine, kTooLong, kEnd };
  // Sets `line` (without the line end). Errors: kIo, kInterrupted.
  [[nodiscard]] Result<Found> Next(std::string& line);
  // 1 for the first line.
  [[nodiscard]] std::uint64_t line_number() const { return line_number_; }
  // The next line will have to be waited for: a good moment to flush.
  [[nodiscard]] bool WouldWait() const;

 private:
  [[nodiscard]] Result<bool> Fill();  // false: the end

  int descriptor_;
  std::size_t limit_bytes_;
  const Context& context_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::uint64_t line_number_ = 0;
};

}  // namespace refrain::cli
