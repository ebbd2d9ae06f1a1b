// JSON text ↔ named fields. Internal to read.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"

namespace refrain::read {

using Fields = std::vector<std::pair<std::string, std::string>>;

// Objects nest at most this deep in input; deeper ones are an error.
inline constexpr std::size_t kMaxJsonDepth = 64;

// Not thread-safe: keeps simdjson's buffers; one a source or call.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  // One object: nested objects become dotted names ("via.channel"), lists of plain values
  // "a, b", other lists stay JSON text, null and empty values are left out. Invalid UTF-8 is
  // repaired first and told by a field "@repaired". A text or number becomes a field "text".
  // Errors: kMalformed with simdjson's reason, kLimit when nested too deep.
  [[nodiscard]] Result<Fields> ReadObject(std::string_view json);

  // A list of objects or texts, each as fields.
  [[nodiscard]] Result<std::vector<Fields>> ReadList(std::string_view json);

  // The items of a JSON document that is one object: the list of objects in it ("tickets",
  // "data", "feed.entry", …) as JSON texts; the document itself when there is none.
  [[nodiscard]] Result<std::vector<std::string>> SplitDocument(std::string_view json);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Value of the first field of that name; empty when there is none.
[[nodiscard]] std::string_view FieldValue(const Fields& fields, std::string_view name);

}  // namespace refrain::read
