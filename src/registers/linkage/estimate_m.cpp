// m by expectation and maximisation over patterns of levels (Dempster, Laird and Rubin 1977): its cost does not depend on the
// pairs.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "registers/linkage/estimate.h"

namespace luodi::registers {
namespace {

constexpr int kMostRounds = 100;
constexpr double kStill = 1e-5;
constexpr double kFloor = 1e-300;
/// Pairs that the start of m counts as: what few matches cannot tell stays near its start instead of becoming impossible.
constexpr double kPriorPairs = 2;
/// What a level is given that no pair reached: hardly ever among matches.
constexpr double kUnseen = 1e-6;

/// The pairs of a training rule that reach a pattern.
struct Counted {
  Pattern pattern;
  double pairs;
  double bits;  ///< mean own evidence
};

/// No training rule: every candidate.
constexpr std::size_t kEveryPair = 16;

/// Patterns in their order, which no order of rows changes.
std::vector<Counted> counted(const Gathered& g, std::size_t rule) {
  std::unordered_map<Pattern, std::pair<std::uint64_t, double>> sums;
  for (std::size_t i = 0; i < g.patterns.size(); ++i) {
    if (rule != kEveryPair && (g.patterns[i] >> (kTrainShift + rule) & 1U) == 0) continue;
    auto& s = sums[g.patterns[i] & kLevelBits];
    ++s.first;
    if (!g.bits.empty()) s.second += g.bits[i];
  }
  std::vector<Counted> out;
  out.reserve(sums.size());
  for (const auto& [p, s] : sums) out.push_back({p, static_cast<double>(s.first), s.second / static_cast<double>(s.first)});
  std::sort(out.begin(), out.end(), [](const Counted& a, const Counted& b) { return a.pattern < b.pattern; });
  return out;
}

double log_ratio(const LevelEstimate& e) {
  return std::log2(std::max(e.m, kFloor)) - std::log2(std::max(e.u, kFloor));
}

/// m before any training: most of it on the best level.
void set_defaults(const Plan& plan, Model& model) {
  for (std::size_t c = 0; c < model.levels.size(); ++c) {
    const std::size_t n = plan.comparisons[c].levels.size();
    for (std::size_t l = 0; l <= n; ++l) {
      LevelEstimate& e = model.levels[c][l];
      e.m = l == 0 ? 0.95 : 0.05 / static_cast<double>(n);
      // Never sampled: rarer than one in the sample, and the better the level the rarer.
      if (!e.u_seen) e.u = 0.5 / static_cast<double>(plan.pairs_sampled) / static_cast<double>(n - std::min(l, n - 1));
    }
  }
}

class Sessions {
 public:
  Sessions(const Plan& plan, const Records& records, const Gathered& gathered, Model& model)
      : plan_(plan), records_(records), gathered_(gathered), model_(model), starts_(model.levels), found_(model.levels.size()) {
    for (const ComparisonPlan& c : plan.comparisons)
      own_.push_back(std::any_of(c.levels.begin(), c.levels.end(), [](const Level& l) { return l.measure == Measure::name; }));
  }

  void run(std::size_t rule, const KeyColumns& key, const std::string& name) {
    const std::vector<Counted> patterns = counted(gathered_, rule);
    if (patterns.empty()) return;
    std::vector<std::size_t> used;
    double odds = std::log2(model_.prior / (1 - model_.prior));
    for (std::size_t c = 0; c < model_.levels.size(); ++c) {
      const std::size_t column = records_.column(plan_.comparisons[c].column);
      const bool fixed = std::any_of(key.pairs.begin(), key.pairs.end(), [&](const auto& p) { return p.first == column; });
      if (fixed)
        odds += log_ratio(model_.levels[c][0]);
      else
        used.push_back(c);
    }
    auto levels = model_.levels;
    Session session{name, 0, 0, 1 / (1 + std::exp2(-odds))};
    for (const Counted& p : patterns) session.pairs += static_cast<std::uint64_t>(p.pairs);
    while (session.rounds < kMostRounds && round(patterns, used, levels, session) > kStill) ++session.rounds;
    for (const std::size_t c : used) found_[c].push_back(levels[c]);
    model_.sessions.push_back(session);
  }

  /// The median of each level's m over the sessions that saw it.
  void settle() {
    for (std::size_t c = 0; c < found_.size(); ++c) {
      if (found_[c].empty()) continue;
      for (std::size_t l = 0; l < model_.levels[c].size(); ++l) {
        std::vector<double> seen;
        for (const auto& levels : found_[c])
          if (levels[l].m_seen) seen.push_back(levels[l].m);
        LevelEstimate& e = model_.levels[c][l];
        e.m_seen = !seen.empty();
        e.m = e.m_seen ? median(seen) : kUnseen;
      }
    }
  }

 private:
  static double median(std::vector<double> v) {
    std::sort(v.begin(), v.end());
    return v.size() % 2 == 1 ? v[v.size() / 2] : (v[v.size() / 2 - 1] + v[v.size() / 2]) / 2;
  }

  double probability(const Counted& p, const std::vector<std::size_t>& used,
                     const std::vector<std::vector<LevelEstimate>>& levels, double prior) const {
    double w = std::log2(prior / (1 - prior));
    for (const std::size_t c : used) {
      const unsigned level = level_of(p.pattern, c);
      if (level == 0) continue;
      w += own_[c] ? p.bits : log_ratio(levels[c][level - 1]);
    }
    return 1 / (1 + std::exp2(-w));
  }

  /// One round; answers the largest change.
  double round(const std::vector<Counted>& patterns, const std::vector<std::size_t>& used,
               std::vector<std::vector<LevelEstimate>>& levels, Session& session) const {
    std::vector<std::vector<double>> sums(levels.size());
    for (std::size_t c = 0; c < levels.size(); ++c) sums[c].assign(levels[c].size(), 0);
    double matches = 0, pairs = 0;
    for (const Counted& p : patterns) {
      const double weight = p.pairs * probability(p, used, levels, session.prior);
      matches += weight;
      pairs += p.pairs;
      for (const std::size_t c : used)
        if (const unsigned level = level_of(p.pattern, c); level != 0) sums[c][level - 1] += weight;
    }
    double change = 0;
    for (const std::size_t c : used) {
      double all = 0;
      for (const double s : sums[c]) all += s;
      for (std::size_t l = 0; all > 0 && l < levels[c].size(); ++l) {
        const double m = (sums[c][l] + kPriorPairs * starts_[c][l].m) / (all + kPriorPairs);
        change = std::max(change, std::abs(m - levels[c][l].m));
        levels[c][l].m = m;
        levels[c][l].m_seen = sums[c][l] > 1e-9;
      }
    }
    const double prior = std::clamp(matches / pairs, 1e-12, 1 - 1e-9);
    change = std::max(change, std::abs(prior - session.prior));
    session.prior = prior;
    return change;
  }

  const Plan& plan_;
  const Records& records_;
  const Gathered& gathered_;
  Model& model_;
  const std::vector<std::vector<LevelEstimate>> starts_;
  std::vector<bool> own_;  ///< comparisons that bring evidence of their own
  std::vector<std::vector<std::vector<LevelEstimate>>> found_;
};

}  // namespace

void estimate_prior(const Plan& plan, const Records& records, Model& model) {
  model.all_pairs = admissible_pairs(records);
  const double least = 1 / std::max(model.all_pairs, 2.0);
  model.prior = plan.prior;
  if (plan.prior > 0) return;
  const Candidates certain(plan, records, plan.certain, {});
  model.certain = count_pairs(records, certain, plan.threads);
  model.prior = std::clamp(static_cast<double>(model.certain) / plan.certain_recall / std::max(model.all_pairs, 1.0), least, 0.5);
}

void estimate_m(const Plan& plan, const Records& records, const std::vector<KeyColumns>& train, const Gathered& gathered,
                Model& model) {
  set_defaults(plan, model);
  Sessions sessions(plan, records, gathered, model);
  // A comparison with evidence of its own tells matches apart by itself: all candidates train the others, and no rule that
  // asks for equal names hides how matches with different names look.
  if (!gathered.bits.empty())
    sessions.run(kEveryPair, {}, "all candidates");
  else
    for (std::size_t t = 0; t < train.size(); ++t) sessions.run(t, train[t], rule_name(plan.train[t]));
  sessions.settle();
}

}  // namespace luodi::registers
