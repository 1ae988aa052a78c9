// Enterprises that a run of linkage joined to others: pages, marks and what points at them go on there.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "luodi/values/error.h"
#include "store/store.h"

namespace luodi::registers {

/// Rows by the enterprise they left and by where they went.
using Went = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

/// Keeps for each enterprise that a run left without rows the one that has most of them, as long as one of them is there; drops
/// what is over. In the transaction that applies the run.
Result<void> keep_what_became(store::Connection& c, std::int64_t seq, const Went& went);

}  // namespace luodi::registers
