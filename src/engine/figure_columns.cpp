// See figure_columns.h. Amounts are written in the base unit, exactly.
#include "engine/figure_columns.h"

#include <cstdint>
#include <cstdio>
#include <optional>

namespace luodi::engine {
namespace {

using cultivation::FigureRow;
using cultivation::PeriodFigure;

constexpr std::int64_t kHundred = 100;

/// Hundredths as a number with two places.
std::string hundredths(std::int64_t amount) {
  char buffer[40];
  const std::int64_t size = amount < 0 ? -amount : amount;
  std::snprintf(buffer, sizeof buffer, "%s%lld.%02lld", amount < 0 ? "-" : "", static_cast<long long>(size / kHundred),
                static_cast<long long>(size % kHundred));
  return buffer;
}

}  // namespace

std::vector<SheetColumn> columns_of_month(int year, int month) {
  std::vector<SheetColumn> out;
  for (const int y : {year, year - 1}) {
    out.push_back({y, month, month, false});
    if (month > 1) out.push_back({y, 1, month, false});
  }
  return out;
}

std::string heading_of(const SheetColumn& c, const cultivation::Measure& m) {
  const std::string months =
      c.from == c.to ? std::to_string(c.to) + "月" : std::to_string(c.from) + "-" + std::to_string(c.to) + "月";
  const std::string when = std::to_string(c.year) + "年" + months;
  return c.growth ? when + "同比（%）" : when + m.name + "（" + m.base_unit + "）";
}

std::string value_of(const FigureRow& row, const SheetColumn& c) {
  for (const PeriodFigure& f : c.growth ? row.growths : row.figures)
    if (f.year == c.year && f.from == c.from && f.to == c.to) return hundredths(f.amount);
  if (c.growth || c.from != 1) return "";
  const auto sum = cultivation::sum_to_date(row.figures, cultivation::month_index(c.year, c.to));
  return sum ? hundredths(*sum) : "";
}

}  // namespace luodi::engine
