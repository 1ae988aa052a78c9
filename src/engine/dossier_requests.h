// Requests and answers of dossiers, entry windows and visits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/dossiers.h"

namespace luodi::engine {

/// state: of DossierView. shelved: yes | no. order: state | name | since | ratio. form: xlsx | csv, of an export.
struct DossiersRequest {
  std::optional<std::string> words, state, class_id, town, unit_id, shelved, order, form;
  std::optional<std::int64_t> limit, offset;
};
BOOST_DESCRIBE_STRUCT(DossiersRequest, (), (words, state, class_id, town, unit_id, shelved, order, form, limit, offset))
struct DossierRequest {
  std::string enterprise_id;
};
BOOST_DESCRIBE_STRUCT(DossierRequest, (), (enterprise_id))
/// `seen_seq`: the last step that the caller saw standing; conflict "dossier.moved_on" where another came since, a paper noted
/// too.
struct UndoDossierRequest {
  std::string enterprise_id;
  std::optional<std::int64_t> seen_seq;
};
BOOST_DESCRIBE_STRUCT(UndoDossierRequest, (), (enterprise_id, seen_seq))
/// unit_id: that keeps it; none: the caller's own. planned_investment_wan: of a project of a unit that is in no class, whole
/// 万元.
struct OpenDossiersRequest {
  std::vector<std::string> enterprise_ids;
  std::optional<std::string> unit_id, reason, planned_investment_wan;
};
BOOST_DESCRIBE_STRUCT(OpenDossiersRequest, (), (enterprise_ids, unit_id, reason, planned_investment_wan))
/// act: advance | return | exit | shelve | resume | assign. `to`: of a return. `month`: of an entry or exit; none: this one.
/// `expected`: the month it is hoped to be entered. `let_pass`: checks that do not hold are let pass, with the reason; `law_read`
/// says that the warning of the statistics law was shown and read. `seen`: the state that the caller saw; conflict
/// "dossier.moved_on" where somebody has gone on since.
struct DossierActRequest {
  std::vector<std::string> enterprise_ids;
  std::string act;
  std::optional<std::string> to, reason, month, exit_reason, unit_id, expected, seen;
  std::optional<std::string> leader;  ///< 包抓领导, of an assignment: a personal field, which can be erased
  std::optional<bool> let_pass, law_read;
};
BOOST_DESCRIBE_STRUCT(DossierActRequest, (),
                      (enterprise_ids, act, to, reason, month, exit_reason, unit_id, expected, seen, leader, let_pass, law_read))
struct RefusedDossier {
  std::string enterprise_id, name, reason, detail;
};
BOOST_DESCRIBE_STRUCT(RefusedDossier, (), (enterprise_id, name, reason, detail))
/// What was done, and those of which it could not be.
struct DossierActAnswer {
  std::vector<std::string> done;
  std::vector<RefusedDossier> refused;
};
BOOST_DESCRIBE_STRUCT(DossierActAnswer, (), (done, refused))
/// state: there | missing | not_needed (with a note that says why). The file was sent as evidence before.
struct MaterialRequest {
  std::string enterprise_id, material_id, state;
  std::optional<std::string> note, file_hash, file_name;
};
BOOST_DESCRIBE_STRUCT(MaterialRequest, (), (enterprise_id, material_id, state, note, file_hash, file_name))
/// A copy of what a paper of the enterprise says: kind profit | vat, the sum since January up to `month`, as written, in `unit`.
/// An empty amount withdraws what was copied. measure, of a profit statement: main_revenue | revenue | sales | turnover; none:
/// the class's own.
struct StatementRequest {
  std::string enterprise_id, kind, amount, unit;
  std::int64_t year = 0, month = 0;
  std::optional<std::string> measure, note, file_hash, file_name;
};
BOOST_DESCRIBE_STRUCT(StatementRequest, (), (enterprise_id, kind, amount, unit, year, month, measure, note, file_hash, file_name))
struct FactRequest {
  std::string enterprise_id, fact, value;
};
BOOST_DESCRIBE_STRUCT(FactRequest, (), (enterprise_id, fact, value))

/// The calendar as of a day: the county's own windows, what other places did, and what usually is open in each month.
struct WindowsAnswer {
  std::string day;
  std::vector<WindowView> windows, others;
  std::vector<MonthRuleView> months;
  bool may_change = false;  ///< by whoever asks: the unit that keeps the statistics, and the desk
};
BOOST_DESCRIBE_STRUCT(WindowsAnswer, (), (day, windows, others, months, may_change))
/// A window of the own calendar; with a window_id it takes that one's place.
struct WindowRequest {
  std::optional<std::string> window_id;
  std::string place, level, channel, opens, closes, data_month, kinds, source;
  std::int64_t batch = 0;
  std::vector<std::string> classes;
};
BOOST_DESCRIBE_STRUCT(WindowRequest, (),
                      (window_id, place, level, channel, opens, closes, data_month, kinds, source, batch, classes))
struct WindowIdRequest {
  std::string window_id;
};
BOOST_DESCRIBE_STRUCT(WindowIdRequest, (), (window_id))

/// state: planned | held | cancelled. from, to: days.
struct VisitsRequest {
  std::optional<std::string> words, town, unit_id, officer_id, state, enterprise_id, from, to, form;
  std::optional<std::int64_t> limit, offset;
};
BOOST_DESCRIBE_STRUCT(VisitsRequest, (), (words, town, unit_id, officer_id, state, enterprise_id, from, to, form, limit, offset))
struct VisitsAnswer {
  std::int64_t total = 0;
  std::vector<VisitView> visits;
  /// Of all visits, the oldest first, at most 200: open, or passed on and not over as a commitment.
  std::vector<VisitRequestView> requests;
  std::int64_t open = 0;  ///< how many there are
};
BOOST_DESCRIBE_STRUCT(VisitsAnswer, (), (total, visits, requests, open))
/// Who may be asked to go: accounts of the caller's unit, of every unit for the desk.
struct OfficerView {
  std::string account_id, name, unit_id, unit;
};
BOOST_DESCRIBE_STRUCT(OfficerView, (), (account_id, name, unit_id, unit))
struct OfficersAnswer {
  std::vector<OfficerView> officers;
};
BOOST_DESCRIBE_STRUCT(OfficersAnswer, (), (officers))
struct PlanVisitsRequest {
  std::vector<std::string> enterprise_ids;
  std::string planned_on;
  std::optional<std::string> officer_id, unit_id;
};
BOOST_DESCRIBE_STRUCT(PlanVisitsRequest, (), (enterprise_ids, planned_on, officer_id, unit_id))
struct RaisedRequest {
  std::string text;
  std::optional<std::string> unit_id;
};
BOOST_DESCRIBE_STRUCT(RaisedRequest, (), (text, unit_id))
/// What a visit found. `client_id` is the form's own number: sent twice it is one visit. visit_id: the plan it carries out.
struct RecordVisitRequest {
  std::string client_id, enterprise_id, held_on, record;
  std::optional<std::string> visit_id;
  std::optional<std::vector<RaisedRequest>> requests;
};
BOOST_DESCRIBE_STRUCT(RecordVisitRequest, (), (client_id, enterprise_id, held_on, record, visit_id, requests))
struct CancelVisitRequest {
  std::string visit_id, reason;
};
BOOST_DESCRIBE_STRUCT(CancelVisitRequest, (), (visit_id, reason))
/// The whole record as it should be, and why.
struct CorrectVisitRequest {
  std::string visit_id, held_on, record, reason;
};
BOOST_DESCRIBE_STRUCT(CorrectVisitRequest, (), (visit_id, held_on, record, reason))
/// result: what came of it.
struct CloseRequestRequest {
  std::string request_id, result;
};
BOOST_DESCRIBE_STRUCT(CloseRequestRequest, (), (request_id, result))
struct PassRequestRequest {
  std::string request_id, unit_id;
  std::optional<std::string> due_date;
};
BOOST_DESCRIBE_STRUCT(PassRequestRequest, (), (request_id, unit_id, due_date))

}  // namespace luodi::engine
