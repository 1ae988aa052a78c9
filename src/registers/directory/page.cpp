// One enterprise on a page: what each register says of each field, which value is shown and by which rule, what happened to it.
// One that every register has lost keeps its page, told by what was last said of it; one that became part of another is told by
// that one.
#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include "base/credit_code.h"
#include "base/industry_code.h"
#include "describe/row.h"
#include "registers/directory/choice.h"
#include "registers/directory/projection.h"
#include "registers/directory/queries.h"
#include "sheets/mapping.h"

namespace luodi::registers {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::string_view kRelated =
    "SELECT enterprise_id, name, credit_code, 'branch' AS relation FROM enterprise WHERE head_id = ?1 UNION SELECT "
    "h.enterprise_id, "
    "h.name, h.credit_code, 'head' AS relation FROM enterprise b JOIN enterprise h ON h.enterprise_id = b.head_id WHERE "
    "b.enterprise_id = ?1 UNION SELECT o.enterprise_id, o.name, o.credit_code, m.kind AS relation FROM row_enterprise mine JOIN "
    "register_match m ON m.row_a = mine.row_id OR m.row_b = mine.row_id JOIN row_enterprise other ON other.row_id = CASE WHEN "
    "m.row_a = mine.row_id THEN m.row_b ELSE m.row_a END JOIN enterprise o ON o.enterprise_id = other.enterprise_id WHERE "
    "mine.enterprise_id = ?1 AND other.enterprise_id <> ?1 AND NOT EXISTS (SELECT 1 FROM match_answer x WHERE x.row_a = m.row_a "
    "AND x.row_b = m.row_b AND x.answer = 'no') ORDER BY relation, enterprise_id";
constexpr std::string_view kMemberLinks =
    "SELECT r.row_id, r.row_values, g.as_of, r.register_id, g.name AS register_name, e.basis, e.weight, e.probability, e.parts "
    "FROM "
    "row_enterprise e JOIN register_row r ON r.row_id = e.row_id AND r.to_seq = 9000000000000000000 JOIN register g ON "
    "g.register_id = r.register_id WHERE e.enterprise_id = ?1 ORDER BY g.rank, r.register_id, r.row_id";
// What was done to an enterprise: its own entries, versions of its rows, answers about them.
constexpr std::string_view kEvents =
    "SELECT e.seq, e.at, COALESCE(NULLIF(a.display_name, ''), a.login, e.actor) AS actor, e.kind AS what, '' AS row_id, "
    "e.payload "
    "AS detail, '' AS row_values FROM entry e LEFT JOIN account a ON a.account_id = e.actor WHERE e.subject = ?1 AND e.kind = "
    "'enterprise.pinned' UNION ALL SELECT x.seq, x.at, COALESCE(NULLIF(a.display_name, ''), a.login, x.actor) AS actor, "
    "'match.decided' AS what, x.answer AS row_id, x.reason AS detail, '' AS row_values FROM match_answer x LEFT JOIN account a "
    "ON "
    "a.account_id = x.actor WHERE x.row_a IN (SELECT row_id FROM row_enterprise WHERE enterprise_id = ?1) OR x.row_b IN (SELECT "
    "row_id FROM row_enterprise WHERE enterprise_id = ?1) UNION ALL SELECT r.from_seq AS seq, e.at, "
    "COALESCE(NULLIF(a.display_name, ''), a.login, e.actor) AS actor, CASE WHEN EXISTS (SELECT 1 FROM register_row b WHERE "
    "b.row_id = r.row_id AND b.to_seq = r.from_seq) THEN 'row.changed' ELSE 'row.came' END AS what, r.row_id, '' AS detail, "
    "r.row_values FROM register_row r JOIN row_enterprise m ON m.row_id = r.row_id JOIN entry e ON e.seq = r.from_seq LEFT JOIN "
    "account a ON a.account_id = e.actor WHERE m.enterprise_id = ?1 UNION ALL SELECT r.to_seq AS seq, e.at, "
    "COALESCE(NULLIF(a.display_name, ''), a.login, e.actor) AS actor, 'row.left' AS what, r.row_id, '' AS detail, '' AS "
    "row_values FROM register_row r JOIN row_enterprise m ON m.row_id = r.row_id JOIN entry e ON e.seq = r.to_seq LEFT JOIN "
    "account a ON a.account_id = e.actor WHERE m.enterprise_id = ?1 AND NOT EXISTS (SELECT 1 FROM register_row n WHERE n.row_id "
    "= r.row_id AND n.from_seq = r.to_seq) ORDER BY 1 DESC, 4, 5 LIMIT 200";
constexpr std::string_view kVersionBefore = "SELECT row_values FROM register_row WHERE row_id = ?1 AND to_seq = ?2";
constexpr std::string_view kRegisterOfRow =
    "SELECT g.name FROM register_row r JOIN register g ON g.register_id = r.register_id WHERE r.row_id = ?1 LIMIT 1";

// The last version of each row that an enterprise had; a register that was taken back has no name any more.
constexpr std::string_view kLastRows =
    "SELECT r.row_id, r.row_values, r.as_of, r.register_id, COALESCE(g.name, r.register_id) AS name, COALESCE(g.kind, '') AS "
    "kind FROM row_enterprise e JOIN register_row r ON r.row_id = e.row_id LEFT JOIN register g ON g.register_id = "
    "r.register_id WHERE e.enterprise_id = ?1 AND r.to_seq = (SELECT MAX(x.to_seq) FROM register_row x WHERE x.row_id = "
    "r.row_id) ORDER BY r.register_id, r.row_id";

/// What registers say of each field, and which value is shown.
std::vector<FieldView> field_views(const std::vector<MemberRow>& rows, const Chosen& chosen, const std::vector<Pin>& pins) {
  std::vector<FieldView> out;
  for (const sheets::Field& f : sheets::table_kind("register")->fields) {
    FieldView v{f.field, f.label, "", "", false, false, {}};
    const auto shown =
        std::find_if(chosen.fields.begin(), chosen.fields.end(), [&](const ChosenField& x) { return x.field == f.field; });
    if (shown != chosen.fields.end()) v.value = shown->value, v.rule = shown->rule, v.conflict = shown->conflict;
    v.pinned = std::any_of(pins.begin(), pins.end(), [&](const Pin& p) { return p.field == f.field; });
    for (const MemberRow& m : rows) {
      const std::string& value = m.row.value(f.field);
      if (value.empty()) continue;
      const bool is = shown != chosen.fields.end() && shown->row_id == m.row.row_id;
      v.sources.push_back({m.row.row_id, m.register_id, m.register_name, m.as_of, value, is});
    }
    if (!v.sources.empty() || !v.value.empty()) out.push_back(std::move(v));
  }
  return out;
}

/// Of a row that came or changed: its register, and what the version before said otherwise.
Result<void> tell_change(Connection& c, const store::Row& r, EnterpriseEventView& v) {
  auto name = c.query(kRegisterOfRow, {r.text("row_id")});
  auto before = c.query(kVersionBefore, {r.text("row_id"), r.integer("seq")});
  if (!name) return tl::unexpected(name.error());
  if (!before) return tl::unexpected(before.error());
  if (!name->empty()) v.register_name = name->front().text("name");
  if (before->empty() || v.what == "row.left") return {};
  const auto was = values_of_text(before->front().text("row_values")), is = values_of_text(r.text("row_values"));
  for (std::size_t f = 0; f < is.size(); ++f)
    if (was[f] != is[f]) v.changes.push_back({register_fields()[f], was[f], is[f]});
  return {};
}

Result<std::vector<EnterpriseEventView>> events_of(Connection& c, const std::string& id) {
  auto rows = c.query(kEvents, {id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<EnterpriseEventView> out;
  for (const auto& r : *rows) {
    EnterpriseEventView v{r.text("at"), r.text("actor"), r.text("what"), "", "", "", "", {}};
    if (v.what == "match.decided") {
      v.value = r.text("row_id"), v.reason = r.text("detail");
    } else if (v.what == "enterprise.pinned") {
      const json::value payload = json::parse(r.text("detail"));
      const json::object& p = payload.as_object();
      v.field = std::string(p.at("field").as_string());
      v.reason = std::string(p.at("reason").as_string());
      if (p.at("value").is_string()) v.value = std::string(p.at("value").as_string());
    } else if (auto ok = tell_change(c, r, v); !ok) {
      return tl::unexpected(ok.error());
    }
    out.push_back(std::move(v));
  }
  return out;
}

/// By what was last said of it; not_found where nothing ever was.
Result<EnterprisePageView> page_of_departed(Connection& c, const std::string& id) {
  auto kept = c.query(kLastRows, {id});
  auto rules = rules_in_force(c);
  auto towns = towns_of_county(c);
  auto marks = marks_of_persons(c);
  auto events = events_of(c, id);
  if (!kept) return tl::unexpected(kept.error());
  if (!rules) return tl::unexpected(rules.error());
  if (!towns) return tl::unexpected(towns.error());
  if (!marks) return tl::unexpected(marks.error());
  if (!events) return tl::unexpected(events.error());
  if (kept->empty()) return fail(ErrorCode::not_found, id, "enterprise.unknown", "there is no such enterprise");
  std::vector<MemberRow> rows;
  for (const auto& r : *kept)
    rows.push_back({r.text("register_id"),
                    r.text("name"),
                    r.text("kind"),
                    r.text("as_of"),
                    {r.text("row_id"), values_of_text(r.text("row_values"))}});
  const std::vector<Pin> pins = marks->pins[id];
  const Chosen chosen = choose(rows, *rules, pins, Towns(*towns));
  EnterprisePageView page;
  page.fields = field_views(rows, chosen, pins);
  page.events = std::move(*events);
  EnterpriseView& e = page.enterprise;
  e.enterprise_id = id, e.state = "left", e.kind = chosen.kind, e.town = chosen.town;
  e.name = chosen.value("name"), e.status = chosen.value("status"), e.address = chosen.value("address");
  e.credit_code = read_code(chosen.value("credit_code")).value;
  e.industry_code = chosen.value("industry_code"), e.founded = chosen.value("founded");
  if (const Industry* i = industry_by_code(e.industry_code)) e.industry = i->name;
  return page;
}

Result<EnterprisePageView> page_of_absent(Connection& c, const std::string& id) {
  auto became = enterprise_it_became(c, id);
  if (!became) return tl::unexpected(became.error());
  return became->empty() ? page_of_departed(c, id) : enterprise_page(c, *became);
}

}  // namespace

Result<EnterprisePageView> enterprise_page(Connection& c, const std::string& id) {
  EnterprisePageView page;
  auto enterprise = enterprise_by_id(c, id);
  if (!enterprise && enterprise.error().reason == "enterprise.unknown") return page_of_absent(c, id);
  if (!enterprise) return tl::unexpected(enterprise.error());
  page.enterprise = std::move(*enterprise);
  auto rows = members_of_enterprise(c, id);
  auto rules = rules_in_force(c);
  auto towns = towns_of_county(c);
  auto kept = describe::from_rows<RelatedView>(c.query(kRelated, {id}));
  auto links = c.query(kMemberLinks, {id});
  auto marks = marks_of_persons(c);
  auto events = events_of(c, id);
  if (!rows) return tl::unexpected(rows.error());
  if (!rules) return tl::unexpected(rules.error());
  if (!towns) return tl::unexpected(towns.error());
  if (!kept) return tl::unexpected(kept.error());
  if (!links) return tl::unexpected(links.error());
  if (!marks) return tl::unexpected(marks.error());
  if (!events) return tl::unexpected(events.error());
  page.related = std::move(*kept);
  page.events = std::move(*events);
  const std::vector<Pin> pins = marks->pins[id];
  page.fields = field_views(*rows, choose(*rows, *rules, pins, Towns(*towns)), pins);
  std::map<std::string, int> per_register;
  for (const auto& r : *links) ++per_register[r.text("register_id")];
  for (const auto& r : *links) {
    RegisterRow row{r.text("row_id"), values_of_text(r.text("row_values"))};
    page.members.push_back({row.row_id, r.text("register_id"), r.text("register_name"), r.text("as_of"), r.text("basis"),
                            row.value("name"), as_said(r.integer("weight"), 1e3), as_said(r.integer("probability"), 1e6),
                            part_views(r.text("parts")), per_register[r.text("register_id")] > 1});
  }
  const CodeReading code = read_code(page.enterprise.credit_code);
  if (code.kind == CodeKind::credit_code && !code.valid) page.code_repairs = credit_code_repairs(page.enterprise.credit_code);
  return page;
}

}  // namespace luodi::registers
