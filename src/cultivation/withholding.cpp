// See withholding.h.
#include "cultivation/withholding.h"

namespace luodi::cultivation {
namespace {

bool few(std::int64_t units, std::int64_t least) {
  return units > 0 && units < least;
}

}  // namespace

void withhold(MembersReportView& report, std::int64_t least, bool projects) {
  report.least_units_shown = least;
  report.class_volumes.clear(), report.pulls.clear(), report.bands.clear();
  if (!report.volume.empty()) {
    report.volume.erase(report.volume.begin(), report.volume.end() - 1);
    VolumeRowView& whole = report.volume.back();
    whole.same_now = whole.same_before = 0, whole.pull.reset();
    whole.withheld = projects || few(whole.reported, least) || few(whole.reported_before, least);
    if (whole.withheld) whole.now = whole.before = 0;
  }
  for (QualityView& q : report.quality) {
    q.now.reset(), q.before.reset();
    if (few(q.members, least)) q.result = "unknown";
  }
}

}  // namespace luodi::cultivation
