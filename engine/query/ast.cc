// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/ast.h"

namespace refrain::query {
namespace {

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string Join(const std::vector<Node>& nodes, std::string_view between) {
  std::string out;
  for (const Node& node : nodes) {
    if (!out.empty()) out += between;
    out += ToString(node);
  }
  return out;
}

}  // namespace

std::string ToString(const Node& node) {
  const std::string prefix = node.field == nullptr ? "" : std::string(node.field->name) + ":";
  switch (node.kind) {
    case NodeKind::kAll: return "*";
    case NodeKind::kAnd: return "(" + Join(node.children, " AND ") + ")";
    case NodeKind::kOr: return "(" + Join(node.children, " OR ") + ")";
    case NodeKind::kNot: return "NOT " + ToString(node.children.front());
    case NodeKind::kWord: return prefix + node.text;
    case NodeKind::kExact: return prefix + "=" + node.text;
    case NodeKind::kPrefix: return prefix + node.text + "*";
    case NodeKind::kPhrase: return prefix + Quoted(node.text);
    case NodeKind::kNear:
      return "(" + Join(node.children, " NEAR/" + std::to_string(node.distance) + " ") + ")";
    case NodeKind::kField: break;
  }
  std::string out = prefix;
  for (const Value& value : node.values) {
    if (out.size() > prefix.size()) out += ',';
    out += value.quoted ? Quoted(value.text) : value.text;
  }
  return out;
}

}  // namespace refrain::query
