// What was typed, after parsing: values of options and positionals by name.
// Plain values; the names are those of the command table.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "engine/base/result.h"

namespace refrain::cli {

class Arguments {
 public:
  // `name`: "limit", "PATH". A flag's value is empty.
  void Add(std::string_view name, std::string value);
  [[nodiscard]] bool Has(std::string_view name) const;
  // The last one given.
  [[nodiscard]] std::optional<std::string_view> Value(std::string_view name) const;
  [[nodiscard]] std::string_view ValueOr(std::string_view name, std::string_view fallback) const;
  [[nodiscard]] const std::vector<std::string>& Values(std::string_view name) const;
  // The number was checked when it was parsed.
  [[nodiscard]] std::uint64_t NumberOr(std::string_view name, std::uint64_t fallback) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

// Required positionals are there, numbers are numbers, choices are among the choices.
// Errors: kInvalidArgument with a hint.
[[nodiscard]] Status CheckArguments(const Command& command, const Command* parent,
                                    const Arguments& arguments);
[[nodiscard]] Status CheckOptions(Rows<Option> options, const Arguments& arguments);

// The name that was probably meant; empty when none is near.
[[nodiscard]] std::string_view Nearest(std::string_view typed,
                                       const std::vector<std::string_view>& names);
// "did you mean X?" or, when nothing is near, `otherwise`.
[[nodiscard]] std::string DidYouMean(std::string_view typed,
                                     const std::vector<std::string_view>& names,
                                     std::string_view otherwise);
// "a, b or c"
[[nodiscard]] std::string OneOf(Rows<std::string_view> names);

}  // namespace refrain::cli
