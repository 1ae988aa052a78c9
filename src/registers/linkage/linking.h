// Linking: a plan over two registers, from rows to links, with the report of how it came to them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "luodi/values/error.h"
#include "registers/linkage/candidates.h"
#include "registers/linkage/decide.h"
#include "registers/linkage/estimate.h"
#include "registers/linkage/plan.h"
#include "registers/linkage/records.h"
#include "registers/linkage/weights.h"

namespace luodi::registers {

struct Stage {
  std::string name;
  double seconds = 0;
};

/// Hears what is being done and how far it is (0 to 1); false stops the work.
using LinkProgress = std::function<bool(const std::string& stage, double done)>;

/// What presets bring beside levels.
struct Knowledge {
  std::shared_ptr<const OwnEvidence> names;  ///< evidence of Measure::name
  PairRules rules;
  /// Fits the evidence of names to these registers, before anything is estimated.
  std::function<void(const Candidates&)> learn;
  /// What was learned, to be held; and put back.
  std::function<std::string()> learned;
  std::function<void(const std::string&)> restore;
};

struct Linked {
  Plan plan;  ///< as it was used: without rules and comparisons whose columns are not there
  Model model;
  Decided decided;
  Clusters clusters;
  Gathered gathered;
  std::vector<float> weights;
  std::string learned;    ///< JSON of what the evidence of names learned
  float prior_shift = 0;  ///< bits that settling the prior added to each weight
  std::vector<Stage> stages;
  std::vector<std::string> warnings;  ///< of the files and the wish, for the report
};

/// The plan without what names columns that the records do not have; at most 16 training rules.
Plan fitting(Plan plan, const Records& records);

/// Links records by a plan whose columns they hold. Errors: usage "link.no_comparisons", "link.no_blocks" (the plan names columns
/// that are not there), conflict "link.stopped".
Result<Linked> link_records(const Plan& plan, const Records& records, const Knowledge& knowledge, const LinkProgress& progress);

/// A linkage whose m, u, term frequencies and thresholds are held, with its indexes kept: rows that come later are linked at the
/// cost of those rows alone. `link` of all rows is the full run with the same held estimates.
class HeldLinkage {
 public:
  /// `records` and `knowledge` must live as long as this; `linked` gives what is held.
  HeldLinkage(const Records& records, const Knowledge& knowledge, const Linked& linked);
  /// Links rows of the left side; rows appended to it after the making of this too.
  Linked link(const std::vector<std::uint32_t>& rows) const;

 private:
  const Records& records_;
  const Knowledge& knowledge_;
  Plan plan_;
  Model model_;
  Thresholds thresholds_;
  float shift_ = 0;  ///< what settling the prior moved weights by
  Comparing comparing_;
  Candidates candidates_;
  Weights weights_;
};

}  // namespace luodi::registers
