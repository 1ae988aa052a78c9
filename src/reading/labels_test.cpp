// Labels behind requirements, slogans over paragraphs, meetings that a county calls: what minutes and news without 要 look like.
#include "reading/labels.h"

#include <gtest/gtest.h>

#include "paper/unicode.h"
#include "reading/read.h"

namespace luodi::reading {
namespace {

/// "text|unit|deadline" of every directive.
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  for (const Item& i : read(paper::to_utf32(text)).items)
    for (const Directive& d : i.directives) out.push_back(d.text + "|" + d.unit.value_or("-") + "|" + d.due_date.value_or("-"));
  return out;
}

TEST(Labels, SayWhoseTheRequirementOfTheLineAboveIs) {
  const std::string head =
      "霁川县人民政府常务会议纪要\n2026年3月11日，县长顾砚舟主持召开县政府2026年第5次常务会议。\n一、审议《霁川县茶业提质方案》\n"
      "会议明确：\n";
  EXPECT_EQ(told(head + "（一）按照会议意见修改完善，以县政府办名义印发。\n牵头单位：县农业农村局；配合单位：县林业局；完成时限："
                        "2026年6月20日前\n"
                        "（二）围绕精深加工开展招商。\n责任单位：县商务局、各镇（街道）  完成时限：年内\n"),
            (std::vector<std::string>{"按照会议意见修改完善，以县政府办名义印发|县农业农村局|2026-06-20",
                                      "围绕精深加工开展招商|县商务局、各镇（街道）|2026-12-31"}));
  EXPECT_EQ(told(head + "（一）县财政局要落实资金，5月底前拨付。\n责任单位：县审计局；完成时限：长期坚持\n"),
            (std::vector<std::string>{"县财政局要落实资金，5月底前拨付|县财政局|2026-05-31"}))
      << "what the sentence says itself stands";
}

TEST(Labels, NameWhoLeadsWhateverStandsFirst) {
  const auto unit = [](const char* s) {
    const std::u32string text = paper::to_utf32(s);
    const auto found = labels_in(text, {0, text.size()});
    return found && found->unit ? paper::to_utf8(view(text, *found->unit)) : std::string("-");
  };
  EXPECT_EQ(unit("责任单位：县财政局；牵头单位：县住建局"), "县住建局");
  EXPECT_EQ(unit("（责任单位：县财政局；牵头单位：县住建局）"), "县住建局");
  EXPECT_EQ(unit("（牵头单位：县住建局，县财政局配合）"), "县住建局");
  EXPECT_EQ(unit("（责任单位：各乡镇（街道））"), "各乡镇（街道）");
}

TEST(Labels, AreNoneWhereASentenceSaysMore) {
  const auto labels = [](const char* s) {
    const std::u32string text = paper::to_utf32(s);
    return labels_in(text, {0, text.size()}).has_value();
  };
  EXPECT_TRUE(labels("（责任单位：县住建局；完成时限：6月底前）"));
  EXPECT_TRUE(labels("完成时限：6月底前"));
  EXPECT_TRUE(labels("（牵头单位：县住建局，县财政局配合）")) << "in brackets more may be said";
  EXPECT_FALSE(labels("责任单位要按月报告"));
  EXPECT_FALSE(labels("责任单位：县住建局；各镇要抓紧办理"));
  EXPECT_FALSE(labels("配合单位：县住建局")) << "it says nothing of whose it is";
  EXPECT_FALSE(labels("（）"));
  EXPECT_FALSE(labels(""));
}

TEST(Slogans, OfTwoPhrasesStandOverWhatIsAskedForWithoutYao) {
  EXPECT_EQ(told("3月11日，县长顾砚舟主持召开县政府2026年第4次常务会议。\n会议听取了一季度经济运行情况的汇报。\n"
                 "扩大投资抓项目。用好专项债券，加快形成实物工作量。\n优化服务抓企业。坚决清理拖欠账款，6月底前全部清零。\n"),
            (std::vector<std::string>{"用好专项债券，加快形成实物工作量|-|-", "坚决清理拖欠账款，6月底前全部清零|-|2026-06-30"}));
}

TEST(Meeting, IsCalledByTheCountyAndLedByItsHead) {
  const auto meeting = [](const std::string& text) {
    const Reading r = read(paper::to_utf32(text));
    return r.meeting ? r.meeting->meeting_kind + "|" + (r.meeting->chair ? r.meeting->chair->name : "-") : std::string("none");
  };
  EXPECT_EQ(meeting("4月3日下午，霁川区召开一季度民营企业家座谈会，听取意见建议。区委副书记、区长顾砚舟主持会议并讲话。"),
            "一季度民营企业家座谈会|顾砚舟");
  EXPECT_EQ(meeting("6月25日晚，县委副书记、县长、县防汛抗旱指挥部指挥长顾砚舟主持召开防汛抗旱工作专题会议。"),
            "防汛抗旱工作专题会议|顾砚舟");
  EXPECT_EQ(meeting("4月9日，县委副书记、县长顾砚舟率县发改、财政等部门负责人到茶园片区，实地查看道路，并召开现场办公会，研究解决"
                    "突出问题。"),
            "现场办公会|顾砚舟");
  EXPECT_EQ(meeting("4月3日，霁川县委召开企业家座谈会。县长顾砚舟主持会议并讲话。"), "none") << "another body's meeting";
}

}  // namespace
}  // namespace luodi::reading
