// Limits and light rules through the engine's door, on both stores: until when something is assigned and first reported, and
// what becomes of a county's own rules.
#include "base/working_days.h"
#include "engine/supervision_fixture.h"

namespace luodi {
namespace {

class LimitsTest : public SupervisionTest {};

TEST_P(LimitsTest, AsksForAFirstFeedbackByItsLimit) {
  const std::string& id = ids_[0];
  const auto view = [&] { return story(id).at("commitment").as_object(); };
  ASSERT_EQ(assign(id), "done");
  const json::object assigned = view();
  const std::string on(assigned.at("assigned_on").as_string()), by(assigned.at("next_feedback").as_string());
  const auto expected = add_working_days(*Date::parse(on), 5);
  ASSERT_TRUE(expected);
  EXPECT_EQ(by, expected->iso());
  EXPECT_NE(std::string(assigned.at("feedback_reason").as_string()).find("5个工作日"), std::string::npos) << "the rule shows";
  ASSERT_EQ(refused(clerk_, "commitments.accept", {{"commitment_ids", {id}}}), "done");
  EXPECT_EQ(view().at("next_feedback").as_string(), by) << "taking it is no feedback";
  ASSERT_EQ(report(id, false), "done");
  EXPECT_TRUE(view().at("next_feedback").is_null()) << "the first was given, and none is asked for periodically";
  EXPECT_TRUE(view().at("feedback_reason").is_null());
  // A period that ends before the limit gives the day; a longer one comes after the first feedback.
  ok(desk_, "commitments.assign",
     {{"commitment_ids", {ids_[1]}}, {"lead_unit_id", "U004"}, {"due_date", "2027-12-31"}, {"feedback_days", 2}});
  const json::object often = story(ids_[1]).at("commitment").as_object();
  EXPECT_EQ(often.at("next_feedback").as_string(), Date::parse(on)->plus_days(2).iso());
  EXPECT_TRUE(often.at("feedback_reason").is_null());
  ok(desk_, "commitments.assign",
     {{"commitment_ids", {ids_[2]}}, {"lead_unit_id", "U004"}, {"due_date", "2027-12-31"}, {"feedback_days", 90}});
  EXPECT_EQ(story(ids_[2]).at("commitment").as_object().at("next_feedback").as_string(), by);
  ASSERT_EQ(refused(clerk_, "commitments.accept", {{"commitment_ids", {ids_[2]}}}), "done");
  ASSERT_EQ(report(ids_[2], false), "done");
  EXPECT_EQ(story(ids_[2]).at("commitment").as_object().at("next_feedback").as_string(), Date::parse(on)->plus_days(90).iso());
  ASSERT_EQ(refused(desk_, "commitments.recall", act(ids_[1])), "done");
  EXPECT_TRUE(story(ids_[1]).at("commitment").as_object().at("next_feedback").is_null());
}

TEST_P(LimitsTest, SaysUntilWhenARequirementIsToBeAssigned) {
  const auto to_assign = [&] {
    for (const json::value& l : list(desk_, "today", json::object{}, "lists"))
      if (l.as_object().at("kind") == "to_assign") return l.as_object();
    return json::object{};
  };
  const std::int64_t late_before = to_assign().at("late").as_int64();
  const json::object fresh = story(ids_[0]).at("commitment").as_object();
  ASSERT_TRUE(fresh.at("assign_by").is_string());
  EXPECT_NE(std::string(fresh.at("assign_reason").as_string()).find("3个工作日"), std::string::npos);
  // Minutes that say when they were issued: three working days from there; here they are long over.
  const std::string minutes =
      "霁川县人民政府常务会议纪要\n2026年3月11日，县长顾砚舟主持召开县政府2026年第5次常务会议。\n会议听取了县工信局关于企业培育情"
      "况的"
      "汇报。会议要求，县工信局要逐户上门服务，12月底前完成申报。\n霁川县人民政府办公室 2026年3月13日印发\n";
  const auto answer = json::parse(engine_->import_file(desk_, "纪要.txt", minutes).value()).as_object();
  const json::array items = list(desk_, "meetings.get", {{"meeting_id", answer.at("meeting_id")}}, "items");
  const json::value directive = items.at(0).as_object().at("directives").as_array().at(0).as_object().at("directive_id");
  const json::object made = ok(desk_, "directives.confirm", {{"directive_ids", json::array{directive}}}).as_object();
  const json::object k = made.at("commitments").as_array().at(0).as_object();
  EXPECT_EQ(k.at("assign_by").as_string(), add_working_days(Date{2026, 3, 13}, 3)->iso());
  EXPECT_NE(std::string(k.at("assign_reason").as_string()).find("自印发之日2026-03-13"), std::string::npos);
  EXPECT_EQ(to_assign().at("late").as_int64(), late_before + 1);
  EXPECT_EQ(to_assign().at("commitments").as_array().at(0).as_object().at("commitment_id"), k.at("commitment_id"))
      << "what is longest over stands first";
  EXPECT_EQ(refused(desk_, "commitments.change", {{"commitment_id", k.at("commitment_id")}, {"due_date", "9999-01-01"}}),
            "due.far");
  EXPECT_EQ(refused(desk_, "commitments.change", {{"commitment_id", k.at("commitment_id")}, {"due_date", "1026-01-01"}}),
            "due.far");
}

TEST_P(LimitsTest, KeepsRulesThatSayWhatTheyAre) {
  json::object rules = ok(desk_, "rules.get").as_object();
  json::array limits = rules.at("limits").as_array(), lights = rules.at("lights").as_array();
  for (json::value& v : limits)
    if (v.as_object().at("limit_id") == "minutes_item") v.as_object()["amount"] = 25;
  ok(desk_, "limits.set", {{"rules", limits}});
  ok(desk_, "commitments.assign", {{"commitment_ids", {ids_[0]}}, {"lead_unit_id", "U004"}, {"limit_id", "minutes_item"}});
  const std::string reason(story(ids_[0]).at("commitment").as_object().at("due_reason").as_string());
  EXPECT_NE(reason.find("25日（本县设置；预设依据：市级督查办法"), std::string::npos) << reason;
  limits.erase(limits.begin() + 3);
  EXPECT_EQ(refused(desk_, "limits.set", {{"rules", limits}}), "rules.missing");
  for (json::value& v : lights)
    if (v.as_object().at("rule_id") == "due_soon") v.as_object()["to"] = 8;
  ok(desk_, "lights.set", {{"rules", lights}});
  EXPECT_NE(json::serialize(ok(desk_, "rules.get")).find("距到期不足8天"), std::string::npos);
  lights.push_back({{"rule_id", "again"},
                    {"light", "red"},
                    {"measure", "days_left"},
                    {"from", 2},
                    {"to", nullptr},
                    {"name", "重复"},
                    {"source", ""}});
  EXPECT_EQ(refused(desk_, "lights.set", {{"rules", lights}}), "rules.overlap");
}

TEST_P(LimitsTest, NamesASlipRuleByItsOwnNumber) {
  json::array slips = ok(desk_, "rules.get").as_object().at("slips").as_array();
  const json::value before = slips.at(2).as_object().at("name");
  for (json::value& v : slips)
    if (v.as_object().at("rule_id") == "supervise") v.as_object()["days_late"] = 15;
  ok(desk_, "slips.set", {{"rules", slips}});
  json::array after = ok(desk_, "rules.get").as_object().at("slips").as_array();
  EXPECT_EQ(after.at(2).as_object().at("name").as_string(), "超期15天发红单");
  EXPECT_EQ(after.at(2).as_object().at("source").as_string().find("本县设置"), 0U);
  after.at(2).as_object()["days_late"] = 10;
  ok(desk_, "slips.set", {{"rules", after}});
  EXPECT_EQ(ok(desk_, "rules.get").as_object().at("slips").as_array().at(2).as_object().at("name"), before);
}

TEST_P(LimitsTest, KeepsTheFormerLimitUntilTheNewOneIsValid) {
  json::array limits = ok(desk_, "rules.get").as_object().at("limits").as_array();
  for (json::value& v : limits)
    if (v.as_object().at("limit_id") == "minutes_item") v.as_object()["amount"] = 25, v.as_object()["valid_from"] = today(10);
  ok(desk_, "limits.set", {{"rules", limits}});
  const auto due = [&](const std::string& id) {
    ok(desk_, "commitments.assign", {{"commitment_ids", {id}}, {"lead_unit_id", "U004"}, {"limit_id", "minutes_item"}});
    return std::string(story(id).at("commitment").as_object().at("due_date").as_string());
  };
  EXPECT_EQ(due(ids_[0]), today(20)) << "not valid yet";
  days_pass(9);
  EXPECT_EQ(due(ids_[1]), today(20)) << "the last day of the former one";
  days_pass(1);
  EXPECT_EQ(due(ids_[2]), today(25));
}

/// A change that is put off again does not come to life in between; a year without its holidays is counted by the week.
TEST_P(LimitsTest, CountsByWhatWasInForceWhenALimitWasPutOff) {
  json::array limits = ok(desk_, "rules.get").as_object().at("limits").as_array();
  const auto set = [&](int from, int amount) {
    for (json::value& v : limits)
      if (v.as_object().at("limit_id") == "minutes_item")
        v.as_object()["amount"] = amount, v.as_object()["valid_from"] = today(from);
    ok(desk_, "limits.set", {{"rules", limits}});
  };
  set(5, 25);
  days_pass(1);
  set(60, 25);  // put off
  days_pass(10);
  ok(desk_, "commitments.assign", {{"commitment_ids", {ids_[0]}}, {"lead_unit_id", "U004"}, {"limit_id", "minutes_item"}});
  EXPECT_EQ(story(ids_[0]).at("commitment").as_object().at("due_date").as_string(), today(20));
  days_pass(365 * 20);
  ok(desk_, "commitments.assign", {{"commitment_ids", {ids_[1]}}, {"lead_unit_id", "U004"}, {"limit_id", "minutes_item"}});
  const json::object k = story(ids_[1]).at("commitment").as_object();
  EXPECT_FALSE(k.at("objection_until").is_null()) << "an objection ends in every year";
  EXPECT_NE(std::string(k.at("feedback_reason").as_string()).find("放假安排尚未导入"), std::string::npos)
      << "and says how it was counted";
}

TEST_P(LimitsTest, SetsRulesThatLaterDaysFollow) {
  json::object rules = ok(desk_, "rules.get").as_object();
  json::array lights = rules.at("lights").as_array();
  assign(ids_[0], "U004", "2027-12-31");
  EXPECT_EQ(story(ids_[0]).at("light").as_object().at("light"), "green");
  for (json::value& r : lights)
    if (r.as_object().at("rule_id") == "due_soon") r.as_object()["to"] = 100000;
  ok(desk_, "lights.set", {{"rules", lights}});
  EXPECT_EQ(story(ids_[0]).at("light").as_object().at("light"), "yellow");
  lights[0].as_object()["light"] = "pink";
  EXPECT_EQ(refused(desk_, "lights.set", {{"rules", lights}}), "rules.light");
  EXPECT_EQ(refused(as("leader", ""), "lights.set", {{"rules", lights}}), "access.not_allowed");
}

LUODI_ON_BOTH_STORES(LimitsTest);

}  // namespace
}  // namespace luodi
