// Decide: scores into probabilities, thresholds from estimated error rates, and links under the constraints.
//
// Two calibrations. `model` trusts the weights: P = 1 / (1 + 2^-W). `runner_up` needs that a left row has at most one match: then
// what the second best of a well matched row scores is what strangers score at best, and its distribution, put against all best
// scores, gives the share of false links at every score, without any label. (The idea of decoys in mass spectrometry: Elias and
// Gygi 2007, Nature Methods 4, 207.) Labels are refused on purpose: a threshold that needs them cannot be had for a new register.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "registers/linkage/gathering.h"

namespace luodi::registers {

enum class Decision : std::uint8_t { link, review };

struct Edge {
  std::uint32_t pair = 0;  ///< index into Gathered
  float weight = 0;
  double probability = 0;
  Decision decision = Decision::review;
  bool vetoed = false;  ///< its rows are never one entity
};

struct CurvePoint {
  double weight = 0;
  double probability = 0;
};

struct Thresholds {
  Calibration calibration = Calibration::model;
  double link_probability = 0.5;  ///< from here on a pair is a link
  double review_probability = 0.1;
  double expected_precision = 1, expected_recall = 1;  ///< of the links; recall among what blocking found
  double absent = 0;                                   ///< estimated left rows without a match (runner_up)
  std::uint64_t strangers = 0;                         ///< runners-up that the estimate stands on
  std::vector<CurvePoint> curve;                       ///< weight to probability; empty: the model's
  std::uint64_t vetoed = 0;                            ///< pairs held back: two valid codes that differ, a branch and a head
};

struct Decided {
  Thresholds thresholds;
  std::vector<Edge> edges;  ///< links and pairs for review, by falling probability, then by ids
};

/// What is known of pairs beside their weights. veto: true where a pair can never be one entity (two different valid codes,
/// branch against head office); same: pairs that a person sees however unlikely they look (one valid code, another name: renamed,
/// or a slip). Either may be empty.
struct PairRules {
  std::function<bool(const Pair&)> veto, same;
};

/// `held`: thresholds of an earlier run, taken as they are: nothing is calibrated anew.
Decided decide(const Plan& plan, const Records& records, const Gathered& gathered, const std::vector<float>& weights,
               const PairRules& rules, const Thresholds* held = nullptr);

/// Clusters over links, strongest first; an edge that would put two different identities (0: none) or the two rows of a vetoed
/// pair into one is left out, through whatever rows it would join them.
struct Clusters {
  std::vector<std::uint32_t> of_left, of_right;  ///< cluster number of each row
  std::size_t count = 0;
  std::vector<std::uint32_t> split;  ///< edges left out
};
Clusters cluster(const Records& records, const Gathered& gathered, const std::vector<Edge>& edges, std::size_t identity_column);

}  // namespace luodi::registers
