// See library.h.
#include "supervision/library.h"

#include <algorithm>
#include <map>

#include "describe/json.h"
#include "describe/row.h"
#include "paper/unicode.h"

namespace luodi::supervision {
namespace {

using ledger::Entry;
using store::Connection;
using store::Null;
using store::Value;
namespace json = boost::json;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS campaign (
  campaign_id {text} PRIMARY KEY,
  name {text} NOT NULL,
  valid_from {text} NOT NULL,
  valid_to {text},
  note {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS campaign_member (
  campaign_id {text} NOT NULL,
  commitment_id {text} NOT NULL,
  seq BIGINT NOT NULL,
  from_at {text} NOT NULL,
  to_at {text} NOT NULL,                    -- '99999' while it is in it
  PRIMARY KEY (campaign_id, commitment_id, seq)
);
CREATE TABLE IF NOT EXISTS document (      -- 上级文件
  document_id {text} PRIMARY KEY,
  title {text} NOT NULL,
  number {text} NOT NULL,
  issuer {text} NOT NULL,
  received_on {text},
  file_hash {text},
  file_name {text},
  seq BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS document_reader (
  document_id {text} NOT NULL,
  unit_id {text} NOT NULL,
  read_at {text},
  read_by {text},
  PRIMARY KEY (document_id, unit_id)
);
CREATE TABLE IF NOT EXISTS document_link (
  document_id {text} NOT NULL,
  kind {text} NOT NULL,                     -- duty: a commitment | measures: a meeting or other source
  target {text} NOT NULL,
  PRIMARY KEY (document_id, kind, target)
);
)sql";

constexpr std::string_view kPutCampaign =
    "INSERT INTO campaign (campaign_id, name, valid_from, valid_to, note) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (campaign_id) "
    "DO UPDATE SET name = excluded.name, valid_from = excluded.valid_from, valid_to = excluded.valid_to, note = excluded.note";
constexpr std::string_view kJoin =
    "INSERT INTO campaign_member (campaign_id, commitment_id, seq, from_at, to_at) SELECT ?1, ?2, ?3, ?4, '99999' WHERE NOT "
    "EXISTS (SELECT 1 FROM campaign_member WHERE campaign_id = ?1 AND commitment_id = ?2 AND to_at = '99999')";
constexpr std::string_view kLeave =
    "UPDATE campaign_member SET to_at = ?3 WHERE campaign_id = ?1 AND commitment_id = ?2 AND to_at = '99999'";
// As in commitment_version: what ends at an instant still stood before it.
constexpr std::string_view kMembers =
    "SELECT commitment_id FROM campaign_member WHERE campaign_id = ?1 AND from_at < ?2 AND to_at >= ?2 ORDER BY commitment_id";
constexpr std::string_view kPutDocument =
    "INSERT INTO document (document_id, title, number, issuer, received_on, file_hash, file_name, seq) VALUES (?1, ?2, ?3, ?4, "
    "?5, ?6, ?7, ?8) ON CONFLICT (document_id) DO UPDATE SET title = excluded.title, number = excluded.number, issuer = "
    "excluded.issuer, received_on = excluded.received_on, file_hash = COALESCE(excluded.file_hash, document.file_hash), "
    "file_name = COALESCE(excluded.file_name, document.file_name)";
constexpr std::string_view kPutReader =
    "INSERT INTO document_reader (document_id, unit_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
constexpr std::string_view kRead =
    "UPDATE document_reader SET read_at = ?3, read_by = ?4 WHERE document_id = ?1 AND unit_id = ?2 AND read_at IS NULL";
constexpr std::string_view kLink =
    "INSERT INTO document_link (document_id, kind, target) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
constexpr std::string_view kReaders =
    "SELECT r.document_id, r.unit_id, COALESCE(NULLIF(u.short_name, ''), u.name, r.unit_id) AS unit, r.read_at, "
    "COALESCE(NULLIF(a.display_name, ''), a.login, r.read_by) AS read_by FROM document_reader r LEFT JOIN unit u ON u.unit_id = "
    "r.unit_id LEFT JOIN account a ON a.account_id = r.read_by ORDER BY r.document_id, r.unit_id";
constexpr std::string_view kDuties =
    "SELECT l.document_id, k.commitment_id, k.text, v.state, v.unit, v.due_date FROM document_link l JOIN commitment k ON "
    "k.commitment_id = l.target JOIN commitment_version v ON v.commitment_id = k.commitment_id AND v.to_at = '99999' WHERE "
    "l.kind = 'duty' AND v.state <> 'withdrawn' ORDER BY l.document_id, k.commitment_id";
constexpr std::string_view kMeasures =
    "SELECT l.document_id, m.meeting_id, COALESCE(m.title, m.ordinal, m.meeting_kind) AS title FROM document_link l JOIN meeting "
    "m "
    "ON m.meeting_id = l.target WHERE l.kind = 'measures' AND EXISTS (SELECT 1 FROM paper p WHERE p.meeting_id = m.meeting_id "
    "AND "
    "p.taken_back IS NULL) ORDER BY l.document_id, m.meeting_id";

constexpr std::string_view kOfTarget =
    "SELECT d.document_id, d.title FROM document_link l JOIN document d ON d.document_id = l.document_id WHERE l.kind = ?1 AND "
    "l.target = ?2 ORDER BY d.document_id";

std::string text_in(const json::object& p, const char* name) {
  const json::value* v = p.if_contains(name);
  return v != nullptr && v->is_string() ? std::string(v->as_string()) : std::string();
}
Value or_null(const std::string& s) {
  return s.empty() ? Value(Null{}) : Value(s);
}

Result<void> done(const Result<store::Rows>& r) {
  if (!r) return tl::unexpected(r.error());
  return {};
}

Result<void> each(const json::object& p, const char* list, const std::function<Result<store::Rows>(const std::string&)>& work) {
  const json::value* v = p.if_contains(list);
  if (v == nullptr || !v->is_array()) return {};
  for (const json::value& id : v->get_array())
    if (auto ok = done(work(std::string(id.as_string()))); !ok) return ok;
  return {};
}

/// Attaches rows to the documents they belong to.
template <class T>
Result<void> attach(Connection& c, std::string_view sql, std::vector<DocumentView>& documents,
                    std::vector<T> DocumentView::*into) {
  auto rows = c.query(sql);
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, DocumentView*> by_id;
  for (DocumentView& d : documents) by_id[d.document_id] = &d;
  for (const auto& r : *rows)
    if (const auto it = by_id.find(r.text("document_id")); it != by_id.end())
      (it->second->*into).push_back(describe::from_row<T>(r));
  return {};
}

}  // namespace

std::string_view LibraryProjection::schema() const {
  return kSchema;
}

Result<void> LibraryProjection::apply(Connection& c, const Entry& e) {
  if (e.kind.rfind("campaign.", 0) != 0 && e.kind.rfind("document.", 0) != 0) return {};
  const json::value payload = json::parse(e.payload);
  const json::object& p = payload.as_object();
  if (e.kind == "campaign.set")
    return done(c.query(kPutCampaign, {e.subject, text_in(p, "name"), text_in(p, "valid_from"), or_null(text_in(p, "valid_to")),
                                       text_in(p, "note")}));
  if (e.kind == "campaign.joined")
    return each(p, "commitment_ids", [&](const std::string& id) { return c.query(kJoin, {e.subject, id, e.seq, e.at}); });
  if (e.kind == "campaign.left")
    return each(p, "commitment_ids", [&](const std::string& id) { return c.query(kLeave, {e.subject, id, e.at}); });
  if (e.kind == "document.added") {
    auto put = done(c.query(kPutDocument, {e.subject, text_in(p, "title"), text_in(p, "number"), text_in(p, "issuer"),
                                           or_null(text_in(p, "received_on")), or_null(text_in(p, "file_hash")),
                                           or_null(text_in(p, "file_name")), e.seq}));
    if (!put) return put;
    return each(p, "unit_ids", [&](const std::string& id) { return c.query(kPutReader, {e.subject, id}); });
  }
  if (e.kind == "document.read")
    return each(p, "unit_ids", [&](const std::string& id) { return c.query(kRead, {e.subject, id, e.at, e.actor}); });
  if (e.kind == "document.linked") return done(c.query(kLink, {e.subject, text_in(p, "kind"), text_in(p, "target")}));
  return {};
}

Result<std::vector<CampaignView>> list_campaigns(Connection& c) {
  auto rows = c.query("SELECT campaign_id, name, valid_from, valid_to, note FROM campaign ORDER BY valid_from DESC, campaign_id");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CampaignView> out;
  for (const auto& r : *rows) {
    CampaignView v;
    v.campaign_id = r.text("campaign_id");
    v.name = r.text("name");
    v.valid_from = r.text("valid_from");
    if (!r.is_null("valid_to")) v.valid_to = r.text("valid_to");
    v.note = r.text("note");
    out.push_back(std::move(v));
  }
  return out;
}

Result<std::vector<std::string>> members_of(Connection& c, const std::string& campaign_id, const std::string& before) {
  auto rows = c.query(kMembers, {campaign_id, before});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> out;
  for (const auto& r : *rows) out.push_back(r.text("commitment_id"));
  return out;
}

Result<std::vector<DocumentView>> list_documents(Connection& c) {
  auto rows =
      c.query("SELECT document_id, title, number, issuer, received_on, file_hash, file_name FROM document ORDER BY seq DESC");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<DocumentView> out;
  for (const auto& r : *rows) {
    DocumentView v;
    v.document_id = r.text("document_id");
    v.title = r.text("title");
    v.number = r.text("number");
    v.issuer = r.text("issuer");
    for (const auto& [name, into] :
         {std::pair{"received_on", &v.received_on}, {"file_hash", &v.file_hash}, {"file_name", &v.file_name}})
      if (!r.is_null(name)) *into = r.text(name);
    out.push_back(std::move(v));
  }
  if (auto ok = attach(c, kReaders, out, &DocumentView::readers); !ok) return tl::unexpected(ok.error());
  if (auto ok = attach(c, kDuties, out, &DocumentView::duties); !ok) return tl::unexpected(ok.error());
  if (auto ok = attach(c, kMeasures, out, &DocumentView::measures); !ok) return tl::unexpected(ok.error());
  return out;
}

Result<std::vector<DocumentTitle>> documents_of(Connection& c, const std::string& kind, const std::string& target) {
  return describe::from_rows<DocumentTitle>(c.query(kOfTarget, {kind, target}));
}

Result<std::string> document_titled(Connection& c, const std::string& title) {
  auto rows = c.query("SELECT document_id FROM document WHERE title = ?1 ORDER BY seq LIMIT 1", {title});
  if (!rows) return tl::unexpected(rows.error());
  return rows->empty() ? std::string() : rows->front().text("document_id");
}

Result<void> must_exist(Connection& c, const char* table, const std::string& id) {
  const bool campaign = std::string_view(table) == "campaign";
  auto rows = campaign ? c.query("SELECT 1 AS one FROM campaign WHERE campaign_id = ?1", {id})
                       : c.query("SELECT 1 AS one FROM document WHERE document_id = ?1", {id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, id, campaign ? "campaign.unknown" : "document.unknown", "there is none with this id");
  return {};
}

bool is_duty_of_measures(const std::string& text) {
  const auto has = [&](std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* w) { return text.find(w) != std::string::npos; });
  };
  return has({"研究", "提出", "制定", "拟定", "拟订", "起草", "细化", "形成"}) &&
         has({"贯彻意见", "贯彻落实意见", "落实意见", "实施意见", "贯彻措施", "贯彻落实措施", "落实措施", "实施方案", "贯彻方案",
              "落实方案", "实施办法", "实施细则", "具体意见", "具体措施"});
}

std::string document_of_subject(const std::string& subject) {
  const std::size_t open = subject.find("《"), close = subject.find("》");
  if (open != std::string::npos && close != std::string::npos && close > open) return subject.substr(open, close + 3 - open);
  std::string s = subject;
  for (const char* verb : {"传达学习贯彻", "传达学习了", "传达学习", "学习传达", "学习贯彻", "传达", "学习"})
    if (s.rfind(verb, 0) == 0) {
      s.erase(0, std::string_view(verb).size());
      break;
    }
  return s;
}

}  // namespace luodi::supervision
