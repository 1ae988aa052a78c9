// What is asked of commitments, now and as of a past day: lists, one commitment's story, what lights depend on.
#include <algorithm>
#include <cstdio>
#include <map>
#include <sstream>

#include "describe/json.h"
#include "describe/row.h"
#include "supervision/commitments.h"

namespace luodi::supervision {
namespace {

using store::Connection;
using store::Value;
namespace json = boost::json;

constexpr std::string_view kRows =
    "SELECT k.commitment_id, k.text, k.deadline, k.leader, k.directive_id, k.span_begin, k.span_end, k.parent_id, "
    "k.confirmed_by, k.confirmed_at, v.state, v.unit, v.lead_unit_id, v.helping_units, v.due_date, v.due_kind, v.due_reason, "
    "v.progress, v.feedback_days, v.next_feedback, v.feedback_reason, v.assign_by, v.assign_reason, v.assigned_on, "
    "v.reported_on, "
    "v.objection_until, v.merged_into, d.topic, d.paper_id, k.meeting_id, "
    "m.date AS meeting_date, m.ordinal AS meeting_ordinal, m.meeting_kind, i.subject AS item_subject ";
constexpr std::string_view kLit = "SELECT v.from_at, v.state, v.assigned_day, v.due_day, v.progress, v.due_date, v.reported_on ";
constexpr std::string_view kUnassigned =
    "SELECT unit, due_date, due_kind, due_reason FROM commitment_version WHERE commitment_id = ?1 AND state IN ('confirmed', "
    "'carried_over') ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kFrom = "FROM commitment_version v JOIN commitment k ON k.commitment_id = v.commitment_id ";
constexpr std::string_view kJoins =
    "JOIN directive d ON d.directive_id = k.directive_id JOIN meeting m ON m.meeting_id = k.meeting_id JOIN item i ON i.item_id "
    "= d.item_id ";
constexpr std::string_view kOne = "WHERE v.to_at = '99999' AND v.commitment_id = ?1";
constexpr std::string_view kAllOfOne = "WHERE v.commitment_id = ?1 ORDER BY v.seq";
constexpr std::string_view kPartsOfOne =
    "WHERE v.to_at = '99999' AND v.state <> 'withdrawn' AND k.parent_id = ?1 ORDER BY v.commitment_id";
constexpr std::string_view kThen = "v.from_at < ?1 AND v.to_at >= ?1";
constexpr std::string_view kLast = "SELECT last FROM commitment_series WHERE year = ?1";
constexpr std::string_view kOfDirective =
    "SELECT k.commitment_id FROM commitment k JOIN commitment_version v ON v.commitment_id = k.commitment_id AND v.to_at = "
    "'99999' WHERE k.directive_id = ?1 AND v.state <> 'withdrawn' ORDER BY k.commitment_id";
// Who acted, in words: the name of the account, its login where the name was erased or never given.
constexpr std::string_view kWho = "COALESCE(NULLIF(a.display_name, ''), a.login, ";
constexpr std::string_view kSteps =
    "e.actor) AS actor, e.seq, e.kind, e.at, e.payload, v.state FROM entry e JOIN commitment_version v ON v.seq = e.seq AND "
    "v.commitment_id = ?1 LEFT JOIN account a ON a.account_id = e.actor ORDER BY e.seq";
// Voiding a slip leaves the commitment as it stood.
constexpr std::string_view kVoided =
    "e.actor) AS actor, e.seq, e.at, s.number, s.voided_reason AS text, (SELECT v.state FROM commitment_version v WHERE "
    "v.commitment_id = ?1 AND v.seq < e.seq ORDER BY v.seq DESC LIMIT 1) AS state FROM slip s JOIN entry e ON e.subject = "
    "s.slip_id AND e.kind = 'slip.voided' LEFT JOIN account a ON a.account_id = e.actor WHERE s.commitment_id = ?1 ORDER BY "
    "e.seq";
constexpr std::string_view kReports =
    "r.by_account) AS \"by\", r.report_id, r.commitment_id, r.kind, r.text, r.progress, r.at, r.files, r.links, r.verdict, "
    "r.verdict_reason, "
    "COALESCE(NULLIF(b.display_name, ''), b.login, r.verdict_by) AS verdict_by, r.verdict_at FROM report r LEFT JOIN account a "
    "ON "
    "a.account_id = r.by_account LEFT JOIN account b ON b.account_id = r.verdict_by WHERE r.commitment_id = ?1 ORDER BY r.at "
    "DESC, r.report_id DESC";
constexpr std::string_view kSlips =
    "s.by_account) AS \"by\", s.slip_id, s.kind, s.number, s.text, s.at, s.voided_at, s.voided_reason FROM slip s LEFT JOIN "
    "account a ON a.account_id = "
    "s.by_account WHERE s.commitment_id = ?1 ORDER BY s.at DESC, s.slip_id DESC";

std::string with_names(std::string_view rest) {
  return "SELECT " + std::string(kWho) + std::string(rest);
}

constexpr std::size_t kAtOnce = 50;  // rows loaded by one statement

/// A statement out of this file's constants.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string s;
  for (const std::string_view part : parts) s += part;
  return s;
}

/// "(?2, ?3, … )", a place for each of kAtOnce ids.
std::string places() {
  std::string list;
  for (std::size_t i = 0; i < kAtOnce; ++i) list += (i == 0 ? "(?" : ", ?") + std::to_string(i + 2);
  return list + ")";
}

CommitmentView view_of(const store::Row& r) {
  auto view = describe::from_row<CommitmentView>(r);
  for (const auto& [name, into] : {std::pair{"progress", &view.progress}, std::pair{"feedback_days", &view.feedback_days}})
    if (!r.is_null(name)) *into = r.integer(name);
  const json::value names = json::parse(r.text("helping_units"));
  for (const json::value& n : names.as_array()) view.helping_units.emplace_back(n.as_string());
  return view;
}

std::optional<long> whole(const store::Row& r, const char* name) {
  return r.is_null(name) ? std::nullopt : std::optional<long>(static_cast<long>(r.integer(name)));
}

}  // namespace

Result<std::string> next_number(Connection& c, const std::string& year, std::size_t ahead) {
  auto rows = c.query(kLast, {year});
  if (!rows) return tl::unexpected(rows.error());
  const auto last = rows->empty() ? std::size_t{0} : static_cast<std::size_t>(rows->front().integer("last"));
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "-%05zu", last + 1 + ahead);
  return year + buffer;
}

Result<std::vector<CommitmentView>> load_commitments(Connection& c, const std::vector<std::string>& ids,
                                                     const std::string& before) {
  static const std::string kPage = joined({kRows, kFrom, kJoins, "WHERE ", kThen, " AND v.commitment_id IN ", places()});
  std::vector<CommitmentView> out;
  out.reserve(ids.size());
  for (std::size_t from = 0; from < ids.size(); from += kAtOnce) {
    std::vector<Value> values{before};
    std::map<std::string_view, std::size_t> order;
    for (std::size_t i = from; i < from + kAtOnce; ++i) {
      values.push_back(i < ids.size() ? Value(ids[i]) : Value(store::Null{}));
      if (i < ids.size()) order[ids[i]] = i;
    }
    auto rows = c.query(kPage, values);
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& r : *rows) out.push_back(view_of(r));
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(out.size() - rows->size()), out.end(),
              [&](const CommitmentView& x, const CommitmentView& y) { return order[x.commitment_id] < order[y.commitment_id]; });
  }
  return out;
}

Result<CommitmentView> get_commitment(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(joined({kRows, kFrom, kJoins, kOne}), {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, commitment_id, "commitment.unknown", "there is no commitment with this number");
  return view_of(rows->front());
}

Result<Standing> standing_of(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(
      "SELECT v.*, k.confirmed_by FROM commitment_version v JOIN commitment k ON k.commitment_id = v.commitment_id WHERE "
      "v.commitment_id = ?1 AND v.to_at = '99999'",
      {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, commitment_id, "commitment.unknown", "there is no commitment with this number");
  const auto& r = rows->front();
  Standing s;
  s.commitment_id = commitment_id;
  s.state = r.text("state");
  s.held_state = r.text("held_state");
  s.confirmed_by = r.text("confirmed_by");
  if (!r.is_null("lead_unit_id")) s.lead_unit_id = r.text("lead_unit_id");
  s.has_due_date = !r.is_null("due_date");
  if (!r.is_null("feedback_days")) s.feedback_days = r.integer("feedback_days");
  if (!r.is_null("progress")) s.progress = r.integer("progress");
  if (!r.is_null("merged_into")) s.merged_into = r.text("merged_into");
  s.final_report = r.integer("final_report") != 0;
  std::istringstream helping(r.text("helping_unit_ids"));
  for (std::string unit; helping >> unit;) s.helping_unit_ids.push_back(unit);
  auto parts = parts_of(c, commitment_id);
  if (!parts) return tl::unexpected(parts.error());
  s.has_parts = s.parts_closed = !parts->empty();
  for (const CommitmentView& p : *parts) s.parts_closed &= p.state == "closed" || p.state == "archived" || p.state == "merged";
  return s;
}

Result<Unassigned> before_assignment(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(kUnassigned, {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, commitment_id, "commitment.never_waited", "this commitment never waited for an assignment");
  const auto& r = rows->front();
  const auto text = [&](const char* name) { return r.is_null(name) ? std::nullopt : std::optional(r.text(name)); };
  return Unassigned{text("unit"), text("due_date"), r.text("due_kind"), text("due_reason")};
}

Result<void> nothing_merged_into(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(
      "SELECT commitment_id FROM commitment_version WHERE to_at = '99999' AND state = 'merged' AND merged_into = ?1 ORDER BY "
      "commitment_id LIMIT 1",
      {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return {};
  return fail(ErrorCode::conflict, commitment_id, "undo.merged_into",
              rows->front().text("commitment_id") + " is merged into it; take that back first");
}

Result<std::vector<std::string>> commitments_of(Connection& c, const std::string& directive_id) {
  auto rows = c.query(kOfDirective, {directive_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> out;
  for (const auto& r : *rows) out.push_back(r.text("commitment_id"));
  return out;
}

Result<std::vector<ReportView>> reports_of(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(with_names(kReports), {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<ReportView> out;
  for (const auto& r : *rows) {
    auto view = describe::from_row<ReportView>(r);
    if (!r.is_null("progress")) view.progress = r.integer("progress");
    auto files = describe::from_json<std::vector<EvidenceFile>>(json::parse(r.text("files")));
    if (!files) return tl::unexpected(files.error());
    view.files = std::move(*files);
    auto links = describe::from_json<std::vector<EvidenceLink>>(json::parse(r.text("links")));
    if (!links) return tl::unexpected(links.error());
    view.links = std::move(*links);
    out.push_back(std::move(view));
  }
  return out;
}

Result<std::vector<SlipView>> slips_of(Connection& c, const std::string& commitment_id) {
  return describe::from_rows<SlipView>(c.query(with_names(kSlips), {commitment_id}));
}

Result<std::vector<StepView>> steps_of(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(with_names(kSteps), {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StepView> out;
  for (const auto& r : *rows) {
    StepView s{r.integer("seq"), r.text("kind"), r.text("at"), r.text("actor"), r.text("state"), {}, {}, {}};
    if (s.act.rfind("commitment.", 0) == 0) s.act = s.act.substr(11);
    const json::value payload = json::parse(r.text("payload"));
    const json::object& p = payload.as_object();
    for (const auto& [name, into] : {std::pair{"text", &s.text}, std::pair{"due_date", &s.due_date}})
      if (const json::value* v = p.if_contains(name); v != nullptr && v->is_string() && !v->as_string().empty())
        *into = std::string(v->as_string());
    if (const json::value* unit = p.if_contains("unit"); s.act == "assign" && unit != nullptr && unit->is_string())
      s.unit = std::string(unit->as_string());
    if (const json::value* helpers = p.if_contains("helping_units");
        s.act == "add_helper" && helpers != nullptr && helpers->is_array() && !helpers->as_array().empty())
      s.unit = std::string(helpers->as_array().back().as_string());
    out.push_back(std::move(s));
  }
  auto voided = c.query(with_names(kVoided), {commitment_id});
  if (!voided) return tl::unexpected(voided.error());
  for (const auto& r : *voided)
    out.push_back({r.integer("seq"),
                   "void_slip",
                   r.text("at"),
                   r.text("actor"),
                   r.text("state"),
                   r.text("number") + "：" + r.text("text"),
                   {},
                   {}});
  std::stable_sort(out.begin(), out.end(), [](const StepView& x, const StepView& y) { return x.seq < y.seq; });
  return out;
}

Result<std::vector<CommitmentView>> parts_of(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(joined({kRows, kFrom, kJoins, kPartsOfOne}), {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CommitmentView> out;
  for (const auto& r : *rows) out.push_back(view_of(r));
  return out;
}

Result<std::vector<Version>> versions_of(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(joined({kLit, kFrom, kAllOfOne}), {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Version> out;
  for (const auto& r : *rows) {
    out.push_back({r.text("from_at"), r.text("state"), whole(r, "assigned_day"), whole(r, "due_day"), whole(r, "progress"),
                   day_number(r.text("due_date")), day_number(r.text("reported_on"))});
  }
  return out;
}

Result<std::int64_t> next_slip(Connection& c, const std::string& kind, const std::string& year) {
  auto rows = c.query("SELECT COUNT(*) AS n FROM slip WHERE kind = ?1 AND year = ?2", {kind, year});
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n") + 1;
}

std::optional<std::int64_t> day_number(const std::optional<std::string>& iso_day) {
  const auto d = iso_day ? Date::parse(*iso_day) : std::nullopt;
  return d ? std::optional<std::int64_t>(d->days()) : std::nullopt;
}

long day_of(const std::string& at) {
  const auto day = Date::parse(at.substr(0, 10));
  if (!day || at.size() < 13) return 0;
  return day->days() + (std::stoi(at.substr(11, 2)) >= 16 ? 1 : 0);  // UTC+8
}

std::string end_of_day(const std::optional<std::string>& iso_day) {
  const auto day = iso_day ? Date::parse(*iso_day) : std::nullopt;
  return day ? day->iso() + "T16:00:00Z" : "9999";
}

}  // namespace luodi::supervision
