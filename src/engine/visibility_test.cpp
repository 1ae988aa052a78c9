// What must not appear: every operation is asked as every role for things that carry marked words, with requests made from the
// program's own description; no answer and no refusal may hold words that the role is not to see.
#include <map>
#include <set>

#include "engine/supervision_fixture.h"

namespace luodi {
namespace {

/// Marked words, and who must not see them; nobody without an account ever does.
struct Marked {
  std::string words, what;
  std::set<std::string> hidden_from;
};

class VisibilityTest : public SupervisionTest {
 protected:
  void SetUp() override {
    SupervisionTest::SetUp();
    if (IsSkipped()) return;
    const std::set<std::string> strangers{"clerk", "unit_lead"}, outsiders{"viewer"}, masked{"viewer", "leader"},
        all_but_root{"viewer", "clerk", "unit_lead", "supervision", "leader"},
        all_but_desk{"viewer", "clerk", "unit_lead", "leader"},
        all{"viewer", "clerk", "unit_lead", "supervision", "leader", "administrator"};
    supervision(strangers);
    enterprise(outsiders, masked);
    ok(root_, "accounts.create",
       {{"login", "hidden-login"},
        {"display_name", "账号鹮辛"},
        {"role", "clerk"},
        {"password", "Marked-pass-9"},
        {"unit_id", "U004"}});
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
    for (const char* words : {"鹮甲", "鹮乙", "鹮丙", "鹮丁", "鹮戊", "催办鹮己", "文件鹮庚"})
      marked_.push_back({words, "another unit's work", strangers});
  }

  /// An enterprise with a phone and a visit that raised a request.
  void enterprise(const std::set<std::string>& outsiders, const std::set<std::string>& masked) {
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
    ok(clerk_, "visits.record",
       {{"client_id", "client-one"},
        {"enterprise_id", id},
        {"held_on", "2026-03-02"},
        {"record", "走访鹮癸"},
        {"requests", json::array{json::object{{"text", "诉求鹮子"}}}}});
    known_["enterprise_id"] = id, known_["enterprise_ids"] = json::array{id};
    marked_.push_back({"13977770001", "a phone", masked});
    marked_.push_back({"走访鹮癸", "the record of a visit", outsiders});
    marked_.push_back({"诉求鹮子", "what an enterprise asked for", outsiders});
  }

  /// A request with every field that must be there and, of the others, those that name something marked.
  json::object request_of(const Operation& o) const {
    json::object out;
    const json::object& call =
        api_.at("paths").as_object().at(o.path).as_object().at(o.method == "GET" ? "get" : "post").as_object();
    if (const auto* parameters = call.if_contains("parameters"); parameters != nullptr && !o.takes_file)
      for (const json::value& p : parameters->as_array())
        give(std::string(p.as_object().at("name").as_string()), p.as_object().at("required").as_bool(), o, out);
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
  std::string answer(const Caller& who, const Operation& o) {
    const auto told = [](const Error& e) { return "refused " + e.reason + " " + e.where + " " + e.detail; };
    const std::string request = json::serialize(request_of(o));
    if (o.takes_file) {
      auto a = engine_->send_file(who, o.name, "x.csv", "序号,任务\n1,甲\n");
      return a ? *a : told(a.error());
    }
    if (o.gives_file) {
      auto f = engine_->get_file(who, o.name, request);
      return f ? f->name + "\n" + f->bytes : told(f.error());
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
                                            {"notice_id", "n0"},
                                            {"login", "hidden-login"},
                                            {"display_name", ""},
                                            {"role", "viewer"},
                                            {"password", "none of these"},
                                            {"old_password", "x"},
                                            {"new_password", "y"},
                                            {"account_id", "a0"},
                                            {"session_id", "s0"},
                                            {"closed", false},
                                            {"name", "x"},
                                            {"from", "2026-01-01"},
                                            {"campaign_id", "c0"},
                                            {"target", "x"},
                                            {"title", "x"},
                                            {"file_name", "x.csv"},
                                            {"import_id", "i0"},
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
                                            {"visit_id", "V0"},
                                            {"request_id", "V0-1"},
                                            {"result", "x"},
                                            {"changes", true},
                                            {"field", "phone"},
                                            {"tag", "x"},
                                            {"left", "x"},
                                            {"right", "x"},
                                            {"verdict", "no"},
                                            {"setting", "x"},
                                            {"row_a", "x"},
                                            {"row_b", "y"},
                                            {"answer", "no"},
                                            {"material_id", "x"},
                                            {"valid_from", "2026-01-01"},
                                            {"off", json::array{"2030-01-01"}},
                                            {"worked", json::array{}}};
};

TEST_P(VisibilityTest, NoOperationShowsAnybodyWhatIsNotTheirs) {
  const std::vector<Caller> callers{as("viewer", ""), as("clerk", "U005"),   as("unit_lead", "U005"),
                                    as("leader", ""), as("supervision", ""), root_,
                                    {{}, "test"}};
  std::size_t asked = 0;
  for (const Caller& who : callers)
    for (const Operation& o : Engine::operations()) {
      const std::string role = who.account.role.empty() ? "nobody" : who.account.role;
      const bool reads = o.method == "GET";
      // The desk and the administrator may do nearly all: asked of them are the readings, so that nothing changes under way.
      if (!reads && (role == "supervision" || role == "administrator")) continue;
      const std::string said = answer(who, o);
      ++asked;
      for (const Marked& m : marked_) {
        if (role != "nobody" && m.hidden_from.count(role) == 0) continue;
        // A refusal may repeat what the caller sent.
        if (m.words == "hidden-login" && said.rfind("refused ", 0) == 0) continue;
        EXPECT_EQ(said.find(m.words), std::string::npos) << o.name << " shows " << m.what << " to " << role << ": " << m.words;
      }
    }
  EXPECT_GT(asked, 4 * Engine::operations().size());
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
