// Values of cells by type, and what was wrong with those that cannot be read: the place, what stood there, what to do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/working_days.h"
#include "paper/tables/workbook.h"

namespace luodi::sheets {

/// The day of 2026-6-30, 2026.6.30, 2026/6/30, 2026年6月30日, 20260630, with blanks in it or a time behind it, or of the number
/// that a spreadsheet keeps a day by (46203); nothing for anything else, a month alone included.
std::optional<Date> date_of_text(const std::string& text);
/// "2026-06-30" of a date cell, or of a text as date_of_text reads it; nothing for anything else.
std::optional<std::string> date_in(const paper::TableCell& cell);
/// A whole number; nothing for anything else.
std::optional<std::int64_t> whole_in(const paper::TableCell& cell);
/// Names of units in one cell, cut at 、，,；; and line breaks; "等" at the end dropped.
std::vector<std::string> names_in(const std::string& text);
/// An amount of money in fen from a number in a unit (元 千元 万元 百万元 亿元); nothing where the unit is none of these, the
/// text no number, or the amount beyond 90 trillion yuan. Exact: no floating point.
std::optional<std::int64_t> fen_of(const std::string& number, const std::string& unit);

}  // namespace luodi::sheets
