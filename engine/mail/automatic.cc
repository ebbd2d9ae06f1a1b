// Which mail no person wrote: by headers, never by its words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "engine/base/strings.h"
#include "engine/mail/mime.h"

namespace refrain::mail {
namespace {

// Local parts of programs' addresses.
constexpr std::array<std::string_view, 8> kRobots{"mailer-daemon", "postmaster", "noreply",
                                                  "no-reply",      "donotreply", "do-not-reply",
                                                  "mail-daemon",   "bounce"};

bool HasRobotAddress(const ParsedMail& mail) {
  const std::string_view address = mail.from.address;
  const std::string_view local = address.substr(0, address.find('@'));
  for (const std::string_view robot : kRobots) {
    if (local == robot || local.starts_with(std::string(robot) + '+') ||
        local.starts_with(std::string(robot) + '-')) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool LooksAutomatic(const ParsedMail& mail) {
  const std::string_view submitted = mail.Header("auto-submitted");
  if (!submitted.empty() && !StartsWithIgnoreCaseAscii(submitted, "no")) return true;
  if (!mail.Header("x-autoreply").empty() || !mail.Header("x-autorespond").empty()) return true;
  if (!mail.Header("x-failed-recipients").empty()) return true;
  if (mail.HasNote("delivery-status") || mail.HasNote("disposition")) return true;
  const std::string_view precedence = mail.Header("precedence");
  if (EqualsIgnoreCaseAscii(precedence, "auto_reply") ||
      EqualsIgnoreCaseAscii(precedence, "auto-reply") ||
      EqualsIgnoreCaseAscii(precedence, "junk")) {
    return true;
  }
  // Newsletters say bulk or offer to unsubscribe; lists of people do so too, but they also
  // tell how to write or subscribe to them, or what is written answers something.
  const bool list_of_people =
      !mail.in_reply_to.empty() || EqualsIgnoreCaseAscii(precedence, "list") ||
      !mail.Header("list-subscribe").empty() || !mail.Header("x-mailing-list").empty() ||
      mail.Header("list-post").find('@') != std::string_view::npos;
  if (!list_of_people &&
      (EqualsIgnoreCaseAscii(precedence, "bulk") || !mail.Header("list-unsubscribe").empty())) {
    return true;
  }
  return HasRobotAddress(mail);
}

}  // namespace refrain::mail
