// Acts on commitments: who may, from which state, what changes; one entry each. The ledger asks the invariants before the commit.
#include <algorithm>
#include <functional>
#include <set>

#include "describe/json.h"
#include "engine/supervision.h"
#include "engine/unit_names.h"
#include "paper/unicode.h"
#include "publish/official_document.h"
#include "sheets/layout.h"
#include "sheets/values.h"
#include "supervision/life.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using ledger::Entry;
using store::Connection;
using supervision::Act;
using supervision::CommitmentText;
using supervision::Standing;

constexpr std::size_t kMostAtOnce = 500;
constexpr std::size_t kMostText = 4000;  // bytes of a reason or a report
constexpr std::size_t kMostFiles = 20;
constexpr std::size_t kMostParts = 50;

/// What an act sees of the commitment it is about.
struct Target {
  CommitmentView view;
  Standing standing;
};
using Fill = std::function<Result<void>(Connection&, const Target&, Act&, Entry&)>;

tl::unexpected<Error> not_yours(const Target& t, supervision::Side side) {
  const std::string who = side == supervision::Side::desk   ? "the supervision desk"
                          : side == supervision::Side::lead ? "the lead unit"
                                                            : "the head of the lead unit";
  return fail(ErrorCode::forbidden, t.view.commitment_id, "commitment.not_yours",
              "this act is for " + who + (t.view.unit ? " (" + *t.view.unit + ")" : ""));
}

/// One act on one commitment, in an open writing transaction.
Result<CommitmentView> act_on(House& house, Connection& c, const Caller& caller, const Scope& scope, const std::string& act,
                              const std::string& id, const Fill& fill) {
  auto view = supervision::get_commitment(c, id);
  if (!view) return tl::unexpected(view.error());
  auto standing = supervision::standing_of(c, id);
  if (!standing) return tl::unexpected(standing.error());
  const Target target{*view, *standing};
  const Sides sides = sides_of(caller, scope, *standing);
  if (!sides.sees) return fail(ErrorCode::not_found, id, "commitment.unknown", "there is no commitment with this number");
  auto transition = supervision::transition(act, standing->state);
  if (!transition) {
    Error e = transition.error();
    e.where = id;
    return tl::unexpected(e);
  }
  const auto allowed = supervision::acts_from(standing->state, sides.desk, sides.lead, sides.lead_head);
  if (std::find(allowed.begin(), allowed.end(), act) == allowed.end()) return not_yours(target, (*transition)->side);
  Act a;
  a.state = (*transition)->to.empty()     ? standing->state
            : (*transition)->to == "held" ? standing->held_state
                                          : std::string((*transition)->to);
  if (a.state.empty())
    return fail(ErrorCode::conflict, id, "commitment.no_way_back", "the state before it is not known; reopen or assign anew");
  if (act == "suspend" || act == "merge" || act == "decompose") a.held_state = standing->state;
  if (!supervision::remembers(a.state)) a.held_state = "";
  Entry e;
  e.kind = "commitment." + act;
  e.subject = id;
  e.actor = caller.account.account_id;
  e.source = caller.source;
  if (auto ok = fill(c, target, a, e); !ok) return tl::unexpected(ok.error());
  e.payload = json::serialize(describe::to_json(a));
  if (auto ok = house.ledger.append(c, std::move(e)); !ok) return tl::unexpected(ok.error());
  return supervision::get_commitment(c, id);
}

/// An act on many: all or none; with `preview` none, and what would be refused is listed.
Result<ActAnswer> act_on_all(House& house, const Caller& caller, const std::string& act, const std::vector<std::string>& ids,
                             bool preview, const Fill& fill) {
  if (ids.empty() || ids.size() > kMostAtOnce)
    return fail(ErrorCode::usage, "commitment_ids", "commitment.none", "name 1 to 500 commitments");
  if (std::set<std::string>(ids.begin(), ids.end()).size() != ids.size())
    return fail(ErrorCode::usage, "commitment_ids", "commitment.twice", "a commitment is named twice");
  ActAnswer answer;
  answer.preview = preview;
  const Error stopped{ErrorCode::conflict, "", "preview", ""};
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    for (const std::string& id : ids) {
      auto after = act_on(house, c, caller, *scope, act, id, fill);
      if (after)
        answer.commitments.push_back(std::move(*after));
      else if (preview && after.error().code != ErrorCode::store)
        answer.refused.push_back({id, after.error().reason, after.error().detail});
      else
        return tl::unexpected(after.error());
    }
    if (auto lit = light_up(c, answer.commitments, house.clock.today(), "9999"); !lit) return lit;
    return preview ? Result<void>(tl::unexpected(stopped)) : Result<void>{};  // a preview is rolled back
  });
  if (!done && !(preview && done.error().reason == "preview")) return tl::unexpected(done.error());
  return answer;
}

/// Quotes inside a quotation are single ones (GB/T 15834-2011, 4.8.3).
std::string with_inner_quotes(std::string text) {
  for (const auto& [from, to] : {std::pair{"“", "‘"}, {"”", "’"}})
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) text.replace(at, 3, to);
  return text;
}

/// What a slip says unless somebody writes it: what is late, the matter itself or only the feedback on it.
std::string usual_words(const CommitmentView& k, const std::string& today) {
  std::string said = "“" + with_inner_quotes(k.text) + "”由" + k.unit.value_or("") + "牵头";
  if (k.due_date) said += "，应于" + publish::written_date(*k.due_date) + "前办结";
  const bool late = k.due_date && *k.due_date < today;
  if (!late && k.next_feedback && *k.next_feedback < today)
    said += "；应于" + publish::written_date(*k.next_feedback) + "前反馈进展，至今未收到反馈";
  return said + "。请抓紧办理，并书面反馈进展。";
}

Result<void> check_text(const std::optional<std::string>& text, bool needed) {
  if (text && text->size() > kMostText) return fail(ErrorCode::usage, "text", "text.long", "at most 4000 bytes");
  if (needed && (!text || is_blank(*text))) return fail(ErrorCode::usage, "text", "text.needed", "say why");
  return {};
}

Result<Date> date_in(const std::string& iso, const char* where) {
  const auto d = Date::parse(iso);
  if (!d) return fail(ErrorCode::usage, where, "date.bad", "a date is written 2026-03-31");
  return *d;
}

Result<void> name_helpers(Connection& c, const std::vector<std::string>& ids, Act& a) {
  a.helping_unit_ids.emplace();
  a.helping_units.emplace();
  for (const std::string& id : ids) {
    if (std::find(a.helping_unit_ids->begin(), a.helping_unit_ids->end(), id) != a.helping_unit_ids->end()) continue;
    a.helping_unit_ids->push_back(id);
    auto name = unit_name(c, id);
    if (!name) return tl::unexpected(name.error());
    a.helping_units->push_back(*name);
  }
  return {};
}

/// A day that nobody can keep any more, or that nobody now will see. The day a sentence names is what it is.
Result<void> check_due(const std::optional<std::string>& due_date, const Date& today) {
  if (!due_date) return {};
  const auto d = Date::parse(*due_date);
  if (d && d->days() < today.days())
    return fail(ErrorCode::usage, "due_date", "due.past", *due_date + " is over; name a day to come");
  return check_reach(*due_date, today);
}

/// The due date of an assignment: asked for, as the sentence says, or by the limit for minutes items.
Result<void> give_due_date(Connection& c, const Target& t, const AssignRequest& r, const Date& today, Act& a) {
  // The day that the form shows is sent back as it was: it keeps its reason.
  if (r.due_date && r.due_date != t.view.due_date) {
    auto d = date_in(*r.due_date, "due_date");
    if (!d) return tl::unexpected(d.error());
    if (auto ok = check_due(r.due_date, today); !ok) return ok;
    a.due_date = d->iso();
    a.due_kind = "date";
    a.due_reason = "交办时确定";
    return {};
  }
  if (t.view.due_date && !r.limit_id) {
    a.due_reason = t.view.due_reason.value_or("按原文期限" + (t.view.deadline ? "“" + *t.view.deadline + "”" : std::string()));
    return {};
  }
  auto limits = supervision::limits_known(c, "9999");
  if (!limits) return tl::unexpected(limits.error());
  const auto end = supervision::end_of_limit(*limits, r.limit_id.value_or("minutes_item"), today);
  if (!end) return fail(ErrorCode::usage, "due_date", "assign.no_limit", "no limit gives a due date; name one");
  a.due_date = end->day.iso();
  a.due_kind = "date";
  a.due_reason = end->reason;
  return {};
}

/// When the unit first says how it stands: by the limit, or by the period asked for where that ends earlier. The rule found
/// counts from the meeting; it is counted from the assignment, for nobody reports what nobody told them.
Result<void> give_feedback_days(const std::vector<supervision::LimitSet>& limits, const AssignRequest& r, const Date& today,
                                Act& a) {
  const auto first = supervision::end_of_limit(limits, "first_feedback", today);
  a.next_feedback = first ? first->day.iso() : "";
  a.feedback_reason = first ? first->reason + "，自交办之日起算" : "";
  a.feedback_days = 0;  // once; what an earlier assignment asked for ended with it
  if (!r.feedback_days) return {};
  if (*r.feedback_days < 1 || *r.feedback_days > 366)
    return fail(ErrorCode::usage, "feedback_days", "assign.feedback", "feedback comes every 1 to 366 days");
  a.feedback_days = r.feedback_days;
  const Date periodic = today.plus_days(static_cast<int>(*r.feedback_days));
  if (first && first->day.days() <= periodic.days()) return {};
  a.next_feedback = periodic.iso();
  a.feedback_reason = "";
  return {};
}

/// The next feedback of what is reported or taken up again: only where it comes periodically.
void plan_feedback(const Target& t, const Date& today, bool last, Act& a) {
  const bool periodic = t.standing.feedback_days && !last;
  a.next_feedback = periodic ? today.plus_days(static_cast<int>(*t.standing.feedback_days)).iso() : "";
  a.feedback_reason = "";
}

/// The units that the proposal names, the lead unit first; a name that no unit goes by is refused.
Result<std::vector<std::string>> units_proposed(Connection& c, const CommitmentView& k) {
  auto known = units_by_name(c);
  if (!known) return tl::unexpected(known.error());
  std::vector<std::string> ids;
  for (const std::string& name : sheets::names_in(k.unit.value_or(""))) {
    const auto it = known->find(sheets::bare(name));
    if (it == known->end())
      return fail(ErrorCode::conflict, k.commitment_id, "assign.no_proposal", "no unit goes by the proposed name " + name);
    ids.push_back(it->second.first);
  }
  if (ids.empty()) return fail(ErrorCode::conflict, k.commitment_id, "assign.no_proposal", "no unit is proposed");
  return ids;
}

Result<void> fill_assignment(House& house, Connection& c, const Target& t, const AssignRequest& r, Act& a, Entry& e) {
  const Date today = house.clock.today();
  a.lead_unit_id = r.lead_unit_id;
  std::vector<std::string> helping = r.helping_unit_ids.value_or(std::vector<std::string>{});
  if (r.lead_unit_id.empty()) {
    auto proposed = units_proposed(c, t.view);
    if (!proposed) return tl::unexpected(proposed.error());
    a.lead_unit_id = proposed->front();
    helping.insert(helping.end(), proposed->begin() + 1, proposed->end());
    std::erase(helping, *a.lead_unit_id);
  }
  auto name = unit_name(c, *a.lead_unit_id);
  if (!name) return tl::unexpected(name.error());
  a.unit = *name;
  if (auto ok = name_helpers(c, helping, a); !ok) return ok;
  if (auto ok = give_due_date(c, t, r, today, a); !ok) return ok;
  a.assigned_on = today.iso();
  auto limits = supervision::limits_known(c, "9999");
  if (!limits) return tl::unexpected(limits.error());
  if (const auto end = supervision::end_of_limit(*limits, "objection", today)) a.objection_until = end->day.iso();
  if (auto ok = give_feedback_days(*limits, r, today, a); !ok) return ok;
  if (r.leader && !is_blank(*r.leader)) {
    if (r.leader->size() > 200) return fail(ErrorCode::usage, "leader", "text.long", "at most 200 bytes");
    e.personal = json::serialize(json::object{{"leader", *r.leader}});
  }
  return {};
}

Result<void> fill_report(House& house, Connection& c, const Caller& caller, const Target& t, const ReportRequest& r, Act& a) {
  auto files = kept_files(c, r.files.value_or(std::vector<FileOfReport>{}));
  if (!files) return tl::unexpected(files.error());
  auto links = checked_links(house, c, caller, r.links.value_or(std::vector<RecordLink>{}));
  if (!links) return tl::unexpected(links.error());
  if (r.last && files->empty() && links->empty() && r.progress.value_or(0) != 100)
    return fail(ErrorCode::usage, "files", "report.evidence",
                "a final report comes with a file or a link to a record, or says that all is done (100)");
  if (r.progress && (*r.progress < 0 || *r.progress > 100))
    return fail(ErrorCode::usage, "progress", "report.progress", "progress is 0 to 100");
  auto before = supervision::reports_of(c, t.view.commitment_id);
  if (!before) return tl::unexpected(before.error());
  char no[24];
  std::snprintf(no, sizeof no, "-r%04zu", before->size() + 1);
  a.report_id = t.view.commitment_id + no;
  a.text = r.text;
  a.files = std::move(*files);
  if (!links->empty()) a.links = std::move(*links);
  a.progress = r.last ? r.progress.value_or(100) : r.progress;
  if (r.last) a.final_report = true;
  plan_feedback(t, house.clock.today(), r.last, a);
  return {};
}

/// The progress of the last report that was no final one; below 0 where there was none: nothing is made up.
Result<std::int64_t> progress_before(Connection& c, const std::string& commitment_id) {
  auto reports = supervision::reports_of(c, commitment_id);
  if (!reports) return tl::unexpected(reports.error());
  for (const ReportView& report : *reports)  // the newest first
    if (report.kind != "final" && report.progress) return *report.progress;
  return -1;
}

/// Back to where it was before it was assigned: the unit proposed and the day known then; nobody leads it.
Result<void> take_assignment_back(Connection& c, const Target& t, Act& a) {
  auto before = supervision::before_assignment(c, t.view.commitment_id);
  if (!before) return tl::unexpected(before.error());
  a.unit = before->unit.value_or("");
  a.due_date = before->due_date.value_or("");
  a.due_kind = before->due_kind;
  a.due_reason = before->due_reason.value_or("");
  a.lead_unit_id = a.assigned_on = a.objection_until = a.next_feedback = a.feedback_reason = "";
  a.helping_units.emplace(), a.helping_unit_ids.emplace();
  a.feedback_days = 0;
  return {};
}

/// conflict if somebody works on a part already.
Result<void> parts_not_assigned(Connection& c, const std::string& whole) {
  auto parts = supervision::parts_of(c, whole);
  if (!parts) return tl::unexpected(parts.error());
  for (const CommitmentView& part : *parts) {
    if (part.state != "confirmed")
      return fail(ErrorCode::conflict, part.commitment_id, "recompose.parts",
                  "its part " + part.commitment_id + " is " + part.state + " already; take that back first");
    if (auto r = supervision::nothing_merged_into(c, part.commitment_id); !r) return r;
  }
  return {};
}

Result<void> fill_simple(House& house, Connection& c, const std::string& act, const Target& t, const ActRequest& r, Act& a) {
  a.text = r.text;
  const std::string today = house.clock.today().iso();
  if (act == "object" && t.view.objection_until && today > *t.view.objection_until)
    return fail(ErrorCode::conflict, t.view.commitment_id, "commitment.objection_over",
                "objections ended on " + *t.view.objection_until);
  if (act == "recall") return take_assignment_back(c, t, a);
  if (act == "unmerge") a.merged_into = "";
  if (act == "recompose") {
    if (auto ok = parts_not_assigned(c, t.view.commitment_id); !ok) return ok;
    plan_feedback(t, house.clock.today(), false, a);
  }
  // A carried matter is done anew: a final report of the round before counts for nothing in the next.
  if (act == "return" || act == "reopen" || act == "carry") {
    a.final_report = false;
    auto before = progress_before(c, t.view.commitment_id);
    if (!before) return tl::unexpected(before.error());
    a.progress = *before;
    plan_feedback(t, house.clock.today(), false, a);
  }
  if (act == "carry") a.next_feedback = a.feedback_reason = "";  // it waits for an assignment again
  // A whole is what its parts are: reopened by itself, it could be closed again while one of them is open.
  if (act == "reopen" && t.standing.has_parts)
    return fail(ErrorCode::conflict, t.view.commitment_id, "commitment.reopen_part", "reopen one of its parts");
  return {};
}

}  // namespace

bool is_blank(const std::string& text) {
  const std::u32string s = paper::to_utf32(text);
  return std::all_of(s.begin(), s.end(), [](char32_t ch) { return ch <= U' ' || ch == U'\u3000' || ch == U'\u00A0'; });
}

Result<void> check_reason(const std::string& reason) {
  constexpr std::size_t kMostReason = 2000;  // bytes
  if (!is_blank(reason) && reason.size() <= kMostReason) return {};
  return fail(ErrorCode::usage, "reason", "refuse.reason", "say in at most 2000 bytes why");
}

Result<AssignLimit> assign_limit(Connection& c, const std::optional<std::string>& issued, const Date& today) {
  auto limits = supervision::limits_known(c, "9999");
  if (!limits) return tl::unexpected(limits.error());
  const auto known = issued ? Date::parse(*issued) : std::nullopt;
  const auto end = supervision::end_of_limit(*limits, "assign", known.value_or(today));
  if (!end) return AssignLimit{};
  return AssignLimit{end->day.iso(), end->reason + (known ? "，自印发之日" + known->iso() + "起算" : "，自立项之日起算")};
}

Result<void> check_reach(const std::string& due_date, const Date& today) {
  constexpr int kMostYears = 20;
  const auto d = Date::parse(due_date);
  if (!d) return fail(ErrorCode::usage, "due_date", "date.bad", "a date is written 2026-03-31");
  if (std::abs(d->year - today.year) > kMostYears)
    return fail(ErrorCode::usage, "due_date", "due.far", due_date + " lies more than 20 years away");
  return {};
}

Result<std::string> unit_name(Connection& c, const std::string& unit_id) {
  auto rows = c.query("SELECT name, short_name FROM unit WHERE unit_id = ?1", {unit_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::usage, "unit_id", "unit.unknown", "there is no unit " + unit_id);
  std::string shorter = rows->front().text("short_name");
  return shorter.empty() ? rows->front().text("name") : shorter;
}

Result<std::vector<EvidenceFile>> kept_files(Connection& c, const std::vector<FileOfReport>& named) {
  if (named.size() > kMostFiles) return fail(ErrorCode::usage, "files", "report.files", "at most 20 files");
  std::vector<EvidenceFile> out;
  for (const FileOfReport& f : named) {
    if (f.file_name.empty() || f.file_name.size() > 300 || f.file_name.find_first_of("/\\") != std::string::npos)
      return fail(ErrorCode::usage, "file_name", "paper.bad_name", "a file name has 1 to 300 bytes and no slashes");
    auto rows = c.query("SELECT size FROM blob WHERE hash = ?1", {f.file_hash});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return fail(ErrorCode::usage, "files", "report.no_file", "no kept file has this hash; send it first");
    out.push_back({f.file_hash, f.file_name, rows->front().integer("size")});
  }
  return out;
}

Result<ActAnswer> assign(House& house, const Caller& caller, const AssignRequest& r) {
  return act_on_all(house, caller, "assign", r.commitment_ids, r.preview.value_or(false),
                    [&](Connection& c, const Target& t, Act& a, Entry& e) { return fill_assignment(house, c, t, r, a, e); });
}

Result<void> assign_in(House& house, Connection& c, const Caller& caller, const AssignRequest& r) {
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  for (const std::string& id : r.commitment_ids) {
    auto after = act_on(house, c, caller, *scope, "assign", id, [&](Connection& in, const Target& t, Act& a, Entry& e) {
      return fill_assignment(house, in, t, r, a, e);
    });
    if (!after) return tl::unexpected(after.error());
  }
  return {};
}

Result<ActAnswer> simple_act(House& house, const Caller& caller, const std::string& act, const ActRequest& r) {
  static const std::set<std::string> need_reason{"object", "return", "recall", "reopen", "suspend", "carry"};
  if (auto ok = check_text(r.text, need_reason.count(act) != 0); !ok) return tl::unexpected(ok.error());
  return act_on_all(house, caller, act, r.commitment_ids, r.preview.value_or(false),
                    [&](Connection& c, const Target& t, Act& a, Entry&) { return fill_simple(house, c, act, t, r, a); });
}

Result<ActAnswer> report(House& house, const Caller& caller, const ReportRequest& r) {
  if (auto ok = check_text(r.text, true); !ok) return tl::unexpected(ok.error());
  return act_on_all(house, caller, r.last ? "report" : "feedback", {r.commitment_id}, false,
                    [&](Connection& c, const Target& t, Act& a, Entry&) { return fill_report(house, c, caller, t, r, a); });
}

Result<ActAnswer> extend(House& house, const Caller& caller, const ExtendRequest& r) {
  if (auto ok = check_text(r.text, true); !ok) return tl::unexpected(ok.error());
  auto day = date_in(r.due_date, "due_date");
  if (!day) return tl::unexpected(day.error());
  if (auto ok = check_due(r.due_date, house.clock.today()); !ok) return tl::unexpected(ok.error());
  return act_on_all(house, caller, "extend", r.commitment_ids, r.preview.value_or(false),
                    [&](Connection&, const Target& t, Act& a, Entry&) -> Result<void> {
                      if (t.view.due_date && day->iso() <= *t.view.due_date)
                        return fail(ErrorCode::usage, "due_date", "extend.earlier",
                                    "the new date lies behind " + *t.view.due_date);
                      a.due_date = day->iso();
                      a.due_kind = "date";
                      a.due_reason = "延期：" + r.text;
                      a.text = r.text;
                      return {};
                    });
}

Result<ActAnswer> add_helper(House& house, const Caller& caller, const HelperRequest& r) {
  return act_on_all(house, caller, "add_helper", r.commitment_ids, r.preview.value_or(false),
                    [&](Connection& c, const Target& t, Act& a, Entry&) -> Result<void> {
                      std::vector<std::string> ids = t.standing.helping_unit_ids;
                      if (std::find(ids.begin(), ids.end(), r.unit_id) != ids.end())
                        return fail(ErrorCode::conflict, t.view.commitment_id, "helper.known", "this unit helps already");
                      ids.push_back(r.unit_id);
                      return name_helpers(c, ids, a);
                    });
}

Result<ActAnswer> merge_into(House& house, const Caller& caller, const MergeIntoRequest& r) {
  return act_on_all(house, caller, "merge", r.commitment_ids, r.preview.value_or(false),
                    [&](Connection& c, const Target& t, Act& a, Entry&) -> Result<void> {
                      if (r.into == t.view.commitment_id)
                        return fail(ErrorCode::conflict, r.into, "merge.itself", "nothing is merged into itself");
                      auto into = supervision::get_commitment(c, r.into);
                      if (!into) return tl::unexpected(into.error());
                      if (!supervision::is_open(into->state))
                        return fail(ErrorCode::conflict, r.into, "merge.not_open", "what is merged into is still open");
                      // A whole closes with its parts: what is merged into it, or out of it, nobody would do any more.
                      if (into->state == "decomposed")
                        return fail(ErrorCode::conflict, r.into, "merge.whole", "it is decomposed; merge into one of its parts");
                      if (t.view.parent_id && into->parent_id != t.view.parent_id)
                        return fail(ErrorCode::conflict, t.view.commitment_id, "merge.part",
                                    "a part is merged into another part of the same whole only");
                      a.merged_into = r.into;
                      return {};
                    });
}

Result<ActAnswer> decompose(House& house, const Caller& caller, const DecomposeRequest& r) {
  if (r.parts.size() < 2 || r.parts.size() > kMostParts)
    return fail(ErrorCode::usage, "parts", "decompose.parts", "2 to 50 parts");
  return act_on_all(house, caller, "decompose", {r.commitment_id}, false,
                    [&](Connection& c, const Target& t, Act& a, Entry&) -> Result<void> {
                      a.parts.emplace();
                      a.next_feedback = a.feedback_reason = "";  // its parts report
                      const Date today = house.clock.today();
                      auto limit = assign_limit(c, std::nullopt, today);
                      if (!limit) return tl::unexpected(limit.error());
                      for (const PartRequest& p : r.parts) {
                        if (auto ok = check_text(p.text, true); !ok) return ok;
                        auto number = supervision::next_number(c, t.view.commitment_id.substr(0, 4), a.parts->size());
                        if (!number) return tl::unexpected(number.error());
                        CommitmentText k{*number,
                                         p.text,
                                         {static_cast<std::size_t>(t.view.span_begin), static_cast<std::size_t>(t.view.span_end)},
                                         p.unit ? p.unit : t.view.unit,
                                         t.view.due_date,
                                         t.view.due_kind,
                                         t.view.deadline,
                                         t.view.commitment_id,
                                         limit->day,
                                         limit->reason};
                        if (p.due_date) {
                          auto day = date_in(*p.due_date, "due_date");
                          if (!day) return tl::unexpected(day.error());
                          if (auto ok = check_reach(*p.due_date, today); !ok) return ok;
                          k.due_date = day->iso();
                          k.due_kind = "date";
                        }
                        a.parts->push_back(std::move(k));
                      }
                      return {};
                    });
}

Result<ActAnswer> send_slip(House& house, const Caller& caller, const SlipRequest& r) {
  const supervision::SlipKind* kind = supervision::slip_kind(r.kind);
  if (kind == nullptr) return fail(ErrorCode::usage, "kind", "slip.kind", "a slip is blue, yellow, orange or red");
  if (auto ok = check_text(r.text, false); !ok) return tl::unexpected(ok.error());
  return act_on_all(house, caller, "slip", r.commitment_ids, r.preview.value_or(false),
                    [&](Connection& c, const Target& t, Act& a, Entry&) -> Result<void> {
                      const std::string year = std::to_string(house.clock.today().year);
                      auto n = supervision::next_slip(c, r.kind, year);
                      if (!n) return tl::unexpected(n.error());
                      std::string said = r.text.value_or("");
                      if (is_blank(said)) said = usual_words(t.view, house.clock.today().iso());
                      a.slip = SlipView{r.kind + "-" + year + "-" + std::to_string(*n),
                                        r.kind,
                                        std::string(kind->name) + "〔" + year + "〕" + std::to_string(*n) + "号",
                                        said,
                                        "",
                                        ""};
                      a.text = said;
                      return {};
                    });
}

}  // namespace luodi::engine
