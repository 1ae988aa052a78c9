// See tasks_workbook.h.
#include "engine/tasks_workbook.h"

#include "paper/open.h"
#include "paper/tables/cells.h"
#include "paper/unicode.h"
#include "reading/measures.h"

namespace luodi::engine {
namespace {

constexpr std::size_t kLargestPaper = std::size_t{1} << 20U;  // bytes; larger text is a table: a register, a ledger

/// The first line that could be a title.
std::string title_of(const std::string& text) {
  constexpr std::size_t kLongest = 200;
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return "";
  const std::string line = text.substr(from, text.find('\n', from) - from);
  return line.size() <= kLongest ? line : "";
}

paper::Workbook sheet_of(const std::vector<reading::Measure>& measures, const paper::Mended& paper) {
  paper::Sheet sheet;
  sheet.name = "措施";
  const auto row = [&](const std::vector<std::string>& cells) {
    std::vector<paper::TableCell> out;
    out.reserve(cells.size());
    for (const std::string& c : cells) out.push_back(c.empty() ? paper::TableCell{} : paper::text_cell(c));
    sheet.rows.push_back(std::move(out));
  };
  if (const std::string title = title_of(paper.text); !title.empty()) row({title});
  row({"类别", "任务", "牵头单位", "配合单位", "完成时限"});
  for (const reading::Measure& m : measures) row({m.section, m.text, m.lead_unit, m.helping_units, m.deadline});
  return {"paper", paper.encoding, {std::move(sheet)}};
}

}  // namespace

Result<paper::Workbook> open_tasks(const std::string& bytes, std::size_t most_bytes) {
  auto book = paper::open_workbook(bytes, most_bytes);
  // A plain text is a table of one column too; a table is none of measures in brackets.
  if (book && (book->format != "csv" || bytes.size() > kLargestPaper)) return book;
  paper::OpenOptions options;
  options.most_bytes = most_bytes;
  options.details = false;
  auto paper = paper::open_paper(bytes, options);
  // What is told of the paper helps more than that it is no table.
  for (const char* told : {"paper.marked", "paper.old_word", "paper.scanned"})
    if (!paper && !book && paper.error().reason == told) return tl::unexpected(paper.error());
  if (!paper && paper.error().reason == "paper.marked") return tl::unexpected(paper.error());
  const auto measures = paper ? reading::read_measures(paper::to_utf32(paper->text)) : std::vector<reading::Measure>{};
  if (!measures.empty()) return sheet_of(measures, *paper);
  if (book) return book;
  if (paper)
    return fail(ErrorCode::unusable, "file", "table.no_measures",
                "this paper names no unit in the way of （责任单位：…）; bring a table, or write the units so");
  return book;
}

}  // namespace luodi::engine
