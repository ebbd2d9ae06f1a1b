// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/commands/cards.h"
#include "cli/exit_code.h"
#include "cli/print/message_text.h"
#include "cli/session.h"
#include "engine/service/json.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

Result<int> ShowThread(Session& session, service::Engine& engine, std::string_view id) {
  REFRAIN_ASSIGN(const auto thread, engine.ShowThread(id));
  if (!session.IsForPeople()) {
    session.PrintJson(service::ToJson(thread));
    return kExitFine;
  }
  bool first = true;
  for (const service::MessageView& message : thread) {
    if (!std::exchange(first, false)) session.out().Line("");
    session.out().Print(MessageText(message, ViewOf(session, engine)));
  }
  return kExitFine;
}

Result<int> ShowMessage(Session& session, const Arguments& arguments, std::string_view id) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  if (arguments.Has("thread")) return ShowThread(session, engine, id);
  const bool explain = arguments.Has("explain");
  REFRAIN_ASSIGN(const service::MessageView message, engine.ShowMessage(id, explain));
  if (arguments.Has("raw")) {
    const std::string& text = message.stored.message.text;
    session.out().Line(session.environment().stdout_is_terminal ? service::StripControls(text)
                                                                : text);
  } else if (!session.IsForPeople()) {
    session.PrintJson(service::ToJson(message));
  } else {
    session.out().Print(MessageText(message, ViewOf(session, engine)));
    if (explain) session.out().Print(ExplanationText(message, ViewOf(session, engine)));
  }
  return kExitFine;
}

Result<int> RunShow(Session& session, const Arguments& arguments) {
  const std::string_view id = arguments.ValueOr("ID", "");
  if (id.starts_with("r-")) return ShowRequest(session, id);
  if (id.starts_with("s-")) return ShowSuggestion(session, id);
  if (id.starts_with("m-")) return ShowMessage(session, arguments, id);
  std::string hint = "ids begin with m- (message), r- (request) or s- (suggestion)";
  if (id.starts_with("c-")) hint = fmt::format("refrain search customer:{}", id);
  if (id.find('.') != std::string_view::npos) hint = fmt::format("refrain search theme:{}", id);
  return Error{ErrorCode::kInvalidArgument, fmt::format("\"{}\" is no id to show", id), "", hint};
}

constexpr Example kExamples[] = {
    {"refrain show m-4k2q7hx0a9ze", "a message and what was found in it"},
    {"refrain show m-4k2q7hx0a9ze --thread", "the conversation around it"},
    {"refrain show m-4k2q7hx0a9ze --explain", "why it was read so"},
    {"refrain show r-7kq2", "a recurring request with its quotes"},
};

constexpr Positional kPositionals[] = {
    {.name = "ID", .help = "m- message, r- request, s- suggestion", .required = true},
};

constexpr Option kOptions[] = {
    {.name = "thread", .value = "", .help = "all messages of the conversation"},
    {.name = "explain", .value = "", .help = "sentence by sentence, and what weighed in"},
    {.name = "raw", .value = "", .help = "the text alone"},
};

}  // namespace

constinit const Command kShowCommand{
    .name = "show",
    .summary = "show a message, a request or a suggestion",
    .about = "",
    .group = Group::kAsk,
    .examples = kExamples,
    .positionals = kPositionals,
    .options = kOptions,
    .formats = kCardFormats,
    .paged = true,
    .run = RunShow,
};

}  // namespace refrain::cli
