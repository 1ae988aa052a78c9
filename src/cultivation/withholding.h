// Keeps sums that would tell of a single unit from readers who do not see each unit's figures (统计法: 能够识别或者推断单个统计
// 调查对象身份的资料). Pure.
//
// Hiding rows of few units is refused on purpose: towns subtract from the county, classes from their group, the units of both
// years from all, one scope from another, and a chain may leave out whom one likes. Such a reader sees counts and one sum, the
// county's.
#pragma once

#include <cstdint>

#include "luodi/values/members.h"

namespace luodi::cultivation {

/// Leaves of all amounts the sum of the whole alone, and not that either where fewer than `least` units stand behind it in either
/// year or `projects` are in it, whose figures the sum without them would tell. Indicators of quality keep the way they went,
/// where enough units stand behind it. Call it before the verdict and the sentences are made; what is withheld is said in none.
void withhold(MembersReportView& report, std::int64_t least, bool projects);

}  // namespace luodi::cultivation
