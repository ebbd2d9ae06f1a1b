// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/hash.h"

#include <gtest/gtest.h>

#include <set>

namespace refrain {
namespace {

TEST(HashBuilder, KeepsFieldsApart) {
  EXPECT_NE(HashBuilder().Add("ab").Add("c").Finish(), HashBuilder().Add("a").Add("bc").Finish());
  EXPECT_NE(HashBuilder().Add("").Add("a").Finish(), HashBuilder().Add("a").Add("").Finish());
  EXPECT_NE(HashBuilder().Add(std::int64_t{1}).Finish(),
            HashBuilder().Add(std::int64_t{256}).Finish());
}

TEST(HashBuilder, SameFieldsGiveTheSameHash) {
  EXPECT_EQ(HashBuilder().Add("x").Add(std::int64_t{-7}).Finish(),
            HashBuilder().Add("x").Add(std::int64_t{-7}).Finish());
}

TEST(HashBytes, FollowsTheXxh3Specification) {
  // XXH3_64bits of the empty input with seed 0, from the xxHash specification.
  EXPECT_EQ(HashBytes64(""), 0x2D06800538D394C2ULL);
  EXPECT_NE(HashBytes64("a"), HashBytes64("a", 1));
}

TEST(Base32, ReadsBitsFromTheMostSignificantOn) {
  EXPECT_EQ(Base32({0, 0}, 26), std::string(26, '0'));
  EXPECT_EQ(Base32({~0ULL, ~0ULL}, 25), std::string(25, 'z'));
  // 128 = 25 × 5 + 3 bits: the last digit holds three bits and two zeroes.
  EXPECT_EQ(Base32({~0ULL, ~0ULL}, 26).back(), 'w');
  EXPECT_EQ(Base32({0x0800000000000000ULL, 0}, 2), "10");
  EXPECT_EQ(Base32({0, 1}, 26), std::string(25, '0') + "4");
}

TEST(Base32, NeverGrowsPastTheHash) { EXPECT_EQ(Base32({1, 2}, 100).size(), 26U); }

TEST(MakeId, IsKindAndDigitsWithoutMistakableLetters) {
  std::set<std::string> ids;
  for (int i = 0; i < 2000; ++i) {
    const std::string id = MakeId('m', HashBuilder().Add(std::int64_t{i}).Finish(), 12);
    ASSERT_EQ(id.size(), 14U);
    EXPECT_EQ(id.substr(0, 2), "m-");
    EXPECT_EQ(id.find_first_of("ilou", 2), std::string::npos) << id;
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 2000U);
}

}  // namespace
}  // namespace refrain
