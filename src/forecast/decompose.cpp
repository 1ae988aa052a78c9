// See decompose.h.
#include "forecast/decompose.h"

#include <algorithm>
#include <numeric>

namespace luodi::forecast {

std::vector<double> filled(const Series& s) {
  std::vector<double> out = s.values;
  const std::size_t n = out.size(), m = s.period;
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isnan(out[i])) continue;
    std::size_t after = i;
    while (after < n && std::isnan(s.values[after])) ++after;
    if (i == 0 && after == n) return std::vector<double>(n, 0.0);
    // A year before says more of a season than the neighbours do.
    if (m > 1 && i >= m)
      out[i] = out[i - m];
    else if (i == 0)
      out[i] = s.values[after];
    else if (after == n)
      out[i] = out[i - 1];
    else
      out[i] = out[i - 1] + (s.values[after] - out[i - 1]) / static_cast<double>(after - i + 1);
  }
  return out;
}

bool seasonal(const Series& s) {
  const std::size_t n = s.values.size(), m = s.period;
  if (m < 2 || n < 3 * m) return false;
  const std::vector<double> y = filled(s);
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(n);
  double all = 0;
  for (const double v : y) all += (v - mean) * (v - mean);
  if (!(all > 0)) return false;
  const auto correlation = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t i = lag; i < n; ++i) sum += (y[i] - mean) * (y[i - lag] - mean);
    return sum / all;
  };
  double before = 0;
  for (std::size_t lag = 1; lag < m; ++lag) before += correlation(lag) * correlation(lag);
  return std::abs(correlation(m)) > 1.645 * std::sqrt((1 + 2 * before) / static_cast<double>(n));
}

std::vector<double> season_indices(const Series& s, bool ratio) {
  const std::size_t n = s.values.size(), m = s.period, half = m / 2;
  if (m < 2 || n < 2 * m) return {};
  const std::vector<double> y = filled(s);
  std::vector<double> total(m, 0), count(m, 0);
  for (std::size_t i = half; i + half < n; ++i) {
    if (std::isnan(s.values[i])) continue;
    double year = 0;
    for (std::size_t k = i - half; k <= i + half; ++k) year += y[k];
    if (m % 2 == 0) year -= (y[i - half] + y[i + half]) / 2;
    const double middle = year / static_cast<double>(m);
    if (ratio && !(middle > 0)) return {};
    total[i % m] += ratio ? y[i] / middle : y[i] - middle;
    ++count[i % m];
  }
  double all = 0;
  for (std::size_t k = 0; k < m; ++k) {
    if (count[k] == 0) return {};
    total[k] /= count[k];
    if (ratio && !(total[k] > 0)) return {};
    all += total[k] / static_cast<double>(m);
  }
  for (double& v : total) v = ratio ? v / all : v - all;
  return total;
}

}  // namespace luodi::forecast
