// Whose figures a reader sees: what departments report of a unit is confidential (统计法 on what identifies a single unit;
// 税收征管法 on payers), so a list is cut to the reader's sight in the query itself, counts and exports with it.
#pragma once

#include <string>

#include "luodi/values/error.h"
#include "store/store.h"

namespace luodi::cultivation {

/// Whose figures a reader sees: every unit's, or those of units in its `town` and those whose dossier it keeps or that it visits.
/// Nobody's until it is said.
struct Sight {
  bool all = false;
  std::string unit_id, town;
  /// As the place of a statement: "" sees all; an account without a unit sees nobody's.
  std::string unit() const { return all ? "" : unit_id.empty() ? "-" : unit_id; }
};
/// Whether a reader of this sight sees the figures of an enterprise.
Result<bool> sees(store::Connection& c, const Sight& sight, const std::string& enterprise_id);

}  // namespace luodi::cultivation
