// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/language.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/language.h"

namespace refrain::analysis {
namespace {

TEST(LanguageIdentifier, KnowsShortCustomerTexts) {
  const LanguageIdentifier& identifier = support::TheLanguage().identifier;
  const std::pair<const char*, const char*> cases[] = {
      {"en", "My parcel has still not arrived, where is it?"},
      {"es", "¿Cuándo me van a devolver el dinero?"},
      {"lv", "Kad beidzot saņemšu savu pasūtījumu?"},
      {"de", "Wann kommt endlich mein Paket an?"},
      {"fr", "Quand est-ce que je serai remboursé ?"},
      {"it", "Quando riceverò il rimborso del mio ordine?"},
      {"pt", "Quando é que vão devolver o meu dinheiro?"},
      {"nl", "Wanneer krijg ik mijn geld terug?"},
      {"pl", "Kiedy wreszcie dostanę zwrot pieniędzy?"},
      {"ru", "Когда вы вернёте мне деньги?"},
      {"lt", "Kada pagaliau gausiu savo užsakymą?"},
      {"et", "Millal ma oma tellimuse kätte saan?"},
      {"ja", "いつ届きますか？"},
      {"zh", "什么时候退款？"},
      {"el", "Πότε θα παραλάβω την παραγγελία μου;"},
  };
  for (const auto& [code, text] : cases) {
    const model::LanguageGuess guess = identifier.Identify(text);
    EXPECT_EQ(guess.code, code) << text;
    EXPECT_GT(guess.confidence, 0.5F) << text;
  }
}

TEST(LanguageIdentifier, KnowsLatvianWithoutDiacritics) {
  EXPECT_EQ(support::TheLanguage()
                .identifier.Identify("kapec mans pasutijums vel nav pienacis, gaidu jau nedelu")
                .code,
            "lv");
}

TEST(LanguageIdentifier, LetsAPriorDecideBetweenEquals) {
  const LanguageIdentifier& identifier = support::TheLanguage().identifier;
  EXPECT_GT(identifier.Identify("ok super", "de").confidence, 0.0F);
  // A prior does not overrule a plain text.
  EXPECT_EQ(identifier.Identify("Wann kommt endlich mein Paket an?", "nl").code, "de");
}

TEST(LanguageIdentifier, RefusesWhatIsNoModel) {
  const auto missing = LanguageIdentifier::Load("/nonexistent/language.bin");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "refrain-no-model";
  std::ofstream(path) << "not a model";
  const auto broken = LanguageIdentifier::Load(path);
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().code, ErrorCode::kCorrupt);
  std::filesystem::remove(path);
}

TEST(LanguageIdentifier, RefusesATruncatedModel) {
  const std::filesystem::path real = support::LexiconFolder() / "models" / "language.bin";
  const std::filesystem::path cut = std::filesystem::temp_directory_path() / "refrain-cut-model";
  std::ifstream in(real, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::ofstream(cut, std::ios::binary) << bytes.substr(0, bytes.size() / 2);
  EXPECT_FALSE(LanguageIdentifier::Load(cut).ok());
  std::filesystem::remove(cut);
}

}  // namespace
}  // namespace refrain::analysis
