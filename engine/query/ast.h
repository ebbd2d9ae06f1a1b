// The query as a tree, made by parser.h and read by compile.h. Plain values.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/index/fields.h"

namespace refrain::query {

enum class NodeKind {
  kAll,  // *
  kAnd,
  kOr,
  kNot,     // one child
  kWord,    // refund; may fall into several tokens: e-mail
  kExact,   // =refund
  kPrefix,  // refund*
  kPhrase,  // "late delivery"
  kNear,    // words within `distance` words, in any order
  kField,   // lang:de,lv
};

struct Value {
  std::string text;
  std::size_t offset = 0;  // in the query, bytes
  bool quoted = false;
};

struct Node {
  NodeKind kind = NodeKind::kAll;
  std::size_t offset = 0;               // in the query, bytes
  std::string text;                     // kWord, kExact, kPrefix, kPhrase: without its signs
  const index::Field* field = nullptr;  // kField; words: subject, body or quote; null: any
  std::vector<Value> values;            // kField: any of them
  std::vector<Node> children;
  int distance = 0;  // kNear
};

struct ParsedQuery {
  Node root;
  bool cross_lingual = true;  // false after xl:off
};

// The tree as a query again, with every AND and parenthesis written out.
[[nodiscard]] std::string ToString(const Node& node);

}  // namespace refrain::query
