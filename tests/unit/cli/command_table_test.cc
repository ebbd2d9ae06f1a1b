// The whole command table: every row is complete, every example runs through the parser.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <set>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/parse.h"

namespace refrain::cli {
namespace {

// The words of `line` from "refrain" on, as a shell would split them, up to a pipe,
// redirection or &&.
std::vector<std::string> ShellWords(std::string_view line) {
  std::vector<std::string> out;
  std::string word;
  bool in_word = false;
  char quote = 0;
  const auto finish = [&] {
    if (in_word) out.push_back(word);
    word.clear();
    in_word = false;
  };
  for (const char c : line.substr(line.find("refrain "))) {
    if (quote == 0 && (c == '|' || c == '&' || c == '>' || c == '<' || c == ')')) break;
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
      in_word = true;
    } else if (c == quote) {
      quote = 0;
    } else if (quote == 0 && c == ' ') {
      finish();
    } else {
      word += c;
      in_word = true;
    }
  }
  finish();
  return out;
}

Result<Invocation> ParseWords(const std::vector<std::string>& words) {
  std::vector<const char*> argv;
  argv.reserve(words.size());
  for (const std::string& word : words) argv.push_back(word.c_str());
  return Parse(static_cast<int>(argv.size()), argv.data());
}

void ExpectWellFormed(const Command& command) {
  SCOPED_TRACE(command.name);
  EXPECT_FALSE(command.summary.empty());
  EXPECT_FALSE(command.summary.ends_with('.'));
  EXPECT_NE(command.run, nullptr);
  std::set<std::string_view> names;
  for (const Option& option : GlobalOptions()) names.insert(option.name);
  for (const Option& option : command.options) {
    EXPECT_TRUE(names.insert(option.name).second) << option.name << " twice";
    EXPECT_FALSE(option.help.empty()) << option.name;
    EXPECT_FALSE(option.help.ends_with('.')) << option.name;
    EXPECT_TRUE(option.choices.empty() || !option.value.empty()) << option.name;
  }
  for (const Positional& one : command.positionals) EXPECT_FALSE(one.help.empty()) << one.name;
}

TEST(CommandTable, RowsAreComplete) {
  std::set<std::string_view> names;
  for (const Command* command : Commands()) {
    EXPECT_TRUE(names.insert(command->name).second);
    EXPECT_FALSE(command->examples.empty()) << command->name;
    ExpectWellFormed(*command);
    for (const Command& verb : command->verbs) ExpectWellFormed(verb);
  }
}

TEST(CommandTable, EveryExampleParses) {
  for (const Command* command : Commands()) {
    for (const Example& example : command->examples) {
      SCOPED_TRACE(example.line);
      ASSERT_NE(example.line.find("refrain "), std::string_view::npos);
      const auto parsed = ParseWords(ShellWords(example.line));
      ASSERT_TRUE(parsed.ok()) << parsed.error().ToString();
      ASSERT_NE(parsed->command, nullptr);
      EXPECT_EQ((parsed->noun != nullptr ? parsed->noun : parsed->command)->name, command->name);
      const Status checked = CheckArguments(*parsed->command, parsed->noun, parsed->arguments);
      EXPECT_TRUE(checked.ok()) << checked.error().ToString();
    }
  }
}

TEST(CommandTable, HelpManAndCompletionsKnowEveryCommandAndOption) {
  const std::string man = ManPage();
  const std::string bash = CompletionScript(Shell::kBash);
  const std::string zsh = CompletionScript(Shell::kZsh);
  const std::string fish = CompletionScript(Shell::kFish);
  const std::string overview = OverviewText(Style(false));
  for (const Command* command : Commands()) {
    SCOPED_TRACE(command->name);
    const std::string name(command->name);
    EXPECT_NE(overview.find("  " + name + " "), std::string::npos);
    for (const std::string* text : {&bash, &zsh, &fish}) {
      EXPECT_NE(text->find(name), std::string::npos);
      for (const Option& option : command->options) {
        EXPECT_NE(text->find(option.name), std::string::npos) << option.name;
      }
    }
    EXPECT_NE(man.find(".SS refrain " + name), std::string::npos);
  }
}

TEST(Parse, GlobalFlagsStandAnywhere) {
  const auto parsed = ParseWords({"refrain", "-v", "search", "refund", "--json", "late", "-n"});
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->command, &kSearchCommand);
  EXPECT_EQ(parsed->arguments.Values("QUERY"), (std::vector<std::string>{"refund", "late"}));
  EXPECT_TRUE(parsed->globals.Has("verbose"));
  EXPECT_TRUE(parsed->globals.Has("json"));
  EXPECT_TRUE(parsed->globals.Has("dry-run"));
}

TEST(Parse, AQueryMayHoldNamesOfCommandsAndMinuses) {
  const auto parsed = ParseWords({"refrain", "search", "export", "show", "--", "-paypal"});
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed->command, &kSearchCommand);
  EXPECT_EQ(parsed->arguments.Values("QUERY"),
            (std::vector<std::string>{"export", "show", "-paypal"}));
}

TEST(Parse, AVerbIsNotItsNoun) {
  const auto parsed =
      ParseWords({"refrain", "suggestions", "status", "s-1", "planned", "--note", "next quarter"});
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  ASSERT_NE(parsed->noun, nullptr);
  EXPECT_EQ(parsed->noun, &kSuggestionsCommand);
  EXPECT_EQ(parsed->command->name, "status");
  EXPECT_EQ(parsed->arguments.Value("note"), "next quarter");
}

TEST(Parse, TheLastOfARepeatedOptionCountsUnlessAllDo) {
  const auto parsed = ParseWords({"refrain", "search", "x", "--limit", "3", "--limit=5", "--facet",
                                  "lang", "--facet", "channel"});
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed->arguments.NumberOr("limit", 0), 5U);
  EXPECT_EQ(parsed->arguments.Values("facet"), (std::vector<std::string>{"lang", "channel"}));
}

TEST(Nearest, OffersWhatIsNearAndNothingElse) {
  const std::vector<std::string_view> names{"ingest", "search", "suggestions", "show"};
  EXPECT_EQ(Nearest("inges", names), "ingest");
  EXPECT_EQ(Nearest("SERCH", names), "search");
  EXPECT_EQ(Nearest("sugg", names), "suggestions");
  EXPECT_EQ(Nearest("wibble", names), "");
}

}  // namespace
}  // namespace refrain::cli
