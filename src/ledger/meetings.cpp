// See meetings.h. Queries are named constants; JSON of payloads is read by describe/.
// Over 600 lines: one projection and its queries; the statements stand beside the tables they name, so that a table and all
// of its readers change in one place.
#include "ledger/meetings.h"

#include <algorithm>
#include <map>
#include <set>

#include "describe/json.h"
#include "describe/row.h"
#include "ledger/known_meeting.h"
#include "ledger/pairing.h"

namespace luodi::ledger {
namespace {

using describe::text_of;
using store::Connection;
using store::Null;
using store::Rows;
using store::Value;
namespace json = boost::json;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS paper (
  paper_id {text} PRIMARY KEY,
  file_name {text} NOT NULL,
  file_hash {text} NOT NULL,
  text_hash {text} NOT NULL,               -- SHA-256 of the mended text: the same words in another file are the same paper
  parse_hash {text} NOT NULL,              -- the canonical parse, a blob
  encoding {text} NOT NULL,
  proof {text} NOT NULL,
  imported_at {text} NOT NULL,
  imported_by {text} NOT NULL,
  meeting_id {text},                       -- null: the paper tells of no meeting
  taken_back {text},                       -- when an import was taken back
  seq BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS meeting (
  meeting_id {text} PRIMARY KEY,
  date {text},                             -- ISO, or --MM-DD where no paper gives the year
  date_text {text},
  body {text},
  meeting_kind {text} NOT NULL,
  ordinal {text},
  chair_name {text},
  chair_title {text},
  title {text},
  first_paper {text} NOT NULL              -- of those that stand
);
CREATE TABLE IF NOT EXISTS item (
  item_id {text} PRIMARY KEY,
  paper_id {text} NOT NULL,
  meeting_id {text} NOT NULL,
  no BIGINT NOT NULL,
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  span_begin BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  reporting_unit {text}
);
CREATE TABLE IF NOT EXISTS directive (
  directive_id {text} PRIMARY KEY,
  paper_id {text} NOT NULL,
  meeting_id {text} NOT NULL,
  item_id {text} NOT NULL,
  no BIGINT NOT NULL,
  text {text} NOT NULL,
  span_begin BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  unit {text},
  deadline {text},
  due_date {text},
  due_kind {text} NOT NULL,                -- date | open | none
  due_reason {text},
  topic {text} NOT NULL,
  state {text} NOT NULL,                   -- proposed | confirmed | refused | settled | split | merged | void
  reason {text},                           -- of a refusal
  parent {text},                           -- directive this is a part or the whole of
  twin_of {text},                          -- the same requirement in the meeting's first paper
  corrected BIGINT NOT NULL DEFAULT 0      -- corrections that stand
);
CREATE INDEX IF NOT EXISTS directive_meeting ON directive (meeting_id, span_begin);
CREATE INDEX IF NOT EXISTS item_meeting ON item (meeting_id, no);
CREATE INDEX IF NOT EXISTS paper_meeting ON paper (meeting_id, seq);
)sql";

constexpr std::string_view kInsertPaper =
    "INSERT INTO paper (paper_id, file_name, file_hash, text_hash, parse_hash, encoding, proof, imported_at, imported_by, "
    "meeting_id, seq) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
constexpr std::string_view kInsertMeeting =
    "INSERT INTO meeting (meeting_id, date, date_text, body, meeting_kind, ordinal, chair_name, chair_title, title, first_paper) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (meeting_id) DO NOTHING";
constexpr std::string_view kInsertItem =
    "INSERT INTO item (item_id, paper_id, meeting_id, no, kind, subject, span_begin, span_end, reporting_unit) VALUES (?1, ?2, "
    "?3, ?4, ?5, ?6, ?7, ?8, ?9)";
constexpr std::string_view kInsertDirective =
    "INSERT INTO directive (directive_id, paper_id, meeting_id, item_id, no, text, span_begin, span_end, unit, deadline, "
    "due_date, due_kind, due_reason, topic, state, parent, twin_of) "
    "VALUES (?1, ?2, (SELECT meeting_id FROM paper WHERE paper_id = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
    "'proposed', ?14, ?15)";
constexpr std::string_view kSetState = "UPDATE directive SET state = ?2, reason = ?3 WHERE directive_id = ?1";
constexpr std::string_view kCorrect =
    "UPDATE directive SET text = ?2, span_begin = ?3, span_end = ?4, unit = ?5, deadline = ?6, due_date = ?7, due_kind = ?8, "
    "topic = ?9, corrected = corrected + ?10 WHERE directive_id = ?1";
constexpr std::string_view kCorrectMeeting =
    "UPDATE meeting SET date = ?2, body = ?3, meeting_kind = ?4, ordinal = ?5, chair_name = ?6, chair_title = ?7 "
    "WHERE meeting_id = ?1";
constexpr std::string_view kSetDue = "UPDATE directive SET due_date = ?2, due_kind = ?3, due_reason = ?4 WHERE directive_id = ?1";
constexpr std::string_view kMeetingOfPaper =
    "SELECT m.date FROM paper p JOIN meeting m ON m.meeting_id = p.meeting_id WHERE p.paper_id = ?1";
constexpr std::string_view kCorrections =
    "SELECT seq, payload FROM entry WHERE kind = 'directive.corrected' AND subject = ?1 ORDER BY seq DESC";
constexpr std::string_view kVoidParts = "UPDATE directive SET state = 'void' WHERE parent = ?1";
constexpr std::string_view kPaperByHash =
    "SELECT paper_id, meeting_id FROM paper WHERE file_hash = ?1 OR text_hash = ?2 ORDER BY seq LIMIT 1";
constexpr std::string_view kMeetings =
    "SELECT m.meeting_id, m.date, m.date_text, m.body, m.meeting_kind, m.ordinal, m.chair_name, m.chair_title, m.title, "
    "(SELECT COUNT(*) FROM item i WHERE i.meeting_id = m.meeting_id AND i.paper_id = m.first_paper) AS items, "
    "(SELECT COUNT(*) FROM directive d WHERE d.meeting_id = m.meeting_id AND d.twin_of IS NULL AND d.state NOT IN ('split', "
    "'merged', 'void')) AS directives, "
    "(SELECT COUNT(*) FROM directive d WHERE d.meeting_id = m.meeting_id AND d.twin_of IS NULL AND d.state = 'proposed') AS "
    "open, "
    "(SELECT COUNT(*) FROM directive d WHERE d.meeting_id = m.meeting_id AND d.state = 'confirmed') AS commitments, "
    "(SELECT COUNT(*) FROM paper p WHERE p.meeting_id = m.meeting_id AND p.taken_back IS NULL) AS sources FROM meeting m ";
constexpr const char* kWithPapers =
    "WHERE EXISTS (SELECT 1 FROM paper p WHERE p.meeting_id = m.meeting_id AND p.taken_back IS NULL) ";
constexpr std::string_view kPapers =
    "SELECT paper_id, file_name, encoding, proof, imported_at, imported_by, parse_hash FROM paper WHERE meeting_id = ?1 AND "
    "taken_back IS NULL ORDER BY "
    "seq";
constexpr std::string_view kLoosePapers =
    "SELECT paper_id, file_name, encoding, proof, imported_at, imported_by, parse_hash FROM paper WHERE meeting_id IS NULL AND "
    "taken_back IS NULL ORDER "
    "BY seq DESC LIMIT 200";
constexpr std::string_view kItems =
    "SELECT item_id, paper_id, kind, subject, span_begin, span_end, reporting_unit FROM item WHERE meeting_id = ?1 AND "
    "paper_id NOT IN (SELECT paper_id FROM paper WHERE taken_back IS NOT NULL) ORDER BY paper_id, no";
constexpr std::string_view kDirectives =
    "SELECT directive_id, paper_id, item_id, text, span_begin, span_end, unit, deadline, due_date, due_kind, due_reason, topic, "
    "state, reason, twin_of, corrected FROM directive ";
constexpr std::string_view kFirstOnes =
    "SELECT directive_id, text FROM directive WHERE meeting_id = ?1 AND twin_of IS NULL AND parent IS NULL AND state <> 'void' "
    "ORDER BY paper_id, no, directive_id";
// A paper that was taken back keeps its rows, for what was made of it is still told; it is found no more.
constexpr std::string_view kTakeBack = "UPDATE paper SET file_hash = '', text_hash = '', taken_back = ?2 WHERE paper_id = ?1";
constexpr std::string_view kToldBy =
    "SELECT m.meeting_id, (SELECT p.paper_id FROM paper p WHERE p.meeting_id = m.meeting_id AND p.taken_back IS NULL ORDER BY "
    "p.seq LIMIT 1) AS next FROM meeting m WHERE m.first_paper = ?1";
constexpr std::string_view kGoneFirst =
    "SELECT 1 AS one FROM meeting m JOIN paper p ON p.paper_id = m.first_paper WHERE m.meeting_id = ?1 AND p.taken_back IS NOT "
    "NULL";
constexpr std::string_view kSetFirst = "UPDATE meeting SET first_paper = ?2 WHERE meeting_id = ?1";
constexpr std::string_view kTellMeeting =
    "UPDATE meeting SET date = ?2, date_text = ?3, body = ?4, meeting_kind = ?5, ordinal = ?6, chair_name = ?7, chair_title = "
    "?8, "
    "title = ?9, first_paper = ?10 WHERE meeting_id = ?1";
constexpr std::string_view kTwinsOfPaper =
    "SELECT d.directive_id, d.twin_of FROM directive d JOIN directive v ON v.directive_id = d.twin_of WHERE v.paper_id = ?1 "
    "ORDER "
    "BY d.twin_of, d.paper_id, d.no, d.directive_id";
constexpr std::string_view kSetTwin = "UPDATE directive SET twin_of = ?2 WHERE directive_id = ?1";
constexpr std::string_view kVoidAll = "UPDATE directive SET state = 'void' WHERE paper_id = ?1";
constexpr std::string_view kItem =
    "SELECT i.item_id, i.paper_id, i.kind, i.subject, i.span_begin, i.span_end, i.reporting_unit, m.date FROM item i JOIN "
    "meeting m "
    "ON m.meeting_id = i.meeting_id WHERE i.item_id = ?1";
constexpr std::string_view kCountParts = "SELECT COUNT(*) AS n FROM directive WHERE parent = ?1";
constexpr std::string_view kPartDealtWith =
    "SELECT directive_id FROM directive WHERE parent = ?1 AND state NOT IN ('proposed', 'void') ORDER BY directive_id LIMIT 1";
constexpr std::string_view kItemBefore =
    "SELECT item_id FROM item WHERE paper_id = ?1 ORDER BY CASE WHEN span_begin <= ?2 THEN 0 ELSE 1 END, "
    "CASE WHEN span_begin <= ?2 THEN -span_begin ELSE span_begin END, item_id LIMIT 1";
constexpr std::string_view kCountAdded =
    "SELECT COUNT(*) AS n FROM directive WHERE paper_id = ?1 AND no >= ?2 AND parent IS NULL";
constexpr std::string_view kOverlapping =
    "SELECT COUNT(*) AS n FROM directive WHERE paper_id = ?1 AND span_begin < ?3 AND span_end > ?2 AND state NOT IN ('void', "
    "'split', 'merged')";
constexpr std::int64_t kAddedFrom = 100000;  // numbers of directives that people added begin here
constexpr std::string_view kCountStanding =
    "SELECT COUNT(*) AS n FROM directive WHERE paper_id = ?1 AND span_begin >= ?2 AND span_end <= ?3 AND state NOT IN ('void', "
    "'split', 'merged')";
constexpr std::string_view kMergesOfPaper =
    "SELECT e.payload FROM entry e JOIN directive d ON d.directive_id = e.subject WHERE e.kind = 'directive.merged' AND "
    "d.paper_id "
    "= ?1 ORDER BY e.seq DESC";
constexpr std::string_view kWithdrawable =
    "SELECT p.taken_back, (SELECT COUNT(*) FROM entry e WHERE e.subject = p.paper_id AND e.kind = 'table.imported') AS tables, "
    "(SELECT COUNT(*) FROM directive d WHERE d.paper_id = p.paper_id AND d.state = 'confirmed') AS confirmed FROM paper p WHERE "
    "p.paper_id = ?1";
constexpr std::string_view kParseHash = "SELECT parse_hash FROM paper WHERE paper_id = ?1";

Value nullable(const std::optional<std::string>& s) {
  return s ? Value(*s) : Value(Null{});
}

template <class T>
Result<T> parsed(const std::string& text, const char* what) {
  boost::system::error_code error;
  const json::value value = json::parse(text, error);
  if (error) return fail(ErrorCode::tampered, what, "ledger.bad_json", "the stored JSON cannot be read");
  return describe::from_json<T>(value);
}

ItemView item_of(const store::Row& r) {
  auto v = describe::from_row<ItemView>(r);
  v.subject_span = {static_cast<std::size_t>(r.integer("span_begin")), static_cast<std::size_t>(r.integer("span_end"))};
  return v;
}

DirectiveView directive_of(const store::Row& r) {
  auto d = describe::from_row<DirectiveView>(r);
  d.span = {static_cast<std::size_t>(r.integer("span_begin")), static_cast<std::size_t>(r.integer("span_end"))};
  return d;
}

Result<PaperView> paper_view(Connection& c, const store::Row& r) {
  auto blob = Ledger::get_blob(c, r.text("parse_hash"));
  if (!blob) return tl::unexpected(blob.error());
  auto record = parsed<PaperRecord>(*blob, "paper");
  if (!record) return tl::unexpected(record.error());
  auto v = describe::from_row<PaperView>(r);
  v.kinds = record->kinds;
  v.text = record->text;
  v.original = record->original;
  v.changes = record->changes;
  v.doubtful = record->doubtful;
  v.coverage = record->reading.coverage;
  v.remarks = record->reading.remarks;
  return v;
}

Result<std::vector<PaperView>> paper_views(Connection& c, const Result<Rows>& rows) {
  if (!rows) return tl::unexpected(rows.error());
  std::vector<PaperView> out;
  for (const auto& r : *rows) {
    auto v = paper_view(c, r);
    if (!v) return tl::unexpected(v.error());
    out.push_back(std::move(*v));
  }
  return out;
}

/// The places of kInsertMeeting and kTellMeeting.
std::vector<Value> told_by(const std::string& meeting_id, const Meeting& m, const std::optional<std::string>& title,
                           const std::string& paper_id) {
  return {meeting_id,
          nullable(m.date),
          nullable(m.date_text),
          nullable(m.body),
          m.meeting_kind,
          nullable(m.ordinal),
          m.chair ? Value(m.chair->name) : Value(Null{}),
          m.chair ? nullable(m.chair->title) : Value(Null{}),
          nullable(title),
          paper_id};
}

std::vector<std::string> requirements_of(const Reading& reading) {
  std::vector<std::string> out;
  for (const Item& item : reading.items)
    for (const Directive& d : item.directives) out.push_back(d.text);
  return out;
}

}  // namespace

std::string_view MeetingsProjection::schema() const {
  return kSchema;
}
std::vector<std::string_view> MeetingsProjection::tables() const {
  return {"directive", "item", "meeting", "paper"};
}

Result<void> MeetingsProjection::insert_directive(Connection& c, const std::string& paper_id, const std::string& item_id,
                                                  std::int64_t no, const DirectiveText& d,
                                                  const std::optional<std::string>& reason,
                                                  const std::optional<std::string>& twin,
                                                  const std::optional<std::string>& parent) {
  auto done =
      c.query(kInsertDirective, {d.directive_id, paper_id, item_id, no, d.text, static_cast<std::int64_t>(d.span[0]),
                                 static_cast<std::int64_t>(d.span[1]), nullable(d.unit), nullable(d.deadline),
                                 nullable(d.due_date), d.due_kind, nullable(reason), d.topic, nullable(parent), nullable(twin)});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> MeetingsProjection::take_paper(Connection& c, const Entry& e) {
  const json::object p = json::parse(e.payload).as_object();
  auto blob = Ledger::get_blob(c, text_of(p, "parse_hash"));
  if (!blob) return tl::unexpected(blob.error());
  auto record = parsed<PaperRecord>(*blob, "paper");
  if (!record) return tl::unexpected(record.error());
  const std::string meeting_id = text_of(p, "meeting_id");
  auto done = c.query(kInsertPaper, {e.subject, record->file_name, text_of(p, "file_hash"), text_of(p, "text_hash"),
                                     text_of(p, "parse_hash"), record->encoding, record->proof, e.at, e.actor,
                                     meeting_id.empty() ? Value(Null{}) : Value(meeting_id), e.seq});
  if (!done) return tl::unexpected(done.error());
  if (meeting_id.empty()) return {};
  const Meeting& m = *record->reading.meeting;
  const std::vector<Value> told = told_by(meeting_id, m, record->reading.title, e.subject);
  // A meeting whose papers were all taken back is told anew.
  auto gone = c.query(kGoneFirst, {meeting_id});
  if (!gone) return tl::unexpected(gone.error());
  done = c.query(gone->empty() ? kInsertMeeting : kTellMeeting, told);
  if (!done) return tl::unexpected(done.error());
  const json::object twins = p.contains("twins") ? p.at("twins").as_object() : json::object{};
  std::int64_t item_no = 0, no = 0;
  for (const Item& item : record->reading.items) {
    const std::string item_id = e.subject + "-i" + std::to_string(++item_no);
    done = c.query(kInsertItem, {item_id, e.subject, meeting_id, item_no, item.kind, item.subject,
                                 static_cast<std::int64_t>(item.subject_span[0]), static_cast<std::int64_t>(item.subject_span[1]),
                                 nullable(item.reporting_unit)});
    if (!done) return tl::unexpected(done.error());
    for (const Directive& d : item.directives) {
      const std::string id = e.subject + "-d" + std::to_string(++no);
      const std::string twin = text_of(twins, id.c_str());
      const DirectiveText t{id, d.text, d.span, d.unit, d.deadline, d.due_date, d.due_kind, d.topic};
      if (auto ok = insert_directive(c, e.subject, item_id, no, t, d.due_reason,
                                     twin.empty() ? std::nullopt : std::optional(twin), std::nullopt);
          !ok)
        return ok;
    }
  }
  return {};
}

namespace {

/// Requirements of later papers that stood behind one of this paper stand for themselves again; of several, the first does,
/// and the others stand behind it.
Result<void> release_twins(Connection& c, const std::string& paper_id) {
  auto rows = c.query(kTwinsOfPaper, {paper_id});
  if (!rows) return tl::unexpected(rows.error());
  std::string of, first;
  for (const auto& r : *rows) {
    const bool is_first = r.text("twin_of") != of;
    of = r.text("twin_of");
    if (is_first) first = r.text("directive_id");
    auto ok = c.query(kSetTwin, {r.text("directive_id"), is_first ? Value(Null{}) : Value(first)});
    if (!ok) return tl::unexpected(ok.error());
  }
  return {};
}

}  // namespace

/// A table of tasks or a paper that was taken back: it is found no more, and what stood behind its sentences stands again.
Result<void> MeetingsProjection::take_back(Connection& c, const Entry& e) {
  const json::object p = json::parse(e.payload).as_object();
  if (!p.contains("paper_id")) return {};
  const std::string paper_id = text_of(p, "paper_id");
  if (auto ok = c.query(kTakeBack, {paper_id, e.at}); !ok) return tl::unexpected(ok.error());
  if (auto ok = c.query(kVoidAll, {paper_id}); !ok) return tl::unexpected(ok.error());
  if (auto ok = hand_on(c, paper_id); !ok) return ok;
  if (auto ok = release_twins(c, paper_id); !ok) return ok;
  for (const json::value& id : p.at("directive_ids").as_array())
    if (auto ok = c.query(kSetState, {std::string(id.as_string()), std::string("proposed"), Null{}}); !ok)
      return tl::unexpected(ok.error());
  return {};
}

/// The next paper speaks for a meeting whose first one was taken back; what a person put right stays.
Result<void> MeetingsProjection::hand_on(Connection& c, const std::string& paper_id) {
  auto told = c.query(kToldBy, {paper_id});
  if (!told) return tl::unexpected(told.error());
  if (told->empty() || told->front().is_null("next")) return {};
  const std::string meeting_id = told->front().text("meeting_id"), next = told->front().text("next");
  auto stands = get_meeting(c, meeting_id);
  auto before = record_of(c, paper_id), after = record_of(c, next);
  if (!stands) return tl::unexpected(stands.error());
  if (!before) return tl::unexpected(before.error());
  if (!after) return tl::unexpected(after.error());
  const bool by_hand = !is_same(facts_of(*before->reading.meeting), *stands);
  auto done = by_hand ? c.query(kSetFirst, {meeting_id, next})
                      : c.query(kTellMeeting, told_by(meeting_id, *after->reading.meeting, after->reading.title, next));
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// What a person puts right about a meeting, and the days of its open requirements that follow from its day.
Result<void> MeetingsProjection::correct_meeting(Connection& c, const Entry& e) {
  const json::object p = json::parse(e.payload).as_object();
  auto m = describe::from_json<MeetingFacts>(p.at("meeting"));
  if (!m) return tl::unexpected(m.error());
  auto done = c.query(kCorrectMeeting, {e.subject, nullable(m->date), nullable(m->body), m->meeting_kind, nullable(m->ordinal),
                                        nullable(m->chair_name), nullable(m->chair_title)});
  if (!done) return tl::unexpected(done.error());
  auto dues = describe::from_json<std::vector<DueText>>(p.at("due"));
  if (!dues) return tl::unexpected(dues.error());
  for (const DueText& d : *dues) {
    done = c.query(kSetDue, {d.directive_id, nullable(d.due_date), d.due_kind, nullable(d.due_reason)});
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

/// The words, unit and day of a directive as a person put them right, or as they were before that.
Result<void> MeetingsProjection::correct(Connection& c, const Entry& e) {
  const json::object p = json::parse(e.payload).as_object();
  auto d = describe::from_json<DirectiveText>(p.at("directive"));
  if (!d) return tl::unexpected(d.error());
  auto done = c.query(kCorrect, {d->directive_id, d->text, static_cast<std::int64_t>(d->span[0]),
                                 static_cast<std::int64_t>(d->span[1]), nullable(d->unit), nullable(d->deadline),
                                 nullable(d->due_date), d->due_kind, d->topic, std::int64_t{p.contains("takes_back") ? -1 : 1}});
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// A requirement that was not read.
Result<void> MeetingsProjection::add(Connection& c, const Entry& e) {
  const json::object p = json::parse(e.payload).as_object();
  auto d = describe::from_json<DirectiveText>(p.at("directive"));
  if (!d) return tl::unexpected(d.error());
  auto added = count_added(c, text_of(p, "paper_id"));
  if (!added) return tl::unexpected(added.error());
  return insert_directive(c, text_of(p, "paper_id"), text_of(p, "item_id"), kAddedFrom + *added, *d, std::nullopt, std::nullopt,
                          std::nullopt);
}

Result<void> MeetingsProjection::apply(Connection& c, const Entry& e) {
  if (e.kind == "paper.imported") return take_paper(c, e);
  if (e.kind == "table.undone" || e.kind == "paper.withdrawn") return take_back(c, e);
  if (e.kind == "meeting.corrected") return correct_meeting(c, e);
  if (e.kind == "directive.corrected") return correct(c, e);
  if (e.kind == "directive.added") return add(c, e);
  if (e.kind.rfind("directive.", 0) != 0) return {};
  const json::object p = json::parse(e.payload).as_object();
  auto set_state = [&](const std::string& id, const char* state, const Value& reason = Null{}) -> Result<void> {
    auto done = c.query(kSetState, {id, std::string(state), reason});
    if (!done) return tl::unexpected(done.error());
    return {};
  };
  auto where_of = [&](const std::string& id) {
    return c.query("SELECT paper_id, item_id, no FROM directive WHERE directive_id = ?1", {id});
  };
  auto insert_new = [&](const json::value& v, const std::string& like, const std::string& parent) -> Result<void> {
    auto d = describe::from_json<DirectiveText>(v);
    if (!d) return tl::unexpected(d.error());
    auto rows = where_of(like);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty())
      return fail(ErrorCode::tampered, like, "ledger.no_directive", "an entry names a directive that no paper brought");
    const auto& r = rows->front();
    return insert_directive(c, r.text("paper_id"), r.text("item_id"), r.integer("no"), *d, std::nullopt, std::nullopt, parent);
  };
  if (e.kind == "directive.confirmed") return set_state(e.subject, "confirmed");
  if (e.kind == "directive.refused") return set_state(e.subject, "refused", text_of(p, "reason"));
  if (e.kind == "directive.settled") return set_state(e.subject, "settled");
  if (e.kind == "directive.split") {
    for (const json::value& part : p.at("parts").as_array())
      if (auto ok = insert_new(part, e.subject, e.subject); !ok) return ok;
    return set_state(e.subject, "split");
  }
  if (e.kind == "directive.merged") {
    for (const json::value& id : p.at("directive_ids").as_array())
      if (auto ok = set_state(std::string(id.as_string()), "merged"); !ok) return ok;
    return insert_new(p.at("whole"), std::string(p.at("directive_ids").as_array().front().as_string()), e.subject);
  }
  if (e.kind == "directive.undone") {
    for (const json::value& id : p.at("directive_ids").as_array()) {
      auto done = c.query(kVoidParts, {std::string(id.as_string())});
      if (!done) return tl::unexpected(done.error());
      if (auto ok = set_state(std::string(id.as_string()), "proposed"); !ok) return ok;
    }
  }
  return {};
}

Result<std::optional<std::string>> meeting_day(Connection& c, const std::string& paper_id) {
  auto rows = c.query(kMeetingOfPaper, {paper_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty() || rows->front().is_null("date")) return std::optional<std::string>();
  return std::optional(rows->front().text("date"));
}

Result<std::optional<Correction>> last_correction(Connection& c, const std::string& directive_id) {
  auto rows = c.query(kCorrections, {directive_id});
  if (!rows) return tl::unexpected(rows.error());
  std::set<std::int64_t> taken_back;
  for (const auto& r : *rows) {
    const json::object p = json::parse(r.text("payload")).as_object();
    const std::int64_t seq = r.integer("seq");
    if (p.contains("takes_back")) {
      taken_back.insert(p.at("takes_back").to_number<std::int64_t>());
      continue;
    }
    if (taken_back.count(seq) != 0) continue;
    if (!p.contains("before")) break;  // of a version that kept only what came after
    auto before = describe::from_json<DirectiveText>(p.at("before"));
    if (!before) return tl::unexpected(before.error());
    return std::optional(Correction{seq, std::move(*before)});
  }
  return std::optional<Correction>();
}

Result<std::vector<std::optional<std::string>>> twins_in_meeting(Connection& c, const std::string& meeting_id,
                                                                 const std::vector<std::string>& texts) {
  std::vector<std::optional<std::string>> out(texts.size());
  if (meeting_id.empty()) return out;
  auto before = c.query(kFirstOnes, {meeting_id});
  if (!before) return tl::unexpected(before.error());
  std::vector<std::string> earlier;
  for (const auto& r : *before) earlier.push_back(r.text("text"));
  const auto same = same_in(earlier, texts);
  for (std::size_t i = 0; i < same.size(); ++i)
    if (same[i]) out[i] = (*before)[*same[i]].text("directive_id");
  return out;
}

Result<Imported> import_paper(Ledger& ledger, Connection& c, const std::string& file, const PaperRecord& record,
                              const std::string& actor, const std::string& source, const std::optional<std::string>& into_meeting,
                              bool by_words) {
  const std::string file_hash = sha256(file), text_hash = sha256(record.text);
  auto known = c.query(kPaperByHash, {by_words ? text_hash : file_hash, text_hash});
  if (!known) return tl::unexpected(known.error());
  if (!known->empty()) {
    const auto& r = known->front();
    return Imported{r.text("paper_id"), r.is_null("meeting_id") ? std::nullopt : std::optional(r.text("meeting_id")), false};
  }
  auto file_blob = ledger.put_blob(c, file);
  if (!file_blob) return tl::unexpected(file_blob.error());
  auto parse_blob = ledger.put_blob(c, json::serialize(describe::to_json(record)));
  if (!parse_blob) return tl::unexpected(parse_blob.error());
  // The number of times this file came before and was taken back makes the id new.
  auto before = c.query("SELECT COUNT(*) AS n FROM paper WHERE paper_id LIKE ?1", {"p" + file_hash.substr(0, 12) + "%"});
  if (!before) return tl::unexpected(before.error());
  const std::int64_t times = before->front().integer("n");
  Imported out{"p" + file_hash.substr(0, 12) + (times > 0 ? "." + std::to_string(times + 1) : ""), std::nullopt, true};
  json::object payload{{"paper_id", out.paper_id},
                       {"file_name", record.file_name},
                       {"file_hash", file_hash},
                       {"text_hash", text_hash},
                       {"parse_hash", *parse_blob}};
  if (record.reading.meeting) {
    const Meeting& m = *record.reading.meeting;
    auto like = known_meeting(c, m);
    if (!like) return tl::unexpected(like.error());
    out.meeting_id = into_meeting ? *into_meeting
                     : *like      ? **like
                                  : "m" + sha256(m.body.value_or("") + "|" + m.date.value_or(out.paper_id) + "|" +
                                                 m.ordinal.value_or("") + "|" + m.meeting_kind)
                                         .substr(0, 12);
    payload["meeting_id"] = *out.meeting_id;
    // Requirements that an earlier paper of this meeting already brought.
    auto same = twins_in_meeting(c, *out.meeting_id, requirements_of(record.reading));
    if (!same) return tl::unexpected(same.error());
    json::object twins;
    for (std::size_t i = 0; i < same->size(); ++i)
      if ((*same)[i]) twins[out.paper_id + "-d" + std::to_string(i + 1)] = *(*same)[i];
    if (!twins.empty()) payload["twins"] = twins;
  }
  Entry e;
  e.kind = "paper.imported";
  e.subject = out.paper_id;
  e.payload = json::serialize(payload);
  e.actor = actor;
  e.source = source;
  if (auto ok = ledger.append(c, e); !ok) return tl::unexpected(ok.error());
  return out;
}

Result<std::vector<MeetingRow>> list_meetings(Connection& c) {
  return describe::from_rows<MeetingRow>(c.query(
      std::string(kMeetings) + kWithPapers + "ORDER BY CASE WHEN m.date IS NULL THEN 1 ELSE 0 END, m.date DESC, m.meeting_id"));
}

Result<std::vector<MeetingName>> meeting_names(Connection& c) {
  return describe::from_rows<MeetingName>(c.query(
      "SELECT meeting_id, date, ordinal, meeting_kind FROM meeting ORDER BY CASE WHEN date IS NULL THEN 1 ELSE 0 END, date DESC, "
      "meeting_id"));
}

MeetingFacts facts_of(const Meeting& m) {
  MeetingFacts f{m.date, m.body, m.ordinal, std::nullopt, std::nullopt, m.meeting_kind};
  if (m.chair) f.chair_name = m.chair->name, f.chair_title = m.chair->title;
  return f;
}

bool is_same(const MeetingFacts& f, const MeetingRow& m) {
  return f.date == m.date && f.body == m.body && f.ordinal == m.ordinal && f.chair_name == m.chair_name &&
         f.chair_title == m.chair_title && f.meeting_kind == m.meeting_kind;
}

Result<void> check_withdrawable(Connection& c, const std::string& paper_id) {
  auto rows = c.query(kWithdrawable, {paper_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty() || !rows->front().is_null("taken_back"))
    return fail(ErrorCode::not_found, paper_id, "paper.unknown", "there is no paper with this id");
  if (rows->front().integer("tables") > 0)
    return fail(ErrorCode::conflict, paper_id, "paper.of_table", "this paper is a table of tasks; take its import back");
  if (rows->front().integer("confirmed") > 0)
    return fail(ErrorCode::conflict, paper_id, "paper.in_use", "requirements of this paper are confirmed; undo that first");
  return {};
}

Result<MeetingRow> get_meeting(Connection& c, const std::string& meeting_id) {
  auto rows = c.query(std::string(kMeetings) + "WHERE m.meeting_id = ?1", {meeting_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, meeting_id, "meeting.unknown", "there is no meeting with this id");
  return describe::from_row<MeetingRow>(rows->front());
}

Result<std::vector<PaperView>> papers_of(Connection& c, const std::string& meeting_id) {
  return paper_views(c, c.query(kPapers, {meeting_id}));
}

Result<std::vector<PaperView>> papers_without_meeting(Connection& c) {
  return paper_views(c, c.query(kLoosePapers));
}

Result<PaperRecord> record_of(Connection& c, const std::string& paper_id) {
  auto rows = c.query(kParseHash, {paper_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, paper_id, "paper.unknown", "there is no paper with this id");
  auto blob = Ledger::get_blob(c, rows->front().text("parse_hash"));
  if (!blob) return tl::unexpected(blob.error());
  return parsed<PaperRecord>(*blob, "paper");
}

Result<std::vector<ItemView>> items_of(Connection& c, const std::string& meeting_id) {
  auto rows = c.query(kItems, {meeting_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<ItemView> out;
  std::map<std::string, std::size_t> at;
  for (const auto& r : *rows) {
    auto v = item_of(r);
    at[v.item_id] = out.size();
    out.push_back(std::move(v));
  }
  auto directives = c.query(std::string(kDirectives) +
                                "WHERE meeting_id = ?1 AND state <> 'void' ORDER BY paper_id, span_begin, span_end, directive_id",
                            {meeting_id});
  if (!directives) return tl::unexpected(directives.error());
  for (const auto& r : *directives)
    if (const auto it = at.find(r.text("item_id")); it != at.end()) out[it->second].directives.push_back(directive_of(r));
  return out;
}

Result<DirectiveView> get_directive(Connection& c, const std::string& directive_id) {
  auto rows = c.query(std::string(kDirectives) + "WHERE directive_id = ?1", {directive_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty() || rows->front().text("state") == "void")
    return fail(ErrorCode::not_found, directive_id, "directive.unknown", "there is no directive with this id");
  return directive_of(rows->front());
}

Result<ItemOfMeeting> get_item(Connection& c, const std::string& item_id) {
  auto rows = c.query(kItem, {item_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, item_id, "item.unknown", "there is no item with this id");
  const auto& r = rows->front();
  return ItemOfMeeting{item_of(r), r.is_null("date") ? std::nullopt : std::optional(r.text("date"))};
}

Result<std::string> item_before(Connection& c, const std::string& paper_id, std::size_t place) {
  auto rows = c.query(kItemBefore, {paper_id, static_cast<std::int64_t>(place)});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, paper_id, "add.no_item", "no agenda item was read in this paper");
  return rows->front().text("item_id");
}

Result<std::int64_t> count_added(Connection& c, const std::string& paper_id) {
  auto rows = c.query(kCountAdded, {paper_id, kAddedFrom});
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n");
}

Result<bool> overlaps_standing(Connection& c, const std::string& paper_id, Span span) {
  auto rows = c.query(kOverlapping, {paper_id, static_cast<std::int64_t>(span[0]), static_cast<std::int64_t>(span[1])});
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n") > 0;
}

Result<std::int64_t> count_parts(Connection& c, const std::string& directive_id) {
  auto rows = c.query(kCountParts, {directive_id});
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n");
}

Result<std::optional<std::string>> part_dealt_with(Connection& c, const std::string& directive_id) {
  auto rows = c.query(kPartDealtWith, {directive_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::optional<std::string>();
  return std::optional(rows->front().text("directive_id"));
}

Result<std::size_t> count_standing(Connection& c, const std::string& paper_id, Span span) {
  auto rows = c.query(kCountStanding, {paper_id, static_cast<std::int64_t>(span[0]), static_cast<std::int64_t>(span[1])});
  if (!rows) return tl::unexpected(rows.error());
  return static_cast<std::size_t>(rows->front().integer("n"));
}

Result<std::vector<std::string>> merged_with(Connection& c, const DirectiveView& member) {
  auto rows = c.query(kMergesOfPaper, {member.paper_id});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) {
    const json::value payload = json::parse(r.text("payload"));
    std::vector<std::string> members;
    for (const json::value& id : payload.as_object().at("directive_ids").as_array())
      members.emplace_back(std::string(id.as_string()));
    if (std::find(members.begin(), members.end(), member.directive_id) != members.end()) return members;
  }
  return fail(ErrorCode::tampered, member.directive_id, "ledger.no_merge", "no entry tells of this merge");
}

Result<std::vector<DifferenceView>> differences_of(Connection& c, const std::string& meeting_id) {
  auto papers = c.query(kPapers, {meeting_id});
  if (!papers) return tl::unexpected(papers.error());
  std::vector<DifferenceView> out;
  if (papers->size() < 2) return out;
  std::vector<std::pair<std::string, Reading>> readings;
  for (const auto& r : *papers) {
    auto record = record_of(c, r.text("paper_id"));
    if (!record) return tl::unexpected(record.error());
    readings.emplace_back(r.text("paper_id"), std::move(record->reading));
  }
  auto names = [](const std::vector<Person>& list) {
    std::string s;
    for (const Person& p : list) s += (s.empty() ? "" : "、") + p.name;
    return s.empty() ? std::nullopt : std::optional(s);
  };
  const Meeting& a = *readings.front().second.meeting;
  for (std::size_t i = 1; i < readings.size(); ++i) {
    const auto& [id, reading] = readings[i];
    const Meeting& b = *reading.meeting;
    auto differ = [&](const char* field, const std::optional<std::string>& x, const std::optional<std::string>& y) {
      if (x != y) out.push_back({field, x, y, id});
    };
    differ("date", a.date, b.date);
    differ("body", a.body, b.body);
    differ("ordinal", a.ordinal, b.ordinal);
    differ("chair", a.chair ? std::optional(a.chair->name) : std::nullopt, b.chair ? std::optional(b.chair->name) : std::nullopt);
    differ("participants", names(a.participants), names(b.participants));
    differ("invited", names(a.invited), names(b.invited));
    const auto first = requirements_of(readings.front().second), second = requirements_of(reading);
    const auto same = same_in(first, second);
    for (std::size_t f = 0; f < first.size(); ++f) {
      const auto k = static_cast<std::size_t>(std::find(same.begin(), same.end(), std::optional(f)) - same.begin());
      if (k == second.size())
        out.push_back({"directive", first[f], std::nullopt, id});
      else if (widths_folded(second[k]) != widths_folded(first[f]))
        out.push_back({"directive", first[f], second[k], id});
    }
    for (std::size_t k = 0; k < second.size(); ++k)
      if (!same[k]) out.push_back({"directive", std::nullopt, second[k], id});
  }
  return out;
}

}  // namespace luodi::ledger
