// The near-limit watch: every unit with a line and monthly figures, its sum since January against the line, the outlook of the
// year, and the chance that the line is reached by the batch.
//
// Pure. One source is watched for each unit, named; sources are never blended. A month that was not reported makes the sum
// unknown: it is never taken for 0.
#pragma once

#include <string>
#include <vector>

#include "cultivation/classes.h"
#include "cultivation/figures.h"
#include "forecast/outlook.h"
#include "luodi/values/cultivation.h"

namespace luodi::cultivation {

struct SourceFigures {
  std::string source_id, source_name;
  const Measure* measure = nullptr;
  std::vector<PeriodFigure> figures;
};
struct WatchedUnit {
  EnterpriseView enterprise;
  std::vector<SourceFigures> sources;  ///< in the order of their names
};

/// What a run of the watch found. Pages come without the sources' figures, the likeliest that are not over the line first.
struct Watch {
  int last_month = 0;  ///< month_index of the last month that most units report; 0 none
  std::vector<CandidatePageView> candidates;
  std::int64_t forecast = 0, replays = 0;
  std::optional<double> brier, hit_rate;
  std::vector<CalibrationView> calibration;
};
/// Months of figures behind `as_of` are left out. Error: conflict "forecast.stopped".
Result<Watch> watch(const std::vector<WatchedUnit>& units, const Date& as_of, const Settings& settings,
                    const forecast::ForecastProgress& progress);

/// What the page says of a rule.
RuleView rule_view(const std::string& rule);

}  // namespace luodi::cultivation
