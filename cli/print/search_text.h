// What a search found: two lines a hit for people, one row a hit for programs.
// Thread-safe: pure functions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/print/style.h"
#include "cli/print/table.h"
#include "engine/service/types.h"

namespace refrain::cli {

struct SearchView {
  std::size_t columns;  // kUncut for a pipe
  const Style& style;
  std::function<std::string(std::int64_t)> time;  // a moment as a list shows it
};

[[nodiscard]] std::string HitsText(const query::SearchResult& result, const SearchView& view);
[[nodiscard]] Table HitTable(const query::SearchResult& result);
// A small table a facet.
[[nodiscard]] std::string FacetsText(const query::SearchResult& result, const SearchView& view);
// "invoice ≈ Rechnung, facture"
[[nodiscard]] std::string ExpansionText(const query::Expansion& expansion);
// "214 messages, 20 shown; more: --limit 100" or, for none, what may help.
[[nodiscard]] std::string TotalText(const query::SearchResult& result, std::string_view query);

}  // namespace refrain::cli
