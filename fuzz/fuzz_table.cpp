// Fuzz: tables (xlsx, xls, csv), where the table is in the sheet, and the values of its first cells.
#include <string_view>

#include "paper/tables/workbook.h"
#include "sheets/layout.h"
#include "sheets/mapping.h"
#include "sheets/values.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto book = luodi::paper::open_workbook({reinterpret_cast<const char*>(data), size});
  if (!book) return 0;
  for (const auto& sheet : book->sheets) {
    const auto layout = luodi::sheets::find_layout(sheet);
    if (!layout) continue;
    (void)luodi::sheets::propose(*luodi::sheets::table_kind("tasks"), layout->columns);
    for (const std::size_t r : layout->data)
      for (const auto& cell : sheet.rows[r]) {
        (void)luodi::sheets::date_in(cell);
        (void)luodi::sheets::names_in(cell.text);
        (void)luodi::sheets::fen_of(cell.text, "万元");
      }
  }
  return 0;
}
