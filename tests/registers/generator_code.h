// Unified social credit codes (GB 32100-2015) of invented firms, and what typing does to them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "generator_random.h"

namespace luodi::registers_generator {

/// Codes that are distinct by construction: six of the eight characters of the organisation's body are a permutation of
/// the entity's number, which holds for the first 31^6 = 887 million entities.
class CreditCodes {
 public:
  explicit CreditCodes(std::uint64_t seed);
  /// `category` is the second character (1 enterprise, 2 self-employed, 3 cooperative), `division` the county's six digits.
  std::string code(std::uint64_t entity, char category, std::string_view division) const;

 private:
  std::uint64_t seed_;
  Permutation bodies_;
};

/// One digit changed, two neighbours swapped, O for 0 or I for 1; never the same as before.
std::string corrupted(std::string code, Random& random);

}  // namespace luodi::registers_generator
