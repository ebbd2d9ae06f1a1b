// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/blocks.h"

#include "engine/base/strings.h"
#include "engine/mail/header_table.h"
#include "engine/mail/splitter.h"

namespace refrain::mail {

struct BlockSplitter::Impl {
  HeaderTable table;
};

BlockSplitter::BlockSplitter(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
BlockSplitter::BlockSplitter(BlockSplitter&&) noexcept = default;
BlockSplitter& BlockSplitter::operator=(BlockSplitter&&) noexcept = default;
BlockSplitter::~BlockSplitter() = default;

Result<BlockSplitter> BlockSplitter::Load(const std::filesystem::path& table) {
  REFRAIN_ASSIGN(HeaderTable loaded, HeaderTable::Load(table));
  return BlockSplitter(std::make_unique<const Impl>(Impl{std::move(loaded)}));
}

std::vector<model::Block> BlockSplitter::Split(std::string_view text) const {
  return SplitBlocks(text, impl_->table);
}

const std::vector<std::string>& BlockSplitter::languages() const {
  return impl_->table.languages();
}

std::string AuthoredText(std::string_view text, const std::vector<model::Block>& blocks) {
  std::string out;
  for (const model::Block& block : blocks) {
    if (block.kind != model::BlockKind::kAuthored) continue;
    const std::string_view part =
        TrimAscii(text.substr(block.span.begin, block.span.end - block.span.begin));
    if (part.empty()) continue;
    if (!out.empty()) out += '\n';
    out += part;
  }
  return out;
}

}  // namespace refrain::mail
