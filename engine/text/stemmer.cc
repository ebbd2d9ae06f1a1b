// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/stemmer.h"

#include <xapian.h>

#include <utility>

#include "engine/text/light_stemmer.h"

namespace refrain::text {

struct Stemmer::Impl {
  Xapian::Stem snowball;
  LightStemmer light = nullptr;
  Elision elision = nullptr;
  bool none = false;
};

Stemmer::Stemmer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

Result<Stemmer> Stemmer::Create(std::string_view name, std::string_view language) {
  auto impl = std::make_unique<Impl>();
  if (name == "none") {
    impl->none = true;
    return Stemmer(std::move(impl));
  }
  if (name == "light") {
    impl->light = FindLightStemmer(language);
    if (impl->light == nullptr) {
      return Error{ErrorCode::kUnsupported,
                   "no light stemmer for language \"" + std::string(language) + "\"", "",
                   "use none, or a Snowball name such as english"};
    }
    return Stemmer(std::move(impl));
  }
  const Error unknown{ErrorCode::kUnsupported, "no stemmer named \"" + std::string(name) + "\"", "",
                      "use none, light, or a Snowball name such as english"};
  if (name.empty()) return unknown;  // Xapian takes it for "none"
  try {
    impl->snowball = Xapian::Stem(std::string(name));
  } catch (const Xapian::Error&) {
    return unknown;
  }
  impl->elision = FindElision(name);
  return Stemmer(std::move(impl));
}

std::string Stemmer::Stem(std::string_view lower_word) {
  if (impl_->none) return std::string(lower_word);
  std::string word(lower_word);
  if (impl_->light != nullptr) {
    impl_->light(word);
    return word;
  }
  if (impl_->elision != nullptr) word.erase(0, impl_->elision(word));
  // Snowball's tables are valid for any valid UTF-8; only running out of memory can throw.
  try {
    return impl_->snowball(word);
  } catch (const Xapian::Error&) {
    return word;
  }
}

}  // namespace refrain::text
