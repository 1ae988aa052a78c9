// See failed_logins.h.
#include "server/failed_logins.h"

namespace luodi::server {

Result<void> FailedLogins::may_try(const std::string& computer, std::int64_t now) {
  const std::lock_guard lock(mutex_);
  const auto it = counts_.find(computer);
  if (it == counts_.end() || it->second.failures < kMost || it->second.since + kWithin <= now) return {};
  return fail(ErrorCode::busy, "login", "access.wait_computer",
              "too many failures from this computer; wait a quarter of an hour");
}

void FailedLogins::note_failure(const std::string& computer, std::int64_t now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  Count& count = counts_[computer];
  if (count.failures == 0) count.since = now;
  ++count.failures;
}

void FailedLogins::forget_old(std::int64_t now) {
  std::erase_if(counts_, [&](const auto& one) { return one.second.since + kWithin <= now; });
}

}  // namespace luodi::server
