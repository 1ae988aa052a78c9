#include "registers/linkage/similarity.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// The counting of bits is an instruction since 2008, others on single bits since 2013; the oldest x86-64 lacks them: all are
// built, the processor chooses. Sanitizers are not up yet when it is asked.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define LUODI_BIT_INSTRUCTIONS __attribute__((target_clones("arch=haswell", "popcnt", "default")))
#else
#define LUODI_BIT_INSTRUCTIONS
#endif

namespace luodi::registers {
namespace {

/// Bit i is set where text[i] == c, for the first 64 units.
class Positions {
 public:
  explicit Positions(Units text) : text_(text.substr(0, 64)), blocks_((text_.size() + 15) / 16) {
    keep_ = text_.size() == 64 ? ~0ULL : (1ULL << text_.size()) - 1;
  }
  std::uint64_t of(char16_t c) const {
    std::uint64_t bits = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(c));
    for (std::size_t k = 0; k < blocks_; ++k) {
      const auto* at = reinterpret_cast<const __m128i*>(text_.data() + 16 * k);
      const __m128i low = _mm_cmpeq_epi16(_mm_loadu_si128(at), wanted);
      const __m128i high = _mm_cmpeq_epi16(_mm_loadu_si128(at + 1), wanted);
      const auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
      bits |= static_cast<std::uint64_t>(mask) << (16 * k);
    }
    return bits & keep_;
#else
    for (std::size_t i = 0; i < text_.size(); ++i) bits |= static_cast<std::uint64_t>(text_[i] == c) << i;
    return bits;
#endif
  }

 private:
  Units text_;
  std::size_t blocks_;
  std::uint64_t keep_ = 0;
};

/// How many units two texts of at most 64 begin with in common.
std::size_t common_start(Units a, Units b) {
  const std::size_t n = std::min(a.size(), b.size());
  std::size_t i = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; i < n; i += 4) {
      std::uint64_t x = 0, y = 0;
      std::memcpy(&x, a.data() + i, sizeof x);
      std::memcpy(&y, b.data() + i, sizeof y);
      if (x != y) return std::min(n, i + static_cast<std::size_t>(std::countr_zero(x ^ y)) / 16);
    }
    return n;
  }
  while (i < n && a[i] == b[i]) ++i;
  return i;
}

std::uint64_t window(std::size_t i, std::size_t reach) {
  const std::size_t from = i > reach ? i - reach : 0, until = std::min<std::size_t>(63, i + reach);
  if (from > 63) return 0;
  const std::uint64_t upto = until == 63 ? ~0ULL : (1ULL << (until + 1)) - 1;
  return upto & ~((1ULL << from) - 1);
}

/// The plain recurrence for texts beyond 64 units.
unsigned long_distance(Units a, Units b, bool swaps) {
  std::vector<unsigned> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (unsigned j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<unsigned>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1] ? 1U : 0U)});
      if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

/// Bit-parallel columns of the distance matrix (Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit
/// distances", figures 4 and 5), the shorter text downwards.
LUODI_BIT_INSTRUCTIONS unsigned bit_distance(Units a, Units b, unsigned most, bool swaps) {
  const Positions down(a);
  const std::uint64_t last = 1ULL << (a.size() - 1);
  std::uint64_t up = ~0ULL, less = 0, diagonal = 0, match_before = 0;
  auto distance = static_cast<unsigned>(a.size());
  for (std::size_t j = 0; j < b.size(); ++j) {
    const std::uint64_t match = down.of(b[j]);
    const std::uint64_t swapped = swaps ? (((~diagonal & match) << 1U) & match_before) : 0;
    diagonal = (((match & up) + up) ^ up) | match | less | swapped;
    std::uint64_t horizontal_up = less | ~(diagonal | up), horizontal_less = diagonal & up;
    if ((horizontal_up & last) != 0) ++distance;
    if ((horizontal_less & last) != 0) --distance;
    if (distance > most + (b.size() - 1 - j)) return most + 1;
    horizontal_up = (horizontal_up << 1U) | 1U;
    horizontal_less <<= 1U;
    up = horizontal_less | ~(diagonal | horizontal_up);
    less = horizontal_up & diagonal;
    match_before = match;
  }
  return std::min(distance, most + 1);
}

unsigned distance(Units a, Units b, unsigned most, bool swaps) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  if (a.empty()) return static_cast<unsigned>(b.size());
  if (a.size() > 64) return std::min(long_distance(a, b, swaps), most + 1);
  return bit_distance(a, b, most, swaps);
}

}  // namespace

LUODI_BIT_INSTRUCTIONS double jaro_winkler(Units a, Units b) {
  a = a.substr(0, 64);
  b = b.substr(0, 64);
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1.0 : 0.0;
  const std::size_t reach = std::max<std::size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  const Positions in_b(b);
  // What both begin with is matched with itself, unit by unit: everything before is taken then, and the first free one is the
  // nearest. None of it is moved.
  const std::size_t start = common_start(a, b);
  const std::uint64_t behind = start == 64 ? 0 : ~0ULL << start;
  std::uint64_t taken_a = ~behind, taken_b = ~behind;
  for (std::size_t i = start; i < a.size(); ++i) {
    const std::uint64_t free = in_b.of(a[i]) & ~taken_b & window(i, reach);
    taken_b |= free & (~free + 1);
    taken_a |= static_cast<std::uint64_t>(free != 0) << i;
  }
  const int common = std::popcount(taken_a);
  if (common == 0) return 0;
  unsigned moved = 0;
  for (std::uint64_t ra = taken_a & behind, rb = taken_b & behind; ra != 0; ra &= ra - 1, rb &= rb - 1)
    moved += a[static_cast<std::size_t>(std::countr_zero(ra))] != b[static_cast<std::size_t>(std::countr_zero(rb))] ? 1U : 0U;
  const double m = common, transposed = static_cast<double>(moved >> 1);
  const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - transposed) / m) / 3;
  if (jaro <= 0.7) return jaro;
  return jaro + static_cast<double>(std::min<std::size_t>(start, 4)) * 0.1 * (1 - jaro);
}

LUODI_BIT_INSTRUCTIONS double most_jaro_winkler(Units a, std::uint64_t sa, Units b, std::uint64_t sb) {
  if (a.empty() || b.empty() || a.size() > 64 || b.size() > 64) return 1;
  // A matched unit of a text has its bit in both signatures; each bit stands for one unit, and for each repeat of it one more.
  const auto most_of = [&](std::size_t size, std::uint64_t s) {
    return static_cast<int>(size) - std::popcount(s) + std::popcount(sa & sb);
  };
  const double m = std::min(most_of(a.size(), sa), most_of(b.size(), sb));
  const double jaro = std::min(1.0, (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + 1) / 3);
  if (jaro <= 0.7) return jaro;
  return jaro + static_cast<double>(std::min<std::size_t>(common_start(a, b), 4)) * 0.1 * (1 - jaro);
}

unsigned edit_distance(Units a, Units b, unsigned most) {
  return distance(a, b, most, false);
}
unsigned damerau_distance(Units a, Units b, unsigned most) {
  return distance(a, b, most, true);
}

}  // namespace luodi::registers
