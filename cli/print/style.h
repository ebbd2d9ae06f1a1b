// Colours of the terminal. A tone never stands alone: the words say the same.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace refrain::cli {

enum class Tone {
  kPlain,
  kHeading,
  kStrong,
  kDim,
  kNegative,   // orange-red
  kPositive,   // blue
  kNeutral,    // grey
  kHighlight,  // what a search found
};

// Immutable; thread-safe.
class Style {
 public:
  explicit Style(bool enabled) : enabled_(enabled) {}
  [[nodiscard]] std::string operator()(Tone tone, std::string_view text) const;
  [[nodiscard]] bool enabled() const { return enabled_; }

 private:
  bool enabled_;
};

}  // namespace refrain::cli
