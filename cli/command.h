// The shape of a row of the command table. Parser, help, man page and shell completion all
// read these rows, so a command or an option is described once, in commands/<name>.cc.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/result.h"

namespace refrain::cli {

class Arguments;
class Session;

// A view of rows that live as long as the program; T may still be incomplete.
template <typename T>
class Rows {
 public:
  constexpr Rows() = default;
  template <std::size_t N>
  constexpr Rows(const T (&rows)[N]) : begin_(rows), size_(N) {}  // NOLINT: implicit
  template <std::size_t N>
  constexpr Rows(const std::array<T, N>& rows)  // NOLINT: implicit
      : begin_(rows.data()), size_(N) {}

  [[nodiscard]] constexpr const T* begin() const { return begin_; }
  [[nodiscard]] constexpr const T* end() const { return begin_ + size_; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }

 private:
  const T* begin_ = nullptr;
  std::size_t size_ = 0;
};

// What a value is: how it is checked and how a shell completes it.
enum class ValueKind { kText, kNumber, kFile, kFolder, kCommandName };

struct Option {
  std::string_view name;                // "limit"
  char short_name = 0;                  // 'n'; 0: none
  std::string_view value;               // "N"; empty: a flag
  std::string_view help;                // one line, lower case, no full stop
  std::string_view default_value = {};  // shown, and used by Arguments::ValueOr callers
  Rows<std::string_view> choices = {};
  ValueKind kind = ValueKind::kText;
  bool repeated = false;  // every occurrence counts; otherwise the last one
};

struct Positional {
  std::string_view name;  // "PATH"
  std::string_view help;
  bool required = false;
  bool many = false;
  Rows<std::string_view> choices = {};
  ValueKind kind = ValueKind::kText;
};

struct Example {
  std::string_view line;  // "refrain ingest inbox.mbox"
  std::string_view what;
};

// Where the overview lists a command; the order of the enum is the order of the overview.
enum class Group { kStart, kAsk, kWorkspace, kStateless, kShell };
inline constexpr std::array<std::pair<Group, std::string_view>, 5> kGroupTitles{{
    {Group::kStart, "Start"},
    {Group::kAsk, "Ask"},
    {Group::kWorkspace, "Keep"},
    {Group::kStateless, "Without a workspace"},
    {Group::kShell, "Shell"},
}};

enum class Format { kTable, kJson, kJsonLines, kCsv, kMarkdown };
// In the order of the enum.
inline constexpr std::array<std::string_view, 5> kFormatNames{"table", "json", "jsonl", "csv",
                                                              "md"};

struct Command {
  std::string_view name;
  std::string_view summary;  // one line, imperative, no full stop
  std::string_view about;    // paragraphs for `help NAME`
  Group group = Group::kAsk;
  Rows<Example> examples = {};
  Rows<Positional> positionals = {};
  Rows<Option> options = {};
  Rows<Command> verbs = {};   // `requests show`; the noun alone runs `run`
  Rows<Format> formats = {};  // of --format; empty: its output is always the same
  bool paged = false;         // long answers go through a pager on a terminal
  // Answers with the exit status; an Error is printed by the caller.
  Result<int> (*run)(Session& session, const Arguments& arguments) = nullptr;
};

inline constexpr std::array<Format, 5> kAllFormats{
    Format::kTable, Format::kJson, Format::kJsonLines, Format::kCsv, Format::kMarkdown};
inline constexpr std::array<Format, 3> kCardFormats{Format::kTable, Format::kJson,
                                                    Format::kJsonLines};

// Flags that every command understands.
[[nodiscard]] Rows<Option> GlobalOptions();

// "refrain requests show ID [options]"; `parent` is the noun of a verb, else null.
[[nodiscard]] std::string UsageLine(const Command& command, const Command* parent);

}  // namespace refrain::cli
