// An engine over an empty store of its own, and its door as tests call it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include <boost/json.hpp>

#include "luodi/engine.h"
#include "tests/support/stores.h"

namespace luodi::testing {

class EngineOnBothStores : public OnBothStores {
 protected:
  void SetUp() override {
    OnBothStores::SetUp();
    if (IsSkipped()) return;
    auto e = Engine::open({scratch_->for_engine(), 8U << 20U});
    ASSERT_TRUE(e) << e.error().detail;
    engine_ = std::move(*e);
  }
  /// The answer of an operation that has to be done.
  boost::json::object ok_as(const Caller& caller, const char* operation, const boost::json::value& request) {
    auto answer = engine_->call(caller, operation, boost::json::serialize(request));
    EXPECT_TRUE(answer) << operation << ": " << (answer ? "" : answer.error().detail);
    return answer ? boost::json::parse(*answer).as_object() : boost::json::object{};
  }
  boost::json::object ok(const char* operation, const boost::json::value& request = boost::json::object{}) {
    return ok_as(root_, operation, request);
  }
  /// The reason of a refusal; "done" where there was none.
  std::string refused(const Caller& caller, const char* operation, const boost::json::value& request) {
    auto answer = engine_->call(caller, operation, boost::json::serialize(request));
    return answer ? "done" : answer.error().reason;
  }
  /// A table sent, as the request of its import.
  boost::json::object table(const std::string& csv, const char* kind) {
    auto sent = engine_->send_file(root_, "tables.send", "表.csv", csv);
    EXPECT_TRUE(sent) << (sent ? "" : sent.error().detail);
    if (!sent) return {};
    return {{"file_hash", boost::json::parse(*sent).as_object().at("file_hash")}, {"file_name", "表.csv"}, {"kind", kind}};
  }
  boost::json::object register_table(const std::string& csv, const char* name, const char* kind, const char* as_of) {
    boost::json::object r = table(csv, "register");
    r["register_name"] = name, r["register_kind"] = kind, r["as_of"] = as_of;
    r["rest"] = "leave";
    return r;
  }

  std::unique_ptr<Engine> engine_;
  Caller root_{{"a-root", "root", "", "administrator", std::nullopt}, "test"};
  Caller clerk_{{"a-clerk", "clerk", "", "clerk", "U006"}, "test"};
  Caller other_{{"a-other", "other", "", "clerk", "U022"}, "test"};
  Caller viewer_{{"a-viewer", "viewer", "", "viewer", std::nullopt}, "test"};
};

}  // namespace luodi::testing
