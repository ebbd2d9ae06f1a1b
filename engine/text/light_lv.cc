// Latvian. Endings first, then what builds the stem of a verb, participle or comparative,
// then palatalised consonants. Spellings without diacritics have rows of their own where
// they do no harm.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "engine/text/light_stemmer.h"

namespace refrain::text {
namespace {

constexpr auto kEndings = std::to_array<SuffixRule>({
    // reflexive verbs: sazināsieties, sazināmies, sazināties, griezties
    {"sieties", 3},
    {"ieties", 3},
    {"simies", 3},
    {"damies", 3},
    {"damās", 3},
    {"āmies", 3},
    {"amies", 3},
    {"āties", 3},
    {"ēties", 3},
    {"īties", 3},
    {"oties", 3},
    {"aties", 3},
    {"eties", 3},
    {"ities", 3},
    {"ties", 3},
    // definite adjectives: labajiem, labajās, labais
    {"ajiem", 3},
    {"ajām", 3},
    {"ajās", 3},
    {"ajam", 3},
    {"ajai", 3},
    {"ajos", 3},
    {"ajas", 3},
    {"ajā", 3},
    {"ajo", 3},
    {"ais", 3},
    // participles: strādādams, nopirkusi
    {"damas", 3},
    {"dams", 3},
    {"dama", 3},
    {"dami", 3},
    {"usi", 3},
    // genitive plural with t and d palatalised: kvalitāšu, piegāžu, atbilžu
    {"tāšu", 2, "tāt"},
    {"āžu", 3, "ād"},
    {"ilžu", 2, "ild"},
    // nouns, adjectives and persons of verbs
    {"iem", 2},
    {"iet", 3},
    {"ies", 3},
    {"ām", 2},
    {"ēm", 2},
    {"īm", 2},
    {"am", 2},
    {"em", 3},
    {"im", 3},
    {"āt", 3},
    {"ēt", 3},
    {"īt", 3},
    {"ot", 3},
    {"at", 3},
    {"et", 3},
    {"it", 3},
    {"ās", 2},
    {"ēs", 2},
    {"īs", 2},
    {"as", 2},
    {"es", 2},
    {"is", 2},
    {"os", 2},
    {"us", 3},
    {"ai", 2},
    {"ei", 2},
    {"ie", 3},
    {"ā", 2},
    {"ē", 2},
    {"ī", 2},
    {"ū", 2},
    {"ļš", 2, "ļ"},
    {"ņš", 2, "ņ"},
    {"jš", 2, "j"},
    {"rš", 2, "r"},
    {"ts", 3, "t"},
    {"a", 2},
    {"e", 2},
    {"i", 2},
    {"u", 2},
    {"o", 3},
    {"s", 2},
    // infinitives of the first conjugation: nākt, pirkt, salauzt
    {"kt", 2, "k"},
    {"gt", 2, "g"},
    {"pt", 2, "p"},
    {"bt", 2, "b"},
    {"mt", 2, "m"},
    {"rt", 2, "r"},
    {"lt", 2, "l"},
    {"zt", 2, "z"},
    {"ņt", 2, "ņ"},
    {"ļt", 2, "ļ"},
});
static_assert(IsLongestFirst(kEndings));

constexpr auto kStems = std::to_array<SuffixRule>({
    {"šan", 3},     {"oš", 3},      {"uš", 3},      {"us", 4},      {"āk", 3},      {"ak", 3},
    {"ām", 3},      {"am", 4},      {"āt", 3},      {"ēt", 3},      {"īt", 3},      {"ot", 3},
    {"āj", 3},      {"ēj", 3},      {"īj", 3},      {"oj", 3},      {"aj", 3},      {"ej", 3},
    {"ij", 3},      {"āš", 3},      {"ēš", 3},      {"īš", 3},      {"ās", 3},      {"ēs", 3},
    {"īs", 3},      {"os", 4},      {"zt", 3, "z"}, {"kt", 3, "k"}, {"gt", 3, "g"}, {"bt", 3, "b"},
    {"mt", 4, "m"}, {"lt", 4, "l"}, {"ā", 3},       {"ē", 3},       {"ī", 3},       {"o", 3},
    {"rt", 3, "r"}, {"pt", 3, "p"},
});
static_assert(IsLongestFirst(kStems));

constexpr auto kPalatals = std::to_array<SuffixRule>({
    {"šņ", 1, "sn"},
    {"žņ", 1, "zn"},
    {"ļņ", 1, "ln"},
    {"šļ", 1, "sl"},
    {"žļ", 1, "zl"},
    {"ļļ", 1, "ll"},
    {"ņņ", 1, "nn"},
    {"bj", 1, "b"},
    {"pj", 1, "p"},
    {"mj", 1, "m"},
    {"vj", 1, "v"},
    {"č", 2, "c"},
    {"ļ", 2, "l"},
    {"ņ", 2, "n"},
    {"š", 2, "s"},
    {"ž", 3, "z"},
});
static_assert(IsLongestFirst(kPalatals));

// Participles, comparatives and reflexives stack: labākajiem, atvainojošies.
constexpr int kMostStemSuffixes = 3;

}  // namespace

void StemLatvian(std::string& word) {
  // The debitive: jāgaida, jāmaksā.
  constexpr std::string_view kMust = "jā";
  if (word.starts_with(kMust) && CountLetters(word) >= 6) word.erase(0, kMust.size());
  ApplyFirst(word, kEndings);
  bool compared = false;
  for (int i = 0; i < kMostStemSuffixes; ++i) {
    // Agents stay apart from what they do: lietotājs, lietot.
    if (word.ends_with("tāj") || word.ends_with("taj")) break;
    compared = compared || word.ends_with("āk");
    if (!ApplyFirst(word, kStems)) break;
  }
  // The superlative: vislabākais.
  if (compared && word.starts_with("vis") && CountLetters(word) >= 6) word.erase(0, 3);
  ApplyFirst(word, kPalatals);
}

}  // namespace refrain::text
