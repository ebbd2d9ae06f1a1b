// A file written piece by piece that appears under its name only when it is whole.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace refrain::cli {

// Not thread-safe. Writes to "<path>.part" (mode 0600); Commit renames it. Without Commit
// nothing is left behind.
class FileWriter {
 public:
  // Errors: kIo.
  [[nodiscard]] static Result<FileWriter> Open(const std::string& path);
  FileWriter(FileWriter&&) = default;
  FileWriter& operator=(FileWriter&&) = default;
  ~FileWriter();

  [[nodiscard]] Status Write(std::string_view text);
  [[nodiscard]] Status Commit();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  FileWriter(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  [[nodiscard]] Error Failure(int error_number) const;

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace refrain::cli
