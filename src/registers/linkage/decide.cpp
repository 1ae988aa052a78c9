#include "registers/linkage/decide.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "base/parallel.h"
#include "registers/linkage/weights.h"

namespace luodi::registers {
namespace {

constexpr float kNone = -std::numeric_limits<float>::infinity();
/// Below so many runners-up the estimate is too coarse, and the model is trusted.
constexpr std::size_t kLeastStrangers = 100;
constexpr double kSurest = 1 - 1e-9;
/// Of the right rows, to take those that say who they are for all.
constexpr double kNearlyAll = 0.9;
/// A register too poor for the precision asked for still gives its sure links.
constexpr double kAlwaysLinked = 0.9;

constexpr double kPlaces = 1e12;

/// In order; the order is the same for any number of threads where no two are equal, or equal ones cannot be told apart.
template <class T, class Before>
void sort_in_parts(std::vector<T>& all, unsigned threads, const Before& before) {
  constexpr std::size_t kParts = 4;
  const auto at = [&](std::size_t part) { return all.begin() + static_cast<std::ptrdiff_t>(all.size() * part / kParts); };
  in_parallel(kParts, threads, [&](std::size_t part) { std::sort(at(part), at(part + 1), before); });
  in_parallel(kParts / 2, threads,
              [&](std::size_t half) { std::inplace_merge(at(2 * half), at(2 * half + 1), at(2 * half + 2), before); });
  std::inplace_merge(all.begin(), at(kParts / 2), all.end(), before);
}

struct Best {
  float first = kNone, second = kNone;
};

/// Which entity a row is, where its valid code says so: two that differ are two entities, so a row of the other side is at most
/// one of them. 0: not told.
class Holders {
 public:
  Holders(const Plan& plan, const Records& records)
      : records_(records), column_(plan.distinct.empty() ? records.columns.size() : records.column(plan.distinct)) {
    if (records.one) column_ = records.columns.size();
  }
  bool told() const { return column_ < records_.columns.size(); }
  ValueId of(const Pair& pair, bool of_right) const {
    return of_right ? records_.right.row(pair.right)[column_] : records_.left.row(pair.left)[column_];
  }
  /// Share of the right rows that say who they are.
  double share_of_right() const {
    if (!told() || records_.right.size() == 0) return 0;
    std::size_t many = 0;
    for (std::size_t r = 0; r < records_.right.size(); ++r) many += records_.right.row(r)[column_] != 0 ? 1 : 0;
    return static_cast<double>(many) / static_cast<double>(records_.right.size());
  }

 private:
  const Records& records_;
  std::size_t column_;
};

/// The best of each left row, and the best behind it that is another entity. Between two sides, where pairs stand in the order of
/// left rows.
std::vector<Best> best_of_rows(const Records& records, const Gathered& g, const std::vector<float>& weights,
                               const Holders* holders, unsigned threads) {
  std::vector<Best> best(records.left.size());
  constexpr std::size_t kRows = 1U << 16U;
  in_parallel((best.size() + kRows - 1) / kRows, threads, [&](std::size_t part) {
    const auto first = std::partition_point(g.pairs.begin(), g.pairs.end(), [&](const Pair& p) { return p.left < part * kRows; });
    for (auto i = static_cast<std::size_t>(first - g.pairs.begin()); i < weights.size() && g.pairs[i].left / kRows == part; ++i) {
      Best& b = best[g.pairs[i].left];
      if (weights[i] > b.first)
        b.second = b.first, b.first = weights[i];
      else
        b.second = std::max(b.second, weights[i]);
    }
  });
  if (holders == nullptr) return best;
  // Several rows of one code are no strangers to each other.
  std::vector<ValueId> first(records.left.size(), 0);
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] == best[g.pairs[i].left].first) first[g.pairs[i].left] = holders->of(g.pairs[i], true);
  for (Best& b : best) b.second = kNone;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::uint32_t l = g.pairs[i].left;
    const ValueId own = holders->of(g.pairs[i], true);
    if (own != 0 && first[l] != 0 && own != first[l]) best[l].second = std::max(best[l].second, weights[i]);
  }
  return best;
}

/// For each pair the odds of the other entities that its row may be: the best pair of each. `by_left`: the rivals on the right of
/// a left row; else those on the left of a right row.
void add_rivals(const Gathered& g, const Holders& holders, const std::vector<double>& odds, bool by_left, std::size_t rows,
                std::vector<double>& rivals) {
  const auto row = [&](std::size_t i) { return by_left ? g.pairs[i].left : g.pairs[i].right; };
  std::vector<std::vector<std::pair<ValueId, double>>> best(rows);
  for (std::size_t i = 0; i < odds.size(); ++i) {
    const ValueId holder = odds[i] > 0 ? holders.of(g.pairs[i], by_left) : 0;
    if (holder == 0) continue;
    auto& list = best[row(i)];
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto& x) { return x.first == holder; });
    if (at == list.end())
      list.emplace_back(holder, odds[i]);
    else
      at->second = std::max(at->second, odds[i]);
  }
  std::vector<double> all(rows, 0);
  for (std::size_t r = 0; r < rows; ++r) {
    // In the order of size, so that the sum does not depend on the order of rows.
    std::sort(best[r].begin(), best[r].end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const auto& [holder, o] : best[r]) all[r] += o;
  }
  for (std::size_t i = 0; i < odds.size(); ++i) {
    const ValueId holder = odds[i] > 0 ? holders.of(g.pairs[i], by_left) : 0;
    if (holder == 0) continue;
    const auto& list = best[row(i)];
    const auto own = std::find_if(list.begin(), list.end(), [&](const auto& x) { return x.first == holder; });
    rivals[i] += std::max(0.0, all[row(i)] - own->second);
  }
}

double log_odds(double p) {
  return std::log2(p / (1 - p));
}

/// Links and false ones among them, by bins of one bit.
struct Bin {
  double weight = 0, links = 0, false_links = 0;
};

/// What the model's own probability counts against what a bin shows, in rows.
constexpr double kModelRows = 2;

/// Log odds by weight: bins mixed with the model, made monotone (pool adjacent violators: Ayer and others 1955), as points of a
/// curve.
void fit(const std::vector<Bin>& bins, Thresholds& t) {
  struct Block {
    double weight, right, rows;
  };
  std::vector<Block> blocks;
  for (const Bin& bin : bins) {
    const double right = std::max(0.0, bin.links - bin.false_links) + kModelRows * probability_of(bin.weight);
    const double rows = bin.links + kModelRows;
    blocks.push_back({bin.weight * rows, right, rows});
    while (blocks.size() > 1) {
      const Block& last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      if (before.right / before.rows < last.right / last.rows) break;
      before = {before.weight + last.weight, before.right + last.right, before.rows + last.rows};
      blocks.pop_back();
    }
  }
  for (const Block& b : blocks) {
    const double p = std::clamp(b.right / b.rows, 1e-12, 1 - 1e-12);
    t.curve.push_back({b.weight / b.rows, p});
  }
}

/// What strangers score at best: the runners-up of rows whose best is sure.
std::vector<float> strangers_of(const std::vector<Best>& best, unsigned threads) {
  std::vector<float> strangers;
  for (const Best& b : best)
    if (b.first != kNone && probability_of(b.first) > 0.99 && b.first - b.second > 3) strangers.push_back(b.second);
  sort_in_parts(strangers, threads, std::less<>());
  return strangers;
}

/// Share of strangers at or above a score. Beyond the highest one seen it falls by half for each bit: a likelihood ratio of 2^t
/// is reached by strangers with a probability of at most 2^-t.
double share_above(const std::vector<float>& strangers, double weight) {
  const double n = static_cast<double>(strangers.size());
  const auto at = std::lower_bound(strangers.begin(), strangers.end(), static_cast<float>(weight));
  const double above = static_cast<double>(strangers.end() - at);
  if (above >= 1) return above / n;
  return std::exp2(-(weight - strangers.back())) / n;
}

bool calibrate_by_runners_up(const std::vector<Best>& best, Thresholds& t, unsigned threads) {
  const std::vector<float> strangers = strangers_of(best, threads);
  t.strangers = strangers.size();
  if (strangers.size() < kLeastStrangers || strangers.back() == kNone) return false;
  const float low = std::min(0.0F, strangers[strangers.size() * 9 / 10]);
  double below = 0;
  for (const Best& b : best) below += b.first < low ? 1 : 0;
  const double share_below = 1 - share_above(strangers, low);
  t.absent = share_below > 0 ? std::min(below / share_below, static_cast<double>(best.size())) : 0;
  std::map<int, Bin> bins;
  for (const Best& b : best) {
    if (b.first == kNone) continue;
    Bin& bin = bins[static_cast<int>(std::floor(b.first))];
    ++bin.links;
    bin.weight += b.first;
  }
  std::vector<Bin> list;
  for (auto& [w, bin] : bins) {
    bin.weight /= bin.links;
    bin.false_links = std::min(bin.links, t.absent * (share_above(strangers, w) - share_above(strangers, w + 1)));
    list.push_back(bin);
  }
  fit(list, t);
  return true;
}

/// The curve between its points; beyond them a bit of weight is a bit of odds. Without a curve the model's.
class Odds {
 public:
  explicit Odds(const Thresholds& t) {
    for (const CurvePoint& p : t.curve) weights_.push_back(p.weight), bits_.push_back(log_odds(p.probability));
  }
  double at(double weight) const {
    if (weights_.empty()) return weight;
    if (weight <= weights_.front()) return bits_.front() + weight - weights_.front();
    if (weight >= weights_.back()) return bits_.back() + weight - weights_.back();
    const auto next = static_cast<std::size_t>(std::upper_bound(weights_.begin(), weights_.end(), weight) - weights_.begin());
    const double share = (weight - weights_[next - 1]) / (weights_[next] - weights_[next - 1]);
    return bits_[next - 1] * (1 - share) + bits_[next] * share;
  }

 private:
  std::vector<double> weights_, bits_;
};

/// Below this weight no pair reaches the probability that makes it worth a look: the curve only rises.
float least_weight(const Thresholds& t, const Odds& odds) {
  double low = -200, high = 200;
  while (high - low > 1e-3) {
    const double middle = (low + high) / 2;
    (probability_of(odds.at(middle)) < t.review_probability ? low : high) = middle;
  }
  return static_cast<float>(low);
}

/// Probability of each pair; where a row has one match at most, its candidates share what there is; where some of them are known
/// to be different entities, those share it. Held to earlier estimates only rows of the left are at hand with all their
/// candidates.
std::vector<double> probabilities(const Records& records, const Gathered& g, const std::vector<float>& weights,
                                  const Thresholds& t, bool shared, const Holders* holders, bool held, unsigned threads) {
  std::vector<double> p(weights.size());
  const Odds curve(t);
  const float least = least_weight(t, curve);
  constexpr std::size_t kPart = 1U << 16U;
  const auto each = [&](const auto& set) {
    in_parallel((p.size() + kPart - 1) / kPart, threads, [&](std::size_t part) {
      for (std::size_t i = part * kPart; i < std::min(p.size(), (part + 1) * kPart); ++i) set(i);
    });
  };
  if (!shared && holders != nullptr) {
    std::vector<double> odds(p.size()), rivals(p.size(), 0);
    each([&](std::size_t i) { odds[i] = weights[i] < least ? 0 : std::exp2(std::min(curve.at(weights[i]), 500.0)); });
    add_rivals(g, *holders, odds, true, records.left.size(), rivals);
    if (!held) add_rivals(g, *holders, odds, false, records.other().size(), rivals);
    each([&](std::size_t i) { p[i] = odds[i] / (1 + odds[i] + rivals[i]); });
    return p;
  }
  if (!shared) {
    each([&](std::size_t i) { p[i] = weights[i] < least ? 0 : probability_of(curve.at(weights[i])); });
    return p;
  }
  std::vector<double> odds(records.left.size(), 0);
  each([&](std::size_t i) { p[i] = std::exp2(std::min(curve.at(weights[i]), 500.0)); });
  for (std::size_t i = 0; i < p.size(); ++i) odds[g.pairs[i].left] += p[i];
  each([&](std::size_t i) { p[i] = weights[i] < least ? 0 : p[i] / (1 + odds[g.pairs[i].left]); });
  return p;
}

/// Takes pairs from the surest down while each constrained row is free.
void take_links(const Plan& plan, const Records& records, const Gathered& g, std::vector<Edge>& edges, Thresholds& t,
                const Holders* holders, bool held) {
  const bool left = plan.one_to_one == OneToOne::left || plan.one_to_one == OneToOne::both;
  const bool right = plan.one_to_one == OneToOne::right || plan.one_to_one == OneToOne::both;
  std::vector<bool> left_taken(records.left.size()), right_taken(records.other().size());
  // Who a row is linked to: never to two entities with codes of their own.
  std::vector<ValueId> left_is(holders != nullptr ? records.left.size() : 0),
      right_is(holders != nullptr && !held ? records.other().size() : 0);
  const auto another = [&](const Pair& pair, bool of_right) {
    const std::vector<ValueId>& is = of_right ? left_is : right_is;
    if (is.empty()) return false;
    const ValueId known = is[of_right ? pair.left : pair.right], own = holders->of(pair, of_right);
    return known != 0 && own != 0 && known != own;
  };
  double sum = 0, links = 0;
  for (Edge& e : edges) {
    const Pair& pair = g.pairs[e.pair];
    if (e.probability < (held ? t.link_probability : 0.5)) break;
    if ((left && left_taken[pair.left]) || (right && right_taken[pair.right])) continue;
    if (another(pair, true) || another(pair, false)) continue;
    if (!held && e.probability < kAlwaysLinked && (sum + e.probability) / (links + 1) < plan.expected_precision) break;
    left_taken[pair.left] = right_taken[pair.right] = true;
    if (!left_is.empty() && left_is[pair.left] == 0) left_is[pair.left] = holders->of(pair, true);
    if (!right_is.empty() && right_is[pair.right] == 0) right_is[pair.right] = holders->of(pair, false);
    e.decision = Decision::link;
    if (!held) t.link_probability = e.probability;
    sum += e.probability;
    ++links;
  }
  double all = 0;
  for (const Edge& e : edges) all += e.probability;
  t.expected_precision = links > 0 ? sum / links : 1;
  t.expected_recall = all > 0 ? sum / all : 1;
}

void sort_edges(const Records& records, const Gathered& g, std::vector<Edge>& edges, unsigned threads) {
  const auto before = [&](const Edge& a, const Edge& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    if (a.weight != b.weight) return a.weight > b.weight;
    const Pair &x = g.pairs[a.pair], &y = g.pairs[b.pair];
    const int left = records.left.ids[x.left].compare(records.left.ids[y.left]);
    return left != 0 ? left < 0 : records.other().ids[x.right] < records.other().ids[y.right];
  };
  sort_in_parts(edges, threads, before);
}

}  // namespace

Decided decide(const Plan& plan, const Records& records, const Gathered& g, const std::vector<float>& weights,
               const PairRules& rules, const Thresholds* held) {
  Decided d;
  Thresholds& t = d.thresholds;
  if (held != nullptr) t = *held;
  t.review_probability = plan.least_review;
  const bool one_left = plan.one_to_one == OneToOne::left || plan.one_to_one == OneToOne::both;
  const Holders told(plan, records);
  const Holders* holders = told.told() ? &told : nullptr;
  // Within one side a row may have many matches: a runner-up need not be a stranger there. Where nearly all rows of the right say
  // who they are, one that is somebody else is.
  const bool strangers_told = holders != nullptr && told.share_of_right() >= kNearlyAll;
  if (held == nullptr && !records.one && (plan.calibration == Calibration::runner_up || (!one_left && strangers_told)) &&
      calibrate_by_runners_up(best_of_rows(records, g, weights, one_left ? nullptr : holders, plan.threads), t, plan.threads))
    t.calibration = Calibration::runner_up;
  // Runners-up are strangers only where a row has one match at most: then its candidates share what there is.
  const bool shared = one_left || (t.calibration == Calibration::runner_up && holders == nullptr);
  const std::vector<double> p = probabilities(records, g, weights, t, shared, holders, held != nullptr, plan.threads);
  const Odds curve(t);
  std::vector<Edge> vetoed;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i] < plan.least_review && !(rules.same && rules.same(g.pairs[i]))) continue;
    // Sums over a row's candidates differ in their last places by the order of rows; links must not.
    const double probability = std::round((p[i] > 0 ? p[i] : probability_of(curve.at(weights[i]))) * kPlaces) / kPlaces;
    const Edge e{static_cast<std::uint32_t>(i), weights[i], std::min(probability, kSurest), Decision::review,
                 rules.veto && rules.veto(g.pairs[i])};
    (e.vetoed ? vetoed : d.edges).push_back(e);
  }
  t.vetoed = vetoed.size();
  sort_edges(records, g, d.edges, plan.threads);
  sort_edges(records, g, vetoed, plan.threads);
  take_links(plan, records, g, d.edges, t, holders, held != nullptr);
  d.edges.insert(d.edges.end(), vetoed.begin(), vetoed.end());
  return d;
}

}  // namespace luodi::registers
