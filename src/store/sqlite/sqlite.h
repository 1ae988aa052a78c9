// SQLite behind the port of store.h: one file, WAL, writers begin immediately.
#pragma once

#include "store/store.h"

namespace luodi::store {
Result<std::unique_ptr<Store>> open_sqlite(const std::string& path);
}
