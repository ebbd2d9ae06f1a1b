// Bulgarian: the article behind the word, then number, gender and person.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "engine/text/light_stemmer.h"

namespace refrain::text {
namespace {

constexpr auto kArticles = std::to_array<SuffixRule>({
    {"ната", 2, "на"},
    {"ните", 2, "ни"},
    {"ният", 2, "н"},
    {"ното", 2, "но"},
    {"ият", 3},
    {"ния", 2, "н"},
    {"ия", 3},
    {"та", 3},
    {"те", 3},
    {"то", 3},
    {"ът", 3},
    {"ят", 3},
});
static_assert(IsLongestFirst(kArticles));

constexpr auto kEndings = std::to_array<SuffixRule>(
    {{"ахме", 3}, {"ахте", 3},     {"евци", 3},    {"ихме", 3},     {"овци", 3},     {"ости", 3},
     {"яхме", 3}, {"ала", 3},      {"али", 3},     {"ало", 3},      {"аме", 3},      {"ана", 3},
     {"ане", 3},  {"ани", 3},      {"ано", 3},     {"ате", 3},      {"аха", 3},      {"аше", 3},
     {"еве", 3},  {"ена", 3, "н"}, {"ене", 3},     {"ени", 3, "н"}, {"ено", 3, "н"}, {"ила", 3},
     {"или", 3},  {"ило", 3},      {"ите", 3},     {"иха", 3},      {"ища", 3},      {"ове", 3},
     {"ост", 3},  {"яла", 3},      {"яли", 3},     {"яло", 3},      {"яме", 3},      {"яте", 3},
     {"яха", 3},  {"яше", 3},      {"ал", 3},      {"ам", 3},       {"ан", 3},       {"ат", 3},
     {"ах", 3},   {"аш", 3},       {"ен", 3, "н"}, {"ил", 3},       {"им", 3},       {"их", 3},
     {"иш", 3},   {"ял", 3},       {"ям", 3},      {"ят", 3},       {"ях", 3},       {"яш", 3},
     {"а", 3},    {"е", 3},        {"и", 3},       {"й", 3},        {"о", 3},        {"у", 3},
     {"ь", 3},    {"ю", 3},        {"я", 3}});
static_assert(IsLongestFirst(kEndings));

}  // namespace

void StemBulgarian(std::string& word) {
  ApplyFirst(word, kArticles);
  ApplyFirst(word, kEndings);
}

}  // namespace refrain::text
