// Estimates of the Fellegi-Sunter model: u, the prior, m by EM; and the weights that follow.
//
// m of a level: its probability among matches; u: among pairs of strangers (Fellegi and Sunter 1969). u of equality has a closed
// form, the sum over values of the product of their shares on both sides; of the other levels it is sampled in two strata.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "registers/linkage/gathering.h"

namespace luodi::registers {

struct LevelEstimate {
  double m = 0, u = 0;
  bool m_seen = false, u_seen = false;  ///< false: never observed, and left at its default
};

struct Session {
  std::string rule;
  std::uint64_t pairs = 0;
  int rounds = 0;
  double prior = 0;  ///< share of matches among the rule's pairs
};

/// Two unequal values of a column that matches hold together oftener than their level says (correspondences.h).
struct Correspondence {
  std::string column, left, right;
  double pairs = 0, expected = 0;  ///< matches that hold them, as seen and as the model expects
  double bits = 0;
};

struct Model {
  double prior = 0;                                ///< that a pair taken at random is a match
  std::uint64_t certain = 0;                       ///< pairs of the certain rules
  double all_pairs = 0;                            ///< admissible pairs
  std::vector<std::vector<LevelEstimate>> levels;  ///< by comparison; the last of each is "else"
  std::vector<Session> sessions;
  std::vector<Correspondence> correspondences;
};

/// Admissible pairs of the records.
double admissible_pairs(const Records& records);

/// u of every level. Rows are sampled by the hash of their values, so that the answer depends on what is there, not on its order.
void estimate_u(const Plan& plan, const Records& records, const Comparing& comparing, Model& model);

/// The prior from the certain rules, as the plan says; at least one match in all.
void estimate_prior(const Plan& plan, const Records& records, Model& model);

/// m of every level: one EM session for each training rule over the patterns of its pairs, comparisons on the rule's columns left
/// out; then the median over sessions. Needs u and the prior.
void estimate_m(const Plan& plan, const Records& records, const std::vector<KeyColumns>& train, const Gathered& gathered,
                Model& model);

}  // namespace luodi::registers
