// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/roles.h"

#include <algorithm>
#include <unordered_map>

#include "engine/base/strings.h"
#include "engine/read/column_names.h"
#include "engine/read/exports.h"
#include "engine/text/fold.h"

namespace refrain::read {
namespace {

constexpr double kMinTextBytes = 15.0;  // average length of a column that may be the text

struct ChannelWord {
  std::string_view word;
  model::Channel channel;
};
constexpr std::array<ChannelWord, 46> kChannelWords{{
    {"email", model::Channel::kEmail},
    {"e-mail", model::Channel::kEmail},
    {"emails", model::Channel::kEmail},
    {"mail", model::Channel::kEmail},
    {"mails", model::Channel::kEmail},
    {"inbox", model::Channel::kEmail},
    {"1", model::Channel::kEmail},
    {"2", model::Channel::kEmail},
    {"portal", model::Channel::kEmail},
    {"web", model::Channel::kEmail},
    {"form", model::Channel::kEmail},
    {"9", model::Channel::kEmail},
    {"note", model::Channel::kNote},
    {"notes", model::Channel::kNote},
    {"call", model::Channel::kCall},
    {"calls", model::Channel::kCall},
    {"phone", model::Channel::kCall},
    {"telephone", model::Channel::kCall},
    {"voice", model::Channel::kCall},
    {"3", model::Channel::kCall},
    {"chat", model::Channel::kChat},
    {"chats", model::Channel::kChat},
    {"messaging", model::Channel::kChat},
    {"whatsapp", model::Channel::kChat},
    {"7", model::Channel::kChat},
    {"live-chat", model::Channel::kChat},
    {"meeting", model::Channel::kMeeting},
    {"meetings", model::Channel::kMeeting},
    {"visit", model::Channel::kMeeting},
    {"visits", model::Channel::kMeeting},
    {"order", model::Channel::kOrder},
    {"orders", model::Channel::kOrder},
    {"purchase", model::Channel::kOrder},
    {"purchases", model::Channel::kOrder},
    {"survey", model::Channel::kSurvey},
    {"surveys", model::Channel::kSurvey},
    {"nps", model::Channel::kSurvey},
    {"csat", model::Channel::kSurvey},
    {"questionnaire", model::Channel::kSurvey},
    {"poll", model::Channel::kSurvey},
    {"review", model::Channel::kReview},
    {"reviews", model::Channel::kReview},
    {"ratings", model::Channel::kReview},
    {"appstore", model::Channel::kReview},
    {"other", model::Channel::kOther},
    {"api", model::Channel::kOther},
}};

struct StageWord {
  std::string_view word;
  model::Stage stage;
};
constexpr std::array<StageWord, 21> kStageWords{{
    {"sale", model::Stage::kSale},
    {"sales", model::Stage::kSale},
    {"presale", model::Stage::kSale},
    {"presales", model::Stage::kSale},
    {"lead", model::Stage::kSale},
    {"info", model::Stage::kSale},
    {"account", model::Stage::kAccount},
    {"accounts", model::Stage::kAccount},
    {"onboarding", model::Stage::kAccount},
    {"signup", model::Stage::kAccount},
    {"registration", model::Stage::kAccount},
    {"order", model::Stage::kOrder},
    {"orders", model::Stage::kOrder},
    {"ordering", model::Stage::kOrder},
    {"purchase", model::Stage::kOrder},
    {"shop", model::Stage::kOrder},
    {"support", model::Stage::kSupport},
    {"helpdesk", model::Stage::kSupport},
    {"service", model::Stage::kSupport},
    {"help", model::Stage::kSupport},
    {"care", model::Stage::kSupport},
}};

// Words of the file's name and its folder's, the last first.
std::vector<std::string> PathWords(std::string_view path) {
  std::size_t begin = path.find_last_of('/');
  if (begin != std::string_view::npos && begin > 0) begin = path.find_last_of('/', begin - 1);
  if (begin != std::string_view::npos) path.remove_prefix(begin);
  std::vector<std::string> words;
  std::string word;
  for (const char c : path) {
    if (std::string_view("/\\_-. ").find(c) == std::string_view::npos) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(ToLowerAscii(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(ToLowerAscii(word));
  std::reverse(words.begin(), words.end());
  return words;
}

bool NameMatches(std::string_view name, std::string_view pattern) {
  if (!pattern.ends_with('*')) return name == pattern;
  return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

const Column* FindColumn(const std::vector<Column>& columns, std::string_view pattern) {
  for (const Column& column : columns) {
    if (NameMatches(NormalName(column.name, false), pattern)) return &column;
  }
  return nullptr;
}

bool HasFingerprint(const std::vector<Column>& columns, std::string_view fingerprint) {
  const std::vector<std::string_view> names = Split(fingerprint, '|');
  return std::all_of(names.begin(), names.end(),
                     [&](std::string_view name) { return FindColumn(columns, name) != nullptr; });
}

// The column with the longest words: what people wrote. Links, dates and ids do not count.
const Column* LongestText(const std::vector<Column>& columns, const Mapping& mapping) {
  const Column* best = nullptr;
  double best_score = kMinTextBytes;
  for (const Column& column : columns) {
    const bool taken = std::any_of(mapping.columns.begin(), mapping.columns.end(),
                                   [&](const auto& one) { return one.second == column.name; });
    if (taken || column.samples.empty()) continue;
    double bytes = 0;
    double spaces = 0;
    for (const std::string& sample : column.samples) {
      if (sample.starts_with("http") || sample.starts_with('{') || sample.starts_with('['))
        continue;
      bytes += static_cast<double>(sample.size());
      spaces += static_cast<double>(std::count(sample.begin(), sample.end(), ' '));
    }
    const double count = static_cast<double>(column.samples.size());
    if (spaces / count < 1.0 && bytes / count < 3 * kMinTextBytes) continue;
    if (bytes / count > best_score) {
      best_score = bytes / count;
      best = &column;
    }
  }
  return best;
}

void SetRole(Mapping& mapping, std::string_view role, std::string_view column) {
  for (auto& [known, value] : mapping.columns) {
    if (known == role) {
      value = column;
      return;
    }
  }
  mapping.columns.emplace_back(role, column);
}

void MapExport(const ExportRow& row, const std::vector<Column>& columns, Mapping& mapping) {
  mapping.export_name = row.name;
  mapping.channel = row.channel;
  for (const std::string_view rule : Split(row.columns, ';')) {
    const std::size_t equals = rule.find('=');
    const std::string_view role = TrimAscii(rule.substr(0, equals));
    for (const std::string_view name : Split(TrimAscii(rule.substr(equals + 1)), '/')) {
      if (const Column* column = FindColumn(columns, name)) {
        SetRole(mapping, role, column->name);
        break;
      }
    }
  }
}

bool HoldsScores(const Column& column) {
  return !column.samples.empty() &&
         std::all_of(column.samples.begin(), column.samples.end(), [](const std::string& value) {
           return value.size() <= 4 && value.find_first_not_of("0123456789.") == std::string::npos;
         });
}

void MapGeneric(const std::vector<Column>& columns, Mapping& mapping) {
  mapping.export_name = "generic";
  std::vector<const Column*> taken;
  for (const RoleNames& row : kColumnNames) {
    for (const std::string_view name : Split(row.names, '|')) {
      const auto it = std::find_if(columns.begin(), columns.end(), [&](const Column& column) {
        return NormalName(column.name, true) == name &&
               std::find(taken.begin(), taken.end(), &column) == taken.end();
      });
      if (it == columns.end()) continue;
      // "Bewertung" and the like are stars here and words there.
      if (row.role == "rating" && !it->samples.empty() && !HoldsScores(*it)) continue;
      if (row.role == "text" && HoldsScores(*it)) continue;
      taken.push_back(&*it);
      SetRole(mapping, row.role, it->name);
      break;
    }
  }
}

model::Channel GuessChannel(const Mapping& mapping) {
  const std::string id = NormalName(mapping.ColumnOf("id"), true);
  const std::string date = NormalName(mapping.ColumnOf("date"), true);
  const std::string rating = NormalName(mapping.ColumnOf("rating"), true);
  const std::string text = NormalName(mapping.ColumnOf("text"), true);
  if (!mapping.ColumnOf("turns").empty()) return model::Channel::kChat;
  if (id.starts_with("order") || date.starts_with("order")) return model::Channel::kOrder;
  if (rating.starts_with("nps") || rating == "score") return model::Channel::kSurvey;
  if (id.starts_with("note") || text == "note") return model::Channel::kNote;
  if (!rating.empty()) return model::Channel::kReview;
  return model::Channel::kOther;
}

void SortByRole(Mapping& mapping) {
  const auto place = [](const std::pair<std::string, std::string>& one) {
    return std::find(kRoles.begin(), kRoles.end(), one.first) - kRoles.begin();
  };
  std::stable_sort(mapping.columns.begin(), mapping.columns.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

Status ApplyChosen(const std::vector<Column>& columns,
                   const std::vector<std::pair<std::string, std::string>>& chosen,
                   Mapping& mapping) {
  for (const auto& [role, name] : chosen) {
    if (std::find(kRoles.begin(), kRoles.end(), role) == kRoles.end()) {
      std::string hint = "roles are:";
      for (const std::string_view known : kRoles) hint += ' ' + std::string(known);
      return Error{ErrorCode::kInvalidArgument, "unknown role \"" + role + '"', {}, hint};
    }
    const Column* column = FindColumn(columns, NormalName(name, false));
    if (column == nullptr) {
      std::string hint = "columns here are:";
      for (const Column& known : columns) hint += " \"" + known.name + '"';
      return Error{ErrorCode::kInvalidArgument, "there is no column \"" + name + '"', {}, hint};
    }
    SetRole(mapping, role, column->name);
  }
  return Ok();
}

}  // namespace

std::string_view Mapping::ColumnOf(std::string_view role) const {
  for (const auto& [known, column] : columns) {
    if (known == role) return column;
  }
  return {};
}

std::string NormalName(std::string_view name, bool loose) {
  std::string out;
  bool space = false;
  for (const char c : text::ToLower(text::ToNfc(name))) {
    const bool gap = c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
                     (loose && (c == '_' || c == '.' || c == '-' || c == ':'));
    if (gap) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

Result<Mapping> MapColumns(const std::vector<Column>& columns, std::string_view as_export,
                           const std::vector<std::pair<std::string, std::string>>& chosen) {
  Mapping mapping;
  std::string_view without_text;
  for (const ExportRow& row : kExports) {
    const bool wanted = as_export == row.name;
    if (!as_export.empty() && !wanted) continue;
    if (!HasFingerprint(columns, row.fingerprint)) continue;
    MapExport(row, columns, mapping);
    without_text = row.without_text;
    break;
  }
  if (mapping.export_name.empty()) {
    MapGeneric(columns, mapping);
    if (!as_export.empty()) mapping.export_name = as_export;
  }
  REFRAIN_TRY(ApplyChosen(columns, chosen, mapping));
  if (mapping.ColumnOf("text").empty() && mapping.ColumnOf("turns").empty()) {
    if (!without_text.empty()) {
      return Error{ErrorCode::kUnsupported,
                   std::string(without_text),
                   {},
                   "or name the column that holds the text: --map text=COLUMN"};
    }
    if (const Column* longest = LongestText(columns, mapping)) {
      SetRole(mapping, "text", longest->name);
    }
  }
  if (mapping.channel == model::Channel::kOther) mapping.channel = GuessChannel(mapping);
  SortByRole(mapping);
  return mapping;
}

std::string_view RoleOfLabel(std::string_view label) {
  const std::string name = NormalName(label, true);
  for (const RoleNames& row : kColumnNames) {
    for (const std::string_view known : Split(row.names, '|')) {
      if (known == name) return row.role;
    }
  }
  return {};
}

std::optional<model::Channel> ChannelOf(std::string_view word) {
  const std::string name = NormalName(word, false);
  for (const ChannelWord& row : kChannelWords) {
    if (row.word == name) return row.channel;
  }
  // "Phone call", "Web chat": the last word that is known.
  std::optional<model::Channel> found;
  for (const std::string_view part : SplitWords(name)) {
    if (part.size() == name.size()) break;
    if (const auto channel = ChannelOf(part)) found = channel;
  }
  return found;
}

std::optional<model::Stage> StageOf(std::string_view word) {
  const std::string name = NormalName(word, false);
  for (const StageWord& row : kStageWords) {
    if (row.word == name) return row.stage;
  }
  return std::nullopt;
}

std::optional<model::Channel> ChannelOfPath(std::string_view path) {
  for (const std::string& word : PathWords(path)) {
    if (word.size() < 3) continue;
    if (const auto channel = ChannelOf(word)) return channel;
  }
  return std::nullopt;
}

std::optional<model::Stage> StageOfPath(std::string_view path) {
  for (const std::string& word : PathWords(path)) {
    if (const auto stage = StageOf(word)) return stage;
  }
  return std::nullopt;
}

std::vector<std::string_view> ExportNames() {
  std::vector<std::string_view> names;
  for (const ExportRow& row : kExports) {
    if (std::find(names.begin(), names.end(), row.name) == names.end()) names.push_back(row.name);
  }
  names.emplace_back("generic");
  return names;
}

}  // namespace refrain::read
