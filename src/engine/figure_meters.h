// A sheet of a power company has a row a meter (户号): rows of one unit that name different meters are one figure of the unit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cultivation/figures.h"

namespace luodi::engine {

/// A row that can be imported, its place in the draft, and what the sheet says of the year before beside it.
struct RowRead {
  cultivation::FigureRow row;
  std::size_t place = 0;
  std::vector<cultivation::PeriodFigure> before;
  std::string meter;       ///< 户号, where the sheet tells the meters of a unit apart
  std::size_t meters = 1;  ///< rows that it was added up from
  bool lacking = false;    ///< a meter lacked a month, which was left out
};

/// A second row of a unit is another meter's where both say which, and neither is a subtotal (小计). Rows without a code are one
/// unit's only where the name is an organisation's: two customers may be called 张伟.
bool is_other_meter(const std::vector<RowRead>& meters, const RowRead& read);

/// The rows of a unit's meters, at least one, as one row of the unit: months that all of them have, added up. What a meter did
/// not report is no 0: a month that one of them lacks is left out. Rates of single meters are none of the unit and are dropped.
RowRead row_of_meters(const std::vector<RowRead>& meters);

}  // namespace luodi::engine
