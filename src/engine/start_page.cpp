// The start page: which work waits for an account, what changed since yesterday, where each running meeting stands.
#include "engine/start_page.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

#include "access/access.h"
#include "ledger/meetings.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

using store::Connection;
using supervision::Filter;
using supervision::NarrowRow;

constexpr std::size_t kTodayRows = 20;
constexpr std::string_view kLists[] = {"to_accept", "returned",  "to_review", "objected", "overdue",
                                       "due_soon",  "to_assign", "helping",   "suspended"};
constexpr std::int64_t kTodayShown = 30, kMostTodayMeetings = 10000;
constexpr std::size_t kTodayMeetings = 15;  // whose sentences a leader sees at once
constexpr std::size_t kTodayNewest = 5;     // ... of these up to kTodaySentences, of the others up to kTodayWorst
constexpr std::size_t kTodaySentences = 60, kTodayWorst = 12;
constexpr long kSoon = 7;                               // days that the start page looks ahead
constexpr std::int64_t kActs = 400, kActsAmong = 1200;  // the newest acts looked through; among all for those who see some
// The newest acts first, then their words: in one step PostgreSQL reads all entries.
constexpr std::string_view kChanged =
    "SELECT e.subject, e.kind, e.at, COALESCE(NULLIF(a.display_name, ''), a.login, e.actor) AS actor, k.text, v.state FROM "
    "(SELECT seq, subject, kind, at, actor FROM entry WHERE seq >= ?1 AND kind LIKE 'commitment.%' ORDER BY seq DESC LIMIT ?2) "
    "e LEFT JOIN account a ON a.account_id = e.actor JOIN commitment k ON k.commitment_id = e.subject "
    "JOIN commitment_version v ON v.commitment_id = e.subject AND v.seq = e.seq ORDER BY e.seq DESC";

/// Whose start page it is: the desk's, a unit's, or one that only looks.
struct Side {
  bool desk = false, unit = false;
};

Side side_of(const Caller& caller) {
  const std::string& role = caller.account.role;
  return {role == "supervision" || role == "administrator", access::is_of_unit(role)};
}

bool is_red(const NarrowRow& r) {
  return r.light == supervision::severity("red");
}

/// Work that somebody does: assigned and neither handed in nor over.
bool is_worked_on(std::string_view state) {
  return state == "assigned" || state == "accepted" || state == "under_way" || state == "returned";
}

/// Which list of the start page a row belongs to, for somebody on this side; "" for none. What is asked of the reader comes
/// before what is late: a late commitment that nobody was assigned yet waits for its assignment.
std::string_view list_of(const NarrowRow& r, long today, const Side& side, bool leads) {
  if (side.desk && (r.state == "confirmed" || r.state == "carried_over")) return "to_assign";
  if (side.desk && r.state == "objected") return "objected";
  if (side.desk && r.state == "reported") return "to_review";
  if (side.desk && r.state == "suspended") return "suspended";  // nobody is asked for it: it must not be forgotten
  // Who helps accepts and reports nothing, but must know of it.
  if (side.unit && !leads) return is_worked_on(r.state) || r.state == "reported" ? "helping" : "";
  if (leads && r.state == "assigned") return "to_accept";
  if (leads && r.state == "returned") return "returned";
  if (r.due_day && *r.due_day < today && is_red(r)) return "overdue";
  // The unit looks ahead to its next feedback too; the desk to the end.
  const auto coming = side.unit ? r.due_day : r.finish_day;
  if (is_worked_on(r.state) && coming && *coming >= today && *coming <= today + kSoon) return "due_soon";
  return {};
}

/// Late in a list that is not about being late: the assignment's own limit is over, or the light is red.
bool is_late(std::string_view kind, const NarrowRow& r, long today) {
  if (kind == "to_assign") return is_red(r) || (r.assign_by && *r.assign_by < today);
  return kind == "helping" && is_red(r);
}

/// A commitment as the start page sorts it: what is due first stands first.
struct Waiting {
  long due_day = 0;
  std::string commitment_id, whole;
  bool operator<(const Waiting& o) const { return due_day != o.due_day ? due_day < o.due_day : commitment_id < o.commitment_id; }
};
/// The lists of a start page.
struct Lists {
  std::map<std::string_view, std::vector<Waiting>> of;
  std::map<std::string_view, std::int64_t> late;

  void put(const NarrowRow& r, long today, const Side& side, const std::vector<std::string>& units) {
    const bool leads = side.unit && std::find(units.begin(), units.end(), r.lead_unit_id) != units.end();
    const std::string_view kind = list_of(r, today, side, leads);
    if (kind.empty()) return;
    constexpr long kNever = std::numeric_limits<long>::max();
    const long first = std::min(kind == "to_assign" ? r.assign_by.value_or(kNever) : kNever, r.due_day.value_or(kNever));
    of[kind].push_back({first, std::string(r.commitment_id), std::string(r.whole)});
    late[kind] += is_late(kind, r, today) ? 1 : 0;
  }
  /// A whole is late by its parts: they are the work, and it stands here only where none of them does.
  void leave_out_wholes_of_late_parts() {
    std::vector<Waiting>& overdue = of["overdue"];
    std::set<std::string> wholes;
    for (const Waiting& w : overdue)
      if (!w.whole.empty()) wholes.insert(w.whole);
    if (!wholes.empty()) std::erase_if(overdue, [&](const Waiting& w) { return wholes.count(w.commitment_id) > 0; });
    if (overdue.empty()) of.erase("overdue");
  }
};
struct MeetingCount {
  std::string meeting_id;
  std::int64_t total = 0, closed = 0;
  std::int64_t lights[4] = {0, 0, 0, 0};
};
/// What the start page needs of all commitments that its account sees, gathered in one pass.
struct Gathered {
  Lists lists;
  std::vector<MeetingCount> meetings;  // by NarrowRow::meeting
  std::set<std::string> mine;          // only where the account does not see all
};

Result<std::vector<TodayStep>> changed_since_yesterday(const House& house, Connection& c, const Scope& scope, const Gathered& g) {
  const std::string since = supervision::end_of_day(house.clock.today().plus_days(-2).iso());
  auto first = c.query("SELECT seq FROM entry WHERE at >= ?1 ORDER BY at, seq LIMIT 1", {since});
  if (!first) return tl::unexpected(first.error());
  std::vector<TodayStep> out;
  if (first->empty()) return out;
  auto entries = c.query(kChanged, {first->front().integer("seq"), scope.all ? kActs : kActsAmong});
  if (!entries) return tl::unexpected(entries.error());
  for (const auto& e : *entries) {
    if (!scope.all && g.mine.count(e.text("subject")) == 0) continue;
    out.push_back({e.text("subject"), e.text("text"), e.text("kind").substr(11), e.text("at"), e.text("actor"), e.text("state")});
    if (out.size() == 50) break;
  }
  return out;
}

/// Running meetings: those with a commitment that is not closed, newest first.
Result<void> add_meetings(Connection& c, const Gathered& g, std::size_t most, TodayAnswer& a) {
  std::unordered_map<std::string_view, const MeetingCount*> running;
  for (const MeetingCount& m : g.meetings)
    if (m.closed != m.total) running.emplace(m.meeting_id, &m);
  a.running = static_cast<std::int64_t>(running.size());
  auto names = ledger::meeting_names(c);
  if (!names) return tl::unexpected(names.error());
  for (const ledger::MeetingName& n : *names) {
    if (a.meetings.size() == std::min(most, running.size())) break;
    const auto it = running.find(n.meeting_id);
    if (it == running.end()) continue;
    const MeetingCount& m = *it->second;
    a.meetings.push_back({n.meeting_id, n.date, n.ordinal, n.meeting_kind, m.total, m.closed, counts_of(m.lights), {}});
  }
  return {};
}

/// The sentences of the newest running meetings, worst light first.
Result<void> add_sentences(House& house, Connection& c, const Scope& scope, const Date& day, const std::vector<LightRule>& rules,
                           TodayAnswer& a) {
  for (std::size_t i = 0; i < std::min(a.meetings.size(), kTodayMeetings); ++i) {
    Filter f;
    f.meeting_id = a.meetings[i].meeting_id;
    f.theirs = scope.theirs();
    f.descending = false;
    // By light before anything is cut: the sentence that stands worst must not be the one left out.
    std::vector<std::string> ids;
    for (const char* light : {"red", "yellow", "green", "none"}) {
      f.limit = (i < kTodayNewest ? kTodaySentences : kTodayWorst) - ids.size();
      if (f.limit == 0) break;
      auto page = house.index.list(c, f, {day.days(), rules}, std::string(light));
      if (!page) return tl::unexpected(page.error());
      ids.insert(ids.end(), page->ids.begin(), page->ids.end());
    }
    auto loaded = supervision::load_commitments(c, ids, f.before);
    if (!loaded) return tl::unexpected(loaded.error());
    auto& rows = a.meetings[i].sentences;
    rows = std::move(*loaded);
    if (auto ok = light_up(c, rows, day, "9999"); !ok) return ok;
    std::stable_sort(rows.begin(), rows.end(), [](const CommitmentView& x, const CommitmentView& y) {
      return supervision::severity(x.light) > supervision::severity(y.light);
    });
  }
  return {};
}

Result<Gathered> gather(House& house, Connection& c, const Caller& caller, const Scope& scope, long today,
                        const std::vector<LightRule>& rules) {
  Gathered g;
  Filter f;
  f.theirs = scope.theirs();
  const Side side = side_of(caller);
  auto seen = house.index.visit(c, f, supervision::Lighting{today, rules}, [&](const NarrowRow& r) {
    g.lists.put(r, today, side, scope.units);
    if (!scope.all) g.mine.emplace(r.commitment_id);
    if (!r.counted) return;
    if (g.meetings.size() <= r.meeting) g.meetings.resize(r.meeting + 1);
    MeetingCount& m = g.meetings[r.meeting];
    if (m.total == 0) m.meeting_id = r.meeting_id;
    ++m.total;
    m.closed += r.state == "closed" || r.state == "archived" ? 1 : 0;
    ++m.lights[r.light];
  });
  if (!seen) return tl::unexpected(seen.error());
  g.lists.leave_out_wholes_of_late_parts();
  return g;
}

Result<void> add_lists(Connection& c, const Date& day, Gathered& g, TodayAnswer& a) {
  for (const std::string_view kind : kLists) {
    const auto it = g.lists.of.find(kind);
    if (it == g.lists.of.end()) continue;
    auto& all = it->second;
    const std::size_t shown = std::min(all.size(), kTodayRows);
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), all.end());
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < shown; ++i) ids.push_back(all[i].commitment_id);
    auto rows = supervision::load_commitments(c, ids, "9999");
    if (!rows) return tl::unexpected(rows.error());
    a.lists.push_back({std::string(kind), static_cast<std::int64_t>(all.size()), g.lists.late[kind], std::move(*rows)});
    if (auto ok = light_up(c, a.lists.back().commitments, day, "9999"); !ok) return ok;
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> waiting_in(House& house, Connection& c, const Caller& caller, const Scope& scope,
                                            const std::string& kind, const Moment& at) {
  if (std::find(std::begin(kLists), std::end(kLists), kind) == std::end(kLists))
    return fail(ErrorCode::usage, "worklist", "list.worklist", "a list of the start page: to_assign, to_accept, overdue …");
  Lists lists;
  Filter f;
  f.before = at.before;
  f.theirs = scope.theirs();
  const Side side = side_of(caller);
  auto seen = house.index.visit(c, f, supervision::Lighting{at.day, at.rules},
                                [&](const NarrowRow& r) { lists.put(r, at.day, side, scope.units); });
  if (!seen) return tl::unexpected(seen.error());
  lists.leave_out_wholes_of_late_parts();
  std::vector<std::string> ids;
  if (const auto it = lists.of.find(kind); it != lists.of.end())
    for (Waiting& w : it->second) ids.push_back(std::move(w.commitment_id));
  return ids;
}

Result<TodayAnswer> today(House& house, const Caller& caller, const TodayRequest& r) {
  const std::int64_t meetings = r.meetings.value_or(kTodayShown);
  if (meetings < 0 || meetings > kMostTodayMeetings)
    return fail(ErrorCode::usage, "meetings", "list.limit", "a page has 0 to 10000 meetings");
  TodayAnswer a;
  const Date day = house.clock.today();
  a.day = day.iso();
  const std::string& role = caller.account.role;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    auto rules = supervision::lights_at(c, "9999");
    if (!rules) return tl::unexpected(rules.error());
    auto g = gather(house, c, caller, *scope, day.days(), *rules);
    if (!g) return tl::unexpected(g.error());
    if (auto ok = add_lists(c, day, *g, a); !ok) return ok;
    auto changed = changed_since_yesterday(house, c, *scope, *g);
    if (!changed) return tl::unexpected(changed.error());
    a.changed = std::move(*changed);
    if (auto ok = add_meetings(c, *g, static_cast<std::size_t>(meetings), a); !ok) return ok;
    return role == "leader" || role == "viewer" ? add_sentences(house, c, *scope, day, *rules, a) : Result<void>{};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

}  // namespace luodi::engine
