// Rows of the table of operations: dossiers, the calendar of windows, visits.
#include "engine/dossiers.h"

namespace luodi::engine {
namespace {

void add_dossiers(std::vector<Row>& t) {
  t.push_back(row<DossiersRequest, DossiersAnswer>("dossiers.list", kInsiders, "GET", "/api/dossiers",
                                                   "A page of dossiers, with counts by state, class, town and unit.",
                                                   list_dossiers));
  t.push_back(row<DossierRequest, DossierPageView>(
      "dossiers.get", kInsiders, "GET", "/api/dossiers/{enterprise_id}",
      "One dossier: state, checks with their sources, papers, figures, windows, visits and steps.", view_dossier));
  t.push_back(row<OpenDossiersRequest, DossierActAnswer>("dossiers.open", kUnitOrDesk, "POST", "/api/dossiers",
                                                         "Opens dossiers of enterprises.", open_dossiers));
  t.push_back(row<DossierActRequest, DossierActAnswer>(
      "dossiers.act", kUnitOrDesk, "POST", "/api/dossiers/act",
      "Advances, returns, exits, shelves, resumes or assigns dossiers; what does not hold refuses an advance.", act_on_dossiers));
  t.push_back(row<MaterialRequest, DossierPageView>("dossiers.material", kUnitOrDesk, "POST", "/api/dossiers/material",
                                                    "Notes that a paper is there, missing or not needed.", note_material));
  t.push_back(row<StatementRequest, DossierPageView>(
      "dossiers.statement", kUnitOrDesk, "POST", "/api/dossiers/statement",
      "Copies a figure of the enterprise's profit statement or VAT return; never what it reports.", note_statement));
  t.push_back(row<FactRequest, DossierPageView>("dossiers.fact", kUnitOrDesk, "POST", "/api/dossiers/fact",
                                                "Notes what no register says of the unit.", note_fact));
  t.push_back(row<UndoDossierRequest, Done>("dossiers.undo", kUnitOrDesk, "POST", "/api/dossiers/undo",
                                            "Takes the last step of a dossier back.", undo_dossier));
  t.push_back(file_row<DossiersRequest>("dossiers.export", kInsiders, "/api/export/dossiers", "The dossiers as a workbook.",
                                        export_dossiers));
}

void add_windows(std::vector<Row>& t) {
  t.push_back(row<NoRequest, WindowsAnswer>(
      "windows.list", kAccounts, "GET", "/api/windows", "The calendar of entry windows, and what other places did.",
      [](House& h, const Caller& caller, const NoRequest&) { return list_windows(h, caller); }));
  t.push_back(row<WindowRequest, WindowsAnswer>("windows.set", kUnitOrDesk, "POST", "/api/windows",
                                                "Puts a window into the county's calendar, or changes one.", set_window));
  t.push_back(row<WindowIdRequest, WindowsAnswer>("windows.remove", kUnitOrDesk, "POST", "/api/windows/remove",
                                                  "Takes a window out of the county's calendar.", remove_window));
}

void add_visits(std::vector<Row>& t) {
  t.push_back(row<VisitsRequest, VisitsAnswer>("visits.list", kInsiders, "GET", "/api/visits",
                                               "A page of visits with their requests, and the requests that are open.",
                                               list_visits));
  t.push_back(row<NoRequest, OfficersAnswer>(
      "visits.officers", kUnitOrDesk, "GET", "/api/visits/officers", "Accounts that may be asked to go on a visit.",
      [](House& h, const Caller& caller, const NoRequest&) { return list_officers(h, caller); }));
  t.push_back(row<PlanVisitsRequest, VisitsAnswer>("visits.plan", kUnitOrDesk, "POST", "/api/visits/plan",
                                                   "Plans visits to enterprises on a day.", plan_visits));
  t.push_back(row<RecordVisitRequest, VisitView>("visits.record", kUnitOrDesk, "POST", "/api/visits",
                                                 "Records a visit; the same form sent twice is one visit.", record_visit));
  t.push_back(row<CancelVisitRequest, VisitView>("visits.cancel", kUnitOrDesk, "POST", "/api/visits/cancel",
                                                 "Cancels a planned visit, with the reason.", cancel_visit));
  t.push_back(row<CorrectVisitRequest, VisitView>("visits.correct", kUnitOrDesk, "POST", "/api/visits/correct",
                                                  "Puts a record right, with the reason; what it said stays.", correct_visit));
  t.push_back(row<CancelVisitRequest, VisitView>("visits.withdraw", kUnitOrDesk, "POST", "/api/visits/withdraw",
                                                 "Takes a record back, with the reason, and its open requests.", withdraw_visit));
  t.push_back(row<CloseRequestRequest, VisitRequestView>("requests.close", kUnitOrDesk, "POST", "/api/requests/close",
                                                         "Closes a request, with what came of it.", close_request));
  t.push_back(row<CloseRequestRequest, VisitRequestView>("requests.reopen", kUnitOrDesk, "POST", "/api/requests/reopen",
                                                         "Opens a closed request again, with the reason.", reopen_request));
  t.push_back(row<PassRequestRequest, VisitRequestView>(
      "requests.pass", kUnitOrDesk, "POST", "/api/requests/pass",
      "Makes a request the commitment of another unit; assigned at once where the desk passes it.", pass_request));
  t.push_back(
      file_row<VisitsRequest>("visits.export", kInsiders, "/api/export/visits", "The visits as a workbook.", export_visits));
}

}  // namespace

std::vector<Row> dossier_rows() {
  std::vector<Row> t;
  add_dossiers(t);
  add_windows(t);
  add_visits(t);
  return t;
}

}  // namespace luodi::engine
