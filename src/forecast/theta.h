// The dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos, Koehler, International Journal of Forecasting
// 32, 2016, 1151, equations 8 to 13): simple exponential smoothing of a line bent by theta, the line fitted anew at every step.
// Seasons are taken out first where they are significant.
#pragma once

#include <vector>

#include "forecast/series.h"

namespace luodi::forecast {

struct ThetaFit {
  double level = 0, alpha = 0, theta = 1;
  double mean = 0, slope = 0, intercept = 0;  ///< of the line through what was seen, at its end
  std::size_t steps = 0;
  std::vector<double> season;  ///< empty without; indices by number of the period modulo the year's periods
  bool ratio = true;           ///< seasons multiply
};

ThetaFit fit_theta(const Series& series);
std::vector<double> theta_means(const ThetaFit& fit, const Series& series, std::size_t horizon);

}  // namespace luodi::forecast
