// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/abbreviations.h"

#include <algorithm>
#include <array>

namespace refrain::text {
namespace {

struct Entry {
  std::string_view word;
  Abbreviation kind;
};

using enum Abbreviation;

// Sorted by bytes. Words that are common in one of the languages ("es", "no") are left out
// or count only before a number.
constexpr std::array<Entry, 277> kEntries{{
    {"a.m", kBeforeLower},   {"a.s", kBeforeLower},    {"abr", kBeforeLower},
    {"abt", kBeforeNumber},  {"apdo", kNever},         {"approx", kNever},
    {"apr", kBeforeLower},   {"apt", kBeforeNumber},   {"art", kBeforeNumber},
    {"aug", kBeforeLower},   {"avr", kBeforeLower},    {"avv", kNever},
    {"b.v", kBeforeLower},   {"bd", kBeforeNumber},    {"bijv", kNever},
    {"bl", kBeforeNumber},   {"blz", kBeforeNumber},   {"bspw", kNever},
    {"bv", kNever},          {"bzw", kNever},          {"ca", kNever},
    {"cap", kBeforeNumber},  {"capt", kNever},         {"cf", kNever},
    {"ch", kBeforeNumber},   {"cm", kBeforeLower},     {"col", kNever},
    {"corp", kBeforeLower},  {"d", kBeforeNumber},     {"d.h", kNever},
    {"d.w.z", kNever},       {"dec", kBeforeLower},    {"depto", kNever},
    {"dez", kBeforeLower},   {"dhr", kNever},          {"dipl", kNever},
    {"dott", kNever},        {"dpto", kNever},         {"dr", kNever},
    {"dra", kNever},         {"drs", kNever},          {"dz", kBeforeNumber},
    {"dª", kNever},          {"déc", kBeforeLower},    {"dña", kNever},
    {"e.g", kNever},         {"e.u", kBeforeLower},    {"e.v", kBeforeLower},
    {"ecc", kBeforeLower},   {"egr", kNever},          {"ej", kNever},
    {"ene", kBeforeLower},   {"etc", kBeforeLower},    {"etk", kBeforeLower},
    {"eur", kBeforeLower},   {"evtl", kNever},         {"excl", kNever},
    {"exkl", kNever},        {"exma", kNever},         {"exmo", kNever},
    {"ext", kBeforeNumber},  {"fax", kBeforeNumber},   {"feb", kBeforeLower},
    {"fig", kBeforeNumber},  {"fr", kNever},           {"fri", kBeforeLower},
    {"frl", kNever},         {"févr", kBeforeLower},   {"geb", kNever},
    {"geom", kNever},        {"ggf", kNever},          {"giu", kBeforeLower},
    {"gmbh", kBeforeLower},  {"godz", kBeforeLower},   {"gov", kNever},
    {"hab", kNever},         {"hon", kNever},          {"hr", kNever},
    {"hrs", kBeforeLower},   {"i.a", kBeforeLower},    {"i.d.r", kNever},
    {"i.e", kNever},         {"i.p.v", kNever},        {"i.t.d", kBeforeLower},
    {"inc", kBeforeLower},   {"incl", kNever},         {"ing", kBeforeLower},
    {"inkl", kNever},        {"inż", kNever},          {"itd", kBeforeLower},
    {"itp", kBeforeLower},   {"jan", kBeforeLower},    {"janv", kBeforeLower},
    {"jne", kBeforeLower},   {"jr", kBeforeLower},     {"jt", kBeforeLower},
    {"juil", kBeforeLower},  {"jul", kBeforeLower},    {"jun", kBeforeLower},
    {"kab", kBeforeNumber},  {"kap", kBeforeNumber},   {"kg", kBeforeLower},
    {"km", kBeforeLower},    {"lk", kNever},           {"lpk", kBeforeNumber},
    {"lpp", kBeforeNumber},  {"lt", kNever},           {"ltd", kBeforeLower},
    {"lug", kBeforeLower},   {"m.b.t", kNever},        {"messrs", kNever},
    {"mevr", kNever},        {"mgr", kNever},          {"milj", kBeforeLower},
    {"min", kBeforeLower},   {"mio", kBeforeLower},    {"mlle", kNever},
    {"mln", kBeforeLower},   {"mlrd", kBeforeLower},   {"mm", kBeforeLower},
    {"mme", kNever},         {"mob", kBeforeNumber},   {"mr", kNever},
    {"mrd", kBeforeLower},   {"mrs", kNever},          {"ms", kNever},
    {"mw", kNever},          {"n.v", kBeforeLower},    {"n.º", kBeforeNumber},
    {"no", kBeforeNumber},   {"nov", kBeforeLower},    {"np", kNever},
    {"nr", kBeforeNumber},   {"num", kBeforeNumber},   {"nº", kBeforeNumber},
    {"núm", kBeforeNumber},  {"o.a", kNever},          {"o.ä", kNever},
    {"oct", kBeforeLower},   {"okt", kBeforeLower},    {"ooo", kBeforeLower},
    {"ott", kBeforeLower},   {"oü", kBeforeLower},     {"p", kBeforeNumber},
    {"p.m", kBeforeLower},   {"p.p", kNever},          {"pav", kBeforeNumber},
    {"pg", kBeforeNumber},   {"piem", kNever},         {"pkt", kBeforeNumber},
    {"poz", kBeforeNumber},  {"pp", kBeforeNumber},    {"pr", kNever},
    {"prl", kNever},         {"prof", kNever},         {"psl", kBeforeNumber},
    {"pt", kNever},          {"pvz", kNever},          {"ref", kBeforeNumber},
    {"rep", kNever},         {"resp", kNever},         {"rev", kNever},
    {"rif", kBeforeNumber},  {"rozdz", kBeforeNumber}, {"ryc", kBeforeNumber},
    {"réf", kBeforeNumber},  {"s", kBeforeNumber},     {"s.a", kBeforeLower},
    {"s.g", kNever},         {"s.l", kBeforeLower},    {"s.o", kNever},
    {"s.p.a", kBeforeLower}, {"s.r.l", kBeforeLower},  {"s.u", kNever},
    {"sec", kBeforeLower},   {"sek", kBeforeLower},    {"sekc", kBeforeNumber},
    {"sep", kBeforeLower},   {"sept", kBeforeLower},   {"sgt", kNever},
    {"sia", kBeforeLower},   {"sig", kNever},          {"sigg", kNever},
    {"sog", kNever},         {"sp", kBeforeLower},     {"spett", kNever},
    {"sr", kNever},          {"sra", kNever},          {"srta", kNever},
    {"st", kBeforeLower},    {"std", kBeforeLower},    {"str", kNever},
    {"stv", kNever},         {"t.a.v", kNever},        {"t.i", kNever},
    {"t.p", kNever},         {"t.s", kNever},          {"t.y", kNever},
    {"t/m", kNever},         {"tab", kBeforeNumber},   {"tel", kBeforeNumber},
    {"thu", kBeforeLower},   {"tj", kNever},           {"tlf", kBeforeNumber},
    {"tml", kBeforeLower},   {"tue", kBeforeLower},    {"tzw", kNever},
    {"tél", kBeforeNumber},  {"tālr", kBeforeNumber},  {"tūkst", kBeforeLower},
    {"u.a", kNever},         {"u.c", kBeforeLower},    {"u.k", kBeforeLower},
    {"u.s", kBeforeLower},   {"u.s.w", kBeforeLower},  {"u.v.m", kBeforeLower},
    {"u.ä", kNever},         {"uab", kBeforeLower},    {"ud", kNever},
    {"uds", kNever},         {"ul", kNever},           {"usw", kBeforeLower},
    {"utt", kBeforeLower},   {"uu", kNever},           {"v.v", kBeforeLower},
    {"vd", kNever},          {"vds", kNever},          {"viz", kNever},
    {"vol", kBeforeNumber},  {"vs", kNever},           {"wed", kBeforeLower},
    {"wg", kNever},          {"z.b", kNever},          {"z.o.o", kBeforeLower},
    {"z.t", kNever},         {"zam", kBeforeNumber},   {"zob", kNever},
    {"zzgl", kNever},        {"św", kNever},           {"š.g", kNever},
    {"вв", kBeforeLower},    {"г", kBeforeLower},      {"г-жа", kNever},
    {"г-н", kNever},         {"гг", kBeforeLower},     {"гл", kBeforeNumber},
    {"д.м.н", kNever},       {"др", kBeforeLower},     {"и.т.д", kBeforeLower},
    {"и.т.п", kBeforeLower}, {"им", kNever},           {"кв", kBeforeNumber},
    {"коп", kBeforeLower},   {"корп", kBeforeNumber},  {"мин", kBeforeLower},
    {"млн", kBeforeLower},   {"млрд", kBeforeLower},   {"напр", kNever},
    {"ооо", kBeforeLower},   {"п", kBeforeNumber},     {"пр", kNever},
    {"просп", kNever},       {"рис", kBeforeNumber},   {"руб", kBeforeLower},
    {"св", kNever},          {"сек", kBeforeLower},    {"ст", kBeforeNumber},
    {"стр", kBeforeNumber},  {"т.д", kBeforeLower},    {"т.е", kNever},
    {"т.к", kNever},         {"т.п", kBeforeLower},    {"тел", kBeforeNumber},
    {"тыс", kBeforeLower},   {"ул", kNever},           {"ч", kBeforeLower},
    {"№", kBeforeNumber},
}};

constexpr std::array<std::string_view, 32> kAfterOrdinal{
    "april",    "august",  "dezember",    "dienstag",      "donnerstag", "etage",     "feber",
    "februar",  "freitag", "jahrhundert", "januar",        "juli",       "juni",      "jänner",
    "klasse",   "mai",     "mal",         "mittwoch",      "monat",      "montag",    "märz",
    "november", "oktober", "platz",       "quartal",       "samstag",    "september", "sonntag",
    "stern",    "stock",   "tag",         "weihnachtstag",
};

}  // namespace

Abbreviation FindAbbreviation(std::string_view lower_word) {
  const auto* found =
      std::lower_bound(kEntries.begin(), kEntries.end(), lower_word,
                       [](const Entry& one, std::string_view key) { return one.word < key; });
  return found != kEntries.end() && found->word == lower_word ? found->kind : kNone;
}

bool FollowsOrdinal(std::string_view lower_word) {
  return std::binary_search(kAfterOrdinal.begin(), kAfterOrdinal.end(), lower_word);
}

}  // namespace refrain::text
