// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "engine/text/vocabulary_impl.h"

namespace refrain::text {

std::string_view Vocabulary::Impl::Keep(std::string_view word) {
  if (word.empty()) return {};
  if (word.size() > chunk_left) {
    const std::size_t size = std::max(kChunkBytes, word.size());
    chunks.push_back(std::make_unique<char[]>(size));
    chunk_at = chunks.back().get();
    chunk_left = size;
  }
  std::memcpy(chunk_at, word.data(), word.size());
  const std::string_view kept(chunk_at, word.size());
  chunk_at += word.size();
  chunk_left -= word.size();
  return kept;
}

WordId Vocabulary::Impl::Insert(std::string_view word, std::size_t at, const WordKey& key) {
  const auto id = static_cast<WordId>(words.size());
  words.push_back(Keep(word));
  slots[at] = {key.bits, id, static_cast<std::uint32_t>(word.size())};
  if (words.size() * 2 > slots.size()) Grow();
  return id;
}

void Vocabulary::Impl::Grow() {
  std::vector<Slot> larger(slots.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (WordId id = 0; id < words.size(); ++id) {
    const WordKey key = KeyOf(words[id]);
    std::size_t at = static_cast<std::size_t>(key.hash) & mask;
    while (larger[at].id != kNoWord) at = (at + 1) & mask;
    larger[at] = {key.bits, id, static_cast<std::uint32_t>(words[id].size())};
  }
  slots = std::move(larger);
}

Vocabulary::Vocabulary() : impl_(std::make_unique<Impl>()) {}
Vocabulary::~Vocabulary() = default;
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;

WordId Vocabulary::Intern(std::string_view lower_word) { return impl_->Intern(lower_word); }

std::string_view Vocabulary::Word(WordId id) const {
  return id < impl_->words.size() ? impl_->words[id] : std::string_view{};
}

std::size_t Vocabulary::size() const { return impl_->words.size(); }

void Vocabulary::Reset() {
  impl_->slots.assign(Impl::kFirstSlots, {});
  impl_->words.clear();
  impl_->chunks.clear();
  impl_->chunk_at = nullptr;
  impl_->chunk_left = 0;
  ++impl_->generation;
}

std::uint64_t Vocabulary::generation() const { return impl_->generation; }

}  // namespace refrain::text
