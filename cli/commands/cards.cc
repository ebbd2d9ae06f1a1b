// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/cards.h"

#include <fmt/format.h>

#include "cli/exit_code.h"
#include "cli/print/card_text.h"
#include "engine/service/json.h"

namespace refrain::cli {

TextView ViewOf(const Session& session, const service::Engine& engine) {
  return {session.columns(), session.style(),
          [&](std::int64_t at) { return session.TimeText(engine, at); },
          [&](std::int64_t at) { return session.ExactTimeText(engine, at); },
          [&](std::int64_t at) { return session.DayText(engine, at); }};
}

Result<int> ShowRequest(Session& session, std::string_view id) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const service::RequestCard card, engine.ShowRequest(id));
  if (!session.IsForPeople()) {
    session.PrintJson(service::ToJson(card));
    return kExitFine;
  }
  session.out().Print(RequestCardText(card, session.settings().verbose, ViewOf(session, engine)));
  if (!card.row.suggestion.empty()) {
    session.Note(fmt::format("\nNext: refrain suggestions show {}", card.row.suggestion));
  }
  return kExitFine;
}

Result<int> ShowSuggestion(Session& session, std::string_view id) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(const service::SuggestionCard card, engine.ShowSuggestion(id));
  if (!session.IsForPeople()) {
    session.PrintJson(service::ToJson(card));
    return kExitFine;
  }
  session.out().Print(
      SuggestionCardText(card, session.settings().verbose, ViewOf(session, engine)));
  session.Note(fmt::format("\nNext: refrain suggestions status {} planned", id));
  return kExitFine;
}

}  // namespace refrain::cli
