// Measures in plain text, in the ways that such papers name the units.
#include "reading/measures.h"

#include <gtest/gtest.h>

#include "paper/unicode.h"

namespace luodi::reading {
namespace {

TEST(MeasuresTest, ReadsBracketsBehindParagraphsAndSentences) {
  const auto m = read_measures(
      UR"(霁川县贯彻落实民营经济若干措施的实施意见
一、总体要求
坚持问题导向，强化责任落实。
二、强化要素保障
（一）保障用地。每年安排工业用地指标不少于30%。（牵头单位：县自然资源局；配合单位：县发改局、县工信局；完成时限：2026年12月底前）
（二）降低成本。落实税费优惠。（责任单位：县税务局、县财政局）清理涉企收费(责任单位:县市场监管局)。
三、组织保障
各责任单位要切实负起责任。责任单位要按月报告（重要事项及时报告）。
)");
  ASSERT_EQ(m.size(), 3U);
  EXPECT_EQ(m[0].section, "强化要素保障");
  EXPECT_EQ(m[0].text, "保障用地。每年安排工业用地指标不少于30%。");
  EXPECT_EQ(m[0].lead_unit, "县自然资源局");
  EXPECT_EQ(m[0].helping_units, "县发改局、县工信局");
  EXPECT_EQ(m[0].deadline, "2026年12月底前");
  EXPECT_EQ(m[1].text, "降低成本。落实税费优惠。");
  EXPECT_EQ(m[1].lead_unit, "县税务局");
  EXPECT_EQ(m[1].helping_units, "县财政局");
  EXPECT_EQ(m[2].text, "清理涉企收费");
  EXPECT_EQ(m[2].lead_unit, "县市场监管局");
}

TEST(MeasuresTest, ReadsLinesOfTheirOwnBelowSeveralParagraphs) {
  const std::u32string text =
      UR"(一、开展摸排
1.逐户建立台账。
对达规近限企业逐户核实。
牵头单位：县统计局
2．强化服务，及时兑现政策。
　　责任单位：县工信局，县财政局；完成时间：长期坚持
附件：分工表
)";
  const auto m = read_measures(text);
  ASSERT_EQ(m.size(), 2U);
  EXPECT_EQ(m[0].text, "逐户建立台账。对达规近限企业逐户核实。");
  EXPECT_EQ(m[0].lead_unit, "县统计局");
  EXPECT_EQ(m[1].helping_units, "县财政局");
  EXPECT_EQ(m[1].deadline, "长期坚持");
  EXPECT_EQ(paper::to_utf8(text.substr(m[1].range.begin, 4)), "强化服务");
}

TEST(MeasuresTest, FindsNoneWhereNoUnitIsNamed) {
  EXPECT_TRUE(read_measures(U"会议要求，各责任单位要压实责任。").empty());
  EXPECT_TRUE(read_measures(U"序号,任务,责任单位\n1,建台账,县统计局\n").empty());
  EXPECT_TRUE(read_measures(U"").empty());
  EXPECT_TRUE(read_measures(U"（责任单位：").empty());
  EXPECT_TRUE(read_measures(U"责任单位：县发改局").empty());  // for nothing
}

}  // namespace
}  // namespace luodi::reading
