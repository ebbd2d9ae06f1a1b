// The way in: sources → read → decode → analyse → store → index → link.
// Reading is one thread; decoding, analysis and index documents are made by workers in
// waves; the store commits a wave before the index hears of it. An item that fails costs
// itself: it goes into quarantine with its place, and seen = stored + duplicate + quarantined.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/base/context.h"
#include "engine/base/result.h"
#include "engine/mail/blocks.h"
#include "engine/read/decode.h"
#include "engine/read/source.h"
#include "engine/store/store.h"

namespace refrain::ingest {

struct IngestOptions {
  read::ReadOptions read;
  unsigned threads = 2;          // workers, ≥ 1
  std::size_t wave_items = 512;  // items a transaction
  bool reread = false;           // read sources again that have not changed
};

// What became of one source.
struct SourceReport {
  std::string path;
  read::Recognition recognition;
  bool unchanged = false;  // same size, time and inode as when it was read to its end
  std::uint64_t seen = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t erased = 0;  // among duplicate: kept out because a person was forgotten
  std::uint64_t quarantined = 0;
  std::vector<store::QuarantinedItem> rejects;  // the first 20
  std::string error;                            // the source could not be opened at all; with hint
  std::string error_hint;
};

struct IngestReport {
  std::vector<SourceReport> sources;
  std::uint64_t seen = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t failed_sources = 0;
  bool interrupted = false;    // stopped at a wave's end; run again to go on
  std::uint64_t requests = 0;  // after linking
  std::uint64_t suggestions = 0;
};

struct Progress {
  std::string source;
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t seen = 0;  // over all sources
};

// Borrowed parts that live as long as the pipeline.
struct PipelineParts {
  const analysis::Analyzer& analyzer;
  const mail::BlockSplitter& splitter;
  store::Store& store;
  const Context& context;
};

// Errors: those that end the run (the store or the index cannot be written). Sources that
// cannot be read are in the report. Not thread-safe: one run at a time.
[[nodiscard]] Result<IngestReport> Ingest(const PipelineParts& parts,
                                          const std::vector<std::filesystem::path>& paths,
                                          const IngestOptions& options,
                                          const std::function<void(const Progress&)>& progress);

// Brings the index to the state of the store: catches up, or builds it anew.
[[nodiscard]] Status SyncIndex(const PipelineParts& parts, unsigned threads);

// Analyses all messages again and links, in waves; then the index.
[[nodiscard]] Status Rebuild(const PipelineParts& parts, unsigned threads,
                             const std::function<void(const Progress&)>& progress);

// Requests and suggestions from what the store holds.
[[nodiscard]] Status Relink(const PipelineParts& parts);

}  // namespace refrain::ingest
