// Of all amounts one is left, and nothing to subtract it from.
#include "cultivation/withholding.h"

#include <gtest/gtest.h>

namespace luodi::cultivation {
namespace {

VolumeRowView row(const char* name, std::int64_t reported, std::int64_t now) {
  VolumeRowView r;
  r.name = name, r.reported = r.reported_before = r.same = r.members = reported;
  r.now = r.same_now = now, r.before = r.same_before = now / 2;
  return r;
}

MembersReportView report(std::int64_t whole = 16) {
  MembersReportView v;
  v.volume = {row("甲镇", whole - 1, 900), row("乙镇", 1, 100), row("全县", whole, 1000)};
  v.class_volumes.resize(3), v.pulls.resize(4), v.bands.resize(2);
  QualityView one, many;
  one.members = 2, many.members = 12;
  one.now = many.now = 1.0, one.before = many.before = 2.0, one.result = many.result = "up";
  v.quality = {one, many};
  return v;
}

TEST(Withholding, LeavesTheSumOfTheWholeAlone) {
  MembersReportView v = report();
  withhold(v, 3, false);
  ASSERT_EQ(v.volume.size(), 1U);
  EXPECT_EQ(v.volume[0].name, "全县");
  EXPECT_FALSE(v.volume[0].withheld);
  EXPECT_EQ(v.volume[0].now, 1000);
  EXPECT_EQ(v.volume[0].before, 500);
  EXPECT_EQ(v.volume[0].same_now, 0) << "the units of both years, and all, differ by the new ones";
  EXPECT_TRUE(v.class_volumes.empty() && v.pulls.empty() && v.bands.empty());
  EXPECT_EQ(v.least_units_shown, 3);
}

TEST(Withholding, NotThatEitherWhereItIsOfFew) {
  MembersReportView now = report(2), then = report();
  then.volume.back().reported_before = 1;
  for (MembersReportView* v : {&now, &then}) {
    withhold(*v, 3, false);
    EXPECT_TRUE(v->volume[0].withheld);
    EXPECT_EQ(v->volume[0].now, 0);
    EXPECT_EQ(v->volume[0].before, 0);
    EXPECT_GT(v->volume[0].reported, 0) << "counts stay";
  }
}

TEST(Withholding, NorWithProjectsInIt) {
  MembersReportView v = report();
  withhold(v, 3, true);
  EXPECT_TRUE(v.volume[0].withheld) << "less the sum without them it is theirs";
}

TEST(Withholding, QualityKeepsTheWayItWentWhereEnoughStandBehindIt) {
  MembersReportView v = report();
  withhold(v, 3, false);
  EXPECT_EQ(v.quality[0].result, "unknown");
  EXPECT_EQ(v.quality[1].result, "up");
  for (const QualityView& q : v.quality) EXPECT_FALSE(q.now || q.before);
}

}  // namespace
}  // namespace luodi::cultivation
