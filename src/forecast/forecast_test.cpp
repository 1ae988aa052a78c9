// Methods: what is known of series must come out, for all widths and batches alike.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "forecast/decompose.h"
#include "forecast/ets.h"
#include "forecast/ets_lanes.h"
#include "forecast/growth.h"
#include "forecast/methods.h"
#include "forecast/scores.h"
#include "forecast/simplex.h"
#include "forecast/theta.h"

namespace luodi::forecast {
namespace {

/// Level, trend and season with noise, all made from one seed.
Series made(unsigned seed, std::size_t n, double trend = 0.5, double season = 0.3, double noise = 0.05) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  Series s;
  for (std::size_t i = 0; i < n; ++i) {
    const double year = 2 * 3.14159265358979 * static_cast<double>(i % 12) / 12;
    s.values.push_back((100 + trend * static_cast<double>(i)) * (1 + season * std::sin(year)) * (1 + noise * normal(random)));
  }
  return s;
}

std::vector<EtsFit> fits_of(const Series& s) {
  std::vector<EtsJob> jobs;
  for (const EtsForm& f : ets_forms(s)) jobs.push_back({&s, f});
  return fit_ets(jobs);
}

TEST(Simplex, FindsTheLeastValueInsideItsBox) {
  Box box;
  box.size = 2;
  box.low = {0, 0}, box.high = {1, 1}, box.start = {0.9, 0.9}, box.step = {0.2, 0.2};
  Simplex inside(box, 1e-10, 500), edge(box, 1e-10, 500);
  while (!inside.done()) {
    const Point& p = inside.ask();
    inside.tell((p[0] - 0.3) * (p[0] - 0.3) + 2 * (p[1] - 0.6) * (p[1] - 0.6));
  }
  EXPECT_NEAR(inside.best()[0], 0.3, 1e-3);
  EXPECT_NEAR(inside.best()[1], 0.6, 1e-3);
  while (!edge.done()) edge.tell(edge.ask()[0] + edge.ask()[1] * edge.ask()[1]);
  EXPECT_NEAR(edge.best()[0], 0, 1e-3);
}

/// Wide vectors are only another way to the same bits.
TEST(Ets, EveryWidthGivesTheSameBits) {
  if (widest() == Width::plain) GTEST_SKIP() << "this processor has no wide vectors";
  const std::size_t n = 40;
  std::vector<LaneFigures> y(n);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const Series s = made(static_cast<unsigned>(lane) + 1, n);
    for (std::size_t t = 0; t < n; ++t) y[t].of[lane] = t % 11 == lane ? kMissing : s.values[t] / 100;
  }
  for (const auto& [season, relative] :
       {std::pair{Season::none, false}, std::pair{Season::none, true}, std::pair{Season::additive, false},
        std::pair{Season::additive, true}, std::pair{Season::multiplicative, true}}) {
    std::vector<LaneStates> states;
    std::vector<LaneSums> sums;
    for (const Width width : {Width::plain, Width::avx2, Width::avx512}) {
      if (width > widest()) continue;
      LaneParameters p{};
      LaneStates state{};
      LaneSums sum{};
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        p.alpha[lane] = 0.1 + 0.1 * static_cast<double>(lane), p.beta[lane] = lane % 2 == 0 ? 0.05 : 0, p.gamma[lane] = 0.1;
        p.phi[lane] = lane % 3 == 0 ? 0.9 : 1;
        state.level[lane] = 1;
        for (auto& one : state.season) one[lane] = season == Season::multiplicative ? 1 : 0;
      }
      smooth(width, season, relative, y.data(), n, season == Season::none ? 1 : 12, p, state, sum);
      states.push_back(state), sums.push_back(sum);
    }
    ASSERT_GE(states.size(), 2U);
    for (std::size_t w = 1; w < states.size(); ++w)
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        EXPECT_EQ(states[0].level[lane], states[w].level[lane]);
        EXPECT_EQ(states[0].trend[lane], states[w].trend[lane]);
        EXPECT_EQ(states[0].season[7][lane], states[w].season[7][lane]);
        EXPECT_EQ(sums[0].squares[lane], sums[w].squares[lane]);
        EXPECT_EQ(sums[0].logs[lane], sums[w].logs[lane]);
      }
  }
}

TEST(Ets, AFitDependsOnItsOwnSeriesAlone) {
  std::vector<Series> many;
  for (unsigned i = 0; i < 30; ++i) many.push_back(made(i + 1, 36 + i % 3 * 12, 0.1 * i));
  std::vector<EtsJob> jobs;
  for (const Series& s : many)
    for (const EtsForm& f : ets_forms(s)) jobs.push_back({&s, f});
  const std::vector<EtsFit> together = fit_ets(jobs);
  for (const std::size_t j : {std::size_t{0}, std::size_t{37}, jobs.size() - 1}) {
    const EtsFit alone = fit_ets({jobs[j]})[0];
    EXPECT_EQ(alone.aicc, together[j].aicc);
    EXPECT_EQ(alone.parameters.alpha, together[j].parameters.alpha);
    EXPECT_EQ(alone.state.level, together[j].state.level);
  }
}

TEST(Ets, GoesOnWithALineAndWithSeasons) {
  Series line;
  for (int i = 0; i < 36; ++i) line.values.push_back(50 + 2.0 * i + 0.01 * (i % 5));
  std::vector<EtsFit> fits = fits_of(line);
  std::sort(fits.begin(), fits.end(), [](const EtsFit& a, const EtsFit& b) { return a.aicc < b.aicc; });
  EXPECT_NEAR(ets_means(fits[0], line, 12)[11], 50 + 2 * 47, 1.5);
  const Series waves = made(1, 48, 0, 0.4, 0.001);
  fits = fits_of(waves);
  std::sort(fits.begin(), fits.end(), [](const EtsFit& a, const EtsFit& b) { return a.aicc < b.aicc; });
  EXPECT_NE(fits[0].form.season, Season::none);
  const std::vector<double> next = ets_means(fits[0], waves, 12);
  for (std::size_t h = 0; h < 12; ++h) EXPECT_NEAR(next[h], waves.values[36 + h], 2) << h;
}

/// Simple exponential smoothing adds alpha of an error to every later figure: the sum's variance is known by hand.
TEST(Ets, VarianceOfASumByHand) {
  EtsFit fit;
  fit.parameters.alpha = 0.5;
  fit.variance = 4;
  const Series s{{1, 2, 3}, 12};
  EXPECT_DOUBLE_EQ(ets_sum_variance(fit, {10, 10, 10}, s), 4 * (2.0 * 2.0 + 1.5 * 1.5 + 1));
}

TEST(Ets, FormsFollowFromTheFigures) {
  EXPECT_EQ(ets_forms(made(1, 48)).size(), 15U);
  EXPECT_EQ(ets_forms(made(1, 20)).size(), 6U) << "no seasons from less than two years";
  Series zero = made(1, 48);
  zero.values[5] = 0;
  EXPECT_EQ(ets_forms(zero).size(), 6U) << "no relative errors where a figure is 0";
  EXPECT_EQ((EtsForm{true, Trend::damped, Season::multiplicative}.name()), "MAdM");
}

TEST(Theta, GoesOnWithALineAndRepeatsSeasons) {
  Series line;
  for (int i = 0; i < 40; ++i) line.values.push_back(20 + 3.0 * i);
  EXPECT_NEAR(theta_means(fit_theta(line), line, 6)[5], 20 + 3 * 45, 3);
  const Series waves = made(3, 60, 0, 0.4, 0.001);
  EXPECT_TRUE(seasonal(waves));
  const std::vector<double> next = theta_means(fit_theta(waves), waves, 12);
  for (std::size_t h = 0; h < 12; ++h) EXPECT_NEAR(next[h], waves.values[48 + h], 2) << h;
  EXPECT_FALSE(seasonal(made(4, 60, 0, 0, 0.2)));
}

TEST(Growth, CarriesOnWhatThePoolCarriesOn) {
  // Every series grows by a half on the year before, and so does every figure held back.
  std::vector<Series> pool;
  for (int k = 0; k < 40; ++k) {
    Series s;
    s.period = 4;
    for (int i = 0; i < 8; ++i) s.values.push_back((10.0 + k) * (1 + i % 4) * (i < 4 ? 1 : 1.5));
    pool.push_back(s);
  }
  std::vector<const Series*> list;
  for (const Series& s : pool) list.push_back(&s);
  const GrowthRule learned = learn_growth(list, 2);
  // The rule says well what it was learned from: the last two figures of each by the six before.
  std::vector<Series> before;
  for (const Series& s : pool) before.push_back({{s.values.begin(), s.values.begin() + 6}, 4});
  std::vector<const Series*> known;
  for (const Series& s : before) known.push_back(&s);
  for (std::size_t i = 0; i < 40; ++i) {
    const std::vector<double> held = growth_means(before[i], learned, usual_ratio(known, 2), 2);
    EXPECT_LT(symmetric_error(pool[i].values[6] + pool[i].values[7], held[0] + held[1]), 5) << i;
  }
  const double usual = usual_ratio(list, 2);
  const std::vector<double> next = growth_means(pool[0], learned, usual, 2);
  EXPECT_NEAR(next[1] / next[0], 2, 1e-9) << "seasons of the year before";
  EXPECT_NEAR(next[0], 10 * 1.5 * 1.5, 3);
  const Series young{{30, 30}, 4};
  EXPECT_GT(growth_means(young, learned, usual, 2)[0], 0) << "no year before: the level, as the pool goes on from it";
}

/// Whatever comes in, figures come out.
TEST(Methods, HoldOnBadSeries) {
  std::vector<Series> bad = {{{}, 12},
                             {{5}, 12},
                             {{kMissing, kMissing, kMissing}, 12},
                             {std::vector<double>(30, 0.0), 12},
                             {std::vector<double>(30, 7.0), 12},
                             made(1, 40),
                             made(2, 40),
                             made(3, 40),
                             made(4, 26)};
  for (std::size_t i = 0; i < bad[5].values.size(); i += 3) bad[5].values[i] = kMissing;
  bad[6].values[39] = -1e6;
  for (double& v : bad[7].values) v *= 1e12;
  bad[8].values.assign(26, 0);
  bad[8].values[25] = 1e9;
  std::vector<const Series*> list;
  for (const Series& s : bad) list.push_back(&s);
  for (const std::size_t horizon : {std::size_t{1}, std::size_t{12}}) {
    const std::vector<Forecasts> out = forecast_all(list, facts_of(list, horizon), horizon);
    for (std::size_t i = 0; i < out.size(); ++i)
      for (std::size_t k = 0; k < kMethods; ++k) {
        ASSERT_EQ(out[i].means[k].size(), horizon);
        for (const double v : out[i].means[k]) EXPECT_TRUE(std::isfinite(v)) << i << " " << k;
      }
    EXPECT_EQ(out[3].sum(Method::mixture), 0);
    EXPECT_NEAR(out[4].sum(Method::mixture), 7.0 * static_cast<double>(horizon), 0.1);
    for (const double v : out[8].means[0]) EXPECT_GE(v, 0) << "never below 0 where the series never was";
  }
}

/// A missing month is stepped over: the forecast stays near, and a 0 there would not.
TEST(Methods, AMissingMonthIsNotAZero) {
  const Series whole = made(5, 48, 0.2, 0.2, 0.02);
  Series gap = whole, zero = whole;
  gap.values[45] = kMissing, zero.values[45] = 0;
  const std::vector<const Series*> list = {&whole, &gap, &zero};
  const std::vector<Forecasts> out = forecast_all(list, {}, 3);
  const double sum = out[0].sum(Method::smoothing);
  EXPECT_NEAR(out[1].sum(Method::smoothing), sum, 0.03 * sum);
  EXPECT_GT(std::abs(out[2].sum(Method::smoothing) - sum), std::abs(out[1].sum(Method::smoothing) - sum));
}

TEST(Scores, ByHand) {
  EXPECT_DOUBLE_EQ(symmetric_error(100, 50), 200.0 * 50 / 150);
  EXPECT_EQ(symmetric_error(0, 0), 0);
  const Series known{{1, 2, 3, 5}, 2};
  EXPECT_DOUBLE_EQ(scaled_error(known, {4, 4}, {5, 6}), 1.5 / 2.5);
  EXPECT_DOUBLE_EQ(brier_score({{0.8, true}, {0.4, false}}), (0.04 + 0.16) / 2);
  EXPECT_DOUBLE_EQ(hit_rate({{0.8, true}, {0.4, true}, {0.1, false}}), 2.0 / 3);
  const std::vector<CalibrationPoint> plot = calibration_of({{0.05, false}, {0.95, true}, {1.0, true}}, 10);
  ASSERT_EQ(plot.size(), 10U);
  EXPECT_EQ(plot[0].cases, 1U);
  EXPECT_EQ(plot[9].cases, 2U);
  EXPECT_DOUBLE_EQ(plot[9].happened, 1);
}

}  // namespace
}  // namespace luodi::forecast
