// A disk that fails: SQLite's file system with writes that stop working at the n-th, as a full or a broken disk does.
#pragma once

namespace luodi::drills {

enum class Fault {
  full,       ///< from the n-th write on there is no space left
  write_once  ///< the n-th write fails with an I/O error, later ones work
  ,
  sync_once  ///< the n-th flush to the disk fails with an I/O error
};

/// Puts itself before SQLite's own file system; every database opened later goes through it.
void install_faulty_disk();
/// Arms it: the n-th write (or flush) counted from now fails. 0: the disk is sound again.
void fail_at(Fault fault, int n);
/// Whether the armed fault has struck.
bool has_struck();

}  // namespace luodi::drills
