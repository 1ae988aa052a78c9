// Held estimates as JSON: what a full run found, so that a later run links only what changed, with the same m, u and thresholds.
#pragma once

#include <optional>
#include <string>

#include "registers/linkage/linking.h"

namespace luodi::registers {

std::string held_as_json(const Linked& linked);
/// The estimates put to a plan; nothing where they are of other comparisons or levels than the plan's: then a full run is needed.
std::optional<Linked> held_for_plan(const std::string& json, const Plan& plan);

/// What a run that looked at everything expected of its links.
struct HeldOutlook {
  Calibration calibration = Calibration::model;
  std::optional<double> expected_recall;  ///< none: held by an older program, which did not say
};
HeldOutlook held_outlook(const std::string& json);

}  // namespace luodi::registers
