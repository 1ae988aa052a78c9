// What the supervision desk shows: lists as of a day, one commitment's story, and who sees what.
#include <algorithm>
#include <set>

#include "cultivation/dossier_queries.h"
#include "engine/dossiers.h"
#include "engine/start_page.h"
#include "engine/supervision.h"
#include "paper/unicode.h"
#include "supervision/carried.h"
#include "supervision/library.h"
#include "supervision/lights.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

using store::Connection;
using supervision::Filter;
using supervision::NarrowRow;

constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kPage = 200;
constexpr std::size_t kContext = 60;  // characters around the requirement's sentence
constexpr long kMostLightDays = 1500;
constexpr std::string_view kBrought =
    "SELECT DISTINCT meeting_id, imported_by FROM paper WHERE meeting_id IS NOT NULL AND taken_back IS NULL";

constexpr std::string_view kMadeOf =
    "SELECT k.commitment_id FROM commitment k JOIN directive d ON d.directive_id = k.directive_id WHERE d.paper_id = ?1 "
    "ORDER BY k.commitment_id";

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
  f.theirs = scope.theirs();
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

/// What stands in both lists of ids.
std::vector<std::string> both(std::vector<std::string> x, std::vector<std::string> y) {
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  std::vector<std::string> out;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(out));
  return out;
}

/// The text before and behind the requirement, up to its sentence's ends or kContext characters.
void add_context(House& house, Connection& c, StoryView& s) {
  auto kept = house.texts.text_of(c, s.commitment.paper_id);
  if (!kept) return;
  const std::u32string& text = **kept;
  const auto begin = static_cast<std::size_t>(s.commitment.span_begin), end = static_cast<std::size_t>(s.commitment.span_end);
  if (begin > end || end > text.size()) return;
  const auto stops = [](char32_t ch) { return ch == U'\n' || ch == U'。'; };
  std::size_t from = begin, to = end;
  while (from > 0 && begin - from < kContext && !stops(text[from - 1])) --from;
  while (to < text.size() && to - end < kContext && !(to > end && stops(text[to - 1])) && text[to] != U'\n') ++to;
  const auto cut = [&](std::size_t at) { return at > 0 && at < text.size() && !stops(text[at]) && !stops(text[at - 1]); };
  s.sentence_before = (from < begin && cut(from) ? "…" : "") + paper::to_utf8(text.substr(from, begin - from));
  s.sentence_text = paper::to_utf8(text.substr(begin, end - begin));
  s.sentence_after = paper::to_utf8(text.substr(end, to - end)) + (to > end && cut(to) ? "…" : "");
}

/// A whole is told by what its parts report; of the parts that are shown, the newest first.
Result<void> add_reports_of_parts(Connection& c, StoryView& s) {
  for (const CommitmentView& part : s.parts) {
    auto reports = supervision::reports_of(c, part.commitment_id);
    if (!reports) return tl::unexpected(reports.error());
    std::move(reports->begin(), reports->end(), std::back_inserter(s.reports));
  }
  std::stable_sort(s.reports.begin(), s.reports.end(), [](const ReportView& x, const ReportView& y) { return x.at > y.at; });
  return {};
}

/// The light of every day from the first assignment to today, as runs of one light.
Result<void> add_lights(const House& house, Connection& c, StoryView& s) {
  auto versions = supervision::versions_of(c, s.commitment.commitment_id);
  if (!versions) return tl::unexpected(versions.error());
  auto sets = supervision::light_sets(c);
  if (!sets) return tl::unexpected(sets.error());
  const long today = house.clock.today().days();
  std::size_t at = 0, set = 0;
  for (long day = std::max(supervision::day_of(versions->front().from_at), today - kMostLightDays); day <= today; ++day) {
    const std::string iso = Date::from_days(day).iso();
    const std::string end = day == today ? "9999" : supervision::end_of_day(iso);
    while (at + 1 < versions->size() && (*versions)[at + 1].from_at < end) ++at;
    while (set + 1 < sets->size() && (*sets)[set + 1].from < end) ++set;
    const std::string light = supervision::light_on(day, (*versions)[at].measured(), (*sets)[set].rules).light;
    if (s.lights.empty() || s.lights.back().light != light)
      s.lights.push_back({iso, iso, light});
    else
      s.lights.back().to = iso;
  }
  s.light = supervision::light_on(today, versions->back().measured(), sets->back().rules);
  return {};
}

constexpr std::size_t kKeptTexts = 8;

}  // namespace

Result<std::shared_ptr<const std::u32string>> PaperTexts::text_of(Connection& c, const std::string& paper_id) {
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, text] : kept_)
      if (id == paper_id) return text;
  }
  auto record = ledger::record_of(c, paper_id);
  if (!record) return tl::unexpected(record.error());
  auto text = std::make_shared<const std::u32string>(paper::to_utf32(record->text));
  const std::lock_guard lock(mutex_);
  kept_.emplace_front(paper_id, text);
  if (kept_.size() > kKeptTexts) kept_.pop_back();
  return text;
}

std::vector<LightCount> counts_of(const std::int64_t (&by_severity)[4]) {
  std::vector<LightCount> out;
  for (const char* light : {"red", "yellow", "green", "none"}) out.push_back({light, by_severity[supervision::severity(light)]});
  return out;
}

Result<void> of_whole_ledger(const Caller& caller, const std::string& where, const char* reason) {
  if (caller.account.division.value_or("").empty()) return {};
  return fail(ErrorCode::forbidden, where, reason,
              "this is of the whole ledger; an account that is not held to a division does it");
}

Result<Scope> scope_of(Connection& c, const Caller& caller) {
  const AccountView& a = caller.account;
  if (!access::is_of_unit(a.role)) {
    if (!a.division || a.division->empty()) return Scope{};
    auto units = access::units_of_division(c, *a.division);
    if (!units) return tl::unexpected(units.error());
    auto accounts = access::accounts_of_division(c, *a.division);
    if (!accounts) return tl::unexpected(accounts.error());
    return Scope{false, std::move(*units), std::move(*accounts)};
  }
  auto units = access::unit_and_below(c, a.unit_id.value_or(""));
  if (!units) return tl::unexpected(units.error());
  return Scope{false, std::move(*units), {}};
}

namespace {

/// Accounts of a unit see the county's meetings, but of single matters (notes, requests) none: those they see by their own
/// commitments. Nothing where there are no single matters.
Result<std::optional<std::set<std::string>>> meetings_of_all(Connection& c) {
  auto meetings = c.query("SELECT meeting_id, meeting_kind FROM meeting", {});
  if (!meetings) return tl::unexpected(meetings.error());
  std::set<std::string> open;
  for (const auto& m : *meetings)
    if (!supervision::is_single_matter(m.text("meeting_kind"))) open.insert(m.text("meeting_id"));
  return open.size() == meetings->size() ? std::nullopt : std::optional(std::move(open));
}

/// Some commitment out of a paper is the caller's to see.
Result<bool> sees_part_of(Connection& c, const Caller& caller, const std::string& paper_id) {
  auto made = c.query(kMadeOf, {paper_id});
  if (!made) return tl::unexpected(made.error());
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  for (const auto& r : *made) {
    auto standing = supervision::standing_of(c, r.text("commitment_id"));
    if (!standing) return tl::unexpected(standing.error());
    if (sides_of(caller, *scope, *standing).sees) return true;
  }
  return false;
}

}  // namespace

Result<std::optional<std::set<std::string>>> meetings_seen(House& house, Connection& c, const Caller& caller) {
  std::optional<std::set<std::string>> seen;
  if (access::is_of_unit(caller.account.role)) return meetings_of_all(c);
  if (caller.account.division.value_or("").empty()) return seen;
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  Filter f;
  f.theirs = scope->theirs();
  seen.emplace();
  auto done = house.index.visit(c, f, std::nullopt, [&](const NarrowRow& r) { seen->emplace(r.meeting_id); });
  if (!done) return tl::unexpected(done.error());
  auto brought = c.query(kBrought);
  if (!brought) return tl::unexpected(brought.error());
  const std::set<std::string> colleagues(scope->accounts.begin(), scope->accounts.end());
  for (const auto& r : *brought)
    if (colleagues.count(r.text("imported_by")) > 0 || r.text("imported_by") == caller.account.account_id)
      seen->emplace(r.text("meeting_id"));
  return seen;
}

Result<void> must_see(House& house, Connection& c, const Caller& caller, const std::string& meeting_id) {
  auto seen = meetings_seen(house, c, caller);
  if (!seen) return tl::unexpected(seen.error());
  const std::optional<std::set<std::string>>& among = *seen;
  if (!among || among->count(meeting_id) > 0) return {};
  return fail(ErrorCode::not_found, meeting_id, "meeting.unknown", "there is no meeting with this id");
}

Result<void> must_see_paper(House& house, Connection& c, const Caller& caller, const std::string& paper_id) {
  auto seen = meetings_seen(house, c, caller);
  if (!seen) return tl::unexpected(seen.error());
  const std::optional<std::set<std::string>>& among = *seen;
  if (!among) return {};
  auto paper = c.query("SELECT meeting_id, imported_by FROM paper WHERE paper_id = ?1", {paper_id});
  if (!paper) return tl::unexpected(paper.error());
  const bool loose = !paper->empty() && paper->front().is_null("meeting_id");
  if (!paper->empty() &&
      (paper->front().text("imported_by") == caller.account.account_id ||
       (loose ? access::is_of_unit(caller.account.role) : among->count(paper->front().text("meeting_id")) > 0)))
    return {};
  auto part = sees_part_of(c, caller, paper_id);
  if (!part) return tl::unexpected(part.error());
  if (*part) return {};
  return fail(ErrorCode::not_found, paper_id, "paper.unknown", "there is no paper with this id");
}

Sides sides_of(const Caller& caller, const Scope& scope, const supervision::Standing& s) {
  const std::string& role = caller.account.role;
  const auto among = [](const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
  };
  const auto mine = [&](const std::string& unit) { return !scope.all && among(scope.units, unit); };
  Sides sides;
  sides.desk = role == "supervision" || role == "administrator";
  const bool leads = s.lead_unit_id && mine(*s.lead_unit_id);
  sides.lead = leads && access::is_of_unit(role);  // a city's desk sees what its counties lead; it does not act for them
  sides.lead_head = leads && role == "unit_lead";
  const bool unled = !s.lead_unit_id && among(scope.accounts, s.confirmed_by);
  sides.sees = scope.all || leads || unled || std::any_of(s.helping_unit_ids.begin(), s.helping_unit_ids.end(), mine);
  return sides;
}

Result<CommitmentView> seen_commitment(Connection& c, const Caller& caller, const std::string& commitment_id) {
  auto standing = supervision::standing_of(c, commitment_id);
  if (!standing) return tl::unexpected(standing.error());
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  if (!sides_of(caller, *scope, *standing).sees)
    return fail(ErrorCode::not_found, commitment_id, "commitment.unknown", "there is no commitment with this number");
  return supervision::get_commitment(c, commitment_id);
}

Result<void> light_up(Connection& c, std::vector<CommitmentView>& rows, const Date& day, const std::string& before) {
  auto rules = supervision::lights_at(c, before);
  if (!rules) return tl::unexpected(rules.error());
  for (CommitmentView& v : rows) {
    const auto due = supervision::day_number(v.due_date), next = supervision::day_number(v.next_feedback);
    const auto first = due && next ? std::optional(std::min(*due, *next)) : due ? due : next;
    const auto progress = v.progress ? std::optional(static_cast<long>(*v.progress)) : std::nullopt;
    v.light = supervision::light_on(
                  day.days(),
                  {v.state, supervision::day_number(v.assigned_on), first, progress, due, supervision::day_number(v.reported_on)},
                  *rules)
                  .light;
  }
  return {};
}

Result<CommitmentsAnswer> list_in(House& house, Connection& c, const Caller& caller, const CommitmentsRequest& r) {
  CommitmentsAnswer a;
  auto day = day_asked(house, r.as_of);
  if (!day) return tl::unexpected(day.error());
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  auto filter = filter_of(house, *scope, r, *day);
  if (!filter) return tl::unexpected(filter.error());
  auto rules = supervision::lights_at(c, filter->before);
  if (!rules) return tl::unexpected(rules.error());
  if (r.campaign_id && !r.campaign_id->empty()) {
    auto members = supervision::members_of(c, *r.campaign_id, filter->before);
    if (!members) return tl::unexpected(members.error());
    filter->ids = std::move(*members);
  }
  if (r.worklist && !r.worklist->empty()) {
    auto waiting = waiting_in(house, c, caller, *scope, *r.worklist, {day->days(), filter->before, *rules});
    if (!waiting) return tl::unexpected(waiting.error());
    std::optional<std::vector<std::string>>& among = filter->ids;
    among = among ? both(std::move(*among), std::move(*waiting)) : std::move(*waiting);
  }
  auto page = house.index.list(c, *filter, {day->days(), *rules}, r.light);
  if (!page) return tl::unexpected(page.error());
  auto rows = supervision::load_commitments(c, page->ids, filter->before);
  if (!rows) return tl::unexpected(rows.error());
  a.commitments = std::move(*rows);
  // A leader's name is kept once, not by version, so that it can be erased: of a past day it is not told, for it may be another.
  if (filter->before != "9999")
    for (CommitmentView& v : a.commitments) v.leader.reset();
  a.total = page->total;
  a.counted = page->counted;
  a.lights = counts_of(page->lights);
  a.as_of = day->iso();
  if (auto lit = light_up(c, a.commitments, *day, filter->before); !lit) return tl::unexpected(lit.error());
  return a;
}

Result<CommitmentsAnswer> list(House& house, const Caller& caller, const CommitmentsRequest& r) {
  CommitmentsAnswer a;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto listed = list_in(house, c, caller, r);
    if (!listed) return tl::unexpected(listed.error());
    a = std::move(*listed);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

namespace {

/// A unit sees what became of a request that its own visit raised, whoever leads it now; it does nothing there.
Result<bool> raised_by_own_visit(Connection& c, const Caller& caller, const std::string& commitment_id) {
  const std::string own = caller.account.unit_id.value_or("");
  if (own.empty() || !access::is_of_unit(caller.account.role)) return false;
  auto raised = cultivation::raised_at(c, commitment_id);
  if (!raised) return tl::unexpected(raised.error());
  const std::optional<RaisedAtView>& at = *raised;
  if (!at) return false;
  auto visit = cultivation::visit_by_id(c, at->visit_id);
  if (!visit) return tl::unexpected(visit.error());
  return visit->unit_id == own;
}

}  // namespace

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
    auto raised = raised_by_own_visit(c, caller, commitment_id);
    if (!raised) return tl::unexpected(raised.error());
    if (!sides.sees && !*raised)
      return fail(ErrorCode::not_found, commitment_id, "commitment.unknown", "there is no commitment with this number");
    std::vector<CommitmentView> one{std::move(*view)};
    if (auto ok = light_up(c, one, house.clock.today(), "9999"); !ok) return ok;
    s.commitment = std::move(one.front());
    s.acts = supervision::acts_from(standing->state, sides.desk, sides.lead, sides.lead_head);
    if (standing->has_parts) std::erase(s.acts, "reopen");  // a whole follows its parts
    add_context(house, c, s);
    auto put = [](auto from, auto& into) -> Result<void> {
      if (!from) return tl::unexpected(from.error());
      into = std::move(*from);
      return {};
    };
    if (auto ok = put(supervision::reports_of(c, commitment_id), s.reports); !ok) return ok;
    // Files of reports are for those whose matter it is: who only raised it is not led to them.
    if (!sides.sees)
      for (ReportView& r : s.reports) r.files.clear();
    if (auto ok = put(supervision::slips_of(c, commitment_id), s.slips); !ok) return ok;
    if (auto ok = put(supervision::steps_of(c, commitment_id), s.steps); !ok) return ok;
    if (auto ok = put(supervision::parts_of(c, commitment_id), s.parts); !ok) return ok;
    // Of a whole that one sees, parts of units beyond the scope are not shown.
    if (!scope->all && !sides.lead)
      std::erase_if(s.parts, [&](const CommitmentView& p) {
        return p.lead_unit_id && std::find(scope->units.begin(), scope->units.end(), *p.lead_unit_id) == scope->units.end();
      });
    if (auto ok = light_up(c, s.parts, house.clock.today(), "9999"); !ok) return ok;
    if (auto ok = add_reports_of_parts(c, s); !ok) return ok;
    auto next = supervision::meeting_carried_to(c, commitment_id);
    if (!next) return tl::unexpected(next.error());
    s.carried_to = std::move(*next);
    if (auto ok = put(supervision::documents_of(c, "duty", commitment_id), s.documents); !ok) return ok;
    if (is_insider(caller))
      if (auto ok = put(cultivation::raised_at(c, commitment_id), s.raised_at); !ok) return ok;
    return add_lights(house, c, s);
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "commitment.seen", commitment_id, "");
  return s;
}

}  // namespace luodi::engine
