// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/search.h"

#include <algorithm>
#include <utility>

#include "engine/index/xapian_error.h"
#include "engine/query/compile.h"
#include "engine/query/facets.h"
#include "engine/query/parser.h"
#include "engine/query/row_set.h"
#include "engine/query/snippet.h"
#include "engine/query/suggest.h"
#include "engine/query/words.h"
#include "engine/query/workspace.h"

namespace refrain::query {
namespace {

constexpr int kTries = 4;  // when the writer moves on under a reader
// Totals up to this many are counted, larger ones may be estimated.
constexpr Xapian::doccount kCountedMatches = 200'000;
constexpr std::size_t kMaxLimit = 10'000;
constexpr std::size_t kVocabularyLimit = 50'000;

std::string Place(const Workspace& workspace) {
  return (workspace.store->folder() / "index").string();
}

Status ReadLanguages(Workspace& workspace) {
  REFRAIN_ASSIGN(const auto values, workspace.reader.FacetValues(PrefixOf(index::FieldId::kLang)));
  workspace.languages.clear();
  for (const auto& [code, count] : values) {
    workspace.languages.push_back(code == index::kUnknownLanguage ? std::string() : code);
  }
  return Ok();
}

// Runs `work`; when a commit took the revision away under it, opens the newest and tries again.
template <typename Work>
auto WithRetry(Workspace& workspace, Work work) -> decltype(work()) {
  return index::Guarded(Place(workspace), [&]() -> decltype(work()) {
    if (workspace.vocabulary.size() > kVocabularyLimit) workspace.vocabulary.Reset();
    for (int attempt = 1;; ++attempt) {
      try {
        return work();
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == kTries) throw;
      }
      REFRAIN_TRY(workspace.reader.Reopen());
      REFRAIN_TRY(ReadLanguages(workspace));
    }
  });
}

void SetOrder(Xapian::Enquire& enquire, Sort sort, bool has_words) {
  const auto slot = [](index::FieldId field) {
    return static_cast<Xapian::valueno>(index::FieldOf(field).slot);
  };
  const Xapian::valueno date = slot(index::FieldId::kDate);
  const Xapian::valueno score = slot(index::FieldId::kScore);
  if (sort == Sort::kRelevance && !has_words) sort = Sort::kDateDescending;
  if (!has_words) enquire.set_weighting_scheme(Xapian::BoolWeight());
  switch (sort) {
    case Sort::kRelevance: enquire.set_sort_by_relevance_then_value(date, true); break;
    case Sort::kDateDescending: enquire.set_sort_by_value_then_relevance(date, true); break;
    case Sort::kDateAscending: enquire.set_sort_by_value_then_relevance(date, false); break;
    case Sort::kScoreAscending: enquire.set_sort_by_value_then_relevance(score, false); break;
    case Sort::kScoreDescending: enquire.set_sort_by_value_then_relevance(score, true); break;
  }
}

// Message and snippet of the hits; rows that the store no longer has are dropped.
Status Fill(std::vector<Hit>& hits, const SearchRequest& request, const TermSet& terms,
            Workspace& workspace) {
  std::vector<store::RowId> rows;
  rows.reserve(hits.size());
  for (const Hit& hit : hits) rows.push_back(hit.row);
  std::sort(rows.begin(), rows.end());
  store::Store::MessageFilter filter;
  filter.ids = &rows;
  REFRAIN_TRY(workspace.store->ReadMessages(
      filter, [&](const store::StoredMessage& stored, const model::Annotations& annotations) {
        const auto hit = std::find_if(hits.begin(), hits.end(),
                                      [&](const Hit& one) { return one.row == stored.id; });
        hit->message = stored;
        hit->language = annotations.language.code;
        hit->sentiment = annotations.sentiment;
        if (request.snippets) {
          hit->snippet = MakeSnippet(stored.message, hit->language, terms, workspace);
        }
        return true;
      }));
  hits.erase(
      std::remove_if(hits.begin(), hits.end(), [](const Hit& hit) { return hit.message.id == 0; }),
      hits.end());
  return Ok();
}

// Which of the hits are found without the concepts?
Status MarkLiteral(std::vector<Hit>& hits, const Node& root, const QueryContext& context,
                   Workspace& workspace) {
  std::vector<store::RowId> page;
  page.reserve(hits.size());
  for (const Hit& hit : hits) page.push_back(hit.row);
  std::sort(page.begin(), page.end());
  REFRAIN_ASSIGN(const Compiled literal, Compiler(workspace, context, false).Run(root));
  const std::vector<store::RowId> rows = MatchingRows(
      Xapian::Query(Xapian::Query::OP_FILTER, literal.query, RowSet(page)), workspace.database());
  for (Hit& hit : hits) hit.literal = std::binary_search(rows.begin(), rows.end(), hit.row);
  return Ok();
}

std::string Explain(const ParsedQuery& parsed, const Compiled& compiled) {
  std::string out = ToString(parsed.root);
  for (const Expansion& expansion : compiled.expansions) {
    out += "\n≈ " + expansion.word + " (" + expansion.concept_id + "):";
    for (const std::string& form : expansion.forms) {
      out += (&form == &expansion.forms.front() ? " " : ", ") + form;
    }
  }
  return out + "\n" + compiled.query.get_description();
}

// A query for everything needs no matching.
std::vector<store::RowId> RowsOf(const ParsedQuery& parsed, const Compiled& compiled,
                                 const Workspace& workspace) {
  return parsed.root.kind == NodeKind::kAll ? AllRows(workspace.database())
                                            : MatchingRows(compiled.query, workspace.database());
}

Result<SearchResult> Run(const SearchRequest& request, const ParsedQuery& parsed,
                         Workspace& workspace) {
  SearchResult out;
  const bool expand = parsed.cross_lingual && request.context.cross_lingual;
  REFRAIN_ASSIGN(Compiled compiled, Compiler(workspace, request.context, expand).Run(parsed.root));
  if (!compiled.query.empty()) {
    Xapian::Enquire enquire(workspace.database());
    enquire.set_query(compiled.query);
    SetOrder(enquire, request.sort, compiled.has_words);
    const auto limit = static_cast<Xapian::doccount>(std::min(request.limit, kMaxLimit));
    const Xapian::doccount all = workspace.database().get_doccount();
    const auto offset = static_cast<Xapian::doccount>(std::min<std::size_t>(request.offset, all));
    const Xapian::MSet found = enquire.get_mset(offset, limit, std::min(all, kCountedMatches));
    out.total = found.get_matches_estimated();
    out.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
    for (auto it = found.begin(); it != found.end(); ++it) {
      Hit& hit = out.hits.emplace_back();
      hit.row = *it;
      hit.weight = it.get_weight();
    }
  }
  REFRAIN_TRY(Fill(out.hits, request, compiled.terms, workspace));
  if (!compiled.expansions.empty() && !out.hits.empty()) {
    REFRAIN_TRY(MarkLiteral(out.hits, parsed.root, request.context, workspace));
  }
  if (!request.facets.empty()) {
    const std::vector<store::RowId> rows = RowsOf(parsed, compiled, workspace);
    out.total = rows.size();
    out.total_is_exact = true;
    for (const std::string& facet : request.facets) {
      REFRAIN_ASSIGN(FacetCounts counts, CountFacet(facet, rows, request.facet_limit, workspace));
      out.facets.push_back(std::move(counts));
    }
  }
  if (out.total == 0) {
    REFRAIN_ASSIGN(out.did_you_mean, DidYouMean(request.query, parsed.root, workspace));
  }
  out.explanation = Explain(parsed, compiled);
  out.expansions = std::move(compiled.expansions);
  out.warnings = std::move(compiled.warnings);
  return out;
}

}  // namespace

struct Searcher::Impl {
  explicit Impl(Workspace made) : workspace(std::move(made)) {}
  Workspace workspace;
};

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::Open(const std::filesystem::path& data_folder,
                                const lexicon::LexiconSet& lexicons, const store::Store& store) {
  REFRAIN_ASSIGN(index::IndexReader reader,
                 index::IndexReader::Open(data_folder, store.store_id()));
  auto impl = std::make_unique<Impl>(Workspace(std::move(reader), lexicons, store));
  REFRAIN_TRY(ReadLanguages(impl->workspace));
  return Searcher(std::move(impl));
}

Result<SearchResult> Searcher::Search(const SearchRequest& request) {
  REFRAIN_ASSIGN(const ParsedQuery parsed, Parse(request.query));
  Workspace& workspace = impl_->workspace;
  return WithRetry(workspace, [&] { return Run(request, parsed, workspace); });
}

Result<std::vector<store::RowId>> Searcher::MatchAll(std::string_view query,
                                                     const QueryContext& context) {
  REFRAIN_ASSIGN(const ParsedQuery parsed, Parse(query));
  Workspace& workspace = impl_->workspace;
  return WithRetry(workspace, [&]() -> Result<std::vector<store::RowId>> {
    const bool expand = parsed.cross_lingual && context.cross_lingual;
    REFRAIN_ASSIGN(const Compiled compiled, Compiler(workspace, context, expand).Run(parsed.root));
    return RowsOf(parsed, compiled, workspace);
  });
}

std::int64_t Searcher::watermark() const { return impl_->workspace.reader.watermark(); }

bool NeedsRebuild(const Error& error) {
  return error.code == ErrorCode::kNotFound || error.code == ErrorCode::kCorrupt;
}

}  // namespace refrain::query
