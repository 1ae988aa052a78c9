// See projection.h.
#include "registers/directory/projection.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include <boost/json.hpp>

#include "base/credit_code.h"
#include "describe/json.h"
#include "registers/directory/became.h"
#include "registers/directory/queries.h"
#include "registers/enterprise/name_parts.h"

namespace luodi::registers {
namespace {

namespace json = boost::json;
using describe::text_of;
using ledger::Entry;
using store::Connection;
using store::Null;
using store::Value;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS register (          -- 登记册
  register_id {text} PRIMARY KEY,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  rank BIGINT NOT NULL,
  as_of {text} NOT NULL,
  file_name {text} NOT NULL,
  rows BIGINT NOT NULL,
  at {text} NOT NULL,
  seq BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS register_row (      -- a row from import to import
  row_id {text} NOT NULL,
  from_seq BIGINT NOT NULL,
  to_seq BIGINT NOT NULL,
  register_id {text} NOT NULL,
  as_of {text} NOT NULL,
  row_values {text} NOT NULL,                  -- JSON array by register_fields()
  PRIMARY KEY (row_id, from_seq)
);
CREATE INDEX IF NOT EXISTS register_row_of ON register_row (register_id, to_seq);
CREATE TABLE IF NOT EXISTS row_enterprise (
  row_id {text} PRIMARY KEY,
  enterprise_id {text} NOT NULL,
  basis {text} NOT NULL,
  founder_row {text} NOT NULL,
  weight BIGINT NOT NULL,                      -- thousandths of a bit
  probability BIGINT NOT NULL,                 -- millionths
  parts {text} NOT NULL
);
CREATE INDEX IF NOT EXISTS row_enterprise_of ON row_enterprise (enterprise_id);
CREATE TABLE IF NOT EXISTS enterprise (
  enterprise_id {text} PRIMARY KEY,
  name {text} NOT NULL,
  credit_code {text} NOT NULL,
  kind {text} NOT NULL,
  status {text} NOT NULL,
  state {text} NOT NULL,
  industry_code {text} NOT NULL,
  founded {text} NOT NULL,                     -- as the register has it
  town {text} NOT NULL,
  address {text} NOT NULL,
  registers {text} NOT NULL,                   -- |id|id|
  chains {text} NOT NULL,                      -- |name|name|
  conflicts {text} NOT NULL,                   -- |field|field|
  twice {text} NOT NULL,                       -- registers with several rows of it, |id|
  head_id {text} NOT NULL,
  other_names {text} NOT NULL,                 -- of other registers, and former ones, a line each
  rows BIGINT NOT NULL,
  words {text} NOT NULL                        -- what a search looks in
);
CREATE INDEX IF NOT EXISTS enterprise_code ON enterprise (credit_code);
CREATE TABLE IF NOT EXISTS enterprise_pin (
  enterprise_id {text} NOT NULL,
  field {text} NOT NULL,
  value {text} NOT NULL,
  reason {text} NOT NULL,
  at {text} NOT NULL,
  actor {text} NOT NULL,
  PRIMARY KEY (enterprise_id, field)
);
CREATE TABLE IF NOT EXISTS enterprise_chain (
  enterprise_id {text} NOT NULL,
  chain {text} NOT NULL,
  PRIMARY KEY (enterprise_id, chain)
);
CREATE TABLE IF NOT EXISTS register_match (    -- pairs for a person, as the last run found them
  row_a {text} NOT NULL,
  row_b {text} NOT NULL,
  kind {text} NOT NULL,
  weight BIGINT NOT NULL,
  probability BIGINT NOT NULL,
  doubt BIGINT NOT NULL,                       -- millionths of p (1 - p): the most useful pair has the most
  parts {text} NOT NULL,
  PRIMARY KEY (row_a, row_b)
);
CREATE INDEX IF NOT EXISTS register_match_b ON register_match (row_b);
CREATE TABLE IF NOT EXISTS match_answer (      -- a person's, by pair; outlives runs
  row_a {text} NOT NULL,
  row_b {text} NOT NULL,
  answer {text} NOT NULL,
  kind {text} NOT NULL,
  probability BIGINT NOT NULL,
  reason {text} NOT NULL,
  at {text} NOT NULL,
  actor {text} NOT NULL,
  seq BIGINT NOT NULL,
  moves {text} NOT NULL,                       -- JSON: [[row_id, from, to]]
  told_a {text} NOT NULL,                      -- name and code of the rows as they were answered
  told_b {text} NOT NULL,
  PRIMARY KEY (row_a, row_b)
);
CREATE TABLE IF NOT EXISTS enterprise_counter ( -- numbers are never given twice: pins and tags hang on them
  name {text} PRIMARY KEY,
  next BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS choice_rule (
  no BIGINT PRIMARY KEY,
  field {text} NOT NULL,
  rule {text} NOT NULL,
  kinds {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS county_town (
  code {text} PRIMARY KEY,
  name {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS enterprise_became ( -- enterprises that a run left without rows: the one that has most of them now
  from_id {text} PRIMARY KEY,
  to_id {text} NOT NULL,
  rows {text} NOT NULL,                        -- JSON: those that went there; where none stands there any more, it is over
  seq BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS link_run (
  seq BIGINT PRIMARY KEY,
  at {text} NOT NULL,
  actor {text} NOT NULL,
  changes BIGINT NOT NULL,                     -- 1: a run of changes with held estimates
  payload {text} NOT NULL
);
)sql";

constexpr std::string_view kPutRegister =
    "INSERT INTO register (register_id, name, kind, rank, as_of, file_name, rows, at, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
    "?8, ?9) ON CONFLICT (register_id) DO UPDATE SET name = excluded.name, kind = excluded.kind, rank = excluded.rank, as_of = "
    "excluded.as_of, file_name = excluded.file_name, rows = excluded.rows, at = excluded.at, seq = excluded.seq";
constexpr std::string_view kDropRegister = "DELETE FROM register WHERE register_id = ?1";
constexpr std::string_view kStanding =
    "SELECT row_id, row_values FROM register_row WHERE register_id = ?1 AND to_seq = 9000000000000000000 ORDER BY row_id";
constexpr std::string_view kPutRow = "INSERT INTO register_row (row_id, from_seq, to_seq, register_id, as_of, row_values)";
constexpr std::string_view kEndRow = "UPDATE register_row SET to_seq = ?2 WHERE row_id = ?1 AND to_seq = 9000000000000000000";
constexpr std::string_view kEnterpriseOf = "SELECT enterprise_id FROM row_enterprise WHERE row_id = ?1";
constexpr std::string_view kAssign =
    "INSERT INTO row_enterprise (row_id, enterprise_id, basis, founder_row, weight, probability, parts)";
constexpr std::string_view kAssignAnew =
    "ON CONFLICT (row_id) DO UPDATE SET enterprise_id = excluded.enterprise_id, basis = excluded.basis, founder_row = "
    "excluded.founder_row, weight = excluded.weight, probability = excluded.probability, parts = excluded.parts";
constexpr std::string_view kMove = "UPDATE row_enterprise SET enterprise_id = ?2, basis = 'decided' WHERE row_id = ?1";
// What was answered stays beside its answer: taken back, the pair is open again.
constexpr std::string_view kClearMatches =
    "DELETE FROM register_match WHERE NOT EXISTS (SELECT 1 FROM match_answer x WHERE x.row_a = register_match.row_a AND x.row_b "
    "= register_match.row_b)";
constexpr std::string_view kDropMatchesOf =
    "DELETE FROM register_match WHERE (row_a = ?1 OR row_b = ?1) AND NOT EXISTS (SELECT 1 FROM match_answer x WHERE x.row_a = "
    "register_match.row_a AND x.row_b = register_match.row_b)";
constexpr std::string_view kPutMatch =
    "INSERT INTO register_match (row_a, row_b, kind, weight, probability, doubt, parts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON "
    "CONFLICT (row_a, row_b) DO UPDATE SET kind = excluded.kind, weight = excluded.weight, probability = excluded.probability, "
    "doubt = excluded.doubt, parts = excluded.parts";
constexpr std::string_view kPutAnswer =
    "INSERT INTO match_answer (row_a, row_b, answer, kind, probability, reason, at, actor, seq, moves, told_a, told_b) VALUES "
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (row_a, row_b) DO UPDATE SET answer = excluded.answer, kind "
    "= excluded.kind, "
    "probability = excluded.probability, reason = excluded.reason, at = excluded.at, actor = excluded.actor, seq = "
    "excluded.seq, moves = excluded.moves, told_a = excluded.told_a, told_b = excluded.told_b";
constexpr std::string_view kCount =
    "INSERT INTO enterprise_counter (name, next) VALUES ('enterprise', ?1) ON CONFLICT (name) DO UPDATE SET next = CASE WHEN "
    "excluded.next > enterprise_counter.next THEN excluded.next ELSE enterprise_counter.next END";
constexpr std::string_view kDropAnswer = "DELETE FROM match_answer WHERE row_a = ?1 AND row_b = ?2";
constexpr std::string_view kPutRule = "INSERT INTO choice_rule (no, field, rule, kinds) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kClearRules = "DELETE FROM choice_rule";
constexpr std::string_view kPutTown = "INSERT INTO county_town (code, name) VALUES (?1, ?2)";
constexpr std::string_view kClearTowns = "DELETE FROM county_town";
constexpr std::string_view kPutRun = "INSERT INTO link_run (seq, at, actor, changes, payload) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kHead = "UPDATE enterprise SET head_id = ?2 WHERE enterprise_id = ?1";
constexpr std::string_view kClearHeads = "UPDATE enterprise SET head_id = '' WHERE head_id <> ''";
constexpr std::string_view kPutPin =
    "INSERT INTO enterprise_pin (enterprise_id, field, value, reason, at, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT "
    "(enterprise_id, field) DO UPDATE SET value = excluded.value, reason = excluded.reason, at = excluded.at, actor = "
    "excluded.actor";
constexpr std::string_view kDropPin = "DELETE FROM enterprise_pin WHERE enterprise_id = ?1 AND field = ?2";
constexpr std::string_view kTag = "INSERT INTO enterprise_chain (enterprise_id, chain) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
constexpr std::string_view kUntag = "DELETE FROM enterprise_chain WHERE enterprise_id = ?1 AND chain = ?2";
constexpr std::string_view kPutEnterprise =
    "INSERT INTO enterprise (enterprise_id, name, credit_code, kind, status, state, industry_code, founded, town, address, "
    "registers, "
    "chains, conflicts, twice, head_id, other_names, rows, words)";
constexpr std::string_view kPutEnterpriseAnew =
    "ON CONFLICT (enterprise_id) DO UPDATE SET name = excluded.name, credit_code = excluded.credit_code, kind = excluded.kind, "
    "status = excluded.status, state = excluded.state, industry_code = excluded.industry_code, founded = excluded.founded, town "
    "= excluded.town, address = "
    "excluded.address, registers = excluded.registers, chains = excluded.chains, conflicts = excluded.conflicts, twice = "
    "excluded.twice, other_names = excluded.other_names, rows = excluded.rows, words = excluded.words";
constexpr std::string_view kDropEnterprise = "DELETE FROM enterprise WHERE enterprise_id = ?1";
constexpr std::string_view kPlaces = "SELECT row_id, enterprise_id FROM row_enterprise";

Result<void> done(const Result<store::Rows>& r) {
  if (!r) return tl::unexpected(r.error());
  return {};
}
std::int64_t whole(const json::object& o, const char* name) {
  const json::value* v = o.if_contains(name);
  return v != nullptr && v->is_int64() ? v->as_int64() : 0;
}
using Touched = std::set<std::string>;

/// Shown values of enterprises from their present rows. What persons put on them is read once: a run refreshes every enterprise,
/// and each question to the store is a way there and back.
class Refreshing {
 public:
  static Result<Refreshing> make(Connection& c) {
    auto rules = rules_in_force(c);
    auto towns = towns_of_county(c);
    auto marks = marks_of_persons(c);
    if (!rules) return tl::unexpected(rules.error());
    if (!towns) return tl::unexpected(towns.error());
    if (!marks) return tl::unexpected(marks.error());
    return Refreshing(std::move(*rules), Towns(*towns), std::move(*marks));
  }
  /// `ids` in order. Rows of many are read together, in the range from the first of them to the last; of few one by one, as they
  /// may lie far apart.
  Result<void> refresh(Connection& c, const std::vector<std::string>& ids) const {
    store::PutRows put(c, kPutEnterprise, kPutEnterpriseAnew, 18);
    const std::size_t step = ids.size() > kFew ? kAtOnce : 1;
    for (std::size_t from = 0; from < ids.size(); from += step) {
      const std::size_t until = std::min(ids.size(), from + step);
      auto members = members_between(c, ids[from], ids[until - 1]);
      if (!members) return tl::unexpected(members.error());
      for (std::size_t i = from; i < until; ++i) {
        const auto rows = members->find(ids[i]);
        auto ok = rows == members->end() ? done(c.query(kDropEnterprise, {ids[i]})) : put.add(shown(ids[i], rows->second));
        if (!ok) return ok;
      }
    }
    return put.flush();
  }

 private:
  static constexpr std::size_t kAtOnce = 500, kFew = 2000;
  std::vector<Value> shown(const std::string& id, const std::vector<MemberRow>& rows) const {
    const auto pins = marks_.pins.find(id);
    const Chosen chosen = choose(rows, rules_, pins == marks_.pins.end() ? std::vector<Pin>{} : pins->second, towns_);
    std::vector<std::string> registers, twice;
    for (const MemberRow& m : rows) {
      auto& list = std::find(registers.begin(), registers.end(), m.register_id) == registers.end() ? registers : twice;
      if (std::find(list.begin(), list.end(), m.register_id) == list.end()) list.push_back(m.register_id);
    }
    const CodeReading code = read_code(chosen.value("credit_code"));
    return {id,
            chosen.value("name"),
            code.value,
            chosen.kind,
            chosen.value("status"),
            chosen.state,
            chosen.value("industry_code"),
            chosen.value("founded"),
            chosen.town,
            chosen.value("address"),
            in_bars(registers),
            in_bars(chains_of(id, rows)),
            in_bars(chosen.conflicts()),
            in_bars(twice),
            std::string(),
            other_names_of(rows, chosen.value("name")),
            static_cast<std::int64_t>(rows.size()),
            words_of(rows, chosen)};
  }
  Refreshing(std::vector<ChoiceRule> rules, Towns towns, Marks marks)
      : rules_(std::move(rules)), towns_(std::move(towns)), marks_(std::move(marks)) {}
  /// Names that registers give it beside the chosen one, former names behind them, a line each. What is as short as a person's
  /// name and has no legal form is left out: a meter may be in the owner's name.
  static std::string other_names_of(const std::vector<MemberRow>& rows, const std::string& chosen) {
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
      constexpr std::size_t kLongest = 4;
      if (parts_of_name(name).form.empty() && units_of(name).size() <= kLongest) return;
      if (!name.empty() && name != chosen && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (const MemberRow& m : rows) add(told_names(m.row.value("name")).now);
    for (const MemberRow& m : rows)
      for (const std::string& former : told_names(m.row.value("name")).former) add(former);
    for (const MemberRow& m : rows)
      for (const std::string& former : listed_names(m.row.value("former_name"))) add(former);
    std::string out;
    for (const std::string& n : names) out += (out.empty() ? "" : "\n") + n;
    return out;
  }
  static std::string words_of(const std::vector<MemberRow>& rows, const Chosen& chosen) {
    std::vector<std::string> list = {chosen.value("name"), chosen.value("credit_code"), chosen.value("address"), chosen.town};
    for (const MemberRow& m : rows)
      for (const char* field :
           {"name", "former_name", "credit_code", "registration_number", "organization_code", "address", "number", "products"})
        list.push_back(m.row.value(field));
    std::string out;
    std::set<std::string> told;
    for (const std::string& s : list)
      if (!s.empty() && told.insert(s).second) out += searchable(s) + "\n";
    return out;
  }
  /// Tags of persons, and what the rows themselves say, cut at 、.
  std::vector<std::string> chains_of(const std::string& id, const std::vector<MemberRow>& rows) const {
    std::set<std::string> all;
    if (const auto at = marks_.chains.find(id); at != marks_.chains.end()) all = at->second;
    for (const MemberRow& m : rows) {
      std::string said = m.row.value("chain");
      std::replace(said.begin(), said.end(), '|', '/');
      for (std::size_t at = 0; at < said.size();) {
        const std::size_t end = std::min(said.find("、", at), said.size());
        if (end > at) all.insert(said.substr(at, end - at));
        at = end == said.size() ? end : end + std::string_view("、").size();
      }
    }
    return {all.begin(), all.end()};
  }
  std::vector<ChoiceRule> rules_;
  Towns towns_;
  Marks marks_;
};

Result<void> refresh(Connection& c, const Touched& touched) {
  if (touched.empty()) return {};
  auto refreshing = Refreshing::make(c);
  if (!refreshing) return tl::unexpected(refreshing.error());
  std::vector<std::string> ids;
  for (const std::string& id : touched)
    if (!id.empty()) ids.push_back(id);
  return refreshing->refresh(c, ids);
}

Result<void> touch(Connection& c, const std::string& row_id, Touched& touched) {
  auto rows = c.query(kEnterpriseOf, {row_id});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) touched.insert(r.text("enterprise_id"));
  return {};
}

/// The rows of an import in place of those that stood: equal ones stay, others end and begin.
Result<void> replace_rows(Connection& c, const Entry& e, const std::string& register_id, const std::string& as_of,
                          const std::vector<RegisterRow>& rows, Touched& touched) {
  auto standing = c.query(kStanding, {register_id});
  if (!standing) return tl::unexpected(standing.error());
  std::unordered_map<std::string, std::string> before;
  for (const auto& r : *standing) before[r.text("row_id")] = r.text("row_values");
  std::set<std::string> seen;
  store::PutRows put(c, kPutRow, "", 6);
  for (const RegisterRow& row : rows) {
    seen.insert(row.row_id);
    const std::string values = values_as_text(row.values);
    const auto at = before.find(row.row_id);
    if (at != before.end() && at->second == values) continue;
    if (at != before.end())
      if (auto ok = done(c.query(kEndRow, {row.row_id, e.seq})); !ok) return ok;
    if (auto ok = touch(c, row.row_id, touched); !ok) return ok;  // a row that comes back belongs where it was
    if (auto ok = put.add({row.row_id, e.seq, kOpen, register_id, as_of, values}); !ok) return ok;
  }
  if (auto ok = put.flush(); !ok) return ok;
  for (const auto& r : *standing) {
    if (seen.count(r.text("row_id")) != 0) continue;
    if (auto ok = done(c.query(kEndRow, {r.text("row_id"), e.seq})); !ok) return ok;
    if (auto ok = touch(c, r.text("row_id"), touched); !ok) return ok;
  }
  return {};
}

/// `p`: a register as it stands from now on; without register_hash it is gone.
Result<void> apply_register(Connection& c, const Entry& e, const json::object& p) {
  const std::string id = text_of(p, "register_id"), hash = text_of(p, "register_hash");
  Touched touched;
  std::vector<RegisterRow> rows;
  if (!hash.empty()) {
    auto blob = ledger::Ledger::get_blob(c, hash);
    if (!blob) return tl::unexpected(blob.error());
    auto read = rows_of_blob(*blob);
    if (!read) return tl::unexpected(read.error());
    rows = std::move(*read);
  }
  if (auto ok = replace_rows(c, e, id, text_of(p, "as_of"), rows, touched); !ok) return ok;
  auto put = hash.empty() ? c.query(kDropRegister, {id})
                          : c.query(kPutRegister,
                                    {id, text_of(p, "name"), text_of(p, "register_kind"), whole(p, "rank"), text_of(p, "as_of"),
                                     text_of(p, "file_name"), static_cast<std::int64_t>(rows.size()), e.at, e.seq});
  if (!put) return tl::unexpected(put.error());
  return refresh(c, touched);
}

Result<void> apply_rules(Connection& c, const json::object& p) {
  if (auto ok = done(c.query(kClearRules)); !ok) return ok;
  std::int64_t no = 0;
  for (const json::value& v : p.at("rules").as_array()) {
    const json::array& r = v.as_array();
    auto put =
        c.query(kPutRule, {++no, std::string(r[0].as_string()), std::string(r[1].as_string()), std::string(r[2].as_string())});
    if (!put) return tl::unexpected(put.error());
  }
  if (auto ok = done(c.query(kClearTowns)); !ok) return ok;
  for (const json::value& v : p.at("towns").as_array()) {
    const json::array& t = v.as_array();
    if (auto ok = done(c.query(kPutTown, {std::string(t[0].as_string()), std::string(t[1].as_string())})); !ok) return ok;
  }
  return {};
}

Result<void> put_match(Connection& c, const json::array& m) {
  const double p = m[4].to_number<double>();
  const std::string kind(m[0].as_string());
  return done(c.query(
      kPutMatch, {std::string(m[1].as_string()), std::string(m[2].as_string()), kind, as_kept(m[3].to_number<double>(), 1e3),
                  as_kept(p, kMillionths), kind == "licences" ? 0 : as_kept(p * (1 - p), kMillionths), json::serialize(m[5])}));
}

Result<void> apply_run(Connection& c, const Entry& e, const json::object& p) {
  auto blob = ledger::Ledger::get_blob(c, text_of(p, "run_hash"));
  if (!blob) return tl::unexpected(blob.error());
  const json::value run = json::parse(*blob);
  if (auto ok = apply_rules(c, p); !ok) return ok;
  Touched touched;
  std::unordered_map<std::string, std::string> places;
  auto standing = c.query(kPlaces);
  if (!standing) return tl::unexpected(standing.error());
  for (const auto& r : *standing) places[r.text("row_id")] = r.text("enterprise_id");
  const bool changes = whole(p, "changes") != 0;
  Went went;
  store::PutRows put(c, kAssign, kAssignAnew, 7);
  for (const json::value& v : run.as_object().at("assignments").as_array()) {
    const json::array& a = v.as_array();
    const std::string row(a[0].as_string()), enterprise(a[1].as_string());
    if (const auto at = places.find(row); at != places.end()) {
      touched.insert(at->second);
      if (at->second != enterprise) went[at->second][enterprise].push_back(row);
    }
    touched.insert(enterprise);
    if (changes)
      if (auto ok = done(c.query(kDropMatchesOf, {row})); !ok) return ok;
    if (auto ok = put.add({row, enterprise, std::string(a[2].as_string()), std::string(a[3].as_string()),
                           as_kept(a[4].to_number<double>(), 1e3), as_kept(a[5].to_number<double>(), kMillionths),
                           json::serialize(a[6])});
        !ok)
      return ok;
  }
  if (auto ok = put.flush(); !ok) return ok;
  if (auto ok = keep_what_became(c, e.seq, went); !ok) return ok;
  if (!changes)
    if (auto ok = done(c.query(kClearMatches)); !ok) return ok;
  for (const json::value& v : run.as_object().at("pairs").as_array())
    if (auto ok = put_match(c, v.as_array()); !ok) return ok;
  if (auto ok = done(c.query(kCount, {whole(p, "next_number")})); !ok) return ok;
  if (auto ok = done(c.query(kPutRun, {e.seq, e.at, e.actor, whole(p, "changes"), e.payload})); !ok) return ok;
  if (auto ok = refresh(c, touched); !ok) return ok;
  if (auto ok = done(c.query(kClearHeads)); !ok) return ok;
  for (const json::value& v : run.as_object().at("heads").as_array())
    if (auto ok = done(c.query(kHead, {std::string(v.as_array()[0].as_string()), std::string(v.as_array()[1].as_string())})); !ok)
      return ok;
  return {};
}

/// Rows from one enterprise to another, as the entry says; back where it was taken back.
Result<void> apply_moves(Connection& c, const json::array& moves, bool back) {
  Touched touched;
  for (const json::value& v : moves) {
    const json::array& m = v.as_array();
    const std::string from(m[1].as_string()), to(m[2].as_string());
    if (auto ok = done(c.query(kMove, {std::string(m[0].as_string()), back ? from : to})); !ok) return ok;
    touched.insert(from);
    touched.insert(to);
    if (auto ok = done(c.query(kCount, {number_of_enterprise(to) + 1})); !ok) return ok;
  }
  return refresh(c, touched);
}

Result<void> apply_answer(Connection& c, const Entry& e, const json::object& p) {
  const json::array& moves = p.at("moves").as_array();
  auto put = c.query(kPutAnswer, {text_of(p, "row_a"), text_of(p, "row_b"), text_of(p, "answer"), text_of(p, "kind"),
                                  whole(p, "probability"), text_of(p, "reason"), e.at, e.actor, e.seq, json::serialize(moves),
                                  text_of(p, "told_a"), text_of(p, "told_b")});
  if (!put) return tl::unexpected(put.error());
  return apply_moves(c, moves, false);
}

Result<void> apply_answer_undone(Connection& c, const json::object& p) {
  if (auto ok = done(c.query(kDropAnswer, {text_of(p, "row_a"), text_of(p, "row_b")})); !ok) return ok;
  return apply_moves(c, p.at("moves").as_array(), true);
}

Result<void> apply_pin(Connection& c, const Entry& e, const json::object& p) {
  const std::string field = text_of(p, "field");
  if (!p.at("value").is_null()) {
    auto put = c.query(kPutPin, {e.subject, field, text_of(p, "value"), text_of(p, "reason"), e.at, e.actor});
    if (!put) return tl::unexpected(put.error());
    return refresh(c, {e.subject});
  }
  auto ids = enterprise_with_merged(c, e.subject);
  if (!ids) return tl::unexpected(ids.error());
  for (const std::string& id : *ids)
    if (auto ok = done(c.query(kDropPin, {id, field})); !ok) return ok;
  return refresh(c, {e.subject});
}

Result<void> apply_tags(Connection& c, const json::object& p) {
  Touched touched;
  for (const json::value& v : p.at("enterprise_ids").as_array()) {
    const std::string id(v.as_string());
    touched.insert(id);
    for (const json::value& chain : p.at("add").as_array())
      if (auto ok = done(c.query(kTag, {id, std::string(chain.as_string())})); !ok) return ok;
    if (p.at("remove").as_array().empty()) continue;
    auto ids = enterprise_with_merged(c, id);
    if (!ids) return tl::unexpected(ids.error());
    for (const std::string& one : *ids)
      for (const json::value& chain : p.at("remove").as_array())
        if (auto ok = done(c.query(kUntag, {one, std::string(chain.as_string())})); !ok) return ok;
  }
  return refresh(c, touched);
}

}  // namespace

std::string_view EnterprisesProjection::schema() const {
  return kSchema;
}

Result<void> EnterprisesProjection::apply(Connection& c, const Entry& e) {
  static const std::set<std::string> mine = {"register.imported", "table.undone",      "registers.linked", "match.decided",
                                             "match.undone",      "enterprise.pinned", "enterprise.tagged"};
  if (mine.count(e.kind) == 0) return {};
  const json::value payload = json::parse(e.payload);
  const json::object& p = payload.as_object();
  if (e.kind == "table.undone") return text_of(p, "kind") == "register" ? apply_register(c, e, p) : Result<void>{};
  if (e.kind == "register.imported") return apply_register(c, e, p);
  if (e.kind == "registers.linked") return apply_run(c, e, p);
  if (e.kind == "match.decided") return apply_answer(c, e, p);
  if (e.kind == "match.undone") return apply_answer_undone(c, p);
  if (e.kind == "enterprise.pinned") return apply_pin(c, e, p);
  return apply_tags(c, p);
}

std::int64_t as_kept(double x, double by) {
  return static_cast<std::int64_t>(std::llround(std::clamp(x * by, -1e15, 1e15)));
}
double as_said(std::int64_t kept, double by) {
  return static_cast<double>(kept) / by;
}

std::string parts_as_text(const std::vector<WeightPart>& parts) {
  json::array out;
  for (const WeightPart& p : parts)
    out.push_back(json::array{p.comparison, p.level, std::round(p.weight * 1000) / 1000, std::round(p.frequency * 1000) / 1000});
  return json::serialize(out);
}

std::vector<WeightPart> parts_of_text(const std::string& text) {
  std::vector<WeightPart> out;
  boost::system::error_code error;
  const json::value list = json::parse(text, error);
  if (error || !list.is_array()) return out;
  for (const json::value& v : list.as_array()) {
    const json::array& p = v.as_array();
    out.push_back(
        {std::string(p[0].as_string()), std::string(p[1].as_string()), p[2].to_number<double>(), p[3].to_number<double>()});
  }
  return out;
}

std::string run_as_blob(const Folded& f) {
  std::string out = R"({"assignments":[)";
  const auto quoted = [](const std::string& s) { return json::serialize(json::string(s)); };
  const auto number = [](double x) { return json::serialize(json::value(std::round(x * 1e6) / 1e6)); };
  for (std::size_t i = 0; i < f.assignments.size(); ++i) {
    const Assignment& a = f.assignments[i];
    out += (i > 0 ? ",\n[" : "\n[") + quoted(a.row_id) + "," + quoted(a.enterprise_id) + "," + quoted(a.basis) + "," +
           quoted(a.founder_row) + "," + number(a.weight) + "," + number(a.probability) + "," + parts_as_text(a.parts) + "]";
  }
  out += "],\"pairs\":[";
  for (std::size_t i = 0; i < f.pairs.size(); ++i) {
    const PairFound& p = f.pairs[i];
    out += (i > 0 ? ",\n[" : "\n[") + quoted(p.kind) + "," + quoted(p.row_a) + "," + quoted(p.row_b) + "," + number(p.weight) +
           "," + number(p.probability) + "," + parts_as_text(p.parts) + "]";
  }
  out += "],\"heads\":[";
  std::size_t i = 0;
  for (const auto& [branch, head] : f.heads) out += (i++ > 0 ? ",\n[" : "\n[") + quoted(branch) + "," + quoted(head) + "]";
  return out + "]}";
}

}  // namespace luodi::registers
