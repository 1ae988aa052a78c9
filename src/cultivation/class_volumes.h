// 体量 class by class, each by the measure that is its own: output of industry and construction, sales of trade, turnover of
// lodging and catering, revenue of services (facts 6). What is measured differently is never added up.
#pragma once

#include <vector>

#include "cultivation/number_volume_quality.h"

namespace luodi::cultivation {

/// A row for each class with members now or a year before, in the order of the classes: its own measure where enough members
/// reported it in both years, else the measure that most did, tax figures last. Rows without a source have no figures.
std::vector<ClassVolumeView> class_volumes(const std::vector<Member>& members, const std::vector<MemberSums>& sums, int month,
                                           const ReportColumns& columns, double coverage_needed);

/// Which way the classes go together: up, same or down where all do, mixed where they differ; unknown where a class has too few
/// figures. What is said of each class is added to the reasons.
std::string direction_of_classes(const std::vector<ClassVolumeView>& classes, std::vector<SentenceView>& reasons);

}  // namespace luodi::cultivation
