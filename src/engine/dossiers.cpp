// See dossiers.h: dossiers of candidates.
#include "engine/dossiers.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include <boost/json.hpp>

#include "cultivation/dossier_queries.h"
#include "cultivation/figures.h"
#include "cultivation/queries.h"
#include "cultivation/windows.h"
#include "describe/json.h"
#include "engine/supervision.h"
#include "engine/table_draft.h"
#include "engine/tables.h"
#include "publish/workbook.h"
#include "registers/directory/queries.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using cultivation::DossierStep;
using store::Connection;

constexpr std::int64_t kPage = 50, kMostPage = 500, kMostExported = 20000;
constexpr std::size_t kMostAtOnce = 500, kMostWords = 200, kMostText = 1000, kMostLeader = 200, kFewestReason = 6;
constexpr int kFirstYear = 2000;

Result<cultivation::DossierFilter> filter_of(const DossiersRequest& r) {
  cultivation::DossierFilter f;
  f.words = r.words.value_or(""), f.state = r.state.value_or(""), f.class_id = r.class_id.value_or("");
  f.town = r.town.value_or(""), f.unit_id = r.unit_id.value_or(""), f.shelved = r.shelved.value_or("");
  f.order = r.order.value_or("state"), f.limit = r.limit.value_or(kPage), f.offset = r.offset.value_or(0);
  if (f.words.size() > kMostWords) return fail(ErrorCode::usage, "words", "filter.long", "search for at most 200 bytes");
  std::vector<std::string> states{""};
  for (const auto& s : cultivation::dossier_states()) states.push_back(s.state);
  for (const auto& [value, known, where] :
       {std::tuple{&f.order, std::vector<std::string>{"state", "name", "since", "ratio"}, "order"},
        std::tuple{&f.state, states, "state"}, std::tuple{&f.shelved, std::vector<std::string>{"", "yes", "no"}, "shelved"}})
    if (std::find(known.begin(), known.end(), *value) == known.end())
      return fail(ErrorCode::usage, where, "filter.unknown", std::string(where) + " has no such value");
  if (f.limit < 1 || f.limit > kMostPage || f.offset < 0)
    return fail(ErrorCode::usage, "limit", "filter.page", "a page has 1 to 500 rows");
  return f;
}

Result<void> put_step(House& house, Connection& c, const Caller& caller, const std::string& enterprise_id,
                      const DossierStep& step, const std::string& leader = "") {
  const std::string personal = leader.empty() ? "" : json::serialize(json::object{{"leader", leader}});
  return append(house, c, caller, "dossier.stepped", enterprise_id, describe::to_json(step).as_object(), personal);
}

/// The unit that keeps a dossier: as asked for by the desk, else the caller's own.
Result<std::string> keeper_of(Connection& c, const Caller& caller, const std::optional<std::string>& asked) {
  const std::string own = caller.account.unit_id.value_or("");
  if (!asked || asked->empty()) return own;
  if (access::is_of_unit(caller.account.role) && *asked != own)
    return fail(ErrorCode::forbidden, "unit_id", "access.not_allowed",
                "the supervision office or an administrator gives it to another unit");
  if (auto name = unit_name(c, *asked); !name) return tl::unexpected(name.error());
  return *asked;
}

Result<void> check_ids(const std::vector<std::string>& ids) {
  if (ids.empty() || ids.size() > kMostAtOnce || std::set<std::string>(ids.begin(), ids.end()).size() != ids.size())
    return fail(ErrorCode::usage, "enterprise_ids", "dossier.many", "name 1 to 500 enterprises, each once");
  return {};
}

Result<void> check_reason(const std::optional<std::string>& reason) {
  if (reason && reason->size() > kMostText) return fail(ErrorCode::usage, "reason", "text.long", "at most 1000 bytes");
  return {};
}

Result<void> check_month(const std::optional<std::string>& month, const char* where) {
  if (month && !month->empty() && !cultivation::month_of(*month))
    return fail(ErrorCode::usage, where, "month.bad", "a month is written 2026-11");
  return {};
}

/// The class of a new dossier: by the code; a unit of no class may be a project under construction of the investment named.
Result<std::string> class_of_lead(House& house, Connection& c, const EnterpriseView& e, const OpenDossiersRequest& r,
                                  std::string& investment) {
  const Date today = house.clock.today();
  const auto* of = cultivation::class_of(e.industry_code, today);
  if (of != nullptr && (of->measures.empty() || r.planned_investment_wan.value_or("").empty())) return of->class_id;
  investment = r.planned_investment_wan.value_or("");
  if (!investment.empty()) {
    if (auto ok = cultivation::check_fact({"planned_investment", investment}, house.clock.today()); !ok)
      return tl::unexpected(ok.error());
    auto settings = cultivation::settings_of(c);
    if (!settings) return tl::unexpected(settings.error());
    cultivation::Dossier d;
    d.facts["planned_investment"] = investment;
    const auto verdict = cultivation::judge(cultivation::evidence_of(d, e, today), today, *settings);
    if (!verdict.class_id.empty()) return verdict.class_id;
  }
  if (of != nullptr) return of->class_id;
  return fail(ErrorCode::conflict, e.enterprise_id, "dossier.no_class",
              "its industry code is in no class; check the code, or name the planned investment of its project");
}

/// A unit of no class, or closed, is no lead.
Result<void> open_one(House& house, Connection& c, const Caller& caller, const std::string& id, const std::string& unit,
                      const OpenDossiersRequest& r) {
  auto enterprise = registers::enterprise_by_id(c, id);
  if (!enterprise) return tl::unexpected(enterprise.error());
  auto there = cultivation::has_dossier(c, id);
  if (!there) return tl::unexpected(there.error());
  if (*there) return fail(ErrorCode::conflict, id, "dossier.there", "it has a dossier already");
  if (auto ok = may_see_figures(c, caller, id); !ok) return ok;  // or one would give oneself sight of it
  std::string investment;
  auto of_class = class_of_lead(house, c, *enterprise, r, investment);
  if (!of_class) return tl::unexpected(of_class.error());
  if (enterprise->state == "closed") return fail(ErrorCode::conflict, id, "dossier.closed", "registers say that it is closed");
  DossierStep s;
  s.act = "open", s.to = "lead", s.unit_id = unit, s.reason = r.reason;
  s.name = enterprise->name, s.credit_code = enterprise->credit_code, s.town = enterprise->town, s.class_id = *of_class;
  s.industry_code = enterprise->industry_code, s.kind = enterprise->kind;
  if (!investment.empty()) s.fact = FactView{"planned_investment", investment};
  return put_step(house, c, caller, id, s);
}

/// 包抓领导 of an assignment: as named; who was named before stays with the unit.
std::string leader_of(const cultivation::OpenDossier& open, const DossierActRequest& r, const DossierStep& s) {
  if (r.act != "assign") return "";
  if (r.leader) return trimmed(*r.leader);
  return !s.unit_id || *s.unit_id == open.dossier.unit_id ? cultivation::leader_named(open.steps) : "";
}

/// A dossier is changed by the unit that keeps it, by the desk, and by the statistics bureau, which takes it up at its review.
Result<void> may_handle(Connection& c, const Caller& caller, const std::string& unit_id) {
  auto own = may_change(caller, unit_id, "enterprise_id");
  if (own) return own;
  auto keeps = keeps_statistics(c, caller);
  if (!keeps) return tl::unexpected(keeps.error());
  return *keeps ? Result<void>{} : own;
}

/// From the county's review on, and where it leaves the library, the statistics bureau acts (五上企业培育资料 3.3: the
/// enterprise, the town, the county's statistics bureau, the city's, the province's, the state's).
bool is_review(std::string_view act, std::string_view state) {
  return act == "exit" || cultivation::is_reviewed(state);
}

/// Months of entry and exit lie in order and not in the future; 规上转规下 leaves in a month of an annual window alone, and a
/// calendar that is not recorded opens none.
Result<void> check_months(House& house, const cultivation::OpenDossier& open, const DossierStep& s) {
  const std::string month = s.month.value_or(""), now = house.clock.today().iso().substr(0, 7);
  if (month > now) return fail(ErrorCode::usage, "month", "dossier.month", "a month is not in the future");
  const auto& stays = open.dossier.memberships;
  if (s.act != "exit" && !stays.empty() && month < stays.back().left)
    return fail(ErrorCode::usage, "month", "dossier.month", "it does not enter again before it left, " + stays.back().left);
  // An entry of earlier years comes by the list of members; here it is one of the last twelve months, after it opened.
  const auto opened = open.dossier.facts.find("opened");
  const std::string since = opened == open.dossier.facts.end() ? "" : opened->second.substr(0, 7);
  const std::string first = std::max(house.clock.today().plus_months(-12).iso().substr(0, 7), since);
  if (s.act != "exit" && month < first)
    return fail(ErrorCode::usage, "month", "dossier.month",
                "it enters in one of the last twelve months and not before it opened, from " + first + " on");
  if (s.act != "exit") return {};
  if (!stays.empty() && month < stays.back().entered)
    return fail(ErrorCode::usage, "month", "dossier.month", "it does not leave before it entered, " + stays.back().entered);
  const auto& all = cultivation::exit_reasons();
  const auto reason = std::find_if(all.begin(), all.end(), [&](const auto& x) { return x.reason == s.exit_reason.value_or(""); });
  if (reason == all.end() || !reason->annual_only) return {};
  if (!cultivation::exit_window_in(open.calendar, open.verdict.class_id, month))
    return fail(ErrorCode::conflict, "exit_reason", "dossier.exit_window",
                "units that fell below the line leave in a month of an annual window that takes exits; the county's calendar has "
                "none then");
  if (open.verdict.standing == cultivation::Standing::met && s.reason.value_or("").size() < kFewestReason)
    return fail(ErrorCode::conflict, "reason", "dossier.exit_met",
                "its profit statement and VAT return reach the line: say why it leaves as below it");
  return {};
}

/// What does not hold refuses the step, or stands in it with the reason why it was let pass.
Result<void> pass_checks(const cultivation::OpenDossier& open, const DossierActRequest& r, const std::string& target,
                         DossierStep& s) {
  const std::vector<CheckView> failed = cultivation::failing(open.checks, open.dossier, target);
  if (failed.empty()) return {};
  std::string told;
  for (const CheckView& f : failed)
    told += (told.empty() ? "" : "；") + f.text + (f.detail.empty() ? "" : "（" + f.detail + "）");
  if (!r.let_pass.value_or(false))
    return fail(ErrorCode::conflict, failed.front().check, "dossier.checks", "does not hold: " + told);
  if (!r.law_read.value_or(false))
    return fail(ErrorCode::usage, "law_read", "dossier.law", "read the warning of the statistics law first");
  if (r.reason.value_or("").size() < kFewestReason)
    return fail(ErrorCode::usage, "reason", "dossier.reason", "say why the checks are let pass");
  s.overridden.emplace();
  for (const CheckView& f : failed) s.overridden->push_back(f.check);
  return {};
}

tl::unexpected<Error> moved_on() {
  return fail(ErrorCode::conflict, "seen", "dossier.moved_on", "somebody has gone on with it; look at it again");
}

Result<void> act_on_one(House& house, Connection& c, const Caller& caller, const std::string& id, const DossierActRequest& r) {
  auto open = cultivation::open_dossier(c, id, house.clock.today());
  if (!open) return tl::unexpected(open.error());
  if (auto ok = may_handle(c, caller, open->dossier.unit_id); !ok) return ok;
  if (r.act != "assign" && is_review(r.act, open->dossier.state))
    if (auto ok = may_keep_statistics(c, caller, "act"); !ok) return ok;
  if (const std::string seen = r.seen.value_or(""); !seen.empty() && seen != open->dossier.state) return moved_on();
  DossierStep s;
  s.act = r.act, s.to = r.to, s.reason = r.reason, s.exit_reason = r.exit_reason, s.expected = r.expected;
  const std::string next = cultivation::next_state(open->dossier.state);
  if (r.act == "advance") s.to = next;
  if (r.act == "assign") {
    auto unit = keeper_of(c, caller, r.unit_id);
    if (!unit) return tl::unexpected(unit.error());
    if (r.unit_id) s.unit_id = *unit;
  }
  if (r.act == "exit" || (r.act == "advance" && next == "in_library"))
    s.month = r.month.value_or("").empty() ? house.clock.today().iso().substr(0, 7) : r.month.value_or("");
  if (auto ok = cultivation::may_step(open->dossier, s); !ok) return ok;
  if (s.month)
    if (auto ok = check_months(house, *open, s); !ok) return ok;
  if (r.act == "advance")
    if (auto ok = pass_checks(*open, r, next, s); !ok) return ok;
  // A unit hands in what holds; what does not is let pass by whoever reviews it.
  if (s.overridden && next == "county_review")
    if (auto ok = may_keep_statistics(c, caller, "let_pass"); !ok) return ok;
  if (auto ok = put_step(house, c, caller, id, s, leader_of(*open, r, s)); !ok) return ok;
  if (s.overridden)
    house.audit.note(caller.account.account_id, "check.overridden", id,
                     json::serialize(describe::to_json(*s.overridden)) + ": " + r.reason.value_or(""));
  return {};
}

/// What is wrong with one dossier and not with the store.
bool is_refusal(ErrorCode code) {
  return code == ErrorCode::usage || code == ErrorCode::conflict || code == ErrorCode::not_found || code == ErrorCode::forbidden;
}

/// Each by itself: what is refused for one leaves the others done. An error of the store ends all.
template <class Work>
Result<DossierActAnswer> each(House& house, const std::vector<std::string>& ids, Work work) {
  if (auto ok = check_ids(ids); !ok) return tl::unexpected(ok.error());
  DossierActAnswer a;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    a = {};
    for (const std::string& id : ids) {
      if (auto ok = work(c, id)) {
        a.done.push_back(id);
      } else if (ids.size() == 1 || !is_refusal(ok.error().code)) {
        return ok;
      } else {
        auto enterprise = registers::enterprise_by_id(c, id);
        a.refused.push_back({id, enterprise ? enterprise->name : "", ok.error().reason, ok.error().detail});
      }
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<DossierPageView> page_of(House& house, Connection& c, const Caller& caller, const std::string& id) {
  auto page = cultivation::dossier_page(c, id, house.clock.today());
  if (!page) return page;
  for (VisitView& v : page->visits)
    if (auto ok = tell_commitments(c, v.requests); !ok) return tl::unexpected(ok.error());
  // The diagram's acts are for those who keep the dossier.
  if (!may_handle(c, caller, page->dossier.unit_id) || caller.account.role == "leader") {
    page->acts.clear();
    return page;
  }
  page->acts.emplace_back("undo");
  if (!may_keep_statistics(c, caller, ""))
    std::erase_if(page->acts, [&](const std::string& act) {
      return act == "exit" ||
             ((act == "advance" || act == "return" || act == "undo") && cultivation::is_reviewed(page->dossier.state));
    });
  return page;
}

/// A step that leaves the state as it is, by those who keep the dossier.
template <class Fill>
Result<DossierPageView> note(House& house, const Caller& caller, const std::string& id, const char* act, Fill fill) {
  DossierPageView page;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto open = cultivation::open_dossier(c, id, house.clock.today());
    if (!open) return tl::unexpected(open.error());
    if (auto ok = may_handle(c, caller, open->dossier.unit_id); !ok) return ok;
    DossierStep s;
    s.act = act;
    if (auto ok = cultivation::may_step(open->dossier, s); !ok) return ok;
    if (auto ok = fill(c, *open, s); !ok) return ok;
    if (auto ok = put_step(house, c, caller, id, s); !ok) return ok;
    return put(page_of(house, c, caller, id), page);
  });
  if (!done) return tl::unexpected(done.error());
  return page;
}

/// The file that a request names goes with a paper or figure; it was sent as evidence before.
template <class Request, class Noted>
Result<void> put_file(Connection& c, const Request& r, Noted& to) {
  if (r.file_hash.value_or("").empty()) return {};
  auto kept = kept_files(c, {{r.file_hash.value_or(""), r.file_name.value_or("")}});
  if (!kept) return tl::unexpected(kept.error());
  to.file_hash = r.file_hash, to.file_name = r.file_name;
  return {};
}

/// A picture, or a scan as pdf, by how its bytes begin; its name says nothing.
bool is_picture(const std::string& bytes) {
  const auto at = [&](std::size_t from, std::string_view magic) { return bytes.compare(from, magic.size(), magic) == 0; };
  return at(0, "\xFF\xD8\xFF") || at(0, "\x89PNG") || at(0, "%PDF") || at(0, "BM") || at(0, "GIF8") ||
         (bytes.size() > 12 && at(0, "RIFF") && at(8, "WEBP")) || (bytes.size() > 12 && at(4, "ftyphei")) ||
         at(0, std::string_view("II*\0", 4)) || at(0, std::string_view("MM\0*", 4));
}

/// usage "material.no_picture" where a paper that is a picture gets a file that is none.
Result<void> check_picture(Connection& c, const MaterialView& m) {
  if (m.file_hash.value_or("").empty()) return {};
  auto bytes = ledger::Ledger::get_blob(c, *m.file_hash);
  if (!bytes) return tl::unexpected(bytes.error());
  if (is_picture(*bytes)) return {};
  return fail(ErrorCode::usage, "file_hash", "material.no_picture", "this paper is a picture: jpg, png or a scan as pdf");
}

/// The measure that a statement's figure is of.
Result<std::string> measure_of_statement(const StatementRequest& r, const cultivation::FiveAboveClass* of) {
  if (r.kind == "vat") return std::string("vat_sales");
  if (r.kind != "profit") return fail(ErrorCode::usage, "kind", "statement.kind", "a statement is profit or vat");
  if (of == nullptr || of->measures.empty())
    return fail(ErrorCode::conflict, "kind", "statement.no_line", "its class has no line of revenue");
  const std::string measure = r.measure.value_or("").empty() ? of->measures.front() : *r.measure;
  if (std::find(of->measures.begin(), of->measures.end(), measure) == of->measures.end())
    return fail(ErrorCode::usage, "measure", "statement.measure", "its class is not measured by " + measure);
  return measure;
}

std::string state_name(const std::string& state) {
  for (const auto& s : cultivation::dossier_states())
    if (s.state == state) return s.name;
  return state;
}

/// 口径 of a list: whose dossiers the reader sees, and what they were filtered by.
std::string scope_of(const cultivation::DossierFilter& f) {
  std::string out = f.sight.all ? "全部建档单位" : "本单位可见的建档单位";
  if (!f.town.empty()) out += "，" + f.town;
  const auto& classes = cultivation::class_presets();
  const auto k = std::find_if(classes.begin(), classes.end(), [&](const auto& x) { return x.class_id == f.class_id; });
  if (k != classes.end()) out += "，" + k->name;
  if (!f.state.empty()) out += "，" + state_name(f.state);
  if (!f.words.empty() || !f.unit_id.empty() || !f.shelved.empty()) out += "，按条件筛选";
  return out + "；本年累计按监测的来源";
}

std::vector<std::string> line_of(const DossierView& v) {
  const bool known = !v.place.empty() && v.place != "unknown";
  const bool gone = v.state == "left";
  const std::string open = !gone && v.needed > v.there ? "材料缺" + std::to_string(v.needed - v.there) + "项" : "";
  const std::string requests = v.open_requests > 0 ? "诉求未办结" + std::to_string(v.open_requests) + "件" : "";
  std::string problems = open;
  for (const std::string& p : {requests, v.shelved.empty() ? std::string() : "暂缓：" + v.shelved})
    if (!p.empty()) problems += (problems.empty() ? "" : "；") + p;
  return {v.name,
          v.credit_code,
          v.town,
          v.industry_code,
          v.class_name,
          known ? in_wan(v.to_date) : "",
          v.threshold > 0 ? in_wan(v.threshold) : "",
          known ? in_percent_reached(v.ratio) : "",
          known ? in_wan(std::max<std::int64_t>(0, v.threshold - v.to_date)) : "",
          known ? v.watched_name : "",
          v.stands_in ? "是" : "",
          v.source_name,
          v.unit,
          v.leader,
          v.expected,
          state_name(v.state),
          v.since,
          std::to_string(v.there) + "/" + std::to_string(v.needed),
          v.last_visit,
          v.entered,
          v.left,
          problems};
}

}  // namespace

bool is_insider(const Caller& caller) {
  return std::any_of(kInsiders.begin(), kInsiders.end(), [&](Role r) { return name_of(r) == caller.account.role; });
}

Result<DossiersAnswer> list_dossiers(House& house, const Caller& caller, const DossiersRequest& r) {
  auto filter = filter_of(r);
  if (!filter) return tl::unexpected(filter.error());
  return read<DossiersAnswer>(house, [&](Connection& c, DossiersAnswer& a) -> Result<void> {
    if (auto ok = put(sight_of(c, caller), filter->sight); !ok) return ok;
    return put(cultivation::list_dossiers(c, *filter, house.clock.today()), a);
  });
}

Result<DossierPageView> view_dossier(House& house, const Caller& caller, const DossierRequest& r) {
  auto page = read<DossierPageView>(house, [&](Connection& c, DossierPageView& a) -> Result<void> {
    if (auto ok = put(page_of(house, c, caller, r.enterprise_id), a); !ok) return ok;
    return may_see_figures(c, caller, r.enterprise_id);
  });
  if (page) house.audit.note(caller.account.account_id, "dossier.seen", r.enterprise_id, "");
  return page;
}

Result<DossierActAnswer> open_dossiers(House& house, const Caller& caller, const OpenDossiersRequest& r) {
  if (auto ok = check_reason(r.reason); !ok) return tl::unexpected(ok.error());
  return each(house, r.enterprise_ids, [&](Connection& c, const std::string& id) -> Result<void> {
    auto unit = keeper_of(c, caller, r.unit_id);
    if (!unit) return tl::unexpected(unit.error());
    return open_one(house, c, caller, id, *unit, r);
  });
}

Result<DossierActAnswer> act_on_dossiers(House& house, const Caller& caller, const DossierActRequest& r) {
  static const std::set<std::string> acts{"advance", "return", "exit", "shelve", "resume", "assign"};
  if (!acts.contains(r.act)) return fail(ErrorCode::usage, "act", "dossier.act", "there is no such act");
  if (auto ok = check_reason(r.reason); !ok) return tl::unexpected(ok.error());
  if (r.leader.value_or("").size() > kMostLeader) return fail(ErrorCode::usage, "leader", "text.long", "at most 200 bytes");
  if (auto ok = check_month(r.month, "month"); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_month(r.expected, "expected"); !ok) return tl::unexpected(ok.error());
  return each(house, r.enterprise_ids, [&](Connection& c, const std::string& id) { return act_on_one(house, c, caller, id, r); });
}

Result<DossierPageView> note_material(House& house, const Caller& caller, const MaterialRequest& r) {
  if (r.state != "there" && r.state != "missing" && r.state != "not_needed")
    return fail(ErrorCode::usage, "state", "material.state", "a paper is there, missing or not_needed");
  if (r.note.value_or("").size() > kMostText) return fail(ErrorCode::usage, "note", "text.long", "at most 1000 bytes");
  if (r.state == "not_needed" && r.note.value_or("").empty())
    return fail(ErrorCode::usage, "note", "material.why", "say why it is not needed");
  return note(house, caller, r.enterprise_id, "material",
              [&](Connection& c, const cultivation::OpenDossier& open, DossierStep& s) -> Result<void> {
                const auto of_class =
                    cultivation::materials_of(open.dossier, open.enterprise, open.verdict, house.clock.today(), open.settings);
                const auto known = std::find_if(of_class.begin(), of_class.end(),
                                                [&](const MaterialView& m) { return m.material_id == r.material_id; });
                if (known == of_class.end())
                  return fail(ErrorCode::usage, "material_id", "material.unknown", "its class has no such paper");
                s.material.emplace();
                s.material->material_id = r.material_id, s.material->name = known->name, s.material->state = r.state;
                s.material->note = r.note.value_or("");
                if (auto ok = put_file(c, r, *s.material); !ok) return ok;
                return known->photo.empty() ? Result<void>{} : check_picture(c, *s.material);
              });
}

Result<DossierPageView> note_statement(House& house, const Caller& caller, const StatementRequest& r) {
  const Date today = house.clock.today();
  // A sum up to a month is there when the month is over.
  const bool over = r.year < today.year || (r.year == today.year && r.month < today.month);
  if (r.month < 1 || r.month > 12 || r.year < kFirstYear || !over)
    return fail(ErrorCode::usage, "month", "statement.month", "a statement is of a month 1 to 12 that is over");
  if (r.note.value_or("").size() > kMostText) return fail(ErrorCode::usage, "note", "text.long", "at most 1000 bytes");
  return note(house, caller, r.enterprise_id, "statement",
              [&](Connection& c, const cultivation::OpenDossier& open, DossierStep& s) -> Result<void> {
                auto measure = measure_of_statement(r, cultivation::class_of(open.enterprise.industry_code, today));
                if (!measure) return tl::unexpected(measure.error());
                const bool withdrawn = r.amount.empty();
                const auto amount = withdrawn ? std::optional<std::int64_t>(0)
                                              : cultivation::amount_of(*cultivation::measure_of(*measure), r.amount, r.unit);
                if (!amount)
                  return fail(ErrorCode::usage, "amount", "statement.amount",
                              "an amount is a number with its unit: 元, 千元, 万元 or 亿元");
                s.statement.emplace();
                s.statement->kind = r.kind, s.statement->measure = *measure, s.statement->amount = *amount,
                s.statement->withdrawn = withdrawn;
                s.statement->year = r.year, s.statement->month = r.month, s.statement->note = r.note.value_or("");
                return put_file(c, r, *s.statement);
              });
}

Result<DossierPageView> note_fact(House& house, const Caller& caller, const FactRequest& r) {
  const FactView fact{r.fact, r.value};
  if (auto ok = cultivation::check_fact(fact, house.clock.today()); !ok) return tl::unexpected(ok.error());
  return note(house, caller, r.enterprise_id, "fact",
              [&](Connection&, const cultivation::OpenDossier&, DossierStep& s) -> Result<void> {
                s.fact = fact;
                return {};
              });
}

Result<Done> undo_dossier(House& house, const Caller& caller, const UndoDossierRequest& r) {
  return as_done(house.store->write([&](Connection& c) -> Result<void> {
    auto open = cultivation::open_dossier(c, r.enterprise_id, house.clock.today());
    if (!open) return tl::unexpected(open.error());
    if (auto ok = may_handle(c, caller, open->dossier.unit_id); !ok) return ok;
    // What a review decided, the bureau alone takes back; the unit takes back that it handed in.
    if (cultivation::is_reviewed(open->dossier.state) && open->dossier.state != "county_review")
      if (auto ok = may_keep_statistics(c, caller, "undo"); !ok) return ok;
    if (r.seen_seq && *r.seen_seq != open->steps.back().seq) return moved_on();
    DossierStep s;
    s.act = "undo", s.undone_seq = open->steps.back().seq;
    return put_step(house, c, caller, r.enterprise_id, s);
  }));
}

Result<Engine::File> export_dossiers(House& house, const Caller& caller, const DossiersRequest& r) {
  auto filter = filter_of(r);
  if (!filter) return tl::unexpected(filter.error());
  filter->limit = kMostPage, filter->offset = 0;
  publish::Sheet sheet;
  sheet.name = "五上培育台账";
  sheet.headings = {"企业名称",       "统一社会信用代码", "乡镇",         "行业代码", "类别",     "本年累计（万元）",
                    "标准值（万元）", "达标率（%）",      "差额（万元）", "看的指标", "代看",     "数据来源",
                    "责任单位",       "包抓领导",         "预计入库月份", "状态",     "状态起始", "材料到位",
                    "最近走访",       "入库月份",         "退库月份",     "存在问题"};
  sheet.numeric = {5, 6, 7, 8};
  sheet.widths = {34, 22, 12, 10, 18, 16, 14, 12, 14, 14, 8, 14, 14, 12, 12, 10, 12, 10, 12, 10, 10, 40};
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    if (auto ok = put(sight_of(c, caller), filter->sight); !ok) return ok;
    sheet.title = "“五上”企业培育台账（口径：" + scope_of(*filter) + "；" + house.clock.today().iso() + "）";
    for (;; filter->offset += kMostPage) {
      auto page = cultivation::dossiers_of(c, *filter, house.clock.today());
      if (!page) return tl::unexpected(page.error());
      if (filter->offset >= kMostExported && !page->empty())
        return fail(ErrorCode::usage, "rows", "export.many", "at most 20,000 rows; filter the list first");
      for (const DossierView& v : *page) sheet.rows.push_back(line_of(v));
      if (static_cast<std::int64_t>(page->size()) < kMostPage) return {};
    }
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "dossiers.exported", "", std::to_string(sheet.rows.size()) + " rows");
  return as_file(sheet, "五上培育台账-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

}  // namespace luodi::engine
