// Campaigns, upper-level documents and slips by rule, through the engine's door on both stores.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/clock.h"
#include "luodi/engine.h"
#include "supervision/library.h"
#include "tests/support/files.h"
#include "tests/support/stores.h"

namespace luodi {
namespace {

namespace json = boost::json;

constexpr const char* kPaper =
    "霁川县人民政府召开2026年第9次常务会议\n2026年5月11日，县委副书记、县长顾砚舟主持召开县政府2026年第9次常务会议。\n"
    "会议传达学习了《关于推动县域经济高质量发展的若干措施》。会议要求，县发改局要牵头研究提出我县贯彻意见，6月20日前报县政府。\n"
    "会议听取了县工信局关于企业培育情况的汇报。会议要求，县工信局要逐户上门服务，7月底前完成申报。\n";

class LibraryTest : public testing::OnBothStores {
 protected:
  void SetUp() override {
    OnBothStores::SetUp();
    if (IsSkipped()) return;
    EngineOptions options{scratch_->for_engine(), 8U << 20U};
    options.clock = &clock_;
    auto e = Engine::open(options);
    ASSERT_TRUE(e) << e.error().detail;
    engine_ = std::move(*e);
    ASSERT_TRUE(engine_->import_demo(desk_));
    const json::value imported = json::parse(engine_->import_file(desk_, "九.txt", kPaper).value());
    meeting_ = std::string(imported.as_object().at("meeting_id").as_string());
    const json::object m = ok(desk_, "meetings.get", {{"meeting_id", meeting_}});
    json::array ids;
    for (const json::value& i : m.at("items").as_array())
      for (const json::value& d : i.as_object().at("directives").as_array()) ids.push_back(d.as_object().at("directive_id"));
    ASSERT_EQ(ids.size(), 2U);
    const json::object made = ok(desk_, "directives.confirm", {{"directive_ids", ids}});
    for (const json::value& k : made.at("commitments").as_array()) ids_.push_back(k.as_object().at("commitment_id"));
  }
  json::object ok(const Caller& who, const char* operation, const json::value& request = json::object{}) {
    auto answer = engine_->call(who, operation, json::serialize(request));
    EXPECT_TRUE(answer) << operation << ": " << (answer ? "" : answer.error().detail);
    return answer ? json::parse(*answer).as_object() : json::object{};
  }
  std::string refused(const Caller& who, const char* operation, const json::value& request) {
    auto answer = engine_->call(who, operation, json::serialize(request));
    return answer ? "done" : answer.error().reason;
  }
  static Caller as(const char* role, const char* unit) {
    return {{std::string("a-") + role + unit, role, "", role, *unit == 0 ? std::nullopt : std::optional<std::string>(unit)},
            "test"};
  }
  FixedClock clock_{SystemClock().seconds()};
  std::unique_ptr<Engine> engine_;
  std::string meeting_;
  json::array ids_;
  Caller desk_ = as("supervision", ""), clerk_ = as("clerk", "U004"), other_ = as("clerk", "U007");
};

TEST_P(LibraryTest, MakesADocumentOfTheDutyToDrawUpMeasuresAndFollowsIt) {
  const json::array list = ok(desk_, "documents.list").at("documents").as_array();
  ASSERT_EQ(list.size(), 1U) << "the study item's document entered the library when its duty was confirmed";
  const json::object d = list[0].as_object();
  EXPECT_EQ(d.at("title").as_string(), "《关于推动县域经济高质量发展的若干措施》");
  ASSERT_EQ(d.at("duties").as_array().size(), 1U);
  EXPECT_EQ(d.at("duties").as_array()[0].as_object().at("commitment_id"), ids_[0]);
  EXPECT_EQ(d.at("duties").as_array()[0].as_object().at("due_date").as_string(), "2026-06-20");
  const json::string id = d.at("document_id").as_string();
  ok(desk_, "documents.add",
     {{"document_id", id}, {"title", d.at("title")}, {"number", "省政发〔2026〕7号"}, {"unit_ids", {"U004", "U007"}}});
  EXPECT_EQ(refused(desk_, "documents.add", {{"title", d.at("title")}}), "document.known");
  ok(clerk_, "documents.read", {{"document_id", id}});
  const json::array readers = ok(desk_, "documents.list").at("documents").as_array()[0].as_object().at("readers").as_array();
  ASSERT_EQ(readers.size(), 2U);
  EXPECT_TRUE(readers[0].as_object().at("read_at").is_string());
  EXPECT_TRUE(readers[1].as_object().at("read_at").is_null()) << "the other unit has not";
  EXPECT_EQ(ok(as("clerk", "U009"), "documents.list").at("documents").as_array().size(), 0U) << "not one of its readers";
  EXPECT_EQ(ok(other_, "documents.list").at("documents").as_array()[0].as_object().at("readers").as_array().size(), 1U);
  // The county's own measures come in as a table, and are the document's.
  auto sent = engine_->send_file(desk_, "tables.send", "措施.csv",
                                 "任务,牵头单位\n出台县域经济奖补办法,县发改局\n建设共享厂房,县工信局\n");
  ASSERT_TRUE(sent);
  const json::object made = ok(desk_, "tables.import",
                               {{"file_hash", json::parse(*sent).as_object().at("file_hash")},
                                {"file_name", "措施.csv"},
                                {"kind", "tasks"},
                                {"confirm", true}});
  ok(desk_, "documents.link", {{"document_id", id}, {"kind", "measures"}, {"target", made.at("meeting_id")}});
  const json::object m =
      ok(desk_, "documents.list").at("documents").as_array()[0].as_object().at("measures").as_array()[0].as_object();
  EXPECT_EQ(m.at("total").as_int64(), 2);
  const json::array of_duty = ok(desk_, "commitments.get", {{"commitment_id", ids_[0]}}).at("documents").as_array();
  ASSERT_EQ(of_duty.size(), 1U) << "the duty leads back to its document";
  EXPECT_EQ(of_duty[0].as_object().at("title"), d.at("title"));
  EXPECT_EQ(ok(desk_, "meetings.get", {{"meeting_id", made.at("meeting_id")}}).at("documents").as_array().size(), 1U)
      << "and so do its measures";
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(ok(desk_, "documents.list").at("documents").as_array().size(), 1U);
}

TEST_P(LibraryTest, GroupsCommitmentsAcrossMeetingsInACampaign) {
  const json::object made =
      ok(desk_, "campaigns.set", {{"name", "“三个年”活动"}, {"valid_from", "2026-01-01"}, {"valid_to", "2026-12-31"}});
  ok(desk_, "campaigns.join", {{"campaign_id", made.at("campaign_id")}, {"commitment_ids", ids_}});
  const json::object c = ok(desk_, "campaigns.list").at("campaigns").as_array()[0].as_object();
  EXPECT_EQ(c.at("total").as_int64(), 2);
  EXPECT_EQ(c.at("meetings").as_int64(), 1);
  EXPECT_EQ(ok(desk_, "commitments.list", {{"campaign_id", made.at("campaign_id")}}).at("total").as_int64(), 2);
  ok(desk_, "campaigns.leave", {{"campaign_id", made.at("campaign_id")}, {"commitment_ids", json::array{ids_[0]}}});
  EXPECT_EQ(ok(desk_, "commitments.list", {{"campaign_id", made.at("campaign_id")}}).at("total").as_int64(), 1);
  EXPECT_EQ(ok(other_, "campaigns.list").at("campaigns").as_array()[0].as_object().at("total").as_int64(), 0)
      << "only what one sees is counted";
  EXPECT_EQ(refused(desk_, "campaigns.set", {{"name", "x"}, {"valid_from", "2026-05-01"}, {"valid_to", "2026-04-01"}}),
            "campaign.ends_before");
  EXPECT_EQ(refused(desk_, "campaigns.join", {{"campaign_id", "none"}, {"commitment_ids", ids_}}), "campaign.unknown");
}

TEST_P(LibraryTest, ShowsACampaignOfAPastDayWithTheMembersItHadThen) {
  const json::value id =
      ok(desk_, "campaigns.set", {{"name", "冲刺四季度"}, {"valid_from", "2026-10-01"}, {"valid_to", nullptr}}).at("campaign_id");
  const auto total = [&](const std::string& day) {
    return ok(desk_, "commitments.list", {{"campaign_id", id}, {"as_of", day}}).at("total").as_int64();
  };
  const std::string first = clock_.today().iso(), second = clock_.today().plus_days(1).iso(),
                    third = clock_.today().plus_days(2).iso();
  clock_.advance(86400);
  ok(desk_, "campaigns.join", {{"campaign_id", id}, {"commitment_ids", ids_}});
  clock_.advance(86400);
  ok(desk_, "campaigns.leave", {{"campaign_id", id}, {"commitment_ids", json::array{ids_[0]}}});
  ok(desk_, "campaigns.join", {{"campaign_id", id}, {"commitment_ids", json::array{ids_[1]}}});  // it is in it already
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(total(first), 0) << "nobody had joined";
    EXPECT_EQ(total(second), 2) << "the same answer forever";
    EXPECT_EQ(total(third), 1);
    ASSERT_TRUE(engine_->rebuild({}));
  }
}

TEST_P(LibraryTest, AsksForTheSlipThatTheRulesGiveAndNotTwice) {
  // What the sentence asked for is over when it is assigned; a new day that is over could not be named.
  for (const json::value& one : ids_) ok(desk_, "commitments.change", {{"commitment_id", one}, {"due_date", "2026-10-01"}});
  ok(desk_, "commitments.assign", {{"commitment_ids", ids_}, {"lead_unit_id", "U004"}});
  const auto due = [&] {
    std::string s;
    const json::object a = ok(desk_, "slips.due");
    for (const json::value& v : a.at("due").as_array())
      s += std::string(v.as_object().at("kind").as_string()) + "=" + std::to_string(v.as_object().at("total").as_int64()) + " ";
    return s;
  };
  EXPECT_EQ(due(), "red=2 ") << "long past its date: the heaviest";
  ok(desk_, "commitments.slip", {{"commitment_ids", json::array{ids_[0]}}, {"kind", "red"}});
  EXPECT_EQ(due(), "red=1 ") << "what was sent is not asked for again";
  EXPECT_EQ(refused(desk_, "slips.set",
                    {{"rules", json::array{json::object{
                                   {"rule_id", "a"}, {"kind", "pink"}, {"days_late", 1}, {"name", "x"}, {"source", "y"}}}}}),
            "slip.kind");
  ok(desk_, "slips.set",
     {{"rules",
       json::array{json::object{{"rule_id", "a"}, {"kind", "red"}, {"days_late", 900}, {"name", "x"}, {"source", "本县"}}}}});
  EXPECT_EQ(due(), "") << "the county's own rule holds now";
}

TEST(Library, TellsTheDutyOfMeasuresFromItsLookAlikes) {
  for (const char* text : {"县发改局要牵头研究提出我县贯彻意见", "抓紧制定实施方案", "要结合实际细化落实措施"})
    EXPECT_TRUE(supervision::is_duty_of_measures(text)) << text;
  for (const char* text : {"要认真贯彻落实会议精神", "会议审议了实施方案", "加强研究"})
    EXPECT_FALSE(supervision::is_duty_of_measures(text)) << text;
  EXPECT_EQ(supervision::document_of_subject("传达学习省政府全体会议精神"), "省政府全体会议精神");
}

TEST_P(LibraryTest, LeadsWhatIsCarriedOverToTheNextMeetingOfItsKind) {
  const auto id = [&](std::size_t i) { return std::string(ids_[i].as_string()); };
  const auto carried_to = [&](const std::string& commitment) {
    return ok(desk_, "commitments.get", {{"commitment_id", commitment}}).at("carried_to");
  };
  const auto import = [&](const char* name, const std::string& head) {
    const std::string paper =
        head + "。\n会议听取了县工信局关于企业培育情况的汇报。会议要求，县工信局要逐户上门服务，7月底前完成申报。\n";
    return std::string(json::parse(engine_->import_file(desk_, name, paper).value()).as_object().at("meeting_id").as_string());
  };
  EXPECT_TRUE(carried_to(id(0)).is_null()) << "not carried over at all";
  ok(desk_, "commitments.carry", {{"commitment_ids", json::array{id(0)}}, {"text", "下次会议再议"}});
  EXPECT_TRUE(carried_to(id(0)).is_null()) << "no later meeting yet";
  import("党组.txt", "2090年1月5日，县长顾砚舟主持召开霁川县县政府党组会议");
  EXPECT_TRUE(carried_to(id(0)).is_null()) << "a meeting of another kind";
  const std::string later = import("后.txt", "2091年3月5日，县委副书记、县长顾砚舟主持召开县政府2091年第2次常务会议");
  const std::string next = import("先.txt", "2091年2月5日，县委副书记、县长顾砚舟主持召开县政府2091年第1次常务会议");
  EXPECT_EQ(carried_to(id(0)).as_object().at("meeting_id").as_string(), next);
  const json::object there = ok(desk_, "meetings.get", {{"meeting_id", next}});
  ASSERT_EQ(there.at("carried").as_array().size(), 1U);
  EXPECT_EQ(there.at("carried").as_array()[0].as_object().at("commitment_id").as_string(), id(0));
  EXPECT_TRUE(ok(desk_, "meetings.get", {{"meeting_id", later}}).at("carried").as_array().empty());
  ok(desk_, "commitments.assign", {{"commitment_ids", json::array{id(0)}}, {"lead_unit_id", "U004"}, {"due_date", "2040-06-30"}});
  EXPECT_TRUE(carried_to(id(0)).is_null()) << "assigned anew, it waits for no meeting";
  EXPECT_TRUE(ok(desk_, "meetings.get", {{"meeting_id", next}}).at("carried").as_array().empty());
}

LUODI_ON_BOTH_STORES(LibraryTest);

}  // namespace
}  // namespace luodi
