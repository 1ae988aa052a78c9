// The cultivation desk of the engine: monthly figures from tables, and the watch over candidates.
#pragma once

#include "engine/cultivation_requests.h"
#include "engine/house.h"
#include "engine/rows.h"
#include "engine/table_draft.h"

namespace luodi::engine {

// A table as monthly figures (figures_table.cpp).
/// What an import would do: cells that hold no number, units that stand twice and figures that speak against themselves or
/// against what the source said before (figure_checks.h; for those who may read it) are noted, the columns taken named; `blocked`
/// where the request, or a heading, leaves measure, months, year or unit open.
Result<void> preview_figures(store::Connection& c, const Caller& caller, TableDraft& draft, const TableRequest& request,
                             const Date& today, TablePreview& preview);
Result<void> import_figures(House& house, store::Connection& c, const Caller& caller, const TableRequest& request,
                            TableDraft& draft, TableImported& answer);
Result<void> undo_figures(House& house, store::Connection& c, const Caller& caller, const std::string& import_id,
                          const boost::json::object& made);

/// A source's rows are for the units that brought them, the statistics bureau and the desk.
Result<void> may_read_source(store::Connection& c, const Caller& caller, const std::string& source_id);
/// The monthly working sheet of one source (figures_sheet.cpp).
Result<Engine::File> export_figures(House& house, const Caller& caller, const FiguresSheetRequest& request);
/// 限上贸易月度工作表 (trade_sheet.cpp): wholesale and retail, lodging and catering, each a sheet of one workbook.
Result<Engine::File> export_trade_sheet(House& house, const Caller& caller, const TradeSheetRequest& request);

// The watch (watch.cpp).
/// Makes a forecast and keeps it as an entry; every screen shows it from then on.
Result<WatchedAnswer> watch_candidates(House& house, const Caller& caller, const WatchRequest& request);
/// A forecast that is not kept: every candidate as of a day.
Result<CandidatesAnswer> candidates_as_of(House& house, const Caller& caller, const WatchRequest& request);
Result<Done> stop_watch(House& house);
Result<CandidatesAnswer> list_candidates(House& house, const Caller& caller, const CandidatesRequest& request);
Result<CandidatePageView> view_candidate(House& house, const Caller& caller, const CandidateRequest& request);
Result<Engine::File> export_candidates(House& house, const Caller& caller, const CandidatesRequest& request);

/// Units of a source that no enterprise of the registers is, and why.
Result<UnmatchedAnswer> list_unmatched(House& house, const Caller& caller, const SourceIdRequest& request);

// Classes and settings (cultivation_settings.cpp).
Result<CultivationRulesAnswer> cultivation_rules(House& house, const Caller& caller, const CultivationRulesRequest& request);
/// One setting for the county, in place of the preset, from now on; what was forecast before stays until the next forecast.
Result<CultivationRulesAnswer> set_cultivation_setting(House& house, const Caller& caller, const SettingRequest& request);
Result<CultivationRulesAnswer> set_class_line(House& house, const Caller& caller, const ClassLineRequest& request);

}  // namespace luodi::engine
