// Layout: where in a sheet the table is. Title, note of the unit, heading rows with merged cells, the data rows, section rows
// with their counts in brackets, totals, notes at the foot. Nothing is thrown away unsaid: every row is in one class.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "paper/tables/workbook.h"

namespace luodi::sheets {

/// 列 of a table. Headings over several rows are joined: "2026年 / 1月". A year or month in the heading is taken out as such.
struct Column {
  std::size_t index = 0;
  std::string heading;            ///< as printed, line breaks taken out
  std::string name;               ///< without blanks, brackets and unit: what mappings compare
  std::string unit;               ///< 计量单位, from brackets in the heading, else the sheet's own: "万元"
  std::optional<int> year;        ///< 年份 in the heading
  std::optional<int> month_from;  ///< 1 of "1-3月", 4 of "4月"
  std::optional<int> month_to;    ///< 3 of "1-3月", 4 of "4月"
};

/// 分节行, a row of one merged cell among the data: "北京市（92所）".
struct Section {
  std::size_t row = 0;
  std::string text;
  std::optional<std::size_t> declared;  ///< the number in brackets
  std::size_t counted = 0;              ///< data rows until the next section
};

struct Layout {
  std::string title;
  std::string unit;  ///< 单位：万元 above the table
  std::size_t first_heading = 0, last_heading = 0;
  std::vector<Column> columns;
  std::vector<std::size_t> data;  ///< row numbers
  std::vector<Section> sections;
  std::vector<std::size_t> totals, notes;  ///< 合计 rows; notes at the foot and repeated headings
};

/// usage "table.no_heading" where no row can be the heading. `heading`: the row that a person chose (the last of several).
Result<Layout> find_layout(const paper::Sheet& sheet, std::optional<std::size_t> heading = std::nullopt);

/// A cell's value where merged ranges spread theirs over all of their cells.
class MergedView {
 public:
  explicit MergedView(const paper::Sheet& sheet);
  const paper::TableCell& at(std::size_t row, std::size_t column) const;
  /// The range that covers a cell; null where none does.
  const paper::MergedRange* range_at(std::size_t row, std::size_t column) const;

 private:
  const paper::Sheet& sheet_;
  std::vector<std::vector<const paper::MergedRange*>> by_row_;  ///< ranges that cover each row
};

/// Without blanks of any kind, full-width forms made plain: "说　　明" and "说明" are one name.
std::string bare(const std::string& text);
/// What a heading says beside its name: unit, year, months.
Column read_heading(std::size_t index, const std::string& heading, const std::string& unit_of_sheet);

/// What stands above a table, apart: "2026年10月销售情况（单位：万元）" is a title and a unit.
struct Above {
  std::string title, unit;  ///< bare; either may be empty
  std::string bracketed;    ///< a unit that stands in brackets at the title's end, without 单位: less sure
};
Above read_above_table(const std::string& text);

}  // namespace luodi::sheets
