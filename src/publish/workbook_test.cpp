// Workbooks read back by the reader of tables.
#include "publish/workbook.h"

#include <gtest/gtest.h>

#include "paper/tables/workbook.h"
#include "tests/support/package.h"

namespace luodi::publish {
namespace {

TEST(Workbook, NumbersAreNumbersInTheColumnsNamedAlone) {
  Sheet s;
  s.name = "数", s.headings = {"代码", "金额", "比率"}, s.numeric = {1, 2};
  s.rows = {{"91610723000000001", "600125.25", "-3.5"}, {"0012", "", "12,5"}, {"=1+1", "12345678901234567", "—"}};
  const auto bytes = to_xlsx({s});
  ASSERT_TRUE(bytes) << bytes.error().detail;
  const auto book = paper::open_workbook(*bytes);
  ASSERT_TRUE(book) << book.error().detail;
  const auto& rows = book->sheets.front().rows;
  using paper::CellKind;
  EXPECT_EQ(rows[1][0].kind, CellKind::text) << "a code stays a code";
  EXPECT_EQ(rows[1][1].kind, CellKind::number);
  EXPECT_EQ(rows[1][1].text, "600125.25");
  EXPECT_EQ(rows[1][2].kind, CellKind::number);
  EXPECT_EQ(rows[2][0].text, "0012");
  EXPECT_EQ(rows[2][2].kind, CellKind::text) << "what is no plain number stays as it is written";
  EXPECT_EQ(rows[3][0].text, "=1+1") << "never a formula";
  EXPECT_EQ(rows[3][1].kind, CellKind::text) << "a cell would round it";
}

/// Programs that print a workbook do not all look how many lines a cell takes: it is said in the file.
TEST(Workbook, RowsAreAsHighAsTheirFullestCell) {
  Sheet s;
  s.name = "高", s.title = "短题", s.headings = {"分组", "户数"}, s.widths = {12, 12};
  s.rows = {{"霁阳街道", "1"}, {"本年累计超1亿元的户数（上年同期0户）", "2"}};
  const auto bytes = to_xlsx({s});
  ASSERT_TRUE(bytes);
  const std::string sheet = testing::part_of_package(*bytes, "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<row r=\"4\" spans=\"1:2\" ht=\"60\" customHeight=\"1\">"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("<row r=\"3\" spans=\"1:2\">"), std::string::npos) << "one line stays as it is";
}

}  // namespace
}  // namespace luodi::publish
