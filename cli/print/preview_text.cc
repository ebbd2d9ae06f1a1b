// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/preview_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/print/ingest_report.h"
#include "cli/print/layout.h"
#include "cli/print/message_text.h"
#include "cli/print/words.h"
#include "engine/base/time.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kBodyLines = 8;

std::string ItemText(const service::Preview::Item& item, std::size_t number, const TextView& view) {
  std::string out =
      fmt::format("\n{}\n", view.style(Tone::kHeading, fmt::format("Item {}", number)));
  if (!item.error.empty()) {
    return out + fmt::format("{} {}\n", view.style(Tone::kNegative, "would be rejected:"),
                             OneLine(item.error));
  }
  const model::Message& m = item.message;
  if (!m.flags.date_missing) out += FieldText("Date", view.time(m.sent_at_utc), view);
  out += HeaderFields(m, view);
  out += FindingFields(m, item.annotations, view);
  std::vector<std::string> themes;
  for (const model::ThemeMention& one : item.annotations.themes) {
    if (themes.empty() || themes.back() != one.theme) themes.push_back(one.theme);
  }
  out += FieldText("Themes", Join(themes, ", "), view);
  return out + "\n" + BodyText(m, kBodyLines, view);
}

}  // namespace

std::string PreviewText(const service::Preview& preview, std::size_t columns, const Style& style) {
  const auto time = [](std::int64_t at) { return FormatRfc3339(at); };
  const TextView view{columns, style, time, time, time};
  const read::Recognition& found = preview.recognition;
  std::string out =
      fmt::format("{}  {}   channel {}\n", style(Tone::kHeading, OneLine(preview.path)),
                  RecognitionText(found), model::NameOf(found.channel));
  std::size_t width = 0;
  for (const auto& [role, column] : found.mapping) width = std::max(width, role.size());
  for (const auto& [role, column] : found.mapping) {
    out += fmt::format("  {}  {}\n", style(Tone::kDim, Pad(role, width, Align::kLeft)),
                       OneLine(column));
  }
  std::size_t number = 0;
  for (const service::Preview::Item& item : preview.items) out += ItemText(item, ++number, view);
  if (preview.items.empty()) out += "There is no item in it.\n";
  return out;
}

}  // namespace refrain::cli
