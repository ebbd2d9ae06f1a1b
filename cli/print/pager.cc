// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/pager.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace refrain::cli {
namespace {

[[noreturn]] void BecomePager(int input, const std::string& command) {
  dup2(input, STDIN_FILENO);
  execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
  _exit(127);
}

}  // namespace

void Pager::Start(const std::string& command) {
  // `sh` would only fail once the answer is on its way: ask it beforehand.
  const std::string whole = "command -v " + command.substr(0, command.find(' ')) +
                            " >/dev/null || exec cat; exec " + command;
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return;
  terminal_ = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  child_ = fork();
  if (child_ == 0) BecomePager(pipe_ends[0], whole);
  if (child_ > 0) dup2(pipe_ends[1], STDOUT_FILENO);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  if (child_ < 0) child_ = 0;
}

void Pager::Finish() {
  if (child_ == 0) return;
  // Closes the last writing end of the pipe, which is how the pager learns of the end.
  dup2(terminal_, STDOUT_FILENO);
  close(terminal_);
  int status = 0;
  while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = 0;
}

}  // namespace refrain::cli
