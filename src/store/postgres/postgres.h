// PostgreSQL behind the port of store.h. Placeholders ?1 become $1; text columns are COLLATE "C".
#pragma once

#include "store/store.h"

namespace luodi::store {
Result<std::unique_ptr<Store>> open_postgres(const std::string& url);
}
