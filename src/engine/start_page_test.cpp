// The start page's lists through the engine's door on both stores: the list behind each of them counts the same, work is named
// once, and who helps knows of it.
#include "engine/supervision_fixture.h"

namespace luodi {
namespace {

class StartPageTest : public SupervisionTest {
 protected:
  json::object lists(const Caller& who) {
    json::object out;
    for (const json::value& l : list(who, "today", json::object{}, "lists")) out[l.as_object().at("kind").as_string()] = l;
    return out;
  }
  std::vector<std::string> ids_of(const json::array& rows) {
    std::vector<std::string> out;
    for (const json::value& r : rows) out.emplace_back(r.as_object().at("commitment_id").as_string());
    return out;
  }
  std::vector<std::string> shown(const Caller& who, const char* kind) {
    const json::object all = lists(who);
    return all.contains(kind) ? ids_of(all.at(kind).as_object().at("commitments").as_array()) : std::vector<std::string>{};
  }
  std::vector<std::string> parts(const std::string& whole) { return ids_of(story(whole).at("parts").as_array()); }
  void decompose(const std::string& id) {
    ok(desk_, "commitments.decompose",
       {{"commitment_id", id}, {"parts", json::array{json::object{{"text", "甲"}}, json::object{{"text", "乙"}}}}});
  }
  std::int64_t total(const Caller& who, const json::object& request) {
    return ok(who, "commitments.list", request).as_object().at("total").as_int64();
  }
};

TEST_P(StartPageTest, LeadsToListsThatCountTheSame) {
  assign(ids_[0], "U004", today(3).c_str());
  assign(ids_[1], "U004", today(5).c_str());
  refused(clerk_, "commitments.accept", act(ids_[1]));
  assign(ids_[2], "U005", today(6).c_str());
  ok(desk_, "commitments.change", {{"commitment_id", ids_[3]}, {"due_date", today(2)}});
  refused(desk_, "commitments.carry", act(ids_[4]));
  refused(desk_, "commitments.suspend", act(ids_[0]));
  for (int i = 0; i < 2; ++i) {
    for (const Caller& who : {desk_, clerk_, head_, other_, as("leader", ""), as("viewer", "")}) {
      for (const auto& [kind, of] : lists(who)) {
        const json::object& l = of.as_object();
        EXPECT_EQ(total(who, {{"worklist", kind}}), l.at("total").as_int64()) << who.account.role << " " << kind;
        EXPECT_EQ(
            ids_of(list(who, "commitments.list", {{"worklist", kind}, {"order", "due_date"}, {"descending", 0}}, "commitments"))
                .size(),
            static_cast<std::size_t>(l.at("total").as_int64()));
      }
    }
    days_pass(10);
  }
  EXPECT_EQ(shown(desk_, "to_assign").size(), 3U) << "late or carried over: it still waits for its assignment";
  EXPECT_EQ(lists(desk_).at("to_assign").as_object().at("late").as_int64(), 3);
  EXPECT_EQ(total(desk_, {{"worklist", "overdue"}, {"light", "green"}}), 0);
  EXPECT_EQ(refused(desk_, "commitments.list", {{"worklist", "nothing"}}), "list.worklist");
  EXPECT_EQ(total(desk_, {{"worklist", "overdue"}, {"as_of", today(-20)}}), 0) << "on that day nothing was late";
}

TEST_P(StartPageTest, NamesLateWorkOnce) {
  assign(ids_[0], "U004", today(2).c_str());
  decompose(ids_[0]);
  const std::vector<std::string> two = parts(ids_[0]);
  ASSERT_EQ(two.size(), 2U);
  assign(two[0], "U004", today(3).c_str());
  assign(two[1], "U005", today(20).c_str());
  days_pass(4);  // before the first feedback of the other part
  EXPECT_EQ(shown(desk_, "overdue"), std::vector<std::string>{two[0]}) << "the whole is late by this part";
  refused(clerk_, "commitments.accept", act(two[0]));
  ASSERT_EQ(report(two[0], true), "done");
  ok(desk_, "commitments.close", act(two[0]));
  EXPECT_EQ(shown(desk_, "overdue"), std::vector<std::string>{ids_[0]}) << "no part is late, the whole is";
}

TEST_P(StartPageTest, TellsWhoHelpsApartFromWhoLeads) {
  ok(desk_, "commitments.assign",
     {{"commitment_ids", {ids_[0]}}, {"lead_unit_id", "U004"}, {"helping_unit_ids", {"U005"}}, {"due_date", today(3)}});
  EXPECT_EQ(shown(other_, "helping"), std::vector<std::string>{ids_[0]});
  EXPECT_EQ(lists(other_).size(), 1U);
  EXPECT_EQ(shown(clerk_, "helping").size(), 0U);
  days_pass(5);
  EXPECT_EQ(lists(other_).at("helping").as_object().at("late").as_int64(), 1);
  EXPECT_EQ(shown(other_, "overdue").size(), 0U) << "the lead is asked for it";
  refused(clerk_, "commitments.accept", act(ids_[0]));
  ASSERT_EQ(report(ids_[0], true), "done");
  ok(desk_, "commitments.close", act(ids_[0]));
  EXPECT_EQ(lists(other_).size(), 0U);
}

TEST_P(StartPageTest, TellsAWholeByWhatItsPartsReport) {
  assign(ids_[0], "U004");
  decompose(ids_[0]);
  const std::vector<std::string> two = parts(ids_[0]);
  assign(two[0], "U004");
  assign(two[1], "U005");
  refused(clerk_, "commitments.accept", act(two[0]));
  ASSERT_EQ(report(two[0], false), "done");
  const json::array told = story(ids_[0]).at("reports").as_array();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].as_object().at("commitment_id").as_string(), two[0]);
  // U005 leads a part; it sees that, and nothing of its sister.
  EXPECT_EQ(refused(other_, "commitments.get", {{"commitment_id", two[0]}}), "commitment.unknown");
}

TEST_P(StartPageTest, TellsAVoidedSlipAmongTheSteps) {
  assign(ids_[0]);
  const json::object sent = ok(desk_, "commitments.slip", {{"commitment_ids", {ids_[0]}}, {"kind", "blue"}}).as_object();
  const json::object slip = story(ids_[0]).at("slips").as_array().at(0).as_object();
  ok(desk_, "slips.void", {{"slip_id", slip.at("slip_id")}, {"reason", "发错了"}});
  const json::object last = story(ids_[0]).at("steps").as_array().back().as_object();
  EXPECT_EQ(last.at("act").as_string(), "void_slip");
  EXPECT_EQ(last.at("state").as_string(), "assigned");
  EXPECT_EQ(last.at("text").as_string(), std::string(slip.at("number").as_string()) + "：发错了");
}

TEST_P(StartPageTest, SaysOnAMeetingsPageHowFarEachCommitmentIs) {
  assign(ids_[0]);
  json::object by_id;
  for (const json::value& item : list(desk_, "meetings.get", {{"meeting_id", meeting_}}, "items"))
    for (const json::value& d : item.as_object().at("directives").as_array())
      if (!d.as_object().at("commitment_id").is_null())
        by_id[d.as_object().at("commitment_id").as_string()] = d.as_object().at("commitment_state");
  EXPECT_EQ(by_id.at(ids_[0]).as_string(), "assigned");
  EXPECT_EQ(by_id.at(ids_[1]).as_string(), "confirmed");
}

LUODI_ON_BOTH_STORES(StartPageTest);

}  // namespace
}  // namespace luodi
