#include "registers/linkage/weights.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/parallel.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kAhead = 16;
constexpr std::size_t kPairsOfPart = 1U << 15U;
constexpr double kFloor = 1e-300;
constexpr int kPriorRounds = 30;
constexpr std::size_t kWeightBins = 16 * 200;
constexpr float kBinsFrom = 100;
/// Candidates may show more matches than the certain rules promised, within reason.
constexpr double kMostRaise = 5;

/// -log2 of each value's share of the rows with one. Most values are of few rows: their logarithms are taken once.
std::vector<float> rarity_of_all(const Values& values, double filled) {
  const auto of = [&](double rows) { return static_cast<float>(std::log2(filled / std::max(1.0, rows))); };
  std::array<float, 256> of_few = {};
  for (std::size_t rows = 0; rows < of_few.size(); ++rows) of_few[rows] = of(static_cast<double>(rows));
  std::vector<float> out(values.size() + 1);
  for (ValueId v = 1; v <= values.size(); ++v) {
    const std::uint64_t rows = std::uint64_t{values.count(v, 0)} + values.count(v, 1);
    out[v] = rows < of_few.size() ? of_few[rows] : of(static_cast<double>(rows));
  }
  return out;
}

}  // namespace

double probability_of(double weight) {
  if (weight > 0) return 1 / (1 + std::exp2(-weight));
  const double odds = std::exp2(weight);
  return odds / (1 + odds);
}

Weights::Weights(const Plan& plan, const Records& records, const Comparing& comparing, const Model& model)
    : plan_(plan),
      records_(records),
      comparing_(comparing),
      correspondents_(plan, records, comparing, model.correspondences),
      prior_(std::log2(model.prior / (1 - model.prior))),
      table_(comparing.size()),
      columns_(comparing.size()),
      slips_(comparing.size(), 0),
      within_(comparing.size(), 0),
      adjusted_(comparing.size(), 0),
      rarity_(comparing.size()),
      rarest_(comparing.size()),
      places_(comparing.size()),
      usual_place_(comparing.size()),
      usual_(comparing.size(), 0) {
  for (std::size_t c = 0; c < comparing.size(); ++c) {
    const auto& levels = model.levels[c];
    const ComparisonColumns& columns = comparing.columns(c);
    columns_[c] = columns.column;
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const double w = std::log2(std::max(levels[l].m, kFloor)) - std::log2(std::max(levels[l].u, kFloor));
      table_[c][l + 1] = columns.own != nullptr ? 0 : l + 1 == levels.size() ? std::min(w, 0.0) : w;
    }
    if (plan.comparisons[c].levels[0].measure == Measure::within) learn_places(c, model);
    for (std::size_t l = 0; l < plan.comparisons[c].levels.size(); ++l)
      if (!places_[c].empty() && plan.comparisons[c].term_frequency && plan.comparisons[c].levels[l].bound >= 1)
        within_[c] |= 1U << (l + 1);
    if (!plan.comparisons[c].term_frequency || columns.own != nullptr || columns.equal_level == kNoLevel) continue;
    if (levels[columns.equal_level].u <= 0) continue;
    usual_[c] = std::log2(levels[columns.equal_level].u);
    for (std::size_t l = 0; l < levels.size(); ++l) slips_[c] |= slip(c, l) ? 1U << (l + 1) : 0U;
    const Values& values = records.values(columns.column);
    const double filled = static_cast<double>(values.filled(0) + values.filled(1));
    rarest_[c] = static_cast<float>(std::log2(std::max(filled, 1.0)));
    rarity_[c] = rarity_of_all(values, filled);
  }
  settle_uses();
}

/// What of a level asks for the values: asked once, not for every pair.
void Weights::settle_uses() {
  for (std::size_t c = 0; c < comparing_.size(); ++c) {
    const std::size_t equal = comparing_.columns(c).equal_level + 1;
    adjusted_[c] = slips_[c] | within_[c];
    if (!correspondents_.any(c)) continue;
    for (std::size_t level = 1; level < kMostLevels + 2; ++level) adjusted_[c] |= level != equal ? 1U << level : 0U;
  }
}

void Weights::hear(Correspondents learned) {
  correspondents_ = std::move(learned);
  settle_uses();
}

/// A level that a slip of the pen explains, so that the value behind both is one: its rarity counts. Two rare values that are
/// merely alike (jaro_winkler >= 0.7) are often two rare values.
bool Weights::slip(std::size_t comparison, std::size_t level) const {
  const auto& levels = plan_.comparisons[comparison].levels;
  if (level >= levels.size()) return false;
  const Level& l = levels[level];
  return l.measure == Measure::equal || (l.measure == Measure::jaro_winkler && l.bound >= 0.9) ||
         ((l.measure == Measure::edit || l.measure == Measure::damerau) && l.bound <= 1);
}

/// How many rows lie in each division, at every depth; a row of two places counts half in each.
void Weights::learn_places(std::size_t comparison, const Model& model) {
  const Values& values = records_.values(comparing_.columns(comparison).column);
  const double filled = static_cast<double>(values.filled(0) + values.filled(1));
  std::map<std::u16string, double, std::less<>> rows;
  for (ValueId v = 1; v <= values.size(); ++v) {
    const Units u = values.units(v);
    const double n = values.count(v, 0) + values.count(v, 1),
                 parts = 1 + static_cast<double>(std::count(u.begin(), u.end(), u';'));
    for (std::size_t at = 0; at < u.size(); at = std::min(u.find(u';', at), u.size() - 1) + 1)
      for (std::size_t digits = 2; digits <= std::min(u.find(u';', at), u.size()) - at; digits += 2)
        rows[std::u16string(u.substr(at, digits))] += n / parts;
  }
  for (const auto& [code, n] : rows) places_[comparison][code] = static_cast<float>(std::log2(filled / n));
  for (const LevelEstimate& e : model.levels[comparison]) usual_place_[comparison].push_back(std::log2(std::max(e.u, kFloor)));
}

/// Two firms of a small county say more by it than two of the city.
double Weights::place_frequency(std::size_t comparison, const ValueId* left, const ValueId* right, unsigned level) const {
  const std::size_t column = columns_[comparison];
  const Values& values = records_.values(column);
  const Units common = common_division(values.units(left[column]), values.units(right[column]));
  const auto at = places_[comparison].find(common);
  return at == places_[comparison].end() ? 0 : usual_place_[comparison][level - 1] + at->second;
}

double Weights::frequency(std::size_t comparison, const ValueId* left, const ValueId* right, unsigned level) const {
  if (((adjusted_[comparison] >> level) & 1U) == 0) return 0;
  const std::size_t column = columns_[comparison];
  double bits = 0;
  if (((within_[comparison] >> level) & 1U) != 0)
    bits = place_frequency(comparison, left, right, level);
  else if (((slips_[comparison] >> level) & 1U) != 0)
    bits = usual_[comparison] + std::min(rarity(comparison, left[column]), rarity(comparison, right[column]));
  if (level != 0 && level != comparing_.columns(comparison).equal_level + 1 && correspondents_.any(comparison))
    bits += correspondents_.bits(comparison, left[column], right[column]);
  return bits;
}

/// A value that came after the frequencies were counted is as rare as one can be.
float Weights::rarity(std::size_t comparison, ValueId v) const {
  const auto& all = rarity_[comparison];
  return v < all.size() ? all[v] : rarest_[comparison];
}

double Weights::of(const Pair& pair, Pattern pattern, double own_bits) const {
  double w = prior_ + own_bits;
  const ValueId *left = records_.left.row(pair.left), *right = records_.other().row(pair.right);
  for (std::size_t c = 0; c < table_.size(); ++c) {
    const unsigned level = level_of(pattern, c);
    w += table_[c][level] + frequency(c, left, right, level);
  }
  return w;
}

std::vector<WeightPart> Weights::parts(const Pair& pair, Pattern pattern, double own_bits) const {
  std::vector<WeightPart> out = {{"prior", "", prior_, 0}};
  for (std::size_t c = 0; c < table_.size(); ++c) {
    const unsigned level = level_of(pattern, c);
    const auto& levels = plan_.comparisons[c].levels;
    const std::string name = level == 0 ? "missing" : level > levels.size() ? "else" : levels[level - 1].text;
    const double own = comparing_.columns(c).own != nullptr && level != 0 ? own_bits : 0;
    out.push_back({plan_.comparisons[c].column, name, table_[c][level] + own,
                   frequency(c, records_.left.row(pair.left), records_.other().row(pair.right), level)});
  }
  return out;
}

namespace {

double log_odds(double p) {
  return std::log2(p / (1 - p));
}

/// Where a left row has one match at most: the share of rows that have one, by expectation and maximisation over that one number.
/// A row's candidates share its probability with "there is none", so that no more matches are found than there are rows.
double matched_share(const Records& records, const Gathered& g, const std::vector<float>& weights, double start) {
  const double others = static_cast<double>(records.other().size()), rows = static_cast<double>(records.left.size());
  std::vector<double> ratios(records.left.size(), 0);
  for (std::size_t i = 0; i < weights.size(); ++i) ratios[g.pairs[i].left] += std::exp2(std::min(weights[i] - start, 500.0));
  double share = 0.5;
  for (int round = 0; round < kPriorRounds; ++round) {
    double matches = 0;
    for (const double r : ratios) matches += share * r / (share * r + (1 - share) * others);
    share = std::clamp(matches / rows, 1e-6, 0.999);
  }
  return share;
}

}  // namespace

float settle_prior(const Plan& plan, const Records& records, const Gathered& g, const Model& model, std::vector<float>& weights) {
  if (plan.prior > 0 || weights.empty()) return 0;
  if (!records.one && (plan.one_to_one == OneToOne::left || plan.one_to_one == OneToOne::both)) {
    const double start = log_odds(model.prior);
    const double prior = matched_share(records, g, weights, start) / static_cast<double>(records.other().size());
    const auto shift = static_cast<float>(log_odds(std::min(prior, 0.5)) - start);
    for (float& w : weights) w += shift;
    return shift;
  }
  const double start = log_odds(model.prior), most = std::min(0.5, model.prior * kMostRaise);
  // Weights in bins of a sixteenth of a bit: the rounds then cost nothing.
  std::vector<double> bins(kWeightBins, 0);
  for (const float w : weights) ++bins[static_cast<std::size_t>(std::clamp((w + kBinsFrom) * 16, 0.0F, kWeightBins - 1.0F))];
  double prior = model.prior;
  for (int round = 0; round < kPriorRounds; ++round) {
    const double shift = log_odds(prior) - start;
    double matches = 0;
    for (std::size_t b = 0; b < bins.size(); ++b)
      if (bins[b] > 0) matches += bins[b] * probability_of((static_cast<double>(b) + 0.5) / 16 - kBinsFrom + shift);
    const double next = std::clamp(matches / model.all_pairs, model.prior, most);
    if (std::abs(next - prior) < 1e-4 * prior) break;
    prior = next;
  }
  const auto shift = static_cast<float>(log_odds(prior) - start);
  for (float& w : weights) w += shift;
  return shift;
}

std::vector<float> Weights::of_all(const Gathered& g, unsigned threads) const {
  std::vector<float> out(g.pairs.size());
  in_parallel((out.size() + kPairsOfPart - 1) / kPairsOfPart, threads, [&](std::size_t p) {
    for (std::size_t i = p * kPairsOfPart; i < std::min(out.size(), (p + 1) * kPairsOfPart); ++i) {
      if (i + kAhead < out.size()) __builtin_prefetch(records_.other().row(g.pairs[i + kAhead].right));
      out[i] = static_cast<float>(of(g.pairs[i], g.patterns[i], g.bits.empty() ? 0 : g.bits[i]));
    }
  });
  return out;
}

}  // namespace luodi::registers
