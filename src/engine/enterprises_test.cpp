// Registers into enterprises through the engine's door, on both stores: imports, runs, values with their rules, answers that
// outlive runs, what a later month changes, roles, bad input.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include <boost/json.hpp>

#include "tests/support/engine.h"
#include "tests/support/files.h"

namespace luodi {
namespace {

namespace json = boost::json;

constexpr const char* kMarket =
    "企业名称,统一社会信用代码,企业类型,成立日期,注册资本(万元),经营状态,所属乡镇,住所,行业代码,曾用名\n"
    "霁川县岚茂茶业有限公司,91610723MA00000077,有限责任公司,2019-03-01,200,存续,鹭岭镇,霁川县鹭岭镇东街3号,1530,霁川岚丰茶厂\n"
    "霁川县岚茂茶庄,92610723MA00000074,个体工商户,2020-03-01,5,存续,鹭岭镇,霁川县鹭岭镇东街3号,5226,\n"
    "霁川县枫溪建材有限公司,91610723MA77631700,有限责任公司,2018-01-09,500,注销,栗坝镇,霁川县栗坝镇正街12号,5165,\n";
constexpr const char* kTax =
    "纳税人名称,纳税人识别号,生产经营地址,联系电话,登记状态,行业\n"
    "霁川县岚茂茶业有限公司,91610723MA00000077,澜桥街道河堤路8号,0900-7000001,正常,1530\n"
    "霁川县枫溪建材有限公司,91610723MA77631700,霁川县栗坝镇正街12号,19000001234,正常,5264\n"
    "霁川县砚池面粉厂,91610723MA00000O77,霁川县青榆镇老街1号,0900-7000002,正常,1311\n";

constexpr const char* kUnits =
    "单位代码,单位名称,单位简称,单位类别\nU006,霁川县统计局,县统计局,bureau\nU022,霁川县市场监督管理局,县市场监管局,bureau\n"
    "U036,霁阳街道办事处,霁阳街道,town\nU037,澜桥街道办事处,澜桥街道,town\nU038,鹭岭镇人民政府,鹭岭镇,town\n"
    "U039,柳渡河镇人民政府,柳渡河镇,town\nU040,石榴坪镇人民政府,石榴坪镇,town\nU041,青榆镇人民政府,青榆镇,town\n"
    "U042,白杉沟镇人民政府,白杉沟镇,town\nU043,枫树垭镇人民政府,枫树垭镇,town\nU044,鹤汀镇人民政府,鹤汀镇,town\n"
    "U045,栗坝镇人民政府,栗坝镇,town\nU046,茶树岭镇人民政府,茶树岭镇,town\nU047,云杉坝镇人民政府,云杉坝镇,town\n";

/// An engine over an empty store of its own.
struct ScratchEngine {
  explicit ScratchEngine(const char* kind) : scratch(kind) {
    if (auto e = Engine::open({scratch.for_engine(), 8U << 20U})) engine = std::move(*e);
  }
  testing::ScratchStore scratch;
  std::unique_ptr<Engine> engine;
};

class EnterprisesTest : public testing::EngineOnBothStores {
 protected:
  void SetUp() override {
    EngineOnBothStores::SetUp();
    if (IsSkipped()) return;
    // The county's units with their towns; the demo itself brings registers of its own.
    ok("tables.import", table(kUnits, "units"));
  }
  std::string import(const std::string& csv, const char* name, const char* kind, const char* as_of = "2026-10-31") {
    const json::object a = ok("tables.import", register_table(csv, name, kind, as_of));
    return a.empty() ? "" : std::string(a.at("import_id").as_string());
  }
  void import_small() {
    import(kMarket, "市场监管登记", "market");
    import(kTax, "税务登记", "tax");
    ok("registers.link");
  }
  void import_demo_registers() {
    const std::string folder = std::string(LUODI_SOURCE_DIR) + "/examples/county/registers/";
    for (const auto& [file, name, kind] : {std::tuple{"market.csv", "市场监管登记", "market"},
                                           {"tax.csv", "税务登记", "tax"},
                                           {"power.csv", "电力用户", "power"},
                                           {"ledger.csv", "镇办台账", "ledger"}})
      import(testing::contents(folder + file), name, kind);
  }
  json::object one(const std::string& words) {
    const json::object list = ok("enterprises.list", {{"words", words}});
    EXPECT_EQ(list.at("total").as_int64(), 1) << words << json::serialize(list);
    const json::array& found = list.at("enterprises").as_array();
    return found.empty() ? json::object{} : found.front().as_object();
  }
  json::object page(const std::string& id) { return ok("enterprises.get", {{"enterprise_id", id}}); }
  static json::object field(const json::object& page, const char* name) {
    for (const json::value& f : page.at("fields").as_array())
      if (f.as_object().at("field").as_string() == name) return f.as_object();
    return {};
  }
  /// Everything that screens show of enterprises and pairs.
  std::string all() {
    return json::serialize(ok("enterprises.list", {{"limit", 500}})) + json::serialize(ok("matches.list", {{"limit", 500}})) +
           json::serialize(ok("matches.list", {{"limit", 500}, {"show", "answered"}}));
  }
  json::array matches(const char* kind) { return ok("matches.list", {{"kind", kind}, {"limit", 500}}).at("matches").as_array(); }
  static json::object pair_of(const json::value& match, const char* answer = nullptr) {
    const json::object& m = match.as_object();
    json::object out{{"row_a", m.at("a").as_object().at("row_id")}, {"row_b", m.at("b").as_object().at("row_id")}};
    if (answer != nullptr) out["answer"] = answer;
    return out;
  }
};

TEST_P(EnterprisesTest, ShowsEveryRegistersValueAndTheRuleThatChose) {
  import_small();
  const json::object tea = one("91610723MA00000077");
  EXPECT_EQ(tea.at("name").as_string(), "霁川县岚茂茶业有限公司");
  EXPECT_EQ(tea.at("registers").as_array().size(), 2U);
  const json::object p = page(std::string(tea.at("enterprise_id").as_string()));
  const json::object address = field(p, "address");
  EXPECT_EQ(address.at("value").as_string(), "澜桥街道河堤路8号");  // where it works, not where it is registered
  EXPECT_EQ(address.at("rule").as_string(), "operating_place_first");
  EXPECT_TRUE(address.at("conflict").as_bool());  // two towns
  EXPECT_EQ(address.at("sources").as_array().size(), 2U);
  EXPECT_EQ(field(p, "capital").at("value").as_string(), "200万元");  // the heading's unit
  EXPECT_FALSE(field(p, "industry_code").at("conflict").as_bool());
  EXPECT_EQ(p.at("enterprise").as_object().at("town").as_string(), "澜桥街道");
  const json::object members = p.at("members").as_array().at(1).as_object();
  EXPECT_EQ(members.at("basis").as_string(), "code");
  EXPECT_GT(members.at("parts").as_array().size(), 1U);
  // Cancelled in one register and taxed in another, with two industry codes.
  const json::object stone = one("枫溪");
  EXPECT_EQ(stone.at("state").as_string(), "closed");
  EXPECT_EQ(json::serialize(stone.at("conflicts")), R"(["status","industry_code"])");
  EXPECT_EQ(ok("enterprises.list", {{"conflict", "any"}}).at("total").as_int64(), 2);
  EXPECT_EQ(ok("enterprises.list", {{"town", "鹭岭镇"}}).at("total").as_int64(), 1);
  // By a part of a former name, and of an address.
  EXPECT_EQ(one("岚丰").at("enterprise_id").as_string(), tea.at("enterprise_id").as_string());
  EXPECT_EQ(one("河堤路8").at("enterprise_id").as_string(), tea.at("enterprise_id").as_string());
  // A wrong code is shown with what it may have been meant to be, and is nobody's identity.
  const json::object mill = page(std::string(one("砚池").at("enterprise_id").as_string()));
  EXPECT_EQ(mill.at("code_repairs").as_array().empty(), false);
}

TEST_P(EnterprisesTest, ShowsOnePremisesWithTwoLicences) {
  import_small();
  const json::array found = matches("licences");
  ASSERT_EQ(found.size(), 1U);
  const json::object tea = page(std::string(one("91610723MA00000077").at("enterprise_id").as_string()));
  ASSERT_EQ(tea.at("related").as_array().size(), 1U);
  EXPECT_EQ(tea.at("related").as_array()[0].as_object().at("relation").as_string(), "licences");
  ok("matches.answer", pair_of(found[0], "yes"));
  EXPECT_EQ(ok("enterprises.list").at("total").as_int64(), 4);  // two codes stay two entities
}

TEST_P(EnterprisesTest, TheDemoCountyBringsItsRegistersLinked) {
  ScratchEngine demo(GetParam());
  ASSERT_TRUE(demo.engine->import_demo(root_));
  auto registers = demo.engine->call(root_, "registers.list", "{}");
  ASSERT_TRUE(registers);
  const json::value listed = json::parse(*registers);
  EXPECT_EQ(listed.as_object().at("registers").as_array().size(), 4U);
  EXPECT_EQ(listed.as_object().at("waiting").as_int64(), 0);
}

TEST_P(EnterprisesTest, LinksTheDemoCountyAsItsTruthSays) {
  import_demo_registers();
  const json::object run = ok("registers.link").at("run").as_object();
  std::map<std::string, json::object> reports;
  for (const json::value& r : run.at("reports").as_array())
    reports[std::string(r.as_object().at("register_name").as_string())] = r.as_object();
  EXPECT_EQ(reports.at("市场监管登记").at("founders").as_int64(), 320);
  EXPECT_EQ(reports.at("税务登记").at("by_code").as_int64(), 222);
  EXPECT_GE(reports.at("税务登记").at("linked").as_int64(), 24);
  EXPECT_GE(reports.at("电力用户").at("linked").as_int64(), 90);
  EXPECT_GT(reports.at("电力用户").at("expected_precision").as_double(), 0.9);
  EXPECT_FALSE(matches("review").empty());
  // The most useful pair first: the one whose answer is least foreseen.
  double last = 1;
  for (const json::value& m : matches("review")) {
    const double p = m.as_object().at("probability").as_double();
    EXPECT_LE(p * (1 - p), last + 1e-6);
    last = p * (1 - p);
  }
  // The other store gives the same answers.
  static std::map<std::string, std::string> answers;
  answers[GetParam()] = all();
  EXPECT_EQ(answers.begin()->second, answers.at(GetParam()));
  const std::string before = all();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all(), before);
}

TEST_P(EnterprisesTest, AnswersMoveRowsOutliveRunsAndAreTakenBack) {
  import_demo_registers();
  ok("registers.link");
  const json::array review = matches("review"), weak = matches("link");
  ASSERT_GE(review.size(), 2U);
  ASSERT_FALSE(weak.empty());
  const std::int64_t total = ok("enterprises.list").at("total").as_int64();
  ok("matches.answer", pair_of(review[0], "yes"));
  EXPECT_EQ(ok("enterprises.list").at("total").as_int64(), total - 1);
  const auto shown_for = [&](const char* side) {
    const std::string id(review[0].as_object().at(side).as_object().at("enterprise_id").as_string());
    return std::string(page(id).at("enterprise").as_object().at("enterprise_id").as_string());
  };
  EXPECT_EQ(shown_for("a"), shown_for("b")) << "what became part of another is told by it";
  EXPECT_EQ(refused(root_, "matches.answer", pair_of(review[0], "no")), "match.answered");
  ok("matches.answer", pair_of(review[1], "no"));
  EXPECT_EQ(ok("enterprises.list").at("total").as_int64(), total - 1);
  ok("matches.answer", pair_of(weak[0], "no"));  // a link that is none: the row stands alone
  EXPECT_EQ(ok("enterprises.list").at("total").as_int64(), total);
  ok("matches.answer", pair_of(review[2], "later"));
  EXPECT_EQ(ok("matches.list", {{"show", "later"}}).at("matches").as_array().size(), 1U);
  const json::object effect = ok("matches.list").at("effect").as_object();
  EXPECT_EQ(effect.at("answered").as_int64(), 3);
  EXPECT_EQ(effect.at("said_yes").as_int64(), 1);
  // A run of everything keeps what people said.
  ok("registers.link");
  const auto together = [&](const json::value& m) {
    const json::object p = pair_of(m);
    const json::object answered = ok("matches.list", {{"show", "answered"}, {"limit", 500}});
    for (const json::value& v : answered.at("matches").as_array()) {
      if (pair_of(v) != p) continue;
      return v.as_object().at("a").as_object().at("enterprise_id") == v.as_object().at("b").as_object().at("enterprise_id");
    }
    ADD_FAILURE() << "the answer is gone";
    return false;
  };
  EXPECT_TRUE(together(review[0]));
  EXPECT_FALSE(together(review[1]));
  EXPECT_FALSE(together(weak[0]));
  for (const json::value& m : matches("review")) {
    EXPECT_NE(pair_of(m), pair_of(review[0]));
    EXPECT_NE(pair_of(m), pair_of(review[1]));
  }
  // Taken back: the last run moved nothing of this pair, so it comes apart again.
  ok("matches.undo", pair_of(review[0]));
  EXPECT_EQ(refused(root_, "matches.undo", pair_of(review[0])), "match.open");
  const std::string before = all();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all(), before);
}

TEST_P(EnterprisesTest, RefusesToPutTwoCodesTogether) {
  import_small();
  const json::array found = matches("licences");
  ASSERT_FALSE(found.empty());
  const json::object p = pair_of(found[0]);
  EXPECT_EQ(refused(root_, "matches.answer", {{"row_a", p.at("row_a")}, {"row_b", "R0-none"}, {"answer", "yes"}}),
            "match.unknown");
  EXPECT_EQ(refused(root_, "matches.answer", {{"row_a", p.at("row_a")}, {"row_b", p.at("row_b")}, {"answer", "maybe"}}),
            "match.answer");
}

TEST_P(EnterprisesTest, ALaterMonthChangesOnlyWhatChanged) {
  import_demo_registers();
  ok("registers.link");
  const std::string folder = std::string(LUODI_SOURCE_DIR) + "/examples/county/registers/";
  std::string tax = testing::contents(folder + "tax.csv");
  // One firm is cancelled, one row goes, one comes.
  const std::size_t first = tax.find('\n') + 1, second = tax.find('\n', first) + 1, third = tax.find('\n', second) + 1;
  std::string line = tax.substr(first, second - first);
  const std::string name = line.substr(0, line.find(','));
  const std::size_t status = line.find("正常");
  ASSERT_NE(status, std::string::npos) << line;
  line.replace(status, std::string("正常").size(), "注销");
  tax =
      tax.substr(0, first) + line + tax.substr(third) + "霁川县新来木业有限公司,,霁川县税务局,霁川县栗坝镇正街99号,,正常,2011\n";
  const std::string enterprise(one(name).at("enterprise_id").as_string());
  const std::int64_t total = ok("enterprises.list").at("total").as_int64();
  const std::string imported = import(tax, "税务登记", "tax", "2026-11-30");
  EXPECT_EQ(ok("registers.list").at("waiting").as_int64(), 2);
  const json::object run = ok("registers.link", {{"changes", true}}).at("run").as_object();
  EXPECT_TRUE(run.at("changes").as_bool());
  EXPECT_EQ(ok("registers.list").at("waiting").as_int64(), 0);
  EXPECT_EQ(one(name).at("enterprise_id").as_string(), enterprise);
  EXPECT_GE(ok("enterprises.list").at("total").as_int64(), total);
  one("新来木业");
  std::string events;
  const json::object changed = page(enterprise);
  for (const json::value& e : changed.at("events").as_array()) events += json::serialize(e) + "\n";
  EXPECT_NE(events.find(R"({"field":"status","before":"正常","after":"注销"})"), std::string::npos) << events;
  // What a run of changes gives is what a run of everything gives.
  const auto ids = [&] {
    std::map<std::string, std::set<std::string>> rows;
    const json::object list = ok("enterprises.list", {{"limit", 500}});
    for (const json::value& e : list.at("enterprises").as_array()) {
      const std::string id(e.as_object().at("enterprise_id").as_string());
      const json::object shown = page(id);
      for (const json::value& m : shown.at("members").as_array())
        rows[id].insert(std::string(m.as_object().at("row_id").as_string()));
    }
    std::set<std::set<std::string>> sets;
    for (auto& [id, of_one] : rows) sets.insert(of_one);
    return sets;
  };
  const auto after_changes = ids();
  ok("registers.link");
  const auto after_all = ids();
  std::size_t differ = 0;
  for (const auto& s : after_changes) differ += after_all.count(s) == 0 ? 1 : 0;
  EXPECT_LE(differ, after_all.size() / 50) << "estimates made anew may move a few; no more";
  // Taken back: the month before stands again.
  ok("tables.undo", {{"import_id", imported}});
  EXPECT_EQ(refused(root_, "tables.undo", {{"import_id", imported}}), "table.undone");
  ok("registers.link");
  EXPECT_EQ(ok("enterprises.list", {{"words", "新来木业"}}).at("total").as_int64(), 0);
  const std::string before = all();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all(), before);
  EXPECT_TRUE(engine_->verify()->sound);
}

TEST_P(EnterprisesTest, PinsAndTagsAreActs) {
  import_small();
  const std::string id(one("91610723MA00000077").at("enterprise_id").as_string());
  ok("enterprises.pin", {{"enterprise_id", id}, {"field", "address"}, {"value", "霁川县鹭岭镇东街3号"}, {"reason", "实地看过"}});
  EXPECT_EQ(one("91610723MA00000077").at("town").as_string(), "鹭岭镇");
  EXPECT_EQ(field(page(id), "address").at("rule").as_string(), "pinned");
  ok("registers.link");
  EXPECT_EQ(field(page(id), "address").at("value").as_string(), "霁川县鹭岭镇东街3号");
  ok("enterprises.pin", {{"enterprise_id", id}, {"field", "address"}});
  EXPECT_EQ(field(page(id), "address").at("rule").as_string(), "operating_place_first");
  EXPECT_EQ(refused(root_, "enterprises.pin", {{"enterprise_id", id}, {"field", "weather"}, {"value", "x"}}),
            "enterprise.no_field");
  EXPECT_EQ(refused(root_, "enterprises.pin", {{"enterprise_id", "E9"}, {"field", "address"}, {"value", "x"}}),
            "enterprise.unknown");
  ok("enterprises.tag", {{"enterprise_ids", json::array{id}}, {"add", json::array{"茶产业链", "食品加工"}}});
  EXPECT_EQ(ok("enterprises.list", {{"chain", "茶产业链"}}).at("total").as_int64(), 1);
  ok("enterprises.tag", {{"enterprise_ids", json::array{id}}, {"remove", json::array{"食品加工"}}});
  EXPECT_EQ(json::serialize(one("91610723MA00000077").at("chains")), R"(["茶产业链"])");
  EXPECT_EQ(refused(root_, "enterprises.tag", {{"enterprise_ids", json::array{id}}, {"add", json::array{"a|b"}}}),
            "enterprise.chain");
}

TEST_P(EnterprisesTest, EveryRoleMayWhatItsWorkNeeds) {
  EXPECT_EQ(refused(viewer_, "registers.link", json::object{}), "access.not_allowed");
  const json::object mine = register_table(kMarket, "市场监管登记", "market", "2026-10-31");
  EXPECT_EQ(refused(viewer_, "tables.import", mine), "access.not_allowed");
  ok_as(clerk_, "tables.import", mine);
  json::object again =
      register_table(std::string(kMarket) + "霁川县新开饭店,,个体工商户,2026-01-01,1,存续,鹭岭镇,霁川县鹭岭镇东街9号,6210,\n",
                     "市场监管登记", "market", "2026-11-30");
  EXPECT_EQ(refused(other_, "tables.import", again), "register.other_unit");
  ok_as(clerk_, "tables.import", again);
  json::object tasks = again;
  tasks["kind"] = "tasks";
  EXPECT_EQ(refused(clerk_, "tables.import", tasks), "access.not_allowed");
  import(kTax, "税务登记", "tax");
  ok_as(clerk_, "registers.link", json::object{});
  const std::string id(one("91610723MA77631700").at("enterprise_id").as_string());
  EXPECT_EQ(field(ok_as(clerk_, "enterprises.get", {{"enterprise_id", id}}), "phone").at("value").as_string(), "19000001234");
  EXPECT_EQ(field(ok_as(viewer_, "enterprises.get", {{"enterprise_id", id}}), "phone").at("value").as_string(), "********234");
  EXPECT_EQ(refused(viewer_, "enterprises.pin", {{"enterprise_id", id}, {"field", "name"}, {"value", "x"}}),
            "access.not_allowed");
  // Names and codes of a list may go out to every account; contacts never do.
  auto file = engine_->get_file(viewer_, "enterprises.export", R"({"form":"csv"})");
  ASSERT_TRUE(file);
  EXPECT_NE(file->bytes.find("霁川县枫溪建材有限公司"), std::string::npos);
  EXPECT_EQ(file->bytes.find("19000001234"), std::string::npos);
}

TEST_P(EnterprisesTest, BadInputSaysWhatToDo) {
  EXPECT_EQ(refused(root_, "registers.link", json::object{}), "registers.none");
  EXPECT_EQ(refused(root_, "registers.stop", json::object{}), "link.not_running");
  EXPECT_EQ(refused(root_, "tables.import", register_table(kMarket, "", "market", "2026-10-31")), "register.name");
  EXPECT_EQ(refused(root_, "tables.import", register_table(kMarket, "市监", "hearsay", "2026-10-31")), "register.kind");
  EXPECT_EQ(refused(root_, "tables.import", register_table(kMarket, "市监", "market", "昨天")), "date.bad");
  EXPECT_EQ(refused(root_, "tables.import", register_table("产品,数量\n茶,3\n水,4\n", "市监", "market", "2026-10-31")),
            "table.column_needed");
  import(kMarket, "市监", "market");
  EXPECT_EQ(refused(root_, "tables.import", register_table(kMarket, "市监", "market", "2026-10-31")), "table.known");
  EXPECT_EQ(refused(root_, "enterprises.list", {{"order", "weather"}}), "filter.unknown");
  EXPECT_EQ(refused(root_, "enterprises.list", {{"limit", 100000}}), "filter.page");
  EXPECT_EQ(refused(root_, "enterprises.get", {{"enterprise_id", "E1"}}), "enterprise.unknown");
  // A code one slip from a valid one is let in as it stands, with the proposal beside it.
  const json::object p = ok("tables.preview", register_table(kTax, "税务", "tax", "2026-10-31"));
  EXPECT_EQ(p.at("errors").as_int64(), 0);
  ASSERT_EQ(p.at("warnings").as_int64(), 1);
  const json::object problem = p.at("problems").as_array()[0].as_object();
  EXPECT_EQ(problem.at("field").as_string(), "credit_code");
  EXPECT_EQ(ok("tables.preview", register_table(kMarket, "市监", "market", "2026-10-31")).at("known").as_int64(), 3);
  // Wildcards of SQL in a search are characters.
  EXPECT_EQ(ok("enterprises.list", {{"words", "%"}}).at("total").as_int64(), 0);
}

/// What an independent review found; each of these was red before.
TEST_P(EnterprisesTest, NumbersAreNeverGivenTwiceAndComeBackWithTheirRow) {
  const std::string mill = "霁川县砚池面粉厂,91610723MA77631700,,,,存续,,霁川县栗坝镇正街8号,1311,\n";
  const std::string tea = "霁川县岚茂茶业有限公司,91610723MA00000077,,,,存续,,霁川县鹭岭镇东街3号,1530,\n";
  const std::string head = "企业名称,统一社会信用代码,企业类型,成立日期,注册资本(万元),经营状态,所属乡镇,住所,行业代码,曾用名\n";
  import(head + tea + mill, "市监", "market", "2026-08-31");
  ok("registers.link");
  const std::string id(one("砚池").at("enterprise_id").as_string());
  ok("enterprises.pin", {{"enterprise_id", id}, {"field", "status"}, {"value", "吊销"}});
  ok("enterprises.tag", {{"enterprise_ids", json::array{id}}, {"add", json::array{"粮食链"}}});
  import(head + tea, "市监", "market", "2026-09-30");
  ok("registers.link");
  import(head + tea + "霁川县新来木业有限公司,92610723MA00000074,,,,存续,,霁川县栗坝镇正街9号,2011,\n", "市监", "market",
         "2026-10-31");
  ok("registers.link", {{"changes", true}});
  EXPECT_NE(one("新来木业").at("enterprise_id").as_string(), id);
  EXPECT_EQ(one("新来木业").at("status").as_string(), "存续");
  import(head + tea + mill, "市监", "market", "2026-11-30");
  ok("registers.link");
  EXPECT_EQ(one("砚池").at("enterprise_id").as_string(), id);
  EXPECT_EQ(one("砚池").at("status").as_string(), "吊销");
  EXPECT_EQ(json::serialize(one("砚池").at("chains")), R"(["粮食链"])");
}

TEST_P(EnterprisesTest, AYesToSeveralLicencesNeverMergesAndTwoCodesNeverMeet) {
  const std::string head = "编号,企业名称,统一社会信用代码,住所\n";
  import(head +
             "1,霁川县岚茂广告部,92610723MA00000074,霁川县鹭岭镇东街3号\n2,霁川县岚茂文化传媒有限公司,91610723MA00000077,"
             "霁川县鹭岭镇东街3号\n",
         "市监", "market", "2026-09-30");
  ok("registers.link");
  ASSERT_EQ(matches("licences").size(), 1U);
  ok("matches.answer", pair_of(matches("licences")[0], "yes"));
  import(head +
             "1,霁川县岚茂广告部,92610723MA00000075,霁川县鹭岭镇东街3号\n2,霁川县岚茂文化传媒有限公司,91610723MA00000077,"
             "霁川县鹭岭镇东街3号\n",
         "市监", "market", "2026-10-31");
  ok("registers.link", {{"changes", true}});
  EXPECT_EQ(ok("enterprises.list").at("total").as_int64(), 2);
  const std::string id(one("文化传媒").at("enterprise_id").as_string());
  EXPECT_EQ(refused(root_, "enterprises.pin", {{"enterprise_id", id}, {"field", "credit_code"}, {"value", "待核"}}),
            "enterprise.no_pin");
}

TEST_P(EnterprisesTest, WhatIsLeftOpenIsWhatCanBeAnswered) {
  import_demo_registers();
  ok("registers.link");
  const json::object listed = ok("tables.list");
  for (const json::value& v : listed.at("imports").as_array())
    if (v.as_object().at("kind").as_string() == "register") {
      ok("tables.undo", {{"import_id", v.as_object().at("import_id")}});  // the ledger, imported last
      break;
    }
  const json::object a = ok("matches.list", {{"limit", 500}});
  std::int64_t open = 0;
  for (const json::value& v : a.at("open").as_array()) open += v.as_object().at("count").as_int64();
  EXPECT_EQ(open, static_cast<std::int64_t>(a.at("matches").as_array().size()));
  EXPECT_GT(a.at("effect").as_object().at("expected").as_double(), 0.9);  // on both stores
  EXPECT_LE(a.at("effect").as_object().at("expected").as_double(), 1.0);
}

TEST_P(EnterprisesTest, AnAnswerIsAboutAnEnterpriseNotAboutANumberInAFile) {
  const std::string head = "编号,单位名称,所在镇\n";
  import(kMarket, "市监", "market");
  import(head + "1,岚茂茶叶,鹭岭镇\n2,枫溪建材部,栗坝镇\n", "台账", "ledger", "2026-09-30");
  ok("registers.link");
  const json::array found = ok("matches.list", {{"limit", 500}}).at("matches").as_array();
  const json::value* asked = nullptr;
  for (const json::value& m : found)
    if (json::serialize(m).find("枫溪建材部") != std::string::npos && m.as_object().at("kind").as_string() != "licences")
      asked = &m;
  ASSERT_NE(asked, nullptr) << json::serialize(ok("enterprises.list"));
  ok("matches.answer", pair_of(*asked, "yes"));
  // Next month a row is put in above: number 2 is another firm now.
  import(head + "1,新来的面粉厂,鹭岭镇\n2,岚茂茶叶,鹭岭镇\n3,枫溪建材部,栗坝镇\n", "台账", "ledger", "2026-10-31");
  ok("registers.link");
  const json::object stone = one("枫溪建材部");
  EXPECT_EQ(one("岚茂茶叶").at("enterprise_id") == stone.at("enterprise_id"), false);
  EXPECT_EQ(one("91610723MA77631700").at("enterprise_id").as_string(), stone.at("enterprise_id").as_string());
}

TEST_P(EnterprisesTest, PhonesStayFromThoseWhoOnlyLook) {
  import_small();
  const std::string id(one("91610723MA77631700").at("enterprise_id").as_string());
  ok("enterprises.pin", {{"enterprise_id", id}, {"field", "phone"}, {"value", "13711112222"}});
  std::string other = kTax;
  other.replace(other.find("19000001234"), 11, "13899990000");
  import(other, "税务登记", "tax", "2026-11-30");
  const std::string shown = json::serialize(ok_as(viewer_, "enterprises.get", {{"enterprise_id", id}}));
  for (const char* phone : {"13711112222", "13899990000", "19000001234"})
    EXPECT_EQ(shown.find(phone), std::string::npos) << phone;
}

TEST_P(EnterprisesTest, AsksWhatBecomesOfRowsThatAnIssueDoesNotHold) {
  const std::string head = "企业名称,统一社会信用代码,住所\n";
  std::string whole = head;
  for (int i = 0; i < 20; ++i) whole += "某县第" + std::to_string(i) + "木器厂,,某县城关镇\n";
  import(whole, "市场监管", "market", "2026-09-30");
  json::object part =
      register_table(head + "某县第3木器厂,,某县城关镇\n某县新开木器厂,,某县东镇\n", "市场监管", "market", "2026-10-31");
  part.erase("rest");
  const json::object shown = ok("tables.preview", part);
  EXPECT_EQ(shown.at("standing").as_int64(), 20);
  EXPECT_EQ(shown.at("leaving").as_int64(), 19);
  EXPECT_TRUE(shown.at("rest_needed").as_bool());
  EXPECT_EQ(refused(root_, "tables.import", part), "table.rows_leave");
  part["rest"] = "some";
  EXPECT_EQ(refused(root_, "tables.import", part), "table.rest");
  part["rest"] = "keep";
  ok("tables.import", part);
  EXPECT_EQ(ok("registers.list").at("registers").as_array()[0].as_object().at("rows").as_int64(), 21) << "an addition";
  json::object older = register_table(whole, "市场监管", "market", "2026-08-31");
  EXPECT_EQ(refused(root_, "tables.import", older), "register.older");
  EXPECT_EQ(ok("tables.preview", older).at("blocked").as_string(), "register.older") << "a look says so too";
  json::object next = register_table(whole, "市场监管", "market", "2026-11-30");
  next.erase("rest");
  EXPECT_EQ(ok("tables.preview", next).at("leaving").as_int64(), 1);
  ok("tables.import", next);
  EXPECT_EQ(ok("registers.list").at("registers").as_array()[0].as_object().at("rows").as_int64(), 20)
      << "a few that leave with the next issue need no word";
}

TEST_P(EnterprisesTest, TakesBackTheLatestImportOfARegisterOnly) {
  const std::string first = import(kMarket, "市监", "market", "2026-08-31");
  const std::string second =
      import(std::string(kMarket) + "霁川县新来饭店,,,,,存续,,霁川县鹭岭镇东街9号,,\n", "市监", "market", "2026-09-30");
  const std::string third = import(kMarket, "市监", "market", "2026-10-31");
  EXPECT_EQ(refused(root_, "tables.undo", {{"import_id", first}}), "undo.later_import");
  ok("tables.undo", {{"import_id", third}});
  ok("tables.undo", {{"import_id", second}});
  ok("tables.undo", {{"import_id", first}});
  EXPECT_EQ(ok("registers.list").at("registers").as_array().size(), 0U);
}

/// An answer goes back whatever became of its rows, and is seen until then.
TEST_P(EnterprisesTest, AnAnswerAboutARowThatIsGoneCanStillBeTakenBack) {
  import_demo_registers();
  ok("registers.link");
  const json::object answered = pair_of(matches("review").at(0));
  ok("matches.answer", {{"row_a", answered.at("row_a")}, {"row_b", answered.at("row_b")}, {"answer", "no"}});
  const json::object listed = ok("tables.list");
  for (const json::value& v : listed.at("imports").as_array())
    if (v.as_object().at("kind").as_string() == "register" && v.as_object().at("undone").as_bool() == false)
      ok("tables.undo", {{"import_id", v.as_object().at("import_id")}});
  const json::object shown = ok("matches.list", {{"show", "answered"}});
  ASSERT_EQ(shown.at("matches").as_array().size(), 1U);
  ok("matches.undo", answered);
  EXPECT_EQ(ok("matches.list", {{"show", "answered"}}).at("matches").as_array().size(), 0U);
}

/// What stands on an enterprise stays when it becomes part of another: the page says what the list says, and it can be taken off.
TEST_P(EnterprisesTest, MarksStayWithTheEnterpriseThatTakesTheOtherIn) {
  import_demo_registers();
  ok("registers.link");
  const json::value match = matches("review").at(0);
  const std::string goes(match.as_object().at("a").as_object().at("enterprise_id").as_string()),
      stays(match.as_object().at("b").as_object().at("enterprise_id").as_string());
  ASSERT_NE(goes, stays);
  ok("enterprises.pin", {{"enterprise_id", goes}, {"field", "status"}, {"value", "停业"}});
  ok("enterprises.tag", {{"enterprise_ids", json::array{goes}}, {"add", json::array{"家具链"}}});
  ok("matches.answer", pair_of(match, "yes"));
  json::object p = page(stays);
  EXPECT_EQ(field(p, "status").at("value").as_string(), "停业");
  EXPECT_EQ(p.at("enterprise").as_object().at("status").as_string(), "停业");
  EXPECT_EQ(json::serialize(p.at("enterprise").as_object().at("chains")), R"(["家具链"])");
  ok("enterprises.pin", {{"enterprise_id", stays}, {"field", "status"}});
  ok("enterprises.tag", {{"enterprise_ids", json::array{stays}}, {"remove", json::array{"家具链"}}});
  p = page(stays);
  EXPECT_NE(p.at("enterprise").as_object().at("status").as_string(), "停业");
  EXPECT_TRUE(p.at("enterprise").as_object().at("chains").as_array().empty());
  const std::string before = all();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all(), before);
}

/// A run that finds two to be one leaves no dead end: page and marks of the one that is gone are the other's.
TEST_P(EnterprisesTest, AnEnterpriseThatARunJoinedToAnotherIsFoundThere) {
  const auto power = [&](const char* code, const char* as_of) {
    import("户号,户名,统一社会信用代码,用电地址\n1001,霁川县砚池面粉厂," + std::string(code) + ",霁川县青榆镇老街1号\n",
           "电力用户", "power", as_of);
  };
  import(kMarket, "市场监管登记", "market");
  power("", "2026-09-30");
  ok("registers.link");
  const std::string gone(one("砚池").at("enterprise_id").as_string()), stays(one("岚茂茶业").at("enterprise_id").as_string());
  ASSERT_NE(gone, stays);
  ok("enterprises.tag", {{"enterprise_ids", json::array{gone}}, {"add", json::array{"粮油链"}}});
  power("91610723MA00000077", "2026-10-31");
  ok("registers.link", {{"changes", true}});
  EXPECT_EQ(page(gone).at("enterprise").as_object().at("enterprise_id").as_string(), stays);
  EXPECT_EQ(json::serialize(one("岚茂茶业").at("chains")), R"(["粮油链"])");
  const std::string before = all() + json::serialize(page(gone));
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all() + json::serialize(page(gone)), before);
  // The code was a slip: it is an enterprise again, with its own number or a new one, and not the other's.
  power("", "2026-11-30");
  ok("registers.link");
  EXPECT_NE(one("砚池").at("enterprise_id").as_string(), stays);
  EXPECT_EQ(json::serialize(one("岚茂茶业").at("chains")), "[]") << "nor does it keep what was not its own";
}

/// The bars of a waterfall add up to the weight, whichever linkage found the pair.
TEST_P(EnterprisesTest, BarsAddUpToTheWeight) {
  import_demo_registers();
  ok("registers.link");
  for (const char* kind : {"review", "link", "duplicate"}) {
    ASSERT_FALSE(matches(kind).empty()) << kind;
    for (const json::value& m : matches(kind)) {
      double sum = 0;
      for (const json::value& p : m.as_object().at("parts").as_array())
        sum += p.as_object().at("weight").as_double() + p.as_object().at("frequency").as_double();
      EXPECT_NEAR(sum, m.as_object().at("weight").as_double(), 0.02) << kind;
    }
  }
}

LUODI_ON_BOTH_STORES(EnterprisesTest);

}  // namespace
}  // namespace luodi
