// Gathering: all candidates of a plan with the levels they reach, in an order that depends on the rows alone.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "registers/linkage/candidates.h"
#include "registers/linkage/comparing.h"

namespace luodi::registers {

struct Gathered {
  std::vector<Pair> pairs;
  std::vector<Pattern> patterns;
  std::vector<float> bits;                                   ///< own evidence, where a comparison brings its own
  std::vector<std::pair<std::string, std::uint64_t>> found;  ///< pairs that each rule found, repeats included
};

/// `only`: left rows to look at; null for all. `train`: rules whose pairs are marked in the patterns.
Gathered gather(const Plan& plan, const Records& records, const Comparing& comparing, const Candidates& candidates,
                const std::vector<KeyColumns>& train, const std::vector<std::uint32_t>* only);

/// Number of different pairs that rules find, without comparing them.
std::uint64_t count_pairs(const Records& records, const Candidates& candidates, unsigned threads);

}  // namespace luodi::registers
