// Stemmers by name: Snowball's (through Xapian) and our light ones for languages
// that Snowball lacks.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace refrain::text {

// Not thread-safe (Snowball keeps its buffer): one a worker.
class Stemmer {
 public:
  // `name` is a Snowball name ("english"), "light" (our stemmer for `language`) or "none".
  // Errors: kUnsupported when there is none of that name or for that language.
  [[nodiscard]] static Result<Stemmer> Create(std::string_view name, std::string_view language);

  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  // `lower_word` is lower-case NFC. The result may be the word itself.
  [[nodiscard]] std::string Stem(std::string_view lower_word);

 private:
  struct Impl;
  explicit Stemmer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::text
