// 数量、体量、质量 against published figures (the provincial table of June 2021) and small ones by hand.
#include "cultivation/number_volume_quality.h"
#include "cultivation/class_volumes.h"

#include <gtest/gtest.h>

namespace luodi::cultivation {
namespace {

constexpr std::int64_t kWan = 1000000;
const int kJune = month_index(2021, 6);

NumberRowView row(const char* name, std::vector<std::int64_t> counts) {
  NumberRowView r;
  r.name = name, r.counts = std::move(counts);
  for (const std::int64_t n : r.counts) r.total += n;
  return r;
}

/// 五上 in the library at the end of June 2021, by city: 工业, 建筑业, 批零住餐, 房地产, 服务业 (Ankang statistics bureau,
/// 2021-08-26).
std::vector<NumberRowView> shaanxi() {
  return {row("西安", {1658, 1372, 2910, 1110, 2208}), row("铜川", {200, 67, 248, 104, 74}),
          row("宝鸡", {850, 233, 1084, 290, 204}),     row("咸阳", {745, 154, 823, 218, 150}),
          row("渭南", {567, 286, 835, 293, 164}),      row("延安", {278, 222, 671, 135, 240}),
          row("汉中", {711, 235, 924, 265, 228}),      row("榆林", {1016, 753, 690, 205, 287}),
          row("安康", {754, 239, 1060, 165, 270}),     row("商洛", {290, 123, 277, 53, 58}),
          row("杨凌", {114, 35, 102, 24, 18})};
}

/// Every published sum of table 7.1 follows from its parts.
TEST(NumberTable, TheProvincialTableRecomputes) {
  std::vector<NumberRowView> rows = shaanxi();
  rank(rows);
  const std::vector<std::int64_t> published{9258, 693, 2661, 2090, 2145, 1546, 2363, 2951, 2488, 801, 293};
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].total, published[i]) << rows[i].name;
  const NumberRowView whole = whole_of(rows, "陕西省");
  EXPECT_EQ(whole.counts, (std::vector<std::int64_t>{7183, 3719, 9624, 2862, 3901}));
  EXPECT_EQ(whole.total, 27289);
  EXPECT_EQ(rows[8].rank, 4);
  EXPECT_EQ(rows[6].rank, 5) << "Hanzhong";
}

/// Its sentences of growth too: +158 households, 6.8 %, 9.1 % of the province, fourth; 173 entries against 123, 40.7 %.
TEST(NumberTable, TheSentencesOfAnkangRecompute) {
  std::vector<NumberRowView> rows = shaanxi();
  rank(rows);
  NumberRowView& ankang = rows[8];
  ankang.before = 2330, ankang.entered = 173, ankang.entered_before = 123;
  const auto said = number_sentences(ankang, whole_of(rows, "陕西省"), kJune);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(said[0].text, "截至2021年6月底，安康在库“五上”企业2488户，比上年同期增加158户，增长6.8%；占陕西省的9.1%，居第4位。");
  EXPECT_EQ(said[1].text, "1—6月新增173户，上年同期123户，增长40.7%。");
  EXPECT_NE(said[0].text_en.find("158 more than a year before (up 6.8%); 9.1% of 陕西省, rank 4"), std::string::npos)
      << said[0].text_en;
}

TEST(NumberTable, TheColumnsAreTheReportClasses) {
  EXPECT_EQ(report_columns(false).names,
            (std::vector<std::string>{"工业", "建筑业", "批零和住餐业", "房地产开发经营业", "服务业"}));
  const ReportColumns with = report_columns(true);
  EXPECT_EQ(with.names.back(), "投资项目");
  EXPECT_EQ(with.of("catering"), 2U);
  EXPECT_EQ(report_columns(false).of("project"), std::nullopt) << "counted only where the scope says so";
}

Member member(const char* town, const char* class_id, int entered, int left = 0) {
  Member m;
  m.town = town, m.class_id = class_id, m.entered = entered, m.left = left;
  return m;
}

TEST(NumberTable, CountsEntriesAndExitsByMonth) {
  const int oct = month_index(2026, 10);
  const std::vector<Member> members{member("鹭岭镇", "industry", 0),
                                    member("鹭岭镇", "retail", month_index(2026, 3)),
                                    member("栗坝镇", "industry", month_index(2025, 10)),
                                    member("栗坝镇", "service", month_index(2025, 11)),
                                    member("栗坝镇", "industry", month_index(2024, 1), oct),
                                    member("栗坝镇", "project", 0)};
  const ReportColumns columns = report_columns(false);
  const auto table = number_table(members, oct, columns, groups_by("town", columns), "全县");
  ASSERT_EQ(table.size(), 3U);
  const NumberRowView& whole = table.back();
  EXPECT_EQ(whole.total, 4) << "what left in October is out at its end; projects are out of scope";
  EXPECT_EQ(whole.before, 3) << "in by October 2025: the first, the third, the fifth";
  EXPECT_EQ(whole.entered, 1);
  EXPECT_EQ(whole.left, 1);
  EXPECT_EQ(whole.entered_before, 1) << "October 2025; November is behind the same months";
  EXPECT_EQ(table[0].name, "栗坝镇");
  EXPECT_EQ(table[0].rank, 1) << "two each: both are first";
  EXPECT_EQ(table[1].rank, 1);
  const auto months = counts_by_month(members, oct, 13, columns);
  EXPECT_EQ(months.front().month, "2025-10");
  EXPECT_EQ(months.front().total, 3);
  EXPECT_EQ(months.back().total, 4);
  const auto said = number_sentences(whole, whole, oct);
  EXPECT_EQ(said[0].text, "截至2026年10月底，全县在库“五上”企业4户，比上年同期增加1户，增长33.3%。");
  EXPECT_EQ(said[1].text, "1—10月新增1户，上年同期1户，持平；退库1户，净增0户。");
}

/// Three members, of which one reported nothing last year.
struct Small {
  int month = month_index(2026, 10);
  std::vector<Member> members{member("鹭岭镇", "industry", 0), member("鹭岭镇", "industry", 0),
                              member("栗坝镇", "retail", month_index(2026, 1))};
  ReportColumns columns = report_columns(false);
  MemberSums revenue{"统计局", "main_revenue", {3000 * kWan, 2000 * kWan, 700 * kWan}, {2500 * kWan, 2500 * kWan, std::nullopt}};
};

TEST(VolumeTable, SaysHowManyReported) {
  const Small s;
  const auto table = volume_table(s.members, s.revenue, s.month, s.columns, groups_by("class", s.columns), "全县");
  const VolumeRowView& whole = table.back();
  EXPECT_EQ(whole.now, 5700 * kWan);
  EXPECT_EQ(whole.before, 5000 * kWan);
  EXPECT_EQ(whole.members, 3);
  EXPECT_EQ(whole.reported, 3);
  EXPECT_EQ(whole.reported_before, 2);
  EXPECT_EQ(whole.members_before, 2);
  EXPECT_EQ(whole.same, 2);
  EXPECT_EQ(whole.same_now, 5000 * kWan);
}

TEST(Quality, OverThoseThatReportedBothAlone) {
  Small s;
  const MemberSums costs{"统计局", "costs", {2400 * kWan, std::nullopt, 600 * kWan}, {2100 * kWan, 2000 * kWan, std::nullopt}};
  const MemberSums taxes{"税务局", "taxes", {600 * kWan, 400 * kWan, std::nullopt}, {450 * kWan, 480 * kWan, std::nullopt}};
  const auto all = quality_of(s.members, {s.revenue, costs, taxes}, s.month, s.columns);
  const auto of = [&](const char* id) {
    for (const QualityView& q : all)
      if (q.indicator == id) return q;
    return QualityView{};
  };
  EXPECT_EQ(of("output_a_member").members, 2);
  EXPECT_DOUBLE_EQ(of("output_a_member").now.value_or(-1), 2500);
  EXPECT_EQ(of("output_a_member").result, "same");
  EXPECT_FALSE(of("output_a_member").ground) << "the volume again";
  EXPECT_TRUE(of("taxes").ground);
  EXPECT_EQ(of("cost_of_100").members, 1) << "costs and revenue of both years";
  EXPECT_DOUBLE_EQ(of("cost_of_100").now.value_or(-1), 80);
  EXPECT_DOUBLE_EQ(of("cost_of_100").before.value_or(-1), 84);
  EXPECT_EQ(of("cost_of_100").result, "up") << "lower is better";
  EXPECT_EQ(of("taxes").result, "up");
  EXPECT_DOUBLE_EQ(of("big_taxpayers").now.value_or(-1), 1);
  EXPECT_DOUBLE_EQ(of("big_taxpayers").before.value_or(-1), 0);
  EXPECT_EQ(of("power").result, "unknown") << "nobody's electricity is known, and that is told";
  EXPECT_FALSE(of("power").now);
  EXPECT_EQ(of("power").source_name, "");
  EXPECT_EQ(of("strategic_share").indicator, "") << "the list names none";
  const MemberSums small{"税务局", "taxes", {60 * kWan, 40 * kWan, std::nullopt}, {45 * kWan, 48 * kWan, std::nullopt}};
  for (const QualityView& q : quality_of(s.members, {small}, s.month, s.columns)) EXPECT_NE(q.indicator, "big_taxpayers");
}

/// A sheet of one unit's sales does not stand for a library whose VAT is known.
TEST(Quality, IsTakenFromTheSourceOfMostMembers) {
  Small s;
  const MemberSums sales{
      "统计平台", "sales", {21000 * kWan, std::nullopt, std::nullopt}, {19000 * kWan, std::nullopt, std::nullopt}};
  const MemberSums vat{"税务局", "vat_sales", {2400 * kWan, 2600 * kWan, std::nullopt}, {2100 * kWan, 2000 * kWan, std::nullopt}};
  for (const QualityView& q : quality_of(s.members, {sales, vat}, s.month, s.columns)) {
    if (q.indicator != "output_a_member") continue;
    EXPECT_EQ(q.members, 2);
    EXPECT_EQ(q.source_name, "税务局");
  }
}

/// What the list says of a member: strategic emerging industry, high-tech. Output is preferred to revenue.
TEST(Quality, SharesOfStrategicAndHighTechMembers) {
  Small s;
  s.members[0].strategic = true, s.members[1].high_tech = true, s.members[2].high_tech = true;
  const MemberSums output{
      "一套表", "industrial_output", {4000 * kWan, 6000 * kWan, 100 * kWan}, {3000 * kWan, 5000 * kWan, 80 * kWan}};
  const MemberSums power{"供电公司", "power", {40 * kWan, 50 * kWan, std::nullopt}, {30 * kWan, 55 * kWan, std::nullopt}};
  const auto all = quality_of(s.members, {s.revenue, output, power}, s.month, s.columns);
  const auto of = [&](const char* id) {
    for (const QualityView& q : all)
      if (q.indicator == id) return q;
    return QualityView{};
  };
  EXPECT_EQ(of("strategic_share").name, "战略性新兴产业企业工业总产值占比");
  EXPECT_DOUBLE_EQ(of("strategic_share").now.value_or(-1), 40);
  EXPECT_DOUBLE_EQ(of("strategic_share").before.value_or(-1), 37.5);
  EXPECT_EQ(of("strategic_share").result, "up");
  EXPECT_EQ(of("high_tech_output").members, 1) << "the third was not in the library a year before";
  EXPECT_DOUBLE_EQ(of("high_tech_output").now.value_or(-1), 6000);
  EXPECT_EQ(of("high_tech_output").name_en, "Gross industrial output of high-tech enterprises");
  EXPECT_DOUBLE_EQ(of("power_growing").now.value_or(-1), 50);
  EXPECT_EQ(of("power_growing").result, "unknown") << "a share of growing members has no year before to compare with";
}

/// Each class by its own measure where no measure is everybody's; what is the volume again is no quality.
TEST(Together, ClassesByTheirOwnMeasures) {
  Small s;
  const MemberSums output{
      "统计局", "industrial_output", {110 * kWan, 220 * kWan, std::nullopt}, {100 * kWan, 200 * kWan, std::nullopt}};
  const MemberSums sales{"统计局", "sales", {std::nullopt, std::nullopt, 700 * kWan}, {std::nullopt, std::nullopt, 690 * kWan}};
  s.members[2].entered = month_index(2024, 1);
  const auto classes = class_volumes(s.members, {output, sales}, s.month, s.columns, 0.9);
  ASSERT_EQ(classes.size(), 2U);
  EXPECT_EQ(classes[0].measure_name, "工业总产值");
  EXPECT_EQ(classes[0].now, 330 * kWan);
  EXPECT_TRUE(classes[1].covered);
  std::vector<SentenceView> reasons;
  EXPECT_EQ(direction_of_classes(classes, reasons), "up");
  EXPECT_EQ(reasons.back().text, "体量（各类按本类指标）：规模以上工业，工业总产值增长10.0%；限额以上零售业，商品销售额增长1.4%");
  const auto number = number_table(s.members, s.month, s.columns, groups_by("town", s.columns), "全县").back();
  const auto thin = volume_table(s.members, output, s.month, s.columns, groups_by("town", s.columns), "全县").back();
  QualityView again;
  again.indicator = "output_a_member", again.name = "户均营业规模", again.now = 2, again.before = 1, again.result = "up";
  again.ground = false;
  const TogetherView v = together_of(number, thin, classes, {again}, setting_presets());
  EXPECT_EQ(v.volume, "up");
  EXPECT_EQ(v.quality, "unknown") << "output a member is the volume again";
  const MemberSums fell{"统计局", "sales", {std::nullopt, std::nullopt, 600 * kWan}, {std::nullopt, std::nullopt, 690 * kWan}};
  EXPECT_EQ(direction_of_classes(class_volumes(s.members, {output, fell}, s.month, s.columns, 0.9), reasons), "mixed");
  EXPECT_EQ(direction_of_classes(class_volumes(s.members, {output}, s.month, s.columns, 0.9), reasons), "unknown");
}

/// A unit that entered lifts its class's total; beside it stands what the units of both years came to.
TEST(Together, AClassesGrowthTellsThatItsMembersChanged) {
  Small s;
  s.members[1].entered = s.month - 2;
  const MemberSums output{
      "统计局", "industrial_output", {110 * kWan, 220 * kWan, std::nullopt}, {100 * kWan, std::nullopt, std::nullopt}};
  const auto classes = class_volumes(s.members, {output}, s.month, s.columns, 0.9);
  EXPECT_TRUE(classes[0].covered);
  EXPECT_EQ(classes[0].same, 1);
  EXPECT_EQ(classes[0].same_now, 110 * kWan);
  EXPECT_EQ(classes[0].same_before, 100 * kWan);
  std::vector<SentenceView> reasons;
  direction_of_classes(classes, reasons);
  EXPECT_NE(reasons.back().text.find("工业总产值增长230.0%（两年都有数的1户增长10.0%）"), std::string::npos)
      << reasons.back().text;
}

TEST(Together, AllThreeOrWhichIsNot) {
  Small s;
  const auto number = number_table(s.members, s.month, s.columns, groups_by("town", s.columns), "全县").back();
  const auto volume = volume_table(s.members, s.revenue, s.month, s.columns, groups_by("town", s.columns), "全县").back();
  QualityView good, bad;
  good.name = "利润总额", good.name_en = "profits", good.result = "up";
  bad.name = "用电量", bad.name_en = "electricity used", bad.result = "down";
  const Settings& settings = setting_presets();
  TogetherView v = together_of(number, volume, {}, {good}, settings);
  EXPECT_EQ(v.together, "yes");
  EXPECT_EQ(v.reasons[1].text, "体量：增长14.0%（3户有数，在库3户）");
  v = together_of(number, volume, {}, {good, bad}, settings);
  EXPECT_EQ(v.quality, "mixed");
  EXPECT_EQ(v.together, "no");
  EXPECT_EQ(v.reasons[2].text, "质量：向好：利润总额；没有向好：用电量");
  QualityView untold;
  untold.name = "入库税收", untold.name_en = "taxes paid", untold.result = "unknown";
  v = together_of(number, volume, {}, {good, untold}, settings);
  EXPECT_EQ(v.together, "yes");
  EXPECT_EQ(v.reasons[2].text, "质量：向好：利润总额；没有数据：入库税收") << "months with other indicators are not alike";
  v = together_of(number, volume, {}, {}, settings);
  EXPECT_EQ(v.together, "unknown") << "without figures of quality nothing is said";
  NumberRowView undated = number;
  undated.before = undated.total, undated.undated = 1;
  v = together_of(undated, volume, {}, {good}, settings);
  EXPECT_EQ(v.number, "unknown") << "one of them may have come since";
  EXPECT_EQ(v.together, "unknown");
  s.revenue.now[0].reset();
  const auto thin = volume_table(s.members, s.revenue, s.month, s.columns, groups_by("town", s.columns), "全县").back();
  v = together_of(number, thin, {}, {good}, settings);
  EXPECT_EQ(v.volume, "unknown") << "two of three are too few";
  EXPECT_EQ(v.together, "unknown");
}

}  // namespace
}  // namespace luodi::cultivation
