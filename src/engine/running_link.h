// A long run (linkage, forecast) that is under way, so that another call can ask how far it is and stop it.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace luodi::engine {

class RunningLink {
 public:
  /// False where one runs already.
  bool begin() {
    bool idle = false;
    if (!running_.compare_exchange_strong(idle, true)) return false;
    stopped_ = false;
    tell("", 0);
    return true;
  }
  void end() { running_ = false; }
  void tell(const std::string& stage, double done) {
    const std::lock_guard lock(mutex_);
    stage_ = stage;
    done_ = static_cast<std::int64_t>(done * 1000);
  }
  void stop() { stopped_ = true; }
  bool running() const { return running_; }
  bool stopped() const { return stopped_; }
  std::string stage() const {
    const std::lock_guard lock(mutex_);
    return stage_;
  }
  std::int64_t done() const { return done_; }

 private:
  mutable std::mutex mutex_;
  std::string stage_;
  std::atomic<std::int64_t> done_ = 0;
  std::atomic<bool> running_ = false, stopped_ = false;
};

}  // namespace luodi::engine
