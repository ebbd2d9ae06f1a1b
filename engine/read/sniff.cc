// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/sniff.h"

#include <algorithm>
#include <array>

#include "engine/base/strings.h"
#include "engine/mail/charset.h"
#include "engine/read/csv.h"
#include "engine/read/roles.h"
#include "engine/text/utf8.h"

namespace refrain::read {
namespace {

constexpr std::array<std::string_view, 14> kMailHeaders{
    "from",        "to",         "subject",      "date",         "received",
    "return-path", "message-id", "mime-version", "delivered-to", "content-type",
    "x-gm-thrid",  "reply-to",   "cc",           "sender"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kMagic{{
    {"\x1F\x8B", "gzip archive"},
    {"PK\x03\x04", "zip archive or spreadsheet"},
    {"%PDF", "PDF document"},
    {"\x89PNG", "picture"},
    {"\xFF\xD8\xFF", "picture"},
    {"\xD0\xCF\x11\xE0", "old Office document"},
    {"SQLite format 3", "database"},
}};

constexpr std::string_view kKnownHint =
    "known are: mbox, Maildir, .eml, CSV and TSV, JSON and JSONL, WebVTT and SRT transcripts, "
    "plain text notes; --as FORMAT forces one";

std::string_view FirstLine(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// UTF-16 without a byte order mark: every other byte of plain text is NUL.
std::string_view Utf16Order(std::string_view head) {
  std::array<std::size_t, 2> zeros{0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t half = head.size() / 2;
  if (half > 4 && zeros[1] * 10 > half * 8 && zeros[0] * 10 < half) return "UTF-16LE";
  if (half > 4 && zeros[0] * 10 > half * 8 && zeros[1] * 10 < half) return "UTF-16BE";
  return {};
}

// The head may end within a character.
std::string_view WholeCharacters(std::string_view head, bool utf16) {
  if (utf16) return head.substr(0, head.size() / 2 * 2);
  const std::size_t line = head.rfind('\n');
  if (head.size() >= kSniffBytes && line != std::string_view::npos) return head.substr(0, line + 1);
  return head;
}

bool LooksLikeMail(std::string_view head) {
  int known = 0;
  for (int lines = 0; lines < 60 && !head.empty(); ++lines) {
    const std::string_view line = FirstLine(head);
    head.remove_prefix(std::min(head.find('\n'), head.size() - 1) + 1);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view raw = line.substr(0, colon);
    if (raw.find(' ') != std::string_view::npos) return false;
    const std::string name = ToLowerAscii(raw);
    known +=
        std::find(kMailHeaders.begin(), kMailHeaders.end(), name) != kMailHeaders.end() ? 1 : 0;
  }
  return known >= 2;
}

bool LooksLikeSrt(std::string_view head) {
  const std::string_view first = TrimAscii(FirstLine(head));
  if (first.empty() || first.find_first_not_of("0123456789") != std::string_view::npos)
    return false;
  const std::size_t next = head.find('\n');
  return next != std::string_view::npos &&
         FirstLine(head.substr(next + 1)).find("-->") != std::string_view::npos;
}

// {…} on the first line, whole: one object a line.
std::string JsonKind(std::string_view head, const std::string& extension) {
  if (head.starts_with('[')) return "json";
  if (extension == ".jsonl" || extension == ".ndjson") return "jsonl";
  const std::string_view first = TrimAscii(FirstLine(head));
  const std::size_t next = head.find('\n');
  const bool more = next != std::string_view::npos && !TrimAscii(head.substr(next)).empty();
  return first.ends_with('}') && (more || extension != ".json") && first.size() > 1 ? "jsonl"
                                                                                    : "json";
}

bool HasKnownColumn(std::string_view head, char delimiter) {
  CsvParser parser(delimiter);
  if (!parser.Add(head.substr(0, head.find('\n')))) return false;
  const Record names = parser.Take();
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return !RoleOfLabel(name).empty(); });
}

std::string TextualFormat(std::string_view head, const std::string& extension, char delimiter) {
  bool dated = false;
  if (head.starts_with("WEBVTT")) return "vtt";
  if (IsFromLine(FirstLine(head), dated) && head.find('\n') != std::string_view::npos)
    return "mbox";
  if (LooksLikeSrt(head)) return "srt";
  const std::string_view trimmed = TrimAscii(head);
  if (trimmed.starts_with('{') || trimmed.starts_with('[')) return JsonKind(trimmed, extension);
  if (LooksLikeMail(head)) return "eml";
  const bool table = extension == ".csv" || extension == ".tsv" || extension == ".tab";
  if (table || (delimiter != '\0' && extension != ".txt" && extension != ".md" &&
                HasKnownColumn(head, delimiter))) {
    return delimiter == '\t' ? "tsv" : "csv";
  }
  if (extension == ".eml") return "eml";
  if (extension == ".txt" || extension == ".md" || extension == ".text" || extension == ".note" ||
      extension.empty()) {
    return "text";
  }
  return {};
}

Error Unsupported(const std::filesystem::path& path, std::string message) {
  return Error{ErrorCode::kUnsupported, std::move(message), path.string(), std::string(kKnownHint)};
}

}  // namespace

bool IsFromLine(std::string_view line, bool& dated) {
  dated = false;
  if (!line.starts_with("From ")) return false;
  std::string_view rest = TrimAscii(line.substr(5));
  const std::size_t space = rest.find(' ');
  if (space == std::string_view::npos) return !rest.empty();
  // A clock and a year, wherever the sender ends: any year, for archives write 1970.
  bool clock = false;
  bool year = false;
  for (const std::string_view word : SplitWords(rest.substr(space + 1))) {
    const bool digits = word.find_first_not_of("0123456789:") == std::string_view::npos;
    clock |= digits && word.size() >= 4 && word.find(':') != std::string_view::npos;
    year |= digits && word.size() == 4 && word.find(':') == std::string_view::npos;
  }
  dated = clock && year;
  return dated;
}

Result<Sniffed> Sniff(const std::filesystem::path& path, std::string_view head,
                      std::string_view as_format) {
  for (const auto& [magic, name] : kMagic) {
    if (head.starts_with(magic)) return Unsupported(path, "this is a " + std::string(name));
  }
  Sniffed sniffed;
  const bool marked = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  const std::string_view order = marked ? std::string_view() : Utf16Order(head);
  const bool utf16 = marked || !order.empty();
  const std::size_t zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  const bool mail = head.starts_with("From ") || LooksLikeMail(head);
  if (!utf16 && !mail && zeros * 100 > head.size() && as_format.empty()) {
    return Unsupported(path, "this is binary data");
  }
  mail::Decoded decoded = mail::DecodeBytes(WholeCharacters(head, utf16), order);
  sniffed.charset = decoded.charset;
  sniffed.head = std::move(decoded.text);
  if (head.starts_with("\xFF\xFE")) sniffed.charset = "UTF-16LE";
  if (head.starts_with("\xFE\xFF")) sniffed.charset = "UTF-16BE";
  sniffed.delimiter = SniffDelimiter(sniffed.head);
  const std::string extension = ToLowerAscii(path.extension().string());
  sniffed.format = as_format.empty() ? TextualFormat(sniffed.head, extension, sniffed.delimiter)
                                     : std::string(as_format);
  if (sniffed.format.empty()) {
    return Unsupported(path, extension == ".html" || sniffed.head.starts_with('<')
                                 ? "this is a web page or XML, not an export"
                                 : "no format that is known here");
  }
  if (sniffed.delimiter == '\0') sniffed.delimiter = sniffed.format == "tsv" ? '\t' : ',';
  return sniffed;
}

}  // namespace refrain::read
