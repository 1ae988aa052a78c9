// Failed logins by the computer they come from: access counts them by login (src/access/failures.h), so that nobody tries many
// passwords on one; this one stops who tries many logins. In memory: a restart forgets.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "luodi/values/error.h"

namespace luodi::server {

class FailedLogins {
 public:
  static constexpr int kMost = 30;                  ///< failures from one computer ...
  static constexpr std::int64_t kWithin = 15 * 60;  ///< ... in so many seconds, after which it waits for the rest of them

  /// busy while the computer has to wait. `now` in seconds, of a clock that never goes back.
  Result<void> may_try(const std::string& computer, std::int64_t now);
  void note_failure(const std::string& computer, std::int64_t now);

 private:
  struct Count {
    std::int64_t since = 0;
    int failures = 0;
  };
  void forget_old(std::int64_t now);
  std::mutex mutex_;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace luodi::server
