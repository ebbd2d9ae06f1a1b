// Copies mbox files into a Maildir, so that peers read the same mail.
//   bench_maildir OUT_MAILDIR MBOX…      prints the number of messages
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/read/source.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench_maildir OUT_MAILDIR MBOX…\n");
    return 2;
  }
  const fs::path out = argv[1];
  for (const char* folder : {"cur", "new", "tmp"}) fs::create_directories(out / folder);
  long count = 0;
  for (int i = 2; i < argc; ++i) {
    const auto source = refrain::read::OpenSource(argv[i], {});
    if (!source.ok()) {
      std::fprintf(stderr, "error: %s\n", source.error().ToString().c_str());
      return 1;
    }
    for (;;) {
      const auto item = (*source)->Next();
      if (!item.ok()) continue;
      if (!item->has_value()) break;
      std::string bytes = (*item)->bytes;
      if (bytes.starts_with("From ")) bytes.erase(0, bytes.find('\n') + 1);
      char name[64];
      std::snprintf(name, sizeof name, "1000000000.%07ld.bench:2,S", count++);
      std::ofstream(out / "cur" / name, std::ios::binary) << bytes;
    }
  }
  std::printf("%ld\n", count);
  return 0;
}
