// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/file_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace refrain::cli {
namespace {

std::string PartName(const std::string& path) { return path + ".part"; }

Error Unwritable(const std::string& path, int error_number) {
  return {ErrorCode::kIo, "cannot write: " + std::generic_category().message(error_number), path,
          "does the folder exist, may you write there, is there room?"};
}

}  // namespace

Result<FileWriter> FileWriter::Open(const std::string& path) {
  constexpr mode_t kOwnerOnly = 0600;  // customers' words are nobody else's
  const int descriptor =
      open(PartName(path).c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return Unwritable(path, errno);
  std::FILE* const file = fdopen(descriptor, "w");
  if (file == nullptr) {
    const int error_number = errno;
    close(descriptor);
    return Unwritable(path, error_number);
  }
  return FileWriter(path, file);
}

FileWriter::~FileWriter() {
  if (file_ != nullptr) unlink(PartName(path_).c_str());
}

Error FileWriter::Failure(int error_number) const { return Unwritable(path_, error_number); }

Status FileWriter::Write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) return Failure(errno);
  return Ok();
}

Status FileWriter::Commit() {
  if (std::fflush(file_.get()) != 0 || fsync(fileno(file_.get())) != 0) return Failure(errno);
  if (std::rename(PartName(path_).c_str(), path_.c_str()) != 0) return Failure(errno);
  file_.reset();
  return Ok();
}

}  // namespace refrain::cli
