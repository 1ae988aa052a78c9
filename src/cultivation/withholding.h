// Keeps sums of so few units that they tell of a single one from readers who do not see each unit's figures (统计法: 能够识别或者
// 推断单个统计调查对象身份的资料). Pure.
#pragma once

#include <cstdint>

#include "luodi/values/members.h"

namespace luodi::cultivation {

/// Blanks amounts that fewer than `least` units stand behind: of rows, of the units of both years where they and all differ by so
/// few, and, where a table's whole is shown, of one more row, the smallest, until what is blanked cannot be had by subtracting.
/// Counts of units stay. Call it before sentences are made; what is withheld is said in none.
void withhold(MembersReportView& report, std::int64_t least);

}  // namespace luodi::cultivation
