// Abbreviations whose full stop does not (always) end a sentence, of fourteen languages
// in one table: the splitter need not know the language.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace refrain::text {

enum class Abbreviation : std::uint8_t {
  kNone,
  kNever,         // never the end: Mr. Smith, z.B. Riga
  kBeforeNumber,  // not the end before a number: No. 5, str. 12
  kBeforeLower,   // the end before a capital letter: etc. Next
};

// `lower_word` without its last full stop ("z.b", "mr").
[[nodiscard]] Abbreviation FindAbbreviation(std::string_view lower_word);

// German month and German day names: capitalised, yet an ordinal before them goes on ("3. Mai").
[[nodiscard]] bool FollowsOrdinal(std::string_view lower_word);

}  // namespace refrain::text
