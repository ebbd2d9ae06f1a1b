// The exports that are recognised by their headers: one row each. Internal to roles.cc.
// Source: the products' documentation and samples of their exports.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

#include "engine/model/names.h"

namespace refrain::read {

struct ExportRow {
  std::string_view name;
  model::Channel channel;
  // Columns that must all be there, separated by |; a trailing * stands for any rest.
  std::string_view fingerprint;
  // "role=Column/Other column; role=…"; the first that exists counts. A role "text" that is
  // missing here is the longest text column.
  std::string_view columns;
  // Why there is no text in it, and what to export instead; empty when there is.
  std::string_view without_text;
};

inline constexpr std::array<ExportRow, 17> kExports{{
    {"google-play", model::Channel::kReview, "package name|star rating|review text",
     "id=review link; text=review text; subject=review title; "
     "date=review submit date and time/review last update date and time; rating=star rating; "
     "product=package name; version=app version name; language=reviewer language; "
     "agent_reply=developer reply text",
     ""},
    {"app-store", model::Channel::kReview, "attributes.body|attributes.rating",
     "id=id; text=attributes.body; subject=attributes.title; date=attributes.createddate; "
     "customer_name=attributes.reviewernickname; rating=attributes.rating; "
     "country=attributes.territory",
     ""},
    {"app-store", model::Channel::kReview, "im:rating.label|content.label",
     "id=id.label; text=content.label; subject=title.label; date=updated.label; "
     "customer_name=author.name.label; rating=im:rating.label; version=im:version.label",
     ""},
    {"zendesk", model::Channel::kEmail, "subject|description|via.channel",
     "id=id; text=description; subject=subject; date=created_at; customer_name=requester.name; "
     "customer_email=requester.email; customer_id=requester_id; channel=via.channel; thread=id; "
     "tags=tags; turns=comments",
     ""},
    {"intercom", model::Channel::kChat, "source.body|conversation_parts.conversation_parts",
     "id=id; text=source.body; subject=source.subject; date=created_at; "
     "customer_name=source.author.name; customer_email=source.author.email; "
     "customer_id=source.author.id; author_side=source.author.type; thread=id; "
     "turns=conversation_parts.conversation_parts",
     ""},
    {"intercom", model::Channel::kChat, "conversation id|conversation started at*",
     "id=conversation id; date=conversation started at*; customer_name=user name/name; "
     "customer_email=user email/email; customer_id=user id; thread=conversation id; "
     "tags=conversation tags/tags; author=teammate name/assigned teammate",
     ""},
    {"freshdesk", model::Channel::kEmail, "ticket id|subject|status|priority|source|created time",
     "id=ticket id; text=description/description text; subject=subject; date=created time; "
     "customer_name=full name/requester name/contact name; "
     "customer_email=email/requester email/contact email; product=product; channel=source; "
     "thread=ticket id; tags=tags; author=agent",
     "this Freshdesk export has no \"Description\" column: export the tickets with it"},
    {"hubspot", model::Channel::kEmail, "ticket id|ticket name|pipeline|ticket status",
     "id=ticket id; text=ticket description/description/content; subject=ticket name; "
     "date=create date; customer_name=associated contact; customer_email=contact email/email; "
     "customer_id=associated contact ids; channel=source; thread=ticket id; tags=category; "
     "author=ticket owner",
     "this HubSpot export has no \"Ticket description\" column: export the tickets with it"},
    {"jira", model::Channel::kEmail, "issue key|summary|description|created",
     "id=issue key; text=description; subject=summary; date=created; customer_name=reporter; "
     "customer_email=reporter email; customer_id=reporter id; rating=satisfaction rating; "
     "product=project name; thread=issue key; tags=labels; turns=comment",
     ""},
    {"typeform", model::Channel::kSurvey, "#|start date (utc)|submit date (utc)|network id",
     "id=#; date=submit date (utc); customer_email=email; tags=tags", ""},
    {"surveymonkey", model::Channel::kSurvey, "respondent id|collector id|start date|end date",
     "id=respondent id; date=end date/date modified; customer_name=first name; "
     "customer_email=email address",
     ""},
    {"qualtrics", model::Channel::kSurvey, "responseid|recordeddate",
     "id=responseid; date=recordeddate; customer_name=recipientfirstname; "
     "customer_email=recipientemail; language=userlanguage",
     ""},
    {"nps", model::Channel::kSurvey, "score|comment",
     "id=response_id/id; text=comment; date=created_at/date/submitted_at/timestamp; "
     "customer_name=customer_name/name; customer_email=customer_email/email; "
     "customer_id=customer_id/user_id; rating=score; segment=segment; tags=tags; "
     "product=product; language=language; country=country",
     ""},
    {"nps", model::Channel::kSurvey, "nps score|feedback",
     "id=response id/id; text=feedback; date=created at/date; customer_email=email; "
     "rating=nps score; tags=tags",
     ""},
    {"zendesk", model::Channel::kEmail, "subject|requester|requested",
     "id=id; text=description/comment/body; subject=subject",
     "Zendesk's view export has no message text: export tickets as JSON instead"},
    {"zendesk", model::Channel::kEmail, "subject|requester|assignee|group",
     "id=id; text=description/comment/body; subject=subject",
     "Zendesk's view export has no message text: export tickets as JSON instead"},
    {"zendesk", model::Channel::kEmail, "ticket id|requester id|subject|satisfaction*",
     "id=ticket id; text=description/comment/body; subject=subject",
     "Zendesk's view export has no message text: export tickets as JSON instead"},
}};

}  // namespace refrain::read
