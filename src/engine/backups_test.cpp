// Backups through the engine's door, on both stores: made while another thread writes, restored into the same and the other
// kind of store, compared by what the operations answer; bad files and places are refused and nothing is left behind.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <boost/json.hpp>

#include "luodi/engine.h"
#include "tests/support/files.h"
#include "tests/support/stores.h"

namespace luodi {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

class BackupsTest : public testing::OnBothStores {
 protected:
  void SetUp() override {
    OnBothStores::SetUp();
    if (IsSkipped()) return;
    folder_ = fs::temp_directory_path() / ("luodi-backups-" + std::string(GetParam()) + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    auto e = Engine::open({scratch_->for_engine(), 1U << 20U, false, (folder_ / "kept").string()});
    ASSERT_TRUE(e) << e.error().detail;
    engine_ = std::move(*e);
    ASSERT_TRUE(engine_->import_demo(desk_));
    auto token = engine_->setup_token();
    ASSERT_TRUE(engine_->finish_setup(*token, "root", "", "long enough one"));
    const json::object read = meeting();
    for (const json::value& i : read.at("items").as_array())
      for (const json::value& d : i.as_object().at("directives").as_array()) ids_.push_back(d.as_object().at("directive_id"));
    ASSERT_GT(ids_.size(), 5U);
  }
  void TearDown() override {
    engine_.reset();
    if (!folder_.empty()) fs::remove_all(folder_);
  }
  json::object meeting() {
    const json::value all = json::parse(engine_->call(desk_, "meetings.list", "").value());
    const json::object asked{{"meeting_id", all.as_object().at("meetings").as_array().front().as_object().at("meeting_id")}};
    return json::parse(engine_->call(desk_, "meetings.get", json::serialize(asked)).value()).as_object();
  }
  bool confirm(std::size_t i) {
    const json::object r{{"directive_ids", json::array{ids_[i]}}};
    return engine_->call(desk_, "directives.confirm", json::serialize(r)).has_value();
  }
  static std::string answers(Engine& e, const Caller& who) {
    return e.call(who, "commitments.list", "").value() + e.call(who, "meetings.list", "").value() +
           e.call(who, "units.list", "").value();
  }
  std::string file(const char* name) { return (folder_ / name).string(); }

  fs::path folder_;
  std::unique_ptr<Engine> engine_;
  json::array ids_;
  Caller desk_{{"a-desk", "desk", "", "supervision", std::nullopt}, "test"},
      root_{{"a-root", "root", "", "administrator", std::nullopt}, "test"};
};

TEST_P(BackupsTest, RestoresIntoEitherStoreWhatWasCopiedWhileOthersWrote) {
  ASSERT_TRUE(confirm(0));
  std::atomic<bool> stop{false};
  std::atomic<int> refused{0};
  std::thread writer([&] {
    for (std::size_t i = 1; i < ids_.size() && !stop; ++i) refused += confirm(i) ? 0 : 1;
  });
  auto made = engine_->backup(file("one.backup"), true, {});
  stop = true;
  writer.join();
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(refused, 0) << "who writes meanwhile is not held up for good";
  EXPECT_TRUE(made->equal && made->restored) << made->problem;
  EXPECT_GT(made->entries, 3);
  EXPECT_TRUE(fs::exists(file("one.backup.receipt.json")));
  auto again = engine_->backup(file("two.backup"), false, {});  // nobody writes now: this one holds what the engine answers
  ASSERT_TRUE(again);
  for (const char* kind : {"sqlite", "postgres"}) {
    if (std::string(kind) == "postgres" && std::getenv("LUODI_TEST_POSTGRES") == nullptr) continue;
    const testing::ScratchStore other(kind);
    auto restored = Engine::restore(file("two.backup"), {other.for_engine(), 1U << 20U}, {});
    ASSERT_TRUE(restored) << kind << ": " << restored.error().detail;
    EXPECT_TRUE(restored->restored) << restored->problem;
    EXPECT_EQ(restored->head, again->head);
    auto there = Engine::open({other.for_engine(), 1U << 20U});
    ASSERT_TRUE(there);
    EXPECT_EQ(answers(**there, desk_), answers(*engine_, desk_)) << kind;
    EXPECT_TRUE((*there)->log_in("root", "long enough one")) << "passwords come along";
    auto twice = Engine::restore(file("two.backup"), {other.for_engine(), 1U << 20U}, {});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().reason, "restore.not_empty");
  }
}

TEST_P(BackupsTest, RefusesBadFilesAndPlacesAndLeavesNothingBehind) {
  ASSERT_TRUE(engine_->backup(file("a.backup"), false, {}));
  EXPECT_EQ(engine_->backup(file("a.backup"), false, {}).error().reason, "backup.exists");
  auto stopped = engine_->backup(file("b.backup"), false, [](std::int64_t, std::int64_t) { return false; });
  EXPECT_EQ(stopped.error().reason, "backup.cancelled");
  EXPECT_FALSE(fs::exists(file("b.backup")) || fs::exists(file("b.backup.part")));
  EXPECT_FALSE(engine_->backup(file("no folder/c.backup"), false, {}));
  const testing::ScratchStore other("sqlite");
  EXPECT_EQ(Engine::restore(file("none"), {other.for_engine(), 1U << 20U}, {}).error().reason, "backup.no_file");
  std::ofstream(file("text.backup")) << "这不是备份";
  EXPECT_EQ(Engine::restore(file("text.backup"), {other.for_engine(), 1U << 20U}, {}).error().reason, "backup.no_copy");
  {
    std::fstream f(file("a.backup"), std::ios::in | std::ios::out | std::ios::binary);
    f.seekp(30000);
    f << "changed";
  }
  EXPECT_EQ(Engine::restore(file("a.backup"), {other.for_engine(), 1U << 20U}, {}).error().reason, "backup.changed");
  auto empty = Engine::open({other.for_engine(), 1U << 20U});
  ASSERT_TRUE(empty);
  EXPECT_EQ((*empty)->verify()->entries, 0);
}

TEST_P(BackupsTest, MakesAndTriesOneInTheBackgroundAndKeepsTheNewest) {
  EXPECT_EQ(engine_->call(root_, "backups.plan", R"({"hour":24,"keep":2})").error().reason, "backup.hour");
  ASSERT_TRUE(engine_->call(root_, "backups.plan", R"({"hour":3,"keep":1})"));
  EXPECT_EQ(engine_->call(desk_, "backups.get", "").error().code, ErrorCode::forbidden);
  const auto status = [&] { return json::parse(engine_->call(root_, "backups.get", "").value()).as_object(); };
  for (int round = 1; round <= 2; ++round) {
    ASSERT_TRUE(engine_->call(root_, "backups.start", ""));
    for (int i = 0; i < 600 && status().at("running").as_bool(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const json::object s = status();
    EXPECT_EQ(s.at("failed").as_string(), "");
    ASSERT_EQ(s.at("receipts").as_array().size(), static_cast<std::size_t>(round));
    EXPECT_TRUE(s.at("receipts").as_array().front().as_object().at("restored").as_bool());
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // the second in a file's name
  }
  int kept = 0;
  for (const auto& f : fs::directory_iterator(folder_ / "kept")) kept += f.path().extension() == ".backup" ? 1 : 0;
  EXPECT_EQ(kept, 1) << "the older one was taken away";
  EXPECT_TRUE(engine_->verify()->sound);
}

LUODI_ON_BOTH_STORES(BackupsTest);

}  // namespace
}  // namespace luodi
