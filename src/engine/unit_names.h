// Units by every name they go by in papers and tables.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "store/store.h"

namespace luodi::engine {

/// Name without blanks -> id and the name that is shown.
using UnitNames = std::map<std::string, std::pair<std::string, std::string>>;

/// In full, in short, in short without the county's 县, 区 or 市.
Result<UnitNames> units_by_name(store::Connection& c);

}  // namespace luodi::engine
