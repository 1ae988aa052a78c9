// What may come in as a table of tasks: a workbook, or a paper whose measures name their units (实施方案、分工方案), as a sheet
// of them.
#pragma once

#include <string>

#include "paper/tables/workbook.h"

namespace luodi::engine {

/// Reads a workbook; of a paper (txt, html, docx, pdf, doc, wps) a sheet with the measures that name a unit. Errors: those of
/// both; unusable "table.no_measures" where a paper names none.
Result<paper::Workbook> open_tasks(const std::string& bytes, std::size_t most_bytes);

}  // namespace luodi::engine
