// See faulty_disk.h. Everything but writes and flushes is handed on as it is.
#include "drills/faulty_disk.h"

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <new>

namespace luodi::drills {
namespace {

std::atomic<int> g_left{0};  // writes until the fault; 0: none armed
std::atomic<bool> g_struck{false};
std::atomic<Fault> g_fault{Fault::full};
sqlite3_vfs* g_real = nullptr;
sqlite3_vfs g_vfs;

struct File {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real(sqlite3_file* f) {
  return reinterpret_cast<File*>(f)->real();
}

/// Counts one write or flush; true where it must fail.
bool strikes(bool is_sync) {
  const Fault fault = g_fault;
  if (g_struck && fault == Fault::full) return !is_sync && g_left == 0;
  if (g_left == 0 || is_sync != (fault == Fault::sync_once)) return false;
  if (--g_left > 0) return false;
  g_struck = true;
  return true;
}

int x_close(sqlite3_file* f) {
  return real(f)->pMethods != nullptr ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
}
int x_read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, n, at);
}
int x_write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (strikes(false)) return g_fault == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  return real(f)->pMethods->xWrite(real(f), from, n, at);
}
int x_truncate(sqlite3_file* f, sqlite3_int64 size) {
  return real(f)->pMethods->xTruncate(real(f), size);
}
int x_sync(sqlite3_file* f, int flags) {
  if (strikes(true)) return SQLITE_IOERR_FSYNC;
  return real(f)->pMethods->xSync(real(f), flags);
}
int x_size(sqlite3_file* f, sqlite3_int64* size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
int x_lock(sqlite3_file* f, int level) {
  return real(f)->pMethods->xLock(real(f), level);
}
int x_unlock(sqlite3_file* f, int level) {
  return real(f)->pMethods->xUnlock(real(f), level);
}
int x_check(sqlite3_file* f, int* out) {
  return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int x_control(sqlite3_file* f, int op, void* arg) {
  return real(f)->pMethods->xFileControl(real(f), op, arg);
}
int x_sector(sqlite3_file* f) {
  return real(f)->pMethods->xSectorSize(real(f));
}
int x_device(sqlite3_file* f) {
  return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int x_shm_map(sqlite3_file* f, int region, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), region, size, extend, out);
}
int x_shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
void x_shm_barrier(sqlite3_file* f) {
  real(f)->pMethods->xShmBarrier(real(f));
}
int x_shm_unmap(sqlite3_file* f, int remove) {
  return real(f)->pMethods->xShmUnmap(real(f), remove);
}

constexpr sqlite3_io_methods kMethods{2,          x_close,       x_read,      x_write,   x_truncate, x_sync,   x_size,
                                      x_lock,     x_unlock,      x_check,     x_control, x_sector,   x_device, x_shm_map,
                                      x_shm_lock, x_shm_barrier, x_shm_unmap, nullptr,   nullptr};

int x_open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out) {
  std::memset(f, 0, static_cast<std::size_t>(g_vfs.szOsFile));
  const int code = g_real->xOpen(g_real, name, real(f), flags, out);
  f->pMethods = real(f)->pMethods != nullptr ? &kMethods : nullptr;
  return code;
}

}  // namespace

void install_faulty_disk() {
  g_real = sqlite3_vfs_find(nullptr);
  g_vfs = *g_real;
  g_vfs.zName = "faulty";
  g_vfs.szOsFile = static_cast<int>(sizeof(File)) + g_real->szOsFile;
  g_vfs.xOpen = x_open;
  sqlite3_vfs_register(&g_vfs, 1);
}

void fail_at(Fault fault, int n) {
  g_fault = fault;
  g_struck = false;
  g_left = n;
}

bool has_struck() {
  return g_struck;
}

}  // namespace luodi::drills
