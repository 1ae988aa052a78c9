// Exponential smoothing in its state space form: error additive or relative, trend none, additive or damped, season none,
// additive or multiplicative (Hyndman, Koehler, Ord, Snyder, Forecasting with Exponential Smoothing, 2008, chapter 2).
//
// Initial states are not searched for: the series is smoothed forward, backward and forward again, so at most four numbers are
// left to search. Refused on purpose: multiplicative trends, which explode over a year, and additive errors beside multiplicative
// seasons, which are not stable (chapter 10).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "forecast/series.h"

namespace luodi::forecast {

enum class Trend { none, additive, damped };
enum class Season { none, additive, multiplicative };
struct EtsForm {
  bool relative = false;  ///< errors relative to the forecast
  Trend trend = Trend::none;
  Season season = Season::none;
  /// "MAdM": error, trend, season.
  std::string name() const;
};
/// α level, β trend (error form: 0 ≤ β ≤ α), γ season (0 ≤ γ ≤ 1 − α), φ damping.
struct EtsParameters {
  double alpha = 0, beta = 0, gamma = 0, phi = 1;
};
struct EtsState {
  double level = 0, trend = 0;
  std::array<double, kLongestPeriod> season{};  ///< by number of the period modulo the year's periods
};
struct EtsFit {
  EtsForm form;
  EtsParameters parameters;
  EtsState state;       ///< behind the last figure
  double variance = 0;  ///< of one-step errors; relative ones where the form is relative
  double aicc = 0;
};

/// Forms that a series allows: relative errors and multiplicative seasons need every figure above 0, seasons two years.
std::vector<EtsForm> ets_forms(const Series& series);
/// Forms fitted by maximum likelihood, in the order of `jobs`, many side by side. `aicc` is infinite where a series has too few
/// figures for a form. A fit depends on its own job alone.
struct EtsJob {
  const Series* series = nullptr;
  EtsForm form;
};
std::vector<EtsFit> fit_ets(const std::vector<EtsJob>& jobs);
/// Means of the next `horizon` figures.
std::vector<double> ets_means(const EtsFit& fit, const Series& series, std::size_t horizon);
/// Variance of the sum of the next `horizon` figures: σ² Σ C_i², C_i what an error of step i adds to the sum. Exact for additive
/// forms; for relative ones errors are taken at the size of their means.
double ets_sum_variance(const EtsFit& fit, const std::vector<double>& means, const Series& series);

}  // namespace luodi::forecast
