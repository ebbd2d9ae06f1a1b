// Splits the text of a mail into labelled blocks: what its author wrote, what is
// quoted or forwarded, signatures, footers. Stands between mail/mime.h and the
// analysis, which reads `authored` blocks only. Nothing is deleted.
//
// All that depends on a language stands in lexicons/reply_headers.tsv.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/message.h"

namespace refrain::mail {

// Immutable after Load; const methods are thread-safe.
class BlockSplitter {
 public:
  // `table` is lexicons/reply_headers.tsv; its rows are described in its head.
  // Errors: kNotFound, kIo; kMalformed (`where` is file:line) for a row of unknown kind or
  // a pattern that does not compile or does not match its own example.
  [[nodiscard]] static Result<BlockSplitter> Load(const std::filesystem::path& table);

  BlockSplitter(BlockSplitter&&) noexcept;
  BlockSplitter& operator=(BlockSplitter&&) noexcept;
  ~BlockSplitter();

  // Ordered, disjoint blocks that cover `text` (none for an empty text); neighbours
  // differ in kind. Answers between quotes stay authored. `text` is valid UTF-8 of at most
  // 4 GB, lines end in \n. Linear in the length of the text. Never fails.
  [[nodiscard]] std::vector<model::Block> Split(std::string_view text) const;

  // Languages that the table has rows for, sorted.
  [[nodiscard]] const std::vector<std::string>& languages() const;

 private:
  struct Impl;
  explicit BlockSplitter(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

// The authored blocks of `text`, each trimmed, joined by a line break.
[[nodiscard]] std::string AuthoredText(std::string_view text,
                                       const std::vector<model::Block>& blocks);

}  // namespace refrain::mail
