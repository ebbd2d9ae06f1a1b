// Work on the items of a wave by several threads: each worker keeps its caches for the whole
// run and takes chunks in order; results stand at their item's place, so the outcome does not
// depend on the number of threads. Internal to the module.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/index/document.h"

namespace refrain::ingest {

// What a worker owns.
struct Worker {
  Worker(const analysis::Analyzer& analyzer)  // NOLINT: made in place by the pool
      : workspace(analyzer), documents(analyzer.lexicons()) {}
  analysis::Workspace workspace;
  index::DocumentBuilder documents;
};

class WorkerPool {
 public:
  WorkerPool(const analysis::Analyzer& analyzer, unsigned threads) {
    for (unsigned i = 0; i < (threads == 0 ? 1 : threads); ++i) workers_.emplace_back(analyzer);
  }

  // Calls task(worker, i) once for each i < count; returns when all are done.
  void ForEach(std::size_t count, const std::function<void(Worker&, std::size_t)>& task) {
    constexpr std::size_t kChunk = 16;
    if (workers_.size() == 1 || count <= kChunk) {
      for (std::size_t i = 0; i < count; ++i) task(workers_.front(), i);
      return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (Worker& worker : workers_) {
      threads.emplace_back([&] {
        for (std::size_t begin = next.fetch_add(kChunk); begin < count;
             begin = next.fetch_add(kChunk)) {
          for (std::size_t i = begin; i < std::min(begin + kChunk, count); ++i) task(worker, i);
        }
      });
    }
  }

 private:
  std::vector<Worker> workers_;
};

}  // namespace refrain::ingest
