// Dossiers, entry windows and visits through the engine's door, on both stores.
// Over 600 lines: every story starts from the same market and units, and tells one road through the door.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/clock.h"
#include "tests/support/engine.h"

namespace luodi {
namespace {

namespace json = boost::json;

constexpr const char* kMarket =
    "企业名称,统一社会信用代码,企业类型,成立日期,经营状态,所属乡镇,行业代码\n"
    "霁川县岚茂面粉有限公司,91610723MA00000077,有限责任公司,2019-03-01,存续,鹭岭镇,1311\n"
    "霁川县砚池酒楼有限公司,91610723MA77631700,有限责任公司,2026-02-01,存续,青榆镇,6210\n"
    "霁川县云杉稻谷种植有限公司,,有限责任公司,2020-03-01,存续,青榆镇,0111\n";
constexpr const char* kUnits =
    "单位代码,单位名称,单位简称,单位类别\nU006,霁川县统计局,县统计局,bureau\nU022,霁川县市场监督管理局,县市场监管局,bureau\n";

class DossiersTest : public testing::EngineOnBothStores {
 protected:
  void SetUp() override {
    EngineOnBothStores::SetUp();
    if (IsSkipped()) return;
    ok("tables.import", table(kUnits, "units"));
    ok("tables.import", register_table(kMarket, "市场监管登记", "market", "2026-10-31"));
    ok("registers.link");
    flour_ = id_of("岚茂"), inn_ = id_of("酒楼"), farm_ = id_of("稻谷");
    today_ = SystemClock().today();
    over_ = Date{today_.year, today_.month, 1}.plus_days(-1);
  }
  std::string id_of(const char* words) {
    const json::object list = ok("enterprises.list", {{"words", words}});
    return std::string(list.at("enterprises").as_array().at(0).as_object().at("enterprise_id").as_string());
  }
  void open(const std::string& id) { ok_as(clerk_, "dossiers.open", {{"enterprise_ids", {id}}}); }
  json::object page(const std::string& id) { return ok_as(clerk_, "dossiers.get", {{"enterprise_id", id}}); }
  std::string state(const std::string& id) { return std::string(page(id).at("dossier").as_object().at("state").as_string()); }
  static json::object act(const std::string& id, const char* what) { return {{"enterprise_ids", {id}}, {"act", what}}; }
  void advance(const std::string& id) { ok_as(clerk_, "dossiers.act", act(id, "advance")); }
  json::object statement(const std::string& id, const char* kind, const char* amount) const {
    return {{"enterprise_id", id}, {"kind", kind},       {"amount", amount},
            {"unit", "万元"},      {"year", over_.year}, {"month", over_.month}};
  }
  std::string result_of(const std::string& id, const char* check) {
    const json::object of = page(id);
    for (const json::value& v : of.at("checks").as_array())
      if (v.as_object().at("check").as_string() == check) return std::string(v.as_object().at("result").as_string());
    return "none";
  }
  json::object window(const char* channel = "annual", const char* kinds = "纳入、退出、变更") const {
    return {{"place", "霁川县"},
            {"level", "county"},
            {"channel", channel},
            {"batch", 1},
            {"classes", json::array{}},
            {"opens", today_.plus_days(-5).iso()},
            {"closes", today_.plus_days(9).iso()},
            {"data_month", ""},
            {"kinds", kinds},
            {"source", "县统计局通知（演示）"}};
  }
  /// Everything that screens show of dossiers, windows and visits.
  std::string all() {
    std::string out = json::serialize(ok("dossiers.list", {{"limit", 500}})) + json::serialize(ok("windows.list"));
    out += json::serialize(ok("visits.list", {{"limit", 500}}));
    for (const std::string& id : {flour_, inn_})
      if (refused(root_, "dossiers.get", {{"enterprise_id", id}}) == "done") out += json::serialize(page(id));
    return out;
  }
  std::string flour_, inn_, farm_;
  Date today_, over_;  ///< over_: in the last month that is over
};

/// What was copied from the VAT return is held against what the tax bureau itself reports of the same months.
TEST_P(DossiersTest, TheReturnAgainstTheTaxBureausFigures) {
  const Date over = over_;
  const auto copied = [&](const char* kind, const char* amount) {
    json::object s = statement(flour_, kind, amount);
    s["year"] = over.year, s["month"] = over.month;
    ok_as(clerk_, "dossiers.statement", s);
  };
  open(flour_);
  copied("profit", "2100"), copied("vat", "2100");
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "none") << "the tax bureau reported nothing";
  const std::string months = std::to_string(over.year) + "年1-" + std::to_string(over.month) + "月";
  const auto reported = [&](const char* code, const char* amount, const char* source,
                            const std::string& name = "霁川县岚茂面粉有限公司") {
    const std::string sheet =
        "纳税人名称,统一社会信用代码," + months + "增值税销售额（万元）\n" + name + "," + code + "," + amount + "\n";
    json::object r = table(sheet, "monthly");
    r["register_name"] = source, r["measure"] = "vat_sales";
    return ok("tables.import", r).at("import_id");
  };
  reported("91610723MA77631700", "2100", "税务");
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "none") << "another code is another unit, whatever it is called";
  const json::value by_name = reported("", "1500", "税务（无代码）");
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "failed") << "without a code, a name that one enterprise alone bears";
  ok("tables.undo", {{"import_id", by_name}});
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "none");
  ok("tables.import", register_table("户名,统一社会信用代码,曾用名\n霁川县岚茂面粉,91610723MA00000077,霁川县岚茂磨坊\n",
                                     "供电用户", "power", "2026-10-31"));
  ok("registers.link");
  const json::value by_former = reported("", "1400", "税务（旧名）", "霁川县岚茂磨坊");
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "failed") << "a name that a register tells as its former one";
  ok("tables.undo", {{"import_id", by_former}});
  reported("91610723MA00000077", "1600", "税务");
  EXPECT_EQ(result_of(flour_, "check.agree"), "ok") << "the two papers agree with each other";
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "failed") << "and not with what was declared";
  const std::string shown = json::serialize(page(flour_));
  EXPECT_NE(shown.find("税务：1600.00万元，相差 500.00万元"), std::string::npos);
  reported("91610723MA00000077", "2100", "税务");
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "ok") << "the later word stands";
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(result_of(flour_, "check.tax_bureau"), "ok");
}

TEST_P(DossiersTest, FromALeadToThePapers) {
  open(flour_);
  EXPECT_EQ(state(flour_), "lead");
  advance(flour_), advance(flour_);
  EXPECT_EQ(state(flour_), "cultivation");
  EXPECT_EQ(refused(clerk_, "dossiers.act", act(flour_, "advance")), "dossier.checks")
      << "no figure shows that it reached the line";
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", "2100"));
  advance(flour_);
  EXPECT_EQ(state(flour_), "reached");
  ok_as(clerk_, "dossiers.statement", statement(flour_, "vat", "2500"));
  EXPECT_EQ(result_of(flour_, "check.agree"), "failed");
  const json::object corrected = ok_as(clerk_, "dossiers.statement", statement(flour_, "vat", "2090.5"));
  EXPECT_EQ(result_of(flour_, "check.agree"), "ok");
  EXPECT_EQ(corrected.at("statements").as_array().size(), 2U);
  for (const json::value& m : corrected.at("materials").as_array())
    if (m.as_object().at("needed").as_bool())
      ok_as(clerk_, "dossiers.material",
            {{"enterprise_id", flour_}, {"material_id", m.as_object().at("material_id")}, {"state", "there"}});
  advance(flour_);
  EXPECT_EQ(state(flour_), "complete");
  EXPECT_EQ(refused(clerk_, "dossiers.act", act(flour_, "advance")), "dossier.checks") << "no window is open";
  ok_as(clerk_, "windows.set", window());
  advance(flour_);
  for (const char* review : {"city_review", "province_review", "national_review", "in_library"}) {
    advance(flour_);
    EXPECT_EQ(state(flour_), review);
  }
  const json::object d = page(flour_).at("dossier").as_object();
  EXPECT_EQ(d.at("entered").as_string(), today_.iso().substr(0, 7));
  EXPECT_EQ(d.at("there").as_int64(), d.at("needed").as_int64());
  json::object exit = act(flour_, "exit");
  exit["exit_reason"] = "stopped";
  ok_as(clerk_, "dossiers.act", exit);
  EXPECT_EQ(state(flour_), "left");
}

/// A figure copied by mistake is withdrawn; one of an earlier year reaches no line of this year.
TEST_P(DossiersTest, StatementsAreWithdrawnAndGrowOld) {
  open(flour_);
  json::object s = statement(flour_, "profit", "2100");
  s["year"] = today_.year - 2, s["month"] = 12;
  ok_as(clerk_, "dossiers.statement", s);
  EXPECT_EQ(result_of(flour_, "check.line"), "unknown");
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", "2100"));
  EXPECT_EQ(result_of(flour_, "check.line"), "ok");
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", ""));
  EXPECT_EQ(result_of(flour_, "check.line"), "unknown");
}

/// Two people on one dossier: who looks at an old page moves nothing on.
TEST_P(DossiersTest, AnOldPageMovesNothingOn) {
  open(flour_);
  const json::object first{{"enterprise_ids", {flour_}}, {"act", "advance"}, {"seen", "lead"}};
  ok("dossiers.act", first);
  EXPECT_EQ(state(flour_), "survey");
  EXPECT_EQ(refused(root_, "dossiers.act", first), "dossier.moved_on");
  const auto last = [&] {
    const json::array steps = page(flour_).at("steps").as_array();
    std::int64_t seq = 0;
    for (const json::value& s : steps)
      if (!s.as_object().at("undone").as_bool()) seq = std::max(seq, s.as_object().at("seq").as_int64());
    return seq;
  };
  // A paper noted meanwhile is a step too, though the state is the same.
  const std::int64_t seen = last();
  ok_as(clerk_, "dossiers.material", {{"enterprise_id", flour_}, {"material_id", "licence"}, {"state", "there"}});
  EXPECT_EQ(refused(root_, "dossiers.undo", {{"enterprise_id", flour_}, {"seen_seq", seen}}), "dossier.moved_on");
  ok("dossiers.undo", {{"enterprise_id", flour_}, {"seen_seq", last()}});
  EXPECT_EQ(state(flour_), "survey") << "the paper alone was taken back";
  ok("dossiers.undo", {{"enterprise_id", flour_}, {"seen_seq", last()}});
  EXPECT_EQ(state(flour_), "lead");
}

/// Whoever reads the steps sees which amount was copied when, and what it was corrected to.
TEST_P(DossiersTest, StepsTellTheAmountsOfStatements) {
  open(flour_);
  ok_as(clerk_, "dossiers.statement", statement(flour_, "vat", "2500"));
  ok_as(clerk_, "dossiers.statement", statement(flour_, "vat", "2090.5"));
  std::string told;
  const json::array steps = page(flour_).at("steps").as_array();
  for (const json::value& s : steps) told += std::string(s.as_object().at("detail").as_string()) + "|";
  EXPECT_NE(told.find("2090.50万元"), std::string::npos) << told;
  EXPECT_NE(told.find("2500.00万元"), std::string::npos) << told;
  ok_as(clerk_, "dossiers.material", {{"enterprise_id", flour_}, {"material_id", "licence"}, {"state", "there"}});
  ok_as(clerk_, "dossiers.fact", {{"enterprise_id", flour_}, {"fact", "unit_kind"}, {"value", "outlet"}});
  const json::array later = page(flour_).at("steps").as_array();
  EXPECT_EQ(later.at(0).as_object().at("fact").as_string(), "unit_kind") << "screens have the words of facts";
  EXPECT_EQ(later.at(0).as_object().at("value").as_string(), "outlet");
  for (const json::value& s : later)
    for (const char ch : std::string(s.as_object().at("detail_en").as_string())) EXPECT_GT(ch, 0) << json::serialize(s);
}

/// A unit that registers no longer have keeps its line.
TEST_P(DossiersTest, AUnitThatIsGoneKeepsItsLine) {
  const json::object made =
      ok("tables.import", register_table("企业名称,统一社会信用代码,行业代码\n霁川县临时砖厂有限公司,91619921MAR3UEP50Y,3031\n",
                                         "临时册", "ledger", "2026-10-31"));
  ok("registers.link");
  const std::string kiln = id_of("砖厂");
  open(kiln);
  EXPECT_EQ(result_of(kiln, "check.line"), "unknown");
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  ok("registers.link");
  const json::object gone = ok("enterprises.get", {{"enterprise_id", kiln}});
  EXPECT_EQ(gone.at("enterprise").as_object().at("state").as_string(), "left") << "its page is kept";
  EXPECT_EQ(gone.at("enterprise").as_object().at("name").as_string(), "霁川县临时砖厂有限公司");
  EXPECT_TRUE(gone.at("members").as_array().empty());
  EXPECT_EQ(gone.at("events").as_array().front().as_object().at("what").as_string(), "row.left");
  EXPECT_EQ(ok("enterprises.list", {{"words", "砖厂"}}).at("total").as_int64(), 0) << "and it stands in no list";
  EXPECT_EQ(result_of(kiln, "check.line"), "unknown") << "not a unit without a line";
  EXPECT_EQ(page(kiln).at("dossier").as_object().at("industry_code").as_string(), "3031");
}

/// What was let pass unseen is asked again once its figure is there; a paper that is "not needed" is let pass, not there.
TEST_P(DossiersTest, LettingPassIsOfWhatWasSeen) {
  open(flour_);
  advance(flour_), advance(flour_);
  json::object r = act(flour_, "advance");
  r["let_pass"] = true, r["law_read"] = true, r["reason"] = "企业报表随后补录";
  ok_as(clerk_, "dossiers.act", r);
  EXPECT_EQ(page(flour_).at("overridden").as_array().size(), 1U);
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", "500"));
  EXPECT_TRUE(page(flour_).at("overridden").as_array().empty());
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", "2100"));
  ok_as(clerk_, "dossiers.statement", statement(flour_, "vat", "2100"));
  const json::object of = page(flour_);
  for (const json::value& m : of.at("materials").as_array()) {
    const bool truth = m.as_object().at("material_id").as_string() == "truth";
    ok_as(clerk_, "dossiers.material",
          {{"enterprise_id", flour_},
           {"material_id", m.as_object().at("material_id")},
           {"state", truth ? "not_needed" : "there"},
           {"note", "以后补"}});
  }
  EXPECT_EQ(result_of(flour_, "check.materials"), "failed");
  EXPECT_EQ(refused(clerk_, "dossiers.act", act(flour_, "advance")), "dossier.checks");
}

/// A unit of no class may be a project under construction.
TEST_P(DossiersTest, AProjectOfAUnitOutsideTheClasses) {
  json::object r{{"enterprise_ids", {farm_}}, {"planned_investment_wan", "4999"}};
  EXPECT_EQ(refused(clerk_, "dossiers.open", r), "dossier.no_class");
  r["planned_investment_wan"] = "5000";
  ok_as(clerk_, "dossiers.open", r);
  EXPECT_EQ(page(farm_).at("dossier").as_object().at("class_id").as_string(), "project");
  EXPECT_EQ(result_of(farm_, "check.line"), "none") << "a project has no line of revenue";
}

TEST_P(DossiersTest, WhatDoesNotHoldIsLetPassWithTheLawRead) {
  open(flour_);
  advance(flour_), advance(flour_);
  json::object r = act(flour_, "advance");
  r["let_pass"] = true;
  EXPECT_EQ(refused(clerk_, "dossiers.act", r), "dossier.law");
  r["law_read"] = true;
  EXPECT_EQ(refused(clerk_, "dossiers.act", r), "dossier.reason");
  r["reason"] = "企业已提供纸质利润表，随后补录";
  ok_as(clerk_, "dossiers.act", r);
  EXPECT_EQ(state(flour_), "reached");
  const json::object last = page(flour_).at("steps").as_array().front().as_object();
  EXPECT_EQ(last.at("overridden").as_array().at(0).as_string(), "check.line");
  const json::object audit = ok("audit.list");
  EXPECT_NE(json::serialize(audit).find("check.overridden"), std::string::npos);
}

TEST_P(DossiersTest, FellBelowLeavesInTheAnnualWindowOnly) {
  open(flour_);
  json::object r = act(flour_, "advance");
  r["let_pass"] = true, r["law_read"] = true, r["reason"] = "演示：已在库单位补建台账";
  for (int i = 0; i < 9; ++i) ok_as(clerk_, "dossiers.act", r);
  EXPECT_EQ(state(flour_), "in_library");
  json::object exit = act(flour_, "exit");
  exit["exit_reason"] = "below";
  EXPECT_EQ(refused(clerk_, "dossiers.act", exit), "dossier.exit_window");
  ok_as(clerk_, "windows.set", window("monthly"));
  EXPECT_EQ(refused(clerk_, "dossiers.act", exit), "dossier.exit_window") << "a monthly window is none";
  ok_as(clerk_, "windows.set", window("annual", "规下升规上、新开业"));
  EXPECT_EQ(refused(clerk_, "dossiers.act", exit), "dossier.exit_window") << "a batch that takes nobody out";
  ok_as(clerk_, "windows.set", window());
  exit["month"] = today_.plus_months(-6).iso().substr(0, 7);
  EXPECT_EQ(refused(clerk_, "dossiers.act", exit), "dossier.month") << "it entered this month";
  exit["month"] = today_.plus_months(2).iso().substr(0, 7);
  EXPECT_EQ(refused(clerk_, "dossiers.act", exit), "dossier.month") << "not in the future";
  exit["month"] = "";
  ok_as(clerk_, "dossiers.act", exit);
  EXPECT_EQ(page(flour_).at("dossier").as_object().at("exit_reason").as_string(), "below");
}

/// Its own figures reach the line: as below it a unit leaves with a reason alone.
TEST_P(DossiersTest, WhoReachesTheLineLeavesAsBelowWithAReasonAlone) {
  open(flour_);
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", "2250"));
  ok_as(clerk_, "dossiers.statement", statement(flour_, "vat", "2250"));
  json::object r = act(flour_, "advance");
  r["let_pass"] = true, r["law_read"] = true, r["reason"] = "演示：已在库单位补建台账";
  for (int i = 0; i < 9; ++i) ok_as(clerk_, "dossiers.act", r);
  ok_as(clerk_, "windows.set", window());
  json::object exit = act(flour_, "exit");
  exit["exit_reason"] = "below";
  EXPECT_EQ(refused(clerk_, "dossiers.act", exit), "dossier.exit_met");
  exit["reason"] = "省局核定：营业收入含代收款，剔除后低于标准";
  ok_as(clerk_, "dossiers.act", exit);
  EXPECT_EQ(state(flour_), "left");
}

TEST_P(DossiersTest, StepsAreTakenBackOneByOne) {
  open(flour_);
  advance(flour_);
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", "2100"));
  ok_as(clerk_, "dossiers.undo", {{"enterprise_id", flour_}});
  EXPECT_TRUE(page(flour_).at("statements").as_array().empty());
  EXPECT_EQ(state(flour_), "survey");
  ok_as(clerk_, "dossiers.undo", {{"enterprise_id", flour_}});
  EXPECT_EQ(state(flour_), "lead");
  EXPECT_EQ(page(flour_).at("steps").as_array().size(), 3U) << "what was taken back stays to be seen";
  ok_as(clerk_, "dossiers.undo", {{"enterprise_id", flour_}});
  EXPECT_EQ(refused(clerk_, "dossiers.get", {{"enterprise_id", flour_}}), "dossier.unknown")
      << "the opening itself was taken back";
  open(flour_);
  EXPECT_EQ(state(flour_), "lead");
}

TEST_P(DossiersTest, SeveralAtOnceAndThoseRefusedAreNamed) {
  const json::object a = ok_as(clerk_, "dossiers.open", {{"enterprise_ids", {flour_, inn_, farm_}}});
  EXPECT_EQ(a.at("done").as_array().size(), 2U);
  EXPECT_EQ(a.at("refused").as_array().at(0).as_object().at("reason").as_string(), "dossier.no_class");
  EXPECT_EQ(refused(clerk_, "dossiers.open", {{"enterprise_ids", {flour_}}}), "dossier.there");
  EXPECT_EQ(refused(clerk_, "dossiers.open", {{"enterprise_ids", json::array{}}}), "dossier.many");
  EXPECT_EQ(refused(clerk_, "dossiers.open", {{"enterprise_ids", {"E9999999"}}}), "enterprise.unknown");
  advance(inn_);
  const json::object list = ok("dossiers.list", {{"state", "survey"}});
  EXPECT_EQ(list.at("total").as_int64(), 1);
  EXPECT_EQ(list.at("by_state").as_array().size(), 2U) << "counts by state are of all states";
  EXPECT_EQ(ok("dossiers.list", {{"words", "岚茂"}}).at("total").as_int64(), 1);
  EXPECT_EQ(refused(root_, "dossiers.list", {{"state", "happy"}}), "filter.unknown");
}

TEST_P(DossiersTest, WhoMay) {
  open(flour_);
  EXPECT_EQ(refused(other_, "dossiers.act", act(flour_, "advance")), "register.other_unit");
  EXPECT_EQ(refused(other_, "dossiers.statement", statement(flour_, "profit", "2100")), "register.other_unit");
  EXPECT_EQ(refused(viewer_, "dossiers.get", {{"enterprise_id", flour_}}), "access.not_allowed");
  EXPECT_EQ(refused(viewer_, "dossiers.list", json::object{}), "access.not_allowed");
  EXPECT_TRUE(ok_as(other_, "dossiers.get", {{"enterprise_id", flour_}}).at("acts").as_array().empty());
  EXPECT_FALSE(page(flour_).at("acts").as_array().empty());
  json::object assign = act(flour_, "assign");
  assign["unit_id"] = "U022";
  EXPECT_EQ(refused(clerk_, "dossiers.act", assign), "access.not_allowed");
  ok("dossiers.act", assign);
  EXPECT_EQ(refused(clerk_, "dossiers.act", act(flour_, "advance")), "register.other_unit");
  EXPECT_EQ(refused(other_, "dossiers.act", act(flour_, "advance")), "done");
  const json::object set = ok_as(clerk_, "windows.set", window());
  const json::value id = set.at("windows").as_array().at(0).as_object().at("window_id");
  EXPECT_EQ(refused(other_, "windows.remove", {{"window_id", id}}), "done") << "no duty table names who keeps the calendar";
  ok("tables.import", table("职责事项,责任单位,依据\n五上企业,县统计局,演示\n", "duties"));
  EXPECT_EQ(refused(other_, "windows.set", window()), "statistics.other_unit");
  EXPECT_FALSE(ok_as(other_, "windows.list", json::object{}).at("may_change").as_bool())
      << "nothing is offered that would be refused";
  EXPECT_FALSE(ok_as(viewer_, "windows.list", json::object{}).at("may_change").as_bool());
  EXPECT_FALSE(ok_as(other_, "cultivation.rules", json::object{}).at("may_change").as_bool());
  EXPECT_TRUE(ok_as(clerk_, "windows.list", json::object{}).at("may_change").as_bool());
  ok_as(clerk_, "windows.set", window());
  json::object by_desk = ok("windows.list").at("windows").as_array().at(0).as_object();
  EXPECT_EQ(refused(clerk_, "windows.set", window()), "window.known") << "the very same window stands once";
  json::object change = window();
  change["window_id"] = by_desk.at("window_id"), change["kinds"] = "改";
  ok("windows.set", change);
  ok_as(clerk_, "windows.remove", {{"window_id", by_desk.at("window_id")}});
  EXPECT_TRUE(ok("windows.list").at("windows").as_array().empty());
}

/// A town carries nobody through the reviews; the statistics bureau takes up what others brought.
TEST_P(DossiersTest, TheStatisticsBureauReviews) {
  ok("tables.import", table("职责事项,责任单位,依据\n五上企业,县统计局,演示\n", "duties"));
  ok("dossiers.open", {{"enterprise_ids", {flour_}}, {"unit_id", "U022"}});
  const auto pass = [&](const std::string& id) {
    json::object a = act(id, "advance");
    a["let_pass"] = true, a["law_read"] = true, a["reason"] = "镇上自己推进";
    return a;
  };
  for (int i = 0; i < 4; ++i) EXPECT_EQ(refused(other_, "dossiers.act", pass(flour_)), "done");
  EXPECT_EQ(state(flour_), "complete");
  EXPECT_EQ(refused(other_, "dossiers.act", pass(flour_)), "statistics.other_unit") << "it hands in only what holds";
  ok_as(clerk_, "dossiers.act", pass(flour_));
  EXPECT_EQ(state(flour_), "county_review");
  EXPECT_EQ(refused(other_, "dossiers.act", pass(flour_)), "statistics.other_unit");
  const json::array acts = ok_as(other_, "dossiers.get", {{"enterprise_id", flour_}}).at("acts").as_array();
  EXPECT_EQ(std::count(acts.begin(), acts.end(), json::value("advance")), 0);
  EXPECT_EQ(refused(other_, "dossiers.undo", {{"enterprise_id", flour_}}), "done") << "the unit takes back what it handed in";
  for (int i = 0; i < 4; ++i) ok_as(clerk_, "dossiers.act", pass(flour_));
  json::object years_ago = pass(flour_);
  years_ago["month"] = "2024-01";
  EXPECT_EQ(refused(clerk_, "dossiers.act", years_ago), "dossier.month") << "published counts of the past stay";
  ok_as(clerk_, "dossiers.act", pass(flour_));
  EXPECT_EQ(state(flour_), "in_library");
  EXPECT_EQ(refused(other_, "dossiers.undo", {{"enterprise_id", flour_}}), "statistics.other_unit");
  EXPECT_EQ(refused(other_, "enterprises.pin", {{"enterprise_id", flour_}, {"field", "industry_code"}, {"value", "8514"}}),
            "statistics.other_unit");
  EXPECT_EQ(refused(other_, "enterprises.pin", {{"enterprise_id", flour_}, {"field", "phone"}, {"value", "13711112222"}}),
            "done");
}

TEST_P(DossiersTest, FilesOfADossier) {
  open(flour_);
  auto sent = engine_->send_file(clerk_, "evidence.keep", "利润表.pdf", "a statement");
  ASSERT_TRUE(sent) << sent.error().detail;
  const json::value hash = json::parse(*sent).as_object().at("file_hash");
  EXPECT_FALSE(engine_->get_file(clerk_, "evidence.get", json::serialize(json::object{{"file_hash", hash}})))
      << "it belongs to nothing";
  json::object m{
      {"enterprise_id", flour_}, {"material_id", "profit"}, {"state", "there"}, {"file_hash", hash}, {"file_name", "利润表.pdf"}};
  ok_as(clerk_, "dossiers.material", m);
  auto file = engine_->get_file(clerk_, "evidence.get", json::serialize(json::object{{"file_hash", hash}}));
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_EQ(file->bytes, "a statement");
  EXPECT_FALSE(engine_->get_file(viewer_, "evidence.get", json::serialize(json::object{{"file_hash", hash}})));
  m["file_hash"] = std::string(64, '0');
  EXPECT_EQ(refused(clerk_, "dossiers.material", m), "report.no_file");
}

/// A second picture stands beside the first, and a text is no picture whatever it is called.
TEST_P(DossiersTest, KeepsEveryPictureOfAPaper) {
  open(flour_);
  const auto attach = [&](const char* name, const std::string& bytes) {
    auto sent = engine_->send_file(clerk_, "evidence.keep", name, bytes);
    EXPECT_TRUE(sent);
    return refused(clerk_, "dossiers.material",
                   {{"enterprise_id", flour_},
                    {"material_id", "work_photo"},
                    {"state", "there"},
                    {"file_hash", json::parse(*sent).as_object().at("file_hash")},
                    {"file_name", name}});
  };
  const auto files = [&] {
    const json::array papers = page(flour_).at("materials").as_array();
    for (const json::value& m : papers)
      if (m.as_object().at("material_id").as_string() == "work_photo") return m.as_object().at("files").as_array();
    return json::array{};
  };
  EXPECT_EQ(attach("厂门.jpg", "no picture at all"), "material.no_picture");
  EXPECT_EQ(attach("一.png", "\x89PNG one"), "done");
  EXPECT_EQ(attach("二.jpg", "\xFF\xD8\xFF two"), "done");
  ASSERT_EQ(files().size(), 2U);
  EXPECT_EQ(files().at(0).as_object().at("file_name").as_string(), "一.png");
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(files().size(), 2U);
  ok("dossiers.undo", {{"enterprise_id", flour_}});
  EXPECT_EQ(files().size(), 1U);
  ok_as(clerk_, "dossiers.material", {{"enterprise_id", flour_}, {"material_id", "work_photo"}, {"state", "missing"}});
  EXPECT_EQ(files().size(), 0U);
}

TEST_P(DossiersTest, BadInputSaysWhatToDo) {
  open(flour_);
  EXPECT_EQ(refused(clerk_, "dossiers.get", {{"enterprise_id", inn_}}), "dossier.unknown");
  EXPECT_EQ(refused(clerk_, "dossiers.act", act(flour_, "celebrate")), "dossier.act");
  EXPECT_EQ(refused(clerk_, "dossiers.statement", statement(flour_, "profit", "两千")), "statement.amount");
  EXPECT_EQ(refused(clerk_, "dossiers.statement", statement(flour_, "hearsay", "2000")), "statement.kind");
  json::object s = statement(flour_, "profit", "2000");
  s["measure"] = "turnover";
  EXPECT_EQ(refused(clerk_, "dossiers.statement", s), "statement.measure");
  s = statement(flour_, "profit", "2000"), s["month"] = 13;
  EXPECT_EQ(refused(clerk_, "dossiers.statement", s), "statement.month");
  s["year"] = today_.year + 1, s["month"] = 1;
  EXPECT_EQ(refused(clerk_, "dossiers.statement", s), "statement.month") << "a month that has not come";
  s["year"] = today_.year, s["month"] = today_.month;
  EXPECT_EQ(refused(clerk_, "dossiers.statement", s), "statement.month") << "a month that is not over";
  EXPECT_EQ(
      refused(clerk_, "dossiers.material", {{"enterprise_id", flour_}, {"material_id", "qualification"}, {"state", "there"}}),
      "material.unknown");
  EXPECT_EQ(refused(clerk_, "dossiers.material", {{"enterprise_id", flour_}, {"material_id", "truth"}, {"state", "not_needed"}}),
            "material.why");
  EXPECT_EQ(refused(clerk_, "dossiers.fact", {{"enterprise_id", flour_}, {"fact", "opened"}, {"value", "今年"}}), "fact.bad");
  json::object w = window();
  w["closes"] = "下月";
  EXPECT_EQ(refused(clerk_, "windows.set", w), "window.bad");
}

TEST_P(DossiersTest, AVisitSentTwiceIsOne) {
  const json::object planned = ok_as(clerk_, "visits.plan", {{"enterprise_ids", {flour_, inn_}}, {"planned_on", today_.iso()}});
  EXPECT_EQ(planned.at("total").as_int64(), 2);
  json::value id;
  for (const json::value& v : planned.at("visits").as_array())
    if (v.as_object().at("enterprise_id").as_string() == flour_) id = v.as_object().at("visit_id");
  const json::object form{
      {"client_id", "3f2a-0001"},
      {"enterprise_id", flour_},
      {"held_on", today_.iso()},
      {"visit_id", id},
      {"record", "生产正常，缺流动资金"},
      {"requests", {json::object{{"text", "希望对接银行贷款"}}, json::object{{"text", "厂门口道路破损"}, {"unit_id", "U022"}}}}};
  const json::object first = ok_as(clerk_, "visits.record", form), second = ok_as(clerk_, "visits.record", form);
  EXPECT_EQ(first.at("visit_id"), second.at("visit_id"));
  EXPECT_EQ(second.at("requests").as_array().size(), 2U);
  const json::object list = ok("visits.list", {{"state", "held"}});
  EXPECT_EQ(list.at("total").as_int64(), 1);
  EXPECT_EQ(list.at("requests").as_array().size(), 2U);
  json::object again = form;
  again["client_id"] = "3f2a-0002";
  EXPECT_EQ(refused(clerk_, "visits.record", again), "visit.not_planned");
  again.erase("visit_id");
  EXPECT_NE(ok_as(clerk_, "visits.record", again).at("visit_id"), first.at("visit_id")) << "another form, without a plan";
  open(flour_);
  EXPECT_EQ(page(flour_).at("visits").as_array().size(), 2U);
  EXPECT_EQ(page(flour_).at("dossier").as_object().at("open_requests").as_int64(), 4);
}

TEST_P(DossiersTest, RequestsAreClosedOrBecomeCommitments) {
  const json::object visit =
      ok_as(clerk_, "visits.record",
            {{"client_id", "3f2a-0003"},
             {"enterprise_id", flour_},
             {"held_on", today_.iso()},
             {"record", "走访"},
             {"requests", {json::object{{"text", "希望对接银行贷款"}}, json::object{{"text", "门前道路破损请修复"}}}}});
  const json::array raised = visit.at("requests").as_array();
  const json::value loan = raised.at(0).as_object().at("request_id"), road = raised.at(1).as_object().at("request_id");
  EXPECT_EQ(refused(other_, "requests.close", {{"request_id", loan}, {"result", "已放款"}}), "register.other_unit");
  EXPECT_EQ(ok_as(clerk_, "requests.close", {{"request_id", loan}, {"result", "已放款200万元"}}).at("state").as_string(),
            "closed");
  EXPECT_EQ(refused(clerk_, "requests.close", {{"request_id", loan}, {"result", "再办"}}), "request.not_open");
  EXPECT_EQ(ok_as(clerk_, "requests.reopen", {{"request_id", loan}, {"result", "银行退回"}}).at("state").as_string(), "open");
  const json::object passed =
      ok_as(clerk_, "requests.pass", {{"request_id", road}, {"unit_id", "U022"}, {"due_date", today_.plus_days(20).iso()}});
  EXPECT_EQ(passed.at("state").as_string(), "passed");
  EXPECT_EQ(passed.at("commitment_state").as_string(), "confirmed") << "a clerk raises it, the desk assigns";
  const json::object story = ok("commitments.get", {{"commitment_id", passed.at("commitment_id")}});
  const json::object k = story.at("commitment").as_object();
  EXPECT_NE(std::string(k.at("text").as_string()).find("门前道路破损请修复"), std::string::npos);
  EXPECT_EQ(k.at("unit").as_string(), "县市场监管局");
  EXPECT_EQ(ok_as(clerk_, "commitments.get", {{"commitment_id", passed.at("commitment_id")}}).at("acts").as_array().size(), 0U)
      << "whoever passed it on sees what becomes of it, and does nothing there";
  EXPECT_EQ(refused(other_, "commitments.get", {{"commitment_id", passed.at("commitment_id")}}), "commitment.unknown");
  const auto unsettled = [&] { return ok("visits.list").at("open").as_int64(); };
  EXPECT_EQ(unsettled(), 2) << "passed on is not settled";
  const json::object from = story.at("raised_at").as_object();
  EXPECT_EQ(from.at("visit_id"), visit.at("visit_id")) << "and back to where it was asked for";
  EXPECT_EQ(from.at("enterprise_id").as_string(), flour_);
  EXPECT_EQ(from.at("text").as_string(), "门前道路破损请修复");
  EXPECT_TRUE(ok_as(viewer_, "commitments.get", {{"commitment_id", passed.at("commitment_id")}}).at("raised_at").is_null())
      << "visits are closed to viewers";
  EXPECT_EQ(refused(clerk_, "requests.pass", {{"request_id", road}, {"unit_id", "U022"}}), "request.not_open");
  EXPECT_EQ(refused(clerk_, "requests.reopen", {{"request_id", road}, {"result", "再办"}}), "request.not_closed");
  ok("directives.undo", {{"directive_ids", {k.at("directive_id")}}});
  EXPECT_EQ(ok_as(clerk_, "requests.reopen", {{"request_id", road}, {"result", "立项撤回"}}).at("state").as_string(), "open")
      << "what the desk took back comes back";
  const json::object by_desk = ok("requests.pass", {{"request_id", loan}, {"unit_id", "U006"}});
  EXPECT_EQ(by_desk.at("commitment_state").as_string(), "assigned");
}

/// Whoever passed a request on reads what became of it; the files of reports are for those whose matter it is.
TEST_P(DossiersTest, WhoPassedARequestOnReadsWhatBecameOfIt) {
  const json::object visit = ok_as(clerk_, "visits.record",
                                   {{"client_id", "3f2a-0010"},
                                    {"enterprise_id", flour_},
                                    {"held_on", today_.iso()},
                                    {"record", "走访"},
                                    {"requests", {json::object{{"text", "门前道路破损"}}}}});
  const json::object passed = ok(
      "requests.pass", {{"request_id", visit.at("requests").as_array().at(0).as_object().at("request_id")}, {"unit_id", "U022"}});
  const json::object k{{"commitment_id", passed.at("commitment_id")}};
  ok_as(other_, "commitments.accept", {{"commitment_ids", json::array{passed.at("commitment_id")}}});
  auto sent = engine_->send_file(other_, "evidence.keep", "修复照片.pdf", "%PDF-1.4 scan");
  ASSERT_TRUE(sent) << sent.error().detail;
  json::object report = k;
  report["text"] = "已开工", report["progress"] = 40, report["last"] = false;
  report["files"] =
      json::array{json::object{{"file_hash", json::parse(*sent).as_object().at("file_hash")}, {"file_name", "修复照片.pdf"}}};
  ok_as(other_, "commitments.report", report);
  const auto files = [&](const Caller& who) {
    const json::object story = ok_as(who, "commitments.get", k);
    const json::array reports = story.at("reports").as_array();
    return reports.at(0).as_object().at("files").as_array().size();
  };
  EXPECT_EQ(files(other_), 1U);
  EXPECT_EQ(files(clerk_), 0U);
}

/// A record of the wrong day or the wrong enterprise is put right, or taken back; what it said stays.
TEST_P(DossiersTest, RecordsOfVisitsArePutRightOrTakenBack) {
  const json::object visit = ok_as(clerk_, "visits.record",
                                   {{"client_id", "3f2a-0009"},
                                    {"enterprise_id", flour_},
                                    {"held_on", today_.iso()},
                                    {"record", "用工20人"},
                                    {"requests", {json::object{{"text", "缺熟练工"}}, json::object{{"text", "门前道路破损"}}}}});
  const json::value& id = visit.at("visit_id");
  json::object right{
      {"visit_id", id}, {"held_on", today_.plus_days(-1).iso()}, {"record", "用工200人"}, {"reason", "少写一个零"}};
  EXPECT_EQ(refused(other_, "visits.correct", right), "register.other_unit");
  const json::object corrected = ok_as(clerk_, "visits.correct", right);
  EXPECT_EQ(corrected.at("record").as_string(), "用工200人");
  const json::object was = corrected.at("corrections").as_array().at(0).as_object();
  EXPECT_EQ(was.at("record").as_string(), "用工20人");
  EXPECT_EQ(was.at("reason").as_string(), "少写一个零");
  EXPECT_EQ(refused(clerk_, "visits.correct", right), "visit.same");
  right["held_on"] = today_.plus_days(2).iso();
  EXPECT_EQ(refused(clerk_, "visits.correct", right), "visit.day");
  const json::value road = visit.at("requests").as_array().at(1).as_object().at("request_id");
  const json::object passed = ok_as(clerk_, "requests.pass", {{"request_id", road}, {"unit_id", "U022"}});
  EXPECT_EQ(refused(clerk_, "visits.withdraw", {{"visit_id", id}, {"reason", "记错了企业"}}), "visit.passed_on");
  const json::object k = ok("commitments.get", {{"commitment_id", passed.at("commitment_id")}}).at("commitment").as_object();
  ok("directives.undo", {{"directive_ids", {k.at("directive_id")}}});
  const json::object gone = ok_as(clerk_, "visits.withdraw", {{"visit_id", id}, {"reason", "记错了企业"}});
  EXPECT_EQ(gone.at("state").as_string(), "withdrawn");
  for (const json::value& q : gone.at("requests").as_array()) EXPECT_EQ(q.as_object().at("state").as_string(), "withdrawn");
  EXPECT_EQ(refused(clerk_, "requests.reopen", {{"request_id", road}, {"result", "再办"}}), "visit.not_held");
  EXPECT_EQ(ok("visits.list").at("open").as_int64(), 0);
  EXPECT_EQ(ok("visits.list", {{"state", "held"}}).at("total").as_int64(), 0);
  right["held_on"] = today_.iso();
  EXPECT_EQ(refused(clerk_, "visits.correct", right), "visit.not_held");
  const std::string before = json::serialize(ok("visits.list", {{"state", "withdrawn"}}));
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(json::serialize(ok("visits.list", {{"state", "withdrawn"}})), before);
}

TEST_P(DossiersTest, BadVisitsSaySo) {
  json::object form{
      {"client_id", "3f2a-0004"}, {"enterprise_id", flour_}, {"held_on", today_.plus_days(1).iso()}, {"record", "走访"}};
  EXPECT_EQ(refused(clerk_, "visits.record", form), "visit.day") << "tomorrow is no visit";
  form["held_on"] = today_.iso(), form["record"] = " \u3000\n";
  EXPECT_EQ(refused(clerk_, "visits.record", form), "text.needed");
  form["record"] = "走访", form["client_id"] = "X";
  EXPECT_EQ(refused(clerk_, "visits.record", form), "visit.client");
  EXPECT_EQ(refused(clerk_, "visits.plan", {{"enterprise_ids", {flour_}}, {"planned_on", "周一"}}), "date.bad");
  EXPECT_EQ(refused(clerk_, "visits.plan", {{"enterprise_ids", {flour_}}, {"planned_on", today_.plus_days(-1).iso()}}),
            "visit.planned_day");
  EXPECT_EQ(refused(clerk_, "visits.plan", {{"enterprise_ids", {flour_}}, {"planned_on", today_.iso()}, {"unit_id", "U022"}}),
            "access.not_allowed");
  EXPECT_EQ(refused(viewer_, "visits.list", json::object{}), "access.not_allowed");
  EXPECT_EQ(refused(root_, "visits.plan", {{"enterprise_ids", {flour_}}, {"planned_on", today_.iso()}}), "visit.unit")
      << "a visit that no unit could record";
  open(flour_);
  const json::object planned = ok("visits.plan", {{"enterprise_ids", {flour_}}, {"planned_on", today_.iso()}});
  EXPECT_EQ(planned.at("visits").as_array().at(0).as_object().at("unit_id").as_string(), "U006")
      << "the unit that keeps the dossier";
}

/// 包抓领导: a personal field of an assignment; it stays until the unit changes, and is taken back with it.
TEST_P(DossiersTest, ALeaderIsNamedForAnAssignment) {
  ok_as(clerk_, "dossiers.open", {{"enterprise_ids", {flour_}}});
  const auto leader = [&] { return std::string(page(flour_).at("dossier").as_object().at("leader").as_string()); };
  EXPECT_EQ(leader(), "");
  json::object assign = act(flour_, "assign");
  assign["leader"] = " 某副县长 ";
  EXPECT_EQ(refused(clerk_, "dossiers.act", assign), "done");
  EXPECT_EQ(leader(), "某副县长");
  EXPECT_EQ(page(flour_).at("dossier").as_object().at("unit_id").as_string(), "U006") << "its unit keeps it";
  json::object later = act(flour_, "assign");
  later["expected"] = "2027-03";
  ok("dossiers.act", later);
  EXPECT_EQ(leader(), "某副县长");
  auto file = engine_->get_file(clerk_, "dossiers.export", R"({"form":"csv"})");
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_NE(file->bytes.find("包抓领导"), std::string::npos);
  EXPECT_NE(file->bytes.find("某副县长"), std::string::npos);
  json::object other = act(flour_, "assign");
  other["unit_id"] = "U022";
  ok("dossiers.act", other);
  EXPECT_EQ(leader(), "");
  assign["leader"] = std::string(201, 'x');
  EXPECT_EQ(refused(root_, "dossiers.act", assign), "text.long");
}

TEST_P(DossiersTest, RebuildGivesTheSame) {
  open(flour_), open(inn_);
  advance(flour_);
  ok_as(clerk_, "dossiers.statement", statement(flour_, "profit", "2100"));
  ok_as(clerk_, "dossiers.undo", {{"enterprise_id", flour_}});
  ok_as(clerk_, "windows.set", window());
  const json::object visit = ok_as(clerk_, "visits.record",
                                   {{"client_id", "3f2a-0005"},
                                    {"enterprise_id", flour_},
                                    {"held_on", today_.iso()},
                                    {"record", "走访"},
                                    {"requests", {json::object{{"text", "门前道路破损"}}}}});
  ok("requests.pass", {{"request_id", visit.at("requests").as_array().at(0).as_object().at("request_id")}, {"unit_id", "U022"}});
  const std::string before = all();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all(), before);
}

TEST_P(DossiersTest, ListsGoOutAsSheets) {
  open(flour_);
  for (const char* list : {"dossiers.export", "visits.export"}) {
    auto file = engine_->get_file(clerk_, list, R"({"form":"csv"})");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_NE(file->bytes.find("企业名称"), std::string::npos);
  }
  EXPECT_FALSE(engine_->get_file(viewer_, "dossiers.export", R"({"form":"csv"})"));
  // 口径 stands in the title: whose dossiers, and what they were filtered by.
  const auto title = [&](const char* asked) {
    const auto file = engine_->get_file(root_, "dossiers.export", asked);
    EXPECT_TRUE(file) << file.error().detail;
    const json::object kept = json::parse(*engine_->send_file(root_, "tables.send", "台账.xlsx", file->bytes)).as_object();
    const json::object preview =
        ok("tables.preview", {{"file_hash", kept.at("file_hash")}, {"file_name", "台账.xlsx"}, {"kind", "any"}});
    return std::string(preview.at("title").as_string());
  };
  EXPECT_NE(title("{}").find("口径:全部建档单位;"), std::string::npos) << title("{}");
  EXPECT_NE(title(R"({"class_id":"industry","words":"岚"})").find("规模以上工业,按条件筛选;"), std::string::npos);
}

LUODI_ON_BOTH_STORES(DossiersTest);

}  // namespace
}  // namespace luodi
