// Time zones by IANA name, through ICU (which carries the data).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace refrain::text {

// Thread-safe: const after Load.
class TimeZone {
 public:
  // Errors: kInvalidArgument with a hint when ICU does not know the name.
  [[nodiscard]] static Result<TimeZone> Load(std::string_view iana_name);
  [[nodiscard]] static TimeZone Utc();

  // Minutes east of UTC at that moment.
  [[nodiscard]] int OffsetMinutes(std::int64_t at_utc) const;
  // The civil day (days since 1970-01-01) in this zone.
  [[nodiscard]] std::int64_t LocalDay(std::int64_t at_utc) const;
  // The first moment of a civil day in this zone.
  [[nodiscard]] std::int64_t StartOfDay(std::int64_t local_day) const;
  [[nodiscard]] const std::string& name() const;

 private:
  struct Impl;
  explicit TimeZone(std::shared_ptr<const Impl> impl);
  std::shared_ptr<const Impl> impl_;
};

}  // namespace refrain::text
