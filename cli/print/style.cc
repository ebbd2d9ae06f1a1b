// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/style.h"

#include <fmt/format.h>

namespace refrain::cli {
namespace {

// Okabe–Ito's vermillion and blue in the 256 colours, light enough for dark backgrounds.
std::string_view CodeOf(Tone tone) {
  switch (tone) {
    case Tone::kPlain: return "";
    case Tone::kHeading:
    case Tone::kStrong: return "1";
    case Tone::kDim: return "2";
    case Tone::kNegative: return "38;5;202";
    case Tone::kPositive: return "38;5;33";
    case Tone::kNeutral: return "38;5;245";
    case Tone::kHighlight: return "1;4";
  }
  return "";
}

}  // namespace

std::string Style::operator()(Tone tone, std::string_view text) const {
  const std::string_view code = CodeOf(tone);
  if (!enabled_ || code.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace refrain::cli
