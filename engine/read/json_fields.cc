// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/json_fields.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "engine/mail/charset.h"
#include "engine/text/utf8.h"

namespace refrain::read {
namespace {

namespace dom = simdjson::dom;

constexpr int kMaxDottedLevels = 6;
constexpr std::size_t kMaxFields = 2000;

// Lists that hold the items of a document.
constexpr std::array<std::string_view, 21> kListNames{
    "tickets", "conversations", "data",    "items", "results",  "reviews",  "records",
    "rows",    "responses",     "issues",  "notes", "calls",    "chats",    "meetings",
    "orders",  "feedback",      "entries", "entry", "messages", "comments", "value"};

Error JsonError(simdjson::error_code code) {
  const bool deep = code == simdjson::DEPTH_ERROR;
  return Error{deep ? ErrorCode::kLimit : ErrorCode::kMalformed,
               deep ? std::string("JSON is nested too deep")
                    : std::string("JSON: ") + simdjson::error_message(code),
               {},
               {}};
}

std::string Scalar(dom::element value) {
  switch (value.type()) {
    case dom::element_type::STRING: return std::string(std::string_view(value));
    case dom::element_type::NULL_VALUE: return {};
    case dom::element_type::BOOL: return bool(value) ? "true" : "false";
    default: return simdjson::minify(value);
  }
}

// The value itself, of an element that is known to be one: simdjson's results die with the
// expression that they stand in.
dom::array ArrayOf(dom::element value) {
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return {};
  return array;
}

dom::object ObjectOf(dom::element value) {
  dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return {};
  return object;
}

bool IsPlain(dom::element value) {
  return value.type() != dom::element_type::OBJECT && value.type() != dom::element_type::ARRAY;
}

void Flatten(const std::string& prefix, dom::object object, int level, Fields& out) {
  for (const dom::key_value_pair pair : object) {
    if (out.size() >= kMaxFields) return;
    const std::string name =
        prefix.empty() ? std::string(pair.key) : prefix + '.' + std::string(pair.key);
    if (pair.value.type() == dom::element_type::OBJECT && level < kMaxDottedLevels) {
      Flatten(name, ObjectOf(pair.value), level + 1, out);
      continue;
    }
    std::string value;
    if (pair.value.type() == dom::element_type::ARRAY) {
      const dom::array array = ArrayOf(pair.value);
      if (std::all_of(array.begin(), array.end(), IsPlain)) {
        for (const dom::element one : array) {
          if (!value.empty()) value += ", ";
          value += Scalar(one);
        }
      } else {
        value = simdjson::minify(pair.value);
      }
    } else {
      value = Scalar(pair.value);
    }
    if (!value.empty()) out.emplace_back(name, std::move(value));
  }
}

Fields FieldsOf(dom::element element) {
  Fields fields;
  if (element.type() == dom::element_type::OBJECT) {
    Flatten({}, ObjectOf(element), 0, fields);
  } else if (IsPlain(element)) {
    fields.emplace_back("text", Scalar(element));
  } else {
    fields.emplace_back("turns", simdjson::minify(element));
  }
  return fields;
}

bool IsObjectList(dom::element value) {
  if (value.type() != dom::element_type::ARRAY) return false;
  const dom::array array = ArrayOf(value);
  return array.begin() != array.end() && (*array.begin()).type() == dom::element_type::OBJECT;
}

// A list of turns is one contact, not many items.
bool IsTurnList(dom::element value) {
  const dom::array array = ArrayOf(value);
  const dom::object first = ObjectOf(*array.begin());
  return std::any_of(first.begin(), first.end(), [](const dom::key_value_pair& pair) {
    return pair.key == "role" || pair.key == "who" || pair.key == "speaker";
  });
}

}  // namespace

struct JsonReader::Impl {
  dom::parser parser;
  std::string repaired;

  // `json` parsed; the element lives until the next call.
  Result<dom::element> Parse(std::string_view json, bool& changed) {
    changed = false;
    if (parser.max_depth() != kMaxJsonDepth || parser.capacity() < json.size()) {
      const auto code = parser.allocate(std::max<std::size_t>(json.size(), 4096), kMaxJsonDepth);
      if (code != simdjson::SUCCESS) return JsonError(code);
    }
    auto parsed = parser.parse(json.data(), json.size());
    if (parsed.error() == simdjson::UTF8_ERROR) {
      repaired = mail::DecodeBytes(json, {}).text;
      changed = true;
      parsed = parser.parse(repaired.data(), repaired.size());
    }
    if (parsed.error() != simdjson::SUCCESS) return JsonError(parsed.error());
    return parsed.value_unsafe();
  }
};

JsonReader::JsonReader() : impl_(std::make_unique<Impl>()) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

Result<Fields> JsonReader::ReadObject(std::string_view json) {
  bool changed = false;
  REFRAIN_ASSIGN(const dom::element element, impl_->Parse(json, changed));
  Fields fields = FieldsOf(element);
  if (changed) fields.emplace_back("@repaired", "true");
  return fields;
}

Result<std::vector<Fields>> JsonReader::ReadList(std::string_view json) {
  bool changed = false;
  REFRAIN_ASSIGN(const dom::element element, impl_->Parse(json, changed));
  std::vector<Fields> list;
  if (element.type() != dom::element_type::ARRAY) {
    list.push_back(FieldsOf(element));
    return list;
  }
  const dom::array array = ArrayOf(element);
  for (const dom::element one : array) list.push_back(FieldsOf(one));
  return list;
}

Result<std::vector<std::string>> JsonReader::SplitDocument(std::string_view json) {
  bool changed = false;
  REFRAIN_ASSIGN(dom::element element, impl_->Parse(json, changed));
  std::vector<std::string> items;
  if (element.type() == dom::element_type::OBJECT) {
    dom::element feed;
    if (element["feed"].get(feed) == simdjson::SUCCESS && feed.is_object()) element = feed;
    for (const std::string_view name : kListNames) {
      dom::element list;
      if (element[name].get(list) != simdjson::SUCCESS || !IsObjectList(list)) continue;
      if (IsTurnList(list)) continue;
      const dom::array array = ArrayOf(list);
      for (const dom::element one : array) {
        items.push_back(simdjson::minify(one));
      }
      return items;
    }
  }
  items.push_back(simdjson::minify(element));
  return items;
}

std::string_view FieldValue(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace refrain::read
