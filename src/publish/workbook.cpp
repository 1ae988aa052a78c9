// See workbook.h.
#include "publish/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>

#include "paper/formats/child.h"
#include "paper/unicode.h"

namespace luodi::publish {
namespace {

struct Looks {
  lxw_format *title, *heading, *cell, *number;
};

Looks looks_of(lxw_workbook* book) {
  Looks k{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
  format_set_font_size(k.title, 16);
  format_set_align(k.title, LXW_ALIGN_CENTER);
  format_set_align(k.title, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap(k.title);
  for (lxw_format* f : {k.heading, k.cell, k.number}) {
    format_set_border(f, LXW_BORDER_THIN);
    format_set_text_wrap(f);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
  }
  format_set_align(k.number, LXW_ALIGN_RIGHT);
  format_set_bold(k.heading);
  format_set_align(k.heading, LXW_ALIGN_CENTER);
  return k;
}

/// A plain number of at most 15 digits, which a cell keeps exactly.
std::optional<double> number_in(const std::string& text) {
  constexpr std::size_t kExactDigits = 15;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || static_cast<std::size_t>(digits) > kExactDigits)
    return std::nullopt;
  return value;
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, std::size_t c, const Sheet& s, const std::string& text, const Looks& k) {
  const auto column = static_cast<lxw_col_t>(c);
  const bool numeric = std::find(s.numeric.begin(), s.numeric.end(), c) != s.numeric.end();
  const auto number = numeric ? number_in(text) : std::nullopt;
  if (number)
    worksheet_write_number(sheet, row, column, *number, k.number);
  else
    worksheet_write_string(sheet, row, column, text.c_str(), numeric ? k.number : k.cell);
}

constexpr double kUsualWidth = 12;                         // of a column, in characters
constexpr double kLineHeight = 15, kTitleLineHeight = 24;  // points
constexpr double kHighest = 409;                           // points: Excel's limit of a row
constexpr double kTitleRoom = 1.45;                        // a title's characters are that much wider than a cell's

/// Lines that a text takes in a column: a Han character is two wide. Programs that print a workbook do not all find it out.
double lines_of(const std::string& text, double width) {
  // No text is wider than it has bytes, so nearly every cell is settled by its length.
  if (static_cast<double>(text.size()) < width && text.find('\n') == std::string::npos) return 1;
  double lines = 1, at = 0;
  for (const char32_t c : paper::to_utf32(text)) {
    const double wide = c < 0x2E80 ? 1 : 2;
    if (c == U'\n' || at + wide > width - 1) ++lines, at = 0;
    at += c == U'\n' ? 0 : wide;
  }
  return lines;
}

double width_of(const Sheet& s, std::size_t column) {
  return column < s.widths.size() ? s.widths[column] : kUsualWidth;
}

/// A row as high as its fullest cell; rows of one line stay as they are.
void fit_height(lxw_worksheet* sheet, lxw_row_t row, const Sheet& s, const std::vector<std::string>& cells) {
  double lines = 1;
  for (std::size_t c = 0; c < cells.size(); ++c) lines = std::max(lines, lines_of(cells[c], width_of(s, c)));
  if (lines > 1) worksheet_set_row(sheet, row, std::min(lines * kLineHeight, kHighest), nullptr);
}

void write(lxw_workbook* book, const Sheet& s, const Looks& k) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, s.name.c_str());
  const auto last = static_cast<lxw_col_t>(s.headings.empty() ? 0 : s.headings.size() - 1);
  lxw_row_t row = 0;
  if (!s.title.empty()) {
    worksheet_merge_range(sheet, 0, 0, 0, last, s.title.c_str(), k.title);
    double room = 0;
    for (std::size_t c = 0; c < std::max<std::size_t>(1, s.headings.size()); ++c) room += width_of(s, c);
    worksheet_set_row(sheet, 0, 10 + kTitleLineHeight * lines_of(s.title, room / kTitleRoom), nullptr);
    row = 1;
  }
  for (std::size_t c = 0; c < s.headings.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    worksheet_set_column(sheet, column, column, width_of(s, c), nullptr);
    worksheet_write_string(sheet, row, column, s.headings[c].c_str(), k.heading);
  }
  fit_height(sheet, row, s, s.headings);
  worksheet_repeat_rows(sheet, 0, row);
  worksheet_freeze_panes(sheet, row + 1, 0);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  for (const auto& cells : s.rows) {
    ++row;
    for (std::size_t c = 0; c < cells.size(); ++c) write_cell(sheet, row, c, s, cells[c], k);
    fit_height(sheet, row, s, cells);
  }
}

}  // namespace

Result<std::string> to_xlsx(const std::vector<Sheet>& sheets) {
  // Version 1.1.4 of the library writes to a path only: a file in a folder of its own, read back and gone.
  const paper::TemporaryFile file("", "workbook.xlsx");
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr) return fail(ErrorCode::internal, "xlsx", "publish.xlsx", "cannot make a workbook");
  const Looks looks = looks_of(book);
  for (const Sheet& s : sheets) write(book, s, looks);
  const lxw_error error = workbook_close(book);
  if (error != LXW_NO_ERROR) return fail(ErrorCode::internal, "xlsx", "publish.xlsx", lxw_strerror(error));
  std::ifstream written(file.path(), std::ios::binary);
  std::string out((std::istreambuf_iterator<char>(written)), {});
  if (out.empty()) return fail(ErrorCode::internal, "xlsx", "publish.xlsx", "the workbook cannot be read back");
  return out;
}

}  // namespace luodi::publish
