// What is asked of dossiers, entry windows and visits; dossier_queries.cpp and visit_queries.cpp are the only files that talk to
// the store about them, beside the projection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cultivation/dossier.h"
#include "cultivation/dossier_projection.h"
#include "cultivation/sight.h"

namespace luodi::cultivation {

struct DossierFilter {
  std::string words, state, class_id, town, unit_id, shelved;  ///< shelved: yes | no | "" all
  std::string order = "state";                                 ///< state | name | since | ratio
  std::int64_t limit = 50, offset = 0;
  Sight sight{};
};
/// A page with its counts; materials are counted for the page alone, as of `day`.
Result<DossiersAnswer> list_dossiers(store::Connection& c, const DossierFilter& filter, const Date& day);
/// The page alone.
Result<std::vector<DossierView>> dossiers_of(store::Connection& c, const DossierFilter& filter, const Date& day);

/// A dossier with the verdict from its own papers.
struct JudgedDossier {
  Dossier dossier;
  EnterpriseView enterprise;  ///< as registers have it now; as it was opened where it is gone
  Verdict verdict;
  Settings settings;                ///< that it was judged with
  std::vector<StandingStep> steps;  ///< those that stand
};
/// And with the calendar and the checks.
struct OpenDossier : JudgedDossier {
  std::vector<WindowView> calendar;  ///< the own calendar
  std::vector<WindowView> windows;   ///< of it, those that it may still use
  std::vector<CheckView> checks;
};
/// not_found "dossier.unknown" where nobody opened one.
Result<OpenDossier> open_dossier(store::Connection& c, const std::string& enterprise_id, const Date& day);
/// The unit that keeps the dossier of an enterprise; "" where there is none.
Result<std::string> unit_of_dossier(store::Connection& c, const std::string& enterprise_id);
/// What dossiers note of their units, by enterprise and fact.
Result<std::map<std::string, std::map<std::string, std::string>>> facts_of_dossiers(store::Connection& c);
/// True where a dossier of this enterprise stands.
Result<bool> has_dossier(store::Connection& c, const std::string& enterprise_id);
/// The page of one dossier without commitments, which the caller adds; acts are those of the diagram, whoever may do them.
Result<DossierPageView> dossier_page(store::Connection& c, const std::string& enterprise_id, const Date& day);

/// A file that a standing step of a dossier names.
struct DossierFile {
  std::string enterprise_id, file_name;
};
/// Every dossier that names the file of this hash, with the name it gives it.
Result<std::vector<DossierFile>> file_of_dossiers(store::Connection& c, const std::string& file_hash);

/// The own calendar by last days; presets of other places are not in it.
Result<std::vector<WindowView>> own_windows(store::Connection& c);
Result<WindowView> window_by_id(store::Connection& c, const std::string& window_id);

struct VisitFilter {
  std::string words, town, unit_id, officer_id, state, enterprise_id, from, to;  ///< days, of the plan or the visit
  std::int64_t limit = 50, offset = 0;
  Sight sight{};
};
struct VisitPage {
  std::int64_t total = 0;
  std::vector<VisitView> visits;
};
/// Visits, planned ones first, then by day, the latest first; with their requests.
Result<VisitPage> list_visits(store::Connection& c, const VisitFilter& filter);
Result<VisitView> visit_by_id(store::Connection& c, const std::string& visit_id);
/// The visit that this client's form made already.
Result<std::optional<std::string>> visit_of_client(store::Connection& c, const std::string& client_id);
Result<VisitRequestView> request_by_id(store::Connection& c, const std::string& request_id);
/// The request that a commitment carries on, none for other commitments.
Result<std::optional<RaisedAtView>> raised_at(store::Connection& c, const std::string& commitment_id);

}  // namespace luodi::cultivation
