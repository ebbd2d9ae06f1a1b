// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/roles.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "engine/base/strings.h"
#include "engine/read/column_names.h"
#include "engine/read/exports.h"

namespace refrain::read {
namespace {

std::vector<Column> Named(std::string_view names) {
  std::vector<Column> columns;
  for (const std::string_view name : Split(names, '|')) columns.push_back({std::string(name), {}});
  return columns;
}

std::string Shown(const Mapping& mapping) {
  std::string out = mapping.export_name;
  for (const auto& [role, column] : mapping.columns)
    out.append("; ").append(role).append("=").append(column);
  return out;
}

struct Case {
  const char* header;
  const char* mapping;
};

TEST(MapColumns, RecognisesExportsByTheirHeader) {
  for (const Case& one : {
           Case{"Package Name|App Version Name|Reviewer Language|Device|Review Submit Date and "
                "Time|Star Rating|Review Title|Review Text|Developer Reply Text|Review Link",
                "google-play; id=Review Link; text=Review Text; subject=Review Title; date=Review "
                "Submit Date and Time; rating=Star Rating; product=Package Name; version=App "
                "Version Name; language=Reviewer Language; agent_reply=Developer Reply Text"},
           Case{"score|comment|created_at|tags",
                "nps; text=comment; date=created_at; rating=score; tags=tags"},
           Case{"Ticket ID|Subject|Description|Status|Priority|Source|Type|Created time|Email",
                "freshdesk; id=Ticket ID; text=Description; subject=Subject; date=Created time; "
                "customer_email=Email; channel=Source; thread=Ticket ID"},
           Case{"Ticket ID|Ticket name|Pipeline|Ticket status|Create date|Ticket owner|Source|"
                "Ticket description",
                "hubspot; id=Ticket ID; text=Ticket description; subject=Ticket name; date=Create "
                "date; channel=Source; thread=Ticket ID; author=Ticket owner"},
           Case{
               "Issue key|Summary|Description|Created|Reporter|Comment|Comment|Satisfaction rating",
               "jira; id=Issue key; text=Description; subject=Summary; date=Created; "
               "customer_name=Reporter; rating=Satisfaction rating; thread=Issue key; "
               "turns=Comment"},
           Case{"attributes.body|attributes.rating|attributes.title|attributes.territory|id",
                "app-store; id=id; text=attributes.body; subject=attributes.title; "
                "rating=attributes.rating; country=attributes.territory"},
           Case{"id|subject|description|via.channel|comments|created_at",
                "zendesk; id=id; text=description; subject=subject; date=created_at; "
                "channel=via.channel; thread=id; turns=comments"},
           Case{"Kundenname|E-Mail|Nachricht|Datum",
                "generic; text=Nachricht; date=Datum; customer_name=Kundenname; "
                "customer_email=E-Mail"},
           Case{"Komentārs|Datums|Vērtējums|Prece",
                "generic; text=Komentārs; date=Datums; rating=Vērtējums; product=Prece"},
           Case{"note_id|created_at|agent|customer_name|note",
                "generic; id=note_id; text=note; date=created_at; customer_name=customer_name; "
                "author=agent"},
       }) {
    const auto mapping = MapColumns(Named(one.header), {}, {});
    ASSERT_TRUE(mapping.ok()) << one.header;
    EXPECT_EQ(Shown(*mapping), one.mapping) << one.header;
  }
}

TEST(MapColumns, TakesTheLongestTextWhenNoNameTells) {
  const std::vector<Column> columns{
      {"#", {"a1", "a2"}},
      {"Start Date (UTC)", {"2026-05-01 10:00:00"}},
      {"Submit Date (UTC)", {"2026-05-01 10:10:00"}},
      {"Network ID", {"f00"}},
      {"What shall we change?", {"Make the pump quieter at night, please", "nothing at all"}},
      {"Where did you hear of us?", {"a friend", "radio"}}};
  const auto mapping = MapColumns(columns, {}, {});
  ASSERT_TRUE(mapping.ok());
  EXPECT_EQ(mapping->export_name, "typeform");
  EXPECT_EQ(mapping->ColumnOf("text"), "What shall we change?");
}

TEST(MapColumns, ExplainsAnExportWithoutText) {
  const auto mapping = MapColumns(Named("ID|Subject|Requester|Requested|Status"), {}, {});
  ASSERT_FALSE(mapping.ok());
  EXPECT_EQ(mapping.error().code, ErrorCode::kUnsupported);
  EXPECT_NE(mapping.error().message.find("JSON"), std::string::npos);
}

TEST(MapColumns, ObeysTheCaller) {
  const auto chosen = MapColumns(Named("a|b"), {}, {{"text", "B"}});
  ASSERT_TRUE(chosen.ok());
  EXPECT_EQ(chosen->ColumnOf("text"), "b");
  EXPECT_EQ(MapColumns(Named("a|b"), {}, {{"text", "c"}}).error().code,
            ErrorCode::kInvalidArgument);
  EXPECT_EQ(MapColumns(Named("a|b"), {}, {{"words", "a"}}).error().code,
            ErrorCode::kInvalidArgument);
}

TEST(RoleTables, HoldOnlyKnownRolesOnce) {
  const std::set<std::string_view> roles(kRoles.begin(), kRoles.end());
  EXPECT_EQ(roles.size(), kRoles.size());
  std::set<std::string_view> seen;
  for (const RoleNames& row : kColumnNames) {
    EXPECT_TRUE(roles.contains(row.role)) << row.role;
    EXPECT_TRUE(seen.insert(row.role).second) << row.role;
    for (const std::string_view name : Split(row.names, '|')) {
      EXPECT_EQ(NormalName(name, true), name) << "is not in the form it is compared in";
    }
  }
  for (const ExportRow& row : kExports) {
    for (const std::string_view rule : Split(row.columns, ';')) {
      EXPECT_TRUE(roles.contains(TrimAscii(rule.substr(0, rule.find('='))))) << rule;
    }
    for (const std::string_view name : Split(row.fingerprint, '|')) {
      EXPECT_EQ(NormalName(name, false), name);
    }
  }
}

TEST(ChannelWords, NameChannelsAndStages) {
  EXPECT_EQ(ChannelOf("E-Mail"), model::Channel::kEmail);
  EXPECT_EQ(ChannelOf("Phone call"), model::Channel::kCall);
  EXPECT_EQ(ChannelOf("3"), model::Channel::kCall);
  EXPECT_EQ(ChannelOf("pigeon"), std::nullopt);
  EXPECT_EQ(ChannelOfPath("/data/reviews/surveys/nps-2026.csv"), model::Channel::kSurvey);
  EXPECT_EQ(ChannelOfPath("calls/2026-05-14.vtt"), model::Channel::kCall);
  EXPECT_EQ(ChannelOfPath("/home/mail/a/b.csv"), std::nullopt);
  EXPECT_EQ(StageOfPath("mail/support.mbox"), model::Stage::kSupport);
}

}  // namespace
}  // namespace refrain::read
