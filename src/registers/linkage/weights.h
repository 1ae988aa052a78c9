// Weights: what each comparison adds to a pair's score, in bits; their sum with the prior; and the waterfall that shows it.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "registers/linkage/correspondences.h"
#include "registers/linkage/estimate.h"

namespace luodi::registers {

/// One bar of a waterfall.
struct WeightPart {
  std::string comparison;  ///< "prior", a comparison's column
  std::string level;       ///< the level as written, "else", "missing"
  double weight = 0;       ///< log2(m/u), or own evidence
  double frequency = 0;    ///< adjustment for how rare the value is, and for values that stand for each other
};

class Weights {
 public:
  Weights(const Plan& plan, const Records& records, const Comparing& comparing, const Model& model);
  /// Bits of evidence for a match, prior included: log2 of the odds.
  double of(const Pair& pair, Pattern pattern, double own_bits) const;
  std::vector<WeightPart> parts(const Pair& pair, Pattern pattern, double own_bits) const;
  /// What one comparison adds at a level, the adjustment for its values included; nothing for own evidence.
  double part(std::size_t comparison, const Pair& pair, unsigned level) const {
    return table_[comparison][level] +
           frequency(comparison, records_.left.row(pair.left), records_.other().row(pair.right), level);
  }
  /// Counts with what was learned since it was made.
  void hear(Correspondents learned);
  std::vector<float> of_all(const Gathered& gathered, unsigned threads) const;

 private:
  double frequency(std::size_t comparison, const ValueId* left, const ValueId* right, unsigned level) const;
  float rarity(std::size_t comparison, ValueId v) const;
  bool slip(std::size_t comparison, std::size_t level) const;
  double place_frequency(std::size_t comparison, const ValueId* left, const ValueId* right, unsigned level) const;
  void settle_uses();
  void learn_places(std::size_t comparison, const Model& model);
  const Plan& plan_;
  const Records& records_;
  const Comparing& comparing_;
  Correspondents correspondents_;
  double prior_ = 0;
  std::vector<std::array<double, kMostLevels + 2>> table_;  ///< by comparison and level + 1; 0 for "nothing there"
  std::vector<std::size_t> columns_;                        ///< by comparison
  std::vector<std::uint32_t> slips_, within_;  ///< by comparison, a bit for each level + 1 that rarity, or place, adjusts
  std::vector<std::uint32_t> adjusted_;        ///< ... or either of them, or what was learned
  std::vector<std::vector<float>> rarity_;     ///< by comparison and value: -log2 of its share of the rows
  std::vector<float> rarest_;
  std::vector<std::map<std::u16string, float, std::less<>>> places_;  ///< by comparison: -log2 of a division's share of the rows
  std::vector<std::vector<double>> usual_place_;                      ///< by comparison and level: log2 u of it
  std::vector<double> usual_;                                         ///< log2 u of equality
};

double probability_of(double weight);

/// The prior that the scores of all candidates ask for, found by repeating: the certain rules give the start, and rarely find
/// less than the plan thinks. Adds its bits to the weights and answers them; the model keeps the start, so that weights can be
/// made again. A plan's own prior stays: 0.
/// Where a left row has one match at most, the prior is the share of rows that have one, and may fall too.
float settle_prior(const Plan& plan, const Records& records, const Gathered& gathered, const Model& model,
                   std::vector<float>& weights);

}  // namespace luodi::registers
