// Short series: the same periods of the year before, times what growth is carried on. Works from a single figure on; with two
// years it is one of the methods, below that the only one with seasons.
//
// How much of a growth lasts is learned from all series of a pool together, as one short series cannot tell: x, the logarithm of
// the growth so far, is carried as carried · reach · tanh(x / reach), so that great leaps are believed less than small ones; and
// the level of the last periods times the pool's usual ratio gets the weight `recent`.
#pragma once

#include <vector>

#include "forecast/series.h"

namespace luodi::forecast {

struct GrowthRule {
  double carried = 0.7, reach = 1, recent = 0.2;
};

/// What a pool's series do between the last periods and the next ones: the median ratio of sums, a year before.
double usual_ratio(const std::vector<const Series*>& pool, std::size_t horizon);
/// Over a pool of series that all end at one period: forecasts of the last `horizon` figures from those before, over a grid of
/// rules. The rule of fewest errors, mean and median of the symmetric error added, as one giant error must not decide; the usual
/// rule where fewer than twenty series are long enough.
GrowthRule learn_growth(const std::vector<const Series*>& pool, std::size_t horizon);
/// Means of the next `horizon` figures; zeros where nothing was reported above 0.
std::vector<double> growth_means(const Series& series, const GrowthRule& rule, double usual_ratio, std::size_t horizon);

}  // namespace luodi::forecast
