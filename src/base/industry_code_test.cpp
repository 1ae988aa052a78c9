// The table of industries against the counts of the standard, and against a copy of it where the shared folder exists.
#include "base/industry_code.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/support/files.h"

namespace luodi {
namespace {

TEST(IndustryCode, HasAsManyCodesAsTheStandard) {
  std::map<std::size_t, int> levels;
  std::map<char, int> classes;
  int first_issue = 0;
  for (const Industry& i : industries()) {
    ++levels[i.code.size()];
    if (i.code.size() != 4) continue;
    ++classes[i.section];
    first_issue += i.edition == "2017" ? 1 : 0;
  }
  EXPECT_EQ(levels[1], 20);
  EXPECT_EQ(levels[2], 97);
  EXPECT_EQ(levels[3], 473);
  EXPECT_EQ(levels[4], 1382);
  EXPECT_EQ(first_issue, 1381);
  // By section: the counts of the text first issued; the amendment added one to S.
  const std::map<char, int> counted = {{'A', 72}, {'B', 39}, {'C', 609}, {'D', 18}, {'E', 44}, {'F', 128}, {'G', 67},
                                       {'H', 16}, {'I', 34}, {'J', 48},  {'K', 5},  {'L', 58}, {'M', 48},  {'N', 33},
                                       {'O', 32}, {'P', 17}, {'Q', 30},  {'R', 48}, {'S', 35}, {'T', 1}};
  EXPECT_EQ(classes, counted);
}

TEST(IndustryCode, EveryCodeHasItsParentAndIsThereOnce) {
  std::set<std::string> seen;
  for (const Industry& i : industries()) {
    EXPECT_TRUE(seen.insert(i.code).second) << i.code;
    EXPECT_FALSE(i.name.empty()) << i.code;
    const bool rooted = i.code.size() <= 2 || seen.count(i.code.substr(0, i.code.size() - 1)) == 1;
    EXPECT_TRUE(rooted) << i.code;
  }
}

TEST(IndustryCode, FindsCodesWithAndWithoutTheirLetter) {
  ASSERT_NE(industry_by_code("0111"), nullptr);
  EXPECT_EQ(industry_by_code("0111")->name, "稻谷种植");
  EXPECT_EQ(industry_by_code("C 2110"), industry_by_code("2110"));
  EXPECT_EQ(industry_by_code("A2110"), nullptr);  // a letter that is another section's
  EXPECT_EQ(industry_by_code("9999"), nullptr);
  EXPECT_EQ(industry_by_code(""), nullptr);
}

TEST(IndustryCode, HoldsEveryCodeOfAnIndependentCopy) {
  LUODI_NEEDS_SHARED("data/gbt4754/gb_2011_2017.csv");
  const std::string text = testing::contents(testing::shared("data/gbt4754/国民经济行业分类_2017.json"));
  std::size_t found = 0;
  for (std::size_t at = text.find("\"code\""); at != std::string::npos; at = text.find("\"code\"", at + 1)) {
    const std::size_t from = text.find('"', at + 6) + 1;
    const std::string code = text.substr(from, text.find('"', from) - from);
    EXPECT_NE(industry_by_code(code), nullptr) << code;
    ++found;
  }
  EXPECT_GE(found, 1900U);
}

}  // namespace
}  // namespace luodi
