// Lists and small structures as text columns: one item a line, fields between spaces,
// enums by name, floats in their shortest exact form. For what SQL never looks into.
// Thread-safe: pure functions. Unpack errors: kCorrupt.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/annotation.h"
#include "engine/model/message.h"

namespace refrain::store {

// Any strings: "\" and line breaks are escaped.
[[nodiscard]] std::string PackLines(const std::vector<std::string>& lines);
[[nodiscard]] std::vector<std::string> UnpackLines(std::string_view packed);

// "text-repaired auto"
[[nodiscard]] std::string PackFlags(const model::MessageFlags& flags);
[[nodiscard]] Result<model::MessageFlags> UnpackFlags(std::string_view packed);

// "authored 0 120"
[[nodiscard]] std::string PackBlocks(const std::vector<model::Block>& blocks);
[[nodiscard]] Result<std::vector<model::Block>> UnpackBlocks(std::string_view packed);

// "0 42 lv 0.93 negative -0.6 0.8 complaint 0.7 bug 0.4"; for the language and its confidence
// "-" stands for unknown, "=" alone for those of the sentence before.
[[nodiscard]] std::string PackSentences(const std::vector<model::SentenceAnnotation>& sentences);
[[nodiscard]] Result<std::vector<model::SentenceAnnotation>> UnpackSentences(
    std::string_view packed);

// "12 31 email"
[[nodiscard]] std::string PackPersonal(const std::vector<model::PersonalDatum>& data);
[[nodiscard]] Result<std::vector<model::PersonalDatum>> UnpackPersonal(std::string_view packed);

}  // namespace refrain::store
