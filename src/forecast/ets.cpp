// See ets.h.
#include "forecast/ets.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "forecast/ets_lanes.h"
#include "forecast/simplex.h"

namespace luodi::forecast {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
/// Relative errors are taken of forecasts above this share of the series' mean.
constexpr double kLeastMean = 1e-6;
constexpr double kTolerance = 1e-3;
constexpr std::size_t kMostAsked = 60;  ///< for each parameter

/// Where the smoothing begins: the mean of the first year as level, seasons as means of differences or ratios to it.
EtsState rough_state(const Series& s, const EtsForm& form, double scale) {
  const std::size_t n = s.values.size(), m = s.period, first = std::min(n, form.season == Season::none ? std::size_t{6} : m);
  EtsState out;
  double sum = 0, known = 0;
  for (std::size_t i = 0; i < first; ++i)
    if (!std::isnan(s.values[i])) sum += s.values[i] / scale, ++known;
  out.level = known > 0 ? sum / known : 1;
  if (form.season == Season::none) return out;
  const bool ratio = form.season == Season::multiplicative;
  std::array<double, kLongestPeriod> total{}, count{};
  // Differences to the mean of the year around: a centred year where there is one.
  for (std::size_t i = 0; i < n; ++i) {
    if (std::isnan(s.values[i])) continue;
    const std::size_t from = i < m / 2 ? 0 : std::min(i - m / 2, n >= m ? n - m : 0), until = std::min(n, from + m);
    double year = 0, months = 0;
    for (std::size_t k = from; k < until; ++k)
      if (!std::isnan(s.values[k])) year += s.values[k] / scale, ++months;
    const double middle = year / months, value = s.values[i] / scale;
    if (ratio && !(middle > kLeastMean)) continue;
    total[i % m] += ratio ? value / middle : value - middle;
    ++count[i % m];
  }
  double all = 0;
  for (std::size_t k = 0; k < m; ++k) {
    out.season[k] = count[k] > 0 ? total[k] / count[k] : ratio ? 1 : 0;
    if (ratio) out.season[k] = std::max(out.season[k], 0.01);
    all += out.season[k] / static_cast<double>(m);
  }
  for (std::size_t k = 0; k < m; ++k) out.season[k] = ratio ? out.season[k] / all : out.season[k] - all;
  return out;
}

std::size_t states_of(const EtsForm& f, std::size_t period) {
  return 1 + (f.trend == Trend::none ? 0 : 1) + (f.season == Season::none ? 0 : period - 1);
}
std::size_t parameters_of(const EtsForm& f) {
  return 1 + (f.trend == Trend::none ? 0 : 1) + (f.season == Season::none ? 0 : 1) + (f.trend == Trend::damped ? 1 : 0);
}

Box box_of(const EtsForm& f) {
  Box box;
  const auto add = [&](double low, double high, double start, double step) {
    box.low[box.size] = low, box.high[box.size] = high, box.start[box.size] = start, box.step[box.size] = step;
    ++box.size;
  };
  add(1e-3, 0.999, 0.3, 0.3);
  if (f.trend != Trend::none) add(1e-3, 0.999, 0.05, 0.2);
  if (f.season != Season::none) add(1e-3, 0.999, 0.1, 0.2);
  if (f.trend == Trend::damped) add(0.8, 0.98, 0.95, -0.05);
  return box;
}

EtsParameters parameters_at(const EtsForm& f, const Point& x) {
  EtsParameters p;
  std::size_t i = 0;
  p.alpha = x[i++];
  if (f.trend != Trend::none) p.beta = p.alpha * x[i++];
  if (f.season != Season::none) p.gamma = (1 - p.alpha) * x[i++];
  if (f.trend == Trend::damped) p.phi = x[i];
  return p;
}

/// What an error of one step adds to the figure k steps on.
double carried(const EtsFit& f, std::size_t k, std::size_t m) {
  double damping = 0, power = 1;
  for (std::size_t j = 0; j < k; ++j) damping += power, power *= f.parameters.phi;
  return f.parameters.alpha + f.parameters.beta * damping + (k % m == 0 ? f.parameters.gamma : 0);
}

std::size_t period_of(const EtsJob& job) {
  return job.form.season == Season::none ? 1 : job.series->period;
}

/// Searches of one batch, eight side by side; a lane that is through takes the next job.
class Batch {
 public:
  Batch(const std::vector<EtsJob>& jobs, const std::vector<std::size_t>& list, std::vector<EtsFit>& out)
      : jobs_(jobs), list_(list), out_(out), n_(jobs[list[0]].series->values.size()), m_(period_of(jobs[list[0]])), y_(n_) {}

  void run() {
    const Width width = widest();
    const EtsForm form = jobs_[list_[0]].form;
    for (std::size_t i = 0; i < kLanes; ++i) load(i);
    while (std::any_of(lanes_.begin(), lanes_.end(), [](const Lane& l) { return l.busy; })) {
      for (std::size_t i = 0; i < kLanes; ++i) put_point(i);
      smooth(width, form.season, form.relative, y_.data(), n_, m_, parameters_, states_, sums_);
      for (std::size_t i = 0; i < kLanes; ++i)
        if (lanes_[i].busy) take_value(i);
    }
  }

 private:
  struct Lane {
    bool busy = false, last = false;  ///< last: at the best point once more, for its states
    std::size_t job = 0;
    double scale = 1, count = 0;
    EtsState rough;
    Simplex search;
  };

  void load(std::size_t i) {
    Lane& lane = lanes_[i];
    lane.busy = false;
    while (next_ < list_.size() && !lane.busy) {
      lane.job = list_[next_++];
      const EtsJob& job = jobs_[lane.job];
      double sum = 0;
      lane.count = 0;
      for (const double v : job.series->values)
        if (!std::isnan(v)) sum += std::abs(v), ++lane.count;
      if (lane.count == 0) continue;
      lane.scale = sum > 0 ? sum / lane.count : 1;
      for (std::size_t t = 0; t < n_; ++t) y_[t].of[i] = job.series->values[t] / lane.scale;
      lane.rough = rough_state(*job.series, job.form, lane.scale);
      lane.search = Simplex(box_of(job.form), kTolerance, kMostAsked * parameters_of(job.form));
      lane.busy = true;
      lane.last = false;
    }
  }

  void put_point(std::size_t i) {
    const Lane& lane = lanes_[i];
    const EtsForm form = jobs_[lane.job].form;
    const EtsParameters p = parameters_at(form, lane.last ? lane.search.best() : lane.search.ask());
    parameters_.alpha[i] = p.alpha, parameters_.beta[i] = p.beta, parameters_.gamma[i] = p.gamma, parameters_.phi[i] = p.phi;
    states_.level[i] = lane.rough.level, states_.trend[i] = lane.rough.trend;
    for (std::size_t k = 0; k < m_; ++k) states_.season[k][i] = lane.rough.season[k];
  }

  void take_value(std::size_t i) {
    Lane& lane = lanes_[i];
    const bool refused = sums_.refused[i] != 0;
    const double deviance =
        refused ? kInfinite : lane.count * std::log(std::max(sums_.squares[i], 1e-24) / lane.count) + 2 * sums_.logs[i];
    if (!lane.last) {
      lane.search.tell(deviance);
      lane.last = lane.search.done();
      return;
    }
    if (std::isfinite(deviance)) keep(i, deviance);
    load(i);
  }

  void keep(std::size_t i, double deviance) {
    const Lane& lane = lanes_[i];
    EtsFit& fit = out_[lane.job];
    fit.parameters = parameters_at(fit.form, lane.search.best());
    fit.state.level = states_.level[i] * lane.scale;
    fit.state.trend = states_.trend[i] * lane.scale;
    for (std::size_t k = 0; k < m_; ++k)
      fit.state.season[k] = states_.season[k][i] * (fit.form.season == Season::additive ? lane.scale : 1);
    const double k = static_cast<double>(states_of(fit.form, m_) + parameters_of(fit.form) + 1);
    const double size = fit.form.relative ? 1 : lane.scale;
    fit.variance = sums_.squares[i] / std::max(1.0, lane.count - k + 1) * size * size;
    if (lane.count - k - 1 > 0) fit.aicc = deviance + 2 * k + 2 * k * (k + 1) / (lane.count - k - 1);
  }

  const std::vector<EtsJob>& jobs_;
  const std::vector<std::size_t>& list_;
  std::vector<EtsFit>& out_;
  std::size_t n_, m_, next_ = 0;
  std::vector<LaneFigures> y_;
  std::array<Lane, kLanes> lanes_;
  LaneParameters parameters_{};
  LaneStates states_{};
  LaneSums sums_{};
};

}  // namespace

std::string EtsForm::name() const {
  std::string out = relative ? "M" : "A";
  out += trend == Trend::none ? "N" : trend == Trend::additive ? "A" : "Ad";
  return out + (season == Season::none ? "N" : season == Season::additive ? "A" : "M");
}

std::vector<EtsForm> ets_forms(const Series& s) {
  const auto positive = [](double v) { return std::isnan(v) || v > 0; };
  const bool relative = std::all_of(s.values.begin(), s.values.end(), positive);
  const bool seasons = s.period > 1 && s.values.size() >= 2 * s.period;
  std::vector<EtsForm> out;
  for (const Season season : {Season::none, Season::additive, Season::multiplicative}) {
    if (season != Season::none && !seasons) continue;
    for (const Trend trend : {Trend::none, Trend::additive, Trend::damped}) {
      if (season != Season::multiplicative) out.push_back({false, trend, season});
      if (relative) out.push_back({true, trend, season});
    }
  }
  return out;
}

std::vector<EtsFit> fit_ets(const std::vector<EtsJob>& jobs) {
  std::vector<EtsFit> out(jobs.size());
  // One kernel runs series of one length and one kind of season and error; the longest searches first, so that lanes end
  // together.
  std::map<std::tuple<std::size_t, std::size_t, Season, bool>, std::vector<std::size_t>> batches;
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    const EtsJob& job = jobs[j];
    out[j].form = job.form;
    out[j].aicc = kInfinite;
    if (!job.series->values.empty())
      batches[{job.series->values.size(), period_of(job), job.form.season, job.form.relative}].push_back(j);
  }
  for (auto& [key, list] : batches) {
    std::stable_sort(list.begin(), list.end(),
                     [&](std::size_t a, std::size_t b) { return parameters_of(jobs[a].form) > parameters_of(jobs[b].form); });
    Batch(jobs, list, out).run();
  }
  return out;
}

std::vector<double> ets_means(const EtsFit& f, const Series& s, std::size_t horizon) {
  std::vector<double> out(horizon);
  const std::size_t m = f.form.season == Season::none ? 1 : s.period;
  double level = f.state.level, trend = f.state.trend;
  for (std::size_t h = 0; h < horizon; ++h) {
    if (f.form.trend != Trend::none) trend *= f.parameters.phi, level += trend;
    const double season = f.state.season[(s.values.size() + h) % m];
    out[h] = f.form.season == Season::none ? level : f.form.season == Season::additive ? level + season : level * season;
  }
  return out;
}

double ets_sum_variance(const EtsFit& f, const std::vector<double>& means, const Series& s) {
  const std::size_t h = means.size(), m = f.form.season == Season::none ? 1 : s.period;
  double out = 0;
  for (std::size_t i = 0; i < h; ++i) {
    double adds = 1;
    for (std::size_t k = 1; i + k < h; ++k) {
      const double size = f.form.season == Season::multiplicative && means[i] > 0 ? means[i + k] / means[i] : 1;
      adds += carried(f, k, s.period > 1 ? m : h + 1) * size;
    }
    const double one = f.form.relative ? means[i] : 1;
    out += adds * adds * one * one * f.variance;
  }
  return out;
}

}  // namespace luodi::forecast
