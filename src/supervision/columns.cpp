// See columns.h.
#include "supervision/columns.h"

#include <cstdlib>
#include <mutex>
#include <optional>
#include <sstream>

#include "base/working_days.h"

namespace luodi::supervision {
namespace {

using store::Connection;

constexpr std::int64_t kStep = 50000;  // entries read at once
constexpr std::string_view kHead = "SELECT COALESCE(MAX(seq), 0) AS n FROM entry";
constexpr std::string_view kPapersSince =
    "SELECT COUNT(*) AS n FROM entry WHERE seq > ?1 AND seq <= ?2 AND (kind LIKE 'paper.%' OR kind LIKE 'meeting.%' OR kind = "
    "'table.undone')";
constexpr std::string_view kNew =
    "SELECT k.commitment_id, k.text, k.meeting_id, k.parent_id, k.confirmed_by, d.topic, m.date, m.ordinal, i.subject FROM "
    "commitment_version v "
    "JOIN commitment k ON k.commitment_id = v.commitment_id JOIN directive d ON d.directive_id = k.directive_id "
    "JOIN meeting m ON m.meeting_id = k.meeting_id JOIN item i ON i.item_id = d.item_id WHERE v.seq > ?1 AND v.seq <= ?2 "
    "AND NOT EXISTS (SELECT 1 FROM commitment_version w WHERE w.commitment_id = v.commitment_id AND w.seq < v.seq) "
    "ORDER BY v.seq, CASE WHEN k.parent_id IS NULL THEN 0 ELSE 1 END, k.commitment_id";
constexpr std::string_view kVersions =
    "SELECT commitment_id, seq, from_at, state, unit, lead_unit_id, due_date, due_day, assigned_day, assign_by, progress, "
    "helping_unit_ids, reported_on FROM commitment_version WHERE seq > ?1 AND seq <= ?2 ORDER BY seq, commitment_id";

std::int32_t day_number(const store::Row& r, const char* name) {
  return r.is_null(name) ? kNoDay : static_cast<std::int32_t>(r.integer(name));
}

std::int32_t day_of_iso(const std::string& iso) {
  const auto d = Date::parse(iso);
  return d ? static_cast<std::int32_t>(d->days()) : kNoDay;
}

void put(std::vector<std::vector<std::uint32_t>>& lists, std::uint32_t name, std::uint32_t commitment) {
  if (name == kNone) return;
  if (lists.size() <= name) lists.resize(name + 1);
  lists[name].push_back(commitment);
}

/// "2026-00007" as a number that sorts like its parts, whatever the width of the second.
std::int64_t order_of(const std::string& id) {
  const std::size_t dash = id.find('-');
  if (dash == std::string::npos) return 0;
  return std::atoll(id.c_str()) * 1'000'000'000 + std::atoll(id.c_str() + dash + 1);
}

}  // namespace

std::int64_t seconds_of(const std::string& at) {
  const auto day = at.size() >= 19 ? Date::parse(at.substr(0, 10)) : std::nullopt;
  if (!day) return std::numeric_limits<std::int64_t>::max();
  const auto two = [&](std::size_t i) { return (at[i] - '0') * 10 + (at[i + 1] - '0'); };
  return static_cast<std::int64_t>(day->days()) * 86400 + two(11) * 3600 + two(14) * 60 + two(17);
}

std::string in_small_letters(std::string s) {
  for (char& c : s)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return s;
}

void Columns::clear() {
  commitments.clear();
  versions.clear();
  of_unit.clear(), of_meeting.clear(), of_account.clear();
  lights = {};
  ids = Names();
  head = 0;
}

Result<std::int64_t> Columns::follow(Connection& c) {
  auto rows = c.query(kHead);
  if (!rows) return tl::unexpected(rows.error());
  const std::int64_t now = rows->front().integer("n");
  {
    const std::shared_lock lock(mutex);
    if (head >= now) return now;
  }
  const std::unique_lock lock(mutex);
  if (head >= now) return now;
  // A later paper may tell more of a meeting that is known: its date, its number. Rare; all is read again.
  auto papers = c.query(kPapersSince, {head, now});
  if (!papers) return tl::unexpected(papers.error());
  if (papers->front().integer("n") > 0) clear();
  const std::int64_t from = head;
  for (std::int64_t at = from; at < now; at += kStep)
    if (auto ok = read(c, at, std::min(now, at + kStep)); !ok) {
      clear();
      return tl::unexpected(ok.error());
    }
  head = now;
  return now;
}

std::uint8_t Columns::light_of(const VersionRow& v, long day, const LightRules& rules) const {
  return static_cast<std::uint8_t>(rules.severity_on(day, {states.name(v.state), given(v.assigned_day), given(v.due_day),
                                                           given(v.progress), given(v.due_date), given(v.reported_day)}));
}

void Columns::light(long day, const LightRules& rules) {
  {
    const std::shared_lock lock(mutex);
    if (lights.day == day && lights.versions == versions.size() && lights.rules == rules) return;
  }
  const std::unique_lock lock(mutex);
  if (lights.day != day || lights.rules != rules) lights = {rules, day, 0, {}};
  lights.of.resize(commitments.size());
  for (; lights.versions < versions.size(); ++lights.versions) {
    const VersionRow& v = versions[lights.versions];
    if (commitments[v.commitment].last == lights.versions) lights.of[v.commitment] = light_of(v, day, rules);
  }
}

Result<void> Columns::read(Connection& c, std::int64_t from, std::int64_t to) {
  if (auto ok = read_new(c, from, to); !ok) return ok;
  return read_versions(c, from, to);
}

Result<void> Columns::read_new(Connection& c, std::int64_t from, std::int64_t to) {
  auto fresh = c.query(kNew, {from, to});
  if (!fresh) return tl::unexpected(fresh.error());
  for (const auto& r : *fresh) {
    CommitmentColumn k;
    k.id = r.text("commitment_id");
    k.words = in_small_letters(r.text("text") + '\n' + k.id + '\n' + r.text("subject") + '\n' + r.text("ordinal"));
    k.number = order_of(k.id);
    k.meeting = meetings.number_of(r.text("meeting_id"));
    k.topic = topics.number_of(r.text("topic"));
    k.date = dates.number_of(r.text("date"));
    k.confirmed_by = accounts.number_of(r.text("confirmed_by"));
    if (!r.is_null("parent_id")) k.whole = ids.find(r.text("parent_id"));
    const auto at = static_cast<std::uint32_t>(commitments.size());
    if (ids.number_of(k.id) != at) continue;
    put(of_meeting, k.meeting, at), put(of_account, k.confirmed_by, at);
    commitments.push_back(std::move(k));
  }
  return {};
}

Result<void> Columns::read_versions(Connection& c, std::int64_t from, std::int64_t to) {
  auto rows = c.query(kVersions, {from, to});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) {
    const std::uint32_t at = ids.find(r.text("commitment_id"));
    if (at == kNone)
      return fail(ErrorCode::tampered, r.text("commitment_id"), "commitment.orphan", "a version without its commitment");
    VersionRow v;
    v.commitment = at;
    v.seq = r.integer("seq");
    v.from = seconds_of(r.text("from_at"));
    v.before = commitments[at].last;
    v.state = states.number_of(r.text("state"));
    v.unit = units.number_of(r.text("unit"));
    v.lead = leads.number_of(r.text("lead_unit_id"));
    v.due_day = day_number(r, "due_day");
    v.due_date = day_of_iso(r.text("due_date"));
    v.assigned_day = day_number(r, "assigned_day");
    v.assign_by = day_of_iso(r.text("assign_by"));
    v.progress = day_number(r, "progress");
    v.reported_day = day_of_iso(r.text("reported_on"));
    v.helpers = helpers_in(r.text("helping_unit_ids"));
    const VersionRow former = v.before == kNone ? VersionRow{} : versions[v.before];
    if (v.lead != former.lead) put(of_unit, v.lead, at);
    if (v.helpers != kNone && v.helpers != former.helpers)
      for (const std::uint32_t unit : helping[v.helpers]) put(of_unit, unit, at);
    commitments[at].last = static_cast<std::uint32_t>(versions.size());
    versions.push_back(v);
  }
  return {};
}

/// The number of a set of helping units; most versions share a few.
std::uint32_t Columns::helpers_in(const std::string& units_of_version) {
  const std::uint32_t set = helper_sets.number_of(units_of_version);
  if (set == kNone || set < helping.size()) return set;
  std::vector<std::uint32_t> of_set;
  std::istringstream in(units_of_version);
  for (std::string unit; in >> unit;) of_set.push_back(leads.number_of(unit));
  helping.push_back(std::move(of_set));
  return set;
}

}  // namespace luodi::supervision
