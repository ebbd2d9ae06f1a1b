// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace refrain {
namespace {

std::string Reason(int error) { return std::generic_category().message(error); }

Error IoError(const std::filesystem::path& path, std::string_view what, int error) {
  return {error == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
          fmt::format("cannot {}: {}", what, Reason(error)), path.string(),
          error == EACCES   ? "check the permissions of this path"
          : error == ENOENT ? "check the spelling of this path"
          : error == ENOSPC ? "free some disk space and run it again"
                            : ""};
}

// Closes on scope exit.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

int WriteAll(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

Result<std::string> ReadFile(const std::filesystem::path& path, std::size_t limit_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return IoError(path, "open", errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return IoError(path, "read", errno);
  if (S_ISDIR(info.st_mode)) {
    return Error{ErrorCode::kIo, "is a folder, not a file", path.string(), ""};
  }
  std::string out;
  out.reserve(static_cast<std::size_t>(info.st_size) + 1);
  // A file of known size is read at once; the rest (pipes, /proc) in chunks.
  constexpr std::size_t kMinChunk = std::size_t{1} << 12U;
  constexpr std::size_t kMaxChunk = std::size_t{1} << 18U;
  const std::size_t chunk =
      info.st_size > 0
          ? std::clamp(static_cast<std::size_t>(info.st_size) + 1, kMinChunk, kMaxChunk)
          : kMaxChunk;
  for (;;) {
    const std::size_t old = out.size();
    out.resize(old + chunk);
    const ssize_t got = ::read(file.get(), out.data() + old, chunk);
    if (got < 0) {
      out.resize(old);
      if (errno == EINTR) continue;
      return IoError(path, "read", errno);
    }
    out.resize(old + static_cast<std::size_t>(got));
    if (got == 0) break;
    if (out.size() > limit_bytes) {
      return Error{ErrorCode::kLimit, fmt::format("larger than {} bytes", limit_bytes),
                   path.string(), ""};
    }
  }
  return out;
}

Status WriteFileAtomic(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path temporary = path.string() + ".part";
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.get() < 0) return IoError(temporary, "write", errno);
    const int failed = WriteAll(file.get(), content);
    if (failed != 0 || ::fsync(file.get()) != 0) {
      const int reason = failed != 0 ? failed : errno;
      ::unlink(temporary.c_str());
      return IoError(temporary, "write", reason);
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return IoError(path, "rename to", errno);
  const std::filesystem::path folder =
      path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const Descriptor dir(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (dir.get() >= 0 && ::fsync(dir.get()) != 0) return IoError(folder, "sync", errno);
  return Ok();
}

Result<FileLock> FileLock::Acquire(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return IoError(path, "open the lock", errno);
  FileLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return IoError(path, "lock", errno);
    std::string holder(32, '\0');
    const ssize_t got = ::pread(fd, holder.data(), holder.size(), 0);
    holder.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    while (!holder.empty() && (holder.back() == '\n' || holder.back() == '\0')) holder.pop_back();
    return Error{ErrorCode::kLocked,
                 fmt::format("another process writes this workspace (process {})",
                             holder.empty() ? "unknown" : holder),
                 path.parent_path().string(), "wait until it is done, then run this again"};
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, pid.data(), pid.size(), 0) < 0) {
    return IoError(path, "write the lock", errno);
  }
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace refrain
