// Standard output. Results go here and nothing else does.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string_view>

#include "engine/base/result.h"

namespace refrain::cli {

// One thread. After a failed write everything else is dropped: ask Finish.
class Output {
 public:
  explicit Output(std::FILE* stream) : stream_(stream) {}
  void Print(std::string_view text);
  // Text and a line end.
  void Line(std::string_view text);
  // What was printed so far is on its way to the reader.
  void Flush();
  // The reader went away (a closed pipe): no fault, but nothing more is needed.
  [[nodiscard]] bool reader_left() const { return reader_left_; }
  // Errors: kIo when not everything could be written (a full disk).
  [[nodiscard]] Status Finish();

 private:
  void NoteFailure();

  std::FILE* stream_;
  bool reader_left_ = false;
  int error_number_ = 0;
};

}  // namespace refrain::cli
