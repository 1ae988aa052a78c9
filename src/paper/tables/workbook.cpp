// See workbook.h.
#include "paper/tables/workbook.h"

#include <algorithm>

#include "paper/tables/cells.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kMostMerged = 1'000'000;  // rows of all merged ranges

}  // namespace

const TableCell& Sheet::at(std::size_t row, std::size_t column) const {
  static const TableCell empty;
  return row < rows.size() && column < rows[row].size() ? rows[row][column] : empty;
}

std::string cell_name(std::size_t row, std::size_t column) {
  std::string s;
  for (std::size_t c = column + 1; c > 0; c = (c - 1) / 26) s.insert(s.begin(), static_cast<char>('A' + (c - 1) % 26));
  return s + std::to_string(row + 1);
}

Result<Workbook> open_workbook(std::string_view bytes, std::size_t most_bytes) {
  if (bytes.size() > most_bytes) return fail(ErrorCode::too_large, "file", "paper.too_large", "the file is over the limit");
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return fail(ErrorCode::unusable, "file", "table.empty", "the file is empty");
  const auto begins = [&](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
  Result<Workbook> book = begins("PK\x03\x04")                         ? read_xlsx(bytes)
                          : begins("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") ? read_xls(bytes)
                          : begins("%PDF") || begins("<!DOCTYPE") || begins("<html") || begins("{\\rtf")
                              ? fail(ErrorCode::unusable, "file", "table.not_a_table", "this is no table; bring xlsx, xls or csv")
                              : read_csv(bytes);
  if (!book) return book;
  std::erase_if(book->sheets, [](const Sheet& s) { return s.rows.empty(); });
  std::size_t covered = 0;
  for (const Sheet& s : book->sheets)
    for (const MergedRange& m : s.merged) covered += std::min<std::size_t>(m.rows, s.rows.size());
  if (covered > kMostMerged) return too_many_cells();
  if (book->sheets.empty()) return fail(ErrorCode::unusable, "file", "table.empty", "there are no cells in this file");
  return book;
}

}  // namespace luodi::paper
