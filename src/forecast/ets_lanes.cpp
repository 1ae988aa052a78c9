// See ets_lanes.h.
#include "forecast/ets_lanes.h"

#include <cmath>

namespace luodi::forecast {
namespace {

#define LUODI_INLINE inline __attribute__((always_inline))

/// Relative errors are taken of means above this; figures are scaled to a mean of 1.
constexpr double kLeastMean = 1e-6;
constexpr std::int64_t kExponent = 0x7ff, kBias = 1023;
constexpr int kExponentAt = 52;

LUODI_INLINE Lanes all(double v) {
  return Lanes{v, v, v, v, v, v, v, v};
}

/// A product as mantissa and power of two: one logarithm for a whole series.
struct Product {
  Lanes mantissa = all(1);
  LaneMask power = {};
  LUODI_INLINE void settle() {
    LaneMask bits = reinterpret_cast<LaneMask>(mantissa);  // the bits, not the numbers
    power += ((bits >> kExponentAt) & kExponent) - kBias;
    bits = (bits & ~(kExponent << kExponentAt)) | (kBias << kExponentAt);
    mantissa = reinterpret_cast<Lanes>(bits);
  }
};

/// One way through the series. R: relative errors. Counted: errors are added up; the first two ways only bring the states.
template <Season S, bool R, bool Counted>
LUODI_INLINE void pass(const LaneFigures* y, std::size_t n, std::size_t m, bool back, const LaneParameters& p, LaneStates& state,
                       LaneSums& sums) {
  const Lanes alpha = p.alpha, beta = p.beta, gamma = p.gamma, phi = p.phi, one = all(1), least = all(kLeastMean);
  Lanes level = state.level, trend = state.trend, squares = all(0);
  Product product;
  LaneMask refused = {};
  std::size_t at = back ? (n - 1) % m : 0;
  for (std::size_t k = 0; k < n; ++k) {
    const Lanes value = y[back ? n - 1 - k : k].of;
    const Lanes slope = phi * trend, base = level + slope;
    const Lanes season = state.season[at];
    const Lanes mean = S == Season::none ? base : S == Season::additive ? base + season : base * season;
    Lanes e = value - mean;
    e = e == e ? e : all(0);  // not reported
    Lanes size = e;
    if constexpr (R && (Counted || S == Season::multiplicative)) {
      const LaneMask low = mean <= least;
      const Lanes safe = low ? one : mean;
      refused |= low;
      size = e / safe;
      if constexpr (Counted) {
        product.mantissa *= safe;
        if ((k & 15U) == 15U) product.settle();
      }
    }
    if constexpr (Counted) squares += size * size;
    if constexpr (S == Season::multiplicative) {
      level = base + base * alpha * size;
      trend = slope + beta * base * size;
      state.season[at] = season + season * gamma * size;
    } else {
      level = base + alpha * e;
      trend = slope + beta * e;
      if constexpr (S == Season::additive) state.season[at] = season + gamma * e;
    }
    if constexpr (S != Season::none) at = back ? (at == 0 ? m - 1 : at - 1) : (at + 1 == m ? 0 : at + 1);
  }
  state.level = level;
  state.trend = trend;
  sums.refused |= refused;
  if constexpr (Counted) {
    sums.squares = squares;
    product.settle();
    for (std::size_t i = 0; i < kLanes; ++i)
      sums.logs[i] = R ? std::log(product.mantissa[i]) + static_cast<double>(product.power[i]) * M_LN2 : 0;
  }
}

template <Season S, bool R>
LUODI_INLINE void three_ways(const LaneFigures* y, std::size_t n, std::size_t m, const LaneParameters& p, LaneStates& state,
                             LaneSums& sums) {
  sums.refused = LaneMask{};
  pass<S, R, false>(y, n, m, false, p, state, sums);
  state.trend = -state.trend;
  pass<S, R, false>(y, n, m, true, p, state, sums);
  state.trend = -state.trend;
  pass<S, R, true>(y, n, m, false, p, state, sums);
}

LUODI_INLINE void by_form(Season season, bool relative, const LaneFigures* y, std::size_t n, std::size_t m,
                          const LaneParameters& p, LaneStates& state, LaneSums& sums) {
  if (season == Season::multiplicative) return three_ways<Season::multiplicative, true>(y, n, m, p, state, sums);
  if (season == Season::additive)
    return relative ? three_ways<Season::additive, true>(y, n, m, p, state, sums)
                    : three_ways<Season::additive, false>(y, n, m, p, state, sums);
  relative ? three_ways<Season::none, true>(y, n, m, p, state, sums) : three_ways<Season::none, false>(y, n, m, p, state, sums);
}

void smooth_plain(Season s, bool relative, const LaneFigures* y, std::size_t n, std::size_t m, const LaneParameters& p,
                  LaneStates& state, LaneSums& sums) {
  by_form(s, relative, y, n, m, p, state, sums);
}
#if defined(__x86_64__)
__attribute__((target("avx2"))) void smooth_avx2(Season s, bool relative, const LaneFigures* y, std::size_t n, std::size_t m,
                                                 const LaneParameters& p, LaneStates& state, LaneSums& sums) {
  by_form(s, relative, y, n, m, p, state, sums);
}
__attribute__((target("avx512f,avx512dq"))) void smooth_avx512(Season s, bool relative, const LaneFigures* y, std::size_t n,
                                                               std::size_t m, const LaneParameters& p, LaneStates& state,
                                                               LaneSums& sums) {
  by_form(s, relative, y, n, m, p, state, sums);
}
#endif

}  // namespace

Width widest() {
#if defined(__x86_64__)
  static const Width width = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") ? Width::avx512
                             : __builtin_cpu_supports("avx2")                                        ? Width::avx2
                                                                                                     : Width::plain;
  return width;
#else
  return Width::plain;
#endif
}

void smooth(Width width, Season season, bool relative, const LaneFigures* y, std::size_t n, std::size_t period,
            const LaneParameters& parameters, LaneStates& state, LaneSums& sums) {
#if defined(__x86_64__)
  if (width == Width::avx512) return smooth_avx512(season, relative, y, n, period, parameters, state, sums);
  if (width == Width::avx2) return smooth_avx2(season, relative, y, n, period, parameters, state, sums);
#endif
  smooth_plain(season, relative, y, n, period, parameters, state, sums);
}

}  // namespace luodi::forecast
