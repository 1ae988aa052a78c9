// Plan: what a linkage compares, blocks on and assumes. Spelled out in TOML (plan_toml.h) or made from a preset.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace luodi::registers {

/// How two values of a column are compared. `name` is the alignment of enterprise names (enterprise/name_weight.h), whose bound
/// is in bits of evidence; `within` asks whether one division contains the other.
enum class Measure : std::uint8_t { equal, jaro_winkler, edit, damerau, name, within };

/// One level: reached where the similarity is at least `bound` (distances: at most).
struct Level {
  Measure measure = Measure::equal;
  double bound = 0;
  std::string text;  ///< as written: "jaro_winkler >= 0.92"
};

/// A column that both sides have. `clean`: text | digits | keep | a cleaner of a preset (cleaners.h).
struct ColumnPlan {
  std::string name, left, right;
  std::string clean = "text";
  std::string part;              ///< "" | "first:2" | "item:1" (of a list in one cell) | "year"
  std::string like;              ///< an earlier column whose values these are of the same kind as: both can be equal
  std::string right_clean = {};  ///< of the right file, where its cells are written another way; "": as the left's

  const std::string& cleaner_of(bool is_left) const { return is_left || right_clean.empty() ? clean : right_clean; }
};

/// Levels best first; "else" is implied below them, and "nothing there" beside them. Weights of else never rise above 0.
struct ComparisonPlan {
  std::string column;
  std::vector<Level> levels;
  bool term_frequency = false;
};

/// Pairs with equal values in all columns; a missing value equals nothing.
using EqualRule = std::vector<std::string>;

/// Pairs that share a rare pair of neighbouring characters of a column, the `keep` best of each left row.
struct GramRule {
  std::string column;
  std::size_t keep = 20;
  std::size_t most_rows = 400;  ///< grams that more right rows have are passed over
};

enum class OneToOne : std::uint8_t { none, left, right, both };
/// Which pairs there are: left with right; within left; within and across both.
enum class Scope : std::uint8_t { across, within, all };
/// How scores become probabilities: by the model alone, or by what runners-up score (decide.h).
enum class Calibration : std::uint8_t { model, runner_up };

struct Plan {
  std::string left, right, left_id, right_id;
  std::vector<ColumnPlan> columns;
  std::vector<EqualRule> blocks;
  std::vector<GramRule> grams;
  std::vector<EqualRule> certain;  ///< deterministic rules, for the prior
  double certain_recall = 0.7;     ///< the share of matches that they are taken to find
  double prior = 0;                ///< of a pair; 0: from the certain rules
  std::vector<EqualRule> train;    ///< EM training blocks
  std::vector<ComparisonPlan> comparisons;
  Scope scope = Scope::across;
  OneToOne one_to_one = OneToOne::none;
  Calibration calibration = Calibration::model;
  bool clusters = false;
  std::string identity;            ///< column of valid credit codes: two different ones are never one entity
  std::string distinct;            ///< column of codes that one side alone may have: a row is at most one of its holders
  std::size_t most_per_value = 0;  ///< values that more rows of a side have are not blocked on; 0: no limit
  std::size_t pairs_sampled = 1'000'000;
  std::uint64_t seed = 1;
  unsigned threads = 0;              ///< 0: all cores
  double expected_precision = 0.97;  ///< of links, by estimate; below it a pair is for review
  double least_review = 0.1;         ///< probability from which a pair is worth a look
};

}  // namespace luodi::registers
