// Units named in clauses: 县发改局、县财政局等部门; 各乡镇（街道）; 县政府各分管领导. By their endings, never by a list of names.
#pragma once

#include <optional>
#include <string>

#include "reading/scan.h"

namespace luodi::reading {

/// True if the whole text names units: every part of the list ends like one.
bool is_unit_list(View text);

/// The units of a subject, without "等部门"; nothing for 全县上下, 我们, and for subjects that are no unit.
std::optional<View> units_of_subject(View subject);

/// Length of the unit list that a clause starts with, when something a unit does follows it; 0 if there is none.
std::size_t unit_prefix(View clause);

/// The same behind 由, 请 and 责成, where whatever follows is what the unit is to do (由县财政局一次性拨付).
std::size_t told_unit(View clause);

}  // namespace luodi::reading
