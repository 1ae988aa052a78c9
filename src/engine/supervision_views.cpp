// What the supervision desk shows: lists as of a day, one commitment's story, the start page of each account.
#include <algorithm>
#include <map>

#include "engine/supervision.h"
#include "paper/unicode.h"
#include "supervision/lights.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

using store::Connection;
using supervision::Filter;
using supervision::Measured;
using supervision::NarrowRow;

constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kPage = 200;
constexpr std::size_t kTodayRows = 20;
constexpr std::size_t kTodayMeetings = 5;    // whose sentences a leader sees at once
constexpr std::size_t kTodaySentences = 60;  // ... of each
constexpr long kSoon = 7;                    // days that the start page looks ahead
constexpr std::size_t kContext = 60;         // characters around the requirement's sentence
constexpr long kMostLightDays = 1500;

Measured measured(const NarrowRow& r) {
  return {r.state, r.assigned_day, r.due_day, r.progress};
}

Result<Date> day_asked(const House& house, const std::optional<std::string>& as_of) {
  if (!as_of || as_of->empty()) return house.clock.today();
  const auto day = Date::parse(*as_of);
  if (!day) return fail(ErrorCode::usage, "as_of", "date.bad", "a date is written 2026-03-31");
  if (day->days() > house.clock.today().days())
    return fail(ErrorCode::usage, "as_of", "as_of.future", "a day to come cannot be shown as it was");
  return *day;
}

/// Today is shown as it stands; a past day as it stood when it ended.
std::string instant_of(const House& house, const Date& day) {
  return day == house.clock.today() ? "9999" : supervision::end_of_day(day.iso());
}

Result<Filter> filter_of(const House& house, const Scope& scope, const CommitmentsRequest& r, const Date& day) {
  static const std::vector<std::string> orders{"commitment_id", "due_date", "unit", "state", "meeting_date"};
  Filter f;
  f.before = instant_of(house, day);
  const auto set = [](std::optional<std::string>& into, const std::optional<std::string>& from) {
    if (from && !from->empty()) into = from;
  };
  set(f.meeting_id, r.meeting_id);
  set(f.state, r.state);
  set(f.unit_id, r.unit_id);
  set(f.topic, r.topic);
  set(f.words, r.words);
  if (!scope.all) f.units = scope.units;
  f.order = r.order.value_or("commitment_id");
  if (std::find(orders.begin(), orders.end(), f.order) == orders.end())
    return fail(ErrorCode::usage, "order", "list.order", "order is commitment_id, due_date, unit, state or meeting_date");
  f.descending = r.descending.value_or(f.order == "commitment_id" ? 1 : 0) != 0;
  const std::int64_t limit = r.limit.value_or(kPage), offset = r.offset.value_or(0);
  if (limit < 1 || limit > kMostRows || offset < 0)
    return fail(ErrorCode::usage, "limit", "list.limit", "a page has 1 to 1000 rows");
  f.limit = static_cast<std::size_t>(limit);
  f.offset = static_cast<std::size_t>(offset);
  return f;
}

std::vector<LightCount> counts_of(const std::map<std::string, std::int64_t>& by_light) {
  std::vector<LightCount> out;
  for (const char* light : {"red", "yellow", "green", "none"}) {
    const auto it = by_light.find(light);
    out.push_back({light, it == by_light.end() ? 0 : it->second});
  }
  return out;
}

/// The text before and behind the requirement, up to its sentence's ends or kContext characters.
void add_context(Connection& c, StoryView& s) {
  auto record = ledger::record_of(c, s.commitment.paper_id);
  if (!record) return;
  const std::u32string text = paper::to_utf32(record->text);
  const auto begin = static_cast<std::size_t>(s.commitment.span_begin), end = static_cast<std::size_t>(s.commitment.span_end);
  if (begin > end || end > text.size()) return;
  const auto stops = [](char32_t ch) { return ch == U'\n' || ch == U'。'; };
  std::size_t from = begin, to = end;
  while (from > 0 && begin - from < kContext && !stops(text[from - 1])) --from;
  while (to < text.size() && to - end < kContext && !(to > end && stops(text[to - 1])) && text[to] != U'\n') ++to;
  s.sentence_before = paper::to_utf8(text.substr(from, begin - from));
  s.sentence_after = paper::to_utf8(text.substr(end, to - end));
}

/// The light of every day from the first assignment to today, as runs of one light.
Result<void> add_lights(const House& house, Connection& c, StoryView& s) {
  auto versions = supervision::versions_of(c, s.commitment.commitment_id);
  if (!versions) return tl::unexpected(versions.error());
  const long today = house.clock.today().days();
  std::size_t at = 0;
  for (long day = std::max(supervision::day_of(versions->front().from_at), today - kMostLightDays); day <= today; ++day) {
    const std::string end = day == today ? "9999" : supervision::end_of_day(Date::from_days(day).iso());
    while (at + 1 < versions->size() && (*versions)[at + 1].from_at < end) ++at;
    auto in_force = supervision::lights_at(c, end);
    if (!in_force) return tl::unexpected(in_force.error());
    const std::string light = supervision::light_on(day, measured((*versions)[at].row), *in_force).light;
    const std::string iso = Date::from_days(day).iso();
    if (s.lights.empty() || s.lights.back().light != light)
      s.lights.push_back({iso, iso, light});
    else
      s.lights.back().to = iso;
  }
  return {};
}

/// Which list of the start page a row belongs to, for somebody on these sides; "" for none.
std::string list_of(const NarrowRow& r, const LightView& light, long today, bool desk, bool unit) {
  if (desk && (r.state == "confirmed" || r.state == "carried_over")) return light.light == "red" ? "overdue" : "to_assign";
  if (desk && r.state == "objected") return "objected";
  if (desk && r.state == "reported") return "to_review";
  if (unit && r.state == "assigned") return "to_accept";
  if (unit && r.state == "returned") return "returned";
  if (light.rule_id == "overdue" || (r.due_day && *r.due_day < today && light.light == "red")) return "overdue";
  const bool working = r.state == "assigned" || r.state == "accepted" || r.state == "under_way" || r.state == "returned";
  if (working && r.due_day && *r.due_day >= today && *r.due_day <= today + kSoon) return "due_soon";
  return {};
}

Result<std::vector<TodayStep>> changed_since_yesterday(const House& house, Connection& c, const std::vector<NarrowRow>& rows) {
  const std::string since = supervision::end_of_day(house.clock.today().plus_days(-2).iso());
  auto entries = c.query(
      "SELECT e.subject, e.kind, e.at, COALESCE(NULLIF(a.display_name, ''), a.login, e.actor) AS actor, k.text, v.state FROM "
      "entry e "
      "LEFT JOIN account a ON a.account_id = e.actor JOIN commitment k ON k.commitment_id = e.subject "
      "JOIN commitment_version v ON v.commitment_id = e.subject AND v.seq = e.seq WHERE e.at >= ?1 AND e.kind LIKE "
      "'commitment.%' "
      "ORDER BY e.seq DESC LIMIT 400",
      {since});
  if (!entries) return tl::unexpected(entries.error());
  std::vector<std::string> visible;
  for (const NarrowRow& r : rows) visible.push_back(r.commitment_id);
  std::sort(visible.begin(), visible.end());
  std::vector<TodayStep> out;
  for (const auto& e : *entries) {
    if (!std::binary_search(visible.begin(), visible.end(), e.text("subject"))) continue;
    out.push_back({e.text("subject"), e.text("text"), e.text("kind").substr(11), e.text("at"), e.text("actor"), e.text("state")});
    if (out.size() == 50) break;
  }
  return out;
}

/// Running meetings: those with a commitment that is not closed, newest first.
Result<void> add_meetings(Connection& c, const std::vector<NarrowRow>& rows, const std::vector<LightView>& lights,
                          TodayAnswer& a) {
  std::map<std::string, TodayMeeting> by_id;
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].state == "merged") continue;
    TodayMeeting& m = by_id[rows[i].meeting_id];
    ++m.total;
    m.closed += rows[i].state == "closed" || rows[i].state == "archived" ? 1 : 0;
    ++counts[rows[i].meeting_id][lights[i].light];
  }
  for (auto& [id, m] : by_id) {
    if (m.closed == m.total) continue;
    auto row = ledger::get_meeting(c, id);
    if (!row) return tl::unexpected(row.error());
    m.meeting_id = id;
    m.date = row->date;
    m.ordinal = row->ordinal;
    m.meeting_kind = row->meeting_kind;
    m.lights = counts_of(counts[id]);
    a.meetings.push_back(m);
  }
  std::sort(a.meetings.begin(), a.meetings.end(), [](const TodayMeeting& x, const TodayMeeting& y) {
    return x.date != y.date ? x.date.value_or("") > y.date.value_or("") : x.meeting_id < y.meeting_id;
  });
  return {};
}

/// The sentences of the newest running meetings, worst light first.
Result<void> add_sentences(Connection& c, const Date& day, TodayAnswer& a) {
  for (std::size_t i = 0; i < std::min(a.meetings.size(), kTodayMeetings); ++i) {
    Filter f;
    f.meeting_id = a.meetings[i].meeting_id;
    f.descending = false;
    f.limit = kTodaySentences;
    auto listed = supervision::list_commitments(c, f);
    if (!listed) return tl::unexpected(listed.error());
    auto& rows = a.meetings[i].sentences;
    rows = std::move(listed->rows);
    if (auto ok = light_up(c, rows, day, "9999"); !ok) return ok;
    std::stable_sort(rows.begin(), rows.end(), [](const CommitmentView& x, const CommitmentView& y) {
      return supervision::severity(x.light) > supervision::severity(y.light);
    });
  }
  return {};
}

}  // namespace

Result<Scope> scope_of(Connection& c, const Caller& caller) {
  const AccountView& a = caller.account;
  if (a.role != "clerk" && a.role != "unit_lead") return Scope{};
  auto units = access::unit_and_below(c, a.unit_id.value_or(""));
  if (!units) return tl::unexpected(units.error());
  return Scope{false, std::move(*units)};
}

Sides sides_of(const Caller& caller, const Scope& scope, const supervision::Standing& s) {
  const std::string& role = caller.account.role;
  const auto mine = [&](const std::string& unit) {
    return !scope.all && std::find(scope.units.begin(), scope.units.end(), unit) != scope.units.end();
  };
  Sides sides;
  sides.desk = role == "supervision" || role == "administrator";
  sides.lead = s.lead_unit_id && mine(*s.lead_unit_id);
  sides.lead_head = sides.lead && role == "unit_lead";
  sides.sees = scope.all || sides.lead || std::any_of(s.helping_unit_ids.begin(), s.helping_unit_ids.end(), mine);
  return sides;
}

Result<void> light_up(Connection& c, std::vector<CommitmentView>& rows, const Date& day, const std::string& before) {
  auto rules = supervision::lights_at(c, before);
  if (!rules) return tl::unexpected(rules.error());
  for (CommitmentView& v : rows) {
    const auto number = [](const std::optional<std::string>& iso) {
      const auto d = iso ? Date::parse(*iso) : std::nullopt;
      return d ? std::optional(d->days()) : std::nullopt;
    };
    const auto due = number(v.due_date), next = number(v.next_feedback);
    const auto first = due && next ? std::optional(std::min(*due, *next)) : due ? due : next;
    const auto progress = v.progress ? std::optional(static_cast<long>(*v.progress)) : std::nullopt;
    v.light = supervision::light_on(day.days(), {v.state, number(v.assigned_on), first, progress}, *rules).light;
  }
  return {};
}

Result<CommitmentsAnswer> list(House& house, const Caller& caller, const CommitmentsRequest& r) {
  CommitmentsAnswer a;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto day = day_asked(house, r.as_of);
    if (!day) return tl::unexpected(day.error());
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    auto filter = filter_of(house, *scope, r, *day);
    if (!filter) return tl::unexpected(filter.error());
    auto rules = supervision::lights_at(c, filter->before);
    if (!rules) return tl::unexpected(rules.error());
    auto narrow = supervision::narrow_rows(c, *filter);
    if (!narrow) return tl::unexpected(narrow.error());
    std::map<std::string, std::int64_t> by_light;
    std::vector<std::string> chosen;
    std::int64_t fits = 0;
    for (const NarrowRow& row : *narrow) {
      const LightView light = supervision::light_on(day->days(), measured(row), *rules);
      ++by_light[light.light];
      if (r.light && !r.light->empty() && *r.light != light.light) continue;
      const auto place = static_cast<std::size_t>(fits++);
      if (place >= filter->offset && place < filter->offset + filter->limit) chosen.push_back(row.commitment_id);
    }
    filter->offset = 0;
    if (!chosen.empty()) {
      auto listed = supervision::list_commitments(c, *filter, &chosen);
      if (!listed) return tl::unexpected(listed.error());
      a.commitments = std::move(listed->rows);
    }
    a.total = fits;
    a.lights = counts_of(by_light);
    a.as_of = day->iso();
    return light_up(c, a.commitments, *day, filter->before);
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<StoryView> story(House& house, const Caller& caller, const std::string& commitment_id) {
  StoryView s;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto view = supervision::get_commitment(c, commitment_id);
    if (!view) return tl::unexpected(view.error());
    auto standing = supervision::standing_of(c, commitment_id);
    if (!standing) return tl::unexpected(standing.error());
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    const Sides sides = sides_of(caller, *scope, *standing);
    if (!sides.sees)
      return fail(ErrorCode::not_found, commitment_id, "commitment.unknown", "there is no commitment with this number");
    std::vector<CommitmentView> one{std::move(*view)};
    if (auto ok = light_up(c, one, house.clock.today(), "9999"); !ok) return ok;
    s.commitment = std::move(one.front());
    s.acts = supervision::acts_from(standing->state, sides.desk, sides.lead, sides.lead_head);
    add_context(c, s);
    auto put = [](auto from, auto& into) -> Result<void> {
      if (!from) return tl::unexpected(from.error());
      into = std::move(*from);
      return {};
    };
    if (auto ok = put(supervision::reports_of(c, commitment_id), s.reports); !ok) return ok;
    if (auto ok = put(supervision::slips_of(c, commitment_id), s.slips); !ok) return ok;
    if (auto ok = put(supervision::steps_of(c, commitment_id), s.steps); !ok) return ok;
    if (auto ok = put(supervision::parts_of(c, commitment_id), s.parts); !ok) return ok;
    if (auto ok = light_up(c, s.parts, house.clock.today(), "9999"); !ok) return ok;
    auto versions = supervision::versions_of(c, commitment_id);
    auto rules = supervision::lights_at(c, "9999");
    if (!versions) return tl::unexpected(versions.error());
    if (!rules) return tl::unexpected(rules.error());
    s.light = supervision::light_on(house.clock.today().days(), measured(versions->back().row), *rules);
    return add_lights(house, c, s);
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "commitment.seen", commitment_id, "");
  return s;
}

Result<TodayAnswer> today(House& house, const Caller& caller) {
  TodayAnswer a;
  const Date day = house.clock.today();
  a.day = day.iso();
  const std::string& role = caller.account.role;
  const bool desk = role == "supervision" || role == "administrator";
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    Filter f;
    if (!scope->all) f.units = scope->units;
    f.order = "due_date";
    f.descending = false;
    auto rows = supervision::narrow_rows(c, f);
    if (!rows) return tl::unexpected(rows.error());
    auto rules = supervision::lights_at(c, "9999");
    if (!rules) return tl::unexpected(rules.error());
    std::map<std::string, std::vector<std::string>> lists;
    std::vector<LightView> lights;
    for (const NarrowRow& r : *rows) {
      lights.push_back(supervision::light_on(day.days(), measured(r), *rules));
      if (const std::string kind = list_of(r, lights.back(), day.days(), desk, !scope->all); !kind.empty())
        lists[kind].push_back(r.commitment_id);
    }
    for (const char* kind : {"to_accept", "returned", "to_review", "objected", "overdue", "due_soon", "to_assign"}) {
      const auto it = lists.find(kind);
      if (it == lists.end()) continue;
      TodayList list{kind, static_cast<std::int64_t>(it->second.size()), {}};
      it->second.resize(std::min(it->second.size(), kTodayRows));
      auto page = supervision::list_commitments(c, f, &it->second);
      if (!page) return tl::unexpected(page.error());
      list.commitments = std::move(page->rows);
      if (auto ok = light_up(c, list.commitments, day, "9999"); !ok) return ok;
      a.lists.push_back(std::move(list));
    }
    auto changed = changed_since_yesterday(house, c, *rows);
    if (!changed) return tl::unexpected(changed.error());
    a.changed = std::move(*changed);
    if (auto ok = add_meetings(c, *rows, lights, a); !ok) return ok;
    return role == "leader" || role == "viewer" ? add_sentences(c, day, a) : Result<void>{};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

}  // namespace luodi::engine
