// Ways of writing that differ from county to county, each on sentences made for it: who is told without 要, what goes on with
// what stands before it, what is no demand, zones and meetings on one matter, what belongs to which point.
#include <gtest/gtest.h>

#include <algorithm>

#include "paper/unicode.h"
#include "reading/read.h"

namespace luodi::reading {
namespace {

using paper::to_utf32;
using Words = std::vector<std::string>;

Reading paper_with(const std::string& text) {
  return read(to_utf32("3月11日，县长顾砚舟主持召开县政府2026年第4次常务会议。\n" + text));
}
Words directives(const std::string& text) {
  Words out;
  for (const Item& i : paper_with(text).items)
    for (const Directive& d : i.directives) out.push_back(d.text);
  return out;
}
/// Kind, subject and number of directives of each item.
Words items(const std::string& text) {
  Words out;
  for (const Item& i : paper_with(text).items)
    out.push_back(i.kind + ":" + i.subject + ":" + std::to_string(i.directives.size()));
  return out;
}

TEST(Styles, UnitsAreToldWithoutYao) {
  EXPECT_EQ(
      directives("会议要求，项目业主单位落实安全责任；相关部门加强监测；各镇处抢抓墒情播种；经济发展局对减产企业逐户走访。"),
      (Words{"项目业主单位落实安全责任", "相关部门加强监测", "各镇处抢抓墒情播种", "经济发展局对减产企业逐户走访"}));
  EXPECT_EQ(directives("会议要求，邀请市民代表参与点评；聘请第三方机构评估。"),
            (Words{"邀请市民代表参与点评", "聘请第三方机构评估"}));
  EXPECT_EQ(directives("副县长齐一说，要加强宣传；各乡镇10月底前建成收储点。"),
            (Words{"要加强宣传", "各乡镇10月底前建成收储点"}));
}

TEST(Styles, WhatForGoesOnWithWhatStandsBeforeIt) {
  EXPECT_EQ(directives("会议强调，一个项目一套班子盯到底，确保6月底前过半。"), Words{"一个项目一套班子盯到底，确保6月底前过半"});
  EXPECT_EQ(directives("会议要求，县住建局对质量存在缺陷的楼栋，要督促企业整改。"),
            Words{"县住建局对质量存在缺陷的楼栋，要督促企业整改"});
  EXPECT_EQ(directives("会议指出，要冬病夏治；凡是弄虚作假的，一律停产整顿。"),
            (Words{"要冬病夏治", "凡是弄虚作假的，一律停产整顿"}));
  EXPECT_EQ(directives("会议明确，未完成补偿前，任何单位不得进场施工。"), Words{"未完成补偿前，任何单位不得进场施工"});
}

TEST(Styles, WhatWasDoneIsJudgedOrIsSettledIsNoDemand) {
  EXPECT_TRUE(directives("会议指出，各承办单位主动沟通，逐条研究答复，按期完成了办理任务，满意率有明显提升。").empty());
  EXPECT_TRUE(directives("会议强调，谋划实施好重点项目，是稳住基本盘的关键一招。").empty());
  EXPECT_TRUE(directives("会议同意成立改造工作领导小组，由常务副县长任组长，办公室设在县住建局。").empty());
  EXPECT_EQ(directives("会议强调，要破除“花钱大手大脚、要钱理直气壮”的惯性，守住底线。"),
            Words{"要破除“花钱大手大脚、要钱理直气壮”的惯性，守住底线"});
  EXPECT_EQ(directives("会议强调，要反复论证布局，请高水平团队参与编制。"), Words{"要反复论证布局，请高水平团队参与编制"});
}

TEST(Styles, DocumentsThatAreAgreedToAreSettled) {
  EXPECT_EQ(directives("会议原则同意县农业局提出的划定方案，按会议意见修改后，提请县委常委会审定。"),
            Words{"按会议意见修改后，提请县委常委会审定"});
  EXPECT_EQ(directives("会议审议了《甲办法》。\n会议同意县民政局提出的《甲办法》，所需经费由县财政局列入预算。"),
            Words{"所需经费由县财政局列入预算"});
  EXPECT_EQ(directives("会议议定：同意由县土地储备中心对地块实施收储。"), Words{"由县土地储备中心对地块实施收储"});
}

TEST(Styles, HeadingsOverWhoIsToldAreNone) {
  EXPECT_EQ(directives("会议明确：\n1．河道疏浚。由县交通局负责，年底前完成。\n2．油菜扩种。各镇抢抓墒情，完成播种。"),
            (Words{"由县交通局负责，年底前完成", "各镇抢抓墒情，完成播种"}));
}

TEST(Styles, MeetingsOfZonesAndOnOneMatter) {
  const auto told = [](const std::string& text) {
    const Reading r = read(to_utf32(text));
    return r.meeting ? r.meeting->meeting_kind + "|" + r.meeting->body.value_or("-") + "|" + r.meeting->ordinal.value_or("-")
                     : "none";
  };
  EXPECT_EQ(told("8月15日，桐川经济技术开发区召开管委会扩大会议，管委会主任翟一主持会议。会议强调，要紧盯指标。"),
            "管委会扩大会议|桐川经济技术开发区管委会|-");
  EXPECT_EQ(told("10月30日，沅山经济开发区管委会主任赖一主持召开管委会主任办公会。会议强调，要紧盯指标。"),
            "管委会主任办公会|沅山经济开发区管委会|-");
  EXPECT_EQ(told("1月8日晚，代县长纳一主持召开2026年第二次项目集中办公会。会议强调，要抢抓冬闲。"),
            "项目集中办公会|-|2026年第二次");
  EXPECT_EQ(told("8月21日，甲阳市长柳一主持召开市政府第三十九次市长办公会。会议强调，要抢抓冬闲。"), "市长办公会|-|第三十九次");
}

TEST(Styles, WhoWasThereBehindTheMainOfOffices) {
  const Reading r =
      read(to_utf32("3月15日，县长耿一主持召开县政府周例会，县领导钱书、计明远、邵雅芝及县政府办、督查局主要负责同志参加了会议。"
                    "\n会议要求，要抓紧。"));
  ASSERT_TRUE(r.meeting);
  EXPECT_EQ(r.meeting->participants.size(), 3U);
  const Reading minutes = paper_with("一、关于校舍安全\n议定：由县教育局牵头，县住建局参加，6月25日前逐校排查。");
  ASSERT_EQ(minutes.items.size(), 1U);
  EXPECT_EQ(minutes.items[0].directives.size(), 1U) << "who takes part in the work attends no meeting";
}

TEST(Styles, ListsThatAreToldPointByPoint) {
  EXPECT_EQ(items("会议通报了《甲报告》、《乙报告》等事项。\n会议听取了县发改局关于《甲报告》的汇报。会议指出，各镇要加快扫尾。\n"
                  "会议听取了县政府办《乙报告》的汇报。会议指出，要逐条答复。"),
            (Words{"report:《甲报告》:1", "report:《乙报告》:1"}));
  EXPECT_EQ(items("会议传达学习贯彻习近平总书记关于防灾的重要指示精神。会议强调，要严防死守。"),
            Words{"study:习近平总书记关于防灾的重要指示精神:1"});
  EXPECT_EQ(items("会议听取了班子成员和经信、住建等部门岁末重点工作汇报。会议强调，要抓紧。"), Words{"report:岁末重点工作:1"});
  EXPECT_EQ(items("一、关于校舍改造问题\n会议原则同意县教育局提出的改造方案。"), Words{"review:校舍改造:0"});
  EXPECT_EQ(items("会上，顾砚舟传达了全市指标调度会精神。\n会议强调，要紧盯指标。"), Words{"study:全市指标调度会精神:1"});
}

TEST(Styles, DaysThatAreOftenMisread) {
  const auto due = [](const std::string& wording) {
    const Reading r =
        read(to_utf32("2026年12月10日，县长顾砚舟主持召开县政府第4次常务会议。会议要求，县财政局要于" + wording + "拨付资金。"));
    for (const Item& i : r.items)
      for (const Directive& d : i.directives) return d.due_date.value_or("open");
    return std::string("none");
  };
  EXPECT_EQ(due("下月15日前"), "2027-01-15");
  EXPECT_EQ(due("下个月底前"), "2027-01-31");
  EXPECT_EQ(due("明年元月底前"), "2027-01-31");
  EXPECT_EQ(due("后年年底前"), "2028-12-31");
  EXPECT_EQ(due("12月31日（含）前"), "2026-12-31");
  EXPECT_EQ(due("１２月２０日前"), "2026-12-20");
  EXPECT_EQ(due("2月30日前"), "open") << "no such day";
  EXPECT_EQ(due("□月10日前"), "open") << "left to be filled in";
  EXPECT_EQ(due("□月底前"), "open");
  EXPECT_EQ(due("接到通知之日起20日内"), "open") << "from a day that is not named";
}

TEST(Styles, WhatStandsAboveTheTitleAndWhoIsCalledYao) {
  const Reading r = read(
      to_utf32("各乡镇人民政府，县政府各部门：\n县政府召开常务会议\n2026年11月10日，县长顾砚舟主持召开县政府第１８次常务会议，"
               "副县长柳一、李要武参加会议。\n会议要求，要抓好落实。"));
  ASSERT_TRUE(r.meeting);
  EXPECT_EQ(r.meeting->date, "2026-11-10");
  EXPECT_EQ(r.meeting->chair->name, "顾砚舟");
  EXPECT_EQ(r.meeting->participants.size(), 2U);
  EXPECT_EQ(items("一、关于老旧小区改造的问题\n会议要求，要抓好落实。"), Words{"other:老旧小区改造:1"});
}

/// One paragraph speaks of several documents one after the other: a sentence between two demands turns to the next.
TEST(Styles, DemandsGoToThePointThatIsSpokenOf) {
  EXPECT_EQ(items("会议讨论通过了《高标准农田建设方案》《城区供热价格调整方案》、关于河道采砂权出让的请示。\n"
                  "顾砚舟指出，要建好高标准农田。供热价格关系千家万户。县发改局要组织听证。\n顾砚舟要求，县水利局要把采砂管严。"),
            (Words{"review:《高标准农田建设方案》:1", "review:《城区供热价格调整方案》:1", "review:关于河道采砂权出让的请示:1"}));
  EXPECT_EQ(items("会议听取了全县小微企业金融服务情况汇报。会议还审议了《环境质量公报》《冷链追溯平台建设方案》等议题。\n"
                  "会议指出，小微企业连着就业，金融服务是关键。各镇要摸清需求。\n会议指出，要如实发布环境质量信息。\n"
                  "会议强调，要把好冷链追溯关。"),
            (Words{"report:全县小微企业金融服务情况:1", "review:《环境质量公报》:1", "review:《冷链追溯平台建设方案》:1"}));
}

}  // namespace
}  // namespace luodi::reading
