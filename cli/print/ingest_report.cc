// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/ingest_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "cli/print/layout.h"
#include "cli/print/words.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

using ingest::SourceReport;

constexpr std::size_t kPlacesShown = 4;       // of each reason
constexpr std::size_t kMostNameColumns = 60;  // longer names do not push the others aside
constexpr std::size_t kGroupFrom = 4;         // as many alike sources become one line

struct ItemWord {
  std::string_view format;
  std::string_view one;
  std::string_view many;
};
constexpr std::array<ItemWord, 10> kItemWords{{
    {"mbox", "message", "messages"},
    {"maildir", "message", "messages"},
    {"eml", "message", "messages"},
    {"csv", "row", "rows"},
    {"tsv", "row", "rows"},
    {"jsonl", "record", "records"},
    {"json", "record", "records"},
    {"vtt", "transcript", "transcripts"},
    {"srt", "transcript", "transcripts"},
    {"text", "note", "notes"},
}};

std::string Items(std::uint64_t count, std::string_view format) {
  for (const ItemWord& word : kItemWords) {
    if (word.format == format) return Plural(count, word.one, word.many);
  }
  return Plural(count, "item");
}

// One source, or several of the same kind in one folder.
struct Line {
  std::string name;
  std::size_t files = 1;
  const SourceReport* source = nullptr;  // of one, else the first
  std::uint64_t seen = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t quarantined = 0;
  bool unchanged = true;
};

void Add(Line& line, const SourceReport& source) {
  line.seen += source.seen;
  line.stored += source.stored;
  line.duplicate += source.duplicate;
  line.quarantined += source.quarantined;
  line.unchanged = line.unchanged && source.unchanged;
}

// Sources with the same key may share a line; those that did not change always may.
std::string GroupKey(const SourceReport& source) {
  if (source.unchanged) return "unchanged";
  return fmt::format("{}\n{}", std::filesystem::path(source.path).parent_path().string(),
                     RecognitionText(source.recognition));
}

std::string GroupName(const Line& line) {
  if (line.unchanged) return Plural(line.files, "source");
  const std::string folder = std::filesystem::path(line.source->path).parent_path().string();
  return fmt::format("{} ({})", folder.empty() ? "." : folder, Plural(line.files, "file"));
}

std::vector<Line> Lines(const std::vector<SourceReport>& sources, bool verbose) {
  std::map<std::string, std::size_t> alike;
  const auto can_join = [verbose](const SourceReport& one) {
    return !verbose && one.error.empty() && one.quarantined == 0;
  };
  for (const SourceReport& one : sources) {
    if (can_join(one)) ++alike[GroupKey(one)];
  }
  std::vector<Line> out;
  std::map<std::string, std::size_t> line_of;
  for (const SourceReport& one : sources) {
    const std::string key = can_join(one) ? GroupKey(one) : "";
    const bool joins = !key.empty() && alike[key] >= kGroupFrom;
    if (joins && line_of.count(key) > 0) {
      Line& line = out[line_of[key]];
      ++line.files;
      Add(line, one);
      continue;
    }
    if (joins) line_of[key] = out.size();
    Line line;
    line.source = &one;
    line.name = one.path;
    Add(line, one);
    out.push_back(line);
  }
  for (Line& line : out) {
    if (line.files > 1) line.name = GroupName(line);
  }
  return out;
}

std::string CountsText(const Line& line, const Style& style) {
  std::string items = Items(line.seen, line.source->recognition.format);
  if (line.unchanged && line.seen == 0) return "unchanged since last read (--reread)";
  std::vector<std::string> parts;
  if (line.stored > 0) parts.push_back(style(Tone::kStrong, Count(line.stored) + " new"));
  if (line.duplicate > 0) parts.push_back(Count(line.duplicate) + " known");
  if (line.quarantined > 0) {
    parts.push_back(style(Tone::kNegative, Count(line.quarantined) + " rejected"));
  }
  if (parts.empty()) return items;
  return fmt::format("{}: {}", items, Join(parts, ", "));
}

// "row 88", "at byte 183422"
std::string PlaceText(std::string_view place) {
  const bool is_offset =
      !place.empty() && place.find_first_not_of("0123456789") == std::string_view::npos;
  return (is_offset ? "at byte " : "") + OneLine(place);
}

// One line a reason, with the places it holds for.
std::string RejectsText(const SourceReport& source, bool verbose) {
  const std::size_t most = verbose ? source.rejects.size() : kPlacesShown;
  std::vector<std::string_view> reasons;
  for (const store::QuarantinedItem& item : source.rejects) {
    if (std::find(reasons.begin(), reasons.end(), item.reason) == reasons.end()) {
      reasons.push_back(item.reason);
    }
  }
  std::string out;
  std::size_t shown = 0;
  for (const std::string_view reason : reasons) {
    std::vector<std::string> places;
    std::string hint;
    for (const store::QuarantinedItem& item : source.rejects) {
      if (item.reason != reason || places.size() == most) continue;
      places.push_back(PlaceText(item.place));
      hint = item.hint;
    }
    shown += places.size();
    out += fmt::format("  {}: {}\n", Join(places, ", "), OneLine(reason));
    if (!hint.empty()) out += fmt::format("    hint: {}\n", OneLine(hint));
  }
  if (source.quarantined > shown) {
    out += fmt::format("  and {} more{}\n", Count(source.quarantined - shown),
                       shown < source.rejects.size() ? ": --verbose" : "");
  }
  return out;
}

// What stands in the second column.
std::string WhatText(const Line& line) {
  if (line.files > 1 && line.unchanged) return {};
  return RecognitionText(line.source->recognition);
}

struct Widths {
  std::size_t name = 0;
  std::size_t what = 0;
};

Widths WidthsOf(const std::vector<Line>& lines) {
  Widths out;
  for (const Line& line : lines) {
    const std::size_t name = service::DisplayWidth(OneLine(line.name));
    if (name <= kMostNameColumns) out.name = std::max(out.name, name);
    if (line.source->error.empty()) {
      out.what = std::max(out.what, service::DisplayWidth(WhatText(line)));
    }
  }
  return out;
}

std::string LineText(const Line& line, const Widths& widths, bool verbose, const Style& style) {
  const SourceReport& source = *line.source;
  const std::string name = style(Tone::kStrong, Pad(OneLine(line.name), widths.name, Align::kLeft));
  if (!source.error.empty()) {
    std::string out = fmt::format("{}  {} {}\n", name, style(Tone::kNegative, "not read:"),
                                  OneLine(source.error));
    if (!source.error_hint.empty()) {
      out += fmt::format("  hint: {}\n", OneLine(source.error_hint));
    }
    return out;
  }
  return fmt::format("{}  {}  {}\n", name, Pad(WhatText(line), widths.what, Align::kLeft),
                     CountsText(line, style)) +
         RejectsText(source, verbose);
}

std::string TotalsText(const ingest::IngestReport& report) {
  std::string out =
      fmt::format("{}: {} new, {} known, {} rejected", Plural(report.seen, "item"),
                  Count(report.stored), Count(report.duplicate), Count(report.quarantined));
  if (report.failed_sources > 0) {
    out += fmt::format("; {} could not be read", Plural(report.failed_sources, "source"));
  }
  return out + "\n";
}

}  // namespace

std::string RecognitionText(const read::Recognition& recognition) {
  std::string format = recognition.format;
  const bool is_abbreviation =
      format == "csv" || format == "tsv" || format == "json" || format == "vtt" || format == "srt";
  if (is_abbreviation) {
    std::transform(format.begin(), format.end(), format.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  } else if (format == "jsonl") {
    format = "JSON Lines";
  }
  std::vector<std::string> parts;
  const bool has_name = !recognition.export_name.empty() && recognition.export_name != "generic";
  parts.push_back(has_name ? recognition.export_name + " " + format : format);
  if (!recognition.detail.empty()) parts.push_back(OneLine(recognition.detail));
  return Join(parts, ", ");
}

std::string IngestReportText(const ingest::IngestReport& report, bool verbose, const Style& style) {
  std::string out;
  const std::vector<Line> lines = Lines(report.sources, verbose);
  const Widths widths = WidthsOf(lines);
  for (const Line& line : lines) out += LineText(line, widths, verbose, style);
  out += TotalsText(report);
  if (report.interrupted) {
    return out + "Interrupted; what was read is kept. Next: the same command again\n";
  }
  if (report.stored == 0) return out;
  return out + fmt::format("{}, {} now.   {} refrain requests\n",
                           Plural(report.requests, "recurring request"),
                           Plural(report.suggestions, "suggestion"), style(Tone::kStrong, "Next:"));
}

}  // namespace refrain::cli
