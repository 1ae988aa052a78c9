// Forecasts of public series, scored; and of a million invented ones, timed. bench/forecast/run.sh puts the peers beside them.
// usage: luodi_forecast_bench accuracy SERIES.csv AHEAD | intervals SERIES.csv AHEAD | speed COUNT MONTHS AHEAD [THREADS]
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "forecast/outlook.h"
#include "forecast/scores.h"

namespace {

using namespace luodi::forecast;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

/// The last field of each line is a monthly series, its figures apart by blanks.
std::vector<std::vector<double>> series_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<std::vector<double>> out;
  while (std::getline(file, line)) {
    std::istringstream figures(line.substr(line.rfind(',') + 1));
    out.emplace_back();
    for (double v = 0; figures >> v;) out.back().push_back(v);
  }
  return out;
}

int accuracy(const std::string& path, std::size_t ahead) {
  std::vector<Series> known;
  std::vector<std::vector<double>> actual;
  for (const std::vector<double>& all : series_of(path)) {
    const auto end = all.end() - static_cast<std::ptrdiff_t>(ahead);
    known.push_back({{all.begin(), end}, 12});
    actual.emplace_back(end, all.end());
  }
  std::vector<const Series*> list;
  for (const Series& s : known) list.push_back(&s);
  const auto since = Clock::now();
  const std::vector<Forecasts> out = forecast_all(list, facts_of(list, ahead), ahead);
  const double ms = 1000 * seconds_since(since) / static_cast<double>(known.size());
  for (std::size_t k = 0; k < kMethods; ++k) {
    double smape = 0, mase = 0, year = 0;
    const double n = static_cast<double>(known.size());
    for (std::size_t i = 0; i < known.size(); ++i) {
      const auto& f = out[i].means[k];
      for (std::size_t h = 0; h < ahead; ++h) smape += symmetric_error(actual[i][h], f[h]) / (n * static_cast<double>(ahead));
      mase += scaled_error(known[i], actual[i], f) / n;
      const double a = std::accumulate(actual[i].begin(), actual[i].begin() + 12, 0.0);
      year += 100 * std::abs(a - std::accumulate(f.begin(), f.begin() + 12, 0.0)) / a / n;
    }
    std::printf("%-22s sMAPE %7.3f  MASE %.4f  12-month sum %6.3f %%\n", std::string(name_of(static_cast<Method>(k))).c_str(),
                smape, mase, year);
  }
  std::printf("all four, one thread: %.3f ms a series (%zu series)\n", ms, known.size());
  return 0;
}

/// How often the sum of the next `ahead` figures lay within its interval, and the Brier scores of "crosses the line" for lines of
/// 0.8 to 1.2 times the sum of the `ahead` figures before; each half of the series judged by the errors of the other.
struct Judged {
  double cases = 0, in80 = 0, in95 = 0;
  std::vector<Said> ours, gaussian;
};

void judge(const std::vector<std::vector<double>>& all, std::size_t held, std::size_t ahead, std::size_t half, Judged& to) {
  std::vector<Series> pool, asked;
  std::vector<double> actual, last;
  const auto months = static_cast<std::ptrdiff_t>(ahead);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto end = all[i].end() - static_cast<std::ptrdiff_t>(held);
    (i % 2 == half ? asked : pool).push_back({{all[i].begin(), end}, 12});
    if (i % 2 != half) continue;
    actual.push_back(std::accumulate(end, end + months, 0.0));
    last.push_back(std::accumulate(end - months, end, 0.0));
  }
  OutlookOptions options;
  options.horizon = ahead;
  const auto learned = Outlooks::learn(pool, options, {});
  const auto outlooks = learned->of(asked, {});
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Outlook& o = (*outlooks)[i];
    const auto within = [&](double p) {
      return actual[i] >= learned->quantile(o, (1 - p) / 2) && actual[i] <= learned->quantile(o, (1 + p) / 2) ? 1.0 : 0.0;
    };
    to.in80 += within(0.8), to.in95 += within(0.95), to.cases += 1;
    for (const double times : {0.8, 0.9, 1.0, 1.1, 1.2}) {
      const double line = last[i] * times;
      to.ours.push_back({learned->chance(o, line), actual[i] >= line});
      to.gaussian.push_back({0.5 * std::erfc((line - o.smoothing_best) / o.smoothing_error / std::sqrt(2.0)), actual[i] >= line});
    }
  }
}

void tell(const char* what, const Judged& j) {
  const double ours = brier_score(j.ours), gaussian = brier_score(j.gaussian);
  std::printf("%-12s %5.0f cases: 80 %% held %.1f %%, 95 %% held %.1f %%; Brier %.4f, Gaussian %.4f, ratio %.3f\n", what, j.cases,
              100 * j.in80 / j.cases, 100 * j.in95 / j.cases, ours, gaussian, ours / gaussian);
}

int intervals(const std::string& path, std::size_t ahead) {
  const auto all = series_of(path);
  Judged every;
  for (std::size_t held = ahead; held <= ahead + 18; held += 6) {
    Judged one;
    for (std::size_t half = 0; half < 2; ++half) judge(all, held, ahead, half, one);
    tell((std::to_string(held) + " held").c_str(), one);
    every.cases += one.cases, every.in80 += one.in80, every.in95 += one.in95;
    every.ours.insert(every.ours.end(), one.ours.begin(), one.ours.end());
    every.gaussian.insert(every.gaussian.end(), one.gaussian.begin(), one.gaussian.end());
  }
  tell("all", every);
  return 0;
}

std::vector<Series> invented(std::size_t count, std::size_t months) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  std::vector<Series> out(count);
  for (Series& s : out) {
    const double level = std::exp(5 + normal(random)), season = 0.2 * normal(random), growth = 0.01 * normal(random);
    const std::size_t begins = random() % 12;
    double drift = 0;
    s.values.reserve(months);
    for (std::size_t i = 0; i < months; ++i) {
      drift += growth + 0.02 * normal(random);
      s.values.push_back(level * std::exp(drift + season * std::sin(0.5235987755982988 * static_cast<double>((i + begins) % 12)) +
                                          0.1 * normal(random)));
    }
  }
  return out;
}

int speed(std::size_t count, std::size_t months, std::size_t ahead, unsigned threads) {
  const std::vector<Series> series = invented(count, months);
  const auto since = Clock::now();
  OutlookOptions options;
  options.horizon = ahead;
  options.threads = threads;
  const auto learned = Outlooks::learn(series, options, {});
  if (!learned) return 1;
  const double replayed = seconds_since(since);
  const auto outlooks = learned->of(series, {});
  if (!outlooks) return 1;
  double expected = 0;
  for (std::size_t i = 0; i < count; ++i) expected += learned->chance((*outlooks)[i], 1.1 * (*outlooks)[i].sum);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf(
      "%zu series of %zu months, %zu ahead, with the chance of a line: %.1f s (replays %.1f s), peak %ld MiB; %.0f expected over "
      "it\n",
      count, months, ahead, seconds_since(since), replayed, used.ru_maxrss / 1024, expected);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> a(argv + 1, argv + argc);
  const auto number = [&](std::size_t i) { return static_cast<std::size_t>(std::strtoull(a[i].c_str(), nullptr, 10)); };
  if (a.size() == 3 && a[0] == "accuracy") return accuracy(a[1], number(2));
  if (a.size() == 3 && a[0] == "intervals") return intervals(a[1], number(2));
  if (a.size() >= 4 && a[0] == "speed")
    return speed(number(1), number(2), number(3), a.size() > 4 ? static_cast<unsigned>(number(4)) : 0);
  std::fputs(
      "usage: luodi_forecast_bench accuracy SERIES.csv AHEAD | intervals SERIES.csv AHEAD | speed COUNT MONTHS AHEAD [THREADS]\n",
      stderr);
  return 2;
}
