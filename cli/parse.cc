// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/parse.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>
#include <vector>

#include "cli/commands.h"

namespace refrain::cli {
namespace {

// Past it nothing is a list of files any more but a mistake of the shell.
constexpr int kMaxPositionals = 1 << 20;

void AddOption(CLI::App& app, const Option& option, Arguments& into) {
  std::string names = fmt::format("--{}", option.name);
  if (option.short_name != 0) names = fmt::format("-{},{}", option.short_name, names);
  if (option.value.empty()) {
    app.add_flag_callback(names, [&into, &option] { into.Add(option.name, ""); })
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    return;
  }
  app.add_option(names,
                 [&into, &option](const CLI::results_t& values) {
                   for (const std::string& value : values) into.Add(option.name, value);
                   return true;
                 })
      ->allow_extra_args(false)
      ->multi_option_policy(option.repeated ? CLI::MultiOptionPolicy::TakeAll
                                            : CLI::MultiOptionPolicy::TakeLast);
}

void AddPositional(CLI::App& app, const Positional& positional, Arguments& into) {
  auto* const added = app.add_option(std::string(positional.name),
                                     [&into, &positional](const CLI::results_t& values) {
                                       for (const std::string& value : values)
                                         into.Add(positional.name, value);
                                       return true;
                                     });
  if (positional.many) added->expected(1, kMaxPositionals)->allow_extra_args();
}

void AddCommand(CLI::App& app, const Command& command, const Command* noun, Invocation& into) {
  CLI::App* const sub = app.add_subcommand(std::string(command.name));
  sub->set_help_flag();
  sub->fallthrough();
  sub->require_subcommand(0, 1);
  for (const Option& option : command.options) AddOption(*sub, option, into.arguments);
  for (const Positional& one : command.positionals) AddPositional(*sub, one, into.arguments);
  for (const Command& verb : command.verbs) AddCommand(*sub, verb, &command, into);
  // CLI11 calls back verbs before their noun: the first to come is what was meant.
  sub->callback([&into, &command, noun] {
    if (into.command != nullptr) return;
    into.command = &command;
    into.noun = noun;
  });
}

std::vector<std::string_view> CommandNames() {
  std::vector<std::string_view> out;
  for (const Command* command : Commands()) out.push_back(command->name);
  return out;
}

std::vector<std::string> OptionNames(const Invocation& invocation) {
  std::vector<std::string> out;
  const auto add = [&out](Rows<Option> options) {
    for (const Option& option : options) out.push_back(fmt::format("--{}", option.name));
  };
  if (invocation.command != nullptr) add(invocation.command->options);
  add(GlobalOptions());
  return out;
}

Error UnknownOption(const Invocation& invocation, std::string_view typed) {
  const std::string_view name = typed.substr(0, typed.find('='));
  const std::vector<std::string> names = OptionNames(invocation);
  std::string hint = DidYouMean(name, {names.begin(), names.end()}, "");
  if (hint.empty() && invocation.command == &kSearchCommand) {
    hint = "quote the query: refrain search 'refund -paypal'";
  } else if (hint.empty()) {
    hint = invocation.command == nullptr
               ? "see: refrain help"
               : fmt::format(
                     "see: refrain help {}",
                     (invocation.noun != nullptr ? invocation.noun : invocation.command)->name);
  }
  return {ErrorCode::kInvalidArgument, fmt::format("unknown option {}", name), "", hint};
}

Error UnknownWord(const Invocation& invocation, std::string_view typed) {
  if (invocation.command == nullptr) {
    return {ErrorCode::kInvalidArgument, fmt::format("unknown command \"{}\"", typed), "",
            DidYouMean(typed, CommandNames(), "all commands: refrain help")};
  }
  const Command& command = *invocation.command;
  if (!command.verbs.empty()) {
    std::vector<std::string_view> verbs;
    for (const Command& verb : command.verbs) verbs.push_back(verb.name);
    return {ErrorCode::kInvalidArgument,
            fmt::format("unknown verb \"{}\" of {}", typed, command.name), "",
            DidYouMean(typed, verbs, fmt::format("see: refrain help {}", command.name))};
  }
  return {ErrorCode::kInvalidArgument, fmt::format("one argument too many: \"{}\"", typed), "",
          "usage: " + UsageLine(command, invocation.noun)};
}

// Words behind "--" are never options. CLI11 loses sight of that once a command has all the
// positionals that it must have, so they are handed out here.
Status AddPlainWords(const std::vector<std::string>& words, Invocation& into) {
  for (const std::string& word : words) {
    if (into.command == nullptr) return UnknownWord(into, word);
    const Positional* free = nullptr;
    for (const Positional& one : into.command->positionals) {
      if (free == nullptr && (one.many || !into.arguments.Has(one.name))) free = &one;
    }
    if (free == nullptr) return UnknownWord(into, word);
    into.arguments.Add(free->name, word);
  }
  return Ok();
}

bool LooksLikeOption(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

}  // namespace

Result<Invocation> Parse(int argc, const char* const* argv) {
  Invocation out;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.require_subcommand(0, 1);
  for (const Option& option : GlobalOptions()) AddOption(app, option, out.globals);
  for (const Command* command : Commands()) AddCommand(app, *command, nullptr, out);
  const char* const* const end = argv + argc;
  const char* const* const mark = std::find(argv, end, std::string_view("--"));
  const std::vector<std::string> plain_words(mark == end ? end : mark + 1, end);
  try {
    app.parse(static_cast<int>(mark - argv), argv);
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string_view what = error.what();  // "--limit: 1 required  missing"
    return Error{ErrorCode::kInvalidArgument,
                 fmt::format("{} needs a value", what.substr(0, what.find(':'))), "",
                 "see: refrain help"};
  } catch (const CLI::ParseError& error) {
    return Error{ErrorCode::kInvalidArgument, error.what(), "", "see: refrain help"};
  }
  for (const std::string& word : app.remaining()) {
    return LooksLikeOption(word) ? UnknownOption(out, word) : UnknownWord(out, word);
  }
  REFRAIN_TRY(AddPlainWords(plain_words, out));
  return out;
}

}  // namespace refrain::cli
