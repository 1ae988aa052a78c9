// Lights 亮灯: pure rules over what a commitment was on a day. Rules are data (presets/lights.csv, or the county's own).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/working_days.h"
#include "luodi/values/supervision.h"

namespace luodi::supervision {

/// What a light depends on, on one day; days count from 1970-01-01.
struct Measured {
  std::string_view state;
  std::optional<long> assigned_day;
  std::optional<long> due_day;  ///< the due date, or the next feedback where that comes first
  std::optional<long> progress;
  std::optional<long> finish_day;      ///< the due date itself: where the pace of progress ends
  std::optional<long> reported_day{};  ///< since when its final report waits for the review; only while it is reported
};

/// The light on a day. none: not assigned yet and not late, or not followed any more (merged, withdrawn, suspended).
/// Closed and archived are green. A gap of progress is measured against an even pace from the assignment to the due date.
LightView light_on(long day, const Measured& m, const std::vector<LightRule>& rules);

/// The same as severity(light_on(…).light), for many rows: the rules' names are read once.
class LightRules {
 public:
  explicit LightRules(const std::vector<LightRule>& rules);
  int severity_on(long day, const Measured& m) const;
  bool operator==(const LightRules&) const = default;

 private:
  struct Compiled {
    bool operator==(const Compiled&) const = default;
    int measure = 0, severity = 0;
    bool above = false, up_to = false;
    double from = 0, to = 0;  // open ends are infinite
  };
  std::vector<Compiled> rules_;
};

/// 0 none, 1 green, 2 yellow, 3 red.
int severity(std::string_view light);

}  // namespace luodi::supervision
