// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "engine/base/strings.h"

namespace refrain::cli {
namespace {

// A dot or quote at the start of a line and every backslash mean something to roff.
std::string Roff(std::string_view text) {
  std::string out;
  for (const std::string_view line : Split(text, '\n')) {
    if (!out.empty()) out += '\n';
    if (line.starts_with('.') || line.starts_with('\'')) out += "\\&";
    for (const char c : line) {
      if (c == '\\') {
        out += "\\e";
      } else if (c == '-') {
        out += "\\-";
      } else {
        out += c;
      }
    }
  }
  return out;
}

// Empty lines become paragraphs.
std::string RoffParagraphs(std::string_view text) {
  std::string out;
  for (const std::string_view line : Split(text, '\n')) {
    out += line.empty() ? ".PP\n" : Roff(line) + "\n";
  }
  return out;
}

std::string Definition(std::string_view term, std::string_view explanation) {
  return fmt::format(".TP\n.B {}\n{}\n", Roff(term), Roff(explanation));
}

std::string CommandEntry(const Command& command, const Command* noun) {
  std::string out =
      fmt::format(".SS {}\n{}.\n", Roff(UsageLine(command, noun)), Roff(command.summary));
  if (!command.about.empty()) out += ".PP\n" + RoffParagraphs(command.about);
  for (const Positional& one : command.positionals) out += Definition(one.name, one.help);
  for (const Option& option : command.options) {
    out += Definition(OptionUsage(option), OptionHelp(option));
  }
  if (!command.examples.empty()) out += ".PP\n.EX\n";
  for (const Example& one : command.examples) {
    out += fmt::format("# {}\n{}\n", Roff(one.what), Roff(one.line));
  }
  if (!command.examples.empty()) out += ".EE\n";
  for (const Command& verb : command.verbs) {
    if (verb.run != command.run) out += CommandEntry(verb, &command);
  }
  return out;
}

constexpr std::string_view kExitStatus =
    ".SH EXIT STATUS\n"
    ".TP\n0\nfine, even when the answer is empty\n"
    ".TP\n1\nfailure; of search \\-q: nothing found\n"
    ".TP\n2\nwrong usage\n"
    ".TP\n3\ndone, but some input was rejected\n"
    ".TP\n4\nthe condition of \\-\\-fail\\-on is met\n"
    ".TP\n75\nanother process writes this workspace\n"
    ".TP\n130\ninterrupted\n";

constexpr std::string_view kFiles =
    ".SH FILES\n"
    ".TP\n.I ~/.config/refrain/config.toml\n"
    "Settings: data, time_zone, language, own_domains, agent_names, threads. Flags come before "
    "the environment, the environment before this file.\n"
    ".TP\n.I ~/.local/share/refrain\n"
    "The workspace, unless \\-\\-data or REFRAIN_DATA name another.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B REFRAIN_DATA, REFRAIN_LEXICONS\nFolders of the workspace and of the language data.\n"
    ".TP\n.B REFRAIN_NOW\nA moment (RFC 3339) to be taken for now, so that answers repeat.\n"
    ".TP\n.B NO_COLOR, TERM, TZ, REFRAIN_PAGER, PAGER\nAs usual.\n";

}  // namespace

std::string ManPage() {
  std::string out = fmt::format(
      ".TH REFRAIN 1 \"\" \"refrain {}\" \"User Commands\"\n"
      ".SH NAME\nrefrain \\- hear what customers keep coming back to\n"
      ".SH SYNOPSIS\n.B refrain\n.I COMMAND\n[arguments] [options]\n"
      ".SH DESCRIPTION\nReads mails, reviews, surveys, calls, chats and notes in any language "
      "and answers with figures, quotes and trends. Results go to standard output, all else to "
      "standard error.\n.SH COMMANDS\n",
      REFRAIN_VERSION);
  for (const Command* command : Commands()) out += CommandEntry(*command, nullptr);
  out += ".SH OPTIONS OF ALL COMMANDS\n";
  for (const Option& option : GlobalOptions()) {
    out += Definition(OptionUsage(option), OptionHelp(option));
  }
  out += kExitStatus;
  out += kFiles;
  return out;
}

}  // namespace refrain::cli
