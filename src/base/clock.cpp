// See clock.h.
#include "base/clock.h"

#include <chrono>
#include <cstdio>

namespace luodi {

std::string Clock::iso(std::int64_t seconds) {
  const Date day = Date::from_days(seconds / 86400);
  const auto rest = static_cast<int>(seconds % 86400);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%sT%02d:%02d:%02dZ", day.iso().c_str(), rest / 3600, rest / 60 % 60, rest % 60);
  return buffer;
}

std::int64_t SystemClock::seconds() const {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace luodi
