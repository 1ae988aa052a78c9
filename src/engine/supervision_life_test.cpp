// What becomes of commitments that are merged, divided, carried over, returned or assigned again, through the engine's door on
// both stores: nothing is lost, and a whole is what its parts are.
#include "engine/supervision_fixture.h"

namespace luodi {
namespace {

class SupervisionLifeTest : public SupervisionTest {};

/// What is merged into a commitment lives by it: it is not withdrawn, and no whole closes over a part that nobody does.
TEST_P(SupervisionLifeTest, AReviewThatTakesTimeTurnsNoLight) {
  ASSERT_EQ(assign(ids_[0], "U004", today(5).c_str()), "done");
  ASSERT_EQ(refused(clerk_, "commitments.accept", act(ids_[0])), "done");
  days_pass(5);
  ASSERT_EQ(report(ids_[0], true), "done");
  const std::string handed_in = today();
  const auto shown = [&] {
    for (const json::value& v : list(desk_, "commitments.list", json::object{}, "commitments"))
      if (v.as_object().at("commitment_id").as_string() == ids_[0]) return v.as_object();
    return json::object{};
  };
  const auto red = [&] { return ok(desk_, "commitments.list", {{"light", "red"}}).as_object().at("total").as_int64(); };
  const std::int64_t red_before = red();
  days_pass(30);
  EXPECT_EQ(shown().at("light").as_string(), "green") << "it was handed in on its day";
  EXPECT_EQ(shown().at("reported_on").as_string(), handed_in);
  EXPECT_EQ(story(ids_[0]).at("light").as_object().at("light").as_string(), "green");
  EXPECT_EQ(red(), red_before);
  ok(desk_, "commitments.add_helper", {{"commitment_ids", {ids_[0]}}, {"unit_id", "U005"}});
  EXPECT_EQ(shown().at("reported_on").as_string(), handed_in) << "another act does not hand it in again";
  ASSERT_EQ(refused(desk_, "commitments.return", act(ids_[0], "缺验收表")), "done");
  EXPECT_EQ(shown().at("light").as_string(), "red") << "the unit has it again, after its day";
  EXPECT_TRUE(shown().at("reported_on").is_null());
}

TEST_P(SupervisionLifeTest, LosesNothingThatIsMerged) {
  const auto merge = [&](const std::string& id, const std::string& into) {
    return refused(desk_, "commitments.merge", {{"commitment_ids", {id}}, {"into", into}});
  };
  const auto directive = [&](const std::string& id) { return story(id).at("commitment").as_object().at("directive_id"); };
  ASSERT_EQ(merge(ids_[0], ids_[1]), "done");
  EXPECT_EQ(refused(desk_, "directives.undo", {{"directive_ids", json::array{directive(ids_[1])}}}), "undo.merged_into");
  EXPECT_EQ(state(ids_[1]), "confirmed");
  ok(desk_, "commitments.decompose",
     {{"commitment_id", ids_[2]}, {"parts", json::array{json::object{{"text", "甲"}}, json::object{{"text", "乙"}}}}});
  const json::object whole = story(ids_[2]);
  const std::string first(whole.at("parts").as_array().at(0).as_object().at("commitment_id").as_string()),
      second(whole.at("parts").as_array().at(1).as_object().at("commitment_id").as_string());
  EXPECT_EQ(merge(first, ids_[2]), "merge.whole");
  EXPECT_EQ(merge(first, ids_[3]), "merge.part");
  EXPECT_EQ(merge(ids_[3], ids_[2]), "merge.whole");
  ASSERT_EQ(merge(ids_[3], first), "done");
  EXPECT_EQ(refused(desk_, "commitments.recompose", act(ids_[2])), "undo.merged_into");
  EXPECT_EQ(merge(second, first), "done") << "the same whole's";
}

/// A carried matter is done anew; who helps has nothing to accept.
TEST_P(SupervisionLifeTest, StartsACarriedMatterAnewAndAsksTheLeadAlone) {
  ok(desk_, "commitments.assign",
     {{"commitment_ids", {ids_[0]}}, {"lead_unit_id", "U004"}, {"helping_unit_ids", {"U005"}}, {"due_date", "2027-12-31"}});
  const auto waits = [&](const Caller& who) {
    std::int64_t n = 0;
    for (const json::value& l : list(who, "today", json::object{}, "lists"))
      if (l.as_object().at("kind") == "to_accept") n = l.as_object().at("total").as_int64();
    return n;
  };
  EXPECT_EQ(waits(clerk_), 1);
  EXPECT_EQ(waits(other_), 0) << "it helps";
  ok(clerk_, "commitments.accept", {{"commitment_ids", {ids_[0]}}});
  ASSERT_EQ(report(ids_[0], true), "done");
  ASSERT_EQ(refused(desk_, "commitments.carry", act(ids_[0])), "done");
  EXPECT_TRUE(story(ids_[0]).at("commitment").as_object().at("progress").is_null()) << "nothing was reported on the way";
  ASSERT_EQ(assign(ids_[0]), "done");
  EXPECT_TRUE(story(ids_[0]).at("commitment").as_object().at("progress").is_null());
}

TEST_P(SupervisionLifeTest, SuspendsMergesCarriesExtendsAndDecomposes) {
  for (const std::string& id : ids_) EXPECT_EQ(assign(id), "done");
  EXPECT_EQ(refused(desk_, "commitments.suspend", act(ids_[0])), "done");
  EXPECT_EQ(refused(desk_, "commitments.resume", {{"commitment_ids", {ids_[0]}}}), "done");
  EXPECT_EQ(state(ids_[0]), "assigned");
  EXPECT_EQ(refused(desk_, "commitments.merge", {{"commitment_ids", {ids_[1]}}, {"into", ids_[0]}}), "done");
  EXPECT_EQ(refused(desk_, "commitments.merge", {{"commitment_ids", {ids_[2]}}, {"into", ids_[1]}}), "merge.not_open");
  EXPECT_EQ(refused(desk_, "commitments.unmerge", {{"commitment_ids", {ids_[1]}}}), "done");
  EXPECT_EQ(state(ids_[1]), "assigned") << "as it was before the merge";
  EXPECT_TRUE(story(ids_[1]).at("commitment").as_object().at("merged_into").is_null());
  EXPECT_EQ(refused(desk_, "commitments.unmerge", {{"commitment_ids", {ids_[1]}}}), "commitment.wrong_state");
  EXPECT_EQ(
      refused(desk_, "commitments.decompose", {{"commitment_id", ids_[1]}, {"parts", {{{"text", "甲"}}, {{"text", "乙"}}}}}),
      "done");
  const std::string mistaken(story(ids_[1]).at("parts").as_array().at(0).as_object().at("commitment_id").as_string());
  EXPECT_EQ(assign(mistaken), "done");
  EXPECT_EQ(refused(desk_, "commitments.recompose", {{"commitment_ids", {ids_[1]}}}), "recompose.parts");
  EXPECT_EQ(refused(desk_, "commitments.recall", act(mistaken)), "done");
  EXPECT_EQ(refused(desk_, "commitments.recompose", {{"commitment_ids", {ids_[1]}}}), "done");
  EXPECT_EQ(state(ids_[1]), "assigned");
  EXPECT_TRUE(story(ids_[1]).at("parts").as_array().empty());
  EXPECT_EQ(state(mistaken), "withdrawn") << "nothing is deleted";
  EXPECT_EQ(refused(desk_, "commitments.carry", act(ids_[2])), "done");
  EXPECT_EQ(assign(ids_[2], "U005"), "done") << "carried over, it is assigned anew";
  EXPECT_EQ(refused(desk_, "commitments.extend", {{"commitment_ids", {ids_[3]}}, {"due_date", "2027-01-01"}, {"text", "雨"}}),
            "extend.earlier");
  EXPECT_EQ(
      refused(desk_, "commitments.extend", {{"commitment_ids", {ids_[3]}}, {"due_date", "2028-03-31"}, {"text", "雨季停工"}}),
      "done");
  EXPECT_EQ(
      refused(desk_, "commitments.decompose",
              {{"commitment_id", ids_[4]}, {"parts", {{{"text", "摸底"}}, {{"text", "建账"}, {"due_date", "2027-06-30"}}}}}),
      "done");
  const json::array parts = story(ids_[4]).at("parts").as_array();
  ASSERT_EQ(parts.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string part(parts[i].as_object().at("commitment_id").as_string());
    EXPECT_EQ(assign(part), "done");
    EXPECT_EQ(refused(clerk_, "commitments.accept", {{"commitment_ids", {part}}}), "done");
    EXPECT_EQ(report(part, true), "done");
    EXPECT_EQ(refused(desk_, "commitments.close", {{"commitment_ids", {part}}}), "done");
    EXPECT_EQ(state(ids_[4]), i == 0 ? "decomposed" : "closed");
  }
  EXPECT_EQ(story(ids_[4]).at("commitment").as_object().at("progress").as_int64(), 100);
}

TEST_P(SupervisionLifeTest, KeepsAWholeWhatItsPartsAre) {
  const json::value parts{json::object{{"text", "摸底"}, {"unit", nullptr}, {"due_date", nullptr}},
                          json::object{{"text", "申报"}, {"unit", nullptr}, {"due_date", nullptr}}};
  assign(ids_[0]);
  ok(clerk_, "commitments.accept", act(ids_[0]));
  ok(desk_, "commitments.decompose", {{"commitment_id", ids_[0]}, {"parts", parts}});
  std::vector<std::string> made;
  const json::object whole = story(ids_[0]);
  for (const json::value& part : whole.at("parts").as_array())
    made.emplace_back(part.as_object().at("commitment_id").as_string());
  ASSERT_EQ(made.size(), 2U);
  for (const std::string& part : made) {
    ASSERT_EQ(assign(part), "done");
    ok(clerk_, "commitments.accept", act(part));
    ASSERT_EQ(report(part, true), "done");
    ok(desk_, "commitments.close", act(part));
  }
  EXPECT_EQ(state(ids_[0]), "closed") << "with the last of its parts";
  EXPECT_EQ(refused(desk_, "commitments.reopen", act(ids_[0])), "commitment.reopen_part")
      << "reopened by itself, it could be closed again while a part is open";
  EXPECT_EQ(json::serialize(story(ids_[0]).at("acts")), "[\"archive\"]") << "nothing that would be refused is offered";
  for (const std::string& part : made) ok(desk_, "commitments.archive", act(part));
  ok(desk_, "commitments.archive", act(ids_[0]));
  EXPECT_EQ(state(ids_[0]), "archived");
  ok(desk_, "commitments.reopen", act(made[1]));
  EXPECT_EQ(state(ids_[0]), "decomposed") << "no archive holds a whole with an open part";
}

/// Parts of parts: what closes or opens below is followed all the way up.
TEST_P(SupervisionLifeTest, CountsTheSameInListsCampaignsNoticesAndOnTheStartPage) {
  const json::value parts{json::object{{"text", "摸底"}, {"unit", nullptr}, {"due_date", nullptr}},
                          json::object{{"text", "申报"}, {"unit", nullptr}, {"due_date", nullptr}}};
  for (const std::string& id : ids_) ASSERT_EQ(assign(id), "done");
  ok(clerk_, "commitments.accept", act(ids_[0]));
  ok(desk_, "commitments.decompose", {{"commitment_id", ids_[0]}, {"parts", parts}});
  ok(desk_, "commitments.merge", {{"commitment_ids", {ids_[1]}}, {"into", ids_[2]}});
  json::array all;
  const json::object shown = ok(desk_, "commitments.list").as_object();
  for (const json::value& k : shown.at("commitments").as_array()) all.push_back(k.as_object().at("commitment_id"));
  EXPECT_EQ(shown.at("total").as_int64(), 8) << "six, and two parts";
  EXPECT_EQ(shown.at("counted").as_int64(), 5) << "six without the one that was merged";
  const json::value campaign = ok(desk_, "campaigns.set", {{"name", "专项"}, {"valid_from", "2026-01-01"}, {"valid_to", nullptr}})
                                   .as_object()
                                   .at("campaign_id");
  const auto in_campaign = [&] {
    return list(desk_, "campaigns.list", json::object{}, "campaigns").at(0).as_object().at("total").as_int64();
  };
  ok(desk_, "campaigns.join", {{"campaign_id", campaign}, {"commitment_ids", all}});
  EXPECT_EQ(in_campaign(), 5);
  EXPECT_EQ(ok(desk_, "notices.draft", {{"meeting_id", meeting_}}).as_object().at("total").as_int64(), 5);
  EXPECT_EQ(list(as("leader", ""), "today", json::object{}, "meetings").at(0).as_object().at("total").as_int64(), 5);
  ok(desk_, "campaigns.leave", {{"campaign_id", campaign}, {"commitment_ids", json::array{ids_[0]}}});
  EXPECT_EQ(in_campaign(), 6) << "without their whole the two parts count by themselves";
}

/// What was found by trying the screens: the form sends back the sentence's own day, past as it is; a whole that was assigned has
/// its date extended, not changed; nothing goes into itself, nor is carried over twice.
TEST_P(SupervisionLifeTest, RefusesAndLetsThroughAsTheScreensOffer) {
  ok(desk_, "commitments.change", {{"commitment_id", ids_[0]}, {"due_date", today(5)}});
  days_pass(9);
  EXPECT_EQ(assign(ids_[0], "U004", today(-4).c_str()), "done") << "the day that the form shows, sent back as it was";
  EXPECT_EQ(assign(ids_[1], "U004", today(-4).c_str()), "due.past");
  EXPECT_EQ(assign(ids_[1]), "done");
  ok(clerk_, "commitments.accept", act(ids_[1]));
  const json::value parts{json::object{{"text", "第一部分"}, {"unit", nullptr}, {"due_date", nullptr}},
                          json::object{{"text", "第二部分"}, {"unit", nullptr}, {"due_date", nullptr}}};
  ok(desk_, "commitments.decompose", {{"commitment_id", ids_[1]}, {"parts", parts}});
  EXPECT_EQ(refused(desk_, "commitments.change", {{"commitment_id", ids_[1]}, {"due_date", today(-30)}}), "commitment.moved_on");
  ok(desk_, "commitments.decompose", {{"commitment_id", ids_[2]}, {"parts", parts}});
  EXPECT_EQ(refused(desk_, "commitments.change", {{"commitment_id", ids_[2]}, {"due_date", today(30)}}), "done")
      << "what nobody was assigned yet is only proposed";
  EXPECT_EQ(refused(desk_, "commitments.merge", {{"commitment_ids", {ids_[3]}}, {"into", ids_[3]}}), "merge.itself");
  ASSERT_EQ(refused(desk_, "commitments.carry", act(ids_[4])), "done");
  EXPECT_NE(refused(desk_, "commitments.carry", act(ids_[4])), "done");
  EXPECT_EQ(json::serialize(story(ids_[4]).at("acts")).find("carry"), std::string::npos);
  // A typed part stands beside the paper's words, not in them; steps say to whom and until when.
  const json::object part = ok(desk_, "commitments.get",
                               {{"commitment_id", story(ids_[1]).at("parts").as_array().at(0).as_object().at("commitment_id")}})
                                .as_object();
  EXPECT_EQ(part.at("sentence_text").as_string().find("第一部分"), std::string::npos);
  EXPECT_FALSE(part.at("sentence_text").as_string().empty());
  const json::array steps = story(ids_[1]).at("steps").as_array();
  EXPECT_EQ(std::count_if(steps.begin(), steps.end(),
                          [](const json::value& s) {
                            return s.as_object().at("act") == "assign" && s.as_object().at("unit").is_string() &&
                                   s.as_object().at("due_date").is_string();
                          }),
            1);
  EXPECT_EQ(engine_->send_file(clerk_, "evidence.keep", "空.txt", "").error().reason, "evidence.empty");
}

TEST_P(SupervisionLifeTest, AssignsManyEachToTheUnitsItsSentenceNames) {
  ok(desk_, "commitments.change", {{"commitment_id", ids_[0]}, {"unit", "县工信局、县商务局"}});
  ok(desk_, "commitments.change", {{"commitment_id", ids_[1]}, {"unit", "县住建局"}});
  ok(desk_, "commitments.change", {{"commitment_id", ids_[2]}, {"unit", "没有的局"}});
  const json::object ask{{"commitment_ids", {ids_[0], ids_[1], ids_[2]}}, {"lead_unit_id", ""}};
  json::object look = ask;
  look["preview"] = true;
  const json::object seen = ok(desk_, "commitments.assign", look).as_object();
  ASSERT_EQ(seen.at("refused").as_array().size(), 1U) << json::serialize(seen);
  EXPECT_EQ(seen.at("refused").as_array().at(0).as_object().at("reason").as_string(), "assign.no_proposal");
  ok(desk_, "commitments.assign", {{"commitment_ids", {ids_[0], ids_[1]}}, {"lead_unit_id", ""}});
  const json::object first = story(ids_[0]).at("commitment").as_object(), second = story(ids_[1]).at("commitment").as_object();
  EXPECT_EQ(first.at("unit").as_string(), "县工信局");
  EXPECT_EQ(json::serialize(first.at("helping_units")), "[\"县商务局\"]");
  EXPECT_EQ(second.at("unit").as_string(), "县住建局");
}

TEST_P(SupervisionLifeTest, FollowsPartsOfParts) {
  const auto decompose = [&](const std::string& id) {
    ok(desk_, "commitments.decompose",
       {{"commitment_id", id}, {"parts", json::array{json::object{{"text", "甲"}}, json::object{{"text", "乙"}}}}});
    std::vector<std::string> out;
    const json::object whole = story(id);
    for (const json::value& part : whole.at("parts").as_array())
      out.emplace_back(part.as_object().at("commitment_id").as_string());
    return out;
  };
  const auto close = [&](const std::string& id) {
    ASSERT_EQ(assign(id), "done");
    ok(clerk_, "commitments.accept", act(id));
    ASSERT_EQ(report(id, true), "done");
    ok(desk_, "commitments.close", act(id));
  };
  const std::vector<std::string> parts = decompose(ids_[0]), below = decompose(parts[0]);
  ASSERT_EQ(below.size(), 2U);
  close(parts[1]);
  close(below[0]);
  EXPECT_EQ(story(ids_[0]).at("commitment").as_object().at("progress").as_int64(), 75);
  close(below[1]);
  EXPECT_EQ(state(parts[0]), "closed");
  EXPECT_EQ(state(ids_[0]), "closed") << "nobody has to close it by hand";
  ok(desk_, "commitments.reopen", act(below[1]));
  EXPECT_EQ(state(parts[0]), "decomposed");
  EXPECT_EQ(state(ids_[0]), "decomposed") << "a closed whole never stands over an open part";
}

/// The next assignment has its own leader and its own feedback, or none.
TEST_P(SupervisionLifeTest, AssignsAnewWithoutWhatTheFirstAssignmentSaid) {
  ok(desk_, "commitments.assign",
     {{"commitment_ids", json::array{ids_[0]}}, {"lead_unit_id", "U004"}, {"leader", "副县长甲"}, {"feedback_days", 30}});
  ok(head_, "commitments.object", act(ids_[0]));
  ok(desk_, "commitments.assign",
     {{"commitment_ids", json::array{ids_[0]}}, {"lead_unit_id", "U006"}, {"due_date", "2027-12-31"}});
  const json::object k = story(ids_[0]).at("commitment").as_object();
  EXPECT_TRUE(k.at("leader").is_null());
  EXPECT_TRUE(k.at("feedback_days").is_null());
}

TEST_P(SupervisionLifeTest, LeavesNothingOfWhatIsWithdrawnWhileMerged) {
  EXPECT_EQ(refused(desk_, "commitments.merge", {{"commitment_ids", json::array{ids_[1]}}, {"into", ids_[0]}}), "done");
  const json::value directive = story(ids_[1]).at("commitment").as_object().at("directive_id");
  EXPECT_EQ(refused(desk_, "directives.undo", {{"directive_ids", json::array{directive}}}), "undo.moved_on");
  auto sent = engine_->send_file(desk_, "tables.send", "分解表.csv", "序号,任务,牵头单位\n1,清理闲置用地,县住建局\n");
  ASSERT_TRUE(sent) << sent.error().detail;
  const json::value made = ok(desk_, "tables.import",
                              {{"file_hash", json::parse(*sent).as_object().at("file_hash")},
                               {"file_name", "分解表.csv"},
                               {"kind", "tasks"},
                               {"confirm", true}});
  const std::string row(
      list(desk_, "commitments.list", {{"words", "闲置用地"}}, "commitments").at(0).as_object().at("commitment_id").as_string());
  ASSERT_EQ(refused(desk_, "commitments.merge", {{"commitment_ids", json::array{row}}, {"into", ids_[0]}}), "done");
  const std::string undone = refused(desk_, "tables.undo", {{"import_id", made.as_object().at("import_id")}});
  EXPECT_EQ(state(row), undone == "done" ? "withdrawn" : "merged") << undone;
}

/// A row of a table may be a sentence of the meeting: what is merged into it is not left behind when the table is taken back.
TEST_P(SupervisionLifeTest, LosesNothingThatIsMergedIntoASentenceOfATable) {
  std::string sentence;
  for (const json::value& item : list(desk_, "meetings.get", {{"meeting_id", meeting_}}, "items"))
    for (const json::value& d : item.as_object().at("directives").as_array())
      if (d.as_object().at("state") == "proposed") sentence = std::string(d.as_object().at("text").as_string());
  ASSERT_FALSE(sentence.empty());
  auto sent = engine_->send_file(desk_, "tables.send", "分解表.csv", "序号,任务,牵头单位\n1,\"" + sentence + "\",县住建局\n");
  ASSERT_TRUE(sent) << sent.error().detail;
  const json::value made = ok(desk_, "tables.import",
                              {{"file_hash", json::parse(*sent).as_object().at("file_hash")},
                               {"file_name", "分解表.csv"},
                               {"kind", "tasks"},
                               {"meeting_id", meeting_},
                               {"confirm", true}});
  const std::string row(list(desk_, "commitments.list", {{"state", "confirmed"}, {"descending", 1}}, "commitments")
                            .at(0)
                            .as_object()
                            .at("commitment_id")
                            .as_string());
  ASSERT_EQ(story(row).at("commitment").as_object().at("meeting_id").as_string(), meeting_);
  ASSERT_EQ(refused(desk_, "commitments.merge", {{"commitment_ids", json::array{ids_[1]}}, {"into", row}}), "done");
  EXPECT_EQ(refused(desk_, "tables.undo", {{"import_id", made.as_object().at("import_id")}}), "undo.merged_into");
  ok(desk_, "commitments.unmerge", act(ids_[1]));
  EXPECT_EQ(refused(desk_, "tables.undo", {{"import_id", made.as_object().at("import_id")}}), "done");
}

TEST_P(SupervisionLifeTest, TakesAnAssignmentBackBeforeAnybodyWorkedOnIt) {
  const std::string& id = ids_[0];
  EXPECT_EQ(assign(id, "U004", "2020-01-01"), "due.past");
  EXPECT_EQ(assign(id, "U004", "2099-01-01"), "due.far");
  EXPECT_EQ(assign(id), "done");
  EXPECT_EQ(refused(desk_, "commitments.recall", act(id, " ")), "text.needed");
  EXPECT_EQ(refused(clerk_, "commitments.recall", act(id, "交错了")), "access.not_allowed");
  EXPECT_EQ(refused(clerk_, "commitments.accept", {{"commitment_ids", {id}}}), "done");
  EXPECT_EQ(refused(desk_, "commitments.recall", act(id, "交错了")), "done");
  EXPECT_EQ(state(id), "confirmed");
  EXPECT_EQ(refused(clerk_, "commitments.get", {{"commitment_id", id}}), "commitment.unknown") << "it is not theirs any more";
  EXPECT_EQ(assign(id, "U005"), "done");
  EXPECT_EQ(refused(other_, "commitments.accept", {{"commitment_ids", {id}}}), "done");
  EXPECT_EQ(refused(other_, "commitments.report", {{"commitment_id", id}, {"text", "开工"}, {"last", false}, {"progress", 30}}),
            "done");
  EXPECT_EQ(refused(desk_, "commitments.recall", act(id, "晚了")), "commitment.wrong_state") << "work has begun";
  EXPECT_TRUE(engine_->verify()->sound);
}

TEST_P(SupervisionLifeTest, PutsBackWhatStoodBeforeAnAssignment) {
  const std::string& id = ids_[0];
  ok(desk_, "commitments.change", {{"commitment_id", id}, {"unit", "县统计局"}, {"due_date", "2027-05-31"}});
  json::object before = story(id).at("commitment").as_object();
  for (const bool by_sentence : {true, false}) {
    json::object r{{"commitment_ids", {id}}, {"lead_unit_id", "U004"}, {"leader", "某副县长"}};
    if (!by_sentence) r["due_date"] = "2027-04-30";
    ok(desk_, "commitments.assign", r);
    EXPECT_EQ(story(id).at("commitment").as_object().at("leader").as_string(), "某副县长");
    ok(desk_, "commitments.recall", act(id, "交错了"));
    const json::object after = story(id).at("commitment").as_object();
    for (const char* field : {"unit", "lead_unit_id", "due_date", "due_kind", "due_reason", "leader", "helping_units"})
      EXPECT_EQ(after.at(field), before.at(field)) << field;
  }
  EXPECT_TRUE(engine_->verify()->sound);
}

TEST_P(SupervisionLifeTest, GoesBackToTheProgressThatWasReported) {
  const std::string &a = ids_[0], &b = ids_[1];
  for (const std::string& id : {a, b}) {
    EXPECT_EQ(assign(id), "done");
    EXPECT_EQ(refused(clerk_, "commitments.accept", {{"commitment_ids", {id}}}), "done");
  }
  EXPECT_EQ(report(a, false), "done");
  ok(clerk_, "commitments.report", {{"commitment_id", a}, {"text", "过半"}, {"last", false}, {"progress", 80}});
  for (const std::string& id : {a, b}) EXPECT_EQ(report(id, true), "done");
  for (const std::string& id : {a, b}) EXPECT_EQ(refused(desk_, "commitments.return", act(id, "缺少验收意见")), "done");
  EXPECT_EQ(story(a).at("commitment").as_object().at("progress").as_int64(), 80) << "the latest";
  EXPECT_TRUE(story(b).at("commitment").as_object().at("progress").is_null()) << "nobody reported any";
}

LUODI_ON_BOTH_STORES(SupervisionLifeTest);

}  // namespace
}  // namespace luodi
