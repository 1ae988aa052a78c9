// Backup: the ground, table by table, from one store into another, with a digest over what was read and over what was
// written. The copy is a file of the same program (SQLite), whatever the store is, so that either store restores either's.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "luodi/values/backup.h"
#include "store/store.h"

namespace luodi::ledger {

/// How one table is copied: rows in the order of a key, in pieces. The statements name all columns.
struct CopiedTable {
  std::string_view table;
  std::string_view from_start;  ///< first piece, without values
  std::string_view from_key;    ///< the piece behind the key ?1
  std::string_view key;         ///< column that the pieces follow
  std::string_view empty;       ///< takes all rows away
  std::string_view insert;
};
/// The ledger's own: settings (but not what derived tables were made with), entries, personal fields, kept files.
const std::vector<CopiedTable>& ground_tables();

/// Hears rows done and rows in all; false stops the work, with error busy ("backup.cancelled").
using Progress = std::function<bool(std::int64_t, std::int64_t)>;

/// Copies the tables, read in one transaction of `from` and written in one of `to`; gives rows and digests of what was read.
Result<std::vector<BackupTable>> copy_tables(store::Store& from, store::Store& to, const std::vector<CopiedTable>& tables,
                                             const Progress& progress);
/// Rows and digests as they stand in a store.
Result<std::vector<BackupTable>> digests_of(store::Store& store, const std::vector<CopiedTable>& tables);
/// "" where both are equal, else the first difference in words.
std::string difference(const std::vector<BackupTable>& a, const std::vector<BackupTable>& b);

}  // namespace luodi::ledger
