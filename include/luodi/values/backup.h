// 备份 backup: what a copy of the ground holds, compared table by table; and when copies are made and tried by themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

namespace luodi {

/// A table of the copy: its rows, and one digest over all of their values in the order of their keys.
struct BackupTable {
  std::string table;
  std::int64_t rows = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(BackupTable, (), (table, rows, digest))

/// 备份回执. `equal`: the copy was read again and every count and digest was that of the source, and the chain in it verified.
/// `restored`: it was moreover restored into a scratch place, the derived tables were rebuilt there, and that verified too.
struct BackupReceipt {
  std::string at;  ///< instant at which the copy was begun
  std::string file_name;
  std::int64_t file_size = 0;
  std::string file_digest;  ///< of the file, SHA-256 over its pieces (no _hash: verify looks for kept files under such names)
  std::int64_t entries = 0;
  std::string head;  ///< hash of the last entry in the copy
  std::vector<BackupTable> tables;
  bool equal = false;
  bool restored = false;
  std::int64_t seconds = 0;
  std::string problem;  ///< what was not equal, "" where nothing was
};
BOOST_DESCRIBE_STRUCT(BackupReceipt, (),
                      (at, file_name, file_size, file_digest, entries, head, tables, equal, restored, seconds, problem))

/// 备份计划. Every day at `hour` (0 to 23, China time; none: off) a copy is made and tried; the newest `keep` are kept.
struct BackupPlan {
  std::optional<std::int64_t> hour;
  std::int64_t keep = 14;
};
BOOST_DESCRIBE_STRUCT(BackupPlan, (), (hour, keep))

}  // namespace luodi
