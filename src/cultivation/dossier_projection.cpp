// See dossier_projection.h.
#include "cultivation/dossier_projection.h"

#include <algorithm>

#include <boost/json.hpp>

#include "cultivation/members_queries.h"
#include "describe/json.h"
#include "registers/directory/queries.h"

namespace luodi::cultivation {
namespace {

namespace json = boost::json;
using describe::text_of;
using ledger::Entry;
using store::Connection;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS dossier_step (
  seq BIGINT PRIMARY KEY,
  enterprise_id {text} NOT NULL,
  at {text} NOT NULL,
  actor {text} NOT NULL,
  payload {text} NOT NULL,                     -- JSON of DossierStep
  leader {text} NOT NULL,                      -- 包抓领导 of an assignment; "" none, or erased
  undone BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS dossier_step_of ON dossier_step (enterprise_id, seq);
CREATE TABLE IF NOT EXISTS dossier (           -- the fold of its steps
  enterprise_id {text} PRIMARY KEY,
  name {text} NOT NULL,
  credit_code {text} NOT NULL,
  town {text} NOT NULL,
  class_id {text} NOT NULL,
  state {text} NOT NULL,
  since {text} NOT NULL,
  unit_id {text} NOT NULL,
  leader {text} NOT NULL,
  shelved {text} NOT NULL,
  expected {text} NOT NULL,                    -- month
  entered {text} NOT NULL,                     -- month
  left_month {text} NOT NULL,
  exit_reason {text} NOT NULL,
  memberships {text} NOT NULL,                 -- JSON of Membership, all stays
  words {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS entry_window (
  window_id {text} PRIMARY KEY,
  closes {text} NOT NULL,
  payload {text} NOT NULL                      -- JSON of WindowView
);
CREATE TABLE IF NOT EXISTS visit (
  visit_id {text} PRIMARY KEY,
  client_id {text} NOT NULL,                   -- of the form that sent the record; "" none
  enterprise_id {text} NOT NULL,
  name {text} NOT NULL,
  town {text} NOT NULL,
  address {text} NOT NULL,
  state {text} NOT NULL,                       -- planned | held | cancelled | withdrawn
  planned_on {text} NOT NULL,
  held_on {text} NOT NULL,
  unit_id {text} NOT NULL,
  officer_id {text} NOT NULL,                  -- account
  record {text} NOT NULL,
  reason {text} NOT NULL,
  at {text} NOT NULL,
  actor {text} NOT NULL
);
CREATE INDEX IF NOT EXISTS visit_of ON visit (enterprise_id);
CREATE INDEX IF NOT EXISTS visit_client ON visit (client_id);
CREATE TABLE IF NOT EXISTS visit_correction (  -- what a record said before
  seq BIGINT PRIMARY KEY,
  visit_id {text} NOT NULL,
  at {text} NOT NULL,
  actor {text} NOT NULL,
  held_on {text} NOT NULL,
  record {text} NOT NULL,
  reason {text} NOT NULL
);
CREATE INDEX IF NOT EXISTS visit_correction_of ON visit_correction (visit_id);
CREATE TABLE IF NOT EXISTS visit_request (
  request_id {text} PRIMARY KEY,
  visit_id {text} NOT NULL,
  enterprise_id {text} NOT NULL,
  text {text} NOT NULL,
  unit_id {text} NOT NULL,                     -- that has to do with it; "" the visitor's own
  state {text} NOT NULL,                       -- open | closed | passed | withdrawn
  result {text} NOT NULL,
  commitment_id {text} NOT NULL,
  at {text} NOT NULL,
  actor {text} NOT NULL
);
CREATE INDEX IF NOT EXISTS visit_request_of ON visit_request (enterprise_id);
CREATE INDEX IF NOT EXISTS visit_request_on ON visit_request (commitment_id);
CREATE TABLE IF NOT EXISTS cultivation_setting ( -- the county's own, in place of the preset
  setting {text} PRIMARY KEY,
  value {text} NOT NULL,
  reason {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS member_list (       -- an import of the list of members; the latest stands
  seq BIGINT PRIMARY KEY
);
CREATE TABLE IF NOT EXISTS member_row (
  seq BIGINT NOT NULL,
  no BIGINT NOT NULL,
  name {text} NOT NULL,
  credit_code {text} NOT NULL,
  class_id {text} NOT NULL,
  town {text} NOT NULL,
  entered BIGINT NOT NULL,                     -- months since January of year 0; 0 not known
  left_month BIGINT NOT NULL,                  -- 0 still in
  exit_reason {text} NOT NULL,
  strategic BIGINT NOT NULL,                   -- 战略性新兴产业企业
  high_tech BIGINT NOT NULL,                   -- 高新技术企业
  PRIMARY KEY (seq, no)
);
)sql";

constexpr std::string_view kPutStep =
    "INSERT INTO dossier_step (seq, enterprise_id, at, actor, payload, leader, undone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)";
constexpr std::string_view kUndoStep = "UPDATE dossier_step SET undone = 1 WHERE seq = ?1 AND enterprise_id = ?2";
constexpr std::string_view kSteps =
    "SELECT s.seq, s.at, s.actor, s.payload, s.leader, s.undone FROM dossier_step s WHERE s.enterprise_id = ?1 ORDER BY s.seq";
constexpr std::string_view kDropDossier = "DELETE FROM dossier WHERE enterprise_id = ?1";
constexpr std::string_view kPutDossier =
    "INSERT INTO dossier (enterprise_id, name, credit_code, town, class_id, state, since, unit_id, leader, shelved, expected, "
    "entered, left_month, exit_reason, memberships, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
    "?15, ?16)";
constexpr std::string_view kForgetOfSteps = "UPDATE dossier_step SET leader = '' WHERE enterprise_id = ?1";
constexpr std::string_view kForgetLeader = "UPDATE dossier SET leader = '' WHERE enterprise_id = ?1";
constexpr std::string_view kDropWindow = "DELETE FROM entry_window WHERE window_id = ?1";
constexpr std::string_view kPutWindow = "INSERT INTO entry_window (window_id, closes, payload) VALUES (?1, ?2, ?3)";
constexpr std::string_view kPutVisit =
    "INSERT INTO visit (visit_id, client_id, enterprise_id, name, town, address, state, planned_on, held_on, unit_id, "
    "officer_id, "
    "record, reason, at, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, '', ?13, ?14)";
constexpr std::string_view kHoldVisit =
    "UPDATE visit SET state = 'held', client_id = ?2, held_on = ?3, record = ?4, officer_id = ?5, at = ?6, actor = ?7 WHERE "
    "visit_id = "
    "?1";
constexpr std::string_view kCancelVisit = "UPDATE visit SET state = 'cancelled', reason = ?2 WHERE visit_id = ?1";
constexpr std::string_view kKeepRecord =
    "INSERT INTO visit_correction (seq, visit_id, at, actor, held_on, record, reason) SELECT ?2, v.visit_id, ?3, ?4, v.held_on, "
    "v.record, ?5 FROM visit v WHERE v.visit_id = ?1";
constexpr std::string_view kCorrectVisit = "UPDATE visit SET held_on = ?2, record = ?3 WHERE visit_id = ?1";
constexpr std::string_view kWithdrawVisit = "UPDATE visit SET state = 'withdrawn', reason = ?2 WHERE visit_id = ?1";
constexpr std::string_view kWithdrawRequests =
    "UPDATE visit_request SET state = 'withdrawn' WHERE visit_id = ?1 AND state <> 'closed'";
constexpr std::string_view kPutRequest =
    "INSERT INTO visit_request (request_id, visit_id, enterprise_id, text, unit_id, state, result, commitment_id, at, actor) "
    "VALUES "
    "(?1, ?2, ?3, ?4, ?5, 'open', '', '', ?6, ?7)";
constexpr std::string_view kCloseRequest = "UPDATE visit_request SET state = ?2, result = ?3 WHERE request_id = ?1";
constexpr std::string_view kPassRequest =
    "UPDATE visit_request SET state = 'passed', commitment_id = ?2, unit_id = ?3 WHERE request_id = ?1";

constexpr std::string_view kDropSetting = "DELETE FROM cultivation_setting WHERE setting = ?1";
constexpr std::string_view kPutSetting = "INSERT INTO cultivation_setting (setting, value, reason) VALUES (?1, ?2, ?3)";

constexpr std::string_view kPutList = "INSERT INTO member_list (seq) VALUES (?1)";
constexpr std::string_view kPutMember =
    "INSERT INTO member_row (seq, no, name, credit_code, class_id, town, entered, left_month, exit_reason, strategic, "
    "high_tech)";
constexpr std::string_view kDropList = "DELETE FROM member_list WHERE seq = ?1";
constexpr std::string_view kDropMembers = "DELETE FROM member_row WHERE seq = ?1";
constexpr std::size_t kMemberColumns = 11;

Result<void> run(Connection& c, std::string_view sql, const std::vector<store::Value>& values) {
  auto done = c.query(sql, values);
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// The dossier's row anew from its steps; none where all were taken back.
Result<void> refold(Connection& c, const std::string& id) {
  auto steps = steps_of_dossier(c, id);
  if (!steps) return tl::unexpected(steps.error());
  const std::string leader = leader_named(*steps);
  std::vector<KeptStep> kept;
  for (StandingStep& s : *steps) kept.push_back(std::move(s.kept));
  if (auto ok = run(c, kDropDossier, {id}); !ok || kept.empty()) return ok;
  const Dossier d = fold(kept);
  const Membership last = d.memberships.empty() ? Membership{} : d.memberships.back();
  return run(c, kPutDossier,
             {id, d.name, d.credit_code, d.town, d.class_id, d.state, d.since, d.unit_id, leader, d.shelved, d.expected,
              last.entered, last.left, last.exit_reason, json::serialize(describe::to_json(d.memberships)),
              registers::searchable(d.name + "\n" + d.credit_code + "\n" + d.town)});
}

Result<void> apply_step(Connection& c, const Entry& e, const json::value& payload) {
  const json::object& p = payload.as_object();
  if (const json::value* seq = p.if_contains("undone_seq"); seq != nullptr && seq->is_int64()) {
    if (auto ok = run(c, kUndoStep, {seq->as_int64(), e.subject}); !ok) return ok;
  } else {
    const std::string leader = e.personal.empty() ? std::string() : text_of(json::parse(e.personal).as_object(), "leader");
    if (auto ok = run(c, kPutStep, {e.seq, e.subject, e.at, e.actor, e.payload, leader}); !ok) return ok;
  }
  return refold(c, e.subject);
}

Result<void> put_requests(Connection& c, const Entry& e, const json::object& p) {
  for (const json::value& v : p.at("requests").as_array()) {
    const json::object& r = v.as_object();
    auto ok = run(c, kPutRequest,
                  {text_of(r, "request_id"), e.subject, text_of(p, "enterprise_id"), text_of(r, "text"), text_of(r, "unit_id"),
                   e.at, e.actor});
    if (!ok) return ok;
  }
  return {};
}

Result<void> put_visit(Connection& c, const Entry& e, const json::object& p, const char* state) {
  return run(c, kPutVisit,
             {e.subject, text_of(p, "client_id"), text_of(p, "enterprise_id"), text_of(p, "name"), text_of(p, "town"),
              text_of(p, "address"), state, text_of(p, "planned_on"), text_of(p, "held_on"), text_of(p, "unit_id"),
              text_of(p, "officer_id"), text_of(p, "record"), e.at, e.actor});
}

Result<void> apply_visit(Connection& c, const Entry& e, const json::object& p) {
  if (e.kind == "visit.planned") return put_visit(c, e, p, "planned");
  if (e.kind == "visit.cancelled") return run(c, kCancelVisit, {e.subject, text_of(p, "reason")});
  if (e.kind == "visit.corrected") {
    if (auto ok = run(c, kKeepRecord, {e.subject, e.seq, e.at, e.actor, text_of(p, "reason")}); !ok) return ok;
    return run(c, kCorrectVisit, {e.subject, text_of(p, "held_on"), text_of(p, "record")});
  }
  if (e.kind == "visit.withdrawn") {
    if (auto ok = run(c, kWithdrawRequests, {e.subject}); !ok) return ok;
    return run(c, kWithdrawVisit, {e.subject, text_of(p, "reason")});
  }
  auto ok = text_of(p, "planned") == "yes" ? run(c, kHoldVisit,
                                                 {e.subject, text_of(p, "client_id"), text_of(p, "held_on"), text_of(p, "record"),
                                                  text_of(p, "officer_id"), e.at, e.actor})
                                           : put_visit(c, e, p, "held");
  if (!ok) return ok;
  return put_requests(c, e, p);
}

Result<void> apply_request(Connection& c, const Entry& e, const json::object& p) {
  if (e.kind == "request.passed") return run(c, kPassRequest, {e.subject, text_of(p, "commitment_id"), text_of(p, "unit_id")});
  return run(c, kCloseRequest, {e.subject, e.kind == "request.closed" ? "closed" : "open", text_of(p, "result")});
}

Result<void> apply_window(Connection& c, const Entry& e, const json::object& p) {
  if (auto ok = run(c, kDropWindow, {e.subject}); !ok || e.kind == "window.removed") return ok;
  return run(c, kPutWindow, {e.subject, text_of(p, "closes"), e.payload});
}

/// An empty value is the preset again.
Result<void> apply_setting(Connection& c, const Entry& e, const json::object& p) {
  const std::string value = text_of(p, "value");
  if (auto ok = run(c, kDropSetting, {e.subject}); !ok || value.empty()) return ok;
  return run(c, kPutSetting, {e.subject, value, text_of(p, "reason")});
}

Result<void> apply_members(Connection& c, const Entry& e, const json::object& p) {
  auto blob = ledger::Ledger::get_blob(c, text_of(p, "members_hash"));
  if (!blob) return tl::unexpected(blob.error());
  auto rows = members_of_blob(*blob);
  if (!rows) return tl::unexpected(rows.error());
  if (auto ok = run(c, kPutList, {e.seq}); !ok) return ok;
  store::PutRows put(c, kPutMember, "", kMemberColumns);
  std::int64_t no = 0;
  for (const MemberRow& r : *rows)
    if (auto ok = put.add({e.seq, ++no, r.name, r.credit_code, r.class_id, r.town, r.entered, r.left, r.exit_reason,
                           r.strategic ? 1 : 0, r.high_tech ? 1 : 0});
        !ok)
      return ok;
  return put.flush();
}

Result<void> drop_members(Connection& c, const json::object& p) {
  const std::int64_t seq = p.at("members_seq").as_int64();
  if (auto ok = run(c, kDropList, {seq}); !ok) return ok;
  return run(c, kDropMembers, {seq});
}

bool begins(const std::string& kind, std::string_view with) {
  return kind.compare(0, with.size(), with) == 0;
}

}  // namespace

std::string leader_named(const std::vector<StandingStep>& steps) {
  const auto last = std::find_if(steps.rbegin(), steps.rend(), [](const StandingStep& s) { return s.kept.step.act == "assign"; });
  return last == steps.rend() ? "" : last->leader;
}

std::string_view DossiersProjection::schema() const {
  return kSchema;
}

Result<void> DossiersProjection::apply(Connection& c, const Entry& e) {
  const bool dossier = e.kind == "dossier.stepped", window = begins(e.kind, "window."), visit = begins(e.kind, "visit."),
             request = begins(e.kind, "request.");
  const bool list = e.kind == "members.imported", undone = e.kind == "table.undone", setting = e.kind == "setting.set";
  if (!dossier && !window && !visit && !request && !list && !undone && !setting) return {};
  const json::value payload = json::parse(e.payload);
  if (list) return apply_members(c, e, payload.as_object());
  if (setting) return apply_setting(c, e, payload.as_object());
  if (undone) return text_of(payload.as_object(), "kind") == "members" ? drop_members(c, payload.as_object()) : Result<void>{};
  if (dossier) return apply_step(c, e, payload);
  if (window) return apply_window(c, e, payload.as_object());
  return visit ? apply_visit(c, e, payload.as_object()) : apply_request(c, e, payload.as_object());
}

Result<void> DossiersProjection::forget(Connection& c, const std::string& subject) {
  if (auto ok = run(c, kForgetOfSteps, {subject}); !ok) return ok;
  return run(c, kForgetLeader, {subject});
}

Result<std::vector<StandingStep>> steps_of_dossier(Connection& c, const std::string& enterprise_id, bool undone_too) {
  auto rows = c.query(kSteps, {enterprise_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StandingStep> out;
  for (const auto& r : *rows) {
    const bool undone = r.integer("undone") != 0;
    if (undone && !undone_too) continue;
    auto step = describe::from_kept<DossierStep>(json::parse(r.text("payload")));
    if (!step) return tl::unexpected(step.error());
    out.push_back({r.integer("seq"), {r.text("at"), r.text("actor"), std::move(*step)}, undone, r.text("leader")});
  }
  return out;
}

}  // namespace luodi::cultivation
