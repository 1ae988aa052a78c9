// What is withheld can be had neither from a row nor by subtracting rows from a whole.
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
MembersReportView volume(std::vector<VolumeRowView> rows) {
  MembersReportView v;
  v.volume = std::move(rows);
  return v;
}

TEST(Withholding, ARowOfFewTakesTheSmallestOtherWithIt) {
  MembersReportView v = volume({row("甲镇", 9, 900), row("乙镇", 5, 500), row("丙镇", 2, 200), row("全县", 16, 1600)});
  withhold(v, 3);
  EXPECT_FALSE(v.volume[0].withheld);
  EXPECT_TRUE(v.volume[1].withheld) << "else the county less the other rows tells the two";
  EXPECT_TRUE(v.volume[2].withheld);
  EXPECT_FALSE(v.volume[3].withheld);
  EXPECT_EQ(v.volume[2].now, 0);
  EXPECT_EQ(v.volume[2].same_before, 0);
  EXPECT_EQ(v.volume[2].reported, 2) << "counts stay";
  EXPECT_EQ(v.volume[0].now, 900);
}

TEST(Withholding, NothingIsWithheldWhereEveryRowHasEnough) {
  MembersReportView v = volume({row("甲镇", 9, 900), row("乙镇", 3, 500), row("丙镇", 0, 0), row("全县", 12, 1400)});
  withhold(v, 3);
  for (const VolumeRowView& r : v.volume) EXPECT_FALSE(r.withheld) << r.name;
}

TEST(Withholding, TwoOfFewThatAreEnoughTogetherTakeNoThird) {
  MembersReportView v = volume({row("甲镇", 9, 900), row("乙镇", 2, 500), row("丙镇", 1, 100), row("全县", 12, 1500)});
  withhold(v, 3);
  EXPECT_FALSE(v.volume[0].withheld);
  EXPECT_TRUE(v.volume[1].withheld && v.volume[2].withheld);
}

TEST(Withholding, TheUnitsOfBothYearsWhereTheyDifferByOne) {
  VolumeRowView r = row("全县", 9, 900);
  r.same = 8;
  MembersReportView v = volume({r});
  withhold(v, 3);
  EXPECT_FALSE(v.volume[0].withheld);
  EXPECT_TRUE(v.volume[0].same_withheld) << "the one that is new is the difference";
  EXPECT_EQ(v.volume[0].now, 900);
  EXPECT_EQ(v.volume[0].same_now, 0);
}

TEST(Withholding, FewAYearBeforeAreFewToo) {
  VolumeRowView r = row("甲镇", 9, 900);
  r.reported_before = 1;
  MembersReportView v = volume({r, row("乙镇", 9, 900), row("全县", 18, 1800)});
  withhold(v, 3);
  EXPECT_TRUE(v.volume[0].withheld);
  EXPECT_TRUE(v.volume[1].withheld);
}

/// Two rows that had one unit each a year before: together they are two, and the county less the others tells what those had.
TEST(Withholding, TheBlankedOnesAreEnoughInBothYears) {
  VolumeRowView a = row("甲镇", 9, 900), b = row("乙镇", 8, 800);
  a.reported_before = b.reported_before = 1;
  MembersReportView v = volume({a, b, row("丙镇", 7, 700), row("丁镇", 9, 900), row("全县", 33, 3300)});
  withhold(v, 3);
  EXPECT_TRUE(v.volume[0].withheld && v.volume[1].withheld && v.volume[2].withheld);
  EXPECT_FALSE(v.volume[3].withheld);
}

TEST(Withholding, TheUnitsOfBothYearsAreNotHadBySubtractingEither) {
  VolumeRowView a = row("甲镇", 9, 900), whole = row("全县", 27, 2700);
  a.reported = 10, whole.reported = 31;  // one more than both years have, and four in the county
  MembersReportView v = volume({a, row("乙镇", 9, 900), row("丙镇", 9, 900), whole});
  withhold(v, 3);
  EXPECT_TRUE(v.volume[0].same_withheld);
  EXPECT_TRUE(v.volume[1].same_withheld) << "else the county less the others tells it";
  EXPECT_FALSE(v.volume[2].same_withheld || v.volume[3].same_withheld);
  for (const VolumeRowView& r : v.volume) EXPECT_FALSE(r.withheld);
}

TEST(Withholding, PullsClassesAndQuality) {
  MembersReportView v;
  for (const auto& [group, n] : {std::pair{"last_year", 1}, {"this_year", 0}, {"others", 7}, {"whole", 8}}) {
    PullView p;
    p.group = group, p.reported = n, p.now = 100 * n, p.before = 50 * n, p.pull = n;
    v.pulls.push_back(p);
  }
  for (const auto& [name, n] : {std::pair{"批发业", 2}, {"零售业", 6}, {"工业", 40}}) {
    ClassVolumeView c;
    c.name = name, c.reported = c.reported_before = n, c.now = 100 * n;
    c.measure_name = n == 40 ? "工业总产值" : "商品销售额", c.source_name = "统计局";
    v.class_volumes.push_back(c);
  }
  QualityView one, many;
  one.members = 2, one.now = 1.0, one.before = 2.0, one.result = "up";
  many.members = 12, many.now = 1.0, many.before = 2.0;
  v.quality = {one, many};
  withhold(v, 3);
  EXPECT_TRUE(v.pulls[0].withheld && v.pulls[2].withheld) << "the others are the whole less the one";
  EXPECT_FALSE(v.pulls[1].withheld || v.pulls[3].withheld);
  EXPECT_FALSE(v.pulls[0].pull.has_value());
  EXPECT_TRUE(v.class_volumes[0].withheld && v.class_volumes[1].withheld) << "both are in the trades' sum of one measure";
  EXPECT_EQ(v.class_volumes[2].now, 4000);
  EXPECT_FALSE(v.quality[0].now.has_value());
  EXPECT_EQ(v.quality[0].result, "up");
  EXPECT_TRUE(v.quality[1].now.has_value());
}

}  // namespace
}  // namespace luodi::cultivation
