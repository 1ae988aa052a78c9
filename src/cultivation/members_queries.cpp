// See members_queries.h.
#include "cultivation/members_queries.h"

#include <boost/json.hpp>

#include "cultivation/dossier.h"
#include "cultivation/matching.h"
#include "cultivation/queries.h"
#include "describe/json.h"
#include "registers/directory/queries.h"
#include "sheets/values.h"

namespace luodi::cultivation {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::string_view kStanding = "SELECT MAX(seq) AS seq FROM member_list";
constexpr std::string_view kRows =
    "SELECT name, credit_code, class_id, town, entered, left_month, exit_reason, strategic, high_tech FROM member_row WHERE seq "
    "= ?1 ORDER BY no";
constexpr std::string_view kDossiers =
    "SELECT enterprise_id, name, credit_code, town, class_id, memberships FROM dossier WHERE entered <> '' ORDER BY "
    "enterprise_id";
constexpr std::string_view kFiguresOfRow = "SELECT figures FROM figure_row WHERE source_id = ?1 AND row_key = ?2 ORDER BY seq";
constexpr std::string_view kBig = "SELECT big, COUNT(*) AS n FROM candidate WHERE big <> 0 GROUP BY big";

Result<std::vector<Member>> listed(Connection& c) {
  auto rows = standing_list(c);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Member> out;
  for (const MemberRow& r : *rows) {
    Member m;
    m.name = r.name, m.credit_code = r.credit_code, m.class_id = r.class_id, m.town = r.town;
    m.entered = static_cast<int>(r.entered), m.left = static_cast<int>(r.left);
    m.exit_reason = r.exit_reason, m.source = "register", m.strategic = r.strategic, m.high_tech = r.high_tech;
    out.push_back(std::move(m));
  }
  return out;
}

/// Enterprises give what the list leaves out: the town by where it operates, chains, the id.
void find_enterprises(std::vector<Member>& members, const std::vector<EnterpriseView>& enterprises, const Matching& matching) {
  for (Member& m : members) {
    const auto at = matching.of({"", m.name, m.credit_code, {}, {}});
    if (!at) continue;
    const EnterpriseView& e = enterprises[*at];
    m.enterprise_id = e.enterprise_id, m.chains = e.chains;
    if (const auto day = sheets::date_of_text(e.founded)) m.opened = month_index(day->year, day->month);
    if (m.town.empty()) m.town = e.town;
    if (m.credit_code.empty()) m.credit_code = e.credit_code;
  }
}

/// A stay that a dossier knows: where a row of the list overlaps it they are one and the row learns its end, else it is one more.
/// The list and the dossier may name the class differently; only projects are another matter.
void add_stay(std::vector<Member>& members, const Member& stay, std::size_t listed) {
  for (std::size_t i = 0; i < listed; ++i) {
    Member& there = members[i];
    if (there.enterprise_id != stay.enterprise_id || (there.class_id == "project") != (stay.class_id == "project")) continue;
    const bool overlap = (stay.left == 0 || stay.left > there.entered) && (there.left == 0 || there.left > stay.entered);
    if (!overlap && there.entered != stay.entered) continue;
    if (stay.left != 0 && there.left == 0) there.left = stay.left, there.exit_reason = stay.exit_reason;
    return;
  }
  members.push_back(stay);
}

/// What dossiers know of the library beside the list.
Result<void> add_dossiers(Connection& c, std::vector<Member>& members) {
  auto rows = c.query(kDossiers);
  if (!rows) return tl::unexpected(rows.error());
  const std::size_t listed = members.size();
  for (const auto& r : *rows) {
    auto stays = describe::from_kept<std::vector<Membership>>(json::parse(r.text("memberships")));
    if (!stays) return tl::unexpected(stays.error());
    Member m;
    m.enterprise_id = r.text("enterprise_id"), m.name = r.text("name"), m.credit_code = r.text("credit_code");
    m.town = r.text("town"), m.class_id = r.text("class_id"), m.source = "dossier";
    for (const Membership& stay : *stays) {
      m.entered = month_of(stay.entered).value_or(0), m.left = month_of(stay.left).value_or(0), m.exit_reason = stay.exit_reason;
      add_stay(members, m, listed);
    }
  }
  return {};
}

/// The figures of one member in one source: under its code, else under its name, else under other names of it.
Result<std::vector<PeriodFigure>> figures_of_member(Connection& c, const std::string& source_id, const Member& m) {
  std::vector<PeriodFigure> out;
  std::vector<std::string> keys;  // the surest last: it stands over the others
  keys.reserve(m.other_names.size() + 2);
  for (const std::string& other : m.other_names) keys.push_back(compared_name(other));
  keys.push_back(compared_name(m.name)), keys.push_back(m.credit_code);
  for (const std::string& key : keys) {
    if (key.empty()) continue;
    auto rows = c.query(kFiguresOfRow, {source_id, key});
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& r : *rows) put_over(out, figures_of_text(r.text("figures")));
  }
  return out;
}

}  // namespace

Result<std::vector<MemberRow>> standing_list(Connection& c) {
  auto standing = c.query(kStanding);
  if (!standing) return tl::unexpected(standing.error());
  std::vector<MemberRow> out;
  if (standing->front().is_null("seq")) return out;
  auto rows = c.query(kRows, {standing->front().integer("seq")});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows)
    out.push_back({r.text("name"), r.text("credit_code"), r.text("class_id"), r.text("town"), r.integer("entered"),
                   r.integer("left_month"), r.text("exit_reason"), r.integer("strategic") != 0, r.integer("high_tech") != 0});
  return out;
}

std::string members_as_blob(const std::vector<MemberRow>& rows) {
  return json::serialize(describe::to_json(rows));
}

Result<std::vector<MemberRow>> members_of_blob(const std::string& blob) {
  boost::system::error_code error;
  const json::value v = json::parse(blob, error);
  if (error) return fail(ErrorCode::internal, "members", "blob.broken", "the kept list cannot be read");
  return describe::from_kept<std::vector<MemberRow>>(v);
}

Result<std::vector<Member>> members_of_library(Connection& c, const std::vector<EnterpriseView>& enterprises,
                                               const Matching& matching) {
  auto members = listed(c);
  if (!members) return members;
  find_enterprises(*members, enterprises, matching);
  if (auto ok = add_dossiers(c, *members); !ok) return tl::unexpected(ok.error());
  std::unordered_map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < enterprises.size(); ++i) place.emplace(enterprises[i].enterprise_id, i);
  for (Member& m : *members)
    if (const auto at = place.find(m.enterprise_id); at != place.end()) m.other_names = matching.own_others(at->second);
  return members;
}

Result<std::vector<Member>> members_of_library(Connection& c) {
  auto enterprises = registers::all_enterprises(c);
  if (!enterprises) return tl::unexpected(enterprises.error());
  return members_of_library(c, *enterprises, Matching(*enterprises));
}

Result<std::vector<MemberSums>> sums_of_members(Connection& c, const std::vector<Member>& members,
                                                const std::vector<FigureSourceView>& sources, int month) {
  std::vector<MemberSums> out;
  for (const FigureSourceView& source : sources) {
    MemberSums sums{source.name, source.measure, {}, {}};
    for (const Member& m : members) {
      auto figures = figures_of_member(c, source.source_id, m);
      if (!figures) return tl::unexpected(figures.error());
      sums.now.push_back(sum_to_date(*figures, month, m.opened));
      sums.before.push_back(sum_to_date(*figures, month - 12, m.opened));
    }
    out.push_back(std::move(sums));
  }
  return out;
}

Result<BigSelfEmployed> big_self_employed(Connection& c) {
  auto rows = c.query(kBig);
  if (!rows) return tl::unexpected(rows.error());
  BigSelfEmployed out;
  for (const auto& r : *rows) (r.integer("big") == 1 ? out.over : out.near) = r.integer("n");
  auto run = last_watch(c);
  if (!run) return tl::unexpected(run.error());
  if (const auto& last = *run; last.has_value()) out.as_of = last->as_of, out.stale = last->stale;
  return out;
}

}  // namespace luodi::cultivation
