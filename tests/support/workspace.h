// A workspace in a temporary folder, with a clock that stands still.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/base/context.h"
#include "engine/service/engine.h"

namespace refrain::support {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    static std::atomic<int> next{0};
    path_ = std::filesystem::temp_directory_path() /
            ("refrain-test-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path Write(const std::string& name, const std::string& content) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }

 private:
  std::filesystem::path path_;
};

inline Context FixedContext() {
  Context context;
  context.now_utc = [] { return std::int64_t{1790845200}; };  // 2026-10-01T09:00:00Z
  context.random_bits = [] { return std::uint64_t{42}; };
  return context;
}

inline service::EngineOptions OptionsFor(const std::filesystem::path& data_folder) {
  service::EngineOptions options;
  options.data_folder = data_folder;
  options.lexicon_folder = std::filesystem::path(REFRAIN_SOURCE_DIR) / "lexicons";
  options.own_domains = {"fernlight.example"};
  options.agent_names = {"Ilze", "Tom", "Marta", "Jonas"};
  return options;
}

inline std::filesystem::path CorpusSamples() {
  return std::filesystem::path(REFRAIN_SOURCE_DIR) / "corpus-samples";
}

// Makes a workspace in `folder` and opens it for writing.
inline service::Engine NewEngine(const std::filesystem::path& folder) {
  const service::EngineOptions options = OptionsFor(folder);
  const Status made = service::Engine::Create(options, FixedContext());
  EXPECT_TRUE(made.ok()) << made.error().ToString();
  auto engine = service::Engine::Open(options, service::Access::kWrite, FixedContext());
  EXPECT_TRUE(engine.ok()) << engine.error().ToString();
  return std::move(engine).value();
}

inline ingest::IngestReport IngestInto(service::Engine& engine,
                                       const std::vector<std::filesystem::path>& paths) {
  auto report = engine.Ingest(paths, {}, [](const ingest::Progress&) {});
  EXPECT_TRUE(report.ok()) << report.error().ToString();
  return std::move(report).value();
}

}  // namespace refrain::support
