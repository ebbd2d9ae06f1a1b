// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/query_place.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "cli/print/words.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

constexpr std::string_view kMark = "query@";

std::optional<std::size_t> OffsetOf(const Error& error) {
  if (!error.where.starts_with(kMark)) return std::nullopt;
  std::size_t offset = 0;
  const char* const end = error.where.data() + error.where.size();
  const auto [at, fault] = std::from_chars(error.where.data() + kMark.size(), end, offset);
  if (fault != std::errc() || at != end) return std::nullopt;
  return offset;
}

}  // namespace

std::string QueryOf(const Arguments& arguments) {
  const std::string words = Join(arguments.Values("QUERY"), " ");
  return words.empty() ? std::string(arguments.ValueOr("query", "")) : words;
}

Error PointIntoQuery(Error error, std::string_view query) {
  const auto offset = OffsetOf(error);
  if (!offset || *offset > query.size()) return error;
  const std::string blanks(service::DisplayWidth(query.substr(0, *offset)), ' ');
  error.message += fmt::format("\n  {}\n  {}^", query, blanks);
  error.where.clear();
  return error;
}

Error WithoutPrefix(Error error, std::size_t bytes) {
  const auto offset = OffsetOf(error);
  if (offset && *offset >= bytes) error.where = fmt::format("{}{}", kMark, *offset - bytes);
  return error;
}

}  // namespace refrain::cli
