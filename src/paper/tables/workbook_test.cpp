// Workbooks of all three kinds: values, dates, merged ranges; damaged and hostile ones; two real ones where they are there.
#include <gtest/gtest.h>
#include <zip.h>

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

/// A workbook of one sheet.
std::string xlsx(const std::string& rows) {
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* z = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  const std::string sheet = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
  const std::string book = "<workbook xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>";
  const std::string relations = "<Relationships><Relationship Id='r1' Target='sheet1.xml'/></Relationships>";
  for (const auto& [name, part] :
       {std::pair{"xl/workbook.xml", &book}, {"xl/_rels/workbook.xml.rels", &relations}, {"xl/sheet1.xml", &sheet}})
    zip_file_add(z, name, zip_source_buffer(z, part->data(), part->size(), 0), ZIP_FL_ENC_UTF_8);
  zip_close(z);
  zip_source_open(source);
  zip_stat_t stat;
  zip_source_stat(source, &stat);
  std::string out(stat.size, '\0');
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

TEST(Xlsx, BoundsWhatCellsTakeByWhatPacksThem) {
  std::string rows;
  for (int i = 0; i < 100; ++i) rows += "<row><c><v>" + std::to_string(i) + "</v></c></row>";
  auto small = open_workbook(xlsx(rows));
  ASSERT_TRUE(small) << small.error().detail;
  EXPECT_EQ(small->sheets.front().at(99, 0).text, "99");
  rows.clear();
  for (int i = 0; i < 45000; ++i)
    rows +=
        "<row><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c>"
        "<c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c>"
        "<c><v>0</v></c><c><v>0</v></c></row>";
  const auto many = open_workbook(xlsx(rows));
  EXPECT_EQ(many ? "read" : many.error().reason, "paper.zip_bomb");
}

std::string little_endian(std::uint32_t v, int bytes) {
  std::string s;
  for (int i = 0; i < bytes; ++i) s += static_cast<char>((v >> (8 * i)) & 0xFF);
  return s;
}
std::string record(std::uint32_t id, const std::string& data) {
  return little_endian(id, 2) + little_endian(static_cast<std::uint32_t>(data.size()), 2) + data;
}
std::string wide(const std::u16string& s) {
  std::string out = little_endian(static_cast<std::uint32_t>(s.size()), 2) + "\x01";
  for (const char16_t c : s) out += little_endian(c, 2);
  return out;
}

/// An xls of our own: two shared strings, the second cut by a continuation, a date, a merged range.
std::string small_xls() {
  const auto cell = [](std::uint32_t row, std::uint32_t column, std::uint32_t style) {
    return little_endian(row, 2) + little_endian(column, 2) + little_endian(style, 2);
  };
  const std::string second = wide(u"任务名称");
  std::string globals = record(0x0809, little_endian(0x0600, 2) + little_endian(0x0005, 2) + std::string(12, '\0')) +
                        record(0x00E0, little_endian(0, 2) + little_endian(0, 2) + std::string(16, '\0')) +
                        record(0x00E0, little_endian(0, 2) + little_endian(14, 2) + std::string(16, '\0')) +
                        record(0x00FC, little_endian(2, 4) + little_endian(2, 4) + wide(u"序号") + second.substr(0, 7)) +
                        record(0x003C, "\x01" + second.substr(7));
  const std::string sheet_name = std::string("\x02\x01") + little_endian(u'表', 2) + little_endian(u'一', 2);
  const std::uint32_t at = static_cast<std::uint32_t>(globals.size() + 4 + 6 + sheet_name.size() + 4);
  globals += record(0x0085, little_endian(at, 4) + std::string(2, '\0') + sheet_name) + record(0x000A, "");
  std::string stream = globals + record(0x0809, little_endian(0x0600, 2) + little_endian(0x0010, 2) + std::string(12, '\0')) +
                       record(0x00FD, cell(0, 0, 0) + little_endian(0, 4)) + record(0x00FD, cell(0, 1, 0) + little_endian(1, 4)) +
                       record(0x027E, cell(1, 0, 0) + little_endian((7U << 2U) | 2U, 4)) +
                       record(0x027E, cell(1, 1, 1) + little_endian((45000U << 2U) | 2U, 4)) +
                       record(0x00E5, little_endian(1, 2) + little_endian(1, 2) + little_endian(2, 2) + little_endian(0, 2) +
                                          little_endian(0, 2)) +
                       record(0x000A, "");
  stream.resize(4096, '\0');
  std::string header("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  header += std::string(16, '\0') + little_endian(0x3E, 2) + little_endian(3, 2) + little_endian(0xFFFE, 2) +
            little_endian(9, 2) + little_endian(6, 2);
  header += std::string(10, '\0') + little_endian(1, 4) + little_endian(1, 4) + std::string(4, '\0') + little_endian(4096, 4) +
            little_endian(0xFFFFFFFE, 4) + little_endian(0, 4) + little_endian(0xFFFFFFFE, 4) + little_endian(0, 4) +
            little_endian(0, 4);
  while (header.size() < 512) header += little_endian(0xFFFFFFFF, 4);
  std::string fat = little_endian(0xFFFFFFFD, 4) + little_endian(0xFFFFFFFE, 4);
  for (std::uint32_t i = 2; i < 9; ++i) fat += little_endian(i + 1, 4);
  fat += little_endian(0xFFFFFFFE, 4);
  while (fat.size() < 512) fat += little_endian(0xFFFFFFFF, 4);
  const auto entry = [](const std::string& name, char type, std::uint32_t start, std::uint32_t size) {
    std::string e;
    for (const char c : name) e += std::string(1, c) + '\0';
    e.resize(64, '\0');
    e += little_endian(static_cast<std::uint32_t>(name.size() * 2 + 2), 2) + type + '\x01' + std::string(12, '\xFF');
    e.resize(116, '\0');
    return e + little_endian(start, 4) + little_endian(size, 4) + std::string(4, '\0');
  };
  std::string directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry("Workbook", 2, 2, 4096);
  directory.resize(512, '\0');
  return header + fat + directory + stream;
}

TEST(Cells, CountWhatTheyHoldSoThatOneLongStringCannotFillTheMemory) {
  Sheet sheet;
  std::size_t cells = 0, row = 0;
  while (row < 1000 && put(sheet, row, 0, text_cell(std::string(1U << 20U, 'x')), cells)) ++row;
  EXPECT_LT(row, 600U);
}

TEST(Xls, ReadsStringsOverContinuationsDatesAndMergedRanges) {
  const auto book = open_workbook(small_xls());
  ASSERT_TRUE(book) << book.error().detail;
  const Sheet& s = book->sheets.front();
  EXPECT_EQ(s.name, "表一");
  EXPECT_EQ(s.at(0, 0).text, "序号");
  EXPECT_EQ(s.at(0, 1).text, "任务名称");
  EXPECT_EQ(s.at(1, 0).text, "7");
  EXPECT_EQ(s.at(1, 1).text, "2023-03-15");
  ASSERT_EQ(s.merged.size(), 1U);
  EXPECT_EQ(s.merged[0].rows, 2U);
  for (std::size_t cut = 0; cut < small_xls().size(); cut += 97)
    (void)open_workbook(small_xls().substr(0, cut));  // none may crash
  if (const char* file = std::getenv("LUODI_WRITE_SEED")) std::ofstream(file, std::ios::binary) << small_xls();
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
