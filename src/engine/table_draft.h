// A table as it would be imported: the sheet, where its table is, which column fills which field, the rows by field.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/table_requests.h"
#include "paper/tables/workbook.h"
#include "sheets/layout.h"
#include "sheets/mapping.h"
#include "store/store.h"

namespace luodi::engine {

struct DraftRow {
  std::size_t row = 0;              ///< of the sheet, from 0
  std::string section;              ///< the section row above it
  std::vector<std::string> values;  ///< by field
};

struct TableDraft {
  std::string format;
  paper::Sheet sheet;
  sheets::Layout layout;
  const sheets::TableKind* kind = nullptr;  ///< null: any table
  sheets::Mapping mapping;
  bool remembered = false;
  std::vector<DraftRow> rows;
  std::vector<CellProblem> problems;  ///< all of them
  std::vector<char> bad;              ///< by row: cannot be imported

  std::size_t field(std::string_view name) const;
  const paper::TableCell& cell(const DraftRow& row, std::size_t field) const;
  /// Notes what is wrong with the cell of a field; an error keeps the row out.
  void note(std::size_t row_index, std::size_t field, const char* reason, bool is_error);
  /// The same of any column, `heading` in place of a field.
  void note(std::size_t row_index, std::size_t column, const std::string& seen, const std::string& heading, const char* reason,
            bool is_error);
};

/// Blanks at both ends dropped; the words themselves stay as they are.
std::string trimmed(const std::string& text);

/// Reads a kept workbook. not_found where no workbook has the hash; usage where sheet, heading or mapping do not fit it.
Result<TableDraft> draft_table(store::Connection& c, const TableRequest& request);
/// The mapping settled for these headings, if one was.
Result<std::optional<sheets::Mapping>> remembered_mapping(store::Connection& c, const sheets::TableKind& kind,
                                                          const std::vector<sheets::Column>& columns);
/// What the draft shows of itself: columns with samples, fields, sections, the first rows.
TablePreview shown(const TableDraft& draft, const std::string& file_hash);

}  // namespace luodi::engine
