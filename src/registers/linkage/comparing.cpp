#include "registers/linkage/comparing.h"

#include <algorithm>

#include "registers/linkage/similarity.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kBlock = 64;

double nearness(Units a, Units b) {
  if (a.empty() || b.empty()) return 0;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.substr(0, a.size()) == a) return 1 + static_cast<double>(a.size()) / 10;
  if (a.size() >= 4 && a.substr(0, 4) == b.substr(0, 4)) return 0.4;
  return a.substr(0, 2) == b.substr(0, 2) ? 0.2 : 0;
}

template <class Use>
void each_part(Units s, const Use& use) {
  while (true) {
    const std::size_t end = std::min(s.find(u';'), s.size());
    use(s.substr(0, end));
    if (end == s.size()) return;
    s.remove_prefix(end + 1);
  }
}

/// Similarities of one pair of values, each measured at most once.
class Measured {
 public:
  Measured(const Values& values, ValueId a, ValueId b)
      : values_(values), id_a_(a), id_b_(b), a_(values.units(a)), b_(values.units(b)) {}
  bool reaches(const MeasuredLevel& level) {
    switch (level.measure) {
      case Measure::equal: return a_ == b_;
      case Measure::jaro_winkler:
        if (most_ < 0) most_ = most_jaro_winkler(a_, values_.signature(id_a_), b_, values_.signature(id_b_));
        if (most_ < level.bound) return false;
        if (winkler_ < 0) winkler_ = jaro_winkler(a_, b_);
        return winkler_ >= level.bound;
      case Measure::edit: return edit_distance(a_, b_, static_cast<unsigned>(level.bound)) <= level.bound;
      case Measure::damerau: return damerau_distance(a_, b_, static_cast<unsigned>(level.bound)) <= level.bound;
      case Measure::within: return division_nearness(a_, b_) >= level.bound;
      case Measure::name: return false;
    }
    return false;
  }

 private:
  const Values& values_;
  ValueId id_a_, id_b_;
  Units a_, b_;
  double winkler_ = -1, most_ = -1;
};

}  // namespace

double division_nearness(Units a, Units b) {
  double best = 0;
  each_part(a, [&](Units x) { each_part(b, [&](Units y) { best = std::max(best, nearness(x, y)); }); });
  return best;
}

Units common_division(Units a, Units b) {
  double best = -1;
  Units common;
  each_part(a, [&](Units x) {
    each_part(b, [&](Units y) {
      const double near = nearness(x, y);
      if (near <= best) return;
      best = near;
      common = near >= 1 ? (x.size() < y.size() ? x : y) : x.substr(0, near >= 0.4 ? 4 : near >= 0.2 ? 2 : 0);
    });
  });
  return common;
}

Comparing::Comparing(const Plan& plan, const Records& records, const OwnEvidence* own) : plan_(plan), records_(records) {
  for (const ComparisonPlan& c : plan.comparisons) {
    ComparisonColumns columns;
    columns.column = records.column(c.column);
    columns.equal_level = kNoLevel;
    levels_.emplace_back();
    for (const Level& l : c.levels) levels_.back().push_back({l.measure, l.bound});
    for (std::size_t l = 0; l < c.levels.size(); ++l) {
      if (c.levels[l].measure == Measure::equal) columns.equal_level = l;
      if (c.levels[l].measure == Measure::name) columns.own = own;
    }
    columns_.push_back(columns);
  }
}

unsigned Comparing::level(std::size_t comparison, ValueId left, ValueId right) const {
  const Values& values = records_.values(columns_[comparison].column);
  Measured measured(values, left, right);
  const auto& levels = levels_[comparison];
  for (unsigned l = 0; l < levels.size(); ++l)
    if (measured.reaches(levels[l])) return l;
  return static_cast<unsigned>(levels.size());
}

unsigned Comparing::level_of_bits(std::size_t comparison, double bits) const {
  const auto& levels = plan_.comparisons[comparison].levels;
  for (unsigned l = 0; l < levels.size(); ++l)
    if (levels[l].measure == Measure::name && bits >= levels[l].bound) return l;
  return static_cast<unsigned>(levels.size());
}

/// One comparison after the other over a block of pairs, so that the memory of the next values is asked for while these are
/// compared.
void Comparing::compare_block(const Pair* pairs, std::size_t n, Pattern* patterns, float* bits) const {
  const Side &left = records_.left, &right = records_.other();
  std::array<const ValueId*, kBlock> of_left, of_right;
  for (std::size_t i = 0; i < n; ++i) {
    of_left[i] = left.row(pairs[i].left), of_right[i] = right.row(pairs[i].right);
    __builtin_prefetch(of_right[i]);
  }
  std::array<std::uint32_t, kBlock> differing;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const ComparisonColumns& columns = columns_[c];
    const Values& values = records_.values(columns.column);
    const bool own = columns.own != nullptr, alone = !own && levels_[c].size() == 1 && columns.equal_level == 0;
    std::size_t d = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
      const ValueId l = of_left[i][columns.column], r = of_right[i][columns.column];
      if (l == 0 || r == 0) continue;
      const bool equal = l == r && columns.equal_level != kNoLevel;
      if (equal || alone) patterns[i] |= with_level(c, equal ? static_cast<unsigned>(columns.equal_level) + 1 : 2);
      if ((equal || alone) && !own) continue;
      values.prefetch(l), values.prefetch(r);
      differing[d++] = i;
    }
    for (std::size_t k = 0; k < d; ++k) {
      const std::uint32_t i = differing[k];
      values.prefetch_long(of_left[i][columns.column]), values.prefetch_long(of_right[i][columns.column]);
    }
    for (std::size_t k = 0; k < d; ++k) {
      const std::uint32_t i = differing[k];
      if (own) {
        bits[i] = static_cast<float>(columns.own->bits(of_left[i], of_right[i]));
        if (level_of(patterns[i], c) == 0) patterns[i] |= with_level(c, level_of_bits(c, bits[i]) + 1);
        continue;
      }
      patterns[i] |= with_level(c, level(c, of_left[i][columns.column], of_right[i][columns.column]) + 1);
    }
  }
}

void Comparing::compare(const std::vector<Pair>& pairs, std::vector<Pattern>& patterns, std::vector<float>& bits) const {
  patterns.assign(pairs.size(), 0);
  const bool own = std::any_of(columns_.begin(), columns_.end(), [](const auto& c) { return c.own != nullptr; });
  bits.assign(own ? pairs.size() : 0, 0);
  for (std::size_t at = 0; at < pairs.size(); at += kBlock) {
    const std::size_t n = std::min(kBlock, pairs.size() - at);
    compare_block(&pairs[at], n, &patterns[at], own ? &bits[at] : nullptr);
  }
}

}  // namespace luodi::registers
