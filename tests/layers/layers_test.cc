// engine/LAYERS is true of every file, and the check that says so bites.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/layers.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace refrain::layers {
namespace {

namespace fs = std::filesystem;

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Rules RealRules() {
  const fs::path path = fs::path(REFRAIN_SOURCE_DIR) / "engine" / "LAYERS";
  std::optional<Rules> rules = ParseRules(ReadAll(path));
  EXPECT_TRUE(rules.has_value()) << path;
  // The command line and its kin go through the facade.
  rules->modules["cli"] = {{"service"}, {"fmt", "cli11", "tomlplusplus"}, false};
  return *rules;
}

bool IsSource(const fs::path& path) {
  return path.extension() == ".h" || path.extension() == ".cc";
}

TEST(Layers, HoldForEveryFile) {
  const Rules rules = RealRules();
  std::size_t files = 0;
  for (const char* top : {"engine", "cli"}) {
    const fs::path root = fs::path(REFRAIN_SOURCE_DIR) / top;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (!entry.is_regular_file() || !IsSource(entry.path())) continue;
      const fs::path relative = fs::relative(entry.path(), root);
      const std::string module = std::string(top) == "cli" ? "cli" : relative.begin()->string();
      for (const std::string& violation : Violations(rules, module, ReadAll(entry.path()))) {
        ADD_FAILURE() << top << '/' << relative.string() << ": " << violation;
      }
      ++files;
    }
  }
  EXPECT_GT(files, 100U);
}

TEST(Layers, NameEveryFolderOfTheEngine) {
  const Rules rules = RealRules();
  for (const auto& entry : fs::directory_iterator(fs::path(REFRAIN_SOURCE_DIR) / "engine")) {
    if (!entry.is_directory()) continue;
    EXPECT_EQ(rules.modules.count(entry.path().filename().string()), 1U) << entry.path();
  }
}

TEST(Layers, Bite) {
  const Rules rules = RealRules();
  struct Case {
    const char* module;
    const char* source;
    bool allowed;
  };
  const Case cases[] = {
      {"text", "#include \"engine/base/result.h\"", true},
      {"text", "#include \"engine/store/store.h\"", false},
      {"analysis", "#include \"engine/lexicon/lexicon.h\"", true},
      {"analysis", "#include \"engine/service/engine.h\"", false},
      {"model", "#include \"engine/base/result.h\"", false},
      {"model", "#include <fmt/format.h>", false},
      {"model", "#include <vector>", true},
      {"store", "#include <sqlite3.h>", true},
      {"link", "#include <sqlite3.h>", false},
      {"stats", "#include <unknown_library/thing.h>", false},
      {"cli", "#include \"engine/service/engine.h\"", true},
      {"cli", "#include \"engine/model/names.h\"", true},
      {"cli", "#include \"engine/store/store.h\"", false},
      {"cli", "#include \"cli/print/table.h\"", true},
      {"service", "#include \"engine/link/link.h\"", true},
      {"elsewhere", "", false},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Violations(rules, one.module, one.source).empty(), one.allowed)
        << one.module << ": " << one.source;
  }
}

TEST(Layers, RejectMalformedTables) {
  EXPECT_FALSE(ParseRules("text base").has_value());
  EXPECT_FALSE(ParseRules("text ; base : x").has_value());
  EXPECT_TRUE(ParseRules("# comment\n\ntext: ; icu\n").has_value());
}

}  // namespace
}  // namespace refrain::layers
