// The supervision desk through the engine's door, on both stores: a commitment's whole life, who may and who sees, past days.
#include "engine/supervision_fixture.h"

namespace luodi {
namespace {

TEST_P(SupervisionTest, WalksThroughAWholeLife) {
  const std::string& id = ids_[0];
  EXPECT_EQ(assign(id), "done");
  EXPECT_EQ(refused(clerk_, "commitments.accept", {{"commitment_ids", {id}}}), "done");
  EXPECT_EQ(report(id, false), "done");
  EXPECT_EQ(state(id), "under_way");
  EXPECT_EQ(story(id).at("commitment").as_object().at("progress").as_int64(), 40);
  EXPECT_EQ(report(id, true), "done");
  EXPECT_EQ(refused(desk_, "commitments.return", act(id, "缺少验收单位意见")), "done");
  EXPECT_EQ(state(id), "returned");
  EXPECT_EQ(report(id, true), "done");
  EXPECT_EQ(refused(desk_, "commitments.close", {{"commitment_ids", {id}}}), "done");
  EXPECT_EQ(refused(desk_, "commitments.archive", {{"commitment_ids", {id}}}), "done");
  const json::object s = story(id);
  EXPECT_EQ(s.at("steps").as_array().size(), 9U);
  const json::array reports = s.at("reports").as_array();
  ASSERT_EQ(reports.size(), 3U);
  int accepted = 0, returned = 0;
  for (const json::value& r : reports) {
    const json::value& verdict = r.as_object().at("verdict");
    accepted += verdict == "accepted" ? 1 : 0;
    returned += verdict == "returned" ? 1 : 0;
  }
  EXPECT_EQ(accepted, 1) << "the report that was closed on";
  EXPECT_EQ(returned, 1);
  EXPECT_EQ(s.at("commitment").as_object().at("light"), "green");
  EXPECT_TRUE(engine_->verify()->sound);
}

TEST_P(SupervisionTest, AssignsWithALimitWhereTheSentenceNamesNoDate) {
  std::string open;
  for (const std::string& id : ids_)
    if (story(id).at("commitment").as_object().at("due_date").is_null()) open = id;
  ASSERT_FALSE(open.empty());
  EXPECT_EQ(refused(desk_, "commitments.assign", {{"commitment_ids", {open}}, {"lead_unit_id", "U004"}}), "done");
  const json::value k = story(open).at("commitment");
  EXPECT_FALSE(k.as_object().at("due_date").is_null());
  EXPECT_NE(k.as_object().at("due_reason").as_string().find("20日"), json::string::npos) << "the rule is named";
  EXPECT_FALSE(k.as_object().at("objection_until").is_null());
}

TEST_P(SupervisionTest, RefusesWhatBreaksARuleAndWritesNothing) {
  const std::string& id = ids_[0];
  const auto before = engine_->verify()->entries;
  EXPECT_EQ(refused(desk_, "commitments.assign", {{"commitment_ids", {id}}, {"lead_unit_id", "U999"}}), "unit.unknown");
  EXPECT_EQ(
      refused(desk_, "commitments.assign", {{"commitment_ids", {id}}, {"lead_unit_id", "U004"}, {"helping_unit_ids", {"U004"}}}),
      "commitment.invariant");
  EXPECT_EQ(assign(id, "U004", "2027-02-30"), "date.bad");
  EXPECT_EQ(refused(desk_, "commitments.close", act(id)), "commitment.wrong_state");
  EXPECT_EQ(refused(desk_, "commitments.merge", {{"commitment_ids", {id}}, {"into", id}}), "merge.itself");
  EXPECT_EQ(refused(desk_, "commitments.suspend", {{"commitment_ids", {id}}, {"text", " 　"}}), "text.needed");
  EXPECT_EQ(refused(desk_, "commitments.assign", {{"commitment_ids", json::array{}}, {"lead_unit_id", "U004"}}),
            "commitment.none");
  EXPECT_EQ(engine_->verify()->entries, before);
  EXPECT_EQ(assign(id), "done");
  EXPECT_EQ(refused(clerk_, "commitments.accept", {{"commitment_ids", {id}}}), "done");
  EXPECT_EQ(refused(clerk_, "commitments.report", {{"commitment_id", id}, {"text", "好了"}, {"last", true}}), "report.evidence");
  EXPECT_EQ(refused(clerk_, "commitments.report",
                    {{"commitment_id", id},
                     {"text", "好了"},
                     {"last", true},
                     {"files", {{{"file_hash", std::string(64, 'a')}, {"file_name", "x"}}}}}),
            "report.no_file");
  EXPECT_EQ(refused(desk_, "directives.undo", {{"directive_ids", {story(id).at("commitment").as_object().at("directive_id")}}}),
            "undo.moved_on");
}

TEST_P(SupervisionTest, LetsEachSideActAndSeeOnlyItsOwn) {
  const std::string& id = ids_[0];
  EXPECT_EQ(refused(clerk_, "commitments.get", {{"commitment_id", id}}), "commitment.unknown") << "not assigned to it yet";
  EXPECT_EQ(
      refused(desk_, "commitments.assign",
              {{"commitment_ids", {id}}, {"lead_unit_id", "U004"}, {"helping_unit_ids", {"U005"}}, {"due_date", "2027-12-31"}}),
      "done");
  EXPECT_EQ(refused(other_, "commitments.accept", {{"commitment_ids", {id}}}), "commitment.not_yours")
      << "a helper sees, but does not lead";
  EXPECT_EQ(refused(as("clerk", "U006"), "commitments.accept", {{"commitment_ids", {id}}}), "commitment.unknown");
  EXPECT_EQ(refused(desk_, "commitments.accept", {{"commitment_ids", {id}}}), "access.not_allowed");
  EXPECT_EQ(refused(clerk_, "commitments.object", act(id)), "access.not_allowed") << "its head signs an objection";
  EXPECT_EQ(refused(head_, "commitments.object", act(id, "属县自然资源局职责")), "done");
  const auto seen = [&](const Caller& who) { return ok(who, "commitments.list").as_object().at("total").as_int64(); };
  EXPECT_EQ(seen(clerk_), 1);
  EXPECT_EQ(seen(other_), 1);
  EXPECT_EQ(seen(as("clerk", "U006")), 0);
  EXPECT_EQ(seen(as("leader", "")), 6);
  EXPECT_EQ(ok(as("clerk", "U006"), "today").as_object().at("changed").as_array().size(), 0U);
}

TEST_P(SupervisionTest, GivesEvidenceToThoseWhoSeeItsCommitment) {
  const std::string& id = ids_[0];
  assign(id);
  refused(clerk_, "commitments.accept", {{"commitment_ids", {id}}});
  const std::string hash = evidence();
  const std::string request = json::serialize(json::object{{"file_hash", hash}});
  EXPECT_EQ(engine_->get_file(desk_, "evidence.get", request).error().reason, "evidence.unknown") << "no report names it yet";
  EXPECT_EQ(report(id, true), "done");
  auto file = engine_->get_file(desk_, "evidence.get", request);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->bytes, "验收合格");
  EXPECT_EQ(file->name, "验收表.txt");
  EXPECT_EQ(engine_->get_file(as("clerk", "U006"), "evidence.get", request).error().reason, "evidence.unknown");
  EXPECT_EQ(engine_->get_file(desk_, "evidence.get", R"({"file_hash":"%"})").error().reason, "evidence.unknown");
  EXPECT_EQ(engine_->send_file(clerk_, "evidence.keep", "x.txt", "机密★1年\n纪要").error().reason, "paper.marked");
  EXPECT_EQ(engine_->send_file(clerk_, "evidence.keep", "../x", "a").error().reason, "paper.bad_name");
}

/// A leader's page shows sixty sentences of a meeting: the worst ones, whatever their number.
TEST_P(SupervisionTest, ShowsALeaderTheWorstSentencesOfALongMeeting) {
  std::string text =
      "2091年2月5日，县长顾砚舟主持召开县政府2091年第1次常务会议。\n会议听取了县发改局关于经济运行情况的汇报。会议强调";
  for (int i = 1; i <= 62; ++i) text += "；要抓好第" + std::to_string(i) + "项工作落实";
  const auto answer = json::parse(engine_->import_file(desk_, "长.txt", text + "。\n").value()).as_object();
  json::array ids;
  const json::array items = list(desk_, "meetings.get", {{"meeting_id", answer.at("meeting_id")}}, "items");
  for (const json::value& d : items.at(0).as_object().at("directives").as_array())
    ids.push_back(d.as_object().at("directive_id"));
  ASSERT_EQ(ids.size(), 62U);
  const json::array made = list(desk_, "directives.confirm", {{"directive_ids", ids}}, "commitments");
  const json::value last = made.back().as_object().at("commitment_id");
  ok(desk_, "commitments.change", {{"commitment_id", last}, {"due_date", "2020-01-31"}});
  const json::array meetings = list(as("leader", ""), "today", json::object{}, "meetings");
  bool found = false;
  for (const json::value& m : meetings) {
    if (m.as_object().at("meeting_id") != answer.at("meeting_id")) continue;
    const json::array& sentences = m.as_object().at("sentences").as_array();
    ASSERT_EQ(sentences.size(), 60U);
    EXPECT_EQ(sentences[0].as_object().at("commitment_id"), last) << "the red one first, not left out";
    found = true;
  }
  EXPECT_TRUE(found);
}

TEST_P(SupervisionTest, LinksAReportToRecordsThatItsUnitSees) {
  ASSERT_EQ(assign(ids_[0]), "done");
  ASSERT_EQ(assign(ids_[1]), "done");
  ASSERT_EQ(assign(ids_[2], "U005"), "done");
  ok(clerk_, "commitments.accept", {{"commitment_ids", {ids_[0]}}});
  const auto with = [&](const char* kind, const std::string& id) {
    return json::object{{"commitment_id", ids_[0]},
                        {"text", "已办结，见关联记录"},
                        {"last", true},
                        {"progress", 90},
                        {"links", json::array{json::object{{"kind", kind}, {"id", id}}}}};
  };
  EXPECT_EQ(refused(clerk_, "commitments.report", with("commitment", ids_[2])), "record.unknown") << "another unit's";
  EXPECT_EQ(refused(clerk_, "commitments.report", with("meeting", "m0")), "record.unknown");
  EXPECT_EQ(refused(clerk_, "commitments.report", with("enterprise", "e0")), "record.unknown");
  EXPECT_EQ(refused(clerk_, "commitments.report", with("rumour", "x")), "record.kind");
  json::object both = with("commitment", ids_[1]);
  both["links"].as_array().push_back({{"kind", "meeting"}, {"id", meeting_}});
  both["links"].as_array().push_back({{"kind", "meeting"}, {"id", meeting_}});
  ASSERT_EQ(refused(clerk_, "commitments.report", both), "done") << "a link is evidence";
  const json::array links = story(ids_[0]).at("reports").as_array().at(0).as_object().at("links").as_array();
  ASSERT_EQ(links.size(), 2U) << "each once";
  EXPECT_EQ(links[0].as_object().at("id").as_string(), ids_[1]);
  EXPECT_NE(std::string(links[1].as_object().at("title").as_string()).find("县政府常务会议"), std::string::npos);
  const std::string before = json::serialize(story(ids_[0]));
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(json::serialize(story(ids_[0])), before);
}

/// A slip is a paper that was sent: it says the same whenever it is printed.
TEST_P(SupervisionTest, PrintsASlipAsItWasSent) {
  assign(ids_[0]);
  ok(desk_, "commitments.slip", {{"commitment_ids", json::array{ids_[0]}}, {"kind", "yellow"}});
  const json::value slip = story(ids_[0]).at("slips").as_array().at(0).as_object().at("slip_id");
  const std::string request = json::serialize(json::object{{"slip_id", slip}});
  const auto before = engine_->get_file(desk_, "slips.file", request);
  ASSERT_TRUE(before) << before.error().detail;
  days_pass(1);
  ok(desk_, "commitments.extend", {{"commitment_ids", json::array{ids_[0]}}, {"due_date", "2029-01-01"}, {"text", "顺延"}});
  ok(desk_, "commitments.carry", act(ids_[0]));
  ok(desk_, "commitments.assign",
     {{"commitment_ids", json::array{ids_[0]}}, {"lead_unit_id", "U006"}, {"due_date", "2029-06-01"}});
  EXPECT_EQ(engine_->get_file(desk_, "slips.file", request).value().bytes, before->bytes);
  ok(desk_, "slips.void", {{"slip_id", slip}, {"reason", "发错"}});
  EXPECT_NE(engine_->get_file(desk_, "slips.file", request).value().name.find("已作废"), std::string::npos);
}

/// A past day is as it was: who helps since today did not help then.
TEST_P(SupervisionTest, ShowsAPastDayWithTheUnitsThatHelpedThen) {
  assign(ids_[0]);
  const std::string then = today();
  days_pass(1);
  const auto seen = [&](const std::string& day) {
    return list(other_, "commitments.list", {{"as_of", day}}, "commitments").size();
  };
  ok(desk_, "commitments.add_helper", {{"commitment_ids", json::array{ids_[0]}}, {"unit_id", "U005"}});
  EXPECT_EQ(seen(today()), 1U);
  EXPECT_EQ(seen(then), 0U) << "it was not asked to help yet";
  days_pass(1);
  ok(desk_, "commitments.carry", act(ids_[0]));
  ok(desk_, "commitments.assign",
     {{"commitment_ids", json::array{ids_[0]}}, {"lead_unit_id", "U006"}, {"due_date", "2029-06-01"}});
  EXPECT_EQ(seen(today()), 0U);
  EXPECT_EQ(seen(today(-1)), 1U) << "and it did on that day";
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(seen(today(-1)), 1U);
}

TEST_P(SupervisionTest, KeepsWhatIsSuspendedInSight) {
  assign(ids_[0]);
  ok(desk_, "commitments.suspend", act(ids_[0]));
  const json::array lists = list(desk_, "today", json::object{}, "lists");
  EXPECT_TRUE(
      std::any_of(lists.begin(), lists.end(), [](const json::value& l) { return l.as_object().at("kind") == "suspended"; }));
}

TEST_P(SupervisionTest, CountsAMeetingAlikeOnTheStartPageAndInANotice) {
  ok(desk_, "commitments.merge", {{"commitment_ids", {ids_[0]}}, {"into", ids_[1]}});
  ok(desk_, "commitments.decompose",
     {{"commitment_id", ids_[2]}, {"parts", {{{"text", "甲"}}, {{"text", "乙"}}, {{"text", "丙"}}}}});
  const json::object draft = ok(desk_, "notices.draft", {{"meeting_id", meeting_}}).as_object();
  const json::array meetings = list(desk_, "today", json::object{}, "meetings");
  ASSERT_EQ(meetings.size(), 1U);
  EXPECT_EQ(meetings[0].as_object().at("total"), draft.at("total"));
  EXPECT_EQ(draft.at("total").as_int64(), 5);
  json::object bad{{"meeting_id", meeting_}, {"code", "政督<b>"}};
  EXPECT_EQ(refused(desk_, "notices.draft", bad), "notice.code");
}

TEST_P(SupervisionTest, PreviewsABulkActWithoutWriting) {
  assign(ids_[0]);
  const auto before = engine_->verify()->entries;
  const json::value seen =
      ok(desk_, "commitments.assign",
         {{"commitment_ids", {ids_[0], ids_[1]}}, {"lead_unit_id", "U004"}, {"due_date", "2027-12-31"}, {"preview", true}});
  EXPECT_EQ(seen.as_object().at("commitments").as_array().size(), 1U);
  EXPECT_EQ(seen.as_object().at("refused").as_array().front().as_object().at("reason"), "commitment.wrong_state");
  EXPECT_EQ(engine_->verify()->entries, before);
  EXPECT_EQ(state(ids_[1]), "confirmed");
}

TEST_P(SupervisionTest, NumbersSlipsPerKindAndYear) {
  for (int i = 0; i < 2; ++i) assign(ids_[static_cast<std::size_t>(i)]);
  ok(desk_, "commitments.slip", {{"commitment_ids", {ids_[0], ids_[1]}}, {"kind", "blue"}});
  ok(desk_, "commitments.slip", {{"commitment_ids", {ids_[0]}}, {"kind", "red"}, {"text", "限三日内办结"}});
  const json::array slips = story(ids_[0]).at("slips").as_array();
  ASSERT_EQ(slips.size(), 2U);
  std::string numbers;
  for (const json::value& s : slips) numbers += s.as_object().at("number").as_string();
  EXPECT_NE(numbers.find("〕1号"), std::string::npos);
  EXPECT_EQ(numbers.find("〕2号"), std::string::npos);
  EXPECT_NE(json::serialize(story(ids_[1]).at("slips")).find("〕2号"), std::string::npos) << "the second blue one";
  EXPECT_EQ(refused(desk_, "commitments.slip", {{"commitment_ids", {ids_[0]}}, {"kind", "pink"}}), "slip.kind");
}

TEST_P(SupervisionTest, VoidsSlipsAndNoticesAndKeepsTheirNumbers) {
  assign(ids_[0]);
  ok(desk_, "commitments.slip", {{"commitment_ids", {ids_[0]}}, {"kind", "orange"}});
  const json::object sent = story(ids_[0]).at("slips").as_array().at(0).as_object();
  EXPECT_NE(std::string(sent.at("number").as_string()).find("橙单"), std::string::npos);
  const auto void_slip = [&](const Caller& who, const char* reason) {
    return refused(who, "slips.void", {{"slip_id", sent.at("slip_id")}, {"reason", reason}});
  };
  EXPECT_EQ(void_slip(clerk_, "发错了"), "access.not_allowed");
  EXPECT_EQ(void_slip(desk_, " "), "refuse.reason");
  EXPECT_EQ(void_slip(desk_, "发错了"), "done");
  EXPECT_EQ(void_slip(desk_, "发错了"), "void.already");
  EXPECT_EQ(refused(desk_, "slips.void", {{"slip_id", "red-2026-9"}, {"reason", "x"}}), "slip.unknown");
  ok(desk_, "commitments.slip", {{"commitment_ids", {ids_[0]}}, {"kind", "orange"}});
  const json::array slips = story(ids_[0]).at("slips").as_array();
  ASSERT_EQ(slips.size(), 2U) << "what is void stays to be seen";
  EXPECT_NE(json::serialize(slips).find("〕2号"), std::string::npos) << "its number is not given again";
  const json::object issued = ok(desk_, "notices.issue", {{"meeting_id", meeting_}}).as_object();
  EXPECT_EQ(refused(desk_, "notices.void", {{"notice_id", issued.at("notice_id")}, {"reason", "日期有误"}}), "done");
  EXPECT_EQ(refused(desk_, "notices.void", {{"notice_id", issued.at("notice_id")}, {"reason", "日期有误"}}), "void.already");
  ok(desk_, "notices.issue", {{"meeting_id", meeting_}});
  const std::string before = json::serialize(ok(desk_, "notices.list")) + json::serialize(story(ids_[0]));
  EXPECT_NE(before.find("日期有误"), std::string::npos);
  EXPECT_NE(before.find("〕2号"), std::string::npos);
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(json::serialize(ok(desk_, "notices.list")) + json::serialize(story(ids_[0])), before);
}

TEST_P(SupervisionTest, FiltersSortsPagesAndShowsPastDays) {
  assign(ids_[0], "U004", "2027-06-30");
  assign(ids_[1], "U005", "2027-03-31");
  const auto count = [&](const json::object& q) { return ok(desk_, "commitments.list", q).as_object().at("total").as_int64(); };
  EXPECT_EQ(count({{"state", "assigned"}}), 2);
  EXPECT_EQ(count({{"unit_id", "U005"}}), 1);
  EXPECT_EQ(count({{"light", "none"}}) + count({{"light", "red"}}), 4)
      << "not assigned: no light, or red once the date has passed";
  EXPECT_EQ(count({{"words", "%"}}), 0) << "a percent sign is looked for as such";
  EXPECT_EQ(count({{"words", ids_[3]}}), 1);
  const json::value sorted = ok(desk_, "commitments.list", {{"order", "due_date"}, {"limit", 1}, {"state", "assigned"}});
  EXPECT_EQ(sorted.as_object().at("commitments").as_array().front().as_object().at("commitment_id").as_string(), ids_[1]);
  EXPECT_EQ(sorted.as_object().at("total").as_int64(), 2) << "of all pages";
  EXPECT_EQ(count({{"as_of", "2026-01-01"}}), 0) << "nothing stood then";
  EXPECT_EQ(refused(desk_, "commitments.list", {{"as_of", "2999-01-01"}}), "as_of.future");
  EXPECT_EQ(refused(desk_, "commitments.list", {{"order", "text; DROP TABLE entry"}}), "list.order");
}

TEST_P(SupervisionTest, RebuildsTheSameStories) {
  assign(ids_[0]);
  refused(clerk_, "commitments.accept", {{"commitment_ids", {ids_[0]}}});
  report(ids_[0], true);
  ok(desk_, "commitments.decompose", {{"commitment_id", ids_[1]}, {"parts", {{{"text", "甲"}}, {{"text", "乙"}}}}});
  ok(desk_, "commitments.assign",
     {{"commitment_ids", {ids_[2]}}, {"lead_unit_id", "U004"}, {"leader", "分管副县长"}, {"feedback_days", 30}});
  ok(desk_, "commitments.slip", {{"commitment_ids", {ids_[2]}}, {"kind", "yellow"}});
  const auto all = [&] {
    std::string s = json::serialize(ok(desk_, "commitments.list")) + json::serialize(ok(desk_, "today"));
    for (const std::string& id : ids_) s += json::serialize(story(id));
    return s;
  };
  const std::string before = all();
  EXPECT_NE(before.find("分管副县长"), std::string::npos);
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(all(), before);
  engine_.reset();
  open();
  EXPECT_EQ(all(), before);
}

TEST_P(SupervisionTest, ShowsEachAccountWhatWaitsForIt) {
  for (const std::string& id : ids_) assign(id);
  refused(clerk_, "commitments.accept", {{"commitment_ids", {ids_[0]}}});
  report(ids_[0], true);
  const auto lists = [&](const Caller& who) {
    std::string s;
    for (const json::value& l : list(who, "today", json::object{}, "lists"))
      s += std::string(l.as_object().at("kind").as_string()) + "=" + std::to_string(l.as_object().at("total").as_int64()) + " ";
    return s;
  };
  EXPECT_EQ(lists(clerk_), "to_accept=5 ");
  EXPECT_EQ(lists(desk_), "to_review=1 ") << "what is not due within a week is on no list";
  EXPECT_EQ(lists(other_), "");
  EXPECT_EQ(ok(as("leader", ""), "today").as_object().at("meetings").as_array().size(), 1U);
}

TEST_P(SupervisionTest, ChangesARoleAtOnceAndKeepsOneAdministrator) {
  auto token = engine_->setup_token();
  ASSERT_TRUE(token);
  auto admin = engine_->finish_setup(*token, "root", "", "long enough one");
  ASSERT_TRUE(admin) << admin.error().detail;
  const Caller root{*admin, "test"};
  const json::value made =
      ok(root, "accounts.create",
         {{"login", "li"}, {"display_name", "测试员"}, {"role", "clerk"}, {"password", "long enough one"}, {"unit_id", "U004"}});
  EXPECT_EQ(refused(root, "accounts.create",
                    {{"login", "wu"}, {"display_name", ""}, {"role", "clerk"}, {"password", "long enough one"}}),
            "access.needs_unit");
  auto session = engine_->log_in("li", "long enough one");
  ASSERT_TRUE(session);
  EXPECT_EQ(engine_->account_of(session->first)->role, "clerk");
  ok(root, "accounts.change", {{"account_id", made.as_object().at("account_id")}, {"role", "leader"}});
  EXPECT_EQ(engine_->account_of(session->first)->role, "leader") << "the open session knows at once";
  EXPECT_EQ(refused(root, "accounts.change", {{"account_id", admin->account_id}, {"role", "viewer"}}),
            "access.last_administrator");
  const json::array sessions = ok(root, "sessions.list").as_object().at("sessions").as_array();
  ASSERT_EQ(sessions.size(), 1U);
  ok(root, "sessions.revoke", {{"session_id", sessions.front().as_object().at("session_id")}});
  EXPECT_FALSE(engine_->account_of(session->first));
  EXPECT_EQ(refused(root, "sessions.revoke", {{"session_id", "%"}}), "access.bad_session");
}

TEST_P(SupervisionTest, ShowsACityItsCountiesByPrefix) {
  const Caller root = as("administrator", "");
  auto units = engine_->get_file(root, "tables.export", R"({"kind":"units","form":"csv"})");
  ASSERT_TRUE(units);
  // U004 lies in one county, U005 in another of the same city, U006 in another city.
  std::string csv;
  for (std::size_t at = 0, end; (end = units->bytes.find("\r\n", at)) != std::string::npos; at = end + 2) {
    std::string line = units->bytes.substr(at, end - at);
    for (const auto& [unit, division] : {std::pair{"U004,", "610729"}, {"U005,", "610730"}, {"U006,", "610802"}})
      if (line.rfind(unit, 0) == 0) line += division;
    csv += line + "\n";
  }
  auto sent = engine_->send_file(root, "tables.send", "单位.csv", csv);
  ASSERT_TRUE(sent) << sent.error().detail;
  ok(root, "tables.import",
     {{"file_hash", json::parse(*sent).as_object().at("file_hash")}, {"file_name", "单位.csv"}, {"kind", "units"}});
  assign(ids_[0], "U004");
  assign(ids_[1], "U005");
  assign(ids_[2], "U006");
  const auto seen = [&](const char* role, const char* division) {
    Caller c = as(role, "");
    c.account.division = division;
    return list(c, "commitments.list", json::object{}, "commitments").size();
  };
  EXPECT_EQ(seen("leader", "610700"), 2U) << "a city sees its counties";
  EXPECT_EQ(seen("viewer", "610729"), 1U) << "a county itself";
  EXPECT_EQ(seen("supervision", "610000"), 3U) << "a province all of them";
  EXPECT_EQ(seen("supervision", "620000"), 0U);
  EXPECT_EQ(seen("supervision", ""), 6U);
  Caller city = as("supervision", "");
  city.account.division = "610700";
  EXPECT_EQ(refused(city, "commitments.get", {{"commitment_id", ids_[2]}}), "commitment.unknown")
      << "another city's is not even named";
  EXPECT_EQ(refused(city, "commitments.extend", {{"commitment_ids", {ids_[2]}}, {"due_date", "2029-01-01"}, {"text", "x"}}),
            "commitment.unknown");
  Caller far = as("supervision", "");
  far.account.division = "620000";
  far.account.account_id = "a-far", city.account.account_id = "a-city";
  for (const auto& [who, n] : {std::pair{&city, 1U}, {&far, 0U}}) {
    EXPECT_EQ(list(*who, "meetings.list", json::object{}, "meetings").size(), n) << "meetings in which it has a part";
    EXPECT_EQ(refused(*who, "meetings.get", {{"meeting_id", meeting_}}), n > 0 ? "done" : "meeting.unknown");
    EXPECT_EQ(refused(*who, "notices.draft", {{"meeting_id", meeting_}}), n > 0 ? "done" : "meeting.unknown");
  }
  // What it brought itself it sees before anybody leads anything of it; nobody else's paper is its to take back.
  const json::value paper =
      ok(desk_, "meetings.get", {{"meeting_id", meeting_}}).as_object().at("sources").as_array().at(0).as_object().at("paper_id");
  ok(desk_, "papers.paste",
     {{"file_name", "别县.txt"},
      {"text",
       "2026年5月6日，县长顾砚舟主持召开霁川县政府第9次常务会议。会议要求，"
       "县住建局要完成排查。"}});
  EXPECT_TRUE(list(far, "meetings.list", json::object{}, "meetings").empty());
  ok(far, "papers.paste",
     {{"file_name", "本县.txt"},
      {"text",
       "2026年6月6日，县长顾砚舟主持召开霁川县政府第10次常务会议。会议要求，县"
       "住建局要完成排查。"}});
  EXPECT_EQ(list(far, "meetings.list", json::object{}, "meetings").size(), 1U);
  EXPECT_EQ(refused(far, "papers.withdraw", {{"paper_id", paper}, {"reason", "x"}}), "paper.unknown");
  const json::value theirs = list(desk_, "meetings.get", {{"meeting_id", meeting_}}, "items").at(0).as_object().at("directives");
  const json::value one = theirs.as_array().at(0).as_object().at("directive_id");
  for (const char* operation : {"directives.confirm", "directives.settle", "directives.undo"})
    EXPECT_EQ(refused(far, operation, {{"directive_ids", json::array{one}}}), "directive.unknown") << operation;
  EXPECT_EQ(refused(far, "meetings.correct", {{"meeting_id", meeting_}, {"date", "2026-01-01"}}), "meeting.unknown");
  EXPECT_EQ(refused(far, "directives.add", {{"paper_id", paper}, {"span", {0, 5}}}), "paper.unknown");
  ok(desk_, "notices.issue", {{"meeting_id", meeting_}});
  EXPECT_EQ(list(city, "notices.list", json::object{}, "notices").size(), 1U);
  EXPECT_TRUE(list(far, "notices.list", json::object{}, "notices").empty());
  const json::value campaign =
      ok(desk_, "campaigns.set", {{"name", "三个年"}, {"valid_from", "2026-01-01"}}).as_object().at("campaign_id");
  ok(desk_, "campaigns.join", {{"campaign_id", campaign}, {"commitment_ids", {ids_[0]}}});
  EXPECT_EQ(list(city, "campaigns.list", json::object{}, "campaigns").size(), 1U);
  EXPECT_TRUE(list(far, "campaigns.list", json::object{}, "campaigns").empty());
  // On no way around: the start page's sentences, the slips that are due.
  for (const char* role : {"leader", "viewer"}) {
    Caller c = as(role, "");
    c.account.division = "610700";
    const std::string page = json::serialize(ok(c, "today"));
    EXPECT_NE(page.find(ids_[0]), std::string::npos);
    EXPECT_EQ(page.find(ids_[2]), std::string::npos) << role;
    EXPECT_EQ(page.find(ids_[4]), std::string::npos) << "nor what no unit leads yet";
  }
  ok(desk_, "slips.set",
     {{"rules",
       json::array{json::object{{"rule_id", "a"}, {"kind", "blue"}, {"days_late", -900}, {"name", "x"}, {"source", "y"}}}}});
  EXPECT_EQ(json::serialize(ok(city, "slips.due")).find(ids_[2]), std::string::npos);
  EXPECT_NE(json::serialize(ok(city, "slips.due")).find(ids_[1]), std::string::npos);
  EXPECT_EQ(
      refused(root, "accounts.create",
              {{"login", "x"}, {"display_name", ""}, {"role", "viewer"}, {"password", "long enough one"}, {"division", "洋县"}}),
      "access.bad_division");
  EXPECT_EQ(refused(root, "accounts.create",
                    {{"login", "y"},
                     {"display_name", ""},
                     {"role", "administrator"},
                     {"password", "long enough one"},
                     {"division", "610700"}}),
            "access.administrator_division");
}

TEST_P(SupervisionTest, TakesAHelpingUnitOnce) {
  ok(desk_, "commitments.assign",
     {{"commitment_ids", {ids_[0]}},
      {"lead_unit_id", "U004"},
      {"due_date", "2027-12-31"},
      {"helping_unit_ids", {"U005", "U005"}}});
  EXPECT_EQ(story(ids_[0]).at("commitment").as_object().at("helping_units").as_array().size(), 1U);
  EXPECT_EQ(refused(desk_, "commitments.add_helper", {{"commitment_ids", {ids_[0]}}, {"unit_id", "U006"}}), "done");
  EXPECT_EQ(refused(desk_, "commitments.add_helper", {{"commitment_ids", {ids_[0]}}, {"unit_id", "U006"}}), "helper.known");
}

TEST_P(SupervisionTest, SearchesAuditAndEntriesAndGivesThemAsFiles) {
  assign(ids_[0]);
  story(ids_[0]);
  const Caller root = as("administrator", "");
  const auto lines = [&](const json::object& r) { return list(root, "audit.list", r, "lines").size(); };
  EXPECT_GE(lines({{"words", ids_[0]}}), 1U);
  EXPECT_EQ(lines({{"words", "100%_nothing"}}), 0U);
  EXPECT_EQ(lines({{"to", "2020-01-01"}}), 0U);
  EXPECT_EQ(refused(root, "audit.list", {{"from", "yesterday"}}), "date.bad");
  EXPECT_EQ(list(root, "ledger.entries", {{"words", "commitment.assign"}}, "entries").size(), 1U);
  EXPECT_EQ(list(root, "ledger.entries", {{"actor", desk_.account.account_id}, {"limit", 2}}, "entries").size(), 2U);
  for (const char* what : {"audit.export", "entries.export"}) {
    auto file = engine_->get_file(root, what, R"({"form":"csv"})");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_NE(file->bytes.find("时间"), std::string::npos);
    EXPECT_NE(file->bytes.find(std::string(what) == "audit.export" ? "查看事项" : "交办"), std::string::npos) << "in words";
    for (const char* code : {"commitment.", "directive.", "paper.", "T0", "T1", "T2"})
      EXPECT_EQ(file->bytes.find(code), std::string::npos) << code << ": codes and instants of machines are no reading";
    EXPECT_EQ(engine_->get_file(desk_, what, "{}").error().code, ErrorCode::forbidden);
  }
}

LUODI_ON_BOTH_STORES(SupervisionTest);

}  // namespace
}  // namespace luodi
