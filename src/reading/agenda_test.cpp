// What a meeting dealt with: items out of lists, headings, and what is said of each.
#include <gtest/gtest.h>

#include "paper/unicode.h"
#include "reading/read.h"

namespace luodi::reading {
namespace {

using paper::to_utf32;
using Words = std::vector<std::string>;

/// Items of a paper with its convening sentence in front: kind, subject, how many directives.
Words items(const std::string& text) {
  Words out;
  for (const Item& i : read(to_utf32("3月11日，县长顾砚舟主持召开县政府2026年第4次常务会议。\n" + text)).items)
    out.push_back(i.kind + ":" + i.subject + ":" + std::to_string(i.directives.size()));
  return out;
}

/// Several matters of one sentence become items where each is spoken of; a list that is told again below is no item.
TEST(Items, OfAListAreThoseThatAreSpokenOf) {
  EXPECT_EQ(items("会议传达学习全省清洁取暖会议精神，对大气污染防治、农民工工资支付等工作进行安排部署。\n"
                  "关于清洁取暖，会议强调，要把群众温暖过冬作为硬任务。\n关于大气污染防治，会议强调，要加密巡查。要管住扬尘。\n"
                  "关于农民工工资支付，会议强调，要紧盯欠薪线索。"),
            (Words{"study:全省清洁取暖会议精神:1", "other:大气污染防治:2", "other:农民工工资支付:1"}));
  EXPECT_EQ(items("会议研究了安全生产、古树保护等工作。\n会议听取了安全生产工作情况汇报。会议强调，要严管。\n"
                  "会议听取了古树保护情况汇报。会议强调，要建档。"),
            (Words{"report:安全生产工作情况:1", "report:古树保护情况:1"}));
  EXPECT_EQ(items("一、学习议题\n（一）传达学习全省农村工作会议精神\n会议强调：要抓好春耕。\n二、汇报议题\n"
                  "（一）县林草局汇报全县防灭火工作情况\n会议强调：要压实责任。\n（二）《某县烤烟扶持办法》\n会议原则同意。"),
            (Words{"study:全省农村工作会议精神:1", "report:全县防灭火工作情况:1", "review:《某县烤烟扶持办法》:0"}));
  EXPECT_EQ(items("一、审议《甲办法》\n会议要求，要落实。\n二、汇报议题\n1.关于乙事项\n会议要求，要抓紧。\n2.关于丙事项\n"
                  "会议要求，要办好。"),
            (Words{"review:《甲办法》:1", "other:乙事项:1", "other:丙事项:1"}))
      << "below a heading that gathers, numbers are points and no sides";
  EXPECT_EQ(items("▌01 学习关于数字经济的意见\n会议强调，要抓好落实。\n▌02 听取全县燃气整治情况汇报\n会议要求，要严查。"),
            (Words{"study:数字经济的意见:1", "report:全县燃气整治情况:1"}));
  EXPECT_EQ(
      items("会议听取了县城投公司关于道路征迁情况的汇报。会议指出，工期滞后。\n会议议定：\n一、关于征迁扫尾。由县住建局负责。\n"
            "二、关于资金保障。由县财政局拨付。"),
      (Words{"report:道路征迁情况:2"}))
      << "sides of what was reported";
  EXPECT_EQ(items("一、研究卫生县城复审工作\n会议原则同意县卫健局提出的《卫生县城复审任务分解方案》，由县爱卫办印发。"),
            (Words{"review:《卫生县城复审任务分解方案》:1"}))
      << "the document below its heading";
  EXPECT_EQ(items("针对企业反映的电压不稳问题，会议明确，由县供电公司负责，4月底前增容。\n"
                  "针对东区断头路问题，会议明确，县自然资源局4月15日前报批。"),
            (Words{"other:电压不稳问题:1", "other:东区断头路问题:1"}));
  EXPECT_EQ(items("会议审议了县司法局送审的《规范性文件管理办法（修订稿）》。会议原则同意。"),
            (Words{"review:《规范性文件管理办法（修订稿）》:0"}));
}

/// One 听取 for several units, with a comma or 和 between them.
TEST(Items, OfUnitsThatReportOneAfterTheOther) {
  const auto subjects = [](const std::string& sentence) {
    std::string out;
    const Reading r =
        read(to_utf32("3月11日，县长顾砚舟主持召开县政府第4次常务会议。\n" + sentence + "会议强调，要抓好落实。\n"));
    for (const Item& i : r.items) out += i.reporting_unit.value_or("-") + "|" + i.subject + " ";
    return out;
  };
  EXPECT_EQ(subjects("会议听取了县统计局关于上半年经济运行情况的汇报和县水利局关于抗旱保苗工作开展情况的汇报。"),
            "县统计局|上半年经济运行情况 县水利局|抗旱保苗工作开展情况 ");
  EXPECT_EQ(
      subjects("会议听取了县应急管理局关于森林防灭火情况的汇报，县人社局关于根治欠薪情况的汇报，审议了《供水价格调整方案》。"),
      "县应急管理局|森林防灭火情况 县人社局|根治欠薪情况 -|《供水价格调整方案》 ");
}

TEST(Items, OfAMeetingThatIsNamedInFrontOfThem) {
  const Reading r = read(to_utf32(
      "10月29日，县长顾砚舟先后主持召开县政府党组会议和县政府第19次常务会议。\n县政府党组会议传达学习了省委全会精神。会议"
      "强调，要抓好落实。\n县政府第19次常务会议听取了县发改局关于经济运行情况的汇报。会议要求，县发改局要盯紧指标。\n"));
  ASSERT_EQ(r.items.size(), 2U);
  EXPECT_EQ(r.items[0].kind, "study");
  EXPECT_EQ(r.items[1].subject, "经济运行情况");
  EXPECT_EQ(r.items[1].reporting_unit, "县发改局");
}

TEST(Items, AreNamedByWhoSpeaksOfThem) {
  const Reading r =
      read(to_utf32("2月24日，全县春耕生产暨人居环境整治推进会在红桥镇召开。副县长商陆出席会议并讲话，县政府办副主任阳朔主持会议"
                    "。\n就春耕生产，"
                    "商陆要求，要压实面积责任。\n就人居环境整治，商陆强调，要健全垃圾收运体系。\n"));
  ASSERT_EQ(r.items.size(), 2U);
  EXPECT_EQ(r.items[0].subject, "春耕生产");
  EXPECT_EQ(r.items[1].subject, "人居环境整治");
}

TEST(Items, ListedByNumbersUpFrontAreNoDemands) {
  const Reading r =
      read(to_utf32("3月8日，县长顾砚舟主持召开县政府第3次常务会议。会议共有两项议题：一是听取企业复工复产情况汇报；二是讨论禁种"
                    "高秆作物实施方案。\n会议"
                    "强调，企业复工复产要抓紧。\n"));
  ASSERT_EQ(r.items.size(), 2U);
  EXPECT_EQ(r.items[0].directives.size() + r.items[1].directives.size(), 1U);
}

TEST(Items, HaveHeadingsWithoutNumbers) {
  const Reading r =
      read(to_utf32("11月8日，县长顾砚舟主持召开县政府第22次常务会议。\n关于耕地恢复工作\n会议强调，要分类推进。\n关于森林防火工"
                    "作\n会议指出，各乡镇要执行禁火令。\n会议"
                    "还对信访稳定、安全生产等工作进行了安排。\n"));
  ASSERT_EQ(r.items.size(), 2U);
  EXPECT_EQ(r.items[0].subject, "耕地恢复工作");
  EXPECT_EQ(r.items[1].subject, "森林防火工作");
  EXPECT_EQ(r.items[1].directives.size(), 1U);
}

TEST(Items, ToldTwiceAreOne) {
  const Reading r =
      read(to_utf32("2月22日，副县长秦砚主持召开县政府专题会议，研究国道改线工程征迁工作。\n会议听取了县交通局关于国道改线工程进"
                    "展情况的汇报。会议强调，要加快"
                    "进度。\n"));
  ASSERT_EQ(r.items.size(), 1U);
  EXPECT_EQ(r.items[0].kind, "report");
  const Reading again =
      read(to_utf32("2月22日，副县长秦砚主持召开县政府专题会议，研究污水厂二期建设。\n会议听取了县住建局关于项目进展情况的汇报。"
                    "会议强调，要加快进度。\n"));
  ASSERT_EQ(again.items.size(), 1U);
  EXPECT_EQ(again.items[0].subject, "污水厂二期建设") << "the report says how it stands, not what";
  EXPECT_EQ(again.items[0].reporting_unit, "县住建局");
}

TEST(Items, OfTheConveningSentenceStandBetweenSemicolons) {
  Words out;
  for (const Item& i :
       read(to_utf32("10月21日，区长顾砚舟主持召开区政府2024年第17次常务会议，传达学习全省农村工作会议精神，研究我区贯彻"
                     "落实意见；听取全区供暖准备工作情况汇报；审议《某区基金管理办法》。\n"
                     "会议指出，要学深悟透。\n会议强调，要把供暖准备做实。\n会议要求，要管好基金。"))
           .items)
    out.push_back(i.kind + ":" + i.subject);
  EXPECT_EQ(out, (Words{"study:全省农村工作会议精神", "report:全区供暖准备工作情况", "review:《某区基金管理办法》"}));
}

TEST(Items, OfOneReportAreToldApartWhereEachIsSpokenOf) {
  EXPECT_EQ(items("会议听取了《年度要点》任务分解情况、大气污染防治工作情况以及招商引资工作情况的汇报，研究了节日值守工作。\n"
                  "针对《年度要点》任务分解情况，顾砚舟要求，要认领任务。\n对于大气污染防治工作，顾砚舟强调，要管住扬尘。\n"
                  "谈到招商引资工作，顾砚舟强调，要选好商。"),
            (Words{"other:节日值守工作:0", "report:《年度要点》任务分解情况:1", "report:大气污染防治工作情况:1",
                   "report:招商引资工作情况:1"}));
}

TEST(Items, OfALawReadOutBeforeTheMeeting) {
  EXPECT_EQ(
      items(
          "会前，县司法局领学了《保障农民工工资支付条例》。顾砚舟强调，要管好专户。\n会议研究了春耕生产。会议要求，要备足农资。"),
      (Words{"study:《保障农民工工资支付条例》:1", "other:春耕生产:1"}));
}

}  // namespace
}  // namespace luodi::reading
