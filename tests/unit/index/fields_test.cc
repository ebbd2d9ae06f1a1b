// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/index/fields.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

namespace refrain::index {
namespace {

TEST(Fields, EveryRowIsWhole) {
  std::set<std::string_view> names;
  std::set<std::string_view> prefixes;
  std::set<int> slots;
  for (const Field& field : kFields) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    for (const char c : field.name) EXPECT_TRUE(std::islower(c)) << field.name;
    EXPECT_FALSE(field.description.empty()) << field.name;
    EXPECT_TRUE(field.example.starts_with(std::string(field.name) + ":")) << field.name;
    EXPECT_EQ(&FieldOf(field.id), &field);
    EXPECT_EQ(FindField(field.name), &field);
    if (!field.prefix.empty()) {
      EXPECT_EQ(field.prefix.size(), 1U) << field.name;  // so no prefix begins another
      EXPECT_TRUE(prefixes.insert(field.prefix).second) << field.name;
    }
    if (field.slot != kNoSlot) {
      EXPECT_TRUE(slots.insert(field.slot).second) << field.name;
    }
    if (field.facet) {
      EXPECT_FALSE(field.prefix.empty()) << field.name;
    }
    if (field.type == FieldType::kText || field.type == FieldType::kFacet) {
      EXPECT_FALSE(field.prefix.empty()) << field.name;
    }
  }
  EXPECT_FALSE(prefixes.contains(kMonthPrefix));
}

TEST(Fields, AreThoseOfTheQueryLanguage) {
  for (const std::string_view name :
       {"subject",  "body",       "quote",   "lang",    "channel",    "stage",
        "product",  "version",    "theme",   "emotion", "kind",       "sentiment",
        "customer", "segment",    "country", "source",  "tag",        "competitor",
        "request",  "suggestion", "thread",  "id",      "query",      "is",
        "has",      "date",       "score",   "nps",     "confidence", "replytime"}) {
    EXPECT_NE(FindField(name), nullptr) << name;
  }
  EXPECT_EQ(FindField("lagn"), nullptr);
  EXPECT_EQ(FindField(""), nullptr);
}

}  // namespace
}  // namespace refrain::index
