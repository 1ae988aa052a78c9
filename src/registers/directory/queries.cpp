// See queries.h.
#include "registers/directory/queries.h"

#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "base/credit_code.h"
#include "base/industry_code.h"
#include "base/presets.h"
#include "describe/row.h"
#include "ledger/ledger.h"
#include "registers/directory/projection.h"
#include "registers/linkage/loading.h"
#include "sheets/mapping.h"

namespace luodi::registers {
namespace {

namespace json = boost::json;
using store::Connection;
using store::Value;

constexpr std::string_view kRules = "SELECT field, rule, kinds FROM choice_rule ORDER BY no";
constexpr std::string_view kTowns = "SELECT code, name FROM county_town ORDER BY code";
constexpr std::string_view kMembersBetween =
    "SELECT e.enterprise_id, r.row_id, r.row_values, g.as_of, r.register_id, g.name, g.kind FROM row_enterprise e JOIN "
    "register_row r ON r.row_id = e.row_id AND r.to_seq = 9000000000000000000 JOIN register g ON g.register_id = r.register_id "
    "WHERE e.enterprise_id >= ?1 AND e.enterprise_id <= ?2 ORDER BY e.enterprise_id, g.rank, r.register_id, r.row_id";
// Rows that came or changed behind the last run, full or of changes.
constexpr std::string_view kRegisters =
    "SELECT g.register_id, g.name, g.kind, g.rank, g.as_of, g.file_name, g.at, g.rows, (SELECT COUNT(*) FROM register_row r "
    "WHERE r.register_id = g.register_id AND r.to_seq = 9000000000000000000 AND r.from_seq > (SELECT COALESCE(MAX(seq), 0) FROM "
    "link_run)) AS waiting FROM register g ORDER BY g.rank, g.register_id";
constexpr std::string_view kLastRun =
    "SELECT l.at, COALESCE(NULLIF(a.display_name, ''), a.login, l.actor) AS actor, l.changes, l.payload, (SELECT COUNT(*) FROM "
    "enterprise) AS enterprises FROM link_run l LEFT JOIN account a ON a.account_id = l.actor ORDER BY l.seq DESC LIMIT 1";
constexpr std::string_view kLastHeld = "SELECT payload FROM link_run ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kLastSeq = "SELECT COALESCE(MAX(seq), 0) AS seq FROM link_run";
constexpr std::string_view kRowsOfRegister =
    "SELECT r.row_id, r.row_values, r.from_seq, COALESCE(e.enterprise_id, '') AS enterprise_id, CASE WHEN e.basis = 'linked' AND "
    "e.probability < ?3 THEN 1 ELSE 0 END AS doubtful, COALESCE(e.basis, '') AS basis, COALESCE(e.probability, 0) AS probability "
    "FROM register_row r LEFT JOIN "
    "row_enterprise e ON e.row_id = r.row_id WHERE r.register_id = ?1 AND r.to_seq = 9000000000000000000 AND r.row_id > ?2 ORDER "
    "BY r.row_id LIMIT 20000";
constexpr std::string_view kNextNumber = "SELECT COALESCE(MAX(next), 1) AS n FROM enterprise_counter";
constexpr std::string_view kHeadOfRows =
    "SELECT COALESCE(MAX(seq), 0) AS n FROM entry WHERE kind IN ('register.imported', 'table.undone', 'registers.linked', "
    "'match.undone') OR (kind = 'match.decided' AND payload NOT LIKE '%\"answer\":\"later\"%')";
constexpr std::string_view kEnterprisesMeant =
    "SELECT * FROM enterprise WHERE words LIKE ?1 ESCAPE '\\' OR (credit_code = ?2 AND ?2 <> '') ORDER BY enterprise_id";
constexpr std::string_view kEnterprise = "SELECT * FROM enterprise WHERE enterprise_id = ?1";
constexpr std::string_view kEnterprisesFrom =
    "SELECT * FROM enterprise WHERE enterprise_id > ?1 ORDER BY enterprise_id LIMIT 5000";
// Each filter is a value that is empty where it does not hold; the words are a LIKE pattern.
constexpr std::string_view kWhere =
    " FROM enterprise WHERE (?1 = '' OR words LIKE ?1 ESCAPE '\\') AND (?2 = '' OR town = ?2) AND (?3 = '' OR kind = ?3) AND (?4 "
    "= '' OR state = ?4) AND (?5 = '' OR registers LIKE ?5 ESCAPE '\\') AND (?6 = '' OR chains LIKE ?6 ESCAPE '\\') AND (?7 = '' "
    "OR conflicts LIKE ?7 ESCAPE '\\') AND (?8 = '' OR twice <> '')";
constexpr std::string_view kPins = "SELECT enterprise_id, field, value FROM enterprise_pin ORDER BY enterprise_id, field";
constexpr std::string_view kChains = "SELECT enterprise_id, chain FROM enterprise_chain ORDER BY enterprise_id, chain";
// Enterprises that became part of others, by a person's yes and by runs.
constexpr std::string_view kMerged =
    "SELECT moves, '' AS from_id, '' AS to_id, seq FROM match_answer WHERE answer = 'yes' UNION ALL SELECT '' AS moves, from_id, "
    "to_id, seq FROM enterprise_became ORDER BY seq, from_id";
/// "|a|b|": the bars at both ends let a LIKE find whole names.
std::vector<std::string> of_bars(const std::string& text) {
  return text.size() < 2 ? std::vector<std::string>{} : preset_list(text.substr(1));
}

EnterpriseView view_of(const store::Row& r) {
  auto v = describe::from_row<EnterpriseView>(r);
  if (const Industry* i = industry_by_code(v.industry_code)) v.industry = i->name;
  v.registers = of_bars(r.text("registers"));
  v.chains = of_bars(r.text("chains"));
  v.conflicts = of_bars(r.text("conflicts"));
  v.twice = of_bars(r.text("twice"));
  const std::string names = r.text("other_names");
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find('\n', at), names.size());
    v.other_names.push_back(names.substr(at, end - at));
    at = end + 1;
  }
  return v;
}

std::vector<Value> values_of(const EnterpriseFilter& f) {
  const auto bar = [](const std::string& s) { return s.empty() ? "" : store::containing("|" + s + "|"); };
  return {store::containing(searchable(f.words)),
          f.town,
          f.kind,
          f.state,
          bar(f.register_id),
          bar(f.chain),
          f.conflict == "any" ? std::string("|%") : bar(f.conflict),
          f.twice};
}

/// A statement of constants alone: nothing of a caller stands in the SQL, its values are bound.
std::string over_filter(std::string_view head, std::string_view tail = "") {
  return std::string(head) + std::string(kWhere) + std::string(tail);
}

std::string_view order_of(const EnterpriseFilter& f) {
  if (f.order == "town")
    return f.descending ? " ORDER BY town DESC, name, enterprise_id LIMIT ?9 OFFSET ?10"
                        : " ORDER BY town, name, enterprise_id LIMIT ?9 OFFSET ?10";
  if (f.order == "rows")
    return f.descending ? " ORDER BY rows DESC, name, enterprise_id LIMIT ?9 OFFSET ?10"
                        : " ORDER BY rows, name, enterprise_id LIMIT ?9 OFFSET ?10";
  if (f.order == "conflicts")
    return f.descending ? " ORDER BY LENGTH(conflicts) DESC, name, enterprise_id LIMIT ?9 OFFSET ?10"
                        : " ORDER BY LENGTH(conflicts), name, enterprise_id LIMIT ?9 OFFSET ?10";
  return f.descending ? " ORDER BY name DESC, enterprise_id LIMIT ?9 OFFSET ?10"
                      : " ORDER BY name, enterprise_id LIMIT ?9 OFFSET ?10";
}

struct Grouping {
  std::string_view head, tail;
};
constexpr Grouping kByTown{"SELECT town AS value, COUNT(*) AS count", " GROUP BY town ORDER BY COUNT(*) DESC, town LIMIT 60"};
constexpr Grouping kByKind{"SELECT kind AS value, COUNT(*) AS count", " GROUP BY kind ORDER BY COUNT(*) DESC, kind LIMIT 60"};
constexpr Grouping kByState{"SELECT state AS value, COUNT(*) AS count", " GROUP BY state ORDER BY COUNT(*) DESC, state LIMIT 60"};
constexpr Grouping kByChains{"SELECT chains AS value, COUNT(*) AS count",
                             " GROUP BY chains ORDER BY COUNT(*) DESC, chains LIMIT 1000"};

Result<std::vector<CountView>> counts(Connection& c, const Grouping& by, const EnterpriseFilter& f) {
  return describe::from_rows<CountView>(c.query(over_filter(by.head, by.tail), values_of(f)));
}

/// Chains are several to an enterprise: the bars are cut here.
Result<std::vector<CountView>> chain_counts(Connection& c, const EnterpriseFilter& f) {
  auto grouped = counts(c, kByChains, f);
  if (!grouped) return grouped;
  std::map<std::string, std::int64_t> sum;
  for (const CountView& v : *grouped)
    for (const std::string& chain : of_bars(v.value)) sum[chain] += v.count;
  std::vector<CountView> out;
  out.reserve(sum.size());
  for (const auto& [chain, n] : sum) out.push_back({chain, n});
  return out;
}

using Way = std::pair<std::string, std::string>;

/// Which enterprise became part of which, the earliest first.
Result<std::vector<Way>> ways_of_enterprises(Connection& c) {
  auto rows = c.query(kMerged);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Way> out;
  for (const auto& r : *rows) {
    if (r.text("moves").empty()) {
      out.emplace_back(r.text("from_id"), r.text("to_id"));
      continue;
    }
    std::set<Way> moved;
    const json::value list = json::parse(r.text("moves"));
    for (const json::value& v : list.as_array()) moved.emplace(v.as_array()[1].as_string(), v.as_array()[2].as_string());
    out.insert(out.end(), moved.begin(), moved.end());
  }
  return out;
}

/// Rows that stand, by id and by what they say of who they are: an answer is about an enterprise, not about a number in a file.
class Present {
 public:
  explicit Present(const std::vector<FoldRow>& rows) {
    for (const FoldRow& r : rows) {
      told_[r.row.row_id] = told_of(r.row);
      for (const std::string& said : {name_of_told(told_of(r.row)), code_of_told(told_of(r.row))})
        if (!said.empty()) by_said_[register_of_row(r.row.row_id) + said].push_back(r.row.row_id);
    }
  }
  /// The row that an answer spoke of: itself where its name or its code is still the same; else the one row of its register with
  /// that code or that name; "" where it is gone or somebody else.
  std::string row_now(const std::string& row_id, const std::string& told) const {
    const std::string name = name_of_told(told), code = code_of_told(told);
    const auto at = told_.find(row_id);
    if (at != told_.end()) {
      if (told.empty() || name_of_told(at->second) == name) return row_id;
      if (!code.empty() && code_of_told(at->second) == code) return row_id;
    }
    for (const std::string& said : {code, name}) {
      const auto same = by_said_.find(register_of_row(row_id) + said);
      if (!said.empty() && same != by_said_.end() && same->second.size() == 1) return same->second.front();
    }
    return "";
  }

 private:
  static std::string register_of_row(const std::string& row_id) { return row_id.substr(0, row_id.rfind('-') + 1); }
  static std::string name_of_told(const std::string& told) { return told.substr(0, told.find('\x1F')); }
  static std::string code_of_told(const std::string& told) {
    const std::size_t at = told.find('\x1F');
    return at == std::string::npos ? "" : told.substr(at + 1);
  }
  std::map<std::string, std::string> told_;
  std::map<std::string, std::vector<std::string>> by_said_;
};

}  // namespace

std::string told_of(const RegisterRow& row) {
  std::string name;
  clean_text(row.value("name"), name);
  return name + '\x1F' + read_code(row.value("credit_code")).value;
}

std::string searchable(const std::string& text) {
  std::string out;
  clean_text(text, out);
  return out;
}

Result<std::vector<ChoiceRule>> rules_in_force(Connection& c) {
  auto rows = c.query(kRules);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return choice_presets();
  std::vector<ChoiceRule> out;
  out.reserve(rows->size());
  for (const auto& r : *rows) out.push_back({r.text("field"), r.text("rule"), preset_list(r.text("kinds"))});
  return out;
}

Result<std::vector<Town>> towns_of_county(Connection& c) {
  auto rows = c.query(kTowns);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Town> out;
  out.reserve(rows->size());
  for (const auto& r : *rows) out.push_back({r.text("code"), r.text("name")});
  return out;
}

Result<std::vector<MemberRow>> members_of_enterprise(Connection& c, const std::string& id) {
  auto members = members_between(c, id, id);
  if (!members) return tl::unexpected(members.error());
  return std::move((*members)[id]);
}

Result<std::map<std::string, std::vector<MemberRow>>> members_between(Connection& c, const std::string& first,
                                                                      const std::string& last) {
  auto rows = c.query(kMembersBetween, {first, last});
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::vector<MemberRow>> out;
  for (const auto& r : *rows)
    out[r.text("enterprise_id")].push_back({r.text("register_id"),
                                            r.text("name"),
                                            r.text("kind"),
                                            r.text("as_of"),
                                            {r.text("row_id"), values_of_text(r.text("row_values"))}});
  return out;
}

Result<std::vector<RegisterView>> list_registers(Connection& c) {
  return describe::from_rows<RegisterView>(c.query(kRegisters));
}

Result<std::optional<LinkRunView>> last_run(Connection& c) {
  auto rows = c.query(kLastRun);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::optional<LinkRunView>();
  const auto& r = rows->front();
  LinkRunView v{r.text("at"), r.text("actor"), r.integer("changes") != 0, r.integer("enterprises"), 0, {}};
  const json::value payload = json::parse(r.text("payload"));
  v.seconds = payload.as_object().at("seconds").to_number<double>();
  for (const json::value& one : payload.as_object().at("reports").as_array()) {
    const json::object& o = one.as_object();
    v.reports.push_back(
        {std::string(o.at("register_id").as_string()), std::string(o.at("register_name").as_string()),
         std::string(o.at("calibration").as_string()), o.at("rows").as_int64(), o.at("linked").as_int64(),
         o.at("by_code").as_int64(), o.at("founders").as_int64(), o.at("review").as_int64(), o.at("pairs").as_int64(),
         o.contains("kept") ? o.at("kept").as_int64() : 0,  // of an older program: not told
         o.at("expected_precision").to_number<double>(),
         o.at("expected_recall").is_null() ? std::nullopt : std::optional(o.at("expected_recall").to_number<double>())});
  }
  return std::optional(v);
}

Result<std::int64_t> registers_head(Connection& c) {
  auto rows = c.query(kHeadOfRows);
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n");
}

Result<std::int64_t> next_enterprise_number(Connection& c) {
  auto rows = c.query(kNextNumber);
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n");
}

std::string in_bars(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& s : list) out += (out.empty() ? "|" : "") + s + "|";
  return out;
}

Result<Marks> marks_of_persons(Connection& c) {
  auto pins = c.query(kPins), chains = c.query(kChains);
  auto merged = ways_of_enterprises(c);
  if (!pins) return tl::unexpected(pins.error());
  if (!chains) return tl::unexpected(chains.error());
  if (!merged) return tl::unexpected(merged.error());
  Marks out;
  for (const auto& r : *pins) out.pins[r.text("enterprise_id")].push_back({r.text("field"), r.text("value")});
  for (const auto& r : *chains) out.chains[r.text("enterprise_id")].insert(r.text("chain"));
  for (const auto& [from, to] : *merged) {
    const std::set<std::string> tags = out.chains[from];
    out.chains[to].insert(tags.begin(), tags.end());
    std::vector<Pin>& kept = out.pins[to];
    for (const Pin& p : std::vector<Pin>(out.pins[from]))
      if (std::none_of(kept.begin(), kept.end(), [&](const Pin& x) { return x.field == p.field; })) kept.push_back(p);
  }
  return out;
}

Result<std::vector<std::string>> enterprise_with_merged(Connection& c, const std::string& id) {
  auto merged = ways_of_enterprises(c);
  if (!merged) return tl::unexpected(merged.error());
  std::vector<std::string> out = {id};
  // The latest first: what became part of a part of it belongs to it too.
  for (auto way = merged->rbegin(); way != merged->rend(); ++way)
    if (std::find(out.begin(), out.end(), way->second) != out.end()) out.push_back(way->first);
  return out;
}

Result<std::string> enterprise_it_became(Connection& c, const std::string& id) {
  auto merged = ways_of_enterprises(c);
  if (!merged) return tl::unexpected(merged.error());
  std::string now = id;
  for (const auto& [from, to] : *merged)
    if (from == now) now = to;
  return now == id ? std::string() : now;
}

Result<FoldInput> fold_input(Connection& c, bool changes) {
  FoldInput in;
  auto registers = list_registers(c);
  if (!registers) return tl::unexpected(registers.error());
  auto last = c.query(kLastSeq);
  if (!last) return tl::unexpected(last.error());
  const std::int64_t seen = last->front().integer("seq");
  for (const RegisterView& g : *registers) {
    in.registers.push_back(g.register_id);
    for (std::string from;;) {
      auto rows = c.query(kRowsOfRegister, {g.register_id, from, as_kept(kSureLink, kMillionths)});
      if (!rows) return tl::unexpected(rows.error());
      if (rows->empty()) break;
      for (const auto& r : *rows)
        in.rows.push_back({in.registers.size() - 1,
                           {r.text("row_id"), values_of_text(r.text("row_values"))},
                           r.text("enterprise_id"),
                           r.integer("from_seq") > seen,
                           r.integer("doubtful") != 0,
                           r.text("basis"),
                           static_cast<double>(r.integer("probability")) / kMillionths});
      from = rows->back().text("row_id");
    }
  }
  auto answers = deciding_answers(c);
  if (!answers) return tl::unexpected(answers.error());
  const Present present(in.rows);
  for (const DecidingAnswer& answer : *answers) {
    const std::string a = present.row_now(answer.row_a, answer.told_a), b = present.row_now(answer.row_b, answer.told_b);
    if (!a.empty() && !b.empty()) in.answers.push_back({a, b, answer.answer});
  }
  auto next = next_enterprise_number(c);
  if (!next) return tl::unexpected(next.error());
  in.next_number = *next;
  if (!changes) return in;
  auto full = c.query(kLastHeld);
  if (!full) return tl::unexpected(full.error());
  if (full->empty()) return in;
  const json::value payload = json::parse(full->front().text("payload"));
  for (const auto& kv : payload.as_object().at("held").as_object())
    in.held[std::string(kv.key())] = std::string(kv.value().as_string());
  return in;
}

Result<EnterpriseView> enterprise_by_id(Connection& c, const std::string& id) {
  auto rows = c.query(kEnterprise, {id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, id, "enterprise.unknown", "there is no such enterprise");
  return view_of(rows->front());
}

Result<std::vector<EnterpriseView>> all_enterprises(Connection& c) {
  std::vector<EnterpriseView> out;
  for (std::string from;;) {
    auto rows = c.query(kEnterprisesFrom, {from});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return out;
    for (const auto& r : *rows) out.push_back(view_of(r));
    from = out.back().enterprise_id;
  }
}

Result<std::vector<EnterpriseView>> enterprises_meant(Connection& c, const std::string& name, const std::string& code) {
  auto rows = c.query(kEnterprisesMeant, {store::containing(searchable(name)), code});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<EnterpriseView> out;
  for (const auto& r : *rows) out.push_back(view_of(r));
  return out;
}

Result<EnterprisesAnswer> list_enterprises(Connection& c, const EnterpriseFilter& f) {
  EnterprisesAnswer a;
  auto total = c.query(over_filter("SELECT COUNT(*) AS n"), values_of(f));
  if (!total) return tl::unexpected(total.error());
  a.total = total->front().integer("n");
  std::vector<Value> values = values_of(f);
  values.emplace_back(f.limit);
  values.emplace_back(f.offset);
  auto rows = c.query(over_filter("SELECT *", order_of(f)), values);
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) a.enterprises.push_back(view_of(r));
  for (const auto& [by, into] : {std::pair{&kByTown, &a.by_town}, {&kByKind, &a.by_kind}, {&kByState, &a.by_state}}) {
    auto n = counts(c, *by, f);
    if (!n) return tl::unexpected(n.error());
    *into = std::move(*n);
  }
  auto chains = chain_counts(c, f);
  if (!chains) return tl::unexpected(chains.error());
  a.by_chain = std::move(*chains);
  return a;
}

}  // namespace luodi::registers
