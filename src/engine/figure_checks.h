// What monthly figures say against themselves and against what the same source said before: sums that fall, a month that its
// sums deny, amounts of another size than the months before. Each is pointed out before an import; only what cannot be is
// refused.
#pragma once

#include <string_view>
#include <vector>

#include "cultivation/figures.h"

namespace luodi::engine {

/// A finding about one row; `period`: of which figure, none where it is about the row.
struct FigureFinding {
  const char* reason = "";
  cultivation::PeriodFigure period;
  bool is_error = false;
};

/// A row by itself. Errors: fewer persons than none. Warnings: other amounts below zero (figures.negative; corrections may be), a
/// sum since January that is less than an earlier one of the year (figures.sum_falls; returned goods may do it), a sum that is
/// not the one before and the month (figures.sum_differs), half a person (figures.part_of_person).
std::vector<FigureFinding> check_figures(const cultivation::Measure& measure, const cultivation::FigureRow& row);

/// A row against what its source says of the unit already: a month told otherwise (figures.revised), and months a hundred times
/// larger or smaller than those before, as where 元 and 万元 were mixed up (figures.unit_doubt).
std::vector<FigureFinding> compare_figures(const cultivation::Measure& measure, const cultivation::FigureRow& row,
                                           const std::vector<cultivation::PeriodFigure>& standing);

/// A unit's name that holds no word: a number, a phone, a code in the wrong column.
bool is_no_name(std::string_view name);

}  // namespace luodi::engine
