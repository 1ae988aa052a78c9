// Columns of monthly working sheets that go out: heads carry year, months and unit, so that they come in again as they went out.
#pragma once

#include <string>
#include <vector>

#include "cultivation/figures.h"

namespace luodi::engine {

/// A column of the sheet: months of a year, or their growth as published.
struct SheetColumn {
  int year = 0, from = 0, to = 0;
  bool growth = false;
};
/// "2026年1-10月商品销售额（元）", "2026年10月同比（%）".
std::string heading_of(const SheetColumn& column, const cultivation::Measure& measure);
/// A month and the sum since January, of its year and of the year before.
std::vector<SheetColumn> columns_of_month(int year, int month);
/// As reported; the sum since January also where months add up to it, which is no estimate; "" where nothing was.
std::string value_of(const cultivation::FigureRow& row, const SheetColumn& column);

}  // namespace luodi::engine
