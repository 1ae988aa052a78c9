// Matters that come by another way than a meeting, and notices that count several meetings, through the door on both stores.
#include "engine/supervision_fixture.h"

namespace luodi {
namespace {

class MattersTest : public SupervisionTest {
 protected:
  json::object matter(const json::object& more = {}) {
    json::object r{
        {"kind", "leader_note"}, {"texts", json::array{"核实企业反映的用电问题，提出处理意见。"}}, {"received_on", "2026-03-02"}};
    for (const auto& [key, value] : more) r[key] = value;
    return r;
  }
};

TEST_P(MattersTest, BecomesACommitmentThatLeadsBackToItsOwnWords) {
  const json::object made = ok(desk_, "matters.register", matter({{"from", "县长批示"}, {"unit_id", "U004"}})).as_object();
  const json::object k = made.at("commitments").as_array().at(0).as_object();
  EXPECT_EQ(k.at("state"), "confirmed");
  EXPECT_EQ(k.at("meeting_kind"), "领导批示");
  EXPECT_EQ(k.at("item_subject"), "县长批示");
  EXPECT_EQ(k.at("due_date"), "2026-03-17") << "15 days from the day it came";
  EXPECT_NE(std::string(k.at("due_reason").as_string()).find("15日"), std::string::npos) << "the limit shows";
  const std::string id(k.at("commitment_id").as_string());
  const json::object s = story(id);
  EXPECT_EQ(s.at("commitment").as_object().at("text"), "核实企业反映的用电问题，提出处理意见") << "as requirements that are read";
  // The form of the assignment sends back the day it shows: that keeps its reason.
  EXPECT_EQ(
      refused(desk_, "commitments.assign", {{"commitment_ids", {id}}, {"lead_unit_id", "U004"}, {"limit_id", "urgent_note"}}),
      "done");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"from", "县长批示"}, {"unit_id", "U004"}})), "matter.known");
}

TEST_P(MattersTest, KeepsTheReasonOfADayThatTheFormSendsBack) {
  const std::string today = std::string(ok(desk_, "today").as_object().at("day").as_string());
  const json::object k =
      ok(desk_, "matters.register", matter({{"received_on", today}})).as_object().at("commitments").as_array().at(0).as_object();
  const std::string id(k.at("commitment_id").as_string());
  EXPECT_EQ(
      refused(desk_, "commitments.assign", {{"commitment_ids", {id}}, {"lead_unit_id", "U004"}, {"due_date", k.at("due_date")}}),
      "done");
  EXPECT_EQ(story(id).at("commitment").as_object().at("due_reason"), k.at("due_reason"));
}

TEST_P(MattersTest, ALimitSpeaksNoMoreOnceTheDayIsChanged) {
  const json::object k = ok(desk_, "matters.register", matter()).as_object().at("commitments").as_array().at(0).as_object();
  ok(desk_, "commitments.change", {{"commitment_id", k.at("commitment_id")}, {"due_date", "2027-01-31"}});
  EXPECT_TRUE(story(std::string(k.at("commitment_id").as_string())).at("commitment").as_object().at("due_reason").is_null());
}

TEST_P(MattersTest, SeveralRequirementsOfADocumentWithItsFile) {
  auto kept = engine_->send_file(desk_, "evidence.keep", "来文.pdf", "%PDF-1.4 scan");
  ASSERT_TRUE(kept);
  const json::value hash = json::parse(*kept).as_object().at("file_hash");
  json::array texts;
  for (int i = 1; i <= 11; ++i) texts.emplace_back("报送第" + std::to_string(i) + "项材料");
  const json::object made = ok(desk_, "matters.register",
                               {{"kind", "document"},
                                {"texts", texts},
                                {"received_on", "2026-03-02"},
                                {"due_date", "2026-05-01"},
                                {"file_hash", hash},
                                {"file_name", "来文.pdf"}})
                                .as_object();
  const json::array& list = made.at("commitments").as_array();
  ASSERT_EQ(list.size(), 11U);
  for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list[i].as_object().at("text"), texts[i]) << "in the order written";
  EXPECT_EQ(list[0].as_object().at("due_date"), "2026-05-01");
  const json::object meeting = ok(desk_, "meetings.get", {{"meeting_id", list[0].as_object().at("meeting_id")}}).as_object();
  const json::object paper = meeting.at("sources").as_array().at(0).as_object();
  EXPECT_EQ(paper.at("file_name"), "来文.pdf");
  auto file = engine_->get_file(desk_, "papers.file", json::serialize(json::object{{"paper_id", paper.at("paper_id")}}));
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_EQ(file->bytes, "%PDF-1.4 scan");
  EXPECT_TRUE(engine_->verify()->sound);
}

TEST_P(MattersTest, IsSeenByTheUnitThatHasItAndByNoOther) {
  const json::object k = ok(desk_, "matters.register", matter({{"unit_id", "U004"}, {"due_date", "2027-01-31"}}))
                             .as_object()
                             .at("commitments")
                             .as_array()
                             .at(0)
                             .as_object();
  const std::string id(k.at("commitment_id").as_string());
  const json::object meeting = ok(desk_, "meetings.get", {{"meeting_id", k.at("meeting_id")}}).as_object();
  const std::string paper =
      json::serialize(json::object{{"paper_id", meeting.at("sources").as_array().at(0).as_object().at("paper_id")}});
  EXPECT_FALSE(engine_->get_file(clerk_, "papers.file", paper)) << "not assigned yet";
  ASSERT_EQ(assign(id, "U004", "2027-01-31"), "done");
  EXPECT_TRUE(engine_->get_file(clerk_, "papers.file", paper)) << "the unit takes the original with its commitment";
  EXPECT_FALSE(engine_->get_file(other_, "papers.file", paper));
  EXPECT_EQ(refused(other_, "meetings.get", {{"meeting_id", k.at("meeting_id")}}), "meeting.unknown");
  EXPECT_EQ(refused(other_, "meetings.get", {{"meeting_id", meeting_}}), "done") << "the county's meetings stay open to all";
  for (const json::value& m : list(other_, "meetings.list", json::object{}, "meetings"))
    EXPECT_NE(m.as_object().at("meeting_id"), k.at("meeting_id"));
}

TEST_P(MattersTest, RefusesWhatIsNoMatter) {
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"kind", "rumour"}})), "matter.kind");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"texts", json::array{}}})), "matter.texts");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"texts", json::array{"　 "}}})), "text.needed");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"received_on", "2999-01-01"}})), "as_of.future");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"received_on", "2026/3/2"}})), "date.bad");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"due_date", "2026-03-01"}})), "due.past");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"unit_id", "U999"}})), "unit.unknown");
  EXPECT_EQ(refused(desk_, "matters.register", matter({{"file_hash", std::string(64, 'a')}, {"file_name", "a.pdf"}})),
            "report.no_file");
  EXPECT_EQ(refused(clerk_, "matters.register", matter()), "access.not_allowed");
}

TEST_P(MattersTest, ANoticeCountsSeveralMeetings) {
  const json::object k = ok(desk_, "matters.register", matter()).as_object().at("commitments").as_array().at(0).as_object();
  const json::value other = k.at("meeting_id");
  const json::object asked{{"meeting_id", meeting_}, {"more_meetings", json::array{other}}};
  const json::object draft = ok(desk_, "notices.draft", asked).as_object();
  EXPECT_EQ(draft.at("total").as_int64(), 7);
  EXPECT_NE(std::string(draft.at("title").as_string()).find("2026年第5次县政府常务会议和领导批示确定事项"), std::string::npos)
      << draft.at("title");
  const json::object alone = ok(desk_, "notices.draft", {{"meeting_id", other}}).as_object();
  EXPECT_NE(std::string(alone.at("title").as_string()).find("关于2026年领导批示确定事项"), std::string::npos)
      << alone.at("title");
  const json::object issued = ok(desk_, "notices.issue", asked).as_object();
  EXPECT_EQ(issued.at("also_of"), other);
  EXPECT_EQ(refused(desk_, "notices.draft", {{"meeting_id", meeting_}, {"more_meetings", json::array{meeting_}}}),
            "notice.meeting_twice");
  EXPECT_EQ(refused(desk_, "notices.draft", {{"meeting_id", meeting_}, {"more_meetings", json::array{"m0"}}}), "meeting.unknown");
}

LUODI_ON_BOTH_STORES(MattersTest);

}  // namespace
}  // namespace luodi
