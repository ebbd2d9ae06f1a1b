// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/analysis/language_model.h"
#include "engine/analysis/ngrams.h"
#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/base/strings.h"

namespace refrain::analysis {
namespace {

Error Corrupt(const std::filesystem::path& path, std::string message) {
  return {ErrorCode::kCorrupt, std::move(message), path.string(),
          "reinstall Refrain, or train the model again (docs/models/language.md)"};
}

std::uint32_t ReadU32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace

struct LanguageIdentifier::Impl {
  std::string bytes;
  std::string version;
  std::vector<std::string> languages;
  std::vector<float> bonus;       // in nats, parallel to languages
  const char* slots = nullptr;    // kSlotBytes each
  const char* entries = nullptr;  // kEntryBytes each
  std::uint32_t slot_mask = 0;
  float scale = 0.0F;        // weight of one step, in nats
  float temperature = 1.0F;  // divides the score before the softmax
};

LanguageIdentifier::LanguageIdentifier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LanguageIdentifier::LanguageIdentifier(LanguageIdentifier&&) noexcept = default;
LanguageIdentifier& LanguageIdentifier::operator=(LanguageIdentifier&&) noexcept = default;
LanguageIdentifier::~LanguageIdentifier() = default;

Result<LanguageIdentifier> LanguageIdentifier::Load(const std::filesystem::path& model_file,
                                                    const std::vector<std::string>& favoured) {
  auto impl = std::make_unique<Impl>();
  REFRAIN_ASSIGN(impl->bytes, ReadFile(model_file, std::size_t{64} << 20U));
  const std::string& bytes = impl->bytes;
  if (!bytes.starts_with(kLanguageModelMagic) || bytes.size() < kLanguageModelHeader) {
    return Corrupt(model_file, "is not a language model of this version");
  }
  const std::size_t base = kLanguageModelMagic.size();
  const std::uint32_t names_bytes = ReadU32(bytes, base);
  const std::uint32_t slot_count = ReadU32(bytes, base + 4);
  const std::uint32_t entry_count = ReadU32(bytes, base + 8);
  impl->scale = static_cast<float>(ReadU32(bytes, base + 12)) / 1e6F;
  impl->temperature = static_cast<float>(ReadU32(bytes, base + 16)) / 1e3F;
  const std::size_t expected = kLanguageModelHeader + names_bytes +
                               std::size_t{slot_count} * kSlotBytes +
                               std::size_t{entry_count} * kEntryBytes;
  if (bytes.size() != expected || slot_count == 0 || (slot_count & (slot_count - 1)) != 0) {
    return Corrupt(model_file,
                   fmt::format("has {} bytes, its header says {}", bytes.size(), expected));
  }
  const std::string_view names(bytes.data() + kLanguageModelHeader, names_bytes);
  for (const std::string_view name : SplitWords(names)) impl->languages.emplace_back(name);
  if (impl->languages.size() > kMaxLanguages) return Corrupt(model_file, "has too many languages");
  impl->slots = bytes.data() + kLanguageModelHeader + names_bytes;
  impl->entries = impl->slots + std::size_t{slot_count} * kSlotBytes;
  impl->slot_mask = slot_count - 1;
  for (std::uint32_t i = 0; i < slot_count; ++i) {
    const LanguageSlot slot = ReadSlot(impl->slots + std::size_t{i} * kSlotBytes);
    if (std::size_t{slot.first} + slot.count > entry_count) {
      return Corrupt(model_file, fmt::format("slot {} points outside", i));
    }
  }
  for (std::uint32_t i = 0; i < entry_count; ++i) {
    if (static_cast<unsigned char>(impl->entries[std::size_t{i} * kEntryBytes]) >=
        impl->languages.size()) {
      return Corrupt(model_file, fmt::format("entry {} names no language", i));
    }
  }
  for (const std::string& language : impl->languages) {
    const bool favour = std::find(favoured.begin(), favoured.end(), language) != favoured.end();
    impl->bonus.push_back(favour ? kFavouredNats : 0.0F);
  }
  impl->version = Base32(HashBytes128(bytes), 16);
  return LanguageIdentifier(std::move(impl));
}

model::LanguageGuess LanguageIdentifier::Identify(std::string_view text,
                                                  std::string_view prior) const {
  static thread_local std::vector<std::uint64_t> grams;
  grams.clear();
  CollectNgrams(text, kLanguageTextLimitBytes, grams);
  std::array<std::int32_t, kMaxLanguages> sums{};
  std::size_t known = 0;
  for (const std::uint64_t gram : grams) {
    for (std::uint32_t at = SlotOf(gram) & impl_->slot_mask;; at = (at + 1) & impl_->slot_mask) {
      const LanguageSlot slot = ReadSlot(impl_->slots + std::size_t{at} * kSlotBytes);
      if (slot.count == 0) break;
      if (slot.check != CheckOf(gram)) continue;
      ++known;
      for (std::uint32_t i = slot.first; i < slot.first + slot.count; ++i) {
        const char* entry = impl_->entries + std::size_t{i} * kEntryBytes;
        sums[static_cast<unsigned char>(entry[0])] += static_cast<signed char>(entry[1]);
      }
      break;
    }
  }
  if (known == 0) return {};
  const std::size_t count = impl_->languages.size();
  std::array<float, kMaxLanguages> scores{};
  std::size_t best = 0;
  for (std::size_t i = 0; i < count; ++i) {
    scores[i] = static_cast<float>(sums[i]) * impl_->scale / impl_->temperature + impl_->bonus[i];
    if (impl_->languages[i] == prior) scores[i] += kPriorNats;
    if (scores[i] > scores[best]) best = i;
  }
  float total = 0.0F;
  for (std::size_t i = 0; i < count; ++i) total += std::exp(scores[i] - scores[best]);
  return {impl_->languages[best], 1.0F / total};
}

const std::vector<std::string>& LanguageIdentifier::languages() const { return impl_->languages; }
const std::string& LanguageIdentifier::version() const { return impl_->version; }

}  // namespace refrain::analysis
