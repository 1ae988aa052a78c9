// What the readers of xlsx and xls share: numbers as a person sees them, number formats, serial days; the limit of cells.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "paper/tables/workbook.h"

namespace luodi::paper {

constexpr std::size_t kMostCells = 20'000'000;

/// What a number format makes of a number.
enum class Shown { number, percent, date };
/// Of a format code such as "yyyy\"年\"m\"月\"" or "0.00%".
Shown shown_by(std::string_view code);
/// Of a built-in format number (ECMA-376 Part 1, 18.8.30, with the dates of East Asian locales 27–36 and 50–58).
Shown shown_by(int format);

/// A number in at most 15 digits, without a tail of noughts.
std::string number_text(double value);
/// A numeric cell under a format; `from_1904`: the workbook counts days from 1904.
TableCell numeric_cell(double value, Shown shown, bool from_1904);
TableCell text_cell(std::string text);
TableCell error_cell(std::string code);
TableCell boolean_cell(bool value);

/// Puts a cell at its place and counts what is kept, gaps too; false where the table grows beyond all measure.
bool put(Sheet& sheet, std::size_t row, std::size_t column, TableCell cell, std::size_t& cells);

Result<Workbook> read_xlsx(std::string_view bytes);
Result<Workbook> read_xls(std::string_view bytes);
Result<Workbook> read_csv(std::string_view bytes);

inline tl::unexpected<Error> broken_table(const char* format) {
  return fail(ErrorCode::unusable, format, "table.broken", "the file is damaged; save it again in Excel or WPS");
}
inline tl::unexpected<Error> too_many_cells() {
  return fail(ErrorCode::too_large, "table", "table.too_many_cells", "more than 20 million cells; split the table");
}

}  // namespace luodi::paper
