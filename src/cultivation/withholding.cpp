// See withholding.h.
#include "cultivation/withholding.h"

#include <algorithm>
#include <array>
#include <vector>

namespace luodi::cultivation {
namespace {

bool few(std::int64_t units, std::int64_t least) {
  return units > 0 && units < least;
}

/// How many units stand behind the amounts of a row, one number for each of them.
using Units = std::array<std::int64_t, 2>;

bool is_few(const Units& units, std::int64_t least) {
  return std::any_of(units.begin(), units.end(), [&](std::int64_t n) { return few(n, least); });
}

/// Rows of a table that add up to a whole which is shown: blanks more of them, the smallest first, while the blanked ones are a
/// single one or together few, for then the whole less the shown rows tells them.
template <class Row>
void hide_from_subtraction(std::vector<Row*> rows, bool Row::*blank, Units (*units_of)(const Row&), std::int64_t least) {
  std::erase_if(rows, [&](const Row* r) { return units_of(*r) == Units{}; });
  std::stable_sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) { return units_of(*a) < units_of(*b); });
  std::int64_t blanked = 0;
  Units units{};
  const auto add = [&](const Row& r) {
    ++blanked;
    for (std::size_t i = 0; i < units.size(); ++i) units[i] += units_of(r)[i];
  };
  for (const Row* r : rows)
    if (r->*blank) add(*r);
  for (Row* r : rows) {
    if (blanked == 0 || (blanked > 1 && !is_few(units, least))) return;
    if (r->*blank) continue;
    r->*blank = true;
    add(*r);
  }
}

Units units_of(const VolumeRowView& r) {
  return {r.reported, r.reported_before};
}
/// Those of the units of both years, which all units less the others tell too.
Units same_units_of(const VolumeRowView& r) {
  return {r.same, r.same};
}

/// Chains overlap and may leave units out, but where they happen not to, they subtract as towns and classes do.
void withhold_volume(std::vector<VolumeRowView>& rows, std::int64_t least) {
  if (rows.empty()) return;
  std::vector<VolumeRowView*> groups;
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) groups.push_back(&rows[i]);
  for (VolumeRowView& r : rows) r.withheld = is_few(units_of(r), least);
  if (!rows.back().withheld) hide_from_subtraction(groups, &VolumeRowView::withheld, units_of, least);
  for (VolumeRowView& r : rows)
    r.same_withheld = r.withheld || few(r.same, least) || is_few({r.reported - r.same, r.reported_before - r.same}, least);
  if (!rows.back().same_withheld) hide_from_subtraction(groups, &VolumeRowView::same_withheld, same_units_of, least);
  for (VolumeRowView& r : rows) {
    if (r.withheld) r.now = r.before = 0;
    if (r.same_withheld) r.same_now = r.same_before = 0;
  }
}

Units units_of(const ClassVolumeView& c) {
  return {c.reported, c.reported_before};
}

/// Classes of one measure from one source add up to a group of the volume table.
void withhold_classes(std::vector<ClassVolumeView>& classes, std::int64_t least) {
  for (ClassVolumeView& c : classes) c.withheld = is_few(units_of(c), least);
  for (const ClassVolumeView& of : classes) {
    std::vector<ClassVolumeView*> alike;
    for (ClassVolumeView& c : classes)
      if (c.measure_name == of.measure_name && c.source_name == of.source_name) alike.push_back(&c);
    if (alike.size() > 1) hide_from_subtraction(alike, &ClassVolumeView::withheld, units_of, least);
  }
  for (ClassVolumeView& c : classes)
    if (c.withheld) c.now = c.before = 0;
}

Units units_of(const PullView& p) {
  return {p.reported, p.reported};
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
  if (whole) hide_from_subtraction(groups, &PullView::withheld, units_of, least);
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
