// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/analysis_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/files.h"
#include "engine/base/strings.h"
#include "engine/ingest/analyse.h"
#include "engine/mail/mime.h"
#include "engine/read/decode.h"
#include "engine/service/analysis_service_impl.h"
#include "engine/text/utf8.h"

namespace refrain::service {
namespace {

constexpr int kMaxJsonDepth = 64;

// The parser recurses and overflows its stack on deep nesting: count first.
bool IsTooDeep(std::string_view line) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxJsonDepth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

Error NoObject(std::string message) {
  return {ErrorCode::kMalformed, std::move(message), "",
          R"(a line looks like {"text": "Still no parcel.", "id": "42"})"};
}

}  // namespace

Result<Json> ParseObject(std::string_view line) {
  if (IsTooDeep(line)) return NoObject("JSON nested too deeply");
  Json out = Json::parse(line, nullptr, false);
  if (out.is_discarded()) return NoObject("is no JSON");
  if (!out.is_object()) return NoObject("is JSON, but no object");
  return out;
}

std::string StringOf(const Json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

AnalysisService::AnalysisService(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AnalysisService::AnalysisService(AnalysisService&&) noexcept = default;
AnalysisService& AnalysisService::operator=(AnalysisService&&) noexcept = default;
AnalysisService::~AnalysisService() = default;

Result<AnalysisService> AnalysisService::Load(const std::filesystem::path& lexicon_folder) {
  REFRAIN_ASSIGN(auto language, LoadLanguage(lexicon_folder));
  return AnalysisService(std::make_unique<Impl>(std::move(language)));
}

Result<std::string> AnalysisService::AnalyzeLine(std::string_view line,
                                                 const AnalyzeOptions& options) const {
  REFRAIN_ASSIGN(const Json row, ParseObject(line));
  const auto member = row.find("text");
  if (member == row.end() || !member->is_string()) return NoObject("has no \"text\"");
  std::string text = member->get<std::string>();
  std::string subject = StringOf(row, "subject");
  const std::string language = StringOf(row, "lang");
  Json out = Json::object();
  if (const auto id = row.find("id"); id != row.end()) out["id"] = *id;
  std::vector<model::Block> blocks;
  if (options.form == TextForm::kEml) {
    REFRAIN_ASSIGN(mail::ParsedMail mail, mail::ParseMail(text));
    text = std::move(mail.text);
    if (subject.empty()) subject = std::move(mail.subject);
    out["decoded"] = text;  // spans of an eml are offsets into this
  }
  if (options.form == TextForm::kText) {
    blocks.push_back({model::BlockKind::kAuthored, {0, static_cast<std::uint32_t>(text.size())}});
  } else {
    blocks = impl_->language->splitter.Split(text);
  }
  analysis::Input input;
  input.text = text;
  for (const model::Block& block : blocks) {
    if (block.kind == model::BlockKind::kAuthored) input.authored.push_back(block.span);
  }
  input.subject = subject;
  input.declared_language = language;
  if (const auto channel = model::FromName<model::Channel>(StringOf(row, "channel"))) {
    input.channel = *channel;
  }
  input.explain = options.explain;
  PutAnnotations(impl_->language->analyzer.Analyze(input, impl_->workspace), out);
  if (options.form != TextForm::kText) {
    out["authored"] = mail::AuthoredText(text, blocks);
    out["blocks"] = BlocksJson(blocks);
  }
  return Dump(out);
}

Result<Preview> AnalysisService::PreviewSource(const std::filesystem::path& path,
                                               const read::ReadOptions& options,
                                               std::size_t limit) const {
  REFRAIN_ASSIGN(const auto sources, read::ExpandSources(path));
  Preview preview;
  preview.path = sources.front().string();
  REFRAIN_ASSIGN(const auto source, read::OpenSource(sources.front(), options));
  preview.recognition = source->recognition();
  const read::Decoder decoder(impl_->language->splitter, options);
  analysis::Workspace workspace(impl_->language->analyzer);
  while (preview.items.size() < limit) {
    auto raw = source->Next();
    Preview::Item item;
    if (!raw.ok()) {
      item.error = raw.error().ToString();
    } else if (!raw->has_value()) {
      break;
    } else {
      auto message = decoder.Decode(**raw);
      if (message.ok()) {
        item.message = std::move(*message);
        item.annotations =
            ingest::AnalyseMessage(item.message, impl_->language->analyzer, workspace);
      } else {
        item.error = message.error().ToString();
      }
    }
    preview.items.push_back(std::move(item));
  }
  return preview;
}

namespace {

// Whether what came out is what the sample expects; else what came out instead.
std::string SampleFailure(const lexicon::Sample& sample, const model::Annotations& found) {
  if (sample.check == "sentiment") {
    const std::string_view label = model::NameOf(found.sentiment.label);
    return label == sample.expected
               ? ""
               : fmt::format("sentiment {} ({:.2f})", label, found.sentiment.score);
  }
  if (sample.check == "language") {
    return found.language.code == sample.expected ? "" : "language " + found.language.code;
  }
  if (sample.check == "kind") {
    const bool unwanted = sample.expected.starts_with("-");
    const std::string_view name = std::string_view(sample.expected).substr(unwanted ? 1 : 0);
    std::string kinds;
    bool there = false;
    for (const model::KindScore& kind : found.kinds) {
      if (kind.confidence < 0.5F) continue;
      there |= model::NameOf(kind.kind) == name;
      kinds += fmt::format(" {}", model::NameOf(kind.kind));
    }
    return there != unwanted ? "" : "kinds" + (kinds.empty() ? std::string(" none") : kinds);
  }
  if (sample.check == "theme") {
    std::string themes;
    for (const model::ThemeMention& theme : found.themes) {
      if (theme.theme == sample.expected) return "";
      themes += " " + theme.theme;
    }
    return "themes" + (themes.empty() ? std::string(" none") : themes);
  }
  const std::size_t at = sample.text.find(sample.expected);
  for (const model::RequestMention& request : found.requests) {
    if (at != std::string::npos && request.span.begin <= at &&
        at + sample.expected.size() <= request.span.end) {
      return "";
    }
  }
  return found.requests.empty() ? "no request" : "another span";
}

}  // namespace

Result<AnalysisService::LexiconReport> AnalysisService::TestLexicons(
    std::string_view language) const {
  const lexicon::LexiconSet& lexicons = impl_->language->lexicons;
  if (!language.empty() && lexicons.Find(language) == nullptr) {
    return Error{ErrorCode::kNotFound, fmt::format("no lexicon for \"{}\"", language), "",
                 "languages are the folders of " + lexicons.folder().string()};
  }
  LexiconReport report;
  for (const lexicon::Fault& fault : lexicons.faults()) {
    if (!language.empty() && fault.where.find(fmt::format("/{}/", language)) == std::string::npos) {
      continue;
    }
    report.faults.push_back(fault.where + ": " + fault.message);
  }
  for (const lexicon::Lexicon* one : lexicons.lexicons()) {
    if (language.empty() || one->code() == language) {
      report.entries.emplace_back(one->code(), one->terms().size());
    }
  }
  REFRAIN_ASSIGN(const auto samples, lexicons.LoadSamples());
  analysis::Workspace workspace(impl_->language->analyzer);
  for (const lexicon::Sample& sample : samples) {
    if (!language.empty() && sample.language != language) continue;
    ++report.samples;
    analysis::Input input;
    input.text = sample.text;
    input.authored = {{0, static_cast<std::uint32_t>(sample.text.size())}};
    if (sample.check != "language") input.declared_language = sample.language;
    const std::string failure =
        SampleFailure(sample, impl_->language->analyzer.Analyze(input, workspace));
    if (failure.empty()) continue;
    report.failed_samples.push_back(fmt::format("{}: expected {} {}, got {}: {}", sample.where,
                                                sample.check, sample.expected, failure,
                                                sample.text));
  }
  return report;
}

Result<EvaluationResult> AnalysisService::Evaluate(
    EvaluateTask task, const std::vector<std::filesystem::path>& files,
    const std::function<Status(std::string_view)>& prediction) const {
  EvaluateInput input{*impl_->language, {}, prediction};
  for (const std::filesystem::path& path : files) {
    REFRAIN_ASSIGN(const std::string content, ReadFile(path));
    GoldFile file;
    file.path = path.string();
    file.name = path.stem().string();
    for (const std::string_view line : Split(content, '\n')) {
      if (TrimAscii(line).empty()) continue;
      auto row = ParseObject(line);
      if (!row.ok() || !row->contains("text") || !(*row)["text"].is_string()) {
        ++file.unreadable;
        continue;
      }
      GoldRow gold;
      gold.id = StringOf(*row, "id");
      gold.text = text::RepairUtf8(StringOf(*row, "text")).text;
      gold.json = std::move(*row);
      file.rows.push_back(std::move(gold));
    }
    if (file.rows.empty()) {
      return Error{ErrorCode::kMalformed, "holds no labelled rows", path.string(),
                   R"(a row looks like {"id": …, "lang": …, "text": …, "label": …})"};
    }
    input.files.push_back(std::move(file));
  }
  switch (task) {
    case EvaluateTask::kClean: return EvaluateClean(input);
    case EvaluateTask::kAspect: return EvaluateAspect(input);
    case EvaluateTask::kLinks: return EvaluateLinks(input);
    case EvaluateTask::kClusters: return EvaluateClusters(input);
    default: return EvaluateLabels(task, input);
  }
}

}  // namespace refrain::service
