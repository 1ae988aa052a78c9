// Clock: the only source of time. Everything that needs "now" is handed one, so that tests and "as of" work.
#pragma once

#include <cstdint>
#include <string>

#include "base/working_days.h"

namespace luodi {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t seconds() const = 0;  ///< since 1970-01-01 UTC
  /// ISO 8601 UTC, "2026-03-11T01:30:00Z".
  std::string now() const { return iso(seconds()); }
  /// The day in China (UTC+8, no daylight saving since 1991).
  Date today() const { return Date::from_days((seconds() + 8 * 3600) / 86400); }
  static std::string iso(std::int64_t seconds);
};

/// The day in China of an instant "2026-03-11T01:30:00Z"; what is no instant gives its first ten characters.
std::string day_in_china(const std::string& at);

class SystemClock final : public Clock {
 public:
  std::int64_t seconds() const override;
};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(std::int64_t seconds) : seconds_(seconds) {}
  std::int64_t seconds() const override { return seconds_; }
  void advance(std::int64_t by) { seconds_ += by; }

 private:
  std::int64_t seconds_;
};

}  // namespace luodi
