// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query/parser.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "engine/base/strings.h"

namespace refrain::query {
namespace {

using index::Field;
using index::FieldType;

constexpr int kDefaultNear = 10;
constexpr int kMaxNear = 100;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool EndsWord(char c) { return IsSpace(c) || c == '(' || c == ')' || c == '"'; }
bool IsFieldLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::vector<std::string_view> FieldNames() {
  std::vector<std::string_view> names;
  names.reserve(index::kFields.size());
  for (const Field& field : index::kFields) names.push_back(field.name);
  return names;
}

// What xl:off leaves in the tree: an AND of nothing, dropped by whoever holds it.
Node Nothing() {
  Node node;
  node.kind = NodeKind::kAnd;
  return node;
}
bool IsNothing(const Node& node) { return node.kind == NodeKind::kAnd && node.children.empty(); }

// Recursive descent; recursion is bounded by kMaxDepth.
class Parser {
 public:
  explicit Parser(std::string_view query) : query_(query) {}

  Result<ParsedQuery> Run() {
    if (query_.size() > kMaxQueryBytes) {
      return Error{ErrorCode::kLimit, "the query is longer than 4096 bytes", "query", ""};
    }
    ParsedQuery out;
    SkipSpace();
    if (!AtEnd()) {
      REFRAIN_ASSIGN(out.root, ParseOr(0));
      if (!AtEnd()) return QueryError(pos_, "a ) without its (");
      if (IsNothing(out.root)) out.root = Node{};
    }
    out.cross_lingual = cross_lingual_;
    return out;
  }

 private:
  [[nodiscard]] bool AtEnd() const { return pos_ >= query_.size(); }
  [[nodiscard]] char Peek() const { return query_[pos_]; }
  void SkipSpace() {
    while (!AtEnd() && IsSpace(Peek())) ++pos_;
  }

  // Is the next word this operator? Takes it when it is.
  bool Take(std::string_view keyword) {
    if (!query_.substr(pos_).starts_with(keyword)) return false;
    const std::size_t end = pos_ + keyword.size();
    if (end < query_.size() && !EndsWord(query_[end])) return false;
    pos_ = end;
    SkipSpace();
    return true;
  }

  Status CountNode() {
    if (++nodes_ > kMaxNodes) {
      return Error{ErrorCode::kLimit, "the query has more than 300 parts", "query", ""};
    }
    return Ok();
  }

  Result<Node> ParseOr(int depth) {
    if (depth > kMaxDepth) {
      return Error{ErrorCode::kLimit, "the query is nested too deep", "query", ""};
    }
    Node either;
    either.kind = NodeKind::kOr;
    either.offset = pos_;
    do {
      REFRAIN_ASSIGN(Node both, ParseAnd(depth));
      if (!IsNothing(both)) either.children.push_back(std::move(both));
    } while (Take("OR"));
    if (either.children.empty()) return Nothing();
    if (either.children.size() == 1) return Node(std::move(either.children.front()));
    return either;
  }

  [[nodiscard]] bool AtEndOfAnd() {
    if (AtEnd() || Peek() == ')') return true;
    const std::size_t here = pos_;
    const bool at_or = Take("OR");
    pos_ = here;
    return at_or;
  }

  Result<Node> ParseAnd(int depth) {
    Node both;
    both.kind = NodeKind::kAnd;
    both.offset = pos_;
    if (AtEndOfAnd()) return QueryError(pos_, "something is missing here", MissingHint());
    while (!AtEndOfAnd()) {
      if (Take("AND")) {
        if (both.children.empty() || AtEndOfAnd()) {
          return QueryError(pos_, "AND needs something on both sides",
                            "words are ANDed already: leave it out");
        }
        continue;
      }
      REFRAIN_ASSIGN(Node unary, ParseUnary(depth));
      if (!IsNothing(unary)) both.children.push_back(std::move(unary));
    }
    if (both.children.size() == 1) return Node(std::move(both.children.front()));
    return both;
  }

  [[nodiscard]] std::string MissingHint() const {
    return AtEnd() ? "a query does not end in OR or NOT" : "for the word itself, quote it: \"OR\"";
  }

  Result<Node> ParseUnary(int depth) {
    REFRAIN_TRY(CountNode());
    const std::size_t start = pos_;
    const bool dash = Peek() == '-' && pos_ + 1 < query_.size() && !IsSpace(query_[pos_ + 1]) &&
                      query_[pos_ + 1] != ')';
    if (dash) ++pos_;
    if (!dash && !Take("NOT")) return ParseNear(depth);
    if (AtEnd() || AtEndOfAnd())
      return QueryError(pos_, "something is missing here", MissingHint());
    if (depth >= kMaxDepth) {
      return Error{ErrorCode::kLimit, "the query is nested too deep", "query", ""};
    }
    Node negated;
    negated.kind = NodeKind::kNot;
    negated.offset = start;
    REFRAIN_ASSIGN(Node child, ParseUnary(depth + 1));
    if (IsNothing(child)) return QueryError(start, "xl: cannot be negated", "write xl:off");
    negated.children.push_back(std::move(child));
    return negated;
  }

  // Takes "NEAR" or "NEAR/5"; the distance, or 0 when there is none.
  Result<int> TakeNear() {
    const std::string_view rest = query_.substr(pos_);
    if (!rest.starts_with("NEAR")) return 0;
    std::size_t end = 4;
    int distance = kDefaultNear;
    if (rest.size() > end && rest[end] == '/') {
      const char* const first = rest.data() + end + 1;
      const auto read = std::from_chars(first, rest.data() + rest.size(), distance);
      if (read.ec != std::errc{} || distance < 1 || distance > kMaxNear) {
        return QueryError(pos_, "NEAR/ needs a number from 1 to 100", "as in: late NEAR/5 parcel");
      }
      end = static_cast<std::size_t>(read.ptr - rest.data());
    }
    if (end < rest.size() && !EndsWord(rest[end])) return 0;  // a word that begins so
    pos_ += end;
    SkipSpace();
    return distance;
  }

  Result<Node> ParseNear(int depth) {
    const std::size_t start = pos_;
    REFRAIN_ASSIGN(Node first, ParsePrimary(depth));
    Node near;
    near.kind = NodeKind::kNear;
    near.offset = start;
    near.field = first.field;
    near.children.push_back(std::move(first));
    for (;;) {
      const std::size_t here = pos_;
      REFRAIN_ASSIGN(const int distance, TakeNear());
      if (distance == 0) break;
      if (AtEnd() || Peek() == ')') return QueryError(here, "NEAR needs a word on both sides");
      REFRAIN_ASSIGN(Node next, ParsePrimary(depth));
      near.distance = std::max(near.distance, distance);
      near.children.push_back(std::move(next));
    }
    if (near.children.size() == 1) return Node(std::move(near.children.front()));
    for (const Node& child : near.children) {
      if (child.kind != NodeKind::kWord || child.field != near.field) {
        return QueryError(child.offset, "NEAR joins plain words only", "as in: late NEAR/5 parcel");
      }
    }
    return near;
  }

  Result<Node> ParsePrimary(int depth) {
    const std::size_t start = pos_;
    if (Peek() == '(') {
      ++pos_;
      SkipSpace();
      REFRAIN_ASSIGN(Node inner, ParseOr(depth + 1));
      if (AtEnd()) return QueryError(start, "a ( without its )");
      ++pos_;
      SkipSpace();
      return inner;
    }
    if (Peek() == '"') return ParseQuoted(nullptr);
    std::size_t end = pos_;
    while (end < query_.size() && IsFieldLetter(query_[end])) ++end;
    const bool has_field = end > pos_ && end < query_.size() && query_[end] == ':' &&
                           !query_.substr(end).starts_with("://");
    if (has_field) return ParseField(end);
    return ParseWord(nullptr, TakeRaw(false));
  }

  // The raw text up to the end of the word; inside a list of values also up to a comma.
  Value TakeRaw(bool in_list) {
    Value value;
    value.offset = pos_;
    while (!AtEnd() && !EndsWord(Peek()) && !(in_list && Peek() == ','))
      value.text += query_[pos_++];
    if (!in_list) SkipSpace();
    return value;
  }

  Result<Value> TakeQuoted(bool in_list) {
    Value value;
    value.offset = pos_++;
    value.quoted = true;
    while (!AtEnd() && Peek() != '"') {
      if (Peek() == '\\' && pos_ + 1 < query_.size()) ++pos_;
      value.text += query_[pos_++];
    }
    if (AtEnd()) {
      return QueryError(value.offset, "a quote that does not end", "close it with \"");
    }
    ++pos_;
    if (!in_list) SkipSpace();
    return value;
  }

  Result<Node> ParseQuoted(const Field* field) {
    REFRAIN_ASSIGN(Value value, TakeQuoted(false));
    Node node;
    node.kind = NodeKind::kPhrase;
    node.offset = value.offset;
    node.text = std::move(value.text);
    node.field = field;
    return node;
  }

  Result<Node> ParseWord(const Field* field, Value value) {
    Node node;
    node.kind = NodeKind::kWord;
    node.offset = value.offset;
    node.field = field;
    if (value.quoted) {
      node.kind = NodeKind::kPhrase;
    } else if (value.text == "*" && field == nullptr) {
      node.kind = NodeKind::kAll;
    } else if (value.text.size() > 1 && value.text.front() == '=') {
      node.kind = NodeKind::kExact;
      value.text.erase(0, 1);
    } else if (value.text.size() > 1 && value.text.back() == '*') {
      node.kind = NodeKind::kPrefix;
      value.text.pop_back();
    }
    node.text = std::move(value.text);
    return node;
  }

  Result<Node> ParseField(std::size_t colon) {
    const std::size_t start = pos_;
    const std::string name = ToLowerAscii(query_.substr(start, colon - start));
    pos_ = colon + 1;
    if (name == "xl") return ParseCrossLingual(start);
    const Field* field = index::FindField(name);
    if (field == nullptr) {
      const std::string_view nearest = Nearest(name, FieldNames());
      return QueryError(start, "unknown field \"" + name + ":\"",
                        nearest.empty() ? "for the words themselves, quote them"
                                        : "did you mean " + std::string(nearest) + ":?");
    }
    if (AtEnd() || IsSpace(Peek())) {
      return QueryError(colon, name + ": needs a value", "as in " + std::string(field->example));
    }
    REFRAIN_ASSIGN(std::vector<Value> values, ParseValues(*field));
    if (field->type == FieldType::kText) return TextValues(*field, std::move(values), start);
    Node node;
    node.kind = NodeKind::kField;
    node.offset = start;
    node.field = field;
    node.values = std::move(values);
    return node;
  }

  // xl:off and xl:on change how the query is read and match nothing themselves.
  Result<Node> ParseCrossLingual(std::size_t start) {
    const std::string value = TakeRaw(false).text;
    if (value != "off" && value != "on") {
      return QueryError(start, "xl: is on or off", "as in xl:off");
    }
    cross_lingual_ = value == "on";
    return Nothing();
  }

  // a,b,"c d" or (a,b,"c d")
  Result<std::vector<Value>> ParseValues(const Field& field) {
    std::vector<Value> values;
    const std::size_t start = pos_;
    const bool in_parentheses = Peek() == '(';
    if (in_parentheses) ++pos_;
    for (;;) {
      if (in_parentheses) SkipSpace();
      Value value;
      if (!AtEnd() && Peek() == '"') {
        REFRAIN_ASSIGN(value, TakeQuoted(true));
      } else {
        value = TakeRaw(true);
      }
      if (value.text.empty()) {
        return QueryError(value.offset, std::string(field.name) + ": has an empty value",
                          "as in " + std::string(field.example));
      }
      REFRAIN_TRY(CountNode());
      values.push_back(std::move(value));
      if (in_parentheses) SkipSpace();
      if (AtEnd() || Peek() != ',') break;
      ++pos_;
    }
    if (in_parentheses) {
      if (AtEnd() || Peek() != ')') {
        return QueryError(
            start, "a ( without its )",
            "values stand between commas, as in " + std::string(field.name) + ":(a,b)");
      }
      ++pos_;
    }
    SkipSpace();
    return values;
  }

  Result<Node> TextValues(const Field& field, std::vector<Value> values, std::size_t start) {
    Node either;
    either.kind = NodeKind::kOr;
    either.offset = start;
    for (Value& value : values) {
      REFRAIN_ASSIGN(Node word, ParseWord(&field, std::move(value)));
      either.children.push_back(std::move(word));
    }
    if (either.children.size() == 1) return Node(std::move(either.children.front()));
    return either;
  }

  std::string_view query_;
  std::size_t pos_ = 0;
  std::size_t nodes_ = 0;
  bool cross_lingual_ = true;
};

}  // namespace

Error QueryError(std::size_t offset, std::string message, std::string hint) {
  return {ErrorCode::kInvalidArgument, std::move(message), "query@" + std::to_string(offset),
          std::move(hint)};
}

Result<ParsedQuery> Parse(std::string_view query) { return Parser(query).Run(); }

}  // namespace refrain::query
