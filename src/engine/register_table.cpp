// See enterprises.h: a table as a register of a department.
#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/credit_code.h"
#include "base/industry_code.h"
#include "engine/enterprises.h"
#include "engine/tables.h"
#include "ledger/digest.h"
#include "registers/directory/queries.h"
#include "registers/directory/register_row.h"
#include "sheets/values.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using registers::RegisterRow;
using store::Connection;

constexpr std::size_t kMostName = 60, kMostRepairs = 3;
constexpr std::size_t kManyLeave = 10;  // percent of a register's rows that may leave with an issue without a word
constexpr std::string_view kState = "SELECT name, kind, rank, as_of, file_name, seq FROM register WHERE register_id = ?1";
// Of those not taken back.
constexpr std::string_view kLatestImport =
    "SELECT e.subject FROM entry e WHERE e.kind = 'table.imported' AND e.payload LIKE ?1 AND NOT EXISTS (SELECT 1 FROM entry u "
    "WHERE u.subject = e.subject AND u.kind = 'table.undone') ORDER BY e.seq DESC LIMIT 1";
constexpr std::string_view kImportEntry = "SELECT payload FROM entry WHERE seq = ?1";
constexpr std::string_view kStandingRows =
    "SELECT row_id, row_values FROM register_row WHERE register_id = ?1 AND to_seq = 9000000000000000000";

/// One id for one name, whatever is imported under it.
std::string register_id_of(const std::string& name) {
  return "R" + ledger::sha256(name).substr(0, 8);
}

/// 500 of a column headed 注册资本（万元） is 500万元.
std::string with_unit(const std::string& value, const std::string& unit) {
  if (value.empty() || unit.empty()) return value;
  const bool number = value.find_first_not_of("0123456789.,") == std::string::npos;
  return number ? value + unit : value;
}

std::string unit_of(const TableDraft& d, std::size_t field) {
  for (const sheets::Column& c : d.layout.columns)
    if (field < d.mapping.size() && d.mapping[field] == c.index) return c.unit;
  return "";
}

std::vector<RegisterRow> rows_of(const TableDraft& d) {
  const std::size_t capital = d.field("capital");
  const std::string unit = unit_of(d, capital);
  std::vector<RegisterRow> rows;
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    if (d.bad[i] != 0) continue;
    RegisterRow row;
    for (std::size_t f = 0; f < d.kind->fields.size(); ++f) {
      const std::string text = trimmed(d.rows[i].values[f]);
      const bool nothing = text == "-" || text == "—" || text == "/" || text == "无" || text == "N/A";
      row.values.push_back(nothing ? "" : f == capital ? with_unit(text, unit) : text);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<std::string> checked_name(const TableRequest& r) {
  const std::string name = trimmed(r.register_name.value_or(""));
  if (name.empty() || name.size() > kMostName || name.find('|') != std::string::npos)
    return fail(ErrorCode::usage, "register_name", "register.name",
                "give the register a name of at most 60 bytes, such as 市场监管登记");
  return name;
}

/// The rows that stand, by id.
Result<std::map<std::string, std::string>> standing_rows(Connection& c, const std::string& register_id) {
  auto rows = c.query(kStandingRows, {register_id});
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::string> out;
  for (const auto& row : *rows) out[row.text("row_id")] = row.text("row_values");
  return out;
}

/// Drops what the rows hold, and leaves what they do not.
void leave_rest(std::map<std::string, std::string>& standing, const std::vector<RegisterRow>& rows) {
  for (const RegisterRow& row : rows) standing.erase(row.row_id);
}

bool many_leave(std::size_t leaving, std::size_t standing) {
  return leaving * 100 > standing * kManyLeave;
}

/// The payload by which a register stands as it does now; without rows where there is none.
Result<json::object> standing(Connection& c, const std::string& register_id) {
  json::object out{{"register_id", register_id}, {"register_hash", ""}};
  auto rows = c.query(kState, {register_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return out;
  auto entry = c.query(kImportEntry, {rows->front().integer("seq")});
  if (!entry) return tl::unexpected(entry.error());
  const json::value payload = json::parse(entry->front().text("payload"));
  for (const char* key : {"register_hash", "name", "register_kind", "rank", "as_of", "file_name", "unit_id"})
    if (const json::value* v = payload.as_object().if_contains(key)) out[key] = *v;
  return out;
}

/// The day that a table's rows are of.
Result<std::string> day_of(const TableRequest& r, const Date& today) {
  if (r.as_of.value_or("").empty()) return today.iso();
  if (!Date::parse(*r.as_of)) return fail(ErrorCode::usage, "as_of", "date.bad", "a date is written 2026-03-31");
  return *r.as_of;
}

/// Whether an issue of this day is newer than what stands, or refused as older; "" before the first issue.
Result<bool> is_newer(const json::object& before, const std::string& as_of) {
  const json::value* v = before.if_contains("as_of");
  const std::string day = v != nullptr && v->is_string() ? std::string(v->as_string()) : "";
  if (as_of < day)
    return fail(ErrorCode::conflict, "as_of", "register.older", "the register stands as of " + day + "; this issue is older");
  return !day.empty() && day < as_of;
}

/// A register of an older program, and one that is new, has no owner.
Result<void> may_replace(const Caller& caller, const json::object& before) {
  const json::value* owner = before.if_contains("unit_id");
  return owner == nullptr ? Result<void>{} : may_change(caller, owner->as_string(), "register_name");
}

}  // namespace

Result<void> may_bring(Connection& c, const Caller& caller, const std::string& kind) {
  if (kind == "statistics") return may_keep_statistics(c, caller, "register_kind");
  if (kind == registers::kTownLedger || may_keep_statistics(c, caller, "")) return {};
  auto town = town_of(c, caller);
  if (!town) return tl::unexpected(town.error());
  if (town->empty()) return {};
  return fail(ErrorCode::forbidden, "register_kind", "register.town_ledger",
              "a town brings its own ledger (town_ledger); registers of departments are theirs to bring");
}

void check_register(TableDraft& d) {
  const std::size_t code = d.field("credit_code"), industry = d.field("industry_code"), founded = d.field("founded");
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    const std::string text = sheets::bare(d.rows[i].values[industry]);
    const bool digits = !text.empty() && text.back() >= '0' && text.back() <= '9';
    if (digits && industry_by_code(text) == nullptr) d.note(i, industry, "register.no_industry", false);
    if (digits && text.size() == 3 && industry_by_code("0" + text) != nullptr) {
      d.note(i, industry, "register.short_industry", false);
      d.problems.back().proposal = "0" + text;
    }
    const std::string day = trimmed(d.rows[i].values[founded]);
    if (!day.empty() && !sheets::date_of_text(day)) d.note(i, founded, "register.no_day", false);
  }
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    const CodeReading read = read_code(d.rows[i].values[code]);
    if (read.value.empty() || read.valid) continue;
    if (read.kind == CodeKind::none || read.kind == CodeKind::credit_code) {
      d.note(i, code, read.kind == CodeKind::none ? "register.no_code" : "register.bad_code", false);
      std::string& proposal = d.problems.back().proposal;
      for (const std::string& repair : credit_code_repairs(read.value, kMostRepairs))
        proposal += (proposal.empty() ? "" : " ") + repair;
    }
  }
}

Result<void> compare_register(Connection& c, const TableDraft& d, const TableRequest& r, const Date& today, TablePreview& p) {
  const std::string name = trimmed(r.register_name.value_or(""));
  if (name.empty()) return {};
  const std::string id = register_id_of(name);
  auto before = standing(c, id);
  if (!before) return tl::unexpected(before.error());
  auto as_of = day_of(r, today);
  if (!as_of) return tl::unexpected(as_of.error());
  if (const auto newer = is_newer(*before, *as_of); !newer) {
    p.blocked = newer.error().reason;
    p.blocked_at = newer.error().where;
  }
  auto known = standing_rows(c, id);
  if (!known) return tl::unexpected(known.error());
  std::vector<RegisterRow> rows = rows_of(d);
  p.known = static_cast<std::int64_t>(registers::name_rows(id, rows));  // a row that stands twice in the table is there once
  for (const RegisterRow& row : rows) {
    const auto at = known->find(row.row_id);
    if (at != known->end() && at->second == registers::values_as_text(row.values)) ++p.known;
  }
  p.fresh -= p.known;
  const std::size_t all = known->size();
  leave_rest(*known, rows);
  p.standing = static_cast<std::int64_t>(all);
  p.leaving = static_cast<std::int64_t>(known->size());
  p.rest_needed = many_leave(known->size(), all);
  return {};
}

Result<void> import_register(House& house, Connection& c, const Caller& caller, const TableRequest& r, TableDraft& d,
                             TableImported& answer) {
  auto name = checked_name(r);
  if (!name) return tl::unexpected(name.error());
  const registers::RegisterKind* kind = registers::register_kind(r.register_kind.value_or("ledger"));
  if (kind == nullptr)
    return fail(ErrorCode::usage, "register_kind", "register.kind",
                "a register is market, statistics, tax, social, power or ledger");
  if (auto ok = may_bring(c, caller, kind->kind); !ok) return ok;
  auto as_of = day_of(r, house.clock.today());
  if (!as_of) return tl::unexpected(as_of.error());
  check_register(d);
  std::vector<RegisterRow> rows = rows_of(d);
  const std::string id = register_id_of(*name);
  answer.known = static_cast<std::int64_t>(registers::name_rows(id, rows));
  auto before = standing(c, id);
  if (!before) return tl::unexpected(before.error());
  if (auto ok = may_replace(caller, *before); !ok) return ok;
  auto newer = is_newer(*before, *as_of);
  if (!newer) return tl::unexpected(newer.error());
  auto known = standing_rows(c, id);
  if (!known) return tl::unexpected(known.error());
  const std::size_t all = known->size();
  leave_rest(*known, rows);
  if (auto ok = rest_told(r, many_leave(known->size(), all), known->size(), all); !ok) return ok;
  if (r.rest.value_or("") == "keep")
    for (const auto& [row_id, values] : *known) rows.push_back({row_id, registers::values_of_text(values)});
  auto hash = house.ledger.put_blob(c, registers::rows_as_blob(rows));
  if (!hash) return tl::unexpected(hash.error());
  if (!*newer && *hash == std::string_view(before->at("register_hash").as_string()))
    return fail(ErrorCode::conflict, "file", "table.known", "the register stands with just these rows already");
  auto seq = ledger::Ledger::next_seq(c);
  if (!seq) return tl::unexpected(seq.error());
  answer.import_id = id + "-" + std::to_string(*seq);
  answer.rows = static_cast<std::int64_t>(rows.size());
  json::object payload{{"register_id", id},
                       {"name", *name},
                       {"register_kind", kind->kind},
                       {"rank", kind->rank},
                       {"as_of", *as_of},
                       {"file_name", r.file_name},
                       {"file_hash", r.file_hash},
                       {"register_hash", *hash},
                       {"rows", answer.rows},
                       {"unit_id", caller.account.unit_id.value_or("")}};
  if (auto ok = append(house, c, caller, "register.imported", id, payload); !ok) return ok;
  return append(house, c, caller, "table.imported", answer.import_id,
                {{"kind", "register"},
                 {"file_name", r.file_name},
                 {"rows", answer.rows},
                 {"register_id", id},
                 {"register_name", *name},
                 {"after", *hash},
                 {"before", std::move(*before)}});
}

Result<void> undo_register(House& house, Connection& c, const Caller& caller, const std::string& import_id,
                           const json::object& made) {
  const std::string id(made.at("register_id").as_string());
  auto now = standing(c, id);
  if (!now) return tl::unexpected(now.error());
  if (auto ok = may_replace(caller, *now); !ok) return ok;
  auto latest = c.query(kLatestImport, {"%\"register_id\":\"" + id + "\"%"});
  if (!latest) return tl::unexpected(latest.error());
  if (latest->empty() || latest->front().text("subject") != import_id)
    return fail(ErrorCode::conflict, import_id, "undo.later_import",
                "this register was imported again since; take that back first");
  json::object payload = made.at("before").as_object();
  payload["kind"] = "register";
  return append(house, c, caller, "table.undone", import_id, payload);
}

}  // namespace luodi::engine
