// Long answers on a terminal go through a pager: $REFRAIN_PAGER, $PAGER, else `less -FIRX`,
// which ends by itself when everything fits on the screen.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <string>

namespace refrain::cli {

// While it lives after Start, standard output is the pager's input. One at a time.
class Pager {
 public:
  Pager() = default;
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;
  ~Pager() { Finish(); }

  // Without success (no such program) the output stays where it was.
  void Start(const std::string& command);
  // Flush standard output first. Waits until the reader has left.
  void Finish();

 private:
  pid_t child_ = 0;
  int terminal_ = -1;  // standard output as it was
};

}  // namespace refrain::cli
