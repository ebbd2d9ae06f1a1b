// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lexicon/lexicon.h"

#include <utility>

#include "engine/lexicon/lexicon_impl.h"

namespace refrain::lexicon {

Lexicon::Lexicon(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

const std::string& Lexicon::code() const { return impl_->code; }
const std::string& Lexicon::stemmer_name() const { return impl_->stemmer_name; }
const std::vector<Term>& Lexicon::terms() const { return impl_->terms; }

bool Lexicon::IsStopword(std::string_view lower_word) const {
  return impl_->stopword_set.contains(lower_word);
}

const std::vector<std::string>& Lexicon::stopwords() const { return impl_->stopwords; }

std::string_view Lexicon::ThemeName(std::uint16_t theme) const {
  if (theme < impl_->theme_names.size() && !impl_->theme_names[theme].empty()) {
    return impl_->theme_names[theme];
  }
  return theme < impl_->theme_ids.size() ? std::string_view(impl_->theme_ids[theme])
                                         : std::string_view{};
}

std::string_view Lexicon::ConceptForm(std::uint16_t concept_index) const {
  if (concept_index >= impl_->concept_forms.size()) return {};
  const auto& forms = impl_->concept_forms[concept_index];
  return forms.empty() ? std::string_view{} : std::string_view(forms.front());
}

std::vector<std::string> Lexicon::ConceptForms(std::uint16_t concept_index) const {
  if (concept_index >= impl_->concept_forms.size()) return {};
  return impl_->concept_forms[concept_index];
}

}  // namespace refrain::lexicon
