// Is the workspace well? Each line that is not fine says what to do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>

#include "engine/base/time.h"
#include "engine/index/index.h"
#include "engine/service/engine_impl.h"

namespace refrain::service {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLeastFreeBytes = std::uintmax_t{256} << 20U;

DoctorLine StoreLine(const store::Store& store) {
  const Status status = store.IntegrityCheck();
  if (status.ok()) return {"store", true, "pages, references and rows agree", ""};
  return {"store", false, status.error().ToString(),
          "restore the folder from a backup, or make a new workspace and ingest again"};
}

DoctorLine IndexLine(const store::Store& store, std::int64_t last_seq) {
  const index::IndexState state = index::CheckIndex(store.folder(), store.store_id(), last_seq);
  switch (state.health) {
    case index::IndexHealth::kFresh:
      return {"index", true, fmt::format("up to change {}", state.watermark), ""};
    case index::IndexHealth::kBehind:
      return {"index", false, fmt::format("at change {} of {}", state.watermark, last_seq),
              "run: refrain rebuild --index"};
    case index::IndexHealth::kNeedsRebuild:
      return {"index", false, state.reason, "run: refrain rebuild --index"};
  }
  return {"index", false, "unknown", "run: refrain rebuild --index"};
}

DoctorLine PermissionLine(const fs::path& folder) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) != 0) {
    return {"permissions", false, "the folder cannot be read", "check its owner"};
  }
  if ((info.st_mode & 077U) != 0) {
    return {"permissions", false,
            fmt::format("others may read it (mode {:o})", info.st_mode & 0777U),
            "run: chmod 700 " + folder.string()};
  }
  return {"permissions", true, "only you can read it", ""};
}

DoctorLine DiskLine(const fs::path& folder) {
  std::error_code error;
  const fs::space_info space = fs::space(folder, error);
  if (error) return {"disk", false, error.message(), "check that the disk is mounted"};
  return {"disk", space.available >= kLeastFreeBytes,
          fmt::format("{} MiB free", space.available >> 20U),
          space.available >= kLeastFreeBytes ? "" : "free some space before you ingest more"};
}

DoctorLine VersionLine(const store::Store& store, const std::string& current) {
  const auto versions = store.AnalyserVersions();
  if (!versions.ok())
    return {"analysis", false, versions.error().ToString(), "run: refrain rebuild"};
  std::uint64_t stale = 0;
  for (const auto& [version, count] : *versions) stale += version == current ? 0 : count;
  if (stale == 0) return {"analysis", true, "all messages were read by " + current, ""};
  return {"analysis", false,
          fmt::format("{} messages were read by other lexicons or models", stale),
          "run: refrain rebuild"};
}

}  // namespace

Result<std::vector<DoctorLine>> Engine::Doctor() {
  std::vector<DoctorLine> out;
  REFRAIN_ASSIGN(const store::Counts counts, impl_->store->Count());
  REFRAIN_ASSIGN(const std::int64_t last_seq, impl_->store->LastSeq());
  out.push_back({"workspace", true,
                 fmt::format("{}: {} messages of {} customers", impl_->options.data_folder.string(),
                             counts.messages, counts.customers),
                 ""});
  out.push_back(StoreLine(*impl_->store));
  out.push_back(IndexLine(*impl_->store, last_seq));
  out.push_back(PermissionLine(impl_->options.data_folder));
  out.push_back(DiskLine(impl_->options.data_folder));
  out.push_back(VersionLine(*impl_->store, impl_->language->analyzer.version()));
  const auto& faults = impl_->language->lexicons.faults();
  out.push_back({"lexicons", faults.empty(),
                 faults.empty() ? fmt::format("{} languages, version {}",
                                              impl_->language->lexicons.lexicons().size(),
                                              impl_->language->lexicons.version())
                                : fmt::format("{} faulty rows, first: {}: {}", faults.size(),
                                              faults.front().where, faults.front().message),
                 faults.empty() ? "" : "run: refrain lexicon test"});
  std::uint64_t covered = 0;
  for (const auto& [language, count] : counts.by_language) {
    covered += impl_->language->lexicons.Find(language) != nullptr ? count : 0;
  }
  const double share = counts.messages == 0
                           ? 1.0
                           : static_cast<double>(covered) / static_cast<double>(counts.messages);
  out.push_back(
      {"coverage", share >= 0.8,
       fmt::format("{:.0f}% of the messages are in a language with a lexicon", 100.0 * share),
       share >= 0.8 ? "" : "see which: refrain search '*' --facet lang"});
  out.push_back({"quarantine", counts.quarantined == 0,
                 fmt::format("{} items could not be read", counts.quarantined),
                 counts.quarantined == 0 ? "" : "the ingest report names each with its place"});
  const std::int64_t now = impl_->context.now_utc();
  const bool clock = now > DaysFromCivil({2020, 1, 1}) * kSecondsPerDay;
  out.push_back({"clock", clock, FormatRfc3339(now) + ", zone " + impl_->zone.name(),
                 clock ? "" : "set the system's clock"});
  return out;
}

}  // namespace refrain::service
