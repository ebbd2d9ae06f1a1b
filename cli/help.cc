// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/print/layout.h"
#include "engine/base/strings.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kWidth = 88;
constexpr std::size_t kMaxTerm = 26;  // columns of a term before its explanation moves down

using Definition = std::pair<std::string, std::string>;  // term, explanation

std::string DefinitionList(const std::vector<Definition>& rows, const Style& style) {
  std::size_t term_width = 0;
  for (const auto& [term, explanation] : rows) {
    const std::size_t width = service::DisplayWidth(term);
    if (width <= kMaxTerm) term_width = std::max(term_width, width);
  }
  const std::string indent(term_width + 4, ' ');
  std::string out;
  for (const auto& [term, explanation] : rows) {
    const std::size_t width = service::DisplayWidth(term);
    out += "  " + style(Tone::kStrong, term);
    out += width > term_width ? "\n" + indent : std::string(term_width - width + 2, ' ');
    bool first = true;
    for (const std::string& line : Wrap(explanation, kWidth - indent.size())) {
      if (!std::exchange(first, false)) out += indent;
      out += line + "\n";
    }
  }
  return out;
}

std::string Section(std::string_view title, const std::string& body, const Style& style) {
  if (body.empty()) return {};
  return fmt::format("\n{}\n{}", style(Tone::kHeading, title), body);
}

std::string ExamplesText(const Command& command) {
  std::size_t width = 0;
  std::size_t what_width = 0;
  for (const Example& one : command.examples) {
    width = std::max(width, service::DisplayWidth(one.line));
    what_width = std::max(what_width, service::DisplayWidth(one.what));
  }
  const bool side_by_side = width + what_width + 6 <= kWidth;
  std::string out;
  for (const Example& one : command.examples) {
    out += side_by_side ? fmt::format("  {}  # {}\n", Pad(one.line, width, Align::kLeft), one.what)
                        : fmt::format("  # {}\n  {}\n", one.what, one.line);
  }
  return out;
}

// An empty line in `about` begins a paragraph.
std::string Paragraphs(std::string_view about) {
  std::string out;
  std::string paragraph;
  const auto finish = [&] {
    for (const std::string& line : Wrap(paragraph, kWidth)) out += line + "\n";
    paragraph.clear();
  };
  for (const std::string_view line : Split(about, '\n')) {
    if (line.empty()) {
      finish();
      out += '\n';
    } else {
      paragraph += std::string(line) + " ";
    }
  }
  if (!paragraph.empty()) finish();
  return out;
}

std::vector<Definition> OptionDefinitions(Rows<Option> options) {
  std::vector<Definition> out;
  for (const Option& option : options) out.emplace_back(OptionUsage(option), OptionHelp(option));
  return out;
}

std::vector<Definition> PositionalDefinitions(Rows<Positional> positionals) {
  std::vector<Definition> out;
  for (const Positional& one : positionals) {
    std::string help(one.help);
    if (!one.choices.empty()) help += ": " + OneOf(one.choices);
    out.emplace_back(std::string(one.name) + (one.many ? "…" : ""), help);
  }
  return out;
}

// The noun alone does what one of its verbs does, which may be said or left out.
std::string UsageLines(const Command& command, const Command* noun) {
  std::string first = UsageLine(command, noun);
  std::string others;
  for (const Command& verb : command.verbs) {
    if (verb.run == command.run) {
      first.insert(first.find(" [options]"), fmt::format(" [{}]", verb.name));
    } else {
      others += "  " + UsageLine(verb, &command) + "\n";
    }
  }
  return "  " + first + "\n" + others;
}

}  // namespace

std::string OptionUsage(const Option& option) {
  std::string out = option.short_name != 0 ? fmt::format("-{}, ", option.short_name) : "";
  out += fmt::format("--{}", option.name);
  if (!option.value.empty()) out += fmt::format(" {}", option.value);
  return out;
}

std::string OptionHelp(const Option& option) {
  std::vector<std::string> remarks;
  if (!option.choices.empty()) remarks.push_back(OneOf(option.choices));
  if (!option.default_value.empty()) {
    remarks.push_back(fmt::format("default: {}", option.default_value));
  }
  if (option.repeated) remarks.emplace_back("may be repeated");
  if (remarks.empty()) return std::string(option.help);
  return fmt::format("{} ({})", option.help, fmt::join(remarks, "; "));
}

std::string OverviewText(const Style& style) {
  std::string out =
      "refrain hears what customers keep coming back to: it reads mails, reviews, surveys,\n"
      "calls, chats and notes in any language and answers with figures, quotes and trends.\n";
  out += Section("Examples",
                 "  refrain init && refrain ingest inbox.mbox reviews.csv\n"
                 "  refrain requests --since 90d\n"
                 "  refrain search 'lang:de refund'\n",
                 style);
  for (const auto& [group, title] : kGroupTitles) {
    std::vector<Definition> rows;
    for (const Command* command : Commands()) {
      if (command->group == group) rows.emplace_back(command->name, command->summary);
    }
    out += Section(title, DefinitionList(rows, style), style);
  }
  return out + "\nMore: refrain help COMMAND, options of all commands: refrain help options\n";
}

std::string HelpText(const Command& command, const Command* noun, const Style& style) {
  const std::string name =
      noun != nullptr ? fmt::format("{} {}", noun->name, command.name) : std::string(command.name);
  std::string out =
      fmt::format("{}: {}\n", style(Tone::kHeading, "refrain " + name), command.summary);
  out += Section("Examples", ExamplesText(command), style);
  out += Section("Usage", UsageLines(command, noun), style);
  if (!command.about.empty()) out += "\n" + Paragraphs(command.about);
  out += Section("Arguments", DefinitionList(PositionalDefinitions(command.positionals), style),
                 style);
  out += Section("Options", DefinitionList(OptionDefinitions(command.options), style), style);
  for (const Command& verb : command.verbs) {
    if (verb.run == command.run) continue;  // the noun alone, described above
    std::string body = fmt::format("  {}\n", verb.summary);
    std::vector<Definition> rows = PositionalDefinitions(verb.positionals);
    for (Definition& row : OptionDefinitions(verb.options)) rows.push_back(std::move(row));
    out += Section(fmt::format("{} {}", command.name, verb.name),
                   body + DefinitionList(rows, style), style);
  }
  if (!command.formats.empty()) {
    out += fmt::format("\n--format: {}. ", FormatNames(command.formats));
  } else {
    out += "\n";
  }
  return out + "Options of all commands: refrain help options\n";
}

std::string GlobalOptionsText(const Style& style) {
  return style(Tone::kHeading, "Options of all commands") + "\n" +
         DefinitionList(OptionDefinitions(GlobalOptions()), style) +
         "\nFlags come before the environment, the environment before the config file.\n";
}

std::string FormatNames(Rows<Format> formats) {
  std::string out;
  for (const Format& format : formats) {
    if (!out.empty()) out += &format + 1 == formats.end() ? " or " : ", ";
    out += kFormatNames[static_cast<std::size_t>(format)];
  }
  return out;
}

std::string VersionText() { return "refrain " REFRAIN_VERSION; }

}  // namespace refrain::cli
