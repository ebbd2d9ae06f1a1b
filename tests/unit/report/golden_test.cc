// The three renderings, byte for byte, as tests/golden/digest keeps them.
// `report_tests --update-golden` writes them anew; read the diff before you keep it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/files.h"
#include "engine/report/digest.h"
#include "tests/unit/report/samples.h"

namespace refrain::report {
namespace {

struct Golden {
  std::string_view file;
  DigestContent (*digest)();
  std::string (*render)(const DigestContent&);
};

constexpr Golden kGoldens[] = {
    {"full-week.txt", FullWeek, RenderText},        {"full-week.md", FullWeek, RenderMarkdown},
    {"full-week.html", FullWeek, RenderHtml},       {"quiet-month.txt", QuietMonth, RenderText},
    {"quiet-month.md", QuietMonth, RenderMarkdown}, {"quiet-month.html", QuietMonth, RenderHtml},
};

std::filesystem::path PathOf(const Golden& golden) {
  return std::filesystem::path(REFRAIN_SOURCE_DIR) / "tests/golden/digest" / golden.file;
}

TEST(DigestGolden, RenderingsAreAsKept) {
  for (const Golden& golden : kGoldens) {
    SCOPED_TRACE(golden.file);
    const auto kept = ReadFile(PathOf(golden));
    ASSERT_TRUE(kept.ok()) << kept.error().ToString();
    EXPECT_EQ(golden.render(golden.digest()), *kept);
  }
}

int UpdateGoldens() {
  for (const Golden& golden : kGoldens) {
    if (!WriteFileAtomic(PathOf(golden), golden.render(golden.digest())).ok()) return 1;
    // A file of the source tree, not of a user's data: readable as its neighbours are.
    std::filesystem::permissions(PathOf(golden), std::filesystem::perms{0644});
  }
  return 0;
}

}  // namespace
}  // namespace refrain::report

// In place of gtest_main's, for the one flag of ours.
int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--update-golden") return refrain::report::UpdateGoldens();
  }
  return RUN_ALL_TESTS();
}
