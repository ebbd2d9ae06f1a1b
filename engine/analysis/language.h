// Which language a text is in: a table of word-border n-grams trained on free text,
// restricted by script, with a vote of the lexicons' function words.
// Source of the n-gram method: W. B. Cavnar, J. M. Trenkle, "N-Gram-Based Text
// Categorization" (1994); scores are log-likelihoods per n-gram.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/annotation.h"

namespace refrain::analysis {

// Thread-safe: const after Load.
class LanguageIdentifier {
 public:
  // `model_file` is lexicons/models/language.bin. `favoured` codes win where a text is short
  // and the letters leave a doubt: the languages that have a lexicon, or a workspace's own.
  // Errors: kNotFound, kCorrupt.
  [[nodiscard]] static Result<LanguageIdentifier> Load(
      const std::filesystem::path& model_file, const std::vector<std::string>& favoured = {});

  LanguageIdentifier(LanguageIdentifier&&) noexcept;
  LanguageIdentifier& operator=(LanguageIdentifier&&) noexcept;
  ~LanguageIdentifier();

  // Links, addresses, @names and digits are passed over; reads at most the first 600 bytes.
  // An empty code when nothing speaks for any language. `prior` is a code that gets a small
  // bonus (the thread's or the customer's language); may be empty.
  [[nodiscard]] model::LanguageGuess Identify(std::string_view text,
                                              std::string_view prior = {}) const;

  // BCP 47 codes that the model knows, sorted.
  [[nodiscard]] const std::vector<std::string>& languages() const;
  // Hash of the model file, 16 hex digits.
  [[nodiscard]] const std::string& version() const;

 private:
  struct Impl;
  explicit LanguageIdentifier(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace refrain::analysis
