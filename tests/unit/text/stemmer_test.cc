// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/stemmer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/strings.h"

namespace refrain::text {
namespace {

Stemmer Make(const char* name, const char* language) {
  auto stemmer = Stemmer::Create(name, language);
  EXPECT_TRUE(stemmer.ok()) << name << " " << language;
  return std::move(stemmer).value();
}

// Words of one line have one stem; no two lines share it.
void CheckGroups(const char* language, const std::vector<const char*>& groups) {
  Stemmer stemmer = Make("light", language);
  std::vector<std::string> stems;
  for (const char* group : groups) {
    std::string first;
    for (const std::string_view word : SplitWords(group)) {
      const std::string stem = stemmer.Stem(word);
      EXPECT_FALSE(stem.empty()) << word;
      if (first.empty()) first = stem;
      EXPECT_EQ(stem, first) << word << " in \"" << group << "\"";
    }
    for (const std::string& other : stems) EXPECT_NE(other, first) << group;
    stems.push_back(first);
  }
}

TEST(LightStemmer, ConflatesLatvian) {
  CheckGroups("lv",
              {
                  "lēns lēna lēni lēnais lēnāks lēnā lēnu lēnām lēniem lēnās vislēnākais lēnajiem",
                  "labs laba labi labais labākais labāk labāka labākajiem labajām vislabākais labo",
                  "lācis lāča lāči lāču lāčiem lāci",
                  "brālis brāļa brāļi brāļiem",
                  "strādāt strādāju strādā strādājam strādāja strādās strādāšu strādājis",
                  "runāt runājusi runājot runātu runādams runāta runājošs runājam",
                  "gribēt gribu grib gribam gribēja gribējām gribētu gribēs",
                  "darīt daru dara darīja darīts darīta darīšana",
                  "sazināties sazinājos sazinās sazināsies sazināmies sazinieties",
                  "kvalitāte kvalitātes kvalitāti kvalitātē kvalitāšu kvalitātei",
                  "piegāde piegādes piegādi piegādē piegāžu piegādēm",
                  "kļūda kļūdas kļūdu kļūdām kļūdā",
                  "prece preces preci preču precēm",
                  "upe upes upi upju upēm",
                  "neapmierināts neapmierināta neapmierinātie neapmierinoša neapmierinošs",
                  "lietotājs lietotāja lietotāji lietotāju lietotājiem",
                  "jāgaida gaida gaidu gaidīt gaidīja gaidām",
                  "pirkt pirku pirka pirkts pirktu pirkusi",
                  "draudzīgs draudzīga draudzīgi draudzīgāks draudzīgākie",
                  "sūdzība sūdzības sūdzību sūdzībām",
                  "klients klienta klienti klientiem klientu",
                  "dārgs dārga dārgāk dārgi dārgais",
              });
}

TEST(LightStemmer, ConflatesEstonian) {
  CheckGroups("et", {
                        "raamat raamatu raamatus raamatust raamatuga raamatutele",
                        "kiire kiired kiirem kiiresti kiirest",
                        "aeglane aeglase aeglased aeglaselt",
                        "teenus teenuse teenust teenused teenuses",
                        "meeldima meeldib meeldivad meeldis",
                        "ootama ootan ootab ootasin ootavad ootamine",
                    });
}

TEST(LightStemmer, ConflatesPolish) {
  CheckGroups("pl", {
                        "dobry dobra dobre dobrego dobremu dobrych dobrymi dobrej",
                        "szybki szybka szybkie szybkiego szybko",
                        "sklep sklepu sklepie sklepy sklepów sklepom sklepach sklepami",
                        "czekać czekam czeka czekają czekałem czekałam czekała czekali czekanie",
                        "reklamować reklamuję reklamował reklamowała reklamowałem reklamowanie",
                        "jakość jakości jakością",
                        "paczka paczki paczkę paczek",
                        "uszkodzony uszkodzona uszkodzone uszkodzonej uszkodzonego",
                        "najładniejszy ładniejszy",
                    });
}

TEST(LightStemmer, ConflatesCzechAndSlovak) {
  CheckGroups("cs", {
                        "dobrý dobrá dobré dobrého dobrému dobrých dobrými",
                        "obchod obchodu obchody obchodů obchodem obchodech obchodům",
                        "reklamovat reklamuji reklamuje reklamoval reklamovala",
                        "rychlý rychlá rychle rychlejší nejrychlejší",
                        "kvalita kvality kvalitu kvalitou kvalitě",
                    });
  CheckGroups("sk", {
                        "dobrý dobrá dobré dobrého dobrej dobrých",
                        "obchod obchodu obchody obchodov obchodom obchodoch",
                        "reklamovať reklamujem reklamuje reklamoval",
                    });
}

TEST(LightStemmer, ConflatesUkrainianAndBulgarian) {
  CheckGroups("uk", {
                        "добрий добра добре доброго добрих добрим",
                        "магазин магазину магазини магазинів магазином магазинах",
                        "чекати чекаю чекає чекали чекала чекав",
                        "якість якості якістю",
                        "швидкий швидка швидко швидкого",
                    });
  CheckGroups("bg", {
                        "магазин магазина магазинът магазини магазините",
                        "добър",
                        "доставка доставката доставки доставките",
                        "чакам чакаш чака чакаме чакат",
                    });
}

TEST(LightStemmer, LeavesShortWordsAlone) {
  Stemmer lv = Make("light", "lv");
  EXPECT_EQ(lv.Stem(""), "");
  for (const char* word : {"es", "un", "ja", "a", "nē"}) {
    EXPECT_EQ(lv.Stem(word), word);
  }
}

TEST(LightStemmer, AnswersForAnyBytes) {
  for (const char* language : {"lv", "et", "pl", "cs", "sk", "uk", "bg"}) {
    Stemmer stemmer = Make("light", language);
    for (const char* word : {"ā", "\xC4", "šņšņ", "ююю", "'", "123", "aaaaaaaaaaaaaaaaaaaaaaaas"}) {
      EXPECT_FALSE(stemmer.Stem(word).empty()) << language << " " << word;
    }
  }
}

TEST(Stemmer, UsesSnowballByName) {
  EXPECT_EQ(Make("english", "en").Stem("running"), "run");
  EXPECT_EQ(Make("spanish", "es").Stem("rápidamente"), "rapid");
  EXPECT_EQ(Make("german", "de").Stem("häuser"), "haus");
  EXPECT_EQ(Make("russian", "ru").Stem("магазины"), "магазин");
}

TEST(Stemmer, TakesElidedArticlesOff) {
  Stemmer french = Make("french", "fr");
  EXPECT_EQ(french.Stem("l'application"), french.Stem("application"));
  EXPECT_EQ(french.Stem("qu'elle"), french.Stem("elle"));
  EXPECT_EQ(french.Stem("aujourd'hui"), "aujourd'hui");
  Stemmer italian = Make("italian", "it");
  EXPECT_EQ(italian.Stem("dell'hotel"), italian.Stem("hotel"));
  EXPECT_EQ(Make("english", "en").Stem("don't"), "don't");
}

TEST(Stemmer, NoneGivesTheWordBack) { EXPECT_EQ(Make("none", "xx").Stem("words"), "words"); }

TEST(Stemmer, RefusesWhatItDoesNotHave) {
  EXPECT_EQ(Stemmer::Create("klingon", "xx").error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(Stemmer::Create("light", "en").error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(Stemmer::Create("", "en").ok(), false);
}

TEST(Stemmer, CanBeMoved) {
  Stemmer one = Make("english", "en");
  Stemmer two = std::move(one);
  EXPECT_EQ(two.Stem("cats"), "cat");
}

}  // namespace
}  // namespace refrain::text
