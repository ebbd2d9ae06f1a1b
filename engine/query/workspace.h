// What every step of a search needs: the index, the lexicons, the store, buffers.
// Private to engine/query.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/document.h"
#include "engine/index/fields.h"
#include "engine/index/index.h"
#include "engine/lexicon/lexicon.h"
#include "engine/store/store.h"
#include "engine/text/tokenizer.h"

namespace refrain::query {

// Not thread-safe: buffers and stemmers.
struct Workspace {
  Workspace(index::IndexReader opened, const lexicon::LexiconSet& lexicon_set,
            const store::Store& rows)
      : reader(std::move(opened)), lexicons(&lexicon_set), store(&rows), terms(lexicon_set) {}

  [[nodiscard]] const Xapian::Database& database() const { return reader.database(); }

  index::IndexReader reader;
  const lexicon::LexiconSet* lexicons;
  const store::Store* store;
  index::TermMaker terms;
  text::Vocabulary vocabulary;
  std::map<std::string, lexicon::WordCache, std::less<>> caches;
  std::vector<std::string> languages;  // of the messages in the index; "" for unknown
};

// The words of a query as terms, without prefix: what is highlighted.
struct TermSet {
  std::set<std::string, std::less<>> words;
  std::vector<std::string> prefixes;

  [[nodiscard]] bool Matches(std::string_view term) const {
    if (words.contains(term)) return true;
    for (const std::string& prefix : prefixes) {
      if (term.starts_with(prefix)) return true;
    }
    return false;
  }
  [[nodiscard]] bool empty() const { return words.empty() && prefixes.empty(); }
};

inline std::string PrefixOf(index::FieldId field) {
  return std::string(index::FieldOf(field).prefix);
}

}  // namespace refrain::query
