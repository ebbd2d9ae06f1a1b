// Any bytes as a file of each kind (the first byte chooses: mbox, CSV, JSON Lines, WebVTT, or
// recognised by content): every item is decoded or refused, none is lost, none crashes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/mail/blocks.h"
#include "engine/read/decode.h"
#include "engine/read/source.h"
#include "engine/text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto splitter = refrain::mail::BlockSplitter::Load(
      std::filesystem::path(REFRAIN_SOURCE_DIR) / "lexicons" / "reply_headers.tsv");
  static const int file = ::memfd_create("input", 0);
  if (!splitter.ok() || file < 0 || size == 0) return 0;
  static const char* const kFormats[] = {"", "mbox", "csv", "jsonl", "vtt", "srt", "json", "tsv"};
  refrain::read::ReadOptions options;
  options.as_format = kFormats[data[0] % 8];
  if (::ftruncate(file, 0) != 0 ||
      ::pwrite(file, data + 1, size - 1, 0) != static_cast<ssize_t>(size - 1)) {
    return 0;
  }
  const auto source = refrain::read::OpenSource("/proc/self/fd/" + std::to_string(file), options);
  if (!source.ok()) return 0;
  const refrain::read::Decoder decoder(*splitter, options);
  for (std::size_t items = 0; items <= size; ++items) {
    const auto item = (*source)->Next();
    if (!item.ok()) continue;
    if (!item->has_value()) return 0;
    const auto message = decoder.Decode(**item);
    if (!message.ok()) continue;
    if (!refrain::text::IsValidUtf8(message->text) || message->key.empty()) std::abort();
    for (const auto& block : message->blocks) {
      if (block.span.end > message->text.size()) std::abort();
    }
  }
  std::abort();  // more items than bytes
}
