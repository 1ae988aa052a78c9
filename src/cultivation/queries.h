// What is asked of monthly figures and candidates; queries.cpp is the only file that talks to the store about them, beside the
// projection.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cultivation/candidates.h"
#include "cultivation/number_volume_quality.h"
#include "cultivation/sight.h"
#include "store/store.h"

namespace luodi::cultivation {

/// Sources by name, each with the months of all its imports.
Result<std::vector<FigureSourceView>> list_sources(store::Connection& c);
/// Rows of one source as they stand: their periods from all imports together, the latest word on each.
Result<std::vector<FigureRow>> rows_of_source(store::Connection& c, const std::string& source_id);
/// What the sources of a measure say of one unit, in rows under its code or its name, which are it by the rule of Matching.
Result<std::vector<SourceFigures>> figures_of_unit(store::Connection& c, const EnterpriseView& enterprise,
                                                   const std::string& measure);
/// Units whose accounts brought what stands of a source; "" an account without a unit.
Result<std::vector<std::string>> units_of_source(store::Connection& c, const std::string& source_id);
/// What a run of the watch reads: every enterprise with what sources say of it, and how many rows of each source found none.
struct WatchInput {
  std::vector<WatchedUnit> units;
  std::map<std::string, std::int64_t> unmatched;  ///< by source id
  std::vector<Member> members;                    ///< of the library
  std::int64_t head = 0;                          ///< figures_head
};
/// Marks the units that are in the library at the end of a month. Projects are in no class yet: they may still become candidates.
void mark_members(WatchInput& input, int month);
Result<WatchInput> watch_input(store::Connection& c);
/// The seq of the last entry that a run of the watch depends on.
Result<std::int64_t> figures_head(store::Connection& c);

struct CandidateFilter {
  std::string words, place, class_id, town, chain;
  std::int64_t big = 0;        ///< 1: 大个体 alone; 2: those near it alone; 0: all
  bool differs = false;        ///< those whose sources contradict each other
  std::string order = "rank";  ///< rank | name | ratio
  std::int64_t limit = 50, offset = 0;
  Sight sight{};
};
/// The page alone, for whoever goes through all of them.
Result<std::vector<CandidateView>> candidates_of(store::Connection& c, const CandidateFilter& filter);
/// Page, counts and the last run; measures and sources are left to the caller. Places are counted over all of them, whichever is
/// filtered for.
Result<CandidatesAnswer> list_candidates(store::Connection& c, const CandidateFilter& filter);
/// What the county set in place of the presets, and what holds with it.
/// The county's own lines of classes.
Result<std::vector<OwnLine>> own_lines(store::Connection& c);
Result<OwnSettings> own_settings(store::Connection& c);
/// Units of a source that are about no enterprise, the largest first.
Result<std::vector<UnmatchedView>> unmatched_units(store::Connection& c, const std::string& source_id);
/// Why the county set its own values, by setting.
Result<std::map<std::string, std::string>> reasons_of_settings(store::Connection& c);
Result<Settings> settings_of(store::Connection& c);
Result<std::optional<ForecastRunView>> last_watch(store::Connection& c);
/// What the last run found of an enterprise, its rules in words, and the figures as reported that it was found by. not_found
/// where the run did not watch it.
Result<CandidatePageView> candidate_page(store::Connection& c, const std::string& enterprise_id);

}  // namespace luodi::cultivation
