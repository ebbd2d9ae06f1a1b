// What a command works with: settings, the doors to the engine, and where to print.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "cli/environment.h"
#include "cli/print/output.h"
#include "cli/print/progress.h"
#include "cli/print/style.h"
#include "cli/print/table.h"
#include "cli/settings.h"
#include "engine/base/context.h"
#include "engine/service/analysis_service.h"
#include "engine/service/engine.h"

namespace refrain::cli {

// One a run, one thread. The references must outlive it.
class Session {
 public:
  Session(const Settings& settings, const Environment& environment, const Context& context,
          Output& out);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const Environment& environment() const { return environment_; }
  [[nodiscard]] const Context& context() const { return context_; }
  [[nodiscard]] Output& out() { return out_; }
  [[nodiscard]] const Style& style() const { return style_; }
  // Width to lay answers out for; kUncut when standard output is no terminal.
  [[nodiscard]] std::size_t columns() const;
  [[nodiscard]] bool IsForPeople() const { return settings_.format == Format::kTable; }

  [[nodiscard]] Result<service::Engine> OpenEngine(service::Access access) const;
  [[nodiscard]] Result<service::AnalysisService> LoadAnalysis() const;
  // --since and --until around `query`.
  [[nodiscard]] Result<service::Window> WindowOf(const service::Engine& engine,
                                                 std::string_view query) const;

  // The table in the form that was asked for.
  void Print(const Table& table);
  // The service's JSON, as one line.
  void PrintJson(std::string_view json);
  // A remark beside the answer: below it on a terminal, to standard error otherwise;
  // nothing with --quiet.
  void Note(std::string_view text);
  // Always to standard error.
  void Warn(std::string_view text);
  // A question on the terminal. --yes answers it; where nobody can be asked it is an error.
  [[nodiscard]] Result<bool> Confirm(const std::string& question);

  // A moment in a list: RFC 3339 for programs and pipes; on a terminal "3 days ago" or the
  // day in the workspace's zone.
  [[nodiscard]] std::string TimeText(const service::Engine& engine, std::int64_t at_utc) const;
  // Its day alone, on a terminal.
  [[nodiscard]] std::string DayText(const service::Engine& engine, std::int64_t at_utc) const;
  // A moment by itself: on a terminal "2026-09-28 14:03 (3 days ago)".
  [[nodiscard]] std::string ExactTimeText(const service::Engine& engine, std::int64_t at_utc) const;

 private:
  [[nodiscard]] bool IsOnTerminal() const {
    return environment_.stdout_is_terminal && IsForPeople();
  }

  const Settings& settings_;
  const Environment& environment_;
  const Context& context_;
  Output& out_;
  Style style_;
  Style error_style_;
};

// "error: …" and "hint: …" on standard error; engine words may hold input, so controls go.
void PrintError(const Error& error, const Style& style);

}  // namespace refrain::cli
