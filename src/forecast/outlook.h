// The outlook of a year's total: what the rest of the year will bring, how sure that is, and how likely a line is crossed.
//
// Methods are chosen and errors measured by replay: the same question is asked at earlier points of the same series, where the
// answer is known. Errors are divided by what each series' own formula expects of them, pooled over series of a group, and their
// empirical distribution gives every interval and probability (split conformal prediction; Lei, G'Sell, Rinaldo, Tibshirani,
// Wasserman, Journal of the American Statistical Association 113, 2018, 1094). The Gaussian formula alone is refused: its 95 %
// interval covers less.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "forecast/methods.h"
#include "luodi/values/error.h"

namespace luodi::forecast {

/// Series that replay together: of like length and volatility.
struct Group {
  Method method = Method::mixture;
  std::size_t replays = 0;
  std::vector<double> errors;  ///< (actual - forecast) / expected error by `method`, ascending
};

struct Outlook {
  std::vector<double> means;  ///< of the next figures, by the group's method
  double sum = 0;             ///< of them
  double expected_error = 0;  ///< of the sum; the unit of the group's errors
  std::size_t group = 0, grouping = 0;
  double smoothing_best = 0, smoothing_error = 0;  ///< the plain automatic method: its sum and its own expected error
};

/// A question of the past with its answer. Its outlook comes from the other half of the pool's series, so that it is judged by
/// errors it had no part in.
struct Replay {
  std::size_t series = 0;  ///< index in the pool
  std::size_t known = 0;   ///< figures known then
  double actual = 0;       ///< sum of those that followed
  Outlook outlook;
};

struct OutlookOptions {
  std::size_t horizon = 1;
  std::size_t most_replayed = 5000;  ///< series; more are taken at even distances
  unsigned threads = 0;              ///< 0: all
};
/// Hears how far the work is, 0 to 1; false stops it.
using ForecastProgress = std::function<bool(double done)>;

/// Fits of series on all threads, in order. Error: conflict "forecast.stopped".
Result<std::vector<Fitted>> fit_on_threads(const std::vector<Series>& series, unsigned threads, const ForecastProgress& progress);

/// Outlooks over a pool of series in one unit that end at one period.
class Outlooks {
 public:
  /// Where nothing tells how far off a forecast is: a share of the sum.
  static constexpr double kUnknownError = 0.5;

  /// Replays the pool. Error: conflict "forecast.stopped".
  static Result<Outlooks> learn(const std::vector<Series>& pool, const OutlookOptions& options, const ForecastProgress& progress);

  /// Outlooks of series, in order; they need not be of the pool. Error: conflict "forecast.stopped".
  Result<std::vector<Outlook>> of(const std::vector<Series>& series, const ForecastProgress& progress) const;
  /// The same of a series that is fitted already, as several horizons ask for one fit.
  Outlook of(const Series& series, const Fitted& fitted) const;
  /// Chance that the sum of the next figures is at least `line`.
  double chance(const Outlook& outlook, double line) const;
  /// The value that the sum stays below with probability `p`.
  double quantile(const Outlook& outlook, double p) const;

  const std::vector<Replay>& replays() const { return replays_; }
  /// The group that an outlook stands on.
  const Group& group(const Outlook& outlook) const { return groupings_[outlook.grouping][outlook.group]; }

 private:
  friend class Learning;
  using Grouping = std::vector<Group>;
  struct Place {
    std::size_t length = 0, volatility = 0;
  };
  Place place_of(const Series& series) const;
  Outlook outlook_of(const Place& place, const Series& series, const Forecasts& forecasts, std::size_t grouping) const;

  OutlookOptions options_;
  PoolFacts facts_;
  double typical_error_ = kUnknownError;  ///< expected error of whole series as a share of their level, in the middle of the pool
  std::vector<double> volatility_;        ///< borders of the classes
  std::array<Grouping, 3> groupings_;     ///< of all replays; of the one half of the series, of the other
  std::vector<Replay> replays_;
};

}  // namespace luodi::forecast
