// Tables in and out: a workbook is kept, shown as it would be imported, imported, taken back; lists go out as workbooks that
// come in again without loss.
#pragma once

#include <string>

#include "engine/house.h"
#include "engine/supervision_requests.h"
#include "engine/table_requests.h"
#include "publish/workbook.h"

namespace luodi::engine {

/// Keeps a workbook; refuses what is none, and what is marked as secret.
Result<TableFile> keep_table(House& house, const Caller& caller, const std::string& file_name, const std::string& bytes);
Result<TablePreview> preview_table(House& house, const Caller& caller, const TableRequest& request);
/// One transaction: all of it or nothing. conflict "table.errors" where rows cannot be imported and none may be left out.
Result<TableImported> import_table(House& house, const Caller& caller, const TableRequest& request);
/// conflict "table.rows_leave" where so many rows would leave that the request must say what becomes of them.
Result<void> rest_told(const TableRequest& request, bool needed, std::size_t leaving, std::size_t standing);
/// Takes an import back, one entry. conflict where somebody has gone on with what it made.
Result<Done> undo_table(House& house, const Caller& caller, const TableImportId& request);
Result<TableImportsAnswer> list_table_imports(House& house, const Caller& caller);
Result<TableProgress> table_progress(House& house, const TableHash& request);
Result<Done> cancel_table(House& house, const TableHash& request);

/// The list of commitments as a table of tasks. `form`: xlsx | csv.
struct ExportRequest {
  std::optional<std::string> meeting_id, state, unit_id, topic, words, light, as_of, order, campaign_id, worklist, form;
  std::optional<std::int64_t> descending;
};
BOOST_DESCRIBE_STRUCT(ExportRequest, (),
                      (meeting_id, state, unit_id, topic, words, light, as_of, order, campaign_id, worklist, form, descending))
Result<Engine::File> export_commitments(House& house, const Caller& caller, const ExportRequest& request);
/// Entries, newest first.
Result<std::vector<EntryView>> search_entries(House& house, const access::LookedFor& asked);
/// The audit and the entries as workbooks, at most 20,000 lines of what is searched for.
Result<Engine::File> export_audit(House& house, const Caller& caller, const LookRequest& request);
Result<Engine::File> export_entries(House& house, const Caller& caller, const LookRequest& request);
/// Fen in 万元 with two places, and a share in percent with one, as sheets have them.
std::string in_wan(std::int64_t fen);
std::string in_percent(double share);
/// Cut and not rounded: 99.99 is no 100.
std::string in_percent_reached(double share);
/// A sheet as xlsx or csv.
Result<Engine::File> as_file(const publish::Sheet& sheet, const std::string& name, const std::string& form);
/// Units and duties as they stand. `kind`: units | duties; `form`: xlsx | csv.
struct ExportTableRequest {
  std::string kind;
  std::optional<std::string> form;
};
BOOST_DESCRIBE_STRUCT(ExportTableRequest, (), (kind, form))
Result<Engine::File> export_table(House& house, const Caller& caller, const ExportTableRequest& request);

}  // namespace luodi::engine
