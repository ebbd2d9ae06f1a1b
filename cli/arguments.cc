// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/base/strings.h"

namespace refrain::cli {
namespace {

std::optional<std::uint64_t> ParseNumber(std::string_view text) {
  std::uint64_t out = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc() || at != end) return std::nullopt;
  return out;
}

Status CheckChoice(std::string_view shown_name, std::string_view value,
                   Rows<std::string_view> choices) {
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) {
    return Ok();
  }
  return Error{
      ErrorCode::kInvalidArgument, fmt::format("unknown {} \"{}\"", shown_name, value), "",
      DidYouMean(value, {choices.begin(), choices.end()}, "it is one of " + OneOf(choices))};
}

}  // namespace

void Arguments::Add(std::string_view name, std::string value) {
  values_[std::string(name)].push_back(std::move(value));
}

bool Arguments::Has(std::string_view name) const { return values_.find(name) != values_.end(); }

std::optional<std::string_view> Arguments::Value(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second.back();
}

std::string_view Arguments::ValueOr(std::string_view name, std::string_view fallback) const {
  return Value(name).value_or(fallback);
}

const std::vector<std::string>& Arguments::Values(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const auto found = values_.find(name);
  return found == values_.end() ? kNone : found->second;
}

std::uint64_t Arguments::NumberOr(std::string_view name, std::uint64_t fallback) const {
  const auto value = Value(name);
  return value ? ParseNumber(*value).value_or(fallback) : fallback;
}

Status CheckOptions(Rows<Option> options, const Arguments& arguments) {
  for (const Option& option : options) {
    for (const std::string& value : arguments.Values(option.name)) {
      if (option.value.empty()) continue;
      if (option.kind == ValueKind::kNumber && !ParseNumber(value)) {
        return Error{ErrorCode::kInvalidArgument,
                     fmt::format("--{} needs a number, not \"{}\"", option.name, value), "",
                     option.default_value.empty()
                         ? ""
                         : fmt::format("without it: {}", option.default_value)};
      }
      REFRAIN_TRY(CheckChoice(fmt::format("{} in --{}", ToLowerAscii(option.value), option.name),
                              value, option.choices));
    }
  }
  return Ok();
}

Status CheckArguments(const Command& command, const Command* parent, const Arguments& arguments) {
  for (const Positional& positional : command.positionals) {
    if (positional.required && !arguments.Has(positional.name)) {
      return Error{ErrorCode::kInvalidArgument, fmt::format("{} is missing", positional.name), "",
                   "usage: " + UsageLine(command, parent)};
    }
    for (const std::string& value : arguments.Values(positional.name)) {
      REFRAIN_TRY(CheckChoice(ToLowerAscii(positional.name), value, positional.choices));
    }
  }
  return CheckOptions(command.options, arguments);
}

std::string_view Nearest(std::string_view typed, const std::vector<std::string_view>& names) {
  // A third of the letters may be wrong, one in very short words.
  const std::size_t allowed = std::max<std::size_t>(1, typed.size() / 3);
  std::string_view best;
  std::size_t best_distance = allowed + 1;
  for (const std::string_view name : names) {
    const std::size_t distance = EditDistance(ToLowerAscii(typed), name);
    if (distance < best_distance) {
      best = name;
      best_distance = distance;
    }
    const bool starts_it = typed.size() >= 3 && StartsWithIgnoreCaseAscii(name, typed);
    if (starts_it && best.empty()) best = name;
  }
  return best;
}

std::string DidYouMean(std::string_view typed, const std::vector<std::string_view>& names,
                       std::string_view otherwise) {
  const std::string_view near = Nearest(typed, names);
  return near.empty() ? std::string(otherwise) : fmt::format("did you mean {}?", near);
}

std::string OneOf(Rows<std::string_view> names) {
  std::string out;
  for (const std::string_view& name : names) {
    if (!out.empty()) out += &name + 1 == names.end() ? " or " : ", ";
    out += name;
  }
  return out;
}

}  // namespace refrain::cli
