// Candidates through the engine's door, on both stores.
#include <cmath>
#include <functional>

#include "engine/cultivation_fixture.h"

namespace luodi {
namespace {

TEST_P(CultivationTest, WatchesEveryUnitWithALineAgainstIt) {
  const json::object imported = ok("tables.import", figures(two_years()));
  EXPECT_EQ(imported.at("rows").as_int64(), 5);
  const json::object run = watch();
  EXPECT_EQ(run.at("last_month").as_string(), "2026-10");
  EXPECT_EQ(run.at("units").as_int64(), 4) << "the rice farm has no class";
  const json::object flour = candidate("岚茂");
  // 150 × 1.012^12 × (1.012^10 - 1) / 0.012 to October: a geometric series, by hand, each month rounded to 0.01万元.
  const double to_date = 150 * std::pow(1.012, 12) * (std::pow(1.012, 10) - 1) / 0.012;
  EXPECT_NEAR(static_cast<double>(flour.at("to_date").as_int64()) / 1e6, to_date, 0.06);
  EXPECT_EQ(flour.at("threshold").as_int64(), 2000LL * 1000000);
  EXPECT_EQ(flour.at("class_id").as_string(), "industry");
  EXPECT_TRUE(flour.at("stands_in").as_bool()) << "VAT sales stand in for revenue that nobody reported";
  EXPECT_EQ(flour.at("place").as_string(), "likely");
  EXPECT_GT(flour.at("chance").as_double(), 0.5);
  const double year = static_cast<double>(flour.at("year").as_int64()) / 1e6;
  EXPECT_GT(year, 2000);
  EXPECT_NEAR(year, 150 * std::pow(1.012, 12) * (std::pow(1.012, 12) - 1) / 0.012, 40);
  EXPECT_LE(flour.at("low95").as_int64(), flour.at("low80").as_int64());
  EXPECT_LE(flour.at("low80").as_int64(), flour.at("year").as_int64());
  EXPECT_EQ(flour.at("needed").as_int64(), 2000LL * 1000000 - flour.at("to_date").as_int64())
      << "one month is left until November";
  const json::object shop = candidate("超市");
  EXPECT_EQ(shop.at("place").as_string(), "barred") << "over the line, and may not enter by itself";
  EXPECT_EQ(shop.at("admitted").as_string(), "no") << "a self-employed shop";
  EXPECT_EQ(candidate("酒楼").at("channel").as_string(), "monthly") << "opened this year";
  const json::object big = ok("candidates.list", {{"big", "yes"}});
  EXPECT_EQ(big.at("total").as_int64(), 1) << "the shop is over 500万元 and self-employed: a list of its own";
  EXPECT_EQ(big.at("candidates").as_array().front().as_object().at("name").as_string(), shop.at("name").as_string());
  EXPECT_EQ(candidate("理发").at("to_date").as_int64(), 10LL * 1000000) << "found by its name, without a code";
  const json::object list = ok("candidates.list");
  EXPECT_EQ(list.at("sources").as_array().at(0).as_object().at("unmatched").as_int64(), 1);
  EXPECT_EQ(list.at("candidates").as_array().front().as_object().at("name").as_string(), flour.at("name").as_string())
      << "the likeliest that is not over the line yet comes first";
}

/// A shop that will be 大个体 is found before it is; of several sources it is told how the watched one was chosen.
TEST_P(CultivationTest, SelfEmployedNearTheLineAreFoundBefore) {
  std::string table = two_years();
  const std::size_t row = table.find("92610723MA00000074"), end = table.find('\n', row);
  std::string shop = "92610723MA00000074";
  for (int i = 0; i < 22; ++i) shop += ",45";
  table.replace(row, end - row, shop);
  ok("tables.import", figures(table));
  watch();
  const json::object near = candidate("超市");
  EXPECT_EQ(near.at("place").as_string(), "barred");
  EXPECT_FALSE(near.at("big_self_employed").as_bool());
  EXPECT_TRUE(near.at("near_big_self_employed").as_bool()) << "450 of 500万元 with two months to go";
  EXPECT_EQ(ok("candidates.list", {{"big", "near"}}).at("total").as_int64(), 1);
  EXPECT_EQ(ok("candidates.list", {{"big", "yes"}}).at("total").as_int64(), 0);
  const auto rules = [&] {
    return json::serialize(ok("candidates.get", {{"enterprise_id", near.at("enterprise_id")}}).at("rules"));
  };
  EXPECT_NE(rules().find("watch.near_big"), std::string::npos);
  EXPECT_EQ(rules().find("watch.choice"), std::string::npos) << "one source leaves no choice";
  const json::object report = ok("members.report", {{"month", "2026-10"}});
  EXPECT_EQ(report.at("near_big_self_employed").as_int64(), 1);
  EXPECT_EQ(report.at("forecast_as_of").as_string(), "2026-11-10");
  EXPECT_FALSE(report.at("forecast_stale").as_bool());
  ok("tables.import",
     figures("名称,统一社会信用代码,2026年1-10月（万元）\n霁川县枫溪超市,92610723MA00000074,455\n", "sales", "统计局"));
  EXPECT_TRUE(ok("members.report", {{"month", "2026-10"}}).at("forecast_stale").as_bool()) << "figures came in since";
  watch();
  EXPECT_NE(rules().find("watch.choice"), std::string::npos);
}

/// Construction and real estate have no line: they are listed by their qualification, counted apart, and open dossiers.
TEST_P(CultivationTest, UnitsThatEnterByQualificationAreListed) {
  ok("tables.import", register_table("企业名称,统一社会信用代码,企业类型,成立日期,经营状态,所属乡镇,行业代码\n"
                                     "霁川县宏筑建设有限公司,,有限责任公司,2020-08-01,存续,鹭岭镇,4710\n",
                                     "住建名录", "market", "2026-10-31"));
  ok("registers.link");
  ok("tables.import", figures(two_years()));
  const json::object run = watch();
  EXPECT_EQ(run.at("no_line").as_int64(), 1);
  EXPECT_EQ(run.at("units").as_int64(), 4) << "those with a line";
  const json::object list = ok("candidates.list", {{"place", "by_qualification"}});
  ASSERT_EQ(list.at("total").as_int64(), 1);
  const json::object builder = list.at("candidates").as_array().at(0).as_object();
  EXPECT_EQ(builder.at("class_id").as_string(), "construction");
  EXPECT_EQ(builder.at("channel").as_string(), "monthly");
  EXPECT_EQ(builder.at("sector").as_int64(), 2);
  EXPECT_EQ(builder.at("threshold").as_int64(), 0);
  EXPECT_EQ(candidate("超市").at("sector").as_int64(), 3);
  const json::object page = ok("candidates.get", {{"enterprise_id", builder.at("enterprise_id")}});
  EXPECT_NE(json::serialize(page.at("rules")).find("construction.unknown"), std::string::npos);
  EXPECT_EQ(ok("dossiers.open", {{"enterprise_ids", json::array{builder.at("enterprise_id")}}}).at("done").as_array().size(), 1U);
}

/// Who opened this year has not missed the months before; facts of a dossier speak for the candidate too.
TEST_P(CultivationTest, NewlyOpenedUnitsAndFactsOfDossiers) {
  ok("tables.import", register_table("企业名称,统一社会信用代码,企业类型,成立日期,经营状态,所属乡镇,行业代码\n"
                                     "霁川县新港食品有限公司,,有限责任公司,2026-08-01,存续,鹭岭镇,1392\n"
                                     "霁川县惠民医院,52610723MA0000111C,民办非企业单位,2019-03-01,存续,鹭岭镇,8411\n",
                                     "民政登记", "market", "2026-10-31"));
  ok("registers.link");
  ok("tables.import", figures("名称,统一社会信用代码,2026年8月（万元）,2026年9月（万元）,2026年10月（万元）\n"
                              "霁川县新港食品有限公司,,700,800,900\n"));
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-10月（万元）\n"
                              "霁川县惠民医院,52610723MA0000111C,2100\n"));
  watch("2026-11-15");
  const json::object fresh = candidate("新港");
  EXPECT_EQ(fresh.at("place").as_string(), "met");
  EXPECT_EQ(fresh.at("to_date").as_int64(), 2400LL * 1000000);
  EXPECT_EQ(fresh.at("channel").as_string(), "monthly");
  EXPECT_NE(
      json::serialize(ok("candidates.get", {{"enterprise_id", fresh.at("enterprise_id")}}).at("rules")).find("watch.opened"),
      std::string::npos);
  const json::object hospital = candidate("惠民");
  EXPECT_EQ(hospital.at("admitted").as_string(), "unknown") << "nobody said which books it keeps";
  ok("dossiers.open", {{"enterprise_ids", json::array{hospital.at("enterprise_id")}}});
  ok("dossiers.fact", {{"enterprise_id", hospital.at("enterprise_id")}, {"fact", "accounting_standards"}, {"value", "no"}});
  EXPECT_TRUE(ok("candidates.list").at("run").as_object().at("stale").as_bool());
  watch("2026-11-15");
  EXPECT_EQ(candidate("惠民").at("admitted").as_string(), "no") << "its dossier says so";
}

/// What the county does not ask for is missing nowhere; whoever settles it says why, and takes it back.
TEST_P(CultivationTest, PapersThatTheCountyDoesNotAskFor) {
  const json::value flour =
      ok("enterprises.list", {{"words", "岚茂"}}).at("enterprises").as_array().at(0).as_object().at("enterprise_id");
  ok("dossiers.open", {{"enterprise_ids", json::array{flour}}});
  const auto needed = [&] {
    return ok("dossiers.get", {{"enterprise_id", flour}}).at("dossier").as_object().at("needed").as_int64();
  };
  const std::int64_t all = needed();
  const json::object off{{"setting", "material:gate_photo"}, {"value", "no"}, {"reason", "县统计局 2026 年通知"}};
  EXPECT_EQ(refused(root_, "cultivation.set", {{"setting", "material:nothing"}, {"value", "no"}, {"reason", "无"}}),
            "setting.unknown");
  EXPECT_EQ(refused(root_, "cultivation.set", {{"setting", "material:gate_photo"}, {"value", "maybe"}, {"reason", "无"}}),
            "setting.bad");
  const json::object rules = ok("cultivation.set", off);
  EXPECT_EQ(needed(), all - 1);
  bool told = false;
  for (const json::value& p : rules.at("papers").as_array())
    if (p.as_object().at("material_id").as_string() == "gate_photo")
      told = p.as_object().at("reasons").as_array().at(0).as_string() == "县统计局 2026 年通知";
  EXPECT_TRUE(told);
  ok("cultivation.set", {{"setting", "material:licence:retail"}, {"value", "no"}, {"reason", "县统计局 2026 年通知"}});
  EXPECT_EQ(needed(), all - 1) << "of another class";
  ok("cultivation.set", {{"setting", "material:gate_photo"}, {"value", ""}, {"reason", "恢复"}});
  EXPECT_EQ(needed(), all);
}

/// A payer by the quarter and one who is a month late are watched by the months they reached; the others by theirs.
TEST_P(CultivationTest, UnitsThatAreBehindAreNotLost) {
  std::string table = two_years();  // without the last month of one unit: October is missing there
  const std::size_t row = table.find("酒楼"), end = table.find('\n', row), last = table.rfind(',', end);
  table.erase(last + 1, end - last - 1);
  ok("tables.import", figures(table));
  const json::object run = watch();
  EXPECT_EQ(run.at("last_month").as_string(), "2026-10") << "most reach it";
  const json::object late = candidate("酒楼");
  EXPECT_EQ(late.at("last_month").as_string(), "2026-09");
  EXPECT_EQ(late.at("to_date").as_int64(), 27LL * 1000000) << "nine months of 3万元";
  EXPECT_NE(late.at("place").as_string(), "unknown");
  EXPECT_TRUE(late.at("year").is_int64()) << "it has an outlook of its own length";
  const json::object page = ok("candidates.get", {{"enterprise_id", late.at("enterprise_id")}});
  EXPECT_EQ(page.at("outlook").as_array().size(), 3U) << "October, November, December";
  EXPECT_NE(json::serialize(page.at("rules")).find("watch.behind"), std::string::npos);
  EXPECT_EQ(run.at("no_class").as_int64() + run.at("no_code").as_int64() + run.at("no_line").as_int64(), 1)
      << "who is not watched is counted: the rice farm";
}

TEST_P(CultivationTest, ThePageShowsRulesMonthsAndTheFan) {
  ok("tables.import", figures(two_years()));
  ok("tables.import", figures("户名,统一社会信用代码,2026年9月（千瓦时）\n霁川县岚茂面粉有限公司,91610723MA00000077,12345.5\n",
                              "power", "供电公司"));
  watch();
  const json::object p = ok("candidates.get", {{"enterprise_id", candidate("岚茂").at("enterprise_id")}});
  EXPECT_EQ(p.at("months").as_array().size(), 22U);
  ASSERT_EQ(p.at("outlook").as_array().size(), 2U);
  EXPECT_EQ(p.at("outlook").as_array().at(1).as_object().at("to_date").as_int64(),
            p.at("candidate").as_object().at("year").as_int64());
  ASSERT_EQ(p.at("figures").as_array().size(), 2U) << "sources apart";
  for (const json::value& f : p.at("figures").as_array())
    if (f.as_object().at("measure").as_string() == "power") {
      EXPECT_EQ(f.as_object().at("figures").as_array().at(0).as_object().at("amount").as_int64(), 1234550);
      EXPECT_FALSE(f.as_object().at("watched").as_bool());
    }
  for (const json::value& r : p.at("rules").as_array()) EXPECT_FALSE(r.as_object().at("source").as_string().empty());
  EXPECT_EQ(refused(root_, "candidates.get", {{"enterprise_id", "E9999999"}}), "candidate.unknown");
}

/// Sums since January, January and February as one, and a later import's word on the same months.
TEST_P(CultivationTest, SumsSinceJanuaryAndLaterImports) {
  const std::string who = "\n霁川县岚茂面粉有限公司,91610723MA00000077,";
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-2月（万元）,2026年3月（万元）" + who + "300,100\n"));
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-5月累计（万元）" + who + "650\n"));
  watch("2026-06-10");
  json::object flour = candidate("岚茂");
  EXPECT_EQ(flour.at("last_month").as_string(), "2026-05");
  EXPECT_EQ(flour.at("to_date").as_int64(), 650LL * 1000000);
  json::object p = ok("candidates.get", {{"enterprise_id", flour.at("enterprise_id")}});
  const json::array months = p.at("months").as_array();
  ASSERT_EQ(months.size(), 5U);
  EXPECT_TRUE(months.at(0).as_object().at("spread").as_bool());
  EXPECT_EQ(months.at(0).as_object().at("amount").as_int64(), 150LL * 1000000);
  EXPECT_FALSE(months.at(2).as_object().at("spread").as_bool());
  EXPECT_EQ(months.at(4).as_object().at("amount").as_int64(), 125LL * 1000000) << "April and May share what is left of the sum";
  const json::object corrected = ok("tables.import", figures("名称,统一社会信用代码,2026年1-5月累计（万元）" + who + "700\n"));
  watch("2026-06-10");
  EXPECT_EQ(candidate("岚茂").at("to_date").as_int64(), 700LL * 1000000);
  ok("tables.undo", {{"import_id", corrected.at("import_id")}});
  watch("2026-06-10");
  EXPECT_EQ(candidate("岚茂").at("to_date").as_int64(), 650LL * 1000000) << "taken back, the figure before stands again";
}

TEST_P(CultivationTest, AMissingMonthIsNoZero) {
  const std::string csv =
      "名称,统一社会信用代码,2026年1月（元）,2026年2月（元）,2026年3月（元）,2026年4月（元）\n"
      "霁川县岚茂面粉有限公司,91610723MA00000077,100,,100,100\n霁川县砚池酒楼有限公司,91610723MA77631700,100,0,100,100\n";
  ok("tables.import", figures(csv));
  watch("2026-05-10");
  EXPECT_EQ(candidate("岚茂").at("place").as_string(), "unknown");
  EXPECT_EQ(candidate("酒楼").at("to_date").as_int64(), 300 * 100);
}

/// Figures of the class's own measure come before stand-ins, and the verdict holds them against each other.
TEST_P(CultivationTest, TheClassesOwnMeasureIsWatchedAndHeldAgainstVat) {
  const std::string who = "\n霁川县岚茂面粉有限公司,91610723MA00000077,";
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-10月累计（万元）" + who + "2100\n", "main_revenue", "统计局"));
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-10月累计（万元）" + who + "1500\n"));
  watch();
  const json::object flour = candidate("岚茂");
  EXPECT_EQ(flour.at("watched").as_string(), "main_revenue");
  EXPECT_FALSE(flour.at("stands_in").as_bool());
  EXPECT_EQ(flour.at("standing").as_string(), "needs_explanation");
  EXPECT_EQ(flour.at("place").as_string(), "met");
}

/// The batch is the last window of the county's calendar that a unit may still use: needed a month and the chance are of it.
TEST_P(CultivationTest, TheBatchIsTheCalendarsLastOpenWindow) {
  ok("tables.import", figures(two_years()));
  watch("2026-11-10");
  json::object flour = candidate("岚茂");
  EXPECT_EQ(flour.at("batch").as_string(), "2026-11") << "by the setting, where the calendar says nothing";
  const std::int64_t missing = 2000LL * 1000000 - flour.at("to_date").as_int64();
  EXPECT_EQ(flour.at("needed").as_int64(), missing);
  const auto window = [](int batch, const char* opens, const char* closes, const char* data_month) {
    return json::object{{"place", "霁川县"},
                        {"level", "county"},
                        {"channel", "annual"},
                        {"batch", batch},
                        {"classes", json::array{}},
                        {"opens", opens},
                        {"closes", closes},
                        {"data_month", data_month},
                        {"kinds", ""},
                        {"source", "县统计局通知（演示）"}};
  };
  ok("windows.set", window(1, "2026-11-01", "2026-11-20", "2026-10"));
  ok("windows.set", window(2, "2026-12-20", "2027-01-05", ""));
  const json::object then = ok("candidates.list");
  EXPECT_TRUE(then.at("run").as_object().at("stale").as_bool()) << "the calendar changed since";
  watch("2026-11-10");
  flour = candidate("岚茂");
  EXPECT_EQ(flour.at("batch").as_string(), "2026-12") << "the second batch closes in January on December's figures";
  EXPECT_EQ(flour.at("needed").as_int64(), (missing + 1) / 2);
  watch("2027-01-06");
  flour = candidate("岚茂");
  EXPECT_EQ(flour.at("batch").as_string(), "") << "both are over";
  EXPECT_TRUE(flour.at("needed").is_null()) << "no month is left, which is not 0";
  EXPECT_TRUE(flour.at("chance").is_null());
  const json::object page = ok("candidates.get", {{"enterprise_id", flour.at("enterprise_id")}});
  EXPECT_NE(json::serialize(page.at("rules")).find("watch.batch_over"), std::string::npos);
}

/// What the class is measured by came in for one unit before most have that month: it is not ignored.
TEST_P(CultivationTest, AUnitAheadOfTheOthersIsWatchedByWhatItReported) {
  ok("tables.import", figures(two_years()));
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-11月累计（万元）\n霁川县岚茂面粉有限公司,91610723MA00000077,2100\n",
                              "main_revenue", "统计局"));
  watch("2026-12-10");
  const json::object flour = candidate("岚茂");
  EXPECT_EQ(flour.at("last_month").as_string(), "2026-11");
  EXPECT_EQ(flour.at("to_date").as_int64(), 2100LL * 1000000);
  EXPECT_EQ(flour.at("place").as_string(), "met");
  const json::object p = ok("candidates.get", {{"enterprise_id", flour.at("enterprise_id")}});
  EXPECT_NE(json::serialize(p.at("rules")).find("watch.ahead"), std::string::npos);
  EXPECT_EQ(candidate("酒楼").at("last_month").as_string(), "2026-10") << "the others are where they are";
}

/// A branch whose head office stands in the county's registers is within the province: not by itself.
TEST_P(CultivationTest, ABranchOfAKnownHeadDoesNotEnterByItself) {
  ok("tables.import", register_table("企业名称,企业类型,成立日期,经营状态,所属乡镇,行业代码\n"
                                     "霁川县渚兴商贸有限公司,有限责任公司,2019-03-01,存续,鹭岭镇,5111\n"
                                     "霁川县渚兴商贸有限公司柳渡河分店,分公司,2021-03-01,存续,栗坝镇,5111\n",
                                     "商务局名册", "ledger", "2026-10-31"));
  ok("registers.link");
  ok("tables.import",
     figures("名称,2026年1-10月累计（万元）\n霁川县渚兴商贸有限公司柳渡河分店,2150\n霁川县渚兴商贸有限公司,363\n"));
  watch();
  EXPECT_EQ(candidate("柳渡河").at("admitted").as_string(), "no");
  const json::object p = ok("candidates.get", {{"enterprise_id", candidate("柳渡河").at("enterprise_id")}});
  EXPECT_NE(json::serialize(p.at("rules")).find("unit.branch_in_province"), std::string::npos);
}

/// A member is held to the line of the class that it entered in; that the code says another is pointed out.
TEST_P(CultivationTest, AMemberIsHeldToTheLineOfItsClass) {
  ok("tables.import", figures(two_years()));
  ok("tables.import", table("名称,专业,入库时间\n霁川县砚池酒楼有限公司,工业,2020-12\n", "members"));
  watch();
  const json::object inn = candidate("酒楼");
  EXPECT_EQ(inn.at("class_id").as_string(), "industry");
  EXPECT_EQ(inn.at("threshold").as_int64(), 2000LL * 1000000);
  EXPECT_EQ(inn.at("place").as_string(), "at_risk");
  const json::object p = ok("candidates.get", {{"enterprise_id", inn.at("enterprise_id")}});
  EXPECT_NE(json::serialize(p.at("rules")).find("watch.library_class"), std::string::npos);
}

/// Two sources that cannot both be right are pointed out, each with its sum; none is blended into the other.
TEST_P(CultivationTest, NamesSourcesThatContradictEachOther) {
  const std::string who = "\n霁川县岚茂面粉有限公司,91610723MA00000077,", inn = "\n霁川县砚池酒楼有限公司,,";
  const std::string heads = "名称,统一社会信用代码,2026年1-10月累计（万元）";
  ok("tables.import", figures(heads + who + "1500" + inn + "100\n", "vat_sales", "税务局"));
  ok("tables.import", figures(heads + who + "900" + inn + "95\n", "invoiced", "开票数"));
  watch();
  const json::object flour = candidate("岚茂");
  ASSERT_EQ(flour.at("differs").as_array().size(), 1U);
  const json::object gap = flour.at("differs").as_array().at(0).as_object();
  EXPECT_EQ(gap.at("source_name"), "开票数");
  EXPECT_EQ(gap.at("to_date").as_int64(), 900LL * 1000000);
  EXPECT_NEAR(gap.at("gap").as_double(), 0.4, 1e-9);
  EXPECT_EQ(flour.at("to_date").as_int64(), 1500LL * 1000000) << "the watched source alone";
  EXPECT_TRUE(candidate("酒楼").at("differs").as_array().empty());
  const json::object only = ok("candidates.list", {{"differs", "yes"}});
  EXPECT_EQ(only.at("total").as_int64(), 1);
  EXPECT_EQ(only.at("differing").as_int64(), 1);
  const json::object page = ok("candidates.get", {{"enterprise_id", flour.at("enterprise_id")}});
  EXPECT_NE(json::serialize(page.at("rules")).find("watch.differs"), std::string::npos);
  // A wider setting of the county's own: it is a setting, not a rule.
  ok("cultivation.set", {{"setting", "source_gap"}, {"value", "0.5"}, {"reason", "口径不同"}});
  watch();
  EXPECT_TRUE(candidate("岚茂").at("differs").as_array().empty());
}

/// Figures under another register's name of a unit, or its former name, are the unit's; a name that somebody bears now is his.
TEST_P(CultivationTest, OtherNamesOfAUnitAreItsOwn) {
  ok("tables.import",
     register_table("户名,统一社会信用代码,曾用名\n霁川县岚茂面粉,91610723MA00000077,霁川县岚茂磨坊；霁川县松岭理发店\n",
                    "供电用户", "power", "2026-10-31"));
  ok("registers.link");
  const json::object listed = ok("enterprises.list", {{"words", "磨坊"}}).at("enterprises").as_array().at(0).as_object();
  EXPECT_EQ(listed.at("name").as_string(), "霁川县岚茂面粉有限公司");
  EXPECT_EQ(json::serialize(listed.at("other_names")), R"(["霁川县岚茂面粉","霁川县岚茂磨坊","霁川县松岭理发店"])");
  ok("tables.import", figures("名称,2026年1-9月累计（万元）\n霁川县岚茂面粉,700\n霁川县松岭理发店,5\n"));
  watch();
  EXPECT_EQ(candidate("岚茂").at("to_date").as_int64(), 700LL * 1000000);
  ok("tables.import", figures("名称,2026年1-10月累计（万元）\n霁川县岚茂磨坊,800\n"));
  watch();
  EXPECT_EQ(candidate("岚茂").at("to_date").as_int64(), 800LL * 1000000);
  EXPECT_EQ(candidate("理发").at("to_date").as_int64(), 5LL * 1000000) << "whoever bears the name now";
  ok("tables.import", figures("名称,2026年1-11月累计（万元）\n霁川县砚池饭庄（原霁川县砚池酒楼有限公司）,90\n"));
  watch("2026-12-02");
  EXPECT_EQ(candidate("酒楼").at("to_date").as_int64(), 90LL * 1000000) << "as the row says it was called";
}

/// An old list does not hide what is reported now, and another unit of the same name is another unit.
TEST_P(CultivationTest, TheCompleteSourceIsWatchedAndCodesDecide) {
  const std::string who = "\n霁川县岚茂面粉有限公司,91610723MA00000077,";
  ok("tables.import", figures("名称,统一社会信用代码,2025年1-12月累计（万元）" + who + "900\n", "main_revenue", "统计局"));
  ok("tables.import", figures(two_years()));
  ok("tables.import", figures("名称,统一社会信用代码,2026年1-10月累计（万元）\n霁川县砚池酒楼有限公司,91619921MAR3UEP50Y,999\n",
                              "vat_sales", "外地税务"));
  watch();
  EXPECT_EQ(candidate("岚茂").at("watched").as_string(), "vat_sales");
  EXPECT_EQ(candidate("岚茂").at("place").as_string(), "likely");
  EXPECT_EQ(candidate("酒楼").at("to_date").as_int64(), 30LL * 1000000) << "another code is another unit";
  watch("2027-06-10");
  EXPECT_EQ(candidate("岚茂").at("place").as_string(), "unknown") << "figures of 2026 are none of 2027";
}

/// Who reports before the others is over the line when it is, by a stand-in too; and on the first days of January, when the
/// second annual batch closes, what last year came to is watched.
TEST_P(CultivationTest, NewestFiguresCountAndJanuaryLooksBack) {
  ok("tables.import", figures(two_years()));
  watch("2026-12-05");
  const std::int64_t before = candidate("岚茂").at("to_date").as_int64();
  ok("tables.import",
     figures("名称,统一社会信用代码,2026年1-11月累计（万元）\n霁川县岚茂面粉有限公司,91610723MA00000077,2500\n"));
  watch("2026-12-05");
  EXPECT_GT(candidate("岚茂").at("to_date").as_int64(), before);
  EXPECT_EQ(candidate("岚茂").at("to_date").as_int64(), 2500LL * 1000000);
  EXPECT_EQ(candidate("岚茂").at("last_month").as_string(), "2026-11");
  EXPECT_EQ(candidate("岚茂").at("place").as_string(), "met");
  watch("2027-01-02");
  EXPECT_EQ(candidate("岚茂").at("place").as_string(), "met");
  EXPECT_NE(candidate("酒楼").at("place").as_string(), "unknown") << "its figures end in October";
}

TEST_P(CultivationTest, SaysWhenItIsOld) {
  const json::object made = ok("tables.import", figures(two_years()));
  watch();
  EXPECT_FALSE(ok("candidates.list").at("run").as_object().at("stale").as_bool());
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  EXPECT_TRUE(ok("candidates.list").at("run").as_object().at("stale").as_bool());
}

TEST_P(CultivationTest, RebuildGivesTheSame) {
  ok("tables.import", figures(two_years()));
  watch();
  const std::string before = all();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all(), before);
}

/// Looking at another day replaces nothing.
TEST_P(CultivationTest, AForecastAsOfADayIsNotKept) {
  ok("tables.import", figures(two_years()));
  watch();
  const std::string before = all();
  const json::object june = ok("candidates.as_of", {{"as_of", "2026-06-10"}});
  EXPECT_EQ(june.at("run").as_object().at("last_month").as_string(), "2026-05");
  EXPECT_EQ(june.at("total").as_int64(), 4);
  for (const json::value& v : june.at("candidates").as_array())
    if (std::string(v.as_object().at("name").as_string()).find("岚茂") != std::string::npos) {
      EXPECT_LT(v.as_object().at("to_date").as_int64(), candidate("岚茂").at("to_date").as_int64());
    }
  EXPECT_EQ(all(), before);
  EXPECT_EQ(refused(viewer_, "candidates.as_of", json::object{}), "access.not_allowed");
}

/// Invoices that were taken back (红字发票) make a month negative: it counts as it is, and the outlook stays one.
TEST_P(CultivationTest, MonthsBelowZeroCountAsTheyAre) {
  std::string csv = "纳税人名称,纳税人识别号";
  for (int i = 0; i < 22; ++i)
    csv += "," + std::to_string(2025 + i / 12) + "年" + std::to_string(i % 12 + 1) + "月销售额（万元）";
  const auto line = [&](const std::string& who, const std::function<int(int)>& month) {
    csv += "\n" + who;
    for (int i = 0; i < 22; ++i) csv += "," + std::to_string(month(i));
  };
  line("霁川县岚茂面粉有限公司,91610723MA00000077", [](int i) { return i == 18 ? -120 : 150; });  // July 2026
  line("霁川县枫溪超市,92610723MA00000074", [](int i) { return i % 2 == 0 ? 40 : -38; });
  line("霁川县砚池酒楼有限公司,91610723MA77631700", [](int) { return 0; });
  ok("tables.import", figures(csv + "\n"));
  watch();
  EXPECT_EQ(candidate("岚茂").at("to_date").as_int64(), (9 * 150 - 120) * 1000000LL);
  EXPECT_EQ(candidate("超市").at("to_date").as_int64(), 5 * 2 * 1000000LL);
  EXPECT_EQ(candidate("酒楼").at("to_date").as_int64(), 0);
  for (const char* who : {"岚茂", "超市", "酒楼"}) {
    const json::object c = candidate(who);
    if (!c.at("year").is_int64()) continue;
    EXPECT_LE(c.at("low95").as_int64(), c.at("low80").as_int64()) << who;
    EXPECT_LE(c.at("low80").as_int64(), c.at("year").as_int64()) << who;
    EXPECT_LE(c.at("year").as_int64(), c.at("high80").as_int64()) << who;
    EXPECT_LE(c.at("high80").as_int64(), c.at("high95").as_int64()) << who;
    EXPECT_LT(std::abs(static_cast<double>(c.at("year").as_int64())), 1e15)
        << who << ": a number, not what is left of a logarithm";
    EXPECT_GE(c.at("chance").as_double(), 0) << who;
    EXPECT_LE(c.at("chance").as_double(), 1) << who;
  }
  EXPECT_TRUE(candidate("岚茂").at("year").is_int64());
}

/// The county's own numbers hold from the next forecast on, are entries, and give way to the preset again.
TEST_P(CultivationTest, SettingsAreTheCountys) {
  const auto setting = [&](const json::object& rules, const char* name) {
    for (const json::value& v : rules.at("settings").as_array())
      if (v.as_object().at("setting").as_string() == name) return v.as_object();
    return json::object{};
  };
  const json::object presets = ok("cultivation.rules");
  EXPECT_GE(presets.at("settings").as_array().size(), 8U);
  EXPECT_EQ(presets.at("classes").as_array().front().as_object().at("measures").as_array().front().as_string(), "主营业务收入");
  EXPECT_FALSE(setting(presets, "near_ratio").at("own").as_bool());
  ok("tables.import", figures(two_years()));
  EXPECT_DOUBLE_EQ(watch().at("near_ratio").as_double(), 0.8);
  const json::object request{{"setting", "near_ratio"}, {"value", "0.6"}, {"reason", "县统计局2026年第3号通知"}};
  const json::object set = ok("cultivation.set", request);
  EXPECT_EQ(setting(set, "near_ratio").at("value").as_string(), "0.6");
  EXPECT_EQ(setting(set, "near_ratio").at("preset").as_string(), "0.8");
  EXPECT_EQ(setting(set, "near_ratio").at("reason").as_string(), "县统计局2026年第3号通知");
  EXPECT_TRUE(ok("candidates.list").at("run").as_object().at("stale").as_bool()) << "made with the number of before";
  EXPECT_DOUBLE_EQ(watch().at("near_ratio").as_double(), 0.6);
  EXPECT_EQ(ok("ledger.entries", {{"words", "setting.set"}}).at("entries").as_array().size(), 1U);
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(setting(ok("cultivation.rules"), "near_ratio").at("value").as_string(), "0.6");
  ok("cultivation.set", {{"setting", "near_ratio"}, {"value", ""}, {"reason", "恢复"}});
  EXPECT_DOUBLE_EQ(watch().at("near_ratio").as_double(), 0.8);
  for (const auto& [name, value] : {std::pair{"near_ratio", "1.5"},
                                    {"near_ratio_retail", "0.05"},
                                    {"near_ratio", "八成"},
                                    {"near_ratio", "0.8x"},
                                    {"batch_month", "11.5"},
                                    {"batch_month", "13"},
                                    {"size_bands_yi", "3|1"},
                                    {"size_bands_yi", "1|2|3|4|5|6|7"}})
    EXPECT_EQ(refused(root_, "cultivation.set", {{"setting", name}, {"value", value}, {"reason", "试"}}), "setting.bad") << value;
  EXPECT_EQ(refused(root_, "cultivation.set", {{"setting", "colour"}, {"reason", "试"}}), "setting.unknown");
  EXPECT_EQ(refused(root_, "cultivation.set", {{"setting", "near_ratio"}, {"value", "0.7"}, {"reason", " "}}), "reason.needed");
  EXPECT_EQ(candidate("酒楼").at("place").as_string(), "far");
  ok("cultivation.set", {{"setting", "near_ratio_retail"}, {"value", "0.1"}, {"reason", "试"}});
  watch();
  EXPECT_EQ(candidate("酒楼").at("place").as_string(), "far") << "a share of another class";
  ok("cultivation.set", {{"setting", "near_ratio_catering"}, {"value", "0.1"}, {"reason", "试"}});
  watch();
  EXPECT_EQ(candidate("酒楼").at("place").as_string(), "near");
  ok("cultivation.set", {{"setting", "size_bands_yi"}, {"value", "2|5"}, {"reason", "试"}});
  ok("tables.import", table("名称,专业,入库时间\n霁川县岚茂面粉有限公司,工业,2020-12\n", "members"));
  EXPECT_EQ(ok("members.report", {{"month", "2026-10"}}).at("bands").as_array().size(), 2U);
}

/// A line that changed before the program did: recorded with its day, it judges from that day on and is taken back.
TEST_P(CultivationTest, ClassLinesHaveTheCountysEditions) {
  const auto lines = [&](const json::object& rules) {
    json::array out;
    for (const json::value& c : rules.at("classes").as_array())
      if (c.as_object().at("class_id") == "lodging") out.push_back(c);
    return out;
  };
  ok("tables.import", figures(two_years()));
  watch();
  const json::object request{{"class_id", "lodging"},
                             {"codes", json::array{"61"}},
                             {"threshold_wan", 300},
                             {"valid_from", "2027-01-01"},
                             {"reason", "国统字〔2026〕1号（试）"}};
  const json::array set = lines(ok("cultivation.line", request));
  ASSERT_EQ(set.size(), 2U);
  EXPECT_EQ(set[0].as_object().at("valid_until").as_string(), "2026-12-31") << "the one before it ends the day before";
  EXPECT_EQ(set[1].as_object().at("threshold").as_int64(), 300LL * 10000 * 100);
  EXPECT_EQ(set[1].as_object().at("source").as_string(), "国统字〔2026〕1号（试）");
  EXPECT_TRUE(set[1].as_object().at("own").as_bool());
  EXPECT_TRUE(ok("candidates.list").at("run").as_object().at("stale").as_bool()) << "made with the line of before";
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(lines(ok("cultivation.rules")), set);
  EXPECT_EQ(refused(root_, "cultivation.line",
                    json::object{{"class_id", "real_estate"},
                                 {"codes", json::array{"7010"}},
                                 {"threshold_wan", 300},
                                 {"valid_from", "2027-01-01"},
                                 {"reason", "试"}}),
            "line.unknown")
      << "a class without a line gets none";
  json::object other = request;
  other["threshold_wan"] = -1;
  EXPECT_EQ(refused(root_, "cultivation.line", other), "setting.bad");
  other["threshold_wan"] = 300, other["valid_from"] = "2027年";
  EXPECT_EQ(refused(root_, "cultivation.line", other), "date.bad");
  other["valid_from"] = "2028-01-01", other["threshold_wan"] = 0;
  EXPECT_EQ(refused(root_, "cultivation.line", other), "line.none");
  other["valid_from"] = "2027-01-01";
  EXPECT_EQ(refused(viewer_, "cultivation.line", other), "access.not_allowed");
  ASSERT_EQ(lines(ok("cultivation.line", other)).size(), 1U) << "taken back";
  EXPECT_EQ(lines(ok("cultivation.rules"))[0].as_object().at("valid_until").as_string(), "");
}

TEST_P(CultivationTest, WhoMay) {
  EXPECT_EQ(refused(viewer_, "candidates.watch", json::object{}), "access.not_allowed");
  EXPECT_EQ(refused(viewer_, "cultivation.set", {{"setting", "near_ratio"}, {"reason", "试"}}), "access.not_allowed");
  EXPECT_EQ(refused(viewer_, "tables.import", figures(two_years())), "access.not_allowed");
  const json::object request = figures(two_years());
  auto made = engine_->call(clerk_, "tables.import", json::serialize(request));
  ASSERT_TRUE(made) << made.error().detail;
  const json::object id{{"import_id", json::parse(*made).as_object().at("import_id")}};
  EXPECT_EQ(refused(other_, "tables.undo", id), "register.other_unit");
  EXPECT_EQ(refused(other_, "tables.import", figures(two_years())), "register.other_unit") << "nor may it write over them";
  EXPECT_EQ(refused(clerk_, "tables.undo", id), "done");
  EXPECT_EQ(ok("candidates.list").at("total").as_int64(), 0);
}

TEST_P(CultivationTest, ListsGoOutAsSheets) {
  ok("tables.import", figures(two_years()));
  watch();
  auto file = engine_->get_file(other_, "candidates.export", R"({"form":"csv"})");
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_NE(file->bytes.find("霁川县岚茂面粉有限公司"), std::string::npos);
  EXPECT_NE(file->bytes.find("标准（万元）"), std::string::npos);
}

LUODI_ON_BOTH_STORES(CultivationTest);

}  // namespace
}  // namespace luodi
