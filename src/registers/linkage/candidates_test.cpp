// Candidates against comparing every row with every other.
#include "registers/linkage/candidates.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "registers/linkage/loading.h"
#include "registers/linkage/register_file.h"

namespace luodi::registers {
namespace {

/// Rows with a column of many values ("many": one of them in every tenth row), one of few, and one of two; cells are missing.
std::vector<std::vector<std::string>> made(std::size_t rows, std::uint64_t seed) {
  std::vector<std::vector<std::string>> out;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t x = mixed(seed * 1'000'003 + i);
    out.push_back({std::to_string(i),
                   x % 10 == 0  ? "often"
                   : x % 7 == 0 ? ""
                                : "m" + std::to_string((x >> 8U) % rows),
                   x % 11 == 0 ? "" : "f" + std::to_string((x >> 24U) % 9), (x >> 40U) % 2 == 0 ? "yes" : "no"});
  }
  return out;
}

const std::vector<EqualRule> kRules = {{"many"}, {"many", "few"}, {"few", "two"}, {"two", "many"}};

Plan plan() {
  Plan p;
  p.left_id = p.right_id = "id";
  for (const char* name : {"many", "few", "two"}) {
    ColumnPlan c;
    c.name = c.left = c.right = name;
    p.columns.push_back(c);
  }
  return p;
}

/// The rows of `other` that some rule joins to a row.
std::vector<std::uint32_t> by_comparing(const Records& records, std::uint32_t row, const std::vector<EqualRule>& rules) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t r = 0; r < records.other().size(); ++r)
    if (std::any_of(rules.begin(), rules.end(), [&](const EqualRule& rule) {
          return key_columns(rule, records).all_equal(records.left.row(row), records.other().row(r));
        }))
      out.push_back(r);
  return out;
}

std::vector<std::uint32_t> found(const Candidates& candidates, std::uint32_t row) {
  std::vector<KeyIndex::Sought> sought;
  std::vector<std::uint64_t> counts(candidates.rules());
  std::vector<std::uint32_t> rows;
  candidates.prepare(&row, 1, sought);
  candidates.for_row(row, sought.data(), rows, counts);
  return rows;
}

RegisterFile file(std::size_t rows, std::uint64_t seed) {
  return RegisterFile::of_rows({"id", "many", "few", "two"}, made(rows, seed));
}

TEST(Candidates, AreThePairsThatComparingAllRowsFinds) {
  const Plan p = plan();
  const RegisterFile left = file(400, 1), right = file(600, 2);
  const auto records = load_records(p, left, &right);
  ASSERT_TRUE(records);
  for (const EqualRule& rule : kRules) {
    const Candidates one(p, *records, {rule}, {});
    for (std::uint32_t r = 0; r < records->left.size(); ++r)
      ASSERT_EQ(found(one, r), by_comparing(*records, r, {rule})) << rule_name(rule) << " row " << r;
  }
  const Candidates all(p, *records, kRules, {});
  for (std::uint32_t r = 0; r < records->left.size(); ++r) ASSERT_EQ(found(all, r), by_comparing(*records, r, kRules));
}

TEST(Candidates, OfMoreRowsThanAValueMayHaveAreLeftOut) {
  Plan p = plan();
  p.most_per_value = 20;
  const RegisterFile left = file(300, 3), right = file(500, 4);
  const auto records = load_records(p, left, &right);
  ASSERT_TRUE(records);
  const Candidates candidates(p, *records, {{"many"}}, {});
  std::size_t left_out = 0;
  for (std::uint32_t r = 0; r < records->left.size(); ++r) {
    const auto wanted = by_comparing(*records, r, {{"many"}});
    left_out += wanted.size() > 20 ? 1 : 0;
    ASSERT_EQ(found(candidates, r), wanted.size() > 20 ? std::vector<std::uint32_t>{} : wanted);
  }
  EXPECT_GT(left_out, 10U);
}

/// A pair comes from both of its rows, and is kept in one direction.
TEST(Candidates, OfOneSideAreEachFoundOnce) {
  const Plan p = plan();
  const RegisterFile rows = file(400, 5);
  const auto records = load_records(p, rows, nullptr);
  ASSERT_TRUE(records);
  const Candidates candidates(p, *records, kRules, {});
  std::size_t pairs = 0, wanted = 0;
  for (std::uint32_t r = 0; r < records->left.size(); ++r) {
    pairs += found(candidates, r).size();
    wanted += by_comparing(*records, r, kRules).size();
    for (const EqualRule& rule : kRules)  // a row meets itself where it says something
      if (key_columns(rule, *records).all_equal(records->left.row(r), records->left.row(r))) {
        --wanted;
        break;
      }
  }
  EXPECT_EQ(2 * pairs, wanted);
}

}  // namespace
}  // namespace luodi::registers
