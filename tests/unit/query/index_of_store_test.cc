// The index is a function of the store, however it came to be.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "tests/unit/query/fixture.h"

namespace refrain::query {
namespace {

using store::Add;
using store::MakeItem;
using store::OpenNew;
using store::TempFolder;

// What the index holds after steps is what a rebuild from the store holds.
TEST(IndexOfStore, StepsAndARebuildGiveTheSameTermsAndRows) {
  const TempFolder folder;
  const TempFolder lexicon_folder;
  const lexicon::LexiconSet lexicons = index::LoadSmallLexicons(lexicon_folder.path());
  const std::filesystem::path data = folder.path() / "data";
  store::Store store = OpenNew(data);
  ASSERT_TRUE(BuildIndex(data, store, lexicons).ok());
  index::DocumentBuilder builder(lexicons);
  for (int step = 0; step < 5; ++step) {
    std::vector<store::AnalysedMessage> items;
    items.reserve(7);
    for (int i = 0; i < 7; ++i) {
      items.push_back(MakeItem(std::to_string(step * 7 + i),
                               "parcel number " + std::to_string(step * 7 + i), "en"));
    }
    Add(store, items);
    if (step == 2) {
      ASSERT_TRUE(store.Forget(std::vector<store::RowId>{3, 12}, {}, 0).ok());
    }
    auto writer = index::IndexWriter::Open(data, store.store_id());
    ASSERT_TRUE(writer.ok());
    const auto changes = store.ChangesSince(writer->watermark());
    ASSERT_TRUE(changes.ok());
    for (const store::RowId row : changes->deleted) ASSERT_TRUE(writer->Delete(row).ok());
    store::Store::MessageFilter filter;
    filter.ids = &changes->changed;
    ASSERT_TRUE(store
                    .ReadMessages(filter,
                                  [&](const auto& stored, const auto& annotations) -> Result<bool> {
                                    const std::vector<index::IndexEntry> one{
                                        {stored.id, builder.Build(stored.message, annotations,
                                                                  stored.customer_key)}};
                                    REFRAIN_TRY(writer->Add(one));
                                    return true;
                                  })
                    .ok());
    ASSERT_TRUE(writer->Commit(changes->last_seq).ok());
  }
  const auto dump = [&] {
    std::map<std::string, std::vector<std::int64_t>> out;
    const auto reader = index::IndexReader::Open(data, store.store_id());
    EXPECT_TRUE(reader.ok());
    const Xapian::Database& database = reader->database();
    for (auto it = database.allterms_begin(); it != database.allterms_end(); ++it) {
      out[*it] =
          std::vector<std::int64_t>(database.postlist_begin(*it), database.postlist_end(*it));
    }
    return out;
  };
  const auto grown = dump();
  EXPECT_EQ(index::CheckIndex(data, store.store_id(), *store.LastSeq()).health,
            index::IndexHealth::kFresh);
  ASSERT_TRUE(BuildIndex(data, store, lexicons).ok());
  EXPECT_EQ(dump(), grown);
  EXPECT_EQ(grown.at("Zparcel").size(), store.Count()->messages);
}

}  // namespace
}  // namespace refrain::query
