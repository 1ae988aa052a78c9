// Pairs for a person, what was answered, and what an answer may do. See queries.h.
#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "base/credit_code.h"
#include "describe/row.h"
#include "registers/directory/projection.h"
#include "registers/directory/queries.h"
#include "sheets/mapping.h"

namespace luodi::registers {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::string_view kAnswers =
    "SELECT row_a, row_b, answer, told_a, told_b FROM match_answer WHERE answer IN ('yes', 'no') AND kind <> 'licences' ORDER BY "
    "row_a, row_b";
// A pair of which a row is gone asks nothing any more.
constexpr std::string_view kMatchesOpen =
    "SELECT m.row_a, m.row_b, m.kind, m.weight, m.probability, m.parts, '' AS answer, '' AS reason, NULL AS answered_by, NULL AS "
    "answered_at FROM register_match m LEFT JOIN match_answer x ON x.row_a = m.row_a AND x.row_b = m.row_b WHERE x.row_a IS NULL "
    "AND (?1 = '' OR m.kind = ?1) AND EXISTS (SELECT 1 FROM register_row s WHERE s.row_id = m.row_a AND s.to_seq = "
    "9000000000000000000) AND EXISTS (SELECT 1 FROM register_row s WHERE s.row_id = m.row_b AND s.to_seq = 9000000000000000000) "
    "ORDER BY m.doubt DESC, m.row_a, m.row_b LIMIT ?2 OFFSET ?3";
constexpr std::string_view kMatchesAnswered =
    "SELECT x.row_a, x.row_b, x.kind, COALESCE(m.weight, 0) AS weight, x.probability, COALESCE(m.parts, '[]') AS parts, "
    "x.answer, "
    "x.reason, COALESCE(NULLIF(a.display_name, ''), a.login, x.actor) AS answered_by, x.at AS answered_at FROM match_answer x "
    "LEFT JOIN register_match m ON m.row_a = x.row_a AND m.row_b = x.row_b LEFT JOIN account a ON a.account_id = x.actor WHERE "
    "((?4 = 'later') = (x.answer = 'later')) AND (?1 = '' OR x.kind = ?1) AND (x.answer <> 'later' OR (EXISTS (SELECT 1 FROM "
    "register_row s WHERE s.row_id = x.row_a AND s.to_seq = 9000000000000000000) AND EXISTS (SELECT 1 FROM register_row s WHERE "
    "s.row_id = x.row_b AND s.to_seq = 9000000000000000000))) ORDER BY x.seq DESC LIMIT ?2 OFFSET ?3";
constexpr std::string_view kOpenByKind =
    "SELECT m.kind AS value, COUNT(*) AS count FROM register_match m LEFT JOIN match_answer x ON x.row_a = m.row_a AND x.row_b = "
    "m.row_b WHERE x.row_a IS NULL AND EXISTS (SELECT 1 FROM register_row s WHERE s.row_id = m.row_a AND s.to_seq = "
    "9000000000000000000) AND EXISTS (SELECT 1 FROM register_row s WHERE s.row_id = m.row_b AND s.to_seq = 9000000000000000000) "
    "GROUP BY m.kind ORDER BY m.kind";
constexpr std::string_view kLater =
    "SELECT COUNT(*) AS n FROM match_answer x WHERE x.answer = 'later' AND EXISTS (SELECT 1 FROM register_row s WHERE s.row_id = "
    "x.row_a AND s.to_seq = 9000000000000000000) AND EXISTS (SELECT 1 FROM register_row s WHERE s.row_id = x.row_b AND s.to_seq "
    "= 9000000000000000000)";
// The latest version of a row, and whether it still stands: an answer about a row that is gone is shown, and can be taken back.
constexpr std::string_view kSide =
    "SELECT r.row_values, COALESCE(g.as_of, r.as_of) AS as_of, COALESCE(g.name, '') AS register_name, COALESCE(e.enterprise_id, "
    "'') AS enterprise_id, CASE WHEN r.to_seq = 9000000000000000000 THEN 1 ELSE 0 END AS stands FROM register_row r LEFT JOIN "
    "register g ON g.register_id = r.register_id LEFT JOIN row_enterprise e ON e.row_id = r.row_id WHERE r.row_id = ?1 ORDER BY "
    "r.to_seq DESC LIMIT 1";
// SUM of BIGINT is NUMERIC on PostgreSQL. Links that a person confirmed are counted apart: their probability is 1 now.
constexpr std::string_view kLinkedSums =
    "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(e.probability), 0) AS BIGINT) AS sum FROM row_enterprise e JOIN register_row r ON "
    "r.row_id = e.row_id AND r.to_seq = 9000000000000000000 WHERE e.basis = 'linked' AND NOT EXISTS (SELECT 1 FROM match_answer "
    "x "
    "WHERE x.row_a = e.row_id AND x.kind = 'link' AND x.answer = 'yes')";
constexpr std::string_view kAnsweredLinks =
    "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(probability), 0) AS BIGINT) AS sum FROM match_answer WHERE answer = 'yes' AND kind "
    "= "
    "'link'";
constexpr std::string_view kAnswered =
    "SELECT answer, COUNT(*) AS n, CAST(COALESCE(SUM(probability), 0) AS BIGINT) AS sum FROM match_answer WHERE answer IN "
    "('yes', "
    "'no') AND kind <> 'licences' GROUP BY answer";
constexpr std::string_view kMatchOf = "SELECT kind, probability FROM register_match WHERE row_a = ?1 AND row_b = ?2";
constexpr std::string_view kAnswerOf =
    "SELECT answer, kind, probability, moves FROM match_answer WHERE row_a = ?1 AND row_b = ?2";
constexpr std::string_view kRowsOf = "SELECT row_id FROM row_enterprise WHERE enterprise_id = ?1 ORDER BY row_id";

}  // namespace

std::vector<WeightPartView> part_views(const std::string& text) {
  std::vector<WeightPartView> out;
  for (const WeightPart& p : parts_of_text(text)) out.push_back({p.comparison, p.level, p.weight, p.frequency});
  return out;
}

Result<std::vector<DecidingAnswer>> deciding_answers(Connection& c) {
  auto rows = c.query(kAnswers);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<DecidingAnswer> out;
  out.reserve(rows->size());
  for (const auto& r : *rows)
    out.push_back({r.text("row_a"), r.text("row_b"), r.text("answer"), r.text("told_a"), r.text("told_b")});
  return out;
}

Result<std::string> moves_of_answer(Connection& c, const std::string& row_a, const std::string& row_b) {
  auto answer = c.query(kAnswerOf, {row_a, row_b});
  if (!answer) return tl::unexpected(answer.error());
  if (answer->empty()) return fail(ErrorCode::conflict, row_a, "match.open", "this pair was not answered");
  return answer->front().text("moves");
}

Result<std::vector<std::string>> bound_rows(Connection& c, const std::string& enterprise_id, const std::string& row_id) {
  auto members = members_of_enterprise(c, enterprise_id);
  auto answers = deciding_answers(c);
  if (!members) return tl::unexpected(members.error());
  if (!answers) return tl::unexpected(answers.error());
  std::map<std::string, std::string> code;
  for (const MemberRow& m : *members) code[m.row.row_id] = valid_credit_code(m.row.value("credit_code"));
  std::set<std::string> bound = {row_id};
  for (bool more = true; more;) {
    more = false;
    const auto take = [&](const std::string& row) { more |= code.count(row) != 0 && bound.insert(row).second; };
    std::set<std::string> codes;
    for (const std::string& b : bound)
      if (const auto at = code.find(b); at != code.end() && !at->second.empty()) codes.insert(at->second);
    for (const auto& kv : code)
      if (codes.count(kv.second) != 0) take(kv.first);
    for (const DecidingAnswer& answer : *answers) {
      if (answer.answer != "yes") continue;
      if (bound.count(answer.row_a) != 0) take(answer.row_b);
      if (bound.count(answer.row_b) != 0) take(answer.row_a);
    }
  }
  return std::vector<std::string>(bound.begin(), bound.end());
}

Result<bool> two_codes_after(Connection& c, const json::array& moves) {
  std::map<std::string, std::set<std::string>> codes, places;
  std::map<std::string, std::string> back;
  std::set<std::string> enterprises;
  for (const json::value& v : moves) {
    const json::array& m = v.as_array();
    back[std::string(m[0].as_string())] = std::string(m[1].as_string());
    for (const std::size_t side : {1U, 2U}) enterprises.emplace(m[side].as_string());
  }
  for (const std::string& id : enterprises) {
    auto members = members_of_enterprise(c, id);
    if (!members) return tl::unexpected(members.error());
    for (const MemberRow& m : *members) {
      const std::string code = valid_credit_code(m.row.value("credit_code"));
      if (code.empty()) continue;
      const auto moved = back.find(m.row.row_id);
      const std::string& place = moved == back.end() ? id : moved->second;
      codes[place].insert(code);
      places[code].insert(place);
    }
  }
  const auto many = [](const auto& sets) {
    return std::any_of(sets.begin(), sets.end(), [](const auto& s) { return s.second.size() > 1; });
  };
  return many(codes) || many(places);
}

namespace {

/// A row by its latest version; without a row id where none is known.
Result<MatchSideView> side_of(Connection& c, const std::string& row_id, const std::vector<std::string>& fields) {
  auto rows = c.query(kSide, {row_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return MatchSideView{};
  const auto& r = rows->front();
  MatchSideView v{row_id, r.text("enterprise_id"), r.text("register_name"), r.text("as_of"), {}, {}};
  const RegisterRow row{row_id, values_of_text(r.text("row_values"))};
  auto members = members_of_enterprise(c, v.enterprise_id);
  if (!members) return tl::unexpected(members.error());
  for (const std::string& f : fields) {
    std::string others;
    std::set<std::string> told{"", row.value(f)};
    for (const MemberRow& m : *members)
      if (told.insert(m.row.value(f)).second)
        others += (others.empty() ? "" : "；") + m.row.value(f) + "（" + m.register_name + "）";
    v.values.push_back(row.value(f));
    v.others.push_back(std::move(others));
  }
  return v;
}

Result<ReviewEffectView> effect_of(Connection& c) {
  ReviewEffectView v;
  auto linked = c.query(kLinkedSums);
  auto confirmed = c.query(kAnsweredLinks);
  auto all = c.query(kAnswered);
  if (!linked) return tl::unexpected(linked.error());
  if (!confirmed) return tl::unexpected(confirmed.error());
  if (!all) return tl::unexpected(all.error());
  const std::int64_t yes = confirmed->front().integer("n");
  v.links = linked->front().integer("n") + yes;
  const double open = as_said(linked->front().integer("sum"), 1e6), links = static_cast<double>(v.links);
  for (const auto& r : *all) {
    v.answered += r.integer("n");
    if (r.text("answer") == "yes") v.said_yes += r.integer("n");
    v.foreseen += as_said(r.integer("sum"), 1e6);
  }
  if (v.links == 0) return v;
  v.expected = (open + as_said(confirmed->front().integer("sum"), 1e6)) / links;
  // A link that a person confirmed is right; one that was refused is none any more.
  v.with_answers = (open + static_cast<double>(yes)) / links;
  return v;
}

}  // namespace

Result<MatchesAnswer> list_matches(Connection& c, const MatchFilter& f) {
  MatchesAnswer a;
  for (const sheets::Field& field : sheets::table_kind("register")->fields)
    a.fields.push_back(field.field), a.labels.push_back(field.label);
  auto open = describe::from_rows<CountView>(c.query(kOpenByKind));
  auto later = c.query(kLater);
  auto effect = effect_of(c);
  if (!open) return tl::unexpected(open.error());
  if (!later) return tl::unexpected(later.error());
  if (!effect) return tl::unexpected(effect.error());
  a.open = std::move(*open);
  a.later = later->front().integer("n");
  a.effect = *effect;
  auto rows = f.show == "open" ? c.query(kMatchesOpen, {f.kind, f.limit, f.offset})
                               : c.query(kMatchesAnswered, {f.kind, f.limit, f.offset, f.show});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) {
    auto left = side_of(c, r.text("row_a"), a.fields), right = side_of(c, r.text("row_b"), a.fields);
    if (!left) return tl::unexpected(left.error());
    if (!right) return tl::unexpected(right.error());
    if (left->row_id.empty() || right->row_id.empty()) continue;  // no version of the row is known
    MatchView v{r.text("kind"),
                r.text("answer"),
                std::move(*left),
                std::move(*right),
                as_said(r.integer("weight"), 1e3),
                as_said(r.integer("probability"), 1e6),
                part_views(r.text("parts")),
                std::nullopt,
                std::nullopt,
                r.text("reason")};
    if (!r.is_null("answered_by")) v.answered_by = r.text("answered_by"), v.answered_at = r.text("answered_at");
    a.matches.push_back(std::move(v));
  }
  return a;
}

Result<MatchStanding> match_standing(Connection& c, const std::string& row_a, const std::string& row_b) {
  MatchStanding s;
  auto match = c.query(kMatchOf, {row_a, row_b});
  auto answer = c.query(kAnswerOf, {row_a, row_b});
  if (!match) return tl::unexpected(match.error());
  if (!answer) return tl::unexpected(answer.error());
  if (match->empty() && answer->empty()) return fail(ErrorCode::not_found, row_a, "match.unknown", "no run found this pair");
  const auto& known = match->empty() ? answer->front() : match->front();
  s.kind = known.text("kind");
  s.probability = known.integer("probability");
  if (!answer->empty()) s.answer = answer->front().text("answer");
  std::set<std::string> rows_of[2];
  for (const auto& [side, row, enterprise, code, told] : {std::tuple{0, &row_a, &s.enterprise_a, &s.code_a, &s.told_a},
                                                          std::tuple{1, &row_b, &s.enterprise_b, &s.code_b, &s.told_b}}) {
    auto standing = c.query(kSide, {*row});
    if (!standing) return tl::unexpected(standing.error());
    if (standing->empty() || standing->front().integer("stands") == 0)
      return fail(ErrorCode::conflict, *row, "match.row_gone", "this row is not in its register any more");
    *enterprise = standing->front().text("enterprise_id");
    *told = told_of({*row, values_of_text(standing->front().text("row_values"))});
    auto members = members_of_enterprise(c, *enterprise);
    if (!members) return tl::unexpected(members.error());
    for (const MemberRow& m : *members) {
      rows_of[side].insert(m.row.row_id);
      // Every row's code counts: the shown one may be a person's, or an older kind of number.
      if (std::string valid = valid_credit_code(m.row.value("credit_code")); !valid.empty()) *code = std::move(valid);
    }
  }
  auto answers = deciding_answers(c);
  if (!answers) return tl::unexpected(answers.error());
  for (const DecidingAnswer& x : *answers) {
    const bool across = (rows_of[0].count(x.row_a) != 0 && rows_of[1].count(x.row_b) != 0) ||
                        (rows_of[0].count(x.row_b) != 0 && rows_of[1].count(x.row_a) != 0);
    s.kept_apart |= across && x.answer == "no";
  }
  return s;
}

Result<std::vector<std::string>> rows_of_enterprise(Connection& c, const std::string& id) {
  auto rows = c.query(kRowsOf, {id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> out;
  for (const auto& r : *rows) out.push_back(r.text("row_id"));
  return out;
}

}  // namespace luodi::registers
