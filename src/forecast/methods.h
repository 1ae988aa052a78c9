// The methods of forecasting, side by side over many series: exponential smoothing, dynamic Theta, growth on the year before, and
// their mixture.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "forecast/ets.h"
#include "forecast/growth.h"
#include "forecast/series.h"
#include "forecast/theta.h"

namespace luodi::forecast {

/// smoothing: every form of ETS by its Akaike weight (Kolassa, International Journal of Forecasting 27, 2011, 238). mixture: two
/// parts smoothing, two parts Theta, one part growth; what the year before was keeps the others from running away.
enum class Method { smoothing, theta, growth, mixture };
inline constexpr std::size_t kMethods = 4;
std::string_view name_of(Method method);

struct Forecasts {
  std::array<std::vector<double>, kMethods> means;  ///< by Method
  /// Variance of the sum by the likeliest form of smoothing, as its own formula has it; 0 where no form could be fitted.
  double sum_variance = 0;
  bool fitted = false;        ///< a form of smoothing could be fitted; its variance may be 0 then
  double smoothing_best = 0;  ///< sum of the means of that form alone: what the plain automatic method would say
  double sum(Method method) const;
};

/// What of a pool the methods need.
struct PoolFacts {
  GrowthRule growth;
  double usual_ratio = 1;
};
PoolFacts facts_of(const std::vector<const Series*>& pool, std::size_t horizon);

/// What is fitted to a series whatever the horizon.
struct Fitted {
  std::vector<EtsFit> smoothing;  ///< every form that could be fitted
  std::optional<ThetaFit> theta;  ///< none for very short series
};
/// Fits of each series, in order, many side by side.
std::vector<Fitted> fit_all(const std::vector<const Series*>& series);
Forecasts forecast(const Series& series, const Fitted& fitted, const PoolFacts& facts, std::size_t horizon);
/// Forecasts of the next `horizon` figures of each series, in order.
std::vector<Forecasts> forecast_all(const std::vector<const Series*>& series, const PoolFacts& facts, std::size_t horizon);

}  // namespace luodi::forecast
