// The near-limit watch: every unit with a line and monthly figures, its sum since January against the line, the outlook of the
// year, and the chance that the line is reached by the batch.
//
// Pure. One source is watched for each unit, named; sources are never blended. A month that was not reported makes the sum
// unknown: it is never taken for 0. A unit whose figures end up to three months before those of most is watched by the month it
// reached, and says so.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cultivation/classes.h"
#include "cultivation/figures.h"
#include "cultivation/settings.h"
#include "forecast/outlook.h"
#include "luodi/values/cultivation.h"
#include "luodi/values/dossiers.h"

namespace luodi::cultivation {

/// What a source says of a unit, and by which of its rows.
struct SourceFigures {
  std::string source_id, source_name;
  const Measure* measure = nullptr;
  std::vector<PeriodFigure> figures;
  std::vector<std::string> row_keys;
};
struct WatchedUnit {
  EnterpriseView enterprise;
  std::vector<SourceFigures> sources;  ///< in the order of their names
  bool in_library = false;
  std::string library_class{};                 ///< of a member: the class that the list of members names
  std::map<std::string, std::string> facts{};  ///< of its dossier
  /// Of one that was a member: the month it left and why, as told; "" else.
  std::string left_library{}, left_reason{};
};

/// A candidate as a run keeps it: rules by name, sources by their rows.
struct WatchedSource {
  std::string source_id;
  std::vector<std::string> row_keys;
  bool watched = false;
};
BOOST_DESCRIBE_STRUCT(WatchedSource, (), (source_id, row_keys, watched))
struct WatchedCandidate {
  CandidateView candidate;
  std::vector<std::string> rule_ids;
  std::vector<MonthView> months;
  std::vector<OutlookMonthView> outlook;
  std::vector<WatchedSource> sources;
};
BOOST_DESCRIBE_STRUCT(WatchedCandidate, (), (candidate, rule_ids, months, outlook, sources))

/// What a run of the watch found, the likeliest that are not over the line first.
struct Watch {
  int last_month = 0;  ///< month_index of the month that most sources of this year reach; 0 none
  std::vector<WatchedCandidate> candidates;
  std::int64_t forecast = 0, replays = 0;
  /// Active units that are not watched: without an industry code, or one too short to tell; of no class; of a class without a
  /// line on turnover (construction and real estate enter by their qualification).
  std::int64_t no_code = 0, no_class = 0, no_line = 0;
  std::optional<double> brier, hit_rate;
  std::vector<CalibrationView> calibration;
};
/// `windows`: the own calendar; where it has none for this year's figures, the setting's month is the batch. Figures of months
/// that are not over on `as_of` are left out. Money of all measures is one pool for the forecasts. Error:
/// conflict "forecast.stopped".
Result<Watch> watch(const std::vector<WatchedUnit>& units, const std::vector<WindowView>& windows, const Date& as_of,
                    const Settings& settings, const forecast::ForecastProgress& progress);

}  // namespace luodi::cultivation
