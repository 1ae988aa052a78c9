// What is asked of monthly figures and candidates; queries.cpp is the only file that talks to the store about them, beside the
// projection.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cultivation/candidates.h"
#include "store/store.h"

namespace luodi::cultivation {

/// Sources by name, each with the months of all its imports.
Result<std::vector<FigureSourceView>> list_sources(store::Connection& c);
/// Units whose accounts brought what stands of a source; "" an account without a unit.
Result<std::vector<std::string>> units_of_source(store::Connection& c, const std::string& source_id);
/// Every row of every source as it stands: its periods from all imports together, the latest word on each; by source, then row
/// key.
struct StandingSource {
  FigureSourceView source;
  std::vector<FigureRow> rows;
};
Result<std::vector<StandingSource>> standing_sources(store::Connection& c);
/// Of every source, the row that such a code or (without one) such a name, as compared, has there.
Result<std::vector<StandingSource>> rows_called(store::Connection& c, const std::string& credit_code, const std::string& name);
/// The seq of the last entry that a run of the watch depends on.
Result<std::int64_t> figures_head(store::Connection& c);

struct CandidateFilter {
  std::string words, place, class_id, town, chain;
  std::string order = "rank";  ///< rank | name | ratio
  std::int64_t limit = 50, offset = 0;
};
/// Page, counts and the last run; measures and sources are left to the caller.
Result<CandidatesAnswer> list_candidates(store::Connection& c, const CandidateFilter& filter);
Result<std::optional<ForecastRunView>> last_watch(store::Connection& c);
/// not_found where the last run did not watch the enterprise.
Result<CandidatePageView> candidate_page(store::Connection& c, const std::string& enterprise_id);

}  // namespace luodi::cultivation
