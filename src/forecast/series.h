// Series: what is forecast. Figures of equal periods in order of time, the last one the newest.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace luodi::forecast {

/// A period that was not reported. Estimates step over it; sums never count it as 0.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Figures of one source and one measure, in one unit; NaN where nothing was reported.
struct Series {
  std::vector<double> values;
  std::size_t period = 12;  ///< figures a year: 12 months or 4 quarters; 1 without seasons
  /// By figure: it and the one before are parts of one reported sum. Empty: none is.
  std::vector<bool> joined{};
  /// True where an end in front of figure `at` would cut a reported sum.
  bool cut_at(std::size_t at) const { return at < joined.size() && joined[at]; }
};

/// Most figures a year that seasons are kept for.
inline constexpr std::size_t kLongestPeriod = 12;

}  // namespace luodi::forecast
