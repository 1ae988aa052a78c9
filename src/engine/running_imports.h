// Which imports run, so that another call can ask how far one is and stop it.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace luodi::engine {

/// Imports that run, by the hash of their workbook, so that another call can ask how far one is and stop it.
class RunningImports {
 public:
  struct State {
    std::atomic<std::int64_t> done = 0, all = 0;
    std::atomic<bool> cancelled = false;
  };
  /// Null where one of this workbook runs already.
  std::shared_ptr<State> begin(const std::string& file_hash);
  void end(const std::string& file_hash);
  std::shared_ptr<State> find(const std::string& file_hash);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<State>> running_;
};

}  // namespace luodi::engine
