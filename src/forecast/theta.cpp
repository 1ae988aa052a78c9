// See theta.h.
#include "forecast/theta.h"

#include <algorithm>
#include <cmath>

#include "forecast/decompose.h"
#include "forecast/simplex.h"

namespace luodi::forecast {
namespace {

constexpr double kTolerance = 1e-4;
/// The first errors follow from the start and say nothing of the parameters.
constexpr std::size_t kSettling = 3;

/// The model's states behind `steps` figures.
struct Walk {
  double level, alpha, theta;
  double mean = 0, slope = 0, intercept = 0, power = 1;  // power: (1 - α)^steps
  std::size_t steps = 0;

  double next() const {
    const double bent = 1 - 1 / theta;
    return level + bent * (power * intercept + (1 - (1 - alpha) * power) / alpha * slope);
  }
  void take(double y) {
    const double t = static_cast<double>(++steps), before = mean;
    level = alpha * y + (1 - alpha) * level;
    power *= 1 - alpha;
    mean = ((t - 1) * mean + y) / t;
    slope = steps == 1 ? 0 : ((t - 2) * slope + 6 * (y - before) / t) / (t + 1);
    intercept = mean - slope * (t + 1) / 2;
  }
};

/// The lines through the first figures, at every step: they do not depend on what is searched for.
class Lines {
 public:
  explicit Lines(const std::vector<double>& y) : y_(y) {
    Walk w{0, 0, 1};
    for (const double v : y) {
      slopes_.push_back(w.slope), intercepts_.push_back(w.intercept);
      w.take(v);
    }
  }
  double squares(const Point& x) const {
    const double alpha = x[1], keep = 1 - alpha, bent = 1 - 1 / x[2], by_alpha = 1 / alpha;
    double level = x[0], power = 1, sum = 0;
    for (std::size_t i = 0; i < y_.size(); ++i) {
      const double e = y_[i] - level - bent * (power * intercepts_[i] + (1 - keep * power) * by_alpha * slopes_[i]);
      if (i >= kSettling) sum += e * e;
      level = alpha * y_[i] + keep * level;
      power *= keep;
    }
    return sum;
  }

 private:
  const std::vector<double>& y_;
  std::vector<double> slopes_, intercepts_;
};

double put_back(double v, const std::vector<double>& season, bool ratio, std::size_t at) {
  if (season.empty()) return v;
  const double index = season[at % season.size()];
  return ratio ? v * index : v + index;
}

}  // namespace

ThetaFit fit_theta(const Series& s) {
  ThetaFit out;
  const std::size_t n = s.values.size();
  if (n == 0) return out;
  std::vector<double> y = filled(s);
  if (seasonal(s)) {
    const bool positive = std::all_of(y.begin(), y.end(), [](double v) { return v > 0; });
    if (positive) out.season = season_indices(s, true);
    if (out.season.empty()) out.ratio = false, out.season = season_indices(s, false);
  }
  if (!out.season.empty())
    for (std::size_t i = 0; i < n; ++i) {
      const double index = out.season[i % s.period];
      y[i] = out.ratio ? y[i] / index : y[i] - index;
    }
  double scale = 0;
  for (const double v : y) scale += std::abs(v) / static_cast<double>(n);
  if (!(scale > 0)) scale = 1;
  for (double& v : y) v /= scale;
  const Lines lines(y);
  Box box;
  box.size = 3;
  const double spread = *std::max_element(y.begin(), y.end()) - *std::min_element(y.begin(), y.end()) + 1e-6;
  box.low = {y[0] - 2 * spread, 0.1, 1};
  box.high = {y[0] + 2 * spread, 0.99, 100};
  box.start = {y[0] / 2, 0.5, 2};
  box.step = {std::abs(y[0]) / 2 + 0.1, 0.2, 1};
  Simplex search(box, kTolerance, 300);
  while (!search.done()) search.tell(static_cast<double>(n) * std::log(lines.squares(search.ask()) + 1e-24));
  const Point best = search.best();
  Walk end{best[0], best[1], best[2]};
  for (const double v : y) end.take(v);
  out.level = end.level * scale, out.alpha = end.alpha, out.theta = end.theta;
  out.mean = end.mean * scale, out.slope = end.slope * scale, out.intercept = end.intercept * scale;
  out.steps = end.steps;
  return out;
}

std::vector<double> theta_means(const ThetaFit& f, const Series& s, std::size_t horizon) {
  std::vector<double> out(horizon, 0);
  if (f.steps == 0) return out;
  Walk w{f.level, f.alpha, f.theta, f.mean, f.slope, f.intercept, std::pow(1 - f.alpha, static_cast<double>(f.steps)), f.steps};
  for (std::size_t h = 0; h < horizon; ++h) {
    const double mean = w.next();
    w.take(mean);
    out[h] = put_back(mean, f.season, f.ratio, s.values.size() + h);
  }
  return out;
}

}  // namespace luodi::forecast
