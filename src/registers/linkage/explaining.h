// Explaining: the parts of the scores of one linkage; its tables are made once for all edges.
#pragma once

#include <vector>

#include "registers/linkage/comparing.h"
#include "registers/linkage/linking.h"
#include "registers/linkage/weights.h"

namespace luodi::registers {

class Explaining {
 public:
  /// All three must live as long as this.
  Explaining(const Records& records, const Knowledge& knowledge, const Linked& linked)
      : linked_(linked),
        comparing_(linked.plan, records, knowledge.names.get()),
        weights_(linked.plan, records, comparing_, linked.model) {}
  /// The bars of an edge's waterfall. The prior is the settled one, so that they add up to its weight.
  std::vector<WeightPart> parts(const Edge& edge) const;

 private:
  const Linked& linked_;
  Comparing comparing_;
  Weights weights_;
};

}  // namespace luodi::registers
