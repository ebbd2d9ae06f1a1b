// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/complex_script.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include "engine/text/utf8.h"

namespace refrain::text {

struct WordBreaker::Impl {
  std::unique_ptr<icu::BreakIterator> iterator;
  bool tried = false;
  std::vector<std::uint32_t> ends;

  bool BreakByIcu(std::string_view run);
};

WordBreaker::WordBreaker() : impl_(std::make_unique<Impl>()) {}
WordBreaker::~WordBreaker() = default;

bool WordBreaker::Impl::BreakByIcu(std::string_view run) {
  UErrorCode status = U_ZERO_ERROR;
  if (!tried) {
    tried = true;
    iterator.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) iterator.reset();
  }
  if (iterator == nullptr) return false;
  UText* utext =
      utext_openUTF8(nullptr, run.data(), static_cast<std::int64_t>(run.size()), &status);
  if (U_SUCCESS(status)) iterator->setText(utext, status);
  if (U_SUCCESS(status)) {
    for (int32_t at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
      ends.push_back(static_cast<std::uint32_t>(at));
    }
  }
  utext_close(utext);
  return U_SUCCESS(status) && !ends.empty() && ends.back() == run.size();
}

const std::vector<std::uint32_t>& WordBreaker::Ends(std::string_view run) {
  impl_->ends.clear();
  if (!impl_->BreakByIcu(run)) {
    impl_->ends.clear();
    for (std::size_t pos = 0; pos < run.size();) {
      static_cast<void>(DecodeAt(run, pos));
      impl_->ends.push_back(static_cast<std::uint32_t>(pos));
    }
  }
  return impl_->ends;
}

}  // namespace refrain::text
