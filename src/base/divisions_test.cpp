// Names to codes: full names, stems, towns, and what is no name.
#include "base/divisions.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace luodi {
namespace {

bool has(const Divisions::Match& m, const std::string& code) {
  return m.codes != nullptr && std::find(m.codes->begin(), m.codes->end(), code) != m.codes->end();
}

TEST(Divisions, FindsProvincesPrefecturesCountiesAndTowns) {
  const Divisions& d = Divisions::get();
  EXPECT_TRUE(has(d.longest(u"陕西省汉中市", false), "61"));
  EXPECT_TRUE(has(d.longest(u"汉中某某公司", false), "6107"));
  EXPECT_TRUE(has(d.longest(u"洋县某某公司", false), "610723"));
  EXPECT_TRUE(has(d.longest(u"谢村镇某厂", true), "610723104"));
  EXPECT_EQ(d.longest(u"谢村镇某厂", false).length, 0U);
  EXPECT_EQ(d.name("610723"), "洋县");
}

TEST(Divisions, TakesTheLongestNameAndNoSingleCharacter) {
  EXPECT_EQ(Divisions::get().longest(u"汉中市洋县", false).length, 3U);
  EXPECT_EQ(Divisions::get().longest(u"洋洋得意", false).length, 0U);
  EXPECT_EQ(Divisions::get().longest(u"市辖区", false).length, 0U);
}

}  // namespace
}  // namespace luodi
