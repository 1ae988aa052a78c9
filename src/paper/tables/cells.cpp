// See cells.h.
#include "paper/tables/cells.h"

#include <cmath>
#include <cstdio>

#include "base/working_days.h"

namespace luodi::paper {
namespace {

constexpr double kFrom1900 = 25569, kFrom1904 = 24107;  // serial day of 1970-01-01
constexpr double kMostDay = 2958465;                    // 9999-12-31
constexpr std::size_t kBytesOfCell = 25;                // of text that count as one more cell

std::string time_text(double fraction) {
  const long seconds = std::lround(fraction * 86400);
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%02ld:%02ld", seconds / 3600 % 24, seconds / 60 % 60);
  return buffer;
}

}  // namespace

Shown shown_by(std::string_view code) {
  bool percent = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') {
      while (++i < code.size() && code[i] != '"') continue;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {  // colours, conditions, locales; [h] counts hours and is no date
      while (i < code.size() && code[i] != ']') ++i;
    } else if (c == ';') {
      break;  // the first section tells
    } else if (c == '%') {
      percent = true;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'm' || c == 'M') {
      return Shown::date;
    } else if (c == 'G' || c == 'g') {
      return Shown::number;  // General
    }
  }
  return percent ? Shown::percent : Shown::number;
}

Shown shown_by(int format) {
  if (format == 9 || format == 10) return Shown::percent;
  const bool date =
      (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);
  return date ? Shown::date : Shown::number;
}

std::string number_text(double value) {
  char buffer[64];
  if (value == 0) return "0";
  const double size = std::fabs(value);
  if (!std::isfinite(value)) return "";
  if (size >= 1e15 || size < 1e-7) {
    std::snprintf(buffer, sizeof buffer, size >= 1e15 && size < 1e22 ? "%.0f" : "%.15g", value);
    return buffer;
  }
  const int whole = static_cast<int>(std::floor(std::log10(size))) + 1;
  std::snprintf(buffer, sizeof buffer, "%.*f", std::max(0, 15 - whole), value);
  std::string s = buffer;
  if (s.find('.') == std::string::npos) return s;
  s.erase(s.find_last_not_of('0') + 1);
  if (s.back() == '.') s.pop_back();
  return s;
}

TableCell numeric_cell(double value, Shown shown, bool from_1904) {
  if (!std::isfinite(value)) return error_cell("#NUM!");
  if (shown == Shown::percent) return {CellKind::number, number_text(value * 100) + "%", value};
  if (shown == Shown::number || value < 0 || value > kMostDay) return {CellKind::number, number_text(value), value};
  // Excel counts a 29 February 1900 that never was; days before it stand one further.
  const double day = std::floor(value) - (from_1904 ? kFrom1904 : kFrom1900) + (!from_1904 && value < 60 ? 1 : 0);
  const double fraction = value - std::floor(value);
  if (std::floor(value) == 0 && !from_1904) return {CellKind::text, time_text(fraction), value};
  std::string text = Date::from_days(static_cast<long>(day)).iso();
  if (fraction > 0.5 / 86400) text += " " + time_text(fraction);
  return {CellKind::date, std::move(text), day};
}

TableCell text_cell(std::string text) {
  std::erase(text, '\0');
  const bool blank = text.find_first_not_of(" \t\r\n") == std::string::npos;
  return blank ? TableCell{} : TableCell{CellKind::text, std::move(text), 0};
}
TableCell error_cell(std::string code) {
  return {CellKind::error, std::move(code), 0};
}
TableCell boolean_cell(bool value) {
  return {CellKind::boolean, value ? "TRUE" : "FALSE", value ? 1.0 : 0.0};
}

bool put(Sheet& sheet, std::size_t row, std::size_t column, TableCell cell, std::size_t& cells) {
  if (cell.kind == CellKind::empty) return true;
  if (row >= (1U << 20U) || column >= (1U << 14U)) return false;
  if (row >= sheet.rows.size()) {
    cells += row + 1 - sheet.rows.size();
    if (cells > kMostCells) return false;
    sheet.rows.resize(row + 1);
  }
  cells += cell.text.size() / kBytesOfCell;  // one long string shown in every cell is copied into every cell
  if (cells > kMostCells) return false;
  auto& r = sheet.rows[row];
  if (column >= r.size()) {
    cells += column + 1 - r.size();
    if (cells > kMostCells) return false;
    r.resize(column + 1);
  }
  r[column] = std::move(cell);
  return true;
}

}  // namespace luodi::paper
