// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ingest/pipeline.h"

#include <sys/stat.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "engine/base/hash.h"
#include "engine/ingest/analyse.h"
#include "engine/ingest/index_sync.h"
#include "engine/ingest/workers.h"
#include "engine/link/link.h"

namespace refrain::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReportedRejects = 20;

// An item after reading: bytes to decode, or why there are none.
struct Slot {
  std::optional<model::RawItem> raw;
  std::optional<Error> error;
  store::AnalysedMessage analysed;
  index::IndexDocument document;
};

// What a rerun compares; a Maildir counts its files and takes the newest time.
std::optional<store::SourceState> StateOf(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return std::nullopt;
  store::SourceState state;
  state.path = path.string();
  state.inode = static_cast<std::int64_t>(info.st_ino);
  const auto nanoseconds = [](const struct stat& of) {
    return static_cast<std::int64_t>(of.st_mtim.tv_sec) * 1000000000 + of.st_mtim.tv_nsec;
  };
  if (!S_ISDIR(info.st_mode)) {
    state.size_bytes = info.st_size;
    state.mtime_ns = nanoseconds(info);
    return state;
  }
  for (const char* name : {"cur", "new"}) {
    struct stat folder {};
    if (::stat((path / name).c_str(), &folder) != 0) continue;
    state.mtime_ns = std::max(state.mtime_ns, nanoseconds(folder));
    state.size_bytes += static_cast<std::int64_t>(folder.st_ino % 1000003);
  }
  return state;
}

bool SameState(const store::SourceState& a, const store::SourceState& b) {
  return a.size_bytes == b.size_bytes && a.mtime_ns == b.mtime_ns && a.inode == b.inode;
}

store::QuarantinedItem Rejected(const Slot& slot, const std::string& source) {
  store::QuarantinedItem item;
  item.source = source;
  item.reason = slot.error->message;
  item.hint = slot.error->hint;
  if (slot.raw) {
    item.place = slot.raw->provenance.place;
    HashBuilder hash;
    hash.Add(slot.raw->bytes);
    for (const auto& [name, value] : slot.raw->fields) hash.Add(name).Add(value);
    item.raw_hash = Base32(hash.Finish(), 26);
    return item;
  }
  // "inbox.mbox@183422" → the part behind the path.
  item.place = slot.error->where;
  if (item.place.starts_with(source)) item.place.erase(0, source.size());
  while (!item.place.empty() && (item.place[0] == '@' || item.place[0] == ':')) {
    item.place.erase(0, 1);
  }
  item.raw_hash = Base32(HashBuilder().Add(source).Add(item.place).Add(item.reason).Finish(), 26);
  return item;
}

// One run over several sources.
class Run {
 public:
  Run(const PipelineParts& parts, const IngestOptions& options,
      const std::function<void(const Progress&)>& progress)
      : parts_(parts),
        options_(options),
        progress_(progress),
        decoder_(parts.splitter, options.read),
        pool_(parts.analyzer, options.threads) {}

  Result<IngestReport> All(const std::vector<fs::path>& paths) {
    REFRAIN_ASSIGN(IndexSession session, IndexSession::Open(parts_.store, pool_));
    session_ = std::make_unique<IndexSession>(std::move(session));
    for (const fs::path& path : paths) {
      if (parts_.context.stopped()) {
        report_.interrupted = true;
        break;
      }
      REFRAIN_TRY(OnePath(path));
    }
    REFRAIN_ASSIGN(const std::int64_t last_seq, parts_.store.LastSeq());
    REFRAIN_TRY(session_->Finish(last_seq));
    return std::move(report_);
  }

 private:
  void SourceFailed(const fs::path& path, const Error& error) {
    SourceReport& source = report_.sources.emplace_back();
    source.path = path.string();
    source.error = error.message;
    source.error_hint = error.hint;
    ++report_.failed_sources;
  }

  Status OnePath(const fs::path& path) {
    auto sources = read::ExpandSources(path);
    if (!sources.ok()) {
      SourceFailed(path, sources.error());
      return Ok();
    }
    for (const fs::path& source : *sources) {
      if (parts_.context.stopped()) {
        report_.interrupted = true;
        return Ok();
      }
      REFRAIN_TRY(OneSource(source));
    }
    return Ok();
  }

  Status OneSource(const fs::path& path) {
    std::optional<store::SourceState> state = StateOf(path);
    if (state && !options_.reread) {
      REFRAIN_ASSIGN(const auto known, parts_.store.Source(path.string()));
      if (known && known->complete && SameState(*known, *state)) {
        SourceReport& source = report_.sources.emplace_back();
        source.path = path.string();
        source.recognition.format = known->format;
        source.unchanged = true;
        return Ok();
      }
    }
    auto opened = read::OpenSource(path, options_.read);
    if (!opened.ok()) {
      SourceFailed(path, opened.error());
      return Ok();
    }
    read::ItemSource& source = **opened;
    SourceReport& report = report_.sources.emplace_back();
    report.path = path.string();
    report.recognition = source.recognition();
    const std::size_t at = report_.sources.size() - 1;
    bool more = true;
    while (more && !report_.interrupted) {
      std::vector<Slot> wave;
      more = ReadWave(source, wave);
      if (parts_.context.stopped()) report_.interrupted = true;
      if (state) {
        state->format = report_.sources[at].recognition.format;
        state->position = static_cast<std::int64_t>(source.bytes_done());
        state->complete = !more;
      }
      REFRAIN_TRY(StoreWave(wave, state ? &*state : nullptr, report_.sources[at]));
      progress_({path.string(), source.bytes_done(), source.bytes_total(), report_.seen});
    }
    return Ok();
  }

  // False at the end of the source.
  bool ReadWave(read::ItemSource& source, std::vector<Slot>& wave) {
    while (wave.size() < options_.wave_items) {
      auto item = source.Next();
      Slot slot;
      if (!item.ok()) {
        slot.error = std::move(item).error();
      } else if (!item->has_value()) {
        return false;
      } else {
        slot.raw = std::move(**item);
      }
      wave.push_back(std::move(slot));
    }
    return true;
  }

  void Analyse(Worker& worker, Slot& slot, std::int64_t now_utc) const {
    if (!slot.raw) return;
    auto message = decoder_.Decode(*slot.raw);
    if (!message.ok()) {
      slot.error = std::move(message).error();
      return;
    }
    slot.analysed.message = std::move(*message);
    if (slot.analysed.message.flags.date_missing) slot.analysed.message.sent_at_utc = now_utc;
    slot.analysed.annotations =
        AnalyseMessage(slot.analysed.message, parts_.analyzer, worker.workspace);
    slot.document = worker.documents.Build(slot.analysed.message, slot.analysed.annotations,
                                           store::CustomerKey(slot.analysed.message.customer));
  }

  Status StoreWave(std::vector<Slot>& wave, const store::SourceState* state, SourceReport& report) {
    const std::int64_t now_utc = parts_.context.now_utc();
    pool_.ForEach(wave.size(),
                  [&](Worker& worker, std::size_t i) { Analyse(worker, wave[i], now_utc); });
    std::vector<store::AnalysedMessage> messages;
    std::vector<index::IndexDocument> documents;
    std::vector<store::QuarantinedItem> rejects;
    for (Slot& slot : wave) {
      if (slot.error) {
        rejects.push_back(Rejected(slot, report.path));
        continue;
      }
      messages.push_back(std::move(slot.analysed));
      documents.push_back(std::move(slot.document));
    }
    store::Batch batch;
    batch.items = messages;
    batch.quarantined = rejects;
    batch.source = state;
    batch.at_utc = now_utc;
    batch.analyser_version = parts_.analyzer.version();
    REFRAIN_ASSIGN(const store::BatchOutcome outcome, parts_.store.AddBatch(batch));
    std::vector<index::IndexEntry> entries;
    for (std::size_t i = 0; i < outcome.items.size(); ++i) {
      if (outcome.items[i].status != store::ItemStatus::kStored) continue;
      entries.push_back({outcome.items[i].id, std::move(documents[i])});
    }
    REFRAIN_TRY(session_->Add(std::move(entries), outcome.last_seq));
    Tally(wave.size(), outcome, rejects, report);
    return Ok();
  }

  void Tally(std::size_t seen, const store::BatchOutcome& outcome,
             const std::vector<store::QuarantinedItem>& rejects, SourceReport& report) {
    report.seen += seen;
    report.stored += outcome.stored;
    report.duplicate += outcome.duplicate;
    report.erased += outcome.erased;
    report.quarantined += outcome.quarantined;
    for (const auto& reject : rejects) {
      if (report.rejects.size() < kReportedRejects) report.rejects.push_back(reject);
    }
    report_.seen += seen;
    report_.stored += outcome.stored;
    report_.duplicate += outcome.duplicate;
    report_.quarantined += outcome.quarantined;
  }

  const PipelineParts& parts_;
  const IngestOptions& options_;
  const std::function<void(const Progress&)>& progress_;
  read::Decoder decoder_;
  WorkerPool pool_;
  std::unique_ptr<IndexSession> session_;
  IngestReport report_;
};

}  // namespace

Result<IngestReport> Ingest(const PipelineParts& parts, const std::vector<fs::path>& paths,
                            const IngestOptions& options,
                            const std::function<void(const Progress&)>& progress) {
  REFRAIN_ASSIGN(IngestReport report, Run(parts, options, progress).All(paths));
  if (report.stored > 0) REFRAIN_TRY(Relink(parts));
  REFRAIN_ASSIGN(const auto requests, parts.store.LoadRequests());
  REFRAIN_ASSIGN(const auto suggestions, parts.store.LoadSuggestions());
  report.requests = requests.size();
  report.suggestions = suggestions.size();
  return report;
}

Status SyncIndex(const PipelineParts& parts, unsigned threads) {
  WorkerPool pool(parts.analyzer, threads);
  REFRAIN_ASSIGN(IndexSession session, IndexSession::Open(parts.store, pool));
  REFRAIN_ASSIGN(const std::int64_t last_seq, parts.store.LastSeq());
  return session.Finish(last_seq);
}

Status Relink(const PipelineParts& parts) {
  REFRAIN_ASSIGN(const auto items, parts.store.LinkItems());
  REFRAIN_ASSIGN(const auto themes, parts.store.ThemeEvidence());
  const link::LinkResult linked = link::Link(items, themes, parts.analyzer.lexicons());
  return parts.store.ReplaceInsights(linked.requests, linked.suggestions);
}

Status Rebuild(const PipelineParts& parts, unsigned threads,
               const std::function<void(const Progress&)>& progress) {
  WorkerPool pool(parts.analyzer, threads);
  constexpr std::size_t kWave = 512;
  store::RowId after = 0;
  std::uint64_t done = 0;
  for (;;) {
    if (parts.context.stopped()) {
      return Error{ErrorCode::kInterrupted, "stopped; what was done is kept", "",
                   "run this again to go on"};
    }
    std::vector<store::StoredMessage> wave;
    store::Store::MessageFilter filter;
    filter.after = after;
    REFRAIN_TRY(parts.store.ReadMessages(
        filter, [&](const store::StoredMessage& stored, const model::Annotations&) -> Result<bool> {
          wave.push_back(stored);
          return wave.size() < kWave;
        }));
    if (wave.empty()) break;
    std::vector<store::Reanalysed> items(wave.size());
    pool.ForEach(wave.size(), [&](Worker& worker, std::size_t i) {
      model::Message& message = wave[i].message;
      if (message.channel == model::Channel::kEmail && !message.text.empty()) {
        message.blocks = parts.splitter.Split(message.text);
      }
      items[i].id = wave[i].id;
      items[i].annotations = AnalyseMessage(message, parts.analyzer, worker.workspace);
      items[i].blocks = message.blocks;
    });
    REFRAIN_TRY(
        parts.store.ReplaceAnnotations(items, parts.analyzer.version(), parts.context.now_utc()));
    after = wave.back().id;
    done += wave.size();
    progress({"rebuild", 0, 0, done});
  }
  REFRAIN_TRY(Relink(parts));
  return SyncIndex(parts, threads);
}

}  // namespace refrain::ingest
