// What people do with directives: each act checks the state, appends one entry, and lets the projections follow.
#include <algorithm>
#include <map>
#include <set>

#include "base/working_days.h"
#include "describe/json.h"
#include "engine/house.h"
#include "engine/library.h"
#include "engine/proposal.h"
#include "engine/supervision.h"
#include "paper/unicode.h"
#include "reading/clauses.h"
#include "reading/deadline.h"
#include "reading/topic.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using ledger::DirectiveText;
using ledger::Entry;
using store::Connection;
using supervision::CommitmentText;

/// Directives as a caller sees them; each paper is asked about once.
class SeenDirectives {
 public:
  SeenDirectives(House& house, Connection& c, const Caller& caller) : house_(house), c_(c), caller_(caller) {}
  Result<DirectiveView> get(const std::string& directive_id) {
    auto d = ledger::get_directive(c_, directive_id);
    if (!d || papers_.count(d->paper_id) != 0) return d;
    if (auto ok = must_see_paper(house_, c_, caller_, d->paper_id); !ok && ok.error().code == ErrorCode::not_found)
      return fail(ErrorCode::not_found, directive_id, "directive.unknown", "there is no directive with this id");
    else if (!ok)
      return tl::unexpected(ok.error());
    papers_.insert(d->paper_id);
    return d;
  }

 private:
  House& house_;
  Connection& c_;
  const Caller& caller_;
  std::set<std::string> papers_;
};

Result<DirectiveView> proposed(SeenDirectives& directives, const std::string& directive_id) {
  auto d = directives.get(directive_id);
  if (d && d->state != "proposed")
    return fail(ErrorCode::conflict, directive_id, "directive.not_proposed",
                "this directive is " + d->state + "; undo that first");
  // Two sources of one meeting, one requirement: it is dealt with once.
  if (const std::string first = d ? d->twin_of.value_or("") : ""; !first.empty())
    return fail(ErrorCode::conflict, directive_id, "directive.twin",
                "the meeting's first source has the same requirement; deal with it there: " + first);
  return d;
}

/// What a person sets on a directive or commitment: nothing given changes nothing, an empty unit or date takes it away; an
/// open date ("汛期来临前") stays open when none is sent.
template <class T>
Result<void> set_unit_and_date(T& t, const std::optional<std::string>& unit, const std::optional<std::string>& due_date,
                               const Date& today) {
  if (unit) t.unit = unit->empty() ? std::nullopt : unit;
  if (!due_date) return {};
  if (!due_date->empty()) {
    if (auto ok = check_reach(*due_date, today); !ok) return ok;
    t.due_date = due_date;
    t.due_kind = "date";
  } else if (t.due_date) {
    t.due_date.reset();
    t.due_kind = "none";
  }
  return {};
}

/// A part of a paper as a directive's text, with what the wording says about units and dates.
Result<DirectiveText> text_at(Connection& c, const DirectiveView& like, const std::string& id, Span span) {
  auto record = ledger::record_of(c, like.paper_id);
  if (!record) return tl::unexpected(record.error());
  const std::u32string text = paper::to_utf32(record->text);
  if (span[0] >= span[1] || span[1] > text.size())
    return fail(ErrorCode::usage, "span", "span.outside", "the span lies outside the paper's text");
  const auto range = reading::trim(text, {span[0], span[1]});
  if (range.empty()) return fail(ErrorCode::usage, "span", "span.empty", "the span holds no text");
  DirectiveText d{id,
                  paper::to_utf8(text.substr(range.begin, range.end - range.begin)),
                  {range.begin, range.end},
                  like.unit,
                  std::nullopt,
                  std::nullopt,
                  "none",
                  like.topic};
  auto day = ledger::meeting_day(c, like.paper_id);
  if (!day) return tl::unexpected(day.error());
  if (const auto due = reading::find_deadline(reading::view(text, range), *day)) {
    d.deadline = paper::to_utf8(reading::view(reading::view(text, range), due->range));
    d.due_date = due->due_date;
    d.due_kind = due->due_date ? "date" : "open";
  }
  return d;
}

Result<void> each(House& house, Connection& c, const Caller& caller, const std::vector<std::string>& ids,
                  const std::function<Result<void>(const DirectiveView&)>& act) {
  if (ids.empty() || ids.size() > 500)
    return fail(ErrorCode::usage, "directive_ids", "directive.none", "name 1 to 500 directives");
  if (std::set<std::string>(ids.begin(), ids.end()).size() != ids.size())
    return fail(ErrorCode::usage, "directive_ids", "directive.twice", "a directive is named twice");
  SeenDirectives directives(house, c, caller);
  for (const std::string& id : ids) {
    auto d = proposed(directives, id);
    if (!d) return tl::unexpected(d.error());
    if (auto ok = act(*d); !ok) return ok;
  }
  return {};
}

DirectiveText text_of(const DirectiveView& d) {
  return {d.directive_id, d.text, d.span, d.unit, d.deadline, d.due_date, d.due_kind, d.topic};
}

/// Gives an open requirement back what it was before its last correction.
Result<void> undo_correction(House& house, Connection& c, const Caller& caller, const DirectiveView& d) {
  auto last = ledger::last_correction(c, d.directive_id);
  if (!last) return tl::unexpected(last.error());
  const auto& correction = *last;
  if (!correction) return fail(ErrorCode::conflict, d.directive_id, "undo.nothing", "there is nothing to undo");
  return append(house, c, caller, "directive.corrected", d.directive_id,
                {{"directive", describe::to_json(correction->before)}, {"takes_back", correction->seq}});
}

/// The year that a commitment's number bears: the meeting's, else this one.
std::string year_of(const std::optional<std::string>& date, const Clock& clock) {
  return date && date->size() == 10 ? date->substr(0, 4) : std::to_string(clock.today().year);
}

/// A sub-commitment for each clause asked for; what the clause does not say it takes from the whole.
Result<void> add_clauses(Connection& c, const DirectiveView& d, const std::vector<std::int64_t>& wanted,
                         std::vector<CommitmentText>& list) {
  if (std::set<std::int64_t>(wanted.begin(), wanted.end()).size() != wanted.size())
    return fail(ErrorCode::usage, "clauses", "confirm.clause_twice", "a clause is named twice");
  auto record = ledger::record_of(c, d.paper_id);
  if (!record) return tl::unexpected(record.error());
  const auto clauses = reading::own_clauses(paper::to_utf32(record->text), {d.span[0], d.span[1]});
  const CommitmentText whole = list.front();
  for (const std::int64_t at : wanted) {
    if (at < 0 || at >= static_cast<std::int64_t>(clauses.size()))
      return fail(ErrorCode::usage, "clauses", "confirm.no_clause", "the directive has no such clause");
    const auto& clause = clauses[static_cast<std::size_t>(at)];
    auto part = text_at(c, d, "", {clause.begin, clause.end});
    if (!part) return tl::unexpected(part.error());
    list.push_back({"", part->text, part->span, whole.unit, part->due_date ? part->due_date : whole.due_date,
                    part->due_date ? part->due_kind : whole.due_kind, part->deadline, std::nullopt});
  }
  return {};
}

/// What a confirmation makes of a directive: the whole first, then the clauses asked for.
Result<std::vector<CommitmentText>> commitments_for(Connection& c, DirectiveView d, const ItemView& item,
                                                    const std::vector<access::Duty>& duties, const ConfirmRequest& request,
                                                    const Date& today) {
  propose_unit(d, item, duties);
  std::vector<CommitmentText> list{{"", d.text, d.span, d.proposed_unit, d.due_date, d.due_kind, d.deadline, std::nullopt}};
  if (auto ok = set_unit_and_date(list.front(), request.unit, request.due_date, today); !ok) return tl::unexpected(ok.error());
  if (request.clauses)
    if (auto ok = add_clauses(c, d, *request.clauses, list); !ok) return tl::unexpected(ok.error());
  return list;
}

/// Until when what a confirmation makes is to be assigned; a paper is looked into once.
class AssignLimits {
 public:
  explicit AssignLimits(const Date& today) : today_(today) {}
  Result<void> give(Connection& c, const std::string& paper_id, std::vector<CommitmentText>& list) {
    auto known = by_paper_.find(paper_id);
    if (known == by_paper_.end()) {
      auto record = ledger::record_of(c, paper_id);
      if (!record) return tl::unexpected(record.error());
      auto limit = assign_limit(c, record->reading.published, today_);
      if (!limit) return tl::unexpected(limit.error());
      known = by_paper_.emplace(paper_id, std::move(*limit)).first;
    }
    for (CommitmentText& t : list) t.assign_by = known->second.day, t.assign_reason = known->second.reason;
    return {};
  }

 private:
  Date today_;
  std::map<std::string, AssignLimit> by_paper_;
};

Result<void> give_numbers(Connection& c, std::vector<CommitmentText>& list, const std::string& year) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto number = supervision::next_number(c, year, i);
    if (!number) return tl::unexpected(number.error());
    list[i].commitment_id = *number;
    if (i > 0) list[i].parent_id = list.front().commitment_id;
  }
  return {};
}

/// conflict if a commitment of the directive has been assigned already.
Result<void> not_moved_on(Connection& c, const std::string& directive_id) {
  auto made = supervision::commitments_of(c, directive_id);
  if (!made) return tl::unexpected(made.error());
  for (const std::string& id : *made) {
    auto s = supervision::standing_of(c, id);
    if (!s) return tl::unexpected(s.error());
    if (s->state != "confirmed" && s->state != "decomposed")
      return fail(ErrorCode::conflict, id, "undo.moved_on", "commitment " + id + " is " + s->state + " already");
    if (auto r = supervision::nothing_merged_into(c, id); !r) return r;
  }
  return {};
}

}  // namespace

Result<void> append(House& house, Connection& c, const Caller& caller, const std::string& kind, const std::string& subject,
                    const json::object& payload, const std::string& personal) {
  Entry e;
  e.kind = kind;
  e.subject = subject;
  e.payload = json::serialize(payload);
  e.personal = personal;
  e.actor = caller.account.account_id;
  e.source = caller.source;
  auto done = house.ledger.append(c, std::move(e));
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<Done> as_done(const Result<void>& r) {
  if (!r) return tl::unexpected(r.error());
  return Done{};
}

Result<ConfirmedAnswer> confirm(House& house, const Caller& caller, const ConfirmRequest& request) {
  if (request.directive_ids.size() != 1 && (request.unit || request.due_date || request.clauses))
    return fail(ErrorCode::usage, "directive_ids", "confirm.single", "unit, due date and clauses go with a single directive");
  ConfirmedAnswer answer;
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto duties = access::list_duties(c);
    if (!duties) return tl::unexpected(duties.error());
    AssignLimits limits(house.clock.today());
    return each(house, c, caller, request.directive_ids, [&](const DirectiveView& d) -> Result<void> {
      auto about = ledger::get_item(c, d.item_id);
      if (!about) return tl::unexpected(about.error());
      auto list = commitments_for(c, d, about->item, *duties, request, house.clock.today());
      if (!list) return tl::unexpected(list.error());
      if (auto ok = limits.give(c, d.paper_id, *list); !ok) return ok;
      if (auto ok = give_numbers(c, *list, year_of(about->date, house.clock)); !ok) return ok;
      if (auto ok = append(house, c, caller, "directive.confirmed", d.directive_id, {{"commitments", describe::to_json(*list)}});
          !ok)
        return ok;
      if (auto ok = note_duty(house, c, caller, about->item, d.text, list->front().commitment_id); !ok) return ok;
      for (const CommitmentText& t : *list) {
        auto k = supervision::get_commitment(c, t.commitment_id);
        if (!k) return tl::unexpected(k.error());
        answer.commitments.push_back(std::move(*k));
      }
      return {};
    });
  });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

Result<DirectiveView> add(House& house, const Caller& caller, const AddRequest& request) {
  DirectiveView made;
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    if (auto ok = must_see_paper(house, c, caller, request.paper_id); !ok) return ok;
    auto item = ledger::item_before(c, request.paper_id, request.span[0]);
    if (!item) return tl::unexpected(item.error());
    auto taken = ledger::overlaps_standing(c, request.paper_id, request.span);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) return fail(ErrorCode::conflict, "span", "add.overlap", "part of this text is a requirement already");
    auto added = ledger::count_added(c, request.paper_id);
    if (!added) return tl::unexpected(added.error());
    DirectiveView like;
    like.paper_id = request.paper_id;
    auto text = text_at(c, like, request.paper_id + "-a" + std::to_string(*added + 1), request.span);
    if (!text) return tl::unexpected(text.error());
    auto about = ledger::get_item(c, *item);
    if (!about) return tl::unexpected(about.error());
    const std::u32string words = paper::to_utf32(text->text), subject = paper::to_utf32(about->item.subject);
    text->topic = reading::topic_of(words, subject);
    if (auto ok = append(house, c, caller, "directive.added", text->directive_id,
                         {{"paper_id", request.paper_id}, {"item_id", *item}, {"directive", describe::to_json(*text)}});
        !ok)
      return ok;
    auto view = ledger::get_directive(c, text->directive_id);
    if (!view) return tl::unexpected(view.error());
    made = std::move(*view);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return made;
}

Result<Done> correct(House& house, const Caller& caller, const CorrectRequest& request) {
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    SeenDirectives directives(house, c, caller);
    auto d = proposed(directives, request.directive_id);
    if (!d) return tl::unexpected(d.error());
    DirectiveText t = text_of(*d);
    const DirectiveText before = t;
    if (request.span) {
      if ((*request.span)[1] <= d->span[0] || (*request.span)[0] >= d->span[1])
        return fail(ErrorCode::usage, "span", "correct.elsewhere", "the new span shares nothing with the requirement");
      auto at = text_at(c, *d, d->directive_id, *request.span);
      if (!at) return tl::unexpected(at.error());
      t = *at;
    }
    if (auto ok = set_unit_and_date(t, request.unit, request.due_date, house.clock.today()); !ok) return ok;
    return append(house, c, caller, "directive.corrected", d->directive_id,
                  {{"directive", describe::to_json(t)}, {"before", describe::to_json(before)}});
  }));
}

Result<Done> split(House& house, const Caller& caller, const SplitRequest& request) {
  if (request.spans.size() < 2 || request.spans.size() > 20)
    return fail(ErrorCode::usage, "spans", "split.parts", "a split has 2 to 20 parts");
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    SeenDirectives directives(house, c, caller);
    auto d = proposed(directives, request.directive_id);
    if (!d) return tl::unexpected(d.error());
    auto made = ledger::count_parts(c, d->directive_id);
    if (!made) return tl::unexpected(made.error());
    std::int64_t no = *made;
    json::array parts;
    std::vector<Span> ordered = request.spans;
    std::sort(ordered.begin(), ordered.end());
    for (std::size_t i = 1; i < ordered.size(); ++i)
      if (ordered[i][0] < ordered[i - 1][1]) return fail(ErrorCode::usage, "spans", "split.overlap", "the parts overlap");
    for (const Span& span : ordered) {
      if (span[0] < d->span[0] || span[1] > d->span[1])
        return fail(ErrorCode::usage, "spans", "split.outside", "a part lies outside the directive");
      auto part = text_at(c, *d, d->directive_id + "." + std::to_string(++no), span);
      if (!part) return tl::unexpected(part.error());
      parts.push_back(describe::to_json(*part));
    }
    return append(house, c, caller, "directive.split", d->directive_id, {{"parts", parts}});
  }));
}

Result<Done> merge(House& house, const Caller& caller, const DirectivesRequest& request) {
  if (request.directive_ids.size() < 2)
    return fail(ErrorCode::usage, "directive_ids", "merge.two", "name at least two directives to merge");
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    std::vector<DirectiveView> list;
    if (auto ok = each(house, c, caller, request.directive_ids,
                       [&](const DirectiveView& d) -> Result<void> {
                         list.push_back(d);
                         return {};
                       });
        !ok)
      return ok;
    std::sort(list.begin(), list.end(), [](const DirectiveView& a, const DirectiveView& b) { return a.span < b.span; });
    if (std::any_of(list.begin(), list.end(), [&](const DirectiveView& d) { return d.paper_id != list.front().paper_id; }))
      return fail(ErrorCode::usage, "directive_ids", "merge.one_paper", "only directives of one paper can be merged");
    if (std::any_of(list.begin(), list.end(), [&](const DirectiveView& d) { return d.item_id != list.front().item_id; }))
      return fail(ErrorCode::usage, "directive_ids", "merge.one_item", "only directives of one agenda item can be merged");
    const Span span = {list.front().span[0], list.back().span[1]};
    auto standing = ledger::count_standing(c, list.front().paper_id, span);
    if (!standing) return tl::unexpected(standing.error());
    if (*standing != list.size())
      return fail(ErrorCode::usage, "directive_ids", "merge.neighbours",
                  "only neighbours can be merged: another directive lies between");
    DirectiveView like = list.front();
    for (const DirectiveView& d : list)
      if (!like.unit) like.unit = d.unit;
    auto made = ledger::count_parts(c, like.directive_id);
    if (!made) return tl::unexpected(made.error());
    auto whole = text_at(c, like, like.directive_id + ".m" + std::to_string(*made + 1), span);
    if (!whole) return tl::unexpected(whole.error());
    json::array ids;
    for (const DirectiveView& d : list) ids.emplace_back(d.directive_id);
    return append(house, c, caller, "directive.merged", like.directive_id,
                  {{"directive_ids", ids}, {"whole", describe::to_json(*whole)}});
  }));
}

Result<Done> refuse(House& house, const Caller& caller, const RefuseRequest& request) {
  if (auto ok = check_reason(request.reason); !ok) return tl::unexpected(ok.error());
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    return each(house, c, caller, request.directive_ids, [&](const DirectiveView& d) {
      return append(house, c, caller, "directive.refused", d.directive_id, {{"reason", request.reason}});
    });
  }));
}

Result<Done> settle(House& house, const Caller& caller, const DirectivesRequest& request) {
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    return each(house, c, caller, request.directive_ids, [&](const DirectiveView& d) {
      return append(house, c, caller, "directive.settled", d.directive_id, {{"as", "principle"}});
    });
  }));
}

Result<Done> undo(House& house, const Caller& caller, const DirectivesRequest& request) {
  if (request.directive_ids.empty()) return fail(ErrorCode::usage, "directive_ids", "directive.none", "name a directive");
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    SeenDirectives directives(house, c, caller);
    std::set<std::string> covered;  // members of a merge that an entry of this call took back already
    for (const std::string& id : request.directive_ids) {
      if (covered.count(id) != 0) continue;
      auto d = directives.get(id);
      if (!d) return tl::unexpected(d.error());
      if (d->state == "proposed") {
        if (auto ok = undo_correction(house, c, caller, *d); !ok) return ok;
        continue;
      }
      // A merge is undone for all its members; parts that were dealt with already stand in the way.
      std::vector<std::string> ids{id};
      if (d->state == "merged") {
        auto members = ledger::merged_with(c, *d);
        if (!members) return tl::unexpected(members.error());
        ids = std::move(*members);
      }
      auto part = ledger::part_dealt_with(c, ids.front());
      if (!part) return tl::unexpected(part.error());
      if (*part) return fail(ErrorCode::conflict, **part, "undo.parts", "undo what was done to its parts first");
      covered.insert(ids.begin(), ids.end());
      // What is under way is not taken back: the commitment is closed, merged or carried over instead.
      for (const std::string& member : ids)
        if (auto ok = not_moved_on(c, member); !ok) return ok;
      if (auto ok = append(house, c, caller, "directive.undone", id, {{"directive_ids", json::value_from(ids)}}); !ok) return ok;
    }
    return {};
  }));
}

Result<CommitmentView> change_commitment(House& house, const Caller& caller, const ChangeRequest& request) {
  CommitmentView view;
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto k = seen_commitment(c, caller, request.commitment_id);
    if (!k) return tl::unexpected(k.error());
    // What was assigned before it was taken apart has its date extended, with a reason, not changed.
    if (k->state != "confirmed" && (k->state != "decomposed" || k->lead_unit_id))
      return fail(ErrorCode::conflict, request.commitment_id, "commitment.moved_on",
                  "this commitment is " + k->state + "; assign or extend it");
    CommitmentText t{
        k->commitment_id, k->text,     {static_cast<std::size_t>(k->span_begin), static_cast<std::size_t>(k->span_end)},
        k->unit,          k->due_date, k->due_kind,
        k->deadline,      k->parent_id};
    if (auto ok = set_unit_and_date(t, request.unit, request.due_date, house.clock.today()); !ok) return ok;
    if (auto ok = append(house, c, caller, "commitment.changed", k->commitment_id, {{"commitment", describe::to_json(t)}}); !ok)
      return ok;
    auto after = supervision::get_commitment(c, request.commitment_id);
    if (!after) return tl::unexpected(after.error());
    view = std::move(*after);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return view;
}

}  // namespace luodi::engine
