// The projection of commitments: entries into versions. Queries stand in queries.cpp.
#include "supervision/commitments.h"

#include <algorithm>
#include <cstdlib>

#include "describe/json.h"

namespace luodi::supervision {
namespace {

using ledger::Entry;
using store::Connection;
using store::Null;
using store::Value;
namespace json = boost::json;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS commitment (
  commitment_id {text} PRIMARY KEY,         -- year-number, given once
  text {text} NOT NULL,
  deadline {text},
  leader {text},                            -- responsible leader; null once erased
  directive_id {text} NOT NULL,
  meeting_id {text} NOT NULL,
  span_begin BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  parent_id {text},
  confirmed_by {text} NOT NULL,
  confirmed_at {text} NOT NULL
);
CREATE INDEX IF NOT EXISTS commitment_directive ON commitment (directive_id);
CREATE INDEX IF NOT EXISTS commitment_parent ON commitment (parent_id);
CREATE INDEX IF NOT EXISTS commitment_meeting ON commitment (meeting_id);
CREATE TABLE IF NOT EXISTS commitment_version ( -- from one act to the next
  commitment_id {text} NOT NULL,
  seq BIGINT NOT NULL,
  from_at {text} NOT NULL,
  to_at {text} NOT NULL,                    -- '99999' while it stands
  state {text} NOT NULL,
  held_state {text} NOT NULL,
  unit {text},
  lead_unit_id {text},
  helping_units {text} NOT NULL,            -- JSON list of names
  helping_unit_ids {text} NOT NULL,         -- with blanks between
  due_date {text},
  due_kind {text} NOT NULL,
  due_reason {text},
  due_day BIGINT,                           -- the earlier of due date and next feedback
  assigned_day BIGINT,
  progress BIGINT,
  feedback_days BIGINT,
  next_feedback {text},
  feedback_reason {text},                   -- the limit that gives the day of the first feedback
  assign_by {text},
  assign_reason {text},
  assigned_on {text},
  reported_on {text},                       -- the day of the final report that waits for its review
  objection_until {text},
  merged_into {text},
  final_report BIGINT NOT NULL,
  PRIMARY KEY (commitment_id, seq)
);
CREATE INDEX IF NOT EXISTS commitment_seq ON commitment_version (seq);
CREATE TABLE IF NOT EXISTS commitment_series ( -- the last number given in each year
  year {text} PRIMARY KEY,
  last BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS report (
  report_id {text} PRIMARY KEY,
  commitment_id {text} NOT NULL,
  kind {text} NOT NULL,                     -- feedback | final
  text {text} NOT NULL,
  progress BIGINT,
  by_account {text} NOT NULL,
  at {text} NOT NULL,
  files {text} NOT NULL,                    -- JSON
  links {text} NOT NULL,                    -- JSON
  verdict {text},
  verdict_reason {text},
  verdict_by {text},
  verdict_at {text}
);
CREATE INDEX IF NOT EXISTS report_commitment ON report (commitment_id, report_id);
CREATE TABLE IF NOT EXISTS slip (
  slip_id {text} PRIMARY KEY,
  commitment_id {text} NOT NULL,
  kind {text} NOT NULL,
  year {text} NOT NULL,
  number {text} NOT NULL,
  text {text} NOT NULL,
  at {text} NOT NULL,
  by_account {text} NOT NULL,
  voided_at {text},                         -- 作废: the number stays given
  voided_reason {text}
);
CREATE INDEX IF NOT EXISTS slip_commitment ON slip (commitment_id, slip_id);
CREATE INDEX IF NOT EXISTS slip_year ON slip (kind, year);
CREATE TABLE IF NOT EXISTS rule_set (
  seq BIGINT PRIMARY KEY,
  kind {text} NOT NULL,                     -- limits | lights | slips
  at {text} NOT NULL,
  rules {text} NOT NULL                     -- JSON
);
)sql";

constexpr std::string_view kInsert =
    "INSERT INTO commitment (commitment_id, text, deadline, directive_id, meeting_id, span_begin, span_end, parent_id, "
    "confirmed_by, confirmed_at) SELECT ?1, ?2, ?3, ?4, meeting_id, ?5, ?6, ?7, ?8, ?9 FROM directive WHERE directive_id = ?4";
constexpr std::string_view kCount =
    "INSERT INTO commitment_series (year, last) VALUES (?1, ?2) ON CONFLICT (year) DO UPDATE SET last = excluded.last";
constexpr std::string_view kStanding = "SELECT * FROM commitment_version WHERE commitment_id = ?1 AND to_at = '99999'";
constexpr std::string_view kEnd = "UPDATE commitment_version SET to_at = ?2 WHERE commitment_id = ?1 AND to_at = '99999'";
constexpr std::string_view kPutVersion =
    "INSERT INTO commitment_version (commitment_id, seq, from_at, to_at, state, held_state, unit, lead_unit_id, helping_units, "
    "due_date, due_kind, due_reason, due_day, assigned_day, progress, feedback_days, next_feedback, assigned_on, "
    "objection_until, merged_into, final_report, feedback_reason, assign_by, assign_reason, helping_unit_ids, reported_on) "
    "VALUES (?1, ?2, "
    "?3, '99999', ?4, ?5, "
    "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)";
// What only waits for an assignment, or counts no more, needs no look at its helpers and parts: an import makes very many.
constexpr std::string_view kTouched =
    "SELECT commitment_id FROM commitment_version WHERE seq = ?1 AND to_at = '99999' AND NOT (state = 'confirmed' AND held_state "
    "= '' AND merged_into IS NULL AND progress IS NULL) ORDER BY commitment_id";
constexpr std::string_view kReview =
    "UPDATE report SET verdict = ?2, verdict_reason = ?3, verdict_by = ?4, verdict_at = ?5 WHERE report_id = ?1";
constexpr std::string_view kLastReport =
    "SELECT report_id FROM report WHERE commitment_id = ?1 AND kind = 'final' ORDER BY report_id DESC LIMIT 1";
constexpr std::string_view kPutReport =
    "INSERT INTO report (report_id, commitment_id, kind, text, progress, by_account, at, files, links) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
constexpr std::string_view kPutSlip =
    "INSERT INTO slip (slip_id, commitment_id, kind, year, number, text, at, by_account) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kParts =
    "SELECT v.state, v.progress FROM commitment k JOIN commitment_version v ON v.commitment_id = k.commitment_id AND v.to_at = "
    "'99999' WHERE k.parent_id = ?1 AND v.state NOT IN ('withdrawn', 'merged')";

constexpr std::string_view kOfPaper =
    "SELECT k.commitment_id FROM directive d JOIN commitment k ON k.directive_id = d.directive_id JOIN commitment_version v ON "
    "v.commitment_id = k.commitment_id AND v.to_at = '99999' WHERE d.paper_id = ?1 AND v.state <> 'withdrawn' ORDER BY "
    "k.commitment_id";

Value nullable(const std::optional<std::string>& s) {
  return s && !s->empty() ? Value(*s) : Value(Null{});
}
Value nullable(const std::optional<std::int64_t>& n) {
  return n ? Value(*n) : Value(Null{});
}

Result<void> done(const Result<store::Rows>& r) {
  if (!r) return tl::unexpected(r.error());
  return {};
}

std::optional<std::string> text_or_none(const store::Row& r, std::string_view name) {
  return r.is_null(name) ? std::nullopt : std::optional(r.text(name));
}

/// A version as a struct; what an act leaves alone is taken from the one before.
struct State {
  std::string state, held_state;
  std::optional<std::string> unit, lead_unit_id;
  std::string helping_units = "[]";
  std::optional<std::string> due_date;
  std::string due_kind = "none";
  std::optional<std::string> due_reason, next_feedback, assigned_on, objection_until, merged_into;
  std::optional<std::int64_t> progress, feedback_days;
  bool final_report = false;
  std::optional<std::string> feedback_reason{}, assign_by{}, assign_reason{};
  std::string helping_unit_ids{};
  std::optional<std::string> reported_on{};
};

State state_of(const store::Row& r) {
  State s{r.text("state"),
          r.text("held_state"),
          text_or_none(r, "unit"),
          text_or_none(r, "lead_unit_id"),
          r.text("helping_units"),
          text_or_none(r, "due_date"),
          r.text("due_kind"),
          text_or_none(r, "due_reason"),
          text_or_none(r, "next_feedback"),
          text_or_none(r, "assigned_on"),
          text_or_none(r, "objection_until"),
          text_or_none(r, "merged_into"),
          std::nullopt,
          std::nullopt,
          r.integer("final_report") != 0,
          text_or_none(r, "feedback_reason"),
          text_or_none(r, "assign_by"),
          text_or_none(r, "assign_reason"),
          r.text("helping_unit_ids"),
          text_or_none(r, "reported_on")};
  if (!r.is_null("progress")) s.progress = r.integer("progress");
  if (!r.is_null("feedback_days")) s.feedback_days = r.integer("feedback_days");
  return s;
}

Result<void> put_version(Connection& c, const std::string& id, const Entry& e, const State& s) {
  const auto due = day_number(s.due_date), next = day_number(s.next_feedback);
  const auto first = due && next ? std::optional(std::min(*due, *next)) : due ? due : next;
  // A suspension does not hand the report in anew.
  const bool waits = s.state == "reported" || s.held_state == "reported";
  const std::optional<std::string> reported = !waits          ? std::nullopt
                                              : s.reported_on ? s.reported_on
                                                              : Date::from_days(day_of(e.at)).iso();
  // Several versions in one entry (a part closes its whole) are told apart by the commitment's id; one act, one version.
  if (auto ok = done(c.query(kEnd, {id, e.at})); !ok) return ok;
  return done(c.query(kPutVersion, {id,
                                    e.seq,
                                    e.at,
                                    s.state,
                                    s.held_state,
                                    nullable(s.unit),
                                    nullable(s.lead_unit_id),
                                    s.helping_units,
                                    nullable(s.due_date),
                                    s.due_kind,
                                    nullable(s.due_reason),
                                    nullable(first),
                                    nullable(day_number(s.assigned_on)),
                                    nullable(s.progress),
                                    nullable(s.feedback_days),
                                    nullable(s.next_feedback),
                                    nullable(s.assigned_on),
                                    nullable(s.objection_until),
                                    nullable(s.merged_into),
                                    std::int64_t{s.final_report ? 1 : 0},
                                    nullable(s.feedback_reason),
                                    nullable(s.assign_by),
                                    nullable(s.assign_reason),
                                    s.helping_unit_ids,
                                    nullable(reported)}));
}

Result<State> standing(Connection& c, const std::string& id) {
  auto rows = c.query(kStanding, {id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::tampered, id, "ledger.no_commitment", "an entry names a commitment that no confirmation made");
  return state_of(rows->front());
}

Result<void> make(Connection& c, const CommitmentText& k, const std::string& directive_id, const Entry& e, const char* state) {
  auto put = c.query(kInsert, {k.commitment_id, k.text, nullable(k.deadline), directive_id, static_cast<std::int64_t>(k.span[0]),
                               static_cast<std::int64_t>(k.span[1]), nullable(k.parent_id), e.actor, e.at});
  if (!put) return tl::unexpected(put.error());
  const std::size_t dash = k.commitment_id.find('-');
  const std::int64_t number = std::atoll(k.commitment_id.c_str() + dash + 1);
  if (auto ok = done(c.query(kCount, {k.commitment_id.substr(0, dash), number})); !ok) return ok;
  State s;
  s.state = state;
  s.unit = k.unit;
  s.due_date = k.due_date;
  s.due_kind = k.due_kind;
  s.assign_by = k.assign_by;
  s.assign_reason = k.assign_reason;
  s.due_reason = k.due_reason;
  return put_version(c, k.commitment_id, e, s);
}

Result<void> confirmed(Connection& c, const Entry& e) {
  const json::value payload = json::parse(e.payload);
  auto list = describe::from_json<std::vector<CommitmentText>>(payload.as_object().at("commitments"));
  if (!list) return tl::unexpected(list.error());
  for (const CommitmentText& k : *list) {
    const bool whole =
        std::any_of(list->begin(), list->end(), [&](const auto& part) { return part.parent_id == k.commitment_id; });
    if (auto ok = make(c, k, e.subject, e, whole ? "decomposed" : "confirmed"); !ok) return ok;
  }
  return {};
}

/// Withdrawn: it waits for nothing and stands for nothing.
void leave(State& s) {
  s.state = "withdrawn";
  s.held_state.clear();
  s.merged_into.reset();
}

Result<void> withdraw(Connection& c, const Entry& e) {
  const json::value payload = json::parse(e.payload);
  for (const json::value& id : payload.as_object().at("directive_ids").as_array()) {
    auto standing_ones = commitments_of(c, std::string(id.as_string()));
    if (!standing_ones) return tl::unexpected(standing_ones.error());
    for (const std::string& k : *standing_ones) {
      auto s = standing(c, k);
      if (!s) return tl::unexpected(s.error());
      leave(*s);
      if (auto ok = put_version(c, k, e, *s); !ok) return ok;
    }
  }
  return {};
}

/// Commitments that an import of a table made.
Result<void> take_back(Connection& c, const Entry& e) {
  const json::value payload = json::parse(e.payload);
  const json::object& p = payload.as_object();
  if (!p.contains("paper_id")) return {};
  auto made = c.query(kOfPaper, {std::string(p.at("paper_id").as_string())});
  if (!made) return tl::unexpected(made.error());
  std::vector<std::string> ids;
  for (const auto& r : *made) ids.push_back(r.text("commitment_id"));
  for (const json::value& id : p.at("directive_ids").as_array()) {
    auto of_twin = commitments_of(c, std::string(id.as_string()));
    if (!of_twin) return tl::unexpected(of_twin.error());
    ids.insert(ids.end(), of_twin->begin(), of_twin->end());
  }
  for (const std::string& k : ids) {
    auto s = standing(c, k);
    if (!s) return tl::unexpected(s.error());
    leave(*s);
    if (auto ok = put_version(c, k, e, *s); !ok) return ok;
  }
  return {};
}

Result<void> change(Connection& c, const Entry& e) {
  auto k = describe::from_json<CommitmentText>(json::parse(e.payload).as_object().at("commitment"));
  if (!k) return tl::unexpected(k.error());
  auto s = standing(c, k->commitment_id);
  if (!s) return tl::unexpected(s.error());
  s->unit = k->unit;
  if (s->due_date != k->due_date) s->due_reason.reset();  // it spoke of the day before
  s->due_date = k->due_date;
  s->due_kind = k->due_kind;
  return put_version(c, k->commitment_id, e, *s);
}

/// A whole follows its parts: their mean progress, closed with the last of them, open again with the first reopened.
Result<void> follow_parts(Connection& c, const std::string& part, const Entry& e) {
  auto parent = c.query("SELECT parent_id FROM commitment WHERE commitment_id = ?1", {part});
  if (!parent) return tl::unexpected(parent.error());
  if (parent->empty() || parent->front().is_null("parent_id")) return {};
  const std::string whole = parent->front().text("parent_id");
  auto s = standing(c, whole);
  if (!s) return tl::unexpected(s.error());
  if (s->state != "decomposed" && s->state != "closed" && s->state != "archived") return {};
  auto parts = c.query(kParts, {whole});
  if (!parts) return tl::unexpected(parts.error());
  std::int64_t sum = 0, closed = 0;
  for (const auto& r : *parts) {
    const bool is_closed = r.text("state") == "closed" || r.text("state") == "archived";
    closed += is_closed ? 1 : 0;
    sum += is_closed ? 100 : r.integer("progress");
  }
  const auto n = static_cast<std::int64_t>(parts->size());
  const State before = *s;
  s->progress = n == 0 ? std::nullopt : std::optional(sum / n);
  const bool over = n > 0 && closed == n;
  s->state = !over ? "decomposed" : s->state == "archived" ? "archived" : "closed";
  if (over) s->held_state.clear();
  if (before.progress == s->progress && before.state == s->state) return {};
  if (auto ok = put_version(c, whole, e, *s); !ok) return ok;
  return follow_parts(c, whole, e);  // a whole may be a part itself
}

/// What an act changes of the version that stands.
void change(State& s, const Act& a) {
  const auto set = [](std::optional<std::string>& into, const std::optional<std::string>& from) {
    if (from) into = from->empty() ? std::nullopt : from;
  };
  s.state = a.state;
  s.held_state = a.held_state.value_or(s.held_state);
  set(s.unit, a.unit);
  set(s.lead_unit_id, a.lead_unit_id);
  set(s.due_date, a.due_date);
  set(s.due_reason, a.due_reason);
  set(s.next_feedback, a.next_feedback);
  set(s.feedback_reason, a.feedback_reason);
  set(s.assigned_on, a.assigned_on);
  set(s.objection_until, a.objection_until);
  set(s.merged_into, a.merged_into);
  if (a.helping_units) s.helping_units = json::serialize(describe::to_json(*a.helping_units));
  if (a.helping_unit_ids) {
    s.helping_unit_ids.clear();
    for (const std::string& id : *a.helping_unit_ids) s.helping_unit_ids += (s.helping_unit_ids.empty() ? "" : " ") + id;
  }
  if (a.due_kind) s.due_kind = *a.due_kind;
  if (a.feedback_days) s.feedback_days = *a.feedback_days == 0 ? std::nullopt : a.feedback_days;
  if (a.progress) s.progress = *a.progress < 0 ? std::nullopt : a.progress;
  if (a.final_report) s.final_report = *a.final_report;
}

Result<void> keep_report(Connection& c, const Entry& e, const Act& a, bool final) {
  return done(c.query(kPutReport, {a.report_id.value_or(""), e.subject, std::string(final ? "final" : "feedback"),
                                   a.text.value_or(""), nullable(a.progress), e.actor, e.at,
                                   json::serialize(describe::to_json(a.files.value_or(std::vector<EvidenceFile>{}))),
                                   json::serialize(describe::to_json(a.links.value_or(std::vector<EvidenceLink>{})))}));
}

Result<void> keep_verdict(Connection& c, const Entry& e, const Act& a, const char* verdict) {
  auto last = c.query(kLastReport, {e.subject});
  if (!last) return tl::unexpected(last.error());
  if (last->empty()) return {};
  return done(c.query(kReview, {last->front().text("report_id"), std::string(verdict), nullable(a.text), e.actor, e.at}));
}

Result<void> make_parts(Connection& c, const Entry& e, const std::vector<CommitmentText>& parts) {
  auto of = c.query("SELECT directive_id FROM commitment WHERE commitment_id = ?1", {e.subject});
  if (!of) return tl::unexpected(of.error());
  for (const CommitmentText& part : parts)
    if (auto ok = make(c, part, of->front().text("directive_id"), e, "confirmed"); !ok) return ok;
  return {};
}

Result<void> withdraw_parts(Connection& c, const Entry& e) {
  auto rows = c.query("SELECT commitment_id FROM commitment WHERE parent_id = ?1 ORDER BY commitment_id", {e.subject});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) {
    auto s = standing(c, r.text("commitment_id"));
    if (!s) return tl::unexpected(s.error());
    if (s->state != "confirmed") continue;
    leave(*s);
    if (auto ok = put_version(c, r.text("commitment_id"), e, *s); !ok) return ok;
  }
  return {};
}

/// The year stands in the slip's id: kind-year-number.
Result<void> keep_slip(Connection& c, const Entry& e, const SlipView& s) {
  const std::string year = s.slip_id.size() > s.kind.size() + 5 ? s.slip_id.substr(s.kind.size() + 1, 4) : "";
  return done(c.query(kPutSlip, {s.slip_id, e.subject, s.kind, year, s.number, s.text, e.at, e.actor}));
}

Result<void> forget_leader(Connection& c, const std::string& id) {
  return done(c.query("UPDATE commitment SET leader = NULL WHERE commitment_id = ?1", {id}));
}

Result<void> act(Connection& c, const Entry& e, const std::string& name) {
  auto a = describe::from_json<Act>(json::parse(e.payload));
  if (!a) return tl::unexpected(a.error());
  auto s = standing(c, e.subject);
  if (!s) return tl::unexpected(s.error());
  change(*s, *a);
  if (auto ok = put_version(c, e.subject, e, *s); !ok) return ok;
  Result<void> kept;
  if (name == "assign" && !e.personal.empty()) {
    const std::string leader(json::parse(e.personal).as_object().at("leader").as_string());
    kept = done(c.query("UPDATE commitment SET leader = ?2 WHERE commitment_id = ?1", {e.subject, leader}));
  }
  // A leader is named for an assignment; the next one has its own or none.
  if (name == "recall" || (name == "assign" && e.personal.empty())) kept = forget_leader(c, e.subject);
  if (name == "feedback" || name == "report") kept = keep_report(c, e, *a, name == "report");
  if (name == "return") kept = keep_verdict(c, e, *a, "returned");
  if (name == "close") kept = keep_verdict(c, e, *a, "accepted");
  if (name == "slip") kept = keep_slip(c, e, a->slip.value_or(SlipView{}));
  if (name == "recompose") kept = withdraw_parts(c, e);
  if (name == "decompose") kept = make_parts(c, e, a->parts.value_or(std::vector<CommitmentText>{}));
  if (!kept) return kept;
  return follow_parts(c, e.subject, e);
}

}  // namespace

std::string_view CommitmentsProjection::schema() const {
  return kSchema;
}

Result<void> CommitmentsProjection::apply(Connection& c, const Entry& e) {
  if (e.kind == "directive.confirmed") return confirmed(c, e);
  if (e.kind == "directive.undone") return withdraw(c, e);
  if (e.kind == "commitment.changed") return change(c, e);
  if (e.kind == "table.undone") return take_back(c, e);
  if (e.kind == "slip.voided")
    return done(c.query("UPDATE slip SET voided_at = ?2, voided_reason = ?3 WHERE slip_id = ?1",
                        {e.subject, e.at, std::string(json::parse(e.payload).as_object().at("reason").as_string())}));
  if (e.kind == "limits.set" || e.kind == "lights.set" || e.kind == "slips.set")
    return done(c.query(
        "INSERT INTO rule_set (seq, kind, at, rules) VALUES (?1, ?2, ?3, ?4)",
        {e.seq, e.kind.substr(0, e.kind.find('.')), e.at, json::serialize(json::parse(e.payload).as_object().at("rules"))}));
  constexpr std::string_view kPrefix = "commitment.";
  if (e.kind.rfind(kPrefix, 0) == 0) return act(c, e, e.kind.substr(kPrefix.size()));
  return {};
}

Result<void> CommitmentsProjection::check(Connection& c, const Entry& e) {
  auto rows = c.query(kTouched, {e.seq});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) {
    const std::string id = r.text("commitment_id");
    auto s = standing_of(c, id);
    if (!s) return tl::unexpected(s.error());
    if (const std::string broken = broken_invariant(*s); !broken.empty())
      return fail(ErrorCode::conflict, id, "commitment.invariant", "invariant " + broken);
  }
  return {};
}

Result<void> CommitmentsProjection::forget(Connection& c, const std::string& subject) {
  return forget_leader(c, subject);
}

}  // namespace luodi::supervision
