// See commitments.h.
#include "supervision/commitments.h"

#include <cstdio>

#include "describe/json.h"
#include "describe/row.h"

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
  unit {text},
  due_date {text},
  due_kind {text} NOT NULL,
  deadline {text},
  state {text} NOT NULL,                    -- confirmed | withdrawn
  directive_id {text} NOT NULL,
  span_begin BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  parent_id {text},
  confirmed_by {text} NOT NULL,
  confirmed_at {text} NOT NULL
);
CREATE INDEX IF NOT EXISTS commitment_directive ON commitment (directive_id);
)sql";

constexpr std::string_view kInsert =
    "INSERT INTO commitment (commitment_id, text, unit, due_date, due_kind, deadline, state, directive_id, span_begin, span_end, "
    "parent_id, confirmed_by, confirmed_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'confirmed', ?7, ?8, ?9, ?10, ?11, ?12)";
constexpr std::string_view kWithdraw = "UPDATE commitment SET state = 'withdrawn' WHERE directive_id = ?1";
constexpr std::string_view kChange = "UPDATE commitment SET unit = ?2, due_date = ?3, due_kind = ?4 WHERE commitment_id = ?1";
constexpr std::string_view kLast =
    "SELECT commitment_id FROM commitment WHERE commitment_id LIKE ?1 ORDER BY commitment_id DESC LIMIT 1";
constexpr std::string_view kList =
    "SELECT k.commitment_id, k.text, k.unit, k.due_date, k.due_kind, k.deadline, k.state, k.directive_id, k.span_begin, "
    "k.span_end, k.parent_id, k.confirmed_by, k.confirmed_at, "
    "d.topic, d.paper_id, d.meeting_id, m.date AS meeting_date, m.ordinal AS meeting_ordinal, m.meeting_kind, i.subject AS "
    "item_subject "
    "FROM commitment k JOIN directive d ON d.directive_id = k.directive_id JOIN meeting m ON m.meeting_id = d.meeting_id JOIN "
    "item i ON i.item_id = d.item_id ";
constexpr std::string_view kOfDirective =
    "SELECT commitment_id FROM commitment WHERE directive_id = ?1 AND state = 'confirmed' ORDER BY commitment_id";

Value nullable(const std::optional<std::string>& s) {
  return s ? Value(*s) : Value(Null{});
}

}  // namespace

std::string_view CommitmentsProjection::schema() const {
  return kSchema;
}

Result<void> CommitmentsProjection::apply(Connection& c, const Entry& e) {
  if (e.kind == "directive.confirmed") {
    const json::value payload = json::parse(e.payload);
    for (const json::value& v : payload.as_object().at("commitments").as_array()) {
      auto k = describe::from_json<CommitmentText>(v);
      if (!k) return tl::unexpected(k.error());
      auto done = c.query(kInsert, {k->commitment_id, k->text, nullable(k->unit), nullable(k->due_date), k->due_kind,
                                    nullable(k->deadline), e.subject, static_cast<std::int64_t>(k->span[0]),
                                    static_cast<std::int64_t>(k->span[1]), nullable(k->parent_id), e.actor, e.at});
      if (!done) return tl::unexpected(done.error());
    }
  } else if (e.kind == "directive.undone") {
    const json::value payload = json::parse(e.payload);
    for (const json::value& id : payload.as_object().at("directive_ids").as_array()) {
      auto done = c.query(kWithdraw, {std::string(id.as_string())});
      if (!done) return tl::unexpected(done.error());
    }
  } else if (e.kind == "commitment.changed") {
    auto k = describe::from_json<CommitmentText>(json::parse(e.payload).as_object().at("commitment"));
    if (!k) return tl::unexpected(k.error());
    auto done = c.query(kChange, {k->commitment_id, nullable(k->unit), nullable(k->due_date), k->due_kind});
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

Result<std::string> next_number(Connection& c, const std::string& year, std::size_t ahead) {
  auto rows = c.query(kLast, {year + "-%"});
  if (!rows) return tl::unexpected(rows.error());
  const std::size_t last = rows->empty() ? 0 : std::stoul(rows->front().text("commitment_id").substr(year.size() + 1));
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "-%05zu", last + 1 + ahead);
  return year + buffer;
}

Result<std::vector<CommitmentView>> list_commitments(Connection& c, const std::optional<std::string>& meeting_id) {
  const std::string sql = std::string(kList) + "WHERE k.state = 'confirmed'" + (meeting_id ? " AND d.meeting_id = ?1" : "") +
                          " ORDER BY k.commitment_id DESC";
  return describe::from_rows<CommitmentView>(c.query(sql, meeting_id ? std::vector<Value>{*meeting_id} : std::vector<Value>{}));
}

Result<CommitmentView> get_commitment(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(std::string(kList) + "WHERE k.commitment_id = ?1", {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, commitment_id, "commitment.unknown", "there is no commitment with this number");
  return describe::from_row<CommitmentView>(rows->front());
}

Result<std::vector<std::string>> commitments_of(Connection& c, const std::string& directive_id) {
  auto rows = c.query(kOfDirective, {directive_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> out;
  for (const auto& r : *rows) out.push_back(r.text("commitment_id"));
  return out;
}

}  // namespace luodi::supervision
