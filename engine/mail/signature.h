// Signatures that no delimiter announces: the contact lines under a mail.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/mail/line_text.h"

namespace refrain::mail {

// A stretch of lines, half-open.
struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Non-blank runs of lines[range].
[[nodiscard]] std::vector<LineRange> Paragraphs(const std::vector<Line>& lines, LineRange range);

// Where the signature at the end of lines[range] begins; range.end when there is none.
// A signature is a last paragraph of short lines with an address or phone number among
// them, and the short name lines right above it. Never the whole range.
[[nodiscard]] std::size_t ContactSignature(std::string_view text, const std::vector<Line>& lines,
                                           LineRange range);

// Number of lines in the range that are nothing but an address, a phone number or a link.
[[nodiscard]] int CountContactLines(std::string_view text, const std::vector<Line>& lines,
                                    LineRange range);

// One or two words that start with a capital letter and are nothing but letters: may be a name.
[[nodiscard]] bool LooksLikeName(std::string_view trimmed_line);

// Ends with . ! ? … or their kin, perhaps behind a bracket or quote, or with an emoticon.
[[nodiscard]] bool EndsSentence(std::string_view trimmed_line);

// "--M", "— Anna Berg": a name behind a dash.
[[nodiscard]] bool IsDashedName(std::string_view trimmed_line);

}  // namespace refrain::mail
