// 在库单位: the list of members of the five-above library, and its tables of number, volume and quality.
#pragma once

#include "engine/house.h"
#include "engine/members_requests.h"
#include "engine/rows.h"
#include "engine/table_draft.h"

namespace luodi::engine {

// A table as the list of members (members_table.cpp).
/// Rows whose class or months cannot be told, and units that stand twice, are noted; with how much of the list that stands is
/// not in the table.
Result<void> check_members(store::Connection& c, TableDraft& draft, const Date& day, TablePreview& preview);
Result<void> import_members(House& house, store::Connection& c, const Caller& caller, const TableRequest& request,
                            TableDraft& draft, TableImported& answer);
Result<void> undo_members(House& house, store::Connection& c, const Caller& caller, const std::string& import_id,
                          const boost::json::object& made);

// The report (members.cpp).
Result<MembersReportView> members_report(House& house, const Caller& caller, const MembersReportRequest& request);
Result<MembersAnswer> list_members(House& house, const MembersRequest& request);
Result<Engine::File> export_members(House& house, const Caller& caller, const MembersReportRequest& request);

}  // namespace luodi::engine
