// The tables that all languages share, and the samples: rows checked against ids.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/lexicon/lexicon.h"
#include "engine/lexicon/tsv.h"

namespace refrain::lexicon {

// Ids of themes.tsv or concepts.tsv, sorted, each with its second column.
struct IdTable {
  std::vector<std::string> ids;
  std::vector<std::string> seconds;  // parallel: gloss or pack

  // −1 when unknown.
  [[nodiscard]] int IndexOf(std::string_view id) const;
};

[[nodiscard]] std::vector<Language> ReadLanguages(std::string_view content, FaultList& faults);
[[nodiscard]] IdTable ReadIdTable(std::string_view content, std::string_view name,
                                  FaultList& faults);
[[nodiscard]] std::vector<Improvement> ReadImprovements(std::string_view content,
                                                        const IdTable& themes, FaultList& faults);
[[nodiscard]] std::vector<ThemeRule> ReadThemeRules(std::string_view content, const IdTable& themes,
                                                    const IdTable& concepts, FaultList& faults);
// `place` is the file as people name it.
[[nodiscard]] std::vector<Sample> ReadSamples(std::string_view content, const Language& language,
                                              const std::string& place, const IdTable& themes,
                                              const std::vector<Language>& languages,
                                              std::vector<Fault>& faults);

}  // namespace refrain::lexicon
