#include "registers/linkage/correspondences.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <tuple>

#include "base/parallel.h"
#include "registers/linkage/weights.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kPairsOfPart = 1U << 15U;
constexpr std::size_t kMostPairs = 500'000;
/// Values must repeat so often, on the average, that two of them can meet again and again.
constexpr double kLeastRepeats = 4;
/// Matches that two values must stand together in before anything is learned: more than one pair can show.
constexpr double kLeastPairs = 1.5;
constexpr double kModelsWord = 1;
/// Below it a pair says nothing of matches.
constexpr double kLeastProbability = 0.01;
/// Probabilities are added up as whole numbers, so that the sum does not depend on the order of pairs or threads.
constexpr double kWhole = 1U << 24U;

std::uint64_t key_of(ValueId left, ValueId right) {
  return (std::uint64_t{left} << 32U) | right;
}

/// What was seen of two values.
struct Seen {
  std::uint64_t probability = 0;
  std::uint32_t pair = 0;  ///< any pair that holds them
};

class Learning {
 public:
  Learning(const Plan& plan, const Records& records, const Comparing& comparing, const Weights& weights, const Gathered& g)
      : plan_(plan), records_(records), comparing_(comparing), weights_(weights), g_(g), seen_(comparing.size()) {
    for (std::size_t c = 0; c < comparing.size(); ++c)
      if (repeats(c)) taking_part_.push_back(c);
    part_ = g.pairs.size() / kMostPairs + 1;
  }

  std::vector<Correspondence> learned() {
    if (taking_part_.empty()) return {};
    in_parallel((g_.pairs.size() + kPairsOfPart - 1) / kPairsOfPart, plan_.threads, [&](std::size_t p) { look_at_part(p); });
    std::vector<Correspondence> out;
    for (const std::size_t c : taking_part_)
      for (const auto& [key, seen] : seen_[c]) add(c, key, seen, out);
    std::sort(out.begin(), out.end(), [](const Correspondence& a, const Correspondence& b) {
      return std::tie(a.column, a.left, a.right) < std::tie(b.column, b.left, b.right);
    });
    return out;
  }

 private:
  /// True for a row that is asked, where there are many.
  bool asks(std::uint32_t left) const { return part_ == 1 || mixed(content_hash(records_.left.ids[left])) % part_ == 0; }
  /// Names' alignments and divisions bring their own knowledge of what is alike.
  bool repeats(std::size_t c) const {
    const ComparisonColumns& columns = comparing_.columns(c);
    if (columns.own != nullptr || plan_.comparisons[c].levels[0].measure == Measure::within) return false;
    const Values& values = records_.values(columns.column);
    const auto filled = static_cast<double>(values.filled(0) + values.filled(1));
    return values.size() > 1 && static_cast<double>(values.size()) * kLeastRepeats <= filled;
  }
  std::pair<ValueId, ValueId> values_of(std::size_t c, const Pair& pair) const {
    const std::size_t column = comparing_.columns(c).column;
    const ValueId l = records_.left.row(pair.left)[column], r = records_.other().row(pair.right)[column];
    return records_.one && r < l ? std::pair(r, l) : std::pair(l, r);
  }
  void look_at_part(std::size_t p) {
    std::vector<std::unordered_map<std::uint64_t, Seen>> found(comparing_.size());
    std::uint64_t matches = 0;
    const std::size_t from = p * kPairsOfPart;
    bool asked = false;
    for (std::size_t i = from; i < std::min(g_.pairs.size(), from + kPairsOfPart); ++i) {
      // Pairs of a left row mostly follow each other.
      if (i == from || g_.pairs[i].left != g_.pairs[i - 1].left) asked = asks(g_.pairs[i].left);
      if (!asked) continue;
      const double score = weights_.of(g_.pairs[i], g_.patterns[i], g_.bits.empty() ? 0 : g_.bits[i]);
      matches += static_cast<std::uint64_t>(std::llround(probability_of(score) * kWhole));
      for (const std::size_t c : taking_part_) {
        const unsigned level = level_of(g_.patterns[i], c);
        if (level == 0 || level == comparing_.columns(c).equal_level + 1) continue;
        const double without = probability_of(score - weights_.part(c, g_.pairs[i], level));
        if (without < kLeastProbability) continue;
        const auto [l, r] = values_of(c, g_.pairs[i]);
        if (l == r) continue;
        Seen& s = found[c][key_of(l, r)];
        s.probability += static_cast<std::uint64_t>(std::llround(without * kWhole));
        s.pair = static_cast<std::uint32_t>(i);
      }
    }
    const std::lock_guard lock(mutex_);
    matches_ += matches;
    for (const std::size_t c : taking_part_)
      for (const auto& [key, s] : found[c]) seen_[c][key].probability += s.probability, seen_[c][key].pair = s.pair;
  }
  /// Of the matches, those that the model expects to hold these two values.
  double expected(std::size_t c, ValueId l, ValueId r, const Seen& seen) const {
    const Values& values = records_.values(comparing_.columns(c).column);
    const auto share = [&](ValueId v, int side) {
      return static_cast<double>(values.count(v, side)) / static_cast<double>(std::max<std::uint64_t>(1, values.filled(side)));
    };
    const double strangers = records_.one ? 2 * share(l, 0) * share(r, 0) : share(l, 0) * share(r, 1);
    const double bits = weights_.part(c, g_.pairs[seen.pair], level_of(g_.patterns[seen.pair], c));
    return static_cast<double>(matches_) / kWhole * strangers * std::exp2(bits);
  }
  void add(std::size_t c, std::uint64_t key, const Seen& seen, std::vector<Correspondence>& out) const {
    const double n = static_cast<double>(seen.probability) / kWhole;
    if (n < kLeastPairs) return;
    const auto l = static_cast<ValueId>(key >> 32U), r = static_cast<ValueId>(key & 0xFFFFFFFFU);
    const double e = expected(c, l, r, seen), bits = std::log2((n + kModelsWord) / (e + kModelsWord));
    if (bits <= 0) return;
    const Values& values = records_.values(comparing_.columns(c).column);
    Correspondence one{plan_.comparisons[c].column, values.text(l), values.text(r), n, e, bits};
    if (records_.one && one.right < one.left) std::swap(one.left, one.right);
    out.push_back(std::move(one));
  }

  const Plan& plan_;
  const Records& records_;
  const Comparing& comparing_;
  const Weights& weights_;
  const Gathered& g_;
  std::size_t part_ = 1;  ///< one of so many left rows is asked
  std::vector<std::size_t> taking_part_;
  std::mutex mutex_;
  std::uint64_t matches_ = 0;
  std::vector<std::unordered_map<std::uint64_t, Seen>> seen_;
};

}  // namespace

Correspondents::Correspondents(const Plan& plan, const Records& records, const Comparing& comparing,
                               const std::vector<Correspondence>& list)
    : by_(comparing.size()), has_left_(comparing.size()), has_right_(comparing.size()) {
  for (std::size_t c = 0; c < comparing.size(); ++c) {
    std::unordered_map<std::string, ValueId> ids;
    for (const Correspondence& one : list)
      if (one.column == plan.comparisons[c].column) ids[one.left] = ids[one.right] = 0;
    if (ids.empty()) continue;
    const Values& values = records.values(comparing.columns(c).column);
    for (ValueId v = 1; v <= values.size(); ++v)
      if (const auto at = ids.find(values.text(v)); at != ids.end()) at->second = v;
    has_left_[c].resize(values.size() + 1), has_right_[c].resize(values.size() + 1);
    const auto put = [&](ValueId l, ValueId r, double bits) {
      by_[c][key_of(l, r)] = bits;
      has_left_[c][l] = has_right_[c][r] = true;
    };
    for (const Correspondence& one : list) {
      if (one.column != plan.comparisons[c].column || ids[one.left] == 0 || ids[one.right] == 0) continue;
      put(ids[one.left], ids[one.right], one.bits);
      if (records.one) put(ids[one.right], ids[one.left], one.bits);
    }
  }
}

double Correspondents::bits(std::size_t comparison, ValueId left, ValueId right) const {
  const auto has = [](const std::vector<bool>& any, ValueId v) { return v < any.size() && any[v]; };
  if (!has(has_left_[comparison], left) || !has(has_right_[comparison], right)) return 0;
  const auto at = by_[comparison].find(key_of(left, right));
  return at == by_[comparison].end() ? 0 : at->second;
}

std::vector<Correspondence> learn_correspondences(const Plan& plan, const Records& records, const Comparing& comparing,
                                                  const Weights& weights, const Gathered& gathered) {
  return Learning(plan, records, comparing, weights, gathered).learned();
}

}  // namespace luodi::registers
