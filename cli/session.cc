// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/session.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>

#include "cli/print/words.h"
#include "engine/base/time.h"
#include "engine/service/text.h"

namespace refrain::cli {

Session::Session(const Settings& settings, const Environment& environment, const Context& context,
                 Output& out)
    : settings_(settings),
      environment_(environment),
      context_(context),
      out_(out),
      style_(settings.color),
      error_style_(settings.error_color) {}

std::size_t Session::columns() const {
  return environment_.stdout_is_terminal ? environment_.stdout_columns : kUncut;
}

Result<service::Engine> Session::OpenEngine(service::Access access) const {
  return service::Engine::Open(settings_.engine, access, context_);
}

Result<service::AnalysisService> Session::LoadAnalysis() const {
  return service::AnalysisService::Load(settings_.engine.lexicon_folder);
}

Result<service::Window> Session::WindowOf(const service::Engine& engine,
                                          std::string_view query) const {
  service::Window window;
  window.query = query;
  if (!settings_.since.empty()) {
    REFRAIN_ASSIGN(window.since_utc, engine.ParseTime(settings_.since));
  }
  if (!settings_.until.empty()) {
    REFRAIN_ASSIGN(window.until_utc, engine.ParseTime(settings_.until));
  }
  if (window.since_utc && window.until_utc && *window.since_utc >= *window.until_utc) {
    return Error{ErrorCode::kInvalidArgument, "--since is not before --until", "",
                 fmt::format("they are {} and {}", FormatRfc3339(*window.since_utc),
                             FormatRfc3339(*window.until_utc))};
  }
  return window;
}

void Session::Print(const Table& table) {
  out_.Print(Render(table, settings_.format, columns(), style_));
}

void Session::PrintJson(std::string_view json) {
  out_.Line(environment_.stdout_is_terminal ? EscapeControls(json) : json);
}

void Session::Note(std::string_view text) {
  if (settings_.quiet) return;
  if (IsOnTerminal()) {
    out_.Line(style_(Tone::kDim, text));
    return;
  }
  out_.Flush();
  fmt::print(stderr, "{}\n", error_style_(Tone::kDim, text));
}

void Session::Warn(std::string_view text) {
  out_.Flush();
  fmt::print(stderr, "{} {}\n", error_style_(Tone::kNegative, "warning:"),
             service::StripControls(text));
}

Result<bool> Session::Confirm(const std::string& question) {
  if (settings_.yes) return true;
  if (!settings_.may_ask) {
    return Error{ErrorCode::kInvalidArgument, question + " Nobody is here to say so", "",
                 "answer beforehand with --yes"};
  }
  fmt::print(stderr, "{} [y/N] ", question);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

std::string Session::TimeText(const service::Engine& engine, std::int64_t at_utc) const {
  if (!IsOnTerminal()) return FormatRfc3339(at_utc);
  std::string ago = Ago(at_utc, context_.now_utc());
  return ago.empty() ? engine.FormatDay(at_utc) : ago;
}

std::string Session::DayText(const service::Engine& engine, std::int64_t at_utc) const {
  return IsOnTerminal() ? engine.FormatDay(at_utc) : FormatRfc3339(at_utc);
}

std::string Session::ExactTimeText(const service::Engine& engine, std::int64_t at_utc) const {
  if (!IsOnTerminal()) return FormatRfc3339(at_utc);
  const std::string ago = Ago(at_utc, context_.now_utc());
  return engine.FormatTime(at_utc) + (ago.empty() ? "" : fmt::format(" ({})", ago));
}

void PrintError(const Error& error, const Style& style) {
  fmt::print(stderr, "{} {}\n", style(Tone::kNegative, "error:"),
             service::StripControls(error.ToString()));
  if (!error.hint.empty()) {
    fmt::print(stderr, "{} {}\n", style(Tone::kStrong, "hint:"),
               service::StripControls(error.hint));
  }
}

}  // namespace refrain::cli
