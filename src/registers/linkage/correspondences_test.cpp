// What registers write differently and mean the same is learned from the pairs that everything else takes for matches.
#include "registers/linkage/correspondences.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "registers/linkage/explaining.h"
#include "registers/linkage/held.h"
#include "registers/linkage/linking.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/plan_toml.h"

namespace luodi::registers {
namespace {

constexpr const char* kPlan = R"(
left = "left.csv"
right = "right.csv"
left_id = "id"
certain = [["name", "phone"]]
train = [["name"], ["phone"]]

[[column]]
name = "name"
[[column]]
name = "phone"
[[column]]
name = "status"

[[comparison]]
column = "name"
levels = ["equal", "jaro_winkler >= 0.9"]
[[comparison]]
column = "phone"
levels = ["equal"]
[[comparison]]
column = "status"
levels = ["equal"]
term_frequency = true

[[block]]
on = ["name"]
[[block]]
on = ["phone"]
)";

struct Table {
  std::vector<std::vector<std::string>> rows;
  RegisterFile file() const { return RegisterFile::of_rows({"id", "name", "phone", "status"}, rows); }
};

/// 600 units on both sides: 400 are 存续 on the left and 在业 on the right, the others 吊销 on both; each tenth is another status
/// by mistake. Each third has another phone on the right.
std::pair<Table, Table> registers() {
  Table left, right;
  for (int i = 0; i < 600; ++i) {
    const bool active = i % 3 != 0, slip = i % 10 == 7;
    const std::string id = std::to_string(i), name = "甲" + std::to_string(i % 300) + "厂",
                      phone = std::to_string(1'000'000 + 7919 * i);
    left.rows.push_back({id, name, phone, active ? "存续" : "吊销"});
    right.rows.push_back({id, name, i % 3 == 1 ? std::to_string(5'000'000 + i) : phone, active != slip ? "在业" : "吊销"});
  }
  return {left, right};
}

struct Run {
  Records records;
  Linked linked;
};
std::unique_ptr<Run> run(unsigned threads, bool turned = false) {
  auto [left, right] = registers();
  if (turned)
    for (Table* t : {&left, &right}) std::reverse(t->rows.begin(), t->rows.end());
  auto plan = plan_of_toml(kPlan);
  EXPECT_TRUE(plan) << plan.error().detail;
  plan->threads = threads;
  auto l = left.file(), r = right.file();
  auto out = std::make_unique<Run>();
  out->records = *load_records(*plan, l, &r);
  auto linked = link_records(*plan, out->records, {}, {});
  EXPECT_TRUE(linked) << linked.error().detail;
  out->linked = std::move(*linked);
  return out;
}

const Correspondence* found(const Model& model, const char* left, const char* right) {
  for (const Correspondence& c : model.correspondences)
    if (c.left == left && c.right == right) return &c;
  return nullptr;
}

TEST(Correspondences, AreLearnedOfWordsThatRegistersChooseDifferently) {
  const auto answer = run(2);
  const Correspondence* same = found(answer->linked.model, "存续", "在业");
  ASSERT_NE(same, nullptr);
  EXPECT_EQ(same->column, "status");
  EXPECT_GT(same->pairs, 200);
  EXPECT_GT(same->bits, 0.3);
  EXPECT_NEAR(same->bits, std::log2((same->pairs + 1) / (same->expected + 1)), 1e-9);
  EXPECT_EQ(found(answer->linked.model, "存续", "吊销"), nullptr) << "a mistake is no word for the same thing";
  EXPECT_TRUE(std::all_of(answer->linked.model.correspondences.begin(), answer->linked.model.correspondences.end(),
                          [](const Correspondence& c) { return c.column == "status"; }))
      << "values that do not repeat teach nothing";
}

TEST(Correspondences, DependNeitherOnThreadsNorOnOrder) {
  const auto one = run(1), two = run(2), turned = run(2, true);
  for (const auto* other : {&two, &turned}) {
    const auto &a = one->linked.model.correspondences, &b = (*other)->linked.model.correspondences;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].left, b[i].left);
      EXPECT_NEAR(a[i].bits, b[i].bits, 1e-9);
    }
  }
}

TEST(Correspondences, AreInTheWaterfallAndHeld) {
  const auto answer = run(2);
  const Linked& linked = answer->linked;
  const Explaining explaining(answer->records, {}, linked);
  bool met = false;
  for (const Edge& e : linked.decided.edges) {
    double sum = 0;
    for (const WeightPart& p : explaining.parts(e)) {
      sum += p.weight + p.frequency;
      met = met || (p.comparison == "status" && p.level == "else" && p.frequency > 0.3);
    }
    EXPECT_NEAR(sum, e.weight, 1e-3);
  }
  EXPECT_TRUE(met);
  const auto held = held_for_plan(held_as_json(linked), linked.plan);
  ASSERT_TRUE(held);
  ASSERT_EQ(held->model.correspondences.size(), linked.model.correspondences.size());
  Linked kept = *held;
  kept.decided.thresholds = linked.decided.thresholds;
  const HeldLinkage again(answer->records, {}, kept);
  std::vector<std::uint32_t> all(answer->records.left.size());
  for (std::uint32_t r = 0; r < all.size(); ++r) all[r] = r;
  const Linked repeated = again.link(all);
  ASSERT_EQ(repeated.weights.size(), linked.weights.size());
  for (std::size_t i = 0; i < linked.weights.size(); ++i) EXPECT_EQ(repeated.weights[i], linked.weights[i]);
}

}  // namespace
}  // namespace luodi::registers
