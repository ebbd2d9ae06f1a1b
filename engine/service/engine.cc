// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/base/hash.h"
#include "engine/base/strings.h"
#include "engine/base/time.h"
#include "engine/ingest/analyse.h"
#include "engine/service/engine_impl.h"

namespace refrain::service {
namespace {

namespace fs = std::filesystem;

std::string RandomHex(const Context& context) {
  return fmt::format("{:016x}{:016x}", context.random_bits(), context.random_bits());
}

}  // namespace

Result<std::unique_ptr<Language>> LoadLanguage(const fs::path& folder) {
  REFRAIN_ASSIGN(auto lexicons, lexicon::LexiconSet::Load(folder));
  std::vector<std::string> favoured;
  for (const lexicon::Language& language : lexicons.languages()) {
    favoured.push_back(language.code);
  }
  REFRAIN_ASSIGN(auto identifier,
                 analysis::LanguageIdentifier::Load(folder / "models" / "language.bin", favoured));
  REFRAIN_ASSIGN(auto splitter, mail::BlockSplitter::Load(folder / "reply_headers.tsv"));
  return std::make_unique<Language>(std::move(lexicons), std::move(identifier),
                                    std::move(splitter));
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Status Engine::Create(const EngineOptions& options, const Context& context) {
  if (fs::exists(options.data_folder / "store.db")) {
    return Error{ErrorCode::kInvalidArgument, "there is a workspace already",
                 options.data_folder.string(), "use it as it is, or name another folder"};
  }
  REFRAIN_ASSIGN(const store::Store created,
                 store::Store::Open(options.data_folder, store::Mode::kReadWrite,
                                    {RandomHex(context), RandomHex(context)}));
  return Ok();
}

Result<Engine> Engine::Open(const EngineOptions& options, Access access, const Context& context) {
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  impl->context = context;
  REFRAIN_ASSIGN(impl->zone, text::TimeZone::Load(options.time_zone));
  if (!fs::exists(options.data_folder / "store.db")) {
    return Error{ErrorCode::kNotFound, "there is no workspace here", options.data_folder.string(),
                 "make one with: refrain init " + options.data_folder.string()};
  }
  REFRAIN_ASSIGN(
      auto opened,
      store::Store::Open(options.data_folder, access == Access::kWrite ? store::Mode::kReadWrite
                                                                       : store::Mode::kReadOnly));
  impl->store = std::make_unique<store::Store>(std::move(opened));
  REFRAIN_ASSIGN(impl->language, LoadLanguage(options.lexicon_folder));
  return Engine(std::move(impl));
}

Result<query::Searcher*> Engine::Impl::Searcher() {
  if (searcher == nullptr) {
    auto opened = query::Searcher::Open(options.data_folder, language->lexicons, *store);
    if (!opened.ok()) {
      Error error = std::move(opened).error();
      if (query::NeedsRebuild(error)) error.hint = "mend it with: refrain rebuild --index";
      return error;
    }
    searcher = std::make_unique<query::Searcher>(std::move(*opened));
  }
  return searcher.get();
}

query::QueryContext Engine::Impl::QueryContext() const {
  query::QueryContext out;
  out.now_utc = context.now_utc();
  out.zone = zone;
  return out;
}

std::string Engine::Impl::ThemeName(std::string_view theme) const {
  const int index = language->lexicons.ThemeIndex(theme);
  const lexicon::Lexicon* reader = language->lexicons.Find(options.language);
  if (index < 0 || reader == nullptr) return std::string(theme);
  return std::string(reader->ThemeName(static_cast<std::uint16_t>(index)));
}

// A quote is the words as written, on one line.
std::string Engine::Impl::QuoteText(const model::Message& message, const model::Span& span) const {
  const std::size_t end = std::min<std::size_t>(span.end, message.text.size());
  if (span.begin >= end) return {};
  std::string out;
  for (const std::string_view word :
       SplitWords(std::string_view(message.text).substr(span.begin, end - span.begin))) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

Result<ingest::IngestReport> Engine::Ingest(
    const std::vector<fs::path>& paths, const ingest::IngestOptions& options,
    const std::function<void(const ingest::Progress&)>& progress) {
  ingest::IngestOptions full = options;
  full.threads = impl_->options.threads;
  if (full.read.own_domains.empty()) full.read.own_domains = impl_->options.own_domains;
  if (full.read.agent_names.empty()) full.read.agent_names = impl_->options.agent_names;
  impl_->searcher.reset();
  return ingest::Ingest(impl_->Parts(), paths, full, progress);
}

Status Engine::Rebuild(const std::function<void(const ingest::Progress&)>& progress) {
  impl_->searcher.reset();
  return ingest::Rebuild(impl_->Parts(), impl_->options.threads, progress);
}

Status Engine::RebuildIndex() {
  impl_->searcher.reset();
  return ingest::SyncIndex(impl_->Parts(), impl_->options.threads);
}

Result<query::SearchResult> Engine::Search(query::SearchRequest request) {
  REFRAIN_ASSIGN(query::Searcher * searcher, impl_->Searcher());
  const bool cross_lingual = request.context.cross_lingual;
  request.context = impl_->QueryContext();
  request.context.cross_lingual = cross_lingual;
  return searcher->Search(request);
}

namespace {

Result<MessageView> ViewOf(Engine::Impl& impl, store::RowId row, bool explain,
                           const std::vector<model::RecurringRequest>& requests) {
  MessageView view;
  REFRAIN_ASSIGN(view.stored, impl.store->Message(row));
  view.id = store::DisplayId(view.stored.message.key);
  if (explain) {
    analysis::Workspace workspace(impl.language->analyzer);
    view.annotations =
        ingest::AnalyseMessage(view.stored.message, impl.language->analyzer, workspace, true);
  } else {
    REFRAIN_ASSIGN(view.annotations, impl.store->LoadAnnotations(row));
  }
  for (const model::ThemeMention& mention : view.annotations.themes) {
    const auto seen = std::any_of(view.theme_names.begin(), view.theme_names.end(),
                                  [&](const auto& one) { return one.first == mention.theme; });
    if (!seen) view.theme_names.emplace_back(mention.theme, impl.ThemeName(mention.theme));
  }
  const std::string prefix = view.stored.message.key + ":";
  for (const model::RecurringRequest& request : requests) {
    const bool member =
        std::any_of(request.members.begin(), request.members.end(),
                    [&](const auto& one) { return one.mention.starts_with(prefix); });
    if (member) view.requests.push_back(request.id);
  }
  return view;
}

}  // namespace

Result<MessageView> Engine::ShowMessage(std::string_view id, bool explain) {
  REFRAIN_ASSIGN(const store::RowId row, impl_->store->FindMessage(id));
  REFRAIN_ASSIGN(const auto requests, impl_->store->LoadRequests());
  return ViewOf(*impl_, row, explain, requests);
}

Result<std::vector<MessageView>> Engine::ShowThread(std::string_view id) {
  REFRAIN_ASSIGN(const store::RowId row, impl_->store->FindMessage(id));
  REFRAIN_ASSIGN(const store::StoredMessage stored, impl_->store->Message(row));
  REFRAIN_ASSIGN(auto rows, impl_->store->ThreadMessages(stored.message.thread));
  if (rows.empty()) rows.push_back(row);
  REFRAIN_ASSIGN(const auto requests, impl_->store->LoadRequests());
  std::vector<MessageView> out;
  for (const store::RowId one : rows) {
    REFRAIN_ASSIGN(MessageView view, ViewOf(*impl_, one, false, requests));
    out.push_back(std::move(view));
  }
  return out;
}

Status Engine::SetStatus(std::string_view suggestion_id, model::Status status, std::string_view who,
                         std::string_view note) {
  REFRAIN_ASSIGN(const auto suggestions, impl_->store->LoadSuggestions());
  const bool known = std::any_of(suggestions.begin(), suggestions.end(),
                                 [&](const auto& one) { return one.id == suggestion_id; });
  if (!known) {
    return Error{ErrorCode::kNotFound, fmt::format("no suggestion \"{}\"", suggestion_id), "",
                 "list them with: refrain suggestions"};
  }
  store::Decision decision;
  decision.at_utc = impl_->context.now_utc();
  decision.who = who;
  decision.verb = "status";
  decision.target = suggestion_id;
  // The payload is one line: the status, a space, the note as it is.
  decision.payload = fmt::format("{} {}", model::NameOf(status), note);
  REFRAIN_ASSIGN(const std::string id, impl_->store->AppendDecision(decision));
  return Ok();
}

Result<store::Counts> Engine::Count() const { return impl_->store->Count(); }

Result<std::int64_t> Engine::ParseTime(std::string_view text) const {
  const std::int64_t now = impl_->context.now_utc();
  const std::int64_t today = impl_->zone.LocalDay(now);
  if (text == "today") return impl_->zone.StartOfDay(today);
  if (text == "yesterday") return impl_->zone.StartOfDay(today - 1);
  if (text.size() >= 2) {
    std::int64_t count = 0;
    const char* end = text.data() + text.size() - 1;
    const auto [at, error] = std::from_chars(text.data(), end, count);
    const std::string_view units = "dwmy";
    static constexpr std::int64_t kDays[] = {1, 7, 30, 365};
    const std::size_t unit = units.find(text.back());
    if (error == std::errc() && at == end && unit != std::string_view::npos && count >= 0 &&
        count < 100000) {
      return impl_->zone.StartOfDay(today - count * kDays[unit]);
    }
  }
  if (const auto parsed = ParseRfc3339(text)) {
    if (parsed->has_zone) return parsed->at_utc;
    const std::int64_t day = DayOf(parsed->at_utc);
    return impl_->zone.StartOfDay(day) + (parsed->at_utc - day * kSecondsPerDay);
  }
  return Error{ErrorCode::kInvalidArgument, fmt::format("\"{}\" is no time", text), "",
               "write 2026-09-28, 90d, 6w, yesterday, or 2026-09-28T14:00:00+02:00"};
}

std::string Engine::FormatTime(std::int64_t at_utc) const {
  return FormatRfc3339(at_utc, impl_->zone.OffsetMinutes(at_utc)).substr(0, 16).replace(10, 1, " ");
}

std::string Engine::FormatDay(std::int64_t at_utc) const {
  return FormatDate(impl_->zone.LocalDay(at_utc));
}

}  // namespace refrain::service
