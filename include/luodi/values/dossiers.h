// 培育台账: the dossier of a candidate from 线索 to 在库, what is filed with it, and the calendar of entry windows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/cultivation.h"

namespace luodi {

/// 申报窗口. channel: monthly | annual; level: county | city | province | national; batch 0: no number. `classes` of the
/// library's classes, none: all. `data_month`: the month up to which the figures count, "2026-10". `own`: of this county's
/// calendar; others are what other places and years did. state: coming | open | over; `days_left` until it closes, both days
/// counted apart: 0 is the day itself. `working_days_left`: none for a year without a holiday notice.
struct WindowView {
  std::string window_id, place, level, channel;
  std::int64_t batch = 0;
  std::vector<std::string> classes;
  std::string opens, closes, data_month, kinds, source;
  bool own = false;
  std::string state;
  std::int64_t days_left = 0;
  std::optional<std::int64_t> working_days_left;
};
BOOST_DESCRIBE_STRUCT(WindowView, (),
                      (window_id, place, level, channel, batch, classes, opens, closes, data_month, kinds, source, own, state,
                       days_left, working_days_left))
/// What usually is open in a month of the year: all | always (construction, real estate, projects) | none.
struct MonthRuleView {
  std::int64_t month = 0;
  std::string open_for, source;
};
BOOST_DESCRIBE_STRUCT(MonthRuleView, (), (month, open_for, source))

/// A file of a paper, and when it was attached.
struct MaterialFile {
  std::string file_hash, file_name, at;
};
BOOST_DESCRIBE_STRUCT(MaterialFile, (), (file_hash, file_name, at))
/// 申报材料 of a dossier. state: missing | there | not_needed. `photo`: what the picture has to show. `files`: all that were
/// attached since it was last said to be missing; file_hash and file_name are those of the latest.
struct MaterialView {
  std::string material_id, name, name_en, photo, photo_en, source, state, note, at, by;
  bool needed = false;
  std::optional<std::string> file_hash, file_name;
  std::vector<MaterialFile> files{};
};
BOOST_DESCRIBE_STRUCT(MaterialView, (),
                      (material_id, name, name_en, photo, photo_en, source, state, note, at, by, needed, file_hash, file_name,
                       files))
/// A paper of the list as a rule: of which classes (none: all), when it is needed. `not_asked`: classes of which the county does
/// not ask for it ("" all), with the reasons beside.
struct PaperRuleView {
  std::string material_id, name, name_en;
  std::vector<std::string> classes;
  std::string when, source;
  std::vector<std::string> not_asked, reasons;
};
BOOST_DESCRIBE_STRUCT(PaperRuleView, (), (material_id, name, name_en, classes, when, source, not_asked, reasons))
/// A figure as a paper of the enterprise has it: kind: profit (利润表) | vat (增值税申报表), the sum since January up to a month,
/// fen.
struct StatementView {
  std::string kind, measure;
  std::int64_t year = 0, month = 0, amount = 0;
  std::string at, by, note;
  std::optional<std::string> file_hash, file_name;
  bool withdrawn = false;  ///< of a step: it was copied by mistake
};
BOOST_DESCRIBE_STRUCT(StatementView, (), (kind, measure, year, month, amount, at, by, note, file_hash, file_name, withdrawn))
/// A check before a state. result: ok | failed | unknown. `state`: the first state it is needed for.
struct CheckView {
  std::string check, state, result, text, text_en, source, detail, detail_en;
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (check, state, result, text, text_en, source, detail, detail_en))
/// What a person noted of the unit that no register says: opened, unit_kind, accounting_standards, recognised_as_legal,
/// qualification, registered_here, develops, planned_investment.
struct FactView {
  std::string fact, value;
};
BOOST_DESCRIBE_STRUCT(FactView, (), (fact, value))
/// An act on a dossier. `overridden`: checks that failed and were overridden, with the reason. What was noted stands in detail,
/// in both languages; of a fact its name and value.
struct DossierStepView {
  std::int64_t seq = 0;
  std::string act, to, at, by, reason, detail, detail_en, fact, value;
  std::vector<std::string> overridden;
  bool undone = false;
};
BOOST_DESCRIBE_STRUCT(DossierStepView, (), (seq, act, to, at, by, reason, detail, detail_en, fact, value, overridden, undone))

/// 培育台账 in a list. state: lead | survey | cultivation | reached | complete | county_review | city_review | province_review |
/// national_review | in_library | left. `shelved`: the reason why work on it rests. Amounts in fen, of the last forecast; place
/// as of CandidateView, "" where it is not watched. `entered` and `left`: months.
struct DossierView {
  std::string enterprise_id, name, credit_code, town, industry_code, class_id, class_name, class_name_en;
  std::string state, since, unit_id, unit, leader, shelved, expected, entered, left, exit_reason;
  std::string place, channel, admitted;
  std::int64_t threshold = 0, to_date = 0;
  double ratio = 0;
  std::optional<double> chance;
  std::string watched_name, watched_name_en, source_name;  ///< the measure whose sum stands here, and who tells it
  bool stands_in = false;  ///< the class's own measure is not reported: tax figures stand in for watching
  std::int64_t needed = 0, there = 0, open_requests = 0;  ///< materials needed and of them there; 诉求 that are open
  std::string last_visit;
};
BOOST_DESCRIBE_STRUCT(DossierView, (),
                      (enterprise_id, name, credit_code, town, industry_code, class_id, class_name, class_name_en, state, since,
                       unit_id, unit, leader, shelved, expected, entered, left, exit_reason, place, channel, admitted, threshold,
                       to_date, ratio, chance, watched_name, watched_name_en, source_name, stands_in, needed, there,
                       open_requests, last_visit))
/// A page of dossiers; counts are of all that the filter lets through, those by state of all states.
struct DossiersAnswer {
  std::int64_t total = 0;
  std::vector<DossierView> dossiers;
  std::vector<CountView> by_state, by_class, by_town, by_unit;
};
BOOST_DESCRIBE_STRUCT(DossiersAnswer, (), (total, dossiers, by_state, by_class, by_town, by_unit))

/// 走访. state: planned | held | cancelled. Requests 诉求: state open | closed | passed (a commitment carries it on).
struct VisitRequestView {
  std::string request_id, visit_id, enterprise_id, enterprise, text, unit_id, unit, state, result, at, by;
  std::optional<std::string> commitment_id, commitment_state;
};
BOOST_DESCRIBE_STRUCT(VisitRequestView, (),
                      (request_id, visit_id, enterprise_id, enterprise, text, unit_id, unit, state, result, at, by, commitment_id,
                       commitment_state))
/// What a record said before it was corrected, by whom and why.
struct VisitCorrectionView {
  std::string at, by, held_on, record, reason;
};
BOOST_DESCRIBE_STRUCT(VisitCorrectionView, (), (at, by, held_on, record, reason))
/// state: planned | held | cancelled | withdrawn (a record taken back, with the reason).
struct VisitView {
  std::string visit_id, enterprise_id, name, town, address, state, planned_on, held_on, unit_id, unit, officer_id, officer,
      record, reason, at, by;
  std::vector<VisitRequestView> requests;
  std::vector<VisitCorrectionView> corrections;  ///< the latest first
};
BOOST_DESCRIBE_STRUCT(VisitView, (),
                      (visit_id, enterprise_id, name, town, address, state, planned_on, held_on, unit_id, unit, officer_id,
                       officer, record, reason, at, by, requests, corrections))

/// One dossier on one page.
struct DossierPageView {
  DossierView dossier;
  std::string address;
  std::vector<std::string> acts;        ///< what the caller may do now
  std::vector<std::string> overridden;  ///< checks that were let pass as they stand
  std::vector<MeasureView> measures;    ///< that its class is measured by, its own first
  std::vector<RuleView> rules;          ///< the verdict from the dossier's own papers
  std::string standing;
  std::vector<CheckView> checks;
  std::vector<MaterialView> materials;
  std::vector<StatementView> statements;
  std::vector<FactView> facts;
  std::vector<WindowView> windows;  ///< of the own calendar that it may still use, the next first
  std::vector<VisitView> visits;
  std::vector<DossierStepView> steps;
};
BOOST_DESCRIBE_STRUCT(DossierPageView, (),
                      (dossier, address, acts, overridden, measures, rules, standing, checks, materials, statements, facts,
                       windows, visits, steps))
/// The visit at which an enterprise asked for what the commitment carries on (诉求转办).
struct RaisedAtView {
  std::string visit_id, enterprise_id, enterprise, held_on, text;
};
BOOST_DESCRIBE_STRUCT(RaisedAtView, (), (visit_id, enterprise_id, enterprise, held_on, text))

}  // namespace luodi
