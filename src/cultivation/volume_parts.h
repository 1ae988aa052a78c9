// What the volume is made of: members by the size of their sum, and what those that entered lately add to the growth of the
// whole. Pure. Sums are of one source, as in volume_table.
#pragma once

#include <string>
#include <vector>

#include "cultivation/number_volume_quality.h"

namespace luodi::cultivation {

/// Members whose sum since January is over each floor, this year and in the same months of the year before: “主营业务收入超1亿、
/// 3亿、10亿元的户数” (facts 6). Floors in hundredths of the base unit, in the order of the setting size_bands_yi.
std::vector<SizeBandView> size_bands(const std::vector<Member>& members, const MemberSums& sums, int month,
                                     const ReportColumns& columns, const std::vector<std::int64_t>& floors);

/// What members pull the whole by, in percentage points: change of the group's sum / the whole's sum of the year before × 100
/// (facts 6, as 汉阴 counts it). Over members in the library at the month's end that have both years' sums, whether they were in
/// a year before or not, so that the groups' points add up to the growth of these members. Groups: entered last year, entered
/// this year, the others; the whole is the last row. Empty where nobody has both.
std::vector<PullView> pulls_of(const std::vector<Member>& members, const MemberSums& sums, int month,
                               const ReportColumns& columns);

/// “上年新入库14户……拉动……增长2.7个百分点” of the groups that entered, as far as they have sums.
std::vector<SentenceView> pull_sentences(const std::vector<PullView>& pulls, const std::string& measure,
                                         const std::string& measure_en, int month);

}  // namespace luodi::cultivation
