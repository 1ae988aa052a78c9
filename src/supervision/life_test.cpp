// The diagram of life.h: which acts start where, who may, and each invariant broken once.
#include "supervision/life.h"

#include <gtest/gtest.h>

#include <set>

namespace luodi::supervision {
namespace {

TEST(Life, LeadsFromConfirmedToTheArchive) {
  std::string state = "confirmed";
  for (const auto& [act, to] : {std::pair{"assign", "assigned"},
                                {"accept", "accepted"},
                                {"feedback", "under_way"},
                                {"report", "reported"},
                                {"return", "returned"},
                                {"report", "reported"},
                                {"close", "closed"},
                                {"archive", "archived"},
                                {"reopen", "under_way"}}) {
    const auto t = transition(act, state);
    ASSERT_TRUE(t) << act << " from " << state;
    EXPECT_EQ((*t)->to, to);
    state = std::string((*t)->to);
  }
}

TEST(Life, RefusesActsFromOtherStatesAndNamesThem) {
  const auto wrong = transition("close", "assigned");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::conflict);
  EXPECT_NE(wrong.error().detail.find("assigned"), std::string::npos);
  EXPECT_EQ(transition("fly", "assigned").error().code, ErrorCode::usage);
}

TEST(Life, EveryStateButTheEndsIsLeftByAnAct) {
  std::set<std::string_view> reached{"confirmed"}, left;
  for (const Transition& t : transitions()) {
    if (!t.to.empty() && t.to != "held") reached.insert(t.to);
    left.insert(t.from.begin(), t.from.end());
  }
  for (const std::string_view s : reached) EXPECT_TRUE(left.count(s) != 0) << s << " is never left";
}

TEST(Life, TellsEachSideWhatItMayDo) {
  const auto has = [](const std::vector<std::string>& acts, const char* act) {
    return std::find(acts.begin(), acts.end(), act) != acts.end();
  };
  const auto desk = acts_from("assigned", true, false, false), clerk = acts_from("assigned", false, true, false),
             head = acts_from("assigned", false, true, true);
  EXPECT_TRUE(has(desk, "extend") && has(desk, "slip") && !has(desk, "accept"));
  EXPECT_TRUE(has(clerk, "accept") && !has(clerk, "object") && !has(clerk, "extend"));
  EXPECT_TRUE(has(head, "accept") && has(head, "object"));
  EXPECT_TRUE(acts_from("archived", false, true, true).empty());
}

Standing sound() {
  Standing s;
  s.commitment_id = "2026-00001";
  s.state = "accepted";
  s.lead_unit_id = "U001";
  s.helping_unit_ids = {"U002", "U003"};
  s.has_due_date = true;
  return s;
}

TEST(Invariants, HoldForASoundCommitmentAndNameTheOneThatBreaks) {
  EXPECT_EQ(broken_invariant(sound()), "");
  const auto number = [](const auto& spoil) {
    Standing s = sound();
    spoil(s);
    return broken_invariant(s).substr(0, 1);
  };
  EXPECT_EQ(number([](Standing& s) { s.lead_unit_id.reset(); }), "1");
  EXPECT_EQ(number([](Standing& s) { s.helping_unit_ids.push_back("U001"); }), "1");
  EXPECT_EQ(number([](Standing& s) { s.helping_unit_ids.push_back("U002"); }), "1");
  EXPECT_EQ(number([](Standing& s) { s.has_due_date = false; }), "2");
  EXPECT_EQ(number([](Standing& s) { s.has_due_date = false, s.feedback_days = 7; }), "") << "periodic feedback will do";
  EXPECT_EQ(number([](Standing& s) { s.state = "reported"; }), "3");
  EXPECT_EQ(number([](Standing& s) { s.state = "closed"; }), "3");
  EXPECT_EQ(number([](Standing& s) { s.state = "closed", s.has_parts = s.parts_closed = true; }), "");
  EXPECT_EQ(number([](Standing& s) { s.state = "closed", s.final_report = true; }), "");
  EXPECT_EQ(number([](Standing& s) { s.state = "archived", s.final_report = true, s.has_parts = true; }), "3") << "an open part";
  EXPECT_EQ(number([](Standing& s) { s.state = "suspended"; }), "4");
  EXPECT_EQ(number([](Standing& s) { s.held_state = "assigned"; }), "4");
  EXPECT_EQ(number([](Standing& s) { s.state = "suspended", s.held_state = "closed"; }), "4");
  EXPECT_EQ(number([](Standing& s) { s.state = "decomposed", s.held_state = "assigned"; }), "") << "it can be taken back";
  EXPECT_EQ(number([](Standing& s) { s.state = "merged"; }), "5");
  EXPECT_EQ(number([](Standing& s) { s.merged_into = "2026-00002"; }), "5");
  EXPECT_EQ(number([](Standing& s) { s.state = "merged", s.merged_into = s.commitment_id; }), "5");
  EXPECT_EQ(number([](Standing& s) { s.progress = 101; }), "6");
}

}  // namespace
}  // namespace luodi::supervision
