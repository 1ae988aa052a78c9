// Tables as counties write them: titles, units, merged and doubled headings, sections, totals; headings with years and months;
// which column fills which field; values with their units; the two real workbooks, counted whole.
#include <gtest/gtest.h>

#include "paper/tables/workbook.h"
#include "sheets/layout.h"
#include "sheets/mapping.h"
#include "sheets/values.h"
#include "tests/support/files.h"

namespace luodi::sheets {
namespace {

paper::Sheet sheet_of(const std::string& csv) {
  auto book = paper::open_workbook(csv);
  return book ? book->sheets.front() : paper::Sheet{};
}
std::string mapped(const std::vector<Column>& columns, const char* kind) {
  std::string s;
  const TableKind& k = *table_kind(kind);
  const Mapping m = propose(k, columns);
  for (std::size_t i = 0; i < m.size(); ++i)
    if (const auto at = m[i]) s += k.fields[i].field + "=" + std::to_string(*at) + " ";
  return s;
}

/// Months and units as departments write them.
TEST(Headings, MonthsQuartersAndUnitsInTheirForms) {
  struct Read {
    const char* heading;
    int year, from, to;  // 0: none
    const char* unit;
  };
  for (const Read& r : {Read{"2026年三季度销售额（万元）", 2026, 7, 9, "万元"},
                        {"前三季度营业收入/万元", 0, 1, 9, "万元"},
                        {"2026年1-3季度[万元]", 2026, 1, 9, "万元"},
                        {"一至二季度", 0, 1, 6, ""},
                        {"2026年上半年", 2026, 1, 6, ""},
                        {"2026.10", 2026, 10, 10, ""},
                        {"2026-9销售额", 2026, 9, 9, ""},
                        {"2026/10", 2026, 10, 10, ""},
                        {"202610增值税销售额，单位：元", 2026, 10, 10, "元"},
                        {"2026年十月", 2026, 10, 10, ""},
                        {"2026年十二月", 2026, 12, 12, ""},
                        {"2026年一至十月", 2026, 1, 10, ""},
                        {"2026年10-1月", 2026, 0, 0, ""},
                        {"2026年1月-10月", 2026, 1, 10, ""},
                        {"一月至十月", 0, 1, 10, ""},
                        {"2026年一—十月", 2026, 1, 10, ""},
                        {"2026.01-2026.10", 0, 0, 0, ""},
                        {"一、二季度", 0, 0, 0, ""},
                        {"2026-10-31", 0, 0, 0, ""},
                        {"[201-1]行业代码", 0, 0, 0, ""},
                        {"610723001", 0, 0, 0, ""}}) {
    const Column c = read_heading(0, r.heading, "");
    EXPECT_EQ(c.year.value_or(0), r.year) << r.heading;
    EXPECT_EQ(c.month_from.value_or(0), r.from) << r.heading;
    EXPECT_EQ(c.month_to.value_or(0), r.to) << r.heading;
    EXPECT_EQ(c.unit, r.unit) << r.heading;
  }
  EXPECT_EQ(read_heading(0, "[201-1]行业代码", "").name, "[201-1]行业代码");
}

TEST(Layout, FindsTheTableUnderTitleAndUnit) {
  const auto sheet = sheet_of(
      "霁川县重点工作任务分解表,,,\n（单位：万元）,,,\n序号,任务,牵头单位,完成时限\n一、项目建设,,,\n1,推进开工,县发改局,"
      "6月底前\n2,办手续,县"
      "行政审批局,8月\n合计,2,,\n注：以上任务按月调度。,,,\n");
  const auto l = find_layout(sheet);
  ASSERT_TRUE(l) << l.error().detail;
  EXPECT_EQ(l->title, "霁川县重点工作任务分解表");
  EXPECT_EQ(l->unit, "万元");
  EXPECT_EQ(l->first_heading, 2U);
  ASSERT_EQ(l->columns.size(), 4U);
  EXPECT_EQ(l->data, (std::vector<std::size_t>{4, 5}));
  EXPECT_EQ(l->totals.size(), 1U);
  EXPECT_EQ(l->notes.size(), 1U);
}

TEST(Layout, TakesTheUnitOutOfATitle) {
  const auto is = [](const char* text, const char* title, const char* unit, const char* bracketed = "") {
    const Above above = read_above_table(text);
    EXPECT_EQ(above.title, title) << text;
    EXPECT_EQ(above.unit, unit) << text;
    EXPECT_EQ(above.bracketed, bracketed) << text;
  };
  is("2026年10月规上工业主要指标（单位：万元）", "2026年10月规上工业主要指标", "万元");
  is("规上工业主要指标（2026年10月，单位：千元）", "规上工业主要指标(2026年10月)", "千元");
  is("规上工业主要指标（单位：千元，2026年10月）", "规上工业主要指标(2026年10月)", "千元");
  is("工业用电情况（2026年1—10月）（万千瓦时）", "工业用电情况(2026年1-10月)", "", "万千瓦时");
  is("销售情况（2026年10月，万元）", "销售情况(2026年10月)", "", "万元");
  is("2026年10月  计量单位：千元", "2026年10月", "千元");
  is("填报单位：霁川县统计局  单位：万元", "填报单位:霁川县统计局", "万元");
  is("填报单位：霁川县统计局", "填报单位:霁川县统计局", "");
  is("重点项目表（县级）", "重点项目表(县级)", "");
  is("2025年1、2月工业产值 单位：万元", "2025年1、2月工业产值", "万元");
  is("批发、零售业销售（单位：户、万元）", "批发、零售业销售(单位:户、万元)", "");
  is("工业用电量（千瓦时）统计表", "工业用电量(千瓦时)统计表", "");
  is("企业增长情况（%）", "企业增长情况(%)", "");
  is("没有合上的括号（单位：万元", "没有合上的括号(", "万元");
}

TEST(Layout, JoinsDoubledHeadingsWithYearsMonthsAndUnits) {
  const auto sheet = sheet_of(
      "企业名称,2025年,,2026年,\n,工业总产值（万元）,用电量(万千瓦时),1-3月营业收入（千元）,4月\n甲公司,1,2,3,4\n乙公司,5,6,7,"
      "8\n");
  const auto l = find_layout(sheet);
  ASSERT_TRUE(l) << l.error().detail;
  EXPECT_EQ(l->last_heading, 1U);
  ASSERT_EQ(l->columns.size(), 5U);
  EXPECT_EQ(l->columns[2].heading, "2025年 / 用电量(万千瓦时)");
  EXPECT_EQ(l->columns[2].unit, "万千瓦时");
  EXPECT_EQ(l->columns[2].year, 2025);
  EXPECT_EQ(l->columns[3].month_from, 1);
  EXPECT_EQ(l->columns[3].month_to, 3);
  EXPECT_EQ(l->columns[3].unit, "千元");
  EXPECT_EQ(l->columns[4].year, 2026);
  EXPECT_EQ(l->columns[4].month_from, 4);
  EXPECT_EQ(l->data.size(), 2U);
}

TEST(Layout, SpreadsMergedCellsDown) {
  auto sheet = sheet_of("类别,任务,单位\n项目,甲,县发改局\n,乙,县住建局\n");
  sheet.merged.push_back({1, 0, 2, 1});
  const MergedView view(sheet);
  EXPECT_EQ(view.at(2, 0).text, "项目");
  EXPECT_EQ(find_layout(sheet)->data.size(), 2U);
}

TEST(Layout, SaysWhereThereIsNoHeading) {
  EXPECT_EQ(find_layout(sheet_of("1\n2\n3\n")).error().reason, "table.no_heading");
  EXPECT_TRUE(find_layout(sheet_of("1,2\n3,4\n"), 0)) << "a person may say which row it is";
}

TEST(Mapping, KnowsTheUsualHeadingsOfTaskTables) {
  const auto columns = [](const std::string& heads) {
    return find_layout(sheet_of(heads + "\n" + heads + "甲,乙,丙\n"), 0)->columns;
  };
  EXPECT_EQ(mapped(columns("序号,任务,牵头单位,责任单位,责任人,完成时限"), "tasks"),
            "no=0 text=1 lead_unit=2 helping_units=3 officer=4 due_date=5 ");
  EXPECT_EQ(mapped(columns("序 号,重点工作任务,责任部门,分管领导,完成时间,备  注"), "tasks"),
            "no=0 text=1 helping_units=2 leader=3 due_date=4 remark=5 ");
  EXPECT_EQ(mapped(columns("类别,目标任务,推进措施,牵头责任单位（部门）,时限要求"), "tasks").find("text=1"), 8U);
  EXPECT_EQ(mapped(columns("单位代码,单位名称,简称,上级单位"), "units"), "unit_id=0 name=1 short_name=2 parent=3 ");
  EXPECT_EQ(fingerprint(columns("序号,任 务")), fingerprint(columns("序 号,任务"))) << "blanks do not matter";
  EXPECT_NE(fingerprint(columns("序号,任务")), fingerprint(columns("任务,序号")));
}

TEST(Values, AreReadAsPeopleWriteThem) {
  const auto date = [](const char* text) { return date_in({paper::CellKind::text, text, 0}).value_or("-"); };
  EXPECT_EQ(date("2026年6月5日"), "2026-06-05");
  EXPECT_EQ(date("2026.6.30"), "2026-06-30");
  EXPECT_EQ(date("20260630"), "2026-06-30");
  EXPECT_EQ(date("2026-02-30"), "-");
  EXPECT_EQ(date("6月底前"), "-");
  EXPECT_EQ(names_in("县发改局、县工信局，\n各镇（街道）等"), (std::vector<std::string>{"县发改局", "县工信局", "各镇（街道）"}));
  EXPECT_EQ(fen_of("1,234.56", "万元"), 1234560000);
  EXPECT_EQ(fen_of("0.1", "亿元"), 1000000000);
  EXPECT_EQ(fen_of("12.345", "元"), 1235) << "half a fen upwards";
  EXPECT_EQ(fen_of("-3", "千元"), -300000);
  EXPECT_FALSE(fen_of("约3", "万元"));
  EXPECT_FALSE(fen_of("3", "亩"));
  EXPECT_FALSE(fen_of("99999999999999999999", "亿元"));
}

TEST(Sections, SayHowManyRowsTheyHaveInAnyForm) {
  const auto sections = [](const std::string& rows) {
    std::string out;
    const auto l = find_layout(sheet_of("县重点任务,,,\n序号,任务,牵头单位,完成时限\n" + rows));
    EXPECT_TRUE(l);
    if (!l) return out;
    for (const Section& s : l->sections)
      out += (s.declared ? std::to_string(*s.declared) : "-") + "/" + std::to_string(s.counted) + " ";
    return out;
  };
  const std::string kTwo = "1,甲,县水利局,2027年\n2,乙,县水利局,2027年\n";
  EXPECT_EQ(sections("二、医疗（共3项）,,,\n" + kTwo), "3/2 ");
  EXPECT_EQ(sections("二、医疗(计 2 个),,,\n" + kTwo), "2/2 ");
  EXPECT_EQ(sections("二、续建（2024年）,,,\n" + kTwo), "-/2 ") << "a year is no count";
  EXPECT_EQ(sections("一、经济（共2项）,,,\n（一）工业（2项）,,,\n" + kTwo), "2/2 2/2 ")
      << "a section over sections counts their rows";
}

TEST(RealWorkbooks, LoadCompletely) {
  LUODI_NEEDS_SHARED("data/excel-ledgers/SOURCE.md");
  for (const char* ending : {".xls", ".converted.xlsx"}) {
    const auto schools =
        paper::open_workbook(testing::contents(testing::shared("data/excel-ledgers/全国普通高等学校名单") + ending));
    ASSERT_TRUE(schools);
    const auto l = find_layout(schools->sheets.front());
    ASSERT_TRUE(l);
    EXPECT_EQ(l->data.size(), 2631U);
    ASSERT_EQ(l->sections.size(), 31U);
    for (const Section& s : l->sections) EXPECT_EQ(s.declared, s.counted) << s.text;
    EXPECT_EQ(l->columns.size(), 7U);
    EXPECT_EQ(l->columns[1].name, "学校名称");
    const auto codes = paper::open_workbook(testing::contents(testing::shared("data/excel-ledgers/GB_2002_2011_cw") + ending));
    ASSERT_TRUE(codes);
    const auto k = find_layout(codes->sheets.front());
    ASSERT_TRUE(k);
    EXPECT_EQ(k->first_heading, 3U);
    EXPECT_EQ(k->columns.back().name, "说明");
    std::size_t rows = 0;
    for (std::size_t r = k->last_heading + 1; r < codes->sheets.front().rows.size(); ++r)
      for (const auto& cell : codes->sheets.front().rows[r])
        if (cell.kind != paper::CellKind::empty) {
          ++rows;
          break;
        }
    EXPECT_EQ(k->data.size() + k->sections.size() + k->totals.size() + k->notes.size(), rows) << "every row is in a class";
  }
}

TEST(Values, ReadsADayAsRegistersWriteIt) {
  const auto iso_of = [](const char* text) {
    const auto day = date_of_text(text);
    return day ? day->iso() : std::string();
  };
  for (const char* text : {"2025-10-15", "2025-10-15 00:00:00", "2025-10-15T08:30:00", "2025/10/15", "2025.10.15",
                           "2025年10月15日", "2025 年 10 月 15 日", "20251015", "45945"})
    EXPECT_EQ(iso_of(text), "2025-10-15") << text;
  EXPECT_EQ(iso_of("2025-10-1"), "2025-10-01");
  for (const char* text : {"2025年10月", "2025", "", "不详", "15/10/2025", "12345", "2025-13-01"})
    EXPECT_EQ(iso_of(text), "") << text;
}

}  // namespace
}  // namespace luodi::sheets
