// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lexicon/shared_files.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "engine/base/strings.h"
#include "engine/text/stemmer.h"

namespace refrain::lexicon {
namespace {

constexpr std::array<std::string_view, 5> kPhrasingLanguages{"en", "es", "lv", "de", "fr"};
constexpr std::size_t kMostIds = 0xFFFE;  // codes are 16 bits wide

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// Empty when the sample is good.
std::string SampleFault(const TsvRow& row, const IdTable& themes,
                        const std::vector<Language>& languages) {
  const std::string_view check = row[0];
  std::string_view expected = row[2];
  bool good = false;
  if (check == "sentiment") {
    good = model::FromName<model::Polarity>(expected).has_value();
  } else if (check == "kind" || check == "theme") {
    if (expected.starts_with('-')) expected.remove_prefix(1);
    good = check == "kind" ? model::FromName<model::Kind>(expected).has_value()
                           : themes.IndexOf(expected) >= 0;
  } else if (check == "request") {
    good = row[1].find(expected) != std::string_view::npos;
  } else if (check == "language") {
    good = std::any_of(languages.begin(), languages.end(),
                       [&](const Language& one) { return one.code == expected; });
  } else {
    return "unknown check \"" + std::string(check) + "\"";
  }
  if (good) return {};
  return "\"" + std::string(row[2]) + "\" cannot be expected of the check " + std::string(check);
}

}  // namespace

int IdTable::IndexOf(std::string_view id) const {
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  return found != ids.end() && *found == id ? static_cast<int>(found - ids.begin()) : -1;
}

std::vector<Language> ReadLanguages(std::string_view content, FaultList& faults) {
  TsvShape shape;
  shape.name = "languages";
  shape.columns = 4;
  shape.filled_columns = 4;
  std::vector<Language> languages;
  for (const TsvRow& row : ReadTsv(content, shape, faults)) {
    const bool deep = row[3] == "deep";
    if (!deep && row[3] != "basic") {
      faults.Add(row.line, "the depth \"" + std::string(row[3]) + "\" is neither deep nor basic");
    } else if (const auto stemmer = text::Stemmer::Create(row[2], row[0]); !stemmer.ok()) {
      faults.Add(row.line, stemmer.error().message);
    } else if (std::any_of(languages.begin(), languages.end(),
                           [&](const Language& one) { return one.code == row[0]; })) {
      faults.Add(row.line, "the language \"" + std::string(row[0]) + "\" stands here twice");
    } else {
      languages.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2]), deep});
    }
  }
  std::sort(languages.begin(), languages.end(),
            [](const Language& a, const Language& b) { return a.code < b.code; });
  return languages;
}

IdTable ReadIdTable(std::string_view content, std::string_view name, FaultList& faults) {
  TsvShape shape;
  shape.name = name;
  shape.columns = 2;
  shape.filled_columns = 2;
  std::vector<std::pair<std::string, std::string>> rows;
  for (const TsvRow& row : ReadTsv(content, shape, faults)) {
    const bool is_id = std::all_of(row[0].begin(), row[0].end(), IsIdCharacter);
    const bool known =
        std::any_of(rows.begin(), rows.end(), [&](const auto& one) { return one.first == row[0]; });
    if (!is_id) {
      faults.Add(row.line, "an id holds lower-case letters, digits, hyphens and dots only");
    } else if (known) {
      faults.Add(row.line, "the id \"" + std::string(row[0]) + "\" stands here twice");
    } else if (rows.size() == kMostIds) {
      faults.Add(row.line, "too many ids");
    } else {
      rows.emplace_back(row[0], row[1]);
    }
  }
  std::sort(rows.begin(), rows.end());
  IdTable table;
  for (auto& [id, second] : rows) {
    table.ids.push_back(std::move(id));
    table.seconds.push_back(std::move(second));
  }
  return table;
}

std::vector<Improvement> ReadImprovements(std::string_view content, const IdTable& themes,
                                          FaultList& faults) {
  TsvShape shape;
  shape.name = "improvements";
  shape.columns = 3 + kPhrasingLanguages.size();
  shape.filled_columns = 4;  // the English phrasing too
  std::vector<Improvement> improvements;
  for (const TsvRow& row : ReadTsv(content, shape, faults)) {
    const int theme = themes.IndexOf(row[0]);
    const auto kind = model::FromName<model::Kind>(row[1]);
    const auto change = model::FromName<model::SuggestionKind>(row[2]);
    if (theme < 0 || !kind || !change) {
      const std::string_view wrong = theme < 0 ? row[0] : !kind ? row[1] : row[2];
      const std::string_view what = theme < 0 ? "theme" : !kind ? "kind" : "change";
      faults.Add(row.line, "unknown " + std::string(what) + " \"" + std::string(wrong) + "\"");
      continue;
    }
    Improvement one;
    one.theme = static_cast<std::uint16_t>(theme);
    one.message_kind = *kind;
    one.change = *change;
    for (std::size_t i = 0; i < kPhrasingLanguages.size(); ++i) {
      if (!row[3 + i].empty()) one.phrasing.emplace(kPhrasingLanguages[i], row[3 + i]);
    }
    improvements.push_back(std::move(one));
  }
  return improvements;
}

std::vector<ThemeRule> ReadThemeRules(std::string_view content, const IdTable& themes,
                                      const IdTable& concepts, FaultList& faults) {
  TsvShape shape;
  shape.name = "theme_rules";
  shape.columns = 2;
  shape.filled_columns = 2;
  std::vector<ThemeRule> rules;
  for (const TsvRow& row : ReadTsv(content, shape, faults)) {
    ThemeRule rule;
    const int theme = themes.IndexOf(row[0]);
    std::string_view unknown = theme < 0 ? std::string_view(row[0]) : std::string_view();
    for (std::string_view rest = row[1]; !rest.empty();) {
      const std::size_t plus = rest.find(" + ");
      std::vector<std::uint16_t>& group = rule.groups.emplace_back();
      for (const std::string_view name : Split(rest.substr(0, plus), '|')) {
        const int one = concepts.IndexOf(name);
        if (one < 0) unknown = name;
        group.push_back(static_cast<std::uint16_t>(std::max(one, 0)));
      }
      std::sort(group.begin(), group.end());
      rest = plus == std::string_view::npos ? std::string_view() : rest.substr(plus + 3);
    }
    if (!unknown.empty()) {
      faults.Add(row.line, "unknown theme or concept \"" + std::string(unknown) + "\"");
      continue;
    }
    rule.theme = static_cast<std::uint16_t>(theme);
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<Sample> ReadSamples(std::string_view content, const Language& language,
                                const std::string& place, const IdTable& themes,
                                const std::vector<Language>& languages,
                                std::vector<Fault>& faults) {
  TsvShape shape;
  shape.name = "samples";
  shape.columns = 4;
  shape.gloss_is_last = true;
  shape.gloss_may_lack = language.code == "en";
  shape.filled_columns = 3;
  FaultList list(place, faults);
  std::vector<Sample> samples;
  for (const TsvRow& row : ReadTsv(content, shape, list)) {
    if (std::string reason = SampleFault(row, themes, languages); !reason.empty()) {
      list.Add(row.line, std::move(reason));
      continue;
    }
    samples.push_back({language.code, std::string(row[0]), std::string(row[1]), std::string(row[2]),
                       place + ":" + std::to_string(row.line)});
  }
  return samples;
}

}  // namespace refrain::lexicon
