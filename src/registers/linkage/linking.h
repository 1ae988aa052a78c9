// Linking: a plan over two registers, from rows to links, with the report of how it came to them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "luodi/values/error.h"
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
  std::shared_ptr<const OwnEvidence> names;    ///< evidence of Measure::name
  std::function<bool(const Pair&)> veto;       ///< pairs that are never one entity
};

struct Linked {
  Plan plan;  ///< as it was used: without rules and comparisons whose columns are not there
  Model model;
  Decided decided;
  Clusters clusters;
  Gathered gathered;
  std::vector<float> weights;
  std::vector<Stage> stages;
};

/// Links records by a plan whose columns they hold. Errors: usage "link.no_comparisons", "link.no_blocks" (the plan names columns
/// that are not there), conflict "link.stopped".
Result<Linked> link_records(const Plan& plan, const Records& records, const Knowledge& knowledge, const LinkProgress& progress);

/// The same with m, u and term frequencies held, for `rows` of the left side only: a new month's changes.
Result<Linked> link_rows(const Plan& plan, const Records& records, const Knowledge& knowledge, const Model& held,
                         const std::vector<std::uint32_t>& rows);

}  // namespace luodi::registers
