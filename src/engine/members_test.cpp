// The list of members and its report through the engine's door, on both stores.
#include <gtest/gtest.h>

#include <map>

#include <boost/json.hpp>

#include "base/clock.h"
#include "tests/support/engine.h"

namespace luodi {
namespace {

namespace json = boost::json;

constexpr const char* kMarket =
    "企业名称,统一社会信用代码,企业类型,成立日期,经营状态,所属乡镇,行业代码\n"
    "霁川县岚茂面粉有限公司,91610723MA00000077,有限责任公司,2019-03-01,存续,鹭岭镇,1311\n"
    "霁川县枫溪超市,92610723MA00000074,个体工商户,2020-03-01,存续,栗坝镇,5212\n"
    "霁川县砚池酒楼有限公司,91610723MA77631700,有限责任公司,2026-02-01,存续,青榆镇,6210\n";
constexpr const char* kTowns =
    "单位代码,单位名称,单位简称,单位类别\nU006,霁川县统计局,县统计局,bureau\nU038,鹭岭镇人民政府,鹭岭镇,town\n"
    "U041,青榆镇人民政府,青榆镇,town\nU045,栗坝镇人民政府,栗坝镇,town\n";
constexpr const char* kMembers =
    "单位详细名称,统一社会信用代码,专业类别,乡镇,入库时间,退库时间,退库原因\n"
    "霁川县岚茂面粉有限公司,91610723MA00000077,工业,,2020年12月,,\n"
    "霁川县砚池酒楼有限公司,91610723MA77631700,餐饮业,,2026-05,,\n"
    "霁川县旧厂有限公司,,工业,栗坝镇,2015,2026/3/31,停业\n"
    "霁川县某项目公司,,投资项目,栗坝镇,2025-01,,\n";

class MembersTest : public testing::EngineOnBothStores {
 protected:
  void SetUp() override {
    EngineOnBothStores::SetUp();
    if (IsSkipped()) return;
    ok("tables.import", table(kTowns, "units"));
    ok("tables.import", register_table(kMarket, "市场监管登记", "market", "2026-10-31"));
    ok("registers.link");
  }
  json::object members(const std::string& csv = kMembers) { return table(csv, "members"); }
  /// The whole list anew: who is not in it leaves.
  json::object next_list(const std::string& csv) {
    json::object r = members(csv);
    r["rest"] = "leave";
    return r;
  }
  json::object figures(const std::string& csv, const char* measure, const char* source) {
    json::object r = table(csv, "monthly");
    r["register_name"] = source, r["measure"] = measure;
    return r;
  }
  json::object report(const char* month = "2026-10", const char* by = "town") {
    return ok("members.report", {{"month", month}, {"by", by}});
  }
  static json::object whole(const json::object& report, const char* table = "number") {
    const json::array& rows = report.at(table).as_array();
    return rows.empty() ? json::object{} : rows.back().as_object();
  }
};

TEST_P(MembersTest, CountsTheListAsOfAMonth) {
  EXPECT_EQ(whole(report()).at("total").as_int64(), 0) << "an empty library is a table of nothing";
  EXPECT_EQ(ok("tables.import", members()).at("rows").as_int64(), 4);
  json::object r = report();
  EXPECT_EQ(whole(r).at("total").as_int64(), 2);
  EXPECT_EQ(whole(r).at("before").as_int64(), 2) << "the mill, and the works that left in March";
  EXPECT_EQ(whole(r).at("entered").as_int64(), 1);
  EXPECT_EQ(whole(r).at("left").as_int64(), 1);
  EXPECT_NE(std::string(r.at("title").as_string()).find("不含投资项目"), std::string::npos) << "the scope stands in the title";
  EXPECT_EQ(r.at("number").as_array().size(), 4U) << "three towns, of which one has none any more, and the whole";
  EXPECT_EQ(r.at("sentences").as_array().at(0).as_object().at("text").as_string(),
            "截至2026年10月底，全县在库“五上”企业2户，与上年同期持平。");
  EXPECT_EQ(r.at("sentences").as_array().at(0).as_object().at("text_en").as_string(),
            "At the end of 2026-10, the county has 2 five-above enterprises in the library, as many as a year before.");
  const json::object with = ok("members.report", {{"month", "2026-10"}, {"projects", "yes"}});
  EXPECT_EQ(whole(with).at("total").as_int64(), 3);
  EXPECT_EQ(with.at("columns").as_array().size(), 6U);
  EXPECT_EQ(whole(report("2026-02")).at("total").as_int64(), 2) << "before the inn came and the works left";
  EXPECT_EQ(ok("members.list", {{"month", "2026-10"}}).at("total").as_int64(), 2) << "in the scope of the report";
  EXPECT_EQ(ok("members.list", {{"month", "2026-10"}, {"projects", "yes"}}).at("total").as_int64(), 3);
  EXPECT_EQ(ok("members.list", {{"month", "2026-10"}, {"show", "all"}}).at("total").as_int64(), 4);
  EXPECT_EQ(ok("members.list", {{"month", "2026-10"}, {"show", "left"}}).at("total").as_int64(), 1);
  EXPECT_EQ(ok("members.list", {{"month", "2026-10"}, {"words", "面粉"}})
                .at("members")
                .as_array()
                .at(0)
                .as_object()
                .at("town")
                .as_string(),
            "鹭岭镇")
      << "the enterprise gives the town";
}

TEST_P(MembersTest, SumsOfOneSourceAndWhoReported) {
  ok("tables.import", members());
  const std::string heads = "名称,统一社会信用代码,2025年1-10月（万元）,2026年1-10月（万元）\n";
  ok("tables.import",
     figures(heads + "霁川县岚茂面粉有限公司,91610723MA00000077,2000,2500\n霁川县砚池酒楼有限公司,91610723MA77631700,,300\n",
             "vat_sales", "税务局"));
  ok("tables.import", figures(heads + "霁川县岚茂面粉有限公司,91610723MA00000077,30,40\n", "taxes", "税务局"));
  const json::object r = report();
  EXPECT_EQ(r.at("measure_name").as_string(), "增值税销售额");
  EXPECT_EQ(whole(r, "volume").at("now").as_int64(), 2800LL * 1000000);
  EXPECT_EQ(whole(r, "volume").at("before").as_int64(), 2000LL * 1000000);
  EXPECT_EQ(whole(r, "volume").at("reported_before").as_int64(), 1);
  EXPECT_EQ(whole(r, "volume").at("members_before").as_int64(), 2);
  const json::object together = r.at("together").as_object();
  EXPECT_EQ(together.at("volume").as_string(), "unknown") << "one of two reported a year before";
  EXPECT_EQ(together.at("number").as_string(), "same");
  EXPECT_EQ(together.at("together").as_string(), "no") << "the number did not rise, whatever the others did";
  bool taxes = false;
  for (const json::value& q : r.at("quality").as_array())
    if (q.as_object().at("indicator").as_string() == "taxes") taxes = q.as_object().at("result").as_string() == "up";
  EXPECT_TRUE(taxes);
  EXPECT_EQ(refused(root_, "members.report", {{"source_id", "F0"}}), "figures.source");
  const json::object sources = ok("candidates.list");
  for (const json::value& v : sources.at("sources").as_array())
    if (v.as_object().at("measure").as_string() == "taxes") {
      EXPECT_EQ(refused(root_, "members.report", {{"source_id", v.as_object().at("source_id")}}), "figures.source")
          << "taxes are no volume";
    }
}

/// The list's own columns say who is strategic and high-tech; who entered when pulls the whole.
TEST_P(MembersTest, PartsOfTheVolumeAndOfQuality) {
  ok("tables.import", members("单位详细名称,统一社会信用代码,专业类别,入库时间,是否战新企业,高新技术企业\n"
                              "霁川县岚茂面粉有限公司,91610723MA00000077,工业,2020-12,否,GR202361000123\n"
                              "霁川县砚池酒楼有限公司,91610723MA77631700,餐饮业,2025-11,,\n"
                              "霁川县新材料有限公司,,工业,2019-12,是,是\n"));
  ok("tables.import",
     figures("名称,统一社会信用代码,2025年1-10月（亿元）,2026年1-10月（亿元）\n"
             "霁川县岚茂面粉有限公司,91610723MA00000077,2,2.5\n霁川县砚池酒楼有限公司,91610723MA77631700,0.5,1.5\n"
             "霁川县新材料有限公司,,2.5,3.5\n",
             "main_revenue", "统计局"));
  const json::object r = report();
  const auto row = [&](const char* table, std::size_t i) { return r.at(table).as_array().at(i).as_object(); };
  EXPECT_EQ(row("bands", 0).at("now").as_int64(), 3);
  EXPECT_EQ(row("bands", 0).at("before").as_int64(), 2);
  EXPECT_EQ(row("bands", 1).at("now").as_int64(), 1);
  EXPECT_EQ(row("pulls", 0).at("members").as_int64(), 1) << "entered last year";
  EXPECT_DOUBLE_EQ(row("pulls", 0).at("pull").as_double(), 20);
  EXPECT_DOUBLE_EQ(row("pulls", 3).at("pull").as_double(), 50);
  EXPECT_EQ(r.at("sentences").as_array().back().as_object().at("text").as_string(),
            "上年新入库1户，1—10月主营业务收入增长200.0%，拉动在库单位主营业务收入20.0个百分点。");
  double strategic = 0, high_tech = 0;
  for (const json::value& q : r.at("quality").as_array()) {
    if (q.as_object().at("indicator").as_string() == "strategic_share") strategic = q.as_object().at("now").as_double();
    if (q.as_object().at("indicator").as_string() == "high_tech_output") high_tech = q.as_object().at("now").as_double();
  }
  EXPECT_NEAR(strategic, 350.0 / 6, 1e-9) << "3.5 of 6, without who was not in the library a year before";
  EXPECT_DOUBLE_EQ(high_tech, 60000);
  const json::object list = ok("members.list", {{"month", "2026-10"}, {"words", "面粉"}});
  EXPECT_TRUE(list.at("members").as_array().at(0).as_object().at("high_tech").as_bool());
  EXPECT_FALSE(list.at("members").as_array().at(0).as_object().at("strategic").as_bool()) << "否 is no";
}

/// The next list takes the place of the one before, and gives it back.
TEST_P(MembersTest, TheNextListTakesItsPlaceAndIsTakenBack) {
  ok("tables.import", members());
  const json::object next =
      ok("tables.import", next_list("单位详细名称,专业类别,入库时间\n霁川县岚茂面粉有限公司,工业,2020-12\n"));
  EXPECT_EQ(whole(report()).at("total").as_int64(), 1);
  ok("tables.undo", {{"import_id", next.at("import_id")}});
  EXPECT_EQ(whole(report()).at("total").as_int64(), 2);
  const std::string before = json::serialize(report());
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(json::serialize(report()), before);
}

/// A list of what is new is no whole list: it must be said which of the two it is.
TEST_P(MembersTest, AnAdditionKeepsWhoIsNotInIt) {
  ok("tables.import", members());
  json::object r = members(
      "单位详细名称,统一社会信用代码,专业类别,入库时间\n霁川县枫溪商贸有限公司,,零售业,2026-06\n"
      "霁川县岚茂面粉有限公司,,工业,2020-11\n");
  const json::object p = ok("tables.preview", r);
  EXPECT_TRUE(p.at("rest_needed").as_bool());
  EXPECT_EQ(p.at("standing").as_int64(), 4);
  EXPECT_EQ(p.at("leaving").as_int64(), 3) << "the mill is in it, by its name";
  EXPECT_EQ(refused(root_, "tables.import", r), "table.rows_leave");
  EXPECT_EQ(whole(report()).at("total").as_int64(), 2);
  r["rest"] = "keep";
  const json::object made = ok("tables.import", r);
  EXPECT_EQ(made.at("rows").as_int64(), 2);
  EXPECT_EQ(whole(report()).at("total").as_int64(), 3) << "the inn stays, the mill is not doubled";
  EXPECT_EQ(whole(report("2026-02")).at("total").as_int64(), 2) << "and so does who left in March";
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  EXPECT_EQ(whole(report()).at("total").as_int64(), 2);
  EXPECT_EQ(refused(root_, "members.report", {{"month", "2099-01"}}), "month.future");
}

/// Members are no candidates, and one that may fall below its line is named.
TEST_P(MembersTest, MembersAreNoCandidates) {
  std::string csv = "纳税人名称,纳税人识别号";
  for (int i = 0; i < 22; ++i) csv += "," + std::to_string(2025 + i / 12) + "年" + std::to_string(i % 12 + 1) + "月（万元）";
  const auto line = [&](const char* who, double level) {
    csv += std::string("\n") + who;
    for (int i = 0; i < 22; ++i) csv += "," + std::to_string(level);
  };
  line("霁川县岚茂面粉有限公司,91610723MA00000077", 100);
  line("霁川县砚池酒楼有限公司,91610723MA77631700", 40);
  ok("tables.import", figures(csv + "\n", "vat_sales", "税务局"));
  ok("tables.import", members());
  ok("candidates.watch", {{"as_of", "2026-11-10"}});
  const auto place = [&](const char* words) {
    const json::object list = ok("candidates.list", {{"words", words}});
    return std::string(list.at("candidates").as_array().at(0).as_object().at("place").as_string());
  };
  EXPECT_EQ(place("岚茂"), "at_risk") << "1200 of 2000万元 this year";
  EXPECT_EQ(place("酒楼"), "in_library");
}

/// 目标任务 and 完成率: of the whole and of classes, where the county set any.
TEST_P(MembersTest, EntriesAgainstTheYearsTarget) {
  ok("tables.import", members());
  EXPECT_EQ(whole(report()).at("target").as_int64(), 0);
  ok("cultivation.set", {{"setting", "target_entries@2026"}, {"value", "4"}, {"reason", "县政府 2026 年任务"}});
  ok("cultivation.set", {{"setting", "target_entries_trade@2026"}, {"value", "2"}, {"reason", "县政府 2026 年任务"}});
  EXPECT_EQ(refused(root_, "cultivation.set", {{"setting", "target_entries@2026"}, {"value", "1.5"}, {"reason", "无"}}),
            "setting.bad");
  EXPECT_EQ(whole(report()).at("target").as_int64(), 4);
  EXPECT_EQ(whole(report()).at("entered").as_int64(), 1);
  std::int64_t trade = 0, industry = 0;
  const json::object by_class = report("2026-10", "class");
  for (const json::value& r : by_class.at("number").as_array()) {
    if (r.as_object().at("name").as_string() == "批零和住餐业") trade = r.as_object().at("target").as_int64();
    if (r.as_object().at("name").as_string() == "工业") industry = r.as_object().at("target").as_int64();
  }
  EXPECT_EQ(trade, 2);
  EXPECT_EQ(industry, 0) << "none set";
  EXPECT_EQ(whole(report("2025-12")).at("target").as_int64(), 0) << "a target is of its year";
  EXPECT_EQ(refused(root_, "cultivation.set", {{"setting", "target_entries@26"}, {"value", "1"}, {"reason", "无"}}),
            "setting.unknown");
  EXPECT_EQ(refused(root_, "cultivation.rules", {{"year", 27}}), "calendar.year");
}

TEST_P(MembersTest, TownsHaveTargetsOfTheirOwn) {
  ok("tables.import", members());
  const auto set = [](const char* town, const char* value) {
    return json::object{
        {"setting", std::string("target_entries:") + town + "@2026"}, {"value", value}, {"reason", "县政府 2026 年任务"}};
  };
  ok("cultivation.set", set("青榆镇", "2"));
  ok("cultivation.set", set("栗坝镇", "3"));
  EXPECT_EQ(refused(root_, "cultivation.set", set("某某镇", "3")), "setting.town");
  EXPECT_EQ(refused(root_, "cultivation.set", set("", "3")), "setting.unknown");
  EXPECT_EQ(refused(root_, "cultivation.set", set("青榆镇", "一")), "setting.bad");
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> rows;
  const json::object by_town = report();
  for (const json::value& r : by_town.at("number").as_array())
    rows[std::string(r.as_object().at("name").as_string())] = {r.as_object().at("entered").as_int64(),
                                                               r.as_object().at("target").as_int64()};
  EXPECT_EQ(rows["青榆镇"], std::pair(std::int64_t{1}, std::int64_t{2}));
  ASSERT_TRUE(rows.contains("栗坝镇")) << "aimed at, with nothing in the library";
  EXPECT_EQ(rows["栗坝镇"], std::pair(std::int64_t{0}, std::int64_t{3}));
  EXPECT_EQ(rows["鹭岭镇"].second, 0);
  EXPECT_EQ(whole(by_town).at("target").as_int64(), 0) << "the county's is set apart";
  const auto targets = [&](std::int64_t year) {
    std::map<std::string, std::string> out;
    const json::object rules = ok("cultivation.rules", {{"year", year}});
    for (const json::value& s : rules.at("settings").as_array())
      if (const std::string town(s.as_object().at("town").as_string()); !town.empty())
        out[town] = s.as_object().at("value").as_string();
    return out;
  };
  using Targets = std::map<std::string, std::string>;
  EXPECT_EQ(targets(2026), (Targets{{"青榆镇", "2"}, {"栗坝镇", "3"}, {"鹭岭镇", ""}})) << "a line for each town of the county";
  EXPECT_EQ(targets(2027), (Targets{{"青榆镇", ""}, {"栗坝镇", ""}, {"鹭岭镇", ""}}));
}

/// Before targets had a year they were of any: they hold until a year has its own.
TEST_P(MembersTest, ATargetWithoutAYearHoldsWhereAYearHasNone) {
  ok("tables.import", members());
  ok("cultivation.set", {{"setting", "target_entries"}, {"value", "4"}, {"reason", "县政府任务"}});
  ok("cultivation.set", {{"setting", "target_entries@2026"}, {"value", "6"}, {"reason", "县政府 2026 年任务"}});
  EXPECT_EQ(whole(report("2025-12")).at("target").as_int64(), 4);
  EXPECT_EQ(whole(report("2026-10")).at("target").as_int64(), 6);
}

/// The list's own words say the class; a code decides only among those they name.
TEST_P(MembersTest, TheListSaysTheClass) {
  const json::object seen =
      ok("tables.preview", members("单位详细名称,专业类别,行业代码,入库时间\n甲公司,5000万元及以上在建项目,4411,2025-01\n"
                                   "乙公司,限额以上零售业,5121,2020-12\n丙公司,规模以上工业,511,2020-12\n"
                                   "丁公司,批发和零售业,5212,2020-12\n戊公司,批发和零售业,,2020-12\n"));
  EXPECT_EQ(seen.at("errors").as_int64(), 1) << "wholesale or retail, nobody says";
  json::object rest = members(
      "单位详细名称,专业类别,行业代码,入库时间\n甲公司,5000万元及以上在建项目,4411,2025-01\n"
      "乙公司,限额以上零售业,5121,2020-12\n丙公司,规模以上工业,511,2020-12\n"
      "丁公司,批发和零售业,5212,2020-12\n");
  ok("tables.import", rest);
  std::map<std::string, std::string> of;
  const json::object list = ok("members.list", {{"month", "2026-10"}, {"show", "all"}});
  for (const json::value& m : list.at("members").as_array())
    of[std::string(m.as_object().at("name").as_string())] = m.as_object().at("class_id").as_string();
  EXPECT_EQ(of["甲公司"], "project");
  EXPECT_EQ(of["乙公司"], "retail") << "the list's word stands";
  EXPECT_EQ(of["丙公司"], "industry") << "a code without its leading zero is of no class";
  EXPECT_EQ(of["丁公司"], "retail");
  EXPECT_EQ(whole(report()).at("total").as_int64(), 3) << "without the project";
}

/// Whoever was in the library is known to have been, with the month it left and why.
TEST_P(MembersTest, FormerMembersAreKnownAsCandidates) {
  ok("tables.import", members("单位详细名称,统一社会信用代码,专业类别,入库时间,退库时间,退库原因\n"
                              "霁川县岚茂面粉有限公司,91610723MA00000077,工业,2018-12,2020-03,停业\n"
                              "霁川县岚茂面粉有限公司,91610723MA00000077,工业,2021-12,2025-03,规上转规下\n"));
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-10月（万元）\n霁川县岚茂面粉有限公司,91610723MA00000077,1800\n",
                              "vat_sales", "税务局"));
  ok("candidates.watch", {{"as_of", "2026-11-10"}});
  const auto flour = [&] { return ok("candidates.list", {{"words", "岚茂"}}).at("candidates").as_array().at(0).as_object(); };
  EXPECT_EQ(flour().at("left_library").as_string(), "2025-03") << "the latest stay";
  EXPECT_EQ(flour().at("left_reason").as_string(), "规上转规下");
  EXPECT_NE(flour().at("place").as_string(), "in_library");
  ok("candidates.watch", {{"as_of", "2025-01-31"}});
  EXPECT_EQ(flour().at("left_library").as_string(), "") << "in January 2025 it was a member";
}

/// 规上转规下 is the annual review's: in a month outside the year's annual windows it is asked about, and comes in as it stands.
TEST_P(MembersTest, BelowTheLineOutOfSeasonIsAskedAbout) {
  const json::object list = members(
      "单位详细名称,专业类别,入库时间,退库时间,退库原因\n"
      "霁川县岚茂面粉有限公司,工业,2021-12,2025-06,规上转规下\n"
      "霁川县枫溪超市有限公司,零售,2021-12,2025-11,规上转规下\n"
      "霁川县云麓酒楼有限公司,餐饮,2021-12,2025-06,停业\n"
      "霁川县鹿鸣机械有限公司,工业,2021-12,2024-06,规上转规下\n");
  EXPECT_EQ(ok("tables.preview", list).at("warnings").as_int64(), 0) << "a calendar that is not recorded says nothing";
  ok("windows.set", {{"place", "霁川县"},
                     {"level", "county"},
                     {"channel", "annual"},
                     {"batch", 1},
                     {"classes", json::array{}},
                     {"opens", "2025-11-01"},
                     {"closes", "2025-11-20"},
                     {"data_month", ""},
                     {"kinds", "纳入、退出、变更"},
                     {"source", "县统计局通知（演示）"}});
  const json::object preview = ok("tables.preview", list);
  EXPECT_EQ(preview.at("warnings").as_int64(), 1);
  const json::object& problem = preview.at("problems").as_array().at(0).as_object();
  EXPECT_EQ(problem.at("reason").as_string(), "members.exit_window");
  EXPECT_EQ(preview.at("errors").as_int64(), 0);
  ok("tables.import", list);
}

/// 投资项目 are projects whatever their industry; 大个体 count in no table, listed or not; a year that is not over is no month.
TEST_P(MembersTest, ProjectsAndLargeSelfEmployedAreApart) {
  const Date today = SystemClock().today();
  const std::string year = std::to_string(today.year);
  // In December a year alone is this December: behind October, so that the inn is no member yet.
  const int inn = today.month < 12 ? 1 : 0;
  ok("tables.import",
     members("单位详细名称,统一社会信用代码,专业类别,行业代码,入库时间\n霁川县岚茂面粉有限公司,91610723MA00000077,投资项目,1311,"
             "2020-12\n"
             "霁川县枫溪超市,92610723MA00000074,零售业,5212,2020-12\n霁川县砚池酒楼有限公司,91610723MA77631700,餐饮业,6210," +
             year + "\n"));
  const json::object r = report();
  EXPECT_EQ(whole(r).at("total").as_int64(), inn) << "the inn alone";
  EXPECT_EQ(r.at("listed_big").as_int64(), 1);
  EXPECT_EQ(whole(ok("members.report", {{"month", "2026-10"}, {"projects", "yes"}})).at("total").as_int64(), 1 + inn);
  ok("tables.import",
     next_list("单位详细名称,企业类型,行业代码,入库时间\n霁川县某面粉公司,有限责任公司（外商投资）,1311,2020-12\n"));
  EXPECT_EQ(whole(report()).at("total").as_int64(), 1) << "a foreign-invested company is no project";
  const json::object left = ok("tables.preview", members("名称,专业,入库时间,退库时间\n甲公司,工业,2020-12," + year + "\n"));
  EXPECT_EQ(left.at("errors").as_int64(), SystemClock().today().month < 12 ? 1 : 0) << "it left, and nobody says when";
  EXPECT_EQ(whole(r).at("undated").as_int64(), SystemClock().today().month < 12 ? 1 : 0);
}

/// Several stays: a row of the list that ended and a dossier's new entry are two.
TEST_P(MembersTest, StaysAreKeptApart) {
  ok("tables.import", members("单位详细名称,统一社会信用代码,专业类别,入库时间,退库时间\n霁川县砚池酒楼有限公司,"
                              "91610723MA77631700,餐饮业,2020-12,2024-12\n"));
  const json::object found = ok("enterprises.list", {{"words", "酒楼"}});
  const json::value id = found.at("enterprises").as_array().at(0).as_object().at("enterprise_id");
  ok_as(clerk_, "dossiers.open", {{"enterprise_ids", {id}}});
  const auto act = [&](const char* what, const char* month) {
    json::object r{{"enterprise_ids", {id}}, {"act", what},      {"month", month},
                   {"let_pass", true},       {"law_read", true}, {"reason", "补建台账，已核实"}};
    if (std::string(what) == "exit") r["exit_reason"] = "stopped";
    if (std::string(what) == "return") r["to"] = "national_review";
    ok_as(clerk_, "dossiers.act", r);
  };
  for (int i = 0; i < 9; ++i) act("advance", "2026-02");
  EXPECT_EQ(whole(report("2024-06")).at("total").as_int64(), 1);
  EXPECT_EQ(whole(report("2025-06")).at("total").as_int64(), 0) << "between the two";
  EXPECT_EQ(whole(report("2026-06")).at("total").as_int64(), 1) << "back by the dossier";
  act("exit", "2026-04"), act("return", ""), act("advance", "2026-07");
  EXPECT_EQ(whole(report("2026-03")).at("total").as_int64(), 1) << "a new stay leaves the old one as it was";
  EXPECT_EQ(whole(report("2026-05")).at("total").as_int64(), 0);
  EXPECT_EQ(whole(report("2026-08")).at("total").as_int64(), 1);
  // The next list tells of the same stay in words and months of its own: it is one.
  ok("tables.import",
     next_list(
         "单位详细名称,统一社会信用代码,专业类别,入库时间\n霁川县砚池酒楼有限公司,91610723MA77631700,住宿和餐饮业,2026-09\n"));
  EXPECT_EQ(whole(report("2026-10")).at("total").as_int64(), 1);
}

/// What a dossier brought into the library counts, until the next list has it.
TEST_P(MembersTest, DossiersAddToTheList) {
  ok("tables.import", members("单位详细名称,专业类别,入库时间\n霁川县岚茂面粉有限公司,工业,2020-12\n"));
  const json::object found = ok("enterprises.list", {{"words", "酒楼"}});
  const json::value id = found.at("enterprises").as_array().at(0).as_object().at("enterprise_id");
  ok_as(clerk_, "dossiers.open", {{"enterprise_ids", {id}}});
  for (int i = 0; i < 9; ++i)
    ok_as(clerk_, "dossiers.act",
          {{"enterprise_ids", {id}},
           {"act", "advance"},
           {"month", "2026-06"},
           {"let_pass", true},
           {"law_read", true},
           {"reason", "已在库，补建台账"}});
  EXPECT_EQ(whole(report()).at("total").as_int64(), 2);
  EXPECT_EQ(whole(report("2026-05")).at("total").as_int64(), 1);
  EXPECT_EQ(ok("members.list", {{"month", "2026-10"}, {"words", "酒楼"}})
                .at("members")
                .as_array()
                .at(0)
                .as_object()
                .at("source")
                .as_string(),
            "dossier");
}

TEST_P(MembersTest, BadListsSayWhatToDo) {
  const json::object p =
      ok("tables.preview", members("名称,专业,入库时间,退库时间\n甲公司,批零住餐,2020-12,\n乙公司,工业,去年,\n"
                                   "丙公司,工业,2024-05,2023-01\n丁公司,工业,2024-05,\n丁公司,工业,2024-05,\n"));
  std::vector<std::string> reasons;
  for (const json::value& v : p.at("problems").as_array()) reasons.emplace_back(v.as_object().at("reason").as_string());
  EXPECT_EQ(reasons, (std::vector<std::string>{"members.class", "members.month", "members.order", "members.twice"}));
  EXPECT_EQ(p.at("errors").as_int64(), 4);
  EXPECT_EQ(refused(root_, "members.report", {{"month", "十月"}}), "month.bad");
  EXPECT_EQ(refused(root_, "members.report", {{"by", "colour"}}), "filter.unknown");
  const json::object request = members();
  EXPECT_EQ(refused(viewer_, "tables.import", request), "access.not_allowed");
  ok("tables.import", table("职责事项,责任单位,依据\n纳统,县统计局,演示\n", "duties"));
  EXPECT_EQ(refused(other_, "tables.import", request), "statistics.other_unit") << "the list is the statistics bureau's";
  ok("tables.import", request);
  ok_as(clerk_, "tables.import", next_list("名称,专业\n甲公司,工业\n"));
  const json::array future = ok("tables.preview", members("名称,专业,入库时间\n乙公司,工业,2099-02\n")).at("problems").as_array();
  EXPECT_EQ(future.at(0).as_object().at("reason").as_string(), "members.future");
}

TEST_P(MembersTest, GoesOutAsAWorkbook) {
  ok("tables.import", members());
  auto file = engine_->get_file(viewer_, "members.export", R"({"month":"2026-10"})");
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_GT(file->bytes.size(), 5000U);
  const auto sheets = [&](const std::string& bytes) {
    auto kept = engine_->send_file(root_, "tables.send", "数量.xlsx", bytes);
    return kept ? json::parse(*kept).as_object().at("sheets").as_array().size() : 0U;
  };
  EXPECT_EQ(sheets(file->bytes), 3U) << "number, volume, quality";
  auto whole = engine_->get_file(root_, "members.export", R"({"month":"2026-10"})");
  ASSERT_TRUE(whole) << whole.error().detail;
  EXPECT_EQ(sheets(whole->bytes), 6U) << "and by class, its parts, the list, which are not for viewers";
  EXPECT_EQ(file->name, "五上数量体量质量-2026-10.xlsx");
}

LUODI_ON_BOTH_STORES(MembersTest);

}  // namespace
}  // namespace luodi
