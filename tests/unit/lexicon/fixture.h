// A folder of lexicons made for one test.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/lexicon/lexicon.h"

namespace refrain::lexicon {

class LexiconFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "refrain-lex-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
    folder_ = root_ / "lexicons";
    Write("languages",
          {"de\tGerman\tgerman\tdeep", "en\tEnglish\tenglish\tdeep", "fr\tFrench\tfrench\tdeep",
           "lv\tLatvian\tlight\tdeep", "sw\tSwahili\tnone\tbasic"});
    Write("themes", {"app.stability.crash\tcrashes", "billing.price\tprice",
                     "delivery.speed\tlate or early"});
    Write("concepts", {"bill\tbilling", "delivery\tshop"});
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  // "en/sentiment": the format line and the rows, sorted.
  void Write(const std::string& name, std::vector<std::string> rows) {
    std::sort(rows.begin(), rows.end());
    std::string content = "# format: " + name.substr(name.find('/') + 1) + "/1\n";
    for (const std::string& row : rows) content += row + "\n";
    WriteRaw(name, content);
  }
  void WriteRaw(const std::string& name, const std::string& content) {
    const std::filesystem::path path = folder_ / (name + ".tsv");
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }

  LexiconSet Load() {
    auto set = LexiconSet::Load(folder_);
    EXPECT_TRUE(set.ok());
    return std::move(set).value();
  }

  static std::vector<std::string> Faults(const LexiconSet& set) {
    std::vector<std::string> out;
    for (const Fault& fault : set.faults()) out.push_back(fault.where + ": " + fault.message);
    return out;
  }

  // "events@3 'did not work'" for each hit, in order; "!" marks a negative prefix.
  static std::vector<std::string> Hits(const LexiconSet& set, const std::string& language,
                                       const std::string& text) {
    static constexpr std::string_view kFiles[] = {"sentiment", "events", "polite", "modifiers",
                                                  "emotion",   "cues",   "themes", "concepts"};
    const Lexicon* lexicon = set.Find(language);
    if (lexicon == nullptr) return {"no lexicon"};
    text::Vocabulary vocabulary;
    std::vector<text::Token> tokens;
    text::Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, tokens);
    WordCache cache(*lexicon);
    std::vector<Hit> hits;
    lexicon->Match(tokens, 0, tokens.size(), vocabulary, cache, hits);
    std::vector<std::string> out;
    for (const Hit& hit : hits) {
      const Term& term = lexicon->terms()[hit.term];
      const std::uint32_t begin = tokens[hit.first_token].span.begin;
      const std::uint32_t end = tokens[hit.last_token - 1].span.end;
      out.push_back(std::string(kFiles[static_cast<std::size_t>(term.file)]) + "@" +
                    std::to_string(term.line) + (hit.prefix_negated ? "! '" : " '") +
                    text.substr(begin, end - begin) + "'");
    }
    return out;
  }

  std::filesystem::path root_;
  std::filesystem::path folder_;
};

}  // namespace refrain::lexicon
