// Tables as monthly figures through the engine's door, on both stores: headings with months, working sheets, growth, what figures
// say against themselves and against what stood.
#include <algorithm>
#include <functional>
#include <map>

#include "base/clock.h"
#include "engine/cultivation_fixture.h"
#include "engine/figure_checks.h"
#include "paper/tables/workbook.h"

namespace luodi {
namespace {

class FiguresTableTest : public CultivationTest {};

/// Rates and what another year had are no amounts of this year, whatever the sheet's unit is.
TEST_P(FiguresTableTest, RatesAreNoAmountsAndLastYearsColumnIsNotThisYears) {
  const std::string csv =
      "单位：万元,,,,\n名称,统一社会信用代码,2026年1-10月,2026年1-10月同比增长%,上年1-10月\n"
      "霁川县岚茂面粉有限公司,91610723MA00000077,1500,12.5,1333\n";
  ok("tables.import", figures(csv));
  watch();
  EXPECT_EQ(candidate("岚茂").at("to_date").as_int64(), 1500LL * 1000000);
}

/// Growth as published stands beside the figures: it is not computed from them, nor they from it.
TEST_P(FiguresTableTest, GrowthAsPublishedIsKept) {
  const std::string csv =
      "单位：万元,,,,,\n名称,统一社会信用代码,2026年1-10月,2026年1-10月同比增长%,2026年10月环比增长%,2026年1-9月同比（%）\n"
      "霁川县岚茂面粉有限公司,91610723MA00000077,1500,-12.5,3.1,7.25\n";
  ok("tables.import", figures(csv));
  watch();
  const json::object page = ok("candidates.get", {{"enterprise_id", candidate("岚茂").at("enterprise_id")}});
  const json::array of = page.at("figures").as_array().front().as_object().at("figures").as_array();
  ASSERT_EQ(of.size(), 2U);
  EXPECT_TRUE(of.at(0).as_object().at("amount").is_null()) << "September's sum was not reported, its growth was";
  EXPECT_EQ(of.at(0).as_object().at("growth").as_int64(), 725);
  EXPECT_EQ(of.at(1).as_object().at("amount").as_int64(), 1500LL * 1000000);
  EXPECT_EQ(of.at(1).as_object().at("growth").as_int64(), -1250);
  const json::object preview = ok("tables.preview", figures(csv));
  EXPECT_EQ(preview.at("figures").as_array().size(), 3U) << "growth on the month before is left alone";
  const std::string only = "名称,统一社会信用代码,2026年1-10月同比增长%\n霁川县岚茂面粉有限公司,91610723MA00000077,5\n";
  EXPECT_EQ(refused(root_, "tables.import", figures(only)), "figures.no_months") << "growth alone is no figure";
}

/// "同比增长%" alone speaks of the column before it.
TEST_P(FiguresTableTest, GrowthWithoutMonthsBelongsToTheColumnBefore) {
  const std::string csv =
      "单位：万元,,,,\n名称,统一社会信用代码,2026年1-10月累计,同比增长（%）,2026年10月\n"
      "霁川县岚茂面粉有限公司,91610723MA00000077,1500,-12.5,160\n";
  const json::array columns = ok("tables.preview", figures(csv)).at("figures").as_array();
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns.at(1).as_object().at("unit"), "同比%");
  EXPECT_EQ(columns.at(1).as_object().at("from"), 1);
  EXPECT_EQ(columns.at(1).as_object().at("to"), 10);
}

/// The monthly working sheet of trade: this year and last, the month and since January, several measures side by side. Its
/// month stands in the title.
TEST_P(FiguresTableTest, ReadsTheWorkingSheetOfTrade) {
  const std::string csv =
      "2026年10月限额以上批发和零售业商品销售情况,,,,,,,,\n"
      "单位详细名称,统一社会信用代码,[201-1]行业代码,商品销售额 本年-本月（千元）,商品销售额 本年-1—本月（千元）,"
      "商品销售额 上年-1—本月（千元）,零售额 本年-本月（千元）,零售额 本年-1—本月（千元）,网络销售额 本年-1—本月（千元）,"
      "粮油食品类 本年-本月（千元）\n"
      "霁川县岚茂面粉有限公司,91610723MA00000077,5229,1600,15000,13330,400,4100,70,30\n";
  const auto columns = [&](const char* measure) {
    std::string out;
    const json::array taken = ok("tables.preview", figures(csv, measure)).at("figures").as_array();
    for (const json::value& v : taken) {
      const json::object& c = v.as_object();
      out += std::to_string(c.at("column").as_int64()) + ":" + std::to_string(c.at("year").as_int64()) + "/" +
             std::to_string(c.at("from").as_int64()) + "-" + std::to_string(c.at("to").as_int64()) + " ";
    }
    return out;
  };
  EXPECT_EQ(columns("sales"), "3:2026/10-10 4:2026/1-10 5:2025/1-10 ");
  EXPECT_EQ(columns("retail_sales"), "6:2026/10-10 7:2026/1-10 ");
  ok("tables.import", figures(csv, "sales", "统计局"));
  ok("tables.import", figures(csv, "retail_sales", "统计局"));
}

TEST_P(FiguresTableTest, BadTablesSayWhatToDo) {
  const std::string row = "\n霁川县岚茂面粉有限公司,91610723MA00000077,";
  const auto reason = [&](const std::string& heads, const std::string& cell, const char* measure = "vat_sales",
                          const char* period = "") {
    json::object r = figures("名称,统一社会信用代码," + heads + row + cell + "\n", measure);
    if (*period != 0) r["period"] = period;
    return refused(root_, "tables.import", r);
  };
  EXPECT_EQ(reason("2026年3月", "5"), "figures.no_unit") << "a unit is never guessed";
  EXPECT_EQ(reason("3月（元）", "5"), "figures.no_year");
  EXPECT_EQ(reason("销售额（元）", "5"), "figures.no_months");
  EXPECT_EQ(reason("本月数（元）", "5", "vat_sales", "2026-03"), "done");
  EXPECT_EQ(reason("2026年3月（元）", "五百"), "table.nothing");
  EXPECT_EQ(reason("2026年3月（元）", "5", "hearsay"), "figures.measure");
  EXPECT_EQ(reason("2026年3月（元）", "5", "power"), "figures.no_unit");
  EXPECT_EQ(reason("2026年3月（元）", "5", "vat_sales", "2026-13"), "figures.period");
  EXPECT_EQ(reason("2026年3月（元）,2026年3月（元）", "5,6"), "figures.column_twice");
  const std::string twice = "名称,统一社会信用代码,2026年4月（元）" + row + "5" + row + "6\n";
  EXPECT_EQ(refused(root_, "tables.import", figures(twice)), "table.errors");
  const json::object preview = ok("tables.preview", figures(twice));
  EXPECT_EQ(preview.at("errors").as_int64(), 1);
  EXPECT_EQ(preview.at("problems").as_array().at(0).as_object().at("reason").as_string(), "figures.twice");
  EXPECT_EQ(refused(root_, "candidates.watch", {{"as_of", "2026-13-01"}}), "date.bad");
  EXPECT_EQ(refused(root_, "candidates.list", {{"order", "luck"}}), "filter.unknown");
}

/// Months and unit in the brackets of a title are those of columns that name none.
TEST_P(FiguresTableTest, TakesMonthsAndUnitFromATitlesBrackets) {
  const char* csv =
      "霁川县工业企业用电情况（2026年10月，单位：万千瓦时）,,\n单位名称,本月数,本年累计\n霁川县岚茂面粉有限公司,1.5,14\n";
  const json::array taken = ok("tables.preview", figures(csv, "power", "供电公司")).at("figures").as_array();
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken.at(0).at("year").as_int64(), 2026);
  EXPECT_EQ(taken.at(0).at("from").as_int64(), 10);
  EXPECT_EQ(taken.at(1).at("from").as_int64(), 1);
  EXPECT_EQ(taken.at(1).at("unit").as_string(), "万千瓦时");
}

/// A power sheet has a row a meter: 户号 tells them apart, and the unit's figure is what all of them used.
TEST_P(FiguresTableTest, MetersOfAUnitAreAddedUp) {
  const json::object r = figures(
      "户号,户名,2026年9月（千瓦时）,2026年10月（千瓦时）\n6101,霁川县岚茂面粉有限公司,1000,1100\n"
      "6102,霁川县岚茂面粉有限公司,50,\n6103,霁川县岚茂面粉有限公司,7,8\n6104,霁川县云麓酒楼有限公司,9,10\n",
      "power", "供电公司");
  const json::object preview = ok("tables.preview", r);
  EXPECT_EQ(preview.at("pooled").as_int64(), 1);
  EXPECT_EQ(preview.at("fresh").as_int64(), 2);
  EXPECT_EQ(preview.at("errors").as_int64(), 0);
  EXPECT_EQ(preview.at("problems").at(0).at("reason").as_string(), "figures.meter_missing");
  ok("tables.import", r);
  const json::array sources = ok("candidates.list", {{"limit", 1}}).at("sources").as_array();
  const std::string id(sources.at(0).as_object().at("source_id").as_string());
  const auto sheet = [&](const std::string& month) {
    const auto out =
        engine_->get_file(clerk_, "figures.export", R"({"source_id":")" + id + R"(","month":")" + month + R"(","form":"csv"})");
    return out ? out->bytes : out.error().detail;
  };
  EXPECT_NE(sheet("2026-09").find("霁川县岚茂面粉有限公司,1057.00"), std::string::npos) << sheet("2026-09");
  // The month that a meter lacks is of none; one meter twice is a slip; without a column of meters two rows are one too many.
  EXPECT_EQ(sheet("2026-10").find("岚茂"), std::string::npos) << sheet("2026-10");
  const auto refusal = [&](const char* csv) { return refused(root_, "tables.import", figures(csv, "power", "供电公司")); };
  EXPECT_EQ(refusal("户号,户名,2026年9月（千瓦时）\n1,霁川县岚茂面粉有限公司,1\n1,霁川县岚茂面粉有限公司,1\n"), "table.nothing");
  EXPECT_EQ(refusal("户号,户名,2026年9月（千瓦时）\n,霁川县岚茂面粉有限公司,1\n2,霁川县岚茂面粉有限公司,1\n"), "table.errors");
  EXPECT_EQ(refusal("户名,户号,2026年9月（千瓦时）\n霁川县岚茂面粉有限公司,1,1\n霁川县岚茂面粉有限公司,小计,1\n"),
            "table.nothing");
  EXPECT_EQ(refusal("户号,户名,2026年9月（千瓦时）\n1,张某某,1\n2,张某某,1\n"), "table.nothing") << "two customers, perhaps";
  // With a meter that cannot be read the unit is left out whole: its figure would be too small.
  json::object broken = figures(
      "户号,户名,2026年8月（千瓦时）\n1,霁川县岚茂面粉有限公司,1000\n2,霁川县岚茂面粉有限公司,坏\n"
      "3,霁川县云麓酒楼有限公司,5\n",
      "power", "供电公司");
  EXPECT_EQ(refused(root_, "tables.import", broken), "table.errors");
  broken["leave_out"] = true;
  EXPECT_EQ(ok("tables.import", broken).at("rows").as_int64(), 1);
  EXPECT_EQ(refusal("户名,2026年9月（千瓦时）\n霁川县岚茂面粉有限公司,1\n霁川县岚茂面粉有限公司,1\n"), "table.errors");
}

/// A preview says what is open and keeps showing the table.
TEST_P(FiguresTableTest, APreviewShowsWhatBlocksIt) {
  const std::string row = "\n霁川县岚茂面粉有限公司,91610723MA00000077,500\n";
  json::object r = figures("名称,统一社会信用代码,2026年3月（元）" + row);
  json::object p = ok("tables.preview", r);
  EXPECT_TRUE(p.at("blocked").is_null());
  ASSERT_EQ(p.at("figures").as_array().size(), 1U);
  const json::object taken = p.at("figures").as_array().front().as_object();
  EXPECT_EQ(taken.at("column").as_int64(), 2);
  EXPECT_EQ(taken.at("year").as_int64(), 2026);
  EXPECT_EQ(taken.at("to").as_int64(), 3);
  EXPECT_EQ(taken.at("unit").as_string(), "元");
  r["measure"] = "power";
  p = ok("tables.preview", r);
  EXPECT_EQ(p.at("blocked").as_string(), "figures.no_unit");
  EXPECT_EQ(p.at("rows").as_int64(), 1) << "the table is shown all the same";
  EXPECT_TRUE(p.at("figures").as_array().empty());
  p = ok("tables.preview", figures("名称,统一社会信用代码,2026年3月零售额（元）" + row));
  EXPECT_EQ(p.at("blocked").as_string(), "figures.other_measure");
  EXPECT_EQ(p.at("blocked_at").as_string(), "2026年3月零售额（元）");
}

/// The monthly working sheet of trade (five-above.md 4.4): two measures of a month beside each other, last year's between them.
TEST_P(FiguresTableTest, AWorkingSheetOfTwoMeasures) {
  const std::string sheet =
      "统一社会信用代码,单位详细名称,2026年10月商品销售额（千元）,2026年1-10月商品销售额（千元）,上年10月商品销售额（千元）,"
      "2026年10月零售额（千元）,2026年1-10月零售额（千元）\n"
      "92610723MA00000074,霁川县枫溪超市,600,6100,580,410,4300\n";
  ok("tables.import", figures(sheet, "sales", "限上月报"));
  ok("tables.import", figures(sheet, "retail_sales", "限上月报零售"));
  watch();
  const json::object shop = candidate("超市");
  EXPECT_EQ(shop.at("watched").as_string(), "sales");
  EXPECT_EQ(shop.at("to_date").as_int64(), 610LL * 1000000);
  const json::object page = ok("candidates.get", {{"enterprise_id", shop.at("enterprise_id")}});
  ASSERT_EQ(page.at("figures").as_array().size(), 2U);
  for (const json::value& v : page.at("figures").as_array()) {
    const json::array& of = v.as_object().at("figures").as_array();
    const bool retail = v.as_object().at("measure").as_string() == "retail_sales";
    ASSERT_EQ(of.size(), retail ? 2U : 3U) << "October and the sum, and October of last year as the sheet says it";
    std::int64_t sum = 0;
    for (const json::value& f : of)
      if (f.as_object().at("from").as_int64() == 1) sum = f.as_object().at("amount").as_int64();
    EXPECT_EQ(sum, (retail ? 430LL : 610LL) * 1000000);
  }
}

/// The working sheet comes in again as it went out, in the same units to the last fen.
/// Every measure that headings name is told, so that one sheet is brought in whole, classes of goods too; rates are none.
TEST_P(FiguresTableTest, TellsTheMeasuresOfASheet) {
  const std::string csv =
      "名称,统一社会信用代码,2026年10月商品销售额（万元）,2026年10月零售额（万元）,2026年10月商品销售额同比%,"
      "粮油食品类2026年10月\n"
      "霁川县枫溪超市有限公司,91619921MA1F31KA01,100,90,3,20\n";
  for (const char* measure : {"sales", "vat_sales"}) {
    const json::object p = ok("tables.preview", figures(csv, measure, "统计局"));
    EXPECT_EQ(json::serialize(p.at("measures")), R"(["sales","retail_sales","grain_oil_food"])") << measure;
  }
  const json::object p = ok("tables.preview", figures(csv, "sales", "统计局"));
  const std::string problems = json::serialize(p.at("problems"));
  EXPECT_NE(problems.find("register.bad_code"), std::string::npos) << "a code that no authority gave";
  EXPECT_EQ(p.at("errors").as_int64(), 0) << "the name still tells the unit";
}

/// A measure beside another takes none of its columns: months that name no measure are of the chosen one alone.
TEST_P(FiguresTableTest, AMeasureBesideAnotherTakesItsOwnColumnsAlone) {
  json::object r = figures(
      "名称,统一社会信用代码,2026年9月（万元）,2026年10月（万元）,同比%,2026年10月营业收入（万元）,同比%,从业人员\n"
      "霁川县岚茂面粉有限公司,91610723MA00000077,150,160,3,170,4,20\n");
  EXPECT_EQ(json::serialize(ok("tables.preview", r).at("measures")), R"(["revenue"])") << "no month is told of the persons";
  r["measure"] = "revenue", r["named_only"] = true;
  const json::array taken = ok("tables.preview", r).at("figures").as_array();
  ASSERT_EQ(taken.size(), 2U) << "its month and its growth";
  EXPECT_EQ(taken.at(0).as_object().at("column").as_int64(), 5);
  EXPECT_EQ(taken.at(1).as_object().at("column").as_int64(), 6);
}

/// A month that is not over is pointed out: what it holds so far is no figure of it yet.
TEST_P(FiguresTableTest, AMonthThatIsNotOverIsPointedOut) {
  const Date today = SystemClock().today();
  const std::string month = std::to_string(today.year) + "年" + std::to_string(today.month) + "月";
  const json::object p = ok("tables.preview", figures("名称,统一社会信用代码," + month +
                                                      "（万元）\n霁川县岚茂面粉有限公司,"
                                                      "91610723MA00000077,100\n"));
  EXPECT_NE(json::serialize(p.at("problems")).find("figures.not_over"), std::string::npos);
  EXPECT_EQ(p.at("errors").as_int64(), 0);
}

TEST_P(FiguresTableTest, TheWorkingSheetComesInAsItWentOut) {
  const std::string csv =
      "统一社会信用代码,单位详细名称,2026年10月商品销售额（千元）,2026年1-10月商品销售额（千元）,2025年10月商品销售额（千元）,"
      "2025年1-10月商品销售额（千元）,2026年1-10月同比（%）\n"
      "92610723MA00000074,霁川县枫溪超市,600.125,6100.5,580,5800,5.18\n91610723MA77631700,霁川县砚池酒楼有限公司,,-3.2,,,\n";
  ok("tables.import", figures(csv, "sales", "限上月报"));
  const auto out = [&](const char* source) {
    const json::object list = ok("candidates.list");
    for (const json::value& v : list.at("sources").as_array())
      if (v.as_object().at("name").as_string() == source) {
        auto file = engine_->get_file(
            clerk_, "figures.export",
            json::serialize(json::object{{"source_id", v.as_object().at("source_id")}, {"month", "2026-10"}, {"form", "csv"}}));
        EXPECT_TRUE(file) << file.error().detail;
        return file ? file->bytes : std::string();
      }
    return std::string();
  };
  const std::string first = out("限上月报");
  EXPECT_NE(first.find("2026年1-10月商品销售额（元）"), std::string::npos) << first;
  EXPECT_NE(first.find("600125.00"), std::string::npos);
  ok("tables.import", figures(first, "sales", "再导入"));
  EXPECT_EQ(out("再导入"), first);
  EXPECT_EQ(engine_->get_file(clerk_, "figures.export", R"({"source_id":"F0","month":"2026-10"})").error().reason,
            "figures.source");
  EXPECT_EQ(engine_->get_file(clerk_, "figures.export", R"({"source_id":"F0","month":"十月"})").error().reason, "month.bad");
  EXPECT_FALSE(engine_->get_file(viewer_, "figures.export", R"({"source_id":"F0","month":"2026-10"})"));
}

/// The working sheets of trade and catering: several measures side by side, each of which comes in again as it went out.
TEST_P(FiguresTableTest, TheSheetOfTradeComesInAsItWentOut) {
  const std::string csv =
      "单位详细名称,统一社会信用代码,2026年10月商品销售额（千元）,2026年1-10月商品销售额（千元）,2025年10月商品销售额（千元）,"
      "2026年10月零售额（千元）,2026年10月营业额（千元）,2026年1-10月营业额（千元）,2026年10月餐费收入（千元）,"
      "粮油食品类 2026年10月（千元）\n"
      "霁川县枫溪超市,92610723MA00000074,600.125,6100.5,580,430,,,,20\n"
      "霁川县砚池酒楼有限公司,91610723MA77631700,12,100,,,200,1900,150,\n";
  const std::vector<const char*> measures{"sales", "retail_sales", "turnover", "meal_revenue", "grain_oil_food"};
  for (const char* measure : measures) ok("tables.import", figures(csv, measure, "限上月报"));
  const auto out = [&](const std::string& source, const Caller& who) {
    return engine_->get_file(who, "figures.trade_sheet",
                             json::serialize(json::object{{"source_name", source}, {"month", "2026-10"}}));
  };
  const auto cells = [](const std::string& bytes) {
    std::vector<std::vector<std::string>> rows;
    auto book = paper::open_workbook(bytes, bytes.size() * 100);
    EXPECT_TRUE(book);
    if (!book) return rows;
    for (const paper::Sheet& sheet : book->sheets)
      for (const auto& row : sheet.rows) {
        rows.emplace_back();
        // The source's name stands in the title.
        for (const paper::TableCell& cell : row) rows.back().push_back(&row == &sheet.rows.front() ? "" : cell.text);
      }
    return rows;
  };
  const auto audited = [&] { return ok("audit.list").at("lines").as_array().size(); };
  const std::size_t before = audited();
  auto first = out("限上月报", clerk_);
  EXPECT_GT(audited(), before);
  ASSERT_TRUE(first) << first.error().detail;
  const auto rows = cells(first->bytes);
  ASSERT_EQ(rows.size(), 6U) << "title, headings and a unit, in each of two sheets";
  EXPECT_EQ(rows[2][1], "霁川县枫溪超市");
  EXPECT_EQ(rows[2][2], "5212");
  EXPECT_EQ(rows[2][3], "600125");
  EXPECT_EQ(rows[1][3], "2026年10月商品销售额（元）");
  EXPECT_NE(std::find(rows[1].begin(), rows[1].end(), "2026年10月粮油食品类（元）"), rows[1].end()) << "told by this source";
  EXPECT_EQ(std::find(rows[1].begin(), rows[1].end(), "2026年10月汽车类（元）"), rows[1].end()) << "told by nobody";
  EXPECT_EQ(rows[5][1], "霁川县砚池酒楼有限公司");
  auto sent = engine_->send_file(root_, "tables.send", first->name, first->bytes);
  ASSERT_TRUE(sent) << sent.error().detail;
  for (std::int64_t sheet = 0; sheet < 2; ++sheet)
    for (const char* measure : sheet == 0 ? std::vector<const char*>{"sales", "retail_sales", "grain_oil_food"} : measures) {
      if (sheet == 1 && (std::string(measure) == "retail_sales" || std::string(measure) == "grain_oil_food")) continue;
      ok("tables.import", {{"file_hash", json::parse(*sent).as_object().at("file_hash")},
                           {"file_name", first->name},
                           {"kind", "monthly"},
                           {"sheet", sheet},
                           {"register_name", "再导入"},
                           {"measure", measure}});
    }
  auto second = out("再导入", clerk_);
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(cells(second->bytes), rows);
  EXPECT_EQ(out("没有", clerk_).error().reason, "figures.source");
  EXPECT_FALSE(out("限上月报", viewer_));
}

/// Problems of a preview, by cell.
std::map<std::string, std::string> problems_of(const json::object& preview) {
  std::map<std::string, std::string> out;
  for (const json::value& v : preview.at("problems").as_array())
    out[std::string(v.as_object().at("cell").as_string())] += std::string(v.as_object().at("reason").as_string()) + " ";
  return out;
}

TEST_P(FiguresTableTest, PointsOutFiguresThatSpeakAgainstThemselves) {
  const json::object preview =
      ok("tables.preview", figures("纳税人名称,纳税人识别号,2026年9月累计销售额（万元）,2026年10月销售额（万元）,"
                                   "2026年10月累计销售额（万元）\n"
                                   "霁川县岚茂面粉有限公司,91610723MA00000077,900,120,800\n"
                                   "霁川县枫溪超市,92610723MA00000074,500,60,700\n"
                                   "霁川县砚池酒楼有限公司,91610723MA77631700,30,-3,27\n"
                                   "霁川县松岭理发店,,10,1.01,11.01\n"
                                   "13977770001,,10,1,11\n"));
  const auto problems = problems_of(preview);
  EXPECT_EQ(problems.at("E2"), "figures.sum_falls ");
  EXPECT_EQ(problems.at("E3"), "figures.sum_differs ");
  EXPECT_EQ(problems.at("D4"), "figures.negative ");
  EXPECT_EQ(problems.at("A6"), "figures.no_name ") << "a phone in the column of names";
  EXPECT_FALSE(problems.count("E5")) << "a month and its sum that agree";
  EXPECT_EQ(preview.at("errors").as_int64(), 1);
  const json::object persons =
      ok("tables.preview",
         figures("企业名称,统一社会信用代码,2026年10月从业人员期末人数（人）\n霁川县岚茂面粉有限公司,91610723MA00000077,-5\n"
                 "霁川县枫溪超市,92610723MA00000074,8.5\n",
                 "employees", "人社局"));
  EXPECT_EQ(problems_of(persons).at("C2"), "figures.negative ");
  EXPECT_EQ(problems_of(persons).at("C3"), "figures.part_of_person ");
  EXPECT_EQ(persons.at("errors").as_int64(), 1) << "nobody employs fewer than none";
}

TEST_P(FiguresTableTest, ComparesWithWhatTheSourceSaidBefore) {
  ok("tables.import", figures(two_years()));
  // 万元 read as 元, a month told otherwise, the same again, a new month.
  const json::object preview =
      ok("tables.preview", figures("纳税人名称,纳税人识别号,2026年10月销售额（万元）,2026年11月销售额（万元）\n"
                                   "霁川县岚茂面粉有限公司,91610723MA00000077,192.7,1950000\n"
                                   "霁川县枫溪超市,92610723MA00000074,60,\n"
                                   "霁川县砚池酒楼有限公司,91610723MA77631700,4,3\n"
                                   "霁川县松岭理发店,,,1\n"));
  const auto problems = problems_of(preview);
  EXPECT_EQ(problems.at("D2"), "figures.unit_doubt ");
  EXPECT_EQ(problems.at("C4"), "figures.revised ");
  EXPECT_FALSE(problems.count("D4"));
  EXPECT_EQ(preview.at("known").as_int64(), 1);
  EXPECT_EQ(preview.at("revised").as_int64() + preview.at("fresh").as_int64(), 3);
  EXPECT_EQ(preview.at("errors").as_int64(), 0) << "pointed out, not refused";
}

/// A sheet of one month holds one sum: it is held against the sums that stand.
TEST_P(FiguresTableTest, ASumIsHeldAgainstThoseThatStand) {
  const std::string names = "名称,统一社会信用代码,", mill = "霁川县岚茂面粉有限公司,91610723MA00000077,";
  ok("tables.import", figures(names + "2026年1-9月（万元）\n" + mill + "1500\n"));
  const auto said = [&](const std::string& headings, const std::string& cells, const char* cell) {
    const auto problems = problems_of(ok("tables.preview", figures(names + headings + "\n" + mill + cells + "\n")));
    const auto at = problems.find(cell);
    return at == problems.end() ? std::string() : std::string(at->second);
  };
  EXPECT_EQ(said("2026年1-10月（万元）", "900", "C2"), "figures.sum_falls ");
  EXPECT_EQ(said("2026年10月（万元）,2026年1-10月（万元）", "100,2900", "D2"), "figures.sum_differs ");
  EXPECT_EQ(said("2026年1-10月（万元）", "16000000", "C2"), "figures.unit_doubt ");
  EXPECT_EQ(said("2026年1-10月（元）", "1600", "C2"), "figures.sum_falls figures.unit_doubt ") << "元 for 万元";
  EXPECT_EQ(said("2026年1月（万元）,2026年2月（万元）,2026年3月（万元）,2026年1-3月累计（万元）", "100,100,100,400", "F2"),
            "figures.sum_differs ")
      << "the months beside it say 300";
  EXPECT_EQ(said("2026年1月（万元）,2026年2月（万元）,2026年3月（万元）,2026年1-3月累计（万元）", "100,100,100,300", "F2"), "");
  EXPECT_EQ(said("2026年1-10月（万元）", "1660", "C2"), "");
  EXPECT_EQ(said("2026年1-10月（万元）", "1500", "C2"), "") << "a month without sales";
}

/// What somebody plans or expects is no reported figure, nor is a month to come; growth belongs to the later of two years.
TEST_P(FiguresTableTest, PlansAreNoFiguresAndGrowthIsOfTheLaterYear) {
  const std::string names = "名称,统一社会信用代码,", mill = "霁川县岚茂面粉有限公司,91610723MA00000077,";
  const auto sheet = [&](const char* heading) {
    std::string out = names;
    return out.append(heading).append("\n").append(mill).append("5000\n");
  };
  for (const char* heading : {"2026年1-10月预计营业收入（万元）", "2026年10月计划（万元）", "2026年1-10月目标任务（万元）"})
    EXPECT_EQ(refused(root_, "tables.import", figures(sheet(heading))), "figures.no_months") << heading;
  for (const char* heading : {"2026年10月应纳税额（元）", "2026年10月免税销售额（元）"})
    EXPECT_EQ(refused(root_, "tables.import", figures(sheet(heading))), "figures.other_measure") << heading;
  const json::object preview =
      ok("tables.preview", figures(names + "2026年10月（万元）,2099年10月（万元）\n" + mill + "150,160\n"));
  EXPECT_EQ(problems_of(preview).at("D2"), "figures.future ");
  EXPECT_EQ(preview.at("errors").as_int64(), 1);
  const auto growth_of = [&](const std::string& headings) {
    const json::object seen = ok("tables.preview", figures(names + headings + "\n" + mill + "1800,1700,5.9\n"));
    for (const json::value& f : seen.at("figures").as_array())
      if (f.as_object().at("unit").as_string() == "同比%")
        return std::to_string(f.as_object().at("year").as_int64()) + "/" + std::to_string(f.as_object().at("to").as_int64());
    return std::string();
  };
  EXPECT_EQ(growth_of("2026年1-10月（万元）,2025年1-10月（万元）,同比±%"), "2026/10");
  EXPECT_EQ(growth_of("2025年1-10月（万元）,2026年1-10月（万元）,同比增速"), "2026/10");
  EXPECT_EQ(growth_of("2026年1-10月（万元）,上年同期（万元）,同比增长（%）"), "2026/10");
  EXPECT_EQ(growth_of("2026年1-10月（万元）,上年同期（万元）,增减（%）"), "2026/10");
}

/// A working sheet has last year beside this year's: it fills months that nobody reported then, and replaces none.
TEST_P(FiguresTableTest, TheYearBeforeFillsWhatNobodyReported) {
  ok("tables.import", figures("纳税人名称,纳税人识别号,2025年1-10月累计销售额（万元）\n霁川县枫溪超市,92610723MA00000074,480\n"));
  const std::string csv =
      "单位详细名称,统一社会信用代码,增值税销售额 本年-本月,增值税销售额 本年-1—本月,增值税销售额 上年-本月,增值税销售额 "
      "上年-1—本月\n"
      "霁川县岚茂面粉有限公司,91610723MA00000077,150,1500,140,1400\n霁川县枫溪超市,92610723MA00000074,60,600,55,500\n";
  json::object request = figures(csv);
  request["period"] = "2026-10", request["unit"] = "万元";
  const json::object preview = ok("tables.preview", request);
  std::map<std::string, bool> taken;
  for (const json::value& v : preview.at("figures").as_array()) {
    const json::object& f = v.as_object();
    taken[std::to_string(f.at("year").as_int64()) + ":" + std::to_string(f.at("from").as_int64()) + "-" +
          std::to_string(f.at("to").as_int64())] = f.at("year_before").as_bool();
  }
  EXPECT_EQ(taken, (std::map<std::string, bool>{
                       {"2026:10-10", false}, {"2026:1-10", false}, {"2025:10-10", true}, {"2025:1-10", true}}));
  ok("tables.import", request);
  const json::array sources = ok("candidates.list", {{"limit", 1}}).at("sources").as_array();
  const std::string source_id(sources.at(0).as_object().at("source_id").as_string());
  const auto out =
      engine_->get_file(clerk_, "figures.export", R"({"source_id":")" + source_id + R"(","month":"2026-10","form":"csv"})");
  ASSERT_TRUE(out) << out.error().detail;
  EXPECT_NE(out->bytes.find("霁川县岚茂面粉有限公司,1500000.00,15000000.00,1400000.00,14000000.00"), std::string::npos)
      << out->bytes;
  EXPECT_NE(out->bytes.find("霁川县枫溪超市,600000.00,6000000.00,550000.00,4800000.00"), std::string::npos)
      << "what was reported last year stays" << out->bytes;
}

/// Beside this year's stand many columns that name last year and are no amount of the same months.
TEST_P(FiguresTableTest, TakesOnlyTheSameMonthsOfTheYearBefore) {
  const auto taken = [&](const std::string& heads, const std::string& cells, const char* measure = "vat_sales") {
    json::object r =
        figures("名称,统一社会信用代码," + heads + "\n霁川县岚茂面粉有限公司,91610723MA00000077," + cells + "\n", measure);
    r["period"] = "2026-10";
    std::string out;
    const json::object p = ok("tables.preview", r);
    if (const json::value& blocked = p.at("blocked"); blocked.is_string()) return std::string(blocked.as_string());
    for (const json::value& v : p.at("figures").as_array()) {
      const json::object& f = v.as_object();
      out += std::to_string(f.at("year").as_int64()) + "/" + std::to_string(f.at("from").as_int64()) + "-" +
             std::to_string(f.at("to").as_int64()) + " ";
    }
    return out;
  };
  EXPECT_EQ(taken("2026年10月销售额（万元）,比上年同期增加（万元）", "150,12"), "2026/10-10 ");
  EXPECT_EQ(taken("2026年1-10月销售额（万元）,上年全年销售额（万元）", "1500,1900"), "2026/1-10 ");
  EXPECT_EQ(taken("2026年1-10月销售额（万元）,上年销售额（万元）", "1500,1900"), "2026/1-10 ");
  EXPECT_EQ(taken("2026年10月销售额（万元）,上年同期", "150,140"), "2026/10-10 2025/10-10 ") << "in the unit of its neighbour";
  EXPECT_EQ(taken("上年1-10月（万元）,2026年1-10月（万元）", "1400,1500"), "2025/1-10 2026/1-10 ") << "in any order";
  EXPECT_EQ(taken("上年10月销售额（万元）", "140"), "figures.no_months") << "a sheet of last year alone names its year";
  EXPECT_EQ(
      taken("零售额 本年-本月（千元）,粮油食品类 本年-本月（千元）,粮油食品类 上年-本月（千元）", "400,30,28", "retail_sales"),
      "2026/10-10 ");
  const json::object p = ok("tables.preview", figures("名称,统一社会信用代码,2026年10月销售额（万元）,上年同期（万元）\n"
                                                      "霁川县岚茂面粉有限公司,91610723MA00000077,150,新增\n"));
  EXPECT_EQ(p.at("errors").as_int64(), 0) << "this year's figure is not lost for it";
  EXPECT_EQ(p.at("warnings").as_int64(), 1);
}

/// A unit that came by its name and comes with its code later is one row: what is said later stands.
TEST_P(FiguresTableTest, ALaterWordStandsHoweverTheUnitIsNamed) {
  ok("tables.import", figures("名称,统一社会信用代码,2026年9月销售额（万元）\n霁川县岚茂面粉有限公司,,100\n"));
  ok("tables.import", figures("名称,统一社会信用代码,2026年9月销售额（万元）\n霁川县岚茂面粉有限公司,91610723MA00000077,120\n"));
  const json::array sources = ok("candidates.list", {{"limit", 1}}).at("sources").as_array();
  const std::string id(sources.at(0).as_object().at("source_id").as_string());
  const auto out = engine_->get_file(clerk_, "figures.export", R"({"source_id":")" + id + R"(","month":"2026-09","form":"csv"})");
  ASSERT_TRUE(out) << out.error().detail;
  EXPECT_NE(out->bytes.find("1200000.00"), std::string::npos) << out->bytes;
  EXPECT_EQ(out->bytes.find("1000000.00"), std::string::npos) << out->bytes;
}

TEST_P(FiguresTableTest, NamesTheUnitsThatAreNoEnterprise) {
  ok("tables.import",
     figures("纳税人名称,纳税人识别号,2026年10月销售额（万元）\n霁川县岚茂面粉有限公司,91610723MA00000077,150\n"
             "霁川县无此户有限公司,,7\n霁川县枫溪超市,91610723MA77631700,60\n霁川县砚池酒楼有限公司（原砚池饭店）,,3\n"
             "霁川县岚茂面粉有限公司,92610723MA00000074,90\n霁川县枫溪超市,9135052155323005XL,5\n"));
  const json::array sources = ok("candidates.list", {{"limit", 1}}).at("sources").as_array();
  const json::object a = ok("figures.unmatched", {{"source_id", sources.at(0).as_object().at("source_id")}});
  std::map<std::string, std::string> why;
  for (const json::value& v : a.at("units").as_array())
    why[std::string(v.as_object().at("name").as_string())] = std::string(v.as_object().at("why").as_string());
  EXPECT_EQ(why, (std::map<std::string, std::string>{{"霁川县无此户有限公司", "unknown"}, {"霁川县枫溪超市", "other_code"}}))
      << "codes decide, and a former name in brackets is no other name";
  EXPECT_EQ(a.at("total").as_int64(), 2);
  EXPECT_EQ(refused(root_, "figures.unmatched", {{"source_id", "F0"}}), "figures.source");
}

TEST(FigureChecks, NamesHoldWords) {
  for (const char* name : {"7天酒店", "KFC", "霁川县超市", "3M"}) EXPECT_FALSE(engine::is_no_name(name)) << name;
  for (const char* name : {"13977770001", "91610723MA00000077", "12.50", "—"}) EXPECT_TRUE(engine::is_no_name(name)) << name;
}

LUODI_ON_BOTH_STORES(FiguresTableTest);

}  // namespace
}  // namespace luodi
