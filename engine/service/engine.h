// The only door to Refrain: a workspace (one data folder) with everything that can be asked
// of it. cli/ and the servers include this, service/json.h and model/, nothing deeper.
//
// Threads: one Engine a thread. Several readers and one writer of the same folder may run
// at once. Errors: kNotFound (no workspace: `refrain init`), kLocked (another writer),
// kInvalidArgument (with place and hint), kCorrupt, kIo.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/context.h"
#include "engine/base/result.h"
#include "engine/service/types.h"

namespace refrain::service {

enum class Access { kRead, kWrite };

class Engine {
 public:
  // Makes an empty workspace in options.data_folder (created, mode 0700).
  // Errors: kInvalidArgument when there is one already.
  [[nodiscard]] static Status Create(const EngineOptions& options, const Context& context);
  // Both arguments are copied.
  [[nodiscard]] static Result<Engine> Open(const EngineOptions& options, Access access,
                                           const Context& context);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // ---- writing (Access::kWrite) ----
  [[nodiscard]] Result<ingest::IngestReport> Ingest(
      const std::vector<std::filesystem::path>& paths, const ingest::IngestOptions& options,
      const std::function<void(const ingest::Progress&)>& progress);
  // Analyses and links everything again with the lexicons of today.
  [[nodiscard]] Status Rebuild(const std::function<void(const ingest::Progress&)>& progress);
  // Brings the search index to the state of the store, anew when it is damaged.
  [[nodiscard]] Status RebuildIndex();
  // Sets the status of a suggestion, in the decision log. Errors: kNotFound.
  [[nodiscard]] Status SetStatus(std::string_view suggestion_id, model::Status status,
                                 std::string_view who, std::string_view note);

  // ---- reading ----
  // `request.context` is filled here (clock, zone).
  [[nodiscard]] Result<query::SearchResult> Search(query::SearchRequest request);
  [[nodiscard]] Result<MessageView> ShowMessage(std::string_view id, bool explain);
  [[nodiscard]] Result<std::vector<MessageView>> ShowThread(std::string_view id);
  // Most frequent first; `limit` 0: all.
  [[nodiscard]] Result<std::vector<ThemeRow>> Themes(const Window& window, std::size_t limit);
  // Most customers first.
  [[nodiscard]] Result<std::vector<RequestRow>> Requests(const Window& window, std::size_t limit);
  [[nodiscard]] Result<RequestCard> ShowRequest(std::string_view id);
  [[nodiscard]] Result<std::vector<SuggestionRow>> Suggestions(const Window& window,
                                                               std::size_t limit);
  [[nodiscard]] Result<SuggestionCard> ShowSuggestion(std::string_view id);
  [[nodiscard]] Result<TrendTable> Trends(const TrendRequest& request);
  [[nodiscard]] Result<report::DigestContent> Digest(const DigestRequest& request);
  // Calls `write` with one JSON line a message that matches, in order of key; with `canonical`
  // requests, suggestions and decisions follow, and nothing depends on how it was read.
  [[nodiscard]] Status Export(std::string_view query, bool canonical,
                              const std::function<Status(std::string_view)>& write);
  [[nodiscard]] Result<std::vector<DoctorLine>> Doctor();
  [[nodiscard]] Result<store::Counts> Count() const;

  // "2026-09-28" and RFC 3339, "90d", "4w", "6m", "today", "yesterday" → UTC seconds, days
  // begin in the workspace's zone. Errors: kInvalidArgument with a hint.
  [[nodiscard]] Result<std::int64_t> ParseTime(std::string_view text) const;
  // "2026-09-28 14:03" in the workspace's zone; and the day alone.
  [[nodiscard]] std::string FormatTime(std::int64_t at_utc) const;
  [[nodiscard]] std::string FormatDay(std::int64_t at_utc) const;

  struct Impl;  // opaque

 private:
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::service
