// The cultivation desk's dossiers, calendar and visits.
#pragma once

#include "engine/dossier_requests.h"
#include "engine/house.h"
#include "engine/rows.h"

namespace luodi::engine {

/// Whoever may see dossiers and visits.
bool is_insider(const Caller& caller);

// Dossiers (dossiers.cpp).
Result<DossiersAnswer> list_dossiers(House& house, const Caller& caller, const DossiersRequest& request);
Result<DossierPageView> view_dossier(House& house, const Caller& caller, const DossierRequest& request);
/// Opens a dossier of each; those that have one already are refused alone.
Result<DossierActAnswer> open_dossiers(House& house, const Caller& caller, const OpenDossiersRequest& request);
/// One act on each. Checks that do not hold refuse it, unless they are let pass with a reason and the law read.
Result<DossierActAnswer> act_on_dossiers(House& house, const Caller& caller, const DossierActRequest& request);
Result<DossierPageView> note_material(House& house, const Caller& caller, const MaterialRequest& request);
Result<DossierPageView> note_statement(House& house, const Caller& caller, const StatementRequest& request);
Result<DossierPageView> note_fact(House& house, const Caller& caller, const FactRequest& request);
/// Takes the last step back; of the opening nothing is left.
Result<Done> undo_dossier(House& house, const Caller& caller, const UndoDossierRequest& request);
Result<Engine::File> export_dossiers(House& house, const Caller& caller, const DossiersRequest& request);

// The calendar (windows.cpp).
Result<WindowsAnswer> list_windows(House& house, const Caller& caller);
Result<WindowsAnswer> set_window(House& house, const Caller& caller, const WindowRequest& request);
Result<WindowsAnswer> remove_window(House& house, const Caller& caller, const WindowIdRequest& request);

// Visits (visits.cpp).
Result<VisitsAnswer> list_visits(House& house, const Caller& caller, const VisitsRequest& request);
Result<OfficersAnswer> list_officers(House& house, const Caller& caller);
Result<VisitsAnswer> plan_visits(House& house, const Caller& caller, const PlanVisitsRequest& request);
/// A second sending of one form answers with the visit that the first one made.
Result<VisitView> record_visit(House& house, const Caller& caller, const RecordVisitRequest& request);
/// A record put right; what it said before stays with it.
Result<VisitView> correct_visit(House& house, const Caller& caller, const CorrectVisitRequest& request);
/// A record taken back, as of the wrong enterprise; its open requests go with it. Conflict where one was passed on.
Result<VisitView> withdraw_visit(House& house, const Caller& caller, const CancelVisitRequest& request);
Result<VisitView> cancel_visit(House& house, const Caller& caller, const CancelVisitRequest& request);
Result<VisitRequestView> close_request(House& house, const Caller& caller, const CloseRequestRequest& request);
Result<VisitRequestView> reopen_request(House& house, const Caller& caller, const CloseRequestRequest& request);
/// The request becomes a commitment of another unit: confirmed; assigned too where the supervision desk passes it.
Result<VisitRequestView> pass_request(House& house, const Caller& caller, const PassRequestRequest& request);
Result<Engine::File> export_visits(House& house, const Caller& caller, const VisitsRequest& request);
/// What the commitments behind passed requests have come to.
Result<void> tell_commitments(store::Connection& c, std::vector<VisitRequestView>& requests);

}  // namespace luodi::engine
