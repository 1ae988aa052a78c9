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

std::string day_in_china(const std::string& at) {
  constexpr std::size_t kHourAt = 11;
  constexpr int kMidnightInChina = 16;  // of UTC
  const auto day = Date::parse(at.substr(0, 10));
  if (!day || at.size() < kHourAt + 2) return at.substr(0, 10);
  const int hour = (at[kHourAt] - '0') * 10 + (at[kHourAt + 1] - '0');
  return (hour < kMidnightInChina ? *day : day->plus_days(1)).iso();
}

std::int64_t SystemClock::seconds() const {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace luodi
