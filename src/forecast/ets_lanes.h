// Exponential smoothing of eight series at once, a series in each lane of a vector. Lanes never meet, and the compiler may not
// join a product and a sum into one rounding (-ffp-contract=off): every width gives the same bits.
#pragma once

#include <cstddef>
#include <cstdint>

#include "forecast/ets.h"

namespace luodi::forecast {

inline constexpr std::size_t kLanes = 8;
using Lanes = double __attribute__((vector_size(kLanes * sizeof(double))));
using LaneMask = std::int64_t __attribute__((vector_size(kLanes * sizeof(std::int64_t))));

/// Forms of one kind of season and error side by side: a lane without trend has β = 0 and a trend of 0, an undamped one φ = 1.
struct alignas(64) LaneParameters {
  Lanes alpha, beta, gamma, phi;
};
/// A figure in each lane; a struct, as containers would forget a vector's alignment.
struct alignas(64) LaneFigures {
  Lanes of;
};
struct alignas(64) LaneStates {
  Lanes level, trend;
  Lanes season[kLongestPeriod];
};
/// Σ e², and for relative errors Σ ln of the means that they are taken of; `refused` where such a mean is not above 0.
struct alignas(64) LaneSums {
  Lanes squares, logs;
  LaneMask refused;
};
/// Vector widths of machines; all give the same bits.
enum class Width { plain, avx2, avx512 };
Width widest();

/// Smooths forward, backward and forward again from `state`, which is then the state behind the last figure; `sums` of the last
/// way. `y`: figures in lanes, NaN missing. `period` is 1 without seasons. Multiplicative seasons have relative errors.
void smooth(Width width, Season season, bool relative, const LaneFigures* y, std::size_t n, std::size_t period,
            const LaneParameters& parameters, LaneStates& state, LaneSums& sums);

}  // namespace luodi::forecast
