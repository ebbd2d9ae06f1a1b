// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "cli/config_file.h"
#include "cli/line_reader.h"
#include "cli/print/file_writer.h"

namespace refrain::cli {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class InAFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name) << content;
    return (folder_ / name).string();
  }

  fs::path folder_;
};

class Settling : public InAFolder {
 protected:
  Result<Settings> Resolve(const Arguments& globals) {
    environment_.variables.emplace("HOME", folder_.string());
    return ResolveSettings(globals, environment_);
  }

  Environment environment_;
};

TEST_F(Settling, FlagComesBeforeEnvironmentBeforeFile) {
  fs::create_directories(folder_ / ".config/refrain");
  Write(".config/refrain/config.toml", "data = \"~/from-file\"\ntime_zone = \"Europe/Riga\"\n");
  environment_.variables["TZ"] = "America/Lima";
  Arguments none;
  EXPECT_EQ(Resolve(none)->engine.data_folder, folder_ / "from-file");
  EXPECT_EQ(Resolve(none)->engine.time_zone, "Europe/Riga");
  environment_.variables["REFRAIN_DATA"] = "/from-environment";
  EXPECT_EQ(Resolve(none)->engine.data_folder, "/from-environment");
  Arguments flags;
  flags.Add("data", "/from-flag");
  flags.Add("tz", "Asia/Tokyo");
  EXPECT_EQ(Resolve(flags)->engine.data_folder, "/from-flag");
  EXPECT_EQ(Resolve(flags)->engine.time_zone, "Asia/Tokyo");
}

TEST_F(Settling, DefaultsFollowTheXdgFolders) {
  EXPECT_EQ(Resolve({})->engine.data_folder, folder_ / ".local/share/refrain");
  environment_.variables["XDG_DATA_HOME"] = "relative/is/ignored";
  EXPECT_EQ(Resolve({})->engine.data_folder, folder_ / ".local/share/refrain");
  environment_.variables["XDG_DATA_HOME"] = "/xdg";
  EXPECT_EQ(Resolve({})->engine.data_folder, "/xdg/refrain");
}

TEST_F(Settling, ATimeZoneRuleIsNoName) {
  environment_.system_time_zone = "Europe/Vilnius";
  for (const char* rule : {"CET-1CEST", "/etc/localtime", ""}) {
    environment_.variables["TZ"] = rule;
    EXPECT_EQ(Resolve({})->engine.time_zone, "Europe/Vilnius") << rule;
  }
  environment_.variables["TZ"] = ":Europe/Riga";
  EXPECT_EQ(Resolve({})->engine.time_zone, "Europe/Riga");
}

TEST_F(Settling, ColourNeedsATerminalThatNobodySpeaksAgainst) {
  struct Case {
    bool terminal;
    const char* no_color;
    const char* term;
    const char* flag;
    bool expected;
  };
  for (const Case& c :
       {Case{true, "", "xterm", "", true}, Case{false, "", "xterm", "", false},
        Case{true, "1", "xterm", "", false}, Case{true, "", "dumb", "", false},
        Case{false, "1", "dumb", "always", true}, Case{true, "", "xterm", "never", false}}) {
    environment_.stdout_is_terminal = c.terminal;
    environment_.variables["NO_COLOR"] = c.no_color;
    environment_.variables["TERM"] = c.term;
    Arguments globals;
    if (*c.flag != '\0') globals.Add("color", c.flag);
    EXPECT_EQ(Resolve(globals)->color, c.expected) << c.no_color << c.term << c.flag;
  }
}

class ConfigFileTest : public InAFolder {};

TEST_F(ConfigFileTest, ReadsEveryKey) {
  const auto config = ReadConfigFile(Write("config.toml",
                                           "data = \"/d\"\ntime_zone = \"UTC\"\nlanguage = \"lv\"\n"
                                           "own_domains = [\"acme.example\"]\n"
                                           "agent_names = [\"Ilze\", \"Tom\"]\nthreads = 3\n"));
  ASSERT_TRUE(config.ok()) << config.error().ToString();
  EXPECT_EQ(config->data, "/d");
  EXPECT_EQ(config->language, "lv");
  EXPECT_EQ(config->threads, 3U);
  EXPECT_THAT(config->own_domains, ElementsAre("acme.example"));
  EXPECT_THAT(config->agent_names, ElementsAre("Ilze", "Tom"));
  EXPECT_THAT(config->warnings, testing::IsEmpty());
}

TEST_F(ConfigFileTest, WarnsOfUnknownKeysWithTheirLine) {
  const auto config = ReadConfigFile(Write("config.toml", "\ntime_zome = \"UTC\"\n"));
  ASSERT_TRUE(config.ok());
  ASSERT_EQ(config->warnings.size(), 1U);
  EXPECT_THAT(config->warnings[0], HasSubstr("config.toml:2: unknown key \"time_zome\""));
  EXPECT_THAT(config->warnings[0], HasSubstr("did you mean time_zone?"));
}

TEST_F(ConfigFileTest, NamesTheLineOfAFault) {
  for (const char* content : {"\nthreads = \"many\"\n", "\nthreads = 0\n", "\nown_domains = 1\n",
                              "\nown_domains = [1]\n", "\nthreads = = 2\n"}) {
    const auto config = ReadConfigFile(Write("config.toml", content));
    ASSERT_FALSE(config.ok()) << content;
    EXPECT_EQ(config.error().code, ErrorCode::kInvalidArgument);
    EXPECT_THAT(config.error().where, testing::EndsWith("config.toml:2"));
  }
}

class FileWriterTest : public InAFolder {};

TEST_F(FileWriterTest, TheFileAppearsWhenItIsWhole) {
  const std::string path = (folder_ / "out.jsonl").string();
  {
    auto writer = FileWriter::Open(path);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer->Write("half").ok());
    EXPECT_FALSE(fs::exists(path));
  }
  EXPECT_TRUE(fs::is_empty(folder_));  // given up: nothing stays
  auto writer = FileWriter::Open(path);
  ASSERT_TRUE(writer->Write("whole").ok());
  ASSERT_TRUE(writer->Commit().ok());
  EXPECT_EQ(fs::file_size(path), 5U);
}

TEST_F(FileWriterTest, SaysWhereItCannotWrite) {
  const auto writer = FileWriter::Open((folder_ / "no" / "such.jsonl").string());
  ASSERT_FALSE(writer.ok());
  EXPECT_EQ(writer.error().code, ErrorCode::kIo);
  EXPECT_FALSE(writer.error().hint.empty());
}

struct ReadLines {
  std::vector<std::string> lines;
  std::size_t too_long = 0;
};

ReadLines ReadAll(const std::string& input, std::size_t limit_bytes) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  EXPECT_EQ(write(ends[1], input.data(), input.size()), static_cast<ssize_t>(input.size()));
  close(ends[1]);
  const Context context;
  LineReader reader(ends[0], limit_bytes, context);
  ReadLines out;
  std::string line;
  for (;;) {
    const auto found = reader.Next(line);
    if (!found.ok() || *found == LineReader::Found::kEnd) break;
    if (*found == LineReader::Found::kTooLong) {
      ++out.too_long;
    } else {
      out.lines.push_back(line);
    }
  }
  close(ends[0]);
  return out;
}

TEST(LineReader, GivesLinesWithAndWithoutAnEndAtTheEnd) {
  EXPECT_THAT(ReadAll("a\r\n\nb", 100).lines, ElementsAre("a", "", "b"));
  EXPECT_THAT(ReadAll("a\n", 100).lines, ElementsAre("a"));
  EXPECT_THAT(ReadAll("", 100).lines, testing::IsEmpty());
}

TEST(LineReader, SkipsALineThatIsTooLongAndGoesOn) {
  const ReadLines read = ReadAll("one\n" + std::string(50'000, 'x') + "\ntwo\n", 1000);
  EXPECT_THAT(read.lines, ElementsAre("one", "two"));
  EXPECT_EQ(read.too_long, 1U);
}

TEST(LineReader, StopsWhenAsked) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::atomic<bool> stop{true};
  Context context;
  context.stop = &stop;
  LineReader reader(ends[0], 100, context);
  std::string line;
  const auto found = reader.Next(line);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kInterrupted);
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace refrain::cli
