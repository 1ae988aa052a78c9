// Size bands and the pull of new members, against a published figure and small ones by hand.
#include "cultivation/volume_parts.h"

#include <gtest/gtest.h>

namespace luodi::cultivation {
namespace {

constexpr std::int64_t kWan = kFenOfWan, kYi = 10000 * kWan;

Member entered_in(int year, int month) {
  Member m;
  m.class_id = "industry", m.entered = year == 0 ? 0 : month_index(year, month);
  return m;
}

/// 汉阴 in the first quarter of 2019: 14 firms that entered in 2018, output up 176.4 %, pulled the county's by 2.7 points. With
/// the 14 at 1,000 that is a county of 65,333 (10,000 yuan).
TEST(Pulls, ThePublishedPullOfHanyinRecomputes) {
  const int march = month_index(2019, 3);
  std::vector<Member> members(14, entered_in(2018, 12));
  MemberSums sums{"统计局", "industrial_output", {}, {}};
  sums.now.assign(14, 276'400'000 / 14), sums.before.assign(14, 100'000'000 / 14);
  members.push_back(entered_in(0, 0));
  sums.now.emplace_back(6'800'000'000), sums.before.emplace_back(6'433'300'000);
  const ReportColumns columns = report_columns(false);
  const auto pulls = pulls_of(members, sums, march, columns);
  ASSERT_EQ(pulls.size(), 4U);
  EXPECT_EQ(pulls[0].members, 14);
  EXPECT_NEAR(*pulls[0].pull, 2.7, 0.005);
  const auto words = pull_sentences(pulls, "工业总产值", "Gross industrial output", march);
  ASSERT_EQ(words.size(), 1U) << "nobody entered this year";
  EXPECT_EQ(words[0].text, "上年新入库14户，1—3月工业总产值增长176.4%，拉动在库单位工业总产值2.7个百分点。");
  EXPECT_EQ(words[0].text_en,
            "14 members entered last year: Gross industrial output since January up 176.4%, lifting the whole by 2.7 percentage "
            "points.");
}

TEST(Pulls, AddUpToTheGrowthOfTheWhole) {
  const int oct = month_index(2026, 10);
  std::vector<Member> members{entered_in(0, 0),    entered_in(2025, 12), entered_in(2026, 3),
                              entered_in(2026, 5), entered_in(2020, 1),  entered_in(2020, 1)};
  members[4].left = month_index(2026, 6);
  members[5].class_id = "project";
  const MemberSums sums{"统计局",
                        "revenue",
                        {1000 * kWan, 500 * kWan, 90 * kWan, 200 * kWan, 10 * kWan, 5 * kWan},
                        {1100 * kWan, 300 * kWan, 100 * kWan, std::nullopt, 900 * kWan, 5 * kWan}};
  const ReportColumns columns = report_columns(false);
  const auto pulls = pulls_of(members, sums, oct, columns);
  ASSERT_EQ(pulls.size(), 4U);
  EXPECT_EQ(pulls[1].members, 2);
  EXPECT_EQ(pulls[1].reported, 1) << "of one there is no year before";
  EXPECT_EQ(pulls[3].members, 4) << "who left and who is out of scope are not among them";
  EXPECT_DOUBLE_EQ(*pulls[3].pull, 100.0 * 90 / 1500);
  EXPECT_NEAR(*pulls[0].pull + *pulls[1].pull + *pulls[2].pull, *pulls[3].pull, 1e-9);
  EXPECT_EQ(pull_sentences(pulls, "营业收入", "Operating revenue", oct)[1].text,
            "本年新入库2户（1户两年都有数），1—10月营业收入下降10.0%，下拉在库单位营业收入0.7个百分点。");
  const MemberSums nothing{"统计局", "revenue", std::vector<std::optional<std::int64_t>>(6),
                           std::vector<std::optional<std::int64_t>>(6)};
  EXPECT_TRUE(pulls_of(members, nothing, oct, columns).empty());
}

TEST(SizeBands, CountThoseOverEachFloor) {
  const int dec = month_index(2021, 12);
  const std::vector<Member> members{entered_in(0, 0), entered_in(0, 0), entered_in(2021, 5)};
  const MemberSums sums{"统计局", "main_revenue", {11 * kYi, 1 * kYi, 4 * kYi}, {9 * kYi, 2 * kYi, 5 * kYi}};
  const auto bands = size_bands(members, sums, dec, report_columns(false), setting_presets().size_bands);
  ASSERT_EQ(bands.size(), 3U);
  EXPECT_EQ(bands[0].floor, kYi);
  EXPECT_EQ(bands[0].now, 2) << "one of exactly 1亿 is not over it";
  EXPECT_EQ(bands[0].before, 2) << "the third was not in the library then";
  EXPECT_EQ(bands[1].now, 2);
  EXPECT_EQ(bands[2].now, 1);
  EXPECT_EQ(bands[2].before, 0);
}

}  // namespace
}  // namespace luodi::cultivation
