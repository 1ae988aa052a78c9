// What is asked of commitments, now and as of a past day: lists, one commitment's story, what lights depend on.
#include <cstdio>

#include "describe/json.h"
#include "describe/row.h"
#include "supervision/commitments.h"

namespace luodi::supervision {
namespace {

using store::Connection;
using store::Value;
namespace json = boost::json;

constexpr std::string_view kCount = "SELECT COUNT(*) AS n ";
constexpr std::string_view kRows =
    "SELECT k.commitment_id, k.text, k.deadline, k.leader, k.directive_id, k.span_begin, k.span_end, k.parent_id, "
    "k.confirmed_by, "
    "k.confirmed_at, v.state, v.unit, v.lead_unit_id, v.helping_units, v.due_date, v.due_kind, v.due_reason, v.progress, "
    "v.feedback_days, v.next_feedback, v.assigned_on, v.objection_until, v.merged_into, d.topic, d.paper_id, k.meeting_id, "
    "m.date AS meeting_date, m.ordinal AS meeting_ordinal, m.meeting_kind, i.subject AS item_subject ";
constexpr std::string_view kNarrow =
    "SELECT v.commitment_id, v.state, k.meeting_id, v.lead_unit_id, v.assigned_day, v.due_day, v.progress ";
constexpr std::string_view kFrom = "FROM commitment_version v JOIN commitment k ON k.commitment_id = v.commitment_id ";
constexpr std::string_view kJoins =
    "JOIN directive d ON d.directive_id = k.directive_id JOIN meeting m ON m.meeting_id = k.meeting_id JOIN item i ON i.item_id "
    "= "
    "d.item_id ";
constexpr std::string_view kOne = "WHERE v.to_at = '99999' AND v.commitment_id = ?1";
constexpr std::string_view kAllOfOne = "WHERE v.commitment_id = ?1 ORDER BY v.seq";
constexpr std::string_view kPartsOfOne =
    "WHERE v.to_at = '99999' AND v.state <> 'withdrawn' AND k.parent_id = ?1 ORDER BY v.commitment_id";
constexpr std::string_view kLast =
    "SELECT commitment_id FROM commitment WHERE commitment_id LIKE ?1 ORDER BY commitment_id DESC LIMIT 1";
constexpr std::string_view kOfDirective =
    "SELECT k.commitment_id FROM commitment k JOIN commitment_version v ON v.commitment_id = k.commitment_id AND v.to_at = "
    "'99999' WHERE k.directive_id = ?1 AND v.state <> 'withdrawn' ORDER BY k.commitment_id";
// Who acted, in words: the name of the account, its login where the name was erased or never given.
constexpr std::string_view kWho = "COALESCE(NULLIF(a.display_name, ''), a.login, ";
constexpr std::string_view kSteps =
    "e.actor) AS actor, e.seq, e.kind, e.at, e.payload, v.state FROM entry e JOIN commitment_version v ON v.seq = e.seq AND "
    "v.commitment_id = ?1 LEFT JOIN account a ON a.account_id = e.actor ORDER BY e.seq";
constexpr std::string_view kReports =
    "r.by_account) AS \"by\", r.report_id, r.kind, r.text, r.progress, r.at, r.files, r.verdict, r.verdict_reason, "
    "COALESCE(NULLIF(b.display_name, ''), b.login, r.verdict_by) AS verdict_by, r.verdict_at FROM report r LEFT JOIN account a "
    "ON "
    "a.account_id = r.by_account LEFT JOIN account b ON b.account_id = r.verdict_by WHERE r.commitment_id = ?1 ORDER BY r.at "
    "DESC, r.report_id DESC";
constexpr std::string_view kSlips =
    "s.by_account) AS \"by\", s.slip_id, s.kind, s.number, s.text, s.at FROM slip s LEFT JOIN account a ON a.account_id = "
    "s.by_account WHERE s.commitment_id = ?1 ORDER BY s.at DESC, s.slip_id DESC";

std::string with_names(std::string_view rest) {
  return "SELECT " + std::string(kWho) + std::string(rest);
}

constexpr std::size_t kMostWords = 8;

/// A statement out of this file's constants and what Where and order_of choose among them.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string s;
  for (const std::string_view part : parts) s += part;
  return s;
}

/// Builds a WHERE of named parts with numbered places; values never enter the text.
class Where {
 public:
  std::string place(Value v) {
    values_.push_back(std::move(v));
    return "?" + std::to_string(values_.size());
  }
  void add(const std::string& condition) { text_ += (text_.empty() ? "WHERE " : " AND ") + condition; }
  std::string list(const std::vector<std::string>& ids) {
    std::string s;
    for (const std::string& id : ids) s += (s.empty() ? "" : ", ") + place(id);
    return "(" + (s.empty() ? "NULL" : s) + ")";
  }
  const std::string& text() const { return text_; }
  const std::vector<Value>& values() const { return values_; }

 private:
  std::string text_;
  std::vector<Value> values_;
};

/// % _ and the escape itself stand for themselves in what a person searches for.
std::string like(const std::string& words) {
  std::string s = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') s += '\\';
    s += c;
  }
  return s + "%";
}

/// Words that stand apart, at most kMostWords; each must be found.
std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ' && c != '\t' && c != '\n') {
      word += c;
    } else if (!word.empty() && out.size() < kMostWords) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

std::string_view joins_of(const Filter& f) {
  return f.topic || f.words || f.order == "meeting_date" ? kJoins : std::string_view();
}

Where where_of(const Filter& f, const std::vector<std::string>* ids) {
  Where w;
  if (f.before == "9999") {
    w.add("v.to_at = '99999'");
  } else {
    const std::string at = w.place(f.before);
    w.add("v.from_at < " + at + " AND v.to_at >= " + at);
  }
  if (ids != nullptr) w.add("v.commitment_id IN " + w.list(*ids));
  if (f.state)
    w.add("v.state = " + w.place(*f.state));
  else
    w.add("v.state <> 'withdrawn'");
  if (f.meeting_id) w.add("k.meeting_id = " + w.place(*f.meeting_id));
  if (f.unit_id) w.add("v.lead_unit_id = " + w.place(*f.unit_id));
  if (f.topic) w.add("d.topic = " + w.place(*f.topic));
  if (f.units) {
    const std::string lead = w.list(*f.units);
    const std::string help = w.list(*f.units);
    w.add("(v.lead_unit_id IN " + lead +
          " OR v.commitment_id IN (SELECT h.commitment_id FROM commitment_helper h WHERE h.unit_id IN " + help + "))");
  }
  if (f.words)
    for (const std::string& word : words_in(*f.words)) {
      const std::string at = w.place(like(word));
      std::string any;
      for (const char* column : {"k.text", "k.commitment_id", "v.unit", "i.subject", "m.ordinal"})
        any += (any.empty() ? "(" : " OR ") + std::string(column) + " LIKE " + at + " ESCAPE '\\'";
      w.add(any + ")");
    }
  return w;
}

std::string order_of(const Filter& f) {
  const std::string way = f.descending ? " DESC" : "";
  std::string first;
  if (f.order == "due_date") first = "CASE WHEN v.due_date IS NULL THEN 1 ELSE 0 END, v.due_date" + way + ", ";
  if (f.order == "unit") first = "CASE WHEN v.unit IS NULL THEN 1 ELSE 0 END, v.unit" + way + ", ";
  if (f.order == "state") first = "v.state" + way + ", ";
  if (f.order == "meeting_date") first = "CASE WHEN m.date IS NULL THEN 1 ELSE 0 END, m.date" + way + ", ";
  return " ORDER BY " + first + "v.commitment_id" + way;
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

NarrowRow narrow_of(const store::Row& r) {
  return {r.text("commitment_id"),  r.text("state"),
          r.text("meeting_id"),     r.is_null("lead_unit_id") ? std::nullopt : std::optional(r.text("lead_unit_id")),
          whole(r, "assigned_day"), whole(r, "due_day"),
          whole(r, "progress")};
}

}  // namespace

Result<std::string> next_number(Connection& c, const std::string& year, std::size_t ahead) {
  auto rows = c.query(kLast, {year + "-%"});
  if (!rows) return tl::unexpected(rows.error());
  const std::size_t last = rows->empty() ? 0 : std::stoul(rows->front().text("commitment_id").substr(year.size() + 1));
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "-%05zu", last + 1 + ahead);
  return year + buffer;
}

Result<Listed> list_commitments(Connection& c, const Filter& f, const std::vector<std::string>* ids) {
  Listed out;
  const Where w = where_of(f, ids);
  auto count = c.query(joined({kCount, kFrom, joins_of(f), w.text()}), w.values());
  if (!count) return tl::unexpected(count.error());
  out.total = count->front().integer("n");
  Where page = where_of(f, ids);
  const std::string limit = page.place(static_cast<std::int64_t>(f.limit)),
                    offset = page.place(static_cast<std::int64_t>(f.offset));
  auto rows =
      c.query(joined({kRows, kFrom, kJoins, page.text(), order_of(f), " LIMIT ", limit, " OFFSET ", offset}), page.values());
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) out.rows.push_back(view_of(r));
  return out;
}

Result<std::vector<NarrowRow>> narrow_rows(Connection& c, const Filter& f) {
  const Where w = where_of(f, nullptr);
  auto rows = c.query(joined({kNarrow, kFrom, joins_of(f), w.text(), order_of(f)}), w.values());
  if (!rows) return tl::unexpected(rows.error());
  std::vector<NarrowRow> out;
  out.reserve(rows->size());
  for (const auto& r : *rows) out.push_back(narrow_of(r));
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
  auto rows = c.query("SELECT * FROM commitment_version WHERE commitment_id = ?1 AND to_at = '99999'", {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, commitment_id, "commitment.unknown", "there is no commitment with this number");
  const auto& r = rows->front();
  Standing s;
  s.commitment_id = commitment_id;
  s.state = r.text("state");
  s.held_state = r.text("held_state");
  if (!r.is_null("lead_unit_id")) s.lead_unit_id = r.text("lead_unit_id");
  s.has_due_date = !r.is_null("due_date");
  if (!r.is_null("feedback_days")) s.feedback_days = r.integer("feedback_days");
  if (!r.is_null("progress")) s.progress = r.integer("progress");
  if (!r.is_null("merged_into")) s.merged_into = r.text("merged_into");
  s.final_report = r.integer("final_report") != 0;
  auto helpers = c.query("SELECT unit_id FROM commitment_helper WHERE commitment_id = ?1 ORDER BY unit_id", {commitment_id});
  if (!helpers) return tl::unexpected(helpers.error());
  for (const auto& h : *helpers) s.helping_unit_ids.push_back(h.text("unit_id"));
  auto parts = parts_of(c, commitment_id);
  if (!parts) return tl::unexpected(parts.error());
  s.parts_closed = !parts->empty();
  for (const CommitmentView& p : *parts) s.parts_closed &= p.state == "closed" || p.state == "archived" || p.state == "merged";
  return s;
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
    StepView s{r.integer("seq"), r.text("kind"), r.text("at"), r.text("actor"), r.text("state"), {}, {}};
    if (s.act.rfind("commitment.", 0) == 0) s.act = s.act.substr(11);
    const json::value payload = json::parse(r.text("payload"));
    const json::object& p = payload.as_object();
    for (const auto& [name, into] : {std::pair{"text", &s.text}, std::pair{"due_date", &s.due_date}})
      if (const json::value* v = p.if_contains(name); v != nullptr && v->is_string() && !v->as_string().empty())
        *into = std::string(v->as_string());
    out.push_back(std::move(s));
  }
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
  auto rows = c.query(joined({kNarrow, kFrom, kAllOfOne}), {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Version> out;
  for (const auto& r : *rows) out.push_back({r.text("from_at"), narrow_of(r)});
  return out;
}

Result<std::int64_t> next_slip(Connection& c, const std::string& kind, const std::string& year) {
  auto rows = c.query("SELECT COUNT(*) AS n FROM slip WHERE kind = ?1 AND year = ?2", {kind, year});
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n") + 1;
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
