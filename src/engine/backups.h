// Backups of the ground: made while others write, read again and compared, tried by a restore into a scratch place; by hand
// or every day at the planned hour. Plans and receipts are entries.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "ledger/backup.h"
#include "luodi/values/backup.h"

namespace luodi::engine {

struct House;

/// 备份与演练. What the Data screen shows.
struct BackupsAnswer {
  BackupPlan plan;
  std::string folder;  ///< where copies lie; "" where the program was given none
  bool running = false;
  std::int64_t done = 0, all = 0;       ///< rows, while running
  std::string failed;                   ///< why the last one did not end well
  std::vector<BackupReceipt> receipts;  ///< newest first, at most 30
};
BOOST_DESCRIBE_STRUCT(BackupsAnswer, (), (plan, folder, running, done, all, failed, receipts))

class Backups {
 public:
  Backups(House& house, std::string folder) : house_(house), folder_(std::move(folder)) {}
  ~Backups();
  Backups(const Backups&) = delete;
  Backups& operator=(const Backups&) = delete;

  /// Copies into a file that does not exist yet, reads it again, compares, verifies the chain in it; `drill` restores it into
  /// a scratch place beside the file too. The receipt is an entry, and a file beside the copy.
  Result<BackupReceipt> make(const std::string& file, bool drill, const std::string& actor, const ledger::Progress& progress);
  Result<BackupsAnswer> status();
  Result<void> plan(const BackupPlan& plan, const std::string& actor, const std::string& source);
  /// Begins a drill in the folder, in the background. conflict where one runs, usage where there is no folder.
  Result<void> start(const std::string& actor);
  void stop() { cancelled_ = true; }
  /// Keeps the plan from now on.
  void keep_plan();

 private:
  Result<BackupPlan> planned();
  Result<std::vector<BackupReceipt>> receipts(std::int64_t most);
  void run(const std::string& actor);
  void look_at_clock(const std::stop_token& stop);
  void keep_newest(std::int64_t keep);

  House& house_;
  std::string folder_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::atomic<bool> running_ = false, cancelled_ = false;
  std::atomic<std::int64_t> done_ = 0, all_ = 0;
  std::string failed_;
  std::jthread work_, watch_;
};

/// Restores a copy into a store that holds no entry, rebuilds and verifies it there.
Result<BackupReceipt> restore_into(const std::string& file, const std::string& where, const ledger::Progress& progress);

}  // namespace luodi::engine
