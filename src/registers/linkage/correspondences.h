// Correspondences: values that registers write differently and that mean the same (存续 and 在业, a town's old name and its new
// one), learned from the pairs that everything else takes for matches.
//
// A level says what two unequal values are worth on the average. Where two certain values stand together in n matches and the
// model expects e, they are worth log2((n + k) / (e + k)) bits more: the rate of a Poisson count shrunk to the model's (DuMouchel
// 1999, The American Statistician 53, 177), k = 1, the model's word against one pair seen. A comparison never votes for itself: n
// adds up the probabilities that the other comparisons give. What is seen less often than expected is left to the level.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "registers/linkage/estimate.h"

namespace luodi::registers {

class Weights;

/// Learned correspondences by the numbers of their values.
class Correspondents {
 public:
  Correspondents(const Plan& plan, const Records& records, const Comparing& comparing, const std::vector<Correspondence>& list);
  bool any(std::size_t comparison) const { return !by_[comparison].empty(); }
  /// What the two values are worth beside their level; 0 nothing was learned of them.
  double bits(std::size_t comparison, ValueId left, ValueId right) const;

 private:
  std::vector<std::unordered_map<std::uint64_t, double>> by_;
  std::vector<std::vector<bool>> has_left_, has_right_;  ///< by comparison and value: whether it has any
};

/// Of every comparison whose values repeat, in the order of their texts. Of more than half a million pairs it asks those of some
/// left rows, chosen by the hash of their ids.
std::vector<Correspondence> learn_correspondences(const Plan& plan, const Records& records, const Comparing& comparing,
                                                  const Weights& weights, const Gathered& gathered);

}  // namespace luodi::registers
