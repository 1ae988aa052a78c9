// Workbooks of all three kinds: values, dates, merged ranges; damaged and hostile ones; two real ones where they are there.
#include <gtest/gtest.h>

#include "paper/tables/cells.h"
#include "paper/tables/workbook.h"
#include "tests/support/files.h"

namespace luodi::paper {
namespace {

TEST(Csv, IsReadInAnyChineseEncodingWithQuotesAndDelimiters) {
  const auto utf8 = open_workbook("\xEF\xBB\xBF序号,任务,说明\r\n1,\"甲,乙\",\"行一\n行二 \"\"引\"\"\"\r\n007,,-3.50\r\n");
  ASSERT_TRUE(utf8);
  const Sheet& s = utf8->sheets.front();
  EXPECT_EQ(s.at(0, 1).text, "任务");
  EXPECT_EQ(s.at(1, 1).text, "甲,乙");
  EXPECT_EQ(s.at(1, 2).text, "行一\n行二 \"引\"");
  EXPECT_EQ(s.at(1, 0).kind, CellKind::number);
  EXPECT_EQ(s.at(2, 0).kind, CellKind::text) << "a code keeps its noughts";
  EXPECT_DOUBLE_EQ(s.at(2, 2).number, -3.5);
  const auto gbk =
      open_workbook("\xD0\xF2\xBA\xC5;\xC8\xCE\xCE\xF1\xC3\xFB\xB3\xC6\n1;\xCD\xC6\xBD\xF8\xCF\xEE\xC4\xBF\xBD\xA8\xC9\xE8\n");
  ASSERT_TRUE(gbk);
  EXPECT_EQ(gbk->sheets.front().at(1, 1).text, "推进项目建设");
  EXPECT_EQ(open_workbook("a\tb,c\td\n1\t2\t3\n")->sheets.front().at(0, 2).text, "d");
}

TEST(Cells, ShowNumbersDatesAndPercentAsPeopleSeeThem) {
  EXPECT_EQ(number_text(0.1 + 0.2), "0.3");
  EXPECT_EQ(number_text(1234567.5), "1234567.5");
  EXPECT_EQ(number_text(110105199001.0), "110105199001");
  EXPECT_EQ(numeric_cell(45000, shown_by(14), false).text, "2023-03-15");
  EXPECT_EQ(numeric_cell(45000.5, shown_by("yyyy\"年\"m\"月\"d\"日\" h:mm"), false).text, "2023-03-15 12:00");
  EXPECT_EQ(numeric_cell(45000 - 1462, shown_by(14), true).text, "2023-03-15") << "days from 1904";
  EXPECT_EQ(numeric_cell(59, shown_by(14), false).text, "1900-02-28") << "before the day that never was";
  EXPECT_EQ(numeric_cell(0.125, shown_by("0.0%"), false).text, "12.5%");
  EXPECT_EQ(numeric_cell(12, shown_by("#,##0.00\"元/月\""), false).text, "12") << "a unit in quotes is no date";
  EXPECT_EQ(numeric_cell(12, shown_by("[Red]General"), false).text, "12");
  EXPECT_EQ(cell_name(16, 2), "C17");
  EXPECT_EQ(cell_name(0, 702), "AAA1");
}

TEST(Workbook, RefusesWhatIsNoTableAndSaysWhatToDo) {
  EXPECT_EQ(open_workbook("").error().reason, "table.empty");
  EXPECT_EQ(open_workbook(" \n \n").error().reason, "table.empty");
  EXPECT_EQ(open_workbook("%PDF-1.4").error().reason, "table.not_a_table");
  EXPECT_EQ(open_workbook("PK\x03\x04 nothing behind").error().reason, "table.broken");
  EXPECT_EQ(open_workbook(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(2000, 'x')).error().reason,
            "table.broken");
  EXPECT_EQ(open_workbook("a,b\n1,2\n", 4).error().reason, "paper.too_large");
  EXPECT_EQ(open_workbook(std::string("a,b\n\0\0\0", 7)).error().reason, "table.not_a_table");
}

TEST(Workbook, ReadsTheRealOnesAlikeInBothForms) {
  LUODI_NEEDS_SHARED("data/excel-ledgers/SOURCE.md");
  const std::string folder = testing::shared("data/excel-ledgers/");
  for (const char* name : {"全国普通高等学校名单", "GB_2002_2011_cw"}) {
    const std::string old = testing::contents(folder + name + ".xls"),
                      converted = testing::contents(folder + name + ".converted.xlsx");

    const auto a = open_workbook(old), b = open_workbook(converted);
    ASSERT_TRUE(a) << a.error().detail;
    ASSERT_TRUE(b) << b.error().detail;
    ASSERT_EQ(a->sheets.size(), b->sheets.size());
    const Sheet &x = a->sheets[0], &y = b->sheets[0];
    EXPECT_EQ(x.merged.size(), y.merged.size());
    EXPECT_EQ(x.merged.size(), std::string(name).front() == 'G' ? 58U : 33U);
    EXPECT_EQ(x.rows.size(), y.rows.size());
    for (std::size_t r = 0; r < x.rows.size(); ++r)
      for (std::size_t c = 0; c < x.rows[r].size(); ++c)
        ASSERT_EQ(x.at(r, c).text, y.at(r, c).text) << name << " " << cell_name(r, c);
  }
}

}  // namespace
}  // namespace luodi::paper
