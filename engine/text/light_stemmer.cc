// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/light_stemmer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace refrain::text {
namespace {

constexpr std::array<std::pair<std::string_view, LightStemmer>, 7> kLightStemmers{{
    {"bg", StemBulgarian},
    {"cs", StemCzech},
    {"et", StemEstonian},
    {"lv", StemLatvian},
    {"pl", StemPolish},
    {"sk", StemCzech},
    {"uk", StemUkrainian},
}};

// What may stand before an apostrophe: l'application, dell'hotel, m'agrada.
constexpr auto kElided = std::to_array<std::string_view>(
    {"all",    "bell",  "c",    "coll",   "d",     "dall",  "dell",   "dev",    "gliel",
     "j",      "jusqu", "l",    "lorsqu", "m",     "n",     "nell",   "nessun", "nient",
     "puisqu", "qu",    "qual", "quand",  "quell", "quest", "quoiqu", "s",      "senz",
     "sull",   "t",     "tutt", "un",     "usqu",  "v",     "ch"});

// Elided words are short: the apostrophe is looked for in the first eight bytes only.
std::size_t ElidedBytes(std::string_view word) {
  const std::size_t apostrophe = word.substr(0, 8).find('\'');
  if (apostrophe == std::string_view::npos || apostrophe + 2 >= word.size()) return 0;
  const std::string_view before = word.substr(0, apostrophe);
  return std::find(kElided.begin(), kElided.end(), before) == kElided.end() ? 0 : apostrophe + 1;
}

}  // namespace

std::size_t CountLetters(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
  }));
}

LightStemmer FindLightStemmer(std::string_view language) {
  const auto* found = std::find_if(kLightStemmers.begin(), kLightStemmers.end(),
                                   [&](const auto& one) { return one.first == language; });
  return found == kLightStemmers.end() ? nullptr : found->second;
}

Elision FindElision(std::string_view snowball_name) {
  const bool elides = snowball_name == "french" || snowball_name == "italian" ||
                      snowball_name == "catalan" || snowball_name == "fr" ||
                      snowball_name == "it" || snowball_name == "ca";
  return elides ? ElidedBytes : nullptr;
}

}  // namespace refrain::text
