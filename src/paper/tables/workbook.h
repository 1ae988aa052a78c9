// open_workbook: xlsx, xls (Excel 97 to 2003) and csv or tsv in any Chinese encoding as sheets of cells with their places.
// Which format it is, is told by its bytes. Values are kept as a person sees them; merged ranges are kept as ranges.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::paper {

enum class CellKind : std::uint8_t { empty, text, number, date, boolean, error };

struct TableCell {
  CellKind kind = CellKind::empty;
  std::string text;   ///< as shown: "2.5", "12.5%", "2026-03-31", "TRUE", "#N/A"; "" where empty
  double number = 0;  ///< of numbers and dates (days since 1970-01-01)
};

/// Rows and columns count from 0.
struct MergedRange {
  std::uint32_t row = 0, column = 0, rows = 1, columns = 1;
};

struct Sheet {
  std::string name;
  std::vector<std::vector<TableCell>> rows;  ///< each as long as its last cell that is not empty
  std::vector<MergedRange> merged;
  const TableCell& at(std::size_t row, std::size_t column) const;  ///< an empty cell outside
};

struct Workbook {
  std::string format;    ///< "xlsx", "xls", "csv"
  std::string encoding;  ///< of csv
  std::vector<Sheet> sheets;
};

/// Reads all sheets that hold cells. Refused with what to do instead (unusable, too_large): empty files, encrypted ones, zip
/// bombs, Excel 95 and older, damaged files, more than 20 million cells, files that are no table.
Result<Workbook> open_workbook(std::string_view bytes, std::size_t most_bytes = std::size_t{50} << 20U);

/// "C17" of row 16, column 2.
std::string cell_name(std::size_t row, std::size_t column);

}  // namespace luodi::paper
