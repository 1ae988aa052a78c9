// Outlooks: chances, intervals, threads; and the accuracy on public series where they are at hand.
#include "forecast/outlook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <sstream>

#include "base/csv.h"
#include "forecast/scores.h"
#include "tests/support/files.h"

namespace luodi::forecast {
namespace {

/// Enterprises with growth, seasons and noise of their own.
std::vector<Series> enterprises(std::size_t count, std::size_t months, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<Series> out;
  for (std::size_t k = 0; k < count; ++k) {
    const double level = std::exp(3 + normal(random)), growth = 0.01 * normal(random), season = 0.2 * normal(random);
    const double noise = 0.05 + 0.1 * std::abs(normal(random)), begins = static_cast<double>(k % 12);
    double drift = 0;
    Series s;
    for (std::size_t i = 0; i < months; ++i) {
      drift += growth + 0.02 * normal(random);
      const double year = 2 * 3.14159265358979 * (begins + static_cast<double>(i % 12)) / 12;
      s.values.push_back(level * std::exp(drift + season * std::sin(year) + noise * normal(random)));
    }
    out.push_back(std::move(s));
  }
  return out;
}

double tail(const Series& s, std::size_t n) {
  return std::accumulate(s.values.end() - static_cast<std::ptrdiff_t>(n), s.values.end(), 0.0);
}

Series without_tail(const Series& s, std::size_t n) {
  return {{s.values.begin(), s.values.end() - static_cast<std::ptrdiff_t>(n)}, s.period};
}

TEST(Outlooks, ChancesAndQuantilesAgree) {
  const std::vector<Series> pool = enterprises(240, 36, 1);
  const auto learned = Outlooks::learn(pool, {.horizon = 3}, {});
  ASSERT_TRUE(learned);
  const auto outlooks = learned->of(pool, {});
  ASSERT_TRUE(outlooks);
  for (const std::size_t i : {std::size_t{0}, std::size_t{100}, std::size_t{239}}) {
    const Outlook& o = (*outlooks)[i];
    double before = 1;
    for (double line = o.sum - 4 * o.expected_error; line < o.sum + 4 * o.expected_error; line += o.expected_error / 3) {
      const double p = learned->chance(o, line);
      EXPECT_LE(p, before);
      EXPECT_GT(p, 0);
      EXPECT_LT(p, 1) << "nothing is certain before it happened";
      before = p;
    }
    for (const double p : {0.001, 0.1, 0.5, 0.9, 0.999}) EXPECT_NEAR(learned->chance(o, learned->quantile(o, p)), 1 - p, 0.002);
    EXPECT_NEAR(std::accumulate(o.means.begin(), o.means.end(), 0.0), o.sum, 1e-9 * std::abs(o.sum));
  }
}

TEST(Outlooks, DoNotDependOnThreadsNorOnOrder) {
  std::vector<Series> pool = enterprises(150, 30, 2);
  const auto one = Outlooks::learn(pool, {.horizon = 2, .threads = 1}, {}),
             many = Outlooks::learn(pool, {.horizon = 2, .threads = 4}, {});
  ASSERT_TRUE(one);
  ASSERT_TRUE(many);
  const auto a = one->of(pool, {}), b = many->of(pool, {});
  std::reverse(pool.begin(), pool.end());
  const auto c = one->of(pool, {});
  for (std::size_t i = 0; i < pool.size(); ++i) {
    EXPECT_EQ((*a)[i].sum, (*b)[i].sum);
    EXPECT_EQ((*a)[i].sum, (*c)[pool.size() - 1 - i].sum);
    EXPECT_EQ(one->quantile((*a)[i], 0.9), many->quantile((*b)[i], 0.9));
  }
}

TEST(Outlooks, IntervalsHoldWhatTheySay) {
  const std::vector<Series> all = enterprises(3000, 36, 3);
  std::vector<Series> pool, asked;
  for (std::size_t i = 0; i < all.size(); ++i) (i % 2 == 0 ? pool : asked).push_back(without_tail(all[i], 4));
  const auto learned = Outlooks::learn(pool, {.horizon = 4}, {});
  const auto outlooks = learned->of(asked, {});
  double inside = 0;
  std::vector<Said> said;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const double actual = tail(all[2 * i + 1], 4);
    inside += actual >= learned->quantile((*outlooks)[i], 0.1) && actual <= learned->quantile((*outlooks)[i], 0.9);
    const double line = 1.1 * (*outlooks)[i].sum;
    said.push_back({learned->chance((*outlooks)[i], line), actual >= line});
  }
  EXPECT_NEAR(inside / static_cast<double>(asked.size()), 0.8, 0.04);
  for (const CalibrationPoint& p : calibration_of(said, 5)) {
    if (p.cases < 150) continue;
    EXPECT_NEAR(p.chance, p.happened, 0.1);
  }
}

TEST(Outlooks, ReplaysAreJudgedByTheOtherHalf) {
  const std::vector<Series> pool = enterprises(300, 30, 4);
  const auto learned = Outlooks::learn(pool, {.horizon = 3}, {});
  std::map<std::size_t, std::size_t> known;
  for (const Replay& r : learned->replays()) {
    ++known[r.known];
    const auto from = pool[r.series].values.begin() + static_cast<std::ptrdiff_t>(r.known);
    EXPECT_DOUBLE_EQ(r.actual, std::accumulate(from, from + 3, 0.0));
    EXPECT_EQ(r.outlook.grouping, 2 - r.series % 2) << "its own error is not among those that judge it";
  }
  EXPECT_EQ(known, (std::map<std::size_t, std::size_t>{{18, 300}, {21, 300}, {24, 300}, {27, 300}}));
}

/// Where only every second series is replayed, both halves have some all the same.
TEST(Outlooks, HalvesOfASample) {
  const std::vector<Series> pool = enterprises(300, 26, 6);
  const auto learned = Outlooks::learn(pool, {.horizon = 2, .most_replayed = 200}, {});
  ASSERT_FALSE(learned->replays().empty());
  for (const Replay& r : learned->replays()) {
    EXPECT_EQ(r.series % 2, 0U);
    EXPECT_GT(learned->group(r.outlook).replays, 100U);
  }
}

/// A sum divided over its periods is never cut by a replayed question: the part that was known would tell the rest.
TEST(Outlooks, ReplaysNeverCutAReportedSum) {
  std::vector<Series> pool = enterprises(120, 33, 8);
  for (Series& s : pool)
    for (std::size_t i = 0; i < 33; i += 3) {
      const double quarter = s.values[i] + s.values[i + 1] + s.values[i + 2];
      for (std::size_t k = 0; k < 3; ++k) s.values[i + k] = quarter / 3, s.joined.push_back(k > 0);
    }
  const auto by_two = Outlooks::learn(pool, {.horizon = 2}, {});
  EXPECT_TRUE(by_two->replays().empty()) << "two months from the end of a quarter lie inside of the next";
  const auto by_three = Outlooks::learn(pool, {.horizon = 3}, {});
  ASSERT_FALSE(by_three->replays().empty());
  for (const Replay& r : by_three->replays()) EXPECT_EQ(r.known % 3, 0U);
}

/// A series that never changes is forecast as surely as one can be.
/// One sum over ten months is one figure: that its even parts do not vary says nothing of the months to come.
TEST(Outlooks, OfASumDividedOverItsMonthsAreNoSurer) {
  const std::vector<Series> pool = enterprises(240, 34, 5);
  const auto learned = Outlooks::learn(pool, {.horizon = 2}, {});
  ASSERT_TRUE(learned);
  std::size_t inside = 0, narrow = 0, asked = 0;
  for (std::size_t i = 0; i < pool.size(); i += 2) {
    // What was reported of the last ten months is their sum alone; the two that follow are asked for.
    const Series& whole = pool[i];
    Series sum;
    const double tenth = (tail(whole, 12) - tail(whole, 2)) / 10;
    for (std::size_t k = 0; k < 10; ++k) sum.values.push_back(tenth), sum.joined.push_back(k > 0);
    const auto outlooks = learned->of(std::vector<Series>{sum}, ForecastProgress{});
    ASSERT_TRUE(outlooks);
    const Outlook& o = outlooks->front();
    const double actual = tail(whole, 2), low = learned->quantile(o, 0.1), high = learned->quantile(o, 0.9);
    ++asked;
    inside += low <= actual && actual <= high ? 1 : 0;
    narrow += high - low < 0.04 * o.sum ? 1 : 0;
  }
  EXPECT_GE(static_cast<double>(inside), 0.6 * static_cast<double>(asked)) << "of intervals that promise 80 %";
  EXPECT_EQ(narrow, 0U);
}

/// One firm of ten a month that bills 1,900 once: the other twenty stay what they are.
TEST(Outlooks, OneJumpIsNotEverybodysRisk) {
  std::vector<Series> pool;
  std::mt19937 random(5);
  std::normal_distribution<double> normal;
  for (int k = 0; k < 20; ++k) {
    Series s;
    for (int i = 0; i < 22; ++i) s.values.push_back((100 + 6 * k) * (1 + 0.05 * normal(random)));
    pool.push_back(std::move(s));
  }
  Series jump;
  jump.values.assign(21, 10);
  jump.values.push_back(1900);
  pool.push_back(std::move(jump));
  const auto learned = Outlooks::learn(pool, {.horizon = 1}, {});
  ASSERT_TRUE(learned);
  const auto outlooks = learned->of(pool, {});
  ASSERT_TRUE(outlooks);
  for (std::size_t i = 0; i < 20; ++i) {
    const double level = 100 + 6 * static_cast<double>(i);
    EXPECT_LT(learned->quantile((*outlooks)[i], 0.975), 3 * level) << i;
    EXPECT_LT(learned->chance((*outlooks)[i], 6 * level), 0.02) << i;
  }
  EXPECT_LT(learned->quantile((*outlooks)[20], 0.975), 1e5) << "its own is no wilder than twelve times what it may be off";
}

/// Most of a pool report nothing month after month: the others are no surer for it.
TEST(Outlooks, FlatFiguresDoNotMakeOthersSure) {
  std::vector<Series> pool = enterprises(40, 30, 7);
  for (int k = 0; k < 60; ++k) pool.push_back({std::vector<double>(30, 0.0)});
  const auto learned = Outlooks::learn(pool, {.horizon = 2}, {});
  ASSERT_TRUE(learned);
  const auto outlooks = learned->of(pool, {});
  ASSERT_TRUE(outlooks);
  std::size_t open = 0;
  for (std::size_t i = 0; i < 40; ++i) {
    const Outlook& o = (*outlooks)[i];
    open += learned->quantile(o, 0.975) - learned->quantile(o, 0.025) > 0.2 * o.expected_error ? 1 : 0;
  }
  EXPECT_GT(open, 30U);
}

TEST(Outlooks, AConstantSeriesIsSure) {
  std::vector<Series> pool = enterprises(200, 30, 7);
  pool[0].values.assign(30, 182.0);
  const auto learned = Outlooks::learn(pool, {.horizon = 1}, {});
  const auto outlooks = learned->of(std::vector<Series>{pool[0]}, {});
  EXPECT_NEAR((*outlooks)[0].sum, 182, 0.5);
  EXPECT_LT((*outlooks)[0].expected_error, 5);
}

TEST(Outlooks, StopWhenTold) {
  const std::vector<Series> pool = enterprises(300, 30, 5);
  const auto stopped = Outlooks::learn(pool, {.horizon = 3}, [](double done) { return done < 0.3; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().reason, "forecast.stopped");
}

TEST(Outlooks, OfAFewOddSeries) {
  const auto learned = Outlooks::learn({{{1, 2, 3}, 12}, {{}, 12}, {{5}, 12}}, {.horizon = 2}, {});
  ASSERT_TRUE(learned);
  const auto outlooks = learned->of({{{4, 4, 4, 4}, 12}, {{}, 12}}, {});
  ASSERT_TRUE(outlooks);
  EXPECT_NEAR((*outlooks)[0].sum, 8, 1);
  EXPECT_TRUE(std::isfinite(learned->quantile((*outlooks)[0], 0.9)));
  // Nothing could be replayed: intervals are normal ones, and they agree with chances.
  EXPECT_GT(learned->quantile((*outlooks)[0], 0.9), (*outlooks)[0].sum);
  for (const double p : {0.05, 0.5, 0.9})
    EXPECT_NEAR(learned->chance((*outlooks)[0], learned->quantile((*outlooks)[0], p)), 1 - p, 1e-6);
  EXPECT_EQ((*outlooks)[1].sum, 0);
}

std::vector<Series> m3() {
  std::ifstream file(testing::shared("data/m3/monthly-micro-industry.csv"));
  std::string line;
  std::getline(file, line);
  std::vector<Series> out;
  while (std::getline(file, line)) {
    std::istringstream values(line.substr(line.rfind(',') + 1));
    Series s;
    for (double v = 0; values >> v;) s.values.push_back(v);
    out.push_back(std::move(s));
  }
  return out;
}

/// Against the mean of StatsForecast 2.1.1's AutoETS, DynamicOptimizedTheta and AutoCES on the same 808 series
/// (docs/benchmarks.md).
TEST(PublicSeries, MixtureIsAtLeastAsGoodAsTheMeanOfThePeersThree) {
  LUODI_NEEDS_SHARED("data/m3/monthly-micro-industry.csv");
  const std::vector<Series> all = m3();
  ASSERT_EQ(all.size(), 808U);
  constexpr std::size_t kAhead = 18, kYear = 12;
  std::vector<Series> known;
  for (const Series& s : all) known.push_back(without_tail(s, kAhead));
  std::vector<const Series*> list;
  for (const Series& s : known) list.push_back(&s);
  const std::vector<Forecasts> out = forecast_all(list, facts_of(list, kAhead), kAhead);
  double smape = 0, mase = 0, sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::vector<double> actual(all[i].values.end() - kAhead, all[i].values.end());
    const auto& means = out[i].means[static_cast<std::size_t>(Method::mixture)];
    for (std::size_t h = 0; h < kAhead; ++h) smape += symmetric_error(actual[h], means[h]) / (kAhead * 808.0);
    mase += scaled_error(known[i], actual, means) / 808;
    const double a = std::accumulate(actual.begin(), actual.begin() + kYear, 0.0),
                 f = std::accumulate(means.begin(), means.begin() + kYear, 0.0);
    sum += 100 * std::abs(a - f) / a / 808;
  }
  RecordProperty("smape", std::to_string(smape));
  EXPECT_LE(smape, 17.842);
  EXPECT_LE(mase, 0.8004);
  EXPECT_LE(sum, 9.729);
}

/// Intervals of the year's sum and the chance of crossing a line, on series that had no part in the calibration, over four ends.
TEST(PublicSeries, IntervalsOfTheYearAndBrierScore) {
  LUODI_NEEDS_SHARED("data/m3/monthly-micro-industry.csv");
  const std::vector<Series> all = m3();
  double in80 = 0, in95 = 0, cases = 0;
  std::vector<Said> ours, gaussian;
  for (const std::size_t held : {std::size_t{12}, std::size_t{18}, std::size_t{24}, std::size_t{30}})
    for (std::size_t half = 0; half < 2; ++half) {
      std::vector<Series> pool, asked;
      std::vector<double> actual, last;
      for (std::size_t i = 0; i < all.size(); ++i) {
        Series known = without_tail(all[i], held);
        if (i % 2 != half) {
          pool.push_back(std::move(known));
          continue;
        }
        const auto from = all[i].values.end() - static_cast<std::ptrdiff_t>(held);
        actual.push_back(std::accumulate(from, from + 12, 0.0));
        last.push_back(std::accumulate(from - 12, from, 0.0));
        asked.push_back(std::move(known));
      }
      const auto learned = Outlooks::learn(pool, {.horizon = 12}, {});
      const auto outlooks = learned->of(asked, {});
      for (std::size_t i = 0; i < asked.size(); ++i) {
        const Outlook& o = (*outlooks)[i];
        const auto within = [&](double p) {
          return actual[i] >= learned->quantile(o, (1 - p) / 2) && actual[i] <= learned->quantile(o, (1 + p) / 2);
        };
        in80 += within(0.8), in95 += within(0.95), ++cases;
        for (const double times : {0.8, 0.9, 1.0, 1.1, 1.2}) {
          const double line = last[i] * times;
          ours.push_back({learned->chance(o, line), actual[i] >= line});
          gaussian.push_back(
              {0.5 * std::erfc((line - o.smoothing_best) / o.smoothing_error / std::sqrt(2.0)), actual[i] >= line});
        }
      }
    }
  EXPECT_NEAR(in80 / cases, 0.80, 0.02);
  EXPECT_NEAR(in95 / cases, 0.95, 0.02);
  EXPECT_LE(brier_score(ours), 0.95 * brier_score(gaussian));
}

/// Quarters of listed companies: six known, the sum of the next two asked; single quarters from figures since January.
TEST(PublicSeries, SixQuartersAreEnoughForGrowth) {
  LUODI_NEEDS_SHARED("data/ashare-quarterly/profit2014_1.csv");
  std::map<std::string, std::map<int, double>> companies;
  for (int q = 0; q < 10; ++q) {
    const std::string name =
        "data/ashare-quarterly/profit" + std::to_string(2014 + q / 4) + "_" + std::to_string(q % 4 + 1) + ".csv";
    const std::string text = testing::contents(testing::shared(name));
    std::vector<std::string> heads;
    std::istringstream line(text.substr(0, text.find_first_of("\r\n")));
    for (std::string head; std::getline(line, head, ',');) heads.push_back(head);
    const auto at = [&](const char* head) {
      return static_cast<std::size_t>(std::find(heads.begin(), heads.end(), head) - heads.begin());
    };
    const std::size_t code = at("code"), income = at("business_income");
    for (const std::vector<std::string>& cells : csv_rows(text))
      if (cells.size() > income && !cells[income].empty() && cells[income] != "nan")
        companies[cells[code]][q] = std::stod(cells[income]);
  }
  std::vector<Series> known;
  std::vector<double> actual, naive;
  for (const auto& [code, since_january] : companies) {
    if (since_january.size() != 10) continue;
    std::vector<double> single;
    for (int q = 0; q < 10; ++q) single.push_back(since_january.at(q) - (q % 4 == 0 ? 0 : since_january.at(q - 1)));
    known.push_back({{single.begin(), single.begin() + 6}, 4});
    actual.push_back(single[6] + single[7]);
    naive.push_back(single[2] + single[3]);
  }
  ASSERT_EQ(known.size(), 2478U);
  std::vector<const Series*> list;
  for (const Series& s : known) list.push_back(&s);
  const PoolFacts facts = facts_of(list, 2);
  std::vector<double> errors, of_naive;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::vector<double> next = growth_means(known[i], facts.growth, facts.usual_ratio, 2);
    errors.push_back(symmetric_error(actual[i], next[0] + next[1]));
    of_naive.push_back(symmetric_error(actual[i], naive[i]));
  }
  const auto mean = [](const std::vector<double>& v) {
    return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
  };
  RecordProperty("mean_better", std::to_string(1 - mean(errors) / mean(of_naive)));
  RecordProperty("median_better", std::to_string(1 - median(errors) / median(of_naive)));
  EXPECT_LE(mean(errors), 0.88 * mean(of_naive));
  EXPECT_LE(median(errors), 0.78 * median(of_naive));
}

}  // namespace
}  // namespace luodi::forecast
