// The engine through its door, on both stores: the road from a paper to commitments, roles, errors, rebuild.
// Over 600 lines: every story starts from the one fixture on both stores.
#include "luodi/engine.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "base/working_days.h"
#include "paper/unicode.h"
#include "tests/support/files.h"
#include "tests/support/stores.h"

namespace luodi {
namespace {

namespace json = boost::json;

class EngineTest : public testing::OnBothStores {
 protected:
  void SetUp() override {
    OnBothStores::SetUp();
    if (!IsSkipped()) open();
  }
  void open() {
    auto e = Engine::open({scratch_->for_engine(), 1U << 20U, false});
    ASSERT_TRUE(e) << e.error().detail;
    engine_ = std::move(*e);
    admin_ = {*engine_->local_account(""), "test"};
  }
  json::value ok(const char* operation, const json::value& request = json::object{}) {
    auto answer = engine_->call(admin_, operation, json::serialize(request));
    EXPECT_TRUE(answer) << operation << ": " << (answer ? "" : answer.error().detail);
    return answer ? json::parse(*answer) : json::value();
  }
  std::string refused(const char* operation, const json::value& request) {
    auto answer = engine_->call(admin_, operation, json::serialize(request));
    return answer ? "done" : answer.error().reason;
  }
  std::string import(const std::string& file) {
    auto answer = engine_->import_file(admin_, file, testing::contents(testing::own("examples/county/" + file)));
    EXPECT_TRUE(answer) << (answer ? "" : answer.error().detail);
    return answer ? std::string(json::parse(*answer).as_object().at("meeting_id").as_string()) : "";
  }
  json::array directives(const std::string& meeting) {
    json::array out;
    const json::value found1 = ok("meetings.get", {{"meeting_id", meeting}});
    for (const json::value& item : found1.as_object().at("items").as_array())
      for (const json::value& d : item.as_object().at("directives").as_array()) out.push_back(d);
    return out;
  }
  static std::string id(const json::value& d) { return std::string(d.as_object().at("directive_id").as_string()); }
  static std::string state(const json::value& d) { return std::string(d.as_object().at("state").as_string()); }
  std::string state_of(const std::string& meeting, const std::string& wanted) {
    for (const json::value& d : directives(meeting))
      if (id(d) == wanted) return state(d);
    return "gone";
  }
  std::string everything() {
    std::string s;
    const json::value found2 = ok("meetings.list");
    for (const json::value& m : found2.as_object().at("meetings").as_array())
      s += json::serialize(ok("meetings.get", {{"meeting_id", m.as_object().at("meeting_id")}}));
    return s + json::serialize(ok("commitments.list"));
  }
  std::unique_ptr<Engine> engine_;
  Caller admin_;
};

TEST_P(EngineTest, WalksFromAPaperToCommitments) {
  const std::string meeting = import("meeting-second.garbled.txt");
  const json::array list = directives(meeting);
  ASSERT_EQ(list.size(), 19U);
  const json::value made = ok("directives.confirm", {{"directive_ids", {id(list[0])}}});
  const json::object first = made.as_object().at("commitments").as_array().front().as_object();
  EXPECT_EQ(first.at("commitment_id").as_string(), "2026-00001");
  EXPECT_EQ(first.at("due_date").as_string(), "2026-04-10");
  EXPECT_EQ(first.at("unit").as_string(), "县统计局") << "proposed from the reporting unit";
  json::array rest;
  for (std::size_t i = 1; i < list.size(); ++i) rest.emplace_back(id(list[i]));
  EXPECT_EQ(ok("directives.confirm", {{"directive_ids", rest}}).as_object().at("commitments").as_array().size(), 18U);
  EXPECT_EQ(ok("commitments.list").as_object().at("commitments").as_array().size(), 19U);
  EXPECT_EQ(refused("directives.confirm", {{"directive_ids", {id(list[0])}}}), "directive.not_proposed");
}

TEST_P(EngineTest, ChangesNothingForTheSamePaperTwice) {
  const std::string meeting = import("meeting-clean.txt");
  auto again =
      engine_->import_file(admin_, "other name.txt", testing::contents(testing::own("examples/county/meeting-clean.txt")));
  ASSERT_TRUE(again);
  EXPECT_FALSE(json::parse(*again).as_object().at("fresh").as_bool());
  EXPECT_EQ(engine_->verify()->entries, 1);
  EXPECT_EQ(directives(meeting).size(), 21U);
}

TEST_P(EngineTest, PutsTwoPapersOfOneMeetingSideBySide) {
  const std::string first = import("meeting-clean.txt");
  std::string text = testing::contents(testing::own("examples/county/meeting-clean.txt"));
  text.replace(text.find("顾砚舟"), std::string("顾砚舟").size(), "顾砚周");
  const std::string phrase = "全力实现一季度良好开局";
  text.replace(text.find(phrase), phrase.size(), "全力实现首季开门红");
  auto second = engine_->import_file(admin_, "minutes.txt", text);
  ASSERT_TRUE(second);
  EXPECT_EQ(json::parse(*second).as_object().at("meeting_id").as_string(), first);
  const json::object view = ok("meetings.get", {{"meeting_id", first}}).as_object();
  EXPECT_EQ(view.at("sources").as_array().size(), 2U);
  bool chair = false, directive = false;
  for (const json::value& d : view.at("differences").as_array()) {
    chair |= d.as_object().at("field").as_string() == "chair";
    directive |=
        d.as_object().at("field").as_string() == "directive" && json::serialize(d).find("首季开门红") != std::string::npos;
  }
  EXPECT_TRUE(chair);
  EXPECT_TRUE(directive);
  EXPECT_EQ(view.at("meeting").as_object().at("directives").as_int64(), 21) << "a requirement both papers bring counts once";
}

/// The same meeting, told as 县人民政府 and 第四次 by another paper.
TEST_P(EngineTest, OneMeetingHoweverItIsCalled) {
  const auto told = [&](const std::string& name, const std::string& words) {
    auto done = engine_->import_file(
        admin_, name, "3月11日，霁川县县长顾砚舟主持召开" + words + "。\n会议要求，县财政局要抓好" + name + "。\n2026年");
    EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().detail);
    return std::string(json::parse(*done).as_object().at("meeting_id").as_string());
  };
  const std::string first = told("a.txt", "县政府2026年第24次常务会议");
  EXPECT_EQ(told("b.txt", "县人民政府2026年第24次常务会议"), first);
  EXPECT_EQ(told("c.txt", "县政府2026年第二十四次常务会议"), first);
  EXPECT_NE(told("d.txt", "县政府2026年第二十五次常务会议"), first);
}

TEST_P(EngineTest, TakesAPaperBackThatWasLoadedByMistake) {
  const std::string meeting = import("meeting-clean.txt");
  std::string text = testing::contents(testing::own("examples/county/meeting-clean.txt"));
  text.replace(text.find("全力实现一季度良好开局"), std::string("全力实现一季度良好开局").size(), "全力实现首季开门红");
  text.replace(text.find("顾砚舟"), std::string("顾砚舟").size(), "顾砚周");
  auto second = engine_->import_file(admin_, "minutes.txt", text);
  ASSERT_TRUE(second);
  const json::value paper = json::parse(*second).as_object().at("paper_id");
  const auto sources = [&] { return ok("meetings.get", {{"meeting_id", meeting}}).as_object().at("sources").as_array(); };
  const json::value first = sources().at(0).as_object().at("paper_id");
  const auto withdraw = [&](const json::value& id, const char* reason = "导错了") {
    return refused("papers.withdraw", {{"paper_id", id}, {"reason", reason}});
  };
  EXPECT_EQ(withdraw(first, " "), "refuse.reason");
  EXPECT_EQ(withdraw("p0"), "paper.unknown");
  std::string confirmed;
  for (const json::value& d : directives(meeting))
    if (d.as_object().at("paper_id") == first) confirmed = id(d);
  ok("directives.confirm", {{"directive_ids", {confirmed}}});
  EXPECT_EQ(withdraw(first), "paper.in_use");
  ok("directives.undo", {{"directive_ids", {confirmed}}});
  EXPECT_EQ(withdraw(first), "done");
  EXPECT_EQ(withdraw(first), "paper.unknown") << "taken back once";
  ASSERT_EQ(sources().size(), 1U);
  EXPECT_EQ(sources().at(0).as_object().at("paper_id"), paper);
  const auto chair = [&](const char* of) {
    return std::string(ok("meetings.get", {{"meeting_id", meeting}}).as_object().at(of).as_object().at("chair_name").as_string());
  };
  EXPECT_EQ(chair("meeting"), "顾砚周") << "the paper that stands tells of the meeting";
  EXPECT_EQ(chair("as_read"), "顾砚周");
  const json::object row = ok("meetings.list").as_object().at("meetings").as_array().at(0).as_object();
  EXPECT_EQ(row.at("directives").as_int64(), 21) << "what stood behind the first paper's requirements stands for itself";
  EXPECT_GT(row.at("items").as_int64(), 0);
  const std::string before = everything();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(everything(), before);
  EXPECT_EQ(withdraw(paper), "done");
  EXPECT_TRUE(ok("meetings.list").as_object().at("meetings").as_array().empty());
  EXPECT_EQ(refused("meetings.get", {{"meeting_id", meeting}}), "meeting.unknown") << "no paper tells of it any more";
  EXPECT_EQ(import("meeting-clean.txt"), meeting) << "the same file can be loaded again";
  EXPECT_EQ(chair("meeting"), "顾砚舟") << "and tells of the meeting anew";
  EXPECT_EQ(ok("meetings.list").as_object().at("meetings").as_array().at(0).as_object().at("items").as_int64(),
            static_cast<std::int64_t>(ok("meetings.get", {{"meeting_id", meeting}}).as_object().at("items").as_array().size()));
  EXPECT_EQ(directives(meeting).size(), 21U);
}

TEST_P(EngineTest, SplitsMergesRefusesSettlesAndTakesBack) {
  const std::string meeting = import("meeting-clean.txt");
  json::array list = directives(meeting);
  // Split along the clauses.
  json::value many;
  for (const json::value& d : list)
    if (d.as_object().at("clauses").as_array().size() >= 2) many = d;
  ASSERT_FALSE(many.is_null());
  json::array spans;
  for (const json::value& c : many.as_object().at("clauses").as_array()) spans.push_back(c.as_object().at("span"));
  ok("directives.split", {{"directive_id", id(many)}, {"spans", spans}});
  EXPECT_EQ(state_of(meeting, id(many)), "split");
  EXPECT_EQ(directives(meeting).size(), list.size() + spans.size());
  ok("directives.refuse", {{"directive_ids", {id(many) + ".1"}}, {"reason", "不属于本级职责"}});
  EXPECT_EQ(refused("directives.undo", {{"directive_ids", {id(many)}}}), "undo.parts");
  ok("directives.undo", {{"directive_ids", {id(many) + ".1"}}});
  ok("directives.undo", {{"directive_ids", {id(many)}}});
  EXPECT_EQ(state_of(meeting, id(many)), "proposed");
  EXPECT_EQ(directives(meeting).size(), list.size()) << "the parts are void";
  ok("directives.split", {{"directive_id", id(many)}, {"spans", spans}});
  EXPECT_EQ(state_of(meeting, id(many) + ".1"), "gone") << "ids of void parts are not used again";
  // Merge two neighbours and take it back from either.
  const std::string a = id(list[0]), b = id(list[1]);
  ok("directives.merge", {{"directive_ids", {b, a}}});
  EXPECT_EQ(state_of(meeting, a), "merged");
  EXPECT_EQ(state_of(meeting, a + ".m1"), "proposed");
  ok("directives.undo", {{"directive_ids", {b}}});
  EXPECT_EQ(state_of(meeting, a), "proposed");
  EXPECT_EQ(state_of(meeting, b), "proposed");
  EXPECT_EQ(state_of(meeting, a + ".m1"), "gone");
  ok("directives.settle", {{"directive_ids", {a}}});
  EXPECT_EQ(state_of(meeting, a), "settled");
  EXPECT_EQ(refused("directives.refuse", {{"directive_ids", {b}}, {"reason", ""}}), "refuse.reason");
}

TEST_P(EngineTest, MakesSubCommitmentsOfTickedClauses) {
  const std::string meeting = import("meeting-clean.txt");
  for (const json::value& d : directives(meeting)) {
    if (d.as_object().at("clauses").as_array().size() < 2) continue;
    const json::array made =
        ok("directives.confirm",
           {{"directive_ids", {id(d)}}, {"unit", "县发改局"}, {"due_date", "2026-06-30"}, {"clauses", {0, 1}}})
            .as_object()
            .at("commitments")
            .as_array();
    ASSERT_EQ(made.size(), 3U);
    EXPECT_EQ(made[1].as_object().at("parent_id"), made[0].as_object().at("commitment_id"));
    EXPECT_EQ(made[1].as_object().at("unit").as_string(), "县发改局");
    ok("directives.undo", {{"directive_ids", {id(d)}}});
    EXPECT_TRUE(ok("commitments.list").as_object().at("commitments").as_array().empty()) << "taken back with its parts";
    const json::array next = ok("directives.confirm", {{"directive_ids", {id(d)}}}).as_object().at("commitments").as_array();
    EXPECT_EQ(next[0].as_object().at("commitment_id").as_string(), "2026-00004") << "a number is given once";
    return;
  }
  FAIL() << "no directive with clauses";
}

TEST_P(EngineTest, RefusesSplitsAndMergesThatMakeNoSense) {
  const std::string meeting = import("meeting-clean.txt");
  const json::array list = directives(meeting);
  const std::string a = id(list[0]), c = id(list[2]);
  EXPECT_EQ(refused("directives.merge", {{"directive_ids", {a, a}}}), "directive.twice");
  EXPECT_EQ(refused("directives.merge", {{"directive_ids", {a, c}}}), "merge.one_item") << "text of another item lies between";
  EXPECT_EQ(refused("directives.merge", {{"directive_ids", {c, id(list[4])}}}), "merge.neighbours");
  EXPECT_EQ(refused("directives.refuse", {{"directive_ids", {a}}, {"reason", " 　 "}}), "refuse.reason");
  EXPECT_EQ(refused("directives.correct", {{"directive_id", a}, {"span", list[5].as_object().at("span")}}), "correct.elsewhere");
  const json::value span = list[0].as_object().at("span");
  EXPECT_EQ(refused("directives.split", {{"directive_id", a}, {"spans", {span, span}}}), "split.overlap");
  EXPECT_EQ(refused("directives.confirm", {{"directive_ids", {a}}, {"clauses", {0, 0}}}), "confirm.clause_twice");
  ok("directives.merge", {{"directive_ids", {a, id(list[1])}}});
  ok("directives.undo", {{"directive_ids", {a, id(list[1])}}});
  EXPECT_EQ(state_of(meeting, a), "proposed") << "both members of one merge in one call";
}

TEST_P(EngineTest, AddsARequirementThatWasNotRead) {
  const std::string meeting = import("meeting-clean.txt");
  const json::object view = ok("meetings.get", {{"meeting_id", meeting}}).as_object();
  const json::object source = view.at("sources").as_array()[0].as_object();
  const std::u32string text = paper::to_utf32(std::string(source.at("text").as_string()));
  const std::size_t at = text.find(U"会议原则同意该方案");
  ASSERT_NE(at, std::u32string::npos);
  const std::string paper_id(source.at("paper_id").as_string());
  const std::size_t before = directives(meeting).size();
  const json::object made = ok("directives.add", {{"paper_id", paper_id}, {"span", {at, at + 9}}}).as_object();
  EXPECT_EQ(made.at("text").as_string(), "会议原则同意该方案");
  EXPECT_EQ(made.at("state").as_string(), "proposed");
  EXPECT_EQ(directives(meeting).size(), before + 1);
  EXPECT_EQ(refused("directives.add", {{"paper_id", paper_id}, {"span", {at, at + 4}}}), "add.overlap");
  EXPECT_EQ(refused("directives.add", {{"paper_id", "none"}, {"span", {1, 4}}}), "add.no_item");
  ok("directives.confirm", {{"directive_ids", {made.at("directive_id")}}});
  const std::string all = everything();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(everything(), all) << "an added requirement is an entry like any other";
}

TEST_P(EngineTest, ShowsWhatWasConfirmedAndDealsWithOneRequirementOnce) {
  const std::string meeting = import("meeting-second.clean.txt");
  const json::array list = directives(meeting);
  ok("directives.confirm", {{"directive_ids", {id(list[0])}}, {"unit", "县测试局"}, {"due_date", "2026-09-30"}});
  const json::object shown = directives(meeting)[0].as_object();
  EXPECT_EQ(shown.at("unit").as_string(), "县测试局");
  EXPECT_EQ(shown.at("due_date").as_string(), "2026-09-30");
  ASSERT_EQ(import("meeting-second.garbled.txt"), meeting);
  for (const json::value& d : directives(meeting))
    if (d.as_object().at("twin_of").is_string()) {
      EXPECT_EQ(refused("directives.confirm", {{"directive_ids", {id(d)}}}), "directive.twin");
      return;
    }
  FAIL() << "no twin";
}

TEST_P(EngineTest, KeepsAnOpenDueDateOpenWhenTheScreenSendsNone) {
  const std::string meeting = import("meeting-clean.txt");
  for (const json::value& d : directives(meeting)) {
    if (d.as_object().at("due_kind").as_string() != "open") continue;
    const json::array made =
        ok("directives.confirm", {{"directive_ids", {id(d)}}, {"due_date", ""}}).as_object().at("commitments").as_array();
    EXPECT_EQ(made[0].as_object().at("due_kind").as_string(), "open");
    return;
  }
  FAIL() << "no open directive";
}

TEST_P(EngineTest, KeepsTwoMeetingsOfOneDayApart) {
  const std::string head = "2026年3月11日，县长顾砚舟主持召开霁川县";
  for (const char* kind : {"县政府常务会议", "县政府党组会议"})
    ASSERT_TRUE(engine_->import_file(admin_, "a.txt", head + kind + "。会议要求，要抓好" + kind + "议定事项。"));
  EXPECT_EQ(ok("meetings.list").as_object().at("meetings").as_array().size(), 2U);
}

TEST_P(EngineTest, AuditsALoginOfAnyCharacters) {
  std::string login;
  for (int i = 0; i < 30; ++i) login += "县";
  EXPECT_FALSE(engine_->log_in(login, "x"));
  EXPECT_NE(json::serialize(ok("audit.list")).find("session.refused"), std::string::npos);
}

TEST_P(EngineTest, CorrectsSpanUnitAndDate) {
  const std::string meeting = import("meeting-clean.txt");
  const json::value d = directives(meeting)[2];
  const auto begin = d.as_object().at("span").as_array()[0].as_int64();
  ok("directives.correct",
     {{"directive_id", id(d)}, {"span", {begin, begin + 10}}, {"unit", "县工信局"}, {"due_date", "2026-05-01"}});
  for (const json::value& now : directives(meeting))
    if (id(now) == id(d)) {
      EXPECT_EQ(now.as_object().at("span").as_array()[1].as_int64(), begin + 10);
      EXPECT_EQ(now.as_object().at("unit").as_string(), "县工信局");
      EXPECT_EQ(now.as_object().at("due_date").as_string(), "2026-05-01");
    }
  EXPECT_EQ(refused("directives.correct", {{"directive_id", id(d)}, {"span", {5, 999999}}}), "span.outside");
  EXPECT_EQ(refused("directives.correct", {{"directive_id", id(d)}, {"due_date", "2026-02-30"}}), "date.bad");
}

TEST_P(EngineTest, TakesCorrectionsBackOneAfterAnother) {
  const std::string meeting = import("meeting-clean.txt");
  const json::value d = directives(meeting)[2];
  const std::string was = json::serialize(d);
  const auto now = [&] {
    for (const json::value& one : directives(meeting))
      if (id(one) == id(d)) return one.as_object();
    return json::object{};
  };
  const auto begin = d.as_object().at("span").as_array()[0].as_int64();
  EXPECT_EQ(refused("directives.undo", {{"directive_ids", {id(d)}}}), "undo.nothing");
  ok("directives.correct", {{"directive_id", id(d)}, {"span", {begin, begin + 10}}});
  ok("directives.correct", {{"directive_id", id(d)}, {"unit", "县工信局"}});
  EXPECT_EQ(now().at("corrected").as_int64(), 2);
  ok("directives.undo", {{"directive_ids", {id(d)}}});
  EXPECT_NE(now().at("unit"), json::value("县工信局"));
  EXPECT_EQ(now().at("span").as_array()[1].as_int64(), begin + 10) << "the first correction stands";
  ok("directives.correct", {{"directive_id", id(d)}, {"unit", "县商务局"}});
  ok("directives.undo", {{"directive_ids", {id(d)}}});
  ok("directives.undo", {{"directive_ids", {id(d)}}});
  EXPECT_EQ(json::serialize(now()), was) << "as it was read";
  EXPECT_EQ(refused("directives.undo", {{"directive_ids", {id(d)}}}), "undo.nothing");
  const std::string before = everything();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(everything(), before);
}

TEST_P(EngineTest, PutsRightWhatAMeetingIs) {
  const std::string meeting = import("meeting-clean.txt");
  const auto due = [&](const std::string& words) {
    for (const json::value& one : directives(meeting))
      if (one.as_object().at("text").as_string().find(words) != std::string::npos) return one.as_object();
    return json::object{};
  };
  const std::string settled(due("开工率").at("directive_id").as_string());
  const std::string by_hand(due("城区14处易涝点").at("directive_id").as_string());
  ok("directives.confirm", {{"directive_ids", {settled}}});
  ok("directives.correct", {{"directive_id", by_hand}, {"due_date", "2026-05-25"}});
  const json::object a =
      ok("meetings.correct", {{"meeting_id", meeting}, {"date", "2025-03-11"}, {"ordinal", "2025年第4次"}, {"chair_title", ""}})
          .as_object();
  EXPECT_EQ(a.at("meeting").as_object().at("date").as_string(), "2025-03-11");
  EXPECT_EQ(a.at("kept").as_int64(), 1) << "the commitment keeps the day it was confirmed with";
  EXPECT_GT(a.at("moved").as_int64(), 2);
  EXPECT_EQ(due("更换").at("due_date").as_string(), "2025-10-31") << "10月底前 follows the meeting";
  EXPECT_EQ(due("开工率").at("due_date").as_string(), "2026-03-31");
  EXPECT_EQ(due("城区14处易涝点").at("due_date").as_string(), "2026-05-25") << "a day set by hand stays";
  const json::object view = ok("meetings.get", {{"meeting_id", meeting}}).as_object();
  EXPECT_EQ(view.at("meeting").as_object().at("chair_name").as_string(), "顾砚舟") << "nothing given leaves a field";
  EXPECT_TRUE(view.at("meeting").as_object().at("chair_title").is_null());
  EXPECT_EQ(view.at("as_read").as_object().at("date").as_string(), "2026-03-11");
  // A part cut out afterwards reads its day by the corrected meeting.
  const json::object part = due("更换");
  const auto span = part.at("span").as_array();
  ok("directives.correct", {{"directive_id", part.at("directive_id")}, {"span", {span[0].as_int64() + 5, span[1].as_int64()}}});
  EXPECT_EQ(due("更换").at("due_date").as_string(), "2025-10-31");
  EXPECT_EQ(refused("meetings.correct", {{"meeting_id", meeting}, {"date", "2025-02-30"}}), "date.bad");
  EXPECT_EQ(refused("meetings.correct", {{"meeting_id", meeting}, {"meeting_kind", ""}}), "meeting.no_kind");
  EXPECT_EQ(refused("meetings.correct", {{"meeting_id", "m0"}, {"date", "2025-03-11"}}), "meeting.unknown");
  const std::string before = everything();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(everything(), before);
  // What changes nothing is no entry; a requirement of which only the unit was put right follows the meeting's day.
  const std::int64_t height = engine_->verify()->entries;
  ok("meetings.correct", {{"meeting_id", meeting}, {"date", "2025-03-11"}});
  EXPECT_EQ(engine_->verify()->entries, height);
  ok("directives.correct", {{"directive_id", due("更换").at("directive_id")}, {"unit", "县工信局"}});
  ok("meetings.correct", {{"meeting_id", meeting}, {"date", "2026-03-11"}});
  EXPECT_EQ(due("更换").at("due_date").as_string(), "2026-10-31");
  EXPECT_EQ(due("城区14处易涝点").at("due_date").as_string(), "2026-05-25");
}

TEST_P(EngineTest, RebuildsTheSameAnswers) {
  const std::string meeting = import("meeting-clean.txt");
  import("meeting-second.garbled.txt");
  json::array list = directives(meeting);
  ok("directives.confirm", {{"directive_ids", {id(list[0]), id(list[3])}}});
  ok("directives.merge", {{"directive_ids", {id(list[4]), id(list[5])}}});
  ok("directives.refuse", {{"directive_ids", {id(list[6])}}, {"reason", "重复"}});
  ok("directives.undo", {{"directive_ids", {id(list[3])}}});
  ok("commitments.change", {{"commitment_id", "2026-00001"}, {"unit", "县财政局"}, {"due_date", ""}});
  const std::string before = everything();
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(engine_->verify()->sound);
  engine_.reset();
  open();
  EXPECT_EQ(everything(), before) << "and after opening it again";
}

TEST_P(EngineTest, AsksEveryOperationOfEveryRole) {
  const auto code = [&](const Operation& o, const Caller& c) {
    if (o.takes_file) {
      auto r = engine_->send_file(c, o.name, "x.txt", "");
      return r ? std::nullopt : std::optional(r.error());
    }
    if (o.gives_file) {
      auto r = engine_->get_file(c, o.name, "{}");
      return r ? std::nullopt : std::optional(r.error());
    }
    auto r = engine_->call(c, o.name, "{}");
    return r ? std::nullopt : std::optional(r.error());
  };
  for (const Operation& o : Engine::operations()) {
    const auto nobody = code(o, {{}, "test"});
    EXPECT_EQ(nobody && nobody->code == ErrorCode::unauthorized, !o.open()) << o.name;
    for (const Role role : account_roles()) {
      const auto error = code(o, {{"x", "x", "", std::string(name_of(role)), "U001"}, "test"});
      const bool refused = error && error->reason == "access.not_allowed";
      EXPECT_EQ(refused, !o.allows(name_of(role))) << o.name << " as " << name_of(role);
      if (!refused) continue;
      EXPECT_NE(error->detail.find(name_of(o.who.front())), std::string::npos) << "the refusal says who may";
    }
    const auto stranger = code(o, {{"x", "x", "", "owner", std::nullopt}, "test"});
    EXPECT_EQ(stranger && stranger->reason == "access.not_allowed", !o.open()) << o.name << " as an unknown role";
  }
}

TEST_P(EngineTest, NamesThePathOfWhatIsWrongInARequest) {
  auto where = [&](const char* operation, const std::string& body) {
    auto r = engine_->call(admin_, operation, body);
    return r ? std::string("done") : r.error().reason + " " + r.error().where;
  };
  EXPECT_EQ(where("directives.refuse", "{\"directive_ids\":[]}"), "json.missing reason");
  EXPECT_EQ(where("directives.split", R"({"directive_id":"x","spans":[[1,2],[3]]})"), "json.wrong_type spans[1]");
  EXPECT_EQ(where("directives.settle", R"({"directive_ids":["x"],"extra":1})"), "json.unknown extra");
  EXPECT_EQ(where("directives.settle", "{"), "json.broken body");
  EXPECT_EQ(where("directives.settle", std::string(R"({"directive_ids":["a\u0000b"]})")), "json.wrong_type directive_ids[0]");
  EXPECT_EQ(where("meetings.get", R"({"meeting_id":"nope"})"), "meeting.unknown nope");
  EXPECT_EQ(where("no.such", "{}"), "operation.unknown no.such");
}

TEST_P(EngineTest, LeavesNoTraceOfARefusedPaperButAnAuditLine) {
  auto marked = engine_->import_file(admin_, "绝密文件名.txt", "机密★1年\n县政府常务会议纪要");
  ASSERT_FALSE(marked);
  EXPECT_EQ(marked.error().reason, "paper.marked");
  EXPECT_EQ(engine_->verify()->entries, 0);
  const std::string audit = json::serialize(ok("audit.list"));
  EXPECT_NE(audit.find("a marked paper was refused"), std::string::npos);
  EXPECT_EQ(audit.find("绝密文件名"), std::string::npos) << "not even the name";
  auto large = engine_->import_file(admin_, "large.txt", std::string((1U << 20U) + 1, 'a'));
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::too_large);
  for (const char* name : {"", "a/b", "..\\x", "\xFF"}) EXPECT_FALSE(engine_->import_file(admin_, name, "会议")) << name;
}

TEST_P(EngineTest, SetsUpOnceAndSlowsGuessing) {
  auto token = engine_->setup_token();
  ASSERT_TRUE(token);
  EXPECT_EQ(engine_->finish_setup("wrong", "clerk", "", "long enough one").error().code, ErrorCode::forbidden);
  EXPECT_EQ(engine_->finish_setup(*token, "clerk", "", "short").error().reason, "access.short_password");
  ASSERT_TRUE(engine_->finish_setup(*token, "clerk", "办事员", "long enough one"));
  EXPECT_EQ(engine_->finish_setup(*token, "other", "", "long enough one").error().code, ErrorCode::conflict) << "once";
  EXPECT_EQ(engine_->setup_token().error().code, ErrorCode::conflict);
  auto session = engine_->log_in("clerk", "long enough one");
  ASSERT_TRUE(session);
  EXPECT_EQ(engine_->account_of(session->first)->display_name, "办事员");
  ASSERT_TRUE(engine_->log_out(session->first));
  EXPECT_EQ(engine_->account_of(session->first).error().code, ErrorCode::unauthorized);
  EXPECT_EQ(engine_->log_in("nobody", "long enough one").error().reason, "access.wrong_login");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(engine_->log_in("clerk", "a wrong password").error().reason, "access.wrong_login");
  EXPECT_EQ(engine_->log_in("clerk", "long enough one").error().reason, "access.wait");
  // A login that does not exist answers the same way, so that accounts cannot be told from guesses.
  for (int i = 0; i < 5; ++i) EXPECT_EQ(engine_->log_in("nobody2", "a wrong password").error().reason, "access.wrong_login");
  EXPECT_EQ(engine_->log_in("nobody2", "a wrong password").error().reason, "access.wait");
}

TEST_P(EngineTest, CountsWorkingDaysOfAnImportedYear) {
  const int year = last_known_year() + 1;
  const std::string first = std::to_string(year) + "-01-01";
  ok("calendar.import", {{"year", year}, {"source", "测试通知"}, {"off", {first}}, {"worked", json::array{}}});
  EXPECT_EQ(is_working_day({year, 1, 1}), std::optional(false));
  EXPECT_TRUE(add_working_days({year, 3, 1}, 3));
  EXPECT_EQ(refused("calendar.import", {{"year", year}, {"source", "x"}, {"off", {"2027-02-30"}}, {"worked", json::array{}}}),
            "calendar.day");
  set_imported_years({});
}

TEST_P(EngineTest, SetsPasswordsAndClosesAccounts) {
  const json::object made = ok("accounts.create", {{"login", "clerk"},
                                                   {"display_name", ""},
                                                   {"role", "viewer"},
                                                   {"password", "a long password"},
                                                   {"unit_id", nullptr},
                                                   {"division", nullptr}})
                                .as_object();
  const std::string who(made.at("account_id").as_string());
  auto session = engine_->log_in("clerk", "a long password");
  ASSERT_TRUE(session);
  const Caller own{session->second, "test"};
  const auto change = [&](const char* old_one, const char* new_one) {
    auto answer = engine_->call(own, "accounts.password",
                                json::serialize(json::object{{"old_password", old_one}, {"new_password", new_one}}));
    return answer ? std::string("done") : answer.error().reason;
  };
  EXPECT_EQ(change("a long password", "short"), "access.short_password");
  EXPECT_EQ(change("another one", "a new password"), "access.wrong_password");
  EXPECT_TRUE(engine_->account_of(session->first)) << "nothing was changed";
  EXPECT_EQ(change("a long password", "a new password"), "done");
  EXPECT_FALSE(engine_->account_of(session->first)) << "its sessions ended";
  EXPECT_FALSE(engine_->log_in("clerk", "a long password"));
  ok("accounts.reset_password", {{"account_id", who}, {"password", "a third password"}});
  session = engine_->log_in("clerk", "a third password");
  ASSERT_TRUE(session);
  ok("accounts.close", {{"account_id", who}, {"closed", true}});
  EXPECT_FALSE(engine_->account_of(session->first));
  EXPECT_EQ(engine_->log_in("clerk", "a third password").error().reason, "access.wrong_login") << "no word on what exists";
  EXPECT_EQ(engine_->local_account("clerk").error().reason, "access.closed");
  const std::string before = json::serialize(ok("accounts.list"));
  EXPECT_NE(before.find("\"closed\":1"), std::string::npos);
  ASSERT_TRUE(engine_->rebuild({}));
  EXPECT_EQ(json::serialize(ok("accounts.list")), before);
  ok("accounts.close", {{"account_id", who}, {"closed", false}});
  EXPECT_TRUE(engine_->log_in("clerk", "a third password"));
  const json::object admin = ok("accounts.create", {{"login", "chief"},
                                                    {"display_name", ""},
                                                    {"role", "administrator"},
                                                    {"password", "a long password"},
                                                    {"unit_id", nullptr},
                                                    {"division", nullptr}})
                                 .as_object();
  EXPECT_EQ(refused("accounts.close", {{"account_id", admin.at("account_id")}, {"closed", true}}), "access.last_administrator");
  EXPECT_EQ(refused("accounts.close", {{"account_id", "a0"}, {"closed", true}}), "account.unknown");
}

TEST_P(EngineTest, ErasesAName) {
  const json::object made =
      ok("accounts.create",
         {{"login", "reader"}, {"display_name", "测试员"}, {"role", "viewer"}, {"password", "long enough one"}})
          .as_object();
  ok("accounts.erase_name", {{"account_id", made.at("account_id")}});
  EXPECT_EQ(json::serialize(ok("accounts.list")).find("测试员"), std::string::npos);
  const auto report = engine_->verify();
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->sound);
  EXPECT_EQ(report->erased, 1);
  EXPECT_EQ(refused("accounts.erase_name", {{"account_id", "none"}}), "account.unknown");
}

TEST_P(EngineTest, FillsAnEmptyLedgerWithTheDemoCountyOnce) {
  ASSERT_TRUE(engine_->import_demo(admin_));
  EXPECT_EQ(ok("meetings.list").as_object().at("meetings").as_array().size(), 2U);
  EXPECT_GE(ok("units.list").as_object().at("units").as_array().size(), 40U);
  EXPECT_EQ(engine_->import_demo(admin_).error().reason, "demo.not_empty");
}

LUODI_ON_BOTH_STORES(EngineTest);

TEST(BothStores, GiveEqualAnswers) {
  if (std::getenv("LUODI_TEST_POSTGRES") == nullptr) GTEST_SKIP() << "no PostgreSQL: ./test starts one";
  std::vector<std::string> answers;
  for (const char* kind : {"sqlite", "postgres"}) {
    testing::ScratchStore scratch(kind);
    auto engine = std::move(*Engine::open({scratch.for_engine(), 1U << 20U, false}));
    const Caller admin{*engine->local_account(""), "test"};
    ASSERT_TRUE(engine->import_demo(admin));
    std::string all;
    const json::value meetings = json::parse(*engine->call(admin, "meetings.list", "{}"));
    for (const json::value& m : meetings.as_object().at("meetings").as_array()) {
      std::string view =
          *engine->call(admin, "meetings.get", json::serialize(json::object{{"meeting_id", m.as_object().at("meeting_id")}}));
      for (std::size_t at = view.find("\"imported_at\":"); at != std::string::npos; at = view.find("\"imported_at\":", at + 1))
        view.replace(at, 36, "");
      all += view;
    }
    answers.push_back(all + *engine->call(admin, "units.list", "{}"));
  }
  EXPECT_TRUE(answers[0] == answers[1]);
  EXPECT_GT(answers[0].size(), 10000U);
}

}  // namespace
}  // namespace luodi
