// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/time_zone.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/time.h"

namespace refrain::text {

struct TimeZone::Impl {
  std::string name;
  std::unique_ptr<icu::TimeZone> zone;  // null: UTC

  // Whole seconds, because offsets before about 1920 had them.
  [[nodiscard]] std::int64_t OffsetSeconds(std::int64_t at_utc) const {
    if (zone == nullptr) return 0;
    constexpr double kMillisecondsPerSecond = 1000.0;
    int32_t raw = 0;
    int32_t daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(at_utc) * kMillisecondsPerSecond, static_cast<UBool>(0), raw,
                    daylight, status);
    return U_SUCCESS(status) ? (static_cast<std::int64_t>(raw) + daylight) / 1000 : 0;
  }
  [[nodiscard]] std::int64_t LocalSeconds(std::int64_t at_utc) const {
    return at_utc + OffsetSeconds(at_utc);
  }
};

TimeZone::TimeZone(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Result<TimeZone> TimeZone::Load(std::string_view iana_name) {
  const icu::UnicodeString id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(iana_name.data(), static_cast<int32_t>(iana_name.size())));
  icu::UnicodeString canonical;
  UBool is_system = 0;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(id, canonical, is_system, status);
  if (U_FAILURE(status) || is_system == 0) {
    return Error{ErrorCode::kInvalidArgument,
                 "unknown time zone \"" + std::string(iana_name) + "\"", "",
                 "use an IANA name such as Europe/Riga or UTC"};
  }
  auto impl = std::make_shared<Impl>();
  impl->name = std::string(iana_name);
  impl->zone.reset(icu::TimeZone::createTimeZone(id));
  if (impl->zone == nullptr) {
    return Error{ErrorCode::kInternal, "cannot load time zone \"" + impl->name + "\"", "", ""};
  }
  return TimeZone(std::move(impl));
}

TimeZone TimeZone::Utc() {
  auto impl = std::make_shared<Impl>();
  impl->name = "UTC";
  return TimeZone(std::move(impl));
}

int TimeZone::OffsetMinutes(std::int64_t at_utc) const {
  return static_cast<int>(impl_->OffsetSeconds(at_utc) / 60);
}

std::int64_t TimeZone::LocalDay(std::int64_t at_utc) const {
  return DayOf(impl_->LocalSeconds(at_utc));
}

// Midnight under each offset in force around it; where clocks skip midnight, the
// moment when the day starts is searched for.
std::int64_t TimeZone::StartOfDay(std::int64_t local_day) const {
  const std::int64_t midnight = local_day * kSecondsPerDay;
  const std::array<std::int64_t, 3> probes{midnight - kSecondsPerDay, midnight,
                                           midnight + kSecondsPerDay};
  std::int64_t first = INT64_MAX;
  for (const std::int64_t probe : probes) {
    const std::int64_t candidate = midnight - impl_->OffsetSeconds(probe);
    if (impl_->LocalSeconds(candidate) == midnight) first = std::min(first, candidate);
  }
  if (first != INT64_MAX) return first;
  std::int64_t before = midnight - kSecondsPerDay - kSecondsPerDay;
  std::int64_t from = midnight + kSecondsPerDay + kSecondsPerDay;
  while (from - before > 1) {
    const std::int64_t middle = before + (from - before) / 2;
    (LocalDay(middle) >= local_day ? from : before) = middle;
  }
  return from;
}

const std::string& TimeZone::name() const { return impl_->name; }

}  // namespace refrain::text
