// What must not appear: every operation is asked as every role for things that carry marked words, with requests made from the
// program's own description; no answer and no refusal may hold words that the role is not to see.
#include <map>
#include <set>

#include "base/clock.h"
#include "engine/supervision_fixture.h"
#include "paper/open.h"
#include "paper/tables/cells.h"

namespace luodi {
namespace {

/// Marked words, and who must not see them; nobody without an account ever does.
struct Marked {
  std::string words, what;
  std::set<std::string> hidden_from;
};

/// Somebody who asks, under the name that `hidden_from` uses.
struct Asking {
  std::string name;
  Caller caller;
};

class VisibilityTest : public SupervisionTest {
 protected:
  void SetUp() override {
    SupervisionTest::SetUp();
    if (IsSkipped()) return;
    const std::set<std::string> strangers{"clerk", "unit_lead", "far leader", "far desk"},
        masked{"viewer", "leader", "far viewer", "far leader"},
        all_but_root{"viewer", "clerk", "unit_lead", "supervision", "leader", "far viewer", "far leader", "far desk"},
        all_but_desk{"viewer", "clerk", "unit_lead", "leader", "far viewer", "far leader"},
        all{"viewer", "clerk", "unit_lead", "supervision", "leader", "administrator", "far viewer", "far leader", "far desk"};
    supervision(strangers);
    enterprise({"viewer", "far viewer", "clerk", "unit_lead"}, masked);
    known_["account_id"] = ok(root_, "accounts.create",
                              {{"login", "hidden-login"},
                               {"display_name", "账号鹮辛"},
                               {"role", "clerk"},
                               {"password", "Marked-pass-9"},
                               {"unit_id", "U004"}})
                               .as_object()
                               .at("account_id");
    marked_.push_back({"账号鹮辛", "the name of an account that did nothing", all_but_desk});
    marked_.push_back({"hidden-login", "its login", all_but_root});
    marked_.push_back({"Marked-pass-9", "its password", all});
    marked_.push_back({"argon2", "the hash of a password", all});
    EXPECT_FALSE(engine_->import_file(desk_, "鹮壬.txt", "机密★1年\n会议"));
    marked_.push_back({"鹮壬", "the name of a marked paper", all});
    EXPECT_FALSE(engine_->import_file(desk_, "鹮寅.txt", ""));
    marked_.push_back({"鹮寅", "a line of the audit", all_but_root});
  }

  /// A note that U004 has, with its leader, report, evidence and slip; a document for U004 alone.
  void supervision(const std::set<std::string>& strangers) {
    const json::object k = ok(desk_, "matters.register",
                              {{"kind", "leader_note"}, {"texts", json::array{"核实事项鹮甲"}}, {"due_date", "2027-12-31"}})
                               .as_object()
                               .at("commitments")
                               .as_array()
                               .at(0)
                               .as_object();
    const std::string id(k.at("commitment_id").as_string());
    ok(desk_, "commitments.assign", {{"commitment_ids", {id}}, {"lead_unit_id", "U004"}, {"leader", "领导鹮乙"}});
    ok(clerk_, "commitments.accept", {{"commitment_ids", {id}}});
    auto kept = engine_->send_file(clerk_, "evidence.keep", "鹮丁.txt", "内容鹮戊");
    ASSERT_TRUE(kept);
    const json::value hash = json::parse(*kept).as_object().at("file_hash");
    ok(clerk_, "commitments.report",
       {{"commitment_id", id},
        {"text", "反馈鹮丙"},
        {"last", false},
        {"progress", 40},
        {"files", json::array{json::object{{"file_hash", hash}, {"file_name", "鹮丁.txt"}}}}});
    ok(desk_, "commitments.slip", {{"commitment_ids", {id}}, {"kind", "blue"}, {"text", "催办鹮己"}});
    const json::object s = story(id);
    ok(desk_, "documents.add", {{"title", "文件鹮庚"}, {"unit_ids", json::array{"U004"}}});
    known_["commitment_id"] = id, known_["commitment_ids"] = json::array{id}, known_["file_hash"] = hash;
    known_["meeting_id"] = k.at("meeting_id"), known_["paper_id"] = k.at("paper_id");
    known_["directive_id"] = k.at("directive_id"), known_["directive_ids"] = json::array{k.at("directive_id")};
    known_["slip_id"] = s.at("slips").as_array().at(0).as_object().at("slip_id");
    known_["document_id"] = list(desk_, "documents.list", json::object{}, "documents").at(0).as_object().at("document_id");
    // A notice that names it, a campaign and a table that it came by: whoever does not see it sees nothing of it there.
    known_["notice_id"] = ok(desk_, "notices.issue", {{"meeting_id", k.at("meeting_id")}, {"demands", json::array{"要求鹮丑"}}})
                              .as_object()
                              .at("notice_id");
    known_["campaign_id"] =
        ok(desk_, "campaigns.set", {{"name", "活动鹮午"}, {"valid_from", "2026-01-01"}, {"valid_to", nullptr}})
            .as_object()
            .at("campaign_id");
    ok(desk_, "campaigns.join", {{"campaign_id", known_["campaign_id"]}, {"commitment_ids", json::array{id}}});
    auto table = engine_->send_file(desk_, "tables.send", "分解表.csv",
                                    "序号,任务,牵头单位,完成时限\n1,落实鹮未一事,县教体局,2027-12-31\n");
    ASSERT_TRUE(table) << table.error().detail;
    const json::object imported =
        ok(desk_, "tables.import",
           {{"file_hash", json::parse(*table).as_object().at("file_hash")}, {"file_name", "分解表鹮申.csv"}, {"kind", "tasks"}})
            .as_object();
    known_["import_id"] = imported.at("import_id");
    for (const char* words : {"鹮甲", "鹮乙", "鹮丙", "鹮丁", "鹮戊", "催办鹮己", "文件鹮庚", "活动鹮午", "鹮丑"})
      marked_.push_back({words, "another unit's work", strangers});
    marked_.push_back({"鹮申", "a table of another county", {"far viewer", "far leader", "far desk"}});
  }

  /// An enterprise with a phone and a visit that raised a request.
  void enterprise(const std::set<std::string>& others, const std::set<std::string>& masked) {
    auto sent = engine_->send_file(desk_, "tables.send", "册.csv",
                                   "企业名称,统一社会信用代码,联系电话\n霁川县鹮卯面粉有限公司,91610723MA00000077,13977770001\n");
    ASSERT_TRUE(sent);
    ok(desk_, "tables.import",
       {{"file_hash", json::parse(*sent).as_object().at("file_hash")},
        {"file_name", "册.csv"},
        {"kind", "register"},
        {"register_name", "税务鹮册"},
        {"register_kind", "tax"},
        {"as_of", "2026-10-31"},
        {"rest", "leave"}});
    ok(desk_, "registers.link");
    const json::value id =
        list(desk_, "enterprises.list", {{"words", "鹮卯"}}, "enterprises").at(0).as_object().at("enterprise_id");
    // A unit visits on its own whom it sees; here the desk sends it.
    const json::object plan{
        {"enterprise_ids", {id}}, {"planned_on", SystemClock().today().plus_days(1).iso()}, {"unit_id", "U004"}};
    const json::value planned =
        ok(desk_, "visits.plan", plan).as_object().at("visits").as_array().at(0).as_object().at("visit_id");
    const json::object visit = ok(clerk_, "visits.record",
                                  {{"client_id", "client-one"},
                                   {"visit_id", planned},
                                   {"enterprise_id", id},
                                   {"held_on", "2026-03-02"},
                                   {"record", "走访鹮癸"},
                                   {"requests", json::array{json::object{{"text", "诉求鹮子"}}}}})
                                   .as_object();
    known_["visit_id"] = visit.at("visit_id");
    known_["request_id"] = visit.at("requests").as_array().at(0).as_object().at("request_id");
    known_["enterprise_id"] = id, known_["enterprise_ids"] = json::array{id};
    marked_.push_back({"13977770001", "a phone", masked});
    marked_.push_back({"走访鹮癸", "the record of a visit", others});
    marked_.push_back({"诉求鹮子", "what an enterprise asked for", others});
  }

  /// A request with every field that must be there and, of the others, those that name something marked.
  json::object request_of(const Operation& o) const {
    json::object out;
    const json::object& call =
        api_.at("paths").as_object().at(o.path).as_object().at(o.method == "GET" ? "get" : "post").as_object();
    if (const auto* parameters = call.if_contains("parameters"); parameters != nullptr && !o.takes_file)
      for (const json::value& p : parameters->as_array())
        give(std::string(p.as_object().at("name").as_string()), p.as_object().at("required").as_bool(), o, out);
    if (o.name == "notices.file") out["form"] = "docx";
    const auto* body = call.if_contains("requestBody");
    if (body == nullptr || o.takes_file) return out;
    const json::object& schema =
        body->as_object().at("content").as_object().at("application/json").as_object().at("schema").as_object();
    const std::string name(schema.at("$ref").as_string().subview(std::string_view("#/components/schemas/").size()));
    const json::object& fields = api_.at("components").as_object().at("schemas").as_object().at(name).as_object();
    std::set<std::string> required;
    if (const auto* list = fields.if_contains("required"))
      for (const json::value& f : list->as_array()) required.emplace(f.as_string());
    for (const auto& f : fields.at("properties").as_object()) give(f.key(), required.count(f.key()) != 0, o, out);
    return out;
  }
  void give(const std::string& field, bool required, const Operation& o, json::object& out) const {
    if (const auto it = known_.find(field); it != known_.end()) {
      if (required || marks_.count(field) != 0) out[field] = it->second;
      return;
    }
    EXPECT_FALSE(required) << o.name << " asks for “" << field << "”: give it a value here, so that this test reaches it";
  }
  /// What a reader sees of a file: a Word file and a workbook are packed, and their bytes hold no words.
  static std::string words_of(const std::string& bytes) {
    if (bytes.rfind("PK", 0) != 0) return bytes;
    if (auto paper = paper::open_paper(bytes, {})) return paper->text;
    auto book = paper::open_workbook(bytes, bytes.size() * 100);
    EXPECT_TRUE(book) << "a file that goes out can be read";
    std::string out;
    if (book)
      for (const paper::Sheet& sheet : book->sheets)
        for (const auto& row : sheet.rows)
          for (const paper::TableCell& cell : row) out += cell.text + "\n";
    return out;
  }
  std::string answer(const Caller& who, const Operation& o) {
    const auto told = [](const Error& e) { return "refused " + e.reason + " " + e.where + " " + e.detail; };
    const std::string request = json::serialize(request_of(o));
    if (o.takes_file) {
      auto a = engine_->send_file(who, o.name, "x.csv", "序号,任务\n1,甲\n");
      return a ? *a : told(a.error());
    }
    if (o.gives_file) {
      auto f = engine_->get_file(who, o.name, request);
      return f ? f->name + "\n" + words_of(f->bytes) : told(f.error());
    }
    auto a = engine_->call(who, o.name, request);
    return a ? *a : told(a.error());
  }

  json::object api_ = json::parse(Engine::openapi()).as_object();
  Caller root_ = as("administrator", "");
  std::vector<Marked> marked_;
  /// Fields that name something marked: given where they may be left out, too.
  const std::set<std::string> marks_{"commitment_id", "meeting_id",  "paper_id",      "directive_id",
                                     "slip_id",       "document_id", "enterprise_id", "file_hash"};
  std::map<std::string, json::value> known_{{"text", "x"},
                                            {"texts", json::array{"x"}},
                                            {"kind", "blue"},
                                            {"reason", "x"},
                                            {"due_date", "2027-12-30"},
                                            {"form", "csv"},
                                            {"lead_unit_id", "U005"},
                                            {"unit_id", "U005"},
                                            {"last", false},
                                            {"into", "2026-00001"},
                                            {"rules", json::array{}},
                                            {"parts", json::array{json::object{{"text", "x"}}, json::object{{"text", "y"}}}},
                                            {"login", "hidden-login"},
                                            {"display_name", ""},
                                            {"role", "viewer"},
                                            {"password", "none of these"},
                                            {"old_password", "x"},
                                            {"new_password", "y"},
                                            {"session_id", "s0"},
                                            {"closed", false},
                                            {"name", "x"},
                                            {"from", "2026-01-01"},
                                            {"target", "x"},
                                            {"title", "x"},
                                            {"file_name", "x.csv"},
                                            {"spans", json::array{}},
                                            {"span", {0, 1}},
                                            {"what", "tasks"},
                                            {"hour", 3},
                                            {"keep", 3},
                                            {"on", false},
                                            {"year", 2026},
                                            {"month", 3},
                                            {"place", "x"},
                                            {"level", "county"},
                                            {"channel", "annual"},
                                            {"batch", 1},
                                            {"classes", json::array{}},
                                            {"opens", "2026-01-01"},
                                            {"closes", "2026-02-01"},
                                            {"data_month", ""},
                                            {"kinds", "x"},
                                            {"source", "x"},
                                            {"window_id", "w0"},
                                            {"act", "advance"},
                                            {"material", "x"},
                                            {"state", "x"},
                                            {"amount", "1"},
                                            {"unit", "元"},
                                            {"fact", "x"},
                                            {"value", "x"},
                                            {"planned_on", "2027-01-01"},
                                            {"client_id", "client-two"},
                                            {"held_on", "2026-03-02"},
                                            {"record", "x"},
                                            {"result", "x"},
                                            {"changes", true},
                                            {"field", "phone"},
                                            {"tag", "x"},
                                            {"left", "x"},
                                            {"right", "x"},
                                            {"verdict", "no"},
                                            {"setting", "x"},
                                            {"class_id", "industry"},
                                            {"codes", {"B", "C", "D"}},
                                            {"threshold_wan", 0},
                                            {"row_a", "x"},
                                            {"row_b", "y"},
                                            {"answer", "no"},
                                            {"material_id", "x"},
                                            {"valid_from", "2026-01-01"},
                                            {"off", json::array{"2030-01-01"}},
                                            {"worked", json::array{}}};
};

TEST_P(VisibilityTest, NoOperationShowsAnybodyWhatIsNotTheirs) {
  const auto far = [&](const char* role) {
    Caller c = as(role, "");
    c.account.account_id += "-far";  // what an account brought itself is its own
    c.account.division = "620000";
    return c;
  };
  const std::vector<Asking> asking{
      {"viewer", as("viewer", "")},     {"clerk", as("clerk", "U005")},         {"unit_lead", as("unit_lead", "U005")},
      {"leader", as("leader", "")},     {"far viewer", far("viewer")},          {"far leader", far("leader")},
      {"far desk", far("supervision")}, {"supervision", as("supervision", "")}, {"administrator", root_},
      {"nobody", {{}, "test"}}};
  std::size_t asked = 0;
  const auto ask = [&](const Asking& who, const Operation& o) {
    const std::string said = answer(who.caller, o);
    ++asked;
    for (const Marked& m : marked_) {
      if (who.name != "nobody" && m.hidden_from.count(who.name) == 0) continue;
      // A refusal may repeat what the caller sent.
      if (m.words == "hidden-login" && said.rfind("refused ", 0) == 0) continue;
      EXPECT_EQ(said.find(m.words), std::string::npos) << o.name << " shows " << m.what << " to " << who.name << ": " << m.words;
    }
  };
  // The readings of all first: what the desk and the administrator may write changes what there is to read.
  for (const bool reads : {true, false})
    for (const Asking& who : asking)
      for (const Operation& o : Engine::operations())
        if ((o.method == "GET") == reads) ask(who, o);
  EXPECT_EQ(asked, asking.size() * Engine::operations().size());
}

TEST_P(VisibilityTest, WhatIsNotSeenIsNotChanged) {
  Caller far = as("supervision", "");
  far.account.account_id = "a-far", far.account.division = "620000";
  const json::object members{{"campaign_id", known_["campaign_id"]}, {"commitment_ids", known_["commitment_ids"]}};
  EXPECT_EQ(refused(far, "campaigns.join", members), "commitment.unknown");
  EXPECT_EQ(refused(far, "campaigns.leave", members), "commitment.unknown");
  EXPECT_EQ(refused(far, "commitments.change",
                    {{"commitment_id", known_["commitment_id"]}, {"unit", "县住建局"}, {"due_date", "2027-12-30"}}),
            "commitment.unknown")
      << "not even its state is told";
  const json::object rules = ok(desk_, "rules.get").as_object();
  EXPECT_EQ(refused(far, "limits.set", {{"rules", rules.at("limits")}}), "rules.division");
  EXPECT_EQ(refused(far, "tables.undo", {{"import_id", known_["import_id"]}}), "table.no_import");
  EXPECT_EQ(refused(desk_, "tables.undo", {{"import_id", known_["import_id"]}}), "done");
}

TEST_P(VisibilityTest, EveryFileThatGoesOutLeavesALine) {
  known_["form"] = "docx";  // of a notice; where a list has forms, below
  std::size_t files = 0;
  for (const Operation& o : Engine::operations()) {
    if (!o.gives_file) continue;
    json::object request = request_of(o);
    if (o.name == "tables.export") request["kind"] = "units";
    if (request.contains("form") && o.name != "notices.file") request["form"] = "xlsx";
    const auto lines = [&] { return list(root_, "audit.list", json::object{}, "lines").size(); };
    const std::size_t before = lines();
    auto file = engine_->get_file(root_, o.name, json::serialize(request));
    if (!file && (o.name == "documents.file" || o.name.starts_with("figures."))) continue;  // there is none here
    EXPECT_TRUE(file) << o.name << ": " << (file ? "" : file.error().reason);
    EXPECT_GT(lines(), before) << o.name;
    ++files;
  }
  EXPECT_GE(files, 12U);
}

TEST_P(VisibilityTest, ADivisionsDeskAssignsWhatItConfirmed) {
  const auto desk_of = [&](const char* login, const char* division) {
    const json::object made = ok(root_, "accounts.create",
                                 {{"login", login},
                                  {"display_name", ""},
                                  {"role", "supervision"},
                                  {"password", "long enough one"},
                                  {"division", division}})
                                  .as_object();
    Caller c = as("supervision", "");
    c.account.account_id = made.at("account_id").as_string();
    c.account.division = division;
    return c;
  };
  const Caller one = desk_of("desk-one", "620100"), colleague = desk_of("desk-two", "620100"),
               other = desk_of("desk-three", "620200"), above = desk_of("desk-four", "620000");
  const json::object paper =
      ok(one, "papers.paste",
         {{"file_name", "本县.txt"},
          {"text", "2026年6月6日，县长顾砚舟主持召开霁川县政府第30次常务会议。会议要求，县住建局要完成排查。"}})
          .as_object();
  const json::object meeting{{"meeting_id", paper.at("meeting_id")}};
  const json::value directive = list(one, "meetings.get", meeting, "items")
                                    .at(0)
                                    .as_object()
                                    .at("directives")
                                    .as_array()
                                    .at(0)
                                    .as_object()
                                    .at("directive_id");
  const json::object made = ok(one, "directives.confirm", {{"directive_ids", json::array{directive}}}).as_object();
  const json::value id = made.at("commitments").as_array().at(0).as_object().at("commitment_id");
  const auto total = [&](const Caller& who) { return ok(who, "commitments.list").as_object().at("total").as_int64(); };
  EXPECT_EQ(total(one), 1);
  EXPECT_EQ(total(colleague), 1) << "one desk, several people";
  EXPECT_EQ(total(above), 1) << "a city sees its counties";
  EXPECT_EQ(total(other), 0);
  EXPECT_EQ(refused(other, "commitments.get", {{"commitment_id", id}}), "commitment.unknown");
  EXPECT_EQ(refused(colleague, "meetings.get", meeting), "done");
  EXPECT_EQ(refused(other, "meetings.get", meeting), "meeting.unknown");
  const json::object ask{{"commitment_ids", json::array{id}}, {"lead_unit_id", "U004"}, {"due_date", "2027-12-31"}};
  EXPECT_EQ(refused(other, "commitments.assign", ask), "commitment.unknown");
  EXPECT_EQ(refused(colleague, "commitments.assign", ask), "done");
  EXPECT_EQ(total(one), 0) << "a unit of no division of theirs leads it now";
}

TEST_P(VisibilityTest, ANoticeOfSingleMattersIsNotForUnits) {
  const json::object file{{"notice_id", known_["notice_id"]}, {"form", "docx"}};
  EXPECT_TRUE(engine_->get_file(desk_, "notices.file", json::serialize(file)));
  for (const Caller& who : {as("clerk", "U005"), as("unit_lead", "U004")}) {
    EXPECT_EQ(engine_->get_file(who, "notices.file", json::serialize(file)).error().reason, "notice.unknown");
    EXPECT_TRUE(list(who, "notices.list", json::object{}, "notices").empty());
  }
}

TEST_P(VisibilityTest, TheOwnersSeeWhatIsMarked) {
  // The words do stand where they belong: without this the test above would pass on an empty county.
  std::string seen;
  for (const Caller& who : {clerk_, root_, desk_})
    for (const Operation& o : Engine::operations())
      if (o.method == "GET") seen += answer(who, o);
  for (const char* words :
       {"鹮甲", "鹮乙", "鹮丙", "鹮丁", "鹮戊", "鹮己", "鹮庚", "鹮辛", "鹮寅", "鹮癸", "鹮子", "13977770001"})
    EXPECT_NE(seen.find(words), std::string::npos) << words;
}

LUODI_ON_BOTH_STORES(VisibilityTest);

}  // namespace
}  // namespace luodi
