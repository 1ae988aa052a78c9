// See outlook.h.
#include "forecast/outlook.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numeric>
#include <set>

#include <boost/math/special_functions/erf.hpp>

#include "base/parallel.h"
#include "forecast/scores.h"

namespace luodi::forecast {
namespace {

constexpr std::size_t kAtOnce = 64;  ///< series fitted side by side
/// Groups with fewer replays say what a wider group says.
constexpr std::size_t kFewestReplays = 100;
constexpr std::size_t kLengths = 4, kVolatilities = 3;
/// Another method than the mixture must be this much better in replay.
constexpr double kBetter = 0.98;
/// An expected error below this share of the level is not believed.
constexpr double kLeastError = 0.01;
/// Where no form of smoothing could be fitted: the expected error as a share of the sum.
constexpr double kBlindError = Outlooks::kUnknownError;
/// A series that tells most of its periods one by one tells how much they vary; January and February often come as one.
constexpr double kMostlyReported = 0.8;
/// Standard deviation of normal figures by their median distance from 0.
constexpr double kNormalByMedian = 1.4826;
/// Errors count up to so many of their usual size.
constexpr double kFarOff = 12, kLeastUsual = 0.25;
constexpr std::size_t kFewestKnown = 3;
constexpr std::size_t kYearsReplayed = 2, kHorizonsReplayed = 3;

std::size_t length_class(const Series& s) {
  const std::size_t years = s.values.size() / s.period;
  return std::min(years, kLengths - 1);
}

/// Median change against the year before (against the period before in a first year), as a share of the mean.
double volatility_of(const Series& s) {
  const std::size_t lag = s.values.size() > s.period ? s.period : 1;
  std::vector<double> changes;
  double sum = 0, known = 0;
  for (std::size_t i = 0; i < s.values.size(); ++i) {
    if (std::isnan(s.values[i])) continue;
    sum += std::abs(s.values[i]), ++known;
    if (i >= lag && !std::isnan(s.values[i - lag])) changes.push_back(std::abs(s.values[i] - s.values[i - lag]));
  }
  return sum > 0 && !changes.empty() ? median(std::move(changes)) / (sum / known) : 0;
}

double level_of(const Series& s) {
  double sum = 0, known = 0;
  for (std::size_t i = s.values.size() - std::min(s.values.size(), s.period); i < s.values.size(); ++i)
    if (!std::isnan(s.values[i])) sum += std::abs(s.values[i]), ++known;
  return known > 0 ? sum / known : 0;
}

Series first(const Series& s, std::size_t n) {
  const auto until = static_cast<std::ptrdiff_t>(n);
  return {{s.values.begin(), s.values.begin() + until},
          s.period,
          {s.joined.begin(), s.joined.begin() + std::min(until, static_cast<std::ptrdiff_t>(s.joined.size()))}};
}

/// Share of a series' figures that were reported by themselves and not divided out of a sum: a sum over ten months is one figure,
/// and that its parts are alike says nothing.
double reported_share(const Series& s) {
  double known = 0, parts = 0;
  for (std::size_t i = 0; i < s.values.size(); ++i) {
    if (std::isnan(s.values[i])) continue;
    ++known;
    parts += s.cut_at(i) ? 1 : 0;
  }
  return known > 0 ? (known - parts) / known : 1;
}

/// A question that is replayed: what was known then, and what came.
struct Question {
  std::size_t series, end;
  std::size_t half;  ///< 0 or 1: which half of the replayed series it is of
  Series known;
  double actual;
};

/// Where the question is asked again: before the last horizons, as long as most of the series is known by then, for errors change
/// with the season; and at this place of earlier years, where a year is known by then. Never inside of a sum that was divided
/// over its periods: what was known then would tell a part of the answer, and the answer would be made up.
std::set<std::size_t> ends_of(const Series& s, std::size_t horizon) {
  const std::size_t n = s.values.size();
  std::set<std::size_t> out;
  for (std::size_t back = 1; back <= kHorizonsReplayed && n >= back * horizon + kFewestKnown; ++back)
    if (const std::size_t end = n - back * horizon; back == 1 || 3 * end >= 2 * n) out.insert(end);
  for (std::size_t years = 1; years <= kYearsReplayed && n >= (years + 1) * s.period + kFewestKnown; ++years)
    out.insert(n - years * s.period);
  return out;
}

void add_questions(const Series& s, std::size_t index, std::size_t half, std::size_t horizon, std::vector<Question>& out) {
  for (const std::size_t end : ends_of(s, horizon)) {
    if (end + horizon > s.values.size() || s.cut_at(end) || s.cut_at(end + horizon)) continue;
    const auto from = s.values.begin() + static_cast<std::ptrdiff_t>(end);
    const double actual = std::accumulate(from, from + static_cast<std::ptrdiff_t>(horizon), 0.0);
    if (!std::isnan(actual)) out.push_back({index, end, half, first(s, end), actual});
  }
}

/// Calls `work(from, until)` for parts of `n` on all threads; false where `progress` stopped it.
template <class Work>
bool in_parts(std::size_t n, unsigned threads, const ForecastProgress& progress, const Work& work) {
  const std::size_t parts = (n + kAtOnce - 1) / kAtOnce;
  std::atomic<bool> stopped{false};
  std::mutex hearing;
  std::size_t done = 0;
  in_parallel(parts, threads, [&](std::size_t p) {
    if (stopped) return;
    work(p * kAtOnce, std::min(n, (p + 1) * kAtOnce));
    const std::lock_guard lock(hearing);
    ++done;
    if (progress && !progress(static_cast<double>(done) / static_cast<double>(parts))) stopped = true;
  });
  return !stopped;
}

bool fit_parts(const std::vector<const Series*>& series, unsigned threads, const ForecastProgress& progress,
               std::vector<Fitted>& out) {
  out.resize(series.size());
  return in_parts(series.size(), threads, progress, [&](std::size_t from, std::size_t until) {
    std::vector<Fitted> list =
        fit_all({series.begin() + static_cast<std::ptrdiff_t>(from), series.begin() + static_cast<std::ptrdiff_t>(until)});
    std::move(list.begin(), list.end(), out.begin() + static_cast<std::ptrdiff_t>(from));
  });
}

tl::unexpected<Error> stopped() {
  return fail(ErrorCode::conflict, "forecast", "forecast.stopped", "stopped; nothing was written");
}

/// The unit of a series' errors: the geometric mean of what smoothing's own formula expects and of what the changes on the year
/// before make a sum of as many periods; the formula alone is blind to seasons it has not seen yet, and believes itself where it
/// fits many states to few figures.
double own_expected_error(const Series& s, const Forecasts& f, std::size_t horizon) {
  const double least = kLeastError * level_of(s) * static_cast<double>(horizon);
  const double by_formula = f.fitted ? std::sqrt(f.sum_variance) : kBlindError * std::abs(f.sum(Method::mixture));
  const double by_changes = kNormalByMedian * volatility_of(s) * level_of(s) * std::sqrt(static_cast<double>(horizon));
  // Nobody is usually further off than the largest figure there was.
  double largest = 0;
  for (const double x : s.values) largest = std::isnan(x) ? largest : std::max(largest, std::abs(x));
  const double own = by_changes > 0 && by_formula > 0 ? std::sqrt(by_formula * by_changes) : by_formula;
  return std::max({std::min(own, largest * static_cast<double>(horizon)), least, 1e-12});
}

/// The same where parts of the series were divided out of sums: for these the pool's usual error stands, `typical` of the level a
/// period, for theirs is not known.
double expected_error(const Series& s, const Forecasts& f, std::size_t horizon, double typical) {
  const double own = own_expected_error(s, f, horizon), share = reported_share(s);
  if (share >= 1) return own;
  const double usual = typical * level_of(s) * static_cast<double>(horizon);
  return std::sqrt(share * own * own + (1 - share) * usual * usual);
}

/// A jump that no forecast could see (a firm of ten that bills a thousand) counts as one far off, not as many times further: in a
/// small pool it would else set everybody's interval.
void bound(std::vector<double>& errors) {
  std::vector<double> sizes;  // of those that were off at all: flat figures are hit exactly
  for (const double e : errors)
    if (e != 0) sizes.push_back(std::abs(e));
  if (sizes.empty()) return;
  const double most = kFarOff * std::max(kNormalByMedian * median(std::move(sizes)), kLeastUsual);
  for (double& e : errors) e = std::clamp(e, -most, most);
}

double spread_of(const std::vector<double>& sorted) {
  double sum = 0;
  for (const double z : sorted) sum += z * z;
  return std::max(1e-6, std::sqrt(sum / static_cast<double>(sorted.size())));
}

/// Share of errors at most z: the sample's steps joined by lines, tails that fall off by the errors' spread. The normal
/// distribution where nothing was replayed.
double share_below(const std::vector<double>& e, double z) {
  const double n = static_cast<double>(e.size());
  if (e.empty()) return 0.5 * std::erfc(-z / std::sqrt(2.0));
  if (z <= e.front()) return std::exp((z - e.front()) / spread_of(e)) / (n + 1);
  if (z >= e.back()) return 1 - std::exp((e.back() - z) / spread_of(e)) / (n + 1);
  const auto at = std::upper_bound(e.begin(), e.end(), z);
  const double above = *at, below = *(at - 1), i = static_cast<double>(at - e.begin());
  return (i + (above > below ? (z - below) / (above - below) : 0)) / (n + 1);
}

/// The error that a share `p` stays below: the inverse of share_below.
double error_at(const std::vector<double>& e, double p) {
  const double n = static_cast<double>(e.size());
  if (e.empty()) return -std::sqrt(2.0) * boost::math::erfc_inv(2 * p);
  const double place = p * (n + 1);
  if (place <= 1) return e.front() + spread_of(e) * std::log(std::max(place, 1e-12));
  if (place >= n) return e.back() - spread_of(e) * std::log(std::max(n + 1 - place, 1e-12));
  const std::size_t i = static_cast<std::size_t>(place) - 1;
  return e[i] + (place - std::floor(place)) * (e[i + 1] - e[i]);
}

std::size_t fine_group(std::size_t length, std::size_t volatility) {
  return length * kVolatilities + volatility;
}
std::size_t wide_group(std::size_t length) {
  return kLengths * kVolatilities + length;
}
constexpr std::size_t kAll = kLengths * kVolatilities + kLengths;

}  // namespace

Outlooks::Place Outlooks::place_of(const Series& s) const {
  const auto above = std::upper_bound(volatility_.begin(), volatility_.end(), volatility_of(s));
  return {length_class(s), static_cast<std::size_t>(above - volatility_.begin())};
}

Outlook Outlooks::outlook_of(const Place& at, const Series& s, const Forecasts& f, std::size_t grouping) const {
  const Grouping& groups = groupings_[grouping];
  Outlook o;
  o.grouping = grouping;
  o.group = kAll;
  for (const std::size_t g : {wide_group(at.length), fine_group(at.length, at.volatility)})
    if (groups[g].replays >= kFewestReplays) o.group = g;
  o.means = f.means[static_cast<std::size_t>(groups[o.group].method)];
  o.sum = std::accumulate(o.means.begin(), o.means.end(), 0.0);
  o.expected_error = expected_error(s, f, options_.horizon, typical_error_);
  o.smoothing_best = f.smoothing_best;
  o.smoothing_error = std::sqrt(f.sum_variance);
  return o;
}

/// The replay of a pool: questions of the past, their forecasts, and the groups that their errors make.
class Learning {
 public:
  Learning(const std::vector<Series>& pool, Outlooks& out) : pool_(pool), out_(out), h_(out.options_.horizon) {
    const std::size_t every = pool.size() / std::max<std::size_t>(1, out.options_.most_replayed) + 1;
    for (std::size_t i = 0; i < pool.size(); i += every) {
      some_.push_back(&pool[i]);
      // Halves by the number of the sample: the index itself is even throughout where every second series is taken.
      add_questions(pool[i], i, (some_.size() - 1) % 2, h_, questions_);
      if (pool[i].values.size() > h_) before_.push_back(first(pool[i], pool[i].values.size() - h_));
    }
  }

  bool run(const ForecastProgress& progress) {
    settle_volatility();
    out_.facts_ = facts_of(some_, h_);
    std::vector<const Series*> then, known;
    for (const Series& s : before_) then.push_back(&s);
    for (const Question& q : questions_) known.push_back(&q.known);
    // What the pool's growth was is learned without the figures that the latest replays are asked for.
    std::vector<Fitted> fitted;
    if (!fit_parts(known, out_.options_.threads, progress, fitted)) return false;
    const PoolFacts facts = facts_of(then, h_);
    for (std::size_t q = 0; q < questions_.size(); ++q) forecasts_.push_back(forecast(*known[q], fitted[q], facts, h_));
    for (const Question& q : questions_) places_.push_back(out_.place_of(pool_[q.series]));
    settle_typical_error();
    for (std::size_t g = 0; g < out_.groupings_.size(); ++g) settle_groups(g);
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      const Question& asked = questions_[q];
      out_.replays_.push_back(
          {asked.series, asked.end, asked.actual, out_.outlook_of(places_[q], asked.known, forecasts_[q], 2 - asked.half)});
    }
    return true;
  }

 private:
  void settle_volatility() {
    std::vector<double> all;
    all.reserve(some_.size());
    for (const Series* s : some_) all.push_back(volatility_of(*s));
    std::sort(all.begin(), all.end());
    for (std::size_t k = 1; k < kVolatilities && !all.empty(); ++k)
      out_.volatility_.push_back(all[all.size() * k / kVolatilities]);
  }

  /// The middle of what whole series expect, as a share of their level a period.
  void settle_typical_error() {
    std::vector<double> shares;
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      const Series& known = questions_[q].known;
      const double level = level_of(known) * static_cast<double>(h_);
      if (level > 0 && reported_share(known) >= kMostlyReported)
        shares.push_back(own_expected_error(known, forecasts_[q], h_) / level);
    }
    if (!shares.empty()) out_.typical_error_ = median(std::move(shares));
  }

  /// `grouping`: 0 of all questions, 1 and 2 of the halves.
  void settle_groups(std::size_t grouping) {
    std::vector<std::vector<std::size_t>> members(kAll + 1);
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      if (grouping != 0 && questions_[q].half != grouping - 1) continue;
      // A question counts in its own group, in that of its length, and in the one of all.
      for (const std::size_t g : {fine_group(places_[q].length, places_[q].volatility), wide_group(places_[q].length), kAll})
        members[g].push_back(q);
    }
    for (const auto& list : members) out_.groupings_[grouping].push_back(group_of(list));
  }

  Group group_of(const std::vector<std::size_t>& questions) const {
    Group out;
    out.replays = questions.size();
    const auto error = [&](std::size_t q, std::size_t method) {
      return (questions_[q].actual - forecasts_[q].sum(static_cast<Method>(method))) /
             expected_error(questions_[q].known, forecasts_[q], h_, out_.typical_error_);
    };
    std::array<double, kMethods> sizes{};  // Σ |error| by method
    for (std::size_t k = 0; k < kMethods; ++k)
      for (const std::size_t q : questions) sizes[k] += std::abs(error(q, k));
    constexpr auto kMixture = static_cast<std::size_t>(Method::mixture);
    std::size_t best = kMixture;
    for (std::size_t k = 0; k < kMethods; ++k)
      if (sizes[k] < kBetter * sizes[kMixture] && sizes[k] < sizes[best]) best = k;
    out.method = static_cast<Method>(best);
    for (const std::size_t q : questions) out.errors.push_back(error(q, best));
    bound(out.errors);
    std::sort(out.errors.begin(), out.errors.end());
    return out;
  }

  const std::vector<Series>& pool_;
  Outlooks& out_;
  std::size_t h_;
  std::vector<const Series*> some_;
  std::vector<Series> before_;
  std::vector<Question> questions_;
  std::vector<Forecasts> forecasts_;
  std::vector<Outlooks::Place> places_;
};

Result<Outlooks> Outlooks::learn(const std::vector<Series>& pool, const OutlookOptions& options,
                                 const ForecastProgress& progress) {
  Outlooks out;
  out.options_ = options;
  if (!Learning(pool, out).run(progress)) return stopped();
  return out;
}

Outlook Outlooks::of(const Series& series, const Fitted& fitted) const {
  return outlook_of(place_of(series), series, forecast(series, fitted, facts_, options_.horizon), 0);
}

Result<std::vector<Outlook>> Outlooks::of(const std::vector<Series>& series, const ForecastProgress& progress) const {
  // A part at a time: the fits of a million series at once would be gigabytes.
  std::vector<Outlook> out(series.size());
  const bool done = in_parts(series.size(), options_.threads, progress, [&](std::size_t from, std::size_t until) {
    std::vector<const Series*> some;
    for (std::size_t i = from; i < until; ++i) some.push_back(&series[i]);
    const std::vector<Fitted> fitted = fit_all(some);
    for (std::size_t i = from; i < until; ++i) out[i] = of(series[i], fitted[i - from]);
  });
  if (!done) return stopped();
  return out;
}

Result<std::vector<Fitted>> fit_on_threads(const std::vector<Series>& series, unsigned threads,
                                           const ForecastProgress& progress) {
  std::vector<const Series*> list;
  list.reserve(series.size());
  for (const Series& s : series) list.push_back(&s);
  std::vector<Fitted> out;
  if (!fit_parts(list, threads, progress, out)) return stopped();
  return out;
}

double Outlooks::chance(const Outlook& o, double line) const {
  return 1 - share_below(group(o).errors, (line - o.sum) / o.expected_error);
}

double Outlooks::quantile(const Outlook& o, double p) const {
  return o.sum + error_at(group(o).errors, p) * o.expected_error;
}

}  // namespace luodi::forecast
