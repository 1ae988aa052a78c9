// See withholding.h.
#include "cultivation/withholding.h"

#include <algorithm>
#include <vector>

namespace luodi::cultivation {
namespace {

bool few(std::int64_t units, std::int64_t least) {
  return units > 0 && units < least;
}

/// Rows of a table that add up to a whole which is shown: blanks one more, the smallest, while the blanked ones together are few
/// or a single one, for then the whole less the shown rows tells them.
template <class Row, class Count>
void hide_from_subtraction(std::vector<Row*> rows, std::int64_t least, Count reported) {
  std::erase_if(rows, [&](const Row* r) { return reported(*r) == 0; });
  std::stable_sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) { return reported(*a) < reported(*b); });
  std::int64_t blanked = 0, units = 0;
  for (const Row* r : rows)
    if (r->withheld) ++blanked, units += reported(*r);
  for (Row* r : rows) {
    if (blanked == 0 || (blanked > 1 && units >= least)) return;
    if (r->withheld) continue;
    r->withheld = true;
    ++blanked, units += reported(*r);
  }
}

bool is_few(const VolumeRowView& r, std::int64_t least) {
  return few(r.reported, least) || few(r.reported_before, least);
}

void blank_amounts(VolumeRowView& r, std::int64_t least) {
  r.same_withheld = r.withheld || few(r.same, least) || few(r.reported - r.same, least) || few(r.reported_before - r.same, least);
  if (r.withheld) r.now = r.before = 0;
  if (r.same_withheld) r.same_now = r.same_before = 0;
}

/// Chains overlap and may leave units out, but where they happen not to, they subtract as towns and classes do.
void withhold_volume(std::vector<VolumeRowView>& rows, std::int64_t least) {
  if (rows.empty()) return;
  std::vector<VolumeRowView*> groups;
  for (VolumeRowView& r : rows) r.withheld = is_few(r, least);
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) groups.push_back(&rows[i]);
  if (!rows.back().withheld) hide_from_subtraction(groups, least, [](const VolumeRowView& r) { return r.reported; });
  for (VolumeRowView& r : rows) blank_amounts(r, least);
}

/// Classes of one measure from one source add up to a group of the volume table.
void withhold_classes(std::vector<ClassVolumeView>& classes, std::int64_t least) {
  for (ClassVolumeView& c : classes) c.withheld = few(c.reported, least) || few(c.reported_before, least);
  for (const ClassVolumeView& of : classes) {
    std::vector<ClassVolumeView*> alike;
    for (ClassVolumeView& c : classes)
      if (c.measure_name == of.measure_name && c.source_name == of.source_name) alike.push_back(&c);
    if (alike.size() > 1) hide_from_subtraction(alike, least, [](const ClassVolumeView& c) { return c.reported; });
  }
  for (ClassVolumeView& c : classes)
    if (c.withheld) c.now = c.before = 0;
}

void withhold_pulls(std::vector<PullView>& pulls, std::int64_t least) {
  std::vector<PullView*> groups;
  bool whole = false;
  for (PullView& p : pulls) {
    p.withheld = few(p.reported, least);
    if (p.group == "whole")
      whole = !p.withheld;
    else
      groups.push_back(&p);
  }
  if (whole) hide_from_subtraction(groups, least, [](const PullView& p) { return p.reported; });
  for (PullView& p : pulls)
    if (p.withheld) p.now = p.before = 0, p.pull.reset();
}

}  // namespace

void withhold(MembersReportView& report, std::int64_t least) {
  withhold_volume(report.volume, least);
  withhold_classes(report.class_volumes, least);
  withhold_pulls(report.pulls, least);
  for (QualityView& q : report.quality) {
    q.withheld = few(q.members, least);
    if (q.withheld) q.now.reset(), q.before.reset();
  }
}

}  // namespace luodi::cultivation
