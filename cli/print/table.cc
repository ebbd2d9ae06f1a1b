// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/strings.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

using service::DisplayWidth;

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 8;  // of a flexible column when nothing else helps

// What people see: texts of one line, and how wide each column is.
struct Layout {
  std::vector<std::size_t> shown;   // indices of columns
  std::vector<std::size_t> widths;  // parallel to `shown`

  [[nodiscard]] std::size_t Total() const {
    std::size_t total = 0;
    for (const std::size_t width : widths) total += width + kGap;
    return total == 0 ? 0 : total - kGap;
  }
};

std::string ShownText(const Cell& cell) {
  return OneLine(cell.shown.empty() ? cell.value : cell.shown);
}

Layout NaturalLayout(const Table& table) {
  Layout out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].title.empty()) continue;
    std::size_t width = DisplayWidth(table.columns[i].title);
    for (const auto& row : table.rows) width = std::max(width, DisplayWidth(ShownText(row[i])));
    out.shown.push_back(i);
    out.widths.push_back(width);
  }
  return out;
}

// Takes what is too much from the flexible columns, none of them below its `least` or, when
// that is no longer possible, kNarrowest; true when it fits now.
bool Shrink(const Table& table, std::size_t columns, bool hard, Layout& layout) {
  for (std::size_t k = 0; k < layout.shown.size(); ++k) {
    const std::size_t total = layout.Total();
    if (total <= columns) return true;
    const Column& column = table.columns[layout.shown[k]];
    const std::size_t least = hard ? kNarrowest : column.least;
    if (!column.flexible || layout.widths[k] <= least) continue;
    layout.widths[k] -= std::min(total - columns, layout.widths[k] - least);
  }
  return layout.Total() <= columns;
}

// The position of the column that may be left out first; shown.size(): none may.
std::size_t FirstToDrop(const Table& table, const Layout& layout) {
  std::size_t at = layout.shown.size();
  int highest = 0;
  for (std::size_t k = 0; k < layout.shown.size(); ++k) {
    const int drop = table.columns[layout.shown[k]].drop;
    if (drop <= highest) continue;
    highest = drop;
    at = k;
  }
  return at;
}

void Fit(const Table& table, std::size_t columns, Layout& layout) {
  Layout kept = layout;
  while (!Shrink(table, columns, false, layout)) {
    const std::size_t at = FirstToDrop(table, kept);
    if (at == kept.shown.size()) {
      (void)Shrink(table, columns, true, layout);
      return;
    }
    kept.shown.erase(kept.shown.begin() + static_cast<std::ptrdiff_t>(at));
    kept.widths.erase(kept.widths.begin() + static_cast<std::ptrdiff_t>(at));
    layout = kept;
  }
}

std::string RenderForPeople(const Table& table, std::size_t columns, const Style& style) {
  Layout layout = NaturalLayout(table);
  if (columns != kUncut) Fit(table, columns, layout);
  std::string out;
  const auto add = [&](std::size_t k, std::string_view text, Tone tone, Align align) {
    const bool last = k + 1 == layout.shown.size();
    const std::string cut = Cut(text, layout.widths[k]);
    const std::size_t blanks = layout.widths[k] - std::min(layout.widths[k], DisplayWidth(cut));
    if (align == Align::kRight) out.append(blanks, ' ');
    out += style(tone, cut);
    if (last) return;
    out.append((align == Align::kLeft ? blanks : 0) + kGap, ' ');
  };
  for (std::size_t k = 0; k < layout.shown.size(); ++k) {
    const Column& column = table.columns[layout.shown[k]];
    add(k, TrimAscii(column.title), Tone::kHeading, column.align);
  }
  while (out.back() == ' ') out.pop_back();
  out += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t k = 0; k < layout.shown.size(); ++k) {
      const Cell& cell = row[layout.shown[k]];
      add(k, ShownText(cell), cell.tone, table.columns[layout.shown[k]].align);
    }
    while (out.back() == ' ') out.pop_back();
    out += '\n';
  }
  return out;
}

std::string RenderCsv(const Table& table) {
  std::string out;
  const auto end_field = [&](std::size_t i) { out += i + 1 < table.columns.size() ? "," : "\r\n"; };
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += CsvField(table.columns[i].key, false);
    end_field(i);
  }
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += CsvField(row[i].value, row[i].is_number);
      end_field(i);
    }
  }
  return out;
}

std::string RenderJsonLines(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += i == 0 ? "{" : ",";
      out += JsonString(table.columns[i].key) + ":";
      out += row[i].is_number && !row[i].value.empty() ? row[i].value
             : row[i].is_number                        ? "null"
                                                       : JsonString(row[i].value);
    }
    out += "}\n";
  }
  return out;
}

// Marks that would begin formatting, a link or HTML in Markdown.
std::string MarkdownText(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<>|#~";
  std::string out;
  for (const char c : OneLine(text)) {
    if (kMarks.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string RenderMarkdown(const Table& table) {
  std::string head = "|";
  std::string rule = "|";
  for (const Column& column : table.columns) {
    if (column.title.empty()) continue;
    head += fmt::format(" {} |", column.title);
    rule += column.align == Align::kRight ? " ---: |" : " --- |";
  }
  std::string out = fmt::format("{}\n{}\n", head, rule);
  for (const auto& row : table.rows) {
    out += '|';
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (table.columns[i].title.empty()) continue;
      out += fmt::format(" {} |", MarkdownText(row[i].shown.empty() ? row[i].value : row[i].shown));
    }
    out += '\n';
  }
  return out;
}

}  // namespace

Cell TextCell(std::string_view text, Tone tone) {
  return {.value = std::string(text), .tone = tone};
}

Cell CountCell(std::uint64_t number) {
  return {.value = fmt::format("{}", number), .is_number = true};
}

std::string Render(const Table& table, Format format, std::size_t columns, const Style& style) {
  switch (format) {
    case Format::kCsv: return RenderCsv(table);
    case Format::kJson:
    case Format::kJsonLines: return RenderJsonLines(table);
    case Format::kMarkdown: return RenderMarkdown(table);
    case Format::kTable: break;
  }
  return RenderForPeople(table, columns, style);
}

}  // namespace refrain::cli
