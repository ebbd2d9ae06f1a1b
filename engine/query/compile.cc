// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/compile.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/query/words.h"

namespace refrain::query {
namespace {

using index::FieldId;
using Op = Xapian::Query;

// What a concept finds weighs so little that a literal hit of the same words stands before it.
constexpr double kExpansionWeight = 0.02;

// A message has one value of these: two of them ANDed match nothing.
constexpr std::array<FieldId, 8> kSingleValued{
    FieldId::kLang,    FieldId::kChannel,   FieldId::kStage,   FieldId::kProduct,
    FieldId::kVersion, FieldId::kSentiment, FieldId::kSegment, FieldId::kCountry};

bool IsPlainWord(const Node& node) { return node.kind == NodeKind::kWord; }

Xapian::Query Unranked(const Xapian::Query& query) { return {Op::OP_SCALE_WEIGHT, query, 0.0}; }

}  // namespace

Result<Compiled> Compiler::Run(const Node& root) {
  REFRAIN_ASSIGN(Part part, Make(root));
  out_.query = part.query;
  out_.has_words = part.ranks;
  return std::move(out_);
}

Result<Compiler::Part> Compiler::Make(const Node& node) {
  switch (node.kind) {
    case NodeKind::kAll: return Part{Unranked(Xapian::Query::MatchAll), false, false};
    case NodeKind::kAnd: return MakeAnd(node);
    case NodeKind::kOr: return MakeOr(node);
    case NodeKind::kNot: return MakeNot(node);
    case NodeKind::kWord: return MakeRun({&node});
    case NodeKind::kPhrase:
    case NodeKind::kNear: return MakeWords(node);
    case NodeKind::kExact: {
      REFRAIN_ASSIGN(const Xapian::Query query, ExactQuery(node, *workspace_, out_.terms));
      return Part{query, true, false};
    }
    case NodeKind::kPrefix: {
      REFRAIN_ASSIGN(const Xapian::Query query, PrefixQuery(node, *workspace_, out_.terms));
      return Part{query, true, false};
    }
    case NodeKind::kField: break;
  }
  return MakeField(node);
}

Result<Compiler::Part> Compiler::MakeAnd(const Node& node) {
  std::vector<Xapian::Query> ranked;
  std::vector<Xapian::Query> filters;
  std::vector<Xapian::Query> excluded;
  bool any = false;
  const auto add = [&](const Part& part) {
    if (part.ignored) return;
    any = true;
    (part.ranks ? ranked : filters).push_back(part.query);
  };
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Node& child = node.children[i];
    if (IsPlainWord(child)) {
      std::vector<const Node*> run{&child};
      while (i + 1 < node.children.size() && IsPlainWord(node.children[i + 1]) &&
             node.children[i + 1].field == child.field) {
        run.push_back(&node.children[++i]);
      }
      add(MakeRun(run));
    } else if (child.kind == NodeKind::kNot) {
      REFRAIN_ASSIGN(const Part part, MakeNot(child));
      if (!part.ignored) excluded.push_back(part.query);
    } else {
      REFRAIN_ASSIGN(const Part part, Make(child));
      add(part);
    }
  }
  WarnOfContradictions(node);
  if (!any && excluded.empty()) return Part{{}, false, true};
  Part both;
  both.ranks = !ranked.empty();
  const Xapian::Query all_filters(Op::OP_AND, filters.begin(), filters.end());
  if (both.ranks) {
    both.query = Xapian::Query(Op::OP_AND, ranked.begin(), ranked.end());
    if (!filters.empty()) both.query = Xapian::Query(Op::OP_FILTER, both.query, all_filters);
  } else if (!filters.empty()) {
    both.query = Unranked(all_filters);
  } else {
    both.query = Unranked(Xapian::Query::MatchAll);
  }
  // MakeNot gives "everything but x"; as a filter it is cheaper than as a difference.
  for (const Xapian::Query& rest : excluded) {
    both.query = Xapian::Query(Op::OP_FILTER, both.query, rest);
  }
  return both;
}

Result<Compiler::Part> Compiler::MakeOr(const Node& node) {
  std::vector<Xapian::Query> either;
  Part out;
  for (const Node& child : node.children) {
    REFRAIN_ASSIGN(const Part part, Make(child));
    if (part.ignored) continue;
    either.push_back(part.query);
    out.ranks = out.ranks || part.ranks;
  }
  out.ignored = either.empty();
  out.query = Xapian::Query(Op::OP_OR, either.begin(), either.end());
  return out;
}

// Excludes literal hits only: what was not typed is not taken away. Nothing in it is
// highlighted.
Result<Compiler::Part> Compiler::MakeNot(const Node& node) {
  const bool expand = std::exchange(expand_, false);
  TermSet terms = out_.terms;
  Result<Part> inner = Make(node.children.front());
  expand_ = expand;
  out_.terms = std::move(terms);
  if (!inner.ok()) return inner;
  if (inner->ignored) return inner;
  return Part{Unranked(Xapian::Query(Op::OP_AND_NOT, Xapian::Query::MatchAll, inner->query)), false,
              false};
}

Compiler::Part Compiler::MakeWords(const Node& node) {
  Part out;
  out.ranks = true;
  out.query = node.kind == NodeKind::kNear ? NearQuery(node, *workspace_, out_.terms)
                                           : PhraseQuery(node, *workspace_, out_.terms);
  if (out.query.empty()) {
    out.ignored = true;
    out_.warnings.push_back("nothing to search for in \"" + node.text + "\"");
    return out;
  }
  if (!expand_ || node.kind != NodeKind::kPhrase) return out;
  // A phrase is expanded when it is the name of a concept as a whole.
  for (const Concept& found : FindConcepts({node.text})) {
    out.query = Xapian::Query(
        Op::OP_OR, out.query,
        Xapian::Query(Op::OP_SCALE_WEIGHT, ExpansionQuery(found, node.text, node.field),
                      kExpansionWeight));
  }
  return out;
}

Compiler::Part Compiler::MakeRun(const std::vector<const Node*>& run) {
  std::vector<Xapian::Query> literal;
  std::vector<std::string> words;
  for (const Node* node : run) {
    Xapian::Query query = PhraseQuery(*node, *workspace_, out_.terms);
    if (query.empty()) {
      out_.warnings.push_back("nothing to search for in \"" + node->text + "\"");
      continue;
    }
    literal.push_back(std::move(query));
    words.push_back(node->text);
  }
  if (literal.empty()) return {{}, true, true};
  std::vector<Concept> concepts;
  if (expand_) concepts = FindConcepts(words);
  std::vector<Xapian::Query> all;
  auto next = concepts.begin();
  for (std::size_t i = 0; i < literal.size();) {
    if (next == concepts.end() || next->first != i) {
      all.push_back(literal[i++]);
      continue;
    }
    std::string written;
    for (std::size_t w = i; w < next->last; ++w) written += (w == i ? "" : " ") + words[w];
    const Xapian::Query own(Op::OP_AND, literal.begin() + static_cast<std::ptrdiff_t>(i),
                            literal.begin() + static_cast<std::ptrdiff_t>(next->last));
    const Xapian::Query other = ExpansionQuery(*next, written, run.front()->field);
    all.emplace_back(Op::OP_OR, own, Xapian::Query(Op::OP_SCALE_WEIGHT, other, kExpansionWeight));
    i = next->last;
    ++next;
  }
  return {Xapian::Query(Op::OP_AND, all.begin(), all.end()), true, false};
}

void Compiler::WarnOfContradictions(const Node& both) {
  for (std::size_t i = 0; i < both.children.size(); ++i) {
    const Node& one = both.children[i];
    if (one.kind != NodeKind::kField || std::find(kSingleValued.begin(), kSingleValued.end(),
                                                  one.field->id) == kSingleValued.end()) {
      continue;
    }
    for (std::size_t j = i + 1; j < both.children.size(); ++j) {
      const Node& other = both.children[j];
      if (other.kind != NodeKind::kField || other.field != one.field) continue;
      const bool share = std::any_of(one.values.begin(), one.values.end(), [&](const Value& a) {
        return std::any_of(other.values.begin(), other.values.end(),
                           [&](const Value& b) { return a.text == b.text; });
      });
      if (share) continue;
      out_.warnings.push_back(ToString(one) + " and " + ToString(other) +
                              " match nothing together; for either, write " + ToString(one) + "," +
                              other.values.front().text);
    }
  }
}

}  // namespace refrain::query
