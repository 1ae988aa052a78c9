// See methods.h.
#include "forecast/methods.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace luodi::forecast {
namespace {

/// Forms this much less likely than the best are left out of the mean.
constexpr double kLeastWeight = 1e-4;
constexpr double kParts[] = {0.4, 0.4, 0.2};  // smoothing, Theta, growth
constexpr std::size_t kFewestForTheta = 6;
constexpr std::size_t kMostRules = 20000;

void take_smoothing(const Series& s, const std::vector<EtsFit>& fits, std::size_t horizon, Forecasts& out) {
  if (fits.empty()) return;
  out.fitted = true;
  const auto best = std::min_element(fits.begin(), fits.end(), [](const EtsFit& a, const EtsFit& b) { return a.aicc < b.aicc; });
  std::vector<double> mean(horizon, 0);
  double weights = 0;
  for (const EtsFit& fit : fits) {
    const double w = std::exp(-0.5 * (fit.aicc - best->aicc));
    if (!(w >= kLeastWeight)) continue;
    const std::vector<double> one = ets_means(fit, s, horizon);
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
  return {learn_growth(some, horizon), usual_ratio(some, horizon)};
}

std::vector<Fitted> fit_all(const std::vector<const Series*>& series) {
  std::vector<Fitted> out(series.size());
  std::vector<EtsJob> jobs;
  std::vector<std::size_t> of;
  for (std::size_t i = 0; i < series.size(); ++i)
    for (const EtsForm& form : ets_forms(*series[i])) jobs.push_back({series[i], form}), of.push_back(i);
  std::vector<EtsFit> fits = fit_ets(jobs);
  for (std::size_t j = 0; j < fits.size(); ++j)
    if (std::isfinite(fits[j].aicc)) out[of[j]].smoothing.push_back(fits[j]);
  for (std::size_t i = 0; i < series.size(); ++i)
    if (series[i]->values.size() >= kFewestForTheta) out[i].theta = fit_theta(*series[i]);
  return out;
}

Forecasts forecast(const Series& s, const Fitted& fitted, const PoolFacts& facts, std::size_t horizon) {
  Forecasts out;
  take_smoothing(s, fitted.smoothing, horizon, out);
  if (fitted.theta) out.means[static_cast<std::size_t>(Method::theta)] = theta_means(*fitted.theta, s, horizon);
  out.means[static_cast<std::size_t>(Method::growth)] = growth_means(s, facts.growth, facts.usual_ratio, horizon);
  complete(s, horizon, out);
  return out;
}

std::vector<Forecasts> forecast_all(const std::vector<const Series*>& series, const PoolFacts& facts, std::size_t horizon) {
  std::vector<Forecasts> out;
  const std::vector<Fitted> fitted = fit_all(series);
  for (std::size_t i = 0; i < series.size(); ++i) out.push_back(forecast(*series[i], fitted[i], facts, horizon));
  return out;
}

}  // namespace luodi::forecast
