// The terms of one language compiled into a tree of word elements. The matcher knows
// elements, not words: what elements a word has is looked up once a word (WordCache).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/lexicon/lexicon.h"
#include "engine/lexicon/term_syntax.h"
#include "engine/text/stemmer.h"

namespace refrain::lexicon {

using ElementId = std::uint32_t;
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0;  // the root is never a child

// How close an element is to a word: the closest wins among terms of the same length.
enum class Closeness : std::uint8_t { kFolded, kPrefix, kStem, kExact };

struct WordElement {
  ElementId element = 0;
  Closeness closeness = Closeness::kStem;
};

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <typename Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

// Immutable once built; const methods are thread-safe.
class Matcher {
 public:
  // `german_digraphs`: ae, oe, ue are ä, ö, ü without diacritics.
  explicit Matcher(bool german_digraphs) : german_digraphs_(german_digraphs) {}

  // Building: terms in the order of their indices, then Finish().
  void Add(const ParsedTerm& parsed, std::uint32_t term, text::Stemmer& stemmer);
  void Finish(const std::vector<Term>& terms);

  // Elements of a word with this stem. With `folded`, those of words that it spells
  // without their diacritics, if it has none of its own.
  void FindElements(std::string_view word, std::string_view stem, bool folded,
                    std::vector<WordElement>& out) const;
  // The element of a whole number; false when no term has it.
  [[nodiscard]] bool FindNumber(std::uint16_t number, ElementId& out) const;

  // The node behind `element` at the start of a term; kNoNode when no term starts so.
  [[nodiscard]] NodeId Start(ElementId element) const { return starts_[element]; }
  [[nodiscard]] NodeId Child(NodeId node, ElementId element, bool gap) const;
  [[nodiscard]] bool HasChildren(NodeId node, bool gap) const {
    return gap ? nodes_[node].gap_children : nodes_[node].direct_children;
  }
  // Terms that end at a node: indices into Lexicon::terms().
  [[nodiscard]] const std::uint32_t* TermsBegin(NodeId node) const {
    return terms_.data() + nodes_[node].terms_begin;
  }
  [[nodiscard]] const std::uint32_t* TermsEnd(NodeId node) const {
    return TermsBegin(node) + nodes_[node].term_count;
  }

 private:
  struct Node {
    std::uint32_t terms_begin = 0;
    std::uint32_t term_count = 0;
    bool direct_children = false;
    bool gap_children = false;
  };
  struct Edge {
    std::uint64_t key = 0;  // 0: free
    NodeId child = kNoNode;
  };

  ElementId NewElement();
  ElementId ElementOf(const Element& element, text::Stemmer& stemmer);
  void AddFolded(const Element& element, std::string_view key, ElementId id,
                 text::Stemmer& stemmer);
  NodeId Step(NodeId node, ElementId element, bool gap);
  void GrowEdges();
  void AddSurfaces(const std::vector<Term>& terms);

  bool german_digraphs_;
  StringMap<ElementId> surface_stems_;  // words stemmed already, while building
  StringMap<ElementId> exact_;
  StringMap<ElementId> stems_;
  StringMap<ElementId> prefixes_;
  StringMap<std::vector<ElementId>> folded_exact_;
  StringMap<std::vector<ElementId>> folded_stems_;
  StringMap<std::vector<ElementId>> folded_prefixes_;
  std::unordered_map<std::uint16_t, ElementId> numbers_;
  std::size_t longest_prefix_ = 0;  // in bytes
  std::vector<NodeId> starts_;      // by element
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Edge> edges_ = std::vector<Edge>(1024);
  std::size_t edge_count_ = 0;
  std::vector<std::pair<NodeId, std::uint32_t>> endings_;  // node and term, while building
  // Single words matched by stem, while building: their surface and term.
  std::vector<std::pair<std::string, std::uint32_t>> surfaces_;
  std::vector<NodeId> surface_nodes_;  // parallel to surfaces_
  std::vector<std::uint32_t> terms_;
};

}  // namespace refrain::lexicon
