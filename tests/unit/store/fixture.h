// Messages and folders for the tests of store, index and query.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/hash.h"
#include "engine/store/store.h"

namespace refrain::store {

// A new folder below the system's temporary one, removed with the object.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "refrain-XXXXXX").string();
    const char* made = ::mkdtemp(pattern.data());
    EXPECT_NE(made, nullptr);
    path_ = pattern;
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline const CreateOptions kCreate{"store-one", "a secret of tests"};

inline Store OpenNew(const std::filesystem::path& folder) {
  auto store = Store::Open(folder, Mode::kReadWrite, kCreate);
  EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().ToString());
  return std::move(store).value();
}

// A message of its own key, written by the customer; more is set by the test.
inline AnalysedMessage MakeItem(std::string_view seed, std::string text,
                                std::string language = "en") {
  AnalysedMessage item;
  model::Message& m = item.message;
  m.key = Base32(HashBytes128(seed), 26);
  m.channel = model::Channel::kEmail;
  m.direction = model::Direction::kInbound;
  m.stage = model::Stage::kSupport;
  m.sent_at_utc = 1'770'000'000;
  m.thread = m.key;
  m.text = std::move(text);
  const auto size = static_cast<std::uint32_t>(m.text.size());
  m.blocks = {{model::BlockKind::kAuthored, {0, size}}};
  item.annotations.language = {std::move(language), 0.9F};
  item.annotations.sentences = {{{0, size}, item.annotations.language, {}, {}}};
  return item;
}

inline BatchOutcome Add(Store& store, const std::vector<AnalysedMessage>& items,
                        std::int64_t at_utc = 1'780'000'000) {
  Batch batch;
  batch.items = items;
  batch.at_utc = at_utc;
  batch.analyser_version = "test/1";
  auto outcome = store.AddBatch(batch);
  EXPECT_TRUE(outcome.ok()) << (outcome.ok() ? "" : outcome.error().ToString());
  return outcome.ok() ? *outcome : BatchOutcome{};
}

}  // namespace refrain::store
