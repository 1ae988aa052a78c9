// See scores.h.
#include "forecast/scores.h"

#include <algorithm>
#include <cmath>

namespace luodi::forecast {

double median(std::vector<double> list) {
  if (list.empty()) return kMissing;
  const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
  std::nth_element(list.begin(), middle, list.end());
  return *middle;
}

double symmetric_error(double a, double f) {
  const double size = std::abs(a) + std::abs(f);
  return size > 0 ? 200 * std::abs(a - f) / size : 0;
}

double scaled_error(const Series& known, const std::vector<double>& actual, const std::vector<double>& forecast) {
  double steps = 0, count = 0;
  for (std::size_t i = known.period; i < known.values.size(); ++i) {
    const double step = std::abs(known.values[i] - known.values[i - known.period]);
    if (!std::isnan(step)) steps += step, ++count;
  }
  if (!(steps > 0)) return kMissing;
  double error = 0;
  for (std::size_t h = 0; h < actual.size(); ++h) error += std::abs(actual[h] - forecast[h]) / static_cast<double>(actual.size());
  return error / (steps / count);
}

double brier_score(const std::vector<Said>& said) {
  double sum = 0;
  for (const Said& s : said) sum += (s.chance - (s.happened ? 1 : 0)) * (s.chance - (s.happened ? 1 : 0));
  return sum / static_cast<double>(said.size());
}

double hit_rate(const std::vector<Said>& said) {
  const auto hits = std::count_if(said.begin(), said.end(), [](const Said& s) { return (s.chance >= 0.5) == s.happened; });
  return static_cast<double>(hits) / static_cast<double>(said.size());
}

std::vector<CalibrationPoint> calibration_of(const std::vector<Said>& said, std::size_t points) {
  std::vector<CalibrationPoint> out(points);
  for (std::size_t i = 0; i < points; ++i) {
    out[i].from = static_cast<double>(i) / static_cast<double>(points);
    out[i].until = static_cast<double>(i + 1) / static_cast<double>(points);
  }
  for (const Said& s : said) {
    CalibrationPoint& p = out[std::min(points - 1, static_cast<std::size_t>(s.chance * static_cast<double>(points)))];
    ++p.cases;
    p.chance += s.chance;
    p.happened += s.happened ? 1 : 0;
  }
  for (CalibrationPoint& p : out)
    if (p.cases > 0) p.chance /= static_cast<double>(p.cases), p.happened /= static_cast<double>(p.cases);
  return out;
}

}  // namespace luodi::forecast
