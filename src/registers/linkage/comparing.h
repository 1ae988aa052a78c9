// Comparing: the level that each comparison of a plan reaches for a pair.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "registers/linkage/plan.h"
#include "registers/linkage/records.h"

namespace luodi::registers {

inline constexpr std::size_t kMostComparisons = 12;
/// Levels of one comparison beside "nothing there".
inline constexpr std::size_t kMostLevels = 14;
inline constexpr std::size_t kNoLevel = kMostLevels + 1;

/// Levels of all comparisons of a pair, 4 bits each: 0 nothing there, else 1 + number of the level (best first, else last).
/// Bits 48 and up: which training rules the pair meets.
using Pattern = std::uint64_t;
inline unsigned level_of(Pattern p, std::size_t comparison) {
  return static_cast<unsigned>(p >> (4 * comparison)) & 15U;
}
inline Pattern with_level(std::size_t comparison, unsigned level) {
  return static_cast<Pattern>(level) << (4 * comparison);
}
inline constexpr unsigned kTrainShift = 48;
inline constexpr Pattern kLevelBits = (Pattern{1} << kTrainShift) - 1;

/// Evidence in bits that a comparison brings by itself, instead of a level's m and u: the alignment of enterprise names.
class OwnEvidence {
 public:
  virtual ~OwnEvidence() = default;
  virtual double bits(const ValueId* left, const ValueId* right) const = 0;
};

struct ComparisonColumns {
  std::size_t column = 0;
  std::size_t equal_level = 0;       ///< number of the level "equal", or kNoLevel
  const OwnEvidence* own = nullptr;  ///< for Measure::name
};

/// A level without its words.
struct MeasuredLevel {
  Measure measure;
  double bound;
};

class Comparing {
 public:
  /// `own`: evidence for comparisons whose levels measure `name`.
  Comparing(const Plan& plan, const Records& records, const OwnEvidence* own);
  /// Patterns of pairs; `bits` holds the own evidence of each (0 where the plan has none).
  void compare(const std::vector<Pair>& pairs, std::vector<Pattern>& patterns, std::vector<float>& bits) const;
  /// The level of two different values of a comparison, 0-based, best first.
  unsigned level(std::size_t comparison, ValueId left, ValueId right) const;
  std::size_t size() const { return columns_.size(); }
  std::size_t levels(std::size_t comparison) const { return plan_.comparisons[comparison].levels.size() + 1; }
  const ComparisonColumns& columns(std::size_t comparison) const { return columns_[comparison]; }

 private:
  void compare_block(const Pair* pairs, std::size_t n, Pattern* patterns, float* bits) const;
  unsigned level_of_bits(std::size_t comparison, double bits) const;
  const Plan& plan_;
  const Records& records_;
  std::vector<ComparisonColumns> columns_;
  std::vector<std::vector<MeasuredLevel>> levels_;
};

/// How near two sets of division codes ("370305" or "3703;61") are: 1.6 same county, 1.4 a prefecture and a county of it, 1.2 a
/// province and a place in it, 0.4 same prefecture, 0.2 same province, 0 else.
double division_nearness(Units a, Units b);
/// The code in which two sets meet: the county, prefecture or province that contains both; "" where they have none.
Units common_division(Units a, Units b);

}  // namespace luodi::registers
