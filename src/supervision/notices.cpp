// See notices.h.
#include "supervision/notices.h"

#include "describe/json.h"
#include "describe/row.h"

namespace luodi::supervision {
namespace {

using store::Connection;
namespace json = boost::json;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS notice (
  notice_id {text} PRIMARY KEY,
  number {text} NOT NULL,
  title {text} NOT NULL,
  meeting_id {text} NOT NULL,
  cutoff {text} NOT NULL,
  total BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  open BIGINT NOT NULL,
  docx_hash {text} NOT NULL,
  xlsx_hash {text} NOT NULL,
  at {text} NOT NULL,
  by_account {text} NOT NULL,
  voided_at {text},                         -- 作废: the number stays given
  voided_reason {text},
  also_of {text}                            -- further meetings: ids with a blank between
);
)sql";
constexpr std::string_view kInsert =
    "INSERT INTO notice (notice_id, number, title, meeting_id, cutoff, total, closed, open, docx_hash, xlsx_hash, at, "
    "by_account, also_of) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
constexpr std::string_view kSelect =
    "SELECT n.notice_id, n.number, n.title, n.meeting_id, n.cutoff, n.total, n.closed, n.open, n.docx_hash, n.xlsx_hash, n.at, "
    "n.voided_at, n.voided_reason, n.also_of, "
    "COALESCE(NULLIF(a.display_name, ''), a.login, n.by_account) AS \"by\" FROM notice n LEFT JOIN account a ON a.account_id = "
    "n.by_account ";

}  // namespace

std::string_view NoticesProjection::schema() const {
  return kSchema;
}

Result<void> NoticesProjection::apply(Connection& c, const ledger::Entry& e) {
  if (e.kind == "notice.voided") {
    auto voided = c.query("UPDATE notice SET voided_at = ?2, voided_reason = ?3 WHERE notice_id = ?1",
                          {e.subject, e.at, std::string(json::parse(e.payload).as_object().at("reason").as_string())});
    if (!voided) return tl::unexpected(voided.error());
    return {};
  }
  if (e.kind != "notice.issued") return {};
  auto n = describe::from_json<NoticeView>(json::parse(e.payload));
  if (!n) return tl::unexpected(n.error());
  auto done =
      c.query(kInsert, {n->notice_id, n->number, n->title, n->meeting_id, n->cutoff, n->total, n->closed, n->open, n->docx_hash,
                        n->xlsx_hash, e.at, e.actor, n->also_of ? store::Value(*n->also_of) : store::Value(store::Null{})});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<std::vector<NoticeView>> list_notices(Connection& c) {
  return describe::from_rows<NoticeView>(c.query(std::string(kSelect) + "ORDER BY n.at DESC, n.notice_id DESC"));
}

Result<NoticeView> get_notice(Connection& c, const std::string& notice_id) {
  auto rows = c.query(std::string(kSelect) + "WHERE n.notice_id = ?1", {notice_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, notice_id, "notice.unknown", "there is no such notice");
  return describe::from_row<NoticeView>(rows->front());
}

Result<std::string> next_notice_number(Connection& c, const std::string& code, const std::string& year) {
  const std::string series = code + "〔" + year + "〕";
  auto rows = c.query("SELECT number FROM notice");
  if (!rows) return tl::unexpected(rows.error());
  std::int64_t used = 0;
  for (const auto& r : *rows) used += r.text("number").rfind(series, 0) == 0 ? 1 : 0;
  return series + std::to_string(used + 1) + "号";
}

}  // namespace luodi::supervision
