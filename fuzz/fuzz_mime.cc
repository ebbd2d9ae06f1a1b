// Any bytes as a mail: parsed, split into blocks that cover the text, valid UTF-8 out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "engine/mail/blocks.h"
#include "engine/mail/mime.h"
#include "engine/text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto splitter = refrain::mail::BlockSplitter::Load(
      std::filesystem::path(REFRAIN_SOURCE_DIR) / "lexicons" / "reply_headers.tsv");
  if (!splitter.ok()) std::abort();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto mail = refrain::mail::ParseMail(bytes);
  if (!mail.ok()) return 0;
  if (!refrain::text::IsValidUtf8(mail->text) || !refrain::text::IsValidUtf8(mail->subject)) {
    std::abort();
  }
  std::uint32_t end = 0;
  for (const auto& block : splitter->Split(mail->text)) {
    if (block.span.begin != end || block.span.end < block.span.begin) std::abort();
    end = block.span.end;
  }
  if (end != mail->text.size()) std::abort();
  return 0;
}
