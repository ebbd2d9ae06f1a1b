// Answers as JSON: the same for `--json`, the HTTP API and MCP. Roots carry "schema": 1.
// Thread-safe: pure functions. Invalid UTF-8 never comes out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/service/types.h"

namespace refrain::service {

// One object each, without a line break. Lists are {"schema":1,"items":[…],"total":n}.
[[nodiscard]] std::string ToJson(const ingest::IngestReport& report);
[[nodiscard]] std::string ToJson(const query::SearchResult& result);
[[nodiscard]] std::string ToJson(const MessageView& view);
[[nodiscard]] std::string ToJson(const std::vector<MessageView>& thread);
[[nodiscard]] std::string ToJson(const std::vector<ThemeRow>& rows);
[[nodiscard]] std::string ToJson(const std::vector<RequestRow>& rows);
[[nodiscard]] std::string ToJson(const RequestCard& card);
[[nodiscard]] std::string ToJson(const std::vector<SuggestionRow>& rows);
[[nodiscard]] std::string ToJson(const SuggestionCard& card);
[[nodiscard]] std::string ToJson(const TrendTable& table);
[[nodiscard]] std::string ToJson(const report::DigestContent& digest);
[[nodiscard]] std::string ToJson(const std::vector<DoctorLine>& lines);
[[nodiscard]] std::string ToJson(const Preview& preview);

}  // namespace refrain::service
