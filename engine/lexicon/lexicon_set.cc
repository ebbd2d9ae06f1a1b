// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/lexicon/language_files.h"
#include "engine/lexicon/lexicon.h"
#include "engine/lexicon/shared_files.h"

namespace refrain::lexicon {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20U;
constexpr std::size_t kVersionDigits = 16;
// Emoji rows of this language count in all others.
constexpr std::string_view kEmojiLanguage = "en";

std::string Hex(std::uint64_t value) {
  std::string out(kVersionDigits, '0');
  for (std::size_t i = kVersionDigits; i-- > 0; value >>= 4U) {
    out[i] = "0123456789abcdef"[value & 0xFU];
  }
  return out;
}

}  // namespace

struct LexiconSet::Impl {
  std::filesystem::path folder;
  std::string place;  // how faults name the folder: "lexicons"
  std::vector<Language> languages;
  IdTable themes;
  IdTable concepts;
  std::vector<Improvement> improvements;
  std::vector<ThemeRule> theme_rules;
  std::vector<std::pair<std::string, std::unique_ptr<LexiconData>>> built;
  std::map<std::string, Lexicon, std::less<>> lexicons;
  std::vector<Fault> faults;
  std::map<std::string, std::string> hashes;  // file → hash of its bytes
  std::string version;

  // False when there is no such file; other troubles are faults.
  bool ReadOptional(const std::string& name, std::string& content);
  bool ReadShared(const std::string& name, std::string& content);
  void ReadTables();
  void ReadLanguage(const Language& language, std::vector<SharedEmoji>& emoji);
  std::vector<Sample> ReadSamplesOf(const Language& language, std::vector<Fault>& into) const;
  void NameVersion();
};

bool LexiconSet::Impl::ReadOptional(const std::string& name, std::string& content) {
  auto read = ReadFile(folder / name, kMaxFileBytes);
  if (!read.ok()) {
    if (read.error().code != ErrorCode::kNotFound) {
      faults.push_back({place + "/" + name, read.error().message});
    }
    return false;
  }
  content = std::move(read).value();
  const Hash128 hash = HashBytes128(content);
  hashes[name] = Hex(hash.high) + Hex(hash.low);
  return true;
}

bool LexiconSet::Impl::ReadShared(const std::string& name, std::string& content) {
  if (ReadOptional(name, content)) return true;
  faults.push_back({place + "/" + name, "the file is missing"});
  return false;
}

void LexiconSet::Impl::ReadTables() {
  std::string content;
  if (ReadShared("themes.tsv", content)) {
    FaultList list(place + "/themes.tsv", faults);
    themes = ReadIdTable(content, "themes", list);
  }
  if (ReadShared("concepts.tsv", content)) {
    FaultList list(place + "/concepts.tsv", faults);
    concepts = ReadIdTable(content, "concepts", list);
  }
  if (ReadOptional("improvements.tsv", content)) {
    FaultList list(place + "/improvements.tsv", faults);
    improvements = ReadImprovements(content, themes, list);
  }
  if (ReadOptional("theme_rules.tsv", content)) {
    FaultList list(place + "/theme_rules.tsv", faults);
    theme_rules = ReadThemeRules(content, themes, concepts, list);
  }
}

std::vector<Sample> LexiconSet::Impl::ReadSamplesOf(const Language& language,
                                                    std::vector<Fault>& into) const {
  const auto content = ReadFile(folder / language.code / "samples.tsv", kMaxFileBytes);
  if (!content.ok()) return {};
  return ReadSamples(*content, language, place + "/" + language.code + "/samples.tsv", themes,
                     languages, into);
}

void LexiconSet::Impl::ReadLanguage(const Language& language, std::vector<SharedEmoji>& emoji) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder / language.code, error)) return;
  auto stemmer = text::Stemmer::Create(language.stemmer, language.code);
  if (!stemmer.ok()) return;
  const IdLookup theme_index = [this](std::string_view id) { return themes.IndexOf(id); };
  const IdLookup concept_index = [this](std::string_view id) { return concepts.IndexOf(id); };
  LanguageBuilder builder(language, std::move(stemmer).value(), theme_index, concept_index,
                          place + "/" + language.code, faults);
  const FileSource source = [&](std::string_view name, std::string& content) {
    return ReadOptional(language.code + "/" + std::string(name) + ".tsv", content);
  };
  builder.Read(source, emoji);
  if (language.code == kEmojiLanguage) emoji = builder.TakeEmoji();
  built.emplace_back(language.code, builder.Finish());
  built.back().second->theme_ids = themes.ids;
  static_cast<void>(ReadSamplesOf(language, faults));
}

// Samples change no annotation, so they are not part of the version.
void LexiconSet::Impl::NameVersion() {
  HashBuilder builder;
  for (const auto& [name, hash] : hashes) builder.Add(name).Add(hash);
  version = Hex(builder.Finish().high);
}

LexiconSet::LexiconSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LexiconSet::LexiconSet(LexiconSet&&) noexcept = default;
LexiconSet& LexiconSet::operator=(LexiconSet&&) noexcept = default;
LexiconSet::~LexiconSet() = default;

Result<LexiconSet> LexiconSet::Load(const std::filesystem::path& folder) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  impl->place =
      folder.has_filename() ? folder.filename().string() : folder.parent_path().filename().string();
  std::string content;
  if (!impl->ReadOptional("languages.tsv", content)) {
    return Error{ErrorCode::kNotFound, "no languages.tsv in the folder of the lexicons",
                 folder.string(), "check the path of the lexicons"};
  }
  FaultList list(impl->place + "/languages.tsv", impl->faults);
  impl->languages = ReadLanguages(content, list);
  impl->ReadTables();
  std::vector<SharedEmoji> emoji;
  for (const bool first : {true, false}) {
    for (const Language& language : impl->languages) {
      if ((language.code == kEmojiLanguage) == first) impl->ReadLanguage(language, emoji);
    }
  }
  std::stable_sort(impl->faults.begin(), impl->faults.end(), [](const Fault& a, const Fault& b) {
    return a.where.substr(0, a.where.rfind(':')) < b.where.substr(0, b.where.rfind(':'));
  });
  impl->NameVersion();
  for (auto& [code, data] : impl->built) {
    impl->lexicons.emplace(code, Lexicon(std::make_unique<Lexicon::Impl>(std::move(*data))));
  }
  impl->built.clear();
  return LexiconSet(std::move(impl));
}

const Lexicon* LexiconSet::Find(std::string_view code) const {
  const auto found = impl_->lexicons.find(code);
  return found == impl_->lexicons.end() ? nullptr : &found->second;
}

const std::vector<Language>& LexiconSet::languages() const { return impl_->languages; }

std::vector<const Lexicon*> LexiconSet::lexicons() const {
  std::vector<const Lexicon*> out;
  for (const auto& [code, lexicon] : impl_->lexicons) out.push_back(&lexicon);
  return out;
}

const std::vector<std::string>& LexiconSet::themes() const { return impl_->themes.ids; }
const std::vector<std::string>& LexiconSet::concepts() const { return impl_->concepts.ids; }
const std::vector<std::string>& LexiconSet::concept_packs() const {
  return impl_->concepts.seconds;
}
int LexiconSet::ThemeIndex(std::string_view id) const { return impl_->themes.IndexOf(id); }
int LexiconSet::ConceptIndex(std::string_view id) const { return impl_->concepts.IndexOf(id); }

const std::vector<Improvement>& LexiconSet::improvements() const { return impl_->improvements; }
const std::vector<ThemeRule>& LexiconSet::theme_rules() const { return impl_->theme_rules; }
const std::vector<Fault>& LexiconSet::faults() const { return impl_->faults; }

Result<std::vector<Sample>> LexiconSet::LoadSamples() const {
  std::vector<Sample> samples;
  std::vector<Fault> known;  // faults() has them since Load
  for (const Language& language : impl_->languages) {
    for (Sample& one : impl_->ReadSamplesOf(language, known)) samples.push_back(std::move(one));
  }
  return samples;
}

const std::string& LexiconSet::version() const { return impl_->version; }
const std::filesystem::path& LexiconSet::folder() const { return impl_->folder; }

}  // namespace refrain::lexicon
