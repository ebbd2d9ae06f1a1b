// Any bytes as a query: parsed or refused with a place inside it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/query/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parsed = refrain::query::Parse({reinterpret_cast<const char*>(data), size});
  if (!parsed.ok() && parsed.error().message.empty()) std::abort();
  return 0;
}
