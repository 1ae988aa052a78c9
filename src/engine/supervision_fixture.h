// The demo county with six confirmed commitments of one meeting, and the callers that the supervision desk's tests act as.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/clock.h"
#include "luodi/engine.h"
#include "supervision/commitments.h"
#include "tests/support/files.h"
#include "tests/support/stores.h"

namespace luodi {

namespace json = boost::json;

class SupervisionTest : public testing::OnBothStores {
 protected:
  void SetUp() override {
    OnBothStores::SetUp();
    if (IsSkipped()) return;
    open();
    ASSERT_TRUE(engine_->import_demo(desk_));
    const json::value meetings = ok(desk_, "meetings.list");
    meeting_ = std::string(meetings.as_object().at("meetings").as_array().front().as_object().at("meeting_id").as_string());
    json::array ids;
    for (const json::value& item : list(desk_, "meetings.get", {{"meeting_id", meeting_}}, "items"))
      for (const json::value& d : item.as_object().at("directives").as_array())
        if (ids.size() < 6) ids.push_back(d.as_object().at("directive_id"));
    ok(desk_, "directives.confirm", {{"directive_ids", ids}});
    for (const json::value& k : list(desk_, "commitments.list", {{"descending", 0}}, "commitments"))
      ids_.emplace_back(k.as_object().at("commitment_id").as_string());
    ASSERT_EQ(ids_.size(), 6U);
  }
  /// Whatever a test did, every commitment that stands keeps the invariants: not only the one that was acted on.
  void TearDown() override {
    if (IsSkipped() || !scratch_) return;
    auto store = store::Store::open(scratch_->where());
    ASSERT_TRUE(store) << store.error().detail;
    auto read = (*store)->read([](store::Connection& c) -> Result<void> {
      auto rows = c.query("SELECT commitment_id FROM commitment ORDER BY commitment_id");
      if (!rows) return tl::unexpected(rows.error());
      for (const auto& r : *rows) {
        auto standing = supervision::standing_of(c, r.text("commitment_id"));
        if (!standing) return tl::unexpected(standing.error());
        EXPECT_EQ(supervision::broken_invariant(*standing), "") << standing->commitment_id << " is " << standing->state;
      }
      return {};
    });
    EXPECT_TRUE(read) << read.error().detail;
  }
  void open() {
    EngineOptions options{scratch_->for_engine(), 1U << 20U, false};
    options.clock = &clock_;
    auto e = Engine::open(options);
    ASSERT_TRUE(e) << e.error().detail;
    engine_ = std::move(*e);
  }
  static Caller as(const char* role, const char* unit) {
    return {{std::string("a-") + role + unit, role, "", role, *unit == 0 ? std::nullopt : std::optional<std::string>(unit)},
            "test"};
  }
  json::value ok(const Caller& who, const char* operation, const json::value& request = json::object{}) {
    auto answer = engine_->call(who, operation, json::serialize(request));
    EXPECT_TRUE(answer) << operation << ": " << (answer ? "" : answer.error().detail);
    return answer ? json::parse(*answer) : json::value(json::object{});
  }
  /// A list of an answer, by value: the answer itself is gone when a loop begins.
  json::array list(const Caller& who, const char* operation, const json::value& request, const char* member) {
    const json::value answer = ok(who, operation, request);
    return answer.as_object().at(member).as_array();
  }
  std::string refused(const Caller& who, const char* operation, const json::value& request) {
    auto answer = engine_->call(who, operation, json::serialize(request));
    return answer ? "done" : answer.error().reason;
  }
  json::object story(const std::string& id) { return ok(desk_, "commitments.get", {{"commitment_id", id}}).as_object(); }
  std::string state(const std::string& id) { return std::string(story(id).at("commitment").as_object().at("state").as_string()); }
  std::string assign(const std::string& id, const char* unit = "U004", const char* due = "2027-12-31") {
    return refused(desk_, "commitments.assign", {{"commitment_ids", {id}}, {"lead_unit_id", unit}, {"due_date", due}});
  }
  json::object act(const std::string& id, const char* text = "因故") {
    return {{"commitment_ids", json::array{id}}, {"text", text}};
  }
  std::string evidence() {
    auto kept = engine_->send_file(clerk_, "evidence.keep", "验收表.txt", "验收合格");
    EXPECT_TRUE(kept) << (kept ? "" : kept.error().detail);
    return kept ? std::string(json::parse(*kept).as_object().at("file_hash").as_string()) : "";
  }
  std::string report(const std::string& id, bool last) {
    json::object r{{"commitment_id", id}, {"text", "已完成"}, {"last", last}};
    if (last) r["files"] = json::array{json::object{{"file_hash", evidence()}, {"file_name", "验收表.txt"}}};
    if (!last) r["progress"] = 40;
    return refused(clerk_, "commitments.report", r);
  }
  /// The day goes on; within a day the clock stands still.
  void days_pass(int days) { clock_.advance(std::int64_t{days} * 86400); }
  std::string today(int plus = 0) const { return clock_.today().plus_days(plus).iso(); }

  FixedClock clock_{SystemClock().seconds()};
  std::unique_ptr<Engine> engine_;
  std::string meeting_;
  std::vector<std::string> ids_;
  Caller desk_ = as("supervision", ""), clerk_ = as("clerk", "U004"), head_ = as("unit_lead", "U004"),
         other_ = as("clerk", "U005");
};

}  // namespace luodi
