// Files: whole reads with a limit, atomic writes, the writer's lock.
// Thread-safe: functions share no state; a FileLock belongs to one owner.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace refrain {

// Errors: kNotFound, kIo, kLimit when the file is larger than `limit_bytes`.
[[nodiscard]] Result<std::string> ReadFile(const std::filesystem::path& path,
                                           std::size_t limit_bytes = std::size_t{1} << 31U);

// Temporary file beside `path`, fsync, rename, fsync of the folder: after a crash
// either the old or the new content is there. Mode 0600.
[[nodiscard]] Status WriteFileAtomic(const std::filesystem::path& path, std::string_view content);

// An exclusive advisory lock (flock, close-on-exec) held as long as the object lives.
// The file holds the process id of the holder, for the message of the one who loses.
class FileLock {
 public:
  // Errors: kLocked (message names the holder's process id), kIo.
  [[nodiscard]] static Result<FileLock> Acquire(const std::filesystem::path& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace refrain
