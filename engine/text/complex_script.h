// Words in scripts that put no spaces between them, by ICU's dictionaries.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace refrain::text {

// Not thread-safe: one a worker, kept with its vocabulary because making one is dear.
class WordBreaker {
 public:
  WordBreaker();
  ~WordBreaker();
  WordBreaker(const WordBreaker&) = delete;
  WordBreaker& operator=(const WordBreaker&) = delete;

  // Ends of the words in `run` (valid UTF-8, letters and marks only), as byte offsets into
  // it, the last is run.size(). Without ICU's data each code point is a word.
  [[nodiscard]] const std::vector<std::uint32_t>& Ends(std::string_view run);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::text
