// See dossiers.h: visits to enterprises 上门服务, and the requests 诉求 that are raised there.
#include <algorithm>
#include <set>
#include <tuple>

#include <boost/json.hpp>

#include "cultivation/dossier_queries.h"
#include "describe/json.h"
#include "engine/dossiers.h"
#include "engine/supervision.h"
#include "engine/tables.h"
#include "engine/task_table.h"
#include "ledger/digest.h"
#include "ledger/meetings.h"
#include "publish/workbook.h"
#include "registers/directory/queries.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::int64_t kPage = 50, kMostPage = 500, kMostExported = 20000, kOpenShown = 200;
constexpr std::size_t kMostAtOnce = 500, kMostRecord = 8000, kMostText = 2000, kMostRequests = 20, kMostClient = 64,
                      kFewestClient = 8, kIdLength = 6, kMostWords = 200;
constexpr std::string_view kHowMany = "SELECT COUNT(*) AS n", kWhich = "SELECT r.request_id",
                           kOldestFirst = " ORDER BY r.at, r.request_id LIMIT ?3";
// Passed on is not settled: it stays until its commitment is over, and comes back where that was withdrawn.
constexpr std::string_view kUnsettled =
    " FROM visit_request r WHERE (r.state = 'open' OR (r.state = 'passed' AND NOT EXISTS (SELECT 1 FROM commitment_version k "
    "WHERE "
    "k.commitment_id = r.commitment_id AND k.to_at = '99999' AND k.state IN ('closed', 'archived')))) AND (?1 = '' OR r.unit_id "
    "= "
    "?1 OR EXISTS (SELECT 1 FROM visit v WHERE v.visit_id = r.visit_id AND (v.unit_id = ?1 OR (v.town <> '' AND v.town = ?2))) "
    "OR "
    "EXISTS (SELECT 1 FROM dossier d WHERE d.enterprise_id = r.enterprise_id AND d.unit_id = ?1))";
constexpr std::string_view kDirectiveOf = "SELECT directive_id FROM directive WHERE paper_id = ?1 ORDER BY directive_id";

Result<cultivation::VisitFilter> filter_of(const VisitsRequest& r) {
  cultivation::VisitFilter f;
  f.words = r.words.value_or(""), f.town = r.town.value_or(""), f.unit_id = r.unit_id.value_or("");
  f.officer_id = r.officer_id.value_or(""), f.state = r.state.value_or(""), f.enterprise_id = r.enterprise_id.value_or("");
  f.from = r.from.value_or(""), f.to = r.to.value_or(""), f.limit = r.limit.value_or(kPage), f.offset = r.offset.value_or(0);
  if (f.words.size() > kMostWords) return fail(ErrorCode::usage, "words", "filter.long", "search for at most 200 bytes");
  if (!f.state.empty() && f.state != "planned" && f.state != "held" && f.state != "cancelled" && f.state != "withdrawn")
    return fail(ErrorCode::usage, "state", "filter.unknown", "state has no such value");
  for (const auto& [day, where] : {std::pair{&f.from, "from"}, {&f.to, "to"}})
    if (!day->empty() && !Date::parse(*day)) return fail(ErrorCode::usage, where, "date.bad", "a date is written 2026-03-31");
  if (f.limit < 1 || f.limit > kMostPage || f.offset < 0)
    return fail(ErrorCode::usage, "limit", "filter.page", "a page has 1 to 500 rows");
  return f;
}

/// The commitment behind it is done, or was taken back.
bool has_ended(const VisitRequestView& q) {
  const std::string state = q.commitment_state.value_or("");
  return state == "closed" || state == "archived" || state == "withdrawn";
}

Result<VisitsAnswer> answer_of(Connection& c, const Caller& caller, cultivation::VisitFilter filter) {
  if (auto ok = put(sight_of(c, caller), filter.sight); !ok) return tl::unexpected(ok.error());
  auto page = cultivation::list_visits(c, filter);
  if (!page) return tl::unexpected(page.error());
  VisitsAnswer a{page->total, std::move(page->visits), {}, 0};
  for (VisitView& v : a.visits)
    if (auto ok = tell_commitments(c, v.requests); !ok) return tl::unexpected(ok.error());
  auto count = c.query(std::string(kHowMany) + std::string(kUnsettled), {filter.sight.unit(), filter.sight.town});
  if (!count) return tl::unexpected(count.error());
  a.open = count->front().integer("n");
  auto ids = c.query(std::string(kWhich) + std::string(kUnsettled) + std::string(kOldestFirst),
                     {filter.sight.unit(), filter.sight.town, kOpenShown});
  if (!ids) return tl::unexpected(ids.error());
  for (const auto& r : *ids) {
    auto q = cultivation::request_by_id(c, r.text("request_id"));
    if (!q) return tl::unexpected(q.error());
    a.requests.push_back(std::move(*q));
  }
  if (auto ok = tell_commitments(c, a.requests); !ok) return tl::unexpected(ok.error());
  return a;
}

/// A text that a person has to write.
Result<void> check_words(const std::string& text, std::size_t most, const char* where) {
  if (is_blank(text)) return fail(ErrorCode::usage, where, "text.needed", "write what there is to say");
  if (text.size() > most) return fail(ErrorCode::usage, where, "text.long", "at most " + std::to_string(most) + " bytes");
  return {};
}

Result<json::object> about(Connection& c, const std::string& enterprise_id) {
  auto e = registers::enterprise_by_id(c, enterprise_id);
  if (!e) return tl::unexpected(e.error());
  return json::object{{"enterprise_id", e->enterprise_id}, {"name", e->name}, {"town", e->town}, {"address", e->address}};
}

/// The unit that goes: as asked for, the caller's own, the officer's, the dossier's. Without one nobody could record the visit.
Result<std::string> unit_of_plan(Connection& c, const Caller& caller, const std::string& enterprise_id,
                                 const PlanVisitsRequest& r) {
  std::string unit = r.unit_id.value_or("").empty() ? caller.account.unit_id.value_or("") : *r.unit_id;
  if (!unit.empty()) return unit;
  auto accounts = access::list_accounts(c);
  if (!accounts) return tl::unexpected(accounts.error());
  for (const AccountView& a : *accounts)
    if (a.account_id == r.officer_id.value_or("")) unit = a.unit_id.value_or("");
  if (unit.empty()) {
    auto kept = cultivation::unit_of_dossier(c, enterprise_id);
    if (!kept) return tl::unexpected(kept.error());
    unit = *kept;
  }
  if (unit.empty()) return fail(ErrorCode::usage, "unit_id", "visit.unit", "say which unit goes, or who");
  return unit;
}

Result<void> plan_one(House& house, Connection& c, const Caller& caller, const std::string& enterprise_id,
                      const PlanVisitsRequest& r) {
  auto planned = about(c, enterprise_id);
  if (!planned) return tl::unexpected(planned.error());
  json::object& p = *planned;
  if (auto ok = may_see_figures(c, caller, enterprise_id); !ok) return ok;
  auto unit = unit_of_plan(c, caller, enterprise_id, r);
  if (!unit) return tl::unexpected(unit.error());
  p["planned_on"] = r.planned_on, p["unit_id"] = *unit;
  p["officer_id"] = r.officer_id.value_or("").empty() ? caller.account.account_id : *r.officer_id;
  return append(house, c, caller, "visit.planned", "V" + ledger::random_hex(kIdLength), p);
}

/// Accounts that a caller may ask to go.
Result<std::vector<OfficerView>> officers_for(Connection& c, const Caller& caller) {
  auto accounts = access::list_accounts(c);
  auto units = access::list_units(c);
  if (!accounts) return tl::unexpected(accounts.error());
  if (!units) return tl::unexpected(units.error());
  std::vector<OfficerView> out;
  for (const AccountView& a : *accounts) {
    const std::string unit = a.unit_id.value_or("");
    const bool own = !access::is_of_unit(caller.account.role) || unit == caller.account.unit_id.value_or("");
    if (!access::is_of_unit(a.role) || !own) continue;
    OfficerView o{a.account_id, a.display_name.empty() ? a.login : a.display_name, unit, ""};
    for (const UnitView& u : *units)
      if (u.unit_id == unit) o.unit = u.short_name.empty() ? u.name : u.short_name;
    out.push_back(std::move(o));
  }
  return out;
}

/// Who is asked to go: an account of the unit that plans; the desk plans for any.
Result<void> check_plan(Connection& c, const Caller& caller, const PlanVisitsRequest& r) {
  const std::string unit = r.unit_id.value_or("");
  if (!unit.empty()) {
    if (access::is_of_unit(caller.account.role) && unit != caller.account.unit_id.value_or(""))
      return fail(ErrorCode::forbidden, "unit_id", "access.not_allowed",
                  "visits of another unit are planned by it, or by the desk");
    if (auto name = unit_name(c, unit); !name) return tl::unexpected(name.error());
  }
  if (r.officer_id.value_or("").empty()) return {};
  if (*r.officer_id == caller.account.account_id) return {};
  auto officers = officers_for(c, caller);
  if (!officers) return tl::unexpected(officers.error());
  if (std::none_of(officers->begin(), officers->end(), [&](const OfficerView& a) { return a.account_id == *r.officer_id; }))
    return fail(ErrorCode::usage, "officer_id", "account.unknown", "there is no such account, or it is of another unit");
  return {};
}

Result<void> check_day(House& house, const std::string& held_on) {
  const auto day = Date::parse(held_on);
  if (!day || day->days() > house.clock.today().days())
    return fail(ErrorCode::usage, "held_on", "visit.day", "the day of the visit is written 2026-11-20 and not in the future");
  return {};
}

Result<void> check_record(House& house, const RecordVisitRequest& r) {
  const bool plain = std::all_of(r.client_id.begin(), r.client_id.end(),
                                 [](char ch) { return (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || ch == '-'; });
  if (!plain || r.client_id.size() < kFewestClient || r.client_id.size() > kMostClient)
    return fail(ErrorCode::usage, "client_id", "visit.client", "a form's number has 8 to 64 of 0-9, a-z and -");
  if (auto ok = check_day(house, r.held_on); !ok) return ok;
  if (auto ok = check_words(r.record, kMostRecord, "record"); !ok) return ok;
  if (r.requests && r.requests->size() > kMostRequests)
    return fail(ErrorCode::usage, "requests", "visit.requests", "at most 20 requests of one visit");
  return {};
}

Result<json::array> requests_of(Connection& c, const std::string& visit_id, const RecordVisitRequest& r) {
  json::array out;
  for (const RaisedRequest& q : r.requests.value_or(std::vector<RaisedRequest>{})) {
    if (auto ok = check_words(q.text, kMostText, "requests"); !ok) return tl::unexpected(ok.error());
    if (const std::string unit = q.unit_id.value_or(""); !unit.empty())
      if (auto name = unit_name(c, unit); !name) return tl::unexpected(name.error());
    out.push_back(json::object{
        {"request_id", visit_id + "-q" + std::to_string(out.size() + 1)}, {"text", q.text}, {"unit_id", q.unit_id.value_or("")}});
  }
  return out;
}

/// The visit that a record belongs to: the plan it carries out, or a new one.
Result<std::string> visit_for(Connection& c, const Caller& caller, const RecordVisitRequest& r, json::object& p) {
  if (r.visit_id.value_or("").empty()) {
    auto who = about(c, r.enterprise_id);
    if (!who) return tl::unexpected(who.error());
    if (auto ok = may_see_figures(c, caller, r.enterprise_id); !ok) return tl::unexpected(ok.error());
    p = std::move(*who);
    p["unit_id"] = caller.account.unit_id.value_or("");
    return "V" + ledger::random_hex(kIdLength);
  }
  auto visit = cultivation::visit_by_id(c, *r.visit_id);
  if (!visit) return tl::unexpected(visit.error());
  if (auto ok = may_change(caller, visit->unit_id, "visit_id"); !ok) return tl::unexpected(ok.error());
  if (visit->state != "planned")
    return fail(ErrorCode::conflict, "visit_id", "visit.not_planned", "this visit is " + visit->state + " already");
  if (visit->enterprise_id != r.enterprise_id)
    return fail(ErrorCode::usage, "enterprise_id", "visit.other", "this visit is to another enterprise");
  p = {{"enterprise_id", visit->enterprise_id}, {"planned", "yes"}};
  return *r.visit_id;
}

/// A request as a paper of one sentence, so that its commitment leads back to it as to any other.
Result<std::string> commitment_of(House& house, Connection& c, const Caller& caller, const VisitRequestView& q,
                                  const Task& task) {
  const std::string year = house.clock.today().iso().substr(0, 4), all = year + "年走访诉求";
  std::vector<Task> one{task};
  ledger::PaperRecord record =
      record_of_tasks(all + "（" + q.request_id + "，" + house.clock.today().iso() + "转" + task.lead_unit.value_or("") + "）",
                      "txt", one, "走访诉求 " + q.request_id + ".txt");
  Meeting requests;
  requests.meeting_kind = supervision::kVisitRequests, requests.ordinal = all;
  record.reading.meeting = std::move(requests);
  const std::string meeting = "m" + ledger::sha256("visits|" + year).substr(0, 12);
  auto paper =
      ledger::import_paper(house.ledger, c, record.text, record, caller.account.account_id, caller.source, meeting, true);
  if (!paper) return tl::unexpected(paper.error());
  auto directives = c.query(kDirectiveOf, {paper->paper_id});
  if (!directives) return tl::unexpected(directives.error());
  if (!paper->fresh || directives->empty())
    return fail(ErrorCode::conflict, "request_id", "request.known", "the same request was passed on already");
  auto number = supervision::next_number(c, year, 0);
  if (!number) return tl::unexpected(number.error());
  const bool desk = !access::is_of_unit(caller.account.role);
  auto assigned = confirm_task(house, c, caller, directives->front().text("directive_id"), {{one.data(), *number, {}}}, desk);
  if (!assigned) return tl::unexpected(assigned.error());
  return *number;
}

Result<Task> task_of(Connection& c, const VisitRequestView& q, const PassRequestRequest& r, const Date& today) {
  auto name = unit_name(c, r.unit_id);
  if (!name) return tl::unexpected(name.error());
  Task task;
  task.lead_unit = *name;
  task.lead_unit_id = r.unit_id;
  task.text = "办理" + q.enterprise + "诉求：" + q.text;
  if (r.due_date.value_or("").empty()) return task;
  if (!Date::parse(*r.due_date)) return fail(ErrorCode::usage, "due_date", "date.bad", "a date is written 2026-03-31");
  if (*r.due_date < today.iso()) return fail(ErrorCode::usage, "due_date", "due.past", "the due date is over already");
  task.due_date = r.due_date, task.due_kind = "date", task.deadline = *r.due_date;
  return task;
}

/// A request with the visit it was raised at, if the caller's unit has to do with it.
Result<VisitRequestView> request_for(Connection& c, const Caller& caller, const std::string& request_id) {
  auto q = cultivation::request_by_id(c, request_id);
  if (!q) return q;
  auto visit = cultivation::visit_by_id(c, q->visit_id);
  if (!visit) return tl::unexpected(visit.error());
  const std::string own = caller.account.unit_id.value_or("");
  if (access::is_of_unit(caller.account.role) && own != visit->unit_id && own != q->unit_id)
    return fail(ErrorCode::forbidden, "request_id", "register.other_unit", "another unit's visit");
  if (visit->state == "withdrawn")
    return fail(ErrorCode::conflict, "request_id", "visit.not_held", "the visit was taken back with its requests");
  return q;
}

template <class Work>
Result<VisitRequestView> change_request(House& house, const Caller& caller, const std::string& request_id, Work work) {
  VisitRequestView out;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto q = request_for(c, caller, request_id);
    if (!q) return tl::unexpected(q.error());
    std::vector<VisitRequestView> before{std::move(*q)};
    if (auto ok = tell_commitments(c, before); !ok) return ok;
    if (auto ok = work(c, before.front()); !ok) return ok;
    auto now = cultivation::request_by_id(c, request_id);
    if (!now) return tl::unexpected(now.error());
    std::vector<VisitRequestView> one{std::move(*now)};
    if (auto ok = tell_commitments(c, one); !ok) return ok;
    out = std::move(one.front());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

}  // namespace

Result<void> tell_commitments(Connection& c, std::vector<VisitRequestView>& requests) {
  for (VisitRequestView& q : requests) {
    if (!q.commitment_id) continue;
    auto k = supervision::get_commitment(c, *q.commitment_id);
    if (!k) return tl::unexpected(k.error());
    q.commitment_state = k->state;
  }
  return {};
}

Result<VisitsAnswer> list_visits(House& house, const Caller& caller, const VisitsRequest& r) {
  auto filter = filter_of(r);
  if (!filter) return tl::unexpected(filter.error());
  return read<VisitsAnswer>(house, [&](Connection& c, VisitsAnswer& a) { return put(answer_of(c, caller, *filter), a); });
}

Result<OfficersAnswer> list_officers(House& house, const Caller& caller) {
  return read<OfficersAnswer>(house, [&](Connection& c, OfficersAnswer& a) { return put(officers_for(c, caller), a.officers); });
}

Result<VisitsAnswer> plan_visits(House& house, const Caller& caller, const PlanVisitsRequest& r) {
  if (r.enterprise_ids.empty() || r.enterprise_ids.size() > kMostAtOnce ||
      std::set<std::string>(r.enterprise_ids.begin(), r.enterprise_ids.end()).size() != r.enterprise_ids.size())
    return fail(ErrorCode::usage, "enterprise_ids", "dossier.many", "name 1 to 500 enterprises, each once");
  const auto day = Date::parse(r.planned_on);
  if (!day) return fail(ErrorCode::usage, "planned_on", "date.bad", "a date is written 2026-03-31");
  if (day->days() < house.clock.today().days())
    return fail(ErrorCode::usage, "planned_on", "visit.planned_day",
                "a visit is planned for today or later; one that took place is recorded");
  VisitsAnswer a;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = check_plan(c, caller, r); !ok) return ok;
    for (const std::string& id : r.enterprise_ids)
      if (auto ok = plan_one(house, c, caller, id, r); !ok) return ok;
    cultivation::VisitFilter planned;
    planned.state = "planned", planned.limit = kMostPage;
    return put(answer_of(c, caller, planned), a);
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<VisitView> record_visit(House& house, const Caller& caller, const RecordVisitRequest& r) {
  if (auto ok = check_record(house, r); !ok) return tl::unexpected(ok.error());
  VisitView out;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto made = cultivation::visit_of_client(c, r.client_id);
    if (!made) return tl::unexpected(made.error());
    if (*made) return put(cultivation::visit_by_id(c, **made), out);
    json::object p;
    auto visit_id = visit_for(c, caller, r, p);
    if (!visit_id) return tl::unexpected(visit_id.error());
    auto requests = requests_of(c, *visit_id, r);
    if (!requests) return tl::unexpected(requests.error());
    p["client_id"] = r.client_id, p["held_on"] = r.held_on, p["record"] = r.record;
    p["officer_id"] = caller.account.account_id, p["requests"] = std::move(*requests);
    if (auto ok = append(house, c, caller, "visit.recorded", *visit_id, p); !ok) return ok;
    return put(cultivation::visit_by_id(c, *visit_id), out);
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<VisitView> cancel_visit(House& house, const Caller& caller, const CancelVisitRequest& r) {
  if (auto ok = check_words(r.reason, kMostText, "reason"); !ok) return tl::unexpected(ok.error());
  VisitView out;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto visit = cultivation::visit_by_id(c, r.visit_id);
    if (!visit) return tl::unexpected(visit.error());
    if (auto ok = may_change(caller, visit->unit_id, "visit_id"); !ok) return ok;
    if (visit->state != "planned")
      return fail(ErrorCode::conflict, "visit_id", "visit.not_planned", "this visit is " + visit->state + " already");
    if (auto ok = append(house, c, caller, "visit.cancelled", r.visit_id, {{"reason", r.reason}}); !ok) return ok;
    return put(cultivation::visit_by_id(c, r.visit_id), out);
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

namespace {

/// A record that stands, of the caller's own unit unless the desk asks.
template <class Work>
Result<VisitView> change_record(House& house, const Caller& caller, const std::string& visit_id, Work work) {
  VisitView out;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto visit = cultivation::visit_by_id(c, visit_id);
    if (!visit) return tl::unexpected(visit.error());
    if (auto ok = may_change(caller, visit->unit_id, "visit_id"); !ok) return ok;
    if (visit->state != "held")
      return fail(ErrorCode::conflict, "visit_id", "visit.not_held", "this visit is " + visit->state + ": there is no record");
    if (auto ok = work(c, *visit); !ok) return ok;
    auto now = cultivation::visit_by_id(c, visit_id);
    if (!now) return tl::unexpected(now.error());
    if (auto ok = tell_commitments(c, now->requests); !ok) return ok;
    out = std::move(*now);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

}  // namespace

Result<VisitView> correct_visit(House& house, const Caller& caller, const CorrectVisitRequest& r) {
  if (auto ok = check_words(r.reason, kMostText, "reason"); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_words(r.record, kMostRecord, "record"); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_day(house, r.held_on); !ok) return tl::unexpected(ok.error());
  return change_record(house, caller, r.visit_id, [&](Connection& c, const VisitView& v) -> Result<void> {
    if (v.record == r.record && v.held_on == r.held_on)
      return fail(ErrorCode::usage, "record", "visit.same", "nothing in it would change");
    return append(house, c, caller, "visit.corrected", r.visit_id,
                  {{"held_on", r.held_on}, {"record", r.record}, {"reason", r.reason}});
  });
}

Result<VisitView> withdraw_visit(House& house, const Caller& caller, const CancelVisitRequest& r) {
  if (auto ok = check_words(r.reason, kMostText, "reason"); !ok) return tl::unexpected(ok.error());
  return change_record(house, caller, r.visit_id, [&](Connection& c, const VisitView& v) -> Result<void> {
    std::vector<VisitRequestView> requests = v.requests;
    if (auto ok = tell_commitments(c, requests); !ok) return ok;
    for (const VisitRequestView& q : requests)
      if (q.state == "passed" && q.commitment_state.value_or("") != "withdrawn")
        return fail(ErrorCode::conflict, q.request_id, "visit.passed_on",
                    "a request of it is commitment " + q.commitment_id.value_or("") + "; withdraw that first");
    return append(house, c, caller, "visit.withdrawn", r.visit_id, {{"reason", r.reason}});
  });
}

Result<VisitRequestView> close_request(House& house, const Caller& caller, const CloseRequestRequest& r) {
  if (auto ok = check_words(r.result, kMostText, "result"); !ok) return tl::unexpected(ok.error());
  return change_request(house, caller, r.request_id, [&](Connection& c, const VisitRequestView& q) -> Result<void> {
    if (q.state != "open" && !(q.state == "passed" && has_ended(q)))
      return fail(ErrorCode::conflict, "request_id", "request.not_open", "this request is " + q.state);
    return append(house, c, caller, "request.closed", r.request_id, {{"result", r.result}});
  });
}

Result<VisitRequestView> reopen_request(House& house, const Caller& caller, const CloseRequestRequest& r) {
  if (auto ok = check_words(r.result, kMostText, "result"); !ok) return tl::unexpected(ok.error());
  return change_request(house, caller, r.request_id, [&](Connection& c, const VisitRequestView& q) -> Result<void> {
    const bool taken_back = q.state == "passed" && q.commitment_state.value_or("") == "withdrawn";
    if (q.state != "closed" && !taken_back)
      return fail(ErrorCode::conflict, "request_id", "request.not_closed", "this request is " + q.state);
    return append(house, c, caller, "request.reopened", r.request_id, {{"result", r.result}});
  });
}

Result<VisitRequestView> pass_request(House& house, const Caller& caller, const PassRequestRequest& r) {
  return change_request(house, caller, r.request_id, [&](Connection& c, const VisitRequestView& q) -> Result<void> {
    if (q.state != "open") return fail(ErrorCode::conflict, "request_id", "request.not_open", "this request is " + q.state);
    auto task = task_of(c, q, r, house.clock.today());
    if (!task) return tl::unexpected(task.error());
    auto number = commitment_of(house, c, caller, q, *task);
    if (!number) return tl::unexpected(number.error());
    return append(house, c, caller, "request.passed", r.request_id, {{"commitment_id", *number}, {"unit_id", r.unit_id}});
  });
}

Result<Engine::File> export_visits(House& house, const Caller& caller, const VisitsRequest& r) {
  auto filter = filter_of(r);
  if (!filter) return tl::unexpected(filter.error());
  filter->limit = kMostPage, filter->offset = 0;
  publish::Sheet sheet;
  sheet.name = "走访记录", sheet.title = "企业走访记录（" + house.clock.today().iso() + "）";
  sheet.headings = {"企业名称", "乡镇", "地址", "状态", "计划日期", "走访日期", "走访单位", "走访人", "记录", "诉求", "诉求状态"};
  sheet.widths = {34, 12, 34, 8, 12, 12, 14, 12, 50, 50, 20};
  static const std::vector<std::pair<std::string, std::string>> words{
      {"planned", "待走访"}, {"held", "已走访"},   {"cancelled", "已取消"}, {"withdrawn", "已撤回"},
      {"open", "办理中"},    {"closed", "已办结"}, {"passed", "已转督办"}};
  const auto word = [](const std::string& s) {
    const auto at = std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.first == s; });
    return at == words.end() ? s : at->second;
  };
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    if (auto ok = put(sight_of(c, caller), filter->sight); !ok) return ok;
    for (;; filter->offset += kMostPage) {
      auto page = cultivation::list_visits(c, *filter);
      if (!page) return tl::unexpected(page.error());
      if (filter->offset >= kMostExported && !page->visits.empty())
        return fail(ErrorCode::usage, "rows", "export.many", "at most 20,000 rows; filter the list first");
      for (const VisitView& v : page->visits) {
        std::string raised, states;
        for (const VisitRequestView& q : v.requests) {
          raised += (raised.empty() ? "" : "\n") + q.text;
          states += (states.empty() ? "" : "\n") + word(q.state) + (q.result.empty() ? "" : "：" + q.result);
        }
        sheet.rows.push_back(
            {v.name, v.town, v.address, word(v.state), v.planned_on, v.held_on, v.unit, v.officer, v.record, raised, states});
      }
      if (static_cast<std::int64_t>(page->visits.size()) < kMostPage) return {};
    }
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "visits.exported", "", std::to_string(sheet.rows.size()) + " rows");
  return as_file(sheet, "企业走访记录-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

}  // namespace luodi::engine
