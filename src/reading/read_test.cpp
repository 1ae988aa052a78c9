// Reading: golden articles with their records, and the rules one by one.
#include "reading/read.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "paper/unicode.h"
#include "reading/deadline.h"
#include "reading/directives.h"
#include "reading/people.h"
#include "tests/support/files.h"

namespace luodi::reading {
namespace {

using paper::to_utf32;
using paper::to_utf8;

std::vector<std::string> directives(const std::string& text) {
  std::vector<std::string> out;
  for (const Item& i : read(to_utf32("3月11日，县长顾砚舟主持召开县政府2026年第4次常务会议。\n" + text)).items)
    for (const Directive& d : i.directives) out.push_back(d.text);
  return out;
}

using Words = std::vector<std::string>;

TEST(Directives, BeginAtEachYaoThatOpensAClause) {
  EXPECT_EQ(directives("会议听取了县发改局的汇报。会议要求，要抓好谋划，推动开工。要加强调度。"),
            (Words{"要抓好谋划，推动开工", "要加强调度"}));
  EXPECT_EQ(directives("会议强调，一要压实责任；二要严格考核。"), (Words{"要压实责任", "要严格考核"}));
  EXPECT_EQ(directives("会议要求，一是加快建设；二是强化监管。"), (Words{"加快建设", "强化监管"}));
}

TEST(Directives, AreNoneWhereYaoIsPartOfAWord) {
  EXPECT_TRUE(directives("会议指出，这项工作十分重要，主要原因是要素保障跟不上，需要时间。").empty());
  EXPECT_TRUE(directives("会议认为，安全是发展的重要前提，必须常抓不懈。").empty());
}

TEST(Directives, NameTheUnitThatStandsBeforeYao) {
  const Reading r =
      read(to_utf32("3月11日，县长甲一主持召开县政府第4次常务会议。会议要求，县财政局、县水利局等部门要统筹资金；各乡镇（街道）要"
                    "抓好落实；由县发改局会同县工信局修改完善后印发；责成县住建局限期整改。"));
  Words units;
  for (const Item& i : r.items)
    for (const Directive& d : i.directives) units.push_back(d.unit.value_or("-"));
  EXPECT_EQ(units, (Words{"县财政局、县水利局", "各乡镇（街道）", "县发改局", "县住建局"}));
}

/// 政府常务会议 without its level, the number in front of 政府, a term in front of both.
TEST(Meeting, IsNamedInManyOrders) {
  const auto named = [](const std::string& sentence) {
    const Reading r = read(to_utf32(sentence + "会议强调，要抓好落实。"));
    return r.meeting ? r.meeting->meeting_kind + "|" + r.meeting->ordinal.value_or("-") : std::string("none");
  };
  EXPECT_EQ(named("11月18日，县长顾砚舟主持召开第41次政府常务会议。"), "县政府常务会议|第41次");
  EXPECT_EQ(named("1月29日，市长顾砚舟主持召开十一届十九次政府常务会议。"), "市政府常务会议|十一届十九次");
  EXPECT_EQ(named("8月22日，县长顾砚舟主持召开县政府党组会议和县十八届第21次政府常务会议。"),
            "县政府党组会议和县政府常务会议|十八届第21次");
  EXPECT_EQ(named("9月11日，县长顾砚舟主持召开县十七届人民政府第151、152次常务会议。"),
            "县政府常务会议|十七届人民政府第151、152次");
  EXPECT_EQ(named("8月20日，县长顾砚舟主持召开企业座谈会。"), "企业座谈会|-") << "what is promised there is followed too";
  EXPECT_EQ(named("9月2日，县长顾砚舟主持召开县人民政府第十次常务会议。"), "县人民政府常务会议|第十次") << "as worded";
}

/// On one matter, called by the government, its head or a deputy; who is no head of it calls none.
TEST(Meeting, OnOneMatterBearsItsName) {
  const auto named = [](const std::string& sentence) {
    const Reading r = read(to_utf32(sentence + "会议强调，各乡镇要抓好落实。"));
    return r.meeting ? r.meeting->meeting_kind : std::string("none");
  };
  EXPECT_EQ(named("7月2日晚，受县长委托，常务副县长程默之在县防汛指挥部主持召开防汛工作专题会议。"), "防汛工作专题会议");
  EXPECT_EQ(named("5月15日，霁川县政府召开全县防汛抗旱工作专题会议，安排部署备汛工作。"), "全县防汛抗旱工作专题会议");
  EXPECT_EQ(named("4月25日，县长顾砚舟深入产业园建设工地主持召开现场办公会。"), "现场办公会");
  EXPECT_EQ(named("5月15日，县住建局召开供热工作调度会，安排供热准备。"), "none");
  EXPECT_EQ(named("5月15日，县委书记陆听澜主持召开招商引资专题会议。"), "none");
  const Reading r = read(
      to_utf32("霁川县人民政府专题会议纪要\n〔2025〕33号\n11月3日，县长顾砚舟主持召开专题会议，研究整改工作。\n会议明确如下：\n"
               "（一）砂石场整治。12月10日前拆除全部生产设备。\n（二）养殖治理。县农业农村局建立“一户一策”。\n"));
  ASSERT_TRUE(r.meeting);
  EXPECT_EQ(r.meeting->date, "2025-11-03") << "the year stands in the number";
  std::size_t told = 0;
  for (const Item& i : r.items) told += i.directives.size();
  EXPECT_EQ(told, 2U) << "what stands below 明确如下 was decided";
}

TEST(Directives, AreNoneOfWhatIsToldQuotedOrCounted) {
  for (const char* sentence :
       {"会议强调，省委指出，要坚持绿色发展，这为我们指明了方向。", "会议要求，县内现有寄宿制学校19所，尚有7所未达标。",
        "会议强调，中秋、国庆假期将至。", "会议强调，麻痹思想要不得、侥幸心理更要不得。",
        "会议学习了条例，由县司法局作辅导讲解。", "会议强调，盘活闲置资产是化解债务的现实需要。"})
    EXPECT_TRUE(directives(sentence).empty()) << sentence;
}

TEST(Meeting, WhoPresidesInASentenceOfItsOwn) {
  const Reading r = read(to_utf32(
      "3月7日，区政府第36次常务会议召开。区委副书记、区长顾砚舟主持；副区长罗敬亭、费立和出席。\n会议强调，要抓好落实。"));
  ASSERT_TRUE(r.meeting && r.meeting->chair);
  EXPECT_EQ(r.meeting->chair->name, "顾砚舟");
  ASSERT_EQ(r.meeting->participants.size(), 2U);
  EXPECT_EQ(r.meeting->participants[1].name, "费立和") << "a name that ends in 和";
  const Reading last = read(to_utf32(
      "3月7日，区政府第36次常务会议召开，听取重点工作汇报。\n会议强调，要抓好落实。\n会议由区委副书记、区长顾砚舟主持。"));
  ASSERT_TRUE(last.meeting && last.meeting->chair) << "said at the end";
  EXPECT_EQ(last.meeting->chair->name, "顾砚舟");
  const Reading end = read(to_utf32("3月14日，县政府召开第19次县长办公会议。县长顾砚舟在会上强调，要抓好服务。\n" + [] {
    std::string many;
    for (int i = 0; i < 14; ++i) many += "会议听取了第" + std::to_string(i) + "项工作情况汇报。会议要求，要抓紧。\n";
    return many;
  }() + "县政府领导詹必成、章慕白出席会议。"));
  ASSERT_TRUE(end.meeting && end.meeting->chair);
  EXPECT_EQ(end.meeting->chair->name, "顾砚舟");
  EXPECT_EQ(end.meeting->participants.size(), 2U) << "who was there stands at the end";
  const auto people = people_of(to_utf32("罗敬亭、阮东升和政府办主任蔺国强"));
  ASSERT_EQ(people.size(), 3U);
  EXPECT_EQ(people[1].name, "阮东升");
}

/// Minutes give day, chair and people under labels, which are spread with spaces, at the head or at the foot.
TEST(Minutes, AreReadByTheirLabels) {
  const Reading r = read(
      to_utf32("澜川县人民政府\n常务会议纪要\n〔2026〕21号\n时　间：2026年11月27日（星期五）下午3：00\n地  点：县政府三楼会议室\n"
               "主  持：顾砚舟\n参加人员：沈知远  林　溪\n列席人员：县人大常委会副主任舒望尧，县政府办裴长青，县发改局  周  平\n"
               "          县水利局  郑  和\n记  录：孙小文\n\n会议议定：\n一、关于农村饮水\n县水利局要抓紧排查。\n"
               "分送：县长、副县长。\n澜川县人民政府办公室　　　　2026年11月28日印发"));
  ASSERT_TRUE(r.meeting && r.meeting->chair);
  EXPECT_EQ(r.meeting->meeting_kind, "县政府常务会议");
  EXPECT_EQ(r.meeting->date, "2026-11-27");
  EXPECT_EQ(r.meeting->chair->name, "顾砚舟");
  const auto names = [](const std::vector<Person>& list) {
    std::string s;
    for (const Person& p : list) s += p.name + "/" + p.title.value_or("") + " ";
    return s;
  };
  EXPECT_EQ(names(r.meeting->participants), "沈知远/ 林溪/ ");
  EXPECT_EQ(names(r.meeting->invited), "舒望尧/县人大常委会副主任 裴长青/ 周平/ 郑和/ ");
  const Reading foot = read(
      to_utf32("澜川县人民政府常务会议纪要\n第十六次\n澜川县人民政府办公室　　　　　　　　　　　2026年8月9日\n\n8月4日，县长顾砚"
               "舟在政府常务会议室"
               "主持召开县政府常务会议。副旗长斯日古楞、孟克巴雅尔出席会议。童桂林副县长出席会议。\n会议强调，要抓好落实。\n\n"
               "请　假：柴宏毅（赴省委党校学习）"));
  ASSERT_TRUE(foot.meeting);
  EXPECT_EQ(foot.meeting->date, "2026-08-04") << "the year stands on the line of the issue";
  EXPECT_EQ(foot.meeting->meeting_kind, "县政府常务会议") << "the room is no meeting";
  EXPECT_EQ(foot.meeting->ordinal, "第十六次");
  EXPECT_EQ(names(foot.meeting->participants), "斯日古楞/副旗长 孟克巴雅尔/副旗长 童桂林/副县长 ");
}

TEST(Meeting, BodyIsNoPieceOfASentence) {
  const Reading r = read(
      to_utf32("2026年11月26日，县长顾砚舟主持召开县政府第20次常务会议。\n会议要求，县发改局要于12月10日前报县政府办公室。"));
  ASSERT_TRUE(r.meeting);
  EXPECT_FALSE(r.meeting->body) << r.meeting->body.value_or("");
}

TEST(Directives, OfUnitsToldOneAfterTheOther) {
  EXPECT_EQ(
      directives("会议要求，县城管局负责组织实施，县公安局交警大队负责绕行路线标识设置；各镇配合做好沿线环境整治和标识安装。"),
      (Words{"县城管局负责组织实施", "县公安局交警大队负责绕行路线标识设置", "各镇配合做好沿线环境整治和标识安装"}));
  EXPECT_EQ(directives("会议要求，县行政审批局9月底前上线专区，各进驻部门不得以任何理由增设前置条件。"),
            (Words{"县行政审批局9月底前上线专区", "各进驻部门不得以任何理由增设前置条件"}));
  EXPECT_EQ(directives("会议原则同意《某请示》，县教育局要做好稳定工作，严禁以任何理由封堵校门。"),
            (Words{"县教育局要做好稳定工作，严禁以任何理由封堵校门"}))
      << "理由 names nobody";
  EXPECT_EQ(directives("会议议定：一是方案须经代表大会通过；二是拖欠的保险费1260万元，由县财政局分两年解决。").back(),
            "拖欠的保险费1260万元，由县财政局分两年解决");
  EXPECT_TRUE(directives("会议指出，政府投资必须量力而行，前期工作深度不够。").empty()) << "a judgement";
  EXPECT_EQ(
      directives(
          "会议强调：\n项目攻坚再提速。坚持项目为王，清单化推进。县发改局牵头建立预警机制。\n安全底线再筑牢。全面排查隐患。"),
      (Words{"坚持项目为王，清单化推进", "县发改局牵头建立预警机制", "全面排查隐患"}))
      << "below 会议强调： on a line of its own";
  EXPECT_EQ(directives("（一）会议原则同意县城管局提交的《某方案》，由县城管局修改，经县司法局审查后印发。"),
            (Words{"由县城管局修改，经县司法局审查后印发"}));
}

/// A source in brackets, or the next step, ends no paragraph and begins no slogan.
TEST(Directives, AreNoneOfWhatSomebodyMeansToDo) {
  EXPECT_TRUE(directives("会议要求，县水利局将抢抓春季施工期，计划于5月底前通水，届时群众将喝上放心水。").empty());
  EXPECT_EQ(directives("会议要求，县财政局将专项资金纳入预算。"), (Words{"县财政局将专项资金纳入预算"})) << "将 takes an object";
  EXPECT_TRUE(directives("会议要求，河湾镇负责人表示，将坚持“挂图作战”，确保三个项目投产。").empty());
  EXPECT_EQ(directives("会议要求，某公司要履行承诺，年底前竣工。"), (Words{"某公司要履行承诺，年底前竣工"}));
  EXPECT_TRUE(directives("会议强调，问题仍然存在：一是大项目偏少；二是前期工作不深，要件反复修改。").empty());
  EXPECT_EQ(directives("会议强调，一是支出进度缓慢，要加快拨付。").size(), 1U);
  EXPECT_TRUE(directives("会议强调，项目为王，实干为要。").empty());
  EXPECT_TRUE(directives("会议强调，要想在竞争中不掉队，取决于办事要不要找人。").empty());
  EXPECT_EQ(directives("会议强调，要加强监测，要点对点督促部门补欠。"), (Words{"要加强监测", "要点对点督促部门补欠"}));
}

TEST(Directives, BeginWithTheDayOrTheMatterInFrontOfThem) {
  EXPECT_EQ(directives("会议要求，各镇要管好牛羊转场；6月15日前，县林草局要会同县公安局集中整治一轮。").back(),
            "6月15日前，县林草局要会同县公安局集中整治一轮");
  EXPECT_EQ(directives("会议要求，专片中曝光的14个问题，有关乡镇必须在4月15日前整改到位。"),
            (Words{"专片中曝光的14个问题，有关乡镇必须在4月15日前整改到位"}));
  EXPECT_EQ(directives("会议明确，企业欠缴的土地出让金，由县财政局依法追缴。"),
            (Words{"企业欠缴的土地出让金，由县财政局依法追缴"}));
  EXPECT_EQ(directives("会议认为，管好投资来不得半点马虎。县发改委要修改完善；凡未纳入计划的项目，一律不得安排资金。").back(),
            "凡未纳入计划的项目，一律不得安排资金")
      << "beside a demand it is no judgement";
}

TEST(Directives, OfListsWithDashesAndTasksWithNumbers) {
  EXPECT_EQ(directives("会议明确：\n——县教育局、县市场监管局本周五前完成学校食堂检查；\n——县工信局督促停产矿山落实看守，未经验收"
                       "不得擅自复工。"),
            (Words{"县教育局、县市场监管局本周五前完成学校食堂检查", "县工信局督促停产矿山落实看守，未经验收不得擅自复工"}));
  const Reading r = read(to_utf32(
      "6月18日，县长顾砚舟主持召开县政府第20次常务会议。会议议定：\n1. 优化两所小学周边信号灯配时（县公安局交警大队，6月"
      "25日前）。\n2. 主动对接铁路部门，取得穿越施工许可。\n责任单位：县水利局　配合单位：县发改委\n完成时限：9月10日前\n"
      "任务3　引导快递企业签订入驻协议。牵头单位：县邮政管理局；完成时限：年内。"));
  std::string told;
  for (const Item& i : r.items)
    for (const Directive& d : i.directives) told += d.text + "|" + d.unit.value_or("-") + "|" + d.deadline.value_or("-") + "; ";
  EXPECT_EQ(told,
            "优化两所小学周边信号灯配时|县公安局交警大队|6月25日前; 主动对接铁路部门，取得穿越施工许可|县水利局|9月10日前; "
            "引导快递企业签订入驻协议|县邮政管理局|年内; ");
}

TEST(Directives, AreNoneOfWhatAUnitProposes) {
  EXPECT_TRUE(directives("县生态环境分局提出，明年要继续加力，并将严查散煤复烧。").empty());
  for (const char* who : {"县长顾砚舟提出，", "县长提出，", "县长顾砚舟表示，", "顾砚舟表示，"})
    EXPECT_EQ(directives(std::string(who) + "要加快项目建设。"), (Words{"要加快项目建设"})) << who << " speaks for the meeting";
  EXPECT_TRUE(directives("县住建局汇报，下一步将对剩余隐患建账销号，年底前要实现全覆盖。").empty());
}

TEST(Directives, EndBeforeTheirLabelsInBrackets) {
  const Reading r = read(
      to_utf32("6月18日，县长顾砚舟主持召开现场办公会。\n一、城南市场改造\n（一）完成市场升级改造（责任领导：夏某；责任单位："
               "县商务局；完成时限：12月底前）。\n（二）启用专项资金，指导表决（牵头单位：县住建局；完成时限：第三季度）。\n"));
  ASSERT_EQ(r.items.size(), 1U);
  EXPECT_EQ(r.items[0].subject, "城南市场改造") << "a number over a list is a matter, with or without 关于";
  ASSERT_EQ(r.items[0].directives.size(), 2U);
  EXPECT_EQ(r.items[0].directives[0].text, "完成市场升级改造");
  EXPECT_EQ(r.items[0].directives[0].unit, "县商务局");
  EXPECT_EQ(r.items[0].directives[0].deadline, "12月底前");
  EXPECT_EQ(r.items[0].directives[1].text, "启用专项资金，指导表决");
  EXPECT_EQ(r.items[0].directives[1].unit, "县住建局");
  EXPECT_EQ(r.items[0].directives[1].deadline, "第三季度");
}

TEST(Directives, AreNoneOfMaximsAndOfWhoWasThere) {
  EXPECT_EQ(directives("会议强调，保护是前提，利用是手段，要守住红线。"), (Words{"要守住红线"}));
  EXPECT_TRUE(directives("会议指出，要让群众住得舒心，配套设施是基础。").empty());
  EXPECT_EQ(directives("会议要求，要压实责任。县纪委监委负责人参加相关议题。"), (Words{"要压实责任"}));
  EXPECT_EQ(directives("会议强调，要抓好项目，守住底线。"), (Words{"要抓好项目，守住底线"}));
  EXPECT_EQ(directives("会议强调，要加强施工现场管理，安全是底线。").size(), 1U)
      << "a maxim behind a demand takes nothing from it";
}

TEST(Directives, GoOnBehindAParagraphThatJudges) {
  EXPECT_EQ(directives("会议认为，集中供热意义重大。\n一、拆除问题。由县环境局负责督促拆除；县市场监管局依法办理注销；园区管委会"
                       "同步做好清表。")
                .size(),
            3U);
  EXPECT_EQ(directives("会议要求，补偿标准严格执行既有文件，不得擅自突破。"), (Words{"补偿标准严格执行既有文件，不得擅自突破"}));
  EXPECT_EQ(directives("会议明确，由县糖业中心统筹砍运计划，县公安局交警大队、县交通运输局协助保障通道。").size(), 1U);
  EXPECT_EQ(directives("关于后续扶持，会议要求，一要稳就业，新增岗位800个；二要强产业，盘活门面。"),
            (Words{"要稳就业，新增岗位800个", "要强产业，盘活门面"}));
}

TEST(Meeting, OfTheCommitteeAndOnADayThatOpensTheParagraph) {
  const Reading c = read(to_utf32(
      "6月27日，县委书记顾砚舟主持召开2025年第17次县委常委会会议，传达学习省委常委会会议精神。\n会议要求，要落实责任。"));
  ASSERT_TRUE(c.meeting);
  EXPECT_EQ(c.meeting->meeting_kind, "县委常委会会议");
  EXPECT_EQ(c.meeting->ordinal, "2025年第17次");
  EXPECT_EQ(c.meeting->date, "2025-06-27");
  const Reading d =
      read(to_utf32("2025年7月22日，烈日当空。县长顾砚舟一早来到工地，并主持召开现场办公会。\n会议要求，要落实责任。"));
  ASSERT_TRUE(d.meeting && d.meeting->chair);
  EXPECT_EQ(d.meeting->date, "2025-07-22");
  EXPECT_EQ(d.meeting->chair->name, "顾砚舟");
}

TEST(Directives, AreFoundAroundFurnitureAndSlogans) {
  EXPECT_EQ(directives("会议强调，要拉网清理。要靠前驻防。（来源：某县融媒体中心 某某）"), (Words{"要拉网清理", "要靠前驻防"}));
  EXPECT_EQ(directives("就重点工作，顾砚舟指出，主要指标逐月回升。接下来，重点做好两篇文章。\n"
                       "抢时间，决战项目投资。全面起底续建项目，10月底前交出净地。\n守底线，决不掉以轻心。从严落实各项措施。"),
            (Words{"全面起底续建项目，10月底前交出净地", "从严落实各项措施"}));
  EXPECT_EQ(directives("关于农田水利，会议要求，抢抓农闲时机，疏浚支渠。"), (Words{"抢抓农闲时机，疏浚支渠"}));
  EXPECT_TRUE(directives("会议指出，民生实事是承诺，说了就要算、定了就要干。").empty());
  EXPECT_EQ(directives("会议指出，对标对表，奋力夺取全年胜。紧盯落后指标，拿出追赶办法；巩固领先指标，扩大优势。"),
            (Words{"紧盯落后指标，拿出追赶办法", "巩固领先指标，扩大优势"}))
      << "a slogan of four characters over what is asked for";
  EXPECT_EQ(directives("关于大气污染，会议强调，去年排名靠后。县生态环境分局要牵头；镇领导对本辖区负总责；严肃追责问责。"),
            (Words{"县生态环境分局要牵头", "镇领导对本辖区负总责", "严肃追责问责"}))
      << "what is said in the sentence holds for its parts";
  EXPECT_EQ(directives("会议要求，县自然资源局、县农业农村局要加强培训，指导乡镇依法审批。"),
            (Words{"县自然资源局、县农业农村局要加强培训，指导乡镇依法审批"}));
  EXPECT_EQ(directives("会议强调，要抓好落实。各乡镇要召开会议，传达学习全会精神。"),
            (Words{"要抓好落实", "各乡镇要召开会议，传达学习全会精神"}))
      << "a meeting that is asked for is not the meeting that was held";
  EXPECT_EQ(directives("会议要求，由县发改局牵头，县住建局积极配合，开展调查。"),
            (Words{"由县发改局牵头，县住建局积极配合，开展调查"}));
  EXPECT_EQ(directives("会议要求，对今天定下的事情，县政府督查室要一督到底。"),
            (Words{"对今天定下的事情，县政府督查室要一督到底"}));
}

TEST(Deadlines, MayBeAPeriodThatStandsBare) {
  const auto due = [](const char* text) {
    const std::u32string s = to_utf32(text);
    const auto d = find_deadline(s, "2026-02-24");
    return d ? paper::to_utf8(s.substr(d->range.begin, d->range.end - d->range.begin)) + " " + d->due_date.value_or("-") : "";
  };
  EXPECT_EQ(due("推动产业园二期上半年建成投产"), "上半年 2026-06-30");
  EXPECT_EQ(due("第三季度完成沿河排污口建档"), "第三季度 2026-09-30");
  EXPECT_EQ(due("“五一”假期前推出三条线路"), "“五一”假期前 -");
  EXPECT_EQ(due("夏粮收购前完成改造"), "夏粮收购前 -");
  EXPECT_EQ(due("下次县长办公会议前提出方案"), "下次县长办公会议前 -");
  EXPECT_EQ(due("下周三前给一个书面答复"), "下周三前 -");
  EXPECT_EQ(due("赶在双十一前兑现"), "双十一前 -");
  EXPECT_EQ(due("做好上半年经济运行分析"), "");
  EXPECT_EQ(due("确保三季度补齐欠账"), "");
}

TEST(Deadlines, BecomeDaysWithAReason) {
  auto due = [](const char* text, const char* meeting) {
    const auto d = find_deadline(to_utf32(text), std::string(meeting));
    return d ? to_utf8(to_utf32(text).substr(d->range.begin, d->range.end - d->range.begin)) + "=" + d->due_date.value_or("open")
             : std::string("none");
  };
  EXPECT_EQ(due("要在3月底前完成", "2026-03-11"), "3月底前=2026-03-31");
  EXPECT_EQ(due("1月15日前完成公示", "2025-12-29"), "1月15日前=2026-01-15") << "said in December, due next year";
  EXPECT_EQ(due("年底前完成改造", "2026-03-11"), "年底前=2026-12-31");
  EXPECT_EQ(due("一季度末前完成", "2026-02-01"), "一季度末前=2026-03-31");
  EXPECT_EQ(due("汛期来临前完成整治", "2026-03-11"), "汛期来临前=open");
  EXPECT_EQ(due("?月底前绘制完成招商图谱", "2026-03-25"), "?月底前=open") << "the lost digit was the month";
  EXPECT_EQ(due("要在教师节前足额兑现", "2026-08-30"), "教师节前=open");
  EXPECT_EQ(due("要在小年前逐户体检", "2026-01-30"), "小年前=open");
  EXPECT_EQ(due("抢在清明前后把秧田整出来", "2026-03-08"), "清明前后=open");
  EXPECT_EQ(due("4月上旬形成台账", "2026-03-11"), "4月上旬=2026-04-10") << "ready by then, though no 前 says so";
  EXPECT_EQ(due("从4月上旬起开展巡查", "2026-03-11"), "none") << "a start";
  EXPECT_EQ(due("2027年一季度末完成", "2026-03-11"), "2027年一季度末=2027-03-31");
  EXPECT_EQ(due("三年内漏损率降到9%以内", "2026-03-11"), "三年内=2029-03-11");
  EXPECT_EQ(due("提前介入，目前已完成", "2026-03-11"), "none");
  EXPECT_EQ(due("2026年2月底前建成", "2025-12-30"), "2026年2月底前=2026-02-28");
  EXPECT_EQ(due("3个工作日内办结", "2025-01-24"), "3个工作日内=2025-02-05")
      << "the Spring Festival of 2025 and its make-up day of 26 January lie between";
  EXPECT_EQ(due("每月5日前通报进展", "2026-03-11"), "每月5日前=open");
  EXPECT_EQ(due("要抓紧办理，尽快见效", "2026-03-11"), "none");
  EXPECT_EQ(due("在停暖后10日内进场施工", "2026-03-11"), "停暖后10日内=open") << "counted from an event";
  EXPECT_EQ(due("确保新聘教师开学前到岗", "2026-07-11"), "开学前=open");
  EXPECT_EQ(due("深入开展节前检查", "2026-01-11"), "none");
  EXPECT_EQ(due("正月十五前未复工的项目由领导督办", "2026-02-05"), "none");
  EXPECT_EQ(due("12月20日前完成", "--11-05"), "12月20日前=open") << "no year anywhere: the day stays open";
}

TEST(People, AreNoDepartmentsNamedInShort) {
  const auto names = [](const char* list) {
    std::string out;
    for (const Person& p : people_of(to_utf32(list))) out += p.name + " ";
    return out;
  };
  EXPECT_EQ(names("副县长叶知秋、罗敬亭，县政府办、发改、财政、民政等部门负责同志"), "叶知秋 罗敬亭 ");
  EXPECT_EQ(names("副县长叶知秋、罗敬亭，各乡(镇)场、县直各部门主要负责人"), "叶知秋 罗敬亭 ");
  EXPECT_EQ(names("县长助理田景贵"), "田景贵 ");
}

TEST(People, CarryTheirTitlesOn) {
  const auto list = people_of(U"县委常委、常务副县长王劲松，副县长何清越、吴兆麟，各镇负责人");
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].title, "县委常委、常务副县长");
  EXPECT_EQ(list[2].name, "吴兆麟");
  EXPECT_EQ(list[2].title, "副县长");
}

/// A meeting whose name stands before the verb, of which the head of a government spoke; its name says what it was about.
TEST(Meeting, IsNamedBeforeItsVerb) {
  const Reading r = read(to_utf32(
      "8月14日上午，全县重点项目建设推进会在县会议中心召开。县委副书记、县长顾砚舟出席会议并讲话。副县长沈青禾主持会议。\n顾砚舟"
      "强调，各级各部门要推动项目提速增效。要紧盯开工率。\n"));
  ASSERT_TRUE(r.meeting);
  EXPECT_EQ(r.meeting->meeting_kind, "全县重点项目建设推进会");
  EXPECT_EQ(r.meeting->chair->name, "沈青禾");
  ASSERT_EQ(r.meeting->participants.size(), 1U);
  EXPECT_EQ(r.meeting->participants[0].name, "顾砚舟");
  ASSERT_EQ(r.items.size(), 1U);
  EXPECT_EQ(r.items[0].subject, "重点项目建设");
  EXPECT_EQ(r.items[0].directives.size(), 2U);
  // Nobody of the government spoke, or another body met: no meeting of a government.
  EXPECT_FALSE(read(to_utf32("8月14日，全县重点项目建设推进会在县会议中心召开。会议强调，要提速增效。")).meeting);
  EXPECT_FALSE(
      read(to_utf32("8月14日，县委农村工作会议在会议中心召开。县长顾砚舟出席会议并讲话。会议强调，要抓好落实。")).meeting);
}

/// A news report begins with a day alone; its own day says which month.
TEST(Meeting, HasTheMonthOfItsReport) {
  const auto date = [](const char* published, const char* day) {
    const Reading r = read(to_utf32(std::string("县政府召开常务会议\n来源：县融媒体中心　发布时间：") + published + " 08:20\n" +
                                    day + "日上午，县长顾砚舟主持召开县政府第5次常务会议。会议强调，要抓好落实。\n"));
    return r.meeting ? r.meeting->date.value_or("-") : std::string("none");
  };
  EXPECT_EQ(date("2024-03-30", "29"), "2024-03-29");
  EXPECT_EQ(date("2024-04-01", "31"), "2024-03-31");
  EXPECT_EQ(date("2024-01-01", "31"), "2023-12-31");
  EXPECT_EQ(date("2024-03-01", "31"), "2024-01-31") << "no 31st of February";
}

TEST(Directives, TakeTheUnitsOfALabelBehindThem) {
  const Reading r =
      read(to_utf32("3月11日，县长甲一主持召开县政府第4次常务会议。会议议定：\n（一）摸清底数，5月底前完成排查。（责任单位：县住"
                    "建局、各乡镇）\n（二）"
                    "做好企业入库，年底前完成审核（牵头单位：县统计局；责任单位：县市场监管局）。\n"));
  Words units;
  for (const Item& i : r.items)
    for (const Directive& d : i.directives) units.push_back(d.unit.value_or("-"));
  EXPECT_EQ(units, (Words{"县住建局、各乡镇", "县统计局"}));
}

TEST(Directives, LeaveOutWhatNamesAFieldAndWhoWasThere) {
  EXPECT_EQ(
      directives("会议听取了县发改局的汇报。会议强调，一是秸秆禁烧，要盯住夜间时段；二是衔接资金，支出进度要达到序时要求。"),
      (Words{"要盯住夜间时段", "支出进度要达到序时要求"}));
  EXPECT_TRUE(directives("会议听取了县发改局的汇报。会议强调，守住底线是一项政治任务。").empty());
  EXPECT_EQ(directives("会议听取了县发改局的汇报。会议强调，要变“要我干”为“我要干”。各镇、各部门负责人列席会议。"),
            (Words{"要变“要我干”为“我要干”"}));
  EXPECT_EQ(directives("会议听取了县应急局的汇报。会议强调，要压实责任。对推诿扯皮的，依法依规从严追究责任。"),
            (Words{"要压实责任", "对推诿扯皮的，依法依规从严追究责任"}));
  EXPECT_EQ(directives("会议听取了县发改局的汇报。会议要求，由县住建局牵头，县城投公司具体实施，加快管网铺设。"),
            (Words{"由县住建局牵头，县城投公司具体实施，加快管网铺设"}));
}

TEST(Coverage, GivesEveryCharacterOneClass) {
  const std::u32string text = to_utf32(testing::contents(testing::own("examples/county/meeting-clean.txt")));
  const Reading r = read(text);
  std::size_t at = 0;
  for (const Coverage& c : r.coverage) {
    EXPECT_EQ(c.span[0], at);
    at = c.span[1];
  }
  EXPECT_EQ(at, text.size());
  ASSERT_TRUE(r.meeting);
  EXPECT_EQ(r.meeting->body, "霁川县人民政府");
  EXPECT_EQ(r.items.size(), 6U);
  EXPECT_TRUE(std::any_of(r.remarks.begin(), r.remarks.end(), [](const Remark& m) { return m.code == "items_not_named"; }));
}

TEST(Reading, FindsNoMeetingWhereThereIsNone) {
  const Reading r = read(U"县政府常务会议由县长召集和主持。会议议题由县长确定。\n第三条 会议要求全体组成人员参加。");
  EXPECT_FALSE(r.meeting);
  EXPECT_TRUE(r.items.empty());
  EXPECT_EQ(r.remarks.front().code, "no_meeting");
}

}  // namespace
}  // namespace luodi::reading
