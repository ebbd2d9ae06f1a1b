// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lexicon/matcher.h"

#include <algorithm>

#include "engine/text/fold.h"

namespace refrain::lexicon {
namespace {

std::uint64_t EdgeKey(NodeId node, ElementId element, bool gap) {
  return (static_cast<std::uint64_t>(node + 1) << 32U) |
         (static_cast<std::uint64_t>(element) << 1U) | (gap ? 1U : 0U);
}

std::size_t EdgeSlot(std::uint64_t key, std::size_t mask) {
  key *= 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(key ^ (key >> 29U)) & mask;
}

bool IsAscii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// ä → ae, ö → oe, ü → ue; the other letters lose their marks.
std::string WithDigraphs(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::string_view letter = word.substr(i, 2);
    const bool is_umlaut = letter == "ä" || letter == "ö" || letter == "ü";
    if (is_umlaut) {
      out += letter == "ä" ? "ae" : letter == "ö" ? "oe" : "ue";
      ++i;
    } else {
      out.push_back(word[i]);
    }
  }
  return text::StripDiacritics(out);
}

void AddUnique(std::vector<ElementId>& list, ElementId id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

}  // namespace

ElementId Matcher::NewElement() {
  starts_.push_back(kNoNode);
  return static_cast<ElementId>(starts_.size() - 1);
}

// Registers the spellings without diacritics of an element that has some.
void Matcher::AddFolded(const Element& element, std::string_view key, ElementId id,
                        text::Stemmer& stemmer) {
  if (IsAscii(element.word)) return;
  const auto add = [&](const std::string& plain) {
    if (plain == element.word) return;
    switch (element.kind) {
      case ElementKind::kExact: AddUnique(folded_exact_[plain], id); break;
      case ElementKind::kPrefix: AddUnique(folded_prefixes_[plain], id); break;
      case ElementKind::kStem: AddUnique(folded_stems_[stemmer.Stem(plain)], id); break;
      case ElementKind::kNumber: break;
    }
  };
  add(text::StripDiacritics(element.word));
  if (german_digraphs_) add(WithDigraphs(element.word));
  if (element.kind == ElementKind::kStem) {
    const std::string plain_stem = text::StripDiacritics(key);
    if (plain_stem != key) AddUnique(folded_stems_[plain_stem], id);
  }
}

ElementId Matcher::ElementOf(const Element& element, text::Stemmer& stemmer) {
  if (element.kind == ElementKind::kNumber) {
    const auto [at, is_new] = numbers_.try_emplace(element.number, 0);
    if (is_new) at->second = NewElement();
    return at->second;
  }
  if (element.kind == ElementKind::kStem) {
    // Most words of the files are the same few thousand: each is stemmed once.
    const auto [at, is_new] = surface_stems_.try_emplace(element.word, 0);
    if (is_new) {
      const std::string stem = stemmer.Stem(element.word);
      const auto [stem_at, stem_is_new] = stems_.try_emplace(stem, 0);
      if (stem_is_new) stem_at->second = NewElement();
      at->second = stem_at->second;
      AddFolded(element, stem, at->second, stemmer);
    }
    return at->second;
  }
  StringMap<ElementId>& map = element.kind == ElementKind::kExact ? exact_ : prefixes_;
  const auto [at, is_new] = map.try_emplace(element.word, 0);
  if (is_new) {
    at->second = NewElement();
    AddFolded(element, element.word, at->second, stemmer);
    longest_prefix_ =
        std::max(longest_prefix_, element.kind == ElementKind::kPrefix ? element.word.size() : 0);
  }
  return at->second;
}

void Matcher::GrowEdges() {
  std::vector<Edge> larger(edges_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Edge& edge : edges_) {
    if (edge.key == 0) continue;
    std::size_t at = EdgeSlot(edge.key, mask);
    while (larger[at].key != 0) at = (at + 1) & mask;
    larger[at] = edge;
  }
  edges_ = std::move(larger);
}

NodeId Matcher::Child(NodeId node, ElementId element, bool gap) const {
  const std::uint64_t key = EdgeKey(node, element, gap);
  const std::size_t mask = edges_.size() - 1;
  for (std::size_t at = EdgeSlot(key, mask);; at = (at + 1) & mask) {
    if (edges_[at].key == key) return edges_[at].child;
    if (edges_[at].key == 0) return kNoNode;
  }
}

NodeId Matcher::Step(NodeId node, ElementId element, bool gap) {
  if (const NodeId child = Child(node, element, gap); child != kNoNode) return child;
  const auto child = static_cast<NodeId>(nodes_.size());
  nodes_.emplace_back();
  (gap ? nodes_[node].gap_children : nodes_[node].direct_children) = true;
  const std::uint64_t key = EdgeKey(node, element, gap);
  const std::size_t mask = edges_.size() - 1;
  std::size_t at = EdgeSlot(key, mask);
  while (edges_[at].key != 0) at = (at + 1) & mask;
  edges_[at] = {key, child};
  if (++edge_count_ * 2 > edges_.size()) GrowEdges();
  return child;
}

void Matcher::Add(const ParsedTerm& parsed, std::uint32_t term, text::Stemmer& stemmer) {
  NodeId node = 0;
  for (const Element& written : parsed.elements) {
    Element element = written;
    // A clitic is part of the form: "c'est" must not match every "est".
    const bool has_clitic = element.word.find('\'') != std::string::npos;
    if (element.kind == ElementKind::kStem && has_clitic) element.kind = ElementKind::kExact;
    const ElementId id = ElementOf(element, stemmer);
    if (node == 0) {
      if (starts_[id] == kNoNode) starts_[id] = Step(0, id, false);
      node = starts_[id];
    } else {
      node = Step(node, id, element.gap_before);
    }
  }
  endings_.emplace_back(node, term);
  if (parsed.elements.size() == 1 && parsed.elements[0].kind == ElementKind::kStem) {
    surfaces_.emplace_back(parsed.elements[0].word, term);
    surface_nodes_.push_back(node);
  }
}

// Where two terms of a file share a stem ("hate", "hated"), each also matches its own
// form exactly, so that the one that was written wins.
void Matcher::AddSurfaces(const std::vector<Term>& terms) {
  // One bit a file: seen at this node, seen there twice.
  std::vector<std::uint8_t> seen(nodes_.size());
  std::vector<std::uint8_t> twice(nodes_.size());
  const auto bit_of = [&](std::uint32_t term) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(terms[term].file));
  };
  for (const auto& [node, term] : endings_) {
    const std::uint8_t bit = bit_of(term);
    twice[node] = static_cast<std::uint8_t>(twice[node] | (seen[node] & bit));
    seen[node] = static_cast<std::uint8_t>(seen[node] | bit);
  }
  for (std::size_t i = 0; i < surfaces_.size(); ++i) {
    const auto& [surface, term] = surfaces_[i];
    const TermFile file = terms[term].file;
    if (file == TermFile::kThemes || file == TermFile::kConcepts) continue;
    if ((twice[surface_nodes_[i]] & bit_of(term)) == 0) continue;
    const auto [at, is_new] = exact_.try_emplace(surface, 0);
    if (is_new) at->second = NewElement();
    const ElementId id = at->second;
    if (starts_[id] == kNoNode) starts_[id] = Step(0, id, false);
    endings_.emplace_back(starts_[id], term);
  }
}

void Matcher::Finish(const std::vector<Term>& terms) {
  AddSurfaces(terms);
  for (const auto& [node, term] : endings_) ++nodes_[node].term_count;
  std::uint32_t begin = 0;
  for (Node& node : nodes_) {
    node.terms_begin = begin;
    begin += node.term_count;
  }
  terms_.resize(begin);
  std::vector<std::uint32_t> filled(nodes_.size());
  for (const auto& [node, term] : endings_) {
    terms_[nodes_[node].terms_begin + filled[node]++] = term;
  }
  for (const Node& node : nodes_) {
    if (node.term_count < 2) continue;
    const auto first = terms_.begin() + node.terms_begin;
    std::sort(first, first + node.term_count);
  }
  surface_stems_ = {};
  endings_ = {};
  surfaces_ = {};
  surface_nodes_ = {};
}

void Matcher::FindElements(std::string_view word, std::string_view stem, bool folded,
                           std::vector<WordElement>& out) const {
  if (const auto at = exact_.find(word); at != exact_.end()) {
    out.push_back({at->second, Closeness::kExact});
  }
  if (const auto at = stems_.find(stem); at != stems_.end()) {
    out.push_back({at->second, Closeness::kStem});
  }
  for (std::size_t size = std::min(longest_prefix_, word.size()); size >= kMinPrefixLetters;
       --size) {
    if (const auto at = prefixes_.find(word.substr(0, size)); at != prefixes_.end()) {
      out.push_back({at->second, Closeness::kPrefix});
    }
  }
  if (!folded || !out.empty()) return;
  const auto add = [&out](const StringMap<std::vector<ElementId>>& map, std::string_view key) {
    const auto at = map.find(key);
    if (at == map.end()) return;
    for (const ElementId id : at->second) {
      const bool known = std::any_of(out.begin(), out.end(),
                                     [id](const WordElement& one) { return one.element == id; });
      if (!known) out.push_back({id, Closeness::kFolded});
    }
  };
  add(folded_exact_, word);
  add(folded_stems_, stem);
  for (std::size_t size = std::min(longest_prefix_, word.size()); size >= kMinPrefixLetters;
       --size) {
    add(folded_prefixes_, word.substr(0, size));
  }
}

bool Matcher::FindNumber(std::uint16_t number, ElementId& out) const {
  const auto at = numbers_.find(number);
  if (at == numbers_.end()) return false;
  out = at->second;
  return true;
}

}  // namespace refrain::lexicon
