// See explaining.h.
#include "registers/linkage/explaining.h"

namespace luodi::registers {

std::vector<WeightPart> Explaining::parts(const Edge& edge) const {
  const Gathered& g = linked_.gathered;
  auto list = weights_.parts(g.pairs[edge.pair], g.patterns[edge.pair], g.bits.empty() ? 0 : g.bits[edge.pair]);
  for (WeightPart& p : list)
    if (p.comparison == "prior") p.weight += linked_.prior_shift;
  return list;
}

}  // namespace luodi::registers
