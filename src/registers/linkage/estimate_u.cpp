// u: closed form for equality, two strata of samples for the levels below it.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <tuple>

#include "base/parallel.h"
#include "registers/linkage/estimate.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kParts = 16, kRounds = 8, kBatch = 32;
/// Counts of a level from which its share is known to about a twentieth.
constexpr std::uint64_t kOften = 400;

/// Values of one side of a column in the order of their first units and hashes, with sums of rows, so that one can be drawn by
/// its share: a table of guides leads to it.
struct Drawn {
  std::vector<ValueId> ids;
  std::vector<std::uint64_t> until;
  std::vector<std::uint32_t> guides;
  double per_guide = 1;
  std::uint64_t all() const { return until.empty() ? 0 : until.back(); }
  ValueId at(std::uint64_t n) const {
    std::size_t i = guides[static_cast<std::size_t>(static_cast<double>(n) / per_guide)];
    while (i > 0 && until[i - 1] > n) --i;
    while (until[i] <= n) ++i;
    return ids[i];
  }
  void guide() {
    per_guide = static_cast<double>(all()) / static_cast<double>(ids.size() + 1) + 1e-9;
    guides.assign(ids.size() + 3, 0);
    std::size_t i = 0;
    for (std::size_t g = 0; g < guides.size(); ++g) {
      while (i + 1 < until.size() && static_cast<double>(until[i]) <= static_cast<double>(g) * per_guide) ++i;
      guides[g] = static_cast<std::uint32_t>(i);
    }
  }
};

/// Of more values than this a part stands for all: chosen by their hashes, and those of many rows all of them.
constexpr std::size_t kMostValues = 1U << 16U;

/// The key of the strata: pairs that share their first two units hold nearly all near misses, and are a small share of all pairs.
std::uint64_t first_units(const Values& values, ValueId id) {
  const Units u = values.units(id);
  return static_cast<std::uint64_t>(u[0]) << 16U | (u.size() > 1 ? u[1] : 0U);
}

Drawn by_start(const Values& values, int side) {
  struct Key {
    std::uint64_t start, hash;
    ValueId id;
    std::uint64_t rows;
  };
  const std::uint64_t part = (values.size() + kMostValues - 1) / kMostValues,
                      many = std::max<std::uint64_t>(2, values.filled(side) / 4096);
  std::vector<Key> keys;
  for (ValueId v = 1; v <= values.size(); ++v) {
    const std::uint64_t rows = values.count(v, side), hash = values.content_hash(v);
    if (rows == 0 || (rows < many && mixed(hash) % part != 0)) continue;
    keys.push_back({first_units(values, v), hash, v, rows < many ? rows * part : rows});
  }
  std::sort(keys.begin(), keys.end(),
            [](const Key& a, const Key& b) { return a.start != b.start ? a.start < b.start : a.hash < b.hash; });
  Drawn d;
  std::uint64_t sum = 0;
  for (const Key& k : keys) {
    d.ids.push_back(k.id);
    d.until.push_back(sum += k.rows);
  }
  if (!keys.empty()) d.guide();
  return d;
}

/// A group of values with the same first units: rows [left_from, left_until) and [right_from, right_until) of the drawn sides.
struct Stratum {
  std::uint64_t left_from, left_rows, right_from, right_rows;
  double pairs_until;
};

std::vector<Stratum> strata(const Values& values, const Drawn& left, const Drawn& right) {
  std::vector<Stratum> all;
  double pairs = 0;
  std::size_t l = 0, r = 0;
  const auto rows_before = [](const Drawn& d, std::size_t i) { return i == 0 ? 0 : d.until[i - 1]; };
  while (l < left.ids.size() && r < right.ids.size()) {
    const std::uint64_t a = first_units(values, left.ids[l]), b = first_units(values, right.ids[r]);
    if (a < b) {
      ++l;
      continue;
    }
    if (b < a) {
      ++r;
      continue;
    }
    const std::size_t l0 = l, r0 = r;
    while (l < left.ids.size() && first_units(values, left.ids[l]) == a) ++l;
    while (r < right.ids.size() && first_units(values, right.ids[r]) == a) ++r;
    const std::uint64_t nl = rows_before(left, l) - rows_before(left, l0), nr = rows_before(right, r) - rows_before(right, r0);
    pairs += static_cast<double>(nl) * static_cast<double>(nr);
    all.push_back({rows_before(left, l0), nl, rows_before(right, r0), nr, pairs});
  }
  return all;
}

/// A generator of its own, so that samples are the same on every machine.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(mixed(seed)) {}
  std::uint64_t below(std::uint64_t n) { return ((next() >> 32U) * n) >> 32U; }  // n below 2^32
  double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

 private:
  std::uint64_t next() { return mixed(state_ += 0x9e3779b97f4a7c15ULL); }
  std::uint64_t state_;
};

using Counts = std::vector<std::uint64_t>;

class Sampler {
 public:
  Sampler(const Values& values, const Comparing& comparing, std::size_t comparison, const Plan& plan, int right_side)
      : values_(values),
        comparing_(comparing),
        comparison_(comparison),
        plan_(plan),
        left_(by_start(values, 0)),
        right_(right_side == 0 ? left_ : by_start(values, right_side)),
        strata_(strata(values, left_, right_)) {}

  bool empty() const { return left_.ids.empty() || right_.ids.empty(); }
  double share_of_strata() const {
    return strata_.empty() ? 0
                           : strata_.back().pairs_until / (static_cast<double>(left_.all()) * static_cast<double>(right_.all()));
  }
  /// Counts of levels among sampled pairs of different values, and of equal ones (last), inside the strata or outside; in rounds,
  /// until every level was seen often enough or the samples are used up.
  Counts count(bool inside, std::size_t samples) const {
    Counts sum(comparing_.levels(comparison_) + 1);
    for (std::size_t round = 0; round < kRounds; ++round) {
      const Counts more = one_round(inside, samples / kRounds, round);
      std::transform(more.begin(), more.end(), sum.begin(), sum.begin(), std::plus<>());
      if (std::all_of(sum.begin(), sum.end() - 1, [](std::uint64_t n) { return n >= kOften; })) break;
    }
    return sum;
  }

 private:
  Counts one_round(bool inside, std::size_t samples, std::size_t round) const {
    Counts sum(comparing_.levels(comparison_) + 1);
    for (std::size_t p = 0; p < kParts; ++p) {
      Draw draw(plan_.seed * 1000003 + comparison_ * 131 + (round * kParts + p) * 2 + (inside ? 1 : 0));
      std::array<std::pair<ValueId, ValueId>, kBatch> pairs;
      for (std::size_t left = samples / kParts; left > 0;) {
        const std::span batch(pairs.data(), std::min(left, kBatch));
        left -= batch.size();
        draw_pairs(draw, inside, batch);
        for (const auto& [l, r] : batch) {
          // Equal values are counted exactly where they are a level; else they are of the level that they fall into.
          const bool exact = l == r && comparing_.columns(comparison_).equal_level != kNoLevel;
          ++sum[exact ? comparing_.levels(comparison_) : comparing_.level(comparison_, l, r)];
        }
      }
    }
    return sum;
  }

  /// Pairs of a batch; what comparing them will read is asked for meanwhile.
  void draw_pairs(Draw& draw, bool inside, std::span<std::pair<ValueId, ValueId>> batch) const {
    for (auto& [l, r] : batch) {
      std::tie(l, r) = inside ? pair_inside(draw) : pair_outside(draw);
      values_.prefetch(l), values_.prefetch(r);
    }
    for (const auto& [l, r] : batch) values_.prefetch_long(l), values_.prefetch_long(r);
  }
  std::pair<ValueId, ValueId> pair_inside(Draw& draw) const {
    const double at = draw.unit() * strata_.back().pairs_until;
    const auto s =
        std::upper_bound(strata_.begin(), strata_.end() - 1, at, [](double x, const Stratum& y) { return x < y.pairs_until; });
    return {left_.at(s->left_from + draw.below(s->left_rows)), right_.at(s->right_from + draw.below(s->right_rows))};
  }
  std::pair<ValueId, ValueId> pair_outside(Draw& draw) const {
    for (int tries = 0;; ++tries) {
      const ValueId l = left_.at(draw.below(left_.all())), r = right_.at(draw.below(right_.all()));
      if (tries == 50 || first_units(values_, l) != first_units(values_, r)) return {l, r};
    }
  }
  const Values& values_;
  const Comparing& comparing_;
  std::size_t comparison_;
  const Plan& plan_;
  Drawn left_, right_;
  std::vector<Stratum> strata_;
};

/// Probability that two rows drawn at random, both with a value, have the same one.
double equal_share(const Values& values, bool one) {
  const double nl = static_cast<double>(values.filled(0)), nr = static_cast<double>(values.filled(one ? 0 : 1));
  double same = 0;
  for (ValueId v = 1; v <= values.size(); ++v) {
    const double l = values.count(v, 0);
    same += one ? l * (l - 1) : l * static_cast<double>(values.count(v, 1));
  }
  const double all = one ? nl * (nl - 1) : nl * nr;
  return all > 0 ? same / all : 0;
}

void sample_levels(const Plan& plan, const Records& records, const Comparing& comparing, std::size_t c,
                   std::vector<LevelEstimate>& out) {
  const ComparisonColumns& columns = comparing.columns(c);
  const Values& values = records.values(columns.column);
  const Sampler sampler(values, comparing, c, plan, records.other_side());
  if (sampler.empty()) return;  // nothing to draw from: never compared either
  const double inside = sampler.share_of_strata();
  std::vector<double> share(out.size(), 0);
  for (const bool in : {true, false}) {
    const double weight = in ? inside : 1 - inside;
    if (weight <= 0) continue;
    // Outside the strata near misses are too rare for any sample; what is wanted there is the share of the distant levels.
    const Counts counts = sampler.count(in, plan.pairs_sampled / (in ? 2 : 8));
    const double all = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
    for (std::size_t l = 0; l < out.size(); ++l) share[l] += weight * static_cast<double>(counts[l]) / all;
  }
  const double equal = columns.equal_level != kNoLevel ? out[columns.equal_level].u : 0;
  double sum = 0;
  for (std::size_t l = 0; l < out.size(); ++l) sum += l == columns.equal_level ? 0 : share[l];
  for (std::size_t l = 0; l < out.size(); ++l)
    if (l != columns.equal_level && sum > 0 && share[l] > 0) out[l] = {0, (1 - equal) * share[l] / sum, false, true};
}

}  // namespace

double admissible_pairs(const Records& records) {
  const double l = static_cast<double>(records.left.size()), r = static_cast<double>(records.right.size());
  return records.one ? l * (l - 1) / 2 : l * r;
}

void estimate_u(const Plan& plan, const Records& records, const Comparing& comparing, Model& model) {
  model.levels.resize(comparing.size());
  // The columns of most values take longest: they come first.
  std::vector<std::size_t> order(comparing.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return records.values(comparing.columns(a).column).size() > records.values(comparing.columns(b).column).size();
  });
  in_parallel(order.size(), plan.threads, [&](std::size_t at) {
    const std::size_t c = order[at];
    const ComparisonColumns& columns = comparing.columns(c);
    auto& levels = model.levels[c];
    levels.assign(comparing.levels(c), {});
    const std::size_t last = levels.size() - 1;
    if (columns.equal_level != kNoLevel) {
      const double u = equal_share(records.values(columns.column), records.one);
      levels[columns.equal_level] = {0, u, false, u > 0};
    }
    if (columns.own != nullptr) return;  // brings its own ratio of likelihoods
    if (columns.equal_level == 0 && last == 1) {
      levels[1] = {0, 1 - levels[0].u, false, true};
    } else {
      sample_levels(plan, records, comparing, c, levels);
    }
  });
}

}  // namespace luodi::registers
