// Seasons of a series by classical decomposition: figures against the centred mean of a year.
#pragma once

#include <vector>

#include "forecast/series.h"

namespace luodi::forecast {

/// True where figures of the same period resemble each other more than chance allows: the autocorrelation at a year's distance
/// beyond 1.645 of its standard error by Bartlett (the 90 % test of the M3 competition's Theta entry). Needs three years.
bool seasonal(const Series& series);
/// Indices by number of the period modulo the year's periods; their mean is 1 (`ratio`) or 0. Empty where a period was never
/// reported or an index would not be above 0.
std::vector<double> season_indices(const Series& series, bool ratio);
/// The series with its missing figures put between their neighbours, for methods that need every step.
std::vector<double> filled(const Series& series);

}  // namespace luodi::forecast
