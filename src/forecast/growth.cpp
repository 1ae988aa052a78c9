// See growth.h.
#include "forecast/growth.h"

#include <algorithm>
#include <cmath>

#include "forecast/scores.h"

namespace luodi::forecast {
namespace {

constexpr std::size_t kFewestReplayed = 20;
constexpr double kCarried[] = {0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
constexpr double kReach[] = {0.3, 0.5, 0.7, 1.0};
constexpr double kRecent[] = {0.0, 0.1, 0.2, 0.3, 0.5};

/// Sums that the method stands on.
struct Sums {
  double last_year = 0;      ///< of the periods to be forecast, a year before; NaN where the series is too short
  double now = 0, then = 0;  ///< of the last periods and the same a year before, where both were reported
  double level = 0;          ///< of the last periods that were reported, a period
};

Sums sums_of(const Series& s, std::size_t end, std::size_t horizon) {
  const std::size_t m = s.period;
  const auto& y = s.values;
  Sums out;
  const std::size_t window = std::min(end > m ? end - m : 0, m);
  for (std::size_t i = end - window; i < end; ++i)
    if (!std::isnan(y[i]) && !std::isnan(y[i - m])) out.now += y[i], out.then += y[i - m];
  double known = 0;
  for (std::size_t i = end - std::min(end, window > 0 ? window : m); i < end; ++i)
    if (!std::isnan(y[i])) out.level += y[i], ++known;
  if (known > 0) out.level /= known;
  out.last_year = end >= m ? 0 : kMissing;
  for (std::size_t h = 0; h < horizon && end >= m; ++h) {
    const double v = y[end - m + h % m];
    out.last_year += std::isnan(v) ? out.level : v;
  }
  return out;
}

/// Mean of a year's figures to those before them, a year earlier: what `level` becomes.
double ratio_of(const Series& s, std::size_t end, std::size_t horizon) {
  const std::size_t m = s.period;
  if (end < m + 1) return kMissing;
  const std::size_t window = std::min(end - m, m);
  double next = 0, last = 0, known_next = 0, known_last = 0;
  for (std::size_t h = 0; h < horizon; ++h)
    if (const double v = s.values[end - m + h % m]; !std::isnan(v)) next += v, ++known_next;
  for (std::size_t i = end - window; i < end; ++i)
    if (const double v = s.values[i - m]; !std::isnan(v)) last += v, ++known_last;
  if (!(next > 0) || !(last > 0)) return kMissing;
  return next / known_next / (last / known_last);
}

double ratio_at(const std::vector<const Series*>& pool, std::size_t back, std::size_t horizon) {
  std::vector<double> ratios;
  for (const Series* s : pool)
    if (s->values.size() > back)
      if (const double r = ratio_of(*s, s->values.size() - back, horizon); !std::isnan(r)) ratios.push_back(r);
  const double r = median(std::move(ratios));
  return std::isnan(r) ? 1 : r;
}

double total(const Sums& s, const GrowthRule& rule, double usual, std::size_t horizon) {
  const double recent = s.level * usual * static_cast<double>(horizon);
  if (!(s.last_year > 0) || !(s.now > 0) || !(s.then > 0)) return std::max(0.0, recent);
  const double x = std::log(s.now / s.then), carried = rule.carried * rule.reach * std::tanh(x / rule.reach);
  const double by_year = std::log(s.last_year) + carried;
  return std::exp(recent > 0 ? (1 - rule.recent) * by_year + rule.recent * std::log(recent) : by_year);
}

}  // namespace

double usual_ratio(const std::vector<const Series*>& pool, std::size_t horizon) {
  return ratio_at(pool, 0, horizon);
}

GrowthRule learn_growth(const std::vector<const Series*>& pool, std::size_t horizon) {
  GrowthRule out;
  // One period ahead where the series are too short for the whole horizon to be held back.
  std::size_t ahead = horizon;
  std::vector<std::pair<Sums, double>> replays;
  for (; ahead > 0; --ahead) {
    replays.clear();
    for (const Series* s : pool) {
      if (s->values.size() < s->period + 1 + ahead) continue;
      const std::size_t end = s->values.size() - ahead;
      double actual = 0;
      for (std::size_t i = end; i < s->values.size(); ++i) actual += s->values[i];
      if (!std::isnan(actual)) replays.emplace_back(sums_of(*s, end, ahead), actual);
    }
    if (replays.size() >= kFewestReplayed) break;
  }
  if (ahead == 0) return out;
  const double usual = ratio_at(pool, ahead, ahead);
  double least = 0;
  std::vector<double> errors(replays.size());
  for (const double recent : kRecent)
    for (const double reach : kReach)
      for (const double carried : kCarried) {
        const GrowthRule rule{carried, reach, recent};
        double sum = 0;
        for (std::size_t i = 0; i < replays.size(); ++i) {
          errors[i] = symmetric_error(replays[i].second, total(replays[i].first, rule, usual, ahead));
          sum += errors[i];
        }
        const double both = sum / static_cast<double>(errors.size()) + median(errors);
        if (least == 0 || both < least) least = both, out = rule;
      }
  return out;
}

std::vector<double> growth_means(const Series& s, const GrowthRule& rule, double usual, std::size_t horizon) {
  std::vector<double> out(horizon, 0);
  const std::size_t n = s.values.size(), m = s.period;
  if (n == 0 || horizon == 0) return out;
  const Sums sums = sums_of(s, n, horizon);
  const double all = total(sums, rule, usual, horizon);
  for (std::size_t h = 0; h < horizon; ++h) {
    const double share = sums.last_year > 0 && !std::isnan(s.values[n - m + h % m]) ? s.values[n - m + h % m] / sums.last_year
                         : sums.last_year > 0                                       ? sums.level / sums.last_year
                                                                                    : 1.0 / static_cast<double>(horizon);
    out[h] = all * share;
  }
  return out;
}

}  // namespace luodi::forecast
