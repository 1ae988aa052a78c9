// Whose figures a caller sees: lists, counts, pages and sheets alike, through the engine's door, on both stores.
#include <gtest/gtest.h>

#include "base/clock.h"
#include "engine/cultivation_fixture.h"

namespace luodi {
namespace {

constexpr const char* kUnits =
    "单位代码,单位名称,单位简称,单位类别\nU006,霁川县统计局,县统计局,bureau\nU022,霁川县市场监督管理局,县市场监管局,bureau\n"
    "U031,国家税务总局霁川县税务局,县税务局,vertical\nU038,鹭岭镇人民政府,鹭岭镇,town\n";

class SightTest : public CultivationTest {
 protected:
  void SetUp() override {
    CultivationTest::SetUp();
    if (IsSkipped()) return;
    ok("tables.import", table(kUnits, "units"));
    ok("registers.link");  // towns are those of the units
    ok_as(tax_, "tables.import", figures(two_years()));
    watch();
    flour_ = id_of("岚茂"), shop_ = id_of("枫溪");
  }
  std::string id_of(const char* words) { return std::string(candidate(words).at("enterprise_id").as_string()); }
  void name_the_bureau() { ok("tables.import", table("职责事项,责任单位,依据\n五上企业,县统计局,演示\n", "duties")); }
  std::int64_t seen(const Caller& who) {
    const json::object list = ok_as(who, "candidates.list", json::object{});
    std::int64_t counted = 0;
    for (const json::value& v : list.at("by_place").as_array()) counted += v.as_object().at("count").as_int64();
    EXPECT_EQ(counted, list.at("total").as_int64()) << "counts are of what is seen";
    EXPECT_EQ(static_cast<std::int64_t>(list.at("candidates").as_array().size()), list.at("total").as_int64());
    return list.at("total").as_int64();
  }
  json::object asks(const std::string& id) { return {{"enterprise_id", id}}; }
  Caller town_{{"a-town", "town", "", "clerk", "U038"}, "test"};
  Caller tax_{{"a-tax", "tax", "", "clerk", "U031"}, "test"};
  Caller leader_{{"a-leader", "leader", "", "leader", std::nullopt}, "test"};
  Caller lost_{{"a-lost", "lost", "", "clerk", std::nullopt}, "test"};
  std::string flour_, shop_;
};

TEST_P(SightTest, WhereNoDutyTableNamesTheBureauUnitsSeeAll) {
  EXPECT_EQ(seen(other_), seen(root_));
  EXPECT_EQ(refused(viewer_, "candidates.list", json::object{}), "access.not_allowed");
}

TEST_P(SightTest, AUnitSeesItsTownAndWhatItKeeps) {
  name_the_bureau();
  const std::int64_t all = seen(root_);
  ASSERT_GT(all, 2);
  EXPECT_EQ(seen(clerk_), all) << "the statistics bureau";
  EXPECT_EQ(seen(leader_), all);
  EXPECT_EQ(seen(town_), 1);
  EXPECT_EQ(seen(other_), 0);
  EXPECT_EQ(seen(lost_), 0) << "an account of no unit";
  const json::object mine = ok_as(town_, "candidates.list", json::object{});
  EXPECT_TRUE(mine.at("own_alone").as_bool());
  EXPECT_EQ(mine.at("own_town").as_string(), "鹭岭镇");
  EXPECT_EQ(refused(town_, "candidates.get", asks(flour_)), "done");
  EXPECT_EQ(refused(town_, "candidates.get", asks(shop_)), "figures.other_unit");
  EXPECT_EQ(refused(other_, "candidates.get", asks(flour_)), "figures.other_unit");
  EXPECT_EQ(refused(viewer_, "candidates.get", asks(flour_)), "access.not_allowed");
  ok_as(clerk_, "dossiers.open", {{"enterprise_ids", {shop_}}});
  json::object assign{{"enterprise_ids", {shop_}}, {"act", "assign"}, {"unit_id", "U022"}};
  ok("dossiers.act", assign);
  EXPECT_EQ(seen(other_), 1) << "the unit that keeps its dossier";
  EXPECT_EQ(refused(other_, "candidates.get", asks(shop_)), "done");
  EXPECT_EQ(ok_as(other_, "dossiers.list", json::object{}).at("total").as_int64(), 1);
  EXPECT_EQ(ok_as(town_, "dossiers.list", json::object{}).at("total").as_int64(), 0);
  EXPECT_EQ(refused(town_, "dossiers.get", asks(shop_)), "figures.other_unit");
  EXPECT_EQ(refused(clerk_, "dossiers.get", asks(shop_)), "done");
}

TEST_P(SightTest, WhoVisitsSeesWhomItVisits) {
  name_the_bureau();
  ok("visits.plan", {{"enterprise_ids", {shop_}}, {"planned_on", SystemClock().today().plus_days(3).iso()}, {"unit_id", "U038"}});
  EXPECT_EQ(seen(town_), 2);
  EXPECT_EQ(refused(town_, "candidates.get", asks(shop_)), "done");
  const json::array visits = ok("visits.list").at("visits").as_array();
  ASSERT_EQ(visits.size(), 1U);
  ok("visits.cancel", {{"visit_id", visits.front().as_object().at("visit_id")}, {"reason", "改期"}});
  EXPECT_EQ(seen(town_), 1) << "not once it is called off";
}

TEST_P(SightTest, SheetsAndSourcesAreCutAlike) {
  name_the_bureau();
  auto file = engine_->get_file(town_, "candidates.export", R"({"form":"csv"})");
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_NE(file->bytes.find("岚茂"), std::string::npos);
  EXPECT_EQ(file->bytes.find("枫溪"), std::string::npos);
  EXPECT_EQ(engine_->get_file(viewer_, "candidates.export", R"({"form":"csv"})").error().code, ErrorCode::forbidden);
  const json::object source = ok("candidates.list").at("sources").as_array().front().as_object();
  const std::string asked =
      R"({"month":"2026-10","form":"csv","source_id":")" + std::string(source.at("source_id").as_string()) + "\"}";
  EXPECT_TRUE(engine_->get_file(tax_, "figures.export", asked)) << "the unit that brought them";
  EXPECT_TRUE(engine_->get_file(clerk_, "figures.export", asked));
  EXPECT_EQ(engine_->get_file(town_, "figures.export", asked).error().reason, "statistics.other_unit");
  EXPECT_EQ(refused(town_, "figures.unmatched", {{"source_id", source.at("source_id")}}), "statistics.other_unit");
  EXPECT_EQ(refused(town_, "candidates.as_of", {{"as_of", "2026-11-10"}}), "statistics.other_unit");
  EXPECT_FALSE(
      ok_as(town_, "candidates.list", json::object{}).at("sources").as_array().front().as_object().at("readable").as_bool());
}

TEST_P(SightTest, NobodyGivesItselfSight) {
  name_the_bureau();
  const std::string day = SystemClock().today().plus_days(3).iso();
  const json::object open{{"enterprise_ids", {shop_}}};
  EXPECT_EQ(refused(other_, "dossiers.open", open), "figures.other_unit");
  EXPECT_EQ(refused(other_, "visits.plan", {{"enterprise_ids", {shop_}}, {"planned_on", day}}), "figures.other_unit");
  const json::object record{
      {"enterprise_id", shop_}, {"held_on", SystemClock().today().iso()}, {"record", "看了一圈"}, {"client_id", "c-1234567890"}};
  EXPECT_EQ(refused(other_, "visits.record", record), "figures.other_unit");
  EXPECT_EQ(refused(other_, "tables.import", register_table(kMarket, "我的名录", "statistics", "2026-10-31")),
            "statistics.other_unit");
  EXPECT_EQ(refused(town_, "tables.import", register_table(kMarket, "我的名录", "market", "2026-10-31")), "register.town_ledger");
  const std::string mine =
      "企业名称,统一社会信用代码,所属乡镇,地址\n霁川县枫溪超市,92610723MA00000074,鹭岭镇,霁川县鹭岭镇东街3号\n";
  ok_as(town_, "tables.import", register_table(mine, "鹭岭镇台账", "town_ledger", "2026-11-30"));
  ok("registers.link");
  watch();
  EXPECT_EQ(seen(town_), 1) << "its own ledger brings no unit into its sight";
  for (const char* field : {"town", "address", "name"})
    EXPECT_EQ(refused(other_, "enterprises.pin", {{"enterprise_id", shop_}, {"field", field}, {"value", "霁川县青榆镇东街3号"}}),
              "statistics.other_unit")
        << field;
  EXPECT_EQ(seen(other_), 0);
  const json::object own{{"enterprise_ids", {flour_}}, {"planned_on", day}};
  EXPECT_EQ(refused(town_, "visits.plan", own), "done") << "a town visits its own units";
}

/// Trying numbers against a source would tell what it says.
TEST_P(SightTest, APreviewComparesOnlyForWhoMayReadTheSource) {
  name_the_bureau();
  const json::object said = figures(two_years());
  EXPECT_GT(ok_as(tax_, "tables.preview", said).at("known").as_int64(), 0);
  EXPECT_GT(ok_as(clerk_, "tables.preview", said).at("known").as_int64(), 0);
  const json::object tried = ok_as(other_, "tables.preview", said);
  EXPECT_EQ(tried.at("known").as_int64(), 0);
  EXPECT_EQ(tried.at("revised").as_int64(), 0);
  const std::string csv = "纳税人名称,纳税人识别号,2026年1-10月销售额（万元）\n霁川县岚茂面粉有限公司,91610723MA00000077,1\n";
  EXPECT_NE(json::serialize(ok_as(tax_, "tables.preview", figures(csv))).find("figures.sum"), std::string::npos);
  EXPECT_EQ(json::serialize(ok_as(other_, "tables.preview", figures(csv))).find("figures.sum"), std::string::npos);
}

TEST_P(SightTest, VisitsAreToldToWhomTheyConcern) {
  name_the_bureau();
  ok_as(clerk_, "visits.record",
        {{"enterprise_id", shop_},
         {"held_on", SystemClock().today().iso()},
         {"record", "上月营收三百八十万"},
         {"client_id", "c-1234567890"},
         {"requests", {{{"text", "缺工"}, {"unit_id", nullptr}}}}});
  EXPECT_EQ(ok("visits.list").at("total").as_int64(), 1);
  EXPECT_EQ(ok("visits.list").at("open").as_int64(), 1);
  for (const Caller* who : {&town_, &other_}) {
    const json::object list = ok_as(*who, "visits.list", json::object{});
    EXPECT_EQ(list.at("total").as_int64(), 0);
    EXPECT_EQ(list.at("open").as_int64(), 0);
    EXPECT_TRUE(list.at("requests").as_array().empty());
    auto file = engine_->get_file(*who, "visits.export", R"({"form":"csv"})");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->bytes.find("三百八十万"), std::string::npos);
  }
}

/// Two members of one class with figures: nobody but who sees each unit's learns their sum.
TEST_P(SightTest, SumsOfFewAreWithheld) {
  name_the_bureau();
  ok("tables.import", table("单位详细名称,统一社会信用代码,专业类别,乡镇,入库时间\n"
                            "霁川县岚茂面粉有限公司,91610723MA00000077,工业,鹭岭镇,2020-12\n"
                            "霁川县砚池酒楼有限公司,91610723MA77631700,餐饮业,青榆镇,2020-12\n",
                            "members"));
  const json::object month{{"month", "2026-10"}};
  const auto whole = [&](const Caller& who) {
    return ok_as(who, "members.report", month).at("volume").as_array().back().as_object();
  };
  EXPECT_FALSE(whole(clerk_).at("withheld").as_bool());
  EXPECT_GT(whole(clerk_).at("now").as_int64(), 0);
  for (const Caller* who : {&viewer_, &town_}) {
    EXPECT_EQ(ok_as(*who, "members.report", month).at("volume").as_array().size(), 1U) << "no row to subtract";
    EXPECT_TRUE(whole(*who).at("withheld").as_bool());
    EXPECT_EQ(whole(*who).at("now").as_int64(), 0);
    EXPECT_EQ(whole(*who).at("reported").as_int64(), 2) << "counts stay";
    EXPECT_EQ(ok_as(*who, "members.report", month).at("together").as_object().at("volume").as_string(), "unknown");
  }
  ok("cultivation.set", {{"setting", "least_units_shown"}, {"value", "2"}, {"reason", "试"}});
  EXPECT_FALSE(whole(viewer_).at("withheld").as_bool()) << "how few are few is the county's setting";
  EXPECT_EQ(refused(viewer_, "members.list", json::object{}), "access.not_allowed");
  EXPECT_EQ(ok_as(town_, "members.list", json::object{}).at("total").as_int64(), 2) << "who is in is no figure";
}

LUODI_ON_BOTH_STORES(SightTest);

}  // namespace
}  // namespace luodi
