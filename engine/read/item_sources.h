// The readers behind OpenSource, one factory each. Internal to read/source.cc.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "engine/base/result.h"
#include "engine/read/sniff.h"
#include "engine/read/source.h"

namespace refrain::read {

using SourcePtr = std::unique_ptr<ItemSource>;

[[nodiscard]] Result<SourcePtr> OpenMbox(const std::filesystem::path& path);
[[nodiscard]] Result<SourcePtr> OpenMaildir(const std::filesystem::path& path);
// eml, vtt, srt, text: the file is one item.
[[nodiscard]] Result<SourcePtr> OpenWhole(const std::filesystem::path& path,
                                          const Sniffed& sniffed);
[[nodiscard]] Result<SourcePtr> OpenTable(const std::filesystem::path& path, const Sniffed& sniffed,
                                          const ReadOptions& options);
[[nodiscard]] Result<SourcePtr> OpenJson(const std::filesystem::path& path, const Sniffed& sniffed,
                                         const ReadOptions& options);

// cur, new and tmp are folders in it.
[[nodiscard]] bool IsMaildir(const std::filesystem::path& path);

// The channel and mapping of a table or JSON source, from its columns and path.
// `as_format` may name an export.
[[nodiscard]] Result<Recognition> RecogniseColumns(const std::filesystem::path& path,
                                                   const std::vector<struct Column>& columns,
                                                   const ReadOptions& options);

}  // namespace refrain::read
