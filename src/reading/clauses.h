// Clauses of a directive that have a verb of their own: each can be a sub-commitment.
#pragma once

#include <vector>

#include "reading/scan.h"

namespace luodi::reading {

/// Ranges of the clauses; empty where there is only one. A clause without a verb of its own goes on with the one before.
std::vector<Range> own_clauses(View text, Range directive);

}  // namespace luodi::reading
