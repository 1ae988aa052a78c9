// See methods.h.
#include "forecast/methods.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "forecast/ets.h"
#include "forecast/theta.h"

namespace luodi::forecast {
namespace {

/// Forms this much less likely than the best are left out of the mean.
constexpr double kLeastWeight = 1e-4;
constexpr double kParts[] = {0.4, 0.4, 0.2};  // smoothing, Theta, growth
constexpr std::size_t kFewestForTheta = 6;
constexpr std::size_t kMostRules = 20000;

void take_smoothing(const Series& s, const EtsFit* fits, std::size_t n, std::size_t horizon, Forecasts& out) {
  const EtsFit* best = nullptr;
  for (std::size_t i = 0; i < n; ++i)
    if (std::isfinite(fits[i].aicc) && (best == nullptr || fits[i].aicc < best->aicc)) best = &fits[i];
  if (best == nullptr) return;
  std::vector<double> mean(horizon, 0);
  double weights = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double w = std::exp(-0.5 * (fits[i].aicc - best->aicc));
    if (!(w >= kLeastWeight)) continue;
    const std::vector<double> one = ets_means(fits[i], s, horizon);
    for (std::size_t h = 0; h < horizon; ++h) mean[h] += w * one[h];
    weights += w;
  }
  for (double& v : mean) v /= weights;
  const std::vector<double> of_best = ets_means(*best, s, horizon);
  out.sum_variance = ets_sum_variance(*best, of_best, s);
  out.smoothing_best = std::accumulate(of_best.begin(), of_best.end(), 0.0);
  out.means[static_cast<std::size_t>(Method::smoothing)] = std::move(mean);
}

/// Methods that a series is too short for say what growth says; what the series never went below 0 in stays at 0.
void complete(const Series& s, std::size_t horizon, Forecasts& out) {
  auto& growth = out.means[static_cast<std::size_t>(Method::growth)];
  const bool positive = std::all_of(s.values.begin(), s.values.end(), [](double v) { return std::isnan(v) || v >= 0; });
  auto& mixture = out.means[static_cast<std::size_t>(Method::mixture)];
  mixture.assign(horizon, 0);
  for (std::size_t k = 0; k < 3; ++k) {
    auto& means = out.means[k];
    const bool sound = !means.empty() && std::all_of(means.begin(), means.end(), [](double v) { return std::isfinite(v); });
    if (!sound) means = growth;
    for (std::size_t h = 0; h < horizon; ++h) {
      if (positive) means[h] = std::max(0.0, means[h]);
      mixture[h] += kParts[k] * means[h];
    }
  }
}

}  // namespace

std::string_view name_of(Method m) {
  constexpr std::string_view names[] = {"smoothing", "theta", "growth", "mixture"};
  return names[static_cast<std::size_t>(m)];
}

double Forecasts::sum(Method m) const {
  const auto& list = means[static_cast<std::size_t>(m)];
  return std::accumulate(list.begin(), list.end(), 0.0);
}

PoolFacts facts_of(const std::vector<const Series*>& pool, std::size_t horizon) {
  std::vector<const Series*> some;
  const std::size_t every = pool.size() / kMostRules + 1;
  for (std::size_t i = 0; i < pool.size(); i += every) some.push_back(pool[i]);
  return {learn_growth(some, horizon).rule, usual_ratio(some, horizon)};
}

std::vector<Forecasts> forecast_all(const std::vector<const Series*>& series, const PoolFacts& facts, std::size_t horizon) {
  std::vector<Forecasts> out(series.size());
  std::vector<EtsJob> jobs;
  std::vector<std::size_t> starts;
  for (const Series* s : series) {
    starts.push_back(jobs.size());
    for (const EtsForm& form : ets_forms(*s)) jobs.push_back({s, form});
  }
  starts.push_back(jobs.size());
  const std::vector<EtsFit> fits = fit_ets(jobs);
  for (std::size_t i = 0; i < series.size(); ++i) {
    const Series& s = *series[i];
    take_smoothing(s, fits.data() + starts[i], starts[i + 1] - starts[i], horizon, out[i]);
    if (s.values.size() >= kFewestForTheta)
      out[i].means[static_cast<std::size_t>(Method::theta)] = theta_means(fit_theta(s), s, horizon);
    out[i].means[static_cast<std::size_t>(Method::growth)] = growth_means(s, facts.growth, facts.usual_ratio, horizon);
    complete(s, horizon, out[i]);
  }
  return out;
}

}  // namespace luodi::forecast
