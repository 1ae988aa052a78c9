// The cultivation desk of the engine: monthly figures from tables, and the watch over candidates.
#pragma once

#include "engine/cultivation_requests.h"
#include "engine/house.h"
#include "engine/rows.h"
#include "engine/table_draft.h"

namespace luodi::engine {

// A table as monthly figures (figures_table.cpp).
/// Notes cells that hold no number, columns without a unit or period, units that stand twice. Errors: usage, where the request
/// does not say what the figures are.
Result<void> check_figures(TableDraft& draft, const TableRequest& request);
Result<void> import_figures(House& house, store::Connection& c, const Caller& caller, const TableRequest& request,
                            TableDraft& draft, TableImported& answer);
Result<void> undo_figures(House& house, store::Connection& c, const Caller& caller, const std::string& import_id,
                          const boost::json::object& made);

// The watch (watch.cpp).
Result<WatchedAnswer> watch_candidates(House& house, const Caller& caller, const WatchRequest& request);
Result<Done> stop_watch(House& house);
Result<CandidatesAnswer> list_candidates(House& house, const CandidatesRequest& request);
Result<CandidatePageView> view_candidate(House& house, const Caller& caller, const CandidateRequest& request);
Result<Engine::File> export_candidates(House& house, const Caller& caller, const CandidatesRequest& request);

}  // namespace luodi::engine
