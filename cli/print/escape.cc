// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/print/table.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

// Control characters that a terminal or a reader's eye would obey (C1, bidi), which
// StripControls drops; line ends and tabs are C0 and stay with JSON's own escapes.
bool IsHiddenControl(std::string_view code_point) {
  return code_point.size() > 1 && service::StripControls(code_point).empty();
}

std::string_view ShortEscape(char32_t c) {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return {};
  }
}

}  // namespace

std::string CsvField(std::string_view text, bool is_number) {
  std::string clean = is_number ? std::string(text) : service::StripControls(text);
  const bool is_formula =
      !clean.empty() && std::string_view("=+-@\t").find(clean.front()) != std::string_view::npos;
  if (!is_number && is_formula) clean.insert(0, 1, '\'');
  if (clean.find_first_of(",\"\r\n") == std::string::npos) return clean;
  std::string out = "\"";
  for (const char c : clean) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string JsonString(std::string_view text) {
  std::string out = "\"";
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const char32_t c = service::DecodeAt(text, pos);
    const std::string_view bytes = text.substr(begin, pos - begin);
    if (const std::string_view escape = ShortEscape(c); !escape.empty()) {
      out += escape;
    } else if (c < 0x20 || c == 0x7F || IsHiddenControl(bytes)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      service::AppendUtf8(out, c);
    }
  }
  return out + '"';
}

std::string EscapeControls(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t pos = 0; pos < json.size();) {
    const std::size_t begin = pos;
    const char32_t c = service::DecodeAt(json, pos);
    const std::string_view bytes = json.substr(begin, pos - begin);
    if (c == 0x7F || IsHiddenControl(bytes)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += bytes;
    }
  }
  return out;
}

}  // namespace refrain::cli
