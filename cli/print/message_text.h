// A message and what was found in it, for people: used by `show` and `preview`.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/print/style.h"
#include "engine/service/types.h"

namespace refrain::cli {

struct TextView {
  std::size_t columns;  // kUncut for a pipe
  const Style& style;
  std::function<std::string(std::int64_t)> time;   // a moment among others
  std::function<std::string(std::int64_t)> exact;  // a moment by itself
  std::function<std::string(std::int64_t)> day;    // only its day
};

// A label, and what stands beside it, wrapped and indented under itself; empty when `text` is.
[[nodiscard]] std::string FieldText(std::string_view label, std::string_view text,
                                    const TextView& view);
// Sender, channel, rating, flags: what the source said.
[[nodiscard]] std::string HeaderFields(const model::Message& message, const TextView& view);
// Language, feeling, emotions, kinds, requests.
[[nodiscard]] std::string FindingFields(const model::Message& message,
                                        const model::Annotations& annotations,
                                        const TextView& view);
// The text by blocks: the customer's own words plain, the rest dim behind a mark that names
// it. `max_lines` of a block; 0: all.
[[nodiscard]] std::string BodyText(const model::Message& message, std::size_t max_lines,
                                   const TextView& view);
// All of one stored message.
[[nodiscard]] std::string MessageText(const service::MessageView& message, const TextView& view);
// Why the message was read as it was: sentence by sentence, and what weighed in.
[[nodiscard]] std::string ExplanationText(const service::MessageView& message,
                                          const TextView& view);

// The words of a span on one line; empty when it does not lie in `text`.
[[nodiscard]] std::string SpanText(std::string_view text, const model::Span& span);

}  // namespace refrain::cli
