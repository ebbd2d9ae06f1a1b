// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/print/words.h"

namespace refrain::cli {
namespace {

// Summaries stand in single quotes, in all three shells.
std::string Quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string Words(Rows<std::string_view> words) { return Join({words.begin(), words.end()}, " "); }

std::string CommandWords() {
  std::vector<std::string> out;
  for (const Command* command : Commands()) out.emplace_back(command->name);
  return Join(out, " ");
}

template <typename Visit>
void ForEachOption(const Command& command, const Visit& visit) {
  for (const Option& option : command.options) visit(option);
  for (const Command& verb : command.verbs) {
    for (const Option& option : verb.options) visit(option);
  }
}

std::vector<std::string> OptionWords(const Command& command) {
  std::vector<std::string> out;
  ForEachOption(command, [&](const Option& one) { out.push_back(fmt::format("--{}", one.name)); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// What may stand as a plain word after the command.
std::vector<std::string> PlainWords(const Command& command) {
  std::vector<std::string> out;
  for (const Command& verb : command.verbs) out.emplace_back(verb.name);
  for (const Positional& one : command.positionals) {
    for (const std::string_view choice : one.choices) out.emplace_back(choice);
    if (one.kind == ValueKind::kCommandName) out.push_back(CommandWords());
  }
  return out;
}

bool TakesFiles(const Command& command) {
  return std::any_of(command.positionals.begin(), command.positionals.end(), [](const auto& one) {
    return one.kind == ValueKind::kFile || one.kind == ValueKind::kFolder;
  });
}

// How bash completes the value of an option; empty: not at all.
std::string BashValues(const Option& option) {
  if (!option.choices.empty()) return fmt::format("-W '{}'", Words(option.choices));
  if (option.kind == ValueKind::kFile) return "-f";
  if (option.kind == ValueKind::kFolder) return "-d";
  return {};
}

std::string BashValueCases() {
  std::string out;
  std::vector<std::string> done;
  const auto add = [&](const Option& option) {
    const std::string name = fmt::format("--{}", option.name);
    if (option.value.empty() || std::find(done.begin(), done.end(), name) != done.end()) return;
    done.push_back(name);
    const std::string values = BashValues(option);
    out += fmt::format(
        "    {}) {}return ;;\n", name,
        values.empty() ? "" : fmt::format("COMPREPLY=($(compgen {} -- \"$cur\")); ", values));
  };
  for (const Option& option : GlobalOptions()) add(option);
  for (const Command* command : Commands()) ForEachOption(*command, add);
  return out;
}

std::string BashScript() {
  std::vector<std::string> globals;
  std::vector<std::string> with_value;
  for (const Option& option : GlobalOptions()) {
    globals.push_back(fmt::format("--{}", option.name));
    if (!option.value.empty()) with_value.push_back(globals.back());
  }
  std::string cases;
  for (const Command* command : Commands()) {
    std::vector<std::string> words = OptionWords(*command);
    for (std::string& word : PlainWords(*command)) words.push_back(std::move(word));
    cases += fmt::format("    {}) words='{}'{} ;;\n", command->name, Join(words, " "),
                         TakesFiles(*command) ? "; files=-f" : "");
  }
  return fmt::format(
      "# bash completion of refrain; load with: source <(refrain completion bash)\n"
      "_refrain() {{\n"
      "  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}\n"
      "  local command= skip= word words= files=\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    if [ -n \"$skip\" ]; then skip=; continue; fi\n"
      "    case $word in\n"
      "      {}) skip=1 ;;\n"
      "      -*) ;;\n"
      "      *) command=$word; break ;;\n"
      "    esac\n"
      "  done\n"
      "  case $prev in\n{}  esac\n"
      "  case $command in\n"
      "    '') words='{}' ;;\n{}"
      "  esac\n"
      "  [[ $cur == -* ]] && words+=' {}' files=\n"
      "  COMPREPLY=($(compgen $files -W \"$words\" -- \"$cur\"))\n"
      "}}\n"
      "complete -o filenames -F _refrain refrain\n",
      Join(with_value, "|"), BashValueCases(), CommandWords(), cases, Join(globals, " "));
}

// One specification of zsh's _arguments.
std::string ZshOption(const Option& option) {
  std::string help(option.help);
  std::replace(help.begin(), help.end(), ':', ' ');
  std::string out = fmt::format("--{}[{}]", option.name, help);
  if (option.value.empty()) return Quoted(out);
  std::string action;
  if (!option.choices.empty()) action = fmt::format("({})", Words(option.choices));
  if (option.kind == ValueKind::kFile) action = "_files";
  if (option.kind == ValueKind::kFolder) action = "_files -/";
  return Quoted(fmt::format("{}:{}:{}", out, option.value, action));
}

std::string ZshScript() {
  std::string commands;
  std::string cases;
  for (const Command* command : Commands()) {
    commands +=
        fmt::format("    {}\n", Quoted(fmt::format("{}:{}", command->name, command->summary)));
    std::string arguments;
    ForEachOption(*command, [&](const Option& one) { arguments += " " + ZshOption(one); });
    const std::string words = Join(PlainWords(*command), " ");
    const std::string action = TakesFiles(*command) ? "_files" : fmt::format("({})", words);
    cases += fmt::format("    {}) _arguments -s $globals{} '*:argument:{}' ;;\n", command->name,
                         arguments, action);
  }
  std::string globals;
  for (const Option& option : GlobalOptions()) globals += " " + ZshOption(option);
  return fmt::format(
      "#compdef refrain\n"
      "_refrain() {{\n"
      "  local -a commands globals\n"
      "  commands=(\n{}  )\n"
      "  globals=({} )\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  shift words; (( CURRENT-- ))\n"
      "  case $command in\n{}  esac\n"
      "}}\n"
      "compdef _refrain refrain\n",
      commands, globals, cases);
}

std::string FishOption(const Option& option, std::string_view condition) {
  std::string out =
      fmt::format("complete -c refrain{} -l {} -d {}", condition, option.name, Quoted(option.help));
  if (option.short_name != 0) out += fmt::format(" -s {}", option.short_name);
  if (option.value.empty()) return out + "\n";
  out += option.kind == ValueKind::kFile || option.kind == ValueKind::kFolder ? " -r -F" : " -x";
  if (!option.choices.empty()) out += " -a " + Quoted(Words(option.choices));
  return out + "\n";
}

std::string FishScript() {
  std::string out = "# fish completion of refrain\n";
  for (const Option& option : GlobalOptions()) out += FishOption(option, "");
  for (const Command* command : Commands()) {
    out += fmt::format("complete -c refrain -n __fish_use_subcommand -f -a {} -d {}\n",
                       command->name, Quoted(command->summary));
    const std::string condition =
        fmt::format(" -n '__fish_seen_subcommand_from {}'", command->name);
    ForEachOption(*command, [&](const Option& one) { out += FishOption(one, condition); });
    const std::string words = Join(PlainWords(*command), " ");
    if (!words.empty()) {
      out += fmt::format("complete -c refrain{} -f -a {}\n", condition, Quoted(words));
    } else if (!TakesFiles(*command)) {
      out += fmt::format("complete -c refrain{} -f\n", condition);
    }
  }
  return out;
}

}  // namespace

std::string CompletionScript(Shell shell) {
  switch (shell) {
    case Shell::kBash: return BashScript();
    case Shell::kZsh: return ZshScript();
    case Shell::kFish: break;
  }
  return FishScript();
}

}  // namespace refrain::cli
