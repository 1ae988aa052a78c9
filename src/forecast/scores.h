// How good forecasts were, once the answers are known.
#pragma once

#include <cstddef>
#include <vector>

#include "forecast/series.h"

namespace luodi::forecast {

/// The middle figure, the upper one of two; NaN of nothing.
double median(std::vector<double> list);
/// Symmetric percentage error of a forecast, 0 to 200: 200 |a - f| / (|a| + |f|); 0 where both are 0 (Makridakis 1993).
double symmetric_error(double actual, double forecast);
/// Mean absolute error against the mean step of the seasonal naive forecast in what was known (Hyndman, Koehler, International
/// Journal of Forecasting 22, 2006, 679); NaN where the series never changed.
double scaled_error(const Series& known, const std::vector<double>& actual, const std::vector<double>& forecast);

/// What was said of events, and what happened.
struct Said {
  double chance = 0;
  bool happened = false;
};
/// Mean of (chance - happened)²; 0 is perfect, 0.25 what "one half" always scores (Brier 1950). NaN of nothing.
double brier_score(const std::vector<Said>& said);
/// Share of cases where the likelier side happened; NaN of nothing.
double hit_rate(const std::vector<Said>& said);

/// One point of a calibration plot: cases whose chance lay between two borders.
struct CalibrationPoint {
  double from = 0, until = 1;  ///< of the chance; the last border belongs to the last point
  std::size_t cases = 0;
  double chance = 0, happened = 0;  ///< means over the cases
};
std::vector<CalibrationPoint> calibration_of(const std::vector<Said>& said, std::size_t points);

}  // namespace luodi::forecast
