// Monthly figures as a department reports them: single months or sums since January, and single months out of them.
//
// What is reported is kept as reported. Single months are computed for forecasts alone; January and February reported as one, or
// any other gap that a later sum spans, is divided evenly over its months and says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::cultivation {

/// A figure of the months `from` to `to` of a year, in hundredths of the measure's base unit (fen).
struct PeriodFigure {
  int year = 0, from = 0, to = 0;
  std::int64_t amount = 0;
  friend bool operator==(const PeriodFigure&, const PeriodFigure&) = default;
};
inline bool of_same_months(const PeriodFigure& a, const PeriodFigure& b) {
  return a.year == b.year && a.from == b.from && a.to == b.to;
}
/// A unit's figures in one source, by what tells it apart there: its valid credit code, else its name as compared.
struct FigureRow {
  std::string row_key, name, credit_code;
  std::vector<PeriodFigure> figures;
  /// Growth on the year before as published, in hundredths of a percent; never computed from the figures, nor they from it.
  std::vector<PeriodFigure> growths;
};
/// A later import's word on a period stands in place of an earlier one's.
void put_over(std::vector<PeriodFigure>& standing, const std::vector<PeriodFigure>& later);
/// Figures as the tables keep them, JSON [[year, from, to, amount]], and back.
std::string figures_as_text(const std::vector<PeriodFigure>& figures);
std::vector<PeriodFigure> figures_of_text(const std::string& text);
/// The blob of an import: rows of [row key, name, code, figures, growths where there are any].
std::string figures_as_blob(const std::vector<FigureRow>& rows);
Result<std::vector<FigureRow>> figures_of_blob(const std::string& blob);

/// 计量: what figures measure (presets/monthly_measures.csv).
struct Measure {
  std::string measure, name, name_en, dimension, base_unit;
  std::vector<std::string> headings;  ///< words by which a column's heading names it
  std::string source;
  std::string side;      ///< volume: it sums up to 体量; quality: a part of an indicator; "" neither
  std::string compares;  ///< sources of measures with one word here should agree: turnover; "" with none
};
const std::vector<Measure>& measures();
const Measure* measure_of(std::string_view name);
/// The measure that a heading names, by the longest of all headings in it; null where it names none.
const Measure* measure_named(std::string_view heading);
/// Units that amounts of a dimension may be written in, the base unit first.
std::vector<std::string> units_of(const std::string& dimension);
/// The amount of a cell in hundredths of the base unit; nothing where the text is no number or the unit is not one of the
/// dimension.
std::optional<std::int64_t> amount_of(const Measure& measure, const std::string& number, const std::string& unit);

/// Months counted from January of year 0.
inline int month_index(int year, int month) {
  return year * 12 + month - 1;
}
std::string month_text(int index);   ///< "2026-10"
std::string month_words(int index);  ///< 2026年10月
/// The same backwards; nothing where the text is no month.
std::optional<int> month_of(std::string_view text);

struct SingleMonth {
  std::optional<double> amount;
  bool spread = false;  ///< an even part of a sum over several months
  bool joined = false;  ///< of the same sum as the month before
};
/// Months `first` to `last` (month_index), each alone.
std::vector<SingleMonth> single_months(const std::vector<PeriodFigure>& figures, int first, int last);
/// The sum since January up to a month, exact; nothing where a month of it was not reported. Months before the unit opened
/// (`opened`, by month_index; 0 not known) are not missing.
std::optional<std::int64_t> sum_to_date(const std::vector<PeriodFigure>& figures, int month, int opened = 0);

}  // namespace luodi::cultivation
