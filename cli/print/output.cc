// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/output.h"

#include <cerrno>
#include <system_error>

namespace refrain::cli {

void Output::Print(std::string_view text) {
  if (reader_left_ || error_number_ != 0) return;
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) NoteFailure();
}

void Output::Line(std::string_view text) {
  Print(text);
  Print("\n");
}

void Output::Flush() {
  if (reader_left_ || error_number_ != 0) return;
  if (std::fflush(stream_) != 0) NoteFailure();
}

Status Output::Finish() {
  Flush();
  if (error_number_ == 0) return Ok();
  return Error{ErrorCode::kIo,
               "cannot write the answer: " + std::generic_category().message(error_number_), "",
               "is the disk full?"};
}

void Output::NoteFailure() {
  if (errno == EPIPE) {
    reader_left_ = true;
  } else {
    error_number_ = errno;
  }
}

}  // namespace refrain::cli
