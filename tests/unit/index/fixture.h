// A small set of lexicons for the tests of index and query.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "engine/lexicon/lexicon.h"

namespace refrain::index {

inline void WriteFile(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

// English, German, French, Latvian with three concepts.
inline lexicon::LexiconSet LoadSmallLexicons(const std::filesystem::path& folder) {
  WriteFile(folder / "languages.tsv",
            "# format: languages/1\n# code\tname\tstemmer\tdepth\n"
            "de\tGerman\tgerman\tdeep\nen\tEnglish\tenglish\tdeep\n"
            "fr\tFrench\tfrench\tdeep\nlv\tLatvian\tlight\tdeep\n");
  WriteFile(folder / "themes.tsv", "# format: themes/1\ndelivery.time.late\tlate delivery\n");
  WriteFile(folder / "concepts.tsv",
            "# format: concepts/1\ncredit-note\tshop\ninvoice\tshop\nrefund\tshop\n");
  WriteFile(folder / "de" / "concepts.tsv",
            "# format: concepts/1\ncredit-note\tgutschrift\tcredit note\n"
            "invoice\trechnung\tinvoice\nrefund\trückerstattung | geld .. zurück\trefund\n");
  WriteFile(folder / "en" / "concepts.tsv",
            "# format: concepts/1\ncredit-note\tcredit note\t\ninvoice\tinvoice\t\n"
            "refund\trefund | money back\t\n");
  WriteFile(folder / "fr" / "concepts.tsv",
            "# format: concepts/1\ninvoice\tfacture\tinvoice\nrefund\tremboursement\trefund\n");
  WriteFile(folder / "lv" / "concepts.tsv",
            "# format: concepts/1\ninvoice\trēķins\tinvoice\nrefund\tatmaksa\trefund\n");
  auto set = lexicon::LexiconSet::Load(folder);
  EXPECT_TRUE(set.ok()) << (set.ok() ? "" : set.error().ToString());
  return std::move(set).value();
}

}  // namespace refrain::index
