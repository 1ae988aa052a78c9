// See dossier_queries.h: visits and the requests raised at them.
#include "cultivation/dossier_queries.h"
#include "describe/row.h"

namespace luodi::cultivation {
namespace {

using store::Connection;

constexpr std::string_view kVisits =
    "SELECT v.visit_id, v.enterprise_id, v.name, v.town, v.address, v.state, v.planned_on, v.held_on, v.unit_id, "
    "COALESCE(NULLIF(u.short_name, ''), "
    "u.name, '') AS unit, v.officer_id, COALESCE(NULLIF(o.display_name, ''), o.login, '') AS officer, v.record, v.reason, v.at, "
    "COALESCE(NULLIF(a.display_name, ''), a.login, v.actor) AS by_whom";
constexpr std::string_view kCount = "SELECT COUNT(*) AS n";
constexpr std::string_view kFrom =
    " FROM visit v LEFT JOIN unit u ON u.unit_id = v.unit_id LEFT JOIN account o ON o.account_id = v.officer_id LEFT JOIN "
    "account a ON "
    "a.account_id = v.actor";
constexpr std::string_view kWhere =
    " WHERE (?1 = '' OR v.name LIKE ?1 ESCAPE '\\') AND (?2 = '' OR v.town = ?2) AND (?3 = '' OR v.unit_id = ?3) AND (?4 = '' OR "
    "v.officer_id = ?4) AND (?5 = '' OR v.state = ?5) AND (?6 = '' OR v.enterprise_id = ?6) AND (?7 = '' OR CASE WHEN v.held_on "
    "= '' "
    "THEN v.planned_on ELSE v.held_on END >= ?7) AND (?8 = '' OR CASE WHEN v.held_on = '' THEN v.planned_on ELSE v.held_on END "
    "<= ?8) AND (?9 = '' OR v.unit_id = ?9 OR (v.town <> '' AND v.town = ?10) OR EXISTS (SELECT 1 FROM dossier d WHERE "
    "d.enterprise_id = v.enterprise_id AND d.unit_id = ?9))";
constexpr std::string_view kOrder =
    " ORDER BY CASE v.state WHEN 'planned' THEN 0 ELSE 1 END, CASE WHEN v.state = 'planned' THEN v.planned_on ELSE '' END, "
    "v.held_on DESC, "
    "v.visit_id LIMIT ?11 OFFSET ?12";
constexpr std::string_view kRequests =
    "SELECT r.request_id, r.visit_id, r.enterprise_id, v.name AS enterprise, r.text, r.unit_id, COALESCE(NULLIF(u.short_name, "
    "''), u.name, '') AS "
    "unit, r.state, r.result, r.commitment_id, r.at, COALESCE(NULLIF(a.display_name, ''), a.login, r.actor) AS by_whom FROM "
    "visit_request r JOIN visit v ON v.visit_id = r.visit_id LEFT JOIN unit u ON u.unit_id = r.unit_id LEFT JOIN account a ON "
    "a.account_id = r.actor";
constexpr std::string_view kOfVisit = " WHERE r.visit_id = ?1 ORDER BY r.request_id";
constexpr std::string_view kOfId = " WHERE r.request_id = ?1";
constexpr std::string_view kRaised =
    "SELECT v.visit_id, v.enterprise_id, v.name AS enterprise, v.held_on, r.text FROM visit_request r JOIN visit v ON v.visit_id "
    "= r.visit_id WHERE r.commitment_id = ?1";
constexpr std::string_view kCorrections =
    "SELECT x.at, COALESCE(NULLIF(a.display_name, ''), a.login, x.actor) AS by_whom, x.held_on, x.record, x.reason FROM "
    "visit_correction x LEFT JOIN account a ON a.account_id = x.actor WHERE x.visit_id = ?1 ORDER BY x.seq DESC";
constexpr std::string_view kClient = "SELECT visit_id FROM visit WHERE client_id = ?1";

VisitRequestView request_of(const store::Row& r) {
  VisitRequestView v = describe::from_row<VisitRequestView>(r);
  v.by = r.text("by_whom");
  if (v.commitment_id && v.commitment_id->empty()) v.commitment_id.reset();
  return v;
}

Result<std::vector<VisitRequestView>> requests_by(Connection& c, std::string_view which,
                                                  const std::vector<store::Value>& values) {
  auto rows = c.query(std::string(kRequests) + std::string(which), values);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<VisitRequestView> out;
  for (const auto& r : *rows) out.push_back(request_of(r));
  return out;
}

Result<VisitView> visit_of(Connection& c, const store::Row& r) {
  VisitView v = describe::from_row<VisitView>(r);
  v.by = r.text("by_whom");
  auto requests = requests_by(c, kOfVisit, {v.visit_id});
  if (!requests) return tl::unexpected(requests.error());
  v.requests = std::move(*requests);
  auto corrections = c.query(kCorrections, {v.visit_id});
  if (!corrections) return tl::unexpected(corrections.error());
  for (const auto& x : *corrections)
    v.corrections.push_back({x.text("at"), x.text("by_whom"), x.text("held_on"), x.text("record"), x.text("reason")});
  return v;
}

}  // namespace

Result<VisitPage> list_visits(Connection& c, const VisitFilter& f) {
  std::vector<store::Value> values{f.words.empty() ? "" : store::containing(f.words),
                                   f.town,
                                   f.unit_id,
                                   f.officer_id,
                                   f.state,
                                   f.enterprise_id,
                                   f.from,
                                   f.to,
                                   f.sight.unit(),
                                   f.sight.town};
  auto total = c.query(std::string(kCount) + std::string(kFrom) + std::string(kWhere), values);
  if (!total) return tl::unexpected(total.error());
  values.emplace_back(f.limit), values.emplace_back(f.offset);
  auto rows = c.query(std::string(kVisits) + std::string(kFrom) + std::string(kWhere) + std::string(kOrder), values);
  if (!rows) return tl::unexpected(rows.error());
  VisitPage page;
  page.total = total->front().integer("n");
  for (const auto& r : *rows) {
    auto v = visit_of(c, r);
    if (!v) return tl::unexpected(v.error());
    page.visits.push_back(std::move(*v));
  }
  return page;
}

Result<VisitView> visit_by_id(Connection& c, const std::string& visit_id) {
  auto rows = c.query(std::string(kVisits) + std::string(kFrom) + " WHERE v.visit_id = ?1", {visit_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, "visit_id", "visit.unknown", "there is no visit " + visit_id);
  return visit_of(c, rows->front());
}

Result<std::optional<std::string>> visit_of_client(Connection& c, const std::string& client_id) {
  if (client_id.empty()) return std::optional<std::string>();
  auto rows = c.query(kClient, {client_id});
  if (!rows) return tl::unexpected(rows.error());
  return rows->empty() ? std::nullopt : std::optional(rows->front().text("visit_id"));
}

Result<std::optional<RaisedAtView>> raised_at(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(kRaised, {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  return rows->empty() ? std::nullopt : std::optional(describe::from_row<RaisedAtView>(rows->front()));
}

Result<VisitRequestView> request_by_id(Connection& c, const std::string& request_id) {
  auto found = requests_by(c, kOfId, {request_id});
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return fail(ErrorCode::not_found, "request_id", "request.unknown", "there is no request " + request_id);
  return std::move(found->front());
}

}  // namespace luodi::cultivation
