// Tables through the engine's door, on both stores: a table of tasks is shown, imported, assigned, taken back and imported
// again; rows that are sentences of a meeting; errors by cell; mappings remembered; exports that come in again; units.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "luodi/engine.h"
#include "tests/support/files.h"
#include "tests/support/stores.h"

namespace luodi {
namespace {

namespace json = boost::json;

constexpr const char* kTable =
    "霁川县2026年重点任务分解表,,,,,\n序号,任务,牵头单位,责任单位,责任人,完成时限\n一、项目建设,,,,,\n"
    "1,推进城北污水处理厂扩建工程开工建设,县发改局,县财政局、县自然资源局,甲某,6月底前\n"
    "2,完成县城供水管网改造可行性研究,县水利局,,乙某,2026.9.30\n二、企业培育,,,,,\n"
    "3,建立规上工业企业培育库并逐户上门,某不存在局,县工信局,丙某,长期坚持\n4,,县统计局,,丁某,大概秋天\n合计,,,,,\n";

class TablesTest : public testing::OnBothStores {
 protected:
  void SetUp() override {
    OnBothStores::SetUp();
    if (IsSkipped()) return;
    auto e = Engine::open({scratch_->for_engine(), 8U << 20U});
    ASSERT_TRUE(e) << e.error().detail;
    engine_ = std::move(*e);
    ASSERT_TRUE(engine_->import_demo(root_));
  }
  json::object ok(const char* operation, const json::value& request = json::object{}) {
    auto answer = engine_->call(root_, operation, json::serialize(request));
    EXPECT_TRUE(answer) << operation << ": " << (answer ? "" : answer.error().detail);
    return answer ? json::parse(*answer).as_object() : json::object{};
  }
  std::string refused(const char* operation, const json::value& request) {
    auto answer = engine_->call(root_, operation, json::serialize(request));
    return answer ? "done" : answer.error().reason;
  }
  json::object request(const std::string& csv, const char* kind = "tasks", const char* name = "任务分解表.csv") {
    auto sent = engine_->send_file(root_, "tables.send", name, csv);
    EXPECT_TRUE(sent) << (sent ? "" : sent.error().detail);
    if (!sent) return {};
    return {{"file_hash", json::parse(*sent).as_object().at("file_hash")}, {"file_name", name}, {"kind", kind}};
  }
  static json::object with(json::object r, const json::object& more) {
    for (const auto& [k, v] : more) r[k] = v;
    return r;
  }
  json::array commitments() {
    const json::object a = ok("commitments.list", {{"descending", 0}});
    return a.at("commitments").as_array();
  }
  std::unique_ptr<Engine> engine_;
  Caller root_{{"a-root", "root", "", "administrator", std::nullopt}, "test"};
};

TEST_P(TablesTest, ShowsWhatAnImportWouldDoWithErrorsByCell) {
  const json::object p = ok("tables.preview", request(kTable));
  EXPECT_EQ(p.at("rows").as_int64(), 4);
  EXPECT_EQ(p.at("title").as_string(), "霁川县2026年重点任务分解表");
  EXPECT_EQ(p.at("heading_last").as_int64(), 2);
  EXPECT_EQ(p.at("errors").as_int64(), 1);
  EXPECT_EQ(p.at("fresh").as_int64(), 3);
  ASSERT_EQ(p.at("sections").as_array().size(), 2U);
  std::string problems;
  for (const json::value& v : p.at("problems").as_array())
    if (v.as_object().at("reason").as_string() != "table.due_over")  // depends on the day of the test
      problems += std::string(v.as_object().at("cell").as_string()) + " " + std::string(v.as_object().at("reason").as_string()) +
                  " " + std::string(v.as_object().at("seen").as_string()) + "; ";
  EXPECT_EQ(problems, "B8 table.empty_cell ; C7 table.unit_unknown 某不存在局; ");
  EXPECT_EQ(commitments().size(), 0U) << "a preview changes nothing";
}

TEST_P(TablesTest, KeepsTheLeaderAndThePersonOfTheUnit) {
  const json::object r = request(
      "县2026年任务表,,,,\n序号,任务,牵头单位,责任领导,责任人\n1,完成管网改造,县水利局,甲某,乙某\n2,完成道路改造,县水利局,,"
      "丙某\n");
  ok("tables.import", with(r, {{"confirm", true}, {"assign", true}}));
  const json::array list = commitments();
  ASSERT_EQ(list.size(), 2U);
  // Neither task names a day: the limit of minutes items gives one.
  EXPECT_EQ(list[0].as_object().at("leader"), "甲某（责任人：乙某）");
  EXPECT_EQ(list[1].as_object().at("leader"), "丙某");
}

TEST_P(TablesTest, AssignsNothingByALimitThatTheTableSpeaksAgainst) {
  const json::object made = ok("tables.import", with(request("县2026年任务表,,,\n序号,任务,牵头单位,完成时限\n1,做好日常巡查,"
                                                             "县水利局,长期\n2,完成管网改造,县水利局,2027-06-30\n"),
                                                     {{"confirm", true}, {"assign", true}}));
  EXPECT_EQ(made.at("assigned").as_int64(), 1) << "长期 is no 20 days";
  EXPECT_EQ(commitments().at(0).as_object().at("state").as_string(), "confirmed");
  EXPECT_TRUE(commitments().at(0).as_object().at("due_date").is_null());
}

TEST_P(TablesTest, WarnsOfADayThatIsOver) {
  const json::object p =
      ok("tables.preview", request("县2026年任务表,,,,\n序号,任务,牵头单位,完成时限,状态\n1,完成管网改造,县水利局,"
                                   "2020-06-30,\n2,完成道路改造,县水利局,2020-06-30,已办结\n"));
  const json::array problems = p.at("problems").as_array();
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].as_object().at("reason").as_string(), "table.due_over");
  EXPECT_EQ(problems[0].as_object().at("severity").as_string(), "warning");
  EXPECT_EQ(problems[1].as_object().at("reason").as_string(), "table.task_ended") << "what is over is not late";
}

TEST_P(TablesTest, KeepsWhatAListSaysOfItsProgressWithoutMakingAReportOfIt) {
  ok("tables.import", with(request("县2026年任务表,,,,\n序号,任务,牵头单位,进度,进展情况\n1,完成管网改造,县水利局,40%,已招标\n"),
                           {{"confirm", true}, {"assign", true}}));
  const json::object k = commitments().at(0).as_object();
  EXPECT_TRUE(k.at("progress").is_null()) << "no unit reported it";
  const json::object story = ok("commitments.get", {{"commitment_id", k.at("commitment_id")}});
  EXPECT_TRUE(story.at("reports").as_array().empty());
  EXPECT_NE(std::string(story.at("sentence_after").as_string()).find("表中进度：40%；表中进展：已招标"), std::string::npos)
      << json::serialize(story.at("sentence_after"));
}

TEST_P(TablesTest, ImportsAllOrNothingAssignsAndTakesBackAsOneEntry) {
  const json::object r = request(kTable);
  EXPECT_EQ(refused("tables.import", with(r, {{"confirm", true}})), "table.errors");
  EXPECT_EQ(commitments().size(), 0U);
  const json::object made = ok("tables.import", with(r, {{"confirm", true}, {"assign", true}, {"leave_out", true}}));
  EXPECT_EQ(made.at("rows").as_int64(), 3);
  EXPECT_EQ(made.at("confirmed").as_int64(), 3);
  EXPECT_EQ(made.at("assigned").as_int64(), 2);
  EXPECT_EQ(made.at("left_out").as_int64(), 1);
  json::array list = commitments();
  ASSERT_EQ(list.size(), 3U);
  const json::object first = list[0].as_object();
  EXPECT_EQ(first.at("state").as_string(), "assigned");
  EXPECT_EQ(first.at("lead_unit_id").as_string(), "U004");
  EXPECT_EQ(first.at("due_date").as_string(), "2026-06-30");
  EXPECT_EQ(first.at("leader").as_string(), "甲某");
  EXPECT_EQ(first.at("helping_units").as_array().size(), 2U);
  EXPECT_EQ(first.at("item_subject").as_string(), "一、项目建设");
  EXPECT_EQ(list[2].as_object().at("state").as_string(), "confirmed") << "its unit is not known";
  const json::object story = ok("commitments.get", {{"commitment_id", first.at("commitment_id")}});
  EXPECT_NE(std::string(story.at("sentence_after").as_string()).find("牵头单位：县发改局"), std::string::npos)
      << "the story leads back to the row";
  EXPECT_EQ(refused("tables.import", with(r, {{"leave_out", true}})), "table.known");
  const std::int64_t before = engine_->verify()->entries;
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  EXPECT_EQ(engine_->verify()->entries, before + 1) << "one entry";
  EXPECT_EQ(commitments().size(), 0U);
  EXPECT_EQ(refused("tables.undo", {{"import_id", made.at("import_id")}}), "table.undone");
  const json::object again = ok("tables.import", with(r, {{"confirm", true}, {"leave_out", true}}));
  EXPECT_EQ(commitments().size(), 3U);
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(commitments().size(), 3U) << "rebuilt, the same";
  list = commitments();
  ok("commitments.assign", {{"commitment_ids", {list[0].as_object().at("commitment_id")}}, {"lead_unit_id", "U004"}});
  const Caller clerk{{"a-li", "li", "", "clerk", "U004"}, "test"};
  ASSERT_TRUE(engine_->call(clerk, "commitments.accept",
                            json::serialize(json::object{{"commitment_ids", {list[0].as_object().at("commitment_id")}}})));
  EXPECT_EQ(refused("tables.undo", {{"import_id", again.at("import_id")}}), "undo.moved_on") << "somebody went on with it";
  EXPECT_TRUE(engine_->verify()->sound);
}

TEST_P(TablesTest, PutsRowsWithTheSentencesOfAMeeting) {
  const json::object all = ok("meetings.list");
  const json::string meeting_id = all.at("meetings").as_array().front().as_object().at("meeting_id").as_string();
  const json::object meeting = ok("meetings.get", {{"meeting_id", meeting_id}});
  const json::object directive = meeting.at("items").as_array()[1].as_object().at("directives").as_array()[0].as_object();
  const std::string csv = "任务,牵头单位,完成时间\n\"" + std::string(directive.at("text").as_string()) +
                          "\",县发改局,2026年5月\n从未说过的一件全新工作任务安排,县财政局,\n";
  const json::object r = with(request(csv), {{"meeting_id", meeting_id}, {"assign", true}});
  const json::object p = ok("tables.preview", r);
  EXPECT_EQ(p.at("twins").as_int64(), 1);
  EXPECT_EQ(p.at("fresh").as_int64(), 1);
  const json::object made = ok("tables.import", r);
  EXPECT_EQ(made.at("assigned").as_int64(), 2);
  const json::array list = commitments();
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].as_object().at("directive_id"), directive.at("directive_id"))
      << "the meeting's own sentence became the commitment";
  EXPECT_EQ(list[1].as_object().at("meeting_id").as_string(), meeting_id);
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  EXPECT_EQ(commitments().size(), 0U);
  EXPECT_EQ(ok("meetings.get", {{"meeting_id", meeting_id}}), meeting) << "the meeting is as it was";
}

TEST_P(TablesTest, RemembersAMappingByItsHeadings) {
  const std::string csv = "甲栏,乙栏,丙栏\n推进项目,县发改局,x\n推进企业,县工信局,y\n";
  json::object r = request(csv);
  EXPECT_EQ(refused("tables.import", r), "table.column_needed");
  const json::array mapping{json::object{{"field", "text"}, {"column", 0}}, json::object{{"field", "lead_unit"}, {"column", 1}}};
  EXPECT_EQ(refused("tables.import", with(r, {{"mapping", json::array{json::object{{"field", "text"}, {"column", 9}}}}})),
            "table.no_column");
  ok("tables.import", with(r, {{"mapping", mapping}}));
  const json::object p = ok("tables.preview", request("甲 栏,乙栏,丙栏\n推进招商,县经合中心,z\n"));
  EXPECT_TRUE(p.at("remembered").as_bool());
  EXPECT_EQ(p.at("errors").as_int64(), 0);
  EXPECT_EQ(p.at("shown").as_array()[0].as_object().at("becomes").as_string(), "new");
}

TEST_P(TablesTest, ExportsWhatComesInAgainWithoutLoss) {
  ok("tables.import", with(request(kTable), {{"assign", true}, {"leave_out", true}}));
  const json::array before = commitments();
  for (const char* form : {"xlsx", "csv"}) {
    auto file = engine_->get_file(root_, "commitments.export", json::serialize(json::object{{"form", form}, {"descending", 0}}));
    ASSERT_TRUE(file) << file.error().detail;
    const json::object r = request(file->bytes, "tasks", "导出.xlsx");
    const json::object p = ok("tables.preview", r);
    EXPECT_EQ(p.at("known").as_int64(), 3) << form;
    EXPECT_EQ(p.at("errors").as_int64(), 0);
    const json::array values = p.at("shown").as_array()[0].as_object().at("values").as_array();
    const json::array fields = p.at("fields").as_array();
    for (std::size_t i = 0; i < fields.size(); ++i)
      for (const char* field : {"text", "due_date", "leader", "lead_unit"})
        if (fields[i].as_object().at("field").as_string() == field) {
          EXPECT_EQ(values[i], before[0].as_object().at(std::string_view(field) == "lead_unit" ? "unit" : field)) << form;
        }
    EXPECT_EQ(refused("tables.import", r), "table.all_known");
  }
  EXPECT_EQ(commitments(), before);
}

/// Wholes, their parts and parts of parts, in whatever order the rows stand; what was exported comes in as it was.
TEST_P(TablesTest, BringsWholesInWithTheirParts) {
  const auto tree = [&] {
    std::map<std::string, std::string> text_of;
    std::string out;
    const json::array all = commitments();
    for (const json::value& v : all)
      text_of[std::string(v.as_object().at("commitment_id").as_string())] = v.as_object().at("text").as_string();
    for (const json::value& v : all) {
      const json::object& k = v.as_object();
      const auto& parent = k.at("parent_id");
      out += std::string(k.at("text").as_string()) + "<" + (parent.is_null() ? "" : text_of[std::string(parent.as_string())]) +
             " " + std::string(k.at("state").as_string()) + " " +
             (k.at("due_date").is_null() ? "" : std::string(k.at("due_date").as_string())) + "; ";
    }
    return out;
  };
  const json::object r = with(request("编号,上级编号,任务,牵头单位,完成时限\n"
                                      "2025-00002,2025-00001,推进分项一,县水利局,2027-05-31\n"
                                      "2025-00001,,推进总项,县发改局,2027-06-30\n"
                                      "2025-00003,2025-00002,推进分项一之一,县水利局,2027-04-30\n"
                                      "2025-00004,2025-00001,推进分项二,县住建局,2027-05-01\n"
                                      "2025-00009,2024-00007,推进单项,县住建局,2027-05-02\n"),
                              {{"assign", true}});
  const json::array problems = ok("tables.preview", r).at("problems").as_array();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].as_object().at("reason").as_string(), "table.no_whole");
  EXPECT_EQ(problems[0].as_object().at("cell").as_string(), "B6");
  const json::object made = ok("tables.import", r);
  EXPECT_EQ(made.at("confirmed").as_int64(), 5);
  EXPECT_EQ(made.at("assigned").as_int64(), 3) << "a whole is worked on by its parts";
  const std::string before = tree();
  EXPECT_EQ(before,
            "推进总项< decomposed 2027-06-30; 推进分项一<推进总项 decomposed 2027-05-31; 推进分项一之一<推进分项一 assigned "
            "2027-04-30; 推进分项二<推进总项 assigned 2027-05-01; 推进单项< assigned 2027-05-02; ");
  for (const json::value& v : commitments()) {
    const json::object story = ok("commitments.get", {{"commitment_id", v.as_object().at("commitment_id")}});
    EXPECT_EQ(story.at("sentence_text"), v.as_object().at("text")) << "each stands at its own row's words";
  }
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(tree(), before);
  auto file = engine_->get_file(root_, "commitments.export", R"({"form":"xlsx","descending":0})");
  ASSERT_TRUE(file) << file.error().detail;
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  EXPECT_EQ(commitments().size(), 0U);
  const json::object again = ok("tables.import", with(request(file->bytes, "tasks", "导出.xlsx"), {{"assign", true}}));
  EXPECT_EQ(again.at("assigned").as_int64(), 3);
  EXPECT_EQ(tree(), before);
}

/// A circle of numbers, and a whole that is over: nothing is lost and nothing is its own whole.
TEST_P(TablesTest, LosesNoTaskOverNumbersThatDoNotFit) {
  const json::object made =
      ok("tables.import", with(request("编号,上级编号,任务,牵头单位,状态\nA1,A2,办甲事,县水利局,\nA2,A1,办乙事,"
                                       "县水利局,\nA3,A3,办丙事,县水利局,\nA4,,办丁事,县水利局,已办结\n"
                                       "A5,A4,办戊事,县水利局,\nA6,A5,办己事,县水利局,已办结\n"),
                               {{"confirm", true}}));
  EXPECT_EQ(made.at("confirmed").as_int64(), 4);
  EXPECT_EQ(made.at("ended").as_int64(), 2);
  EXPECT_EQ(commitments().size(), 4U);
}

TEST_P(TablesTest, OpensNothingAgainThatTheTableSaysIsOver) {
  const char* table =
      "序号,任务,牵头单位,完成时限,办理状态\n1,完成危桥加固,县住建局,2027-06-30,已办结\n2,修编供水规划,县住建局,2027-06-30,"
      "未完成\n"
      "3,清理闲置用地,县住建局,2027-06-30,已并入\n";
  const json::object r = with(request(table), {{"assign", true}});
  const json::object p = ok("tables.preview", r);
  EXPECT_EQ(p.at("shown").as_array()[0].as_object().at("becomes").as_string(), "ended");
  EXPECT_EQ(p.at("shown").as_array()[1].as_object().at("becomes").as_string(), "new");
  EXPECT_EQ(p.at("warnings").as_int64(), 2) << "each is pointed at by its cell";
  const json::object made = ok("tables.import", r);
  EXPECT_EQ(made.at("ended").as_int64(), 2);
  EXPECT_EQ(made.at("confirmed").as_int64(), 1);
  ASSERT_EQ(commitments().size(), 1U);
  EXPECT_EQ(commitments()[0].as_object().at("text").as_string(), "修编供水规划");
  const std::string page = json::serialize(ok("meetings.get", {{"meeting_id", made.at("meeting_id")}}));
  EXPECT_NE(page.find("完成危桥加固"), std::string::npos) << "nothing is lost";
  EXPECT_NE(page.find("导入的表里写明“已办结”"), std::string::npos) << "and it says why it is no commitment";
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  EXPECT_TRUE(commitments().empty());
}

TEST_P(TablesTest, ReplacesUnitsAndDutiesAndBringsThemBack) {
  const json::object before = ok("units.list");
  auto file = engine_->get_file(root_, "tables.export", R"({"kind":"units","form":"csv"})");
  ASSERT_TRUE(file);
  const std::string more = file->bytes + "U900,霁川县数据局,县数据局,bureau,U001\r\n";
  EXPECT_EQ(refused("tables.import", request(file->bytes + "U901,霁川县某局,,bureau,U999\r\n", "units")), "table.errors");
  const json::object made = ok("tables.import", request(more, "units"));
  EXPECT_EQ(ok("units.list").at("units").as_array().size(), before.at("units").as_array().size() + 1);
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  EXPECT_EQ(ok("units.list"), before);
  const Caller desk{{"a-d", "d", "", "supervision", std::nullopt}, "test"};
  const json::object r = request(file->bytes, "units");
  EXPECT_EQ(engine_->call(desk, "tables.import", json::serialize(r)).error().code, ErrorCode::forbidden);
}

TEST_P(TablesTest, AddsUnitsAndDutiesWithoutLosingTheRest) {
  const auto count = [&](const char* what) { return ok("units.list").at(what).as_array().size(); };
  const std::size_t before = count("units");
  json::object r = request("单位编码,单位名称,简称,类别,上级单位\nU901,霁川县新设局,县新设局,bureau,U001\n", "units");
  const json::object shown = ok("tables.preview", r);
  EXPECT_EQ(shown.at("leaving").as_int64(), static_cast<std::int64_t>(before));
  EXPECT_EQ(refused("tables.import", r), "table.nothing") << "its upper unit would leave with the rest";
  r["rest"] = "keep";
  EXPECT_EQ(ok("tables.preview", r).at("errors").as_int64(), 0);
  ok("tables.import", r);
  EXPECT_EQ(count("units"), before + 1);
  EXPECT_EQ(refused("tables.import", request("单位编码,单位名称,简称,类别\nU902,霁川县甲局,,bureau\n", "units")),
            "table.rows_leave");
  EXPECT_EQ(refused("tables.import",
                    with(request("单位编码,单位名称,简称,类别,上级单位\nU903,甲,,bureau,U904\nU904,乙,,bureau,U903\n", "units"),
                         {{"rest", "keep"}})),
            "table.nothing")
      << "each above the other";
  EXPECT_EQ(refused("tables.import", request("事项,单位\n古树名木保护,县林业局\n", "duties")), "table.rows_leave");
  ok("tables.import", with(request("事项,单位\n古树名木保护,县林业局\n", "duties"), {{"rest", "keep"}}));
}

TEST_P(TablesTest, KeepsAUnitWhoseRowCannotBeImported) {
  const auto units = [&] { return json::serialize(ok("units.list").at("units")); };
  const std::string head = "单位编码,单位名称,简称,类别,上级单位\n";
  ok("tables.import", with(request(head + "U901,霁川县甲中心,,bureau,U001\n", "units"), {{"rest", "keep"}}));
  // A standing unit whose new row is an error is left as it is, and another may hang below it.
  const std::string bad = head + "U901,霁川县甲中心改,,bureau,U999\nU902,霁川县乙科,,office,U901\n";
  const json::object keep = with(request(bad, "units"), {{"rest", "keep"}, {"leave_out", true}});
  EXPECT_EQ(ok("tables.preview", keep).at("errors").as_int64(), 1);
  const json::object made = ok("tables.import", keep);
  EXPECT_EQ(made.at("left_out").as_int64(), 1);
  EXPECT_NE(units().find("霁川县甲中心\""), std::string::npos) << "it stays";
  EXPECT_NE(units().find("霁川县乙科"), std::string::npos);
  // Below its own lower unit, which is not in the table but stays.
  EXPECT_EQ(refused("tables.import", with(request(head + "U901,霁川县甲中心,,bureau,U902\n", "units"), {{"rest", "keep"}})),
            "table.nothing");
  EXPECT_EQ(ok("tables.preview", request(bad, "units")).at("leaving"), ok("tables.preview", keep).at("standing"))
      << "neither row can be imported where the rest leaves";
}

TEST_P(TablesTest, TakesUnitsBackInAnyOrderAndLeavesOutWhatHangsInTheAir) {
  const auto units = [&] { return ok("units.list"); };
  const json::object a = units();
  auto file = engine_->get_file(root_, "tables.export", R"({"kind":"units","form":"csv"})");
  const std::string with_b = file->bytes + "U900,霁川县数据局（筹）,县数据局,bureau,U001,\r\n",
                    with_c = file->bytes + "U901,霁川县能源局,县能源局,bureau,U001,\r\n";
  const json::object b = ok("tables.import", request(with_b, "units"));
  EXPECT_NE(json::serialize(units()).find("霁川县数据局（筹）"), std::string::npos) << "names stay as they are written";
  ok("tables.undo", {{"import_id", b.at("import_id")}});
  const json::object c = ok("tables.import", request(with_c, "units"));
  ok("tables.undo", {{"import_id", c.at("import_id")}});
  EXPECT_EQ(units(), a) << "not the rows that were taken back before";
  const json::object hanging =
      ok("tables.import",
         with(request(file->bytes + "U902,甲局,,bureau,U999,\r\nU903,乙科,,office,U902,\r\n", "units"), {{"leave_out", true}}));
  EXPECT_EQ(hanging.at("left_out").as_int64(), 2) << "the unit without its upper one, and what lies below it";
  EXPECT_EQ(units(), a);
}

TEST_P(TablesTest, KeepsLaterPapersAndOtherSheetsApartFromWhatIsTakenBack) {
  const json::object first = ok("tables.import", request("序号,任务\n1,建设共享厂房三万平方米\n", "tasks", "一.csv"));
  const json::object r = with(request("序号,任务\n1,建设共享厂房三万平方米\n2,办好产业招商大会\n", "tasks", "二.csv"),
                              {{"meeting_id", first.at("meeting_id")}});
  EXPECT_EQ(ok("tables.preview", r).at("twins").as_int64(), 1);
  ok("tables.import", r);
  ok("tables.undo", {{"import_id", first.at("import_id")}});
  const json::object meeting = ok("meetings.get", {{"meeting_id", first.at("meeting_id")}});
  json::array ids;
  for (const json::value& i : meeting.at("items").as_array())
    for (const json::value& d : i.as_object().at("directives").as_array()) ids.push_back(d.as_object().at("directive_id"));
  ASSERT_EQ(ids.size(), 2U);
  ok("directives.confirm", {{"directive_ids", ids}});
  EXPECT_EQ(commitments().size(), 2U) << "the later table's own requirement stands for itself";
  // What was exported, withdrawn and comes in again is new; another office's number is not ours.
  const json::object other = ok(
      "tables.preview",
      request("编号,任务\n" + std::string(commitments()[0].as_object().at("commitment_id").as_string()) + ",别的单位的一件事\n"));
  EXPECT_EQ(other.at("known").as_int64(), 0);
}

TEST_P(TablesTest, RefusesWhatIsNoTableOrIsMarked) {
  EXPECT_EQ(engine_->send_file(root_, "tables.send", "a.xlsx", "PK\x03\x04 no").error().reason, "table.broken");
  EXPECT_EQ(engine_->send_file(root_, "tables.send", "a.csv", "机密★1年\n序号,任务\n1,某事\n").error().reason, "paper.marked");
  EXPECT_EQ(refused("tables.preview", {{"file_hash", std::string(64, '0')}, {"file_name", "x"}, {"kind", "tasks"}}),
            "table.no_file");
  EXPECT_EQ(refused("tables.preview", with(request(kTable), {{"sheet", 3}})), "table.no_sheet");
  EXPECT_EQ(refused("tables.preview", with(request(kTable), {{"heading", 900}})), "table.no_heading");
}

/// 本县措施 as plain text: its measures are tasks like those of a table, with the units it names.
TEST_P(TablesTest, TakesMeasuresInAsPlainText) {
  const char* text =
      "霁川县促进民营经济发展若干措施的实施意见\n一、强化要素保障\n（一）保障用地。每年安排工业用地指标。（牵头单位：县自然资源局"
      "；"
      "配合单位：县发改局、县工信局；完成时限：2026年12月底前）\n（二）落实税费优惠政策。（责任单位：县财政局）\n二、组织保障\n加"
      "强领导。\n";
  const json::object p = ok("tables.preview", request(text, "tasks", "实施意见.txt"));
  EXPECT_EQ(p.at("rows").as_int64(), 2);
  EXPECT_EQ(p.at("title").as_string(), "霁川县促进民营经济发展若干措施的实施意见");
  EXPECT_EQ(p.at("errors").as_int64(), 0);
  const json::object made =
      ok("tables.import", with(request(text, "tasks", "实施意见.txt"), {{"confirm", true}, {"assign", true}}));
  EXPECT_EQ(made.at("confirmed").as_int64(), 2);
  EXPECT_EQ(made.at("assigned").as_int64(), 2);
  bool found = false;
  for (const json::value& v : commitments()) {
    const json::object& k = v.as_object();
    if (k.at("text").as_string().find("保障用地") == std::string_view::npos) continue;
    found = true;
    EXPECT_EQ(k.at("due_date").as_string(), "2026-12-31");
    EXPECT_EQ(k.at("helping_units").as_array().size(), 2U);
  }
  EXPECT_TRUE(found);
  ok("tables.undo", {{"import_id", made.at("import_id")}});
  auto refused_paper = engine_->send_file(root_, "tables.send", "秘密.txt", std::string("秘密★1年\n") + text);
  ASSERT_FALSE(refused_paper);
  EXPECT_EQ(refused_paper.error().reason, "paper.marked");
}

LUODI_ON_BOTH_STORES(TablesTest);

}  // namespace
}  // namespace luodi
