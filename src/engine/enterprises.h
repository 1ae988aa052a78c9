// Registers into enterprises: import, linkage, the list, one enterprise's page, the review of pairs.
#pragma once

#include <string>

#include "engine/enterprise_requests.h"
#include "engine/house.h"
#include "engine/table_draft.h"

namespace luodi::engine {

// A table as a register (register_table.cpp).
/// What the register's rows would be; notes what is wrong with cells: codes that fail their check, with proposals of repair.
void check_register(TableDraft& draft);
/// Counts of a preview: rows that are there already, unchanged.
Result<void> compare_register(store::Connection& c, const TableDraft& draft, const TableRequest& request, const Date& today,
                              TablePreview& preview);
/// The rows in place of those of the register's import before, in a writing transaction that is open.
Result<void> import_register(House& house, store::Connection& c, const Caller& caller, const TableRequest& request,
                             TableDraft& draft, TableImported& answer);
/// The rows that stood before the import; conflict where the register was imported again since.
Result<void> undo_register(House& house, store::Connection& c, const Caller& caller, const std::string& import_id,
                           const boost::json::object& made);
/// Which kinds of registers a caller may import: statistics' own whoever keeps the statistics, a town its own ledger alone, as a
/// register tells where a unit is and with it who sees its figures.
Result<void> may_bring(store::Connection& c, const Caller& caller, const std::string& kind);

// Runs (link_registers.cpp).
Result<RegistersAnswer> list_registers(House& house, const Caller& caller);
/// Reads, links outside of any transaction, writes in one. conflict "registers.changed" where somebody imported or answered
/// meanwhile, "link.running", "link.stopped".
Result<LinkedAnswer> link_registers(House& house, const Caller& caller, const LinkRegistersRequest& request);
Result<Done> stop_linking(House& house);

// The list, the page, the review (enterprises.cpp).
Result<EnterprisesAnswer> list_enterprises(House& house, const EnterprisesRequest& request);
Result<EnterprisePageView> view_enterprise(House& house, const Caller& caller, const std::string& enterprise_id);
Result<Engine::File> export_enterprises(House& house, const Caller& caller, const EnterprisesRequest& request);
Result<MatchesAnswer> list_matches(House& house, const Caller& caller, const MatchesRequest& request);
/// yes puts two enterprises together, no takes a linked row out and keeps the pair apart, later puts it to the end.
Result<Done> answer_match(House& house, const Caller& caller, const MatchAnswerRequest& request);
Result<Done> undo_match(House& house, const Caller& caller, const MatchPairRequest& request);
Result<Done> pin_field(House& house, const Caller& caller, const PinRequest& request);
Result<Done> tag_enterprises(House& house, const Caller& caller, const TagRequest& request);

}  // namespace luodi::engine
